/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-page.h"

#include "cabinet-adaptive-bin.h"
#include "cabinet-export-ask.h"
#include "cabinet-operation-details.h"
#include "cabinet-spending-cards.h"
#include "cabinet-statement-filters.h"
#include "cabinet-statement-summary.h"
#include "cabinet-statement-table.h"
#include "cabinet-statement-words.h"
#include "cabinet-ui.h"

struct _CabinetStatementPage
{
  CabinetContractPage parent_instance;

  CabinetAdaptiveBin *bin;
  GtkStack *pages;
  GtkWidget *list_page;
  GtkWidget *details_page;
  GtkWidget *back;
  CabinetStatementFilters *filters;
  GtkWidget *sum_row;
  CabinetSpendingCards *spending;
  GtkLabel *totals;
  GtkWidget *end_picking;
  GtkWidget *clear;
  GtkWidget *clear_words;
  CabinetStatementTable *table;
  GtkWidget *side_pane;
  AdwBin *side_details;
  AdwBin *page_details;
  CabinetOperationDetails *details;

  GSignalGroup *account_signals;
  CabinetStatement *statement; /* NULL until there is an account */
  CabinetStatementSum selected;
  GSignalGroup *statement_signals;
  gboolean compact; /* narrow, or too little room for a pane */
};

enum
{
  PROP_SIDE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetStatementPage, cabinet_statement_page, CABINET_TYPE_CONTRACT_PAGE)

/* What is shown */

/* One line for the sums: of what is shown, or of what is selected where the details are not beside it. */
static void
update_sums (CabinetStatementPage *self, gboolean filtered)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  const gboolean picking =
    cabinet_statement_table_get_picking (self->table) || (self->compact && self->selected.count > 1);
  g_autofree char *words = picking ? cabinet_statement_sum_dup_words (&self->selected)
                                   : cabinet_statement_dup_summary (self->statement, account);

  gtk_label_set_text (self->totals, words);
  gtk_widget_set_visible (self->end_picking, picking);
  gtk_widget_set_visible (self->clear, filtered && !picking);
}

static void
update (CabinetStatementPage *self)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  const gboolean some = g_list_model_get_n_items (G_LIST_MODEL (self->statement)) > 0;
  const gboolean filtered = cabinet_statement_filters_get_any (self->filters);

  cabinet_statement_filters_set_today (self->filters, cabinet_account_get_today (account));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.export", some);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "statement.print", some);
  update_sums (self, filtered);
  gtk_widget_set_visible (self->sum_row, some);
  cabinet_statement_table_update (self->table, filtered);
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

static void
show_list (CabinetStatementPage *self)
{
  gtk_stack_set_visible_child (self->pages, self->list_page);
}

static void
show_details (CabinetStatementPage *self)
{
  if (!self->compact)
    return;
  gtk_stack_set_visible_child (self->pages, self->details_page);
  gtk_widget_grab_focus (self->back);
}

/* One operation with all that is known of it; of several what they come to. */
static void
selection_changed_cb (CabinetStatementTable *table, CabinetStatementPage *self)
{
  g_autoptr (CabinetStatementRow) row = cabinet_statement_table_dup_chosen (table);
  g_autoptr (GArray) ranges = cabinet_statement_table_dup_ranges (table);

  self->selected = (CabinetStatementSum){ 0 };
  if (ranges->len > 0)
    cabinet_statement_add_up (self->statement, (CabinetStatementRange *) ranges->data, ranges->len,
                              &self->selected);
  if (row == NULL && self->selected.count > 0)
    cabinet_operation_details_show_sum (self->details, &self->selected);
  else
    cabinet_operation_details_show (self->details, row,
                                    cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self)));
  if (self->statement != NULL)
    update_sums (self, cabinet_statement_filters_get_any (self->filters));
}

static void
activated_cb (CabinetStatementTable *table, CabinetStatementPage *self)
{
  show_details (self);
}

/* Filters */

static void
days_wanted_cb (CabinetSpendingCards *cards, CabinetDate from, CabinetDate to, CabinetStatementPage *self)
{
  cabinet_statement_filters_set_days (self->filters, from, to);
}

static void
service_wanted_cb (CabinetSpendingCards *cards, const char *name, CabinetStatementPage *self)
{
  cabinet_statement_filters_set_service (self->filters, name);
}

