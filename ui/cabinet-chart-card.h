/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The chart of the balance with its legend and its points as a table. */
#define CABINET_TYPE_CHART_CARD (cabinet_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChartCard, cabinet_chart_card, CABINET, CHART_CARD, GtkWidget)

void cabinet_chart_card_show (CabinetChartCard *self, CabinetAccount *account);
void cabinet_chart_card_set_narrow (CabinetChartCard *self, gboolean narrow);

G_END_DECLS
