/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-chart-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAST_DAYS 45
#define FUTURE_DAYS 31
#define LEAD_DAYS 62

static void
append_point (GArray *points, CabinetDate date, gint64 micros, gint64 credited)
{
  const CabinetChartPoint point = { date, micros, credited };

  g_array_append_val (points, point);
}

/* The past to the day of reading. What was before the window tells where the line enters it. */
static void
load_past (CabinetChartData *self, CabinetAccount *account)
{
  g_autoptr (GArray) days = cabinet_account_load_history (account, self->from - LEAD_DAYS, self->read_on);
  const CabinetDayBalance *before = NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const CabinetDayBalance *day = &g_array_index (days, CabinetDayBalance, i);

      if (day->date < self->from)
        {
          before = day;
          continue;
        }
      if (self->past->len == 0 && before != NULL && day->date > self->from)
        append_point (self->past, self->from, before->micros, 0);
      append_point (self->past, day->date, day->micros, day->credited);
    }
  if (self->past->len == 0 && before != NULL)
    append_point (self->past, self->from, before->micros, 0);
  if (self->past->len > 0)
    self->from = g_array_index (self->past, CabinetChartPoint, 0).date;
}

static void
load_future (CabinetChartData *self, const CabinetForecast *forecast)
{
  for (guint i = 0; forecast->points != NULL && i < forecast->points->len; i++)
    {
      const CabinetForecastPoint *point = &g_array_index (forecast->points, CabinetForecastPoint, i);

      if (point->date >= self->read_on && point->date <= self->to)
        append_point (self->future, point->date, point->micros, 0);
    }
}

/* The past stands on what was read; what is left between two readings is closed by the forecast's start. */
static void
join (CabinetChartData *self)
{
  const CabinetChartPoint *first;

  if (self->future->len == 0)
    append_point (self->future, self->read_on, self->now, 0);
  first = &g_array_index (self->future, CabinetChartPoint, 0);
  if (self->past->len == 0)
    {
      append_point (self->past, self->read_on, first->micros, 0);
      self->from = MIN (self->from, self->read_on);
    }
}

static CabinetDate
debt_since (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);

  return overview->line ? overview->line->debt_since : CABINET_DATE_NONE;
}

/**
 * cabinet_chart_data_new:
 *
 * Reads the balances of the last weeks from the archive, and the forecast.
 *
 * Returns: (transfer full) (nullable): NULL if the contract was never read, or has no money balance
 */
CabinetChartData *
cabinet_chart_data_new (CabinetAccount *account)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetChartData *self;
  CabinetDate since;

  if (overview == NULL || forecast == NULL || !cabinet_money_is_set (&forecast->balance_today))
    return NULL;

  self = g_new0 (CabinetChartData, 1);
  self->today = cabinet_account_get_today (account);
  self->read_on = overview->today ? MIN (overview->today, self->today) : self->today;
  self->now = forecast->balance_today.micros;
  memcpy (self->currency, forecast->balance_today.currency, sizeof self->currency);
  since = debt_since (account);
  self->shortage_on = since ? since : forecast->shortage_on;
  self->stops = overview->rule && overview->rule->on_shortage == CABINET_SHORTAGE_STOP;
  self->throttle_on = forecast->throttle_on;
  self->throttle_kbps = forecast->throttle_kbps;
  if (overview->line && overview->line->state == CABINET_LINE_STATE_THROTTLED && overview->line->since)
    {
      self->throttle_on = overview->line->since;
      self->throttle_kbps = overview->line->limit_kbps;
    }

  /* A debt that is older than the usual window widens it, to half a year. */
  self->from = self->today - PAST_DAYS;
  if (since != CABINET_DATE_NONE && since < self->from)
    self->from = MAX (since - 10, self->today - 180);
  self->to = self->today + FUTURE_DAYS;
  self->past = g_array_new (FALSE, FALSE, sizeof (CabinetChartPoint));
  self->future = g_array_new (FALSE, FALSE, sizeof (CabinetChartPoint));
  load_past (self, account);
  load_future (self, forecast);
  join (self);

  return self;
}

void
cabinet_chart_data_free (CabinetChartData *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->past, g_array_unref);
  g_clear_pointer (&self->future, g_array_unref);
  g_free (self);
}

static void
widen (const GArray *points, gint64 *lowest, gint64 *highest)
{
  for (guint i = 0; i < points->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (points, CabinetChartPoint, i);

      *lowest = MIN (*lowest, point->micros);
      *highest = MAX (*highest, point->micros);
    }
}

