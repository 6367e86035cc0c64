/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-forecast.h"
#include "fixture.h"

#define TODAY day ("2026-11-21")

static inline void
assert_day (CabinetDate date, const char *iso)
{
  g_autofree char *text = cabinet_date_to_iso (date);

  g_assert_cmpstr (text, ==, iso);
}

static inline gint64
balance_on (CabinetForecast *forecast, const char *iso)
{
  CabinetForecastPoint *first = &g_array_index (forecast->points, CabinetForecastPoint, 0);
  guint i = day (iso) - first->date;

  g_assert_cmpuint (i, <, forecast->points->len);
  g_assert_cmpuint (first[i].date, ==, day (iso));
  return first[i].micros;
}
