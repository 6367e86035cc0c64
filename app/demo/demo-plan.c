/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-plan.h"

#include "demo-catalogue.h"
#include "demo-offers.h"

#include "cabinet-charging.h"

#include <string.h>

static CabinetDate
next_period (CabinetDate today)
{
  return cabinet_date_add_months (cabinet_date_month_start (today), 1);
}

/* Returns: whether it may begin when it is asked to; else the refusal is given. */
static gboolean
find_day (DemoExchange *x, CabinetChangeRequest *request, DemoPlan *plan)
{
  const DemoService *service =
    plan->slot > 0 ? demo_contract_get_slot (x->contract, plan->slot, plan->today) : NULL;
  guint offered = demo_tenant_when (x->tenant, service);

  if (request->when == CABINET_CHANGE_WHEN_NOW && (offered & DEMO_WHEN_NOW))
    plan->effective_on = plan->today;
  else if (request->when == CABINET_CHANGE_WHEN_NEXT_PERIOD && (offered & DEMO_WHEN_NEXT_PERIOD))
    plan->effective_on = next_period (plan->today);
  else if (request->when == CABINET_CHANGE_WHEN_DATE && (offered & DEMO_WHEN_DATE))
    plan->effective_on = request->date;
  else
    {
      demo_exchange_refuse_value (x, "when", "not offered here");
      return FALSE;
    }
  /* A period begins on the 1st; nobody plans farther than a year. */
  if (request->when == CABINET_CHANGE_WHEN_DATE
      && (request->date <= plan->today || request->date > plan->today + 366
          || cabinet_date_get_day (request->date) != 1))
    {
      demo_exchange_refuse_value (x, "date", "not the 1st of a month to come");
      return FALSE;
    }
  return TRUE;
}

/* Returns: whether there is such a tariff to change to; else the refusal is given. */
static gboolean
find_tariff (DemoExchange *x, DemoPlan *plan)
{
  static const DemoText too_soon =
    DEMO_TEXT ("The tariff was changed less than a month ago", "С прошлой смены тарифа не прошёл месяц");
  const DemoTariff *tariff = x->tenant->tariffs;

  while (tariff->id != NULL
         && (!demo_tariff_is_for (tariff, x->contract->spec) || !g_str_equal (tariff->id, plan->target)))
    tariff++;
  if (tariff->id == NULL)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  if (tariff == demo_contract_tariff_on (x->contract, plan->today)
      || demo_catalogue_find_pending (x, NULL) != 0)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
      return FALSE;
    }
  if (demo_text (&tariff->lacks, x->language) != NULL)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "target_id",
                                  demo_text (&tariff->lacks, x->language));
      return FALSE;
    }
  if (demo_catalogue_back_from (x) != CABINET_DATE_NONE)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "target_id",
                                  demo_text (&too_soon, x->language));
      return FALSE;
    }
  plan->title = &tariff->title;
  return TRUE;
}

/* Returns: whether there is such a service to be switched; else the refusal is given. */
static gboolean
find_service (DemoExchange *x, DemoPlan *plan)
{
  const DemoService *service;
  gboolean on;

  if (plan->slot < 0 || demo_contract_is_part (x->contract, plan->slot, plan->today))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  service = demo_contract_get_slot (x->contract, plan->slot, plan->today);
  on = demo_contract_service_on (x->contract, plan->slot, plan->today) != NULL;
  if (on == (plan->kind == CABINET_CHANGE_KIND_SERVICE_ON)
      || demo_catalogue_find_pending (x, plan->target) != 0)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
      return FALSE;
    }
  if (on && service->once != 0)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "target_id",
                                  demo_catalogue_ends_by_itself (x->language));
      return FALSE;
    }
  plan->title = &service->title;
  if (service->once != 0)
    {
      plan->once = service->once;
      plan->ends_on = plan->effective_on + (CabinetDate) service->days;
    }
  return TRUE;
}

/* Returns: whether that payment can be promised; else the refusal is given. */
static gboolean
find_promise (DemoExchange *x, DemoPlan *plan)
{
  static const DemoText too_small = DEMO_TEXT ("The debt is larger than that", "Долг больше этой суммы");
  const DemoPromise *promise = demo_tenant_find_promise (x->tenant, plan->target);
  const char *reason;
  const char *code;

  if (promise == NULL)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  code = demo_promise_refusal (x, &reason);
  if (code == NULL && !demo_promise_covers (x->contract, promise))
    reason = demo_text (&too_small, x->language);
  if (code != NULL && g_str_equal (code, "already"))
    demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
  else if (reason != NULL)
    demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "target_id", reason);
  if (reason != NULL)
    return FALSE;
  plan->effective_on = plan->today;
  plan->ends_on = plan->today + (CabinetDate) promise->days;
  plan->once = promise->price;
  return TRUE;
}

