/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the rows, several that are selected, runs that open, columns that are remembered. */
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-statement-words.h"
#include "statement-fixture.h"

typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  CabinetStatementPage *page;
} Test;

static void
begin (Test *test, int width)
{
  test->fixture = page_fixture_new ("--now", STATEMENT_NOW, NULL);
  test->account = page_fixture_sign_in (test->fixture, "tomtel", NULL, "12345");
  test->page = statement_show (test->fixture, test->account, width);
}

static void
end (Test *test)
{
  statement_finish (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
}

static CabinetStatementRow *
get_row (Test *test, guint position)
{
  return g_list_model_get_item (statement_get_rows (test->page), position);
}

static guint
count_rows (Test *test)
{
  return g_list_model_get_n_items (statement_get_rows (test->page));
}

/* Sorting */

static void
press_head (Test *test, const char *name)
{
  GtkWidget *head = page_find_named (GTK_WIDGET (test->page), GTK_ACCESSIBLE_ROLE_BUTTON, name);

  g_assert_nonnull (head);
  g_signal_emit_by_name (head, "clicked");
  page_fixture_settle ();
}

/* By another order than that of time there are no months, and no two rows stand the wrong way round. */
static gboolean
is_by_amount (Test *test, gboolean ascending)
{
  gint64 before = ascending ? G_MININT64 : G_MAXINT64;

  for (guint i = 0; i < count_rows (test); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (test, i);

      if (row->kind != CABINET_STATEMENT_ROW_OPERATION
          || (ascending ? row->operation->amount.micros < before : row->operation->amount.micros > before))
        return FALSE;
      before = row->operation->amount.micros;
    }
  return TRUE;
}

/* The rows are put in order in the background. */
static void
wait_by_amount (Test *test, gboolean ascending)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);

  while (!is_by_amount (test, ascending))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      page_fixture_wait_ms (10);
    }
}

static gboolean
shows_balances (Test *test)
{
  GtkWidget *list = ui_find_type (GTK_WIDGET (test->page), GTK_TYPE_LIST_VIEW);
  guint position = statement_find_operation (statement_get_rows (test->page), 1);
  g_autoptr (CabinetStatementRow) row = get_row (test, position);
  g_autofree char *balance =
    cabinet_money_format (&row->operation->balance_after, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);

  return page_shows (list, balance);
}

static void
wait_for_order (Test *test, gboolean heads)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);

  for (;;)
    {
      g_autoptr (CabinetStatementRow) first = get_row (test, 0);

      if ((first->kind == CABINET_STATEMENT_ROW_MONTH) == heads)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      page_fixture_wait_ms (10);
    }
}

static void
test_order (void)
{
  Test test;

  begin (&test, 1000);
  g_assert_nonnull (
    page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Date, sorted, newest first"));
  g_assert_true (shows_balances (&test));

  press_head (&test, "Amount");
  wait_by_amount (&test, FALSE);
  g_assert_nonnull (page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON,
                                     "Amount, sorted, largest payments first"));
  g_assert_false (shows_balances (&test));
  press_head (&test, "Amount");
  g_assert_nonnull (page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON,
                                     "Amount, sorted, largest charges first"));
  wait_by_amount (&test, TRUE);
  end (&test);
}

