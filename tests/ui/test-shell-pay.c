/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leads to paying, and from a payment to support, in the whole window over the demo that it starts. */
#include "browser-stub.h"
#include "ui-test.h"

#include "cabinet-conversation.h"
#include "cabinet-overview-page.h"
#include "cabinet-support-page.h"
#include "cabinet-top-up-page.h"
#include "cabinet-top-ups.h"
#include "pay-client.h"

#define WIDE 1100, 760

static CabinetAccount *
get_account (UiTest *test)
{
  return cabinet_window_get_account (test->window);
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = get_account (test);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account) && !cabinet_account_get_stale (account);
}

static gboolean
has_form (UiTest *test)
{
  return ui_shows (test, "To be taken") && ui_shows (test, "no fee");
}

/* The button of the sum to pay leads to the form with that sum in it; nothing is paid by it. */
static void
press_due (UiTest *test)
{
  CabinetDue *due = cabinet_account_get_due (get_account (test));
  g_autofree char *sum = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  g_autofree char *digits = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_NO_SYMBOL);
  g_autofree char *name = g_strdup_printf ("Pay %s", sum);
  GtkWidget *page, *entry;

  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));
  ui_press (test, name);
  page = ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_TOP_UP_PAGE);
  g_assert_nonnull (page);
  ui_test_wait (test, has_form, 30, "the form for paying");
  entry = ui_find_type (page, GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, digits);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (cabinet_account_get_top_ups (get_account (test)))), ==, 0);
}

static gboolean
is_declined (UiTest *test)
{
  return ui_shows (test, "The payment was declined, no money was taken");
}

/* The field is there, and the conversation was read: the window closes when nothing is under way. */
static gboolean
has_text (UiTest *test)
{
  CabinetConversation *conversation = cabinet_account_get_conversation (get_account (test));
  gboolean refreshing;

  g_object_get (conversation, "refreshing", &refreshing, NULL);
  return !refreshing && cabinet_conversation_get_read_at (conversation) != 0
         && ui_find_type (GTK_WIDGET (test->window), GTK_TYPE_TEXT_VIEW) != NULL;
}

/* What support asks for stands in the message, which is not sent by itself. */
static void
tell_support (UiTest *test, CabinetTopUp *top_up)
{
  g_autofree char *facts = cabinet_top_up_dup_facts (top_up);
  g_autofree char *typed = NULL;
  GtkWidget *text;

  ui_press (test, "Tell support");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SUPPORT_PAGE));
  ui_test_wait (test, has_text, 30, "the field for a message");
  text = ui_find_type (GTK_WIDGET (test->window), GTK_TYPE_TEXT_VIEW);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "text", &typed, NULL);
  g_assert_nonnull (strstr (facts, cabinet_top_up_get_payment (top_up)->number));
  g_assert_nonnull (strstr (typed, facts));
}

static void
from_due_to_support (UiTest *test)
{
  CabinetTopUps *top_ups;
  CabinetTopUp *top_up;
  g_autofree char *sum = NULL;
  g_autofree char *button = NULL;
  g_autofree char *url = NULL;
  g_autoptr (Page) page = NULL;

  ui_press (test, "Try the demo");
  ui_test_wait (test, is_read, 60, "the demo's contract to be read");
  press_due (test);
  sum = cabinet_money_format (&cabinet_account_get_due (get_account (test))->amount, CABINET_ROUND_UP,
                              CABINET_MONEY_PLAIN);
  button = g_strdup_printf ("Go and pay %s", sum);
  ui_press (test, button);
  url = g_strchomp (browser_stub_wait ());
  top_ups = cabinet_account_get_top_ups (get_account (test));
  top_up = cabinet_top_ups_get_pending (top_ups);
  g_assert_nonnull (top_up);
  g_assert_cmpstr (cabinet_top_up_get_payment (top_up)->confirmation_url, ==, url);
  page = page_pay (url, "4000 0000 0000 0002");
  g_assert_cmpstr (page->state, ==, "declined");
  ui_test_wait (test, is_declined, 60, "the refusal in the window");
  tell_support (test, top_up);
}

static void
test_from_due_to_support (void)
{
  ui_test_fresh_home ();
  browser_stub_install ();
  ui_test_run (from_due_to_support, WIDE, NULL);
}

static gboolean
is_another (UiTest *test)
{
  return is_read (test) && g_str_equal (cabinet_account_get_provider_name (get_account (test)), "Telemir");
}

static gboolean
shows_the_payment (UiTest *test)
{
  return ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_TOP_UP_PAGE) != NULL;
}

/* What the desktop does when the browser follows the link of a payment's last page. */
static void
come_back (UiTest *test)
{
  g_autoptr (GFile) link = g_file_new_for_uri ("cabinet:payment");

  g_signal_emit_by_name (test->application, "open", &link, 1, "");
}

/* Wherever the window is, it comes to the contract that the payment is of. */
static void
back_from_the_page (UiTest *test)
{
  CabinetAccount *paid;
  g_autofree char *sum = NULL;
  g_autofree char *button = NULL;

  ui_press (test, "Try the demo");
  ui_test_wait (test, is_read, 60, "the demo's contract to be read");
  paid = get_account (test);
  press_due (test);
  sum = cabinet_money_format (&cabinet_account_get_due (paid)->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  button = g_strdup_printf ("Go and pay %s", sum);
  ui_press (test, button);
  g_free (browser_stub_wait ());
  ui_act (test, "add-contract", NULL);
  ui_press (test, "Telemir");
  ui_type (test, "Login", "48-11702");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_another, 60, "another contract to be read");

  ui_act (test, "all-contracts", NULL);
  g_assert_null (get_account (test));
  come_back (test);
  ui_test_wait (test, shows_the_payment, 20, "the page of the payment, from all contracts");
  g_assert_true (get_account (test) == paid);

  ui_act (test, "switch-contract", g_variant_new_int32 (1));
  ui_act (test, "show-page", g_variant_new_string ("overview"));
  come_back (test);
  ui_test_wait (test, shows_the_payment, 20, "the page of the payment, from another contract");
  g_assert_true (get_account (test) == paid);
  ui_test_wait (test, is_read, 60, "the contract to be read again");
}

static void
test_back_from_the_page (void)
{
  ui_test_fresh_home ();
  browser_stub_install ();
  ui_test_run (back_from_the_page, WIDE, NULL);
}

/* What was saved is told, with the way to its folder. */
static void
saved (UiTest *test)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "a & b.pdf", NULL);
  g_autofree char *opened = NULL;

  ui_act (test, "tell-saved", g_variant_new_bytestring (path));
  g_assert_true (ui_shows (test, "Saved “a & b.pdf”"));
  ui_press (test, "Show in _Folder");
  opened = g_strchomp (browser_stub_wait ());
  g_assert_cmpstr (opened, ==, g_get_home_dir ());
}

static void
test_saved (void)
{
  ui_test_fresh_home ();
  browser_stub_install ();
  browser_stub_forget ();
  ui_test_run (saved, WIDE, NULL);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/shell-pay/from-due-to-support", test_from_due_to_support);
  g_test_add_func ("/ui/shell-pay/back-from-the-page", test_back_from_the_page);
  g_test_add_func ("/ui/shell-pay/saved", test_saved);
  return g_test_run ();
}
