/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the solid and the dashed line of the balance chart mean. */
#define CABINET_TYPE_CHART_LEGEND (cabinet_chart_legend_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChartLegend, cabinet_chart_legend, CABINET, CHART_LEGEND, GtkWidget)

G_END_DECLS
