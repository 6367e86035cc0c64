/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ui-test.h"

#include "cabinet-contract-bar.h"
#include "cabinet-contract-row.h"
#include "cabinet-first-run-page.h"
#include "cabinet-overview-page.h"
#include "cabinet-sign-in-page.h"
#include "cabinet-statement-page.h"

#define WIDE 1100, 760
#define NARROW 360, 720

static guint
count_accounts (UiTest *test)
{
  CabinetHousehold *household = cabinet_application_get_household (test->application, NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (household));
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account) && !cabinet_account_get_stale (account);
}

static void
expect_accounts_finalized (UiTest *test)
{
  CabinetHousehold *household = cabinet_application_get_household (test->application, NULL);

  ui_expect_finalized (household);
  for (guint i = 0; i < count_accounts (test); i++)
    {
      g_autoptr (CabinetAccount) account = g_list_model_get_item (G_LIST_MODEL (household), i);

      ui_expect_finalized (account);
    }
}

static char *
dup_balance (UiTest *test)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (cabinet_window_get_account (test->window));

  g_assert_nonnull (balance);
  return cabinet_money_format (&balance->amount, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
}

static void
try_demo (UiTest *test)
{
  ui_press (test, "Try the demo");
  ui_test_wait (test, is_read, 60, "the demo's contract to be read");
}

static void
first_run (UiTest *test)
{
  GtkWidget *window = GTK_WIDGET (test->window);
  g_autofree char *sum = NULL;

  g_assert_nonnull (ui_find_type (window, CABINET_TYPE_FIRST_RUN_PAGE));
  g_assert_cmpuint (count_accounts (test), ==, 0);
  try_demo (test);
  g_assert_cmpuint (count_accounts (test), ==, 1);
  g_assert_nonnull (ui_find_type (window, CABINET_TYPE_OVERVIEW_PAGE));
  g_assert_null (ui_find_type (window, CABINET_TYPE_FIRST_RUN_PAGE));

  /* The list says the sum, the state in words, whose contract it is and that it is a demonstration. */
  sum = dup_balance (test);
  g_assert_true (ui_shows (test, sum));
  g_assert_true (ui_shows (test, "Works"));
  g_assert_true (ui_shows (test, "DEMO"));
  g_assert_true (ui_shows (test, "12345"));
  expect_accounts_finalized (test);
}

static void
test_first_run (void)
{
  ui_test_fresh_home ();
  ui_test_run (first_run, WIDE, NULL);
}

static gboolean
is_refused (UiTest *test)
{
  return ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Sign in") != NULL;
}

static void
wrong_password (UiTest *test)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  ui_press (test, "Tomtel");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SIGN_IN_PAGE));
  /* Nothing typed: said, and nothing is sent. */
  ui_press (test, "Sign in");
  g_assert_true (ui_shows (test, "the login is missing"));
  ui_type (test, "Account number", "12345");
  ui_press (test, "Sign in");
  g_assert_true (ui_shows (test, "the password is missing"));

  ui_type (test, "Password", "not-the-password");
  before = ui_dup_texts (GTK_WIDGET (test->window));
  ui_press (test, "Sign in");
  ui_test_wait (test, is_refused, 60, "the refusal");
  after = ui_dup_texts (GTK_WIDGET (test->window));
  g_assert_cmpstr (before, !=, after);
  g_assert_true (ui_shows (test, "password"));
  g_assert_cmpstr (ui_get_typed (test, "Account number"), ==, "12345");
  g_assert_cmpstr (ui_get_typed (test, "Password"), ==, "");
  g_assert_cmpuint (count_accounts (test), ==, 0);

  ui_type (test, "Password", "demo");
  ui_type (test, "What to call", "Home");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the contract to be read");
  g_assert_cmpstr (cabinet_account_get_label (cabinet_window_get_account (test->window)), ==, "Home");
  g_assert_true (ui_shows (test, "Home"));
}

static void
test_wrong_password (void)
{
  ui_test_fresh_home ();
  ui_test_run (wrong_password, WIDE, NULL);
}

static gboolean
warns_of_letters (UiTest *test)
{
  return ui_shows (test, "Cyrillic");
}

static void
cyrillic_login (UiTest *test)
{
  ui_press (test, "Tomtel");
  ui_type (test, "Account number", "1О42О5318"); /* Cyrillic О */
  ui_test_wait (test, warns_of_letters, 5, "the warning");
  ui_type (test, "Account number", "104205318");
  g_assert_false (ui_shows (test, "Cyrillic"));
  g_assert_false (ui_shows (test, "Dr.Web"));
  ui_press (test, "Forgot the password?");
  g_assert_true (ui_shows (test, "550-550"));
  ui_act (test, "back", NULL);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_FIRST_RUN_PAGE));
}

