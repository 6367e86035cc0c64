/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "cabinet-offer.h"

#define DONE "{\"result\":\"Successfully changed\",\"success\":1}"
#define ROW(more) "[{\"id\":812,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5," more "}]"
#define SCHEDULE(tariff)                                                                            \
  "\"internetStatus\":0,\"schedule\":{\"sheduleId\":9,\"tpId\":" tariff ",\"tpName\":\"Fast 300\"," \
  "\"monthFee\":300,\"dateFrom\":\"2099-01-01\",\"date\":\"2026-11-21\",\"canCancel\":true}"
#define PLAIN ROW ("\"internetStatus\":0,\"canChangeTp\":true")
#define TARIFFS                                                                                              \
  "[{\"tpId\":32,\"tpName\":\"Fast 300\",\"monthFee\":300,\"dayFee\":0,\"tpFee\":305,\"canChangeTp\":true}," \
  "{\"tpId\":33,\"tpName\":\"Day 4\",\"monthFee\":0,\"dayFee\":\"4.00\",\"tpFee\":4,\"canChangeTp\":1},"     \
  "{\"error\":\"Not enough\",\"tpId\":34,\"tpName\":\"Fast 900\",\"monthFee\":900,\"canChangeTp\":false}]"

static CabinetTariff *
get_tariff (CabinetTariffList *list, guint i)
{
  return cabinet_list_get (list->tariffs, i);
}

static void
test_tariffs (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetTariffList) list = NULL;
  g_autoptr (CabinetTariffList) waiting = NULL;
  g_autoptr (CabinetTariffList) none = NULL;

  abills_put (f, "user/config", "{\"internet\":{\"nextMonth\":1,\"schedule\":2}}");
  abills_put (f, "user/internet", PLAIN);
  abills_put (f, "user/internet/tariffs/all", TARIFFS);
  list = abills_call (f, CABINET_OP_LIST_TARIFFS);
  g_assert_cmpuint (cabinet_list_length (list->tariffs), ==, 4);
  g_assert_true (get_tariff (list, 0)->current);
  g_assert_cmpstr (get_tariff (list, 0)->id, ==, "t31");
  g_assert_cmpint (get_tariff (list, 1)->available, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpstr (get_tariff (list, 1)->when[0], ==, "next_period");
  g_assert_cmpstr (get_tariff (list, 1)->when[1], ==, "date");
  g_assert_null (get_tariff (list, 1)->when[2]);
  g_assert_cmpint (get_tariff (list, 2)->period, ==, CABINET_FEE_PERIOD_DAY);
  g_assert_cmpint (get_tariff (list, 2)->fee.micros, ==, 4 * CABINET_MONEY_UNIT);
  /* The text of a row is no refusal of the whole. */
  g_assert_cmpint (get_tariff (list, 3)->available, ==, CABINET_CAPABILITY_ANSWER_NOT_NOW);
  g_assert_cmpstr (get_tariff (list, 3)->reason, ==, "Not enough");

  player_forget (f->player);
  abills_put (f, "user/config", "{\"internet\":{\"now\":0}}");
  abills_put (f, "user/internet", ROW (SCHEDULE ("32")));
  abills_put (f, "user/internet/tariffs/all", TARIFFS);
  waiting = abills_call (f, CABINET_OP_LIST_TARIFFS);
  g_assert_cmpstr (get_tariff (waiting, 1)->code, ==, "already_pending");

  /* An empty list: nothing can be changed to. */
  player_forget (f->player);
  abills_put (f, "user/config", "{}");
  abills_put (f, "user/internet", PLAIN);
  abills_put (f, "user/internet/tariffs/all", "[]");
  none = abills_call (f, CABINET_OP_LIST_TARIFFS);
  g_assert_cmpuint (cabinet_list_length (none->tariffs), ==, 1);
}

