/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pay-client.h"

#include <glib/gstdio.h>
#include <string.h>

/* Ways to pay (F1-F5, F11, F15) and the life line of a payment, over the API. */

static Client *
enter (DemoProcess **demo, const char *tenant, const char *category, const char *login)
{
  Client *client;

  *demo = demo_process_new ("--now", NOW, "--control", NULL);
  client = client_new (*demo, tenant);
  client_enter (client, category, login, "demo");
  return client;
}

static CabinetPaymentMethodList *
read_methods (Client *client)
{
  g_autoptr (Answer) answer = client_read (client, "payment-methods");

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_PAYMENT_METHOD_LIST);
}

/* "card sbp wallet" of what may be paid with now */
static char *
list_kinds (CabinetPaymentMethodList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cabinet_list_length (list->methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_get (list->methods, i);

      g_assert_cmpint (kopecks (&method->min), >, 0);
      g_assert_cmpint (kopecks (&method->max), >=, kopecks (&method->min));
      g_assert_cmpint (method->available, ==, CABINET_CAPABILITY_ANSWER_YES);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                              cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_KIND, (int) method->kind));
    }
  return g_string_free (text, FALSE);
}

static void
test_methods (void)
{
  static const struct
  {
    const char *tenant;
    const char *category;
    const char *kinds;
    const char *systems;
    const char *processor;
  } cases[] = {
    { "tomtel", NULL, "card sbp wallet", "mir,visa,mastercard", "Sberbank" },             /* F4 */
    { "telemir", NULL, "card bonus bank bank bank", "visa,jcb,mastercard", "ChronoPay" }, /* F3, F5, F11 */
    { "tctr", "cable", "card wallet", "mir,visa,mastercard", "YooKassa" },
    { "centra", NULL, "card sbp wallet", "mir,visa,mastercard", "YooKassa" },
    { "mts", NULL, "card phone_account", "mir,visa,mastercard", "MTS Money" }, /* F15 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DemoProcess) demo = NULL;
      g_autoptr (Client) client = enter (&demo, cases[i].tenant, cases[i].category, "12345");
      g_autoptr (CabinetPaymentMethodList) list = read_methods (client);
      g_autofree char *kinds = list_kinds (list);
      CabinetPaymentMethod *card = cabinet_list_get (list->methods, 0);
      g_autofree char *systems = g_strjoinv (",", card->systems);

      g_assert_cmpstr (kinds, ==, cases[i].kinds);
      g_assert_cmpstr (systems, ==, cases[i].systems);
      g_assert_cmpstr (card->processor, ==, cases[i].processor);
      g_assert_nonnull (card->processor_phone); /* F9 */
      g_assert_nonnull (strchr (list->email, '@'));
    }
}

/* Who may not pay here is told why, and the method refuses too. */
static void
test_not_for_all (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "104205405");
  g_autoptr (CabinetPaymentMethodList) list = read_methods (client);
  CabinetPaymentMethod *card = cabinet_list_get (list->methods, 0);
  g_autoptr (Answer) refused =
    pay_ask (client, "{\"amount\":{\"amount\":\"500.00\",\"currency\":\"RUB\"},\"method\":\"card\"}", NULL);
  g_autoptr (Answer) capabilities = client_read (client, "capabilities");

  g_assert_cmpint (card->available, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_cmpstr (card->code, ==, "by_transfer");
  g_assert_nonnull (card->reason);
  answer_assert_problem (refused, 422, "not-eligible");
  g_assert_nonnull (strstr (capabilities->text, "by_transfer"));
}

