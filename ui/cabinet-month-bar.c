/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-month-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

#define NATURAL_HEIGHT 62 /* of the bar */
#define MIN_HEIGHT 24
#define MAX_WIDTH 44
#define SLOT_WIDTH 39
#define GAP 2
#define RADIUS 4

struct _CabinetMonthBar
{
  GtkWidget parent_instance;

  CabinetSpendingMonth month;
  gint64 highest; /* of all that are seen: it is as high as there is room */
  CabinetMonthBarState state;
  char *sum;
  char *name;
};

G_DEFINE_FINAL_TYPE (CabinetMonthBar, cabinet_month_bar, GTK_TYPE_WIDGET)

static PangoLayout *
make_layout (CabinetMonthBar *self, const char *text, int *width, int *height)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  *width = extents.width;
  *height = extents.height;
  return layout;
}

/* In the middle; returns how high it is. */
static int
snapshot_text (CabinetMonthBar *self, GtkSnapshot *snapshot, const char *text, float top, float align)
{
  int width, height;
  g_autoptr (PangoLayout) layout = make_layout (self, text, &width, &height);
  GdkRGBA color;
  float left = (float) ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, top - align * (float) height));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
  return height;
}

/* Where it is hard to tell colours apart each bar has an edge, and one that is chosen is filled. */
static void
snapshot_bar (CabinetMonthBar *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean outside = self->state == CABINET_MONTH_BAR_OUTSIDE;
  const float radius = MIN (RADIUS, bounds->size.height / 2);
  const GskRoundedRect outline = {
    .bounds = *bounds,
    .corner = { { radius, radius }, { radius, radius }, { radius, radius }, { radius, radius } },
  };
  GdkRGBA color =
    cabinet_widget_get_color (widget, outside ? "window_fg_color" : "accent_bg_color", "#3584e4");

  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 },
                                (GdkRGBA[4]){ color, color, color, color });
  if (!(self->state & CABINET_MONTH_BAR_CHOSEN))
    color.alpha *= outside ? 0.2f : 0.4f;
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
cabinet_month_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetMonthBar *self = CABINET_MONTH_BAR (widget);
  const float slot = (float) gtk_widget_get_width (widget);
  const float width = MIN (MAX_WIDTH, floorf (slot * 2 / 3));
  float bottom = (float) gtk_widget_get_height (widget);
  float height;
  int line;

  if (self->name == NULL)
    return;
  line = snapshot_text (self, snapshot, self->name, bottom, 1);
  bottom -= (float) line + GAP;
  height = bottom - (float) line - GAP;
  if (self->highest > 0)
    height = roundf (height * (float) ((double) self->month.charged.micros / (double) self->highest));
  height = MAX (1, height);
  snapshot_bar (self, snapshot,
                &GRAPHENE_RECT_INIT (floorf ((slot - width) / 2), bottom - height, width, height));
  snapshot_text (self, snapshot, self->sum, bottom - height - GAP, 1);
}

static void
cabinet_month_bar_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  CabinetMonthBar *self = CABINET_MONTH_BAR (widget);
  int sum_width, name_width, height;

  g_object_unref (make_layout (self, self->sum ? self->sum : "0", &sum_width, &height));
  g_object_unref (make_layout (self, self->name ? self->name : "0", &name_width, &height));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = MAX (SLOT_WIDTH, MAX (sum_width, name_width) + 4);
      return;
    }
  *minimum = MIN_HEIGHT + 2 * (height + GAP);
  *natural = NATURAL_HEIGHT + 2 * (height + GAP);
}

static void
cabinet_month_bar_finalize (GObject *object)
{
  CabinetMonthBar *self = CABINET_MONTH_BAR (object);

  g_free (self->sum);
  g_free (self->name);

  G_OBJECT_CLASS (cabinet_month_bar_parent_class)->finalize (object);
}

static void
cabinet_month_bar_class_init (CabinetMonthBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cabinet_month_bar_finalize;
  widget_class->snapshot = cabinet_month_bar_snapshot;
  widget_class->measure = cabinet_month_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "monthbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
cabinet_month_bar_init (CabinetMonthBar *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
cabinet_month_bar_new (void)
{
  return g_object_new (CABINET_TYPE_MONTH_BAR, NULL);
}

static void
set_words (CabinetMonthBar *self)
{
  const CabinetMoney *charged = &self->month.charged;
  g_autofree char *month =
    cabinet_date_format (self->month.month, CABINET_DATE_STYLE_MONTH, CABINET_DATE_NONE);
  g_autofree char *exact = cabinet_money_format (charged, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  g_autofree char *spoken = cabinet_money_spell (charged, CABINET_ROUND_HALF_AWAY);
  g_autofree char *tooltip = g_strdup_printf ("%s: %s", month, exact);
  g_autofree char *label = NULL;
  const gboolean chosen = (self->state & CABINET_MONTH_BAR_CHOSEN) != 0;

  /* Translators: a month of a chart, to be read aloud: "November 2026, charged 525 rubles 00 kopecks" */
  label =
    g_strdup_printf (chosen ? _ ("%1$s, charged %2$s, chosen") : _ ("%1$s, charged %2$s"), month, spoken);
  cabinet_widget_set_tooltip (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}

void
cabinet_month_bar_set (CabinetMonthBar *self, const CabinetSpendingMonth *month, CabinetMonthBarState state)
{
  CabinetMoney whole = month->charged;

  g_return_if_fail (CABINET_IS_MONTH_BAR (self));

  whole.micros = (whole.micros + CABINET_MONEY_UNIT / 2) / CABINET_MONEY_UNIT * CABINET_MONEY_UNIT;
  self->month = *month;
  self->state = state;
  g_free (self->sum);
  self->sum = cabinet_money_format (&whole, CABINET_ROUND_HALF_AWAY,
                                    CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS);
  g_free (self->name);
  self->name = cabinet_date_format (month->month, CABINET_DATE_STYLE_MONTH_SHORT, CABINET_DATE_NONE);
  if (state & CABINET_MONTH_BAR_CHOSEN)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");
  set_words (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* @highest: micros of the highest bar beside it */
void
cabinet_month_bar_set_highest (CabinetMonthBar *self, gint64 highest)
{
  g_return_if_fail (CABINET_IS_MONTH_BAR (self));

  if (highest == self->highest)
    return;
  self->highest = highest;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

CabinetDate
cabinet_month_bar_get_month (CabinetMonthBar *self)
{
  g_return_val_if_fail (CABINET_IS_MONTH_BAR (self), CABINET_DATE_NONE);

  return self->month.month;
}

/* What is drawn. */
gint64
cabinet_month_bar_get_micros (CabinetMonthBar *self)
{
  g_return_val_if_fail (CABINET_IS_MONTH_BAR (self), 0);

  return self->month.charged.micros;
}
