/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cabinet-archive-private.h"
#include "store-fixture.h"

#define NOBODY 65534

static GError *
fail_to_open (const char *path, const char *code)
{
  GError *error = NULL;
  CabinetArchive *archive = cabinet_archive_open (path, &error);

  g_assert_null (archive);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  g_test_message ("%s", error->message);
  return error;
}

/* Closes the fixture's archive and asserts that opening it fails and leaves its bytes as they are. */
static void
assert_refused (StoreFixture *fixture, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  error = fail_to_open (fixture->path, code);
  g_assert_true (g_file_get_contents (fixture->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static void
close_archive (StoreFixture *fixture)
{
  cabinet_archive_close (fixture->archive);
  g_assert_finalize_object (fixture->archive);
  fixture->archive = NULL;
}

static void
tear_down (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  if (fixture->archive == NULL)
    {
      store_remove_folder (fixture->folder);
      g_free (fixture->path);
      g_free (fixture->folder);
      return;
    }
  store_fixture_tear_down (fixture, data);
}

static void
test_fresh (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *version = store_sql (fixture->path, "pragma user_version");
  g_autofree char *mode = store_sql (fixture->path, "pragma journal_mode");

  g_assert_cmpstr (version, ==, "7");
  g_assert_cmpstr (mode, ==, "wal");
}

/* What must be the same in each version: of which there is a table, and a column. */
static char *
dup_contents (const char *path, int version)
{
  static const char *const queries[] = {
    "select group_concat (account || id || revision || withdrawn || date || at || kind || amount || "
    "quote (balance_after) || title || quote (service) || quote (method) || quote (number) || quote (note), "
    "x'0a') "
    "from (select * from operations order by account, id)",
    "select group_concat (account || month || count || ' ' || charged || ' ' || credited || quote "
    "(revision), x'0a') "
    "from (select * from months order by account, month)",
    "select group_concat (pk || id || sign_in || quote (label) || currency || contract || quote (overview), "
    "x'0a') "
    "from (select * from accounts order by pk)",
    "select group_concat (account || id || quote (key) || final || body, x'0a') from payments",
    "select group_concat (account || thread || id || at || body, x'0a') from messages",
    "select group_concat (account || resource || body || read_at, x'0a') from readings",
    "select group_concat (digest, x'0a') from (select digest from operations order by account, id)",
  };
  static const int first_versions[] = { 1, 1, 1, 2, 2, 2, 3 };
  GString *contents = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *found = version >= first_versions[i] ? store_sql (path, queries[i]) : NULL;

      g_string_append_printf (contents, "%s\n", found);
    }
  return g_string_free (contents, FALSE);
}

/* An archive as each former version wrote it. */
static void
test_from_dump (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *dump = g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", data, NULL);
  g_autofree char *sql = NULL;
  g_autofree char *none = NULL;
  g_autofree char *was = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) sign_ins = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const CabinetLedgerFilter filter = { .text = "платёж октябрь 400,00" };

  close_archive (fixture);
  g_unlink (fixture->path);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  none = store_sql (fixture->path, sql);
  was = store_sql (fixture->path, "pragma user_version");
  before = dup_contents (fixture->path, atoi (was));

  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
  after = dup_contents (fixture->path, atoi (was));
  g_assert_cmpstr (after, ==, before);
  version = store_sql (fixture->path, "pragma user_version");
  g_assert_cmpstr (version, ==, "7");
  accounts = cabinet_archive_load_accounts (fixture->archive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_nonnull (CABINET_STORED_ACCOUNT (g_ptr_array_index (accounts, 0))->overview);
  sign_ins = cabinet_archive_load_sign_ins (fixture->archive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sign_ins->len, ==, 2);
  g_assert_false (CABINET_STORED_SIGN_IN (g_ptr_array_index (sign_ins, 0))->web_forms);
  rows = cabinet_archive_query_rows (fixture->archive, ACCOUNT, NULL, CABINET_DATE_NONE, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >=, 3);
  g_assert_cmpstr (CABINET_OPERATION (g_ptr_array_index (rows, 0))->id, ==, "p3");
  found = cabinet_archive_query_rows (fixture->archive, ACCOUNT, &filter, CABINET_DATE_NONE, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (CABINET_OPERATION (g_ptr_array_index (found, 0))->id, ==, "p1");
  store_check_finds_nothing (fixture);
}

/* What a killed program has left of a migration. */
static void
open_and_die (const char *path, guint after_us)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      CabinetDb *db = cabinet_db_open (path, cabinet_archive_get_schema (), NULL);

      _exit (db != NULL ? 0 : 1);
    }
  g_usleep (after_us);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

/* Whenever the program is killed, the next one goes on. */
static void
test_interrupted (StoreFixture *fixture, gconstpointer data)
{
  static const char more[] =
    "with recursive n (i) as (values (1) union all select i + 1 from n where i < 2000) insert into "
    "operations "
    "(account, id, revision, withdrawn, date, at, kind, amount, title, search) select 1, 'n' || i, 1, 0, "
    "date ('2020-01-01', i || ' days'), unixepoch ('2020-01-01', i || ' days') * 1000000, 'charge', -i, "
    "'Плата', 'плата' "
    "from n";
  g_autofree char *dump =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "archive-1.sql", NULL);
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 40 : 4;
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *none = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      close_archive (fixture);
      g_assert_cmpint (g_unlink (fixture->path), ==, 0);
      none = store_sql (fixture->path, sql);
      g_free (none);
      none = store_sql (fixture->path, more);
      before = dup_contents (fixture->path, 1);
      for (guint times = 0; times < 4; times++)
        open_and_die (fixture->path, (guint) g_test_rand_int_range (500, 80000));
      fixture->archive = cabinet_archive_open (fixture->path, &error);
      g_assert_no_error (error);
      after = dup_contents (fixture->path, 1);
      g_assert_cmpstr (after, ==, before);
      store_check_finds_nothing (fixture);
    }
}

