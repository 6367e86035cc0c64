/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-export-ask.h"
#include "cabinet-operation-details.h"
#include "cabinet-period-button.h"
#include "cabinet-state-page.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-statement-words.h"
#include "cabinet-ui.h"

struct _CabinetStatementPage
{
  GtkWidget parent_instance;

  CabinetAdaptiveBin *bin;
  GtkStack *pages;
  GtkWidget *list_page;
  GtkWidget *details_page;
  GtkWidget *back;
  AdwBin *wide_search;
  AdwBin *narrow_search;
  GtkWidget *search;
  CabinetPeriodButton *period;
  GtkWidget *sides;
  GtkMenuButton *side_menu;
  GtkLabel *totals;
  AdwBin *head;
  GtkStack *body;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *nothing;
  CabinetStatePage *state;
  GtkWidget *side_pane;
  AdwBin *side_details;
  AdwBin *page_details;
  CabinetOperationDetails *details;

  CabinetAccount *account;
  GSignalGroup *account_signals;
  CabinetStatement *statement; /* NULL until there is an account */
  GSignalGroup *statement_signals;
  GtkSingleSelection *selection;
  CabinetStatementSide side;
  gboolean narrow;  /* what the window says */
  gboolean compact; /* narrow, or too little room for a pane */
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  PROP_SIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static const char *const side_names[] = { "all", "charges", "payments" };

G_DEFINE_FINAL_TYPE (CabinetStatementPage, cabinet_statement_page, GTK_TYPE_WIDGET)

/* Rows */

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementPage *self)
{
  gtk_list_item_set_child (item, cabinet_statement_row_view_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementPage *self)
{
  CabinetStatementRow *row = gtk_list_item_get_item (item);
  const gboolean chosen = row->kind != CABINET_STATEMENT_ROW_MONTH;

  cabinet_statement_row_view_set_row (CABINET_STATEMENT_ROW_VIEW (gtk_list_item_get_child (item)), row,
                                      cabinet_account_get_today (self->account));
  gtk_list_item_set_selectable (item, chosen);
  gtk_list_item_set_activatable (item, chosen);
}

/* What is shown */

static gboolean
has_filters (CabinetStatementPage *self)
{
  return self->side != CABINET_STATEMENT_ALL
         || cabinet_period_button_get_period (self->period) != CABINET_PERIOD_ALL
         || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static void
update (CabinetStatementPage *self)
{
  const gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->statement)) > 0;
  g_autofree char *summary = cabinet_statement_dup_summary (self->statement, self->account);

  cabinet_period_button_set_bounds (self->period, cabinet_statement_get_oldest (self->statement),
                                    cabinet_account_get_today (self->account));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.export", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.print", some);
  gtk_label_set_text (self->totals, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), some);
  if (!some)
    cabinet_statement_explain_nothing (self->statement, self->account, has_filters (self), self->state);
  gtk_stack_set_visible_child (self->body, some ? self->scroller : self->nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->head), some && !self->compact);
  gtk_widget_set_visible (self->side_pane, some && !self->compact);
}

static void
statement_changed_cb (CabinetStatementPage *self)
{
  update (self);
}

static void
account_changed_cb (CabinetStatementPage *self)
{
  if (self->statement != NULL)
    update (self);
}

/* Details */

static CabinetOperation *
get_chosen (CabinetStatementPage *self)
{
  CabinetStatementRow *row =
    self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return row ? row->operation : NULL;
}

static void
show_list (CabinetStatementPage *self)
{
  gtk_stack_set_visible_child (self->pages, self->list_page);
}

static void
show_details (CabinetStatementPage *self)
{
  if (get_chosen (self) == NULL || !self->compact)
    return;
  gtk_stack_set_visible_child (self->pages, self->details_page);
  gtk_widget_grab_focus (self->back);
}

static void
chosen_cb (CabinetStatementPage *self)
{
  cabinet_operation_details_show (self->details, get_chosen (self), self->account);
}

static void
activated_cb (GtkListView *list, guint position, CabinetStatementPage *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  show_details (self);
}