static void
test_sign_in_help (void)
{
  ui_test_fresh_home ();
  ui_test_run (cyrillic_login, WIDE, NULL);
}

static void
add_telemir (UiTest *test)
{
  ui_act (test, "add-contract", NULL);
  g_assert_false (ui_shows (test, "Try the demo"));
  ui_press (test, "Telemir");
  ui_type (test, "Login", "12345");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the second contract to be read");
}

static gboolean
shows_telemir (UiTest *test)
{
  return is_read (test)
         && g_strcmp0 (cabinet_account_get_provider_name (cabinet_window_get_account (test->window)),
                       "Telemir")
              == 0;
}

static void
two_contracts (UiTest *test)
{
  CabinetHousehold *household = cabinet_application_get_household (test->application, NULL);
  g_autoptr (CabinetAccount) first = NULL;
  g_autoptr (CabinetAccount) second = NULL;
  g_auto (GStrv) accels = NULL;
  GtkWidget *overview;

  try_demo (test);
  add_telemir (test);
  ui_test_wait (test, shows_telemir, 60, "Telemir to be shown");
  g_assert_cmpuint (count_accounts (test), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (household), 0);
  second = g_list_model_get_item (G_LIST_MODEL (household), 1);
  g_assert_true (cabinet_window_get_account (test->window) == second);
  overview = ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE);

  /* By the list. */
  gtk_widget_activate (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_CONTRACT_ROW));
  ui_test_pause (50);
  g_assert_true (cabinet_window_get_account (test->window) == first);

  /* By a keystroke. */
  accels =
    gtk_application_get_accels_for_action (GTK_APPLICATION (test->application), "win.switch-contract(1)");
  g_assert_cmpstr (accels[0], ==, "<Control>2");
  ui_act (test, "switch-contract", g_variant_new_int32 (1));
  g_assert_true (cabinet_window_get_account (test->window) == second);
  /* One beyond the last changes nothing. */
  ui_act (test, "switch-contract", g_variant_new_int32 (7));
  g_assert_true (cabinet_window_get_account (test->window) == second);
  /* The page stays and shows the other contract. */
  g_assert_true (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE) == overview);
  g_clear_object (&first);
  g_clear_object (&second);
  expect_accounts_finalized (test);
}

static void
test_two_contracts (void)
{
  ui_test_fresh_home ();
  ui_test_run (two_contracts, WIDE, NULL);
}

static void
remember_balance (UiTest *test)
{
  char **sum = test->user_data;

  try_demo (test);
  *sum = dup_balance (test);
}

/* The window was presented, no source of the main loop has run: no answer of anyone can have come. */
static void
check_first_frame (UiTest *test)
{
  const char *const *sum = test->user_data;

  g_assert_true (ui_shows (test, *sum));
}

static gboolean
has_failed (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return cabinet_account_get_error (account) != NULL && !cabinet_account_get_refreshing (account);
}

static void
server_gone (UiTest *test)
{
  const char *const *sum = test->user_data;
  g_autofree char *words = NULL;

  ui_test_wait (test, has_failed, 60, "the refresh to fail");
  words = cabinet_account_dup_error_words (cabinet_window_get_account (test->window));
  g_assert_nonnull (words);
  g_assert_true (ui_shows (test, words));
  g_assert_nonnull (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Retry"));
  g_assert_true (ui_shows (test, *sum));

  ui_act (test, "show-page", g_variant_new_string ("statement"));
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_STATEMENT_PAGE));
  ui_test_pause (300);
  g_assert_true (ui_shows (test, "Subscription fee"));
}

static void
test_restart_without_server (void)
{
  g_autofree char *sum = NULL;

  ui_test_fresh_home ();
  ui_test_run (remember_balance, WIDE, &sum);
  ui_test_set_demo_available (FALSE);
  ui_test_run_full (check_first_frame, server_gone, WIDE, &sum);
  ui_test_set_demo_available (TRUE);
}

static void
still_signed_in (UiTest *test)
{
  const char *const *sum = test->user_data;

  ui_test_wait (test, is_read, 60, "the contract to be read again");
  g_assert_true (ui_shows (test, *sum));
  g_assert_cmpint (cabinet_account_get_state (cabinet_window_get_account (test->window)), ==,
                   CABINET_ACCOUNT_STATE_OK);
}

