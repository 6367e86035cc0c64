/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-charging.h"
#include "forecast-fixture.h"

static void
test_tomtel (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, TODAY, 30);

  g_assert_false (forecast->computed);
  g_assert_cmpint (forecast->balance_today.micros, ==, 312400000);
  assert_day (forecast->runs_out_on, "2026-12-03");
  assert_day (forecast->shortage_on, "2026-12-04");
  g_assert_cmpint (forecast->days_left, ==, 12);
  assert_day (forecast->throttle_on, "");
  g_assert_cmpuint (forecast->points->len, ==, 31);
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, 87400000);
  /* a day that is not covered is not charged, and none after it */
  g_assert_cmpint (balance_on (forecast, "2026-12-03"), ==, 14820000);
  g_assert_cmpint (balance_on (forecast, "2026-12-04"), ==, 14820000);
  g_assert_cmpint (balance_on (forecast, "2026-12-21"), ==, 14820000);
}

/* A reading of yesterday: today's balance is computed. */
static void
test_offline (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-20", "337.40");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, TODAY, 30);
  g_autoptr (CabinetDue) due = NULL;

  g_assert_true (forecast->computed);
  g_assert_cmpint (forecast->balance_today.micros, ==, 312400000);
  assert_day (forecast->runs_out_on, "2026-12-03");
  g_assert_cmpint (forecast->days_left, ==, 12);
  g_assert_cmpuint (forecast->points->len, ==, 32); /* from the day of reading */
  due = cabinet_due_compute (&forecast->balance_today, overview->rule, G_LIST_MODEL (overview->services),
                             NULL, TODAY);
  g_assert_cmpint (due->amount.micros, ==, 662600000);
}

/* A reading so old that the money has ended since. */
static void
test_stale (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-01", "100");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, TODAY, 10);

  g_assert_cmpint (forecast->balance_today.micros, ==, 0);
  assert_day (forecast->runs_out_on, "2026-11-05");
  assert_day (forecast->shortage_on, "2026-11-06");
  g_assert_cmpint (forecast->days_left, ==, 0);
}

static void
test_clock_behind (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, day ("2020-01-01"), 30);

  g_assert_false (forecast->computed);
  g_assert_cmpint (forecast->balance_today.micros, ==, 312400000);
  g_assert_cmpint (forecast->days_left, ==, 12);
}

/* 2318.75 at 590 a month by daily parts: to 19 March, 118 days. */
static void
test_year_end (void)
{
  g_autoptr (CabinetOverview) overview =
    new_overview ("2026-11-21", "2318.75", CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS, CABINET_SHORTAGE_STOP);
  g_autoptr (CabinetForecast) forecast = NULL;

  add_service (overview, "“Workshop”", "590");
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  assert_day (forecast->runs_out_on, "2027-03-19");
  g_assert_cmpint (forecast->days_left, ==, 118);
}

/* Debt since 1 October, speed cut on 1 November, −1830 from 1 December. */
static void
test_telemir (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "-1180");
  g_autoptr (CabinetForecast) forecast = NULL;

  overview->line->state = CABINET_LINE_STATE_THROTTLED;
  overview->line->debt_since = day ("2026-10-01");
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  assert_day (forecast->shortage_on, "2026-10-01");
  assert_day (forecast->runs_out_on, "");
  assert_day (forecast->throttle_on, "2026-11-01");
  g_assert_cmpint (forecast->throttle_kbps, ==, 128);
  g_assert_cmpint (forecast->days_left, ==, 0);
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, -1180000000);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, -1830000000);
}