/* Filters */

static void
scroll_to_top (CabinetStatementPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  gtk_adjustment_set_value (adjustment, 0);
}

static void
period_changed_cb (CabinetPeriodButton *button, CabinetStatementPage *self)
{
  CabinetDate from, to;

  if (self->statement == NULL)
    return;
  cabinet_period_button_get_days (button, &from, &to);
  cabinet_statement_set_period (self->statement, from, to);
  scroll_to_top (self);
  update (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, CabinetStatementPage *self)
{
  if (self->statement == NULL)
    return;
  cabinet_statement_search (self->statement, gtk_editable_get_text (GTK_EDITABLE (entry)));
  scroll_to_top (self);
  update (self);
}

static void
search_stopped_cb (GtkSearchEntry *entry, CabinetStatementPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
set_side (CabinetStatementPage *self, CabinetStatementSide side)
{
  if (side == self->side)
    return;
  self->side = side;
  if (self->statement != NULL)
    {
      cabinet_statement_set_side (self->statement, side);
      scroll_to_top (self);
      update (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

static void
set_side_name (CabinetStatementPage *self, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (side_names); i++)
    if (g_strcmp0 (name, side_names[i]) == 0)
      set_side (self, (CabinetStatementSide) i);
}

static void
update_side_menu (CabinetStatementPage *self)
{
  const char *const words[] = { C_ ("operations", "All"), _ ("Charges"), _ ("Payments") };

  gtk_menu_button_set_label (self->side_menu, words[self->side]);
}

static void
clear_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (widget);

  /* The entry waits before it tells; nobody waits for a button. */
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->statement != NULL)
    cabinet_statement_set_text (self->statement, "");
  set_side (self, CABINET_STATEMENT_ALL);
  cabinet_period_button_set_period (self->period, CABINET_PERIOD_ALL);
}

static void
search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  cabinet_statement_page_focus_search (CABINET_STATEMENT_PAGE (widget));
}

/* What is shown, with its filters. */
static CabinetExport *
make_export (CabinetStatementPage *self)
{
  CabinetExport *what = cabinet_export_new ();

  cabinet_export_add (what, self->statement);
  return what;
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (CabinetExport) what = make_export (CABINET_STATEMENT_PAGE (widget));
  int format = cabinet_enum_from_nick (CABINET_TYPE_EXPORT_FORMAT, g_variant_get_string (parameter, NULL));

  cabinet_export_ask (GTK_WINDOW (gtk_widget_get_root (widget)), what, format, NULL, NULL, NULL);
}

static void
print_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (CabinetExport) what = make_export (CABINET_STATEMENT_PAGE (widget));

  cabinet_export_print (GTK_WINDOW (gtk_widget_get_root (widget)), what);
}

static void
copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetOperation *operation = get_chosen (CABINET_STATEMENT_PAGE (widget));
  g_autofree char *line = operation != NULL ? cabinet_operation_dup_cells (operation) : NULL;

  if (line != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), line);
}

/* From the details of an operation back to the list; FALSE if the list is already there. */
gboolean
cabinet_statement_page_step_back (CabinetStatementPage *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->pages) != self->details_page)
    return FALSE;
  show_list (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return TRUE;
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (widget);

  if (!cabinet_statement_page_step_back (self) && self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

/* Width */

static void
move_child (GtkWidget *child, AdwBin *from, AdwBin *to)
{
  g_object_ref (child);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, child);
  g_object_unref (child);
}

/* The search entry and the details have two places each; the sides are a menu where toggles do not fit. */
static void
update_compact (CabinetStatementPage *self)
{
  const gboolean compact = self->narrow || cabinet_adaptive_bin_get_narrow (self->bin);

  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  if (compact == self->compact)
    return;
  self->compact = compact;
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_search), compact);
  gtk_widget_set_visible (GTK_WIDGET (self->wide_search), !compact);
  gtk_widget_set_visible (self->sides, !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->side_menu), compact);
  gtk_list_view_set_single_click_activate (self->list, compact);
  move_child (self->search, compact ? self->wide_search : self->narrow_search,
              compact ? self->narrow_search : self->wide_search);
  move_child (GTK_WIDGET (self->details), compact ? self->side_details : self->page_details,
              compact ? self->page_details : self->side_details);
  if (!compact)
    show_list (self);
  if (self->statement != NULL)
    update (self);
}

