/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#define N_MANY 100000

static void
fill_many (StoreFixture *fixture, guint n_rows, guint n_months)
{
  CabinetDate first = store_date ("2023-12-01");

  for (guint done = 0; done < n_rows; done += 500)
    {
      g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

      for (guint i = done; i < done + 500; i++)
        {
          guint per_month = (n_rows + n_months - 1) / n_months;
          CabinetDate month = cabinet_date_add_months (first, i / per_month);
          g_autofree char *date = cabinet_date_to_iso (month + i % per_month * 28 / per_month);
          g_autofree char *id = g_strdup_printf ("f%06u", i);
          g_autoptr (CabinetOperation) operation = store_new_operation (id, date, -(gint64) i * 10000);

          operation->at += i;
          g_list_store_append (list, operation);
        }
      store_save (fixture, ACCOUNT, list, NULL);
    }
}

static void
assert_window (StoreFixture *fixture, CabinetDate month, guint offset, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    cabinet_archive_query_rows (fixture->archive, ACCOUNT, NULL, month, offset, 200, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, MIN (200, expected - offset));
}

/* What is asked before is cancelled at once, also while it runs; what is asked last is answered. */
static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  const CabinetLedgerFilter filter = { .text = "интернет" };
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) months = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *given[20] = { NULL };

  fill_many (fixture, 18000, 36);
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      cabinet_archive_query_months_async (fixture->archive, ACCOUNT, &filter, cancellable, store_on_done,
                                          &given[i]);
      if (i + 1 < G_N_ELEMENTS (given))
        g_cancellable_cancel (cancellable);
    }
  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      store_wait (&given[i]);
      g_ptr_array_add (results, given[i]);
      g_clear_error (&error);
      g_clear_pointer (&months, g_array_unref);
      months = cabinet_archive_query_months_finish (fixture->archive, given[i], &error);
      if (i + 1 < G_N_ELEMENTS (given))
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 36);
}

/* (transfer full) */
static CabinetLedgerFound *
count (StoreFixture *fixture, const CabinetLedgerFilter *filter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CabinetLedgerFound *found;

  cabinet_archive_count_async (fixture->archive, ACCOUNT, filter, NULL, store_on_done, &result);
  store_wait (&result);
  found = cabinet_archive_count_finish (fixture->archive, result, &error);
  g_assert_no_error (error);
  return found;
}

/* The months of a count are those of the sums, and its newest operations those of the lines. */
static void
assert_count (StoreFixture *fixture, const CabinetLedgerFilter *filter, guint expected)
{
  g_autoptr (CabinetLedgerFound) found = count (fixture, filter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months (fixture->archive, ACCOUNT, filter, &error);
  g_autoptr (GArray) lines = cabinet_archive_query_lines (fixture->archive, ACCOUNT, filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, expected);
  g_assert_cmpuint (found->months->len, ==, months->len);
  for (guint i = 0; i < months->len; i++)
    {
      const CabinetLedgerMonth *one = &g_array_index (found->months, CabinetLedgerMonth, i),
                               *other = &g_array_index (months, CabinetLedgerMonth, i);

      g_assert_cmpuint (one->month, ==, other->month);
      g_assert_cmpuint (one->count, ==, other->count);
      g_assert_cmpint (one->digest, ==, other->digest);
    }
  g_assert_cmpuint (found->newest->len, ==, MIN (expected, CABINET_LEDGER_NEWEST));
  for (guint i = 0; i < found->newest->len; i++)
    g_assert_cmpint (g_array_index (found->newest, gint64, i), ==,
                     g_array_index (lines, CabinetLedgerLine, i).place);
}

static void
test_count (StoreFixture *fixture, gconstpointer data)
{
  const CabinetLedgerFilter all = { .text = "интернет" }, months = { .text = "август" },
                            month = { .text = "2024 август" }, nothing = { .text = "никогда" },
                            period = { .text = "август",
                                       .from = store_date ("2024-08-20"),
                                       .to = store_date ("2025-08-10") },
                            charges = { .text = "интернет", .side = CABINET_LEDGER_CHARGES };

  fill_many (fixture, 3500, 35);
  assert_count (fixture, &all, 3499); /* the first is of no sum */
  assert_count (fixture, &months, 300);
  assert_count (fixture, &month, 100);
  assert_count (fixture, &nothing, 0);
  assert_count (fixture, &period, 32 + 36);
  assert_count (fixture, &charges, 3499);
}

/* A beginning of words that was looked for once finds the words that come after. */
static void
test_comes (StoreFixture *fixture, gconstpointer data)
{
  const CabinetLedgerFilter filter = { .text = "нов" };
  static const char *const titles[] = { "Новая услуга", "Обновление", "Новости" };
  static const guint expected[] = { 1, 1, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
      g_autoptr (CabinetOperation) operation = store_new_operation (titles[i], "2025-08-01", -10000);

      g_free (operation->title);
      operation->title = g_strdup (titles[i]);
      g_list_store_append (list, operation);
      store_save (fixture, ACCOUNT, list, NULL);
      assert_count (fixture, &filter, expected[i]);
    }
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  guint n_months = GPOINTER_TO_UINT (data);
  g_autoptr (GArray) months = NULL;
  g_autoptr (GError) error = NULL;
  CabinetLedgerMonth *newest;
  guint total = 0;

  fill_many (fixture, N_MANY, n_months);
  months = cabinet_archive_query_months (fixture->archive, ACCOUNT, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, n_months);
  for (guint i = 0; i < months->len; i++)
    total += g_array_index (months, CabinetLedgerMonth, i).count;
  g_assert_cmpuint (total, ==, N_MANY);
  newest = &g_array_index (months, CabinetLedgerMonth, 0);
  assert_window (fixture, newest->month, 0, newest->count);
  assert_window (fixture, newest->month, newest->count / 2, newest->count);
  assert_window (fixture, newest->month, newest->count - 50, newest->count);
  assert_window (fixture, CABINET_DATE_NONE, N_MANY - 200, N_MANY);
}

#define ADD(name, data, function)                                                            \
  g_test_add ("/store/query-many/" name, StoreFixture, data, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("count", NULL, test_count);
  ADD ("comes", NULL, test_comes);
  ADD ("one-month", GUINT_TO_POINTER (1), test_many);
  ADD ("36-months", GUINT_TO_POINTER (36), test_many);
  return g_test_run ();
}
