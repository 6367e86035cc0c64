/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-pages.h"

#include "demo-mail.h"
#include "demo-pay-html.h"
#include "demo-tokens.h"

#include <string.h>

/* The processor's side of a payment. Cards are typed here and nowhere else (facts, section 1): a number is
 * looked at, masked and forgotten in one request, and no log is told of it. */

#define MAX_FORM (16 * 1024)
#define ATTEMPTS 3

static const char *
get_field (GHashTable *fields, const char *name)
{
  const char *text = g_hash_table_lookup (fields, name);

  return text != NULL ? text : "";
}

/* Returns: (nullable): the fields of the form that was sent */
static GHashTable *
read_form (DemoExchange *x)
{
  SoupMessageBody *body = soup_server_message_get_request_body (x->message);
  const char *type =
    soup_message_headers_get_content_type (soup_server_message_get_request_headers (x->message), NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GHashTable *fields;
  gsize length;
  gconstpointer data;

  if (body->length > MAX_FORM || g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    return NULL;
  bytes = soup_message_body_flatten (body);
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data != NULL ? data : "", length);
  fields = soup_form_decode (text);
  memset (text, 0, strlen (text));
  return fields;
}

/* A form serves once: what comes a second time finds another one. */
static void
finish (DemoPayView *view)
{
  DemoPayment *payment = view->payment;
  DemoExchange *x = view->x;
  const char *path = g_uri_get_path (soup_server_message_get_uri (x->message));
  g_autofree char *place = g_strdup_printf ("%s?lang=%s", path, demo_language_tag (view->language));

  g_free (payment->form);
  payment->form = demo_token_new ();
  demo_payment_save (x->world, payment);
  demo_payments_settle (x->world);
  soup_message_headers_replace (soup_server_message_get_response_headers (x->message), "Cache-Control",
                                "no-store");
  soup_server_message_set_redirect (x->message, 303, place);
}

static void
start_challenge (DemoPayView *view)
{
  DemoPayment *payment = view->payment;

  payment->password = g_strdup_printf ("%06d", g_random_int_range (0, 1000000));
  payment->attempts = ATTEMPTS;
  demo_mail_send_password (view->x->world, payment);
}

static void
pay_by_card (DemoPayView *view, GHashTable *fields)
{
  DemoPayment *payment = view->payment;
  CabinetDate today = demo_contract_today (view->x->world, view->contract);
  g_auto (DemoTypedCard) typed = { 0 };

  demo_typed_card_read (&typed, payment->way, get_field (fields, "number"), get_field (fields, "expiry"),
                        get_field (fields, "cvc"), today, view->language);
  if (typed.number_fault != NULL || typed.expiry_fault != NULL || typed.code_fault != NULL)
    {
      view->typed = &typed;
      view->number = get_field (fields, "number");
      view->expiry = get_field (fields, "expiry");
      view->name = get_field (fields, "name");
      demo_pay_html_reply (view, 422);
      return;
    }
  payment->card = demo_card_dup_mask (typed.number);
  if (typed.card->outcome == DEMO_OUTCOME_CHALLENGE)
    start_challenge (view);
  demo_payment_settle_card (view->x->world, payment, typed.card->outcome);
  finish (view);
}

static void
pay_by_app (DemoPayView *view, const char *action)
{
  DemoOutcome outcome = g_str_equal (action, "no_money") ? DEMO_OUTCOME_NO_MONEY
                        : g_str_equal (action, "bank")   ? DEMO_OUTCOME_BANK
                                                         : DEMO_OUTCOME_PAID;

  demo_payment_settle_card (view->x->world, view->payment, outcome);
  finish (view);
}

static void
answer_challenge (DemoPayView *view, const char *action, const char *password)
{
  DemoPayment *payment = view->payment;
  DemoWorld *world = view->x->world;

  if (g_str_equal (action, "refuse") || g_str_equal (action, "cancel"))
    {
      demo_payment_settle_card (world, payment, DEMO_OUTCOME_CHALLENGE_FAILED);
      finish (view);
    }
  else if (g_str_equal (password, payment->password))
    {
      demo_payment_settle_card (world, payment, DEMO_OUTCOME_PAID);
      finish (view);
    }
  else if (--payment->attempts > 0)
    {
      demo_payment_save (world, payment);
      view->wrong_password = TRUE;
      demo_pay_html_reply (view, 422);
    }
  else
    {
      demo_payment_settle_card (world, payment, DEMO_OUTCOME_CHALLENGE_FAILED);
      finish (view);
    }
}

static void
take_form (DemoPayView *view, GHashTable *fields)
{
  DemoPayment *payment = view->payment;
  const char *action = get_field (fields, "action");

  if (!g_str_equal (get_field (fields, "form"), payment->form))
    {
      view->stale = TRUE;
      demo_pay_html_reply (view, 409);
    }
  else if (payment->state == CABINET_PAYMENT_STATE_PROCESSING)
    {
      answer_challenge (view, action, get_field (fields, "password"));
    }
  else if (payment->state != CABINET_PAYMENT_STATE_WAITING)
    {
      demo_pay_html_reply (view, 409);
    }
  else if (g_str_equal (action, "cancel"))
    {
      demo_payment_cancel (view->x->world, payment);
      finish (view);
    }
  else if (payment->way->kind == CABINET_PAYMENT_KIND_CARD)
    {
      pay_by_card (view, fields);
    }
  else
    {
      pay_by_app (view, action);
    }
}

/* Whoever reads in another language than the browser's says so in the address. */
static DemoLanguage
find_language (DemoExchange *x)
{
  const char *wanted = demo_exchange_get_query (x, "lang");

  return wanted != NULL ? demo_language_negotiate (wanted) : x->language;
}

static void
handle (DemoExchange *x, const char *token)
{
  const char *method = soup_server_message_get_method (x->message);
  DemoPayView view = { .x = x, .language = find_language (x) };
  g_autoptr (DemoPayment) payment = demo_payment_find_page (x->world, x->tenant, token);
  g_autoptr (DemoContract) contract = NULL;
  g_autoptr (GHashTable) fields = NULL;

  if (payment == NULL)
    {
      demo_pay_html_reply_missing (x, view.language);
      return;
    }
  contract = demo_contract_load (x->world, payment->contract);
  view.payment = payment;
  view.contract = contract;
  if (!g_str_equal (method, "POST"))
    {
      demo_pay_html_reply (&view, 200);
      return;
    }
  fields = read_form (x);
  if (fields != NULL)
    take_form (&view, fields);
  else
    demo_pay_html_reply (&view, 400);
}

/**
 * demo_pay_page_handle:
 * @token: of the page; who knows it may pay
 *
 * Shows the page of a payment, or takes a form of it.
 */
void
demo_pay_page_handle (DemoExchange *x, const char *token)
{
  demo_payments_settle (x->world);
  demo_database_begin (x->world->database);
  handle (x, token);
  demo_database_commit (x->world->database);
}
