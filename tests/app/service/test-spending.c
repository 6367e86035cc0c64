/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was charged, by month and by service, against sums that are made one operation after the other. */
#include "cabinet-export-rows.h"
#include "cabinet-spending.h"
#include "service-fixture.h"

#define SUBSCRIBER "\"tenant\":\"tomtel\",\"login\":\"12345\""

static void
count_call (guint *calls)
{
  (*calls)++;
}

static gboolean
is_called (gpointer calls)
{
  return *(guint *) calls > 0;
}

/* Waits until the services of what is chosen are known. */
static GPtrArray *
wait_for_services (CabinetSpending *spending)
{
  CabinetDate month;
  guint calls = 0;
  gulong handler = g_signal_connect_swapped (spending, "services-changed", G_CALLBACK (count_call), &calls);
  GPtrArray *services = cabinet_spending_get_services (spending, &month);

  if (services == NULL || month != cabinet_spending_get_chosen (spending))
    service_wait_until (is_called, &calls);
  g_signal_handler_disconnect (spending, handler);
  services = cabinet_spending_get_services (spending, &month);
  g_assert_nonnull (services);
  g_assert_cmpuint (month, ==, cabinet_spending_get_chosen (spending));
  return services;
}

/* The chosen one waits for what is on its way. */
static void
choose (CabinetSpending *spending, CabinetDate month)
{
  wait_for_services (spending);
  cabinet_spending_choose (spending, month);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, month);
}

/* What the statement of these days charges: of @service (NULL = that name none), or of all if @any. */
static gint64
add_up (CabinetAccount *account, CabinetDate from, CabinetDate to, const char *service, gboolean any)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
  gint64 sum = 0;

  cabinet_statement_set_months (statement, FALSE);
  cabinet_statement_set_period (statement, from, to);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (statement), i);

      if (any || g_strcmp0 (row->operation->service, service) == 0)
        sum -= MIN (row->operation->amount.micros, 0);
    }
  return sum;
}

/* They say what naive sums do, dearest first, and leave nothing out. */
static void
assert_services (CabinetSpending *spending)
{
  CabinetAccount *account = cabinet_spending_get_account (spending);
  GPtrArray *services = wait_for_services (spending);
  CabinetDate from, to;
  gint64 sum = 0, last = G_MAXINT64;

  cabinet_spending_get_chosen_days (spending, &from, &to);
  for (guint i = 0; i < services->len; i++)
    {
      CabinetSpendingService *service = g_ptr_array_index (services, i);

      g_assert_cmpint (service->charged.micros, ==, add_up (account, from, to, service->name, FALSE));
      g_assert_cmpint (service->charged.micros, >, 0);
      g_assert_cmpint (service->charged.micros, <=, last);
      last = service->charged.micros;
      sum += last;
    }
  g_assert_cmpint (sum, ==, add_up (account, from, to, NULL, TRUE));
}

static void
assert_months (CabinetSpending *spending)
{
  CabinetAccount *account = cabinet_spending_get_account (spending);
  GArray *months = cabinet_spending_get_months (spending);

  g_assert_cmpuint (months->len, >, 0);
  g_assert_cmpuint (months->len, <=, CABINET_SPENDING_MONTHS);
  for (guint i = 0; i < months->len; i++)
    {
      CabinetSpendingMonth *month = &g_array_index (months, CabinetSpendingMonth, i);

      g_assert_cmpint (month->charged.micros, ==,
                       add_up (account, month->month, cabinet_date_month_end (month->month), NULL, TRUE));
      if (i > 0)
        g_assert_cmpuint (cabinet_date_add_months (month[-1].month, 1), ==, month->month);
    }
}

/* The same as the terminal's groups: the whole ledger at once. */
static void
assert_groups (CabinetSpending *spending)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (cabinet_spending_get_account (spending));
  g_autoptr (CabinetExport) export = cabinet_export_new ();
  g_autoptr (CabinetExportRows) rows = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  GPtrArray *services;
  guint n = 0;

  choose (spending, CABINET_DATE_NONE);
  services = wait_for_services (spending);
  cabinet_export_add (export, statement);
  rows = cabinet_export_open (export, NULL);
  g_assert_nonnull (rows);
  groups = cabinet_export_rows_dup_groups (rows, 0, CABINET_EXPORT_BY_SERVICE, NULL);
  g_assert_nonnull (groups);
  for (guint i = 0; i < groups->len; i++)
    {
      CabinetExportGroup *group = g_ptr_array_index (groups, i);
      CabinetSpendingService *service;

      if (group->charged.micros == 0)
        continue;
      g_assert_cmpuint (n, <, services->len);
      service = g_ptr_array_index (services, n++);
      g_assert_cmpstr (service->name, ==, group->name);
      g_assert_cmpuint (service->count, ==, group->count);
      g_assert_cmpint (service->charged.micros, ==, -group->charged.micros);
      g_assert_cmpstr (service->charged.currency, ==, group->charged.currency);
    }
  g_assert_cmpuint (n, ==, services->len);
}

static void
assert_sums (CabinetAccount *account)
{
  g_autoptr (CabinetSpending) spending = NULL;
  GArray *months;

  g_assert_true (service_refresh (account, NULL, NULL));
  spending = cabinet_spending_new (account);
  months = cabinet_spending_get_months (spending);
  g_assert_cmpuint (months->len, ==, CABINET_SPENDING_MONTHS);
  assert_months (spending);
  for (guint i = months->len - 3; i < months->len; i++)
    {
      choose (spending, g_array_index (months, CabinetSpendingMonth, i).month);
      assert_services (spending);
    }
  assert_groups (spending);
  assert_services (spending);
}

