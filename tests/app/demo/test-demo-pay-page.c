/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pay-client.h"

#include <glib/gstdio.h>
#include <string.h>

/* The processor's page as a browser without scripts uses it (F5-F10, F14). The demo's clock goes on with the
 * real one, so what is taken is credited only when a test has turned it. */

#define CREDIT_SECONDS 120

typedef struct
{
  DemoProcess *demo;
  Client *client;
  CabinetPayment *payment;
  gint64 balance;
  guint credits;
} Visit;

static void
visit_begin (Visit *visit, const char *tenant)
{
  g_autofree char *json = g_strdup_printf ("{\"credit_ms\":%d}", CREDIT_SECONDS * 1000);
  g_autofree char *delays = NULL;

  visit->demo = demo_process_new ("--now", NOW, "--control", "--history-months", "1", NULL);
  delays = demo_process_control (visit->demo, "payments/delays", json);
  visit->client = client_new (visit->demo, tenant);
  client_enter (visit->client, NULL, "12345", "demo");
  visit->balance = pay_balance (visit->client);
  visit->credits = pay_count_credits (visit->client, "12345");
  visit->payment = pay_create (visit->client, "500.00", "card");
}

static void
visit_end (Visit *visit)
{
  g_clear_object (&visit->payment);
  client_free (visit->client);
  demo_process_free (visit->demo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_end)

/* Signs in anew, since tokens live shorter than payments. */
static void
pass (Visit *visit, int seconds)
{
  pay_advance (visit->client, seconds);
  client_enter (visit->client, NULL, "12345", "demo");
}

/* What the API says now; the page itself proves nothing. */
static void
assert_state (Visit *visit, CabinetPaymentState state)
{
  g_autoptr (CabinetPayment) now = pay_read (visit->client, visit->payment->id);

  g_assert_cmpint (now->state, ==, state);
}

/* Exactly one capture and one credit, or nothing at all. */
static void
assert_books (Visit *visit, guint captures, guint credits)
{
  g_assert_cmpuint (pay_count_captures (visit->client, visit->payment->id, "capture"), ==, captures);
  g_assert_cmpuint (pay_count_credits (visit->client, "12345"), ==, visit->credits + credits);
  g_assert_cmpint (pay_balance (visit->client), ==, visit->balance + 50000 * (gint64) credits);
}

static void
test_success (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) page = NULL;
  g_autoptr (CabinetPayment) done = NULL;
  g_autoptr (GListStore) rows = NULL;
  CabinetOperation *row;

  visit_begin (&visit, "tomtel");
  page = page_pay (visit.payment->confirmation_url, "4111 1111 1111 1111");
  g_assert_cmpint (page->status, ==, 200);
  g_assert_cmpstr (page->state, ==, "paid");
  g_assert_null (page->form);
  assert_books (&visit, 1, 0);
  pass (&visit, CREDIT_SECONDS);
  assert_books (&visit, 1, 1);
  done = pay_read (visit.client, visit.payment->id);
  g_assert_cmpint (done->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_cmpstr (done->card_mask, ==, "4111 11•• •••• 1111");
  g_assert_null (done->confirmation_url);
  g_assert_cmpint (done->receipt, ==, CABINET_RECEIPT_STATE_READY);
  rows = client_read_ledger (visit.client, "month=2026-11");
  row = cabinet_list_get (rows, 0);
  g_assert_cmpstr (row->id, ==, done->operation_id);
  g_assert_cmpstr (row->method, ==, done->card_mask);
  g_assert_cmpstr (row->number, ==, done->number);
  g_assert_cmpint (kopecks (&row->amount), ==, 50000);
}

/* A form that is sent twice, and a page that was open twice, take the money once. */
static void
test_sent_twice (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) first = NULL;
  g_autoptr (Page) second = NULL;
  g_autoptr (Page) paid = NULL;
  g_autoptr (Page) again = NULL;
  const char *url;

  visit_begin (&visit, "tomtel");
  url = visit.payment->confirmation_url;
  first = page_open (url, "en");
  second = page_open (url, "en");
  paid = page_send (url, first->form, "action", "pay", "number", "5555555555554444", "expiry", "01 / 2031",
                    "cvc", "999", "name", "PYOTR <DEMYANOV>", NULL);
  g_assert_cmpstr (paid->state, ==, "paid");
  again = page_send (url, second->form, "action", "pay", "number", "5555555555554444", "expiry", "01/31",
                     "cvc", "999", NULL);
  g_assert_cmpint (again->status, ==, 409);
  g_assert_cmpstr (again->state, ==, "paid");
  g_assert_nonnull (strstr (again->text, "second time"));
  pass (&visit, CREDIT_SECONDS);
  assert_books (&visit, 1, 1);
  pass (&visit, 3600);
  assert_books (&visit, 1, 1);
}