/* The same contract two months earlier: both dates are said in advance. */
static void
test_throttle_ahead (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-09-30", "120");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, day ("2026-09-30"), 40);

  assert_day (forecast->runs_out_on, "2026-09-30");
  assert_day (forecast->shortage_on, "2026-10-01");
  assert_day (forecast->throttle_on, "2026-11-01");
  g_assert_cmpint (forecast->days_left, ==, 0);
  g_assert_cmpint (balance_on (forecast, "2026-10-01"), ==, -530000000);
  g_assert_cmpint (balance_on (forecast, "2026-11-01"), ==, -1180000000);

  overview->line->next_state = CABINET_LINE_STATE_THROTTLED;
  overview->line->next_on = day ("2026-11-11");
  g_clear_pointer (&forecast, cabinet_forecast_free);
  forecast = cabinet_forecast_new (overview, day ("2026-09-30"), 40);
  assert_day (forecast->throttle_on, "2026-11-11"); /* the provider knows better */
}

static void
test_exact_cover (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "650");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, TODAY, 60);

  /* to the kopeck: zero is no debt */
  assert_day (forecast->runs_out_on, "2026-12-31");
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 0);
  account_of (overview)->amount.micros -= 10000;
  g_clear_pointer (&forecast, cabinet_forecast_free);
  forecast = cabinet_forecast_new (overview, TODAY, 60);
  assert_day (forecast->runs_out_on, "2026-11-30");
}

/* Trap 8: a promised payment is not money on the balance, but the line works on it to its last day. */
static void
test_credit (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "20");
  g_autoptr (CabinetForecast) forecast = NULL;

  account_of (overview)->credit = roubles ("500");
  account_of (overview)->credit_until = day ("2026-11-26");
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  g_assert_cmpint (forecast->balance_today.micros, ==, 20000000);
  assert_day (forecast->runs_out_on, "2026-11-26");
  g_assert_cmpint (balance_on (forecast, "2026-11-26"), ==, -105000000);
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, -105000000);
}

static void
test_pause (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "1240");
  CabinetServiceLine *service = cabinet_list_get (overview->services, 0);
  g_autoptr (CabinetForecast) forecast = NULL;

  overview->line->state = CABINET_LINE_STATE_SUSPENDED;
  service->state = CABINET_LINE_STATE_SUSPENDED;
  forecast = cabinet_forecast_new (overview, TODAY, 60);
  assert_day (forecast->runs_out_on, ""); /* a pause without an end costs nothing */

  /* Its last day is still within it. */
  overview->line->until = day ("2027-04-01");
  g_clear_pointer (&forecast, cabinet_forecast_free);
  forecast = cabinet_forecast_new (overview, TODAY, 190);
  g_assert_cmpint (balance_on (forecast, "2027-04-01"), ==, 1240000000);
  g_assert_cmpint (balance_on (forecast, "2027-05-01"), ==, 590000000);
  assert_day (forecast->runs_out_on, "2027-05-31");
}

static void
test_blocked (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "14.85");
  g_autoptr (CabinetForecast) forecast = NULL;

  overview->line->state = CABINET_LINE_STATE_BLOCKED;
  overview->line->since = day ("2026-11-10");
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  assert_day (forecast->shortage_on, "2026-11-10");
  assert_day (forecast->runs_out_on, "");
  g_assert_cmpint (balance_on (forecast, "2026-12-21"), ==, 14850000);
}

static void
test_bonus_only (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "0");
  g_autoptr (CabinetForecast) forecast = NULL;

  account_of (overview)->kind = CABINET_BALANCE_KIND_BONUS;
  account_of (overview)->amount = cabinet_money (0, NULL);
  account_of (overview)->points = 500;
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  g_assert_cmpuint (forecast->points->len, ==, 0); /* points are no money */
  g_assert_false (cabinet_money_is_set (&forecast->balance_today));
}

static void
test_long_lasting (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "9000000000000");
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new (overview, TODAY, G_MAXINT);

  assert_day (forecast->runs_out_on, "");
  assert_day (forecast->shortage_on, "");
  g_assert_cmpuint (forecast->points->len, ==, 732);
}

