/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-forecast.h"

#include "cabinet-charging.h"

#define FARTHEST 731 /* days: two years */
#define OLDEST 3660  /* days: what a reading of ten years ago says about today is nothing */

/* A contract that lives on by its rule, one day at a time. */
typedef struct
{
  CabinetOverview *overview;
  CabinetBalance *account;
  GListStore *services;
  GListStore *other; /* from other_from on; NULL = nothing changes */
  CabinetDate other_from;
  CabinetDate resumes_on; /* charges begin again; 0 = they are going on */
  gboolean stopped;       /* nothing is charged any more */
  gint64 micros;
} Life;

/* The main balance, or the first that is money. */
static CabinetBalance *
find_account (CabinetOverview *overview)
{
  CabinetBalance *first = NULL;

  for (guint i = 0; i < cabinet_list_length (overview->balances); i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (!cabinet_money_is_set (&balance->amount))
        continue;
      if (balance->kind == CABINET_BALANCE_KIND_MAIN)
        return balance;
      if (first == NULL)
        first = balance;
    }
  return first;
}

/* After a pause the paused services cost again: the same services, as if they worked. */
static GListStore *
dup_resumed (GListModel *services)
{
  GListStore *resumed = g_list_store_new (CABINET_TYPE_SERVICE_LINE);

  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);
      g_autoptr (CabinetServiceLine) copy = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);

      copy->state =
        service->state == CABINET_LINE_STATE_SUSPENDED ? CABINET_LINE_STATE_ACTIVE : service->state;
      copy->fee = service->fee;
      g_list_store_append (resumed, copy);
    }
  return resumed;
}

static void
life_init (Life *life, CabinetOverview *overview, CabinetBalance *account)
{
  CabinetLine *line = overview->line;

  life->overview = overview;
  life->account = account;
  life->micros = account->amount.micros;
  life->resumes_on = CABINET_DATE_NONE;
  life->stopped = FALSE;
  life->services = g_object_ref (overview->services);
  life->other = NULL;
  life->other_from = CABINET_DATE_NONE;
  if (line == NULL)
    return;
  if (line->state == CABINET_LINE_STATE_SUSPENDED)
    {
      life->resumes_on = line->until;
      life->stopped = line->until == CABINET_DATE_NONE;
      g_object_unref (life->services);
      life->services = dup_resumed (G_LIST_MODEL (overview->services));
    }
  else if (line->state == CABINET_LINE_STATE_CLOSED
           || (line->state == CABINET_LINE_STATE_BLOCKED
               && overview->rule->on_shortage == CABINET_SHORTAGE_STOP))
    {
      life->stopped = TRUE;
    }
}

/* What a pause stops costs nothing before it is over, whatever the services are then. */
static void
life_change (Life *life, const CabinetForecastChange *change)
{
  life->other = dup_resumed (change->services);
  life->other_from = change->from;
}

static gint64
add_within_range (gint64 a, gint64 b)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum))
    return b > 0 ? G_MAXINT64 : G_MININT64;
  return sum;
}

/* A promised payment stands apart from the balance and counts up to its last day (trap 8). */
static gint64
credit_on (Life *life, CabinetDate date)
{
  CabinetBalance *account = life->account;

  if (!cabinet_money_is_set (&account->credit)
      || !g_str_equal (account->credit.currency, account->amount.currency))
    return 0;
  return account->credit_until == CABINET_DATE_NONE || date <= account->credit_until ? account->credit.micros
                                                                                     : 0;
}

/* Lives through @date. Returns: whether the day is paid for. */
static gboolean
life_pass (Life *life, CabinetDate date)
{
  CabinetChargingRule *rule = life->overview->rule;
  GListStore *services = life->other != NULL && date >= life->other_from ? life->other : life->services;
  gint64 after;

  if (life->stopped)
    return TRUE;
  if (date < life->resumes_on)
    return TRUE;

  after = add_within_range (
    life->micros,
    -cabinet_charging_total_on (rule, G_LIST_MODEL (services), date, life->account->amount.currency).micros);
  if (add_within_range (after, credit_on (life, date)) >= 0)
    {
      life->micros = after;
      return TRUE;
    }
  if (rule->on_shortage == CABINET_SHORTAGE_STOP)
    life->stopped = TRUE; /* E5: what is not covered is not taken, and the line is off */
  else
    life->micros = after; /* E2: it becomes a debt */
  return FALSE;
}