static void
test_declines (void)
{
  static const struct
  {
    const char *tenant;
    const char *card;
    CabinetPaymentState state;
    CabinetDeclineReason reason;
    const char *code;
    const char *words; /* on the page */
  } cases[] = {
    { "tomtel", "4000000000000127", CABINET_PAYMENT_STATE_DECLINED, CABINET_DECLINE_REASON_WRONG_DATA,
      "invalid_card_data", "typed wrongly" },
    { "tomtel", "4000000000009995", CABINET_PAYMENT_STATE_DECLINED, CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY,
      "insufficient_funds", "smaller sum" },
    { "telemir", "4100000000000019", CABINET_PAYMENT_STATE_DECLINED, CABINET_DECLINE_REASON_SECURITY,
      "fraud_suspected", "first 6 and the last 4" },
    { "tomtel", "4000000000000002", CABINET_PAYMENT_STATE_DECLINED, CABINET_DECLINE_REASON_BANK,
      "call_issuer", "printed on the card" },
    { "tomtel", "4000000000000630", CABINET_PAYMENT_STATE_DECLINED, CABINET_DECLINE_REASON_BANK,
      "3d_secure_failed", "one-time password" },
    { "tomtel", "4000000000007775", CABINET_PAYMENT_STATE_EXPIRED, CABINET_DECLINE_REASON_TIME_OVER,
      "expired_on_confirmation", "run out" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Visit) visit = { 0 };
      g_autoptr (Page) page = NULL;
      g_autoptr (CabinetPayment) done = NULL;

      visit_begin (&visit, cases[i].tenant);
      page = page_pay (visit.payment->confirmation_url, cases[i].card);
      g_assert_cmpint (page->status, ==, 200);
      g_assert_nonnull (strstr (page->text, cases[i].words));
      g_assert_nonnull (strstr (page->text, "role=\"alert\""));
      g_assert_null (page->form);
      done = pay_read (visit.client, visit.payment->id);
      g_assert_cmpint (done->state, ==, cases[i].state);
      g_assert_nonnull (done->decline);
      g_assert_cmpint (done->decline->reason, ==, cases[i].reason);
      g_assert_cmpstr (done->decline->code, ==, cases[i].code);
      g_assert_nonnull (done->decline->words);
      g_assert_cmpint (done->decline->phone != NULL, ==, cases[i].reason == CABINET_DECLINE_REASON_SECURITY);
      if (done->decline->phone != NULL)
        g_assert_nonnull (strstr (page->text, done->decline->phone));
      pass (&visit, 3600);
      assert_state (&visit, cases[i].state);
      assert_books (&visit, 0, 0);
    }
}

/* Opens the bank's page. Returns: it, with the password printed on it */
static Page *
challenge (Visit *visit, char **password)
{
  Page *page;

  visit_begin (visit, "mts");
  page = page_pay (visit->payment->confirmation_url, "4000000000003220");
  g_assert_cmpstr (page->state, ==, "processing");
  assert_state (visit, CABINET_PAYMENT_STATE_PROCESSING);
  *password = page_dup_password (page);
  g_assert_cmpuint (strlen (*password), ==, 6);
  return page;
}

static void
test_challenge_passed (void)
{
  g_auto (Visit) visit = { 0 };
  g_autofree char *password = NULL;
  g_autofree char *wrong = NULL;
  g_autoptr (Page) page = challenge (&visit, &password);
  g_autoptr (Page) again = NULL;
  g_autoptr (Page) done = NULL;
  const char *url = visit.payment->confirmation_url;

  wrong = g_strdup (password);
  wrong[0] = wrong[0] == '0' ? '1' : '0';
  again = page_send (url, page->form, "action", "confirm", "password", wrong, NULL);
  g_assert_cmpint (again->status, ==, 422);
  g_assert_nonnull (strstr (again->text, "Attempts left: 2"));
  assert_books (&visit, 0, 0);
  done = page_send (url, again->form, "action", "confirm", "password", password, NULL);
  g_assert_cmpstr (done->state, ==, "paid");
  pass (&visit, CREDIT_SECONDS);
  assert_books (&visit, 1, 1);
}

