/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The balance from the end of @date to the end of the next point's day. */
typedef struct
{
  CabinetDate date;
  gint64 micros;
  gint64 credited; /* what came in on that day; 0 in the forecast */
} CabinetChartPoint;

/**
 * CabinetChartData:
 * @past: of CabinetChartPoint, oldest first, to the day of the last reading
 * @future: of CabinetChartPoint, from the day of the last reading to the end
 *
 * What the chart of a balance shows, apart from how it is drawn.
 */
typedef struct
{
  CabinetDate from, to;
  CabinetDate today;
  CabinetDate read_on; /* where reading ended; = today if it is fresh */
  char currency[4];
  GArray *past;
  GArray *future;
  CabinetDate shortage_on; /* the first day that is not paid for; none = not in sight */
  CabinetDate throttle_on; /* when the speed is or was cut; none = never */
  gint64 throttle_kbps;
  gboolean stops; /* nothing is charged into debt: the line stops on the first unpaid day */
  gint64 now;     /* micros, by calculation if the reading is older */
} CabinetChartData;

CabinetChartData *cabinet_chart_data_new (CabinetAccount *account);
void cabinet_chart_data_free (CabinetChartData *self);

void cabinet_chart_data_get_range (const CabinetChartData *self, gint64 *lowest, gint64 *highest);
gint64 cabinet_chart_data_get_shortage_level (const CabinetChartData *self);
gint64 cabinet_chart_nice_step (gint64 range, guint n_steps);
char *cabinet_chart_data_dup_description (const CabinetChartData *self);
char *cabinet_chart_data_dup_shortage_words (const CabinetChartData *self);
char *cabinet_chart_data_dup_throttle_words (const CabinetChartData *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetChartData, cabinet_chart_data_free)

G_END_DECLS
