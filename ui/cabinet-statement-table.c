/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-table.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-range-selection.h"
#include "cabinet-state-page.h"
#include "cabinet-statement-head.h"
#include "cabinet-statement-row-view.h"
#include "cabinet-statement-summary.h"
#include "cabinet-statement-words.h"
#include "cabinet-ui.h"

struct _CabinetStatementTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *head_place;
  CabinetStatementHead *head;
  GtkStack *body;
  GtkWidget *scroller;
  GtkListView *list;
  GtkWidget *nothing;
  CabinetStatePage *state;

  CabinetAccount *account;     /* nullable */
  CabinetStatement *statement; /* nullable, with the account */
  GtkSelectionModel *selection;
  guint64 n_selected;
  guint tick;   /* callback, while a chosen row is being scrolled to */
  guint unseen; /* frames until it can be */
  CabinetStatementOrder order;
  gboolean ascending;
  gboolean show_balance;
  gboolean no_balances; /* the provider tells none */
  gboolean show_service;
  gboolean compact;
  gboolean picking;
};

enum
{
  PROP_ORDER = 1,
  PROP_SHOW_BALANCE,
  PROP_SHOW_SERVICE,
  N_PROPS
};

enum
{
  SELECTION_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];
static const char *const order_names[] = { "date", "title", "amount" };

G_DEFINE_FINAL_TYPE (CabinetStatementTable, cabinet_statement_table, GTK_TYPE_WIDGET)

/* A balance is that of a moment: in another order than that of time it would be a riddle. */
static CabinetStatementColumns
get_columns (CabinetStatementTable *self)
{
  CabinetStatementColumns columns = 0;

  if (self->show_balance && !self->no_balances && self->order == CABINET_STATEMENT_BY_DATE)
    columns |= CABINET_STATEMENT_COLUMN_BALANCE;
  if (self->order != CABINET_STATEMENT_BY_DATE)
    columns |= CABINET_STATEMENT_COLUMN_YEAR;
  if (self->show_service)
    columns |= CABINET_STATEMENT_COLUMN_SERVICE;
  return columns;
}

/* Rows */

static GtkListItem *
get_list_item (GtkWidget *view)
{
  return g_object_get_data (G_OBJECT (view), "list-item");
}

/* (nullable): the view at @position, if there is one. */
static GtkWidget *
find_view (CabinetStatementTable *self, guint position)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *view = gtk_widget_get_first_child (row);

      if (view != NULL && gtk_list_item_get_position (get_list_item (view)) == position)
        return view;
    }
  return NULL;
}

/* (transfer full): the positions */
static GtkBitset *
get_selected (CabinetStatementTable *self)
{
  return self->selection != NULL ? gtk_selection_model_get_selection (self->selection)
                                 : gtk_bitset_new_empty ();
}

static void
focus_row (CabinetStatementTable *self, guint position)
{
  GtkWidget *view;

  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  view = find_view (self, position);
  if (view != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (view));
}

/* The list scrolls to what it has laid out only, which it does after the first of these. The row may have
 * moved since, or gone. */
static gboolean
on_tick (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  CabinetStatementTable *self = user_data;
  g_autoptr (GtkBitset) selected = NULL;

  if (gtk_widget_get_mapped (list) && self->unseen-- > 1)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (!gtk_widget_get_mapped (list))
    return G_SOURCE_REMOVE;
  selected = get_selected (self);
  if (gtk_bitset_get_size (selected) == 1)
    focus_row (self, gtk_bitset_get_minimum (selected));
  return G_SOURCE_REMOVE;
}

static void
see_chosen (CabinetStatementTable *self)
{
  if (self->unseen > 0 && self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), on_tick, self, NULL);
}

/* Selects the row at @position alone, and brings the keyboard there, as soon as the list is shown. */
void
cabinet_statement_table_choose (CabinetStatementTable *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  self->unseen = 2;
  see_chosen (self);
}

static void
row_toggled_cb (CabinetStatementRowView *view, CabinetStatementTable *self)
{
  cabinet_statement_toggle_run (self->statement,
                                gtk_list_item_get_position (get_list_item (GTK_WIDGET (view))));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementTable *self)
{
  GtkWidget *view = cabinet_statement_row_view_new ();

  g_object_set_data (G_OBJECT (view), "list-item", item);
  g_signal_connect (view, "toggled", G_CALLBACK (row_toggled_cb), self);
  gtk_list_item_set_child (item, view);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, CabinetStatementTable *self)
{
  CabinetStatementRow *row = gtk_list_item_get_item (item);

  cabinet_statement_row_view_set_row (CABINET_STATEMENT_ROW_VIEW (gtk_list_item_get_child (item)), row,
                                      get_columns (self), cabinet_account_get_today (self->account));
  /* What cannot be selected does not take the keyboard either, and would be a wall to it. */
  gtk_list_item_set_activatable (item, row->kind != CABINET_STATEMENT_ROW_MONTH);
}

