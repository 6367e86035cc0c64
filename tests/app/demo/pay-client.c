/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pay-client.h"

#include <string.h>

static char *
find_between (const char *text, const char *before, const char *after)
{
  const char *start = strstr (text, before);
  const char *end = start != NULL ? strstr (start + strlen (before), after) : NULL;

  return end != NULL ? g_strndup (start + strlen (before), (gsize) (end - start) - strlen (before)) : NULL;
}

static Page *
send (SoupMessage *message, const char *language)
{
  static SoupSession *session;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Page *page = g_new0 (Page, 1);

  if (session == NULL)
    session = soup_session_new_with_options ("timeout", 30, NULL);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept-Language", language);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  page->status = (int) soup_message_get_status (message);
  page->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  page->state = find_between (page->text, "data-state=\"", "\"");
  page->form = find_between (page->text, "name=\"form\" value=\"", "\"");
  page->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return page;
}

Page *
page_open (const char *url, const char *language)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

  return send (message, language);
}

/**
 * page_send:
 * @form: what the page's form holds
 * @name: of a field, its value, and so on
 */
Page *
page_send (const char *url, const char *form, const char *name, ...)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SoupMessage) message = NULL;
  va_list args;

  g_hash_table_insert (fields, (gpointer) "form", (gpointer) form);
  va_start (args, name);
  for (; name != NULL; name = va_arg (args, const char *))
    g_hash_table_insert (fields, (gpointer) name, va_arg (args, gpointer));
  va_end (args);
  message = soup_message_new_from_encoded_form ("POST", url, soup_form_encode_hash (fields));
  return send (message, "en");
}

/* Opens the page and sends a card that is right in all but what the bank thinks of it. */
Page *
page_pay (const char *url, const char *card)
{
  g_autoptr (Page) page = page_open (url, "en");

  g_assert_nonnull (page->form);
  return page_send (url, page->form, "action", "pay", "number", card, "expiry", "12/30", "cvc", "123", NULL);
}

char *
page_dup_password (Page *page)
{
  return find_between (page->text, "id=\"printed-password\">", "<");
}

void
page_free (Page *self)
{
  g_free (self->text);
  g_free (self->state);
  g_free (self->form);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

Answer *
pay_ask (Client *client, const char *json, const char *key)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/payments", client->contract);

  return pay_ask_at (client, path, json, key);
}

/**
 * pay_ask_at:
 * @key: (nullable): NULL = one of its own
 */
Answer *
pay_ask_at (Client *client, const char *path, const char *json, const char *key)
{
  static SoupSession *session;
  g_autofree char *url =
    g_strdup_printf ("%s/%s/%s", demo_process_get_url (client->demo), client->tenant, path);
  g_autofree char *bearer = g_strconcat ("Bearer ", client->token, NULL);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key != NULL ? key : uuid);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Answer *answer = g_new0 (Answer, 1);

  if (session == NULL)
    session = soup_session_new_with_options ("timeout", 30, NULL);
  soup_message_headers_replace (headers, "Authorization", bearer);
  soup_message_headers_replace (headers, "Idempotency-Key", quoted);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_set_request_body_from_bytes (message, "application/json", body);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  answer->status = (int) soup_message_get_status (message);
  answer->text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return answer;
}

CabinetPayment *
pay_create (Client *client, const char *amount, const char *method)
{
  g_autofree char *json = g_strdup_printf (
    "{\"amount\":{\"amount\":\"%s\",\"currency\":\"RUB\"},\"method\":\"%s\"}", amount, method);
  g_autoptr (Answer) answer = pay_ask (client, json, NULL);

  g_assert_cmpint (answer->status, ==, 201);
  return answer_decode (answer, CABINET_TYPE_PAYMENT);
}

CabinetPayment *
pay_read (Client *client, const char *id)
{
  g_autofree char *path = g_strdup_printf ("v1/payments/%s", id);
  g_autoptr (Answer) answer = client_ask (client, "GET", path, NULL);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_PAYMENT);
}

void
pay_advance (Client *client, int seconds)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", seconds);
  g_autofree char *answer = demo_process_control (client->demo, "clock", json);

  g_assert_nonnull (answer);
}

static JsonArray *
read_books (Client *client, const char *verb, const char *member, JsonNode **root)
{
  g_autofree char *text = demo_process_control (client->demo, verb, NULL);

  *root = json_from_string (text, NULL);
  g_assert_nonnull (*root);
  return json_object_get_array_member (json_node_get_object (*root), member);
}

/**
 * pay_count_captures:
 * @payment: (nullable): its id; NULL = of all
 */
guint
pay_count_captures (Client *client, const char *payment, const char *kind)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows = read_books (client, "captures", "captures", &root);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "kind"), kind)
          && (payment == NULL || g_str_equal (json_object_get_string_member (row, "payment"), payment)))
        count++;
    }
  return count;
}

/* Payments in the ledger of a login's first contract. */
guint
pay_count_credits (Client *client, const char *login)
{
  g_autofree char *verb = g_strdup_printf ("ledger?tenant=%s&login=%s", client->tenant, login);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *rows = read_books (client, verb, "operations", &root);
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (rows, i), "kind"),
                     "payment"))
      count++;
  return count;
}

gint64
pay_balance (Client *client)
{
  g_autoptr (CabinetOverview) overview = client_read_overview (client);

  return kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount);
}
