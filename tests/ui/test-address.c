/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-process.h"
#include "ui-test.h"

#include "cabinet-address-page.h"
#include "cabinet-sign-in-page.h"

#define WIDE 1100, 760

/* A provider that is not in the list: the demo, by its address on this computer. */
static DemoProcess *demo;

static gboolean
is_asked (UiTest *test)
{
  return ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Cancel") == NULL;
}

static void
look (UiTest *test, const char *address)
{
  ui_type (test, "Address of the cabinet", address);
  ui_press (test, "Look there");
  ui_test_wait (test, is_asked, 60, "what answers there");
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account);
}

static void
add (UiTest *test)
{
  g_autofree char *url = g_strconcat (demo_process_get_url (demo), "/tomtel/", NULL);
  g_autofree char *place = g_strconcat (demo_process_get_url (demo), "/tomtel", NULL);
  GtkWidget *page;

  ui_press (test, "My provider is not in the list");
  page = ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_ADDRESS_PAGE);
  g_assert_nonnull (page);
  ui_expect_finalized (page);
  look (test, url);
  g_assert_true (ui_shows (test, "Nothing of yours has been sent yet"));
  g_assert_true (ui_shows (test, place));
  g_assert_true (ui_shows (test, "Tomtel"));

  /* Another address: what was found is not of it. */
  ui_type (test, "Address of the cabinet", place);
  g_assert_false (ui_shows (test, "Nothing of yours has been sent yet"));
  look (test, place);
  ui_press (test, "Go on");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SIGN_IN_PAGE));
  g_assert_true (ui_shows (test, place));
  ui_type (test, "number", "12345");
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  ui_test_wait (test, is_read, 60, "the contract to be read");
}

static void
test_add (void)
{
  ui_test_fresh_home ();
  demo = demo_process_new (NULL, NULL);
  ui_test_run (add, WIDE, NULL);
  demo_process_free (demo);
}

static void
refuse (UiTest *test)
{
  g_autofree char *root = g_strconcat (demo_process_get_url (demo), "/nobody", NULL);

  ui_act (test, "add-by-address", NULL);
  ui_press (test, "Look there");
  g_assert_true (ui_shows (test, "Type the address"));

  look (test, root);
  g_assert_true (ui_shows (test, "none of the systems"));
  g_assert_cmpstr (ui_get_typed (test, "Address of the cabinet"), ==, root);

  look (test, "http://example.org");
  g_assert_true (ui_shows (test, "https://"));
  look (test, "127.0.0.1:1");
  g_assert_true (ui_shows (test, "No connection"));
}

static void
test_refusals (void)
{
  ui_test_fresh_home ();
  demo = demo_process_new (NULL, NULL);
  ui_test_run (refuse, WIDE, NULL);
  demo_process_free (demo);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/address/add", test_add);
  g_test_add_func ("/ui/address/refusals", test_refusals);

  return g_test_run ();
}
