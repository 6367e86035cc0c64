/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tariffs and services at a provider that loses requests and answers, refuses, lies and asks for the
 * password. Nothing is ordered before the button was pressed, and nothing is told that no read has shown. */
#include "cabinet-change-pane.h"
#include "cabinet-tariff-page.h"
#include "page-fixture.h"
#include "plan-server.h"

#define ORDER "Change to “Home 500”"

typedef struct
{
  PageFixture *fixture;
  NetServer *server;
  CabinetAccount *account;
  GtkWidget *page;
} Test;

static Test *
begin (int width)
{
  Test *test = g_new0 (Test, 1);

  test->fixture = page_fixture_new ("--now", "2026-11-21T09:00:00Z", NULL);
  test->server = plan_server_new ();
  test->account = page_fixture_sign_in_at (test->fixture, net_server_get_url (test->server), "tomtel", NULL,
                                           "77", "secret");
  test->page = cabinet_tariff_page_new (test->account);
  g_object_set (test->page, "narrow", width < 600, NULL);
  page_fixture_show (test->fixture, test->page, width, 760);
  page_wait_shows (test->page, "Home 500");
  return test;
}

static void
end (Test *test)
{
  page_fixture_finalize_page (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
  plan_server_free (test->server);
  g_free (test);
}

static void
choose (Test *test, const char *name)
{
  GtkWidget *check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_RADIO, name);

  /* GTK says so of a check button in a group, or does not: by version. */
  if (check == NULL)
    check = ui_find (test->page, GTK_ACCESSIBLE_ROLE_CHECKBOX, name);
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

static GtkWidget *
find_button (GtkWidget *root, const char *name)
{
  return ui_find (root, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

static void
press (Test *test, const char *name)
{
  GtkWidget *button = find_button (test->page, name);

  if (button == NULL)
    g_error ("nothing to press is called “%s”", name);
  g_signal_emit_by_name (button, "clicked");
}

static void
choose_home_500 (Test *test)
{
  choose (test, "Home 500, 890.00\u00a0₽ a month");
  page_wait_shows (test->page, "+140.00\u00a0₽");
}

/* The dialog that stands over the window and says @words. */
static AdwMessageDialog *
wait_for_dialog (const char *words)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);

  while (g_get_monotonic_time () < limit)
    {
      GListModel *windows = gtk_window_get_toplevels ();

      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (window)
              && strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window)), words) != NULL)
            return ADW_MESSAGE_DIALOG (window);
        }
      page_fixture_wait_ms (10);
    }
  g_error ("no dialog says “%s”", words);
}

/* A response alone does not close it, as a button does. */
static void
agree (AdwMessageDialog *dialog)
{
  adw_message_dialog_response (dialog, "agree");
  gtk_widget_set_visible (GTK_WIDGET (dialog), FALSE);
  page_fixture_settle ();
}

static void
type_secret (AdwMessageDialog *dialog, const char *secret)
{
  gtk_editable_set_text (GTK_EDITABLE (ui_find_type (GTK_WIDGET (dialog), ADW_TYPE_PASSWORD_ENTRY_ROW)),
                         secret);
  agree (dialog);
}

/* G1, G2, G6: what there is, what it costs, and why something cannot be chosen. */
static void
test_list (void)
{
  Test *test = begin (900);

  page_assert_shows (test->page, "Home 300");
  page_assert_shows (test->page, "now");
  page_assert_shows (test->page, "890.00\u00a0₽");
  page_assert_shows (test->page, "Ends on paper");
  page_assert_shows (test->page, "Choose a tariff or switch a service");
  /* Only what can be switched has a switch. */
  g_assert_cmpuint (page_count_type (test->page, GTK_TYPE_SWITCH), ==, 1);
  g_assert_null (find_button (test->page, ORDER));
  end (test);
}

/* G3: before and after, and no word to the provider before the button. */
static void
test_compare (void)
{
  Test *test = begin (900);

  choose_home_500 (test);
  page_assert_shows (test->page, "What changes in the contract “Tomtel”");
  page_assert_shows (test->page, "“Home 300” → “Home 500”");
  page_assert_shows (test->page, "Charged today");
  page_assert_shows (test->page, "4.67\u00a0₽");
  page_assert_shows (test->page, "Lasts until");
  page_assert_shows (test->page, "Begins at once after you confirm");
  g_assert_nonnull (find_button (test->page, ORDER));
  press (test, "Cancel");
  page_assert_shows (test->page, "Choose a tariff or switch a service");
  g_assert_null (find_button (test->page, ORDER));
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  end (test);
}

