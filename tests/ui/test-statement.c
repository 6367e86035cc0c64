/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statement over a real archive that was read from a real demo. */
#include "cabinet-conversation.h"
#include "cabinet-operation-details.h"
#include "cabinet-period-button.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-statement-words.h"
#include "statement-fixture.h"

#define NOW STATEMENT_NOW

static gboolean
is_charge (CabinetOperation *operation)
{
  return operation->kind == CABINET_OPERATION_KIND_CHARGE
         || (operation->kind == CABINET_OPERATION_KIND_CORRECTION && operation->amount.micros < 0);
}

/* Every operation is on the side that is asked for; the totals shown are the sums of the rows. */
static void
assert_rows (CabinetStatementPage *page, int side)
{
  GListModel *rows = statement_get_rows (page);
  gint64 charged = 0, credited = 0;
  guint n = 0;
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);

      if (row->kind == CABINET_STATEMENT_ROW_MONTH)
        continue;
      g_assert_true (side == 0 || (side < 0) == is_charge (row->operation));
      *(row->operation->amount.micros < 0 ? &charged : &credited) +=
        cabinet_statement_row_get_amount (row)->micros;
      n += row->kind == CABINET_STATEMENT_ROW_RUN ? row->count : 1;
    }
  g_assert_cmpint (cabinet_statement_get_charged (cabinet_statement_page_get_statement (page)).micros, ==,
                   charged);
  g_assert_cmpint (cabinet_statement_get_credited (cabinet_statement_page_get_statement (page)).micros, ==,
                   credited);
  number = cabinet_number_format (n);
  count = g_strdup_printf ("%s\302\240operations", number);
  page_assert_shows (page, count);
}

static void
test_sides (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);
  guint all = g_list_model_get_n_items (statement_get_rows (page));

  page_assert_shows (page, "November 2026");
  assert_rows (page, 0);
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.side", "s", "charges");
  assert_rows (page, -1);
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.side", "s", "payments");
  assert_rows (page, 1);
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.clear", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), ==, all);
  statement_finish (fixture, page);
}

static void
test_period (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);
  CabinetPeriodButton *button =
    CABINET_PERIOD_BUTTON (ui_find_type (GTK_WIDGET (page), CABINET_TYPE_PERIOD_BUTTON));
  CabinetDate from, to;

  gtk_widget_activate_action (GTK_WIDGET (button), "period.preset", "i", CABINET_PERIOD_LAST_MONTH);
  cabinet_period_button_get_days (button, &from, &to);
  g_assert_cmpuint (from, ==, cabinet_date_new (2026, 10, 1));
  g_assert_cmpuint (to, ==, cabinet_date_new (2026, 10, 31));
  page_assert_shows (page, "October 2026");
  g_assert_false (page_shows (GTK_WIDGET (page), "November 2026"));
  assert_rows (page, 0);

  /* Own days may come in any order. */
  cabinet_period_button_set_days (button, cabinet_date_new (2026, 9, 20), cabinet_date_new (2026, 9, 10));
  cabinet_period_button_get_days (button, &from, &to);
  g_assert_cmpuint (from, ==, cabinet_date_new (2026, 9, 10));
  g_assert_cmpuint (to, ==, cabinet_date_new (2026, 9, 20));
  for (guint i = 0; i < g_list_model_get_n_items (statement_get_rows (page)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (page), i);

      g_assert_true (row->kind == CABINET_STATEMENT_ROW_MONTH
                     || (row->operation->date >= from && row->operation->date <= to));
    }
  statement_finish (fixture, page);
}

