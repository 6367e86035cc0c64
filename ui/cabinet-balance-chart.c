/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-balance-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cabinet-balance-chart-private.h"
#include "cabinet-columns.h"
#include "cabinet-ui.h"

#define EDGE 12
#define NATURAL_HEIGHT 172
#define MAX_HEIGHT 280
#define MIN_WIDTH 200

struct _CabinetBalanceChart
{
  GtkWidget parent_instance;

  CabinetChartData *data; /* nullable */
};

G_DEFINE_FINAL_TYPE (CabinetBalanceChart, cabinet_balance_chart, GTK_TYPE_WIDGET)

static void
look_up_colors (GtkWidget *widget, CabinetChartColors *colors)
{
  GdkRGBA card = cabinet_widget_get_color (widget, "card_bg_color", "#ffffff");
  const GdkRGBA window = cabinet_widget_get_color (widget, "window_bg_color", "#fafafa");

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colors->text);
  colors->past = cabinet_widget_get_color (widget, "accent_color", "#1c71d8");
  colors->income = cabinet_widget_get_color (widget, "success_color", "#1b8553");
  colors->limit = cabinet_widget_get_color (widget, "warning_color", "#9c6e03");
  colors->debt = cabinet_widget_get_color (widget, "error_color", "#c01c28");
  colors->high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  /* A dark card is a veil over the window. */
  card.red = card.red * card.alpha + window.red * (1 - card.alpha);
  card.green = card.green * card.alpha + window.green * (1 - card.alpha);
  card.blue = card.blue * card.alpha + window.blue * (1 - card.alpha);
  card.alpha = 1;
  colors->background = card;
}

/* A short text of the chart; @align is the part of its width that lies left of @x. Returns its extent. */
static graphene_rect_t
draw_text (GtkWidget *widget,
           GtkSnapshot *snapshot,
           const CabinetChartPlot *plot,
           const char *text,
           double x,
           double top,
           double align,
           const GdkRGBA *color,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoRectangle ink;
  graphene_rect_t extent;

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_extents (layout, NULL, &ink);
  x = CLAMP (x - ink.width * align, 2, MAX (2, gtk_widget_get_width (widget) - ink.width - 4.0));
  if (snapshot != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) floor (x), (float) floor (top)));
      gtk_snapshot_append_layout (snapshot, layout, color);
      gtk_snapshot_restore (snapshot);
    }
  graphene_rect_init (&extent, (float) x, (float) top, ink.width, ink.height);
  return extent;
}

static char *
axis_label (gint64 micros, const char *currency)
{
  const CabinetMoney sum = cabinet_money (micros, currency);

  return cabinet_money_format (&sum, CABINET_ROUND_HALF_AWAY,
                               CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS);
}

/* The sums' axis: whole steps, zero among them, and room above for the words. */
static void
lay_out (CabinetBalanceChart *self, CabinetChartPlot *plot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gint64 lowest, highest;
  double widest = 0;

  plot->data = self->data;
  look_up_colors (widget, &plot->colors);
  plot->em = draw_text (widget, NULL, plot, "0", 0, 0, 0, &plot->colors.text, FALSE).size.height;
  cabinet_chart_data_get_range (self->data, &lowest, &highest);
  plot->step = cabinet_chart_nice_step (highest - lowest, 4);
  plot->highest = (highest + plot->step - 1) / plot->step * plot->step;
  plot->lowest = -((-lowest + plot->step - 1) / plot->step * plot->step);
  /* A last step that is used by less than a half is cut. */
  if (lowest < 0 && lowest - plot->lowest > plot->step / 2)
    plot->lowest = lowest - plot->step / 8;

  for (gint64 at = plot->highest; at >= plot->lowest; at -= plot->step)
    {
      g_autofree char *text = axis_label (at, self->data->currency);

      widest =
        MAX (widest, draw_text (widget, NULL, plot, text, 0, 0, 0, &plot->colors.text, FALSE).size.width);
    }
  plot->left = EDGE + widest + 8;
  plot->right = gtk_widget_get_width (widget) - EDGE - 4;
  plot->top = 8 + 2 * plot->em;
  plot->bottom = gtk_widget_get_height (widget) - plot->em - 12;
}

