/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-charging.h"

static gint64
minor_step (const char *currency)
{
  gint64 step = CABINET_MONEY_UNIT;

  for (int digits = cabinet_money_digits (currency); digits > 0; digits--)
    step /= 10;
  return step;
}

/**
 * cabinet_charging_daily_part:
 * @fee_minor: a month's fee in minor units (kopecks)
 * @day: day of the month, from 1
 * @days_in_month: 28 to 31
 *
 * The part of one day (E5): parts differ by at most one minor unit, and the parts of a month add up to
 * the fee exactly.
 *
 * Returns: minor units
 */
gint64
cabinet_charging_daily_part (gint64 fee_minor, int day, int days_in_month)
{
  gint64 whole;
  int rest;

  g_return_val_if_fail (day >= 1 && day <= days_in_month, 0);

  /* floor(F·k/n) − floor(F·(k−1)/n) by quotient and rest: the product might not fit */
  whole = fee_minor / days_in_month;
  rest = fee_minor % days_in_month;
  if (rest < 0)
    {
      rest += days_in_month;
      whole--;
    }
  return whole + rest * day / days_in_month - rest * (day - 1) / days_in_month;
}

/**
 * cabinet_charging_daily_share:
 * @before_minor: fees of the services that stand before this one, in minor units
 * @fee_minor: a month's fee of the service
 * @day: day of the month, from 1
 * @days_in_month: 28 to 31
 *
 * What of the account's daily part falls on one service. The shares of a day add up to the part of the
 * whole fee, and the shares of a month to the service's own fee, both exactly.
 *
 * Returns: minor units
 */
gint64
cabinet_charging_daily_share (gint64 before_minor, gint64 fee_minor, int day, int days_in_month)
{
  return cabinet_charging_daily_part (before_minor + fee_minor, day, days_in_month)
         - cabinet_charging_daily_part (before_minor, day, days_in_month);
}

/* The day of @date's month on which a monthly fee is taken: the last one if the month is too short. */
static int
charging_day (CabinetChargingRule *rule, CabinetDate date)
{
  return CLAMP (rule->day, 1, cabinet_date_days_in_month (date));
}

/**
 * cabinet_charging_fee_on:
 * @rule: how the fee is taken
 * @fee: (nullable): of a calendar month; not set = none
 * @date: a day in the contract's zone
 *
 * Returns: what is taken for one service on @date, a positive sum, 0 on most days of a monthly rule;
 *   not set if there is no fee. A fee finer than the currency's digits is rounded half away from zero.
 */
CabinetMoney
cabinet_charging_fee_on (CabinetChargingRule *rule, const CabinetMoney *fee, CabinetDate date)
{
  CabinetMoney rounded;
  gint64 step;

  if (!cabinet_money_is_set (fee) || date == CABINET_DATE_NONE)
    return cabinet_money (0, NULL);
  rounded = cabinet_money_round (fee, CABINET_ROUND_HALF_AWAY);
  step = minor_step (fee->currency);
  switch (rule->kind)
    {
    case CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS:
      rounded.micros = step
                       * cabinet_charging_daily_part (rounded.micros / step, cabinet_date_get_day (date),
                                                      cabinet_date_days_in_month (date));
      return rounded;
    case CABINET_CHARGING_KIND_MONTHLY_ON:
      if (cabinet_date_get_day (date) != charging_day (rule, date))
        rounded.micros = 0;
      return rounded;
    case CABINET_CHARGING_KIND_UNKNOWN:
    default:
      return cabinet_money (0, fee->currency);
    }
}

/* A service that is suspended or closed costs nothing. A blocked one does: its fee is what the
 * contract needs to be open again. */
static gboolean
is_charged (CabinetServiceLine *service, const char *currency)
{
  return service->state != CABINET_LINE_STATE_SUSPENDED && service->state != CABINET_LINE_STATE_CLOSED
         && cabinet_money_is_set (&service->fee) && g_str_equal (service->fee.currency, currency);
}

/* Sums beyond 64 bits of micro-units are no real money: they stay at the end of the range. */
static void
add_within_range (gint64 *total, gint64 more)
{
  if (__builtin_add_overflow (*total, more, total))
    *total = more > 0 ? G_MAXINT64 : G_MININT64;
}

/**
 * cabinet_charging_service_fee:
 *
 * Returns: what @service costs a month, to the currency's digits; 0 while it is suspended or closed and
 *   if its fee is in another currency
 */
CabinetMoney
cabinet_charging_service_fee (CabinetServiceLine *service, const char *currency)
{
  return is_charged (service, currency) ? cabinet_money_round (&service->fee, CABINET_ROUND_HALF_AWAY)
                                        : cabinet_money (0, currency);
}

/**
 * cabinet_charging_monthly_fee:
 * @services: of #CabinetServiceLine
 * @currency: of the account; services in another one are left out
 *
 * Returns: the fees of a whole month
 */
CabinetMoney
cabinet_charging_monthly_fee (GListModel *services, const char *currency)
{
  CabinetMoney total = cabinet_money (0, currency);

  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);

      add_within_range (&total.micros, cabinet_charging_service_fee (service, currency).micros);
    }
  return total;
}

/**
 * cabinet_charging_total_on:
 * @services: of #CabinetServiceLine
 * @currency: of the account; services in another one are left out
 *
 * Daily parts are parts of the whole fee: 550 + 150 + 50 in November are 25.00 every day, while the
 * parts of each service alone would add up to 24.99 on one day and 25.01 on another.
 *
 * Returns: what is taken for all services on @date, a positive sum
 */
CabinetMoney
cabinet_charging_total_on (CabinetChargingRule *rule,
                           GListModel *services,
                           CabinetDate date,
                           const char *currency)
{
  CabinetMoney fee = cabinet_charging_monthly_fee (services, currency);

  return cabinet_charging_fee_on (rule, &fee, date);
}

/**
 * cabinet_charging_next_date:
 * @after: a day whose own charge is already taken
 *
 * Returns: the next day on which @rule takes a fee; %CABINET_DATE_NONE if the rule is not known
 */
CabinetDate
cabinet_charging_next_date (CabinetChargingRule *rule, CabinetDate after)
{
  CabinetDate month, date;

  if (after == CABINET_DATE_NONE)
    return CABINET_DATE_NONE;
  if (rule->kind == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return after + 1;
  if (rule->kind != CABINET_CHARGING_KIND_MONTHLY_ON)
    return CABINET_DATE_NONE;

  month = cabinet_date_month_start (after);
  date = month + charging_day (rule, month) - 1;
  if (date > after)
    return date;
  month = cabinet_date_add_months (month, 1);
  return month == CABINET_DATE_NONE ? CABINET_DATE_NONE : month + charging_day (rule, month) - 1;
}

/**
 * cabinet_charging_services_on:
 * @services: of #CabinetServiceLine, connected now
 * @pending: (nullable): of #CabinetPendingChange, in any order; of one day, the later in the list counts
 * @date: a day to come
 *
 * Returns: (transfer none): of #CabinetServiceLine, what is connected on @date if nothing else is ordered
 */
GListModel *
cabinet_charging_services_on (GListModel *services, GListModel *pending, CabinetDate date)
{
  CabinetDate from = CABINET_DATE_NONE;

  for (guint i = 0; i < cabinet_list_length (pending); i++)
    {
      CabinetPendingChange *change = cabinet_list_get (pending, i);

      if (change->effective_on == CABINET_DATE_NONE || change->effective_on > date
          || change->effective_on < from)
        continue;
      from = change->effective_on;
      services = G_LIST_MODEL (change->services);
    }
  return services;
}
