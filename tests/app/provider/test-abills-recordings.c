/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "recordings.h"

/* Replays $CABINET_RECORDINGS/abills, what a running system answered; skipped without it. A test chooses the
 * recordings that it plays by their numbers. */

static void
test_provider (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProviderInfo) bare = NULL;
  g_autoptr (CabinetProviderInfo) named = NULL;
  g_autoptr (CabinetProviderInfo) phone = NULL;

  recordings_play (f->player, "1");
  bare = abills_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpstr (bare->name, ==, "127.0.0.1");
  recordings_play (f->player, "201");
  named = abills_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpstr (named->name, ==, "ООО Пример-Телеком");
  g_assert_cmpuint (cabinet_list_length (named->logins), ==, 1);
  recordings_play (f->player, "228");
  phone = abills_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpuint (cabinet_list_length (phone->logins), ==, 2);
  recordings_play (f->player, "239");
  abills_call_bad (f, CABINET_OP_READ_PROVIDER, CABINET_ERROR_UNSUPPORTED, "switched-off");
}

static void
test_sign_in (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *number;
    const char *login;
    const char *secret;
    const char *code; /* NULL = a session */
  } cases[] = {
    { "14", "ivanov", "secret42", NULL },           { "6", "ivanov", "nope", "wrong-credentials" },
    { "7", "nouser", "nope", "wrong-credentials" }, { "236", "petrova", "pass77xx", "forbidden" },
    { "237", "petrova", "pass77xx", "closed" },     { "238", "petrova", "pass77xx", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetSignInRequest) request =
        provider_login_new (CABINET_LOGIN_KIND_PASSWORD, cases[i].login, cases[i].secret);
      g_autoptr (CabinetSignInStep) step = NULL;

      recordings_play (f->player, cases[i].number);
      if (cases[i].code != NULL)
        {
          abills_ask_bad (f, CABINET_OP_SIGN_IN, request, NULL, CABINET_ERROR_AUTH, cases[i].code);
          continue;
        }
      step = abills_ask (f, CABINET_OP_SIGN_IN, request, NULL);
      g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
    }
  recordings_play (f->player, "153");
  g_assert_null (abills_call (f, CABINET_OP_SIGN_OUT));
  recordings_play (f->player, "16");
  abills_call_bad (f, CABINET_OP_READ_OVERVIEW, CABINET_ERROR_AUTH, "session-over");
}

static void
test_phone (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) unknown =
    provider_login_new (CABINET_LOGIN_KIND_PHONE_CODE, "380509999999", NULL);
  g_autoptr (CabinetSignInRequest) known =
    provider_login_new (CABINET_LOGIN_KIND_PHONE_CODE, "+380501234567", NULL);
  g_autoptr (CabinetSignInAnswer) wrong = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  g_autoptr (CabinetSignInStep) step = NULL;

  recordings_play (f->player, "221");
  abills_ask_bad (f, CABINET_OP_SIGN_IN, unknown, NULL, CABINET_ERROR_AUTH, "wrong-credentials");
  recordings_play (f->player, "220");
  abills_ask_bad (f, CABINET_OP_SIGN_IN, known, NULL, CABINET_ERROR_AUTH, "wrong-credentials");
  recordings_play (f->player, "222-224");
  step = abills_ask (f, CABINET_OP_SIGN_IN, known, NULL);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CODE);
  wrong->code = g_strdup ("00000");
  abills_ask_bad (f, CABINET_OP_SIGN_IN_NEXT, wrong, step->id, CABINET_ERROR_AUTH, "wrong-code");
}

static void
test_contract (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetContractList) list = NULL;
  g_autoptr (CabinetCapabilityList) capabilities = NULL;
  CabinetContract *contract;

  recordings_play (f->player, "18-20,47");
  list = abills_call (f, CABINET_OP_LIST_CONTRACTS);
  contract = cabinet_list_get (list->contracts, 0);
  g_assert_cmpstr (contract->id, ==, "1001");
  g_assert_cmpstr (contract->number, ==, "1001-24");
  g_assert_cmpstr (contract->holder, ==, "Иванов Иван Иванович");
  g_assert_cmpstr (contract->address, ==, "ул. Садовая, 12, 45");
  g_assert_cmpstr (contract->currency, ==, "UAH");
  g_assert_cmpuint (contract->signed_on, ==, cabinet_date_new (2024, 2, 15));
  capabilities = abills_call (f, CABINET_OP_READ_CAPABILITIES);
  for (guint i = 0; i < cabinet_list_length (capabilities->capabilities); i++)
    {
      CabinetCapability *each = cabinet_list_get (capabilities->capabilities, i);

      if (g_str_equal (each->name, "pay"))
        g_assert_cmpint (each->answer, ==, CABINET_CAPABILITY_ANSWER_NO);
      else
        g_assert_cmpint (each->answer, ==, CABINET_CAPABILITY_ANSWER_YES);
    }
}

