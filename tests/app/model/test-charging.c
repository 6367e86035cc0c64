/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-charging.h"
#include "fixture.h"

#define TODAY day ("2026-11-21")

/* Trap 9: whatever the fee and the month, the days add up to the kopeck and differ by one at most. */
static void
test_parts_add_up (void)
{
  for (gint64 fee = 0; fee <= 200000; fee += fee < 2000 ? 1 : 37)
    for (int n = 28; n <= 31; n++)
      {
        gint64 sum = 0;

        for (int k = 1; k <= n; k++)
          {
            gint64 part = cabinet_charging_daily_part (fee, k, n);

            g_assert_true (part == fee / n || part == fee / n + 1);
            sum += part;
          }
        g_assert_cmpint (sum, ==, fee);
      }
}

static void
test_extreme_parts (void)
{
  gint64 fees[] = { G_MAXINT64, G_MAXINT64 - 1, -1, -75000, -G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < G_N_ELEMENTS (fees); i++)
    for (int n = 28; n <= 31; n++)
      {
        gint64 sum = 0;

        for (int k = 1; k <= n; k++)
          sum += cabinet_charging_daily_part (fees[i], k, n);
        g_assert_cmpint (sum, ==, fees[i]);
      }
  g_assert_cmpint (cabinet_charging_daily_part (75000, 21, 30), ==, 2500);
  g_assert_cmpint (cabinet_charging_daily_part (75000, 1, 31), ==, 2419);
  g_assert_cmpint (cabinet_charging_daily_part (75000, 31, 31), ==, 2420);
}

/* Rows by service: each day makes the account's part, each month the service's fee. */
static void
test_shares_add_up (void)
{
  static const gint64 fees[] = { 55000, 15000, 5000 };

  for (int n = 28; n <= 31; n++)
    {
      gint64 months[3] = { 0 };

      for (int k = 1; k <= n; k++)
        {
          gint64 before = 0, total = 0;

          for (guint i = 0; i < G_N_ELEMENTS (fees); before += fees[i++])
            {
              gint64 share = cabinet_charging_daily_share (before, fees[i], k, n);

              g_assert_cmpint (share, >, 0);
              total += share;
              months[i] += share;
            }
          g_assert_cmpint (total, ==, cabinet_charging_daily_part (75000, k, n));
        }
      for (guint i = 0; i < G_N_ELEMENTS (fees); i++)
        g_assert_cmpint (months[i], ==, fees[i]);
    }
}

/* Trap 10: a tariff changed inside a month takes the old fee's parts up to it and the new one's from it. */
static void
test_tariff_inside_month (void)
{
  for (int changed = 1; changed <= 31; changed++)
    {
      gint64 sum = 0;

      for (int k = 1; k <= 31; k++)
        sum += cabinet_charging_daily_part (k < changed ? 75000 : 89000, k, 31);
      g_assert_cmpint (sum, ==,
                       75000 * (changed - 1) / 31 + 89000 - G_GINT64_CONSTANT (89000) * (changed - 1) / 31);
    }
}

static void
test_monthly_day (void)
{
  g_autoptr (CabinetChargingRule) rule = g_object_new (CABINET_TYPE_CHARGING_RULE, NULL);
  CabinetMoney fee = roubles ("650");

  rule->kind = CABINET_CHARGING_KIND_MONTHLY_ON;
  for (rule->day = 0; rule->day <= 40; rule->day++)
    for (CabinetDate month = day ("2026-01-01"); month < day ("2029-01-01");
         month = cabinet_date_add_months (month, 1))
      {
        gint64 sum = 0;

        for (CabinetDate date = month; date <= cabinet_date_month_end (month); date++)
          {
            CabinetMoney charge = cabinet_charging_fee_on (rule, &fee, date);
            CabinetDate next = cabinet_charging_next_date (rule, date);

            sum += charge.micros;
            g_assert_true (next > date && next <= date + 31);
            g_assert_cmpint (cabinet_charging_fee_on (rule, &fee, next).micros, ==, fee.micros);
          }
        g_assert_cmpint (sum, ==, fee.micros); /* once a month, also on the 31st of February */
      }
  rule->day = 31;
  g_assert_cmpint (cabinet_charging_fee_on (rule, &fee, day ("2026-02-28")).micros, ==, fee.micros);
  g_assert_cmpuint (cabinet_charging_next_date (rule, day ("2028-02-01")), ==, day ("2028-02-29"));
}

