/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-spending.h"

G_BEGIN_DECLS

/* Months side by side, the newest on the right; as many as there is room for. A click chooses one, or none if
 * it was chosen; so do Left, Right, Home, End and the space bar. Enter activates it.
 *
 * Signal: activated (): the chosen month. */
#define CABINET_TYPE_MONTH_BARS (cabinet_month_bars_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMonthBars, cabinet_month_bars, CABINET, MONTH_BARS, GtkWidget)

void cabinet_month_bars_set_spending (CabinetMonthBars *self, CabinetSpending *spending);

G_END_DECLS
