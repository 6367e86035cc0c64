/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-table.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-state-page.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-ui.h"

struct _CabinetStatementTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *head;
  GtkStack *body;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *nothing;
  CabinetStatePage *state;

  CabinetAccount *account;     /* nullable */
  CabinetStatement *statement; /* nullable, with the account */
  GtkSingleSelection *selection;
  gboolean compact;
};

enum
{
  SELECTION_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetStatementTable, cabinet_statement_table, GTK_TYPE_WIDGET)

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementTable *self)
{
  gtk_list_item_set_child (item, cabinet_statement_row_view_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementTable *self)
{
  CabinetStatementRow *row = gtk_list_item_get_item (item);
  const gboolean chosen = row->kind != CABINET_STATEMENT_ROW_MONTH;

  cabinet_statement_row_view_set_row (CABINET_STATEMENT_ROW_VIEW (gtk_list_item_get_child (item)), row,
                                      cabinet_account_get_today (self->account));
  gtk_list_item_set_selectable (item, chosen);
  gtk_list_item_set_activatable (item, chosen);
}

static void
selected_cb (CabinetStatementTable *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
activated_cb (GtkListView *list, guint position, CabinetStatementTable *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/**
 * cabinet_statement_table_update:
 * @filtered: the person asked for a part only
 *
 * Shows the rows, or why there are none. There is a statement.
 */
void
cabinet_statement_table_update (CabinetStatementTable *self, gboolean filtered)
{
  const gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->statement)) > 0;

  if (!some)
    cabinet_statement_explain_nothing (self->statement, self->account, filtered, self->state);
  gtk_stack_set_visible_child (self->body, some ? self->scroller : self->nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->head), some && !self->compact);
}

/* (transfer none) (nullable): NULL = none is selected */
CabinetOperation *
cabinet_statement_table_get_chosen (CabinetStatementTable *self)
{
  CabinetStatementRow *row =
    self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return row ? row->operation : NULL;
}

void
cabinet_statement_table_unselect (CabinetStatementTable *self)
{
  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

void
cabinet_statement_table_scroll_to_top (CabinetStatementTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, 0);
}

void
cabinet_statement_table_focus (CabinetStatementTable *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* @compact: rows of two lines without a head; one press shows the details. Seen at the next update. */
void
cabinet_statement_table_set_compact (CabinetStatementTable *self, gboolean compact)
{
  self->compact = compact;
  gtk_list_view_set_single_click_activate (self->list, compact);
}

/**
 * cabinet_statement_table_set_statement:
 * @statement: (nullable): whose rows to show from now on
 * @account: (nullable): whose statement it is
 */
void
cabinet_statement_table_set_statement (CabinetStatementTable *self,
                                       CabinetStatement *statement,
                                       CabinetAccount *account)
{
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->statement, statement);
  g_set_object (&self->account, account);
  if (statement == NULL)
    return;
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (statement));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
cabinet_statement_table_dispose (GObject *object)
{
  CabinetStatementTable *self = CABINET_STATEMENT_TABLE (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->statement);
  g_clear_object (&self->account);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_statement_table_parent_class)->dispose (object);
}

static void
cabinet_statement_table_class_init (CabinetStatementTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  G_OBJECT_CLASS (klass)->dispose = cabinet_statement_table_dispose;
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-statement-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, head);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, state);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cabinet_statement_table_init (CabinetStatementTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->head, cabinet_statement_row_view_new_head ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Operations"), -1);
}
