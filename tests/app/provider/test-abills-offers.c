/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "cabinet-offer.h"

#define ROW(more) "[{\"id\":812,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5," more "}]"

#define CREDIT(sum, until) "{\"uid\":4207,\"deposit\":-5,\"credit\":" sum ",\"creditDate\":\"" until "\"}"

static void
test_promise (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangePreview) preview = NULL;
  g_autoptr (CabinetChange) change = NULL;

  abills_put (f, "user", CREDIT ("0", "0000-00-00"));
  abills_put (f, "user", CREDIT ("100", "2099-11-25"));
  abills_put_change (f, "POST", "user/credit", "{}", 200, "{\"creditSum\":100.00,\"creditDays\":3}");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);

  /* What was there before is not what was asked for. */
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("100", "2099-11-25"));
  abills_put_change (f, "POST", "user/credit", "{}", 200, "{\"creditSum\":100.00,\"creditDays\":3}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  /* Nor is it when it is looked for later. */
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("100", "2099-11-25"));
  abills_put (f, "user/internet", "[]");
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/credit", "{\"creditSum\":100.00,\"creditDays\":3}");
  preview = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL);
  wanted->preview_token = g_strdup (preview->token);
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("100", "2099-11-28"));
  g_clear_object (&change);
  change = abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_clear_pointer (&wanted->preview_token, g_free);

  /* Where the operator wants the password, nothing is said and nothing is done. */
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("0", "0000-00-00"));
  abills_put_change (f, "POST", "user/credit", "{}", 200, "{}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "elsewhere");
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));

  player_forget (f->player);
  abills_put (f, "user", CREDIT ("0", "0000-00-00"));
  abills_put_change (f, "POST", "user/credit", "{}", 200, "{\"creditRules\":[\"60:3:2:1\",\"90:7:5:1\"]}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "elsewhere");

  /* Refused under the other key. */
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("0", "0000-00-00"));
  abills_put_change (f, "POST", "user/credit", "{}", 400,
                     "{\"monthChanges\":1,\"error\":4304,\"errstr\":\"ERR_LIMIT\"}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "limit-reached");
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));

  /* One of the past is none. */
  player_forget (f->player);
  abills_put (f, "user", CREDIT ("100", "2001-11-25"));
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));
}

static void
test_promise_offer (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    CabinetCapabilityAnswer available;
    const char *code;
  } refusals[] = {
    { "{\"error\":4302,\"errstr\":\"ERR\"}", CABINET_CAPABILITY_ANSWER_NO, "unsupported" },
    { "{\"error\":4303,\"errstr\":\"ERR\"}", CABINET_CAPABILITY_ANSWER_NOT_NOW, "not_eligible" },
    { "{\"error\":4304,\"monthChanges\":1}", CABINET_CAPABILITY_ANSWER_NOT_NOW, "limit_reached" },
    { "{\"error\":4305,\"errstr\":\"ERR\"}", CABINET_CAPABILITY_ANSWER_NOT_NOW, "not_eligible" },
  };
  g_autoptr (CabinetPromiseOffer) offer = NULL;
  g_autoptr (CabinetPromiseOffer) several = NULL;
  CabinetPromiseChoice *choice;

  abills_put (f, "user", CREDIT ("30", "2099-11-25"));
  abills_put (f, "user/credit",
              "{\"creditSum\":100.00,\"creditDays\":\"3\",\"creditMonthChanges\":2,\"creditChgPrice\":2.50}");
  offer = abills_call (f, CABINET_OP_READ_PROMISE);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (offer->active.micros, ==, 30 * CABINET_MONEY_UNIT);
  choice = cabinet_list_get (offer->choices, 0);
  g_assert_cmpint (choice->amount.micros, ==, 100 * CABINET_MONEY_UNIT);
  g_assert_cmpint (choice->price.micros, ==, 2500000);
  g_assert_cmpint (choice->days, ==, 3);

  player_forget (f->player);
  abills_put (f, "user", CREDIT ("0", "0000-00-00"));
  abills_put (f, "user/credit", "{\"creditRules\":[\"60:3:2:1\",\"90.50:7:5:1\",\"odd\"]}");
  several = abills_call (f, CABINET_OP_READ_PROMISE);
  g_assert_cmpint (several->available, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_cmpuint (cabinet_list_length (several->choices), ==, 2);
  choice = cabinet_list_get (several->choices, 1);
  g_assert_cmpint (choice->amount.micros, ==, 90500000);
  g_assert_nonnull (several->url);
  g_assert_null (g_strstr_len (several->url, -1, "api.cgi"));

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (CabinetPromiseOffer) refused = NULL;

      player_forget (f->player);
      abills_put (f, "user", CREDIT ("0", ""));
      abills_put_status (f, "user/credit", 400, refusals[i].answer);
      refused = abills_call (f, CABINET_OP_READ_PROMISE);
      g_assert_cmpint (refused->available, ==, refusals[i].available);
      g_assert_cmpstr (refused->code, ==, refusals[i].code);
      g_assert_nonnull (refused->reason);
    }
}

