/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cabinet-archive-merge.h"
#include "cabinet-salvage.h"
#include "journal-fixture.h"
#include "store-fixture.h"

/* A damaged file: what can be read of it is saved, it itself is kept, whenever the program ends. */

#define PAGE_SIZE 4096
#define N_ROWS 800

static void
fill (StoreFixture *fixture)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *id = g_strdup_printf ("o%u", i);
      g_autofree char *date = cabinet_date_to_iso (store_date ("2020-01-01") + (CabinetDate) i / 2);
      g_autoptr (CabinetOperation) operation = store_new_operation (id, date, -100 - (gint64) i);

      g_list_store_append (list, operation);
    }
  store_save (fixture, ACCOUNT, list, NULL);
  cabinet_archive_close (fixture->archive);
  g_clear_object (&fixture->archive);
}

static void
tear_down (StoreFixture *fixture, gconstpointer data)
{
  if (fixture->archive != NULL)
    {
      cabinet_archive_close (fixture->archive);
      g_clear_object (&fixture->archive);
    }
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* The page where @table begins: of a large one, that leads to all others. */
static void
zero_first_page (const char *path, const char *table)
{
  g_autofree char *sql =
    g_strdup_printf ("select coalesce ((select rootpage from sqlite_schema where name = '%s'), 1)", table);
  g_autofree char *page = store_sql (path, sql);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents + (atoi (page) - 1) * PAGE_SIZE, 0, PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static void
assert_all_there (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *count =
    store_sql (fixture->path, "select count (*) || ' ' || sum (amount) from operations");
  g_autofree char *expected = g_strdup_printf ("%d %d", N_ROWS, -100 * N_ROWS - N_ROWS * (N_ROWS - 1) / 2);
  GAsyncResult *result = NULL;

  g_assert_cmpstr (count, ==, expected);
  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_finish (fixture, &result);
}

/* No way leads to the rows, which are all there nevertheless. */
static void
test_no_way (StoreFixture *fixture, gconstpointer table)
{
  g_autoptr (CabinetSalvage) salvage = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length_before, length_after;

  fill (fixture);
  zero_first_page (fixture->path, table);
  g_assert_true (g_file_get_contents (fixture->path, &before, &length_before, NULL));
  salvage = cabinet_archive_salvage (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvage->operations, ==, N_ROWS);
  g_assert_cmpuint (salvage->contracts, ==, 2);
  g_assert_null (salvage->months);
  g_assert_true (g_file_get_contents (salvage->aside, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
  assert_all_there (fixture);
}

/* A contract whose own row is lost keeps its operations under its name. */
static void
test_contract_lost (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetSalvage) salvage = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  zero_first_page (fixture->path, "accounts");
  salvage = cabinet_archive_salvage (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (salvage->parts, "accounts"));
  g_assert_nonnull (strstr (salvage->stand_ins, ACCOUNT));
  g_assert_cmpstr (salvage->currency, ==, "RUB");
  assert_all_there (fixture);
  accounts = cabinet_archive_load_accounts (fixture->archive, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (CABINET_STORED_ACCOUNT (g_ptr_array_index (accounts, 0))->id, ==, ACCOUNT);
}

/* What was lost of a contract comes back with a backup. */
static void
test_lost_restored (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *backup = g_build_filename (fixture->folder, "backup.db", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *found = NULL;
  g_autoptr (CabinetSalvage) salvage = NULL;
  g_autoptr (GError) error = NULL;
  CabinetMergeSummary summary = { 0 };
  GAsyncResult *result = NULL;
  gsize length;

  fill (fixture);
  lost =
    store_sql (fixture->path, "update accounts set contract = json_set (contract, '$.zone', 'Asia/Omsk')");
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (backup, contents, (gssize) length, NULL));
  zero_first_page (fixture->path, "accounts");
  zero_first_page (fixture->path, "sign_ins");
  salvage = cabinet_archive_salvage (fixture->path, &error);
  g_assert_no_error (error);
  lost = store_sql (fixture->path, "select count(*) from sign_ins where base_url = ''");
  g_assert_cmpstr (lost, ==, "2");

  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
  cabinet_archive_merge_async (fixture->archive, backup, FALSE, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_true (cabinet_archive_merge_finish (fixture->archive, result, &summary, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpuint (summary.skipped, ==, 0);
  g_assert_cmpuint (summary.operations, ==, 0);
  found = store_sql (
    fixture->path, "select count(*) || ' ' || count (distinct sign_in) || ' ' || (select count(*) from "
                   "sign_ins) from accounts join sign_ins on sign_ins.id = sign_in where base_url <> '' and "
                   "json_extract (contract, '$.zone') = 'Asia/Omsk'");
  g_assert_cmpstr (found, ==, "2 2 2");
  store_check_finds_nothing (fixture);
}

/* What the file does not need is not salvaged: damage is noted when it is met, and the next opening knows. */
static void
test_noted (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  fill (fixture);
  g_assert_false (cabinet_salvage_is_due (fixture->path));
  zero_first_page (fixture->path, "operations");
  fixture->archive = cabinet_archive_open (fixture->path, &error);
  g_assert_no_error (error);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_archive_finish (fixture->archive, result, &error));
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "damaged");
  g_clear_object (&result);
  g_assert_true (cabinet_salvage_is_due (fixture->path));
}

static GPtrArray *
list_files (StoreFixture *fixture)
{
  g_autofree char *path = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  return names;
}

static void
put_aside (StoreFixture *fixture, const char *suffix, const char *contents)
{
  g_autofree char *path = g_strconcat (fixture->path, suffix, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

/* Only the archive, and whole files that were set aside. */
static void
assert_tidy (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) names = list_files (fixture);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!g_str_equal (name, "archive.db") && !g_str_has_prefix (name, "archive.db.aside-"))
        g_error ("%s is left lying", name);
    }
}

/* Killed after the new file has its name: it is not saved once more, and no copy is left lying. */
static void
test_killed_at_end (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetSalvage) salvage = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *aside = g_strconcat (fixture->path, ".aside-1", NULL);
  g_autoptr (GError) error = NULL;

  fill (fixture);
  put_aside (fixture, ".aside-1", "the damaged one");
  put_aside (fixture, ".torn", "a copy of it");
  put_aside (fixture, ".torn.leaves", "a copy of it");
  put_aside (fixture, ".damaged", "archive.db.aside-1");
  g_assert_true (cabinet_salvage_is_due (fixture->path));
  salvage = cabinet_archive_salvage (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvage->operations, ==, N_ROWS);
  g_assert_cmpstr (salvage->aside, ==, aside);
  names = list_files (fixture);
  g_assert_cmpuint (names->len, ==, 2);
  assert_all_there (fixture);
}

/* Nothing is lost at whatever moment the program is killed, and the next one ends what it began. */
static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 100 : 5;
  g_autofree char *damaged = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began, lasts;
  gsize length;

  fill (fixture);
  zero_first_page (fixture->path, "operations");
  g_assert_true (g_file_get_contents (fixture->path, &damaged, &length, NULL));
  began = g_get_monotonic_time ();
  cabinet_salvage_free (cabinet_archive_salvage (fixture->path, &error));
  g_assert_no_error (error);
  lasts = g_get_monotonic_time () - began;
  for (guint i = 0; i < n; i++)
    {
      pid_t child;

      g_assert_true (g_file_set_contents (fixture->path, damaged, (gssize) length, NULL));
      cabinet_salvage_ask (fixture->path);
      child = fork ();
      if (child == 0)
        _exit (cabinet_archive_salvage (fixture->path, NULL) != NULL ? 0 : 1);
      g_usleep ((gulong) g_test_rand_int_range (0, (gint32) lasts + 2000));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      if (cabinet_salvage_is_due (fixture->path))
        {
          g_autoptr (CabinetSalvage) salvage = cabinet_archive_salvage (fixture->path, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (salvage->operations, ==, N_ROWS);
          g_assert_true (g_file_test (salvage->aside, G_FILE_TEST_EXISTS));
        }
      g_assert_false (cabinet_salvage_is_due (fixture->path));
      assert_tidy (fixture);
      assert_all_there (fixture);
      cabinet_archive_close (fixture->archive);
      g_clear_object (&fixture->archive);
    }
}

/* What waits to be sent is not lost with a page of another table. */
static void
test_journal (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "journal.db", NULL);
  g_autofree char *none = NULL;
  g_autofree char *count = NULL;
  g_autoptr (CabinetSalvage) salvage = NULL;
  g_autoptr (CabinetJournal) journal = cabinet_journal_open (path, NULL);
  g_autoptr (GError) error = NULL;

  cabinet_journal_close (journal);
  none = store_sql (
    path, "insert into outbox (key, account, kind, request, state, attempts, created_at, updated_at) "
          "values ('k1', '" ACCOUNT "', 'message', '{}', 'queued', 0, 1, 1)");
  zero_first_page (path, "drafts");
  salvage = cabinet_journal_salvage (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (salvage->parts, ==, "journal");
  count = store_sql (path, "select group_concat (key) from outbox");
  g_assert_cmpstr (count, ==, "k1");
}

#define ADD(name, data, function) \
  g_test_add ("/store/salvage/" name, StoreFixture, data, store_fixture_set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-way/operations", "operations", test_no_way);
  ADD ("no-way/index", "sqlite_autoindex_operations_1", test_no_way);
  ADD ("no-way/anything", "sqlite_schema", test_no_way);
  ADD ("contract-lost", NULL, test_contract_lost);
  ADD ("lost-restored", NULL, test_lost_restored);
  ADD ("noted", NULL, test_noted);
  ADD ("killed", NULL, test_killed);
  ADD ("killed-at-end", NULL, test_killed_at_end);
  ADD ("journal", NULL, test_journal);
  return g_test_run ();
}
