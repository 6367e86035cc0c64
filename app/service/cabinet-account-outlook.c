/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-charging.h"

/* The Date header counts whole seconds, and an answer takes its time. */
#define CLOCK_TOLERANCE (2 * G_TIME_SPAN_SECOND)
/* How far the chart looks ahead. */
#define HORIZON_DAYS 62

/**
 * cabinet_account_get_today:
 * @self: an account
 *
 * Returns: the present day in the contract's zone by the server's clock, as far as it is known: the PC's may
 *   be wrong, and set back since; it is not before the day of the last reading
 */
CabinetDate
cabinet_account_get_today (CabinetAccount *self)
{
  CabinetInstant skew = ABS (self->clock_skew) < CLOCK_TOLERANCE ? 0 : self->clock_skew;
  CabinetDate today = cabinet_date_of_instant (cabinet_instant_now () + skew, self->zone);

  return self->overview != NULL ? MAX (today, self->overview->today) : today;
}

/**
 * cabinet_account_get_main_balance:
 * @self: an account
 *
 * Returns: (transfer none) (nullable): the balance that services are paid from
 */
CabinetBalance *
cabinet_account_get_main_balance (CabinetAccount *self)
{
  guint n = self->overview != NULL ? cabinet_list_length (self->overview->balances) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetBalance *balance = cabinet_list_get (self->overview->balances, i);

      if (balance->kind == CABINET_BALANCE_KIND_MAIN)
        return balance;
    }
  return n > 0 ? cabinet_list_get (self->overview->balances, 0) : NULL;
}

/* To be reckoned again when next asked for. */
void
cabinet_account_forget_outlook (CabinetAccount *self)
{
  g_clear_pointer (&self->forecast, cabinet_forecast_free);
  g_clear_object (&self->due);
  self->computed_on = CABINET_DATE_NONE;
}

/* The server's word holds on the day it was said; on a later one the sum is reckoned again. */
static void
compute (CabinetAccount *self)
{
  CabinetDate today = cabinet_account_get_today (self);
  CabinetBalance *balance = cabinet_account_get_main_balance (self);

  if (self->overview == NULL || self->computed_on == today)
    return;
  cabinet_account_forget_outlook (self);
  self->computed_on = today;
  self->forecast = cabinet_forecast_new (self->overview, today, HORIZON_DAYS);
  if (self->overview->due != NULL && self->overview->today >= today)
    self->due = g_object_ref (self->overview->due);
  else if (self->overview->rule != NULL && self->forecast != NULL && balance != NULL
           && cabinet_money_is_set (&self->forecast->balance_today))
    self->due = cabinet_due_compute (&self->forecast->balance_today, self->overview->rule,
                                     G_LIST_MODEL (self->overview->services),
                                     G_LIST_MODEL (self->overview->pending), today);
  else if (self->overview->due != NULL)
    self->due = g_object_ref (self->overview->due);
}

CabinetForecast *
cabinet_account_get_forecast (CabinetAccount *self)
{
  compute (self);
  return self->forecast;
}

CabinetDue *
cabinet_account_get_due (CabinetAccount *self)
{
  compute (self);
  return self->due;
}

/**
 * cabinet_account_load_history:
 * @self: an account
 * @from: the first day wanted
 * @to: the last day wanted
 *
 * Returns: (transfer full) (element-type CabinetDayBalance): the days on which something happened, oldest
 *   first; empty if nothing is archived
 */
GArray *
cabinet_account_load_history (CabinetAccount *self, CabinetDate from, CabinetDate to)
{
  GArray *history = g_array_new (FALSE, FALSE, sizeof (CabinetDayBalance));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days =
    cabinet_archive_query_daily_balances (self->core->archive, self->id, from, to, &error);

  if (days == NULL)
    g_warning ("past balances could not be read: %s", error->message);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      CabinetLedgerDay *day = &g_array_index (days, CabinetLedgerDay, i);
      CabinetDayBalance balance = { day->date, day->balance, day->credited };

      g_array_append_val (history, balance);
    }
  return history;
}