static void
follow_filters (CabinetStatementPage *self)
{
  CabinetDate from, to;

  cabinet_statement_filters_get_days (self->filters, &from, &to);
  cabinet_spending_cards_set_period (self->spending, from, to);
  update (self);
}

static void
filters_changed_cb (CabinetStatementFilters *filters, CabinetStatementPage *self)
{
  cabinet_statement_table_scroll_to_top (self->table);
  follow_filters (self);
}

static void
filters_left_cb (CabinetStatementFilters *filters, CabinetStatementPage *self)
{
  cabinet_statement_table_focus (self->table);
}

static void
side_changed_cb (CabinetStatementFilters *filters, GParamSpec *pspec, CabinetStatementPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

static void
clear_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  cabinet_statement_filters_clear (CABINET_STATEMENT_PAGE (widget)->filters);
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
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (widget);
  g_autoptr (GArray) ranges = cabinet_statement_table_dup_ranges (self->table);
  g_autofree char *text = NULL;

  if (ranges->len == 0)
    return;
  text = cabinet_statement_dup_text (self->statement, (CabinetStatementRange *) ranges->data, ranges->len);
  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/* From the details of an operation back to the list; FALSE if the list is already there. */
gboolean
cabinet_statement_page_step_back (CabinetStatementPage *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->pages) != self->details_page)
    return FALSE;
  show_list (self);
  cabinet_statement_table_focus (self->table);
  return TRUE;
}

/* Begins and ends with nothing selected. */
static void
set_picking (CabinetStatementPage *self, gboolean picking)
{
  cabinet_statement_table_set_picking (self->table, picking);
  cabinet_statement_table_unselect (self->table);
  selection_changed_cb (self->table, self);
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (widget);

  if (!cabinet_statement_page_step_back (self))
    set_picking (self, FALSE);
}

static void
unselect_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (widget);

  cabinet_statement_page_step_back (self);
  set_picking (self, FALSE);
}

static void
pick_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_picking (CABINET_STATEMENT_PAGE (widget), TRUE);
}

/* Width */

/* The charts go before the operations do. */
static void
update_low (CabinetStatementPage *self)
{
  cabinet_spending_cards_set_room (self->spending, self->compact, cabinet_adaptive_bin_get_low (self->bin));
}

/* The details have two places. */
static void
update_compact (CabinetStatementPage *self)
{
  const gboolean compact = cabinet_contract_page_get_narrow (CABINET_CONTRACT_PAGE (self))
                           || cabinet_adaptive_bin_get_narrow (self->bin);

  if (compact == self->compact)
    return;
  self->compact = compact;
  cabinet_statement_filters_set_compact (self->filters, compact);
  cabinet_statement_table_set_compact (self->table, compact);
  gtk_widget_set_visible (self->clear_words, !compact);
  update_low (self);
  cabinet_move_child (GTK_WIDGET (self->details), compact ? self->page_details : self->side_details);
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

  if (id == PROP_SIDE)
    g_value_set_string (value, cabinet_statement_filters_get_side (self->filters));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_statement_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (object);

  if (id == PROP_SIDE)
    cabinet_statement_filters_set_side (self->filters, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_statement (CabinetStatementPage *self, CabinetStatement *statement)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));

  cabinet_statement_table_set_statement (self->table, statement, account);
  cabinet_statement_filters_set_statement (self->filters, statement);
  g_set_object (&self->statement, statement);
  g_signal_group_set_target (self->statement_signals, statement);
}

/* Another contract is shown without the filters of the one before. */
static void
cabinet_statement_page_account_changed (CabinetContractPage *page)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);
  g_autoptr (CabinetStatement) statement = NULL;

  set_statement (self, NULL);
  g_signal_group_set_target (self->account_signals, account);
  cabinet_statement_table_set_picking (self->table, FALSE);
  clear_action (GTK_WIDGET (self), NULL, NULL);
  show_list (self);
  if (account != NULL)
    {
      statement = cabinet_statement_new (account);
      set_statement (self, statement);
      update (self);
    }
  cabinet_spending_cards_set_account (self->spending, account);
  selection_changed_cb (self->table, self);
}

static void
cabinet_statement_page_narrow_changed (CabinetContractPage *page)
{
  update_compact (CABINET_STATEMENT_PAGE (page));
}

