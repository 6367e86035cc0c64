/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ubilling-fixture.h"

#define CHECK UBILLING_CREDIT "&justcheck=true"
#define CARD "/?module=paycards&agentpaycards=true&json=true&paycard="
#define STATUS(status, more) "{\"status\":" status ",\"message\":\"x\"" more "}"
#define TERMS \
  ",\"creditterm\":\"31\",\"creditprice\":\"4\",\"currency\":\"UAH\",\"creditintro\":\"Три <b>доби</b>\""
#define CREDITED                                                                                           \
  "{\"login\":\"x\",\"cash\":-54,\"currency\":\"UAH\",\"credit\":\"184\",\"creditexpire\":\"25-11-2026\"," \
  "\"accountstate\":\"active\"}"
#define PAGE "<!DOCTYPE html><html><body>page</body></html>"

static void
put (Ubilling *f, const char *target, const char *answer)
{
  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

static CabinetChange *
apply_good (Ubilling *f, gpointer wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_CHANGE (reply->record)->key, ==, "7c9f4c1e-3f0e-4f0a-9d52-0d0d2c6c4b11");
  return g_object_ref (reply->record);
}

/* Whether a read shows it. */
static gboolean
is_found (Ubilling *f, gpointer wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = ubilling_change (f, CABINET_OP_FIND_CHANGE, wanted, NULL, &error);

  g_assert_no_error (error);
  return reply->record != NULL;
}

static void
test_promise_offer (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_PROMISE);
  CabinetPromiseOffer *offer = reply->record;
  CabinetPromiseChoice *choice = cabinet_list_get (offer->choices, 0);

  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_NOT_NOW);
  g_assert_cmpstr (offer->code, ==, "not-eligible");
  g_assert_cmpstr (offer->reason, ==, "Коштів достатньо");
  g_assert_cmpint (choice->days, ==, 3);
  provider_assert_sum (&choice->price, "4.00", "UAH");
  g_assert_false (cabinet_money_is_set (&choice->amount));
  g_assert_false (cabinet_money_is_set (&offer->active));

  /* It can be taken: the term is then the last day of the month by mistake. */
  put (f, CHECK, STATUS ("0", TERMS));
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_PROMISE);
  offer = reply->record;
  choice = cabinet_list_get (offer->choices, 0);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (choice->days, ==, 0);
  g_assert_cmpstr (offer->terms, ==, "Три доби");
  g_assert_null (offer->reason);

  player_forget (f->player);
  put (f, CHECK, STATUS ("3", TERMS));
  ubilling_put (f, NULL, CREDITED);
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_PROMISE);
  offer = reply->record;
  g_assert_cmpstr (offer->code, ==, "already");
  provider_assert_sum (&offer->active, "184.00", "UAH");
  g_assert_cmpuint (offer->active_until, ==, cabinet_date_new (2026, 11, 25));
}

static const struct
{
  const char *status;
  CabinetError kind;
  const char *code;
} refusals[] = {
  { "1", CABINET_ERROR_UNSUPPORTED, "switched-off" },
  { "2", CABINET_ERROR_REFUSED, "not-eligible" },
  { "3", CABINET_ERROR_REFUSED, "already" },
  { "4", CABINET_ERROR_REFUSED, "not-eligible" },
  { "5", CABINET_ERROR_REFUSED, "not-eligible" },
  { "6", CABINET_ERROR_REFUSED, "not-enough-money" },
  { "7", CABINET_ERROR_REFUSED, "other" },
  { "8", CABINET_ERROR_REFUSED, "not-eligible" },
  { "9", CABINET_ERROR_REFUSED, "limit-reached" },
  { "\"10\"", CABINET_ERROR_REFUSED, "not-eligible" },
  { "77", CABINET_ERROR_REFUSED, "other" },
};

