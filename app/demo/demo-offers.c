/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-offers.h"

#include "demo-catalogue.h"
#include "demo-handlers.h"

#include "cabinet-offer.h"

static const char *
not_offered (DemoExchange *x, const char **reason)
{
  static const DemoText words = DEMO_TEXT ("Not offered in this cabinet", "В этом кабинете не предлагается");

  *reason = demo_text (&words, x->language);
  return "not_offered";
}

/**
 * demo_offer_answer:
 * @code: (nullable): of a refusal
 *
 * Returns: the refusal as the answer of an offer
 */
CabinetCapabilityAnswer
demo_offer_answer (const char *code)
{
  return g_strcmp0 (code, "not_offered") == 0 ? CABINET_CAPABILITY_ANSWER_NO : demo_catalogue_answer (code);
}

static int
count_promises (DemoContract *contract, CabinetDate today)
{
  int n = 0;

  for (guint i = 0; i < contract->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (contract->steps, DemoStep, i);

      if (step->kind == CABINET_CHANGE_KIND_PROMISE
          && cabinet_date_month_start (step->from) == cabinet_date_month_start (today))
        n++;
    }
  return n;
}

/**
 * demo_promise_covers:
 *
 * Returns: whether @promise makes up for the debt and for its own price
 */
gboolean
demo_promise_covers (DemoContract *contract, const DemoPromise *promise)
{
  return contract->balance - promise->price + promise->amount >= 0;
}

static gboolean
is_any_enough (DemoContract *contract)
{
  for (const DemoPromise *each = contract->tenant->promises->choices; each->id != NULL; each++)
    if (demo_promise_covers (contract, each))
      return TRUE;
  return FALSE;
}

static gboolean
is_needed (DemoContract *contract, CabinetDate today)
{
  gint64 needed = 0;

  for (int i = 1; i <= contract->tenant->promises->within; i++)
    needed += demo_contract_charge_on (contract, today + (CabinetDate) i);
  return contract->balance < needed;
}

const char *
demo_promise_refusal (DemoExchange *x, const char **reason)
{
  static const DemoText taken = DEMO_TEXT ("One is on already", "Уже подключён");
  static const DemoText used = DEMO_TEXT ("It was taken this month already", "В этом месяце уже подключали");
  static const DemoText too_large =
    DEMO_TEXT ("The debt is too large for it", "Долг больше обещанного платежа");
  const DemoPromises *terms = x->tenant->promises;
  CabinetDate today = demo_contract_today (x->world, x->contract);
  const DemoText *words = NULL;
  const char *code;

  if (terms == NULL)
    return not_offered (x, reason);
  code = demo_catalogue_refusal (x, reason);
  if (code != NULL && !g_str_equal (code, "no_money"))
    return code;
  code = NULL;
  if (demo_contract_credit_on (x->contract, today) != 0)
    {
      code = "already";
      words = &taken;
    }
  else if (count_promises (x->contract, today) >= terms->a_month)
    {
      code = "limit_reached";
      words = &used;
    }
  else if (!is_needed (x->contract, today))
    {
      code = "not_needed";
      words = &terms->not_needed;
    }
  else if (!is_any_enough (x->contract))
    {
      code = "debt";
      words = &too_large;
    }
  *reason = words != NULL ? demo_text (words, x->language) : NULL;
  return code;
}

static void
add_choice (DemoExchange *x, const DemoPromise *promise, CabinetPromiseOffer *record)
{
  g_autoptr (CabinetPromiseChoice) choice = g_object_new (CABINET_TYPE_PROMISE_CHOICE, NULL);

  choice->id = g_strdup (promise->id);
  choice->amount = demo_contract_money (x->contract, promise->amount);
  choice->days = promise->days;
  choice->ends_on = demo_contract_today (x->world, x->contract) + (CabinetDate) promise->days;
  choice->price = demo_contract_money (x->contract, promise->price);
  g_list_store_append (record->choices, choice);
}

void
demo_handle_promise (DemoExchange *x)
{
  g_autoptr (CabinetPromiseOffer) record = g_object_new (CABINET_TYPE_PROMISE_OFFER, NULL);
  const DemoPromises *terms = x->tenant->promises;
  CabinetDate today = demo_contract_today (x->world, x->contract);
  const char *reason;
  const char *code = demo_promise_refusal (x, &reason);
  gint64 active = demo_contract_credit_on (x->contract, today);

  record->available = demo_offer_answer (code);
  record->code = g_strdup (code);
  record->reason = g_strdup (reason);
  if (active != 0)
    {
      record->active = demo_contract_money (x->contract, active);
      record->active_until = demo_contract_credit_until (x->contract, today);
    }
  if (terms != NULL)
    {
      record->uses_left = MAX (terms->a_month - count_promises (x->contract, today), 0);
      record->terms = g_strdup (demo_text (&terms->terms, x->language));
      for (const DemoPromise *each = terms->choices; each->id != NULL; each++)
        if (code != NULL || demo_promise_covers (x->contract, each))
          add_choice (x, each, record);
    }
  demo_exchange_reply (x, 200, record);
}