static void
test_unknown_rule (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  GListModel *services = G_LIST_MODEL (overview->services);
  g_autoptr (CabinetDue) due = NULL;

  overview->rule->kind = CABINET_CHARGING_KIND_UNKNOWN;
  g_assert_cmpint (cabinet_charging_total_on (overview->rule, services, TODAY, "RUB").micros, ==, 0);
  due = cabinet_due_compute (&account_of (overview)->amount, overview->rule, services, NULL, TODAY);
  g_assert_cmpint (due->amount.micros, ==, 0);
  g_assert_cmpuint (cabinet_list_length (due->parts), ==, 1);
}

static void
test_totals (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  GListModel *services = G_LIST_MODEL (overview->services);
  CabinetServiceLine *tv = cabinet_list_get (overview->services, 1);
  CabinetMoney december = cabinet_money (0, "RUB");

  g_assert_cmpint (cabinet_charging_monthly_fee (services, "RUB").micros, ==, 750000000);
  g_assert_cmpint (cabinet_charging_total_on (overview->rule, services, TODAY, "RUB").micros, ==, 25000000);
  for (CabinetDate date = day ("2026-12-01"); date <= day ("2026-12-31"); date++)
    {
      CabinetMoney charge = cabinet_charging_total_on (overview->rule, services, date, "RUB");

      g_assert_true (cabinet_money_add (&december, &charge, NULL));
    }
  g_assert_cmpint (december.micros, ==, 750000000);

  /* a paused service costs nothing, and another currency is not added as if it were roubles */
  tv->state = CABINET_LINE_STATE_SUSPENDED;
  g_assert_cmpint (cabinet_charging_monthly_fee (services, "RUB").micros, ==, 600000000);
  g_assert_cmpint (cabinet_charging_monthly_fee (services, "UAH").micros, ==, 0);
}

static void
assert_part (CabinetDue *due, guint i, const char *label, const char *amount)
{
  CabinetDuePart *part = cabinet_list_get (due->parts, i);
  g_autofree char *text = cabinet_due_part_dup_label (part, TODAY);
  g_autofree char *decimal = cabinet_money_to_exact_decimal (&part->amount);

  g_assert_cmpstr (text, ==, label);
  g_assert_cmpstr (decimal, ==, amount);
}

static void
assert_due (CabinetDue *due, const char *amount, const char *by, const char *until)
{
  g_autofree char *decimal = cabinet_money_to_exact_decimal (&due->amount);
  g_autofree char *by_iso = cabinet_date_to_iso (due->by);
  g_autofree char *until_iso = cabinet_date_to_iso (due->until);

  g_assert_cmpstr (decimal, ==, amount);
  g_assert_cmpstr (by_iso, ==, by);
  g_assert_cmpstr (until_iso, ==, until);
}

static CabinetDue *
compute (CabinetOverview *overview, const char *today)
{
  return cabinet_due_compute (&account_of (overview)->amount, overview->rule,
                              G_LIST_MODEL (overview->services), NULL, day (today));
}

/* 312.40 − 9 × 25.00 − 550 − 150 − 50 = −662.60 */
static void
test_due_daily (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-21", "312.40");
  g_autoptr (CabinetDue) due = compute (overview, "2026-11-21");

  assert_due (due, "662.60", "2026-12-03", "2026-12-31");
  g_assert_cmpuint (cabinet_list_length (due->parts), ==, 5);
  assert_part (due, 0, "Balance now", "312.40");
  assert_part (due, 1, "Until 30 November: 9 × 25.00", "-225.00");
  assert_part (due, 2, "Internet “Home 300”, December", "-550.00");
  assert_part (due, 3, "TV “Basic”, December", "-150.00");
  assert_part (due, 4, "Dr.Web antivirus, December", "-50.00");
}

static void
test_due_daily_edges (void)
{
  g_autoptr (CabinetOverview) overview = new_tomtel ("2026-11-30", "1000");
  g_autoptr (CabinetDue) last_day = compute (overview, "2026-11-30");
  g_autoptr (CabinetDue) december = compute (overview, "2026-12-20");

  /* on the month's last day no days are left */
  assert_due (last_day, "0.00", "", "2026-12-31");
  g_assert_cmpuint (cabinet_list_length (last_day->parts), ==, 4);
  /* over the year's end, and with parts that are not equal; the 24th would cost 24.19 or 24.20 */
  g_assert_cmpuint (december->until, ==, day ("2027-01-31"));
  assert_part (december, 1, "Until 31 December: 11 days", "-266.13");
}

