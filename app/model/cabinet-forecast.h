/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-change.h"
#include "cabinet-overview.h"

G_BEGIN_DECLS

/* The balance at the end of a day. */
typedef struct
{
  CabinetDate date;
  gint64 micros;
} CabinetForecastPoint;

/**
 * CabinetForecast:
 *
 * What will happen to a contract if nobody pays: from the last reading through today to a horizon.
 */
typedef struct
{
  CabinetMoney balance_today; /* computed if the reading is older than today */
  gboolean computed;          /* the reading is older than today */
  CabinetDate runs_out_on;    /* the last day that is paid for (D3); none = beyond two years or not known */
  int days_left;              /* from today to runs_out_on, inclusive of neither: 0 = today is the last */
  CabinetDate shortage_on;    /* the first day that is not paid for */
  CabinetDate throttle_on;    /* when the speed is cut (E2) */
  int throttle_kbps;
  GArray *points; /* of CabinetForecastPoint, from the day of reading to the horizon */
} CabinetForecast;

/* Other services from a day on, and what is taken for that at once. A block and a promised payment end by
 * themselves. */
typedef struct
{
  CabinetChangeKind kind;
  GListModel *services; /* of CabinetServiceLine */
  CabinetDate from;     /* the first day on which they cost */
  CabinetDate to;       /* the last day of a block or of a promise; none = open */
  CabinetMoney cost_now;
  CabinetMoney credit; /* what a promise lends; unset = nothing */
} CabinetForecastChange;

CabinetForecast *cabinet_forecast_new (CabinetOverview *overview, CabinetDate today, int horizon_days);
CabinetForecast *cabinet_forecast_new_changed (CabinetOverview *overview,
                                               const CabinetForecastChange *change,
                                               CabinetDate today,
                                               int horizon_days);
void cabinet_forecast_free (CabinetForecast *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetForecast, cabinet_forecast_free)

G_END_DECLS