static void
test_challenge_failed (void)
{
  g_auto (Visit) visit = { 0 };
  g_autofree char *password = NULL;
  g_autoptr (Page) page = challenge (&visit, &password);
  g_autoptr (Page) late = NULL;
  const char *url = visit.payment->confirmation_url;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (Page) wrong = page_send (url, page->form, "action", "confirm", "password", "", NULL);

      g_assert_cmpint (wrong->status, ==, i < 2 ? 422 : 200);
    }
  late = page_send (url, page->form, "action", "confirm", "password", password, NULL);
  g_assert_cmpint (late->status, ==, 409);
  assert_state (&visit, CABINET_PAYMENT_STATE_DECLINED);
  assert_books (&visit, 0, 0);
}

static void
test_challenge_refused (void)
{
  g_auto (Visit) visit = { 0 };
  g_autofree char *password = NULL;
  g_autoptr (Page) page = challenge (&visit, &password);
  g_autoptr (Page) done =
    page_send (visit.payment->confirmation_url, page->form, "action", "refuse", "password", password, NULL);

  g_assert_cmpstr (done->state, ==, "declined");
  assert_books (&visit, 0, 0);
}

/* Somebody who never answers the bank: the time of the page runs on. */
static void
test_challenge_expires (void)
{
  g_auto (Visit) visit = { 0 };
  g_autofree char *password = NULL;
  g_autoptr (Page) page = challenge (&visit, &password);
  g_autoptr (Page) late = NULL;

  pass (&visit, 15 * 60 + 1);
  assert_state (&visit, CABINET_PAYMENT_STATE_EXPIRED);
  late =
    page_send (visit.payment->confirmation_url, page->form, "action", "confirm", "password", password, NULL);
  g_assert_cmpstr (late->state, ==, "expired");
  assert_books (&visit, 0, 0);
}

static void
test_expiry (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) late = NULL;
  const char *url;

  visit_begin (&visit, "tomtel");
  url = visit.payment->confirmation_url;
  page = page_open (url, "en");
  pass (&visit, 14 * 60);
  assert_state (&visit, CABINET_PAYMENT_STATE_WAITING);
  pass (&visit, 61);
  assert_state (&visit, CABINET_PAYMENT_STATE_EXPIRED);
  late = page_send (url, page->form, "action", "pay", "number", "4111111111111111", "expiry", "12/30", "cvc",
                    "123", NULL);
  g_assert_cmpint (late->status, ==, 409);
  g_assert_cmpstr (late->state, ==, "expired");
  assert_books (&visit, 0, 0);
}

static void
test_late_and_never (void)
{
  g_auto (Visit) late = { 0 };
  g_autoptr (Page) page = NULL;

  visit_begin (&late, "tomtel");
  page = page_pay (late.payment->confirmation_url, "4000 0000 0000 5100");
  g_assert_cmpstr (page->state, ==, "paid");
  pass (&late, 9 * 60);
  assert_state (&late, CABINET_PAYMENT_STATE_PAID);
  assert_books (&late, 1, 0);
  pass (&late, 2 * 60);
  assert_state (&late, CABINET_PAYMENT_STATE_CREDITED);
  assert_books (&late, 1, 1);
  {
    g_autoptr (CabinetPayment) payment = pay_create (late.client, "500.00", "card");
    g_autoptr (Page) never = page_pay (payment->confirmation_url, "4000000000005209");
    g_autoptr (CabinetPayment) after = NULL;

    pass (&late, 3600 * 14);
    after = pay_read (late.client, payment->id);
    g_assert_cmpint (after->state, ==, CABINET_PAYMENT_STATE_PAID);
    g_assert_cmpint (after->receipt, ==, CABINET_RECEIPT_STATE_PENDING);
    g_assert_cmpuint (pay_count_captures (late.client, payment->id, "capture"), ==, 1);
    g_assert_cmpuint (pay_count_credits (late.client, "12345"), ==, late.credits + 1);
  }
}