static void
test_promise_refused (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *answer = g_strdup_printf (STATUS ("%s", TERMS), refusals[i].status);
      g_autoptr (CabinetReply) reply = NULL;
      CabinetPromiseOffer *offer;

      player_forget (f->player);
      put (f, UBILLING_CREDIT, answer);
      put (f, CHECK, answer);
      ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, refusals[i].kind, refusals[i].code);
      g_assert_cmpuint (player_count_requests (f->player), ==, 1);
      ubilling_change_bad (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, refusals[i].kind, refusals[i].code);
      reply = ubilling_call (f, CABINET_OP_READ_PROMISE);
      offer = reply->record;
      g_assert_cmpstr (offer->code, ==, refusals[i].code);
      g_assert_nonnull (offer->reason);
      g_assert_cmpint (offer->available, ==,
                       i == 0 ? CABINET_CAPABILITY_ANSWER_NO : CABINET_CAPABILITY_ANSWER_NOT_NOW);
    }
}

/* Success is what the summary shows, not what the creditor says. */
static void
test_promise (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetReply) preview = NULL;
  g_autoptr (GError) error = NULL;

  put (f, CHECK, STATUS ("0", TERMS));
  preview = ubilling_change (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  provider_assert_sum (&CABINET_CHANGE_PREVIEW (preview->record)->cost_now, "4.00", "UAH");
  g_assert_cmpuint (player_count (f->player, NULL, "agentcredit"), ==, 1);
  g_assert_nonnull (player_find (f->player, "GET", "justcheck=true"));
  g_assert_false (is_found (f, wanted));

  player_forget (f->player);
  put (f, UBILLING_CREDIT, STATUS ("0", TERMS));
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, NULL, "agentcredit"), ==, 1);

  player_forget (f->player);
  put (f, UBILLING_CREDIT, STATUS ("0", TERMS));
  ubilling_put (f, NULL, CREDITED);
  change = apply_good (f, wanted);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  provider_assert_sum (&change->charged, "4.00", "UAH");
  g_assert_cmpstr (player_get_request (f->player, 0)->target, ==, UBILLING_CREDIT);
  g_assert_true (is_found (f, wanted));
  ubilling_assert_discreet (f);
}

/* An answer that says nothing does not say no: the read decides. At the door it does. */
static void
test_promise_noise (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;

  ubilling_put_page (f, UBILLING_CREDIT, 200, PAGE);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, NULL, "agentcredit"), ==, 1);
  ubilling_put (f, NULL, CREDITED);
  change = apply_good (f, wanted);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);

  player_forget (f->player);
  put (f, UBILLING_CREDIT, STATUS ("0", TERMS));
  ubilling_put_page (f, UBILLING_READ, 200, PAGE);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  /* Nor is what is wrong with the read a refusal of what was sent before. */
  player_forget (f->player);
  put (f, UBILLING_CREDIT, STATUS ("0", TERMS));
  ubilling_put (f, NULL, "{\"reason\":\"disabled\"}");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  player_forget (f->player);
  put (f, UBILLING_CREDIT, "{\"reason\":\"disabled\"}");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "switched-off");
  g_assert_cmpuint (player_count_requests (f->player), ==, 1);
}

