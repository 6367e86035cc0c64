/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "cabinet-archive-private.h"
#include "store-fixture.h"

#define SIGN_IN "11111111-2222-3333-4444-555555555555"

static CabinetStoredAccount *
load_account (StoreFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = cabinet_archive_load_accounts (fixture->archive, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetStoredAccount *account = g_ptr_array_index (accounts, i);

      if (g_str_equal (account->id, id))
        return g_object_ref (account);
    }
  return NULL;
}

static void
test_private_files (StoreFixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  struct stat info;

  g_assert_cmpint (stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_sign_ins (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetStoredSignIn) again = store_new_sign_in (SIGN_IN, "12345");
  g_autoptr (CabinetProviderInfo) info = NULL;
  g_autoptr (GPtrArray) sign_ins = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  CabinetStoredSignIn *loaded;
  GAsyncResult *result = NULL;

  info =
    cabinet_record_decode_text (CABINET_TYPE_PROVIDER_INFO,
                                "{\"id\":\"tomtel\",\"name\":\"Томтел\",\"region\":\"Tomsk\",\"about\":"
                                "\"internet\",\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\",\"logins\":[],"
                                "\"mark\":{\"letters\":\"Т\",\"color\":\"#1a5fb4\"}}",
                                -1, &error);
  g_assert_no_error (error);
  cabinet_archive_save_provider_async (fixture->archive, SIGN_IN, info, "\"p1\"", NULL, store_on_done,
                                       &result);
  store_finish (fixture, &result);

  /* Signing in again changes what it says and keeps what it does not. */
  g_free (again->login);
  again->login = g_strdup ("54321");
  again->remember = FALSE;
  cabinet_archive_save_sign_in_async (fixture->archive, again, NULL, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  store_fixture_reopen (fixture);

  sign_ins = cabinet_archive_load_sign_ins (fixture->archive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sign_ins->len, ==, 2);
  loaded = g_ptr_array_index (sign_ins, 0);
  g_assert_cmpstr (loaded->login, ==, "54321");
  g_assert_false (loaded->remember);
  g_assert_cmpint (loaded->kind, ==, CABINET_LOGIN_KIND_PASSWORD);
  g_assert_true (cabinet_record_equal (loaded->info, info));

  etag = cabinet_archive_load_validator (fixture->archive, SIGN_IN, CABINET_RESOURCE_PROVIDER, &error);
  g_assert_cmpstr (etag, ==, "\"p1\"");
  g_free (etag);
  etag = cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_PROVIDER, &error);
  g_assert_cmpstr (etag, ==, "\"p1\"");
  g_free (etag);
  etag = cabinet_archive_load_validator (fixture->archive, OTHER_ACCOUNT, CABINET_RESOURCE_PROVIDER, &error);
  g_assert_null (etag);
  g_assert_no_error (error);
}

static void
test_overview (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetStoredAccount) account = load_account (fixture, ACCOUNT);
  g_autoptr (CabinetOverview) overview = store_new_overview (700);
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  GAsyncResult *result = NULL;

  g_assert_null (account->overview);
  g_assert_cmpint (account->read_at, ==, 0);

  cabinet_archive_save_overview_async (fixture->archive, ACCOUNT, overview, 1000, -5, "\"o1\"", NULL,
                                       store_on_done, &result);
  store_finish (fixture, &result);
  /* Not modified: only the time of reading moves. */
  cabinet_archive_save_overview_async (fixture->archive, ACCOUNT, NULL, 2000, 7, NULL, NULL, store_on_done,
                                       &result);
  store_finish (fixture, &result);
  store_fixture_reopen (fixture);

  g_clear_object (&account);
  account = load_account (fixture, ACCOUNT);
  g_assert_true (cabinet_record_equal (account->overview, overview));
  g_assert_cmpint (account->read_at, ==, 2000);
  g_assert_cmpint (account->clock_skew, ==, 7);
  etag = cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_OVERVIEW, &error);
  g_assert_cmpstr (etag, ==, "\"o1\"");

  /* A new answer without an ETag must not be asked for with the old one. */
  cabinet_archive_save_overview_async (fixture->archive, ACCOUNT, overview, 3000, 7, NULL, NULL,
                                       store_on_done, &result);
  store_finish (fixture, &result);
  g_free (etag);
  etag = cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_OVERVIEW, &error);
  g_assert_null (etag);
  g_assert_no_error (error);
}

