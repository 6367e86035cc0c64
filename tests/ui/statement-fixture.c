/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "statement-fixture.h"

CabinetStatementPage *
statement_show (PageFixture *fixture, CabinetAccount *account, int width)
{
  GtkWidget *page = cabinet_statement_page_new (account);

  g_object_set (page, "narrow", width < 600, NULL);
  page_fixture_show (fixture, page, width, 700);
  return CABINET_STATEMENT_PAGE (page);
}

void
statement_finish (PageFixture *fixture, CabinetStatementPage *page)
{
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

GListModel *
statement_get_rows (CabinetStatementPage *page)
{
  return G_LIST_MODEL (cabinet_statement_page_get_statement (page));
}

guint
statement_find_operation (GListModel *rows, int sign)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (rows, i);

      if (row->kind == CABINET_STATEMENT_ROW_OPERATION && (sign > 0) == (row->operation->amount.micros > 0))
        return i;
    }
  g_assert_not_reached ();
}

static GtkWidget *
get_list (CabinetStatementPage *page)
{
  return ui_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_VIEW);
}

void
statement_activate (CabinetStatementPage *page, guint position)
{
  g_assert_true (gtk_widget_activate_action (get_list (page), "list.activate-item", "u", position));
  page_fixture_settle ();
}

void
statement_select (CabinetStatementPage *page, guint position, gboolean modify, gboolean extend)
{
  g_assert_true (
    gtk_widget_activate_action (get_list (page), "list.select-item", "(ubb)", position, modify, extend));
  page_fixture_settle ();
}

GtkWidget *
statement_wait_for_button (CabinetStatementPage *page, const char *label)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  GtkWidget *button;

  while ((button = ui_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, label)) == NULL
         && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  if (button == NULL)
    g_error ("no button is called %s", label);
  return button;
}

void
statement_press (CabinetStatementPage *page, const char *label)
{
  g_signal_emit_by_name (statement_wait_for_button (page, label), "clicked");
  page_fixture_settle ();
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_assert_nonnull (*(char **) user_data);
}

char *
statement_dup_copied (CabinetStatementPage *page)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (page)), NULL, on_copied, &text);
  while (text == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_nonnull (text);
  return text;
}
