/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forecast-fixture.h"

/* What a promised payment and a block do to the days that the money lasts. */

/* G8: from its first day to its last nothing is charged; then as before. */
static void
test_block (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "1240");
  CabinetForecastChange change = { .kind = CABINET_CHANGE_KIND_SUSPEND,
                                   .services = G_LIST_MODEL (overview->services),
                                   .from = day ("2026-12-01"),
                                   .to = day ("2027-01-31"),
                                   .cost_now = roubles ("100") };
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 120);

  g_assert_cmpint (balance_on (forecast, "2027-01-31"), ==, 1140000000);
  g_assert_cmpint (balance_on (forecast, "2027-02-01"), ==, 490000000);
  assert_day (forecast->runs_out_on, "2027-02-28");
}

/* One that is ordered is told by the overview, with the day of its end; taken back, it is as if it never was.
 */
static void
test_block_ordered (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "1240");
  g_autoptr (CabinetPendingChange) begins = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);
  g_autoptr (CabinetPendingChange) ends = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);
  g_autoptr (CabinetServiceLine) line = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
  CabinetForecastChange back = { .kind = CABINET_CHANGE_KIND_RESUME,
                                 .services = G_LIST_MODEL (overview->services),
                                 .from = TODAY };
  g_autoptr (CabinetForecast) forecast = NULL;
  g_autoptr (CabinetForecast) resumed = NULL;

  line->state = CABINET_LINE_STATE_SUSPENDED;
  line->fee = roubles ("650");
  begins->kind = CABINET_CHANGE_KIND_SUSPEND;
  begins->effective_on = day ("2026-12-01");
  g_list_store_append (begins->services, line);
  ends->kind = CABINET_CHANGE_KIND_RESUME;
  ends->effective_on = day ("2027-02-01");
  g_list_store_append (ends->services, cabinet_list_get (overview->services, 0));
  g_list_store_append (overview->pending, begins);
  g_list_store_append (overview->pending, ends);
  forecast = cabinet_forecast_new (overview, TODAY, 120);
  g_assert_cmpint (balance_on (forecast, "2027-01-31"), ==, 1240000000);
  g_assert_cmpint (balance_on (forecast, "2027-02-01"), ==, 590000000);
  resumed = cabinet_forecast_new_changed (overview, &back, TODAY, 120);
  g_assert_cmpint (balance_on (resumed, "2026-12-01"), ==, 590000000);
  assert_day (resumed->runs_out_on, "2026-12-31");
}

/* A pause that is ended today charges from today on. */
static void
test_resume (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "1240");
  CabinetForecastChange change = { .kind = CABINET_CHANGE_KIND_RESUME,
                                   .services = G_LIST_MODEL (overview->services),
                                   .from = TODAY,
                                   .cost_now = roubles ("200") };
  g_autoptr (CabinetForecast) forecast = NULL;
  g_autoptr (CabinetForecast) open = NULL;

  overview->line->state = CABINET_LINE_STATE_SUSPENDED;
  overview->line->until = day ("2027-04-01");
  forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 60);
  g_assert_cmpint (balance_on (forecast, "2026-11-21"), ==, 1040000000);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 390000000);
  overview->line->until = CABINET_DATE_NONE;
  open = cabinet_forecast_new_changed (overview, &change, TODAY, 60);
  g_assert_cmpint (balance_on (open, "2026-12-01"), ==, 390000000);
}

/* F17: what is lent counts to its last day; the price is taken at once. */
static void
test_promise (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "20");
  CabinetForecastChange change = { .kind = CABINET_CHANGE_KIND_PROMISE,
                                   .services = G_LIST_MODEL (overview->services),
                                   .from = TODAY,
                                   .to = day ("2026-11-26"),
                                   .cost_now = roubles ("10"),
                                   .credit = roubles ("500") };
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 30);

  g_assert_cmpint (balance_on (forecast, "2026-11-21"), ==, 10000000);
  g_assert_cmpint (balance_on (forecast, "2026-11-26"), ==, -115000000);
  assert_day (forecast->runs_out_on, "2026-11-26");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast-offers/block", test_block);
  g_test_add_func ("/forecast-offers/block-ordered", test_block_ordered);
  g_test_add_func ("/forecast-offers/resume", test_resume);
  g_test_add_func ("/forecast-offers/promise", test_promise);
  return g_test_run ();
}