static void
test_unreadable_overview (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = store_new_overview (700);
  g_autoptr (CabinetStoredAccount) account = NULL;
  g_autofree char *none = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  cabinet_archive_save_overview_async (fixture->archive, ACCOUNT, overview, 1000, 0, "\"o1\"", NULL,
                                       store_on_done, &result);
  store_finish (fixture, &result);
  none = store_sql (fixture->path, "update accounts set overview = '{\"as_of\":7}'");

  account = load_account (fixture, ACCOUNT);
  g_assert_nonnull (account);
  g_assert_null (account->overview);
  g_assert_nonnull (account->contract);
  etag = cabinet_archive_load_validator (fixture->archive, ACCOUNT, CABINET_RESOURCE_OVERVIEW, &error);
  g_assert_null (etag);
}

/* What cannot be read again from anywhere is an error that says so. */
static void
test_unreadable_contract (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *none = store_sql (fixture->path, "update accounts set contract = '{}'");
  g_autoptr (GError) error = NULL;

  g_assert_null (cabinet_archive_load_accounts (fixture->archive, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
}

static void
test_account_columns (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetCapabilityList) capabilities = NULL;
  g_autoptr (CabinetStoredAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  capabilities = cabinet_record_decode_text (
    CABINET_TYPE_CAPABILITY_LIST,
    "{\"capabilities\":[{\"name\":\"pay\",\"answer\":\"perhaps\",\"reason\":\"…\"}]}", -1, &error);
  g_assert_no_error (error);
  cabinet_archive_save_capabilities_async (fixture->archive, ACCOUNT, capabilities, "\"c\"", NULL,
                                           store_on_done, &result);
  store_finish (fixture, &result);
  cabinet_archive_save_label_async (fixture->archive, ACCOUNT, "Дача", NULL, store_on_done, &result);
  store_finish (fixture, &result);
  cabinet_archive_save_hidden_async (fixture->archive, ACCOUNT, TRUE, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  /* The same contract again keeps its label and its place. */
  store_add_contract (fixture, ACCOUNT, SIGN_IN, "12345");
  store_fixture_reopen (fixture);

  account = load_account (fixture, ACCOUNT);
  g_assert_cmpstr (account->label, ==, "Дача");
  g_assert_true (account->hidden);
  g_assert_cmpint (account->position, ==, 1);
  g_assert_true (cabinet_record_equal (account->capabilities, capabilities));
  g_assert_cmpstr (
    cabinet_record_get_word (cabinet_list_get (account->capabilities->capabilities, 0), "answer"), ==,
    "perhaps");

  cabinet_archive_save_label_async (fixture->archive, ACCOUNT, NULL, NULL, store_on_done, &result);
  store_finish (fixture, &result);
  g_clear_object (&account);
  account = load_account (fixture, ACCOUNT);
  g_assert_null (account->label);
}

static void
test_unknown_account (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  cabinet_archive_save_label_async (fixture->archive, "nobody", "x", NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "not-found");
  g_clear_error (&error);
  rows = cabinet_archive_query_rows (fixture->archive, "nobody", NULL, 0, 0, 10, &error);
  g_assert_null (rows);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CabinetStoredAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  cabinet_archive_save_label_async (fixture->archive, ACCOUNT, "x", cancellable, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  account = load_account (fixture, ACCOUNT);
  g_assert_null (account->label);
}

static gboolean
work_for_ever (CabinetDb *db, gpointer data, GError **error)
{
  gint64 sum;

  g_atomic_int_set ((int *) data, 1);
  return cabinet_db_exec (db, "update accounts set label = 'half done'", error)
         && cabinet_db_query_int (
           db, "with recursive n (i) as (select 1 union all select i + 1 from n) select sum (i) from n", &sum,
           error);
}

/* A statement that runs is interrupted, and what its transaction did is taken back. */
static void
test_interrupted (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CabinetStoredAccount) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int running = 0;

  cabinet_archive_push (fixture->archive, &running, NULL, work_for_ever, CABINET_WORK_TRANSACTION,
                        cancellable, store_on_done, &result);
  while (!g_atomic_int_get (&running))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  account = load_account (fixture, ACCOUNT);
  g_assert_null (account->label);
}

/* Closing loses nothing that was asked for; asking afterwards is an error, not a crash. */
static void
test_close_finishes (StoreFixture *fixture, gconstpointer data)
{
  enum
  {
    N_SAVES = 50
  };
  GAsyncResult *results[N_SAVES] = { NULL };
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  for (int i = 0; i < N_SAVES; i++)
    {
      g_autofree char *text = g_strdup_printf ("label %d", i);

      cabinet_archive_save_label_async (fixture->archive, ACCOUNT, text, NULL, store_on_done, &results[i]);
    }
  cabinet_archive_close (fixture->archive);
  label = store_sql (fixture->path, "select label from accounts where id = '" ACCOUNT "'");
  g_assert_cmpstr (label, ==, "label 49");
  for (int i = 0; i < N_SAVES; i++)
    store_finish (fixture, &results[i]);

  cabinet_archive_save_label_async (fixture->archive, ACCOUNT, "late", NULL, store_on_done, &late);
  store_wait (&late);
  g_assert_false (cabinet_archive_finish (fixture->archive, late, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_null (cabinet_archive_load_accounts (fixture->archive, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
}

static void
test_check (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) operations = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (CabinetOperation) operation = store_new_operation ("p1", "2026-11-03", 400000000);
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_list_store_append (operations, operation);
  store_save (fixture, ACCOUNT, operations, NULL);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_finish (fixture, &result);

  none = store_sql (fixture->path, "update months set credited = credited + 1");
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
  g_assert_nonnull (strstr (error->message, ACCOUNT " 2026-11"));
  g_clear_object (&result);
}

static char *
fail_check (StoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
  return g_strdup (error->message);
}

/* Overwrites @from in the closed file, as a disk that forgets does; both are as long. */
static void
flip (StoreFixture *fixture, const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;
  char *found;

  cabinet_archive_close (fixture->archive);
  g_assert_finalize_object (fixture->archive);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  found = memmem (contents, length, from, strlen (from));
  g_assert_nonnull (found);
  memcpy (found, to, strlen (to));
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  fixture->archive = cabinet_archive_open (fixture->path, NULL);
  g_assert_nonnull (fixture->archive);
}

/* A letter or a day that changed on the disk is found and named, counts as not archived, and is right again
 * once its month was read again. */
static void
test_flipped (StoreFixture *fixture, gconstpointer data)
{
  const char *const *words = data;
  g_autoptr (GListStore) operations = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (CabinetOperation) first = store_new_operation ("p1", "2026-11-03", 400000000);
  g_autoptr (CabinetOperation) second = store_new_operation ("p2", "2026-11-04", 500000000);
  g_autoptr (CabinetOperationMonth) month = store_new_month ("2026-11-01", 3);
  g_autoptr (GPtrArray) months = NULL;
  g_autofree char *named = NULL;

  second->note = g_strdup ("Зажигалка");
  g_list_store_append (operations, first);
  g_list_store_append (operations, second);
  store_save (fixture, ACCOUNT, operations, month);
  flip (fixture, words[0], words[1]);

  named = fail_check (fixture);
  g_assert_nonnull (strstr (named, ACCOUNT " 2026-11"));
  g_assert_null (strstr (named, OTHER_ACCOUNT));
  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, NULL);
  g_assert_cmpuint (CABINET_OPERATION_MONTH (g_ptr_array_index (months, 0))->count, ==, 0);

  store_save (fixture, ACCOUNT, operations, month);
  store_check_finds_nothing (fixture);
  g_ptr_array_unref (months);
  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, NULL);
  g_assert_cmpuint (CABINET_OPERATION_MONTH (g_ptr_array_index (months, 0))->count, ==, 2);
}

static gboolean
verify (StoreFixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean over;

  cabinet_archive_verify_async (fixture->archive, NULL, store_on_done, &result);
  store_wait (&result);
  if (!cabinet_archive_verify_finish (fixture->archive, result, &over, error))
    g_assert_error (*error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  return over;
}

/* Months of 6,000 operations: each is a slice with the one before it that is small. */
static void
save_large_months (StoreFixture *fixture, GListStore *newest)
{
  static const char *const days[] = { "2026-09-01", "2026-10-01", "2026-11-01" };

  for (guint m = 0; m < G_N_ELEMENTS (days); m++)
    {
      g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

      for (guint i = 0; i < 6000; i++)
        {
          g_autofree char *id = g_strdup_printf ("m%u-%u", m, i);
          g_autoptr (CabinetOperation) operation = store_new_operation (id, days[m], -100);

          if (i == 0)
            operation->note = g_strdup_printf ("Зажигалка %u", m);
          g_list_store_append (list, operation);
          if (m == G_N_ELEMENTS (days) - 1)
            g_list_store_append (newest, operation);
        }
      store_save (fixture, ACCOUNT, list, NULL);
    }
}

/* Slice by slice, also when the program was ended between two; what is damaged is found when its turn comes,
 * told until it was read again, and then no more. */
static void
test_verify (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) newest = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (CabinetOperationMonth) month = store_new_month ("2026-11-01", 3);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GError) error = NULL;

  save_large_months (fixture, newest);
  flip (fixture, "Зажигалка 2", "Бажигалка 2");
  g_assert_false (verify (fixture, &error));
  g_assert_no_error (error);
  store_fixture_reopen (fixture);
  g_assert_false (verify (fixture, &error));
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
  g_assert_nonnull (strstr (error->message, ACCOUNT " 2026-11"));
  g_assert_null (strstr (error->message, "2026-10"));
  g_clear_error (&error);
  g_assert_true (verify (fixture, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, NULL);
  g_assert_cmpuint (CABINET_OPERATION_MONTH (g_ptr_array_index (months, 0))->count, ==, 0);

  store_save (fixture, ACCOUNT, newest, month);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (verify (fixture, &error), ==, i == 2);
      g_assert_no_error (error);
    }
}

static void
verify_period (StoreFixture *fixture, const char *from, const char *to, gboolean whole)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_archive_begin_view (fixture->archive, NULL));
  g_assert_true (whole
                 == cabinet_archive_verify_period (fixture->archive, ACCOUNT,
                                                   from != NULL ? store_date (from) : CABINET_DATE_NONE,
                                                   to != NULL ? store_date (to) : CABINET_DATE_NONE, &error));
  if (!whole)
    {
      g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
      g_assert_nonnull (strstr (error->message, ACCOUNT " 2026-11"));
    }
  store_fixture_reopen (fixture);
}

/* A period is whole, whatever is the matter with other months, and what is found in it is marked. */
static void
test_verify_period (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) newest = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GPtrArray) months = NULL;

  save_large_months (fixture, newest);
  verify_period (fixture, NULL, NULL, TRUE);
  flip (fixture, "Зажигалка 2", "Бажигалка 2");
  verify_period (fixture, NULL, "2026-10-02", TRUE);
  verify_period (fixture, "2026-11-20", "2026-11-21", FALSE);
  verify_period (fixture, NULL, NULL, FALSE);
  months = cabinet_archive_load_months (fixture->archive, ACCOUNT, NULL);
  g_assert_cmpuint (CABINET_OPERATION_MONTH (g_ptr_array_index (months, 0))->count, ==, 0);
}