/* Returns: whether a block may be of those days; else the refusal is given. */
static gboolean
find_days (DemoExchange *x, CabinetChangeRequest *request, DemoPlan *plan)
{
  static const DemoText other_length =
    DEMO_TEXT ("A block is not so short and not so long", "Столько дней блокировка длиться не может");
  static const DemoText used =
    DEMO_TEXT ("There are not so many days left this year", "В этом году столько дней не осталось");
  const DemoBlocks *terms = x->tenant->blocks;
  int days;

  /* Nobody plans farther than a year. */
  if (request->from <= plan->today || request->from > plan->today + 366)
    {
      demo_exchange_refuse_value (x, "from", "not a day to come");
      return FALSE;
    }
  if (request->to < request->from || request->to > request->from + 366)
    {
      demo_exchange_refuse_value (x, "to", "not a day after the first");
      return FALSE;
    }
  days = (int) (request->to - request->from) + 1;
  if (days < terms->min_days || days > terms->max_days)
    demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "to", demo_text (&other_length, x->language));
  else if (days > demo_block_days_left (x->contract, request->from))
    demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "to", demo_text (&used, x->language));
  else
    return TRUE;
  return FALSE;
}

/* Returns: whether the contract can be blocked; else the refusal is given. */
static gboolean
find_block (DemoExchange *x, CabinetChangeRequest *request, DemoPlan *plan)
{
  const char *reason;
  const char *code = demo_block_refusal (x, &reason);

  if (x->tenant->blocks == NULL || !g_str_equal (plan->target, DEMO_BLOCK_TARGET))
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  else if (code != NULL && g_str_equal (code, "already"))
    demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
  else if (code != NULL)
    demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "kind", reason);
  else if (find_days (x, request, plan))
    {
      plan->effective_on = request->from;
      plan->ends_on = request->to;
      plan->once = x->tenant->blocks->price;
      return TRUE;
    }
  return FALSE;
}

/* The fee of this month, if a block stood in its way, from today on. */
static gint64
find_rest_of_month (DemoExchange *x, CabinetDate today)
{
  int days = cabinet_date_days_in_month (today);
  CabinetDate charged = cabinet_date_month_start (today) + (CabinetDate) x->tenant->day - 1;

  if (x->tenant->charging != CABINET_CHARGING_KIND_MONTHLY_ON || charged > today
      || !demo_contract_find_block (x->contract, charged, NULL))
    return 0;
  return (demo_contract_fee (x->contract, today) * (days - cabinet_date_get_day (today) + 1) + days / 2)
         / days;
}

/* Returns: whether there is a block to end or to take back; else the refusal is given. */
static gboolean
find_end (DemoExchange *x, DemoPlan *plan)
{
  const DemoStep *scheduled = demo_contract_find_scheduled (x->contract, plan->today);

  if (x->tenant->blocks == NULL || !g_str_equal (plan->target, DEMO_BLOCK_TARGET))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  plan->effective_on = plan->today;
  if (demo_contract_find_block (x->contract, plan->today, NULL))
    {
      plan->once = find_rest_of_month (x, plan->today);
      return TRUE;
    }
  if (scheduled == NULL)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
      return FALSE;
    }
  plan->given_back = demo_database_get_int (x->world->database, "SELECT charged FROM change WHERE id = ?",
                                            "i", scheduled->row);
  return TRUE;
}

/* Returns: whether an offer can be taken so; else the refusal is given. */
static gboolean
find_offer (DemoExchange *x, CabinetChangeRequest *request, DemoPlan *plan)
{
  if (plan->kind == CABINET_CHANGE_KIND_PROMISE && x->tenant->promises == NULL)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  plan->title = demo_contract_get_title (x->contract, plan->kind, plan->target, plan->today);
  if (plan->kind == CABINET_CHANGE_KIND_SUSPEND)
    return find_block (x, request, plan);
  if (request->when != CABINET_CHANGE_WHEN_NOW)
    {
      demo_exchange_refuse_value (x, "when", "not offered here");
      return FALSE;
    }
  return plan->kind == CABINET_CHANGE_KIND_PROMISE ? find_promise (x, plan) : find_end (x, plan);
}

/* What is scheduled and taken back with @plan, or cut short, is not there any more. */
static void
drop_block (DemoExchange *x)
{
  CabinetDate today = demo_contract_today (x->world, x->contract);

  for (guint i = x->contract->steps->len; i > 0; i--)
    {
      const DemoStep *step = &g_array_index (x->contract->steps, DemoStep, i - 1);

      if (step->kind == CABINET_CHANGE_KIND_SUSPEND && step->from > today)
        g_array_remove_index (x->contract->steps, i - 1);
    }
}

