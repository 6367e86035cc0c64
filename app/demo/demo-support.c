/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-support.h"

/* A week and a holiday that may come to it. */
#define DAYS_AHEAD 10

static const char *const file_types[] = { "image/jpeg", "image/png", "application/pdf", "text/plain", NULL };

/**
 * demo_support_find:
 *
 * Returns: (nullable): the support of @tenant
 */
const DemoSupport *
demo_support_find (const DemoTenant *tenant)
{
  for (const DemoSupport *each = demo_supports; each->tenant != NULL; each++)
    if (g_str_equal (each->tenant, tenant->id))
      return each;
  g_error ("Tenant %s has no support", tenant->id);
}

static CabinetInstant
moment_of (CabinetDate date, int minute, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = NULL;
  int year;
  int month;
  int day;

  cabinet_date_split (date, &year, &month, &day);
  if (minute >= 24 * 60)
    return demo_midnight (date + 1, zone);
  time = g_date_time_new (zone, year, month, day, minute / 60, minute % 60, 0);
  return g_date_time_to_unix (time) * DEMO_SECOND;
}

/* 1 = Monday */
static int
get_weekday (CabinetDate date)
{
  int year;
  int month;
  int day;
  GDate plain;

  cabinet_date_split (date, &year, &month, &day);
  g_date_clear (&plain, 1);
  g_date_set_dmy (&plain, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (int) g_date_get_weekday (&plain);
}

/* When @date is worked. Returns: whether it is */
static gboolean
get_hours (
  const DemoSupport *self, GTimeZone *zone, CabinetDate date, CabinetInstant *opens, CabinetInstant *closes)
{
  int weekday = get_weekday (date);
  const DemoHours *hours = weekday == 7 ? &self->sunday : weekday == 6 ? &self->saturday : &self->weekdays;

  if (hours->closes == 0)
    return FALSE;
  *opens = moment_of (date, hours->opens, zone);
  *closes = moment_of (date, hours->closes, zone);
  return TRUE;
}

gboolean
demo_support_is_open (const DemoSupport *self, GTimeZone *zone, CabinetInstant at)
{
  CabinetInstant opens;
  CabinetInstant closes;

  return get_hours (self, zone, cabinet_date_of_instant (at, zone), &opens, &closes) && at >= opens
         && at < closes;
}

/**
 * demo_support_get_closing:
 * @at: within working hours
 *
 * Returns: when they end
 */
CabinetInstant
demo_support_get_closing (const DemoSupport *self, GTimeZone *zone, CabinetInstant at)
{
  CabinetInstant opens = 0;
  CabinetInstant closes = at;

  get_hours (self, zone, cabinet_date_of_instant (at, zone), &opens, &closes);
  return closes;
}

/**
 * demo_support_get_opening:
 *
 * Returns: when working hours next begin after @at
 */
CabinetInstant
demo_support_get_opening (const DemoSupport *self, GTimeZone *zone, CabinetInstant at)
{
  CabinetDate today = cabinet_date_of_instant (at, zone);
  CabinetInstant opens;
  CabinetInstant closes;

  for (CabinetDate date = today; date < today + DAYS_AHEAD; date++)
    if (get_hours (self, zone, date, &opens, &closes) && opens > at)
      return opens;
  g_error ("The support of %s never opens", self->tenant);
}

/**
 * demo_support_get_due:
 * @delay: microseconds of work
 *
 * Returns: when what came @at is done: @delay later, in working hours only
 */
CabinetInstant
demo_support_get_due (const DemoSupport *self, GTimeZone *zone, CabinetInstant at, gint64 delay)
{
  if (demo_support_is_open (self, zone, at) && demo_support_is_open (self, zone, at + delay))
    return at + delay;
  return demo_support_get_opening (self, zone, at) + delay;
}

/**
 * demo_support_to_record:
 *
 * Returns: (transfer full): the hours and limits as they are told
 */
CabinetSupportHours *
demo_support_to_record (const DemoSupport *self, GTimeZone *zone, CabinetInstant now, DemoLanguage language)
{
  CabinetSupportHours *record = g_object_new (CABINET_TYPE_SUPPORT_HOURS, NULL);

  record->words = g_strdup (demo_text (&self->words, language));
  record->open = demo_support_is_open (self, zone, now);
  record->until =
    record->open ? demo_support_get_closing (self, zone, now) : demo_support_get_opening (self, zone, now);
  record->usual_minutes = self->usual_minutes;
  record->max_characters = DEMO_MAX_CHARACTERS;
  record->max_files = DEMO_MAX_FILES;
  record->max_bytes = DEMO_MAX_FILE_BYTES;
  g_strfreev (record->file_types);
  record->file_types = g_strdupv ((char **) file_types);
  return record;
}

gboolean
demo_support_takes_file (const char *type)
{
  return g_strv_contains (file_types, type);
}
