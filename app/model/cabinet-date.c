/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-date.h"

#include <string.h>

#define EPOCH_DAY 719163u /* 1970-01-01 as CabinetDate */
#define LAST_YEAR 9999
#define DAY_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/**
 * cabinet_date_new:
 *
 * Returns: the day, or %CABINET_DATE_NONE if the calendar has no such day in the years 1 to 9999
 */
CabinetDate
cabinet_date_new (int year, int month, int day)
{
  GDate date;

  if (year < 1 || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy (day, month, year))
    return CABINET_DATE_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

/* Reads exactly @n digits. */
static gboolean
read_digits (const char **at, int n, int *number)
{
  *number = 0;
  for (; n > 0; n--, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *number = *number * 10 + (**at - '0');
    }
  return TRUE;
}

static gboolean
read_char (const char **at, char c)
{
  if (**at != c)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
read_date (const char **at, CabinetDate *date)
{
  int year, month, day;

  if (!read_digits (at, 4, &year) || !read_char (at, '-') || !read_digits (at, 2, &month)
      || !read_char (at, '-') || !read_digits (at, 2, &day))
    return FALSE;
  *date = cabinet_date_new (year, month, day);
  return *date != CABINET_DATE_NONE;
}

/**
 * cabinet_date_parse:
 * @text: "2026-11-21", nothing else
 * @date: (out): set only on success
 *
 * Returns: whether @text is a day of the calendar
 */
gboolean
cabinet_date_parse (const char *text, CabinetDate *date)
{
  CabinetDate read;

  if (text == NULL || !read_date (&text, &read) || *text != '\0')
    return FALSE;
  *date = read;
  return TRUE;
}

/**
 * cabinet_date_split:
 * @year: (out) (optional): 1 to 9999
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 *
 * All are 0 for %CABINET_DATE_NONE.
 */
void
cabinet_date_split (CabinetDate date, int *year, int *month, int *day)
{
  GDate split;
  gboolean valid = g_date_valid_julian (date);

  g_date_clear (&split, 1);
  if (valid)
    g_date_set_julian (&split, date);
  if (year != NULL)
    *year = valid ? g_date_get_year (&split) : 0;
  if (month != NULL)
    *month = valid ? (int) g_date_get_month (&split) : 0;
  if (day != NULL)
    *day = valid ? g_date_get_day (&split) : 0;
}

/**
 * cabinet_date_to_iso:
 *
 * Returns: (transfer full): "2026-11-21"; an empty string for %CABINET_DATE_NONE
 */
char *
cabinet_date_to_iso (CabinetDate date)
{
  int year, month, day;

  if (date == CABINET_DATE_NONE)
    return g_strdup ("");
  cabinet_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

int
cabinet_date_get_day (CabinetDate date)
{
  int day;

  cabinet_date_split (date, NULL, NULL, &day);
  return day;
}

/**
 * cabinet_date_days_in_month:
 *
 * Returns: 28 to 31; 0 for %CABINET_DATE_NONE
 */
int
cabinet_date_days_in_month (CabinetDate date)
{
  int year, month;

  if (date == CABINET_DATE_NONE)
    return 0;
  cabinet_date_split (date, &year, &month, NULL);
  return g_date_get_days_in_month (month, year);
}

CabinetDate
cabinet_date_month_start (CabinetDate date)
{
  return date == CABINET_DATE_NONE ? CABINET_DATE_NONE : date - (CabinetDate) cabinet_date_get_day (date) + 1;
}

CabinetDate
cabinet_date_month_end (CabinetDate date)
{
  if (date == CABINET_DATE_NONE)
    return CABINET_DATE_NONE;
  return cabinet_date_month_start (date) + (CabinetDate) cabinet_date_days_in_month (date) - 1;
}

/**
 * cabinet_date_add_months:
 * @months: how many, may be negative
 *
 * The same day of another month, or that month's last day if it is shorter (31 January + 1 = 28
 * February).
 *
 * Returns: the day, or %CABINET_DATE_NONE outside the years 1 to 9999
 */
CabinetDate
cabinet_date_add_months (CabinetDate date, int months)
{
  int year, month, day;
  gint64 count;

  if (date == CABINET_DATE_NONE)
    return CABINET_DATE_NONE;
  cabinet_date_split (date, &year, &month, &day);
  count = (gint64) year * 12 + (month - 1) + months;
  if (count < 12 || count >= (gint64) (LAST_YEAR + 1) * 12)
    return CABINET_DATE_NONE;
  year = count / 12;
  month = count % 12 + 1;
  return cabinet_date_new (year, month, MIN (day, g_date_get_days_in_month (month, year)));
}

/**
 * cabinet_date_of_instant:
 * @zone: (nullable): the provider's zone; %NULL = UTC
 *
 * Returns: the day that it is in @zone at @instant
 */
CabinetDate
cabinet_date_of_instant (CabinetInstant instant, GTimeZone *zone)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) there = utc != NULL && zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  int year, month, day;

  if (utc == NULL)
    return CABINET_DATE_NONE;
  g_date_time_get_ymd (there != NULL ? there : utc, &year, &month, &day);
  return cabinet_date_new (year, month, day);
}

/* "+03:00", "Z": minutes east of UTC. */
static gboolean
read_offset (const char **at, int *minutes)
{
  int hour, minute, sign;

  *minutes = 0;
  if (read_char (at, 'Z') || read_char (at, 'z'))
    return TRUE;
  sign = **at == '-' ? -1 : 1;
  if (!read_char (at, '+') && !read_char (at, '-'))
    return FALSE;
  if (!read_digits (at, 2, &hour) || !read_char (at, ':') || !read_digits (at, 2, &minute) || hour > 23
      || minute > 59)
    return FALSE;
  *minutes = sign * (hour * 60 + minute);
  return TRUE;
}

/* ".25" → 250000; what is finer than a microsecond is cut off. */
static gboolean
read_fraction (const char **at, int *usec)
{
  int weight = 100000;

  *usec = 0;
  if (!read_char (at, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**at))
    return FALSE;
  for (; g_ascii_isdigit (**at); (*at)++, weight /= 10)
    *usec += (**at - '0') * weight;
  return TRUE;
}

/**
 * cabinet_instant_parse:
 * @text: RFC 3339 with an offset: "2026-11-21T14:32:00+07:00", "2026-11-21T07:32:00.25Z"
 * @instant: (out): set only on success
 *
 * Returns: whether @text is a moment of the years 1 to 9999 in UTC
 */
gboolean
cabinet_instant_parse (const char *text, CabinetInstant *instant)
{
  CabinetDate date;
  int hour, minute, second, usec, offset;
  gint64 days, read;

  if (text == NULL || !read_date (&text, &date) || (!read_char (&text, 'T') && !read_char (&text, 't'))
      || !read_digits (&text, 2, &hour) || !read_char (&text, ':') || !read_digits (&text, 2, &minute)
      || !read_char (&text, ':') || !read_digits (&text, 2, &second) || !read_fraction (&text, &usec)
      || !read_offset (&text, &offset) || *text != '\0')
    return FALSE;
  /* a leap second, which POSIX time does not have, is the next second's start */
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;

  days = (gint64) date - EPOCH_DAY;
  read = days * DAY_USEC + ((hour * 60 + minute - offset) * G_GINT64_CONSTANT (60) + second) * G_USEC_PER_SEC
         + usec;
  if (cabinet_date_of_instant (read, NULL) == CABINET_DATE_NONE)
    return FALSE;
  *instant = read;
  return TRUE;
}

/**
 * cabinet_instant_to_rfc3339:
 *
 * Returns: (transfer full): "2026-11-21T07:32:00Z", with a fraction if there is one
 */
char *
cabinet_instant_to_rfc3339 (CabinetInstant instant)
{
  CabinetDate date = cabinet_date_of_instant (instant, NULL);
  g_autofree char *day = cabinet_date_to_iso (date);
  gint64 rest = instant - ((gint64) date - EPOCH_DAY) * DAY_USEC;
  int second = rest / G_USEC_PER_SEC;
  int usec = rest % G_USEC_PER_SEC;
  char fraction[8] = "";

  g_return_val_if_fail (date != CABINET_DATE_NONE, g_strdup ("0001-01-01T00:00:00Z"));

  if (usec != 0)
    {
      g_snprintf (fraction, sizeof fraction, ".%06d", usec);
      for (char *end = fraction + strlen (fraction) - 1; *end == '0'; end--)
        *end = '\0';
    }
  return g_strdup_printf ("%sT%02d:%02d:%02d%sZ", day, second / 3600, second / 60 % 60, second % 60,
                          fraction);
}

/**
 * cabinet_instant_now:
 *
 * Returns: the computer's clock
 */
CabinetInstant
cabinet_instant_now (void)
{
  return g_get_real_time ();
}
