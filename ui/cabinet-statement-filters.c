/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement-filters.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-period-button.h"
#include "cabinet-statement-form.h"
#include "cabinet-ui.h"

struct _CabinetStatementFilters
{
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *wide_search;
  AdwBin *narrow_search;
  GtkWidget *search;
  CabinetPeriodButton *period;
  GtkWidget *sides;
  GtkMenuButton *side_menu;
  GtkMenuButton *more;
  GtkLabel *more_words;
  CabinetStatementForm *form; /* NULL until it is asked for */

  CabinetStatement *statement; /* nullable */
  CabinetStatementSide side;
  char *service;      /* nullable: any */
  gint64 least, most; /* micros; 0 = open */
  char *order;
  char *text; /* of the entry, as it was told last; nullable */
  gboolean compact;
};

enum
{
  PROP_SIDE = 1,
  PROP_ORDER,
  N_PROPS
};

enum
{
  CHANGED,
  LEFT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];
static const char *const side_names[] = { "all", "charges", "payments" };

G_DEFINE_FINAL_TYPE (CabinetStatementFilters, cabinet_statement_filters, GTK_TYPE_WIDGET)

static void
tell (CabinetStatementFilters *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
period_changed_cb (CabinetPeriodButton *button, CabinetStatementFilters *self)
{
  CabinetDate from, to;

  if (self->statement == NULL)
    return;
  cabinet_period_button_get_days (button, &from, &to);
  cabinet_statement_set_period (self->statement, from, to);
  tell (self);
}

/* FALSE = it is what was told last. */
static gboolean
take_text (CabinetStatementFilters *self, const char *text)
{
  if (g_strcmp0 (self->text != NULL ? self->text : "", text) == 0)
    return FALSE;
  g_free (self->text);
  self->text = g_strdup (text);
  return TRUE;
}

static void
search_changed_cb (GtkSearchEntry *entry, CabinetStatementFilters *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (!take_text (self, text) || self->statement == NULL)
    return;
  cabinet_statement_search (self->statement, text);
  tell (self);
}

static void
search_stopped_cb (GtkSearchEntry *entry, CabinetStatementFilters *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
update_side_menu (CabinetStatementFilters *self)
{
  const char *const words[] = { C_ ("operations", "All"), _ ("Charges"), _ ("Payments") };

  gtk_menu_button_set_label (self->side_menu, words[self->side]);
}

static void
set_side (CabinetStatementFilters *self, CabinetStatementSide side)
{
  if (side == self->side)
    return;
  self->side = side;
  update_side_menu (self);
  if (self->statement != NULL)
    {
      cabinet_statement_set_side (self->statement, side);
      tell (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

/* @side: a word that is not known changes nothing */
void
cabinet_statement_filters_set_side (CabinetStatementFilters *self, const char *side)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  for (guint i = 0; i < G_N_ELEMENTS (side_names); i++)
    if (g_strcmp0 (side, side_names[i]) == 0)
      set_side (self, (CabinetStatementSide) i);
}

const char *
cabinet_statement_filters_get_side (CabinetStatementFilters *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_FILTERS (self), NULL);

  return side_names[self->side];
}

/* Service and sum */

/* (transfer full): "100–500", "from 100", "up to 500"; empty if both are open */
static char *
range_words (CabinetStatementFilters *self)
{
  const CabinetMoney total = cabinet_statement_get_charged (self->statement);
  const CabinetMoney least = cabinet_money (self->least, total.currency);
  const CabinetMoney most = cabinet_money (self->most, total.currency);
  const CabinetMoneyFlags bare = CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS;
  g_autofree char *from = cabinet_money_format (&least, CABINET_ROUND_HALF_AWAY, bare);
  g_autofree char *to = cabinet_money_format (&most, CABINET_ROUND_HALF_AWAY, bare);

  if (self->least == 0 && self->most == 0)
    return g_strdup ("");
  if (self->most == 0)
    return g_strdup_printf (C_ ("sum", "from %s"), from);
  if (self->least == 0)
    return g_strdup_printf (C_ ("sum", "up to %s"), to);
  return g_strdup_printf ("%s–%s", from, to);
}

static gboolean
has_more (CabinetStatementFilters *self)
{
  return self->service != NULL || self->least != 0 || self->most != 0;
}

/* (transfer full): "Internet, 100–500" */
static char *
more_words (CabinetStatementFilters *self)
{
  g_autofree char *range = range_words (self);

  if (self->service == NULL)
    return g_steal_pointer (&range);
  return g_strdup_printf ("%s%s%s", *self->service != '\0' ? self->service : _ ("No service named"),
                          *range != '\0' ? ", " : "", range);
}

/* The button says what it lets through. */
static void
update_more (CabinetStatementFilters *self)
{
  const gboolean some = has_more (self);
  g_autofree char *words = some ? more_words (self) : g_strdup (_ ("Filter"));
  /* Translators: names the button that chooses service and sum, with what is chosen. */
  g_autofree char *spoken = some ? g_strdup_printf (_ ("Filter: %s"), words) : g_strdup (words);

  gtk_label_set_text (self->more_words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more_words), !self->compact);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more), _ ("Service and sum"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (some)
    gtk_widget_add_css_class (GTK_WIDGET (self->more), "filtering");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->more), "filtering");
}