/**
 * demo_block_days_left:
 *
 * Returns: how many days of the year of @date can still be blocked
 */
int
demo_block_days_left (DemoContract *contract, CabinetDate date)
{
  int year;
  int left = contract->tenant->blocks->a_year;

  cabinet_date_split (date, &year, NULL, NULL);
  for (CabinetDate day = cabinet_date_new (year, 1, 1); day <= cabinet_date_new (year, 12, 31); day++)
    if (demo_contract_find_block (contract, day, NULL))
      left--;
  return MAX (left, 0);
}

const char *
demo_block_refusal (DemoExchange *x, const char **reason)
{
  static const DemoText running = DEMO_TEXT ("The contract is blocked already", "Договор уже заблокирован");
  static const DemoText ordered = DEMO_TEXT ("A block is ordered already", "Блокировка уже заказана");
  static const DemoText debt = DEMO_TEXT ("First pay the debt", "Сначала погасите долг");
  static const DemoText used =
    DEMO_TEXT ("The days of this year are used up", "Дни этого года уже израсходованы");
  CabinetDate today = demo_contract_today (x->world, x->contract);
  const DemoText *words = NULL;
  const char *code;

  if (x->tenant->blocks == NULL)
    return not_offered (x, reason);
  if (demo_contract_find_block (x->contract, today, NULL))
    {
      *reason = demo_text (&running, x->language);
      return "already";
    }
  code = demo_catalogue_refusal (x, reason);
  if (code != NULL)
    return code;
  if (demo_contract_find_scheduled (x->contract, today) != NULL)
    {
      code = "already";
      words = &ordered;
    }
  else if (x->contract->balance < 0)
    {
      code = "debt";
      words = &debt;
    }
  else if (demo_block_days_left (x->contract, today) < x->tenant->blocks->min_days)
    {
      code = "limit_reached";
      words = &used;
    }
  *reason = words != NULL ? demo_text (words, x->language) : NULL;
  return code;
}

/* The block that is on, or has yet to begin. */
static void
set_block (DemoExchange *x, CabinetDate today, CabinetSuspensionOffer *record)
{
  static const DemoText nothing = DEMO_TEXT ("The contract is not blocked", "Договор не заблокирован");
  const DemoStep *scheduled = demo_contract_find_scheduled (x->contract, today);
  DemoBlock block;

  record->state = CABINET_SUSPENSION_STATE_NONE;
  record->resume = CABINET_CAPABILITY_ANSWER_NOT_NOW;
  if (demo_contract_find_block (x->contract, today, &block))
    record->state = CABINET_SUSPENSION_STATE_RUNNING;
  else if (scheduled != NULL)
    {
      record->state = CABINET_SUSPENSION_STATE_SCHEDULED;
      block = (DemoBlock){ scheduled->from, scheduled->to };
    }
  if (record->state == CABINET_SUSPENSION_STATE_NONE)
    {
      record->resume_reason = g_strdup (demo_text (&nothing, x->language));
      return;
    }
  record->from = block.from;
  record->to = block.to;
  record->resume = CABINET_CAPABILITY_ANSWER_YES;
}

void
demo_handle_suspension (DemoExchange *x)
{
  g_autoptr (CabinetSuspensionOffer) record = g_object_new (CABINET_TYPE_SUSPENSION_OFFER, NULL);
  const DemoBlocks *terms = x->tenant->blocks;
  CabinetDate today = demo_contract_today (x->world, x->contract);
  const char *reason;
  const char *code = demo_block_refusal (x, &reason);

  record->available = demo_offer_answer (code);
  record->code = g_strdup (code);
  record->reason = g_strdup (reason);
  record->target_id = g_strdup (DEMO_BLOCK_TARGET);
  set_block (x, today, record);
  if (terms == NULL)
    {
      record->resume = CABINET_CAPABILITY_ANSWER_NO;
    }
  else
    {
      record->earliest = today + 1;
      record->min_days = terms->min_days;
      record->max_days = terms->max_days;
      record->days_left = demo_block_days_left (x->contract, today);
      record->price_on = demo_contract_money (x->contract, terms->price);
    }
  demo_exchange_reply (x, 200, record);
}
