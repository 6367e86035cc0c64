/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Removing forgets: the secret, the data, the session. What a crash left half done is finished later. */

static gboolean
has_live_token (DemoProcess *demo)
{
  g_autofree char *said = demo_process_control (demo, "tokens", NULL);
  g_autoptr (JsonNode) root = json_from_string (said, NULL);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (root), "tokens")) > 0;
}

static void
test_forgets (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  g_autofree char *kept = service_read_keyring (sign_in);
  g_autofree char *left = NULL;
  g_autoptr (GPtrArray) words = service_list_words (account);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (words, g_strdup ("Абонентская"));
  g_ptr_array_add (words, g_strdup ("абонентская"));
  g_assert_nonnull (kept);
  g_assert_nonnull (strstr (kept, "\"demo\""));
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_true (has_live_token (demo));
  g_assert_true (service_remove (household, account, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_household_get_all (household)), ==, 0);
  left = service_read_keyring (sign_in);
  g_assert_null (left);
  g_assert_false (has_live_token (demo));
  g_clear_object (&account);
  service_close (household);
  service_assert_forgotten (words);
}

/* The secret stays as long as another contract needs it. */
static void
test_last_contract (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account =
    service_add (household, "tomtel", url, NULL, "104205406", "demo", TRUE, &error);
  g_autofree char *sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  g_autofree char *kept = NULL;
  g_autofree char *left = NULL;

  g_assert_true (service_remove (household, account, &error));
  kept = service_read_keyring (sign_in);
  g_assert_nonnull (kept);
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  /* Offline it is forgotten all the same. */
  demo_process_stop (demo);
  while (g_list_model_get_n_items (G_LIST_MODEL (household)) > 0)
    {
      g_autoptr (CabinetAccount) next = g_list_model_get_item (G_LIST_MODEL (household), 0);

      g_assert_true (service_remove (household, next, &error));
      g_assert_no_error (error);
    }
  left = service_read_keyring (sign_in);
  g_assert_null (left);
  g_clear_object (&account);
  service_close (household);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer n_removed)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_household_remove_finish (CABINET_HOUSEHOLD (source), result, &error));
  g_assert_no_error (error);
  (*(guint *) n_removed)++;
}

/* Of several that go at once, one is the last. */
static void
test_all_at_once (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new (NULL, NULL);
  CabinetHousehold *household = service_open ();
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autofree char *sign_in = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account =
    service_add (household, "tomtel", url, NULL, "104205406", "demo", TRUE, &error);
  guint n_removed = 0;

  g_assert_no_error (error);
  sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  g_clear_object (&account);
  g_assert_cmpuint (cabinet_list_length (household), ==, 3);
  for (guint i = 0; i < 3; i++)
    cabinet_household_remove_async (household, cabinet_list_get (household, i), NULL, on_removed, &n_removed);
  while (n_removed < 3)
    g_main_context_iteration (NULL, TRUE);
  left = service_read_keyring (sign_in);
  g_assert_null (left);
  service_close (household);
}

static void
test_while_refreshing (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GError) error = NULL;

  cabinet_account_refresh_async (account, NULL, NULL, NULL);
  g_assert_true (service_remove (household, account, &error));
  g_assert_no_error (error);
  service_run_for (200);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  g_clear_object (&account);
  service_close (household);
}

static void
add_old_intent (const char *kind, const char *subject)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cabinet", "journal.db", NULL);
  g_autofree char *sql =
    g_strdup_printf ("insert into intents (key, kind, subject, state, created_at, updated_at) "
                     "values ('%s:%s', '%s', '%s', 'pending', 1, 1)",
                     kind, subject, kind, subject);
  const char *argv[] = { "sqlite3", path, sql, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_assert_nonnull (process);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
test_leftovers (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "2", NULL);
  g_autofree char *program = g_find_program_in_path ("sqlite3");
  CabinetHousehold *household;
  g_autoptr (CabinetAccount) account = NULL;
  g_autofree char *sign_in = NULL;
  g_autofree char *orphan = NULL;
  g_autofree char *kept = NULL;

  if (program == NULL)
    {
      g_test_skip ("needs the program sqlite3");
      return;
    }
  household = service_open ();
  account = service_add_demo (household, demo);
  sign_in = g_strdup (cabinet_account_get_sign_in_id (account));
  g_clear_object (&account);
  service_close (household);

  service_write_keyring ("orphan", "{\"secret\":\"x\"}");
  add_old_intent ("add-sign-in", "orphan");
  add_old_intent ("add-sign-in", sign_in);
  household = service_open ();
  service_run_for (500);
  orphan = service_read_keyring ("orphan");
  g_assert_null (orphan);
  kept = service_read_keyring (sign_in);
  g_assert_nonnull (kept);
  service_close (household);

  add_old_intent ("erase-account", "tomtel-12345");
  household = service_open ();
  service_run_for (500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  service_close (household);
}

/* A removal that was not finished does not take away what was added again since. */
static void
test_added_again (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--history-months", "2", NULL);
  g_autofree char *program = g_find_program_in_path ("sqlite3");
  CabinetHousehold *household;
  g_autoptr (CabinetAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("needs the program sqlite3");
      return;
    }
  household = service_open ();
  account = service_add_demo (household, demo);
  g_assert_true (service_remove (household, account, &error));
  g_clear_object (&account);
  service_run_for (200);
  add_old_intent ("erase-account", "tomtel-12345");
  account = service_add_demo (household, demo);
  g_clear_object (&account);
  service_close (household);

  household = service_open ();
  service_run_for (500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 1);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/remove/forgets", test_forgets);
  service_test_add ("/remove/last-contract", test_last_contract);
  service_test_add ("/remove/all-at-once", test_all_at_once);
  service_test_add ("/remove/while-refreshing", test_while_refreshing);
  service_test_add ("/remove/leftovers", test_leftovers);
  service_test_add ("/remove/added-again", test_added_again);
  return g_test_run ();
}
