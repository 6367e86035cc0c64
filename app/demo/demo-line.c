/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-line.h"

#include "demo-ledger.h"

#include "cabinet-charging.h"

/* Two years: a credit that never ends needs an end here. */
#define FARTHEST 731

static void
set_forced (DemoContract *contract, CabinetLine *line)
{
  line->state = contract->situation->forced;
  line->reason = g_strdup (contract->situation->reason);
  line->since = demo_contract_forced_since (contract);
  line->until = demo_contract_forced_until (contract);
  line->limit_kbps = contract->situation->limit_kbps;
}

static void
set_block (const DemoBlock *block, CabinetLine *line)
{
  line->state = CABINET_LINE_STATE_SUSPENDED;
  line->reason = g_strdup ("own_wish");
  line->since = block->from;
  line->until = block->to;
}

/* The first day that neither the balance nor the credit will cover. */
static CabinetDate
find_stop (DemoContract *contract, CabinetDate today)
{
  gint64 balance = contract->balance;

  for (CabinetDate date = today + 1; date < today + FARTHEST; date++)
    {
      gint64 charge = demo_contract_is_paused (contract, date) ? 0 : demo_contract_charge_on (contract, date);

      if (balance + demo_contract_credit_on (contract, date) < charge)
        return date;
      balance -= charge;
    }
  return CABINET_DATE_NONE;
}

static void
set_debt (DemoWorld *world, DemoContract *contract, CabinetDate today, CabinetLine *line)
{
  const DemoTenant *tenant = contract->tenant;

  line->state = CABINET_LINE_STATE_DEBT;
  line->reason = g_strdup ("debt");
  line->debt_since = demo_ledger_get_debt_since (world, contract);
  line->since = line->debt_since;
  if (tenant->on_shortage == CABINET_SHORTAGE_STOP)
    {
      line->next_state = CABINET_LINE_STATE_BLOCKED;
      line->next_on = find_stop (contract, today);
    }
  else if (tenant->on_shortage == CABINET_SHORTAGE_THROTTLE)
    {
      /* E2: what is not repaid by the 1st of the month after cuts the speed. */
      CabinetDate limit = cabinet_date_add_months (cabinet_date_month_start (line->debt_since), 1);

      if (today >= limit)
        {
          line->state = CABINET_LINE_STATE_THROTTLED;
          line->since = limit;
          line->limit_kbps = tenant->throttle_kbps;
        }
      else
        {
          line->next_state = CABINET_LINE_STATE_THROTTLED;
          line->next_on = limit;
        }
    }
}

/**
 * demo_line_new:
 *
 * Returns: (transfer full): the state of the contract, the worst that applies
 */
CabinetLine *
demo_line_new (DemoWorld *world, DemoContract *contract, CabinetDate today)
{
  CabinetLine *line = g_object_new (CABINET_TYPE_LINE, NULL);
  gboolean forced = demo_contract_is_forced (contract, today);
  DemoBlock block;

  if (demo_contract_find_block (contract, today, &block))
    {
      set_block (&block, line);
    }
  else if (forced && demo_contract_is_paused (contract, today))
    {
      set_forced (contract, line);
    }
  else if (contract->stopped_on != CABINET_DATE_NONE)
    {
      line->state = CABINET_LINE_STATE_BLOCKED;
      line->reason = g_strdup ("no_money");
      line->since = contract->stopped_on;
    }
  else if (forced)
    {
      set_forced (contract, line);
    }
  else if (contract->balance < 0)
    {
      set_debt (world, contract, today, line);
    }
  else
    {
      line->state = CABINET_LINE_STATE_ACTIVE;
    }

  if (contract->balance < 0 && line->debt_since == CABINET_DATE_NONE)
    line->debt_since = demo_ledger_get_debt_since (world, contract);
  return line;
}

/* A debt alone does not touch a service; a limit of speed touches the internet only. A block is on or not on
 * the day that is asked for. */
static CabinetLineState
service_state (DemoContract *contract, const DemoService *service, CabinetLine *line, CabinetDate date)
{
  if (demo_contract_find_block (contract, date, NULL))
    return CABINET_LINE_STATE_SUSPENDED;
  if (line->state == CABINET_LINE_STATE_SUSPENDED)
    return CABINET_LINE_STATE_ACTIVE;
  if (line->state == CABINET_LINE_STATE_DEBT)
    return CABINET_LINE_STATE_ACTIVE;
  if (line->state == CABINET_LINE_STATE_THROTTLED && service->kind != CABINET_SERVICE_KIND_INTERNET)
    return CABINET_LINE_STATE_ACTIVE;
  return line->state;
}

/**
 * demo_services_new:
 *
 * Returns: (transfer full): of #CabinetServiceLine
 */
