/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-found-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-operation-text.h"
#include "cabinet-state-page.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-ui.h"

/* Nobody is told of a search that takes less, ms. */
#define LONG 400

struct _CabinetFoundList
{
  GtkWidget parent_instance;

  GtkStack *body;
  GtkWidget *found;
  GtkLabel *summary;
  GtkSpinner *spinner;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *nothing;
  CabinetStatePage *state;

  CabinetHouseholdSearch *search; /* NULL until there is a household */
  GtkSingleSelection *selection;
  char *shown; /* the text whose rows are shown */
  guint wait;  /* timeout source: a search is under way */
};

enum
{
  CHOSEN,
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetFoundList, cabinet_found_list, GTK_TYPE_WIDGET)

/* Rows */

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetFoundList *self)
{
  gtk_list_item_set_child (item, cabinet_statement_row_view_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetFoundList *self)
{
  CabinetStatementRow *row = gtk_list_item_get_item (item);
  const gboolean operation = row->kind == CABINET_STATEMENT_ROW_OPERATION;

  cabinet_statement_row_view_set_row (CABINET_STATEMENT_ROW_VIEW (gtk_list_item_get_child (item)), row, 0,
                                      operation ? cabinet_account_get_today (row->account) : row->month);
  gtk_list_item_set_selectable (item, operation);
  gtk_list_item_set_activatable (item, operation);
}

static void
activated_cb (GtkListView *list, guint position, CabinetFoundList *self)
{
  g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (self->search), position);

  if (row != NULL && row->account != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, row->account, row->operation, self->shown);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetFoundList *self = CABINET_FOUND_LIST (widget);
  CabinetStatementRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *text = NULL;

  if (row == NULL || row->account == NULL)
    return;
  text = cabinet_operation_dup_cells (row->operation);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* What is shown */

static void
explain_nothing (CabinetFoundList *self)
{
  g_autofree char *title = NULL;

  if (!cabinet_household_search_has_operations (self->search))
    {
      cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("No operations yet"),
                              _ ("What is read of the contracts can be found here, also offline."));
      return;
    }
  /* Translators: %s is what was searched for */
  title = g_strdup_printf (_ ("Nothing found for “%s”"), cabinet_household_search_get_text (self->search));
  if (cabinet_household_search_get_n_unread (self->search) > 0)
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_ERROR, title,
                            _ ("Not all contracts could be searched: their file may be damaged."));
  else
    /* Translators: examples of what can be searched for */
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, title,
                            _ ("Words, months, years and sums are found in all contracts: “internet August”, "
                               "“2026”, “312.40”."));
}

static void
stop_waiting (CabinetFoundList *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  gtk_spinner_set_spinning (self->spinner, FALSE);
}

static void
found_cb (CabinetFoundList *self)
{
  const char *text = cabinet_household_search_get_text (self->search);
  const gboolean some = cabinet_household_search_get_n_operations (self->search) > 0;
  const gboolean other = g_strcmp0 (text, self->shown) != 0;
  g_autofree char *summary = NULL;

  stop_waiting (self);
  g_free (self->shown);
  self->shown = g_strdup (text);
  if (text == NULL)
    return;
  if (some)
    {
      summary = cabinet_household_search_dup_summary (self->search);
      gtk_label_set_text (self->summary, summary);
    }
  else
    explain_nothing (self);
  gtk_stack_set_visible_child (self->body, some ? self->found : self->nothing);
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  g_signal_emit (self, signals[SHOWN], 0);
}

static gboolean
on_long (gpointer user_data)
{
  CabinetFoundList *self = user_data;

  self->wait = 0;
  gtk_spinner_set_spinning (self->spinner, TRUE);
  if (self->shown == NULL)
    gtk_stack_set_visible_child (self->body, self->nothing);
  if (gtk_stack_get_visible_child (self->body) == self->nothing)
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_LOADING, _ ("Searching…"), NULL);
  g_signal_emit (self, signals[SHOWN], 0);
  return G_SOURCE_REMOVE;
}

static void
searching_cb (CabinetFoundList *self)
{
  if (cabinet_household_search_get_searching (self->search) && self->wait == 0
      && !gtk_spinner_get_spinning (self->spinner))
    self->wait = g_timeout_add (LONG, on_long, self);
}

/**
 * cabinet_found_list_set_text:
 * @text: (nullable): what to look for in all contracts; what is shown stays until it is found
 */
void
cabinet_found_list_set_text (CabinetFoundList *self, const char *text)
{
  g_return_if_fail (CABINET_IS_FOUND_LIST (self));

  cabinet_household_search_set_text (self->search, text);
}

/* From the entry to the first row. */
void
cabinet_found_list_focus (CabinetFoundList *self)
{
  g_return_if_fail (CABINET_IS_FOUND_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* @household: (nullable): NULL ends it */
void
cabinet_found_list_set_household (CabinetFoundList *self, CabinetHousehold *household)
{
  g_return_if_fail (CABINET_IS_FOUND_LIST (self));

  stop_waiting (self);
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  g_clear_object (&self->search);
  if (household == NULL)
    return;
  self->search = cabinet_household_search_new (household);
  g_signal_connect_object (self->search, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "notify::searching", G_CALLBACK (searching_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->search)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
cabinet_found_list_dispose (GObject *object)
{
  CabinetFoundList *self = CABINET_FOUND_LIST (object);

  if (self->body != NULL)
    cabinet_found_list_set_household (self, NULL);
  g_clear_pointer ((GtkWidget **) &self->body, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (cabinet_found_list_parent_class)->dispose (object);
}

static void
cabinet_found_list_class_init (CabinetFoundListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  G_OBJECT_CLASS (klass)->dispose = cabinet_found_list_dispose;
  signals[CHOSEN] =
    g_signal_new ("chosen", CABINET_TYPE_FOUND_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                  CABINET_TYPE_ACCOUNT, CABINET_TYPE_OPERATION, G_TYPE_STRING);
  signals[SHOWN] =
    g_signal_new ("shown", CABINET_TYPE_FOUND_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-found-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, found);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, summary);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, spinner);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetFoundList, state);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "found.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "found.copy", NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cabinet_found_list_init (CabinetFoundList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