static void
test_title (void)
{
  Test test;
  g_autofree char *before = g_strdup ("");

  begin (&test, 1000);
  press_head (&test, "Operation");
  wait_for_order (&test, FALSE);
  for (guint i = 0; i < count_rows (&test); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (&test, i);
      g_autofree char *title = g_utf8_casefold (row->operation->title ? row->operation->title : "", -1);

      g_assert_cmpstr (before, <=, title);
      g_free (before);
      before = g_steal_pointer (&title);
    }
  press_head (&test, "Date");
  wait_for_order (&test, TRUE);
  press_head (&test, "Date");
  g_assert_nonnull (
    page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Date, sorted, oldest first"));
  end (&test);
}

/* Several rows */

static void
assert_sum (Test *test, guint first, guint n)
{
  CabinetMoney total = cabinet_money (0, "RUB");
  guint count = 0;
  g_autofree char *sum = NULL;
  g_autofree char *words = NULL;

  for (guint i = first; i < first + n; i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (test, i);

      if (row->kind == CABINET_STATEMENT_ROW_MONTH)
        continue;
      g_assert_true (cabinet_money_add (&total, cabinet_statement_row_get_amount (row), NULL));
      count += row->kind == CABINET_STATEMENT_ROW_RUN ? row->count : 1;
    }
  sum = cabinet_money_format (&total, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  words = g_strdup_printf ("%u operations", count);
  page_assert_shows (test->page, words);
  page_assert_shows (test->page, sum);
  page_assert_shows (test->page, "Selected");
}

static guint
count_lines (const char *text)
{
  guint lines = 1;

  for (const char *at = text; *at != '\0'; at++)
    lines += *at == '\n';
  return lines;
}

static void
test_several (void)
{
  Test test;
  g_autofree char *copied = NULL;
  g_autoptr (CabinetStatementRow) one = NULL;
  guint n;

  begin (&test, 1000);
  n = MIN (count_rows (&test), 12);
  statement_select (test.page, 1, FALSE, FALSE);
  one = get_row (&test, 1);
  g_assert_false (page_shows (GTK_WIDGET (test.page), "Selected"));
  statement_select (test.page, n - 1, FALSE, TRUE);
  assert_sum (&test, 1, n - 1);

  statement_press (test.page, "Copy the operations");
  copied = statement_dup_copied (test.page);
  g_assert_cmpuint (count_lines (copied), >=, n - 4); /* the heads of months make no lines */

  /* One less, by a press with Ctrl. */
  statement_select (test.page, 1, TRUE, FALSE);
  assert_sum (&test, 2, n - 2);
  statement_press (test.page, "Clear the selection");
  page_assert_shows (test.page, "Choose an operation");
  end (&test);
}

/* Where there is no room for the details, and no keys: rows are picked, and added up above the list. */
static void
test_pick (void)
{
  Test test;
  g_autofree char *copied = NULL;
  GtkWidget *list;
  int minimum = 0;

  begin (&test, 360);
  list = ui_find_type (GTK_WIDGET (test.page), GTK_TYPE_LIST_VIEW);
  gtk_widget_activate_action (GTK_WIDGET (test.page), "statement.pick", NULL);
  page_fixture_settle ();
  page_assert_shows (test.page, "0\302\240operations");
  statement_activate (test.page, 1);
  statement_activate (test.page, 3);
  /* As when the pointer passes over a row. */
  statement_select (test.page, 2, FALSE, FALSE);
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1));
  g_assert_false (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 2));
  g_assert_true (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 3));
  g_assert_true (gtk_widget_get_mapped (list));
  gtk_widget_measure (GTK_WIDGET (test.page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  statement_press (test.page, "Copy the operations");
  copied = statement_dup_copied (test.page);
  g_assert_nonnull (strchr (copied, '\n'));
  statement_activate (test.page, 3);
  g_assert_false (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 3));
  statement_press (test.page, "Clear the selection");
  g_assert_false (gtk_selection_model_is_selected (gtk_list_view_get_model (GTK_LIST_VIEW (list)), 1));
  g_assert_null (ui_find (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Clear the selection"));

  /* A press shows the details again. */
  statement_activate (test.page, statement_find_operation (statement_get_rows (test.page), 1));
  page_assert_shows (test.page, "Balance after");
  end (&test);
}

/* The list's own row that shows @position. */
static GtkWidget *
find_item (Test *test, guint position)
{
  g_autoptr (CabinetStatementRow) row = get_row (test, position);
  GtkWidget *list = ui_find_type (GTK_WIDGET (test->page), GTK_TYPE_LIST_VIEW);

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *view = page_find_any (item, CABINET_TYPE_STATEMENT_ROW_VIEW);

      if (view != NULL && cabinet_statement_row_view_get_row (CABINET_STATEMENT_ROW_VIEW (view)) == row)
        return item;
    }
  g_assert_not_reached ();
}

static void
assert_selected (Test *test, guint position, gboolean selected)
{
  const GtkStateFlags flags = gtk_widget_get_state_flags (find_item (test, position));

  g_assert_cmpint ((flags & GTK_STATE_FLAG_SELECTED) != 0, ==, selected);
}

/* The heads of months are not among the operations: neither counted nor seen selected. */
static void
test_all (void)
{
  Test test;
  CabinetStatement *statement;
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  begin (&test, 1000);
  statement = cabinet_statement_page_get_statement (test.page);
  gtk_widget_activate_action (ui_find_type (GTK_WIDGET (test.page), GTK_TYPE_LIST_VIEW), "list.select-all",
                              NULL);
  page_fixture_settle ();
  number = cabinet_number_format (cabinet_statement_get_n_operations (statement));
  words = g_strdup_printf ("%s operations", number);
  page_assert_shows (test.page, words);
  page_assert_shows (test.page, "Selected");
  assert_selected (&test, 0, FALSE);
  assert_selected (&test, 1, TRUE);

  /* Another choice of operations selects none of them. */
  gtk_widget_activate_action (GTK_WIDGET (test.page), "statement.side", "s", "payments");
  page_fixture_settle ();
  page_assert_shows (test.page, "Choose an operation");
  end (&test);
}

/* Runs */

static guint
find_run (Test *test)
{
  for (guint i = 0; i < count_rows (test); i++)
    {
      g_autoptr (CabinetStatementRow) row = get_row (test, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        return i;
    }
  g_assert_not_reached ();
}

static void
press_key (Test *test, guint key)
{
  GtkWidget *list = ui_find_type (GTK_WIDGET (test->page), GTK_TYPE_LIST_VIEW);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!handled && GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
  page_fixture_settle ();
}

static void
assert_expanded (Test *test, guint position, gboolean expanded)
{
  g_autofree char *wrong = gtk_test_accessible_check_state (GTK_ACCESSIBLE (find_item (test, position)),
                                                            GTK_ACCESSIBLE_STATE_EXPANDED, expanded);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_run (void)
{
  Test test;
  guint run, rows;
  g_autoptr (CabinetStatementRow) row = NULL;
  g_autoptr (CabinetStatementRow) within = NULL;
  gint64 sum = 0;

  begin (&test, 1000);
  run = find_run (&test);
  row = get_row (&test, run);
  rows = count_rows (&test);
  g_assert_cmpuint (row->count, >, 1);
  assert_expanded (&test, run, FALSE);

  /* Enter opens it, its operations follow. */
  statement_activate (test.page, run);
  g_assert_cmpuint (count_rows (&test), ==, rows + row->count);
  assert_expanded (&test, run, TRUE);
  for (guint i = 1; i <= row->count; i++)
    {
      g_autoptr (CabinetStatementRow) one = get_row (&test, run + i);

      g_assert_true (one->within);
      sum += one->operation->amount.micros;
    }
  g_assert_cmpint (sum, ==, row->amount.micros);
  statement_activate (test.page, run);
  g_assert_cmpuint (count_rows (&test), ==, rows);
  assert_expanded (&test, run, FALSE);
  end (&test);
}

static void
test_run_keys (void)
{
  Test test;
  guint run, rows;
  g_autoptr (CabinetStatementRow) row = NULL;

  begin (&test, 1000);
  run = find_run (&test);
  row = get_row (&test, run);
  rows = count_rows (&test);
  gtk_widget_grab_focus (find_item (&test, run));
  press_key (&test, GDK_KEY_Left);
  g_assert_cmpuint (count_rows (&test), ==, rows);
  press_key (&test, GDK_KEY_Right);
  g_assert_cmpuint (count_rows (&test), ==, rows + row->count);

  /* From one of its operations Left leads to the run, once more closes it. */
  gtk_widget_grab_focus (find_item (&test, run + 2));
  press_key (&test, GDK_KEY_Left);
  g_assert_true (gtk_widget_is_focus (find_item (&test, run)));
  page_assert_shows (test.page, "Balance after");
  page_assert_shows (test.page, "Days");
  press_key (&test, GDK_KEY_Left);
  g_assert_cmpuint (count_rows (&test), ==, rows);
  end (&test);
}

/* As the list's own binding of a key does. */
static void
move_down (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint k = 0; G_IS_LIST_MODEL (shortcuts) && k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "Down"))
            {
              gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list,
                                            gtk_shortcut_get_arguments (shortcut));
              page_fixture_settle ();
              return;
            }
        }
    }
  g_error ("the list does not know Down");
}

