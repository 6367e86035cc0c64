/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>

#include "cabinet-household-private.h"
#include "search-fixture.h"

/* One search over the contracts of a household, held against what is reckoned from their operations one by
 * one. */

static guint
get_n_rows (SearchFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->search));
}

static CabinetStatementRow *
get_row (SearchFixture *fixture, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->search), position);
}

static gboolean
is_fee (CabinetOperation *operation)
{
  g_autofree char *title = g_utf8_casefold (operation->title, -1);

  return strstr (title, "плата") != NULL;
}

static gboolean
is_of_february (CabinetOperation *operation)
{
  return cabinet_date_month_start (operation->date) == cabinet_date_new (2026, 2, 1);
}

static gboolean
is_fee_of_february (CabinetOperation *operation)
{
  return is_fee (operation) && is_of_february (operation);
}

/* A head a month, then what it stands for: "2026-02-01 12 RUB -30 5 KZT -7 0", "10002 o00017". */
static void
append_head (GString *text, GPtrArray *operations, guint first, LedgerWanted wanted)
{
  const CabinetDate month =
    cabinet_date_month_start (((CabinetOperation *) g_ptr_array_index (operations, first))->date);
  g_autofree char *iso = cabinet_date_to_iso (month);
  guint count = 0;

  for (guint i = first; i < operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (operations, i);

      if (cabinet_date_month_start (operation->date) == month && wanted (operation))
        count++;
    }
  g_string_append_printf (text, "%s %u", iso, count);
  for (guint c = 0; c < 2; c++)
    {
      gint64 charged = 0, credited = 0;

      for (guint i = first; i < operations->len; i++)
        {
          CabinetOperation *operation = g_ptr_array_index (operations, i);

          if (cabinet_date_month_start (operation->date) != month || !wanted (operation)
              || !g_str_equal (operation->amount.currency, search_currencies[c]))
            continue;
          charged += MIN (operation->amount.micros, 0);
          credited += MAX (operation->amount.micros, 0);
        }
      if (charged != 0 || credited != 0)
        g_string_append_printf (text, " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, search_currencies[c],
                                charged, credited);
    }
  g_string_append_c (text, '\n');
}

static char *
list_expected (SearchFixture *fixture, LedgerWanted wanted)
{
  GString *text = g_string_new (NULL);
  CabinetDate month = CABINET_DATE_NONE;

  for (guint i = 0; i < fixture->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (fixture->operations, i);

      if (!wanted (operation))
        continue;
      if (cabinet_date_month_start (operation->date) != month)
        append_head (text, fixture->operations, i, wanted);
      month = cabinet_date_month_start (operation->date);
      g_string_append_printf (text, "%s %s\n", (char *) g_object_get_data (G_OBJECT (operation), "number"),
                              operation->id);
    }
  return g_string_free (text, FALSE);
}

/* In the order of the currencies. */
static void
append_sums (GString *text, CabinetStatementRow *head)
{
  g_assert_cmpuint (head->charged_in->len, ==, head->credited_in->len);
  for (guint c = 0; c < 2; c++)
    for (guint i = 0; i < head->charged_in->len; i++)
      {
        const CabinetMoney *charged = &g_array_index (head->charged_in, CabinetMoney, i);
        const CabinetMoney *credited = &g_array_index (head->credited_in, CabinetMoney, i);

        g_assert_cmpstr (charged->currency, ==, credited->currency);
        if (g_str_equal (charged->currency, search_currencies[c]))
          g_string_append_printf (text, " %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, search_currencies[c],
                                  charged->micros, credited->micros);
      }
}

static void
append_row (GString *text, CabinetStatementRow *row)
{
  g_autofree char *month = cabinet_date_to_iso (row->month);

  if (row->kind == CABINET_STATEMENT_ROW_OPERATION)
    {
      g_string_append_printf (text, "%s %s\n", cabinet_account_get_contract (row->account)->number,
                              row->operation->id);
      g_assert_cmpstr (row->amount.currency, ==, cabinet_account_get_contract (row->account)->currency);
      return;
    }
  g_string_append_printf (text, "%s %u", month, row->count);
  append_sums (text, row);
  g_string_append_c (text, '\n');
}

static char *
list_rows (SearchFixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < get_n_rows (fixture); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (fixture, i);

      append_row (text, row);
    }
  return g_string_free (text, FALSE);
}

