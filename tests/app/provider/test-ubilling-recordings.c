/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "recordings.h"
#include "ubilling-fixture.h"

/* Replays $CABINET_RECORDINGS/ubilling, what a running system answered; skipped without it. A test chooses
 * the recordings that it plays by their numbers. */

#define PASSWORD "secret42"

static CabinetReply *
sign_in (Ubilling *f)
{
  g_autoptr (CabinetSignInRequest) request =
    provider_login_new (CABINET_LOGIN_KIND_PASSWORD, UBILLING_RECORDED_LOGIN, PASSWORD);
  const CabinetCall call = { .record = CABINET_RECORD (request) };

  return provider_call_good (f->provider, CABINET_OP_SIGN_IN, &call);
}

static const char *
get_token (CabinetReply *reply)
{
  return CABINET_SIGN_IN_STEP (reply->record)->session->access_token;
}

static void
test_sign_in (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) cookie = NULL;
  g_autoptr (CabinetReply) key = NULL;
  g_autoptr (CabinetReply) manifest = NULL;

  recordings_play (f->player, "10");
  cookie = sign_in (f);
  g_assert_cmpstr (get_token (cookie), ==, "c:" UBILLING_RECORDED_LOGIN ":5ce06e46867de8252365147b667f1c20");
  ubilling_assert_discreet (f);
  recordings_play (f->player, "74");
  key = sign_in (f);
  ubilling_assert_discreet (f);
  recordings_play (f->player, "85");
  manifest = ubilling_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpstr (CABINET_PROVIDER_INFO (manifest->record)->name, ==, "OurISP");
}

static void
test_refusals (Ubilling *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  recordings_play (f->player, "5");
  ubilling_call_bad (f, CABINET_OP_READ_OVERVIEW, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
  recordings_play (f->player, "6");
  ubilling_call_bad (f, CABINET_OP_LIST_CONTRACTS, CABINET_ERROR_AUTH, "wrong-credentials");
  recordings_play (f->player, "71");
  ubilling_call_bad (f, CABINET_OP_LIST_CONTRACTS, CABINET_ERROR_UNSUPPORTED, "switched-off");
  if (recordings_has ("73"))
    {
      recordings_play (f->player, "73");
      ubilling_call_bad (f, CABINET_OP_LIST_CONTRACTS, CABINET_ERROR_AUTH, "needs-key");
    }

  /* The page itself is not in every copy of the recordings: with its form it says more. */
  recordings_play (f->player, "7");
  g_assert_null (provider_call (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, &error));
  g_assert_true (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL)
                 || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH));
}

static void
test_contract (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  CabinetContract *contract;

  recordings_play (f->player, "1");
  reply = ubilling_call (f, CABINET_OP_LIST_CONTRACTS);
  contract = cabinet_list_get (CABINET_CONTRACT_LIST (reply->record)->contracts, 0);
  g_assert_cmpstr (contract->number, ==, "1001-24");
  g_assert_cmpstr (contract->holder, ==, "Іванов Іван Іванович");
  g_assert_cmpstr (contract->address, ==, "Зарічне вул. Садова 12/45");
  g_assert_cmpstr (contract->currency, ==, "UAH");
  g_assert_cmpuint (contract->signed_on, ==, cabinet_date_new (2024, 2, 15));
}

static void
test_overview (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  CabinetOverview *overview;
  CabinetBalance *balance;
  CabinetServiceLine *service;

  recordings_play (f->player, "1,21,31");
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  balance = cabinet_list_get (overview->balances, 0);
  provider_assert_sum (&balance->amount, "123.45", "UAH");
  balance = cabinet_list_get (overview->balances, 1);
  g_assert_cmpint (balance->kind, ==, CABINET_BALANCE_KIND_CABLE_TV);
  provider_assert_sum (&balance->amount, "-80.00", "UAH");
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpstr (overview->tariff, ==, "Home-50");
  service = cabinet_list_get (overview->services, 1);
  g_assert_cmpstr (service->title, ==, "Static IP");
  provider_assert_sum (&service->fee, "23.50", "UAH");
  ubilling_assert_discreet (f);

  recordings_play (f->player, "21,23,31,62");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  balance = cabinet_list_get (overview->balances, 0);
  provider_assert_sum (&balance->amount, "223.45", "UAH");
  g_assert_cmpstr (CABINET_PENDING_CHANGE (cabinet_list_get (overview->pending, 0))->title, ==, "Home-100");
}

