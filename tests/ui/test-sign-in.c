/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-test.h"

#include <json-glib/json-glib.h>

#include "cabinet-overview-page.h"
#include "cabinet-sign-in-page.h"

#define WIDE 1100, 760

static guint
count_accounts (UiTest *test)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (cabinet_application_get_household (test->application, NULL)));
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account) && !cabinet_account_get_stale (account);
}

static gboolean
is_answered (UiTest *test)
{
  return ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Cancel") == NULL;
}

static void
open_form (UiTest *test, const char *provider)
{
  ui_act (test, "add-contract", NULL);
  ui_press (test, provider);
}

static void
send (UiTest *test, const char *login, const char *password)
{
  ui_type (test, "number", login);
  ui_type (test, "Password", password);
  ui_press (test, "Sign in");
  ui_test_wait (test, is_answered, 60, "an answer");
}

/* The code that the demo would send, as it tells in the list of its logins. */
static char *
dup_code (const char *phone)
{
  const char *argv[] = { g_getenv ("CABINET_DEMO"), "--list-accounts", "--json", NULL };
  g_autofree char *output = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *logins;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);
  logins = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (logins); i++)
    {
      JsonObject *login = json_array_get_object_element (logins, i);

      if (g_str_equal (json_object_get_string_member (login, "login"), phone))
        return g_strdup (json_object_get_string_member (login, "secret"));
    }
  g_assert_not_reached ();
}

static void
phone_and_code (UiTest *test)
{
  g_autofree char *code = dup_code ("+79130000048");

  open_form (test, "MTS");
  ui_press (test, "By phone and code");
  ui_type (test, "Phone number", "+79130000048");
  ui_press (test, "Get a code");
  ui_test_wait (test, is_answered, 60, "the code to be sent");
  g_assert_true (ui_shows (test, "A code was sent to"));
  g_assert_true (ui_shows (test, "3 attempts are left"));

  ui_type (test, "Code from the message", "1");
  ui_press (test, "Continue");
  ui_test_wait (test, is_answered, 60, "the refusal of the code");
  g_assert_true (ui_shows (test, "This code is wrong"));
  g_assert_true (ui_shows (test, "2 attempts are left"));

  ui_type (test, "Code from the message", code);
  ui_press (test, "Continue");
  ui_test_wait (test, is_answered, 60, "the choice of contracts");
  g_assert_true (ui_shows (test, "Choose one"));
  g_assert_cmpuint (count_accounts (test), ==, 0);
  ui_press (test, "Continue");
  ui_test_wait (test, is_read, 60, "the contract to be read");
  g_assert_cmpuint (count_accounts (test), ==, 1);
}

static void
test_phone_and_code (void)
{
  ui_test_fresh_home ();
  ui_test_run (phone_and_code, WIDE, NULL);
}

static void
several_contracts (UiTest *test)
{
  open_form (test, "Tomtel");
  send (test, "104205406", "demo");
  ui_test_wait (test, is_read, 60, "the first contract to be read");
  g_assert_cmpuint (count_accounts (test), ==, 3);
}

static void
test_several_contracts (void)
{
  ui_test_fresh_home ();
  ui_test_run (several_contracts, WIDE, NULL);
}

static void
refusals (UiTest *test)
{
  open_form (test, "Tomtel");
  send (test, "104205408", "demo"); /* A13 */
  g_assert_true (ui_shows (test, "not open yet"));
  send (test, "104205409", "demo");
  g_assert_true (ui_shows (test, "closed"));
  for (int i = 0; i < 5; i++)
    send (test, "104205401", "wrong");
  send (test, "104205401", "demo");
  g_assert_true (ui_shows (test, "locked the sign-in until"));
  g_assert_cmpstr (ui_get_typed (test, "number"), ==, "104205401");
  g_assert_cmpuint (count_accounts (test), ==, 0);
}

static void
test_refusals (void)
{
  ui_test_fresh_home ();
  ui_test_run (refusals, WIDE, NULL);
}

static void
categories (UiTest *test)
{
  CabinetAccount *account;

  open_form (test, "TCTR");
  ui_type (test, "Contract number", "200101");
  ui_press (test, "Wi-Fi");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the contract of the category to be read");
  account = cabinet_window_get_account (test->window);
  g_assert_cmpstr (cabinet_account_get_contract (account)->category, ==, "wifi");
}

static void
test_categories (void)
{
  ui_test_fresh_home ();
  ui_test_run (categories, WIDE, NULL);
}

static void
cancel (UiTest *test)
{
  open_form (test, "Tomtel");
  ui_type (test, "number", "12345");
  ui_type (test, "Password", "demo");
  g_signal_emit_by_name (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Sign in"),
                         "clicked");
  g_signal_emit_by_name (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Cancel"),
                         "clicked");
  ui_test_pause (1500);
  g_assert_cmpuint (count_accounts (test), ==, 0);
  g_assert_nonnull (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Sign in"));
  /* And leaving while it is under way. */
  g_signal_emit_by_name (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Sign in"),
                         "clicked");
  ui_act (test, "back", NULL);
  ui_test_pause (500);
  g_assert_cmpuint (count_accounts (test), ==, 0);
  g_assert_null (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SIGN_IN_PAGE));
}

static void
test_cancel (void)
{
  ui_test_fresh_home ();
  ui_test_run (cancel, WIDE, NULL);
}

static void
session_only (UiTest *test)
{
  open_form (test, "Tomtel");
  ui_press (test, "Keep in the system keyring"); /* on for the demo: now off */
  send (test, "12345", "demo");
  ui_test_wait (test, is_read, 60, "the contract to be read");
  g_assert_false (g_file_test (g_getenv ("SECRET_FILE_TEST_PATH"), G_FILE_TEST_EXISTS));
}

static gboolean
needs_sign_in (UiTest *test)
{
  return cabinet_account_get_state (cabinet_window_get_account (test->window))
         == CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED;
}

static void
sign_in_again (UiTest *test)
{
  ui_test_wait (test, needs_sign_in, 60, "the session to be found over");
  ui_test_pause (50);
  g_assert_true (ui_shows (test, "asks to sign in again"));
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));

  ui_press (test, "Sign in"); /* of the notice */
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SIGN_IN_PAGE));
  g_assert_cmpstr (ui_get_typed (test, "Account number"), ==, "12345");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the contract to be read again");
  g_assert_cmpuint (count_accounts (test), ==, 1);
  ui_test_pause (50);
  g_assert_false (ui_shows (test, "asks to sign in again"));
}

static void
test_session_only (void)
{
  ui_test_fresh_home ();
  ui_test_run (session_only, WIDE, NULL);
  ui_test_run (sign_in_again, WIDE, NULL);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/sign-in/phone-and-code", test_phone_and_code);
  g_test_add_func ("/ui/sign-in/several-contracts", test_several_contracts);
  g_test_add_func ("/ui/sign-in/refusals", test_refusals);
  g_test_add_func ("/ui/sign-in/categories", test_categories);
  g_test_add_func ("/ui/sign-in/cancel", test_cancel);
  g_test_add_func ("/ui/sign-in/session-only", test_session_only);

  return g_test_run ();
}
