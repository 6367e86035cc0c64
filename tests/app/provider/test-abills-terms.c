/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

/* What was confirmed is what happens: the price that was shown, and the service that it was shown for. */

#define DONE "{\"result\":\"Successfully changed\",\"success\":1,\"creditSum\":100}"
#define SERVICE(id, tariff, more) \
  "{\"id\":" id ",\"tpId\":" tariff ",\"tpName\":\"Fast\",\"monthFee\":220,\"internetStatus\":0" more "}"
#define INTERNET "[" SERVICE ("812", "31", ",\"canChangeTp\":true") "]"
#define TARIFFS(fee, month) \
  "[{\"tpId\":32,\"tpName\":\"Fast 300\",\"monthFee\":" month ",\"tpFee\":" fee ",\"canChangeTp\":true}]"
#define CREDIT(price, sum) "{\"creditSum\":" sum ",\"creditDays\":3,\"creditChgPrice\":" price "}"
#define BLOCK(on, day) "{\"userHoldupAll\":{\"activeFees\":" on ",\"dailyFees\":" day "}}"
#define USER "{\"uid\":4207,\"deposit\":10,\"credit\":0,\"creditDate\":\"0000-00-00\"}"

typedef struct
{
  CabinetChangeKind kind;
  const char *target;
  const char *path; /* of the terms */
  const char *before;
  const char *after;
  const char *method; /* of the change */
  const char *change;
  const char *body;
} Case;

static const Case cases[] = {
  { CABINET_CHANGE_KIND_TARIFF, "t32", "user/internet/tariffs/all", TARIFFS ("5", "300"),
    TARIFFS ("6", "300"), "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}" },
  { CABINET_CHANGE_KIND_TARIFF, "t32", "user/internet/tariffs/all", TARIFFS ("5", "300"),
    TARIFFS ("5", "310"), "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}" },
  { CABINET_CHANGE_KIND_PROMISE, "credit", "user/credit", CREDIT ("2.50", "100"), CREDIT ("3", "100"), "POST",
    "user/credit", "{}" },
  { CABINET_CHANGE_KIND_PROMISE, "credit", "user/credit", CREDIT ("2.50", "100"), CREDIT ("2.50", "60"),
    "POST", "user/credit", "{}" },
  { CABINET_CHANGE_KIND_SUSPEND, "i812", "user/config", BLOCK ("10", "0.5"), BLOCK ("12", "0.5"), "POST",
    "user/812/holdup", "{\"fromDate\":\"2099-01-02\",\"toDate\":\"2099-01-20\"}" },
  { CABINET_CHANGE_KIND_SUSPEND, "i812", "user/config", BLOCK ("10", "0.5"), BLOCK ("10", "1"), "POST",
    "user/812/holdup", "{\"fromDate\":\"2099-01-02\",\"toDate\":\"2099-01-20\"}" },
};

static void
put_terms (Abills *f, const Case *each, const char *terms)
{
  player_forget (f->player);
  abills_put (f, "user", USER);
  abills_put (f, "user/internet", INTERNET);
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/812/holdup", "{}");
  abills_put (f, each->path, terms);
  abills_put_change (f, each->method, each->change, each->body, 200, DONE);
}

static void
take_token (Abills *f, CabinetChangeRequest *wanted)
{
  g_autoptr (CabinetChangePreview) preview = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL);

  g_free (wanted->preview_token);
  wanted->preview_token = g_strdup (preview->token);
}

/* The price has moved between the preview and the order: nothing is sent until the new one is confirmed. */
static void
test_moved (Abills *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *each = &cases[i];
      g_autoptr (CabinetChangeRequest) wanted =
        provider_change_new (each->kind, each->target, CABINET_CHANGE_WHEN_NOW);

      if (each->kind == CABINET_CHANGE_KIND_SUSPEND)
        {
          wanted->from = cabinet_date_new (2099, 1, 2);
          wanted->to = cabinet_date_new (2099, 1, 20);
        }
      put_terms (f, each, each->before);
      take_token (f, wanted);
      put_terms (f, each, each->after);
      abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
      g_assert_cmpuint (abills_count (f, each->method, NULL), ==, 0);

      take_token (f, wanted);
      abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
      g_assert_cmpuint (abills_count (f, each->method, NULL), ==, 1);
    }
}