/**
 * demo_plan_pretend:
 *
 * Makes the contract as if the change were ordered; demo_contract_load_steps() takes it back.
 */
void
demo_plan_pretend (DemoExchange *x, const DemoPlan *plan)
{
  DemoStep step = { .kind = plan->kind, .from = plan->effective_on, .to = plan->ends_on };

  if (plan->kind == CABINET_CHANGE_KIND_RESUME)
    drop_block (x);
  g_strlcpy (step.target, plan->target, sizeof step.target);
  if (plan->kind == CABINET_CHANGE_KIND_TARIFF)
    step.tariff = demo_tenant_find_tariff (x->tenant, plan->target);
  g_array_append_val (x->contract->steps, step);
}

static gboolean
is_offer (CabinetChangeKind kind)
{
  return kind == CABINET_CHANGE_KIND_PROMISE || kind == CABINET_CHANGE_KIND_SUSPEND
         || kind == CABINET_CHANGE_KIND_RESUME;
}

/* Of a month as it is on @date. */
static gint64
find_fee (DemoContract *contract, CabinetDate date)
{
  return demo_contract_find_block (contract, date, NULL) ? 0 : demo_contract_fee (contract, date);
}

/* What today has been charged already is not charged a second time; what is paid once is. */
static gint64
find_cost (DemoExchange *x, const DemoPlan *plan)
{
  int day = cabinet_date_get_day (plan->today);
  int days = cabinet_date_days_in_month (plan->today);
  gint64 difference = plan->fee_after - plan->fee_before;

  if (plan->once != 0 || is_offer (plan->kind))
    return plan->once;
  if (plan->effective_on > plan->today || difference <= 0
      || demo_database_get_int (x->world->database,
                                "SELECT 1 FROM change WHERE contract = ? AND effective_on = ? AND target = ?"
                                " AND NOT cancelled LIMIT 1",
                                "iis", x->contract->row, (gint64) plan->today, plan->target)
           != 0)
    return 0;
  if (x->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return MAX (cabinet_charging_daily_part (plan->fee_after, day, days)
                  - cabinet_charging_daily_part (plan->fee_before, day, days),
                0);
  return (difference * (days - day + 1) + days / 2) / days;
}

/* Returns: whether the tariff or the service can be changed so; else the refusal is given. */
static gboolean
find_change (DemoExchange *x, CabinetChangeRequest *request, DemoPlan *plan)
{
  const char *reason;

  if (plan->kind != CABINET_CHANGE_KIND_TARIFF)
    plan->slot = demo_contract_find_slot (x->contract, plan->target, plan->today);
  if (!find_day (x, request, plan))
    return FALSE;
  if (demo_catalogue_refusal (x, &reason) != NULL)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "kind", reason);
      return FALSE;
    }
  return plan->kind == CABINET_CHANGE_KIND_TARIFF ? find_tariff (x, plan) : find_service (x, plan);
}

/* Who promises to pay, or comes back, may owe the price. */
static gboolean
is_covered (DemoExchange *x, const DemoPlan *plan)
{
  return plan->cost <= 0 || plan->kind == CABINET_CHANGE_KIND_PROMISE
         || plan->kind == CABINET_CHANGE_KIND_RESUME
         || x->contract->balance + demo_contract_credit_on (x->contract, plan->today) >= plan->cost;
}

/**
 * demo_plan_make:
 * @plan: (out): what x->body asks for, worked out
 *
 * Returns: whether the change is possible; else the refusal is given
 */
gboolean
demo_plan_make (DemoExchange *x, DemoPlan *plan)
{
  static const DemoText no_money =
    DEMO_TEXT ("Top up first: the extra charge is not covered", "Сначала пополните счёт: доплату не покрыть");
  CabinetChangeRequest *request = x->body;

  plan->kind = request->kind;
  plan->target = request->target_id;
  plan->today = demo_contract_today (x->world, x->contract);
  plan->slot = is_offer (plan->kind) ? -1 : 0;
  if (request->kind == CABINET_CHANGE_KIND_UNKNOWN || request->kind == CABINET_CHANGE_KIND_ACTIVATE)
    {
      demo_exchange_refuse_value (x, "kind", "not offered here");
      return FALSE;
    }
  if (is_offer (plan->kind) ? !find_offer (x, request, plan) : !find_change (x, request, plan))
    return FALSE;
  /* Of the same day, so that another change which is on its way is not counted to this one. */
  plan->fee_before = find_fee (x->contract, plan->effective_on);
  demo_plan_pretend (x, plan);
  plan->fee_after = find_fee (x->contract, plan->effective_on);
  plan->cost = find_cost (x, plan);
  demo_contract_load_steps (x->world, x->contract);
  if (!is_covered (x, plan))
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "kind", demo_text (&no_money, x->language));
      return FALSE;
    }
  return TRUE;
}
