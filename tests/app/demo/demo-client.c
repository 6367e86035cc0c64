/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include <string.h>

Client *
client_new (DemoProcess *demo, const char *tenant)
{
  Client *self = g_new0 (Client, 1);

  self->demo = demo;
  self->tenant = g_strdup (tenant);
  return self;
}

void
client_free (Client *self)
{
  g_free (self->tenant);
  g_free (self->token);
  g_free (self->refresh);
  g_free (self->contract);
  g_free (self->language);
  g_free (self->etag);
  g_free (self->key);
  g_free (self);
}

static void
set_header (SoupMessage *message, const char *name, const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), name, value);
}

/**
 * client_ask_as:
 * @type: (nullable): of the body; NULL = there is none
 */
Answer *
client_ask_as (
  Client *self, const char *method, const char *path, const char *type, const char *body, gssize length)
{
  static SoupSession *session;
  g_autofree char *url = g_strdup_printf ("%s/%s/%s", demo_process_get_url (self->demo), self->tenant, path);
  g_autofree char *bearer = self->token != NULL ? g_strconcat ("Bearer ", self->token, NULL) : NULL;
  g_autofree char *key = self->key != NULL ? g_strdup_printf ("\"%s\"", self->key) : NULL;
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_new0 (Answer, 1);

  if (session == NULL)
    session = soup_session_new_with_options ("timeout", 30, NULL);
  set_header (message, "Authorization", bearer);
  set_header (message, "Accept-Language", self->language);
  set_header (message, "If-None-Match", self->etag);
  set_header (message, "Idempotency-Key", key);
  /* A server that was started again on its port may not be asked over its predecessor's connection. */
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (type != NULL)
    {
      g_autoptr (GBytes) request = g_bytes_new (body, length < 0 ? strlen (body) : (gsize) length);
      soup_message_set_request_body_from_bytes (message, type, request);
    }

  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  answer->status = (int) soup_message_get_status (message);
  /* An empty body has no bytes at all. */
  answer->text = g_bytes_get_size (bytes) == 0
                   ? g_strdup ("")
                   : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return answer;
}

Answer *
client_ask (Client *self, const char *method, const char *path, const char *json)
{
  return client_ask_as (self, method, path, json != NULL ? "application/json" : NULL, json, -1);
}

/* The same under a key of its own, as a change is sent. */
Answer *
client_change (Client *self, const char *method, const char *path, const char *json)
{
  g_clear_pointer (&self->key, g_free);
  self->key = g_uuid_string_random ();
  return client_ask (self, method, path, json);
}

/* GET something of the first contract: "overview", "operations?limit=5" … */
Answer *
client_read (Client *self, const char *view)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/%s", self->contract, view);

  return client_ask (self, "GET", path, NULL);
}

void
answer_free (Answer *self)
{
  g_free (self->text);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

const char *
answer_get_header (Answer *self, const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

gpointer
answer_decode (Answer *self, GType type)
{
  g_autoptr (GError) error = NULL;
  gpointer record = cabinet_record_decode_text (type, self->text, -1, &error);

  g_assert_no_error (error);
  return record;
}

void
answer_assert_problem (Answer *self, int status, const char *word)
{
  g_autofree char *type = g_strconcat ("urn:cabinet:problem:", word, NULL);
  g_autoptr (CabinetProblem) problem = NULL;

  g_assert_cmpint (self->status, ==, status);
  g_assert_cmpstr (answer_get_header (self, "Content-Type"), ==, "application/problem+json");
  problem = answer_decode (self, CABINET_TYPE_PROBLEM);
  g_assert_cmpstr (problem->type, ==, type);
  g_assert_cmpint (problem->status, ==, status);
}

/* The first step with a password; asserts that it is taken. */
CabinetSignInStep *
client_start (Client *self, const char *category, const char *login, const char *secret)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autofree char *json = NULL;
  g_autoptr (Answer) answer = NULL;

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->category = g_strdup (category);
  request->login = g_strdup (login);
  request->secret = g_strdup (secret);
  json = cabinet_record_encode_text (request);
  answer = client_ask (self, "POST", "v1/sign-ins", json);
  g_assert_cmpint (answer->status, ==, 201);
  return answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
}

void
client_take_session (Client *self, CabinetSession *session)
{
  g_assert_nonnull (session);
  g_free (self->token);
  g_free (self->refresh);
  self->token = g_strdup (session->access_token);
  self->refresh = g_strdup (session->refresh_token);
}

/* Signs in and looks at the first contract. */
void
client_enter (Client *self, const char *category, const char *login, const char *secret)
{
  g_autoptr (CabinetSignInStep) step = client_start (self, category, login, secret);
  g_autoptr (CabinetContractList) list = NULL;
  g_autoptr (Answer) answer = NULL;

  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  client_take_session (self, step->session);
  answer = client_ask (self, "GET", "v1/contracts", NULL);
  g_assert_cmpint (answer->status, ==, 200);
  list = answer_decode (answer, CABINET_TYPE_CONTRACT_LIST);
  g_assert_cmpuint (cabinet_list_length (list->contracts), >, 0);
  g_free (self->contract);
  self->contract = g_strdup (((CabinetContract *) cabinet_list_get (list->contracts, 0))->id);
}

static void
append_all (GListStore *target, GListStore *source)
{
  for (guint i = 0; i < cabinet_list_length (source); i++)
    g_list_store_append (target, cabinet_list_get (source, i));
}

/* All pages that @query leads to ("limit=500", "month=2026-11" …), as they come. */
GListStore *
client_read_ledger (Client *self, const char *query)
{
  GListStore *all = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autofree char *cursor = NULL;

  do
    {
      g_autofree char *view = g_strdup_printf ("operations?%s%s%s", query, cursor != NULL ? "&cursor=" : "",
                                               cursor != NULL ? cursor : "");
      g_autoptr (Answer) answer = client_read (self, view);
      g_autoptr (CabinetOperationPage) page = NULL;

      g_assert_cmpint (answer->status, ==, 200);
      page = answer_decode (answer, CABINET_TYPE_OPERATION_PAGE);
      g_assert_cmpuint (cabinet_list_length (page->operations), <=, 500);
      append_all (all, page->operations);
      g_free (cursor);
      cursor = g_strdup (page->next);
  } while (cursor != NULL);
  return all;
}

CabinetOverview *
client_read_overview (Client *self)
{
  g_autoptr (Answer) answer = client_read (self, "overview");

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_OVERVIEW);
}

CabinetOperationMonths *
client_read_months (Client *self)
{
  g_autoptr (Answer) answer = client_read (self, "operations/months");

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_OPERATION_MONTHS);
}

gint64
kopecks (const CabinetMoney *money)
{
  gint64 minor = 0;

  g_assert_cmpstr (money->currency, ==, "RUB");
  g_assert_true (cabinet_money_to_minor (money, &minor, NULL));
  return minor;
}
