/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-date.h"

#include <glib.h>

static CabinetDate
day (const char *iso)
{
  CabinetDate date = CABINET_DATE_NONE;

  g_assert_true (cabinet_date_parse (iso, &date));
  return date;
}

static void
assert_day (CabinetDate date, const char *iso)
{
  g_autofree char *text = cabinet_date_to_iso (date);

  g_assert_cmpstr (text, ==, iso);
}

static void
test_parse (void)
{
  static const char *const bad[] = {
    "",           "2026",        "2026-11",     "2026-11-2",  "2026-1-21",
    "26-11-21",   "2026-11-21 ", " 2026-11-21", "2026/11/21", "2026-13-01",
    "2026-00-01", "2026-01-00",  "2026-01-32",  "2026-02-29", "2100-02-29",
    "2026-04-31", "0000-01-01",  "+026-01-01",  "20261121",   "2026-11-21T00:00:00Z",
    "2026--1-21", "٢٠٢٦-01-01",
  };
  static const char *const good[] = { "0001-01-01", "1970-01-01", "2000-02-29",
                                      "2028-02-29", "2026-12-31", "9999-12-31" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      CabinetDate date = 77;

      g_assert_false (cabinet_date_parse (bad[i], &date));
      g_assert_cmpuint (date, ==, 77);
    }
  g_assert_false (cabinet_date_parse (NULL, &(CabinetDate){ 0 }));
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_day (day (good[i]), good[i]);
  g_assert_cmpuint (day ("0001-01-01"), ==, 1);
  g_assert_cmpuint (day ("2026-12-31") + 1, ==, day ("2027-01-01"));
  assert_day (CABINET_DATE_NONE, "");
}

/* 400 years: every day is the one after the day before it, and comes back from its parts. */
static void
test_calendar (void)
{
  int last_day = 0;
  int leap_days = 0;

  for (CabinetDate date = day ("1900-01-01"); date < day ("2300-01-01"); date++)
    {
      int y, m, d;

      cabinet_date_split (date, &y, &m, &d);
      g_assert_cmpuint (cabinet_date_new (y, m, d), ==, date);
      g_assert_true (d == last_day + 1 || d == 1);
      g_assert_cmpuint (cabinet_date_month_end (date) - cabinet_date_month_start (date) + 1, ==,
                        cabinet_date_days_in_month (date));
      leap_days += m == 2 && d == 29;
      last_day = d;
    }
  g_assert_cmpint (leap_days, ==, 97);
}

static void
test_months (void)
{
  assert_day (cabinet_date_add_months (day ("2026-01-31"), 1), "2026-02-28");
  assert_day (cabinet_date_add_months (day ("2028-01-31"), 1), "2028-02-29");
  assert_day (cabinet_date_add_months (day ("2026-12-01"), 1), "2027-01-01");
  assert_day (cabinet_date_add_months (day ("2026-01-15"), -1), "2025-12-15");
  assert_day (cabinet_date_add_months (day ("2026-03-31"), -13), "2025-02-28");
  assert_day (cabinet_date_add_months (day ("9999-12-01"), 1), "");
  assert_day (cabinet_date_add_months (day ("0001-01-01"), -1), "");
  assert_day (cabinet_date_add_months (day ("2026-01-01"), G_MAXINT), "");
  assert_day (cabinet_date_month_start (day ("2026-11-21")), "2026-11-01");
  assert_day (cabinet_date_month_end (day ("2026-02-01")), "2026-02-28");
  g_assert_cmpint (cabinet_date_days_in_month (day ("2028-02-03")), ==, 29);
  g_assert_cmpint (cabinet_date_get_day (day ("2026-11-21")), ==, 21);
}