/* The line is cut when the request is there: a change by GET has left once, and may have been made. */
static void
test_once (Ubilling *f, gconstpointer data)
{
  static const char *const answers[] = { "", NULL };
  g_autoptr (RawServer) server = raw_server_new (answers);
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  const CabinetCall call = {
    .contract = UBILLING_LOGIN,
    .record = CABINET_RECORD (wanted),
    .key = "7c9f4c1e-3f0e-4f0a-9d52-0d0d2c6c4b11",
  };
  g_autoptr (CabinetProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  provider = cabinet_provider_new ("ubilling", raw_server_get_url (server),
                                   CABINET_AUTHORIZER (f->authorizer), &error);
  g_assert_no_error (error);
  g_object_set (cabinet_provider_get_http (provider), "timeout", 30000, "retry-delay", 1, NULL);
  g_assert_null (provider_call (provider, CABINET_OP_APPLY_CHANGE, &call, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_true (cabinet_error_get_left (error));
  g_assert_cmpuint (raw_server_count_requests (server), ==, 1);
}

#define FREEZE(status, more)                                                               \
  "{\"result\":\"Success\",\"freezeSelfAvailable\":true,\"activationCost\":\"12\","        \
  "\"userTariffFreezePrice\":\"8\",\"userTariff\":\"Start-30\",\"tariffAllowedAny\":true," \
  "\"userBalance\":\"50\",\"freezeStatus\":\"" status                                      \
  "\",\"dateFrom\":\"2026-11-21 10:00:00\",\"dateTo\":\"\"" more "}"

static void
test_block_offer (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    const char *more; /* the last of equal members counts */
    CabinetCapabilityAnswer answer;
    const char *code;
  } cases[] = {
    { ",\"freezeSelfAvailable\":false", CABINET_CAPABILITY_ANSWER_NO, "switched-off" },
    { ",\"tariffAllowedAny\":false,\"tariffsAllowedList\":\"Start-300,Other\"",
      CABINET_CAPABILITY_ANSWER_NOT_NOW, "not-eligible" },
    { ",\"userBalance\":\"-0.5\",\"negativeBalanceFreezeAllowed\":false", CABINET_CAPABILITY_ANSWER_NOT_NOW,
      "not-enough-money" },
    { ",\"userBalance\":\"-0.5\",\"negativeBalanceFreezeAllowed\":true", CABINET_CAPABILITY_ANSWER_YES,
      NULL },
    { ",\"freezeDaysChargeActive\":true,\"freezeDaysAvailable\":0", CABINET_CAPABILITY_ANSWER_NOT_NOW,
      "limit-reached" },
  };
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "freeze", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_SUSPENSION);
  CabinetSuspensionOffer *offer = reply->record;

  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_true (offer->immediate_only);
  provider_assert_sum (&offer->price_on, "20.00", "UAH");
  g_assert_cmpint (offer->days_left, ==, 50);
  g_assert_cmpint (offer->state, ==, CABINET_SUSPENSION_STATE_NONE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf (FREEZE ("unfrozen", "%s"), cases[i].more);
      g_autoptr (CabinetReply) each = NULL;

      player_forget (f->player);
      ubilling_put (f, "freezedata", answer);
      each = ubilling_call (f, CABINET_OP_READ_SUSPENSION);
      offer = each->record;
      g_assert_cmpint (offer->available, ==, cases[i].answer);
      g_assert_cmpstr (offer->code, ==, cases[i].code);

      /* The server would do it all the same: nothing is sent. */
      if (cases[i].code != NULL)
        ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL,
                             i == 0 ? CABINET_ERROR_UNSUPPORTED : CABINET_ERROR_REFUSED, cases[i].code);
      g_assert_cmpuint (player_count (f->player, NULL, "dofreeze"), ==, 0);
    }

  player_forget (f->player);
  ubilling_put (f, "freezedata", "[]");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_SUSPENSION);
  offer = reply->record;
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_NO);
}

static void
test_block (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "freeze", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetReply) preview = NULL;
  g_autoptr (GError) error = NULL;

  preview = ubilling_change (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  provider_assert_sum (&CABINET_CHANGE_PREVIEW (preview->record)->cost_now, "20.00", "UAH");
  wanted->preview_token = g_strdup (CABINET_CHANGE_PREVIEW (preview->record)->token);

  /* It says yes, and nothing has happened. */
  ubilling_put (f, "dofreeze", "{\"result\":\"Success\",\"message\":\"User 'x' has been frozen\"}");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, "GET", "dofreeze=true"), ==, 1);
  g_assert_false (is_found (f, wanted));

  /* Its terms cannot be had any more. */
  player_forget (f->player);
  ubilling_put (f, "freezedata", FREEZE ("unfrozen", ""));
  ubilling_put (f, "freezedata", "[]");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, "GET", "dofreeze=true"), ==, 1);

  player_forget (f->player);
  ubilling_put (f, "freezedata", FREEZE ("unfrozen", ""));
  ubilling_put (f, "freezedata", FREEZE ("frozen", ""));
  ubilling_put (f, "dofreeze", "{\"result\":\"Failure\",\"message\":\"User 'x' is already frozen\"}");
  change = apply_good (f, wanted);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  provider_assert_sum (&change->charged, "20.00", "UAH");
  g_assert_true (is_found (f, wanted));

  /* It is so already: nothing is sent. The price is another than what was confirmed: neither. */
  g_clear_object (&change);
  player_forget (f->player);
  ubilling_put (f, "freezedata", FREEZE ("frozen", ""));
  change = apply_good (f, wanted);
  player_forget (f->player);
  ubilling_put (f, "freezedata", FREEZE ("unfrozen", ",\"activationCost\":\"13\""));
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  wanted->to = cabinet_date_new (2030, 1, 1);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (player_count (f->player, NULL, "dofreeze"), ==, 0);
}