static void
test_overview (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) ivanov = NULL;
  g_autoptr (CabinetOverview) petrova = NULL;
  g_autoptr (CabinetOverview) by_day = NULL;
  CabinetBalance *balance;

  recordings_play (f->player, "18,22,25,31");
  ivanov = abills_call (f, CABINET_OP_READ_OVERVIEW);
  balance = cabinet_list_get (ivanov->balances, 0);
  provider_assert_sum (&balance->amount, "152.345", "UAH");
  g_assert_cmpint (ivanov->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  provider_assert_sum (&ivanov->due->amount, "158.00", "UAH");
  g_assert_cmpuint (cabinet_list_length (ivanov->services), ==, 2);
  g_assert_cmpuint (cabinet_list_length (ivanov->next_charges), ==, 2);
  g_assert_cmpint (ivanov->rule->kind, ==, CABINET_CHARGING_KIND_MONTHLY_ON);

  recordings_play (f->player, "22,53,54,31");
  petrova = abills_call (f, CABINET_OP_READ_OVERVIEW);
  balance = cabinet_list_get (petrova->balances, 0);
  provider_assert_sum (&balance->amount, "-80.50", "UAH");
  g_assert_cmpint (petrova->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_cmpstr (petrova->line->reason, ==, "debt");

  recordings_play (f->player, "212,209,31,22");
  by_day = abills_call (f, CABINET_OP_READ_OVERVIEW);
  balance = cabinet_list_get (by_day->balances, 0);
  provider_assert_sum (&balance->amount, "217.345", "UAH");
  provider_assert_sum (&balance->credit, "200.00", "UAH");
  /* That of the static address: the other date has no sum. */
  g_assert_cmpuint (cabinet_list_length (by_day->next_charges), ==, 1);
  g_assert_cmpint (by_day->rule->kind, ==, CABINET_CHARGING_KIND_UNKNOWN);
}

static void
test_paused (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = NULL;

  if (!recordings_has ("213"))
    {
      g_test_skip ("not recorded here");
      return;
    }
  recordings_play (f->player, "212,213,31,22");
  overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
}

static void
test_statement (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOperationPage) page = NULL;
  g_autoptr (CabinetOperationPage) later = NULL;
  CabinetOperation *first, *second, *third;

  recordings_play (f->player, "23,24");
  page = abills_call (f, CABINET_OP_READ_STATEMENT);
  g_assert_cmpuint (cabinet_list_length (page->operations), ==, 6);
  first = cabinet_list_get (page->operations, 0);
  g_assert_cmpstr (first->id, ==, "p3");
  provider_assert_sum (&first->amount, "250.50", "UAH");
  g_assert_cmpuint (first->date, ==, cabinet_date_new (2026, 11, 2));
  second = cabinet_list_get (page->operations, 1);
  g_assert_cmpstr (second->id, ==, "f3");
  provider_assert_sum (&second->amount, "-23.50", "UAH");

  recordings_play (f->player, "117,210");
  later = abills_call (f, CABINET_OP_READ_STATEMENT);
  first = cabinet_list_get (later->operations, 0);
  second = cabinet_list_get (later->operations, 1);
  third = cabinet_list_get (later->operations, 2);
  g_assert_cmpstr (first->id, ==, "p4");
  g_assert_cmpstr (second->id, ==, "f4");
  /* Filed back to midnight. */
  g_assert_cmpstr (third->id, ==, "f5");
}

