/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-statement.h"
#include "service-fixture.h"

#include <string.h>

#define SUBSCRIBER "\"tenant\":\"tomtel\",\"login\":\"12345\""

typedef struct
{
  guint calls;
  guint position, removed, added;
} Changes;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Changes *changes = data;

  changes->calls++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static CabinetStatementRow *
get_row (CabinetStatement *statement, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (statement), position);
}

static guint
get_n_rows (CabinetStatement *statement)
{
  return g_list_model_get_n_items (G_LIST_MODEL (statement));
}

/* Heads tell what the operations under them add up to; operations go from new to old. */
static void
assert_consistent (CabinetStatement *statement, gboolean heads)
{
  g_autoptr (CabinetStatementRow) head = NULL;
  gint64 charged = 0, credited = 0, all_charged = 0, all_credited = 0;
  guint count = 0, operations = 0;
  CabinetDate last = G_MAXUINT32;

  for (guint i = 0; i <= get_n_rows (statement); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (statement, i);

      if (row == NULL || row->kind == CABINET_STATEMENT_ROW_MONTH)
        {
          if (head != NULL)
            {
              g_assert_cmpuint (head->count, ==, count);
              g_assert_cmpint (head->charged.micros, ==, charged);
              g_assert_cmpint (head->credited.micros, ==, credited);
            }
          g_set_object (&head, row);
          count = 0;
          charged = credited = 0;
          continue;
        }
      g_assert_cmpint (row->kind, ==, CABINET_STATEMENT_ROW_OPERATION);
      g_assert_true (!heads || cabinet_date_month_start (row->operation->date) == head->month);
      g_assert_cmpuint (row->operation->date, <=, last);
      last = row->operation->date;
      count++;
      operations++;
      charged += MIN (row->operation->amount.micros, 0);
      credited += MAX (row->operation->amount.micros, 0);
      all_charged += MIN (row->operation->amount.micros, 0);
      all_credited += MAX (row->operation->amount.micros, 0);
    }
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, operations);
  g_assert_cmpint (cabinet_statement_get_charged (statement).micros, ==, all_charged);
  g_assert_cmpint (cabinet_statement_get_credited (statement).micros, ==, all_credited);
  g_assert_null (get_row (statement, get_n_rows (statement)));
}

static gboolean
finds_nothing (gpointer statement)
{
  return get_n_rows (statement) == 0;
}

static gboolean
finds_some (gpointer statement)
{
  return get_n_rows (statement) > 0;
}

/* A keystroke takes the place of the search before it; another filter does not wait for it. */
static void
test_search_as_typed (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetStatement) statement = NULL;
  Changes changes = { 0 };
  guint all, found;

  g_assert_true (service_refresh (account, NULL, NULL));
  statement = cabinet_statement_new (account);
  all = cabinet_statement_get_n_operations (statement);
  cabinet_statement_set_text (statement, "subscr");
  found = cabinet_statement_get_n_operations (statement);
  g_assert_cmpuint (found, >, 0);
  g_assert_cmpuint (found, <, all);

  g_signal_connect (statement, "items-changed", G_CALLBACK (on_items_changed), &changes);
  cabinet_statement_search (statement, "s");
  cabinet_statement_search (statement, "zz");
  cabinet_statement_search (statement, "zzz");
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, found);
  service_wait_until (finds_nothing, statement);
  g_assert_cmpuint (changes.calls, ==, 1);
  cabinet_statement_search (statement, "subscription");
  service_wait_until (finds_some, statement);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, found);
  assert_consistent (statement, TRUE);

  cabinet_statement_search (statement, NULL);
  cabinet_statement_set_kind (statement, CABINET_OPERATION_KIND_PAYMENT);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), >, 0);
  cabinet_statement_set_kind (statement, CABINET_OPERATION_KIND_UNKNOWN);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, all);
  cabinet_statement_search (statement, "never shown");
  g_clear_object (&statement);
  g_clear_object (&account);
  service_close (household);
}