static void
snapshot_sums (CabinetBalanceChart *self, GtkSnapshot *snapshot, const CabinetChartPlot *plot)
{
  GdkRGBA grid = plot->colors.text;

  for (gint64 at = plot->highest; at >= plot->lowest; at -= plot->step)
    {
      const double y = floor (cabinet_chart_plot_y (plot, at));
      g_autofree char *text = axis_label (at, self->data->currency);

      grid.alpha = at == 0 ? 0.6f : plot->colors.high_contrast ? 0.4f : 0.12f;
      gtk_snapshot_append_color (snapshot, &grid,
                                 &GRAPHENE_RECT_INIT (plot->left, y, plot->right - plot->left, 1));
      grid.alpha = 0.75f;
      draw_text (GTK_WIDGET (self), snapshot, plot, text, plot->left - 8, y - plot->em / 2, 1, &grid, FALSE);
    }
}

/* The first of each month; the fifteenth too where there is room. */
static void
snapshot_dates (CabinetBalanceChart *self, GtkSnapshot *snapshot, const CabinetChartPlot *plot)
{
  const CabinetChartData *data = plot->data;
  GdkRGBA color = plot->colors.text;
  const double day = (plot->right - plot->left) / (data->to - data->from + 1.0);
  const gboolean halves = day * 14 > plot->em * 5;
  double free_from = plot->left - 20;

  color.alpha = 0.75f;
  for (CabinetDate date = data->from; date <= data->to; date++)
    {
      const int of_month = cabinet_date_get_day (date);
      g_autofree char *text = NULL;
      const double x = cabinet_chart_plot_x (plot, date);
      graphene_rect_t extent;

      if (of_month != 1 && !(halves && of_month == 15))
        continue;
      text = cabinet_date_format (date, CABINET_DATE_STYLE_SHORT, data->today);
      extent = draw_text (GTK_WIDGET (self), NULL, plot, text, x, 0, 0.5, &color, FALSE);
      if (extent.origin.x < free_from)
        continue;
      draw_text (GTK_WIDGET (self), snapshot, plot, text, x, plot->bottom + 6, 0.5, &color, FALSE);
      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (floorf ((float) x), (float) plot->bottom, 1, 4));
      free_from = extent.origin.x + extent.size.width + 8;
    }
}

/* Over the plot: where "now" is, and when the speed is cut; on two lines if they would meet. */
static void
snapshot_heads (CabinetBalanceChart *self, GtkSnapshot *snapshot, const CabinetChartPlot *plot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const CabinetChartData *data = plot->data;
  g_autofree char *throttle = cabinet_chart_data_dup_throttle_words (data);
  g_autofree char *read = cabinet_date_format (data->read_on, CABINET_DATE_STYLE_SHORT, data->today);
  g_autofree char *now = NULL;
  const double low = plot->top - plot->em - 5;
  const double now_x = cabinet_chart_plot_x (plot, MIN (data->read_on, data->today) + 1);
  GdkRGBA color = plot->colors.text;
  graphene_rect_t limit = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t extent;

  /* Translators: on the chart; %s is the short date of the last reading. */
  now = data->read_on < data->today ? g_strdup_printf (_ ("read %s"), read) : g_strdup (_ ("today"));
  color.alpha = 0.75f;
  if (throttle != NULL)
    limit = draw_text (widget, snapshot, plot, throttle,
                       MAX (plot->left, cabinet_chart_plot_x (plot, MAX (data->throttle_on, data->from))),
                       low, data->throttle_on > data->today ? 0.5 : 0.75, &plot->colors.limit, TRUE);
  extent = draw_text (widget, NULL, plot, now, now_x, low, 0.5, &color, FALSE);
  graphene_rect_inset (&limit, -6, 0);
  draw_text (widget, snapshot, plot, now, now_x,
             throttle && graphene_rect_intersection (&limit, &extent, NULL) ? low - plot->em : low, 0.5,
             &color, FALSE);
}

static void
snapshot_top_ups (CabinetBalanceChart *self, GtkSnapshot *snapshot, const CabinetChartPlot *plot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const CabinetChartData *data = plot->data;
  double free_from = 0;

  for (guint i = 0; i < data->past->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (data->past, CabinetChartPoint, i);
      const double x = cabinet_chart_plot_x (plot, point->date);
      const double top = cabinet_chart_plot_y (plot, point->micros) - plot->em - 2;
      const CabinetMoney sum = cabinet_money (point->credited, data->currency);
      g_autofree char *text = NULL;
      graphene_rect_t extent;

      if (point->credited <= 0 || x + 7 < free_from)
        continue;
      text = cabinet_money_format (&sum, CABINET_ROUND_HALF_AWAY,
                                   CABINET_MONEY_SIGNED | CABINET_MONEY_NO_SYMBOL | CABINET_MONEY_TRIM_ZEROS);
      extent = draw_text (widget, snapshot, plot, text, x + 7, top, 0, &plot->colors.income, FALSE);
      free_from = extent.origin.x + extent.size.width;
    }
}