static void
test_create (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (CabinetPayment) payment = pay_create (client, "500.00", "card");
  g_autoptr (CabinetPayment) other = pay_create (client, "500.00", "card");
  g_autofree char *base = g_strconcat (demo_process_get_url (demo), "/tomtel/pay/", NULL);

  g_assert_cmpint (payment->state, ==, CABINET_PAYMENT_STATE_WAITING);
  g_assert_cmpint (kopecks (&payment->amount), ==, 50000);
  g_assert_cmpstr (payment->contract, ==, client->contract);
  g_assert_true (g_str_has_prefix (payment->confirmation_url, base));
  g_assert_cmpuint (strlen (payment->confirmation_url), >=, strlen (base) + 24);
  g_assert_cmpstr (payment->confirmation_url, !=, other->confirmation_url);
  g_assert_cmpstr (payment->id, !=, other->id);
  g_assert_cmpstr (payment->number, !=, other->number);
  g_assert_cmpint (payment->expires_at, ==, payment->created_at + 15 * 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (cabinet_list_length (payment->steps), ==, 2);
  g_assert_cmpint (((CabinetPaymentStep *) cabinet_list_get (payment->steps, 0))->state, ==,
                   CABINET_PAYMENT_STATE_CREATED);
  g_assert_cmpint (payment->receipt, ==, CABINET_RECEIPT_STATE_NONE);
  g_assert_false (payment->restores_service);
}

static void
assert_refused (Client *client, const char *json, const char *word, const char *field)
{
  g_autoptr (Answer) answer = pay_ask (client, json, NULL);
  g_autoptr (CabinetProblem) problem = answer_decode (answer, CABINET_TYPE_PROBLEM);
  CabinetProblemField *first;

  answer_assert_problem (answer, g_str_equal (word, "bad-value") ? 400 : 422, word);
  first = cabinet_list_get (problem->fields, 0);
  g_assert_cmpstr (first->name, ==, field);
}

#define REQUEST(amount, currency, method, more) \
  "{\"amount\":{\"amount\":\"" amount "\",\"currency\":\"" currency "\"},\"method\":\"" method "\"" more "}"

static void
test_bad_requests (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (Client) telemir = client_new (demo, "telemir");
  g_autoptr (Client) tctr = client_new (demo, "tctr");
  g_autoptr (Answer) list = NULL;

  assert_refused (client, REQUEST ("9.99", "RUB", "card", ""), "amount-min", "amount");
  assert_refused (client, REQUEST ("0.00", "RUB", "card", ""), "amount-min", "amount");
  assert_refused (client, REQUEST ("-500.00", "RUB", "card", ""), "amount-min", "amount");
  assert_refused (client, REQUEST ("15000.01", "RUB", "card", ""), "amount-max", "amount");
  assert_refused (client, REQUEST ("500.00", "USD", "card", ""), "bad-value", "amount");
  assert_refused (client, REQUEST ("500.00", "RUB", "qiwi", ""), "bad-value", "method"); /* F2 */
  assert_refused (client, REQUEST ("500.00", "RUB", "card", ",\"email\":\"nobody\""), "bad-value", "email");
  assert_refused (client, REQUEST ("500.00", "RUB", "card", ",\"return_url\":\"https://example.org/\""),
                  "bad-value", "return_url");
  client_enter (tctr, "cable", "12345", "demo");
  assert_refused (tctr, REQUEST ("500.50", "RUB", "card", ""), "bad-value", "amount");
  client_enter (telemir, NULL, "12345", "demo");
  assert_refused (telemir, REQUEST ("321.00", "RUB", "bonus", ""), "amount-max",
                  "amount"); /* of 320 points */
  list = client_read (client, "payments");
  g_assert_cmpstr (list->text, ==, "{\"payments\":[]}");
}

/* A key goes with the payment, so that who sent it finds it by reading. */
static void
test_key (void)
{
  static const char key[] = "6b5f6ce4-6a9d-4f0a-9a53-0a0f1c9f3f51";
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (Answer) first = pay_ask (client, REQUEST ("500.00", "RUB", "card", ""), key);
  g_autoptr (Answer) again = pay_ask (client, REQUEST ("500.00", "RUB", "card", ""), key);
  g_autoptr (CabinetPayment) payment = answer_decode (first, CABINET_TYPE_PAYMENT);
  g_autoptr (CabinetPayment) same = answer_decode (again, CABINET_TYPE_PAYMENT);
  g_autoptr (Answer) list = client_read (client, "payments");
  g_autoptr (CabinetPaymentList) all = answer_decode (list, CABINET_TYPE_PAYMENT_LIST);

  g_assert_cmpint (first->status, ==, 201);
  g_assert_cmpstr (payment->key, ==, key);
  g_assert_cmpstr (same->id, ==, payment->id);
  g_assert_cmpuint (cabinet_list_length (all->payments), ==, 1);
  g_assert_cmpstr (((CabinetPayment *) cabinet_list_get (all->payments, 0))->key, ==, key);
}

/* A key is one decision: not of another sum, not while the first is being worked on, and never left out. */
static void
test_key_refusals (void)
{
  static const char key[] = "0f8b8ab5-3a3f-4a1c-8f5a-6f2d5ac5e7aa";
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autofree char *json = g_strdup_printf ("{\"key\":\"%s\"}", key);
  g_autofree char *held = demo_process_control (demo, "keys/hold", json);
  g_autofree char *released = NULL;
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/payments", client->contract);
  g_autoptr (Answer) early = pay_ask (client, REQUEST ("500.00", "RUB", "card", ""), key);
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) other = NULL;
  g_autoptr (Answer) without = client_ask (client, "POST", path, REQUEST ("500.00", "RUB", "card", ""));
  g_autoptr (Answer) list = NULL;
  g_autoptr (CabinetPaymentList) all = NULL;

  g_assert_nonnull (held);
  answer_assert_problem (early, 409, "in-progress");
  answer_assert_problem (without, 400, "bad-value");
  released = demo_process_control (demo, "keys/release", json);
  g_assert_nonnull (released);
  first = pay_ask (client, REQUEST ("500.00", "RUB", "card", ""), key);
  g_assert_cmpint (first->status, ==, 201);
  other = pay_ask (client, REQUEST ("600.00", "RUB", "card", ""), key);
  answer_assert_problem (other, 422, "key-reused");
  list = client_read (client, "payments");
  all = answer_decode (list, CABINET_TYPE_PAYMENT_LIST);
  g_assert_cmpuint (cabinet_list_length (all->payments), ==, 1);
}