static void
test_services (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetServiceList) list = NULL;
  CabinetService *service;

  abills_put (
    f, "user/services",
    "{\"internet\":[{\"id\":812,\"tpName\":\"Fast 200\",\"monthFee\":220.5,\"internetStatus\":2,"
    "\"statusName\":\"Active\"}],"
    "\"abon\":[{\"id\":5,\"tpName\":\"Archive\",\"price\":30,\"period\":\"month\",\"active\":true,"
    "\"endDate\":\"2099-01-01\",\"nextAbon\":{\"sum\":30}},"
    "{\"id\":6,\"tpName\":\"Filter\",\"price\":\"15\",\"period\":\"day\",\"active\":0,\"activate\":1},"
    "{\"id\":7,\"tpName\":\"Fixed\",\"price\":1,\"period\":\"month\",\"active\":false}],"
    "\"iptv\":[],\"voip\":{}}");
  list = abills_call (f, CABINET_OP_LIST_SERVICES);
  g_assert_cmpuint (cabinet_list_length (list->services), ==, 4);
  /* The number of the state is believed, not its name. */
  service = cabinet_list_get (list->services, 0);
  g_assert_cmpint (service->state, ==, CABINET_SERVICE_STATE_OFF);
  g_assert_cmpint (service->switchable, ==, CABINET_CAPABILITY_ANSWER_YES);
  service = cabinet_list_get (list->services, 1);
  g_assert_cmpint (service->state, ==, CABINET_SERVICE_STATE_ON);
  g_assert_cmpuint (service->until, ==, CABINET_DATE_NONE);
  g_assert_cmpint (service->switchable, ==, CABINET_CAPABILITY_ANSWER_NO);
  g_assert_nonnull (service->reason);
  service = cabinet_list_get (list->services, 2);
  g_assert_cmpstr (service->id, ==, "a6");
  g_assert_cmpint (service->period, ==, CABINET_FEE_PERIOD_DAY);
  g_assert_cmpint (service->switchable, ==, CABINET_CAPABILITY_ANSWER_YES);
  service = cabinet_list_get (list->services, 3);
  g_assert_cmpint (service->switchable, ==, CABINET_CAPABILITY_ANSWER_NO);
}

static void
put_for_preview (Abills *f)
{
  abills_put (f, "user", "{\"uid\":4207,\"deposit\":10,\"credit\":0}");
  abills_put (f, "user/internet", PLAIN);
  abills_put (f, "user/abon",
              "[{\"id\":6,\"tpName\":\"Filter\",\"price\":15,\"period\":\"month\",\"active\":false,"
              "\"activate\":true}]");
  abills_put (f, "user/internet/tariffs/all", TARIFFS);
  abills_put (f, "user/credit", "{\"creditSum\":100,\"creditDays\":3,\"creditChgPrice\":\"2.50\"}");
  abills_put (f, "user/config", "{\"userHoldupAll\":{\"activeFees\":10,\"dailyFees\":0.5}}");
}

static void
test_previews (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) tariff =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "t32", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) extra =
    provider_change_new (CABINET_CHANGE_KIND_SERVICE_ON, "a6", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) promise =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangeRequest) block =
    provider_change_new (CABINET_CHANGE_KIND_SUSPEND, "i812", CABINET_CHANGE_WHEN_DATE);
  g_autoptr (CabinetChangePreview) first = NULL;
  g_autoptr (CabinetChangePreview) second = NULL;
  g_autoptr (CabinetChangePreview) third = NULL;
  g_autoptr (CabinetChangePreview) fourth = NULL;

  put_for_preview (f);
  first = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, tariff, NULL);
  g_assert_cmpstr (first->title, ==, "Fast 300");
  g_assert_cmpint (first->cost_now.micros, ==, 305 * CABINET_MONEY_UNIT);
  g_assert_cmpint (first->fee_before.micros, ==, 220500000);
  g_assert_cmpint (first->fee_after.micros, ==, 300 * CABINET_MONEY_UNIT);
  /* What is listed is not what is taken. */
  g_assert_nonnull (first->notes);

  second = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, extra, NULL);
  g_assert_cmpint (second->cost_now.micros, ==, 15 * CABINET_MONEY_UNIT);
  g_assert_cmpuint (cabinet_list_length (second->services_after), ==, 2);
  /* The price is another than what was confirmed. */
  extra->preview_token = g_strdup (second->token);
  player_forget (f->player);
  abills_put (f, "user/abon",
              "[{\"id\":6,\"tpName\":\"Filter\",\"price\":20,\"period\":\"month\",\"active\":false}]");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, extra, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  player_forget (f->player);
  put_for_preview (f);

  third = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, promise, NULL);
  g_assert_cmpint (third->cost_now.micros, ==, 2500000);
  g_assert_cmpuint (third->ends_on, ==, third->effective_on + 3);

  block->from = cabinet_date_new (2099, 1, 2);
  abills_ask_bad (f, CABINET_OP_PREVIEW_CHANGE, block, NULL, CABINET_ERROR_REFUSED, "bad-value");
  block->to = cabinet_date_new (2099, 1, 20);
  fourth = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, block, NULL);
  g_assert_cmpuint (fourth->effective_on, ==, block->from);
  /* The fees rest, and each day of the block has its own. */
  g_assert_cmpint (fourth->fee_after.micros, ==, 15500000);
  g_assert_cmpuint (abills_count (f, "PUT", NULL) + abills_count (f, "POST", NULL), ==, 0);
}

