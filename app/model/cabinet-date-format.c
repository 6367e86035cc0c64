/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-date.h"

#include <glib/gi18n-lib.h>

/* The C library's %B knows Russian only where a Russian locale is installed, so month names are ours. */

static const char *
month_genitive (int month)
{
  static const char *const names[] = {
    NC_ ("month genitive", "January"),   NC_ ("month genitive", "February"),
    NC_ ("month genitive", "March"),     NC_ ("month genitive", "April"),
    NC_ ("month genitive", "May"),       NC_ ("month genitive", "June"),
    NC_ ("month genitive", "July"),      NC_ ("month genitive", "August"),
    NC_ ("month genitive", "September"), NC_ ("month genitive", "October"),
    NC_ ("month genitive", "November"),  NC_ ("month genitive", "December"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month genitive", names[month - 1]);
}

static const char *
month_short (int month)
{
  static const char *const names[] = {
    NC_ ("month short", "Jan"), NC_ ("month short", "Feb"), NC_ ("month short", "Mar"),
    NC_ ("month short", "Apr"), NC_ ("month short", "May"), NC_ ("month short", "Jun"),
    NC_ ("month short", "Jul"), NC_ ("month short", "Aug"), NC_ ("month short", "Sep"),
    NC_ ("month short", "Oct"), NC_ ("month short", "Nov"), NC_ ("month short", "Dec"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month short", names[month - 1]);
}

static const char *
month_nominative (int month)
{
  static const char *const names[] = {
    NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
    NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
    NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
    NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", names[month - 1]);
}

/* Alone, not within a date: below a bar of a chart. */
static const char *
month_abbreviated (int month)
{
  static const char *const names[] = {
    NC_ ("month abbreviated", "Jan"), NC_ ("month abbreviated", "Feb"), NC_ ("month abbreviated", "Mar"),
    NC_ ("month abbreviated", "Apr"), NC_ ("month abbreviated", "May"), NC_ ("month abbreviated", "Jun"),
    NC_ ("month abbreviated", "Jul"), NC_ ("month abbreviated", "Aug"), NC_ ("month abbreviated", "Sep"),
    NC_ ("month abbreviated", "Oct"), NC_ ("month abbreviated", "Nov"), NC_ ("month abbreviated", "Dec"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "month abbreviated", names[month - 1]);
}

/* Heads a page or a group: starts with a capital, also where the language writes months small. */
static char *
format_month (int year, int month)
{
  /* Translators: a month as a heading, "December 2026": %1$s is the month's name, %2$d the year */
  g_autofree char *text = g_strdup_printf (C_ ("date", "%1$s %2$d"), month_nominative (month), year);
  char first[7] = "";

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static gboolean
same_year (CabinetDate date, CabinetDate reference)
{
  int year, other;

  cabinet_date_split (date, &year, NULL, NULL);
  cabinet_date_split (reference, &other, NULL, NULL);
  return year == other;
}

/**
 * cabinet_date_format:
 * @reference: the day it is written on; a year equal to its year is left out in the short and long
 *   styles, with %CABINET_DATE_NONE the year is always there
 *
 * Returns: (transfer full): @date in the person's language; an empty string for %CABINET_DATE_NONE
 */
char *
cabinet_date_format (CabinetDate date, CabinetDateStyle style, CabinetDate reference)
{
  int year, month, day;

  if (date == CABINET_DATE_NONE)
    return g_strdup ("");
  cabinet_date_split (date, &year, &month, &day);
  switch (style)
    {
    case CABINET_DATE_STYLE_SHORT:
      if (same_year (date, reference))
        /* Translators: a short date, "3 Dec": %1$d is the day, %2$s the short month */
        return g_strdup_printf (C_ ("short date", "%1$d %2$s"), day, month_short (month));
      /* Translators: a short date, "3 Dec 2026": %1$d is the day, %2$s the short month, %3$d the year */
      return g_strdup_printf (C_ ("short date", "%1$d %2$s %3$d"), day, month_short (month), year);
    case CABINET_DATE_STYLE_LONG:
      if (same_year (date, reference))
        /* Translators: a date, "3 December": %1$d is the day, %2$s the month (in the genitive) */
        return g_strdup_printf (C_ ("date", "%1$d %2$s"), day, month_genitive (month));
      G_GNUC_FALLTHROUGH;
    case CABINET_DATE_STYLE_FULL:
      /* Translators: a full date, "3 December 2026": %1$d is the day, %2$s the month (in the genitive),
       * %3$d the year */
      return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), day, month_genitive (month), year);
    case CABINET_DATE_STYLE_MONTH:
      return format_month (year, month);
    case CABINET_DATE_STYLE_MONTH_NAME:
      return g_strdup (month_nominative (month));
    case CABINET_DATE_STYLE_MONTH_SHORT:
      return g_strdup (month_abbreviated (month));
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * cabinet_date_format_range:
 * @from: the first day
 * @to: the last day, inclusive
 * @reference: as in cabinet_date_format()
 *
 * Returns: (transfer full): "15–21 Nov", "30 Nov – 3 Dec", "30 Dec 2026 – 3 Jan 2027"; one date if
 *   both are one day
 */
char *
cabinet_date_format_range (CabinetDate from, CabinetDate to, CabinetDate reference)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  gboolean years = !same_year (from, reference) || !same_year (to, reference);
  int year, month, day;

  if (from == to)
    return cabinet_date_format (to, CABINET_DATE_STYLE_SHORT, reference);

  cabinet_date_split (to, &year, &month, &day);
  if (from != CABINET_DATE_NONE && cabinet_date_month_start (from) == cabinet_date_month_start (to))
    {
      if (years)
        /* Translators: days of one month, "15–21 Nov 2025": first day, last day, short month, year */
        return g_strdup_printf (C_ ("date range", "%1$d–%2$d %3$s %4$d"), cabinet_date_get_day (from), day,
                                month_short (month), year);
      /* Translators: days of one month, "15–21 Nov": first day, last day, short month */
      return g_strdup_printf (C_ ("date range", "%1$d–%2$d %3$s"), cabinet_date_get_day (from), day,
                              month_short (month));
    }

  /* two years, or another year than today's: both dates say theirs, unless one year at the end is enough */
  if (years && same_year (from, to))
    first = cabinet_date_format (from, CABINET_DATE_STYLE_SHORT, to);
  else
    first = cabinet_date_format (from, CABINET_DATE_STYLE_SHORT, years ? CABINET_DATE_NONE : reference);
  last = cabinet_date_format (to, CABINET_DATE_STYLE_SHORT, years ? CABINET_DATE_NONE : reference);
  /* Translators: two short dates, "30 Nov – 3 Dec" */
  return g_strdup_printf (C_ ("date range", "%1$s – %2$s"), first, last);
}

/**
 * cabinet_instant_format_clock:
 * @zone: (nullable): %NULL = UTC
 *
 * Returns: (transfer full): "14:32"
 */
char *
cabinet_instant_format_clock (CabinetInstant instant, GTimeZone *zone)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (seconds);
  g_autoptr (GDateTime) there = utc != NULL && zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  GDateTime *time = there != NULL ? there : utc;

  if (time == NULL)
    return g_strdup ("");
  /* Translators: a time of day, "14:32": hours (0 to 23) and minutes */
  return g_strdup_printf (C_ ("clock", "%1$d:%2$02d"), g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

/**
 * cabinet_instant_format:
 * @zone: (nullable): the zone to tell it in; %NULL = UTC
 * @today: the day it is written on, in @zone
 *
 * Returns: (transfer full): "14:32" if it is today, "yesterday at 21:40", else "20 November at 21:40"
 */
char *
cabinet_instant_format (CabinetInstant instant, GTimeZone *zone, CabinetDate today)
{
  CabinetDate date = cabinet_date_of_instant (instant, zone);
  g_autofree char *clock = cabinet_instant_format_clock (instant, zone);
  g_autofree char *day = NULL;

  if (today != CABINET_DATE_NONE && date == today)
    return g_steal_pointer (&clock);
  if (today != CABINET_DATE_NONE && date == today - 1)
    /* Translators: "yesterday at 21:40" */
    return g_strdup_printf (C_ ("moment", "yesterday at %s"), clock);
  if (today != CABINET_DATE_NONE && date == today + 1)
    /* Translators: "tomorrow at 9:00" */
    return g_strdup_printf (C_ ("moment", "tomorrow at %s"), clock);
  day = cabinet_date_format (date, CABINET_DATE_STYLE_LONG, today);
  /* Translators: "20 November at 21:40": %1$s is the date, %2$s the time */
  return g_strdup_printf (C_ ("moment", "%1$s at %2$s"), day, clock);
}
