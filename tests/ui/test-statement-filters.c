/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Service and sum, and the way back to all operations. */
#include "cabinet-statement-filters.h"
#include "cabinet-statement-form.h"
#include "cabinet-statement-words.h"
#include "statement-fixture.h"

typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  CabinetStatementPage *page;
  guint all; /* operations, without a filter */
} Test;

static void
begin (Test *test, int width)
{
  test->fixture = page_fixture_new ("--now", STATEMENT_NOW, NULL);
  test->account = page_fixture_sign_in (test->fixture, "telemir", NULL, "48-11702");
  test->page = statement_show (test->fixture, test->account, width);
  test->all = cabinet_statement_get_n_operations (cabinet_statement_page_get_statement (test->page));
  g_assert_cmpuint (test->all, >, 0);
}

static void
end (Test *test)
{
  statement_finish (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
}

static guint
count_operations (Test *test)
{
  return cabinet_statement_get_n_operations (cabinet_statement_page_get_statement (test->page));
}

/* (nullable): the button that opens the form, if @part stands in its name */
static GtkWidget *
find_button (GtkWidget *root, const char *part)
{
  return page_find_named (root, GTK_ACCESSIBLE_ROLE_BUTTON, part);
}

/* Opens the form, which is not there before. */
static GtkWidget *
open_form (Test *test)
{
  GtkWidget *filters = ui_find_type (GTK_WIDGET (test->page), CABINET_TYPE_STATEMENT_FILTERS);
  GtkWidget *button = find_button (filters, "Filter");
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  GtkWidget *form = NULL;

  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  while ((form = ui_find_type (button, CABINET_TYPE_STATEMENT_FORM)) == NULL
         && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_nonnull (form);
  return form;
}

static void
press_in (GtkWidget *form, const char *label)
{
  GtkWidget *button = ui_find (form, GTK_ACCESSIBLE_ROLE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  page_fixture_settle ();
}

static GtkWidget *
find_entry (GtkWidget *form, const char *label)
{
  GtkWidget *entry = ui_find (form, GTK_ACCESSIBLE_ROLE_TEXT_BOX, label);

  g_assert_nonnull (entry);
  return entry;
}

/* Chooses the entry called so; FALSE if there is none. */
static gboolean
choose_in (GtkWidget *list, const char *name)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (list));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), name))
      {
        gtk_drop_down_set_selected (GTK_DROP_DOWN (list), i);
        return TRUE;
      }
  return FALSE;
}

/* A service that some operations name, and not all. (transfer full) */
static char *
find_service (Test *test)
{
  GListModel *rows = statement_get_rows (test->page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);

      if (row->operation != NULL && row->operation->service != NULL && *row->operation->service != '\0')
        return g_strdup (row->operation->service);
    }
  g_assert_not_reached ();
}

static void
test_service (void)
{
  Test test;
  g_autofree char *service = NULL;
  g_autofree char *named = NULL;
  GtkWidget *form;

  begin (&test, 900);
  g_assert_null (ui_find (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Clear filters"));
  service = find_service (&test);
  form = open_form (&test);
  g_assert_true (choose_in (ui_find_type (form, GTK_TYPE_DROP_DOWN), service));
  press_in (form, "Show");

  g_assert_cmpuint (count_operations (&test), >, 0);
  g_assert_cmpuint (count_operations (&test), <, test.all);
  for (guint i = 0; i < g_list_model_get_n_items (statement_get_rows (test.page)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (test.page), i);

      if (row->operation != NULL)
        g_assert_cmpstr (row->operation->service, ==, service);
    }
  named = g_strdup_printf ("Filter: %s", service);
  g_assert_nonnull (find_button (GTK_WIDGET (test.page), named));

  statement_press (test.page, "Clear filters");
  g_assert_cmpuint (count_operations (&test), ==, test.all);
  g_assert_null (ui_find (GTK_WIDGET (test.page), GTK_ACCESSIBLE_ROLE_BUTTON, "Clear filters"));
  end (&test);
}

/* Operations that name no service can be asked for too: payments do not. */
static void
test_no_service (void)
{
  Test test;
  GtkWidget *form;

  begin (&test, 900);
  form = open_form (&test);
  g_assert_true (choose_in (ui_find_type (form, GTK_TYPE_DROP_DOWN), "No service named"));
  press_in (form, "Show");
  g_assert_cmpuint (count_operations (&test), <, test.all);
  for (guint i = 0; i < g_list_model_get_n_items (statement_get_rows (test.page)); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (statement_get_rows (test.page), i);

      g_assert_true (row->operation == NULL || row->operation->service == NULL
                     || *row->operation->service == '\0');
    }
  press_in (open_form (&test), "Clear");
  g_assert_cmpuint (count_operations (&test), ==, test.all);
  end (&test);
}

static void
assert_range (Test *test, gint64 least, gint64 most)
{
  GListModel *rows = statement_get_rows (test->page);

  g_assert_cmpuint (count_operations (test), >, 0);
  g_assert_cmpuint (count_operations (test), <, test->all);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);
      gint64 sum;

      if (row->operation == NULL)
        continue;
      sum = ABS (row->operation->amount.micros);
      g_assert_true (sum >= least * CABINET_MONEY_UNIT && (most == 0 || sum <= most * CABINET_MONEY_UNIT));
    }
}