static void
test_preview_refused (Abills *f, gconstpointer data)
{
  static const struct
  {
    CabinetChangeKind kind;
    const char *target;
    const char *code;
  } cases[] = {
    { CABINET_CHANGE_KIND_TARIFF, "t31", "already" },
    { CABINET_CHANGE_KIND_TARIFF, "t34", "not-eligible" },
    { CABINET_CHANGE_KIND_TARIFF, "t99", "not-found" },
    { CABINET_CHANGE_KIND_TARIFF, "../x", "not-found" },
    { CABINET_CHANGE_KIND_SERVICE_ON, "a99", "not-found" },
  };
  g_autoptr (CabinetChangeRequest) off =
    provider_change_new (CABINET_CHANGE_KIND_SERVICE_OFF, "a6", CABINET_CHANGE_WHEN_NOW);

  put_for_preview (f);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetChangeRequest) wanted =
        provider_change_new (cases[i].kind, cases[i].target, CABINET_CHANGE_WHEN_NOW);

      abills_ask_bad (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, cases[i].code);
    }
  abills_ask_bad (f, CABINET_OP_PREVIEW_CHANGE, off, NULL, CABINET_ERROR_UNSUPPORTED, "unsupported");
}

/* A change that hangs is in doubt; a read before it that does is not. */
static void
test_hangs (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "t32", CABINET_CHANGE_WHEN_NOW);
  CabinetCall call = { .record = CABINET_RECORD (wanted), .contract = "4207", .key = ABILLS_KEY };

  for (guint left = 0; left < 2; left++)
    {
      g_autoptr (GError) error = NULL;

      player_forget (f->player);
      call.patience = left ? 8000 : 1000;
      if (left)
        abills_put (f, "user/internet", PLAIN);
      else
        abills_put_status (f, "user/internet", PLAYER_SILENT, "");
      abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", PLAYER_SILENT, "");
      g_assert_null (provider_call (f->provider, CABINET_OP_APPLY_CHANGE, &call, &error));
      g_assert_error (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT);
      g_assert_cmpint (cabinet_error_get_left (error), ==, left);
      g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, left);
    }
}

/* The time of the change is in every request: without it the server changes at once. */
static void
test_tariff_requests (Abills *f, gconstpointer data)
{
  static const struct
  {
    CabinetChangeWhen when;
    const char *body;
    const char *after;
    CabinetChangeState state;
    const char *id;
  } cases[] = {
    { CABINET_CHANGE_WHEN_NOW, "{\"tpId\":32,\"period\":0}", "[{\"id\":812,\"tpId\":\"32\"}]",
      CABINET_CHANGE_STATE_DONE, "t32" },
    { CABINET_CHANGE_WHEN_NEXT_PERIOD, "{\"tpId\":32,\"period\":1}", ROW (SCHEDULE ("32")),
      CABINET_CHANGE_STATE_PENDING, "s9" },
    { CABINET_CHANGE_WHEN_DATE, "{\"tpId\":32,\"period\":2,\"date\":\"2099-01-15\"}",
      ROW (SCHEDULE ("\"32\"")), CABINET_CHANGE_STATE_PENDING, "s9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetChangeRequest) wanted =
        provider_change_new (CABINET_CHANGE_KIND_TARIFF, "t32", cases[i].when);
      g_autoptr (CabinetChange) change = NULL;
      g_autoptr (CabinetChange) found = NULL;

      if (cases[i].when == CABINET_CHANGE_WHEN_DATE)
        wanted->date = cabinet_date_new (2099, 1, 15);
      player_forget (f->player);
      abills_put (f, "user/internet", PLAIN);
      abills_put (f, "user/internet", cases[i].after);
      abills_put_change (f, "PUT", "user/internet/812", cases[i].body, 200, DONE);
      change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
      g_assert_cmpint (change->state, ==, cases[i].state);
      g_assert_cmpstr (change->id, ==, cases[i].id);
      g_assert_cmpstr (change->key, ==, ABILLS_KEY);
      g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 1);
      found = abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL);
      g_assert_cmpint (found->state, ==, cases[i].state);
    }
}

