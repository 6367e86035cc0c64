/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-mail.h"

#include "demo-html.h"

#include <string.h>

#define SHOWN 200

static void
send (DemoWorld *world,
      const DemoTenant *tenant,
      const char *channel,
      const char *target,
      const char *subject,
      const char *text)
{
  demo_database_run (
    world->database,
    "INSERT INTO mail (tenant, at, channel, target, subject, text) VALUES (?, ?, ?, ?, ?, ?)", "sissss",
    tenant->id, demo_clock_now (&world->clock), channel, target, subject, text);
}

/**
 * demo_mail_send_code:
 * @phone: whole: who looks here is the one who runs the demo
 */
void
demo_mail_send_code (
  DemoWorld *world, const DemoTenant *tenant, const char *phone, const char *code, DemoLanguage language)
{
  const char *name = demo_tenant_get_info (tenant, language)->name;
  g_autofree char *text = language == DEMO_RUSSIAN
                            ? g_strdup_printf ("%s: код для входа %s. Никому его не сообщайте.", name, code)
                            : g_strdup_printf ("%s: your sign-in code is %s. Tell it to nobody.", name, code);

  send (world, tenant, "sms", phone, NULL, text);
}

/**
 * demo_mail_send_password:
 *
 * The bank's one-time password for @payment.
 */
void
demo_mail_send_password (DemoWorld *world, DemoPayment *payment)
{
  g_autoptr (DemoContract) contract = demo_contract_load (world, payment->contract);
  CabinetMoney sum = demo_contract_money (contract, payment->amount + payment->fee);
  g_autofree char *decimal = cabinet_money_to_decimal (&sum, CABINET_ROUND_HALF_AWAY);
  g_autofree char *text = payment->language == DEMO_RUSSIAN
                            ? g_strdup_printf ("Разовый пароль %s. Оплата %s RUB, карта %s.",
                                               payment->password, decimal, payment->card)
                            : g_strdup_printf ("One-time password %s. Payment of %s RUB, card %s.",
                                               payment->password, decimal, payment->card);

  send (world, contract->tenant, "sms", "+7 900 000-00-00", NULL, text);
}

/**
 * demo_mail_send_receipt:
 *
 * F21: the receipt of a payment that was credited goes to the address that was given with it.
 */
void
demo_mail_send_receipt (DemoWorld *world, DemoContract *contract, DemoPayment *payment)
{
  DemoLanguage language = payment->language;
  const char *name = demo_tenant_get_info (contract->tenant, language)->name;
  CabinetMoney money = demo_contract_money (contract, payment->amount);
  g_autofree char *sum = cabinet_money_to_decimal (&money, CABINET_ROUND_HALF_AWAY);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  if (payment->email == NULL)
    return;
  subject = g_strdup_printf (
    DEMO_WORDS (language, "Receipt for payment %" G_GINT64_FORMAT, "Чек по платежу %" G_GINT64_FORMAT),
    payment->number);
  text = g_strdup_printf (
    DEMO_WORDS (language,
                "%s. Contract %s. Advance for telecom services: %s RUB, paid by: %s. The sum is credited.",
                "%s. Договор %s. Аванс за услуги связи: %s RUB, оплачено: %s. Сумма зачислена."),
    name, contract->number, sum,
    payment->card != NULL ? payment->card : demo_text (&payment->way->title, language));
  send (world, contract->tenant, "email", payment->email, subject, text);
}

static sqlite3_stmt *
query_mails (DemoExchange *x)
{
  return demo_database_query (x->world->database,
                              "SELECT id, tenant, at, channel, target, subject, text FROM mail"
                              " WHERE ?1 = '' OR tenant = ?1 ORDER BY id DESC LIMIT ?2",
                              "si", x->tenant != NULL ? x->tenant->id : "", (gint64) SHOWN);
}

static void
reply_json (DemoExchange *x)
{
  static const char *const names[] = { "id", "tenant", "at", "channel", "to", "subject", "text" };
  JsonObject *object = json_object_new ();
  JsonArray *messages = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  sqlite3_stmt *rows = query_mails (x);

  json_object_unref (object);
  while (demo_row (rows))
    {
      JsonObject *message = json_object_new ();
      g_autofree char *at = cabinet_instant_to_rfc3339 (sqlite3_column_int64 (rows, 2));

      json_object_set_int_member (message, names[0], sqlite3_column_int64 (rows, 0));
      for (int i = 1; i < (int) G_N_ELEMENTS (names); i++)
        if (sqlite3_column_type (rows, i) != SQLITE_NULL)
          json_object_set_string_member (message, names[i], i == 2 ? at : demo_column_text (rows, i));
      json_array_add_object_element (messages, message);
    }
  json_object_set_array_member (object, "messages", messages);
  demo_exchange_reply_json (x, node);
}

static void
reply_html (DemoExchange *x)
{
  DemoHtml html;
  const char *title =
    DEMO_WORDS (x->language, "SMS and e-mails that were “sent”", "«Отправленные» СМС и письма");
  sqlite3_stmt *rows = query_mails (x);
  gboolean any = FALSE;

  demo_html_begin (&html, x->language, title);
  demo_html_add (&html, "<main><h1>%s</h1>", title);
  while (demo_row (rows))
    {
      g_autofree char *at = cabinet_instant_to_rfc3339 (sqlite3_column_int64 (rows, 2));
      const char *subject = demo_column_text (rows, 5);
      gboolean sms = g_strcmp0 (demo_column_text (rows, 3), "sms") == 0;

      any = TRUE;
      demo_html_add (&html, "<h2>%s %s</h2><p>%s · %s%s%s</p><p>%s</p>",
                     sms ? DEMO_WORDS (x->language, "SMS", "СМС")
                         : DEMO_WORDS (x->language, "E-mail", "Письмо"),
                     demo_column_text (rows, 4), demo_column_text (rows, 1), at, subject != NULL ? " · " : "",
                     subject != NULL ? subject : "", demo_column_text (rows, 6));
    }
  if (!any)
    demo_html_add (&html, "<p>%s</p>", DEMO_WORDS (x->language, "Nothing yet.", "Пока ничего нет."));
  demo_html_add (&html, "</main>");
  demo_html_reply (&html, x, 200);
}

/**
 * demo_mail_handle:
 *
 * Answers with what was sent by the exchange's tenant, or by all: as JSON to who accepts that, else as a
 * page.
 */
void
demo_mail_handle (DemoExchange *x)
{
  const char *accept =
    soup_message_headers_get_list (soup_server_message_get_request_headers (x->message), "Accept");

  if (accept != NULL && strstr (accept, "application/json") != NULL)
    reply_json (x);
  else
    reply_html (x);
}