static void
assert_moment (const char *text, const char *expected)
{
  CabinetInstant instant;
  g_autofree char *again = NULL;

  g_assert_true (cabinet_instant_parse (text, &instant));
  again = cabinet_instant_to_rfc3339 (instant);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_instants (void)
{
  static const char *const bad[] = {
    "",
    "2026-11-21",
    "2026-11-21T07:32:00",
    "2026-11-21 07:32:00Z",
    "2026-11-21T07:32Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21T07:60:00Z",
    "2026-11-21T07:32:61Z",
    "2026-11-21T07:32:00.Z",
    "2026-11-21T07:32:00+0700",
    "2026-11-21T07:32:00+07",
    "2026-11-21T07:32:00+24:00",
    "2026-11-21T07:32:00Zx",
    "2026-02-30T07:32:00Z",
    "2026-11-21T7:32:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "2026-11-21T07:32:00,5Z",
    "1700000000",
  };
  CabinetInstant instant;

  assert_moment ("2026-11-21T07:32:00Z", "2026-11-21T07:32:00Z");
  assert_moment ("2026-11-21T14:32:00+07:00", "2026-11-21T07:32:00Z");
  assert_moment ("2026-11-20T21:02:00-10:30", "2026-11-21T07:32:00Z");
  assert_moment ("2026-11-21t07:32:00.25z", "2026-11-21T07:32:00.25Z");
  assert_moment ("2026-11-21T07:32:00.000001Z", "2026-11-21T07:32:00.000001Z");
  assert_moment ("2026-11-21T07:32:00.1234569999Z", "2026-11-21T07:32:00.123456Z");
  assert_moment ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
  assert_moment ("1969-12-31T23:59:59.75Z", "1969-12-31T23:59:59.75Z");
  assert_moment ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z");
  assert_moment ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (cabinet_instant_parse (bad[i], &instant));
  g_assert_true (cabinet_instant_parse ("1970-01-01T00:00:01.5Z", &instant));
  g_assert_cmpint (instant, ==, 1500000);
  g_assert_cmpint (cabinet_instant_now (), >, G_GINT64_CONSTANT (1600000000) * G_USEC_PER_SEC);
}

/* Trap 6: 23:59 on the 31st in Yakutsk is still 17:59 in Moscow, and the 1st comes at different times. */
static void
test_zones (void)
{
  g_autoptr (GTimeZone) yakutsk = g_time_zone_new_identifier ("Asia/Yakutsk");
  g_autoptr (GTimeZone) moscow = g_time_zone_new_identifier ("Europe/Moscow");
  CabinetInstant instant;
  g_autofree char *clock = NULL;

  if (yakutsk == NULL || moscow == NULL)
    {
      g_test_skip ("no time zone data");
      return;
    }
  g_assert_true (cabinet_instant_parse ("2026-12-31T23:59:00+09:00", &instant));
  clock = cabinet_instant_format_clock (instant, moscow);
  g_assert_cmpstr (clock, ==, "17:59");
  assert_day (cabinet_date_of_instant (instant, yakutsk), "2026-12-31");
  assert_day (cabinet_date_of_instant (instant + 60 * G_USEC_PER_SEC, yakutsk), "2027-01-01");
  assert_day (cabinet_date_of_instant (instant + 60 * G_USEC_PER_SEC, moscow), "2026-12-31");
  assert_day (cabinet_date_of_instant (-1, NULL), "1969-12-31");
}

static void
assert_format (const char *iso, CabinetDateStyle style, const char *reference, const char *expected)
{
  g_autofree char *text =
    cabinet_date_format (day (iso), style, reference != NULL ? day (reference) : CABINET_DATE_NONE);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_range (const char *from, const char *to, const char *expected)
{
  g_autofree char *text = cabinet_date_format_range (day (from), day (to), day ("2026-11-21"));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  assert_format ("2026-12-03", CABINET_DATE_STYLE_SHORT, "2026-11-21", "3 Dec");
  assert_format ("2027-12-03", CABINET_DATE_STYLE_SHORT, "2026-11-21", "3 Dec 2027");
  assert_format ("2026-12-03", CABINET_DATE_STYLE_LONG, "2026-11-21", "3 December");
  assert_format ("2026-12-03", CABINET_DATE_STYLE_LONG, NULL, "3 December 2026");
  assert_format ("2026-12-03", CABINET_DATE_STYLE_FULL, "2026-11-21", "3 December 2026");
  assert_format ("2026-12-03", CABINET_DATE_STYLE_MONTH, "2026-11-21", "December 2026");
  assert_format ("2026-12-03", CABINET_DATE_STYLE_MONTH_NAME, NULL, "December");

  assert_range ("2026-11-15", "2026-11-21", "15–21 Nov");
  assert_range ("2026-11-30", "2026-12-03", "30 Nov – 3 Dec");
  assert_range ("2026-12-30", "2027-01-03", "30 Dec 2026 – 3 Jan 2027");
  assert_range ("2025-11-15", "2025-11-21", "15–21 Nov 2025");
  assert_range ("2025-11-30", "2025-12-03", "30 Nov – 3 Dec 2025");
  assert_range ("2026-11-21", "2026-11-21", "21 Nov");
}

static void
assert_told (const char *moment, const char *expected)
{
  g_autoptr (GTimeZone) tomsk = g_time_zone_new_offset (7 * 3600);
  g_autofree char *text = NULL;
  CabinetInstant instant;

  g_assert_true (cabinet_instant_parse (moment, &instant));
  text = cabinet_instant_format (instant, tomsk, day ("2026-11-21"));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_moments (void)
{
  assert_told ("2026-11-21T07:32:00Z", "14:32");
  assert_told ("2026-11-20T14:40:00Z", "yesterday at 21:40");
  assert_told ("2026-11-20T17:00:00Z", "0:00"); /* midnight belongs to the day that begins */
  assert_told ("2026-11-22T02:05:00Z", "tomorrow at 9:05");
  assert_told ("2026-11-19T14:40:00Z", "19 November at 21:40");
  assert_told ("2025-11-19T14:40:00Z", "19 November 2025 at 21:40");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/calendar", test_calendar);
  g_test_add_func ("/date/months", test_months);
  g_test_add_func ("/date/instants", test_instants);
  g_test_add_func ("/date/zones", test_zones);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/moments", test_moments);
  return g_test_run ();
}