static void
assert_rows (SearchFixture *fixture, LedgerWanted wanted)
{
  g_autofree char *expected = list_expected (fixture, wanted);
  g_autofree char *rows = list_rows (fixture);
  guint n = 0;

  for (guint i = 0; i < fixture->operations->len; i++)
    n += wanted (g_ptr_array_index (fixture->operations, i)) ? 1 : 0;
  g_assert_cmpstr (rows, ==, expected);
  g_assert_cmpuint (cabinet_household_search_get_n_operations (fixture->search), ==, n);
}

/* Each currency by itself, never added to another. */
static void
assert_sums (SearchFixture *fixture, LedgerWanted wanted)
{
  g_autoptr (GArray) charged = NULL;
  g_autoptr (GArray) credited = NULL;
  gint64 out[2] = { 0 }, in[2] = { 0 };

  for (guint i = 0; i < fixture->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (fixture->operations, i);
      guint c = g_str_equal (operation->amount.currency, "KZT") ? 1 : 0;

      if (!wanted (operation))
        continue;
      out[c] += MIN (operation->amount.micros, 0);
      in[c] += MAX (operation->amount.micros, 0);
    }
  g_assert_true (cabinet_household_search_add_up (fixture->search, &charged, &credited));
  g_assert_cmpuint (charged->len, ==, 2);
  g_assert_cmpuint (credited->len, ==, 2);
  for (guint c = 0; c < 2; c++)
    {
      g_assert_cmpstr (g_array_index (charged, CabinetMoney, c).currency, ==, search_currencies[c]);
      g_assert_cmpint (g_array_index (charged, CabinetMoney, c).micros, ==, out[c]);
      g_assert_cmpint (g_array_index (credited, CabinetMoney, c).micros, ==, in[c]);
    }
}

/* Few in a month, so that several are read together; many, so that one is read by days; more in a day than
 * come with the count. */
static void
test_rows (void)
{
  static const guint sizes[][2] = { { 30, 700 }, { 400, 90 }, { 2500, 70 }, { 1200, 28 }, { 900, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      SearchFixture fixture;

      search_fixture_open (&fixture, i + 1, sizes[i][0], sizes[i][1]);
      search_fixture_look_for (&fixture, "плата");
      assert_rows (&fixture, is_fee);
      assert_sums (&fixture, is_fee);
      g_assert_cmpuint (cabinet_household_search_get_n_contracts (fixture.search), ==, N_SEARCH_CONTRACTS);
      g_assert_cmpuint (cabinet_household_search_get_n_unread (fixture.search), ==, 0);
      search_fixture_look_for (&fixture, "плата февраль 2026");
      assert_rows (&fixture, is_fee_of_february);
      search_fixture_look_for (&fixture, "февраль 2026");
      assert_rows (&fixture, is_of_february);
      search_fixture_close (&fixture);
    }
}

/* From wherever somebody begins to look. */
static void
test_anywhere (void)
{
  for (guint seed = 1; seed <= 4; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      SearchFixture fixture;
      g_auto (GStrv) lines = NULL;
      g_autofree char *expected = NULL;

      search_fixture_open (&fixture, seed, seed % 2 == 0 ? 1500 : 60, 200);
      expected = list_expected (&fixture, is_fee);
      lines = g_strsplit (expected, "\n", -1);
      search_fixture_look_for (&fixture, "плата");
      g_assert_cmpuint (get_n_rows (&fixture), ==, g_strv_length (lines) - 1);
      for (guint i = 0; i < 300; i++)
        {
          guint position = (guint) g_rand_int_range (random, 0, (gint32) get_n_rows (&fixture));
          g_autoptr (CabinetStatementRow) row = get_row (&fixture, position);
          g_autoptr (CabinetStatementRow) same = get_row (&fixture, position);
          g_autoptr (GString) text = g_string_new (NULL);

          g_assert_true (row == same);
          append_row (text, row);
          g_string_truncate (text, text->len - 1);
          g_assert_cmpstr (text->str, ==, lines[position]);
        }
      g_assert_null (get_row (&fixture, get_n_rows (&fixture)));
      search_fixture_close (&fixture);
    }
}

/* A keystroke cancels the search before it; what was found stays until then. */
static void
test_typing (void)
{
  SearchFixture fixture;
  guint n_rows;

  search_fixture_open (&fixture, 1, 200, 100);
  g_assert_true (cabinet_household_search_has_operations (fixture.search));
  g_assert_null (cabinet_household_search_get_text (fixture.search));
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);
  search_fixture_look_for (&fixture, "плата");
  n_rows = get_n_rows (&fixture);
  fixture.n_found = 0;
  cabinet_household_search_set_text (fixture.search, " плата ");
  g_assert_false (cabinet_household_search_get_searching (fixture.search));

  cabinet_household_search_set_text (fixture.search, "ж");
  cabinet_household_search_set_text (fixture.search, "жу");
  cabinet_household_search_set_text (fixture.search, "жук");
  g_assert_true (cabinet_household_search_get_searching (fixture.search));
  g_assert_cmpstr (cabinet_household_search_get_text (fixture.search), ==, "плата");
  g_assert_cmpuint (get_n_rows (&fixture), ==, n_rows);
  service_wait_until (search_is_done, fixture.search);
  g_assert_cmpstr (cabinet_household_search_get_text (fixture.search), ==, "жук");
  g_assert_cmpuint (fixture.n_found, ==, get_n_rows (&fixture) > 0 ? 2 : 1);
  fixture.n_found = 0;

  /* Nothing at once, and what was looked for does not come after all. */
  cabinet_household_search_set_text (fixture.search, "елка");
  cabinet_household_search_set_text (fixture.search, "  ");
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);
  g_assert_null (cabinet_household_search_get_text (fixture.search));
  service_run_for (200);
  g_assert_cmpuint (fixture.n_found, ==, 1);
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);

  search_fixture_look_for (&fixture, "никогда");
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);
  g_assert_cmpuint (cabinet_household_search_get_n_contracts (fixture.search), ==, 0);
  /* Given up in the middle. */
  cabinet_household_search_set_text (fixture.search, "елка");
  search_fixture_close (&fixture);
}