static void
test_search (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);
  GtkWidget *entry = ui_find_type (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY);
  const guint all = g_list_model_get_n_items (statement_get_rows (page));

  cabinet_statement_page_focus_search (page);
  g_assert_true (gtk_widget_get_focus_child (GTK_WIDGET (page)) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "no operation is called so");
  for (guint i = 0; i < 500 && g_list_model_get_n_items (statement_get_rows (page)) > 0; i++)
    page_fixture_wait_ms (20);
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), ==, 0);
  page_assert_shows (page, "Nothing matches");
  page_assert_shows (page, "Clear filters");

  gtk_widget_activate_action (GTK_WIDGET (page), "statement.clear", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), ==, all);
  g_assert_false (page_shows (GTK_WIDGET (page), "Nothing matches"));
  page_fixture_wait_ms (300);
  statement_finish (fixture, page);
}

static void
assert_details (CabinetStatementPage *page, CabinetOperation *operation)
{
  GtkWidget *details = ui_find_type (GTK_WIDGET (page), CABINET_TYPE_OPERATION_DETAILS);
  CabinetMoney before = operation->balance_after;
  const CabinetMoney opposite = cabinet_money (-operation->amount.micros, operation->amount.currency);
  g_autofree char *sum =
    cabinet_money_format (&operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *start = NULL;

  g_assert_nonnull (details);
  g_assert_true (cabinet_money_add (&before, &opposite, NULL));
  start = cabinet_money_format (&before, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  page_assert_shows (details, sum);
  page_assert_shows (details, start);
  page_assert_shows (details, "Balance before");
}

static void
test_details (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);
  guint position = statement_find_operation (statement_get_rows (page), 1);
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (page), position);

  if (gtk_widget_get_width (GTK_WIDGET (page)) < 880)
    g_test_skip ("the display is too small");
  else
    {
      page_assert_shows (page, "Choose an operation");
      statement_activate (page, position);
      assert_details (page, row->operation);
      if (row->operation->number != NULL)
        page_assert_shows (page, row->operation->number);
      gtk_widget_activate_action (GTK_WIDGET (page), "statement.back", NULL);
      page_assert_shows (page, "Choose an operation");
    }
  statement_finish (fixture, page);
}

static void
on_tell_support (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_assert_null (*(char **) user_data);
  *(char **) user_data = g_variant_dup_string (parameter, NULL);
}

/* Takes what is said to the window in place of the page with the conversation. */
static void
listen (PageFixture *fixture, char **told)
{
  const GActionEntry entries[] = { { "tell-support", on_tell_support, "s", NULL, NULL } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), told);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
}

static void
refuse_chat (CabinetAccount *account)
{
  GListStore *list = cabinet_account_get_capabilities (account)->capabilities;

  for (guint i = 0; i < cabinet_list_length (list); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list, i);

      if (g_str_equal (capability->name, "chat"))
        capability->answer = CABINET_CAPABILITY_ANSWER_NO;
    }
  g_assert_false (cabinet_account_can (account, "chat"));
}

/* The draft names the operation; it is offered where somebody reads messages. */
static void
test_support (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autofree char *told = NULL;
  CabinetStatementPage *page = statement_show (fixture, account, 360);
  guint position = statement_find_operation (statement_get_rows (page), 1);
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (page), position);
  CabinetOperation *operation = row->operation;
  g_autofree char *date = cabinet_date_format (operation->date, CABINET_DATE_STYLE_FULL, operation->date);
  g_autofree char *sum =
    cabinet_money_format (&operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);

  listen (fixture, &told);
  statement_activate (page, position);
  g_signal_emit_by_name (statement_wait_for_button (page, "Ask support about this"), "clicked");
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, date));
  g_assert_nonnull (strstr (told, sum));
  g_assert_nonnull (strstr (told, operation->title));
  g_assert_nonnull (operation->number);
  g_assert_nonnull (strstr (told, operation->number));

  gtk_widget_activate_action (GTK_WIDGET (page), "statement.back", NULL);
  refuse_chat (account);
  statement_activate (page, statement_find_operation (statement_get_rows (page), -1));
  statement_wait_for_button (page, "Copy the operation");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (page), CABINET_TYPE_OPERATION_DETAILS));
  g_assert_null (ui_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Ask support about this"));
  statement_finish (fixture, page);
}

