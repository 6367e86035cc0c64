/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ubilling-fixture.h"

/* What was confirmed is what happens, or nothing does; and what was there before is nothing that was asked
 * for. */

#define CHECK UBILLING_CREDIT "&justcheck=true"
#define TERMS(status, price) \
  "{\"status\":" status ",\"message\":\"x\",\"creditprice\":\"" price "\",\"currency\":\"UAH\"}"
#define USERDATA(credit, until)                                                                            \
  "{\"login\":\"x\",\"cash\":-54,\"currency\":\"UAH\",\"credit\":\"" credit "\",\"creditexpire\":\"" until \
  "\",\"accountstate\":\"active\"}"
/* That the server keeps one that is over. */
#define BEFORE USERDATA ("184", "25-11-2001")
#define AFTER USERDATA ("184", "25-11-2099")

static void
put (Ubilling *f, const char *target, const char *answer)
{
  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

static CabinetChangeRequest *
new_confirmed (Ubilling *f)
{
  CabinetChangeRequest *wanted =
    provider_change_new (CABINET_CHANGE_KIND_PROMISE, "credit", CABINET_CHANGE_WHEN_NOW);
  g_autoptr (CabinetReply) preview = NULL;
  g_autoptr (GError) error = NULL;

  put (f, CHECK, TERMS ("0", "4"));
  ubilling_put (f, NULL, BEFORE);
  preview = ubilling_change (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  wanted->preview_token = g_strdup (CABINET_CHANGE_PREVIEW (preview->record)->token);
  player_forget (f->player);
  return wanted;
}

static guint
count_taken (Ubilling *f)
{
  return player_count (f->player, NULL, "agentcredit") - player_count (f->player, NULL, "justcheck");
}

static void
test_moved (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted = new_confirmed (f);

  put (f, CHECK, TERMS ("0", "5"));
  ubilling_put (f, NULL, BEFORE);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  player_forget (f->player);
  put (f, CHECK, TERMS ("9", "4"));
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "limit-reached");
  player_forget (f->player);
  put (f, CHECK, TERMS ("0", "4"));
  ubilling_put (f, NULL, AFTER);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  g_assert_cmpuint (count_taken (f), ==, 0);
}

static void
test_taken (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted = new_confirmed (f);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (CabinetReply) none = NULL;
  g_autoptr (CabinetReply) found = NULL;
  g_autoptr (GError) error = NULL;

  put (f, CHECK, TERMS ("0", "4"));
  put (f, UBILLING_CREDIT, TERMS ("0", "4"));
  ubilling_put (f, NULL, BEFORE);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (count_taken (f), ==, 1);
  none = ubilling_change (f, CABINET_OP_FIND_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none->record);

  player_forget (f->player);
  put (f, CHECK, TERMS ("0", "4"));
  put (f, UBILLING_CREDIT, TERMS ("0", "4"));
  ubilling_put (f, NULL, BEFORE);
  ubilling_put (f, NULL, AFTER);
  reply = ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (CABINET_CHANGE (reply->record)->state, ==, CABINET_CHANGE_STATE_DONE);
  g_assert_cmpuint (count_taken (f), ==, 1);
  found = ubilling_change (f, CABINET_OP_FIND_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found->record);
}

#define FORM "/?module=tariffchanger"

static void
test_tariff_moved (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetReply) preview = NULL;
  g_autoptr (GError) error = NULL;

  wanted->kind = CABINET_CHANGE_KIND_TARIFF;
  wanted->target_id = g_strdup ("Speed-200");
  wanted->when = CABINET_CHANGE_WHEN_NEXT_PERIOD;
  f->web_forms = TRUE;
  preview = ubilling_change (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  wanted->preview_token = g_strdup (CABINET_CHANGE_PREVIEW (preview->record)->token);

  player_put (f->player, "POST", FORM, "newtariff=Speed-200&agree=on", 200, "text/html", "<html></html>");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
  ubilling_put (f, "activetariffsvservices",
                "[{\"tariffname\":\"Speed-200\",\"tariffprice\":\"300\",\"tariffdaysperiod\":\"month\"}]");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "preview-stale");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling-terms/moved", test_moved);
  ubilling_add ("/ubilling-terms/taken", test_taken);
  ubilling_add ("/ubilling-terms/tariff-moved", test_tariff_moved);
  return g_test_run ();
}
