/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* A bar for each change of a contract that is on its way, with the way to take it back. */
#define CABINET_TYPE_PENDING_BARS (cabinet_pending_bars_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPendingBars, cabinet_pending_bars, CABINET, PENDING_BARS, GtkWidget)

void cabinet_pending_bars_show (CabinetPendingBars *self, CabinetPlan *plan, gboolean ordering);
void cabinet_pending_bars_set_narrow (CabinetPendingBars *self, gboolean narrow);

G_END_DECLS