/* A switch chooses; another choice takes it back. */
static void
test_switch (void)
{
  Test *test = begin (900);
  GtkSwitch *toggle = GTK_SWITCH (ui_find_type (test->page, GTK_TYPE_SWITCH));

  gtk_switch_set_active (toggle, TRUE);
  page_wait_shows (test->page, "Connect “Antivirus”");
  choose_home_500 (test);
  g_assert_false (gtk_switch_get_active (toggle));
  choose (test, "Home 300, now, 750.00\u00a0₽ a month");
  page_assert_shows (test->page, "Choose a tariff or switch a service");
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  end (test);
}

static void
test_order_and_cancel (void)
{
  Test *test = begin (900);

  choose_home_500 (test);
  press (test, ORDER);
  page_wait_shows (test->page, "Ordered: change to “Home 500”");
  page_wait_shows (test->page, "Done");
  g_assert_cmpuint (plan_provider.orders, ==, 1);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  press (test, "Done");
  press (test, "Cancel the change");
  agree (wait_for_dialog ("the contract “Tomtel” stays as it is now"));
  for (guint i = 0; i < 1000 && page_shows (test->page, "Ordered: change to"); i++)
    page_fixture_wait_ms (10);
  g_assert_false (page_shows (test->page, "Ordered: change to"));
  g_assert_true (plan_provider.cancelled);
  end (test);
}

/* L4: a wrong password is told once, and nothing is sent. */
static void
test_secret (void)
{
  Test *test = begin (900);
  AdwMessageDialog *dialog;

  plan_provider.needs_proof = TRUE;
  choose_home_500 (test);
  press (test, ORDER);
  dialog = wait_for_dialog ("Begins at once");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "890.00\u00a0₽ a month"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "77"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "lasts until"));
  type_secret (dialog, "wrong");
  dialog = wait_for_dialog ("did not fit");
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  type_secret (dialog, "secret");
  page_wait_shows (test->page, "Done");
  g_assert_cmpuint (plan_provider.made, ==, 1);
  end (test);
}

static void
test_refused (void)
{
  Test *test = begin (900);

  plan_provider.fate = PLAN_FATE_REFUSE;
  choose_home_500 (test);
  press (test, ORDER);
  page_wait_shows (test->page, "Once a month only");
  g_assert_cmpuint (plan_provider.made, ==, 0);
  end (test);
}

/* Shown again, and not ordered. */
static void
test_stale (void)
{
  Test *test = begin (900);

  plan_provider.fate = PLAN_FATE_STALE;
  choose_home_500 (test);
  press (test, ORDER);
  page_wait_shows (test->page, "The offer had run out");
  page_wait_shows (test->page, "+140.00\u00a0₽");
  g_assert_false (page_shows (test->page, "The conditions have changed"));
  g_assert_nonnull (find_button (test->page, ORDER));
  g_assert_cmpuint (plan_provider.orders, ==, 1);
  g_assert_cmpuint (plan_provider.made, ==, 0);
  end (test);
}

/* Shown again with what has changed: the day, the sums, where they are told and where they stand. */
static void
test_moved (void)
{
  Test *test = begin (900);

  plan_provider.fate = PLAN_FATE_STALE;
  plan_provider.moves = TRUE;
  choose_home_500 (test);
  press (test, ORDER);
  page_wait_shows (test->page, "The conditions have changed");
  page_assert_shows (test->page, "A month: 910.00\u00a0₽, was 890.00\u00a0₽");
  page_assert_shows (test->page, "Charged at once: 5.33\u00a0₽, was 4.67\u00a0₽");
  page_assert_shows (test->page, "To pay: 869.93\u00a0₽, was 849.27\u00a0₽");
  page_assert_shows (test->page, "Begins: 1 February 2100, was ");
  page_assert_shows (test->page, "changed, was 890.00\u00a0₽");
  page_assert_shows (test->page, "+160.00\u00a0₽");
  g_assert_cmpuint (plan_provider.orders, ==, 1);
  g_assert_cmpuint (plan_provider.made, ==, 0);
  press (test, ORDER);
  page_wait_shows (test->page, "Done");
  g_assert_cmpuint (plan_provider.made, ==, 1);
  end (test);
}