static void
cabinet_statement_page_dispose (GObject *object)
{
  CabinetStatementPage *self = CABINET_STATEMENT_PAGE (object);

  g_clear_object (&self->account_signals);
  g_clear_object (&self->statement_signals);
  g_clear_object (&self->statement);
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
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, filters);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, sum_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, spending);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, totals);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, end_picking);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, clear);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, clear_words);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, table);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, side_pane);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, side_details);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, page_details);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementPage, details);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, side_changed_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "statement.side", "side");
  gtk_widget_class_install_action (widget_class, "statement.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "statement.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "statement.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "statement.unselect", NULL, unselect_action);
  gtk_widget_class_install_action (widget_class, "statement.pick", NULL, pick_action);
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
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_SPENDING_CARDS);
  g_type_ensure (CABINET_TYPE_STATEMENT_FILTERS);
  g_type_ensure (CABINET_TYPE_STATEMENT_TABLE);
  g_type_ensure (CABINET_TYPE_OPERATION_DETAILS);
  object_class->get_property = cabinet_statement_page_get_property;
  object_class->set_property = cabinet_statement_page_set_property;
  object_class->dispose = cabinet_statement_page_dispose;
  page_class->account_changed = cabinet_statement_page_account_changed;
  page_class->narrow_changed = cabinet_statement_page_narrow_changed;

  properties[PROP_SIDE] = g_param_spec_string ("side", NULL, NULL, "all", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "statementpage");
}

static void
cabinet_statement_page_init (CabinetStatementPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (account_changed_cb), self);
  self->statement_signals = g_signal_group_new (CABINET_TYPE_STATEMENT);
  g_signal_group_connect_swapped (self->statement_signals, "items-changed", G_CALLBACK (statement_changed_cb),
                                  self);
  g_object_bind_property (self->table, "order", self->filters, "order",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->bin, "notify::narrow", G_CALLBACK (update_compact), self);
  g_signal_connect_swapped (self->bin, "notify::low", G_CALLBACK (update_low), self);
}

/* @account: (nullable): whose operations to show. (transfer floating) */
GtkWidget *
cabinet_statement_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_STATEMENT_PAGE, "account", account, NULL);
}

/* (transfer none) (nullable) */
CabinetStatement *
cabinet_statement_page_get_statement (CabinetStatementPage *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_PAGE (self), NULL);

  return self->statement;
}

/* The order and the columns are kept there from now on. */
void
cabinet_statement_page_bind_settings (CabinetStatementPage *self, GSettings *settings)
{
  g_return_if_fail (CABINET_IS_STATEMENT_PAGE (self));

  g_settings_bind (settings, "statement-order", self->table, "order", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "statement-balance", self->table, "show-balance", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "statement-service", self->table, "show-service", G_SETTINGS_BIND_DEFAULT);
}

/* Ctrl+F: from anywhere on the page to the search entry. */
void
cabinet_statement_page_focus_search (CabinetStatementPage *self)
{
  g_return_if_fail (CABINET_IS_STATEMENT_PAGE (self));

  show_list (self);
  cabinet_statement_filters_focus_search (self->filters);
}

/**
 * cabinet_statement_page_show_operation:
 * @operation: one of this contract
 * @text: what it was searched for with: the only filter from now on
 *
 * Chooses @operation among those that @text finds, and shows its details.
 */
void
cabinet_statement_page_show_operation (CabinetStatementPage *self,
                                       CabinetOperation *operation,
                                       const char *text)
{
  guint position;

  g_return_if_fail (CABINET_IS_STATEMENT_PAGE (self));
  g_return_if_fail (self->statement != NULL);

  set_picking (self, FALSE);
  show_list (self);
  /* To the top first the list would not go before it is laid out. */
  g_signal_handlers_block_by_func (self->filters, filters_changed_cb, self);
  cabinet_statement_filters_clear (self->filters);
  cabinet_statement_filters_set_text (self->filters, text);
  g_signal_handlers_unblock_by_func (self->filters, filters_changed_cb, self);
  follow_filters (self);
  position = cabinet_statement_find (self->statement, operation);
  if (position == G_MAXUINT)
    return;
  cabinet_statement_table_choose (self->table, position);
  show_details (self);
}