static void
set_more (CabinetStatementFilters *self, const char *service, gint64 least, gint64 most)
{
  g_autofree char *wanted = g_strdup (service);

  g_free (self->service);
  self->service = g_steal_pointer (&wanted);
  self->least = least;
  self->most = most;
  update_more (self);
  if (self->statement == NULL)
    return;
  cabinet_statement_set_service (self->statement, self->service);
  cabinet_statement_set_range (self->statement, least, most);
  tell (self);
}

static void
set_order (CabinetStatementFilters *self, const char *order)
{
  g_autofree char *wanted = g_strdup (order);

  if (g_strcmp0 (order, self->order) == 0)
    return;
  g_free (self->order);
  self->order = g_steal_pointer (&wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

static void
form_applied_cb (CabinetStatementFilters *self)
{
  gint64 least, most;

  cabinet_statement_form_get_range (self->form, &least, &most);
  gtk_menu_button_popdown (self->more);
  set_more (self, cabinet_statement_form_get_service (self->form), least, most);
  if (self->compact)
    set_order (self, cabinet_statement_form_get_order (self->form));
}

static void
form_cleared_cb (CabinetStatementFilters *self)
{
  gtk_menu_button_popdown (self->more);
  set_more (self, NULL, 0, 0);
}

/* The popover is made when it is asked for, and shows each time what holds. */
static void
create_form (GtkMenuButton *button, gpointer user_data)
{
  CabinetStatementFilters *self = user_data;
  g_auto (GStrv) services = cabinet_statement_dup_services (self->statement);
  const CabinetMoney total = cabinet_statement_get_charged (self->statement);

  if (self->form == NULL)
    {
      self->form = CABINET_STATEMENT_FORM (cabinet_statement_form_new ());
      g_signal_connect_swapped (self->form, "applied", G_CALLBACK (form_applied_cb), self);
      g_signal_connect_swapped (self->form, "cleared", G_CALLBACK (form_cleared_cb), self);
      gtk_menu_button_set_popover (button, g_object_new (GTK_TYPE_POPOVER, "child", self->form, NULL));
    }
  cabinet_statement_form_set_service (self->form, services, self->service);
  cabinet_statement_form_set_range (self->form, total.currency, self->least, self->most);
  cabinet_statement_form_set_order (self->form, self->compact ? self->order : NULL);
}

/* @service: (nullable): its title, "" = without one; none = any */
void
cabinet_statement_filters_set_service (CabinetStatementFilters *self, const char *service)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  set_more (self, service, self->least, self->most);
}

/* @from, @to: days of the contract's zone; none = open */
void
cabinet_statement_filters_set_days (CabinetStatementFilters *self, CabinetDate from, CabinetDate to)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  cabinet_period_button_set_days (self->period, from, to);
}

void
cabinet_statement_filters_get_days (CabinetStatementFilters *self, CabinetDate *from, CabinetDate *to)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  cabinet_period_button_get_days (self->period, from, to);
}

