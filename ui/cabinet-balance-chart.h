/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-chart-data.h"

G_BEGIN_DECLS

/* The balance as a step line: what was, what will be if nobody pays, the first unpaid day and the day the
 * speed is cut. Says the same facts as its accessible description. */
#define CABINET_TYPE_BALANCE_CHART (cabinet_balance_chart_get_type ())
G_DECLARE_FINAL_TYPE (CabinetBalanceChart, cabinet_balance_chart, CABINET, BALANCE_CHART, GtkWidget)

GtkWidget *cabinet_balance_chart_new (void);
void cabinet_balance_chart_take_data (CabinetBalanceChart *self, CabinetChartData *data);
const CabinetChartData *cabinet_balance_chart_get_data (CabinetBalanceChart *self);

G_END_DECLS
