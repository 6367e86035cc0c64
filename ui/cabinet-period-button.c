/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-period-button.h"

#include <glib/gi18n-lib.h>

#include "cabinet-ui.h"

struct _CabinetPeriodButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkStack *stack;
  GtkWidget *presets;
  GtkWidget *own;
  GtkBox *calendars;
  GtkLabel *own_words;

  GtkCalendar *from_calendar; /* NULL until they are asked for: a calendar is heavy */
  GtkCalendar *to_calendar;

  CabinetPeriod period;
  CabinetDate oldest, today;
  CabinetDate from, to; /* none = open */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetPeriodButton, cabinet_period_button, GTK_TYPE_WIDGET)

static char *
period_words (CabinetPeriodButton *self)
{
  switch (self->period)
    {
    case CABINET_PERIOD_THIS_MONTH:
    case CABINET_PERIOD_LAST_MONTH:
      return cabinet_date_format (self->from, CABINET_DATE_STYLE_MONTH, self->today);
    case CABINET_PERIOD_THREE_MONTHS:
      return g_strdup (_ ("3 months"));
    case CABINET_PERIOD_YEAR:
      return g_strdup (_ ("A year"));
    case CABINET_PERIOD_OWN:
      if (self->from == cabinet_date_month_start (self->from)
          && self->to == cabinet_date_month_end (self->from))
        return cabinet_date_format (self->from, CABINET_DATE_STYLE_MONTH, self->today);
      return cabinet_date_format_range (self->from, self->to, self->today);
    case CABINET_PERIOD_ALL:
    default:
      return g_strdup (_ ("All time"));
    }
}

static void
settle (CabinetPeriodButton *self)
{
  g_autofree char *words = period_words (self);
  /* Translators: names the button that chooses the period of the statement. */
  g_autofree char *spoken = g_strdup_printf (_ ("Period: %s"), words);

  gtk_label_set_text (self->label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* Moves to a preset and tells. OWN keeps the days. */
void
cabinet_period_button_set_period (CabinetPeriodButton *self, CabinetPeriod period)
{
  const CabinetDate month = self->today ? cabinet_date_month_start (self->today) : CABINET_DATE_NONE;

  g_return_if_fail (CABINET_IS_PERIOD_BUTTON (self));

  self->period = period;
  switch (period)
    {
    case CABINET_PERIOD_THIS_MONTH:
      self->from = month;
      self->to = cabinet_date_month_end (self->today);
      break;
    case CABINET_PERIOD_LAST_MONTH:
      self->from = cabinet_date_add_months (month, -1);
      self->to = month - 1;
      break;
    case CABINET_PERIOD_THREE_MONTHS:
      self->from = cabinet_date_add_months (month, -2);
      self->to = CABINET_DATE_NONE;
      break;
    case CABINET_PERIOD_YEAR:
      self->from = cabinet_date_add_months (month, -11);
      self->to = CABINET_DATE_NONE;
      break;
    case CABINET_PERIOD_OWN:
      break;
    case CABINET_PERIOD_ALL:
    default:
      self->from = self->to = CABINET_DATE_NONE;
    }
  settle (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* @from, @to: inclusive; put in order if they are not */
void
cabinet_period_button_set_days (CabinetPeriodButton *self, CabinetDate from, CabinetDate to)
{
  g_return_if_fail (CABINET_IS_PERIOD_BUTTON (self));

  self->from = MIN (from, to);
  self->to = MAX (from, to);
  cabinet_period_button_set_period (self, CABINET_PERIOD_OWN);
}

CabinetPeriod
cabinet_period_button_get_period (CabinetPeriodButton *self)
{
  g_return_val_if_fail (CABINET_IS_PERIOD_BUTTON (self), CABINET_PERIOD_ALL);

  return self->period;
}

void
cabinet_period_button_get_days (CabinetPeriodButton *self, CabinetDate *from, CabinetDate *to)
{
  g_return_if_fail (CABINET_IS_PERIOD_BUTTON (self));

  *from = self->from;
  *to = self->to;
}

/* @compact: where there is too little room, the words are cut; the tooltip tells them whole */
void
cabinet_period_button_set_compact (CabinetPeriodButton *self, gboolean compact)
{
  g_return_if_fail (CABINET_IS_PERIOD_BUTTON (self));

  gtk_label_set_ellipsize (self->label, compact ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

/* What the presets and calendars start from. @oldest: none = no operations yet. Tells nothing. */
void
cabinet_period_button_set_bounds (CabinetPeriodButton *self, CabinetDate oldest, CabinetDate today)
{
  g_return_if_fail (CABINET_IS_PERIOD_BUTTON (self));

  self->oldest = oldest;
  self->today = today;
  settle (self);
}

static CabinetDate
calendar_get (GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);

  return cabinet_date_new (g_date_time_get_year (date), g_date_time_get_month (date),
                           g_date_time_get_day_of_month (date));
}

static void
calendar_set (GtkCalendar *calendar, CabinetDate date)
{
  g_autoptr (GDateTime) moment = NULL;
  int year, month, day;

  cabinet_date_split (date, &year, &month, &day);
  moment = g_date_time_new_utc (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (calendar, moment);
}

static void
own_changed_cb (CabinetPeriodButton *self)
{
  const CabinetDate from = calendar_get (self->from_calendar);
  const CabinetDate to = calendar_get (self->to_calendar);
  g_autofree char *words = cabinet_date_format_range (MIN (from, to), MAX (from, to), self->today);

  gtk_label_set_text (self->own_words, words);
}

static GtkCalendar *
add_calendar (CabinetPeriodButton *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), calendar);
  gtk_box_append (self->calendars, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (calendar, "day-selected", G_CALLBACK (own_changed_cb), self);

  return GTK_CALENDAR (calendar);
}

static void
show_own (CabinetPeriodButton *self)
{
  const CabinetDate from = self->from ? self->from : self->oldest;
  const CabinetDate to = self->to ? self->to : self->today;
  const gboolean wide = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)))) > 640;

  if (self->from_calendar == NULL)
    {
      /* Both exist before either says that it changed. */
      self->from_calendar = add_calendar (self, _ ("From"));
      self->to_calendar = add_calendar (self, _ ("To"));
    }
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->calendars),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  calendar_set (self->from_calendar, from ? from : cabinet_date_month_start (self->today));
  calendar_set (self->to_calendar, to ? to : self->today);
  own_changed_cb (self);
  gtk_stack_set_visible_child (self->stack, self->own);
}