/* What has been short already on the day of reading. */
static void
note_shortage_at_reading (CabinetForecast *self, Life *life, CabinetDate reading)
{
  CabinetLine *line = life->overview->line;

  if (line != NULL && line->state == CABINET_LINE_STATE_BLOCKED
      && life->overview->rule->on_shortage == CABINET_SHORTAGE_STOP)
    self->shortage_on = line->since != CABINET_DATE_NONE ? line->since : reading;
  else if (add_within_range (life->micros, credit_on (life, reading)) < 0)
    self->shortage_on = line != NULL && line->debt_since != CABINET_DATE_NONE ? line->debt_since : reading;
}

/* E2: the 1st of the month after the debt formed; what the provider says in advance wins. */
static void
note_throttle (CabinetForecast *self, CabinetOverview *overview)
{
  CabinetLine *line = overview->line;

  if (overview->rule->on_shortage != CABINET_SHORTAGE_THROTTLE)
    return;
  self->throttle_kbps = overview->rule->throttle_kbps;
  if (line != NULL && line->next_state == CABINET_LINE_STATE_THROTTLED && line->next_on != CABINET_DATE_NONE)
    self->throttle_on = line->next_on;
  else if (self->shortage_on != CABINET_DATE_NONE)
    self->throttle_on = cabinet_date_add_months (cabinet_date_month_start (self->shortage_on), 1);
}

static CabinetForecast *
forecast (CabinetOverview *overview, const CabinetForecastChange *change, CabinetDate today, int horizon_days)
{
  CabinetForecast *self = g_new0 (CabinetForecast, 1);
  CabinetBalance *account = find_account (overview);
  CabinetDate reading = overview->today;
  CabinetDate horizon;
  Life life;

  self->points = g_array_new (FALSE, FALSE, sizeof (CabinetForecastPoint));
  today = MAX (today, reading);
  if (account == NULL || overview->rule == NULL || reading == CABINET_DATE_NONE || today - reading > OLDEST)
    return self;

  horizon = today + CLAMP (horizon_days, 0, FARTHEST);
  self->computed = today > reading;
  self->balance_today = account->amount;
  life_init (&life, overview, account);
  if (change != NULL)
    life_change (&life, change);
  note_shortage_at_reading (self, &life, reading);
  for (CabinetDate date = reading; date <= today + FARTHEST; date++)
    {
      /* the reading itself has the charge of its day */
      gboolean paid = date == reading || life_pass (&life, date);
      CabinetForecastPoint point;

      if (date == today && change != NULL && cabinet_money_is_set (&change->cost_now))
        life.micros = add_within_range (life.micros, -change->cost_now.micros);
      point = (CabinetForecastPoint){ date, life.micros };

      if (!paid && self->shortage_on == CABINET_DATE_NONE)
        {
          self->shortage_on = date;
          self->runs_out_on = date - 1;
        }
      if (date == today)
        self->balance_today.micros = life.micros;
      if (date <= horizon)
        g_array_append_val (self->points, point);
      else if (self->shortage_on != CABINET_DATE_NONE)
        break;
    }
  self->days_left = self->runs_out_on > today ? (int) (self->runs_out_on - today) : 0;
  note_throttle (self, overview);
  g_object_unref (life.services);
  g_clear_object (&life.other);
  return self;
}

/**
 * cabinet_forecast_new:
 * @overview: the last reading; its balance holds the charge of the day of reading
 * @today: in the contract's zone; not before the day of reading (a clock that is behind counts as it)
 * @horizon_days: how far the points go beyond @today, at most two years
 *
 * What will happen if nobody pays, computed from the contract's rule alone. One-off charges that the
 * provider announces are not in it.
 *
 * Returns: (transfer full): the forecast; without a balance in money, or from a
 *   reading of more than ten years ago, it has no points and no dates
 */
CabinetForecast *
cabinet_forecast_new (CabinetOverview *overview, CabinetDate today, int horizon_days)
{
  return forecast (overview, NULL, today, horizon_days);
}

/**
 * cabinet_forecast_new_changed:
 * @change: what is changed; its services stand for all of the contract's from that day on. The reading's own
 *   day is charged already: what the change adds to it is in its cost_now, which is taken @today
 *
 * As [func@forecast_new], if the contract were changed (G3).
 *
 * Returns: (transfer full): the forecast
 */
CabinetForecast *
cabinet_forecast_new_changed (CabinetOverview *overview,
                              const CabinetForecastChange *change,
                              CabinetDate today,
                              int horizon_days)
{
  return forecast (overview, change, today, horizon_days);
}

/**
 * cabinet_forecast_free:
 * @self: (transfer full): a forecast
 */
void
cabinet_forecast_free (CabinetForecast *self)
{
  g_array_unref (self->points);
  g_free (self);
}