static void
test_filters (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetStatement) statement = NULL;
  CabinetDate today = cabinet_account_get_today (account);
  CabinetDate from = cabinet_date_add_months (cabinet_date_month_start (today), -3) + 9;
  Changes changes = { 0 };
  guint all, charges, payments;

  g_assert_true (service_refresh (account, NULL, NULL));
  statement = cabinet_statement_new (account);
  g_signal_connect (statement, "items-changed", G_CALLBACK (on_items_changed), &changes);
  assert_consistent (statement, TRUE);
  all = cabinet_statement_get_n_operations (statement);
  g_assert_cmpuint (get_n_rows (statement), >, all);
  g_assert_cmpuint (cabinet_statement_get_oldest (statement), <=, from);

  cabinet_statement_set_side (statement, CABINET_STATEMENT_CHARGES);
  g_assert_cmpuint (changes.calls, ==, 1);
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.added, ==, get_n_rows (statement));
  assert_consistent (statement, TRUE);
  charges = cabinet_statement_get_n_operations (statement);
  g_assert_cmpint (cabinet_statement_get_credited (statement).micros, ==, 0);
  cabinet_statement_set_side (statement, CABINET_STATEMENT_CHARGES);
  g_assert_cmpuint (changes.calls, ==, 1);
  cabinet_statement_set_side (statement, CABINET_STATEMENT_PAYMENTS);
  assert_consistent (statement, TRUE);
  payments = cabinet_statement_get_n_operations (statement);
  g_assert_cmpuint (charges + payments, ==, all);
  g_assert_cmpuint (payments, >, 0);

  cabinet_statement_set_side (statement, CABINET_STATEMENT_ALL);
  cabinet_statement_set_kind (statement, CABINET_OPERATION_KIND_PAYMENT);
  assert_consistent (statement, TRUE);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), <=, payments);
  cabinet_statement_set_kind (statement, CABINET_OPERATION_KIND_UNKNOWN);

  cabinet_statement_set_period (statement, from, today);
  assert_consistent (statement, TRUE);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), <, all);
  {
    g_autoptr (CabinetStatementRow) oldest = get_row (statement, get_n_rows (statement) - 1);

    g_assert_cmpuint (oldest->operation->date, >=, from);
  }
  cabinet_statement_set_period (statement, CABINET_DATE_NONE, CABINET_DATE_NONE);

  cabinet_statement_set_text (statement, "  SUBSCRIPTION ");
  assert_consistent (statement, TRUE);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), >, 0);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), <, all);
  cabinet_statement_set_text (statement, "no such words");
  g_assert_cmpuint (get_n_rows (statement), ==, 0);
  g_assert_cmpuint (cabinet_statement_get_oldest (statement), !=, CABINET_DATE_NONE);
  cabinet_statement_set_text (statement, " ");
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, all);

  cabinet_statement_set_months (statement, FALSE);
  g_assert_cmpuint (get_n_rows (statement), ==, all);
  assert_consistent (statement, FALSE);
  g_clear_object (&statement);
  g_clear_object (&account);
  service_close (household);
}

/* Positions far apart, in any order; what is near stays the same object; only windows are held. */
static void
test_lazy (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--rows", "20000", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetStatementRow) near = NULL;
  g_autoptr (CabinetStatementRow) again = NULL;
  CabinetStatementRow *far;
  guint n;

  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  statement = cabinet_statement_new (account);
  n = get_n_rows (statement);
  g_assert_cmpuint (cabinet_statement_get_n_operations (statement), ==, 20000);
  near = get_row (statement, 1);
  again = get_row (statement, 1);
  g_assert_true (near == again);
  far = get_row (statement, 7);
  g_object_add_weak_pointer (G_OBJECT (far), (gpointer *) &far);
  g_object_unref (far);
  g_assert_nonnull (far);
  for (guint i = 0; i < 2000; i++)
    {
      guint position = (guint) g_test_rand_int_range (0, (gint32) n);
      g_autoptr (CabinetStatementRow) row = get_row (statement, position);

      g_assert_nonnull (row);
      g_assert_true (row->kind == CABINET_STATEMENT_ROW_MONTH || row->operation->id[0] != '\0');
    }
  /* Nobody holds it, and its window was given up long ago. */
  g_assert_null (far);
  assert_consistent (statement, TRUE);
  g_clear_object (&statement);
  g_clear_object (&account);
  service_close (household);
}