/* −1180 − 650 = −1830, by 30 November */
static void
test_due_debt (void)
{
  g_autoptr (CabinetOverview) overview = new_telemir ("2026-11-21", "-1180");
  g_autoptr (CabinetDue) due = compute (overview, "2026-11-21");

  assert_due (due, "1830.00", "2026-11-30", "2026-12-31");
  g_assert_cmpuint (cabinet_list_length (due->parts), ==, 2);
  assert_part (due, 0, "Balance now", "-1180.00");
  assert_part (due, 1, "“Family 100”, December", "-650.00");
}

/* 45.00 of 250 that are taken on the 24th: 205 by the 23rd. */
static void
test_due_other_day (void)
{
  g_autoptr (CabinetOverview) overview =
    new_overview ("2026-11-21", "45", CABINET_CHARGING_KIND_MONTHLY_ON, CABINET_SHORTAGE_STOP);
  g_autoptr (CabinetDue) due = NULL;

  overview->rule->day = 24;
  add_service (overview, "“Basic”", "250");
  due = compute (overview, "2026-11-21");
  assert_due (due, "205.00", "2026-11-23", "2026-12-23");
}

/* A server's own parts are shown as they are, whatever they hold. */
static void
test_odd_labels (void)
{
  gint64 days[] = { G_MININT64, -1, 0, 1, 7, G_MAXINT64 };
  gint64 amounts[] = { G_MININT64, -7000001, 0, 70000, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    for (guint j = 0; j < G_N_ELEMENTS (amounts); j++)
      {
        g_autoptr (CabinetDuePart) part = g_object_new (CABINET_TYPE_DUE_PART, NULL);
        g_autofree char *text = NULL;

        part->kind = CABINET_DUE_PART_KIND_DAYS;
        part->amount = cabinet_money (amounts[j], "RUB");
        part->days = days[i];
        text = cabinet_due_part_dup_label (part, TODAY);
        g_assert_true (g_str_has_prefix (text, "Until "));
      }
}

/* A debt without any service is due at once. */
static void
test_debt_without_services (void)
{
  g_autoptr (CabinetOverview) overview =
    new_overview ("2026-11-21", "-10", CABINET_CHARGING_KIND_MONTHLY_ON, CABINET_SHORTAGE_DEBT);
  g_autoptr (CabinetDue) due = compute (overview, "2026-11-21");

  assert_due (due, "10.00", "2026-11-21", "2026-12-31");
}

/* Parts always add up to minus the sum; a sum that is finer than a kopeck is rounded up. */
static void
test_due_adds_up (void)
{
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (CabinetOverview) overview =
        i % 2 ? new_tomtel ("2026-11-21", "0") : new_telemir ("2026-11-21", "0");
      g_autoptr (CabinetDue) due = NULL;
      gint64 sum = 0;

      account_of (overview)->amount.micros = g_test_rand_int_range (-2000000000, 2000000000);
      due =
        cabinet_due_compute (&account_of (overview)->amount, overview->rule,
                             G_LIST_MODEL (overview->services), NULL, TODAY + g_test_rand_int_range (0, 800));
      for (guint p = 0; p < cabinet_list_length (due->parts); p++)
        sum += ((CabinetDuePart *) cabinet_list_get (due->parts, p))->amount.micros;
      g_assert_cmpint (due->amount.micros % 10000, ==, 0);
      g_assert_true (due->amount.micros >= 0);
      if (sum < 0)
        g_assert_true (due->amount.micros >= -sum && due->amount.micros < -sum + 10000);
      else
        g_assert_cmpint (due->amount.micros, ==, 0);
      g_assert_true ((due->by == CABINET_DATE_NONE) == (due->amount.micros == 0));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charging/parts-add-up", test_parts_add_up);
  g_test_add_func ("/charging/extreme-parts", test_extreme_parts);
  g_test_add_func ("/charging/shares-add-up", test_shares_add_up);
  g_test_add_func ("/charging/tariff-inside-month", test_tariff_inside_month);
  g_test_add_func ("/charging/monthly-day", test_monthly_day);
  g_test_add_func ("/charging/unknown-rule", test_unknown_rule);
  g_test_add_func ("/charging/totals", test_totals);
  g_test_add_func ("/due/daily", test_due_daily);
  g_test_add_func ("/due/daily-edges", test_due_daily_edges);
  g_test_add_func ("/due/debt", test_due_debt);
  g_test_add_func ("/due/other-day", test_due_other_day);
  g_test_add_func ("/due/odd-labels", test_odd_labels);
  g_test_add_func ("/due/debt-without-services", test_debt_without_services);
  g_test_add_func ("/due/adds-up", test_due_adds_up);
  return g_test_run ();
}