static void
test_list (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (Client) other = client_new (demo, "tomtel");
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) rest = NULL;
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) foreign = NULL;
  g_autoptr (Answer) missing = NULL;
  g_autoptr (Answer) tagged = NULL;
  g_autoptr (CabinetPaymentList) page = NULL;
  g_autoptr (CabinetPaymentList) last = NULL;
  g_autofree char *view = NULL;
  g_autofree char *path = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (CabinetPayment) payment = pay_create (client, "500.00", "card");

      g_free (path);
      path = g_strdup_printf ("v1/payments/%s", payment->id);
    }
  answer = client_read (client, "payments?limit=2");
  page = answer_decode (answer, CABINET_TYPE_PAYMENT_LIST);
  g_assert_cmpuint (cabinet_list_length (page->payments), ==, 2);
  g_assert_true (g_str_has_suffix (path, ((CabinetPayment *) cabinet_list_get (page->payments, 0))->id));
  view = g_strdup_printf ("payments?limit=2&cursor=%s", page->next);
  rest = client_read (client, view);
  last = answer_decode (rest, CABINET_TYPE_PAYMENT_LIST);
  g_assert_cmpuint (cabinet_list_length (last->payments), ==, 1);
  g_assert_null (last->next);
  wrong = client_read (client, "payments?cursor=p9999999");
  answer_assert_problem (wrong, 400, "bad-value");

  client->etag = g_strdup (answer_get_header (answer, "ETag"));
  tagged = client_read (client, "payments?limit=2");
  g_assert_cmpint (tagged->status, ==, 304);
  g_clear_pointer (&client->etag, g_free);

  client_enter (other, NULL, "104205401", "demo");
  foreign = client_ask (other, "GET", path, NULL);
  answer_assert_problem (foreign, 404, "not-found");
  missing = client_ask (client, "GET", "v1/payments/p7654321", NULL);
  answer_assert_problem (missing, 404, "not-found");
}

/* What every operation may answer, once each. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *method;
    const char *view; /* of the contract; NULL = a payment */
  } ops[] = { { "GET", "payment-methods" }, { "GET", "payments" }, { "POST", "payments" }, { "GET", NULL } };
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (CabinetPayment) payment = pay_create (client, "500.00", "card");
  static const int failures[] = { 429, 500, 503 };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autofree char *path = ops[i].view != NULL
                                ? g_strdup_printf ("v1/contracts/%s/%s", client->contract, ops[i].view)
                                : g_strdup_printf ("v1/payments/%s", payment->id);
      g_autofree char *foreign = ops[i].view != NULL ? g_strdup_printf ("v1/contracts/c0/%s", ops[i].view)
                                                     : g_strdup ("v1/payments/p0");
      const char *json = g_str_equal (ops[i].method, "POST") ? REQUEST ("500.00", "RUB", "card", "") : NULL;
      g_autofree char *token = g_strdup (client->token);

      for (guint j = 0; j < G_N_ELEMENTS (failures); j++)
        {
          g_autofree char *status = g_strdup_printf ("{\"status\":%d,\"requests\":1}", failures[j]);
          g_autofree char *arranged =
            demo_process_control (demo, failures[j] == 429 ? "rate-limit" : "fail", status);
          g_autoptr (Answer) failed = client_ask (client, ops[i].method, path, json);

          g_assert_nonnull (arranged);
          g_assert_cmpint (failed->status, ==, failures[j]);
        }
      {
        g_autoptr (Answer) missing = json != NULL ? pay_ask_at (client, foreign, json, NULL)
                                                  : client_ask (client, ops[i].method, foreign, NULL);
        g_autoptr (Answer) stranger = NULL;

        answer_assert_problem (missing, 404, "not-found");
        g_clear_pointer (&client->token, g_free);
        stranger = client_ask (client, ops[i].method, path, json);
        answer_assert_problem (stranger, 401, "session-over");
        client->token = g_steal_pointer (&token);
      }
      if (json == NULL)
        {
          g_autoptr (Answer) first = client_ask (client, ops[i].method, path, NULL);
          g_autoptr (Answer) again = NULL;

          client->etag = g_strdup (answer_get_header (first, "ETag"));
          again = client_ask (client, ops[i].method, path, NULL);
          g_assert_cmpint (again->status, ==, 304);
          g_clear_pointer (&client->etag, g_free);
        }
      else
        {
          g_autofree char *huge = g_strnfill (1024 * 1024 + 1, ' ');
          g_autoptr (Answer) large = client_ask (client, "POST", path, huge);

          answer_assert_problem (large, 413, "too-large");
        }
    }
}

