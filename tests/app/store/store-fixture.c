/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
store_on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
store_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
store_finish (StoreFixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  store_wait (result);
  cabinet_archive_finish (fixture->archive, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
}

void
store_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        store_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

CabinetDate
store_date (const char *iso)
{
  CabinetDate date;

  g_assert_true (cabinet_date_parse (iso, &date));
  return date;
}

CabinetStoredSignIn *
store_new_sign_in (const char *id, const char *login)
{
  CabinetStoredSignIn *sign_in = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);

  sign_in->id = g_strdup (id);
  sign_in->connector = g_strdup ("cabinet");
  sign_in->base_url = g_strdup ("http://127.0.0.1:1/tomtel");
  sign_in->provider = g_strdup ("tomtel");
  sign_in->kind = CABINET_LOGIN_KIND_PASSWORD;
  sign_in->login = g_strdup (login);
  sign_in->remember = TRUE;
  return sign_in;
}

CabinetStoredAccount *
store_new_account (const char *id, const char *sign_in, const char *number)
{
  CabinetStoredAccount *account = g_object_new (CABINET_TYPE_STORED_ACCOUNT, NULL);
  CabinetContract *contract = g_object_new (CABINET_TYPE_CONTRACT, NULL);

  contract->id = g_strdup_printf ("c-%s", number);
  contract->number = g_strdup (number);
  contract->holder = g_strdup ("Ёлкина Наталья");
  contract->subscriber_kind = CABINET_SUBSCRIBER_KIND_PERSON;
  contract->zone = g_strdup ("Asia/Tomsk");
  contract->currency = g_strdup ("RUB");
  account->id = g_strdup (id);
  account->sign_in = g_strdup (sign_in);
  account->contract = contract;
  return account;
}

/* Decoded rather than built, as the service gets it. */
CabinetOverview *
store_new_overview (gint64 balance)
{
  g_autofree char *json = g_strdup_printf (
    "{\"as_of\":\"2026-11-21T07:32:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"active\"},"
    "\"balances\":[{\"id\":\"main\",\"kind\":\"main\",\"title\":\"Balance\",\"amount\":{\"amount\":"
    "\"%" G_GINT64_FORMAT
    ".00\",\"currency\":\"RUB\"}}],\"rule\":{\"kind\":\"daily_equal_parts\",\"on_shortage\":\"stop\"},"
    "\"services\":[],\"next_charges\":[]}",
    balance);
  g_autoptr (GError) error = NULL;
  CabinetOverview *overview = cabinet_record_decode_text (CABINET_TYPE_OVERVIEW, json, -1, &error);

  g_assert_no_error (error);
  return overview;
}

CabinetOperation *
store_new_operation (const char *id, const char *date, gint64 micros)
{
  CabinetOperation *operation = g_object_new (CABINET_TYPE_OPERATION, NULL);

  operation->id = g_strdup (id);
  operation->revision = 1;
  operation->date = store_date (date);
  operation->at = ((gint64) operation->date - 719163) * G_TIME_SPAN_DAY + G_TIME_SPAN_HOUR;
  operation->kind = micros < 0 ? CABINET_OPERATION_KIND_CHARGE : CABINET_OPERATION_KIND_PAYMENT;
  operation->amount = cabinet_money (micros, "RUB");
  operation->title = g_strdup (micros < 0 ? "Интернет 300" : "Платёж");
  return operation;
}

CabinetOperationMonth *
store_new_month (const char *month, gint64 revision)
{
  CabinetOperationMonth *record = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);

  record->month = store_date (month);
  record->revision = revision;
  return record;
}

void
store_add_contract (StoreFixture *fixture, const char *account, const char *sign_in, const char *login)
{
  g_autoptr (CabinetStoredSignIn) stored = store_new_sign_in (sign_in, login);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *result = NULL;

  g_ptr_array_add (accounts, store_new_account (account, sign_in, login));
  cabinet_archive_save_sign_in_async (fixture->archive, stored, accounts, NULL, store_on_done, &result);
  store_finish (fixture, &result);
}

CabinetLedgerChange
store_save (StoreFixture *fixture, const char *account, GListStore *operations, CabinetOperationMonth *month)
{
  CabinetLedgerChange change = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_archive_save_operations_async (fixture->archive, account, G_LIST_MODEL (operations), month, NULL,
                                         store_on_done, &result);
  store_wait (&result);
  cabinet_archive_save_operations_finish (fixture->archive, result, &change, &error);
  g_assert_no_error (error);
  return change;
}

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_dir_make_tmp ("cabinet-store-XXXXXX", &error);

  g_assert_no_error (error);
  fixture->folder = g_steal_pointer (&parent);
  fixture->path = g_build_filename (fixture->folder, "data", "archive.db", NULL);
  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
  store_add_contract (fixture, ACCOUNT, "11111111-2222-3333-4444-555555555555", "12345");
  store_add_contract (fixture, OTHER_ACCOUNT, "99999999-8888-7777-6666-555555555555", "48-11702");
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  if (fixture->archive != NULL)
    cabinet_archive_close (fixture->archive);
  g_assert_finalize_object (fixture->archive);
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  cabinet_archive_close (fixture->archive);
  g_assert_finalize_object (fixture->archive);
  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
}

char *
store_sql (const char *path, const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
  char *value = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  while (sql != NULL && *sql != '\0')
    {
      int code = sqlite3_prepare_v2 (db, sql, -1, &statement, &sql);

      if (code != SQLITE_OK)
        g_error ("%s: %s", sqlite3_errmsg (db), sql);
      if (statement == NULL)
        break;
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        if (value == NULL)
          value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
      if (code != SQLITE_DONE)
        g_error ("%s", sqlite3_errmsg (db));
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return value;
}

/* That changes whenever another connection writes. */
static int
read_data_version (sqlite3 *db)
{
  sqlite3_stmt *statement;
  int version;

  g_assert_cmpint (sqlite3_prepare_v2 (db, "pragma data_version", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return version;
}

void
store_check_finds_nothing (StoreFixture *fixture)
{
  GAsyncResult *result = NULL;
  sqlite3 *db;
  int before;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  before = read_data_version (db);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  g_assert_cmpint (read_data_version (db), ==, before);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}
