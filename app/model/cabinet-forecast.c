/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-forecast.h"

#include "cabinet-change.h"
#include "cabinet-charging.h"

#define FARTHEST 731 /* days: two years */
#define OLDEST 3660  /* days: what a reading of ten years ago says about today is nothing */

/* What is connected from a day on. */
typedef struct
{
  CabinetDate from;
  GListModel *services;
  gboolean of_block; /* it begins or ends a block */
} Stage;

/* A contract that lives on by its rule, one day at a time. */
typedef struct
{
  CabinetOverview *overview;
  CabinetBalance *account;
  GPtrArray *stages; /* of Stage, the first one from the day of reading on; of one day, the later counts */
  CabinetDate resumes_on; /* charges begin again; 0 = they are going on */
  gboolean stopped;       /* nothing is charged any more */
  const CabinetForecastChange *change;
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

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  g_object_unref (stage->services);
  g_free (stage);
}

/* Takes @services. Stages are kept in the order of their days. */
static Stage *
add_stage (Life *life, CabinetDate from, GListModel *services)
{
  Stage *stage = g_new0 (Stage, 1);
  guint at = life->stages->len;

  stage->from = from;
  stage->services = services;
  while (at > 0 && ((Stage *) g_ptr_array_index (life->stages, at - 1))->from > from)
    at--;
  g_ptr_array_insert (life->stages, (int) at, stage);
  return stage;
}

static GListModel *
services_on (Life *life, CabinetDate date)
{
  Stage *found = g_ptr_array_index (life->stages, 0);

  for (guint i = 1; i < life->stages->len; i++)
    {
      Stage *stage = g_ptr_array_index (life->stages, i);

      if (stage->from <= date)
        found = stage;
    }
  return found->services;
}

/* After a pause the paused services cost again: the same services, as if they worked. */
static GListModel *
dup_resumed (GListModel *services)
{
  GListStore *resumed = g_list_store_new (CABINET_TYPE_SERVICE_LINE);

  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);
      g_autoptr (CabinetServiceLine) copy = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);

      copy->id = g_strdup (service->id);
      copy->state =
        service->state == CABINET_LINE_STATE_SUSPENDED ? CABINET_LINE_STATE_ACTIVE : service->state;
      copy->fee = service->fee;
      g_list_store_append (resumed, copy);
    }
  return G_LIST_MODEL (resumed);
}

static gboolean
is_of_block (CabinetChangeKind kind)
{
  return kind == CABINET_CHANGE_KIND_SUSPEND || kind == CABINET_CHANGE_KIND_RESUME;
}

/* What a pause stops costs nothing before it is over, whatever the services are then. */
static void
add_stages (Life *life)
{
  CabinetOverview *overview = life->overview;
  gboolean paused = overview->line != NULL && overview->line->state == CABINET_LINE_STATE_SUSPENDED;

  add_stage (life, overview->today,
             paused ? dup_resumed (G_LIST_MODEL (overview->services))
                    : g_object_ref (G_LIST_MODEL (overview->services)));
  for (guint i = 0; i < cabinet_list_length (overview->pending); i++)
    {
      CabinetPendingChange *change = cabinet_list_get (overview->pending, i);
      Stage *stage;

      if (change->effective_on == CABINET_DATE_NONE)
        continue;
      stage = add_stage (life, MAX (change->effective_on, overview->today),
                         paused && change->kind != CABINET_CHANGE_KIND_SUSPEND
                           ? dup_resumed (G_LIST_MODEL (change->services))
                           : g_object_ref (G_LIST_MODEL (change->services)));
      stage->of_block = is_of_block (change->kind);
    }
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
  life->change = NULL;
  life->stages = g_ptr_array_new_with_free_func (stage_free);
  add_stages (life);
  if (line == NULL)
    return;
  if (line->state == CABINET_LINE_STATE_SUSPENDED)
    {
      life->resumes_on = line->until != CABINET_DATE_NONE ? line->until + 1 : CABINET_DATE_NONE;
      life->stopped = line->until == CABINET_DATE_NONE;
    }
  else if (line->state == CABINET_LINE_STATE_CLOSED
           || (line->state == CABINET_LINE_STATE_BLOCKED
               && overview->rule->on_shortage == CABINET_SHORTAGE_STOP))
    {
      life->stopped = TRUE;
    }
}