static void
preset_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetPeriodButton *self = CABINET_PERIOD_BUTTON (widget);
  const CabinetPeriod period = (CabinetPeriod) g_variant_get_int32 (parameter);

  if (period == CABINET_PERIOD_OWN)
    {
      show_own (self);
      return;
    }
  gtk_popover_popdown (self->popover);
  cabinet_period_button_set_period (self, period);
}

static void
apply_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetPeriodButton *self = CABINET_PERIOD_BUTTON (widget);

  gtk_popover_popdown (self->popover);
  cabinet_period_button_set_days (self, calendar_get (self->from_calendar), calendar_get (self->to_calendar));
}

static void
popover_shown_cb (GtkPopover *popover, CabinetPeriodButton *self)
{
  gtk_stack_set_visible_child (self->stack, self->presets);
}

static void
cabinet_period_button_dispose (GObject *object)
{
  CabinetPeriodButton *self = CABINET_PERIOD_BUTTON (object);

  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_period_button_parent_class)->dispose (object);
}

static void
cabinet_period_button_class_init (CabinetPeriodButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_period_button_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-period-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, button);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, label);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, popover);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, presets);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, own);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, calendars);
  gtk_widget_class_bind_template_child (widget_class, CabinetPeriodButton, own_words);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_install_action (widget_class, "period.preset", "i", preset_action);
  gtk_widget_class_install_action (widget_class, "period.apply", NULL, apply_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_period_button_init (CabinetPeriodButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  settle (self);
}

GtkWidget *
cabinet_period_button_new (void)
{
  return g_object_new (CABINET_TYPE_PERIOD_BUTTON, NULL);
}
