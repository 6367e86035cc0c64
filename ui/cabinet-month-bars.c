/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-month-bars.h"

#include <glib/gi18n-lib.h>

#include "cabinet-columns.h"
#include "cabinet-month-bar.h"

#define MIN_BARS 3
#define MAX_SLOT 76

struct _CabinetMonthBars
{
  GtkWidget parent_instance;

  CabinetSpending *spending; /* nullable */
  GSignalGroup *signals;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetMonthBars, cabinet_month_bars, GTK_TYPE_WIDGET)

/* Which one */

static CabinetDate
get_month (GtkWidget *bar)
{
  return cabinet_month_bar_get_month (CABINET_MONTH_BAR (bar));
}

/* NULL = none is chosen. */
static GtkWidget *
find_chosen (CabinetMonthBars *self)
{
  const CabinetDate chosen = self->spending != NULL ? cabinet_spending_get_chosen (self->spending) : 0;
  GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self));

  while (bar != NULL && get_month (bar) != chosen)
    bar = gtk_widget_get_next_sibling (bar);
  return bar;
}

static void
choose (CabinetMonthBars *self, GtkWidget *bar)
{
  cabinet_spending_choose (self->spending, bar != NULL ? get_month (bar) : CABINET_DATE_NONE);
  if (bar != NULL)
    gtk_widget_grab_focus (bar);
}

static void
toggle (CabinetMonthBars *self, GtkWidget *bar)
{
  choose (self, bar == find_chosen (self) ? NULL : bar);
}

/* Where the keyboard is: the one that has the focus, else the chosen or the newest one. */
static GtkWidget *
find_current (CabinetMonthBars *self)
{
  GtkWidget *bar = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (bar == NULL)
    bar = find_chosen (self);
  if (bar == NULL || !gtk_widget_get_child_visible (bar))
    bar = gtk_widget_get_last_child (GTK_WIDGET (self));
  return bar;
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, CabinetMonthBars *self)
{
  GtkWidget *bar = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (bar != NULL && CABINET_IS_MONTH_BAR (bar))
    toggle (self, bar);
}

/* @args: steps to the right; G_MAXINT32 and G_MININT32 = to the ends */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CabinetMonthBars *self = CABINET_MONTH_BARS (widget);
  const int steps = g_variant_get_int32 (args);
  GtkWidget *bar = find_current (self);
  GtkWidget *next = bar;

  for (int i = 0; i != steps && next != NULL; i += steps > 0 ? 1 : -1)
    {
      next = steps > 0 ? gtk_widget_get_next_sibling (next) : gtk_widget_get_prev_sibling (next);
      if (next != NULL && gtk_widget_get_child_visible (next))
        bar = next;
      else
        next = NULL;
    }
  if (bar != NULL)
    choose (self, bar);
  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CabinetMonthBars *self = CABINET_MONTH_BARS (widget);
  GtkWidget *bar = find_current (self);

  if (bar != NULL)
    toggle (self, bar);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  CabinetMonthBars *self = CABINET_MONTH_BARS (widget);
  GtkWidget *bar = find_current (self);

  if (bar == NULL)
    return FALSE;
  choose (self, bar);
  g_signal_emit (self, signals[ACTIVATED], 0);
  return TRUE;
}

/* The list is one stop of the Tab key: it enters at the chosen month. */
static gboolean
cabinet_month_bars_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *bar;

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  bar = find_current (CABINET_MONTH_BARS (widget));
  return bar != NULL && gtk_widget_grab_focus (bar);
}

/* What is shown */

static CabinetMonthBarState
get_state (CabinetMonthBars *self, CabinetDate month)
{
  CabinetMonthBarState state = CABINET_MONTH_BAR_PLAIN;

  if (month == cabinet_spending_get_chosen (self->spending))
    state |= CABINET_MONTH_BAR_CHOSEN;
  if (!cabinet_spending_has_month (self->spending, month))
    state |= CABINET_MONTH_BAR_OUTSIDE;
  return state;
}

/* The widgets stay, so that the focus does. */
static void
months_changed_cb (CabinetMonthBars *self)
{
  GArray *months = cabinet_spending_get_months (self->spending);
  GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < months->len; i++)
    {
      const CabinetSpendingMonth *month = &g_array_index (months, CabinetSpendingMonth, i);

      if (bar == NULL)
        {
          bar = cabinet_month_bar_new ();
          gtk_widget_set_parent (bar, GTK_WIDGET (self));
        }
      cabinet_month_bar_set (CABINET_MONTH_BAR (bar), month, get_state (self, month->month));
      bar = gtk_widget_get_next_sibling (bar);
    }
  while (bar != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (bar);

      gtk_widget_unparent (bar);
      bar = next;
    }
}

