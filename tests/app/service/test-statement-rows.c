/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-export.h"
#include "ledger-fixture.h"

#include <glib/gstdio.h>

/* Rows of ledgers that a seed made, held against what is reckoned from the operations one by one. */

#define N_SEEDS 6

static gboolean
is_internet (CabinetOperation *operation)
{
  return g_strcmp0 (operation->service, "Интернет") == 0;
}

static gboolean
is_of_none (CabinetOperation *operation)
{
  return operation->service == NULL;
}

static gboolean
is_middling (CabinetOperation *operation)
{
  return ABS (operation->amount.micros) >= 50000000 && ABS (operation->amount.micros) <= 150000000;
}

static void
assert_filtered (Ledger *ledger, LedgerWanted wanted)
{
  g_autofree char *expected = ledger_list_expected (ledger, wanted);
  g_autofree char *ids = ledger_list_ids (ledger->statement);
  gint64 charged = 0, credited = 0;

  g_assert_cmpstr (ids, ==, expected);
  for (guint i = 0; i < ledger->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (ledger->operations, i);

      if (!wanted (operation))
        continue;
      charged += MIN (operation->amount.micros, 0);
      credited += MAX (operation->amount.micros, 0);
    }
  g_assert_cmpint (cabinet_statement_get_charged (ledger->statement).micros, ==, charged);
  g_assert_cmpint (cabinet_statement_get_credited (ledger->statement).micros, ==, credited);
}

static void
test_filters (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      Ledger ledger;
      g_auto (GStrv) services = NULL;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      services = cabinet_statement_dup_services (ledger.statement);
      g_assert_cmpuint (g_strv_length (services), ==, 2);
      cabinet_statement_set_service (ledger.statement, "Интернет");
      assert_filtered (&ledger, is_internet);
      cabinet_statement_set_service (ledger.statement, "");
      assert_filtered (&ledger, is_of_none);
      cabinet_statement_set_service (ledger.statement, NULL);
      cabinet_statement_set_range (ledger.statement, 50000000, 150000000);
      assert_filtered (&ledger, is_middling);
      ledger_close (&ledger);
    }
}

/* What a range of rows stands for, by a look at each of them. */
static void
add_up_naively (Ledger *ledger, const CabinetStatementRange *ranges, guint n_ranges, CabinetStatementSum *sum)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *sum = (CabinetStatementSum){ 0 };
  for (guint i = 0; i < n_ranges; i++)
    for (guint j = 0; j < ranges[i].n; j++)
      {
        g_autoptr (CabinetStatementRow) row = ledger_get_row (ledger->statement, ranges[i].first + j);

        if (row == NULL || row->kind != CABINET_STATEMENT_ROW_OPERATION
            || !g_hash_table_add (seen, g_strdup (row->operation->id)))
          continue;
        sum->count++;
        sum->charged.micros += MIN (row->operation->amount.micros, 0);
        sum->credited.micros += MAX (row->operation->amount.micros, 0);
        sum->total.micros += row->operation->amount.micros;
      }
}

static void
assert_sum (Ledger *ledger, const CabinetStatementRange *ranges, guint n_ranges)
{
  CabinetStatementSum sum, expected;

  add_up_naively (ledger, ranges, n_ranges, &expected);
  g_assert_true (cabinet_statement_add_up (ledger->statement, ranges, n_ranges, &sum));
  g_assert_cmpuint (sum.count, ==, expected.count);
  g_assert_cmpint (sum.charged.micros, ==, expected.charged.micros);
  g_assert_cmpint (sum.credited.micros, ==, expected.credited.micros);
  g_assert_cmpint (sum.total.micros, ==, expected.total.micros);
  g_assert_cmpstr (sum.total.currency, ==, "RUB");
}

static guint
count_lines (const char *text)
{
  guint lines = *text != '\0' ? 1 : 0;

  for (; *text != '\0'; text++)
    lines += *text == '\n' ? 1 : 0;
  return lines;
}

static void
assert_random_sums (Ledger *ledger, GRand *random)
{
  const guint n = ledger_get_n_rows (ledger->statement);

  for (guint i = 0; i < 10; i++)
    {
      CabinetStatementRange ranges[3];
      CabinetStatementSum sum;
      g_autofree char *text = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (ranges); j++)
        {
          ranges[j].first = (guint) g_rand_int_range (random, 0, (gint32) n + 2);
          ranges[j].n = (guint) g_rand_int_range (random, 0, i < 5 ? 4 : (gint32) n);
        }
      assert_sum (ledger, ranges, G_N_ELEMENTS (ranges));
      g_assert_true (cabinet_statement_add_up (ledger->statement, ranges, G_N_ELEMENTS (ranges), &sum));
      text = cabinet_statement_dup_text (ledger->statement, ranges, G_N_ELEMENTS (ranges));
      g_assert_cmpuint (count_lines (text), ==, sum.count);
    }
}

static void
test_sums (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      CabinetStatementRange all = { 0, G_MAXUINT };
      CabinetStatementSum sum;
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      assert_random_sums (&ledger, random);
      cabinet_statement_set_side (ledger.statement, CABINET_STATEMENT_CHARGES);
      assert_random_sums (&ledger, random);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
      g_assert_cmpuint (sum.count, ==, cabinet_statement_get_n_operations (ledger.statement));
      g_assert_cmpint (sum.total.micros, ==, cabinet_statement_get_charged (ledger.statement).micros);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 0, &sum));
      g_assert_cmpuint (sum.count, ==, 0);
      cabinet_statement_set_text (ledger.statement, "плата");
      cabinet_statement_set_months (ledger.statement, FALSE);
      assert_random_sums (&ledger, random);
      ledger_close (&ledger);
    }
}

