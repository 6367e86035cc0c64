/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-readings.h"
#include "cabinet-catalogue.h"
#include "store-fixture.h"

static CabinetTariffList *
new_list (const char *title)
{
  g_autofree char *json = g_strdup_printf (
    "{\"tariffs\":[{\"id\":\"t1\",\"title\":\"%s\",\"fee\":{\"amount\":\"550.00\",\"currency\":\"RUB\"},"
    "\"period\":\"month\",\"current\":true,\"available\":\"no\"}]}",
    title);
  g_autoptr (GError) error = NULL;
  CabinetTariffList *list = cabinet_record_decode_text (CABINET_TYPE_TARIFF_LIST, json, -1, &error);

  g_assert_no_error (error);
  return list;
}

static void
save (StoreFixture *fixture, CabinetTariffList *list, CabinetInstant read_at, const char *etag)
{
  GAsyncResult *result = NULL;

  cabinet_archive_save_reading_async (fixture->archive, ACCOUNT, CABINET_RESOURCE_TARIFFS, list, read_at,
                                      etag, NULL, store_on_done, &result);
  store_finish (fixture, &result);
}

static void
assert_kept (StoreFixture *fixture, const char *title, CabinetInstant read_at, const char *etag)
{
  g_autoptr (GError) error = NULL;
  CabinetInstant at;
  g_autoptr (CabinetTariffList) list = cabinet_archive_load_reading (
    fixture->archive, ACCOUNT, CABINET_RESOURCE_TARIFFS, CABINET_TYPE_TARIFF_LIST, &at, &error);
  g_autofree char *kept =
    cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_TARIFFS, NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, etag);
  g_assert_cmpint (at, ==, read_at);
  if (title == NULL)
    g_assert_null (list);
  else
    g_assert_cmpstr (CABINET_TARIFF (cabinet_list_get (list->tariffs, 0))->title, ==, title);
}

static void
test_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetTariffList) first = new_list ("Дом 300");
  g_autoptr (CabinetTariffList) second = new_list ("Дом 500");
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) none = NULL;

  assert_kept (fixture, NULL, 0, NULL);
  save (fixture, first, 10, "\"a\"");
  assert_kept (fixture, "Дом 300", 10, "\"a\"");
  save (fixture, NULL, 20, NULL);
  assert_kept (fixture, "Дом 300", 20, "\"a\"");
  save (fixture, second, 30, NULL);
  store_fixture_reopen (fixture);
  assert_kept (fixture, "Дом 500", 30, NULL);
  none = cabinet_archive_load_reading (fixture->archive, OTHER_ACCOUNT, CABINET_RESOURCE_TARIFFS,
                                       CABINET_TYPE_TARIFF_LIST, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_confirming_nothing (StoreFixture *fixture, gconstpointer data)
{
  save (fixture, NULL, 10, NULL);
  assert_kept (fixture, NULL, 0, NULL);
}

static void
test_unknown_account (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetTariffList) list = new_list ("x");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_archive_save_reading_async (fixture->archive, "nobody", CABINET_RESOURCE_TARIFFS, list, 1, "e",
                                      NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
}

/* What another version wrote and this one cannot read is asked for anew, without its ETag. */
static void
test_unreadable (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetTariffList) list = new_list ("Дом 300");
  g_autofree char *none = NULL;

  save (fixture, list, 10, "\"a\"");
  none = store_sql (fixture->path, "update readings set body = '{\"tariffs\":7}'");
  assert_kept (fixture, NULL, 0, NULL);
}

static void
test_goes_with_account (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetTariffList) list = new_list ("Дом 300");
  g_autofree char *left = NULL;
  GAsyncResult *result = NULL;

  save (fixture, list, 10, "\"a\"");
  left = store_sql (fixture->path, "insert into payments values (1, 'p', null, 1, 1, '{}'); "
                                   "insert into messages values (1, 't', 'm', null, 1, '{}')");
  cabinet_archive_erase_account_async (fixture->archive, ACCOUNT, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  left =
    store_sql (fixture->path, "select (select count(*) from readings) + (select count(*) from payments) + "
                              "(select count(*) from messages) + (select count(*) from validators)");
  g_assert_cmpstr (left, ==, "0");
}

#define ADD(name, function)                                                                \
  g_test_add ("/store/readings/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("confirming-nothing", test_confirming_nothing);
  ADD ("unknown-account", test_unknown_account);
  ADD ("unreadable", test_unreadable);
  ADD ("goes-with-account", test_goes_with_account);
  return g_test_run ();
}