/* Parts that are not in every copy. */
static void
test_overview_later (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  CabinetOverview *overview;
  CabinetBalance *balance;

  if (!recordings_has ("47") || !recordings_has ("66"))
    {
      g_test_skip ("recordings 47 and 66 are missing");
      return;
    }
  recordings_play (f->player, "21,23,31,47");
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  balance = cabinet_list_get (overview->balances, 0);
  provider_assert_sum (&balance->amount, "-85.50", "UAH");
  provider_assert_sum (&balance->credit, "155.00", "UAH");
  g_assert_cmpuint (balance->credit_until, !=, CABINET_DATE_NONE);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_DEBT);
  recordings_play (f->player, "21,23,31,66");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
}

static GHashTable *
read_ids (Ubilling *f, const char *numbers)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CabinetReply) reply = NULL;
  CabinetOperationPage *page;

  recordings_play (f->player, numbers);
  reply = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  page = reply->record;
  for (guint i = 0; i < cabinet_list_length (page->operations); i++)
    g_assert_true (
      g_hash_table_add (ids, g_strdup (CABINET_OPERATION (cabinet_list_get (page->operations, i))->id)));
  return ids;
}

static void
assert_subset (GHashTable *part, GHashTable *whole)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, part);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_true (g_hash_table_contains (whole, id));
}

static void
test_statement (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    const char *amount;
    const char *after;
  } rows[] = {
    { "250.00", "123.45" }, { "-250.00", "-126.55" }, { "-23.50", "123.45" }, { "350.00", "396.95" },
    { "-250.00", "46.95" }, { "250.50", "296.95" },   { "-250.00", "46.45" }, { "300.00", "296.45" },
  };
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GHashTable) first = NULL;
  g_autoptr (GHashTable) later = NULL;
  CabinetOperationPage *page;

  recordings_play (f->player, "1,11,27");
  reply = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  page = reply->record;
  g_assert_cmpuint (cabinet_list_length (page->operations), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      CabinetOperation *operation = cabinet_list_get (page->operations, i);

      provider_assert_sum (&operation->amount, rows[i].amount, "UAH");
      provider_assert_sum (&operation->balance_after, rows[i].after, "UAH");
    }
  ubilling_assert_discreet (f);

  first = read_ids (f, "1,11,27");
  later = read_ids (f, "27,57,62");
  g_assert_cmpuint (g_hash_table_size (later), ==, 9);
  assert_subset (first, later);
  if (recordings_has ("70"))
    {
      g_autoptr (GHashTable) last = read_ids (f, "57,70,81");

      assert_subset (first, last);
      assert_subset (later, last);
      g_assert_cmpuint (g_hash_table_size (last), >, g_hash_table_size (later));
    }
}

static void
test_plan (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) services = NULL;
  g_autoptr (CabinetReply) tariffs = NULL;
  CabinetTariffList *list;
  CabinetTariff *tariff;

  recordings_play (f->player, "1,21,23,25");
  services = ubilling_call (f, CABINET_OP_LIST_SERVICES);
  g_assert_cmpuint (cabinet_list_length (CABINET_SERVICE_LIST (services->record)->services), ==, 2);
  tariffs = ubilling_call (f, CABINET_OP_LIST_TARIFFS);
  list = tariffs->record;
  g_assert_cmpuint (cabinet_list_length (list->tariffs), ==, 3);
  tariff = cabinet_list_get (list->tariffs, 0);
  g_assert_cmpstr (tariff->id, ==, "Home-50");
  g_assert_true (tariff->current);
  tariff = cabinet_list_get (list->tariffs, 1);
  provider_assert_sum (&tariff->fee, "350.00", "UAH");
  g_assert_cmpint (tariff->available, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
}

static void
test_promise (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetReply) refused = NULL;
  g_autoptr (CabinetReply) free_to_take = NULL;
  g_autoptr (GError) refusal = NULL;
  CabinetPromiseOffer *offer;
  CabinetPromiseChoice *choice;

  recordings_play (f->player, "1,42");
  refused = ubilling_call (f, CABINET_OP_READ_PROMISE);
  offer = refused->record;
  choice = cabinet_list_get (offer->choices, 0);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_NOT_NOW);
  g_assert_cmpstr (offer->code, ==, "not-eligible");
  g_assert_cmpint (choice->days, ==, 5);
  provider_assert_sum (&choice->price, "5.00", "UAH");
  recordings_play (f->player, "1,44");
  free_to_take = ubilling_call (f, CABINET_OP_READ_PROMISE);
  offer = free_to_take->record;
  choice = cabinet_list_get (offer->choices, 0);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (choice->days, ==, 0); /* 31 is not the term */

  recordings_play (f->player, "1,45");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  recordings_play (f->player, "79");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "switched-off");
  if (recordings_has ("46"))
    {
      recordings_play (f->player, "46");
      g_assert_null (ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &refusal));
      g_assert_true (g_error_matches (refusal, CABINET_ERROR, CABINET_ERROR_REFUSED));
    }
  if (recordings_has ("47"))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CabinetReply) done = NULL;

      recordings_play (f->player, "45,47");
      done = ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &error);
      g_assert_no_error (error);
      provider_assert_sum (&CABINET_CHANGE (done->record)->charged, "5.00", "UAH");
      ubilling_assert_discreet (f);
    }
}