static void
test_tariff_bad (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "t32", CABINET_CHANGE_WHEN_UNKNOWN);
  g_autoptr (CabinetChange) change = NULL;

  abills_put (f, "user/internet", PLAIN);
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  wanted->when = CABINET_CHANGE_WHEN_DATE;
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  wanted->when = CABINET_CHANGE_WHEN_NOW;
  wanted->preview_token = g_strdup ("of another change");
  abills_put (f, "user/internet/tariffs/all", TARIFFS);
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  g_clear_pointer (&wanted->preview_token, g_free);
  g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 0);

  /* What is read first is noise: nothing was sent, which leaves nothing to be found out. */
  player_forget (f->player);
  abills_put (f, "user/internet", "no JSON");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_OFFLINE, "server-down");
  player_forget (f->player);
  abills_put_status (f, "user/internet", 502, "{\"errno\":20}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_OFFLINE, "server-down");
  g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 0);

  /* The server says yes, and nothing has changed. */
  player_forget (f->player);
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", 200, DONE);
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  /* It says no, under any status. */
  player_forget (f->player);
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", 200,
                     "{\"errno\":4523,\"errstr\":\"Schedule for change already set\"}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "already-pending");
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));

  /* It fails, and has done it all the same. */
  player_forget (f->player);
  abills_put (f, "user/internet", PLAIN);
  abills_put (f, "user/internet", "[{\"id\":812,\"tpId\":32,\"tpName\":\"Fast 300\"}]");
  abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", 502,
                     "{\"errno\":20,\"errstr\":\"Unknown error, please try later\"}");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);

  /* The reading after it fails. */
  player_forget (f->player);
  abills_put (f, "user/internet", PLAIN);
  abills_put_status (f, "user/internet", 400, "{\"errno\":2,\"errstr\":\"ERROR\"}");
  abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", 200, DONE);
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_service_on (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_SERVICE_ON, "a6", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (CabinetChange) again = NULL;

  abills_put (f, "user/abon", "[{\"id\":6,\"active\":false}]");
  abills_put (f, "user/abon", "[{\"id\":6,\"tpName\":\"Filter\",\"active\":true}]");
  abills_put_change (f, "POST", "user/abon/6", "{}", 200, "{\"id\":6,\"total\":0}");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpstr (change->title, ==, "Filter");

  /* It is on already: nothing was to be done. */
  player_forget (f->player);
  abills_put (f, "user/abon", "[{\"id\":6,\"tpName\":\"Filter\",\"active\":true}]");
  abills_put_change (f, "POST", "user/abon/6", "{}", 400, "{\"errno\":20004,\"errstr\":\"ERR\"}");
  again = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (again->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 0);

  /* It came on just then. */
  g_clear_object (&again);
  player_forget (f->player);
  abills_put (f, "user/abon", "[{\"id\":6,\"active\":false}]");
  abills_put (f, "user/abon", "[{\"id\":6,\"tpName\":\"Filter\",\"active\":true}]");
  abills_put_change (f, "POST", "user/abon/6", "{}", 400, "{\"errno\":20004,\"errstr\":\"ERR\"}");
  again = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (again->state, ==, CABINET_CHANGE_STATE_DONE);

  player_forget (f->player);
  abills_put (f, "user/abon", "[{\"id\":6,\"active\":false}]");
  abills_put_change (f, "POST", "user/abon/6", "{}", 400, "{\"errno\":240,\"errmsg\":\"Too little\"}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "not-enough-money");
}

/* "OK. Success activation" of what stays off. */
static void
test_activate (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_ACTIVATE, "i812", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChange) change = NULL;

  abills_put (f, "user/internet", ROW ("\"internetStatus\":5"));
  abills_put_change (f, "POST", "user/internet/812/activate", "{}", 200,
                     "{\"result\":\"OK. Success activation\"}");
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "not-done");

  player_forget (f->player);
  abills_put (f, "user/internet", ROW ("\"internetStatus\":2"));
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "POST", "user/internet/812/activate", "{}", 200,
                     "{\"result\":\"OK. Success activation\"}");
  change = abills_ask (f, CABINET_OP_APPLY_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
}

/* What is not switched on with it stays what it is. */
static void
test_activate_one (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_ACTIVATE, "i812", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetChangePreview) preview = NULL;

  abills_put (f, "user", "{\"uid\":4207,\"deposit\":10}");
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/internet",
              "[{\"id\":812,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5,\"internetStatus\":2,"
              "\"activatePrice\":7},"
              "{\"id\":813,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5,\"internetStatus\":3}]");
  preview = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL);
  g_assert_cmpint (preview->cost_now.micros, ==, 7 * CABINET_MONEY_UNIT);
  for (guint i = 0; i < 2; i++)
    {
      CabinetServiceLine *line = cabinet_list_get (preview->services_after, i);

      g_assert_cmpint (line->state, ==,
                       g_str_equal (line->id, "i812") ? CABINET_LINE_STATE_ACTIVE
                                                      : CABINET_LINE_STATE_SUSPENDED);
    }
}

