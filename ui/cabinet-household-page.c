/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-card-row.h"
#include "cabinet-contract-actions.h"
#include "cabinet-dialogs.h"
#include "cabinet-found-list.h"
#include "cabinet-household-calls.h"
#include "cabinet-household-card.h"
#include "cabinet-household-row.h"
#include "cabinet-money-label.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

/* How far the dates look ahead. */
#define DAYS_AHEAD 31

struct _CabinetHouseholdPage
{
  GtkWidget parent_instance;

  CabinetAdaptiveBin *bin;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkStack *refresh_stack;
  GtkWidget *refresh;
  GtkSpinner *spinner;
  GtkLabel *read_at;
  GtkWidget *find;
  GtkSearchBar *search_bar;
  GtkEditable *search;
  GtkStack *body;
  GtkWidget *cards;
  CabinetFoundList *found;
  CabinetHouseholdCard *card;
  GtkWidget *state_head;
  GtkWidget *balance_head;
  GtkWidget *due_head;
  GtkWidget *pay_head;
  GtkWidget *menu_head;
  GtkListBox *list;
  GtkWidget *total;
  GtkLabel *total_words;
  GtkWidget *state_total;
  GtkBox *balance_total;
  GtkBox *due_total;
  GtkWidget *pay_total;
  GtkWidget *menu_total;
  GtkToggleButton *hidden;
  CabinetHouseholdCalls *calls;

  CabinetHousehold *household;
  GtkSizeGroup *columns[CABINET_HOUSEHOLD_N_COLUMNS];
  CabinetAccount *moved; /* takes the keyboard when it is in its place */
  GCancellable *cancellable;
  gboolean folded;
  guint idle;
};

enum
{
  PROP_FOLDED = 1,
  N_PROPS
};

enum
{
  CHOSEN,
  FOUND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetHouseholdPage, cabinet_household_page, GTK_TYPE_WIDGET)

static void
choose (CabinetHouseholdPage *self, CabinetAccount *account, const char *page)
{
  g_signal_emit (self, signals[CHOSEN], 0, account, page);
}

static void
on_pay (CabinetHouseholdPage *self, CabinetAccount *account)
{
  choose (self, account, "top-up");
}

static void
on_date_chosen (CabinetHouseholdPage *self, CabinetAccount *account)
{
  choose (self, account, "overview");
}

static void
on_call (CabinetHouseholdPage *self, CabinetAccount *account, const char *page)
{
  choose (self, account, page);
}

static void
on_row_activated (CabinetHouseholdPage *self, GtkListBoxRow *row)
{
  choose (self, cabinet_household_row_get_account (CABINET_HOUSEHOLD_ROW (row)), NULL);
}

static void
on_moved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetHouseholdPage *self;
  g_autoptr (GError) error = NULL;
  gboolean moved = cabinet_household_move_finish (CABINET_HOUSEHOLD (source), result, &error);
  GtkWidget *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = user_data;
  if (!moved)
    cabinet_dialog_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Not saved"),
                         error->message);
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (CABINET_IS_HOUSEHOLD_ROW (row)
        && cabinet_household_row_get_account (CABINET_HOUSEHOLD_ROW (row)) == self->moved)
      gtk_widget_grab_focus (row);
  g_clear_object (&self->moved);
}

static void
move (CabinetHouseholdPage *self, CabinetAccount *account, CabinetAccount *place)
{
  g_set_object (&self->moved, account);
  cabinet_household_move_async (self->household, account, place, self->cancellable, on_moved, self);
}

static void
move_beside (CabinetHouseholdPage *self, GtkListBoxRow *row, int step)
{
  GtkListBoxRow *other = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);

  if (other != NULL)
    move (self, cabinet_household_row_get_account (CABINET_HOUSEHOLD_ROW (row)),
          cabinet_household_row_get_account (CABINET_HOUSEHOLD_ROW (other)));
}

static void
on_dropped (CabinetHouseholdPage *self, CabinetAccount *account, CabinetHouseholdRow *row)
{
  move (self, account, cabinet_household_row_get_account (row));
}

