/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-when-chooser.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"

struct _CabinetWhenChooser
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkMenuButton *day; /* NULL = a day cannot be chosen */
  GtkCalendar *calendar;
  CabinetChangeWhen when;
  CabinetDate date;
  CabinetDate today;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetWhenChooser, cabinet_when_chooser, GTK_TYPE_WIDGET)

static void
cabinet_when_chooser_dispose (GObject *object)
{
  CabinetWhenChooser *self = CABINET_WHEN_CHOOSER (object);

  g_clear_pointer ((GtkWidget **) &self->box, gtk_widget_unparent);
  self->day = NULL;
  self->calendar = NULL;

  G_OBJECT_CLASS (cabinet_when_chooser_parent_class)->dispose (object);
}

static void
cabinet_when_chooser_class_init (CabinetWhenChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_when_chooser_dispose;
  signals[CHANGED] = g_signal_new ("changed", CABINET_TYPE_WHEN_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "whenchooser");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
cabinet_when_chooser_init (CabinetWhenChooser *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("When it begins"),
                                  -1);
}

GtkWidget *
cabinet_when_chooser_new (void)
{
  return g_object_new (CABINET_TYPE_WHEN_CHOOSER, NULL);
}

static const char *
when_words (CabinetChangeWhen when)
{
  switch (when)
    {
    case CABINET_CHANGE_WHEN_NOW:
      return _ ("At once");
    case CABINET_CHANGE_WHEN_NEXT_PERIOD:
      return _ ("With the next period");
    case CABINET_CHANGE_WHEN_DATE:
      return _ ("From a day");
    case CABINET_CHANGE_WHEN_UNKNOWN:
    default:
      return NULL;
    }
}

static void
update_day (CabinetWhenChooser *self)
{
  g_autofree char *words = cabinet_date_format (self->date, CABINET_DATE_STYLE_LONG, self->today);

  gtk_menu_button_set_label (self->day, words);
  gtk_widget_set_visible (GTK_WIDGET (self->day), self->when == CABINET_CHANGE_WHEN_DATE);
}

static void
toggled_cb (GtkCheckButton *button, CabinetWhenChooser *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->when = (CabinetChangeWhen) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "when"));
  if (self->day != NULL)
    update_day (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A day that is over cannot be meant. */
static void
day_selected_cb (GtkCalendar *calendar, CabinetWhenChooser *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  CabinetDate date = cabinet_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                                       g_date_time_get_day_of_month (day));

  date = MAX (date, self->today + 1);
  if (date == self->date)
    return;
  self->date = date;
  update_day (self);
  gtk_menu_button_popdown (self->day);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
day_button_new (CabinetWhenChooser *self)
{
  GtkWidget *popover = gtk_popover_new ();
  g_autoptr (GDateTime) day = NULL;
  int year, month, number;

  cabinet_date_split (self->date, &year, &month, &number);
  day = g_date_time_new_utc (year, month, number, 0, 0, 0);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_calendar_select_day (self->calendar, day);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->day = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->day, popover);
  gtk_widget_set_halign (GTK_WIDGET (self->day), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "when-day");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->day), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The day on which it begins"), -1);
  return GTK_WIDGET (self->day);
}

static GtkCheckButton *
add_choice (CabinetWhenChooser *self, CabinetChangeWhen when, GtkCheckButton *group)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *check = gtk_check_button_new_with_label (when_words (when));

  gtk_widget_add_css_class (row, "when-row");
  gtk_widget_set_vexpand (check, TRUE);
  g_object_set_data (G_OBJECT (check), "when", GINT_TO_POINTER (when));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), when == self->when);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (row), check);
  if (when == CABINET_CHANGE_WHEN_DATE)
    {
      gtk_box_append (GTK_BOX (row), day_button_new (self));
      update_day (self);
    }
  gtk_box_append (self->box, row);
  return GTK_CHECK_BUTTON (check);
}

/**
 * cabinet_when_chooser_set_words:
 * @words: (nullable): what is possible, as on the wire; the first is chosen. None = at once
 */
void
cabinet_when_chooser_set_words (CabinetWhenChooser *self, char **words, CabinetDate today)
{
  GtkCheckButton *group = NULL;
  guint known = 0;

  g_return_if_fail (CABINET_IS_WHEN_CHOOSER (self));

  cabinet_box_clear (self->box);
  self->day = NULL;
  self->calendar = NULL;
  self->today = today;
  self->date = cabinet_date_month_end (today) + 1;
  self->when = CABINET_CHANGE_WHEN_UNKNOWN;
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const CabinetChangeWhen when =
        (CabinetChangeWhen) cabinet_enum_from_nick (CABINET_TYPE_CHANGE_WHEN, words[i]);

      if (when_words (when) == NULL)
        continue;
      if (known++ == 0)
        self->when = when;
      group = add_choice (self, when, group);
    }
  if (known == 0)
    self->when = CABINET_CHANGE_WHEN_NOW;
  gtk_widget_set_visible (GTK_WIDGET (self), known > 1 || self->day != NULL);
}

CabinetChangeWhen
cabinet_when_chooser_get_when (CabinetWhenChooser *self)
{
  g_return_val_if_fail (CABINET_IS_WHEN_CHOOSER (self), CABINET_CHANGE_WHEN_UNKNOWN);

  return self->when;
}

/* None unless a day was chosen. */
CabinetDate
cabinet_when_chooser_get_date (CabinetWhenChooser *self)
{
  g_return_val_if_fail (CABINET_IS_WHEN_CHOOSER (self), CABINET_DATE_NONE);

  return self->when == CABINET_CHANGE_WHEN_DATE ? self->date : CABINET_DATE_NONE;
}