static gboolean
is_found (gpointer fixture)
{
  return ((SearchFixture *) fixture)->n_found > 0;
}

static void
on_head_changed (GListModel *model, guint position, guint removed, guint added, gpointer n_heads)
{
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (model, position);

  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (added, ==, 1);
  g_assert_cmpint (row->kind, ==, CABINET_STATEMENT_ROW_MONTH);
  g_assert_cmpuint (row->charged_in->len, >, 0);
  ++*(guint *) n_heads;
}

/* What is found is there before it is added up, which then changes the heads alone. */
static void
test_counted_first (void)
{
  SearchFixture fixture;
  guint n_rows, n_heads = 0;

  search_fixture_open (&fixture, 5, 200, 100);
  cabinet_household_search_set_text (fixture.search, "плата");
  service_wait_until (is_found, &fixture);
  g_assert_cmpstr (cabinet_household_search_get_text (fixture.search), ==, "плата");
  g_assert_true (cabinet_household_search_get_searching (fixture.search));
  n_rows = get_n_rows (&fixture);
  g_assert_cmpuint (n_rows, >, 100);
  {
    g_autoptr (CabinetStatementRow) head = get_row (&fixture, 0);
    g_autoptr (GArray) charged = NULL;
    g_autoptr (GArray) credited = NULL;

    g_assert_cmpuint (head->charged_in->len, ==, 0);
    g_assert_false (cabinet_household_search_add_up (fixture.search, &charged, &credited));
    g_assert_cmpuint (charged->len, ==, 0);
  }
  g_signal_connect (fixture.search, "items-changed", G_CALLBACK (on_head_changed), &n_heads);
  service_wait_until (search_is_done, fixture.search);
  g_assert_cmpuint (n_heads, ==, 4);
  g_assert_cmpuint (get_n_rows (&fixture), ==, n_rows);
  assert_rows (&fixture, is_fee);
  assert_sums (&fixture, is_fee);
  search_fixture_close (&fixture);
}

/* What items-changed told last. */
typedef struct
{
  guint position, removed, added, n_times;
} Change;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Change *change = data;

  *change = (Change){ position, removed, added, change->n_times + 1 };
}

/* Renews @operation in the archive, as a sync does. */
static void
put (SearchFixture *fixture, CabinetOperation *operation, const char *number)
{
  g_autofree char *id = g_strconcat ("tomtel-", number, NULL);
  g_autoptr (CabinetAccount) account = service_lookup (fixture->household, id);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, operation);
  ledger_save (cabinet_household_get_core (fixture->household)->archive, id, one);
  g_signal_emit_by_name (account, "ledger-changed");
}