static void
on_act (CabinetHouseholdPage *self, const char *what, CabinetHouseholdRow *row)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  CabinetAccount *account = cabinet_household_row_get_account (row);

  if (g_str_equal (what, "pay"))
    choose (self, account, "top-up");
  else if (g_str_equal (what, "resume"))
    choose (self, account, "tariff");
  else if (g_str_equal (what, "write"))
    choose (self, account, "support");
  else if (g_str_equal (what, "move-up"))
    move_beside (self, GTK_LIST_BOX_ROW (row), -1);
  else if (g_str_equal (what, "move-down"))
    move_beside (self, GTK_LIST_BOX_ROW (row), 1);
  else if (g_str_equal (what, "rename"))
    cabinet_contract_rename (window, account);
  else if (g_str_equal (what, "hide"))
    cabinet_contract_hide (window, account);
  else if (g_str_equal (what, "unhide"))
    cabinet_contract_unhide (window, account);
  else if (g_str_equal (what, "remove"))
    cabinet_contract_remove (window, self->household, account);
  else
    choose (self, account, NULL);
}

/* Searching */

/* The cards give way to what was found, when it is, and are back at once. */
static void
on_search_changed (CabinetHouseholdPage *self)
{
  const char *text = gtk_editable_get_text (self->search);

  cabinet_found_list_set_text (self->found, text);
  if (strspn (text, " ") == strlen (text))
    gtk_stack_set_visible_child (self->body, self->cards);
}

static void
on_found_shown (CabinetHouseholdPage *self)
{
  gtk_stack_set_visible_child (self->body, GTK_WIDGET (self->found));
}

static void
on_found_chosen (CabinetHouseholdPage *self,
                 CabinetAccount *account,
                 CabinetOperation *operation,
                 const char *text)
{
  g_signal_emit (self, signals[FOUND], 0, account, operation, text);
}

/* From the entry to what it found. */
static void
on_search_activated (CabinetHouseholdPage *self)
{
  if (gtk_stack_get_visible_child (self->body) == GTK_WIDGET (self->found))
    cabinet_found_list_focus (self->found);
}

static void
leave_search_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  cabinet_household_page_step_back (CABINET_HOUSEHOLD_PAGE (widget));
}

/* Opens the search with its entry focused; what was searched for before is there to be typed over. */
void
cabinet_household_page_find (CabinetHouseholdPage *self)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Closes the search, whose bar empties its entry; FALSE = there is none. */
gboolean
cabinet_household_page_step_back (CabinetHouseholdPage *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_PAGE (self), FALSE);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return FALSE;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_child_focus (self->cards, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CabinetHouseholdPage *self = user_data;
  GtkWidget *row = cabinet_household_row_new (item, self->columns);

  g_object_bind_property (self->bin, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (row, "act", G_CALLBACK (on_act), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (on_dropped), self, G_CONNECT_SWAPPED);
  return row;
}

static GListModel *
get_listed (CabinetHouseholdPage *self)
{
  return gtk_toggle_button_get_active (self->hidden) ? cabinet_household_get_all (self->household)
                                                     : G_LIST_MODEL (self->household);
}

static void
show_rows (CabinetHouseholdPage *self, CabinetAccount *urgent)
{
  guint n = g_list_model_get_n_items (get_listed (self));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      CabinetHouseholdRow *each = CABINET_HOUSEHOLD_ROW (row);

      cabinet_household_row_set_place (each, i == 0, (guint) i + 1 == n);
      cabinet_household_row_set_urgent (each, cabinet_household_row_get_account (each) == urgent);
    }
}

static void
show_hidden (CabinetHouseholdPage *self)
{
  guint n =
    cabinet_list_length (cabinet_household_get_all (self->household)) - cabinet_list_length (self->household);
  g_autofree char *label =
    g_strdup_printf (ngettext ("Show %u hidden contract", "Show %u hidden contracts", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->hidden), n > 0);
  gtk_button_set_label (GTK_BUTTON (self->hidden), label);
}