#define HOLDUP "{\"canCancel\":true,\"dateFrom\":\"2099-01-02\",\"dateTo\":\"2099-01-20\",\"del\":1}"

static void
test_cancel (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeList) list = NULL;
  g_autoptr (CabinetChange) cancelled = NULL;
  g_autoptr (CabinetChange) unblocked = NULL;
  CabinetChange *change;

  abills_put (f, "user/internet", ROW (SCHEDULE ("32") ",\"holdup\":" HOLDUP));
  list = abills_call (f, CABINET_OP_LIST_CHANGES);
  g_assert_cmpuint (cabinet_list_length (list->changes), ==, 2);
  change = cabinet_list_get (list->changes, 0);
  g_assert_cmpstr (change->id, ==, "s9");
  g_assert_true (change->can_cancel);
  g_assert_cmpuint (change->effective_on, ==, cabinet_date_new (2099, 1, 1));

  /* The number of the schedule stands where that of a service would. */
  player_forget (f->player);
  abills_put (f, "user/internet", ROW (SCHEDULE ("32")));
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, "{\"success\":1}");
  cancelled = abills_ask (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9");
  g_assert_cmpint (cancelled->state, ==, CABINET_CHANGE_STATE_CANCELLED);
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9", CABINET_ERROR_REFUSED, "not-found");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "t32", CABINET_ERROR_REFUSED, "not-found");

  player_forget (f->player);
  abills_put (f, "user/internet", ROW ("\"holdup\":" HOLDUP));
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "DELETE", "user/812/holdup", NULL, 200, "{\"msg\":\"Holdup deleted\"}");
  unblocked = abills_ask (f, CABINET_OP_CANCEL_CHANGE, NULL, "h812");
  g_assert_cmpint (unblocked->kind, ==, CABINET_CHANGE_KIND_SUSPEND);

  /* It stays: nothing is told as done. */
  player_forget (f->player);
  abills_put (f, "user/internet", ROW (SCHEDULE ("32")));
  abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, "{\"success\":1}");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

/* That it is listed no more does not say that it was cancelled. */
static void
test_cancel_unseen (Abills *f, gconstpointer data)
{
  static const char *const nothing[] = {
    "{}",
    "[]",
    "[null]",
    "[{\"id\":813,\"tpId\":31}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      player_forget (f->player);
      abills_put (f, "user/internet", ROW (SCHEDULE ("32")));
      abills_put (f, "user/internet", nothing[i]);
      abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, "{\"success\":1}");
      abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
    }

  /* The tariff has changed just then. */
  player_forget (f->player);
  abills_put (f, "user/internet", ROW (SCHEDULE ("32")));
  abills_put (f, "user/internet", "[{\"id\":812,\"tpId\":\"32\",\"tpName\":\"Fast 300\"}]");
  abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, "{\"success\":1}");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9", CABINET_ERROR_REFUSED, "already");

  player_forget (f->player);
  abills_put (f, "user/internet", ROW ("\"holdup\":" HOLDUP));
  abills_put (f, "user/internet", ROW ("\"holdup\":{\"paused\":true,\"dateTo\":\"2099-01-20\"}"));
  abills_put_change (f, "DELETE", "user/812/holdup", NULL, 200, "{\"msg\":\"Holdup deleted\"}");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "h812", CABINET_ERROR_REFUSED, "already");

  /* Its day has come. */
  player_forget (f->player);
  abills_put (f, "user/internet",
              ROW ("\"schedule\":{\"sheduleId\":9,\"tpId\":32,\"dateFrom\":\"2020-01-01\"}"));
  abills_put (f, "user/internet", PLAIN);
  abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, "{\"success\":1}");
  abills_ask_bad (f, CABINET_OP_CANCEL_CHANGE, NULL, "s9", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-plan/tariffs", test_tariffs);
  abills_add ("/abills-plan/services", test_services);
  abills_add ("/abills-plan/previews", test_previews);
  abills_add ("/abills-plan/preview-refused", test_preview_refused);
  abills_add ("/abills-plan/tariff-requests", test_tariff_requests);
  abills_add ("/abills-plan/hangs", test_hangs);
  abills_add ("/abills-plan/tariff-bad", test_tariff_bad);
  abills_add ("/abills-plan/service-on", test_service_on);
  abills_add ("/abills-plan/activate", test_activate);
  abills_add ("/abills-plan/activate-one", test_activate_one);
  abills_add ("/abills-plan/cancel", test_cancel);
  abills_add ("/abills-plan/cancel-unseen", test_cancel_unseen);
  return g_test_run ();
}