/* Titles as an alphabet has them: abonent, elka (yo is ye), eda, zhuk. */
static int
rank_title (const char *title)
{
  static const char *const sorted[] = { "Абонентская плата", "абонентская плата", "Еда", "Ёлка", "жук" };

  for (int i = 0; i < (int) G_N_ELEMENTS (sorted); i++)
    if (g_str_equal (sorted[i], title))
      return i;
  g_assert_not_reached ();
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;
  int order = rank_title (one->title) - rank_title (other->title);

  return order != 0 ? order : ledger_compare_newest (a, b);
}

static int
compare_titles_down (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;
  int order = rank_title (other->title) - rank_title (one->title);

  return order != 0 ? order : ledger_compare_newest (a, b);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a, *other = *(CabinetOperation *const *) b;

  if (one->amount.micros != other->amount.micros)
    return one->amount.micros < other->amount.micros ? -1 : 1;
  return ledger_compare_newest (a, b);
}

static int
compare_oldest (gconstpointer a, gconstpointer b)
{
  return ledger_compare_newest (b, a);
}

static gboolean
is_in_order (gpointer data)
{
  Ledger *ledger = data;
  g_autofree char *expected = ledger_list_expected (ledger, NULL);
  g_autofree char *ids = ledger_list_ids (ledger->statement);

  return g_str_equal (ids, expected);
}

static void
test_orders (void)
{
  for (guint seed = 1; seed <= N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      CabinetStatementRange all = { 0, G_MAXUINT };
      CabinetStatementSum sum;
      Ledger ledger;

      ledger_open (&ledger, seed, 60 * seed, 30 * seed);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, TRUE);
      g_ptr_array_sort (ledger.operations, compare_oldest);
      g_assert_true (is_in_order (&ledger));
      g_assert_cmpuint (ledger_get_n_rows (ledger.statement), >, ledger.operations->len);
      assert_random_sums (&ledger, random);

      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, TRUE);
      g_ptr_array_sort (ledger.operations, compare_titles);
      service_wait_until (is_in_order, &ledger);
      g_assert_cmpuint (ledger_get_n_rows (ledger.statement), ==, ledger.operations->len);
      assert_random_sums (&ledger, random);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, FALSE);
      g_ptr_array_sort (ledger.operations, compare_titles_down);
      service_wait_until (is_in_order, &ledger);

      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_AMOUNT, TRUE);
      g_ptr_array_sort (ledger.operations, compare_amounts);
      service_wait_until (is_in_order, &ledger);
      cabinet_statement_set_service (ledger.statement, "ТВ");
      g_assert_cmpuint (ledger_get_n_rows (ledger.statement), <, ledger.operations->len);
      assert_random_sums (&ledger, random);
      g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
      g_assert_cmpint (sum.charged.micros, ==, cabinet_statement_get_charged (ledger.statement).micros);
      cabinet_statement_set_service (ledger.statement, NULL);
      g_assert_true (is_in_order (&ledger));

      /* An order that is not read yet gives way to the next. */
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_TITLE, TRUE);
      cabinet_statement_set_order (ledger.statement, CABINET_STATEMENT_BY_DATE, FALSE);
      g_ptr_array_sort (ledger.operations, ledger_compare_newest);
      g_assert_true (is_in_order (&ledger));
      service_run_for (20);
      g_assert_true (is_in_order (&ledger));
      ledger_close (&ledger);
    }
}

static void
test_export (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-rows-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rows.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CabinetExport) export = cabinet_export_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Ledger ledger;

  ledger_open (&ledger, 3, 400, 100);
  cabinet_statement_set_folded (ledger.statement, TRUE);
  cabinet_statement_set_service (ledger.statement, "ТВ");
  cabinet_statement_set_range (ledger.statement, 50000000, 0);
  cabinet_export_add (export, ledger.statement);
  g_assert_true (cabinet_export_save (export, CABINET_EXPORT_CSV, path, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines) - 1, ==, cabinet_statement_get_n_operations (ledger.statement));
  for (guint i = 1; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (lines[i], "ТВ"));
  g_remove (path);
  g_rmdir (folder);
  g_clear_object (&export);
  ledger_close (&ledger);
}

/* Everything is chosen at once, whatever there is. */
static void
test_quick (void)
{
  CabinetStatementRange all = { 0, G_MAXUINT };
  CabinetStatementSum sum;
  Ledger ledger;
  gint64 start;

  ledger_open (&ledger, 9, 20000, 1000);
  start = g_get_monotonic_time ();
  g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
  g_test_message ("everything: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  g_assert_cmpuint (sum.count, ==, 20000);
  all.n = 19000;
  start = g_get_monotonic_time ();
  g_assert_true (cabinet_statement_add_up (ledger.statement, &all, 1, &sum));
  g_test_message ("most: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  cabinet_statement_set_folded (ledger.statement, TRUE);
  g_test_message ("folded: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  g_strfreev (cabinet_statement_dup_services (ledger.statement));
  g_test_message ("services: %.2f ms", (g_get_monotonic_time () - start) / 1000.0);
  ledger_close (&ledger);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/statement-rows/filters", test_filters);
  service_test_add ("/statement-rows/sums", test_sums);
  service_test_add ("/statement-rows/orders", test_orders);
  service_test_add ("/statement-rows/export", test_export);
  service_test_add ("/statement-rows/quick", test_quick);
  return g_test_run ();
}