static void
test_plan (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetServiceList) services = NULL;
  g_autoptr (CabinetTariffList) tariffs = NULL;
  g_autoptr (CabinetChangeList) changes = NULL;
  CabinetTariff *tariff;
  CabinetService *service;
  CabinetChange *change;

  recordings_play (f->player, "20,21,25,27");
  services = abills_call (f, CABINET_OP_LIST_SERVICES);
  g_assert_cmpuint (cabinet_list_length (services->services), ==, 3);
  service = cabinet_list_get (services->services, 1);
  g_assert_cmpstr (service->title, ==, "Антивирус");
  g_assert_cmpint (service->switchable, ==, CABINET_CAPABILITY_ANSWER_YES);
  tariffs = abills_call (f, CABINET_OP_LIST_TARIFFS);
  g_assert_cmpuint (cabinet_list_length (tariffs->tariffs), ==, 3);
  tariff = cabinet_list_get (tariffs->tariffs, 1);
  g_assert_cmpstr (tariff->reason, ==, "Слишком маленький депозит");
  tariff = cabinet_list_get (tariffs->tariffs, 2);
  g_assert_cmpint (tariff->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  provider_assert_sum (&tariff->fee, "5.00", "UAH");

  recordings_play (f->player, "73");
  changes = abills_call (f, CABINET_OP_LIST_CHANGES);
  change = cabinet_list_get (changes->changes, 0);
  g_assert_cmpstr (change->id, ==, "s1");
  g_assert_cmpuint (change->effective_on, ==, cabinet_date_new (2026, 12, 1));
}

static void
test_tariff_change (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "t103", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetChange) next = NULL;
  g_autoptr (CabinetChange) on_day = NULL;
  g_autoptr (CabinetChange) cancelled = NULL;

  recordings_play (f->player, "25,72,73");
  next = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (next->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_cmpstr (next->id, ==, "s1");
  recordings_play (f->player, "25,74");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "already-pending");
  wanted->when = CABINET_CHANGE_WHEN_DATE;
  wanted->date = cabinet_date_new (2027, 1, 15);
  recordings_play (f->player, "25,78,79");
  on_day = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpuint (on_day->effective_on, ==, wanted->date);
  wanted->date = cabinet_date_new (2020, 1, 1);
  recordings_play (f->player, "25,71");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  /* The list before, cancelled, and the list after. */
  recordings_play (f->player, "75,76,91");
  cancelled = abills_ask (f, CABINET_OP_CANCEL_CHANGE, NULL, "s1");
  g_assert_cmpint (cancelled->state, ==, CABINET_CHANGE_STATE_CANCELLED);
  recordings_play (f->player, "75,77");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s1", CABINET_ERROR_REFUSED, "not-found");
}

static void
test_services_on (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) extra =
    provider_change_new (CABINET_CHANGE_KIND_SERVICE_ON, "a32", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) unknown =
    provider_change_new (CABINET_CHANGE_KIND_SERVICE_ON, "a999", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) activate =
    provider_change_new (CABINET_CHANGE_KIND_ACTIVATE, "i502", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) again = NULL;

  recordings_play (f->player, "31,126,129");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, extra, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  recordings_play (f->player, "127,129");
  again = abills_ask (f, CABINET_OP_APPLY_CHANGE, extra, NULL);
  g_assert_cmpint (again->state, ==, CABINET_CHANGE_STATE_DONE);
  recordings_play (f->player, "31,128");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, unknown, NULL, CABINET_ERROR_REFUSED, "not-found");
  if (recordings_has ("125"))
    {
      recordings_play (f->player, "31,125");
      abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, extra, NULL, CABINET_ERROR_REFUSED, "not-enough-money");
    }
  /* "OK. Success activation" of an account in debt. */
  recordings_play (f->player, "54,84");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, activate, NULL, CABINET_ERROR_REFUSED, "not-done");
}

static void
test_promise (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *number;
    CabinetCapabilityAnswer available;
    const char *code;
  } refusals[] = {
    { "57", CABINET_CAPABILITY_ANSWER_NOT_NOW, "not_eligible" },
    { "60", CABINET_CAPABILITY_ANSWER_NOT_NOW, "limit_reached" },
    { "64", CABINET_CAPABILITY_ANSWER_ELSEWHERE, "elsewhere" },
    { "65", CABINET_CAPABILITY_ANSWER_NO, "unsupported" },
  };
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetPromiseOffer) offer = NULL;
  CabinetPromiseChoice *choice;

  recordings_play (f->player, "18,58");
  offer = abills_call (f, CABINET_OP_READ_PROMISE);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  choice = cabinet_list_get (offer->choices, 0);
  provider_assert_sum (&choice->amount, "200.00", "UAH");
  provider_assert_sum (&choice->price, "5.00", "UAH");
  g_assert_cmpint (choice->days, ==, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *numbers = g_strdup_printf ("18,%s", refusals[i].number);
      g_autoptr (CabinetPromiseOffer) refused = NULL;

      if (!recordings_has (refusals[i].number))
        continue;
      recordings_play (f->player, numbers);
      refused = abills_call (f, CABINET_OP_READ_PROMISE);
      g_assert_cmpint (refused->available, ==, refusals[i].available);
      g_assert_cmpstr (refused->code, ==, refusals[i].code);
    }
  recordings_play (f->player, "18,61");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "limit-reached");
}

