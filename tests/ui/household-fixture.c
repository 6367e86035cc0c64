/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "household-fixture.h"

#include "cabinet-household-page.h"

CabinetHousehold *
household_get (UiTest *test)
{
  return cabinet_application_get_household (test->application, NULL);
}

CabinetAccount *
household_get_nth (UiTest *test, guint position)
{
  g_autoptr (CabinetAccount) account = g_list_model_get_item (G_LIST_MODEL (household_get (test)), position);

  return account; /* kept by the household */
}

guint
household_count_shown (UiTest *test)
{
  return g_list_model_get_n_items (G_LIST_MODEL (household_get (test)));
}

static gboolean
all_are_read (UiTest *test)
{
  for (guint i = 0; i < household_count_shown (test); i++)
    if (cabinet_account_get_overview (household_get_nth (test, i)) == NULL
        || cabinet_account_get_refreshing (household_get_nth (test, i))
        || cabinet_account_get_stale (household_get_nth (test, i)))
      return FALSE;
  return household_count_shown (test) > 0;
}

/* The window shows what was added last. */
gboolean
household_is_added (UiTest *test)
{
  return all_are_read (test)
         && cabinet_window_get_account (test->window)
              == household_get_nth (test, household_count_shown (test) - 1);
}

static guint wanted;

static gboolean
are_so_many (UiTest *test)
{
  return household_count_shown (test) == wanted;
}

void
household_wait_for (UiTest *test, guint n)
{
  wanted = n;
  ui_test_wait (test, are_so_many, 60, "so many contracts");
}

void
household_add_contract (UiTest *test, const char *provider, const char *field, const char *login)
{
  guint n = household_count_shown (test) + 1;

  ui_act (test, "add-contract", NULL);
  ui_press (test, provider);
  ui_type (test, field, login);
  ui_type (test, "Password", "demo");
  ui_press (test, "Sign in");
  household_wait_for (test, n);
  ui_test_wait (test, household_is_added, 60, "the contract to be read");
}

/* Tomtel's in good standing, Telemir's in debt. */
void
household_add_two (UiTest *test)
{
  ui_press (test, "Try the demo");
  ui_test_wait (test, household_is_added, 60, "the demo's contract to be read");
  household_add_contract (test, "Telemir", "Login", "48-11702");
}

GtkWidget *
household_find_page (UiTest *test)
{
  return ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_HOUSEHOLD_PAGE);
}

static gboolean
shows_page (UiTest *test)
{
  return household_find_page (test) != NULL;
}

static gint64 first_frame;

static gint64
get_frame (UiTest *test)
{
  return gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (GTK_WIDGET (test->window)));
}

static gboolean
is_drawn (UiTest *test)
{
  gtk_widget_queue_draw (GTK_WIDGET (test->window));
  return get_frame (test) > first_frame + 1;
}

/* Where the keyboard was is hidden now. GTK leads it on after the next frame; if more is hidden before that,
 * it never lets go of the first. */
void
household_show_all (UiTest *test)
{
  ui_act (test, "all-contracts", NULL);
  ui_test_wait (test, shows_page, 10, "the page of all contracts");
  first_frame = get_frame (test);
  ui_test_wait (test, is_drawn, 10, "the page to be drawn");
}