/* What is typed wrongly is said beside its field, and the form may be sent again. */
static void
test_faults (void)
{
  static const struct
  {
    const char *number;
    const char *expiry;
    const char *code;
    const char *words;
  } cases[] = {
    { "", "12/30", "123", "Type the number" },
    { "4111 1111 1111 1112", "12/30", "123", "typing error" },
    { "4111-1111", "12/30", "123", "13 to 19" },
    { "41111111111111x1", "12/30", "123", "13 to 19" },
    { "4012888888881881", "12/30", "123", "Only the test cards" },
    { "3530111333300000", "12/30", "123", "not taken here" }, /* JCB, at Sberbank (F4) */
    { "4111111111111111", "10/26", "123", "has expired" },
    { "4111111111111111", "13/30", "123", "MM/YY" },
    { "4111111111111111", "", "123", "MM/YY" },
    { "4111111111111111", "12/30", "12", "three digits" },
    { "4111111111111111", "12/30", "abc", "three digits" },
    { "\"><script>", "12/30", "123", "13 to 19" },
  };
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) paid = NULL;
  const char *url;

  visit_begin (&visit, "tomtel");
  url = visit.payment->confirmation_url;
  page = page_open (url, "en");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Page) fault = page_send (url, page->form, "action", "pay", "number", cases[i].number,
                                          "expiry", cases[i].expiry, "cvc", cases[i].code, NULL);

      g_assert_cmpint (fault->status, ==, 422);
      g_assert_nonnull (strstr (fault->text, cases[i].words));
      g_assert_nonnull (strstr (fault->text, "aria-invalid=\"true\""));
      g_assert_null (strstr (fault->text, "<script"));
      g_assert_cmpstr (fault->state, ==, "waiting");
      g_assert_cmpstr (fault->form, ==, page->form);
    }
  assert_books (&visit, 0, 0);
  /* The last day of this month is not over. */
  paid = page_send (url, page->form, "action", "pay", "number", "2200000000000004", "expiry", "11/26", "cvc",
                    "123", NULL);
  g_assert_cmpstr (paid->state, ==, "paid");
}

static void
test_cancel (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) done = NULL;
  g_autoptr (Page) late = NULL;

  visit_begin (&visit, "tomtel");
  page = page_open (visit.payment->confirmation_url, "en");
  done = page_send (visit.payment->confirmation_url, page->form, "action", "cancel", NULL);
  g_assert_cmpstr (done->state, ==, "cancelled");
  assert_state (&visit, CABINET_PAYMENT_STATE_CANCELLED);
  late = page_send (visit.payment->confirmation_url, page->form, "action", "pay", "number",
                    "4111111111111111", "expiry", "12/30", "cvc", "123", NULL);
  g_assert_cmpint (late->status, ==, 409);
  pass (&visit, 3600);
  assert_state (&visit, CABINET_PAYMENT_STATE_CANCELLED);
  assert_books (&visit, 0, 0);
}

/* The app or the site of a bank: SBP, a wallet with its fee. */
static void
test_apps (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (CabinetPayment) sbp = NULL;
  g_autoptr (CabinetPayment) wallet = NULL;
  g_autoptr (CabinetPayment) poor = NULL;
  g_autoptr (CabinetPayment) after = NULL;

  visit_begin (&visit, "tomtel");
  sbp = pay_create (visit.client, "123.45", "sbp");
  g_assert_nonnull (strstr (sbp->qr_payload, "sum=12345&cur=RUB"));
  wallet = pay_create (visit.client, "100.00", "yoomoney");
  g_assert_cmpint (kopecks (&wallet->fee), ==, 250);
  poor = pay_create (visit.client, "100.00", "yoomoney");
  {
    g_autoptr (Page) page = page_open (sbp->confirmation_url, "en");
    g_autoptr (Page) done = page_send (sbp->confirmation_url, page->form, "action", "confirm", NULL);
    g_autoptr (Page) bag = page_open (wallet->confirmation_url, "en");
    g_autoptr (Page) paid = page_send (wallet->confirmation_url, bag->form, "action", "confirm", NULL);
    g_autoptr (Page) empty = page_open (poor->confirmation_url, "en");
    g_autoptr (Page) declined = page_send (poor->confirmation_url, empty->form, "action", "no_money", NULL);

    g_assert_nonnull (strstr (bag->text, "102.50"));
    g_assert_cmpstr (done->state, ==, "paid");
    g_assert_cmpstr (paid->state, ==, "paid");
    g_assert_cmpstr (declined->state, ==, "declined");
  }
  pass (&visit, CREDIT_SECONDS);
  g_assert_cmpint (pay_balance (visit.client), ==, visit.balance + 12345 + 10000);
  after = pay_read (visit.client, poor->id);
  g_assert_cmpint (after->decline->reason, ==, CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY);
}

