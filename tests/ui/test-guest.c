/* SPDX-License-Identifier: GPL-3.0-or-later */
/* H5: support is written to without signing in, from the page where one would sign in. */
#include "demo-process.h"
#include "ui-test.h"

#include "cabinet-conversation.h"
#include "cabinet-message.h"
#include "cabinet-overview-page.h"
#include "cabinet-sign-in-page.h"
#include "cabinet-support-page.h"

#define WIDE 1100, 760
#define NARROW 360, 720
#define LINK "Write to support without signing in"
#define QUESTION "Is there a line in Seversk?"

static GtkWidget *
find (UiTest *test, GtkAccessibleRole role, const char *label)
{
  return ui_find (GTK_WIDGET (test->window), role, label);
}

static guint
count_accounts (UiTest *test)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (cabinet_application_get_household (test->application, NULL)));
}

static gboolean
is_open (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_guest (account) && !cabinet_account_get_refreshing (account)
         && cabinet_account_get_read_at (account) != 0
         && ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SUPPORT_PAGE) != NULL;
}

static gboolean
is_sent (UiTest *test)
{
  CabinetConversation *conversation =
    cabinet_account_get_conversation (cabinet_window_get_account (test->window));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (conversation)); i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (conversation), i);

      if (g_str_equal (message->text, QUESTION))
        return message->state != CABINET_MESSAGE_STATE_QUEUED
               && message->state != CABINET_MESSAGE_STATE_FAILED;
    }
  return FALSE;
}

static void
open_form (UiTest *test, const char *provider)
{
  ui_act (test, "add-contract", NULL);
  ui_press (test, provider);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SIGN_IN_PAGE));
}

static void
let_in (UiTest *test)
{
  open_form (test, "Tomtel");
  ui_press (test, LINK);
  g_assert_null (find (test, GTK_ACCESSIBLE_ROLE_BUTTON, "Forgot the password?"));
  ui_press (test, "Write to support");
  g_assert_true (ui_shows (test, "the name is missing"));
  ui_type (test, "Your name", "Vera");
  ui_type (test, "Phone or e-mail", "over there");
  ui_press (test, "Write to support");
  g_assert_true (ui_shows (test, "neither a phone nor an e-mail"));
  g_assert_cmpuint (count_accounts (test), ==, 0);
  ui_type (test, "Phone or e-mail", "vera@example.org");
  ui_press (test, "Write to support");
  ui_test_wait (test, is_open, 60, "the conversation to open");
}

/* From the page of the provider to the open conversation. */
static void
introduce (UiTest *test)
{
  if (find (test, GTK_ACCESSIBLE_ROLE_BUTTON, LINK) != NULL)
    ui_press (test, LINK);
  ui_type (test, "Your name", "Vera");
  ui_type (test, "Phone or e-mail", "vera@example.org");
  ui_press (test, "Write to support");
  ui_test_wait (test, is_open, 60, "the conversation to open");
}

/* Nothing is offered that only a contract has. */
static void
assert_only_support (UiTest *test)
{
  ui_test_pause (50);
  g_assert_true (ui_shows (test, "guest Vera"));
  g_assert_null (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));
  g_assert_false (ui_shows (test, "Overview"));
  g_assert_false (ui_shows (test, "Statement"));
  ui_act (test, "show-page", g_variant_new_string ("overview"));
  g_assert_null (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));
}

static void
write_question (UiTest *test)
{
  GtkWidget *view;
  GtkWidget *send;

  let_in (test);
  assert_only_support (test);
  g_assert_true (ui_shows (test, "Without a contract"));
  view = ui_find_type (GTK_WIDGET (test->window), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), QUESTION, -1);
  send = find (test, GTK_ACCESSIBLE_ROLE_BUTTON, "Send");
  g_assert_nonnull (send);
  g_signal_emit_by_name (send, "clicked");
  ui_test_wait (test, is_sent, 60, "the question to be sent");
}

static gboolean
is_shown (UiTest *test)
{
  return is_open (test) && ui_shows (test, QUESTION);
}

static gboolean
shows_overview (UiTest *test)
{
  return ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE) != NULL
         && !cabinet_account_get_guest (cabinet_window_get_account (test->window));
}

/* It is there after a restart; asked for again it goes on; a contract beside it has all its pages. */
static void
come_back (UiTest *test)
{
  ui_test_wait (test, is_shown, 60, "the conversation after a restart");
  assert_only_support (test);
  open_form (test, "Tomtel");
  ui_press (test, LINK);
  g_assert_cmpuint (count_accounts (test), ==, 1);
  ui_test_wait (test, is_shown, 60, "the conversation");

  open_form (test, "Tomtel");
  ui_type (test, "number", "12345");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, shows_overview, 60, "the contract's pages");
  ui_act (test, "show-page", g_variant_new_string ("statement"));
  ui_act (test, "switch-contract", g_variant_new_int32 (0));
  ui_test_wait (test, is_shown, 60, "the conversation");
  ui_act (test, "switch-contract", g_variant_new_int32 (1));
  g_assert_true (ui_shows (test, "Statement"));
  g_assert_null (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SUPPORT_PAGE));
}

static void
test_conversation (void)
{
  ui_test_fresh_home ();
  ui_test_run (write_question, WIDE, NULL);
  ui_test_run (come_back, WIDE, NULL);
}

static void
look_narrow (UiTest *test)
{
  let_in (test);
  assert_only_support (test);
}

static void
test_narrow (void)
{
  ui_test_fresh_home ();
  ui_test_run (look_narrow, NARROW, NULL);
}

static gboolean
is_over (UiTest *test)
{
  return ui_shows (test, "has ended this conversation");
}

/* The provider has ended the session: what was said stays, and another conversation is begun. */
static void
begin_another (UiTest *test)
{
  DemoProcess *demo = test->user_data;
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autofree char *said = NULL;

  ui_act (test, "add-by-address", NULL);
  ui_type (test, "Address of the cabinet", url);
  ui_press (test, "Look there");
  ui_press (test, "Go on");
  introduce (test);
  said = demo_process_control (demo, "revoke", "{}");
  ui_act (test, "refresh", NULL);
  ui_test_wait (test, is_over, 60, "the conversation to be over");
  ui_press (test, "Begin another");
  g_assert_false (ui_shows (test, "Forgot the password?"));
  introduce (test);
  g_assert_false (is_over (test));
  g_assert_cmpuint (count_accounts (test), ==, 2);
}

static void
test_over (void)
{
  DemoProcess *demo = demo_process_new ("--control", NULL);

  ui_test_fresh_home ();
  ui_test_run (begin_another, WIDE, demo);
  demo_process_free (demo);
}

/* And back to signing in; where the provider does not let guests in, nothing is said of it. */
static void
look_around (UiTest *test)
{
  open_form (test, "CENTRA");
  ui_press (test, LINK);
  ui_press (test, "Sign in with a contract");
  g_assert_nonnull (find (test, GTK_ACCESSIBLE_ROLE_BUTTON, "Sign in"));
  ui_act (test, "back", NULL);
  open_form (test, "Telemir");
  g_assert_null (find (test, GTK_ACCESSIBLE_ROLE_BUTTON, LINK));
}

static void
test_offered (void)
{
  ui_test_fresh_home ();
  ui_test_run (look_around, WIDE, NULL);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/guest/offered", test_offered);
  g_test_add_func ("/ui/guest/conversation", test_conversation);
  g_test_add_func ("/ui/guest/narrow", test_narrow);
  g_test_add_func ("/ui/guest/over", test_over);

  return g_test_run ();
}
