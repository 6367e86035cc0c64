/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-date.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_PERIOD_ALL,
  CABINET_PERIOD_THIS_MONTH,
  CABINET_PERIOD_LAST_MONTH,
  CABINET_PERIOD_THREE_MONTHS,
  CABINET_PERIOD_YEAR,
  CABINET_PERIOD_OWN,
} CabinetPeriod;

/* Chooses a span of days: a preset, or two days of a calendar. Signal: changed (). */
#define CABINET_TYPE_PERIOD_BUTTON (cabinet_period_button_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPeriodButton, cabinet_period_button, CABINET, PERIOD_BUTTON, GtkWidget)

GtkWidget *cabinet_period_button_new (void);
void cabinet_period_button_set_bounds (CabinetPeriodButton *self, CabinetDate oldest, CabinetDate today);
void cabinet_period_button_set_period (CabinetPeriodButton *self, CabinetPeriod period);
void cabinet_period_button_set_days (CabinetPeriodButton *self, CabinetDate from, CabinetDate to);
void cabinet_period_button_set_compact (CabinetPeriodButton *self, gboolean compact);
CabinetPeriod cabinet_period_button_get_period (CabinetPeriodButton *self);
void cabinet_period_button_get_days (CabinetPeriodButton *self, CabinetDate *from, CabinetDate *to);

G_END_DECLS