/* Tab leads into the list though it begins with a month, and Down over the next one. */
static void
test_keys (void)
{
  Test test;
  GtkWidget *list;
  guint months = 0, at = 0;

  begin (&test, 1000);
  list = ui_find_type (GTK_WIDGET (test.page), GTK_TYPE_LIST_VIEW);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_nonnull (gtk_widget_get_focus_child (list));
  while (months < 2)
    {
      g_autoptr (CabinetStatementRow) row = get_row (&test, at);

      g_assert_true (gtk_widget_is_focus (find_item (&test, at)));
      months += row->kind == CABINET_STATEMENT_ROW_MONTH;
      move_down (list);
      at++;
    }
  g_assert_true (gtk_widget_is_focus (find_item (&test, at)));
  page_assert_shows (test.page, "Balance after");
  end (&test);
}

/* Columns */

static GtkWidget *
find_column (Test *test, const char *name)
{
  return ui_find (GTK_WIDGET (test->page), GTK_ACCESSIBLE_ROLE_LABEL, name);
}

/* The page is made again, as by the next start of the program. */
static void
show_again (Test *test, GSettings *settings)
{
  GtkWidget *page = cabinet_statement_page_new (NULL);

  if (test->page != NULL)
    statement_finish (test->fixture, test->page);
  cabinet_statement_page_bind_settings (CABINET_STATEMENT_PAGE (page), settings);
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (page), test->account);
  page_fixture_show (test->fixture, page, 1000, 700);
  test->page = CABINET_STATEMENT_PAGE (page);
}