/* What a broken server may send must neither hang nor overflow. */
static void
test_absurd (void)
{
  static const char *const days[] = { "0001-01-01", "2026-11-21", "9999-12-31" };
  static const char *const sums[] = { "-9223372036854.775808", "0", "9223372036854.775807" };

  for (guint i = 0; i < 27; i++)
    {
      g_autoptr (CabinetOverview) overview =
        i % 2 ? new_tomtel (days[i % 3], sums[i / 3 % 3]) : new_telemir (days[i % 3], sums[i / 3 % 3]);
      g_autoptr (CabinetForecast) forecast = NULL;
      g_autoptr (CabinetDue) due = NULL;

      add_service (overview, "Endless", sums[i / 9]);
      add_service (overview, "Endless", sums[i / 9]);
      account_of (overview)->credit = roubles (sums[i / 9]);
      forecast = cabinet_forecast_new (overview, TODAY, 30);
      due = cabinet_due_compute (&account_of (overview)->amount, overview->rule,
                                 G_LIST_MODEL (overview->services), NULL, overview->today);
      g_assert_true (due->amount.micros >= 0);
    }
}

/* Up to the day of shortage a forecast is the balance minus every charge, and stops above zero. */
static void
test_property (void)
{
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "0");
      g_autoptr (CabinetForecast) forecast = NULL;
      gint64 expected;

      overview->today += g_test_rand_int_range (0, 1500);
      account_of (overview)->amount.micros = g_test_rand_int_range (0, 300000) * G_GINT64_CONSTANT (10000);
      forecast = cabinet_forecast_new (overview, overview->today, 150);
      expected = account_of (overview)->amount.micros;
      for (guint p = 1; p < forecast->points->len; p++)
        {
          CabinetForecastPoint *point = &g_array_index (forecast->points, CabinetForecastPoint, p);

          if (forecast->shortage_on == CABINET_DATE_NONE || point->date < forecast->shortage_on)
            expected -= cabinet_charging_total_on (overview->rule, G_LIST_MODEL (overview->services),
                                                   point->date, "RUB")
                          .micros;
          g_assert_cmpint (point->micros, ==, expected);
          g_assert_cmpint (point->micros, >=, 0);
        }
      g_assert_cmpuint (forecast->runs_out_on + 1, ==, forecast->shortage_on);
    }
}

/* The services of new_tomtel() with the first one for 690 instead of 550. */
static GListModel *
new_services_after (void)
{
  g_autoptr (CabinetOverview) other =
    new_overview ("2026-11-21", "0", CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS, CABINET_SHORTAGE_STOP);

  add_service (other, "Internet “Home 500”", "690");
  add_service (other, "TV “Basic”", "150");
  add_service (other, "Dr.Web antivirus", "50");
  return g_object_ref (G_LIST_MODEL (other->services));
}

/* The picture of the tariff page: 750 → 890 from today on. */
static void
test_change_now (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (GListModel) services = new_services_after ();
  CabinetForecastChange change = { .services = services, .from = TODAY, .cost_now = roubles ("4.67") };
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 30);
  g_autoptr (CabinetDue) due = NULL;

  g_assert_cmpint (cabinet_charging_total_on (overview->rule, services, TODAY, "RUB").micros, ==, 29670000);
  g_assert_cmpint (forecast->balance_today.micros, ==, 307730000);
  assert_day (forecast->runs_out_on, "2026-12-01");
  g_assert_cmpint (forecast->days_left, ==, 10);
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, 40730000);
  due = cabinet_due_compute (&forecast->balance_today, overview->rule, services, NULL, TODAY);
  g_assert_cmpint (due->amount.micros, ==, 849270000);
}

/* From the 1st on: November costs what it did. */
static void
test_change_later (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (GListModel) services = new_services_after ();
  CabinetForecastChange change = { .services = services,
                                   .from = day ("2026-12-01"),
                                   .cost_now = roubles ("0") };
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 30);

  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, 87400000);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 58700000);
  assert_day (forecast->runs_out_on, "2026-12-03");
}