/* The lowest and highest balance, in micros; zero lies between them. */
void
cabinet_chart_data_get_range (const CabinetChartData *self, gint64 *lowest, gint64 *highest)
{
  *lowest = 0;
  *highest = 0;
  widen (self->past, lowest, highest);
  widen (self->future, lowest, highest);
  if (*highest == *lowest)
    *highest = 100 * CABINET_MONEY_UNIT;
}

/* Where the line passes on the first unpaid day: at zero if it falls into debt, else above. */
gint64
cabinet_chart_data_get_shortage_level (const CabinetChartData *self)
{
  gint64 level = 0;

  for (guint i = 0; i < self->future->len; i++)
    {
      const CabinetChartPoint *point = &g_array_index (self->future, CabinetChartPoint, i);

      if (point->date <= self->shortage_on)
        level = point->micros;
    }
  return MAX (0, level);
}

/* The smallest of 1, 2, 3, 5, 6 × 10ⁿ that parts @range into at most @n_steps. */
gint64
cabinet_chart_nice_step (gint64 range, guint n_steps)
{
  static const int heads[] = { 1, 2, 3, 5, 6 };

  for (gint64 power = CABINET_MONEY_UNIT; power < G_MAXINT64 / 100; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
      if (range / (heads[i] * power) < (gint64) n_steps)
        return heads[i] * power;

  return range;
}

/* "4 Dec — debt": the words beside the dot; NULL = no such day in sight. */
char *
cabinet_chart_data_dup_shortage_words (const CabinetChartData *self)
{
  g_autofree char *date = NULL;

  if (self->shortage_on == CABINET_DATE_NONE || self->shortage_on > self->to)
    return NULL;
  date = cabinet_date_format (self->shortage_on, CABINET_DATE_STYLE_SHORT, self->today);

  if (self->stops)
    return g_strdup_printf (_ ("%s — line stops"), date);

  /* Translators: on the chart, the first day that is not paid for; %s is a short date. */
  return g_strdup_printf (_ ("%s — debt"), date);
}

/* "11 Dec — 128 Kbit/s"; NULL = the speed is not cut in sight. */
char *
cabinet_chart_data_dup_throttle_words (const CabinetChartData *self)
{
  g_autofree char *date = NULL;

  if (self->throttle_on == CABINET_DATE_NONE || self->throttle_on > self->to)
    return NULL;
  date = cabinet_date_format (self->throttle_on, CABINET_DATE_STYLE_SHORT, self->today);
  if (self->throttle_kbps <= 0)
    return g_strdup_printf (_ ("%s — speed is cut"), date);

  return g_strdup_printf (_ ("%s — %d Kbit/s"), date, (int) self->throttle_kbps);
}

static void
append_shortage (GString *text, const CabinetChartData *self)
{
  g_autofree char *date = NULL;

  if (self->shortage_on == CABINET_DATE_NONE || self->shortage_on > self->to)
    {
      date = cabinet_date_format (self->to, CABINET_DATE_STYLE_LONG, self->today);
      g_string_append_printf (text, _ ("No debt is expected until %s."), date);
      return;
    }
  date = cabinet_date_format (self->shortage_on, CABINET_DATE_STYLE_LONG, self->today);
  if (self->shortage_on <= self->today)
    g_string_append_printf (text, _ ("In debt since %s."), date);
  else
    g_string_append_printf (text, _ ("The first day that is not paid for is %s."), date);
}

static void
append_throttle (GString *text, const CabinetChartData *self)
{
  g_autofree char *date = NULL;

  if (self->throttle_on == CABINET_DATE_NONE || self->throttle_on > self->to)
    return;
  date = cabinet_date_format (self->throttle_on, CABINET_DATE_STYLE_LONG, self->today);
  g_string_append_c (text, ' ');
  if (self->throttle_kbps > 0)
    g_string_append_printf (text, _ ("Speed is limited to %d Kbit/s from %s."), (int) self->throttle_kbps,
                            date);
  else
    g_string_append_printf (text, _ ("Speed is limited from %s."), date);
}

/* The chart for those who do not see it: the balance now, the day of zero, the day of the limit. */
char *
cabinet_chart_data_dup_description (const CabinetChartData *self)
{
  const CabinetMoney now = cabinet_money (self->now, self->currency);
  g_autofree char *sum = cabinet_money_spell (&now, CABINET_ROUND_DOWN);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Now %s."), sum);
  g_string_append_c (text, ' ');
  append_shortage (text, self);
  append_throttle (text, self);

  return g_string_free (text, FALSE);
}
