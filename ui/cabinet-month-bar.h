/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-spending.h"

G_BEGIN_DECLS

/* One month of a chart: its sum, a bar as high as the sum is among the others, its name. For screen readers
 * an item of a list that says the same, and whether it is chosen. */
#define CABINET_TYPE_MONTH_BAR (cabinet_month_bar_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMonthBar, cabinet_month_bar, CABINET, MONTH_BAR, GtkWidget)

typedef enum
{
  CABINET_MONTH_BAR_PLAIN = 0,
  CABINET_MONTH_BAR_CHOSEN = 1 << 0,
  CABINET_MONTH_BAR_OUTSIDE = 1 << 1, /* of the period that is shown */
} CabinetMonthBarState;

GtkWidget *cabinet_month_bar_new (void);
void
cabinet_month_bar_set (CabinetMonthBar *self, const CabinetSpendingMonth *month, CabinetMonthBarState state);
void cabinet_month_bar_set_highest (CabinetMonthBar *self, gint64 highest);
CabinetDate cabinet_month_bar_get_month (CabinetMonthBar *self);
gint64 cabinet_month_bar_get_micros (CabinetMonthBar *self);

G_END_DECLS
