/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search over all contracts, and the way from what it found to the contract. */
#include "household-fixture.h"

#include "cabinet-found-list.h"
#include "cabinet-household-page.h"
#include "cabinet-statement-page.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-table.h"

#define WIDE 1100, 760
#define NARROW 360, 720
#define ENTRY "Search in all contracts"

static CabinetAccount *wanted; /* whose row is looked for */
static const char *wanted_words;
static CabinetStatementRow *chosen; /* what was activated */

/* Of the view; the list finds its rows by it. */
static GListModel *
get_rows (GtkWidget *list)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* The first row of @wanted's that is shown. */
static GtkWidget *
find_row (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (CABINET_IS_STATEMENT_ROW_VIEW (root))
    {
      CabinetStatementRow *row = cabinet_statement_row_view_get_row (CABINET_STATEMENT_ROW_VIEW (root));

      return row != NULL && row->account == wanted ? root : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);
  return found;
}

static gboolean
shows_row (UiTest *test)
{
  return household_find_page (test) != NULL && find_row (household_find_page (test)) != NULL;
}

static gboolean
shows_words (UiTest *test)
{
  return ui_shows (test, wanted_words);
}

static void
wait_for_words (UiTest *test, const char *words)
{
  wanted_words = words;
  ui_test_wait (test, shows_words, 20, words);
}

static void
wait_for_row (UiTest *test, guint contract)
{
  wanted = household_get_nth (test, contract);
  ui_test_wait (test, shows_row, 20, "a row of the contract");
}

static char *
dup_year (UiTest *test)
{
  int year, month, day;

  cabinet_date_split (cabinet_account_get_today (household_get_nth (test, 0)), &year, &month, &day);
  return g_strdup_printf ("%d", year);
}

static void
type (UiTest *test, const char *text)
{
  GtkWidget *entry = ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_SEARCH_BOX, ENTRY);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* The oldest one that was found in the contract: far from the first row. */
static void
activate_oldest (UiTest *test, guint contract)
{
  GtkWidget *list;
  guint position;

  wait_for_row (test, contract);
  list = ui_find_type (household_find_page (test), GTK_TYPE_LIST_VIEW);
  position = g_list_model_get_n_items (get_rows (list));
  do
    {
      g_assert_cmpuint (position, >, 0);
      g_clear_object (&chosen);
      chosen = g_list_model_get_item (get_rows (list), --position);
  } while (chosen->account != wanted);
  g_assert_true (gtk_widget_activate_action (list, "list.activate-item", "u", position));
}

/* The view of what was chosen below @root; nullable. */
static GtkWidget *
find_chosen (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (CABINET_IS_STATEMENT_ROW_VIEW (root))
    {
      CabinetStatementRow *row = cabinet_statement_row_view_get_row (CABINET_STATEMENT_ROW_VIEW (root));

      return row != NULL && row->operation != NULL && g_str_equal (row->operation->id, chosen->operation->id)
               ? root
               : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chosen (child);
  return found;
}

/* It is selected, and to be seen. */
static gboolean
stands_at_operation (UiTest *test)
{
  GtkWidget *table = ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_STATEMENT_TABLE);
  GtkWidget *list, *view;
  g_autoptr (CabinetStatementRow) row = NULL;
  graphene_rect_t bounds;

  if (table == NULL)
    return FALSE;
  row = cabinet_statement_table_dup_chosen (CABINET_STATEMENT_TABLE (table));
  list = ui_find_type (table, GTK_TYPE_LIST_VIEW);
  view = find_chosen (list);
  return row != NULL && row->operation != NULL && g_str_equal (row->operation->id, chosen->operation->id)
         && view != NULL && gtk_widget_compute_bounds (view, list, &bounds) && bounds.origin.y > -5
         && bounds.origin.y + bounds.size.height < (float) gtk_widget_get_height (list) + 5;
}

static gboolean
is_cards (UiTest *test)
{
  return ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_LIST, "All contracts") != NULL;
}