#define HOLDUP "{\"canCancel\":true,\"dateFrom\":\"2099-01-02\",\"dateTo\":\"2099-01-20\",\"del\":1}"

static void
test_block (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "i812", CABINET_CHANGE_WHEN_DATE);
  g_autoptr (CabinetChangeRequest) back =
    provider_change_new (CABINET_CHANGE_KIND_RESUME, "i812", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) resumed = NULL;

  wanted->from = cabinet_date_new (2099, 1, 2);
  abills_put (f, "user/812/holdup", "{}");
  /* Without a last day the server would only fail. */
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 0);
  wanted->to = cabinet_date_new (2099, 1, 20);
  player_forget (f->player);
  abills_put (f, "user/812/holdup", "{}");
  abills_put (f, "user/812/holdup", HOLDUP);
  abills_put_change (f, "POST", "user/812/holdup", "{\"fromDate\":\"2099-01-02\",\"toDate\":\"2099-01-20\"}",
                     200, "{\"msg\":\"HOLDUP_ADDED\",\"success\":1}");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_cmpstr (change->id, ==, "h812");
  g_assert_cmpuint (change->effective_on, ==, wanted->from);

  player_forget (f->player);
  abills_put (f, "user/812/holdup", "{\"paused\":true,\"dateFrom\":\"\",\"dateTo\":\"2099-01-20\"}");
  abills_put (f, "user/812/holdup", "{}");
  abills_put_change (f, "DELETE", "user/812/holdup", NULL, 200, "{\"msg\":\"Holdup deleted\",\"success\":1}");
  resumed = abills_ask (f, CABINET_OP_APPLY_CHANGE, back, NULL);
  g_assert_cmpint (resumed->state, ==, CABINET_CHANGE_STATE_DONE);
}

static void
test_block_refused (Abills *f, gconstpointer data)
{
  static const struct
  {
    int number;
    const char *code;
  } cases[] = {
    { 4423, "bad-value" },     { 4426, "bad-value" },    { 1000019, "bad-value" },
    { 1000020, "bad-value" },  { 4404, "not-eligible" }, { 4407, "not-enough-money" },
    { 4410, "limit-reached" },
  };
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "i812", CABINET_CHANGE_WHEN_DATE);

  wanted->from = cabinet_date_new (2099, 1, 2);
  wanted->to = cabinet_date_new (2099, 1, 20);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf ("{\"errno\":\"%d\",\"errstr\":\"ERR\"}", cases[i].number);

      player_forget (f->player);
      abills_put (f, "user/812/holdup", "[]");
      abills_put_change (f, "POST", "user/812/holdup",
                         "{\"fromDate\":\"2099-01-02\",\"toDate\":\"2099-01-20\"}", 400, answer);
      abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, cases[i].code);
    }
}

static void
test_block_offer (Abills *f, gconstpointer data)
{
  static const char *const terms =
    "{\"userHoldupAll\":{\"activeFees\":10.00,\"dailyFees\":0.50,\"minPeriod\":3,\"maxPeriod\":60}}";
  g_autoptr (CabinetSuspensionOffer) offer = NULL;
  g_autoptr (CabinetSuspensionOffer) set = NULL;
  g_autoptr (CabinetSuspensionOffer) off = NULL;

  abills_put (f, "user/config", terms);
  abills_put (f, "user/internet", ROW ("\"serviceHoldup\":true"));
  abills_put (f, "user/812/holdup", "{}");
  offer = abills_call (f, CABINET_OP_READ_SUSPENSION);
  g_assert_cmpint (offer->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (offer->state, ==, CABINET_SUSPENSION_STATE_NONE);
  g_assert_cmpstr (offer->target_id, ==, "i812");
  g_assert_cmpint (offer->min_days, ==, 3);
  g_assert_cmpint (offer->price_day.micros, ==, 500000);
  g_assert_false (offer->immediate_only || offer->open_ended);

  player_forget (f->player);
  abills_put (f, "user/config", terms);
  abills_put (f, "user/internet", ROW ("\"serviceHoldup\":true"));
  abills_put (f, "user/812/holdup", HOLDUP);
  set = abills_call (f, CABINET_OP_READ_SUSPENSION);
  g_assert_cmpint (set->state, ==, CABINET_SUSPENSION_STATE_SCHEDULED);
  g_assert_cmpint (set->resume, ==, CABINET_CAPABILITY_ANSWER_YES);

  player_forget (f->player);
  abills_put (f, "user/config", "{\"holdup\":[]}");
  abills_put (f, "user/internet", ROW ("\"serviceHoldup\":true"));
  abills_put (f, "user/812/holdup", "[]");
  off = abills_call (f, CABINET_OP_READ_SUSPENSION);
  g_assert_cmpint (off->available, ==, CABINET_CAPABILITY_ANSWER_NO);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-offers/promise", test_promise);
  abills_add ("/abills-offers/promise-offer", test_promise_offer);
  abills_add ("/abills-offers/block", test_block);
  abills_add ("/abills-offers/block-refused", test_block_refused);
  abills_add ("/abills-offers/block-offer", test_block_offer);
  return g_test_run ();
}