/* Whether a part of the operations only is asked for. */
gboolean
cabinet_statement_filters_get_any (CabinetStatementFilters *self)
{
  g_return_val_if_fail (CABINET_IS_STATEMENT_FILTERS (self), FALSE);

  return self->side != CABINET_STATEMENT_ALL || has_more (self)
         || cabinet_period_button_get_period (self->period) != CABINET_PERIOD_ALL
         || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

void
cabinet_statement_filters_clear (CabinetStatementFilters *self)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  /* The entry waits before it tells; nobody waits for a button. */
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (self->statement != NULL)
    cabinet_statement_set_text (self->statement, "");
  set_side (self, CABINET_STATEMENT_ALL);
  if (has_more (self))
    set_more (self, NULL, 0, 0);
  cabinet_period_button_set_period (self->period, CABINET_PERIOD_ALL);
}

/* @text: words; the statement is filtered when this returns. There is a statement. */
void
cabinet_statement_filters_set_text (CabinetStatementFilters *self, const char *text)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  cabinet_statement_set_text (self->statement, text);
  if (take_text (self, text))
    tell (self);
}

void
cabinet_statement_filters_focus_search (CabinetStatementFilters *self)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  gtk_widget_grab_focus (self->search);
}

/* @statement: (nullable): what gets the filters from now on; those that are set are not put into it */
void
cabinet_statement_filters_set_statement (CabinetStatementFilters *self, CabinetStatement *statement)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  g_set_object (&self->statement, statement);
}

/* @today: in the contract's zone; there is a statement */
void
cabinet_statement_filters_set_today (CabinetStatementFilters *self, CabinetDate today)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  cabinet_period_button_set_bounds (self->period, cabinet_statement_get_oldest (self->statement), today);
}

/* The entry has two places; the sides are a menu where toggles do not fit. */
void
cabinet_statement_filters_set_compact (CabinetStatementFilters *self, gboolean compact)
{
  g_return_if_fail (CABINET_IS_STATEMENT_FILTERS (self));

  if (compact == self->compact)
    return;
  self->compact = compact;
  cabinet_period_button_set_compact (self->period, compact);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_search), compact);
  gtk_widget_set_visible (GTK_WIDGET (self->wide_search), !compact);
  gtk_widget_set_visible (self->sides, !compact);
  gtk_widget_set_visible (GTK_WIDGET (self->side_menu), compact);
  cabinet_move_child (self->search, compact ? self->narrow_search : self->wide_search);
  update_more (self);
}

static void
cabinet_statement_filters_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetStatementFilters *self = CABINET_STATEMENT_FILTERS (object);

  if (id == PROP_SIDE)
    g_value_set_string (value, side_names[self->side]);
  else if (id == PROP_ORDER)
    g_value_set_string (value, self->order);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_statement_filters_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetStatementFilters *self = CABINET_STATEMENT_FILTERS (object);

  if (id == PROP_SIDE)
    cabinet_statement_filters_set_side (self, g_value_get_string (value));
  else if (id == PROP_ORDER)
    set_order (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_statement_filters_dispose (GObject *object)
{
  CabinetStatementFilters *self = CABINET_STATEMENT_FILTERS (object);

  g_clear_object (&self->statement);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_statement_filters_parent_class)->dispose (object);
}

static void
cabinet_statement_filters_finalize (GObject *object)
{
  CabinetStatementFilters *self = CABINET_STATEMENT_FILTERS (object);

  g_free (self->text);
  g_free (self->service);
  g_free (self->order);

  G_OBJECT_CLASS (cabinet_statement_filters_parent_class)->finalize (object);
}

static void
cabinet_statement_filters_class_init (CabinetStatementFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_PERIOD_BUTTON);
  object_class->get_property = cabinet_statement_filters_get_property;
  object_class->set_property = cabinet_statement_filters_set_property;
  object_class->dispose = cabinet_statement_filters_dispose;
  object_class->finalize = cabinet_statement_filters_finalize;
  properties[PROP_SIDE] = g_param_spec_string (
    "side", NULL, NULL, "all", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[LEFT] =
    g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-statement-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, wide_search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, narrow_search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, search);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, period);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, sides);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, side_menu);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, more);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatementFilters, more_words);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_statement_filters_init (CabinetStatementFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search operations"), -1);
  gtk_menu_button_set_create_popup_func (self->more, create_form, self, NULL);
  update_more (self);
  update_side_menu (self);
}
