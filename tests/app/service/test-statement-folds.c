/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger-fixture.h"

#include <string.h>

/* Runs of ledgers that a seed made, held against what is reckoned from the operations one by one. */

#define N_SEEDS 6

static gboolean
is_like (CabinetOperation *a, CabinetOperation *b)
{
  return a->kind == CABINET_OPERATION_KIND_CHARGE && b->kind == CABINET_OPERATION_KIND_CHARGE
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->service, b->service) == 0;
}

/* How many charges begin at @index, if its run has none that is newer; else 0. */
static guint
count_run (Ledger *ledger, guint index)
{
  CabinetOperation *operation = g_ptr_array_index (ledger->operations, index);
  CabinetDate month = cabinet_date_month_start (operation->date);
  guint count = 1;

  for (guint i = index; i-- > 0;)
    {
      CabinetOperation *newer = g_ptr_array_index (ledger->operations, i);

      if (operation->kind != CABINET_OPERATION_KIND_CHARGE || newer->kind != CABINET_OPERATION_KIND_CHARGE
          || cabinet_date_month_start (newer->date) != month)
        break;
      if (is_like (newer, operation))
        return 0;
    }
  for (guint i = index + 1; i < ledger->operations->len; i++)
    {
      CabinetOperation *older = g_ptr_array_index (ledger->operations, i);

      if (operation->kind != CABINET_OPERATION_KIND_CHARGE || older->kind != CABINET_OPERATION_KIND_CHARGE
          || cabinet_date_month_start (older->date) != month)
        break;
      count += is_like (older, operation) ? 1 : 0;
    }
  return count;
}

static guint
count_folded_rows (Ledger *ledger)
{
  CabinetDate month = CABINET_DATE_NONE;
  guint rows = 0;

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (cabinet_date_month_start (operation->date) != month)
        rows++;
      month = cabinet_date_month_start (operation->date);
      rows += count_run (ledger, i) > 0 ? 1 : 0;
    }
  return rows;
}

static gboolean
is_folded (gpointer data)
{
  Ledger *ledger = data;

  return ledger_get_n_rows (ledger->statement) == count_folded_rows (ledger);
}

/* Rows of a folded statement against the operations: each run stands where its newest charge does. */
static void
assert_folds (Ledger *ledger)
{
  guint position = 0;

  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);
      guint count = count_run (ledger, i);
      g_autoptr (CabinetStatementRow) row = NULL;

      if (count == 0)
        continue;
      row = ledger_get_row (ledger->statement, position++);
      if (row->kind == CABINET_STATEMENT_ROW_MONTH)
        {
          g_clear_object (&row);
          row = ledger_get_row (ledger->statement, position++);
        }
      g_assert_cmpint (row->kind, ==,
                       count > 1 ? CABINET_STATEMENT_ROW_RUN : CABINET_STATEMENT_ROW_OPERATION);
      g_assert_cmpuint (row->count, ==, count);
      g_assert_cmpstr (row->operation->id, ==, operation->id);
      g_assert_cmpuint (row->to, ==, operation->date);
      g_assert_false (row->open || row->within);
    }
  g_assert_cmpuint (position, ==, ledger_get_n_rows (ledger->statement));
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *n = data;

  g_assert_cmpuint (position + removed, <=, *n);
  *n = *n - removed + added;
  g_assert_cmpuint (*n, ==, g_list_model_get_n_items (model));
}

/* Opens the run there; its operations follow, and add up to what it says. */
static void
open_run (Ledger *ledger, guint position)
{
  g_autoptr (CabinetStatementRow) run = ledger_get_row (ledger->statement, position);
  g_autoptr (CabinetStatementRow) again = NULL;
  CabinetStatementRange rows = { position + 1, run->count }, head = { position, 1 },
                        both = { position, run->count + 1 };
  CabinetStatementSum sum, of_head, of_both;

  g_assert_true (cabinet_statement_toggle_run (ledger->statement, position));
  again = ledger_get_row (ledger->statement, position);
  g_assert_true (again == run);
  g_assert_true (run->open);
  for (guint i = 1; i <= run->count; i++)
    {
      g_autoptr (CabinetStatementRow) row = ledger_get_row (ledger->statement, position + i);

      g_assert_true (row->within);
      g_assert_true (is_like (row->operation, run->operation));
      g_assert_true (row->operation->date >= run->from && row->operation->date <= run->to);
    }
  g_assert_true (cabinet_statement_add_up (ledger->statement, &rows, 1, &sum));
  g_assert_true (cabinet_statement_add_up (ledger->statement, &head, 1, &of_head));
  g_assert_true (cabinet_statement_add_up (ledger->statement, &both, 1, &of_both));
  g_assert_cmpuint (sum.count, ==, run->count);
  g_assert_cmpuint (of_head.count, ==, run->count);
  g_assert_cmpuint (of_both.count, ==, run->count);
  g_assert_cmpint (sum.total.micros, ==, run->amount.micros);
  g_assert_cmpint (of_head.total.micros, ==, run->amount.micros);
  g_assert_cmpint (of_both.total.micros, ==, run->amount.micros);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The ids in no order: runs take charges out of the order of time. */
static char *
sort_ids (const char *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);

  qsort (parts, g_strv_length (parts), sizeof parts[0], compare_texts);
  return g_strjoinv (" ", parts);
}

