/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "service-fixture.h"

/* An archive whose operations can be read, but not where they come from. */

#define PAGE_SIZE 4096

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "cabinet/archive.db", NULL);
}

/* The first number of each row. */
static GArray *
query (const char *sql)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *path = dup_path ();
  sqlite3_stmt *rows;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      int number = sqlite3_column_int (rows, 0);

      g_array_append_val (numbers, number);
    }
  g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
  sqlite3_close (db);
  return numbers;
}

static int
count (const char *sql)
{
  g_autoptr (GArray) numbers = query (sql);

  g_assert_cmpuint (numbers->len, ==, 1);
  return g_array_index (numbers, int, 0);
}

/* The page where each of these small tables is. */
static void
zero_tables (void)
{
  g_autoptr (GArray) pages =
    query ("select rootpage from sqlite_schema where name in ('sign_ins', 'accounts')");
  g_autofree char *path = dup_path ();
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_cmpuint (pages->len, ==, 2);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (guint i = 0; i < pages->len; i++)
    memset (bytes + (gsize) (g_array_index (pages, int, i) - 1) * PAGE_SIZE, 0, PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
assert_one_account (CabinetHousehold *household)
{
  g_autoptr (CabinetAccount) account = g_list_model_get_item (G_LIST_MODEL (household), 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 1);
  g_assert_cmpstr (cabinet_account_get_id (account), ==, "tomtel-12345");
}

static gboolean
is_forgotten (gpointer sign_in)
{
  g_autofree char *secret = service_read_keyring (sign_in);

  return secret == NULL;
}

/* Who provides a contract is not known any more: nobody is asked at an address that was guessed, and adding
 * the contract again brings the rest back to what was saved of it. */
static void
test_again (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "2", NULL);
  CabinetHousehold *household;
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (CabinetAccount) again = NULL;
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autofree char *former = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  household = service_open ();
  account = service_add_demo (household, demo);
  former = g_strdup (cabinet_account_get_sign_in_id (account));
  g_assert_true (service_refresh (account, NULL, &error));
  g_clear_object (&account);
  service_close (household);
  n = count ("select count(*) from operations");
  zero_tables ();

  household = service_open ();
  assert_one_account (household);
  g_assert_nonnull (
    strstr (cabinet_household_get_notice (household), "not known any more: tomtel-12345. Until"));
  account = g_list_model_get_item (G_LIST_MODEL (household), 0);
  g_assert_nonnull (cabinet_account_get_provider_info (account));
  g_assert_false (service_refresh (account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "sign-in-lost");
  g_clear_error (&error);
  flow = cabinet_sign_in_flow_new_again (household, account);
  g_assert_nonnull (flow);

  again = service_add_demo (household, demo);
  assert_one_account (household);
  g_assert_true (service_refresh (again, NULL, &error));
  g_assert_no_error (error);
  service_wait_until (is_forgotten, former);
  g_clear_object (&flow);
  g_clear_object (&account);
  g_clear_object (&again);
  service_close (household);
  g_assert_cmpint (count ("select count(*) from operations"), ==, n);
  g_assert_cmpint (count ("select count(*) from sign_ins"), ==, 1);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  /* A statement warns that it cannot be read. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  service_test_add ("/lost-sign-in/again", test_again);
  return g_test_run ();
}