static void
test_too_new (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL;

  close_archive (fixture);
  none = store_sql (fixture->path, "pragma user_version = 1000");
  assert_refused (fixture, "too-new");
}

static void
test_not_a_database (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *none = NULL;

  close_archive (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "This is a letter, not a database.\n", -1, NULL));
  assert_refused (fixture, "damaged");

  g_unlink (fixture->path);
  none = store_sql (fixture->path, "create table recipes (name text)");
  assert_refused (fixture, "damaged");
}

static void
save_many (StoreFixture *fixture, guint n)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("f%u", i);
      g_autoptr (CabinetOperation) operation = store_new_operation (id, "2026-11-03", -100);

      g_list_store_append (list, operation);
    }
  store_save (fixture, ACCOUNT, list, NULL);
}

/* Overwrites all pages but the first ones: what it finds depends on where it looks, but it never crashes. */
static void
test_damaged_pages (StoreFixture *fixture, gconstpointer data)
{
  guint first = GPOINTER_TO_UINT (data);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gsize length;

  save_many (fixture, 2000);
  close_archive (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  for (gsize i = first * 4096; i < length; i++)
    contents[i] = (char) (i * 2654435761u >> 7);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));

  fixture->archive = cabinet_archive_open (fixture->path, &error);
  if (fixture->archive != NULL)
    {
      cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
      store_wait (&result);
      g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
    }
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
}

static gboolean
find_page (CabinetDb *db, gpointer data, GError **error)
{
  return cabinet_db_query_int (db, "select rootpage from sqlite_schema where name = 'accounts'", data, error);
}

/* Damage in what the first frame is made of is seen when the archive is opened: it can then be set aside. */
static void
test_damaged_accounts (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  GAsyncResult *result = NULL;
  gint64 page = 0;
  gsize length;

  cabinet_archive_push (fixture->archive, &page, NULL, find_page, CABINET_WORK_BARE, NULL, store_on_done,
                        &result);
  store_finish (fixture, &result);
  close_archive (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  memset (contents + (page - 1) * 4096, 0xaa, 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  assert_refused (fixture, "damaged");
}

static gboolean
limit_size (CabinetDb *db, gpointer data, GError **error)
{
  g_autofree char *sql = NULL;
  gint64 pages;

  if (!cabinet_db_query_int (db, "pragma page_count", &pages, error))
    return FALSE;
  sql = g_strdup_printf ("pragma max_page_count = %" G_GINT64_FORMAT, pages + GPOINTER_TO_INT (data));
  return cabinet_db_exec (db, sql, error);
}

static void
set_limit (StoreFixture *fixture, int pages)
{
  GAsyncResult *result = NULL;

  cabinet_archive_push (fixture->archive, GINT_TO_POINTER (pages), NULL, limit_size, CABINET_WORK_BARE, NULL,
                        store_on_done, &result);
  store_finish (fixture, &result);
}

/* A full disk takes back the work that it stopped, and no other. */
static void
test_disk_full (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  GAsyncResult *checked = NULL;

  save_many (fixture, 10);
  set_limit (fixture, 4);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autoptr (CabinetOperation) operation = store_new_operation (id, "2026-11-04", -100);

      g_list_store_append (list, operation);
    }
  cabinet_archive_save_operations_async (fixture->archive, ACCOUNT, G_LIST_MODEL (list), NULL, NULL,
                                         store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_save_operations_finish (fixture->archive, result, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "full");

  count = store_sql (fixture->path, "select count(*) from operations");
  g_assert_cmpstr (count, ==, "10");
  set_limit (fixture, 100000);
  store_save (fixture, ACCOUNT, list, NULL);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &checked);
  store_finish (fixture, &checked);
}

/* In a process of its own, which is nobody: chmod does not hold root back. */
static void
test_read_only_child (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  g_autofree char *missing = g_build_filename (folder, "new", "archive.db", NULL);
  g_autoptr (CabinetArchive) archive = cabinet_archive_open (path, NULL);
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  cabinet_archive_close (archive);
  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
  if (geteuid () == 0)
    g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
  first = fail_to_open (path, "read-only");
  second = fail_to_open (missing, "read-only");
  if (getuid () == NOBODY)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
  g_chmod (folder, 0700);
  store_remove_folder (folder);
}

static void
test_read_only (void)
{
  if (g_test_subprocess ())
    {
      test_read_only_child ();
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
}

#define ADD(name, data, function) \
  g_test_add ("/store/migrations/" name, StoreFixture, data, store_fixture_set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fresh", NULL, test_fresh);
  ADD ("from-1", "archive-1.sql", test_from_dump);
  ADD ("from-2", "archive-2.sql", test_from_dump);
  ADD ("from-3", "archive-3.sql", test_from_dump);
  ADD ("from-4", "archive-4.sql", test_from_dump);
  ADD ("from-5", "archive-5.sql", test_from_dump);
  ADD ("from-6", "archive-6.sql", test_from_dump);
  ADD ("interrupted", NULL, test_interrupted);
  ADD ("too-new", NULL, test_too_new);
  ADD ("not-a-database", NULL, test_not_a_database);
  ADD ("damaged/all-but-header", GUINT_TO_POINTER (1), test_damaged_pages);
  ADD ("damaged/rows", GUINT_TO_POINTER (20), test_damaged_pages);
  ADD ("damaged/accounts", NULL, test_damaged_accounts);
  ADD ("disk-full", NULL, test_disk_full);
  g_test_add_func ("/store/migrations/read-only", test_read_only);
  return g_test_run ();
}