static void
test_restart (void)
{
  g_autofree char *sum = NULL;

  ui_test_fresh_home ();
  ui_test_run (remember_balance, WIDE, &sum);
  ui_test_run_full (check_first_frame, still_signed_in, WIDE, &sum);
}

static void
demo_missing (UiTest *test)
{
  ui_press (test, "Try the demo");
  ui_test_pause (500);
  g_assert_cmpuint (count_accounts (test), ==, 0);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_FIRST_RUN_PAGE));
  g_assert_true (ui_shows (test, "demo"));
  g_assert_true (gtk_widget_is_sensitive (
    ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Try the demo")));
}

static void
test_demo_missing (void)
{
  ui_test_fresh_home ();
  ui_test_set_demo_available (FALSE);
  ui_test_run (demo_missing, WIDE, NULL);
  ui_test_set_demo_available (TRUE);
}

static gboolean
is_folded (UiTest *test)
{
  return ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Contracts") != NULL;
}

static gboolean
is_unfolded (UiTest *test)
{
  return !is_folded (test) && ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_CONTRACT_ROW) != NULL;
}

static void
narrow (UiTest *test)
{
  GtkWidget *window = GTK_WIDGET (test->window);
  gboolean page_narrow = FALSE;

  try_demo (test);
  ui_test_wait (test, is_folded, 5, "the narrow form");
  g_assert_null (ui_find_type (window, CABINET_TYPE_CONTRACT_ROW));
  g_assert_nonnull (ui_find_type (window, ADW_TYPE_VIEW_SWITCHER_BAR));
  g_object_get (ui_find_type (window, CABINET_TYPE_OVERVIEW_PAGE), "narrow", &page_narrow, NULL);
  g_assert_true (page_narrow);
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);

  ui_act (test, "back", NULL);
  g_assert_nonnull (ui_find_type (window, CABINET_TYPE_CONTRACT_ROW));
  g_assert_null (ui_find_type (window, CABINET_TYPE_OVERVIEW_PAGE));
  gtk_widget_activate (ui_find_type (window, CABINET_TYPE_CONTRACT_ROW));
  ui_test_pause (50);
  g_assert_nonnull (ui_find_type (window, CABINET_TYPE_OVERVIEW_PAGE));

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  ui_test_wait (test, is_unfolded, 5, "the wide form");
  g_object_get (ui_find_type (window, CABINET_TYPE_OVERVIEW_PAGE), "narrow", &page_narrow, NULL);
  g_assert_false (page_narrow);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 720);
  ui_test_wait (test, is_folded, 5, "the narrow form again");
}

static void
test_narrow (void)
{
  ui_test_fresh_home ();
  ui_test_run (narrow, NARROW, NULL);
}

static GtkWidget *
find_dialog (void)
{
  GtkWidget *found = NULL;
  GList *windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL && found == NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      found = l->data;
  g_list_free (windows);
  return found;
}

static gboolean
is_closed (UiTest *test)
{
  return find_dialog () == NULL;
}

static void
assert_page_names (UiTest *test, const char *page, const char *provider)
{
  g_autofree char *texts = NULL;

  ui_act (test, "show-page", g_variant_new_string (page));
  ui_test_pause (50);
  texts = ui_dup_texts (ui_find_type (GTK_WIDGET (test->window),
                                      is_folded (test) ? ADW_TYPE_WINDOW_TITLE : CABINET_TYPE_CONTRACT_BAR));
  if (strstr (texts, provider) == NULL || strstr (texts, "12345") == NULL)
    g_error ("%s of %s: %s", page, provider, texts);
}

static void
assert_question_names (UiTest *test, const char *action, const char *provider)
{
  g_autofree char *texts = NULL;

  ui_act (test, action, NULL);
  texts = ui_dup_texts (find_dialog ());
  if (strstr (texts, provider) == NULL)
    g_error ("%s of %s: %s", action, provider, texts);
  ui_press (test, "_Cancel");
  ui_test_wait (test, is_closed, 10, "the question to close");
}