static void
test_block (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) suspend =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "freeze", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) resume =
    provider_change_new (CABINET_CHANGE_KIND_RESUME, "freeze", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (CabinetReply) done = NULL;
  g_autoptr (GError) error = NULL;
  CabinetSuspensionOffer *offer;

  recordings_play (f->player, "29");
  reply = ubilling_call (f, CABINET_OP_READ_SUSPENSION);
  offer = reply->record;
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  provider_assert_sum (&offer->price_on, "25.00", "UAH");
  g_assert_cmpint (offer->days_left, ==, 78);

  recordings_play (f->player, "29,63");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, suspend, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  if (!recordings_has ("65"))
    return;
  recordings_play (f->player, "29,63-65");
  done = ubilling_change (f, CABINET_OP_APPLY_CHANGE, suspend, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (player_count (f->player, NULL, "dofreeze"), ==, 1);
  recordings_play (f->player, "65,67");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, resume, NULL, CABINET_ERROR_UNSUPPORTED, "switched-off");
  recordings_play (f->player, "65,68");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, resume, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_card (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    const char *numbers;
    const char *pin;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { "1,11,49", "999", CABINET_ERROR_REFUSED, "card-unknown" },
    { "1,11,50", "1111222233336666", CABINET_ERROR_REFUSED, "card-unknown" },
    { "1,11,52", "1111222233335555", CABINET_ERROR_REFUSED, "card-unknown" },
    { "1,11,54", "990", CABINET_ERROR_REFUSED, "card-unknown" },
    { "1,11,55", "991", CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { "1,11,56", "992", CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { "1,11,80", "1", CABINET_ERROR_UNSUPPORTED, "switched-off" },
  };
  g_autoptr (CabinetCardRequest) card = g_object_new (CABINET_TYPE_CARD_REQUEST, NULL);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_free (card->pin);
      card->pin = g_strdup (cases[i].pin);
      recordings_play (f->player, cases[i].numbers);
      ubilling_change_bad (f, CABINET_OP_REDEEM_CARD, card, NULL, cases[i].kind, cases[i].code);
    }
  g_free (card->pin);
  card->pin = g_strdup ("1111 2222 3333 5555");
  recordings_play (f->player, "1,11,51,57,62");
  reply = ubilling_change (f, CABINET_OP_REDEEM_CARD, card, NULL, &error);
  g_assert_no_error (error);
  provider_assert_sum (&CABINET_PAYMENT (reply->record)->amount, "100.00", "UAH");
}

static void
test_methods (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) on = NULL;
  g_autoptr (CabinetReply) off = NULL;
  CabinetPaymentMethodList *list;
  CabinetPaymentMethod *method;

  recordings_play (f->player, "17");
  on = ubilling_call (f, CABINET_OP_LIST_METHODS);
  list = on->record;
  g_assert_cmpuint (cabinet_list_length (list->methods), ==, 4);
  method = cabinet_list_get (list->methods, 0);
  g_assert_cmpstr (method->url, ==,
                   "https://pay.example.com/openpayz/backend/liqpay/?customer_id=3511610750");
  recordings_play (f->player, "77");
  off = ubilling_call (f, CABINET_OP_LIST_METHODS);
  g_assert_cmpuint (cabinet_list_length (CABINET_PAYMENT_METHOD_LIST (off->record)->methods), ==, 0);
}