static void
test_remembered (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");
  Test test = { 0 };
  GtkWidget *head;

  test.fixture = page_fixture_new ("--now", STATEMENT_NOW, NULL);
  test.account = page_fixture_sign_in (test.fixture, "tomtel", NULL, "12345");
  show_again (&test, settings);
  g_assert_nonnull (find_column (&test, "Balance"));
  g_assert_null (find_column (&test, "Service"));
  head = page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Columns");
  g_assert_nonnull (head);
  gtk_widget_activate_action (head, "table.balance", NULL);
  gtk_widget_activate_action (head, "table.service", NULL);
  page_fixture_settle ();
  g_assert_null (find_column (&test, "Balance"));
  g_assert_nonnull (find_column (&test, "Service"));
  press_head (&test, "Date");

  show_again (&test, settings);
  g_assert_null (find_column (&test, "Balance"));
  g_assert_nonnull (find_column (&test, "Service"));
  g_assert_nonnull (
    page_find_named (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Date, sorted, oldest first"));
  end (&test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/statement-table/order", test_order);
  g_test_add_func ("/statement-table/title", test_title);
  g_test_add_func ("/statement-table/several", test_several);
  g_test_add_func ("/statement-table/all", test_all);
  g_test_add_func ("/statement-table/pick", test_pick);
  g_test_add_func ("/statement-table/keys", test_keys);
  g_test_add_func ("/statement-table/run", test_run);
  g_test_add_func ("/statement-table/run-keys", test_run_keys);
  g_test_add_func ("/statement-table/remembered", test_remembered);
  return g_test_run ();
}
