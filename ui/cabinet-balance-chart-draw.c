/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-balance-chart-private.h"

#include <math.h>

#define LINE_WIDTH 2.0
#define FILL_ALPHA 0.16
#define HATCH_STEP 8.0

/* The left edge of @date's day. */
double
cabinet_chart_plot_x (const CabinetChartPlot *plot, CabinetDate date)
{
  const double days = (double) plot->data->to - plot->data->from + 1;

  return plot->left + (plot->right - plot->left) * ((double) date - plot->data->from) / days;
}

double
cabinet_chart_plot_y (const CabinetChartPlot *plot, gint64 micros)
{
  const double range = (double) (plot->highest - plot->lowest);

  return plot->bottom - (plot->bottom - plot->top) * (double) (micros - plot->lowest) / range;
}

/* A step line over @points: each level lasts till the next point, the last one till @end. */
static void
trace (const CabinetChartPlot *plot, cairo_t *cr, const GArray *points, double end)
{
  for (guint i = 0; i < points->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (points, CabinetChartPoint, i);
      const double x = cabinet_chart_plot_x (plot, point->date);
      const double y = cabinet_chart_plot_y (plot, point->micros);

      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      if (i + 1 < points->len)
        cairo_line_to (cr, cabinet_chart_plot_x (plot, g_array_index (points, CabinetChartPoint, i + 1).date),
                       y);
      else
        cairo_line_to (cr, MAX (x, end), y);
    }
}

static void
fill_to_zero (
  const CabinetChartPlot *plot, cairo_t *cr, const GArray *points, double end, const GdkRGBA *color)
{
  const double zero = cabinet_chart_plot_y (plot, 0);
  const double start = cabinet_chart_plot_x (plot, g_array_index (points, CabinetChartPoint, 0).date);

  trace (plot, cr, points, end);
  cairo_line_to (cr, end, zero);
  cairo_line_to (cr, start, zero);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, FILL_ALPHA);
  cairo_fill (cr);
}

static void
clip_half (const CabinetChartPlot *plot, cairo_t *cr, gboolean below)
{
  const double zero = cabinet_chart_plot_y (plot, 0);

  /* The line on zero itself belongs above. */
  if (below)
    cairo_rectangle (cr, 0, zero + 1, plot->right + 1, plot->bottom - zero + 2);
  else
    cairo_rectangle (cr, 0, 0, plot->right + 1, zero + 1);
  cairo_clip (cr);
}

/* Both halves are drawn with the same path; each is clipped at zero and has its own colour. */
static void
draw_half (const CabinetChartPlot *plot, cairo_t *cr, gboolean below)
{
  static const double dashes[] = { 4, 3 };
  const GdkRGBA *color = below ? &plot->colors.debt : &plot->colors.past;
  const double now = cabinet_chart_plot_x (plot, plot->data->read_on + 1);

  cairo_save (cr);
  clip_half (plot, cr, below);
  fill_to_zero (plot, cr, plot->data->past, now, color);
  if (below)
    {
      cairo_save (cr);
      cairo_rectangle (cr, now, 0, plot->right - now + 1, plot->bottom + 2);
      cairo_clip (cr);
      fill_to_zero (plot, cr, plot->data->future, plot->right, color);
      cairo_restore (cr);
    }

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  trace (plot, cr, plot->data->past, now);
  cairo_stroke (cr);

  cairo_rectangle (cr, now, 0, plot->right - now + 1, plot->bottom + 2);
  cairo_clip (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  trace (plot, cr, plot->data->future, plot->right);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Hatching: to be seen without colour. */
static void
draw_throttled (const CabinetChartPlot *plot, cairo_t *cr)
{
  static const double dashes[] = { 3, 3 };
  const GdkRGBA *color = &plot->colors.limit;
  const double height = plot->bottom - plot->top;
  double x;

  if (plot->data->throttle_on == CABINET_DATE_NONE || plot->data->throttle_on > plot->data->to)
    return;
  x = MAX (plot->left, cabinet_chart_plot_x (plot, plot->data->throttle_on));
  cairo_save (cr);
  cairo_rectangle (cr, x, plot->top, plot->right - x, height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, 0.10);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, plot->colors.high_contrast ? 0.8 : 0.38);
  cairo_set_line_width (cr, 1);
  for (double at = x - height; at < plot->right; at += HATCH_STEP)
    {
      cairo_move_to (cr, at, plot->bottom);
      cairo_line_to (cr, at + height, plot->top);
    }
  cairo_stroke (cr);
  cairo_restore (cr);

  if (plot->data->throttle_on < plot->data->from)
    return;
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x, plot->top - 4);
  cairo_line_to (cr, x, plot->bottom);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_vertical (const CabinetChartPlot *plot, cairo_t *cr, CabinetDate date, gboolean dotted)
{
  static const double dots[] = { 1, 2 };
  const GdkRGBA *color = &plot->colors.text;
  const double x = floor (cabinet_chart_plot_x (plot, date)) + 0.5;

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, 0.55);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dots, dotted ? G_N_ELEMENTS (dots) : 0, 0);
  cairo_move_to (cr, x, plot->top - 4);
  cairo_line_to (cr, x, plot->bottom);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A plus in a circle where money came in. */
static void
draw_top_ups (const CabinetChartPlot *plot, cairo_t *cr)
{
  const CabinetChartColors *colors = &plot->colors;

  for (guint i = 0; i < plot->data->past->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (plot->data->past, CabinetChartPoint, i);
      const double x = cabinet_chart_plot_x (plot, point->date);
      const double y = cabinet_chart_plot_y (plot, point->micros);

      if (point->credited <= 0 || point->date < plot->data->from)
        continue;
      cairo_arc (cr, x, y, 5.5, 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (cr, &colors->background);
      cairo_fill (cr);
      cairo_arc (cr, x, y, 4.5, 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (cr, &colors->income);
      cairo_fill (cr);
      gdk_cairo_set_source_rgba (cr, &colors->background);
      cairo_rectangle (cr, x - 2.5, y - 0.75, 5, 1.5);
      cairo_rectangle (cr, x - 0.75, y - 2.5, 1.5, 5);
      cairo_fill (cr);
    }
}

static void
draw_shortage (const CabinetChartPlot *plot, cairo_t *cr)
{
  const CabinetChartData *data = plot->data;
  double x, y;

  if (data->shortage_on < data->from || data->shortage_on > data->to)
    return;
  x = cabinet_chart_plot_x (plot, data->shortage_on);
  y = cabinet_chart_plot_y (plot, cabinet_chart_data_get_shortage_level (data));
  cairo_arc (cr, x, y, 7, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &plot->colors.background);
  cairo_fill (cr);
  cairo_arc (cr, x, y, 5.5, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &plot->colors.debt);
  cairo_fill (cr);
}

void
cabinet_chart_draw (const CabinetChartPlot *plot, cairo_t *cr)
{
  const CabinetChartData *data = plot->data;

  draw_throttled (plot, cr);
  draw_half (plot, cr, FALSE);
  draw_half (plot, cr, TRUE);
  if (data->read_on < data->today)
    draw_vertical (plot, cr, data->read_on + 1, FALSE);
  draw_vertical (plot, cr, data->today + 1, data->read_on < data->today);
  draw_top_ups (plot, cr);
  draw_shortage (plot, cr);
}