static gboolean
has_changed (gpointer data)
{
  return ((Changes *) data)->calls > 0;
}

/* The statement follows the ledger; rows that did not change keep their places. */
static void
test_follows (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
  g_autofree char *said = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CabinetStatementRow) row = NULL;
  Changes changes = { 0 };
  guint before;

  g_assert_cmpuint (get_n_rows (statement), ==, 0);
  g_assert_cmpuint (cabinet_statement_get_oldest (statement), ==, CABINET_DATE_NONE);
  g_signal_connect (statement, "items-changed", G_CALLBACK (on_items_changed), &changes);
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (has_changed, &changes);
  service_run_for (100);
  before = get_n_rows (statement);
  g_assert_cmpuint (before, >, 1000);

  changes = (Changes){ 0 };
  said = service_control (demo, "ledger/insert",
                          "{" SUBSCRIBER ",\"date\":\"2026-06-05\",\"amount\":\"-1.00\",\"title\":\"Late\"}");
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (has_changed, &changes);
  g_assert_cmpuint (changes.calls, ==, 1);
  g_assert_cmpuint (get_n_rows (statement), ==, before + 1);
  g_assert_cmpuint (changes.added, ==, changes.removed + 1);
  /* The balances after all that is newer are others. */
  g_assert_cmpuint (changes.position, ==, 0);
  g_assert_cmpuint (changes.position + changes.added, <, get_n_rows (statement));

  /* A title alone: no sum tells, but somebody looks at it. */
  row = get_row (statement, 1);
  id = g_strdup (row->operation->id);
  changes = (Changes){ 0 };
  changed =
    service_control (demo, "ledger/change", "{" SUBSCRIBER ",\"id\":\"%s\",\"title\":\"Mended\"}", id);
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (has_changed, &changes);
  g_assert_cmpuint (changes.position, ==, 0);
  g_clear_object (&row);
  row = get_row (statement, 1);
  g_assert_cmpstr (row->operation->id, ==, id);
  g_assert_cmpstr (row->operation->title, ==, "Mended");
  assert_consistent (statement, TRUE);
  g_clear_object (&row);
  g_clear_object (&statement);
  g_clear_object (&account);
  service_close (household);
}

static void
test_recent (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GListModel) none = cabinet_account_load_recent (account, 5);
  g_autoptr (GListModel) recent = NULL;
  g_autoptr (GArray) history = NULL;
  CabinetDate today = cabinet_account_get_today (account);
  guint runs = 0;

  g_assert_cmpuint (g_list_model_get_n_items (none), ==, 0);
  g_assert_true (service_refresh (account, NULL, NULL));
  recent = cabinet_account_load_recent (account, 5);
  g_assert_cmpuint (g_list_model_get_n_items (recent), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      CabinetStatementRow *row = cabinet_list_get (recent, i);

      g_assert_nonnull (row->operation);
      if (row->kind != CABINET_STATEMENT_ROW_RUN)
        continue;
      runs++;
      g_assert_cmpuint (row->to, ==, row->operation->date);
      g_assert_cmpuint (row->count, ==, row->to - row->from + 1);
      g_assert_cmpint (row->amount.micros, <=, row->operation->amount.micros * 2);
    }
  g_assert_cmpuint (runs, >, 0);

  history = cabinet_account_load_history (account, today - 30, today);
  g_assert_cmpuint (history->len, >, 20);
  g_assert_cmpint (g_array_index (history, CabinetDayBalance, history->len - 1).micros, ==,
                   cabinet_account_get_main_balance (account)->amount.micros);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/statement/filters", test_filters);
  service_test_add ("/statement/search-as-typed", test_search_as_typed);
  service_test_add ("/statement/lazy", test_lazy);
  service_test_add ("/statement/follows", test_follows);
  service_test_add ("/statement/recent", test_recent);
  return g_test_run ();
}
