/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All contracts on one page: what is to be paid, and acting on any of them. */
#include "household-fixture.h"

#include "cabinet-date-line.h"
#include "cabinet-household-page.h"
#include "cabinet-household-row.h"
#include "cabinet-support-page.h"
#include "cabinet-top-up-page.h"

#define WIDE 1100, 760
#define NARROW 360, 720

static GtkWidget *
find_below (GtkWidget *root, CabinetAccount *account)
{
  if (CABINET_IS_HOUSEHOLD_ROW (root)
      && cabinet_household_row_get_account (CABINET_HOUSEHOLD_ROW (root)) == account)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_below (child, account);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *wanted_words;

/* The first row or button shown that says @part in its name. */
static GtkWidget *
find_saying (GtkWidget *root, const char *part)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if ((GTK_IS_BUTTON (root) || GTK_IS_LIST_BOX_ROW (root))
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL))
    {
      /* What is not equal is told as it is. */
      g_autofree char *name =
        gtk_test_accessible_check_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, "");

      if (name != NULL && strstr (name, part) != NULL)
        return root;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_saying (child, part);
  return found;
}

static void
press_saying (UiTest *test, const char *part)
{
  GtkWidget *widget = find_saying (GTK_WIDGET (test->window), part);

  if (widget == NULL)
    g_error ("nothing to press says “%s”", part);
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    gtk_widget_activate (widget);
  ui_test_pause (50);
}

static void
act_on (UiTest *test, CabinetAccount *account, const char *action)
{
  GtkWidget *row = find_below (household_find_page (test), account);

  g_assert_nonnull (row);
  gtk_widget_activate_action (row, action, NULL);
  ui_test_pause (30);
}

static void
assert_shows_sum (UiTest *test, const CabinetMoney *sum)
{
  g_autofree char *text = cabinet_money_format (sum, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);

  if (!ui_shows (test, text))
    g_error ("%s is not shown", text);
}

/* One contract needs no such page: neither the row nor the key leads to it. */
static void
only_one (UiTest *test)
{
  ui_press (test, "Try the demo");
  ui_test_wait (test, household_is_added, 60, "the demo's contract to be read");
  ui_act (test, "all-contracts", NULL);
  g_assert_null (household_find_page (test));
  g_assert_false (ui_shows (test, "All contracts"));
}

static void
test_only_one (void)
{
  ui_test_fresh_home ();
  ui_test_run (only_one, WIDE, NULL);
}

/* What is drawn is a list to a screen reader: each says day, contract and what happens. */
static void
assert_dates (UiTest *test)
{
  GtkWidget *line = ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_LIST, "Nearest dates");
  GtkWidget *first = NULL;
  g_autofree char *wrong = NULL;

  g_assert_nonnull (line);
  g_assert_true (CABINET_IS_DATE_LINE (line));
  first = find_saying (line, "Telemir: in debt");
  g_assert_nonnull (first);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "today, Telemir: in debt");
  g_assert_cmpstr (wrong, ==, NULL);
  g_assert_nonnull (find_saying (line, "Tomtel: the money runs out"));
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_assert_true (GTK_IS_BUTTON (child)
                   || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child))
                        == GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

/* D2, B16: who must be paid, how much, by when; the total is that of the rows. */
static void
overview (UiTest *test)
{
  CabinetMoney total = { 0 };
  g_auto (GStrv) accels = NULL;

  household_add_two (test);
  accels = gtk_application_get_accels_for_action (GTK_APPLICATION (test->application), "win.all-contracts");
  g_assert_cmpstr (accels[0], ==, "<Control>0");
  household_show_all (test);
  g_assert_null (cabinet_window_get_account (test->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (test->window)), ==, "All contracts");
  for (guint i = 0; i < 2; i++)
    {
      CabinetDue *due = cabinet_account_get_due (household_get_nth (test, i));
      g_autofree char *number = cabinet_account_dup_number_words (household_get_nth (test, i));

      g_assert_true (ui_shows (test, number));
      assert_shows_sum (test, &due->amount);
      if (i == 0)
        total = due->amount;
      else
        g_assert_true (cabinet_money_add (&total, &due->amount, NULL));
    }
  assert_shows_sum (test, &total);
  g_assert_true (ui_shows (test, "To pay for 2 contracts"));
  g_assert_true (ui_shows (test, "128 Kbit/s"));
  g_assert_true (ui_shows (test, "already late: “Telemir”"));
  g_assert_true (ui_shows (test, "Total, 2 contracts"));
  assert_dates (test);

  /* By a keystroke to a contract, and back by the list. */
  ui_act (test, "switch-contract", g_variant_new_int32 (1));
  g_assert_true (cabinet_window_get_account (test->window) == household_get_nth (test, 1));
  g_assert_null (household_find_page (test));
  press_saying (test, "All contracts, to pay");
  g_assert_nonnull (household_find_page (test));
  for (guint i = 0; i < 2; i++)
    ui_expect_finalized (household_get_nth (test, i));
}