static guint
find_run (GListModel *rows)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);

      if (row->kind == CABINET_STATEMENT_ROW_RUN)
        return i;
    }
  g_assert_not_reached ();
}

/* Of charges that stand in one row the draft names the days, how many they are, and their sum. */
static void
test_support_run (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autofree char *told = NULL;
  CabinetStatementPage *page = statement_show (fixture, account, 1000);
  guint position = find_run (statement_get_rows (page));
  g_autoptr (CabinetStatementRow) run = g_list_model_get_item (statement_get_rows (page), position);
  g_autofree char *days = cabinet_date_format_range (run->from, run->to, CABINET_DATE_NONE);
  g_autofree char *count = g_strdup_printf ("Charges: %u", run->count);
  g_autofree char *sum = cabinet_money_format (&run->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);

  listen (fixture, &told);
  statement_select (page, position, FALSE, FALSE);
  statement_press (page, "Ask support about this");
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, days));
  g_assert_nonnull (strstr (told, count));
  g_assert_nonnull (strstr (told, sum));

  /* Of two rows that only stand beside each other it is not offered. */
  statement_select (page, position + 1, FALSE, TRUE);
  page_assert_shows (page, "Selected");
  g_assert_null (ui_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Ask support about this"));
  statement_finish (fixture, page);
}

static void
test_copy (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 360);
  guint position = statement_find_operation (statement_get_rows (page), -1);
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (page), position);
  g_autofree char *expected = cabinet_operation_dup_cells (row->operation);
  g_autofree char *copied = NULL;
  g_autofree char *again = NULL;

  /* Nothing is chosen: what was copied before stays. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), "before");
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.copy", NULL);
  copied = statement_dup_copied (page);
  g_assert_cmpstr (copied, ==, "before");

  statement_activate (page, position);
  g_signal_emit_by_name (statement_wait_for_button (page, "Copy the operation"), "clicked");
  again = statement_dup_copied (page);
  g_assert_cmpstr (again, ==, expected);
  statement_finish (fixture, page);
}

/* What the provider wrote makes neither cells nor formulas. */
static void
test_cells (void)
{
  g_autoptr (CabinetOperation) operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  g_autofree char *whole = NULL;
  g_autofree char *bare = NULL;

  operation->kind = CABINET_OPERATION_KIND_CHARGE;
  operation->date = cabinet_date_new (2026, 11, 14);
  operation->amount = cabinet_money (-1234500000, "RUB");
  operation->title = g_strdup ("=1+1\tand\nmore");
  bare = cabinet_operation_dup_cells (operation);
  g_assert_cmpstr (bare, ==, "2026-11-14\tCharge\t'=1+1 and more\t\t\t-1234.50\tRUB\t");

  operation->service = g_strdup ("Internet");
  operation->number = g_strdup ("48117");
  operation->balance_after = cabinet_money (-500000, "RUB");
  whole = cabinet_operation_dup_cells (operation);
  g_assert_cmpstr (whole, ==, "2026-11-14\tCharge\t'=1+1 and more\tInternet\t48117\t-1234.50\tRUB\t-0.50");
}

static void
test_narrow (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 360);
  guint position = statement_find_operation (statement_get_rows (page), -1);
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (page), position);
  int minimum = 0;

  gtk_widget_measure (GTK_WIDGET (page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (page)), ==, 360);
  g_assert_null (ui_find_type (GTK_WIDGET (page), CABINET_TYPE_OPERATION_DETAILS));
  statement_activate (page, position);
  page_fixture_wait_ms (50);
  assert_details (page, row->operation);
  g_assert_null (ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.back", NULL);
  page_fixture_wait_ms (50);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  /* The window's way back closes the details first, then leaves. */
  g_assert_false (cabinet_statement_page_step_back (page));
  gtk_widget_activate_action (GTK_WIDGET (page), "statement.back", NULL);
  statement_activate (page, position);
  page_fixture_wait_ms (50);
  g_assert_true (cabinet_statement_page_step_back (page));
  page_fixture_wait_ms (50);
  g_assert_nonnull (ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW));
  statement_finish (fixture, page);
}