static void
test_resume (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_RESUME, "freeze", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetReply) reply = NULL;
  CabinetSuspensionOffer *offer;

  ubilling_put (f, "freezedata", FREEZE ("frozen", ""));
  reply = ubilling_call (f, CABINET_OP_READ_SUSPENSION);
  offer = reply->record;
  g_assert_cmpint (offer->state, ==, CABINET_SUSPENSION_STATE_RUNNING);
  g_assert_cmpuint (offer->from, ==, cabinet_date_new (2026, 11, 21));
  g_assert_cmpuint (offer->to, ==, CABINET_DATE_NONE);
  g_assert_cmpint (offer->resume, ==, CABINET_CAPABILITY_ANSWER_YES);

  ubilling_put (f, "dounfreeze", "{\"result\":\"Failure\",\"message\":\"Feature is not allowed\"}");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "switched-off");
  g_assert_cmpuint (player_count (f->player, "GET", "dounfreeze=true"), ==, 1);
  g_assert_false (is_found (f, wanted));

  player_forget (f->player);
  ubilling_put (f, "freezedata", FREEZE ("frozen", ""));
  ubilling_put (f, "freezedata", FREEZE ("unfrozen", ""));
  ubilling_put (f, "dounfreeze", "{\"result\":\"Success\",\"message\":\"User 'x' has been UNfrozen\"}");
  change = apply_good (f, wanted);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_false (cabinet_money_is_set (&change->charged));
}