static void
test_overview (void)
{
  ui_test_fresh_home ();
  ui_test_run (overview, WIDE, NULL);
}

static gboolean
is_asked (UiTest *test)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      g_autofree char *texts = gtk_widget_get_mapped (window) ? ui_dup_texts (window) : NULL;

      if (texts != NULL && strstr (texts, wanted_words) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
assert_asked (UiTest *test, const char *words)
{
  wanted_words = words;
  ui_test_wait (test, is_asked, 10, words);
}

/* Paying and writing start right here; the page that opens is that contract's. */
static void
acting (UiTest *test)
{
  CabinetAccount *tomtel, *telemir;

  household_add_two (test);
  tomtel = household_get_nth (test, 0);
  telemir = household_get_nth (test, 1);
  household_show_all (test);
  ui_press (test, "Pay for “Telemir”");
  g_assert_true (cabinet_window_get_account (test->window) == telemir);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_TOP_UP_PAGE));

  household_show_all (test);
  ui_press (test, "Top up “Tomtel”");
  g_assert_true (cabinet_window_get_account (test->window) == tomtel);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_TOP_UP_PAGE));

  household_show_all (test);
  act_on (test, telemir, "contract.write");
  g_assert_true (cabinet_window_get_account (test->window) == telemir);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_SUPPORT_PAGE));

  household_show_all (test);
  press_saying (test, "Tomtel: the money runs out");
  g_assert_true (cabinet_window_get_account (test->window) == tomtel);

  /* What is asked about a contract names it. */
  household_show_all (test);
  act_on (test, telemir, "contract.hide");
  assert_asked (test, "Hide “Telemir”?");
  ui_press (test, "_Cancel");
  act_on (test, telemir, "contract.remove");
  assert_asked (test, "Remove “Telemir” from this computer?");
  ui_press (test, "_Cancel");
  g_assert_cmpuint (household_count_shown (test), ==, 2);
}

static void
test_acting (void)
{
  ui_test_fresh_home ();
  ui_test_run (acting, WIDE, NULL);
}

static gboolean
is_swapped (UiTest *test)
{
  return g_str_equal (cabinet_account_get_provider_name (household_get_nth (test, 0)), "Telemir");
}

static void
moving (UiTest *test)
{
  CabinetAccount *tomtel;

  household_add_two (test);
  tomtel = household_get_nth (test, 0);
  household_show_all (test);
  /* The outermost stay. */
  act_on (test, tomtel, "contract.move-up");
  ui_test_pause (100);
  g_assert_false (is_swapped (test));
  act_on (test, tomtel, "contract.move-down");
  ui_test_wait (test, is_swapped, 20, "the other order");
  g_assert_true (household_get_nth (test, 1) == tomtel);
  g_assert_nonnull (household_find_page (test));
}

/* The order and the page are there with the first frame. */
static void
as_it_was_left (UiTest *test)
{
  g_assert_true (is_swapped (test));
  g_assert_nonnull (household_find_page (test));
  g_assert_true (ui_shows (test, "To pay for 2 contracts"));
}

static void
test_order (void)
{
  ui_test_fresh_home ();
  ui_test_run (moving, WIDE, NULL);
  ui_test_run_full (as_it_was_left, NULL, WIDE, NULL);
}

/* What is hidden does not count. */
static gboolean
one_is_late (UiTest *test)
{
  return ui_shows (test, "already late");
}

static gboolean
none_is_late (UiTest *test)
{
  return !one_is_late (test);
}

static void
hiding (UiTest *test)
{
  CabinetAccount *telemir;

  household_add_two (test);
  household_add_contract (test, "MTS", "Account number", "12345");
  telemir = household_get_nth (test, 1);
  household_show_all (test);
  act_on (test, telemir, "contract.hide");
  ui_press (test, "_Hide");
  household_wait_for (test, 2);
  ui_test_wait (test, none_is_late, 10, "the page to count without it");
  g_assert_nonnull (household_find_page (test));
  g_assert_null (find_below (household_find_page (test), telemir));

  ui_press (test, "Show 1 hidden contract");
  act_on (test, telemir, "contract.unhide");
  household_wait_for (test, 3);
  ui_test_wait (test, one_is_late, 10, "the page to count it again");
}

