/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"
#include "cabinet-conversation.h"
#include "cabinet-mark.h"
#include "cabinet-menus.h"
#include "cabinet-money-label.h"
#include "cabinet-state-label.h"
#include "cabinet-state-style.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

#define LARGE_TEXT 1.2

struct _CabinetHouseholdRow
{
  GtkListBoxRow parent_instance;

  CabinetMark *mark;
  GtkWidget *names;
  GtkLabel *name;
  GtkWidget *unread;
  GtkWidget *demo;
  GtkLabel *number;
  CabinetStateLabel *state;
  GtkLabel *until;
  CabinetMoneyLabel *balance;
  CabinetMoneyLabel *due;
  GtkLabel *by;
  GtkWidget *pay;
  GtkMenuButton *menu_button;

  CabinetAccount *account;
  GSignalGroup *account_signals;
  GSignalGroup *conversation_signals;
  gboolean narrow;
  gboolean urgent;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

enum
{
  ACT,
  DROPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetHouseholdRow, cabinet_household_row, GTK_TYPE_LIST_BOX_ROW)

static void
add_words (GString *spoken, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (spoken, "%s%s", spoken->len > 0 ? ", " : "", words);
}

static void
show_name (CabinetHouseholdRow *self, GString *spoken)
{
  const char *name = cabinet_account_get_display_name (self->account);
  const char *provider = cabinet_account_get_provider_name (self->account);
  guint unread = cabinet_conversation_get_unread (cabinet_account_get_conversation (self->account));
  g_autofree char *number = cabinet_account_dup_number_words (self->account);
  g_autofree char *details = NULL;
  g_autofree char *words = NULL;

  /* The number first: what does not fit is the provider's name, which the mark tells too. */
  details = g_str_equal (name, provider) ? g_strdup (number) : g_strdup_printf ("%s · %s", number, provider);
  cabinet_mark_set_provider (self->mark, cabinet_account_get_provider_info (self->account));
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->number, details);
  cabinet_widget_set_tooltip (GTK_WIDGET (self->number), details);
  gtk_widget_set_visible (self->demo, cabinet_account_get_demo (self->account));
  gtk_widget_set_visible (self->unread, unread > 0);
  add_words (spoken, name);
  add_words (spoken, details);
  if (unread == 0)
    return;
  words = g_strdup_printf (ngettext ("%u unread message", "%u unread messages", unread), unread);
  cabinet_widget_set_tooltip (self->unread, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unread), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  add_words (spoken, words);
}

static void
show_state (CabinetHouseholdRow *self, GString *spoken)
{
  CabinetStateStyle style = cabinet_state_style_of_account (self->account);
  gboolean failed = cabinet_account_get_error (self->account) != NULL;
  g_autofree char *state = cabinet_account_dup_state_words (self->account);
  g_autofree char *until = NULL;

  /* What is not known now is told with its time, not with a date that was reckoned from it. */
  if (failed)
    until = cabinet_account_dup_read_words (self->account);
  else if (!cabinet_account_get_guest (self->account))
    until = cabinet_account_dup_run_out_words (self->account);
  cabinet_state_label_set_custom (self->state, style.icon_name, state, style.css_class);
  gtk_label_set_text (self->until, until != NULL ? until : "");
  cabinet_widget_set_tooltip (GTK_WIDGET (self->until), until);
  add_words (spoken, state);
  add_words (spoken, until);
}

static void
show_balance (CabinetHouseholdRow *self, GString *spoken)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (self->account);
  CabinetBalance *balance = cabinet_account_get_main_balance (self->account);
  const CabinetMoney *sum = NULL;
  g_autofree char *words = NULL;

  if (forecast != NULL && cabinet_money_is_set (&forecast->balance_today))
    sum = &forecast->balance_today;
  else if (balance != NULL && cabinet_money_is_set (&balance->amount))
    sum = &balance->amount;
  cabinet_money_label_set (self->balance, sum, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  if (sum == NULL)
    return;
  words = cabinet_money_spell (sum, CABINET_ROUND_DOWN);
  add_words (spoken, words);
}

static GtkLayoutChild *
get_place (CabinetHouseholdRow *self, gpointer widget)
{
  GtkWidget *grid = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self));

  return gtk_layout_manager_get_layout_child (gtk_widget_get_layout_manager (grid), widget);
}