static void
test_tickets (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) text = g_object_new (CABINET_TYPE_MESSAGE_REQUEST, NULL);
  g_autoptr (CabinetMessageRequest) more = g_object_new (CABINET_TYPE_MESSAGE_REQUEST, NULL);
  g_autoptr (CabinetReply) threads = NULL;
  g_autoptr (CabinetReply) off = NULL;
  g_autoptr (CabinetReply) opened = NULL;
  g_autoptr (CabinetReply) replied = NULL;
  g_autoptr (GError) error = NULL;

  recordings_play (f->player, "15");
  threads = ubilling_call (f, CABINET_OP_LIST_THREADS);
  g_assert_cmpuint (cabinet_list_length (CABINET_THREAD_LIST (threads->record)->threads), ==, 2);
  recordings_play (f->player, "76");
  off = ubilling_call (f, CABINET_OP_LIST_THREADS);
  g_assert_cmpuint (cabinet_list_length (CABINET_THREAD_LIST (off->record)->threads), ==, 0);

  text->text = g_strdup ("Не работает <b>интернет</b> 😀 с утра");
  recordings_play (f->player, "36,40");
  opened = ubilling_change (f, CABINET_OP_OPEN_THREAD, text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_MESSAGE (opened->record)->id, ==, "6");
  g_assert_cmpstr (CABINET_MESSAGE (opened->record)->text, ==, "Не работает интернет  с утра");
  more->text = g_strdup ("Уточнение");
  recordings_play (f->player, "37,40");
  replied = ubilling_change (f, CABINET_OP_SEND_MESSAGE, more, "6", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_MESSAGE (replied->record)->thread, ==, "6");
  recordings_play (f->player, "15,36");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, text, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_news (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (CabinetReply) off = NULL;
  g_autoptr (CabinetReply) marked = NULL;
  g_autoptr (GError) error = NULL;
  CabinetNotice *notice;

  recordings_play (f->player, "13");
  reply = ubilling_call (f, CABINET_OP_LIST_NOTICES);
  notice = cabinet_list_get (CABINET_NOTICE_LIST (reply->record)->notices, 0);
  g_assert_cmpstr (notice->title, ==, "Нові тарифи");
  g_assert_false (notice->read);
  g_assert_null (strchr (notice->text, '<'));
  recordings_play (f->player, "34,35");
  marked = ubilling_change (f, CABINET_OP_MARK_NOTICE_READ, NULL, "2", &error);
  g_assert_no_error (error);
  recordings_play (f->player, "13,34");
  ubilling_change_bad (f, CABINET_OP_MARK_NOTICE_READ, NULL, "2", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  recordings_play (f->player, "78");
  off = ubilling_call (f, CABINET_OP_LIST_NOTICES);
  g_assert_cmpuint (cabinet_list_length (CABINET_NOTICE_LIST (off->record)->notices), ==, 0);
}

static void
test_tariff (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "Home-100", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetChangeRequest) daily =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "Daily-20", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  f->web_forms = TRUE;
  recordings_play (f->player, "59,62");
  reply = ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (CABINET_CHANGE (reply->record)->state, ==, CABINET_CHANGE_STATE_PENDING);
  recordings_play (f->player, "1,59");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  recordings_play (f->player, "61,62");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, daily, NULL, CABINET_ERROR_REFUSED, "not-eligible");
}

static void
test_capabilities (Ubilling *f, gconstpointer data)
{
  static const char *const names[] = { "chat", "notices", "pay", "promise", "suspend" };
  g_autoptr (CabinetReply) on = NULL;
  g_autoptr (CabinetReply) off = NULL;

  recordings_play (f->player, "1,13,15,17,29,42");
  on = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (provider_find_capability (on->record, names[i])->answer, ==,
                     CABINET_CAPABILITY_ANSWER_YES);
  recordings_play (f->player, "29,42,76-78,81");
  off = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  g_assert_cmpint (provider_find_capability (off->record, "pay")->answer, ==, CABINET_CAPABILITY_ANSWER_NO);
  g_assert_cmpint (provider_find_capability (off->record, "chat")->answer, ==,
                   CABINET_CAPABILITY_ANSWER_UNKNOWN);
  g_assert_cmpint (provider_find_capability (off->record, "notices")->answer, ==,
                   CABINET_CAPABILITY_ANSWER_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (recordings_open ("ubilling"))
    {
      ubilling_add_recorded ("/ubilling/recordings/sign-in", test_sign_in);
      ubilling_add_recorded ("/ubilling/recordings/refusals", test_refusals);
      ubilling_add_recorded ("/ubilling/recordings/contract", test_contract);
      ubilling_add_recorded ("/ubilling/recordings/overview", test_overview);
      ubilling_add_recorded ("/ubilling/recordings/overview-later", test_overview_later);
      ubilling_add_recorded ("/ubilling/recordings/statement", test_statement);
      ubilling_add_recorded ("/ubilling/recordings/plan", test_plan);
      ubilling_add_recorded ("/ubilling/recordings/promise", test_promise);
      ubilling_add_recorded ("/ubilling/recordings/block", test_block);
      ubilling_add_recorded ("/ubilling/recordings/card", test_card);
      ubilling_add_recorded ("/ubilling/recordings/methods", test_methods);
      ubilling_add_recorded ("/ubilling/recordings/tickets", test_tickets);
      ubilling_add_recorded ("/ubilling/recordings/news", test_news);
      ubilling_add_recorded ("/ubilling/recordings/tariff", test_tariff);
      ubilling_add_recorded ("/ubilling/recordings/capabilities", test_capabilities);
    }
  return g_test_run ();
}