static void
search (UiTest *test)
{
  g_auto (GStrv) accels = NULL;
  g_autofree char *year = NULL;
  g_autofree char *name = NULL;
  GtkWidget *entry;

  household_add_two (test);
  year = dup_year (test);
  accels = gtk_application_get_accels_for_action (GTK_APPLICATION (test->application), "win.find-in-all");
  g_assert_cmpstr (accels[0], ==, "<Shift><Control>f");
  ui_act (test, "find-in-all", NULL);
  g_assert_null (cabinet_window_get_account (test->window));
  entry = ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_SEARCH_BOX, ENTRY);
  g_assert_nonnull (entry);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (test->window)), entry));
  g_assert_true (is_cards (test));

  type (test, year);
  wait_for_row (test, 0);
  wait_for_row (test, 1);
  g_assert_false (is_cards (test));
  wait_for_words (test, "in\u00a02\u00a0contracts");
  g_assert_nonnull (ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_LIST, "Operations found"));
  /* What is not equal is told as it is. */
  name = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (gtk_widget_get_parent (find_row (household_find_page (test)))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  g_assert_nonnull (strstr (name, ", Telemir"));

  /* To that contract, with the same text and that operation. */
  activate_oldest (test, 1);
  g_assert_true (cabinet_window_get_account (test->window) == household_get_nth (test, 1));
  ui_test_wait (test, stands_at_operation, 10, "the operation to be chosen");
  ui_test_pause (100); /* an entry that tells late takes nothing back */
  g_assert_true (stands_at_operation (test));
  entry = ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_SEARCH_BOX, "");
  g_assert_nonnull (entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, year);

  /* Back to what was found; another one of the same contract, and one of the other. */
  household_show_all (test);
  wait_for_words (test, "in\u00a02\u00a0contracts");
  activate_oldest (test, 0);
  g_assert_true (cabinet_window_get_account (test->window) == household_get_nth (test, 0));
  ui_test_wait (test, stands_at_operation, 10, "the operation of the other contract to be chosen");
  g_clear_object (&chosen);
  ui_expect_finalized (household_get_nth (test, 1));
}

static void
test_search (void)
{
  ui_test_fresh_home ();
  ui_test_run (search, WIDE, NULL);
}

static void
nothing (UiTest *test)
{
  g_autofree char *year = NULL;

  household_add_two (test);
  year = dup_year (test);
  household_show_all (test);
  ui_act (test, "find", NULL);
  type (test, "никогда");
  wait_for_words (test, "Nothing found for “никогда”");
  g_assert_true (ui_shows (test, "“internet August”"));
  type (test, year);
  wait_for_row (test, 1);
  type (test, "");
  ui_test_wait (test, is_cards, 10, "the cards");

  /* Away with it, and back to the cards. */
  type (test, year);
  wait_for_row (test, 0);
  gtk_widget_activate_action (household_find_page (test), "household.leave-search", NULL);
  ui_test_wait (test, is_cards, 10, "the cards");
  ui_act (test, "find", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     ui_find (household_find_page (test), GTK_ACCESSIBLE_ROLE_SEARCH_BOX, ENTRY))),
                   ==, "");
  /* One contract that is left has no such page: the search is its own. */
  ui_act (test, "switch-contract", g_variant_new_int32 (1));
  ui_act (test, "find", NULL);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_STATEMENT_PAGE));
}

static void
test_nothing (void)
{
  ui_test_fresh_home ();
  ui_test_run (nothing, WIDE, NULL);
}

/* Where there is no room for both, the details stand there at once, and behind them the list. */
static void
narrow (UiTest *test)
{
  g_autofree char *year = NULL;

  household_add_two (test);
  year = dup_year (test);
  ui_act (test, "find-in-all", NULL);
  type (test, year);
  activate_oldest (test, 1);
  g_assert_true (cabinet_window_get_account (test->window) == household_get_nth (test, 1));
  ui_test_pause (100);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_STATEMENT_PAGE));
  g_assert_null (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_STATEMENT_TABLE));
  ui_act (test, "back", NULL);
  ui_test_wait (test, stands_at_operation, 10, "the operation among those found");
  g_clear_object (&chosen);
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

  g_test_add_func ("/ui/household-search/search", test_search);
  g_test_add_func ("/ui/household-search/nothing", test_nothing);
  g_test_add_func ("/ui/household-search/narrow", test_narrow);

  return g_test_run ();
}