/* L4: the provider asks for the password only when the order is there; then it goes on, as the same order. */
static void
test_late_secret (void)
{
  Test *test = begin (900);

  plan_provider.late_proof = TRUE;
  choose_home_500 (test);
  press (test, ORDER);
  type_secret (wait_for_dialog ("Begins at once"), "wrong");
  type_secret (wait_for_dialog ("did not fit"), "secret");
  page_wait_shows (test->page, "Done");
  g_assert_cmpuint (plan_provider.orders, ==, 2);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);
  end (test);
}

/* A service is asked for as its own list says, and what ends by itself says when. */
static void
test_service_when (void)
{
  Test *test = begin (900);
  GtkSwitch *toggle = GTK_SWITCH (ui_find_type (test->page, GTK_TYPE_SWITCH));

  plan_provider.limited = TRUE;
  gtk_switch_set_active (toggle, TRUE);
  page_wait_shows (test->page, "Connect “Antivirus”");
  page_wait_shows (test->page, "Ends by itself");
  page_assert_shows (test->page, "Old cinema");
  page_assert_shows (test->page, "With the next period");
  choose (test, "At once");
  page_wait_shows (test->page, "Ends by itself");
  press (test, "Connect “Antivirus”");
  page_wait_shows (test->page, "Done");
  g_assert_nonnull (strstr (plan_provider.body, "\"now\""));
  end (test);
}

/* Whether it was made is not known: so it is said, and there is nothing that would send it again. */
static void
test_unconfirmed (void)
{
  Test *test = begin (900);

  choose_home_500 (test);
  plan_provider.fate = PLAN_FATE_LOSE_BOTH;
  press (test, ORDER);
  page_wait_shows (test->page, "Not confirmed");
  g_assert_null (find_button (test->page, ORDER));
  g_assert_false (page_shows (test->page, "Ordered:"));
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);

  plan_provider.fate = PLAN_FATE_FINE;
  press (test, "Look again");
  page_wait_shows (test->page, "Ordered: change to “Home 500”");
  g_assert_cmpuint (plan_provider.made, ==, 1);
  end (test);
}

/* What was read stays readable, with its time; changing needs a connection. */
static void
test_offline (void)
{
  Test *test = begin (900);

  soup_server_disconnect (net_server_get_soup (test->server));
  gtk_widget_activate_action (test->page, "tariff.refresh", NULL);
  page_wait_shows (test->page, "To change something, a connection is needed");
  page_assert_shows (test->page, "890.00\u00a0₽");
  choose (test, "Home 500, 890.00\u00a0₽ a month");
  page_wait_shows (test->page, "Nothing was ordered");
  g_assert_null (find_button (test->page, ORDER));
  g_assert_nonnull (find_button (test->page, "Ask again"));
  end (test);
}

/* The comparison is a page of its own, and steps back to the list. */
static void
test_narrow (void)
{
  Test *test = begin (360);
  int minimum;

  choose_home_500 (test);
  g_assert_null (ui_find (test->page, GTK_ACCESSIBLE_ROLE_LABEL, "Services"));
  g_assert_nonnull (find_button (test->page, ORDER));
  gtk_widget_measure (test->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_true (cabinet_tariff_page_step_back (CABINET_TARIFF_PAGE (test->page)));
  page_fixture_settle ();
  g_assert_null (find_button (test->page, ORDER));
  g_assert_false (cabinet_tariff_page_step_back (CABINET_TARIFF_PAGE (test->page)));
  end (test);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/tariff/list", test_list);
  g_test_add_func ("/ui/tariff/compare", test_compare);
  g_test_add_func ("/ui/tariff/switch", test_switch);
  g_test_add_func ("/ui/tariff/order-and-cancel", test_order_and_cancel);
  g_test_add_func ("/ui/tariff/secret", test_secret);
  g_test_add_func ("/ui/tariff/refused", test_refused);
  g_test_add_func ("/ui/tariff/stale", test_stale);
  g_test_add_func ("/ui/tariff/moved", test_moved);
  g_test_add_func ("/ui/tariff/late-secret", test_late_secret);
  g_test_add_func ("/ui/tariff/service-when", test_service_when);
  g_test_add_func ("/ui/tariff/unconfirmed", test_unconfirmed);
  g_test_add_func ("/ui/tariff/offline", test_offline);
  g_test_add_func ("/ui/tariff/narrow", test_narrow);
  return g_test_run ();
}