/* Room */

static void
measure_bars (CabinetMonthBars *self, int *slot, int *minimum_height, int *natural_height)
{
  *slot = *minimum_height = *natural_height = 0;
  for (GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self)); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    {
      int width, minimum, natural;

      gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
      *slot = MAX (*slot, width);
      *minimum_height = MAX (*minimum_height, minimum);
      *natural_height = MAX (*natural_height, natural);
    }
}

static void
cabinet_month_bars_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  int slot, minimum_height, natural_height;

  measure_bars (CABINET_MONTH_BARS (widget), &slot, &minimum_height, &natural_height);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? slot * MIN_BARS : minimum_height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? slot * CABINET_SPENDING_MONTHS : natural_height;
}

/* Of the newest @n. */
static void
set_highest (CabinetMonthBars *self, int n)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self));
  GtkWidget *bar = last;
  gint64 highest = 0;

  for (int i = 0; i < n; i++, bar = gtk_widget_get_prev_sibling (bar))
    highest = MAX (highest, cabinet_month_bar_get_micros (CABINET_MONTH_BAR (bar)));
  for (bar = last; bar != NULL; bar = gtk_widget_get_prev_sibling (bar))
    cabinet_month_bar_set_highest (CABINET_MONTH_BAR (bar), highest);
}

static void
cabinet_month_bars_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *bar = gtk_widget_get_last_child (widget);
  int slot, minimum, natural;
  int n = 0, n_fit, left;

  for (GtkWidget *each = bar; each != NULL; each = gtk_widget_get_prev_sibling (each))
    n++;
  if (n == 0)
    return;
  measure_bars (CABINET_MONTH_BARS (widget), &slot, &minimum, &natural);
  n_fit = CLAMP (width / slot, 1, n);
  slot = MIN (width / n_fit, (int) (MAX_SLOT * cabinet_text_scale (widget)));
  left = slot * n_fit;
  set_highest (CABINET_MONTH_BARS (widget), n_fit);
  for (; bar != NULL; bar = gtk_widget_get_prev_sibling (bar))
    {
      const gboolean fits = n_fit-- > 0;

      gtk_widget_set_child_visible (bar, fits);
      if (!fits)
        continue;
      left -= slot;
      gtk_widget_size_allocate (bar, &(GtkAllocation){ left, 0, slot, height }, -1);
    }
}

/* Object */

static void
cabinet_month_bars_dispose (GObject *object)
{
  CabinetMonthBars *self = CABINET_MONTH_BARS (object);
  GtkWidget *bar;

  g_clear_object (&self->signals);
  g_clear_object (&self->spending);
  while ((bar = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (bar);

  G_OBJECT_CLASS (cabinet_month_bars_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, pad;
    int steps;
  } moves[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, G_MININT32 },
    { GDK_KEY_End, GDK_KEY_KP_End, G_MAXINT32 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cb, "i", moves[i].steps);
      gtk_widget_class_add_binding (widget_class, moves[i].pad, 0, move_cb, "i", moves[i].steps);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
}

static void
cabinet_month_bars_class_init (CabinetMonthBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_month_bars_dispose;
  widget_class->measure = cabinet_month_bars_measure;
  widget_class->size_allocate = cabinet_month_bars_size_allocate;
  widget_class->focus = cabinet_month_bars_focus;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "monthbars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
cabinet_month_bars_init (CabinetMonthBars *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->signals = g_signal_group_new (CABINET_TYPE_SPENDING);
  g_signal_group_connect_swapped (self->signals, "months-changed", G_CALLBACK (months_changed_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Charged by month"), -1);
}

/* @spending: (nullable): what to show from now on */
void
cabinet_month_bars_set_spending (CabinetMonthBars *self, CabinetSpending *spending)
{
  g_return_if_fail (CABINET_IS_MONTH_BARS (self));

  if (!g_set_object (&self->spending, spending))
    return;
  g_signal_group_set_target (self->signals, spending);
  if (spending != NULL)
    months_changed_cb (self);
}
