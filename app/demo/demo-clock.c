/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-clock.h"

/**
 * demo_clock_start:
 * @now: what the clock shows at this moment; 0 = the machine's time
 */
void
demo_clock_start (DemoClock *self, CabinetInstant now)
{
  self->offset = (now != 0 ? now : g_get_real_time ()) - g_get_monotonic_time ();
}

CabinetInstant
demo_clock_now (const DemoClock *self)
{
  return g_get_monotonic_time () + self->offset;
}

void
demo_clock_advance (DemoClock *self, gint64 seconds)
{
  self->offset += seconds * DEMO_SECOND;
}

/**
 * demo_midnight:
 *
 * Returns: the moment at which @date begins in @zone
 */
CabinetInstant
demo_midnight (CabinetDate date, GTimeZone *zone)
{
  g_autoptr (GDateTime) midnight = NULL;
  int year;
  int month;
  int day;

  cabinet_date_split (date, &year, &month, &day);
  midnight = g_date_time_new (zone, year, month, day, 0, 0, 0);
  g_assert (midnight != NULL);
  return g_date_time_to_unix (midnight) * DEMO_SECOND;
}

/**
 * demo_http_date:
 *
 * Returns: (transfer full): as the Date header has it (RFC 9110, IMF-fixdate)
 */
char *
demo_http_date (CabinetInstant instant)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / DEMO_SECOND);

  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time), g_date_time_get_hour (time),
                          g_date_time_get_minute (time), g_date_time_get_second (time));
}