/* "5 contracts at 3 providers"; a conversation of a guest is none. */
static void
show_title (CabinetHouseholdPage *self)
{
  g_autoptr (GHashTable) providers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *contracts = NULL;
  g_autofree char *at = NULL;
  g_autofree char *subtitle = NULL;
  guint n = 0, n_providers;

  for (guint i = 0; i < cabinet_list_length (self->household); i++)
    {
      CabinetAccount *account = cabinet_list_get (self->household, i);

      if (cabinet_account_get_guest (account))
        continue;
      n++;
      g_hash_table_add (providers, (gpointer) cabinet_account_get_provider_name (account));
    }
  n_providers = g_hash_table_size (providers);
  contracts = g_strdup_printf (ngettext ("%u contract", "%u contracts", n), n);
  /* Translators: stands after "5 contracts" */
  at = g_strdup_printf (ngettext ("at %u provider", "at %u providers", n_providers), n_providers);
  subtitle = g_strdup_printf ("%s %s", contracts, at);
  adw_window_title_set_subtitle (self->title, subtitle);
}

/* The time of the newest reading; what is older says so in its row. */
static void
show_reading (CabinetHouseholdPage *self)
{
  CabinetAccount *newest = NULL;
  gboolean reading = FALSE;
  g_autofree char *words = NULL;

  for (guint i = 0; i < cabinet_list_length (self->household); i++)
    {
      CabinetAccount *account = cabinet_list_get (self->household, i);

      reading |= cabinet_account_get_refreshing (account);
      if (newest == NULL || cabinet_account_get_read_at (account) > cabinet_account_get_read_at (newest))
        newest = account;
    }
  if (newest != NULL)
    words = cabinet_account_dup_read_words (newest);
  gtk_label_set_text (self->read_at, words != NULL ? words : "");
  gtk_spinner_set_spinning (self->spinner, reading);
  gtk_stack_set_visible_child_name (self->refresh_stack, reading ? "spinner" : "button");
}

/* Each currency has a line of its own. */
static void
fill_totals (GtkBox *box, GArray *totals, CabinetRounding rounding, CabinetMoneyLabelLook look)
{
  cabinet_box_clear (box);
  for (guint i = 0; i < totals->len; i++)
    {
      GtkWidget *label = cabinet_money_label_new ();

      cabinet_money_label_set_look (CABINET_MONEY_LABEL (label), look);
      cabinet_money_label_set (CABINET_MONEY_LABEL (label), &g_array_index (totals, CabinetMoney, i),
                               rounding, CABINET_MONEY_PLAIN);
      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_widget_add_css_class (label, "row-title");
      gtk_box_append (box, label);
    }
}

/* Where it is narrow, the card above says it. */
static void
show_total (CabinetHouseholdPage *self, CabinetHouseholdDue *due)
{
  g_autofree char *words =
    g_strdup_printf (ngettext ("Total, %u contract", "Total, %u contracts", due->n_counted), due->n_counted);

  gtk_label_set_text (self->total_words, words);
  fill_totals (self->balance_total, due->balances, CABINET_ROUND_DOWN, CABINET_MONEY_LABEL_DEBT);
  fill_totals (self->due_total, due->sums, CABINET_ROUND_UP, CABINET_MONEY_LABEL_PLAIN);
  gtk_widget_set_visible (self->total, due->n_counted > 1 && !cabinet_adaptive_bin_get_narrow (self->bin));
}

static void
update (CabinetHouseholdPage *self)
{
  GListModel *accounts = G_LIST_MODEL (self->household);
  g_autoptr (CabinetHouseholdDue) due = cabinet_household_due_new (accounts);
  g_autoptr (GPtrArray) events = cabinet_household_list_events (accounts, DAYS_AHEAD);

  show_title (self);
  show_reading (self);
  show_hidden (self);
  cabinet_household_card_show (self->card, due, events);
  show_total (self, due);
  cabinet_household_calls_show (self->calls, accounts, events);
  show_rows (self, due->first);
}