GListStore *
demo_services_new (DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language)
{
  GListStore *services = g_list_store_new (CABINET_TYPE_SERVICE_LINE);

  for (int i = 0; i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_service_on (contract, i, today);
      g_autoptr (CabinetServiceLine) record = NULL;

      if (service == NULL)
        continue;
      record = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);
      record->id = g_strdup (service->id);
      record->kind = service->kind;
      record->title = g_strdup (demo_text (&service->title, language));
      record->details = g_strdup (demo_text (&service->details, language));
      record->state = service_state (contract, service, line, today);
      if (record->state == CABINET_LINE_STATE_THROTTLED)
        record->limit_kbps = line->limit_kbps;
      if (service->fee != 0)
        record->fee = demo_contract_money (contract, service->fee);
      g_list_store_append (services, record);
    }
  return services;
}

static void
add_pending (GListStore *pending,
             DemoContract *contract,
             CabinetLine *line,
             const DemoStep *step,
             CabinetDate today,
             DemoLanguage language)
{
  g_autoptr (CabinetPendingChange) record = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);

  record->id = demo_change_id (step->row);
  record->kind = step->kind;
  record->title =
    g_strdup (demo_text (demo_contract_get_title (contract, step->kind, step->target, today), language));
  record->effective_on = step->from;
  g_object_unref (record->services);
  record->services = demo_services_new (contract, line, step->from, language);
  g_list_store_append (pending, record);
}

/**
 * demo_pending_new:
 *
 * Returns: (transfer full): of #CabinetPendingChange: what is ordered and begins after @today, with all that
 * is connected from its day on. A block that will end by itself is told as its end, too.
 */
GListStore *
demo_pending_new (DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language)
{
  GListStore *pending = g_list_store_new (CABINET_TYPE_PENDING_CHANGE);

  for (guint i = 0; i < contract->steps->len; i++)
    {
      DemoStep step = g_array_index (contract->steps, DemoStep, i);

      if (step.from <= today)
        continue;
      add_pending (pending, contract, line, &step, today, language);
      if (step.kind != CABINET_CHANGE_KIND_SUSPEND)
        continue;
      step.kind = CABINET_CHANGE_KIND_RESUME;
      step.from = step.to + 1;
      add_pending (pending, contract, line, &step, today, language);
    }
  return pending;
}

/**
 * demo_due_new:
 * @balance: kopecks
 *
 * Returns: (transfer full): what is to be paid, with what is ordered until then
 */
CabinetDue *
demo_due_new (
  DemoContract *contract, CabinetLine *line, gint64 balance, CabinetDate today, DemoLanguage language)
{
  g_autoptr (CabinetChargingRule) rule = demo_tenant_new_rule (contract->tenant, language);
  g_autoptr (GListStore) services = demo_services_new (contract, line, today, language);
  g_autoptr (GListStore) pending = demo_pending_new (contract, line, today, language);
  CabinetMoney money = demo_contract_money (contract, balance);

  return cabinet_due_compute (&money, rule, G_LIST_MODEL (services), G_LIST_MODEL (pending), today);
}

static void
add_charge (DemoContract *contract,
            CabinetDate on,
            gint64 kopecks,
            char *title,
            const char *service,
            GListStore *charges)
{
  g_autoptr (CabinetNextCharge) record = g_object_new (CABINET_TYPE_NEXT_CHARGE, NULL);

  record->on = on;
  record->amount = demo_contract_money (contract, -kopecks);
  record->title = title;
  record->service_id = g_strdup (service);
  g_list_store_append (charges, record);
}

/* The first day on which anything is charged again. */
static CabinetDate
find_next_day (DemoContract *contract, CabinetLine *line, CabinetDate today)
{
  if (line->state == CABINET_LINE_STATE_CLOSED || line->state == CABINET_LINE_STATE_BLOCKED)
    return CABINET_DATE_NONE;
  for (CabinetDate date = today + 1; date < today + FARTHEST; date++)
    if (!demo_contract_is_paused (contract, date) && demo_contract_charge_on (contract, date) != 0)
      return date;
  return CABINET_DATE_NONE;
}

/**
 * demo_next_charges_add:
 * @charges: of #CabinetNextCharge
 *
 * Appends what will be taken next, as the ledger will have it: one charge a day, or one a service.
 */
void
demo_next_charges_add (
  DemoContract *contract, CabinetLine *line, CabinetDate today, DemoLanguage language, GListStore *charges)
{
  CabinetDate on = find_next_day (contract, line, today);

  if (on == CABINET_DATE_NONE)
    return;
  if (contract->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    {
      add_charge (contract, on, demo_contract_charge_on (contract, on),
                  demo_title_dup (DEMO_TITLE_FEE, on, language), NULL, charges);
      return;
    }
  for (int i = 0; i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_service_on (contract, i, on);

      if (service != NULL && service->fee != 0)
        add_charge (contract, on, service->fee, g_strdup (demo_text (&service->title, language)), service->id,
                    charges);
    }
}
