/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store-fixture.h"

static GListStore *
list_of (CabinetOperation *first, ...)
{
  GListStore *list = g_list_store_new (CABINET_TYPE_OPERATION);
  CabinetOperation *operation = first;
  va_list args;

  va_start (args, first);
  for (; operation != NULL; operation = va_arg (args, CabinetOperation *))
    {
      g_list_store_append (list, operation);
      g_object_unref (operation);
    }
  va_end (args);
  return list;
}

static CabinetOperation *
revised (CabinetOperation *operation, gint64 revision, const char *title)
{
  operation->revision = revision;
  g_free (operation->title);
  operation->title = g_strdup (title);
  return operation;
}

static CabinetOperation *
only_row (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    cabinet_archive_query_rows (fixture->archive, ACCOUNT, NULL, CABINET_DATE_NONE, 0, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  return g_object_ref (g_ptr_array_index (rows, 0));
}

/* Asserts what a saving says it did, and frees its operations. */
static void
assert_change (
  StoreFixture *fixture, GListStore *operations, CabinetOperationMonth *month, guint added, guint changed)
{
  CabinetLedgerChange change = store_save (fixture, ACCOUNT, operations, month);

  g_assert_cmpuint (change.added, ==, added);
  g_assert_cmpuint (change.changed, ==, changed);
  g_object_unref (operations);
}

/* Every member comes back as it was. */
static void
test_round_trip (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperation) loaded = NULL;
  CabinetOperation *operation = store_new_operation ("f-1", "2024-02-29", -23345000);

  operation->balance_after = cabinet_money (-1, "RUB");
  operation->kind = CABINET_OPERATION_KIND_UNKNOWN;
  cabinet_record_set_word (CABINET_RECORD (operation), "kind", "cashback");
  operation->service = g_strdup ("Интернет");
  operation->number = g_strdup ("№ 7");
  g_object_ref (operation);
  assert_change (fixture, list_of (operation, NULL), NULL, 1, 0);
  store_fixture_reopen (fixture);
  loaded = only_row (fixture);
  g_assert_true (cabinet_record_equal (loaded, operation));
  g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (loaded), "kind"), ==, "cashback");
  g_object_unref (operation);
}

static void
test_highest_revision (StoreFixture *fixture, gconstpointer data)
{
  static const char date[] = "2026-11-03";
  g_autoptr (CabinetOperation) loaded = NULL;

  assert_change (fixture, list_of (revised (store_new_operation ("p1", date, 5), 3, "three"), NULL), NULL, 1,
                 0);
  assert_change (fixture, list_of (revised (store_new_operation ("p1", date, 5), 3, "three"), NULL), NULL, 0,
                 0);
  assert_change (fixture, list_of (revised (store_new_operation ("p1", date, 5), 2, "two"), NULL), NULL, 0,
                 0);
  loaded = only_row (fixture);
  g_assert_cmpstr (loaded->title, ==, "three");
  assert_change (fixture, list_of (revised (store_new_operation ("p1", date, 5), 4, "four"), NULL), NULL, 0,
                 1);
  /* A new epoch counts from one again: the whole month is then the server's word. */
  {
    g_autoptr (CabinetOperationMonth) month = store_new_month ("2026-11-01", 1);

    assert_change (fixture, list_of (revised (store_new_operation ("p1", date, 5), 1, "anew"), NULL), month,
                   0, 1);
  }
  g_clear_object (&loaded);
  loaded = only_row (fixture);
  g_assert_cmpstr (loaded->title, ==, "anew");
}

/* Rows that vanish are withdrawn, never deleted, and may come back. */
static void
test_withdrawn (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationMonth) month = store_new_month ("2026-11-01", 7);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  CabinetOperationMonth *november;

  assert_change (fixture,
                 list_of (store_new_operation ("a", "2026-11-01", -10),
                          store_new_operation ("b", "2026-11-30", -20),
                          store_new_operation ("c", "2026-10-31", -30),
                          store_new_operation ("d", "2026-12-01", -40), NULL),
                 NULL, 4, 0);
  assert_change (fixture, list_of (store_new_operation ("a", "2026-11-01", -10), NULL), month, 0, 1);
  kept = store_sql (fixture->path, "select group_concat (id || withdrawn, ' ') from "
                                   "(select * from operations order by pk)");
  g_assert_cmpstr (kept, ==, "c0 a0 b1 d0");

  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (months->len, ==, 3);
  november = g_ptr_array_index (months, 1);
  g_assert_cmpuint (november->month, ==, month->month);
  g_assert_cmpint (november->count, ==, 1);
  g_assert_cmpint (november->charged.micros, ==, -10);
  g_assert_cmpstr (november->charged.currency, ==, "RUB");
  g_assert_cmpint (november->revision, ==, 7);

  assert_change (fixture, list_of (store_new_operation ("b", "2026-11-30", -20), NULL), NULL, 0, 1);
  g_free (kept);
  kept = store_sql (fixture->path, "select group_concat (id || withdrawn, ' ') from "
                                   "(select * from operations order by pk)");
  g_assert_cmpstr (kept, ==, "c0 a0 b0 d0");
}