/* Of one who names no service, and of one who names each. */
static void
test_sums (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "14", NULL);
  CabinetHousehold *household = service_open ();
  g_autofree char *url = demo_process_dup_url (demo, "/centra");
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetAccount) naming =
    service_add (household, "centra", url, NULL, "12345", "demo", TRUE, NULL);
  g_autoptr (CabinetStatement) statement = NULL;
  g_auto (GStrv) services = NULL;

  assert_sums (account);
  assert_sums (naming);
  statement = cabinet_statement_new (naming);
  services = cabinet_statement_dup_services (statement);
  g_assert_cmpuint (g_strv_length (services), >, 1);
  g_clear_object (&statement);
  g_clear_object (&account);
  g_clear_object (&naming);
  service_close (household);
}

/* The year ends with the period; a month that is shown already stays where it is. */
static void
test_period (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetSpending) spending = NULL;
  CabinetDate newest = cabinet_date_month_start (cabinet_account_get_today (account));
  CabinetDate april = cabinet_date_add_months (newest, -7);
  CabinetDate before = cabinet_date_add_months (newest, -20);
  GArray *months;
  gint64 sum = 0;
  guint calls = 0;
  CabinetMoney average;

  g_assert_true (service_refresh (account, NULL, NULL));
  spending = cabinet_spending_new (account);
  months = cabinet_spending_get_months (spending);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, newest);
  g_assert_cmpuint (g_array_index (months, CabinetSpendingMonth, 11).month, ==, newest);
  g_assert_false (cabinet_spending_is_narrow (spending));
  for (guint i = 0; i < 11; i++)
    sum += g_array_index (months, CabinetSpendingMonth, i).charged.micros;
  average = cabinet_spending_get_average (spending);
  g_assert_cmpint (ABS (average.micros * 11 - sum), <, 11);

  cabinet_spending_set_period (spending, april, cabinet_date_month_end (april));
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, april);
  g_assert_cmpuint (g_array_index (months, CabinetSpendingMonth, 11).month, ==, newest);
  g_assert_true (cabinet_spending_is_narrow (spending));
  g_assert_true (cabinet_spending_has_month (spending, april));
  g_assert_false (cabinet_spending_has_month (spending, newest));
  assert_services (spending);

  cabinet_spending_set_period (spending, before + 9, cabinet_date_add_months (before, 2) + 9);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, cabinet_date_add_months (before, 2));
  g_assert_cmpuint (g_array_index (months, CabinetSpendingMonth, months->len - 1).month, ==,
                    cabinet_date_add_months (before, 2));
  assert_months (spending);
  choose (spending, CABINET_DATE_NONE);
  assert_services (spending);
  cabinet_spending_choose (spending, newest);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, CABINET_DATE_NONE);
  /* Before anything is archived: the first year stands there, and nothing of it is chosen. */
  g_signal_connect_swapped (spending, "services-changed", G_CALLBACK (count_call), &calls);
  cabinet_spending_set_period (spending, cabinet_date_new (2001, 1, 1), cabinet_date_new (2001, 3, 31));
  service_wait_until (is_called, &calls);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, CABINET_DATE_NONE);
  g_assert_cmpuint (months->len, ==, CABINET_SPENDING_MONTHS);
  g_assert_cmpuint (wait_for_services (spending)->len, ==, 0);
  cabinet_spending_set_period (spending, newest + 400, newest + 500);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, CABINET_DATE_NONE);
  g_assert_cmpuint (g_array_index (months, CabinetSpendingMonth, 11).month, ==, newest);
  cabinet_spending_set_period (spending, CABINET_DATE_NONE, CABINET_DATE_NONE);
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, newest);
  g_clear_object (&spending);
  g_clear_object (&account);
  service_close (household);
}

/* Before the first reading nothing, then what comes; what was kept is forgotten with the ledger. */
static void
test_follows (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "14", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetSpending) spending = cabinet_spending_new (account);
  CabinetDate newest = cabinet_date_month_start (cabinet_account_get_today (account));
  g_autofree char *date = cabinet_date_to_iso (newest);
  g_autofree char *said = NULL;
  guint calls = 0;
  guint before;

  g_assert_cmpuint (cabinet_spending_get_months (spending)->len, ==, 0);
  g_assert_cmpuint (wait_for_services (spending)->len, ==, 0);
  g_assert_true (service_refresh (account, NULL, NULL));
  g_assert_cmpuint (cabinet_spending_get_chosen (spending), ==, newest);
  assert_months (spending);
  assert_services (spending);
  before = wait_for_services (spending)->len;

  g_signal_connect_swapped (spending, "services-changed", G_CALLBACK (count_call), &calls);
  said = service_control (demo, "ledger/insert",
                          "{" SUBSCRIBER ",\"date\":\"%s\",\"amount\":\"-9000.01\",\"title\":\"Late\","
                          "\"service\":\"Dearest\"}",
                          date);
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (is_called, &calls);
  assert_months (spending);
  assert_services (spending);
  g_assert_cmpuint (wait_for_services (spending)->len, >=, before);
  /* Gone while it adds up. */
  cabinet_spending_choose (spending, CABINET_DATE_NONE);
  g_clear_object (&spending);
  service_run_for (50);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/spending/sums", test_sums);
  service_test_add ("/spending/period", test_period);
  service_test_add ("/spending/follows", test_follows);
  return g_test_run ();
}