static CabinetServiceLine *
find_service (GListModel *services, const char *id)
{
  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);

      if (g_strcmp0 (service->id, id) == 0)
        return service;
    }
  return NULL;
}

/* @services, of a change that acts later, with what makes @after of @before. */
static GListModel *
dup_patched (GListModel *services, GListModel *before, GListModel *after)
{
  GListStore *patched = g_list_store_new (CABINET_TYPE_SERVICE_LINE);

  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);
      CabinetServiceLine *was = find_service (before, service->id);
      CabinetServiceLine *is = find_service (after, service->id);

      if (was == NULL || (is != NULL && was->fee.micros == is->fee.micros))
        g_list_store_append (patched, service);
      else if (is != NULL)
        g_list_store_append (patched, is);
    }
  for (guint i = 0; i < cabinet_list_length (after); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (after, i);

      if (find_service (before, service->id) == NULL && find_service (services, service->id) == NULL)
        g_list_store_append (patched, service);
    }
  return G_LIST_MODEL (patched);
}

/* Charges go on from today, whatever was to be blocked. */
static void
life_resume (Life *life, CabinetDate from)
{
  life->resumes_on = MIN (life->resumes_on, from);
  if (life->overview->line != NULL && life->overview->line->state == CABINET_LINE_STATE_SUSPENDED)
    life->stopped = FALSE;
  for (guint i = life->stages->len; i > 0; i--)
    if (((Stage *) g_ptr_array_index (life->stages, i - 1))->of_block)
      g_ptr_array_remove_index (life->stages, i - 1);
}

/* A change is told as it is on its day; what is ordered for later begins all the same. */
static void
life_change (Life *life, const CabinetForecastChange *change)
{
  g_autoptr (GListModel) after = NULL;
  g_autoptr (GListModel) before = NULL;

  life->change = change;
  if (change->kind == CABINET_CHANGE_KIND_SUSPEND || change->kind == CABINET_CHANGE_KIND_PROMISE)
    return;
  if (change->kind == CABINET_CHANGE_KIND_RESUME)
    life_resume (life, change->from);
  after = dup_resumed (change->services);
  before = g_object_ref (services_on (life, change->from));

  for (guint i = 0; i < life->stages->len; i++)
    {
      Stage *stage = g_ptr_array_index (life->stages, i);
      GListModel *patched;

      if (stage->from <= change->from)
        continue;
      patched = dup_patched (stage->services, before, after);
      g_object_unref (stage->services);
      stage->services = patched;
    }
  add_stage (life, change->from, g_steal_pointer (&after));
}

static gint64
add_within_range (gint64 a, gint64 b)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum))
    return b > 0 ? G_MAXINT64 : G_MININT64;
  return sum;
}

static gboolean
is_within (const CabinetForecastChange *change, CabinetChangeKind kind, CabinetDate date)
{
  return change != NULL && change->kind == kind && date >= change->from
         && (change->to == CABINET_DATE_NONE || date <= change->to);
}

/* A promised payment stands apart from the balance and counts up to its last day (trap 8). */
static gint64
credit_on (Life *life, CabinetDate date)
{
  CabinetBalance *account = life->account;

  if (is_within (life->change, CABINET_CHANGE_KIND_PROMISE, date)
      && cabinet_money_is_set (&life->change->credit)
      && g_str_equal (life->change->credit.currency, account->amount.currency))
    return life->change->credit.micros;
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
  gint64 after;

  if (life->stopped)
    return TRUE;
  if (date < life->resumes_on || is_within (life->change, CABINET_CHANGE_KIND_SUSPEND, date))
    return TRUE;

  after = add_within_range (
    life->micros,
    -cabinet_charging_total_on (rule, services_on (life, date), date, life->account->amount.currency).micros);
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
  g_ptr_array_unref (life.stages);
  return self;
}

/**
 * cabinet_forecast_new:
 * @overview: the last reading; its balance holds the charge of the day of reading
 * @today: in the contract's zone; not before the day of reading (a clock that is behind counts as it)
 * @horizon_days: how far the points go beyond @today, at most two years
 *
 * What will happen if nobody pays, computed from the contract's rule alone: by today's services, and from the
 * day of each pending change by what it brings. One-off charges that the provider announces are not in it.
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
 * @change: what is changed; its services stand for all of the contract's from that day on, but for a block,
 *   which stops all charges from its first day to its last, and a promise, which lends. The reading's own day
 * is charged already: what the change adds to it is in its cost_now, which is taken @today
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