static void
test_page_itself (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Page) english = NULL;
  g_autoptr (Page) russian = NULL;
  g_autoptr (Page) chosen = NULL;
  g_autoptr (Page) missing = NULL;
  g_autoptr (Page) elsewhere = NULL;
  g_autofree char *url = NULL;
  g_autofree char *nowhere = NULL;
  g_autofree char *other = NULL;

  visit_begin (&visit, "tomtel");
  english = page_open (visit.payment->confirmation_url, "en");
  g_assert_nonnull (strstr (english->text, "<html lang=\"en\">"));
  g_assert_nonnull (strstr (english->text, "Pay 500.00\302\240₽"));
  g_assert_nonnull (strstr (english->text, "autocomplete=\"cc-number\""));
  g_assert_nonnull (strstr (english->text, "4000 0000 0000 9995"));
  g_assert_null (strstr (english->text, "<script"));
  g_assert_cmpstr (soup_message_headers_get_one (english->headers, "Cache-Control"), ==, "no-store");
  g_assert_true (g_str_has_prefix (soup_message_headers_get_one (english->headers, "Content-Security-Policy"),
                                   "default-src 'none'; style-src 'sha256-"));
  russian = page_open (visit.payment->confirmation_url, "ru-RU,ru;q=0.9,en;q=0.5");
  g_assert_nonnull (strstr (russian->text, "Оплатить 500,00\302\240₽"));
  g_assert_nonnull (strstr (russian->text, visit.payment->number));
  url = g_strconcat (visit.payment->confirmation_url, "?lang=en", NULL);
  chosen = page_open (url, "ru");
  g_assert_nonnull (strstr (chosen->text, "<html lang=\"en\">"));

  nowhere = demo_process_dup_url (visit.demo, "/tomtel/pay/nonsense");
  missing = page_open (nowhere, "en");
  g_assert_cmpint (missing->status, ==, 404);
  other = g_strdup (visit.payment->confirmation_url);
  memcpy (strstr (other, "tomtel"), "centra", strlen ("centra"));
  elsewhere = page_open (other, "en");
  g_assert_cmpint (elsewhere->status, ==, 404);
}

static void
test_way_back (void)
{
  g_auto (Visit) visit = { 0 };
  g_autoptr (Answer) answer = NULL;
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (Page) page = NULL;

  visit_begin (&visit, "tomtel");
  answer = pay_ask (visit.client,
                    "{\"amount\":{\"amount\":\"500.00\",\"currency\":\"RUB\"},\"method\":\"card\","
                    "\"return_url\":\"cabinet:payment?id=1&from=page\"}",
                    NULL);
  g_assert_cmpint (answer->status, ==, 201);
  payment = answer_decode (answer, CABINET_TYPE_PAYMENT);
  page = page_pay (payment->confirmation_url, "4000000000000002");
  g_assert_nonnull (strstr (page->text, "href=\"cabinet:payment?id=1&amp;from=page\""));
}

/* Of a card no more than six and four digits stay anywhere. */
static void
test_no_card_is_kept (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-demo-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", "--data", file, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (Page) page = NULL;
  g_autoptr (GDir) names = NULL;
  const char *name;

  client_enter (client, NULL, "12345", "demo");
  payment = pay_create (client, "500.00", "card");
  page = page_pay (payment->confirmation_url, "4000 0000 0000 9995");
  g_assert_null (strstr (page->text, "9995 "));
  demo_process_stop (demo);
  names = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (names)) != NULL)
    {
      g_autofree char *each = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (each, &data, &length, NULL));
      g_assert_null (g_strstr_len (data, (gssize) length, "4000000000009995"));
      g_assert_true (memmem (data, length, "0000 0000 9995", 14) == NULL);
      g_unlink (each);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/pay-page/success", test_success);
  g_test_add_func ("/demo/pay-page/sent-twice", test_sent_twice);
  g_test_add_func ("/demo/pay-page/declines", test_declines);
  g_test_add_func ("/demo/pay-page/challenge-passed", test_challenge_passed);
  g_test_add_func ("/demo/pay-page/challenge-failed", test_challenge_failed);
  g_test_add_func ("/demo/pay-page/challenge-refused", test_challenge_refused);
  g_test_add_func ("/demo/pay-page/challenge-expires", test_challenge_expires);
  g_test_add_func ("/demo/pay-page/expiry", test_expiry);
  g_test_add_func ("/demo/pay-page/late-and-never", test_late_and_never);
  g_test_add_func ("/demo/pay-page/faults", test_faults);
  g_test_add_func ("/demo/pay-page/cancel", test_cancel);
  g_test_add_func ("/demo/pay-page/apps", test_apps);
  g_test_add_func ("/demo/pay-page/itself", test_page_itself);
  g_test_add_func ("/demo/pay-page/way-back", test_way_back);
  g_test_add_func ("/demo/pay-page/no-card-is-kept", test_no_card_is_kept);
  return g_test_run ();
}
