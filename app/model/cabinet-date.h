/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CabinetDate:
 *
 * A plain day in the provider's zone: days since 1 January of year 1 (GDate's julian day), 0 = no
 * date. Two dates compare with `<`, a day is added with `+ 1`.
 */
typedef guint32 CabinetDate;

/**
 * CabinetInstant:
 *
 * A moment, UTC: microseconds since 1970, 0 = no moment.
 */
typedef gint64 CabinetInstant;

#define CABINET_DATE_NONE 0u

typedef enum
{
  CABINET_DATE_STYLE_SHORT,      /* 3 Dec / 3 дек. (the year only if it is not @reference's) */
  CABINET_DATE_STYLE_LONG,       /* 3 December / 3 декабря (the year only if it is not @reference's) */
  CABINET_DATE_STYLE_FULL,       /* 3 December 2026 / 3 декабря 2026 г. */
  CABINET_DATE_STYLE_MONTH,      /* December 2026 / Декабрь 2026 */
  CABINET_DATE_STYLE_MONTH_NAME, /* December / декабрь */
  CABINET_DATE_STYLE_MONTH_SHORT, /* Dec / дек */
} CabinetDateStyle;

CabinetDate cabinet_date_new (int year, int month, int day);
gboolean cabinet_date_parse (const char *text, CabinetDate *date);
char *cabinet_date_to_iso (CabinetDate date);
void cabinet_date_split (CabinetDate date, int *year, int *month, int *day);
int cabinet_date_get_day (CabinetDate date);
CabinetDate cabinet_date_month_start (CabinetDate date);
CabinetDate cabinet_date_month_end (CabinetDate date);
int cabinet_date_days_in_month (CabinetDate date);
CabinetDate cabinet_date_add_months (CabinetDate date, int months);
CabinetDate cabinet_date_of_instant (CabinetInstant instant, GTimeZone *zone);
char *cabinet_date_format (CabinetDate date, CabinetDateStyle style, CabinetDate reference);
char *cabinet_date_format_range (CabinetDate from, CabinetDate to, CabinetDate reference);

gboolean cabinet_instant_parse (const char *text, CabinetInstant *instant);
char *cabinet_instant_to_rfc3339 (CabinetInstant instant);
CabinetInstant cabinet_instant_now (void);
char *cabinet_instant_format (CabinetInstant instant, GTimeZone *zone, CabinetDate today);
char *cabinet_instant_format_clock (CabinetInstant instant, GTimeZone *zone);

G_END_DECLS