/* Without a day the sum stands in the middle. @by: nullable. */
static void
show_by (CabinetHouseholdRow *self, const char *by)
{
  GtkLayoutChild *place = get_place (self, self->due);

  gtk_label_set_text (self->by, by != NULL ? by : "");
  gtk_widget_set_visible (GTK_WIDGET (self->by), by != NULL);
  gtk_grid_layout_child_set_row_span (GTK_GRID_LAYOUT_CHILD (place), by != NULL ? 1 : 2);
  gtk_widget_set_valign (GTK_WIDGET (self->due), by != NULL ? GTK_ALIGN_END : GTK_ALIGN_CENTER);
}

/* A dash where nothing is due. */
static void
show_due (CabinetHouseholdRow *self, GString *spoken)
{
  CabinetDue *due = cabinet_account_get_due (self->account);
  gboolean any = due != NULL && cabinet_money_is_set (&due->amount) && due->amount.micros > 0;
  g_autofree char *day = NULL;
  g_autofree char *by = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *words = NULL;

  cabinet_money_label_set (self->due, any ? &due->amount : NULL, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  if (any && due->by != CABINET_DATE_NONE)
    {
      day =
        cabinet_date_format (due->by, CABINET_DATE_STYLE_SHORT, cabinet_account_get_today (self->account));
      by = g_strdup_printf (_ ("by %s"), day);
    }
  show_by (self, by);
  if (any)
    {
      sum = cabinet_money_spell (&due->amount, CABINET_ROUND_UP);
      words = g_strdup_printf (_ ("to pay %s"), sum);
    }
  else if (due != NULL && cabinet_money_is_set (&due->amount))
    {
      words = g_strdup (_ ("nothing to pay"));
      cabinet_money_label_set_spoken (self->due, words);
    }
  add_words (spoken, words);
  add_words (spoken, by);
}

static gboolean
is_suspended (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);

  return overview != NULL && overview->line != NULL && overview->line->state == CABINET_LINE_STATE_SUSPENDED;
}

/* A call where it is due, quiet where nothing is. What is paused and has nothing to be paid can be resumed.
 */
static void
show_button (CabinetHouseholdRow *self)
{
  CabinetDue *due = cabinet_account_get_due (self->account);
  const char *name = cabinet_account_get_display_name (self->account);
  gboolean guest = cabinet_account_get_guest (self->account);
  gboolean any = due != NULL && due->amount.micros > 0;
  gboolean resume = !any && is_suspended (self->account);
  g_autofree char *label = NULL;

  if (resume)
    /* Translators: a button in the row of a contract; %s is the contract's name */
    label = g_strdup_printf (_ ("Resume “%s”"), name);
  else
    /* Translators: a button in the row of a contract; %s is the contract's name */
    label = g_strdup_printf (_ ("Top up “%s”"), name);
  gtk_button_set_label (GTK_BUTTON (self->pay), resume ? _ ("Resume") : _ ("Top up"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->pay), resume ? "contract.resume" : "contract.pay");
  gtk_widget_set_visible (self->pay, !self->narrow);
  /* It keeps its room: the columns before it stand below each other. */
  gtk_widget_set_child_visible (self->pay, !guest);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pay), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_remove_css_class (self->pay, "suggested-action");
  gtk_widget_remove_css_class (self->pay, "flat");
  if (self->urgent)
    gtk_widget_add_css_class (self->pay, "suggested-action");
  else if (!any && !resume)
    gtk_widget_add_css_class (self->pay, "flat");
}

static void
update (CabinetHouseholdRow *self)
{
  gboolean guest = cabinet_account_get_guest (self->account);
  gboolean hidden = cabinet_account_get_hidden (self->account);
  g_autoptr (GString) spoken = g_string_new (NULL);
  g_autofree char *menu = NULL;

  show_name (self, spoken);
  show_state (self, spoken);
  show_balance (self, spoken);
  show_due (self, spoken);
  show_button (self);
  /* Translators: the menu in the row of a contract; %s is the contract's name */
  menu = g_strdup_printf (_ ("Menu of “%s”"), cabinet_account_get_display_name (self->account));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.pay", !guest);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.hide", !hidden);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.unhide", hidden);
}

/* The state moves below the name, the rest of the columns goes. With large text the name has a line alone. */
static void
set_narrow (CabinetHouseholdRow *self, gboolean narrow)
{
  GtkLayoutChild *place = get_place (self, self->state);
  gboolean large = cabinet_text_scale (GTK_WIDGET (self)) > LARGE_TEXT;

  self->narrow = narrow;
  gtk_grid_layout_child_set_column (GTK_GRID_LAYOUT_CHILD (place), narrow ? 1 : 2);
  gtk_grid_layout_child_set_row (GTK_GRID_LAYOUT_CHILD (place), narrow ? 1 : 0);
  gtk_widget_set_valign (GTK_WIDGET (self->state), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->number), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->until), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->balance), !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->names),
                                  narrow && large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->names), narrow && large ? 2 : 6);
  gtk_grid_set_column_spacing (GTK_GRID (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self))),
                               narrow && large ? 3 : 10);
  show_button (self);
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACT], 0, action + strlen ("contract."));
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, CabinetHouseholdRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (CABINET_TYPE_ACCOUNT, self->account);
}