static void
test_range (void)
{
  Test test;
  GtkWidget *form, *least, *most;

  begin (&test, 900);
  form = open_form (&test);
  least = find_entry (form, "Sum from");
  most = find_entry (form, "Sum to");
  gtk_editable_set_text (GTK_EDITABLE (least), "much");
  g_signal_emit_by_name (least, "activate");
  page_fixture_settle ();
  g_assert_cmpuint (count_operations (&test), ==, test.all);
  page_assert_shows (form, "Write the sum in digits");
  g_assert_true (gtk_test_accessible_has_state (GTK_ACCESSIBLE (least), GTK_ACCESSIBLE_STATE_INVALID));

  /* The bounds may come in any order; what was wrong is no longer complained of. */
  gtk_editable_set_text (GTK_EDITABLE (least), "100 000");
  g_assert_false (page_shows (form, "Write the sum in digits"));
  gtk_editable_set_text (GTK_EDITABLE (most), "100,00");
  g_signal_emit_by_name (most, "activate");
  page_fixture_settle ();
  assert_range (&test, 100, 100000);
  g_assert_nonnull (find_button (GTK_WIDGET (test.page), "Filter: 100–100"));

  form = open_form (&test);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (form, "Sum from"))), ==, "100");
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Sum to")), "");
  press_in (form, "Show");
  assert_range (&test, 100, 0);
  g_assert_nonnull (find_button (GTK_WIDGET (test.page), "Filter: from 100"));

  gtk_widget_activate_action (GTK_WIDGET (test.page), "statement.clear", NULL);
  g_assert_cmpuint (count_operations (&test), ==, test.all);
  g_assert_null (find_button (GTK_WIDGET (test.page), "Filter:"));
  end (&test);
}

/* What fits nothing leads back. */
static void
test_nothing (void)
{
  Test test;
  GtkWidget *form;

  begin (&test, 900);
  form = open_form (&test);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Sum from")), "9 000 000");
  press_in (form, "Show");
  g_assert_cmpuint (count_operations (&test), ==, 0);
  page_assert_shows (test.page, "Nothing matches");
  statement_press (test.page, "Clear filters");
  g_assert_cmpuint (count_operations (&test), ==, test.all);
  end (&test);
}

/* The rows are put in order in the background. */
static void
wait_for_payment (Test *test)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);

  for (;;)
    {
      g_autoptr (CabinetStatementRow) first = g_list_model_get_item (statement_get_rows (test->page), 0);

      if (first->kind == CABINET_STATEMENT_ROW_OPERATION && first->operation->amount.micros > 0)
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      page_fixture_wait_ms (10);
    }
}

/* Where there is no head the order is asked for here; another contract begins without filters. */
static void
test_narrow (void)
{
  Test test;
  GtkWidget *form, *order;
  g_autoptr (CabinetAccount) other = NULL;
  int minimum = 0;

  begin (&test, 360);
  form = open_form (&test);
  order = ui_find (form, GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Order");
  g_assert_nonnull (order);
  g_assert_true (choose_in (order, "Largest payments first"));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Sum from")), "10");
  press_in (form, "Show");
  wait_for_payment (&test);
  gtk_widget_measure (GTK_WIDGET (test.page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  other = page_fixture_sign_in (test.fixture, "tomtel", NULL, "12345");
  g_object_set (test.page, "account", other, NULL);
  g_assert_null (find_button (GTK_WIDGET (test.page), "Filter:"));
  end (&test);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/statement-filters/service", test_service);
  g_test_add_func ("/statement-filters/no-service", test_no_service);
  g_test_add_func ("/statement-filters/range", test_range);
  g_test_add_func ("/statement-filters/nothing", test_nothing);
  g_test_add_func ("/statement-filters/narrow", test_narrow);
  return g_test_run ();
}