/* A fee that is taken whole on the 1st: the change counts from the next one. */
static void
test_change_monthly (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "900");
  g_autoptr (CabinetOverview) other = new_telemir ("2026-11-21", "0");
  CabinetForecastChange change = { .services = G_LIST_MODEL (other->services),
                                   .from = day ("2026-12-01"),
                                   .cost_now = { 0 } };
  g_autoptr (CabinetForecast) before = cabinet_forecast_new (overview, TODAY, 60);
  g_autoptr (CabinetForecast) after = NULL;

  ((CabinetServiceLine *) cabinet_list_get (other->services, 0))->fee = roubles ("950");
  after = cabinet_forecast_new_changed (overview, &change, TODAY, 60);
  assert_day (before->runs_out_on, "2026-12-31");
  assert_day (after->runs_out_on, "2026-11-30");
}

/* What the change costs at once is more than there is. */
static void
test_change_too_dear (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "3");
  g_autoptr (GListModel) services = new_services_after ();
  CabinetForecastChange change = { .services = services, .from = TODAY, .cost_now = roubles ("4.67") };
  g_autoptr (CabinetForecast) forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 30);

  g_assert_cmpint (forecast->balance_today.micros, ==, -1670000);
  g_assert_cmpint (forecast->days_left, ==, 0);
  assert_day (forecast->shortage_on, "2026-11-22");
}

/* Ordered: from @from on the first service of @overview costs @fee, and @more a further one if it is not
 * NULL. */
static void
order_later (CabinetOverview *overview, const char *from, const char *fee, const char *more)
{
  g_autoptr (CabinetPendingChange) change = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);
  g_autoptr (CabinetServiceLine) first = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
  CabinetServiceLine *now = cabinet_list_get (overview->services, 0);

  first->id = g_strdup (now->id);
  first->title = g_strdup (now->title);
  first->state = now->state;
  first->fee = roubles (fee);
  g_list_store_append (change->services, first);
  if (more != NULL)
    {
      g_autoptr (CabinetServiceLine) second = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);

      second->id = g_strdup ("more");
      second->title = g_strdup ("more");
      second->state = CABINET_LINE_STATE_ACTIVE;
      second->fee = roubles (more);
      g_list_store_append (change->services, second);
    }
  change->effective_on = from != NULL ? day (from) : CABINET_DATE_NONE;
  g_list_store_append (overview->pending, change);
}

static CabinetDue *
due_of (CabinetOverview *overview)
{
  return cabinet_due_compute (&account_of (overview)->amount, overview->rule,
                              G_LIST_MODEL (overview->services), G_LIST_MODEL (overview->pending), TODAY);
}

/* A dearer tariff is ordered for 1 December: the fee of that day is the new one. */
static void
test_pending_monthly (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "900");
  g_autoptr (CabinetForecast) before = cabinet_forecast_new (overview, TODAY, 60);
  g_autoptr (CabinetDue) due_before = due_of (overview);
  g_autoptr (CabinetForecast) forecast = NULL;
  g_autoptr (CabinetForecast) late = NULL;
  g_autoptr (CabinetDue) due = NULL;

  assert_day (before->runs_out_on, "2026-12-31");
  g_assert_cmpint (due_before->amount.micros, ==, 0);
  order_later (overview, "2026-12-01", "950", NULL);
  forecast = cabinet_forecast_new (overview, TODAY, 60);
  assert_day (forecast->runs_out_on, "2026-11-30");
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, 900000000);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, -50000000);
  due = due_of (overview);
  g_assert_cmpint (due->amount.micros, ==, 50000000);
  assert_day (due->by, "2026-11-30");
  /* From a reading before the change, on a day after it. */
  late = cabinet_forecast_new (overview, day ("2026-12-05"), 60);
  g_assert_cmpint (late->balance_today.micros, ==, -50000000);
}