/* A dearer promise says nothing of whether one was taken: the credit does. */
static void
test_promise_unmade (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  static const char *const active =
    "{\"uid\":4207,\"deposit\":10,\"credit\":50,\"creditDate\":\"2099-11-25\"}";

  abills_put (f, "user", active);
  abills_put (f, "user/internet", INTERNET);
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/credit", CREDIT ("2.50", "100"));
  take_token (f, wanted);
  player_forget (f->player);
  abills_put (f, "user", active);
  abills_put (f, "user/credit", CREDIT ("3", "100"));
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
}

#define WAITS                                                                                       \
  ",\"schedule\":{\"sheduleId\":9,\"tpId\":32,\"tpName\":\"Fast 300\",\"dateFrom\":\"2099-01-01\"," \
  "\"date\":\"2026-11-21\",\"canCancel\":true}"
/* The first is not to be changed, and has long had what the second can be changed to. */
#define TWO(tariff, more) \
  "[" SERVICE ("811", "32", "") "," SERVICE ("812", tariff, ",\"canChangeTp\":true" more) "]"

static void
test_two_services (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetTariffList) list = NULL;
  g_autoptr (CabinetChangeRequest) wanted = NULL;
  g_autoptr (CabinetChangePreview) preview = NULL;
  g_autoptr (CabinetChange) change = NULL;
  CabinetTariff *tariff;

  abills_put (f, "user", USER);
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/config", "{\"internet\":{\"now\":0}}");
  abills_put (f, "user/internet", TWO ("31", ""));
  abills_put (f, "user/internet/tariffs/all", TARIFFS ("5", "300"));
  list = abills_call (f, CABINET_OP_LIST_TARIFFS);
  g_assert_cmpuint (cabinet_list_length (list->tariffs), ==, 2);
  tariff = cabinet_list_get (list->tariffs, 0);
  g_assert_true (tariff->current);
  g_assert_cmpstr (tariff->id, ==, "t31-i812");
  tariff = cabinet_list_get (list->tariffs, 1);
  g_assert_cmpstr (tariff->id, ==, "t32-i812");
  g_assert_cmpint (tariff->available, ==, CABINET_CAPABILITY_ANSWER_YES);

  wanted = provider_change_new (CABINET_CHANGE_KIND_TARIFF, tariff->id, CABINET_CHANGE_WHEN_NOW);
  preview = abills_ask (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL);
  g_assert_cmpint (preview->fee_before.micros, ==, 440 * CABINET_MONEY_UNIT);
  g_assert_cmpint (preview->fee_after.micros, ==, 520 * CABINET_MONEY_UNIT);
  wanted->preview_token = g_strdup (preview->token);

  /* That the other has it does not say that it was changed. */
  abills_put_change (f, "PUT", "user/internet/812", "{\"tpId\":32,\"period\":0}", 200, DONE);
  abills_ask_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_null (abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL));
  abills_put (f, "user/internet", TWO ("32", ""));
  change = abills_ask (f, CABINET_OP_FIND_CHANGE, wanted, NULL);
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_DONE);
}

/* What waits is named as what was ordered, and is cancelled when it waits no more. */
static void
test_two_waiting (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetChangeList) list = NULL;
  g_autoptr (CabinetChange) cancelled = NULL;
  CabinetChange *change;

  abills_put (f, "user/internet", TWO ("31", WAITS));
  list = abills_call (f, CABINET_OP_LIST_CHANGES);
  g_assert_cmpuint (cabinet_list_length (list->changes), ==, 1);
  change = cabinet_list_get (list->changes, 0);
  g_assert_cmpstr (change->target_id, ==, "t32-i812");

  player_forget (f->player);
  abills_put (f, "user/internet", TWO ("31", WAITS));
  abills_put (f, "user/internet", TWO ("31", ""));
  abills_put_change (f, "DELETE", "user/internet/9", NULL, 200, DONE);
  cancelled = abills_ask (f, CABINET_OP_CANCEL_CHANGE, NULL, change->id);
  g_assert_cmpint (cancelled->state, ==, CABINET_CHANGE_STATE_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-terms/moved", test_moved);
  abills_add ("/abills-terms/promise-unmade", test_promise_unmade);
  abills_add ("/abills-terms/two-services", test_two_services);
  abills_add ("/abills-terms/two-waiting", test_two_waiting);
  return g_test_run ();
}