static void
put_new (SearchFixture *fixture, guint i, CabinetDate day, guint contract)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (i);
  CabinetOperation *operation = ledger_make_operation (random, i, day);

  g_free (operation->title);
  operation->title = g_strdup ("Плата за новое");
  search_fixture_keep (fixture, operation, contract);
  g_ptr_array_sort (fixture->operations, ledger_compare_newest);
  put (fixture, operation, search_numbers[contract]);
}

static gboolean
has_changed (gpointer data)
{
  return ((Change *) data)->n_times > 0;
}

/* The ledger of any contract; months that did not change keep their rows. */
static void
test_changes (void)
{
  SearchFixture fixture;
  Change change = { 0 };
  g_autoptr (CabinetStatementRow) first = NULL;
  g_autoptr (CabinetStatementRow) still = NULL;

  search_fixture_open (&fixture, 3, 200, 100);
  search_fixture_look_for (&fixture, "плата");
  first = get_row (&fixture, 0);
  g_signal_connect (fixture.search, "items-changed", G_CALLBACK (on_items_changed), &change);
  put_new (&fixture, 70001, cabinet_date_new (2026, 1, 12), 1);
  service_wait_until (has_changed, &change);
  assert_rows (&fixture, is_fee);
  g_assert_cmpuint (change.n_times, ==, 1);
  g_assert_cmpuint (change.position + change.added, ==, get_n_rows (&fixture));
  g_assert_cmpuint (change.position, >, get_n_rows (&fixture) / 2);
  g_assert_cmpuint (change.added, ==, change.removed + 1);
  still = get_row (&fixture, 0);
  g_assert_true (first == still);

  /* While a search is under way, of the same text and of another. */
  change.n_times = 0;
  put_new (&fixture, 70004, cabinet_date_new (2026, 3, 1), 1);
  service_run_for (1);
  put_new (&fixture, 70006, cabinet_date_new (2026, 5, 1), 0);
  service_wait_until (has_changed, &change);
  cabinet_household_search_set_text (fixture.search, "новое");
  put_new (&fixture, 70009, cabinet_date_new (2026, 6, 1), 0);
  cabinet_household_search_set_text (fixture.search, "плата");
  service_run_for (300);
  service_wait_until (search_is_done, fixture.search);
  assert_rows (&fixture, is_fee);
  assert_sums (&fixture, is_fee);
  search_fixture_close (&fixture);
}

static gboolean
is_fee_of_others (CabinetOperation *operation)
{
  return is_fee (operation)
         && !g_str_equal (g_object_get_data (G_OBJECT (operation), "number"), search_numbers[0]);
}

static gboolean
are_two_found (gpointer data)
{
  return cabinet_household_search_get_n_contracts (data) == 2;
}

static gboolean
are_three_found (gpointer data)
{
  return cabinet_household_search_get_n_contracts (data) == 3;
}

/* Contracts that come and go, also while somebody searches. */
static void
test_contracts (void)
{
  SearchFixture fixture;
  g_autoptr (CabinetAccount) first = NULL;
  g_autoptr (GError) error = NULL;

  search_fixture_open (&fixture, 5, 100, 100);
  first = service_lookup (fixture.household, "tomtel-10001");
  search_fixture_look_for (&fixture, "плата");
  cabinet_account_set_hidden_async (first, TRUE, NULL, NULL, NULL);
  service_wait_until (are_two_found, fixture.search);
  assert_rows (&fixture, is_fee_of_others);
  cabinet_account_set_hidden_async (first, FALSE, NULL, NULL, NULL);
  service_wait_until (are_three_found, fixture.search);
  assert_rows (&fixture, is_fee);

  cabinet_household_search_set_text (fixture.search, "абонентская плата");
  g_assert_true (service_remove (fixture.household, first, &error));
  g_assert_no_error (error);
  service_wait_until (are_two_found, fixture.search);
  service_wait_until (search_is_done, fixture.search);
  assert_rows (&fixture, is_fee_of_others);
  g_clear_object (&first);
  search_fixture_close (&fixture);
}

static gboolean
is_any_found (gpointer data)
{
  return cabinet_household_search_get_n_operations (data) > 0;
}