/* The month after: 1 December costs what it did. One of no known day changes nothing. */
static void
test_pending_later (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "1400");
  g_autoptr (CabinetForecast) forecast = NULL;
  g_autoptr (CabinetDue) due = NULL;

  order_later (overview, "2027-01-01", "950", NULL);
  order_later (overview, NULL, "9999", NULL);
  forecast = cabinet_forecast_new (overview, TODAY, 60);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 750000000);
  assert_day (forecast->runs_out_on, "2026-12-31");
  due = due_of (overview);
  g_assert_cmpint (due->amount.micros, ==, 0);
}

/* Daily parts: each day by what is connected on it. December costs 890 instead of 750. */
static void
test_pending_daily (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (CabinetForecast) forecast = NULL;
  g_autoptr (CabinetDue) due = NULL;
  g_autoptr (CabinetDue) inside = NULL;

  order_later (overview, "2026-12-01", "690", "200");
  forecast = cabinet_forecast_new (overview, TODAY, 30);
  g_assert_cmpint (balance_on (forecast, "2026-11-30"), ==, 87400000);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 58700000);
  due = due_of (overview);
  g_assert_cmpint (due->amount.micros, ==, 802600000); /* 890 + 225 - 312.40 */
  /* Inside the month the days are counted: 750 × 14 / 31 whole kopecks, then 890's own parts. */
  g_list_store_remove_all (overview->pending);
  order_later (overview, "2026-12-15", "690", "200");
  inside = due_of (overview);
  g_assert_cmpint (
    inside->amount.micros, ==,
    225000000 + (G_GINT64_CONSTANT (75000) * 14 / 31 + 89000 - G_GINT64_CONSTANT (89000) * 14 / 31) * 10000
      - 312400000);
}

/* Something else is changed while a change is on its way: that one begins all the same, with both. */
static void
test_change_before_pending (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "3000");
  g_autoptr (CabinetOverview) other = new_telemir ("2026-11-21", "0");
  CabinetForecastChange change = { .services = G_LIST_MODEL (other->services),
                                   .from = day ("2026-12-01"),
                                   .cost_now = { 0 } };
  g_autoptr (CabinetForecast) forecast = NULL;

  order_later (overview, "2027-01-01", "950", NULL);
  add_service (other, "Camera", "190");
  forecast = cabinet_forecast_new_changed (overview, &change, TODAY, 60);
  g_assert_cmpint (balance_on (forecast, "2026-12-01"), ==, 2160000000); /* 3000 - 650 - 190 */
  g_assert_cmpint (balance_on (forecast, "2027-01-01"), ==, 1020000000); /* - 950 - 190 */
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/tomtel", test_tomtel);
  g_test_add_func ("/forecast/offline", test_offline);
  g_test_add_func ("/forecast/stale", test_stale);
  g_test_add_func ("/forecast/clock-behind", test_clock_behind);
  g_test_add_func ("/forecast/year-end", test_year_end);
  g_test_add_func ("/forecast/telemir", test_telemir);
  g_test_add_func ("/forecast/throttle-ahead", test_throttle_ahead);
  g_test_add_func ("/forecast/exact-cover", test_exact_cover);
  g_test_add_func ("/forecast/credit", test_credit);
  g_test_add_func ("/forecast/pause", test_pause);
  g_test_add_func ("/forecast/blocked", test_blocked);
  g_test_add_func ("/forecast/bonus-only", test_bonus_only);
  g_test_add_func ("/forecast/long-lasting", test_long_lasting);
  g_test_add_func ("/forecast/absurd", test_absurd);
  g_test_add_func ("/forecast/pending-monthly", test_pending_monthly);
  g_test_add_func ("/forecast/pending-later", test_pending_later);
  g_test_add_func ("/forecast/pending-daily", test_pending_daily);
  g_test_add_func ("/forecast/change-before-pending", test_change_before_pending);
  g_test_add_func ("/forecast/change-now", test_change_now);
  g_test_add_func ("/forecast/change-later", test_change_later);
  g_test_add_func ("/forecast/change-monthly", test_change_monthly);
  g_test_add_func ("/forecast/change-too-dear", test_change_too_dear);
  g_test_add_func ("/forecast/property", test_property);
  return g_test_run ();
}