/* Object */

static void
cabinet_statement_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SIDE:
      g_value_set_string (value, side_names[self->side]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_statement_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_statement_page_set_account (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          update_compact (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_SIDE:
      set_side_name (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_statement_page_dispose (GObject *object)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (object);

  g_clear_object (&self->account_signals);
  g_clear_object (&self->statement_signals);
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  self->list = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->statement);
  g_clear_object (&self->account);
  g_clear_pointer ((GtkWidget **) &self->bin, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_statement_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-statement-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, pages);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, details_page);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, back);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, wide_search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, narrow_search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, period);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, sides);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, side_menu);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, totals);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, head);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, side_pane);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, side_details);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, page_details);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, details);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "statement.side", "side");
  gtk_widget_class_install_action (widget_class, "statement.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "statement.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "statement.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "statement.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "statement.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "statement.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "statement.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "statement.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "statement.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "statement.back", NULL);
}

static void
cabinet_statement_page_class_init (CabinetStatementPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_PERIOD_BUTTON);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  g_type_ensure (CABINET_TYPE_OPERATION_DETAILS);
  object_class->get_property = cabinet_statement_page_get_property;
  object_class->set_property = cabinet_statement_page_set_property;
  object_class->dispose = cabinet_statement_page_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_SIDE] = g_param_spec_string ("side", NULL, NULL, "all", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statementpage");
}

static void
cabinet_statement_page_init (CabinetStatementPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->head, cabinet_statement_row_view_new_head ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Operations"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search operations"), -1);
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (account_changed_cb), self);
  self->statement_signals = g_signal_group_new (CABINET_TYPE_STATEMENT);
  g_signal_group_connect_swapped (self->statement_signals, "items-changed", G_CALLBACK (statement_changed_cb),
                                  self);
  g_signal_connect (self, "notify::side", G_CALLBACK (update_side_menu), NULL);
  g_signal_connect_swapped (self->bin, "notify::narrow", G_CALLBACK (update_compact), self);
  update_side_menu (self);
}

/* @account: (nullable): whose operations to show. (transfer floating) */
GtkWidget *
cabinet_statement_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_STATEMENT_PAGE, "account", account, NULL);
}

/* (transfer none) (nullable) */
CabinetAccount *
cabinet_statement_page_get_account (CabinetStatementPage *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_PAGE (self), NULL);

  return self->account;
}

/* (transfer none) (nullable) */
CabinetStatement *
cabinet_statement_page_get_statement (CabinetStatementPage *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_PAGE (self), NULL);

  return self->statement;
}

static void
set_statement (CabinetStatementPage *self, CabinetStatement *statement)
{
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->statement, statement);
  g_signal_group_set_target (self->statement_signals, statement);
  if (statement == NULL)
    return;
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (statement));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/* Shows another contract: without the filters of the one before. */
void
cabinet_statement_page_set_account (CabinetStatementPage *self, CabinetAccount *account)
{
  g_autoptr (CabinetStatement) statement = NULL;

  g_return_if_fail (CABINET_IS_STATEMENT_PAGE (self));

  if (account == self->account)
    return;
  set_statement (self, NULL);
  g_set_object (&self->account, account);
  g_signal_group_set_target (self->account_signals, account);
  clear_action (GTK_WIDGET (self), NULL, NULL);
  show_list (self);
  if (account != NULL)
    {
      statement = cabinet_statement_new (account);
      set_statement (self, statement);
      update (self);
    }
  chosen_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/* Ctrl+F: from anywhere on the page to the search entry. */
void
cabinet_statement_page_focus_search (CabinetStatementPage *self)
{
  g_return_if_fail (CABINET_IS_STATEMENT_PAGE (self));

  show_list (self);
  gtk_widget_grab_focus (self->search);
}