/* One bad row takes back the whole page. */
static void
test_other_currency (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) operations = list_of (store_new_operation ("a", "2026-11-01", -10),
                                               store_new_operation ("b", "2026-11-01", -10), NULL);
  CabinetOperation *bad = cabinet_list_get (operations, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;

  bad->amount = cabinet_money (-10, "KZT");
  cabinet_archive_save_operations_async (fixture->archive, ACCOUNT, G_LIST_MODEL (operations), NULL, NULL,
                                         store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_save_operations_finish (fixture->archive, result, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL);
  count = store_sql (fixture->path, "select count(*) from operations");
  g_assert_cmpstr (count, ==, "0");
}

static void
save_state (
  StoreFixture *fixture, const char *epoch, gint64 seq, const char *etag, CabinetOperationMonth *month)
{
  g_autoptr (CabinetOperationMonths) months = g_object_new (CABINET_TYPE_OPERATION_MONTHS, NULL);
  GAsyncResult *result = NULL;

  months->epoch = g_strdup (epoch);
  months->seq = seq;
  if (month != NULL)
    g_list_store_append (months->months, month);
  cabinet_archive_save_ledger_state_async (fixture->archive, ACCOUNT, months, etag, NULL, store_on_done,
                                           &result);
  store_finish (fixture, &result);
}

static void
test_ledger_state (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOperationMonth) october = store_new_month ("2026-10-01", 3);
  g_autoptr (CabinetOperationMonth) november = store_new_month ("2026-11-01", 9);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree CabinetLedgerState *state = NULL;
  g_autofree char *etag = NULL;

  g_assert_null (cabinet_archive_load_ledger_state (fixture->archive, ACCOUNT, &error));
  g_assert_no_error (error);
  save_state (fixture, "e1", 10, "\"m1\"", october);
  save_state (fixture, "e2", 11, "\"m2\"", november);
  store_fixture_reopen (fixture);

  state = cabinet_archive_load_ledger_state (fixture->archive, ACCOUNT, &error);
  g_assert_cmpstr (state->epoch, ==, "e2");
  g_assert_cmpint (state->seq, ==, 11);
  etag = cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_MONTHS, &error);
  g_assert_cmpstr (etag, ==, "\"m2\"");
  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, &error);
  g_assert_cmpuint (months->len, ==, 2);
  g_assert_cmpint (((CabinetOperationMonth *) g_ptr_array_index (months, 0))->revision, ==, 9);
  g_assert_cmpint (((CabinetOperationMonth *) g_ptr_array_index (months, 1))->revision, ==, 0);
  g_assert_null (cabinet_archive_load_ledger_state (fixture->archive, OTHER_ACCOUNT, &error));
  g_assert_no_error (error);
}

static CabinetOperation *
random_operation (void)
{
  g_autofree char *id = g_strdup_printf ("r%d", g_test_rand_int_range (0, 60));
  g_autofree char *date =
    g_strdup_printf ("2026-%02d-%02d", g_test_rand_int_range (1, 5), g_test_rand_int_range (1, 29));
  CabinetOperation *operation = store_new_operation (id, date, g_test_rand_int_range (-2000000, 2000000));

  operation->revision = g_test_rand_int_range (1, 6);
  operation->withdrawn = g_test_rand_int_range (0, 4) == 0;
  return operation;
}

/* Whatever is done to the operations, the months are their sums, and the search has their words. */
static void
test_months_random (StoreFixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 60; round++)
    {
      g_autoptr (GListStore) operations = g_list_store_new (CABINET_TYPE_OPERATION);
      g_autofree char *first = g_strdup_printf ("2026-%02d-01", g_test_rand_int_range (1, 5));
      g_autoptr (CabinetOperationMonth) month = g_test_rand_bit () ? store_new_month (first, round) : NULL;
      int n = g_test_rand_int_range (0, 30);

      for (int i = 0; i < n; i++)
        {
          g_autoptr (CabinetOperation) operation = random_operation ();

          g_list_store_append (operations, operation);
        }
      store_save (fixture, g_test_rand_int_range (0, 3) > 0 ? ACCOUNT : OTHER_ACCOUNT, operations, month);
      store_check_finds_nothing (fixture);
    }
}

#define ADD(name, function)                                                                  \
  g_test_add ("/store/operations/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("round-trip", test_round_trip);
  ADD ("highest-revision", test_highest_revision);
  ADD ("withdrawn", test_withdrawn);
  ADD ("other-currency", test_other_currency);
  ADD ("ledger-state", test_ledger_state);
  ADD ("months-random", test_months_random);
  return g_test_run ();
}
