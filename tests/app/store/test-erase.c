/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "store-fixture.h"

/* Stands in every text of the contract that is erased, and in nothing else. */
#define MARK "ZQXJ"
#define N_ROWS 3000

static void
save_rows (StoreFixture *fixture, const char *account, const char *mark, gint64 revision)
{
  for (guint done = 0; done < N_ROWS; done += 500)
    {
      g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

      for (guint i = done; i < done + 500; i++)
        {
          g_autofree char *id = g_strdup_printf ("%s-%u-%s", mark, i * 7919 % N_ROWS, account);
          CabinetDate date = store_date ("2020-01-01") + i * 31 % 2000;
          g_autofree char *iso = cabinet_date_to_iso (date);
          g_autoptr (CabinetOperation) operation = store_new_operation (id, iso, -1 - (gint64) i);

          operation->revision = revision;
          g_free (operation->title);
          operation->title = g_strnfill (i % 120, 'x');
          operation->note = g_strdup_printf ("%s %d", mark, g_test_rand_int ());
          g_list_store_append (list, operation);
        }
      store_save (fixture, account, list, NULL);
    }
}

static void
save_overview (StoreFixture *fixture, const char *account, const char *mark)
{
  g_autoptr (CabinetOverview) overview = store_new_overview (g_test_rand_int_range (1, 1000));
  GAsyncResult *result = NULL;

  overview->tariff = g_strdup_printf ("%s%0*d", mark, g_test_rand_int_range (1, 9000), 7);
  cabinet_archive_save_overview_async (fixture->archive, account, overview, 1, 0, mark, NULL, store_on_done,
                                       &result);
  store_finish (fixture, &result);
}

static gboolean
file_contains (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL)
         && memmem (contents, length, text, strlen (text)) != NULL;
}

static gboolean
files_contain (const char *path, const char *text)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  return file_contains (path, text) || file_contains (wal, text) || file_contains (shm, text);
}

static void
erase (StoreFixture *fixture, const char *account)
{
  GAsyncResult *result = NULL;

  cabinet_archive_erase_account_async (fixture->archive, account, NULL, store_on_done, &result);
  store_finish (fixture, &result);
}

/* Rows of two contracts lie in the same pages, were changed and grew and shrank. */
static void
test_no_bytes_left (StoreFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { MARK, "zqxj", OTHER_ACCOUNT, "99999999-8888", "48-11702", "telemir" };
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) sign_ins = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = NULL;
  GAsyncResult *result = NULL;

  for (gint64 revision = 1; revision <= 2; revision++)
    {
      save_rows (fixture, OTHER_ACCOUNT, MARK, revision);
      save_rows (fixture, ACCOUNT, "KEEP", revision);
      save_overview (fixture, OTHER_ACCOUNT, MARK);
      save_overview (fixture, ACCOUNT, "KEEP");
    }
  cabinet_archive_save_label_async (fixture->archive, OTHER_ACCOUNT, MARK " label", NULL, store_on_done,
                                    &result);
  store_finish (fixture, &result);
  g_assert_true (files_contain (fixture->path, MARK));

  erase (fixture, OTHER_ACCOUNT);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (files_contain (fixture->path, words[i]))
      g_error ("“%s” is still in the files", words[i]);

  g_assert_true (files_contain (fixture->path, "KEEP"));
  rows = store_sql (fixture->path, "select count(*) from operations");
  g_assert_cmpint (atoi (rows), ==, N_ROWS);
  accounts = cabinet_archive_load_accounts (fixture->archive, &error);
  g_assert_cmpuint (accounts->len, ==, 1);
  sign_ins = cabinet_archive_load_sign_ins (fixture->archive, &error);
  g_assert_cmpuint (sign_ins->len, ==, 1);
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_finish (fixture, &result);

  /* A repeat is harmless. */
  erase (fixture, OTHER_ACCOUNT);
}

static void
test_sign_in_is_shared (StoreFixture *fixture, gconstpointer data)
{
  static const char shared[] = "11111111-2222-3333-4444-555555555555";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sign_ins = NULL;

  store_add_contract (fixture, "tomtel-777", shared, "777");
  erase (fixture, "tomtel-777");
  sign_ins = cabinet_archive_load_sign_ins (fixture->archive, &error);
  g_assert_cmpuint (sign_ins->len, ==, 2);
  erase (fixture, ACCOUNT);
  g_ptr_array_unref (sign_ins);
  sign_ins = cabinet_archive_load_sign_ins (fixture->archive, &error);
  g_assert_cmpuint (sign_ins->len, ==, 1);
}

/* Another program that reads just now does not let old bytes survive. */
static void
test_while_read (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db;
  GAsyncResult *result = NULL;
  gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  save_rows (fixture, OTHER_ACCOUNT, MARK, 1);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "begin; select count(*) from operations", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  cabinet_archive_erase_account_async (fixture->archive, OTHER_ACCOUNT, NULL, store_on_done, &result);
  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_cmpint (sqlite3_exec (db, "commit", NULL, NULL, NULL), ==, SQLITE_OK);
  store_finish (fixture, &result);
  g_assert_false (files_contain (fixture->path, MARK));
  sqlite3_close (db);
}

#define ADD(name, function)                                                             \
  g_test_add ("/store/erase/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-bytes-left", test_no_bytes_left);
  ADD ("sign-in-is-shared", test_sign_in_is_shared);
  ADD ("while-read", test_while_read);
  return g_test_run ();
}
