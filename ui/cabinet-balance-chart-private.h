/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-chart-data.h"

G_BEGIN_DECLS

/* The theme's colours, looked up at each drawing: cheap, and right after a change of theme. */
typedef struct
{
  GdkRGBA text;
  GdkRGBA past;
  GdkRGBA income;
  GdkRGBA limit;
  GdkRGBA debt;
  GdkRGBA background;
  gboolean high_contrast;
} CabinetChartColors;

/* Where things stand: dates to x, sums to y. */
typedef struct
{
  const CabinetChartData *data;
  CabinetChartColors colors;
  double left, right, top, bottom; /* of the plot */
  gint64 lowest, highest;          /* at bottom and top, micros */
  gint64 step;
  double em; /* height of a line of small text */
} CabinetChartPlot;

double cabinet_chart_plot_x (const CabinetChartPlot *plot, CabinetDate date);
double cabinet_chart_plot_y (const CabinetChartPlot *plot, gint64 micros);

/* Lines, areas, hatching and marks: one cairo node. */
void cabinet_chart_draw (const CabinetChartPlot *plot, cairo_t *cr);

G_END_DECLS