static void
test_block (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "i501", CABINET_CHANGE_WHEN_DATE);
  g_autoptr (CabinetChangeRequest) back =
    provider_change_new (CABINET_CHANGE_KIND_RESUME, "i501", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetSuspensionOffer) offer = NULL;
  g_autoptr (CabinetSuspensionOffer) set = NULL;
  g_autoptr (CabinetChange) change = NULL;

  recordings_play (f->player, "20,25,85");
  offer = abills_call (f, CABINET_OP_READ_SUSPENSION);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  provider_assert_sum (&offer->price_on, "10.00", "UAH");
  provider_assert_sum (&offer->price_day, "0.50", "UAH");
  g_assert_cmpint (offer->max_days, ==, 60);
  recordings_play (f->player, "20,25,90");
  set = abills_call (f, CABINET_OP_READ_SUSPENSION);
  g_assert_cmpint (set->state, ==, CABINET_SUSPENSION_STATE_SCHEDULED);
  g_assert_cmpuint (set->from, ==, cabinet_date_new (2026, 12, 1));

  wanted->from = cabinet_date_new (2026, 12, 1);
  wanted->to = cabinet_date_new (2026, 12, 20);
  recordings_play (f->player, "85,89,90");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  wanted->to = cabinet_date_new (2027, 6, 1);
  recordings_play (f->player, "85,87");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  recordings_play (f->player, "90,93");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, back, NULL, CABINET_ERROR_REFUSED, "not-found");
}

static void
test_card (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *number;
    const char *serial;
    const char *pin;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { "112", NULL, "1", CABINET_ERROR_REFUSED, "bad-value" },
    { "113", "AA1", "0000", CABINET_ERROR_REFUSED, "card-unknown" },
    { "114", "AA00000000002", "5555666677778888", CABINET_ERROR_REFUSED, "card-expired" },
    { "116", "AA00000000001", "1111222233334444", CABINET_ERROR_REFUSED, "card-used" },
    { "123", "AA9", "994", CABINET_ERROR_RATE_LIMITED, "rate-limited" },
  };
  g_autoptr (CabinetCardRequest) good = provider_card_new ("AA00000000001", "1111222233334444");
  g_autoptr (CabinetPayment) payment = NULL;
  g_autoptr (CabinetPaymentMethodList) methods = NULL;

  recordings_play (f->player, "115,117");
  payment = abills_ask (f, CABINET_OP_REDEEM_CARD, good, NULL);
  provider_assert_sum (&payment->amount, "100.00", "UAH");
  g_assert_cmpstr (payment->operation_id, ==, "p4");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetCardRequest) card = provider_card_new (cases[i].serial, cases[i].pin);

      recordings_play (f->player, cases[i].number);
      abills_ask_bad (f, CABINET_OP_REDEEM_CARD, card, NULL, cases[i].kind, cases[i].code);
    }
  recordings_play (f->player, "47");
  methods = abills_call (f, CABINET_OP_LIST_METHODS);
  g_assert_cmpuint (cabinet_list_length (methods->methods), ==, 0);
}