/* The words beside the dot: below it and to the left where the line comes down to it, above it where there is
 * no room below, and to the right of a dot in the past. */
static void
snapshot_shortage (CabinetBalanceChart *self, GtkSnapshot *snapshot, const CabinetChartPlot *plot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const CabinetChartData *data = plot->data;
  g_autofree char *words = cabinet_chart_data_dup_shortage_words (data);
  const GdkRGBA *color = &plot->colors.debt;
  GdkRGBA veil = plot->colors.background;
  graphene_rect_t extent;
  double x, y, top;
  gboolean left;

  if (words == NULL || data->shortage_on < data->from)
    return;
  x = cabinet_chart_plot_x (plot, data->shortage_on);
  y = cabinet_chart_plot_y (plot, cabinet_chart_data_get_shortage_level (data));
  left = data->shortage_on > data->today && y + 5 + plot->em < plot->bottom;
  top = left ? y + 5 : y - plot->em - 6;
  x += left ? -9 : 9;
  extent = draw_text (widget, NULL, plot, words, x, top, left, color, TRUE);
  veil.alpha = 0.8f;
  gtk_snapshot_append_color (snapshot, &veil, graphene_rect_inset (&extent, -2, 1));
  draw_text (widget, snapshot, plot, words, x, top, left, color, TRUE);
}

static void
cabinet_balance_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CabinetBalanceChart *self = CABINET_BALANCE_CHART (widget);
  CabinetChartPlot plot = { 0 };
  cairo_t *cr;

  if (self->data == NULL)
    return;
  lay_out (self, &plot);
  if (plot.right - plot.left < 40 || plot.bottom - plot.top < 20)
    return;

  snapshot_sums (self, snapshot, &plot);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
  cabinet_chart_draw (&plot, cr);
  cairo_destroy (cr);
  snapshot_dates (self, snapshot, &plot);
  snapshot_heads (self, snapshot, &plot);
  snapshot_top_ups (self, snapshot, &plot);
  snapshot_shortage (self, snapshot, &plot);
}

static void
cabinet_balance_chart_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  const double scale = cabinet_text_scale (widget);
  int height = NATURAL_HEIGHT;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = 2 * MIN_WIDTH;
      return;
    }
  /* A wide chart is a little higher, or its line would lie flat; large words need their room. */
  if (for_size > 480)
    height = MIN (MAX_HEIGHT, height + (for_size - 480) / 8);
  *minimum = *natural = height + (int) (60 * (scale - 1));
}

static GtkSizeRequestMode
cabinet_balance_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cabinet_balance_chart_finalize (GObject *object)
{
  cabinet_chart_data_free (CABINET_BALANCE_CHART (object)->data);

  G_OBJECT_CLASS (cabinet_balance_chart_parent_class)->finalize (object);
}

static void
cabinet_balance_chart_class_init (CabinetBalanceChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cabinet_balance_chart_finalize;
  widget_class->measure = cabinet_balance_chart_measure;
  widget_class->get_request_mode = cabinet_balance_chart_get_request_mode;
  widget_class->snapshot = cabinet_balance_chart_snapshot;
  gtk_widget_class_set_css_name (widget_class, "balancechart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cabinet_balance_chart_init (CabinetBalanceChart *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
cabinet_balance_chart_new (void)
{
  return g_object_new (CABINET_TYPE_BALANCE_CHART, NULL);
}

/* @data: (transfer full) (nullable): what to show from now on; NULL = nothing */
void
cabinet_balance_chart_take_data (CabinetBalanceChart *self, CabinetChartData *data)
{
  g_autofree char *description = NULL;

  g_return_if_fail (CABINET_IS_BALANCE_CHART (self));

  cabinet_chart_data_free (self->data);
  self->data = data;
  if (data != NULL)
    description = cabinet_chart_data_dup_description (data);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Balance and forecast"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description ? description : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* (transfer none) (nullable) */
const CabinetChartData *
cabinet_balance_chart_get_data (CabinetBalanceChart *self)
{
  g_return_val_if_fail (CABINET_IS_BALANCE_CHART (self), NULL);

  return self->data;
}