static void
test_hiding (void)
{
  ui_test_fresh_home ();
  ui_test_run (hiding, WIDE, NULL);
}

static gboolean
all_failed (UiTest *test)
{
  for (guint i = 0; i < household_count_shown (test); i++)
    if (cabinet_account_get_error (household_get_nth (test, i)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
all_is_said (UiTest *test)
{
  for (guint i = 0; i < household_count_shown (test); i++)
    {
      g_autofree char *words = cabinet_account_dup_error_words (household_get_nth (test, i));

      if (words == NULL || strstr (words, "Shown is what was read") == NULL || !ui_shows (test, words))
        return FALSE;
    }
  return TRUE;
}

/* Why, and since when, stands there; and a way to try again. */
static void
out_of_reach (UiTest *test)
{
  ui_test_wait (test, all_failed, 60, "the refresh to fail");
  ui_test_wait (test, all_is_said, 10, "why and since when");
  g_assert_nonnull (household_find_page (test));
  g_assert_nonnull (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Try again, “Telemir”"));
}

static void
leave_all_shown (UiTest *test)
{
  household_add_two (test);
  household_show_all (test);
}

static void
test_out_of_reach (void)
{
  ui_test_fresh_home ();
  ui_test_run (leave_all_shown, WIDE, NULL);
  ui_test_set_demo_available (FALSE);
  ui_test_run (out_of_reach, WIDE, NULL);
  ui_test_set_demo_available (TRUE);
}

static guint
count_saying (GtkWidget *root, const char *part)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += find_saying (child, part) != NULL;
  return n;
}

/* Where many are in debt, the line of days still tells what is to come. */
static void
many_debts (UiTest *test)
{
  static const char *const logins[] = { "48-11701", "48-11703", "48-11705" };
  GtkWidget *line;

  household_add_two (test);
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    household_add_contract (test, "Telemir", "Login", logins[i]);
  household_show_all (test);
  line = ui_find_type (household_find_page (test), CABINET_TYPE_DATE_LINE);
  g_assert_nonnull (line);
  g_assert_cmpuint (count_saying (line, "in debt"), <=, 2);
  g_assert_nonnull (find_saying (line, "Tomtel: the money runs out"));
}

static void
test_many_debts (void)
{
  ui_test_fresh_home ();
  ui_test_run (many_debts, WIDE, NULL);
}

static void
on_labelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = cabinet_account_set_finish (CABINET_ACCOUNT (source), result, NULL);
  g_assert_true (*(gboolean *) user_data);
}

static gboolean
is_labelled (UiTest *test)
{
  return *(gboolean *) test->user_data && ui_shows (test, "already late: “The flat");
}

/* A name may be long; the page has no more than 360 px. */
static void
assert_fits_named (UiTest *test)
{
  gboolean labelled = FALSE;
  int minimum = 0;

  test->user_data = &labelled;
  cabinet_account_set_label_async (household_get_nth (test, 1), "The flat in Frunze Avenue, third floor",
                                   NULL, on_labelled, &labelled);
  ui_test_wait (test, is_labelled, 20, "the name");
  gtk_widget_measure (household_find_page (test), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* The page is one step from the list, a contract one step from the page. */
static void
narrow (UiTest *test)
{
  household_add_two (test);
  household_show_all (test);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (test->window)), <=, 400);
  g_assert_null (ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_BUTTON, "Top up “Tomtel”"));
  /* The dates are told in lines. */
  g_assert_null (ui_find_type (household_find_page (test), CABINET_TYPE_DATE_LINE));
  g_assert_true (ui_shows (test, "Telemir: in debt"));
  assert_fits_named (test);
  ui_act (test, "back", NULL);
  g_assert_null (household_find_page (test));
  press_saying (test, "All contracts, to pay");
  g_assert_nonnull (household_find_page (test));
  gtk_widget_activate (find_below (household_find_page (test), household_get_nth (test, 0)));
  ui_test_pause (50);
  g_assert_true (cabinet_window_get_account (test->window) == household_get_nth (test, 0));
}

static void
test_narrow (void)
{
  ui_test_fresh_home ();
  ui_test_run (narrow, NARROW, NULL);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/household/only-one", test_only_one);
  g_test_add_func ("/ui/household/overview", test_overview);
  g_test_add_func ("/ui/household/acting", test_acting);
  g_test_add_func ("/ui/household/order", test_order);
  g_test_add_func ("/ui/household/hiding", test_hiding);
  g_test_add_func ("/ui/household/out-of-reach", test_out_of_reach);
  g_test_add_func ("/ui/household/narrow", test_narrow);
  g_test_add_func ("/ui/household/many-debts", test_many_debts);

  return g_test_run ();
}