static gboolean
on_drop (CabinetHouseholdRow *self, const GValue *value)
{
  CabinetAccount *account = g_value_get_object (value);

  if (account == NULL || account == self->account)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, account);
  return TRUE;
}

static void
add_dragging (CabinetHouseholdRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (CABINET_TYPE_ACCOUNT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (on_drag_prepare), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
cabinet_household_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, CABINET_HOUSEHOLD_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_household_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (CABINET_HOUSEHOLD_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_household_row_dispose (GObject *object)
{
  CabinetHouseholdRow *self = CABINET_HOUSEHOLD_ROW (object);

  g_clear_object (&self->account_signals);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (cabinet_household_row_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const actions[] = {
    "contract.open",   "contract.pay",  "contract.write",  "contract.move-up", "contract.move-down",
    "contract.rename", "contract.hide", "contract.unhide", "contract.remove",  "contract.resume",
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "contract.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "contract.move-down", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CABINET_TYPE_MARK);
  g_type_ensure (CABINET_TYPE_MONEY_LABEL);
  g_type_ensure (CABINET_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-household-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, mark);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, names);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, name);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, unread);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, demo);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, number);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, until);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, balance);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, due);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, by);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, pay);
  gtk_widget_class_bind_template_child (widget_class, CabinetHouseholdRow, menu_button);
}

static void
cabinet_household_row_class_init (CabinetHouseholdRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_household_row_get_property;
  object_class->set_property = cabinet_household_row_set_property;
  object_class->dispose = cabinet_household_row_dispose;
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACT] = g_signal_new ("act", CABINET_TYPE_HOUSEHOLD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[DROPPED] = g_signal_new ("dropped", CABINET_TYPE_HOUSEHOLD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, CABINET_TYPE_ACCOUNT);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
cabinet_household_row_init (CabinetHouseholdRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_state_label_set_ellipsize (self->state);
  cabinet_money_label_set_look (self->balance, CABINET_MONEY_LABEL_DEBT);
  cabinet_menu_button_set_menu (self->menu_button, "household-row");
  add_dragging (self);
}

/** cabinet_household_row_new: @columns: CABINET_HOUSEHOLD_N_COLUMNS of them, shared by all rows. */
GtkWidget *
cabinet_household_row_new (CabinetAccount *account, GtkSizeGroup *const *columns)
{
  CabinetHouseholdRow *self = g_object_new (CABINET_TYPE_HOUSEHOLD_ROW, NULL);

  gtk_size_group_add_widget (columns[CABINET_HOUSEHOLD_COLUMN_STATE], GTK_WIDGET (self->until));
  gtk_size_group_add_widget (columns[CABINET_HOUSEHOLD_COLUMN_BALANCE], GTK_WIDGET (self->balance));
  gtk_size_group_add_widget (columns[CABINET_HOUSEHOLD_COLUMN_DUE], GTK_WIDGET (self->due));
  gtk_size_group_add_widget (columns[CABINET_HOUSEHOLD_COLUMN_PAY], self->pay);
  gtk_size_group_add_widget (columns[CABINET_HOUSEHOLD_COLUMN_MENU], GTK_WIDGET (self->menu_button));
  self->account = g_object_ref (account);
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->account_signals, "notify::hidden", G_CALLBACK (update), self);
  g_signal_group_set_target (self->account_signals, account);
  self->conversation_signals = g_signal_group_new (CABINET_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::unread", G_CALLBACK (update), self);
  g_signal_group_set_target (self->conversation_signals, cabinet_account_get_conversation (account));
  update (self);
  return GTK_WIDGET (self);
}

/** cabinet_household_row_get_account: (transfer none). */
CabinetAccount *
cabinet_household_row_get_account (CabinetHouseholdRow *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_ROW (self), NULL);
  return self->account;
}

void
cabinet_household_row_set_place (CabinetHouseholdRow *self, gboolean top, gboolean bottom)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_ROW (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.move-up", !top);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "contract.move-down", !bottom);
}

void
cabinet_household_row_set_urgent (CabinetHouseholdRow *self, gboolean urgent)
{
  g_return_if_fail (CABINET_IS_HOUSEHOLD_ROW (self));

  self->urgent = urgent;
  show_button (self);
}