static void
assert_opens (Ledger *ledger)
{
  g_autofree char *expected = ledger_list_expected (ledger, NULL);
  g_autofree char *sorted_expected = sort_ids (expected);
  g_autofree char *ids = NULL;
  g_autofree char *sorted = NULL;
  guint n = ledger_get_n_rows (ledger->statement), closed = n;
  gulong handler = g_signal_connect (ledger->statement, "items-changed", G_CALLBACK (on_items_changed), &n);

  g_assert_false (cabinet_statement_toggle_run (ledger->statement, 0));
  g_assert_false (cabinet_statement_toggle_run (ledger->statement, n));
  for (guint i = 0; i < ledger_get_n_rows (ledger->statement); i++)
    {
      g_autoptr (CabinetStatementRow) row = ledger_get_row (ledger->statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        open_run (ledger, i);
    }
  ids = ledger_list_ids (ledger->statement);
  sorted = sort_ids (ids);
  g_assert_cmpstr (sorted, ==, sorted_expected);
  for (guint i = ledger_get_n_rows (ledger->statement); i-- > 0;)
    {
      g_autoptr (CabinetStatementRow) row = ledger_get_row (ledger->statement, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        g_assert_true (cabinet_statement_toggle_run (ledger->statement, i));
    }
  g_assert_cmpuint (ledger_get_n_rows (ledger->statement), ==, closed);
  g_signal_handler_disconnect (ledger->statement, handler);
}

static void
test_folds (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      cabinet_statement_set_folded (ledger.statement, TRUE);
      service_wait_until (is_folded, &ledger);
      assert_folds (&ledger);
      assert_opens (&ledger);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, TRUE);
      service_wait_until (is_folded, &ledger);
      assert_opens (&ledger);
      cabinet_statement_set_text (ledger.statement, "плата");
      {
        g_autoptr (CabinetStatementRow) row = ledger_get_row (ledger.statement, 1);

        g_assert_cmpint (row->kind, ==, CABINET_STATEMENT_ROW_OPERATION);
      }
      ledger_close (&ledger);
    }
}

/* More than is folded at once: the rest comes by one change. */
static void
test_many_folds (void)
{
  Ledger ledger;
  guint n;

  ledger_open (&ledger, 77, 6000, 300);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  n = ledger_get_n_rows (ledger.statement);
  g_assert_cmpuint (n, >, count_folded_rows (&ledger));
  g_signal_connect (ledger.statement, "items-changed", G_CALLBACK (on_items_changed), &n);
  service_wait_until (is_folded, &ledger);
  assert_folds (&ledger);
  g_signal_handlers_disconnect_by_data (ledger.statement, &n);
  ledger_close (&ledger);
}

static gboolean
has_changed (gpointer data)
{
  return *(guint *) data > 0;
}

static void
count_change (guint *changes)
{
  (*changes)++;
}

/* A run that somebody opened stays open, and rows of months that did not change stay the same objects. */
static void
test_reload (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (CabinetOperation) added = NULL;
  g_autoptr (CabinetStatementRow) run = NULL;
  g_autoptr (CabinetStatementRow) again = NULL;
  Ledger ledger;
  guint position, before, changes = 0;

  ledger_open (&ledger, 5, 300, 150);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  service_wait_until (is_folded, &ledger);
  for (position = ledger_get_n_rows (ledger.statement) - 1;; position--)
    {
      g_clear_object (&run);
      run = ledger_get_row (ledger.statement, position);
      if (run->kind == CABINET_STATEMENT_ROW_RUN)
        break;
    }
  g_assert_true (cabinet_statement_toggle_run (ledger.statement, position));
  before = ledger_get_n_rows (ledger.statement);
  added = ledger_make_operation (random, 5000, ((CabinetOperation *) ledger.operations->pdata[0])->date);
  added->kind = CABINET_OPERATION_KIND_CHARGE;
  g_free (added->title);
  added->title = g_strdup ("Новая строка");
  g_signal_connect_swapped (ledger.statement, "items-changed", G_CALLBACK (count_change), &changes);
  ledger_put (&ledger, added);
  service_wait_until (has_changed, &changes);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (ledger_get_n_rows (ledger.statement), ==, before + 1);
  again = ledger_get_row (ledger.statement, position + 1);
  g_assert_true (again == run);
  g_assert_true (again->open);
  ledger_close (&ledger);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/statement-folds/random", test_folds);
  service_test_add ("/statement-folds/many", test_many_folds);
  service_test_add ("/statement-folds/reload", test_reload);
  return g_test_run ();
}