/* Makes every row again, with the columns that are wanted now. */
static void
update_columns (CabinetStatementTable *self)
{
  g_autoptr (GtkListItemFactory) factory = g_object_ref (gtk_list_view_get_factory (self->list));

  cabinet_statement_head_set_columns (self->head, get_columns (self));
  gtk_list_view_set_factory (self->list, NULL);
  gtk_list_view_set_factory (self->list, factory);
}

/* Keys: Right opens a run, Left closes it, from one of its operations too. */

static guint
find_run (CabinetStatementTable *self, guint position)
{
  for (;;)
    {
      g_autoptr (CabinetStatementRow) row = g_list_model_get_item (G_LIST_MODEL (self->statement), position);

      if (row == NULL || row->kind == CABINET_STATEMENT_ROW_RUN || position == 0)
        return position;
      position--;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                CabinetStatementTable *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkListItem *item = focused != NULL ? get_list_item (gtk_widget_get_first_child (focused)) : NULL;
  CabinetStatementRow *row = item != NULL ? gtk_list_item_get_item (item) : NULL;
  const gboolean opens = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  const gboolean closes = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;

  if (row == NULL || (!opens && !closes) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (row->kind == CABINET_STATEMENT_ROW_RUN && row->open == closes)
    cabinet_statement_toggle_run (self->statement, gtk_list_item_get_position (item));
  else if (row->within && closes)
    {
      guint run = find_run (self, gtk_list_item_get_position (item));

      gtk_selection_model_select_item (self->selection, run, TRUE);
      focus_row (self, run);
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Selection */

static void
selected_cb (CabinetStatementTable *self)
{
  g_autoptr (GtkBitset) selected = get_selected (self);

  self->n_selected = gtk_bitset_get_size (selected);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

/* What was selected may have gone; a row that stayed is not worth showing again. */
static void
items_changed_cb (CabinetStatementTable *self)
{
  g_autoptr (GtkBitset) selected = get_selected (self);

  if (gtk_bitset_get_size (selected) != self->n_selected)
    selected_cb (self);
}

static void
activated_cb (GtkListView *list, guint position, CabinetStatementTable *self)
{
  if (self->picking)
    {
      if (gtk_selection_model_is_selected (self->selection, position))
        gtk_selection_model_unselect_item (self->selection, position);
      else
        gtk_selection_model_select_item (self->selection, position, FALSE);
      return;
    }
  if (cabinet_statement_toggle_run (self->statement, position))
    return;
  gtk_selection_model_select_item (self->selection, position, TRUE);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* (transfer full) (nullable): the row that alone is selected; NULL = none is, or several are */
CabinetStatementRow *
cabinet_statement_table_dup_chosen (CabinetStatementTable *self)
{
  g_autoptr (GtkBitset) selected = get_selected (self);

  if (gtk_bitset_get_size (selected) != 1)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->statement), gtk_bitset_get_minimum (selected));
}

/* (transfer full): of CabinetStatementRange: the rows that are selected, month heads among them */
GArray *
cabinet_statement_table_dup_ranges (CabinetStatementTable *self)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (CabinetStatementRange));
  g_autoptr (GtkBitset) selected = get_selected (self);
  CabinetStatementRange *last = NULL;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      const CabinetStatementRange one = { position, 1 };

      if (last != NULL && last->first + last->n == position)
        last->n++;
      else
        {
          g_array_append_val (ranges, one);
          last = &g_array_index (ranges, CabinetStatementRange, ranges->len - 1);
        }
    }
  return ranges;
}

void
cabinet_statement_table_unselect (CabinetStatementTable *self)
{
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (self->selection);
}

/* Order */

static void
apply_order (CabinetStatementTable *self)
{
  cabinet_statement_head_set_order (self->head, self->order, self->ascending);
  if (self->statement != NULL)
    cabinet_statement_set_order (self->statement, self->order, self->ascending);
}

static void
set_order (CabinetStatementTable *self, CabinetStatementOrder order, gboolean ascending)
{
  const CabinetStatementColumns before = get_columns (self);

  if (order == self->order && ascending == self->ascending)
    return;
  self->order = order;
  self->ascending = ascending;
  apply_order (self);
  if (get_columns (self) != before)
    update_columns (self);
  cabinet_statement_table_scroll_to_top (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

/* A word that is not known changes nothing. */
static void
set_order_name (CabinetStatementTable *self, const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (order_names); i++)
    if (g_str_has_prefix (name, order_names[i]))
      set_order (self, (CabinetStatementOrder) i, g_str_has_suffix (name, "-ascending"));
}

/* The head of the column in use turns the order round; another begins with what is looked for first. */
static void
sort_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetStatementTable *self = CABINET_STATEMENT_TABLE (widget);
  const char *name = g_variant_get_string (parameter, NULL);

  if (g_strcmp0 (name, order_names[self->order]) == 0)
    set_order (self, self->order, !self->ascending);
  else
    for (guint i = 0; i < G_N_ELEMENTS (order_names); i++)
      if (g_str_equal (name, order_names[i]))
        set_order (self, (CabinetStatementOrder) i, i == CABINET_STATEMENT_BY_TITLE);
}

static void
set_shown (CabinetStatementTable *self, gboolean *shown, gboolean value, GParamSpec *pspec)
{
  if (*shown == value)
    return;
  *shown = value;
  update_columns (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

/* Contents */

/* A column that would be empty is none. */
static void
look_for_balances (CabinetStatementTable *self)
{
  const CabinetStatementColumns before = get_columns (self);

  self->no_balances = !cabinet_statement_rows_have_balances (G_LIST_MODEL (self->statement));
  if (get_columns (self) != before)
    update_columns (self);
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

  if (some)
    look_for_balances (self);
  else
    cabinet_statement_explain_nothing (self->statement, self->account, filtered, self->state);
  gtk_stack_set_visible_child (self->body, some ? self->scroller : self->nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->head_place), some && !self->compact);
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
  gtk_list_view_set_single_click_activate (self->list, compact || self->picking);
}

/* @picking: a press adds a row to those that are selected, or takes it away; where there are no keys */
void
cabinet_statement_table_set_picking (CabinetStatementTable *self, gboolean picking)
{
  self->picking = picking;
  gtk_list_view_set_single_click_activate (self->list, self->compact || picking);
  if (self->selection != NULL)
    cabinet_range_selection_set_picking (CABINET_RANGE_SELECTION (self->selection), picking);
}

gboolean
cabinet_statement_table_get_picking (CabinetStatementTable *self)
{
  return self->picking;
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
  self->n_selected = 0;
  g_set_object (&self->statement, statement);
  g_set_object (&self->account, account);
  if (statement == NULL)
    return;
  cabinet_statement_set_folded (statement, TRUE);
  apply_order (self);
  self->selection = GTK_SELECTION_MODEL (cabinet_range_selection_new (G_LIST_MODEL (statement)));
  cabinet_range_selection_set_heads (CABINET_RANGE_SELECTION (self->selection),
                                     cabinet_statement_rows_have_head);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, self->selection);
}

static void
cabinet_statement_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetStatementTable *self = CABINET_STATEMENT_TABLE (object);

  switch (id)
    {
    case PROP_ORDER:
      g_value_take_string (value, g_strdup_printf ("%s-%s", order_names[self->order],
                                                   self->ascending ? "ascending" : "descending"));
      break;
    case PROP_SHOW_BALANCE:
      g_value_set_boolean (value, self->show_balance);
      break;
    case PROP_SHOW_SERVICE:
      g_value_set_boolean (value, self->show_service);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_statement_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetStatementTable *self = CABINET_STATEMENT_TABLE (object);

  switch (id)
    {
    case PROP_ORDER:
      set_order_name (self, g_value_get_string (value));
      break;
    case PROP_SHOW_BALANCE:
      set_shown (self, &self->show_balance, g_value_get_boolean (value), pspec);
      break;
    case PROP_SHOW_SERVICE:
      set_shown (self, &self->show_service, g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  object_class->get_property = cabinet_statement_table_get_property;
  object_class->set_property = cabinet_statement_table_set_property;
  object_class->dispose = cabinet_statement_table_dispose;
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, "date-descending", flags);
  properties[PROP_SHOW_BALANCE] = g_param_spec_boolean ("show-balance", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_SERVICE] = g_param_spec_boolean ("show-service", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-statement-table.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, head_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementTable, state);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_install_action (widget_class, "table.sort", "s", sort_action);
  gtk_widget_class_install_property_action (widget_class, "table.balance", "show-balance");
  gtk_widget_class_install_property_action (widget_class, "table.service", "show-service");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
cabinet_statement_table_init (CabinetStatementTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "map", G_CALLBACK (see_chosen), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->show_balance = TRUE;
  self->head = CABINET_STATEMENT_HEAD (cabinet_statement_head_new ());
  cabinet_statement_head_set_columns (self->head, get_columns (self));
  cabinet_statement_head_set_order (self->head, self->order, self->ascending);
  adw_bin_set_child (self->head_place, GTK_WIDGET (self->head));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Operations"), -1);
}