/* A contract that is added while a text stands, and what its syncs bring. */
static void
test_sync (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  SearchFixture fixture = { .operations = g_ptr_array_new_with_free_func (g_object_unref) };
  g_autoptr (CabinetAccount) account = NULL;
  g_autofree char *said = NULL;
  guint before;

  search_fixture_begin (&fixture);
  search_fixture_look_for (&fixture, "июнь 2026");
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);
  g_assert_false (cabinet_household_search_has_operations (fixture.search));
  account = service_add_demo (fixture.household, demo);
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (is_any_found, fixture.search);
  g_assert_true (cabinet_household_search_has_operations (fixture.search));
  search_fixture_look_for (&fixture, "картина");
  g_assert_cmpuint (get_n_rows (&fixture), ==, 0);
  search_fixture_look_for (&fixture, "июнь 2026");
  before = cabinet_household_search_get_n_operations (fixture.search);
  search_fixture_look_for (&fixture, "картина");

  said = service_control (demo, "ledger/insert",
                          "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"date\":\"2026-06-05\","
                          "\"amount\":\"-1.00\",\"title\":\"Картина\"}");
  g_assert_true (service_refresh (account, NULL, NULL));
  service_wait_until (is_any_found, fixture.search);
  g_assert_cmpuint (cabinet_household_search_get_n_operations (fixture.search), ==, 1);
  search_fixture_look_for (&fixture, "июнь 2026");
  g_assert_cmpuint (cabinet_household_search_get_n_operations (fixture.search), ==, before + 1);
  g_clear_object (&account);
  search_fixture_close (&fixture);
}

/* Two of a currency whose sum no 64 bits hold: they are counted, and no wrong sum is told. */
static void
test_too_large (void)
{
  SearchFixture fixture;
  CabinetArchive *archive = ledger_open_archive ();
  g_autoptr (GArray) charged = NULL;
  g_autoptr (GArray) credited = NULL;
  g_autoptr (CabinetStatementRow) head = NULL;

  fixture.operations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      g_autofree char *account = g_strconcat ("tomtel-", search_numbers[i], NULL);
      g_autoptr (GPtrArray) own = g_ptr_array_new ();
      CabinetOperation *operation = ledger_make_operation (random, i, cabinet_date_new (2026, 2, 3));

      ledger_add_contract (archive, search_numbers[i], "RUB");
      operation->amount = cabinet_money (G_MAXINT64 - 5, "RUB");
      g_ptr_array_add (fixture.operations, operation);
      g_ptr_array_add (own, operation);
      ledger_save (archive, account, own);
    }
  cabinet_archive_close (archive);
  g_object_unref (archive);
  search_fixture_begin (&fixture);
  search_fixture_look_for (&fixture, "2026");
  g_assert_cmpuint (cabinet_household_search_get_n_operations (fixture.search), ==, 2);
  g_assert_false (cabinet_household_search_add_up (fixture.search, &charged, &credited));
  g_assert_cmpuint (charged->len + credited->len, ==, 0);
  head = get_row (&fixture, 0);
  g_assert_cmpuint (head->count, ==, 2);
  g_assert_cmpuint (head->charged_in->len + head->credited_in->len, ==, 0);
  g_clear_object (&head);
  search_fixture_close (&fixture);
}

static void
run_sql (const char *sql)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", "archive.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* A damaged month that counts what is not there: rows that say nothing. */
static void
test_empty_month (void)
{
  SearchFixture fixture;
  g_autoptr (CabinetStatementRow) row = NULL;

  search_fixture_open (&fixture, 1, 30, 100);
  run_sql ("insert into months (account, month, count) select pk, '2035-07-01', 300 from accounts");
  search_fixture_look_for (&fixture, "2035");
  g_assert_cmpuint (get_n_rows (&fixture), ==, 1 + 300 * N_SEARCH_CONTRACTS);
  row = get_row (&fixture, 7);
  g_assert_cmpstr (row->operation->id, ==, "");
  g_clear_object (&row);
  search_fixture_close (&fixture);
}

int
main (int argc, char *argv[])
{
  service_test_init (&argc, &argv);
  service_test_add ("/household-search/rows", test_rows);
  service_test_add ("/household-search/anywhere", test_anywhere);
  service_test_add ("/household-search/typing", test_typing);
  service_test_add ("/household-search/counted-first", test_counted_first);
  service_test_add ("/household-search/changes", test_changes);
  service_test_add ("/household-search/contracts", test_contracts);
  service_test_add ("/household-search/sync", test_sync);
  service_test_add ("/household-search/too-large", test_too_large);
  service_test_add ("/household-search/empty-month", test_empty_month);
  return g_test_run ();
}