/* The rows that the focus goes over say the whole row. */
static void
test_names (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);
  GtkWidget *list = ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW);
  const CabinetDate today = cabinet_account_get_today (account);
  guint named = 0;

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *view = page_find_any (item, CABINET_TYPE_STATEMENT_ROW_VIEW);
      g_autofree char *spoken = NULL;

      if (view == NULL)
        continue;
      spoken = cabinet_statement_row_dup_spoken (
        cabinet_statement_row_view_get_row (CABINET_STATEMENT_ROW_VIEW (view)), today);
      page_assert_name (item, spoken);
      named++;
    }
  g_assert_cmpuint (named, >, 10);
  statement_finish (fixture, page);
}

/* However long the ledger is, only so many rows are made. */
static void
test_long (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, "--rows", "2500", NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = statement_show (fixture, account, 900);

  cabinet_statement_set_folded (cabinet_statement_page_get_statement (page), FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), >=, 2500);
  g_assert_cmpuint (page_count_type (GTK_WIDGET (page), CABINET_TYPE_STATEMENT_ROW_VIEW), <=, 230);
  statement_finish (fixture, page);
}

static void
test_switching (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) first = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetAccount) second = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  CabinetStatementPage *page = statement_show (fixture, first, 900);
  const guint rows = g_list_model_get_n_items (statement_get_rows (page));
  g_autofree char *side = NULL;

  gtk_widget_activate_action (GTK_WIDGET (page), "statement.side", "s", "payments");
  g_object_set (page, "account", second, NULL);
  g_object_get (page, "side", &side, NULL);
  g_assert_cmpstr (side, ==, "all");
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), !=, rows);
  g_object_set (page, "account", first, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (statement_get_rows (page)), ==, rows);
  statement_finish (fixture, page);
}

static void
test_words (void)
{
  g_autoptr (CabinetStatementRow) row = g_object_new (CABINET_TYPE_STATEMENT_ROW, NULL);
  g_autoptr (CabinetOperation) operation = g_object_new (CABINET_TYPE_OPERATION, NULL);
  const CabinetDate day = cabinet_date_new (2026, 11, 14);
  g_autofree char *spoken = NULL;
  g_autofree char *details = NULL;

  operation->kind = CABINET_OPERATION_KIND_PAYMENT;
  operation->date = day;
  operation->amount = cabinet_money (400 * CABINET_MONEY_UNIT, "RUB");
  operation->balance_after = cabinet_money (487400000, "RUB");
  operation->withdrawn = TRUE;
  operation->method = g_strdup ("Mir •• 4417");
  row->kind = CABINET_STATEMENT_ROW_OPERATION;
  row->operation = g_object_ref (operation);
  spoken = cabinet_statement_row_dup_spoken (row, day);
  details = cabinet_statement_row_dup_date_and_details (row, day);
  g_assert_cmpstr (spoken, ==, "14 November, Payment, 400 roubles, balance after it 487 roubles 40 kopecks");
  g_assert_cmpstr (details, ==, "14 Nov · withdrawn by the provider · Mir •• 4417");
  g_assert_cmpstr (cabinet_operation_get_icon_name (operation), ==, "cabinet-withdrawn-symbolic");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/statement/sides", test_sides);
  g_test_add_func ("/statement/period", test_period);
  g_test_add_func ("/statement/search", test_search);
  g_test_add_func ("/statement/details", test_details);
  g_test_add_func ("/statement/support", test_support);
  g_test_add_func ("/statement/support-run", test_support_run);
  g_test_add_func ("/statement/copy", test_copy);
  g_test_add_func ("/statement/cells", test_cells);
  g_test_add_func ("/statement/narrow", test_narrow);
  g_test_add_func ("/statement/names", test_names);
  g_test_add_func ("/statement/long", test_long);
  g_test_add_func ("/statement/switching", test_switching);
  g_test_add_func ("/statement/words", test_words);
  return g_test_run ();
}