/* The search is brought in line with what is damaged when that is found, and with what was read again when
 * that is saved; what it has of other months is then left as it is. */
static void
test_mended_search (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) newest = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (CabinetOperationMonth) month = store_new_month ("2026-11-01", 3);
  g_autofree char *put = NULL, *kept = NULL, *removed = NULL;

  save_large_months (fixture, newest);
  flip (fixture, "Зажигалка 2", "Зажи  алка 2");
  verify_period (fixture, NULL, NULL, FALSE);
  put =
    store_sql (fixture->path, "insert into search (rowid, words) select min (pk), 'чужое' from operations");
  store_save (fixture, ACCOUNT, newest, month);
  kept = store_sql (fixture->path, "select count(*) from search where search match 'чужое'");
  g_assert_cmpstr (kept, ==, "1");
  removed = store_sql (fixture->path, "insert into search (search, rowid, words) "
                                      "select 'delete', min (pk), 'чужое' from operations");
  store_check_finds_nothing (fixture);
}

static const char *const letter[] = { "Зажигалка", "Бажигалка" };
static const char *const day[] = { "2026-11-04", "2026-10-04" };

#define ADD(name, function)                                                               \
  g_test_add ("/store/archive/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("private-files", test_private_files);
  ADD ("sign-ins", test_sign_ins);
  ADD ("overview", test_overview);
  ADD ("unreadable-overview", test_unreadable_overview);
  ADD ("unreadable-contract", test_unreadable_contract);
  ADD ("account-columns", test_account_columns);
  ADD ("unknown-account", test_unknown_account);
  ADD ("cancelled", test_cancelled);
  ADD ("interrupted", test_interrupted);
  ADD ("close-finishes", test_close_finishes);
  ADD ("check", test_check);
  ADD ("verify", test_verify);
  ADD ("verify-period", test_verify_period);
  ADD ("mended-search", test_mended_search);
  g_test_add ("/store/archive/flipped-letter", StoreFixture, letter, store_fixture_set_up, test_flipped,
              store_fixture_tear_down);
  g_test_add ("/store/archive/flipped-day", StoreFixture, day, store_fixture_set_up, test_flipped,
              store_fixture_tear_down);
  return g_test_run ();
}