/* F11, F15: neither points nor the phone's account need a page. */
static void
test_without_a_page (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "telemir", NULL, "12345");
  g_autoptr (Client) mts = client_new (demo, "mts");
  gint64 balance = pay_balance (client);
  gint64 before;
  g_autoptr (CabinetPayment) bonus = pay_create (client, "120.00", "bonus");
  g_autoptr (CabinetPayment) phone = NULL;
  g_autoptr (CabinetOverview) overview = client_read_overview (client);

  g_assert_cmpint (bonus->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_null (bonus->confirmation_url);
  g_assert_cmpint (pay_balance (client), ==, balance + 12000);
  g_assert_cmpint (((CabinetBalance *) cabinet_list_get (overview->balances, 1))->points, ==, 200);
  g_assert_cmpuint (pay_count_captures (client, NULL, "capture"), ==, 0);

  client_enter (mts, NULL, "12345", "demo");
  before = pay_balance (mts);
  phone = pay_create (mts, "100.00", "phone_account");
  g_assert_cmpint (phone->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_cmpint (pay_balance (mts), ==, before + 10000);
}

/* Credited is not yet restored: the line comes back some seconds later, and the overview says so. */
static void
test_restores (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "104205403");
  g_autofree char *delays =
    demo_process_control (demo, "payments/delays", "{\"credit_ms\":60000,\"restore_ms\":60000}");
  g_autoptr (CabinetPayment) payment = pay_create (client, "1000.00", "card");
  g_autoptr (Page) page = page_pay (payment->confirmation_url, "4111111111111111");
  g_autoptr (CabinetPayment) credited = NULL;
  g_autoptr (CabinetPayment) restored = NULL;
  g_autoptr (CabinetOverview) still = NULL;
  g_autoptr (CabinetOverview) after = NULL;

  g_assert_nonnull (delays);
  g_assert_true (payment->restores_service);
  g_assert_cmpstr (page->state, ==, "paid");
  pay_advance (client, 61);
  credited = pay_read (client, payment->id);
  g_assert_cmpint (credited->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_true (credited->restores_service);
  still = client_read_overview (client);
  g_assert_cmpint (still->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  pay_advance (client, 61);
  restored = pay_read (client, payment->id);
  g_assert_cmpint (restored->state, ==, CABINET_PAYMENT_STATE_RESTORED);
  after = client_read_overview (client);
  g_assert_cmpint (after->line->state, ==, CABINET_LINE_STATE_ACTIVE);
}

static void
test_refund (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  gint64 balance = pay_balance (client);
  g_autoptr (CabinetPayment) payment = pay_create (client, "500.00", "card");
  g_autoptr (Page) page = page_pay (payment->confirmation_url, "4111111111111111");
  g_autofree char *json = g_strdup_printf ("{\"payment\":\"%s\"}", payment->id);
  g_autofree char *answer = NULL;
  g_autoptr (CabinetPayment) after = NULL;

  g_assert_cmpstr (page->state, ==, "paid");
  pay_advance (client, 3);
  g_assert_cmpint (pay_balance (client), ==, balance + 50000);
  answer = demo_process_control (demo, "payments/refund", json);
  after = pay_read (client, payment->id);
  g_assert_cmpint (after->state, ==, CABINET_PAYMENT_STATE_REFUNDED);
  g_assert_cmpint (pay_balance (client), ==, balance);
  g_assert_cmpuint (pay_count_captures (client, payment->id, "refund"), ==, 1);
}

/* A server that is away between the payment and the credit makes up for it, once. */
static void
test_restart (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-demo-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "demo.db", NULL);
  g_autofree char *wal = g_strconcat (file, "-wal", NULL);
  g_autofree char *shm = g_strconcat (file, "-shm", NULL);
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", "--data", file, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (CabinetPayment) after = NULL;
  gint64 balance;

  client_enter (client, NULL, "12345", "demo");
  balance = pay_balance (client);
  payment = pay_create (client, "500.00", "card");
  {
    g_autoptr (Page) page = page_pay (payment->confirmation_url, "4111111111111111");

    g_assert_cmpstr (page->state, ==, "paid");
  }
  demo_process_kill (demo);
  demo_process_start (demo);
  pay_advance (client, 10);
  after = pay_read (client, payment->id);
  g_assert_cmpint (after->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_cmpint (pay_balance (client), ==, balance + 50000);
  g_assert_cmpuint (pay_count_captures (client, payment->id, "capture"), ==, 1);
  demo_process_stop (demo);
  g_unlink (file);
  g_unlink (wal);
  g_unlink (shm);
  g_rmdir (folder);
}

static char *
read_outbox (DemoProcess *demo, const char *path, const char *accept)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = demo_process_dup_url (demo, path);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", accept);
  bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_cmpint ((int) soup_message_get_status (message), ==, 200);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The code of a sign-in by phone can be read where it was "sent", and opens the door. */
static void
test_code_is_sent (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "mts");
  g_autoptr (Answer) asked =
    client_ask (client, "POST", "v1/sign-ins", "{\"kind\":\"phone_code\",\"login\":\"+79130000047\"}");
  g_autoptr (CabinetSignInStep) step = answer_decode (asked, CABINET_TYPE_SIGN_IN_STEP);
  g_autofree char *outbox = read_outbox (demo, "/mts/outbox", "application/json");
  g_autoptr (GRegex) pattern = g_regex_new ("code is ([0-9]{6})", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *code = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = g_strdup_printf ("v1/sign-ins/%s", step->id);
  g_autoptr (Answer) opened = NULL;

  g_assert_true (g_regex_match (pattern, outbox, 0, &match));
  code = g_match_info_fetch (match, 1);
  json = g_strdup_printf ("{\"code\":\"%s\"}", code);
  opened = client_ask (client, "POST", path, json);
  g_assert_cmpint (opened->status, ==, 200);
}

/* F21: the receipt goes to the address that was given with the payment. */
static void
test_outbox (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = enter (&demo, "tomtel", NULL, "12345");
  g_autoptr (Answer) made =
    pay_ask (client, REQUEST ("500.00", "RUB", "card", ",\"email\":\"pyotr&sons@example.org\""), NULL);
  g_autoptr (CabinetPayment) payment = answer_decode (made, CABINET_TYPE_PAYMENT);
  g_autoptr (Page) page = page_pay (payment->confirmation_url, "4111111111111111");
  g_autofree char *json = NULL;
  g_autofree char *html = NULL;
  g_autofree char *other = NULL;

  g_assert_cmpstr (page->state, ==, "paid");
  pay_advance (client, 3);
  json = read_outbox (demo, "/outbox", "application/json");
  g_assert_nonnull (strstr (json, "pyotr&sons@example.org"));
  g_assert_nonnull (strstr (json, payment->number));
  html = read_outbox (demo, "/tomtel/outbox", "text/html");
  g_assert_nonnull (strstr (html, "pyotr&amp;sons@example.org"));
  other = read_outbox (demo, "/mts/outbox", "application/json");
  g_assert_cmpstr (other, ==, "{\"messages\":[]}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/payments/methods", test_methods);
  g_test_add_func ("/demo/payments/not-for-all", test_not_for_all);
  g_test_add_func ("/demo/payments/create", test_create);
  g_test_add_func ("/demo/payments/bad-requests", test_bad_requests);
  g_test_add_func ("/demo/payments/key", test_key);
  g_test_add_func ("/demo/payments/key-refusals", test_key_refusals);
  g_test_add_func ("/demo/payments/list", test_list);
  g_test_add_func ("/demo/payments/refusals", test_refusals);
  g_test_add_func ("/demo/payments/without-a-page", test_without_a_page);
  g_test_add_func ("/demo/payments/restores", test_restores);
  g_test_add_func ("/demo/payments/refund", test_refund);
  g_test_add_func ("/demo/payments/restart", test_restart);
  g_test_add_func ("/demo/payments/code-is-sent", test_code_is_sent);
  g_test_add_func ("/demo/payments/outbox", test_outbox);
  return g_test_run ();
}
