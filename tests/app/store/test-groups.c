/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What operations add up to, by month and by service. */
#include "store-fixture.h"

static void
add (GListStore *list, const char *id, const char *date, gint64 kopecks, const char *service)
{
  g_autoptr (CabinetOperation) operation = store_new_operation (id, date, kopecks * CABINET_MONEY_UNIT / 100);

  operation->service = g_strdup (service);
  g_list_store_append (list, operation);
}

static void
fill (StoreFixture *fixture)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  add (list, "1", "2026-09-30", -70000, "Интернет");
  add (list, "2", "2026-10-01", 123450, NULL);
  add (list, "3", "2026-10-15", -2258, "ТВ");
  add (list, "4", "2026-10-15", -500, NULL);
  add (list, "5", "2026-11-01", 258, "ТВ");
  add (list, "6", "2026-11-20", -10000, "Интернет");
  add (list, "7", "2026-11-20", -500, "");
  store_save (fixture, ACCOUNT, list, NULL);
}

static char *
dup_text (GPtrArray *groups)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      CabinetLedgerGroup *group = g_ptr_array_index (groups, i);

      g_string_append_printf (text, "%s:%u,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT " ",
                              group->name != NULL ? group->name : "-", group->count, group->charged / 10000,
                              group->credited / 10000);
    }
  return g_string_free (text, FALSE);
}

static void
assert_groups (StoreFixture *fixture,
               const CabinetLedgerFilter *filter,
               CabinetLedgerGrouping grouping,
               gint64 limit,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups =
    cabinet_archive_query_groups (fixture->archive, ACCOUNT, filter, grouping, limit, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = dup_text (groups);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_groups (StoreFixture *fixture, gconstpointer data)
{
  const CabinetLedgerFilter all = { 0 };
  const CabinetLedgerFilter period = { .from = store_date ("2026-10-02"), .to = store_date ("2026-11-01") };
  const CabinetLedgerFilter found = { .text = "тв" };

  fill (fixture);
  assert_groups (fixture, &all, CABINET_LEDGER_BY_MONTH, -1,
                 "2026-11:3,-10500,258 2026-10:3,-2758,123450 2026-09:1,-70000,0 ");
  assert_groups (fixture, &all, CABINET_LEDGER_BY_SERVICE, -1,
                 "Интернет:2,-80000,0 ТВ:2,-2258,258 -:3,-1000,123450 ");
  assert_groups (fixture, &all, CABINET_LEDGER_BY_SERVICE, 2, "Интернет:1,-10000,0 -:1,-500,0 ");
  assert_groups (fixture, &all, CABINET_LEDGER_BY_MONTH, 4, "2026-11:3,-10500,258 2026-10:1,-500,0 ");
  assert_groups (fixture, &all, CABINET_LEDGER_BY_MONTH, 0, "");
  assert_groups (fixture, &period, CABINET_LEDGER_BY_SERVICE, -1, "ТВ:2,-2258,258 -:1,-500,0 ");
  assert_groups (fixture, &found, CABINET_LEDGER_BY_SERVICE, 10, "ТВ:2,-2258,258 ");
}

/* In a thread of its own it says the same; one that is cancelled does not answer. */
static void
test_async (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) given_up = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  fill (fixture);
  cabinet_archive_add_up_services_async (fixture->archive, ACCOUNT, CABINET_DATE_NONE, CABINET_DATE_NONE,
                                         cancellable, store_on_done, &given_up);
  g_cancellable_cancel (cancellable);
  cabinet_archive_add_up_services_async (fixture->archive, ACCOUNT, store_date ("2026-11-01"),
                                         store_date ("2026-11-30"), NULL, store_on_done, &result);
  store_wait (&given_up);
  g_assert_null (cabinet_archive_add_up_services_finish (fixture->archive, given_up, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_wait (&result);
  services = cabinet_archive_add_up_services_finish (fixture->archive, result, NULL);
  g_assert_nonnull (services);
  text = dup_text (services);
  g_assert_cmpstr (text, ==, "Интернет:1,-10000,0 -:1,-500,0 ТВ:1,0,258 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/groups/sums", StoreFixture, NULL, store_fixture_set_up, test_groups, store_fixture_tear_down);
  g_test_add ("/groups/async", StoreFixture, NULL, store_fixture_set_up, test_async, store_fixture_tear_down);
  return g_test_run ();
}