/* D13: with several contracts nobody acts on the wrong one. */
static void
named (UiTest *test)
{
  static const char *const pages[] = { "overview", "statement", "top-up", "tariff", "support", "news" };
  static const char *const questions[] = { "rename", "hide", "remove" };
  static const char *const providers[] = { "Tomtel", "Telemir" };

  try_demo (test);
  add_telemir (test);
  ui_test_wait (test, shows_telemir, 60, "Telemir to be shown");
  for (guint size = 0; size < 2; size++)
    {
      if (size == 1)
        {
          gtk_window_set_default_size (GTK_WINDOW (test->window), NARROW);
          ui_test_wait (test, is_folded, 5, "the narrow form");
        }
      for (int i = 0; i < (int) G_N_ELEMENTS (providers); i++)
        {
          ui_act (test, "switch-contract", g_variant_new_int32 (i));
          for (guint j = 0; j < G_N_ELEMENTS (pages); j++)
            assert_page_names (test, pages[j], providers[i]);
          for (guint j = 0; j < G_N_ELEMENTS (questions); j++)
            assert_question_names (test, questions[j], providers[i]);
        }
    }
}

static void
test_named (void)
{
  ui_test_fresh_home ();
  ui_test_run (named, WIDE, NULL);
}

static gboolean
is_renamed (UiTest *test)
{
  return ui_shows (test, "Summer house");
}

static gboolean
is_empty (UiTest *test)
{
  return count_accounts (test) == 0;
}

/* A16: it is told apart from ending the contract, and how that is done. */
static void
assert_removal_words (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  const char *body = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        body = adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window));
    }
  g_assert_nonnull (body);
  g_assert_nonnull (strstr (body, "its statements kept here are erased, and the password"));
  g_assert_nonnull (strstr (body, "The contract itself goes on, and so do its charges."));
  g_assert_nonnull (strstr (body, "written application"));
}

static void
rename_and_remove (UiTest *test)
{
  try_demo (test);
  ui_act (test, "rename", NULL);
  ui_type (test, "Name", "Summer house");
  ui_press (test, "_Rename");
  ui_test_wait (test, is_renamed, 10, "the new name");

  ui_act (test, "sign-in-again", NULL);
  g_assert_cmpstr (ui_get_typed (test, "Account number"), ==, "12345");
  g_assert_cmpstr (ui_get_typed (test, "Password"), ==, "");
  ui_act (test, "back", NULL);

  ui_act (test, "remove", NULL);
  assert_removal_words ();
  ui_press (test, "_Cancel");
  ui_test_pause (100);
  g_assert_cmpuint (count_accounts (test), ==, 1);
  ui_act (test, "remove", NULL);
  ui_press (test, "_Remove");
  ui_test_wait (test, is_empty, 20, "the contract to be gone");
  ui_test_pause (50);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_FIRST_RUN_PAGE));
}

static void
test_rename_and_remove (void)
{
  ui_test_fresh_home ();
  ui_test_run (rename_and_remove, WIDE, NULL);
}

static gboolean
is_told (UiTest *test)
{
  return find_dialog () != NULL;
}

static void
damaged_archive (UiTest *test)
{
  g_autofree char *texts = NULL;

  ui_test_wait (test, is_told, 20, "what became of the kept data");
  texts = ui_dup_texts (find_dialog ());
  g_assert_nonnull (strstr (texts, "The damaged file was set aside as"));
  g_assert_nonnull (strstr (texts, "sign in to read the data again"));
  ui_press (test, "_Close");
  ui_test_wait (test, is_closed, 10, "the message to close");
  /* What to do next stands behind it, and it is said once. */
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_FIRST_RUN_PAGE));
  try_demo (test);
  g_assert_null (find_dialog ());
}

static void
test_damaged_archive (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("XDG_DATA_HOME"), "cabinet", NULL);
  g_autofree char *path = g_build_filename (folder, "archive.db", NULL);
  g_autofree char *rubbish = g_strnfill (8192, 'x');

  ui_test_fresh_home ();
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  ui_test_run (damaged_archive, WIDE, NULL);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/shell/first-run", test_first_run);
  g_test_add_func ("/ui/shell/demo-missing", test_demo_missing);
  g_test_add_func ("/ui/shell/wrong-password", test_wrong_password);
  g_test_add_func ("/ui/shell/sign-in-help", test_sign_in_help);
  g_test_add_func ("/ui/shell/two-contracts", test_two_contracts);
  g_test_add_func ("/ui/shell/restart", test_restart);
  g_test_add_func ("/ui/shell/restart-without-server", test_restart_without_server);
  g_test_add_func ("/ui/shell/narrow", test_narrow);
  g_test_add_func ("/ui/shell/named", test_named);
  g_test_add_func ("/ui/shell/rename-and-remove", test_rename_and_remove);
  g_test_add_func ("/ui/shell/damaged-archive", test_damaged_archive);

  return g_test_run ();
}
