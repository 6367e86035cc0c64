/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-date-button.h"

struct _CabinetDateButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar; /* NULL until it is asked for: a calendar is heavy */
  char *name;
  CabinetDate first; /* none = any */
  CabinetDate last;
  CabinetDate date;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetDateButton, cabinet_date_button, GTK_TYPE_WIDGET)

static void
show_date (CabinetDateButton *self)
{
  g_autofree char *words = cabinet_date_format (self->date, CABINET_DATE_STYLE_LONG,
                                                self->first != CABINET_DATE_NONE ? self->first : self->date);
  g_autofree char *name = g_strdup_printf ("%s: %s", self->name, words);

  gtk_menu_button_set_label (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
select_day (CabinetDateButton *self)
{
  int year, month, day;
  g_autoptr (GDateTime) moment = NULL;

  cabinet_date_split (self->date, &year, &month, &day);
  moment = g_date_time_new_utc (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, moment);
}

static void
day_selected_cb (CabinetDateButton *self)
{
  g_autoptr (GDateTime) moment = gtk_calendar_get_date (self->calendar);
  const CabinetDate before = self->date;

  cabinet_date_button_set_date (self, cabinet_date_new (g_date_time_get_year (moment),
                                                        g_date_time_get_month (moment),
                                                        g_date_time_get_day_of_month (moment)));
  if (self->date != before)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
popover_shown_cb (CabinetDateButton *self, GtkPopover *popover)
{
  if (self->calendar == NULL)
    {
      self->calendar = GTK_CALENDAR (gtk_calendar_new ());
      gtk_popover_set_child (popover, GTK_WIDGET (self->calendar));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      self->name, -1);
      select_day (self);
      g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
    }
  else
    select_day (self);
}

static void
cabinet_date_button_dispose (GObject *object)
{
  CabinetDateButton *self = CABINET_DATE_BUTTON (object);

  self->calendar = NULL;
  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (cabinet_date_button_parent_class)->dispose (object);
}

static void
cabinet_date_button_class_init (CabinetDateButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_date_button_dispose;
  signals[CHANGED] = g_signal_new ("changed", CABINET_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "datebutton");
}

static void
cabinet_date_button_init (CabinetDateButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "numeric");
  g_signal_connect_object (popover, "show", G_CALLBACK (popover_shown_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cabinet_date_button_new (const char *name)
{
  CabinetDateButton *self = g_object_new (CABINET_TYPE_DATE_BUTTON, NULL);

  self->name = g_strdup (name);
  return GTK_WIDGET (self);
}

/** cabinet_date_button_set_range: the days that can be meant; none = without a limit. */
void
cabinet_date_button_set_range (CabinetDateButton *self, CabinetDate first, CabinetDate last)
{
  g_return_if_fail (CABINET_IS_DATE_BUTTON (self));

  self->first = first;
  self->last = last;
  if (self->date != CABINET_DATE_NONE)
    cabinet_date_button_set_date (self, self->date);
}

/** cabinet_date_button_set_date: the nearest day within the range. Tells nothing. */
void
cabinet_date_button_set_date (CabinetDateButton *self, CabinetDate date)
{
  g_return_if_fail (CABINET_IS_DATE_BUTTON (self));

  if (self->last != CABINET_DATE_NONE)
    date = MIN (date, self->last);
  self->date = MAX (date, self->first);
  show_date (self);
}

CabinetDate
cabinet_date_button_get_date (CabinetDateButton *self)
{
  g_return_val_if_fail (CABINET_IS_DATE_BUTTON (self), CABINET_DATE_NONE);

  return self->date;
}
