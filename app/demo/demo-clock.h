/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-date.h"

G_BEGIN_DECLS

/* The demo's own running clock: what the Date header says, what tokens and charges go by. */
typedef struct
{
  gint64 offset; /* µs between the steady clock and ours */
} DemoClock;

void demo_clock_start (DemoClock *self, CabinetInstant now);
CabinetInstant demo_clock_now (const DemoClock *self);
void demo_clock_advance (DemoClock *self, gint64 seconds);

#define DEMO_SECOND ((gint64) G_USEC_PER_SEC)
#define DEMO_MINUTE (60 * DEMO_SECOND)
#define DEMO_DAY (24 * 60 * DEMO_MINUTE)

CabinetInstant demo_midnight (CabinetDate date, GTimeZone *zone);
char *demo_http_date (CabinetInstant instant);

G_END_DECLS