static gboolean
on_idle (gpointer user_data)
{
  CabinetHouseholdPage *self = user_data;

  self->idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* One answer changes several things. Before the next frame: a spinner would keep an idle waiting. */
static void
update_soon (CabinetHouseholdPage *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
on_hidden_toggled (CabinetHouseholdPage *self)
{
  gtk_list_box_bind_model (self->list, get_listed (self), make_row, self, NULL);
  update_soon (self);
}

static void
on_narrow (CabinetHouseholdPage *self)
{
  gboolean narrow = cabinet_adaptive_bin_get_narrow (self->bin);

  cabinet_household_card_set_narrow (self->card, narrow);
  update_soon (self);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
cabinet_household_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, CABINET_HOUSEHOLD_PAGE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_household_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    CABINET_HOUSEHOLD_PAGE (object)->folded = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_household_page_dispose (GObject *object)
{
  CabinetHouseholdPage *self = CABINET_HOUSEHOLD_PAGE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->moved);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < CABINET_HOUSEHOLD_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  if (self->household != NULL)
    g_signal_handlers_disconnect_by_data (self->household, self);
  g_clear_object (&self->household);
  G_OBJECT_CLASS (cabinet_household_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_FOUND_LIST);
  g_type_ensure (CABINET_TYPE_HOUSEHOLD_CALLS);
  g_type_ensure (CABINET_TYPE_HOUSEHOLD_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-household-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, back);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, refresh);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, read_at);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, find);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, search);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, body);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, cards);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, found);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, card);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, state_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, balance_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, due_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, pay_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, menu_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, hidden);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, total_words);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, state_total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, balance_total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, due_total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, pay_total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, menu_total);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdPage, calls);
  gtk_widget_class_bind_template_callback (widget_class, on_pay);
  gtk_widget_class_bind_template_callback (widget_class, on_date_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_call);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_hidden_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_found_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_found_chosen);
  gtk_widget_class_install_action (widget_class, "household.leave-search", NULL, leave_search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "household.leave-search", NULL);
}

static void
cabinet_household_page_class_init (CabinetHouseholdPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_household_page_get_property;
  object_class->set_property = cabinet_household_page_set_property;
  object_class->dispose = cabinet_household_page_dispose;
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", CABINET_TYPE_HOUSEHOLD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, CABINET_TYPE_ACCOUNT, G_TYPE_STRING);
  signals[FOUND] = g_signal_new ("found", CABINET_TYPE_HOUSEHOLD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 3, CABINET_TYPE_ACCOUNT, CABINET_TYPE_OPERATION, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* Heads and totals are as wide as what the rows have there. */
static void
make_columns (CabinetHouseholdPage *self)
{
  GtkWidget *const ends[CABINET_HOUSEHOLD_N_COLUMNS][2] = {
    [CABINET_HOUSEHOLD_COLUMN_STATE] = { self->state_head, self->state_total },
    [CABINET_HOUSEHOLD_COLUMN_BALANCE] = { self->balance_head, GTK_WIDGET (self->balance_total) },
    [CABINET_HOUSEHOLD_COLUMN_DUE] = { self->due_head, GTK_WIDGET (self->due_total) },
    [CABINET_HOUSEHOLD_COLUMN_PAY] = { self->pay_head, self->pay_total },
    [CABINET_HOUSEHOLD_COLUMN_MENU] = { self->menu_head, self->menu_total },
  };

  for (guint i = 0; i < CABINET_HOUSEHOLD_N_COLUMNS; i++)
    {
      self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->columns[i], ends[i][0]);
      gtk_size_group_add_widget (self->columns[i], ends[i][1]);
    }
}

static void
cabinet_household_page_init (CabinetHouseholdPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  make_columns (self);
  cabinet_widget_set_tooltip (self->back, _ ("Contracts (Alt+Left)"));
  cabinet_widget_set_tooltip (self->refresh, _ ("Refresh all"));
  cabinet_widget_set_tooltip (self->find, _ ("Search in all contracts (Ctrl+F)"));
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  g_signal_connect_object (self->bin, "notify::narrow", G_CALLBACK (on_narrow), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cabinet_household_page_new (CabinetHousehold *household)
{
  CabinetHouseholdPage *self = g_object_new (CABINET_TYPE_HOUSEHOLD_PAGE, NULL);

  self->household = g_object_ref (household);
  cabinet_found_list_set_household (self->found, household);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (household), make_row, self, NULL);
  g_signal_connect_object (household, "changed", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (household, "items-changed", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/** cabinet_household_page_expect_width: px that it will probably get, so that the first frame does not jump.
 */
void
cabinet_household_page_expect_width (CabinetHouseholdPage *self, int width)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_PAGE (self));
  cabinet_adaptive_bin_expect_width (self->bin, width);
}