static void
test_card (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetCardRequest) card = provider_card_new (NULL, " 4444-3333 2222 ");
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (CabinetReply) ledger = NULL;
  g_autoptr (GError) error = NULL;
  CabinetPayment *payment;
  CabinetOperation *operation;

  put (f, CARD "444433332222", "{\"result\":true,\"message\":\"Card is successfully used\"}");
  ubilling_put (f, "payments", "[{\"date\":\"2026-10-28 12:00:00\",\"summ\":\"222.30\",\"balance\":\"45\"}]");
  ubilling_put (f, "payments",
                "[{\"date\":\"2026-11-22 10:00:00\",\"summ\":\"50\",\"balance\":\"87.3\"},"
                "{\"date\":\"2026-10-28 12:00:00\",\"summ\":\"222.3\",\"balance\":\"45\"}]");
  reply = ubilling_change (f, CABINET_OP_REDEEM_CARD, card, NULL, &error);
  g_assert_no_error (error);
  payment = reply->record;
  provider_assert_sum (&payment->amount, "50.00", "UAH");
  g_assert_cmpint (payment->state, ==, CABINET_PAYMENT_STATE_CREDITED);
  g_assert_cmpuint (player_count (f->player, "GET", "paycard="), ==, 1);
  g_assert_cmpstr (player_find (f->player, "GET", "paycard=")->target, ==, CARD "444433332222");
  ledger = ubilling_call (f, CABINET_OP_READ_STATEMENT);
  operation = cabinet_list_get (CABINET_OPERATION_PAGE (ledger->record)->operations, 0);
  g_assert_cmpstr (payment->operation_id, ==, operation->id);
  ubilling_assert_discreet (f);

  /* The list is switched off: the balance tells it. */
  player_forget (f->player);
  put (f, CARD "444433332222", "{\"result\":true,\"message\":\"Card is successfully used\"}");
  ubilling_put (f, "payments", "[]");
  ubilling_put (f, NULL, "{\"login\":\"x\",\"cash\":10,\"currency\":\"UAH\"}");
  ubilling_put (f, NULL, "{\"login\":\"x\",\"cash\":35.5,\"currency\":\"UAH\"}");
  g_clear_object (&reply);
  reply = ubilling_change (f, CABINET_OP_REDEEM_CARD, card, NULL, &error);
  g_assert_no_error (error);
  payment = reply->record;
  provider_assert_sum (&payment->amount, "25.50", "UAH");
  g_assert_null (payment->operation_id);

  /* It is switched on meanwhile: what it lists is not the card's. */
  player_forget (f->player);
  put (f, CARD "444433332222", "{\"result\":true,\"message\":\"Card is successfully used\"}");
  ubilling_put (f, "payments", "[]");
  ubilling_put (f, "payments", "[{\"date\":\"2026-10-28 12:00:00\",\"summ\":\"222.3\",\"balance\":\"45\"}]");
  ubilling_change_bad (f, CABINET_OP_REDEEM_CARD, card, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  /* It says yes, and there is no money. */
  player_forget (f->player);
  put (f, CARD "444433332222", "{\"result\":true,\"message\":\"Card is successfully used\"}");
  ubilling_change_bad (f, CABINET_OP_REDEEM_CARD, card, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_card_refused (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    const char *message;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { "Invalid card", CABINET_ERROR_REFUSED, "card-unknown" },
    { "Too many attempts", CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { "Paycards module is disabled", CABINET_ERROR_UNSUPPORTED, "switched-off" },
    { "No card number provided", CABINET_ERROR_REFUSED, "bad-value" },
    { "Something new", CABINET_ERROR_REFUSED, "other" },
  };
  g_autoptr (CabinetCardRequest) card = provider_card_new (NULL, "4444");
  g_autoptr (CabinetCardRequest) nothing = provider_card_new (NULL, " - ");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf ("{\"result\":false,\"message\":\"%s\"}", cases[i].message);

      player_forget (f->player);
      put (f, CARD "4444", answer);
      ubilling_change_bad (f, CABINET_OP_REDEEM_CARD, card, NULL, cases[i].kind, cases[i].code);
      g_assert_cmpuint (player_count (f->player, NULL, "paycard="), ==, 1);
    }
  player_forget (f->player);
  ubilling_change_bad (f, CABINET_OP_REDEEM_CARD, nothing, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (player_count (f->player, NULL, "paycard"), ==, 0);
}

static void
test_methods (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_METHODS);
  CabinetPaymentMethodList *list = reply->record;
  CabinetPaymentMethod *relative = cabinet_list_get (list->methods, 0);
  CabinetPaymentMethod *absolute = cabinet_list_get (list->methods, 1);
  g_autofree char *url =
    g_strconcat (player_get_url (f->player), "/openpayz/backend/liqpay/?customer_id=168363015", NULL);

  g_assert_cmpuint (cabinet_list_length (list->methods), ==, 2); /* and no address that runs something */
  g_assert_cmpint (relative->kind, ==, CABINET_PAYMENT_KIND_LINK);
  g_assert_cmpstr (relative->url, ==, url);
  g_assert_cmpstr (relative->details, ==, "VISA");
  g_assert_cmpstr (absolute->url, ==, "https://pay.example.org/?customer_id=168363015");
  g_assert_null (absolute->details);

  ubilling_put (f, "opayz", "[]");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_METHODS);
  g_assert_cmpuint (cabinet_list_length (CABINET_PAYMENT_METHOD_LIST (reply->record)->methods), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling/changes/promise-offer", test_promise_offer);
  ubilling_add ("/ubilling/changes/promise-refused", test_promise_refused);
  ubilling_add ("/ubilling/changes/promise", test_promise);
  ubilling_add ("/ubilling/changes/promise-noise", test_promise_noise);
  ubilling_add ("/ubilling/changes/once", test_once);
  ubilling_add ("/ubilling/changes/block-offer", test_block_offer);
  ubilling_add ("/ubilling/changes/block", test_block);
  ubilling_add ("/ubilling/changes/resume", test_resume);
  ubilling_add ("/ubilling/changes/card", test_card);
  ubilling_add ("/ubilling/changes/card-refused", test_card_refused);
  ubilling_add ("/ubilling/changes/methods", test_methods);
  return g_test_run ();
}
