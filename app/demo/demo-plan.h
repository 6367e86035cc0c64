/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-exchange.h"

G_BEGIN_DECLS

/* A change as it would be: what was asked for, worked out. Sums are kopecks. */
typedef struct
{
  CabinetChangeKind kind;
  const char *target;
  int slot; /* of the service; 0 = a change of tariff, -1 = there is none */
  const DemoText *title;
  CabinetDate today;
  CabinetDate effective_on;
  gint64 fee_before;
  gint64 fee_after;
  gint64 cost;
  gint64 once;         /* the price of what ends by itself … */
  CabinetDate ends_on; /* … on this day, its last */
  gint64 given_back;   /* of what was paid for, and will not be */
} DemoPlan;

gboolean demo_plan_make (DemoExchange *x, DemoPlan *plan);
void demo_plan_pretend (DemoExchange *x, const DemoPlan *plan);

G_END_DECLS