static void
test_tickets (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) first =
    provider_text_new ("С утра нет связи \"совсем\"\nстрока 2 😀", "Не работает интернет");
  g_autoptr (CabinetMessageRequest) reply = provider_text_new ("Уточнение", NULL);
  g_autoptr (CabinetThreadList) threads = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autoptr (CabinetMessage) opened = NULL;
  g_autoptr (CabinetMessage) sent = NULL;
  CabinetMessage *message;

  recordings_play (f->player, "95");
  threads = abills_call (f, CABINET_OP_LIST_THREADS);
  g_assert_cmpuint (cabinet_list_length (threads->threads), ==, 1);
  g_assert_cmpint (CABINET_THREAD (cabinet_list_get (threads->threads, 0))->state, ==,
                   CABINET_THREAD_STATE_CLOSED);
  recordings_play (f->player, "98");
  page = abills_ask (f, CABINET_OP_READ_THREAD, NULL, "m71");
  g_assert_cmpuint (cabinet_list_length (page->messages), ==, 3);
  message = cabinet_list_get (page->messages, 1);
  g_assert_cmpint (message->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  if (recordings_has ("100"))
    {
      recordings_play (f->player, "100");
      abills_ask_bad (f, CABINET_OP_READ_THREAD, NULL, "m72", CABINET_ERROR_REFUSED, "not-found");
    }
  recordings_play (f->player, "96,101,105");
  opened = abills_ask (f, CABINET_OP_OPEN_THREAD, first, NULL);
  g_assert_cmpstr (opened->id, ==, "m73");
  recordings_play (f->player, "103,105");
  sent = abills_ask (f, CABINET_OP_SEND_MESSAGE, reply, "m73");
  g_assert_cmpstr (sent->id, ==, "r84");
}

static void
test_files (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("См. лог", NULL);
  g_autoptr (CabinetUploadRequest) file = g_object_new (CABINET_TYPE_UPLOAD_REQUEST, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (CabinetAttachmentContent) content = NULL;
  g_autoptr (CabinetReply) sent = NULL;
  const CabinetCall call = {
    .record = CABINET_RECORD (request), .id = "m75", .key = ABILLS_KEY, .files = files
  };

  recordings_play (f->player, "207");
  content = abills_ask (f, CABINET_OP_FETCH_ATTACHMENT, NULL, "d1");
  g_assert_cmpint (content->size, ==, 9);
  recordings_play (f->player, "109");
  abills_ask_bad (f, CABINET_OP_FETCH_ATTACHMENT, NULL, "d99999", CABINET_ERROR_REFUSED, "not-found");
  if (!recordings_has ("206"))
    return;
  file->name = g_strdup ("a.txt");
  file->type = g_strdup ("text/plain");
  file->content = g_base64_encode ((const guchar *) "hello log", 9);
  g_ptr_array_add (files, file);
  recordings_play (f->player, "205,206");
  sent = provider_call_good (f->provider, CABINET_OP_SEND_MESSAGE, &call);
  g_assert_cmpuint (cabinet_list_length (CABINET_MESSAGE (sent->record)->attachments), ==, 1);
  g_assert_cmpstr (player_find (f->player, "POST", "reply")->played, ==, "205-msgs-reply-multipart");
}

static void
test_news (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetNoticeList) list = NULL;
  CabinetNotice *notice;

  recordings_play (f->player, "36");
  list = abills_call (f, CABINET_OP_LIST_NOTICES);
  notice = cabinet_list_get (list->notices, 0);
  g_assert_cmpstr (notice->title, ==, "Плановые работы");
  g_assert_cmpstr (notice->text, ==, "25 ноября с 02:00 до 05:00 плановые работы.");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (recordings_open ("abills"))
    {
      abills_add_recorded ("/abills/recordings/provider", test_provider);
      abills_add_recorded ("/abills/recordings/sign-in", test_sign_in);
      abills_add_recorded ("/abills/recordings/phone", test_phone);
      abills_add_recorded ("/abills/recordings/contract", test_contract);
      abills_add_recorded ("/abills/recordings/overview", test_overview);
      abills_add_recorded ("/abills/recordings/paused", test_paused);
      abills_add_recorded ("/abills/recordings/statement", test_statement);
      abills_add_recorded ("/abills/recordings/plan", test_plan);
      abills_add_recorded ("/abills/recordings/tariff-change", test_tariff_change);
      abills_add_recorded ("/abills/recordings/services-on", test_services_on);
      abills_add_recorded ("/abills/recordings/promise", test_promise);
      abills_add_recorded ("/abills/recordings/block", test_block);
      abills_add_recorded ("/abills/recordings/card", test_card);
      abills_add_recorded ("/abills/recordings/tickets", test_tickets);
      abills_add_recorded ("/abills/recordings/files", test_files);
      abills_add_recorded ("/abills/recordings/news", test_news);
    }
  return g_test_run ();
}
