/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-catalogue.h"
#include "demo-events.h"
#include "demo-ledger.h"
#include "demo-line.h"
#include "demo-tokens.h"

#include "cabinet-charging.h"

#include <string.h>

#define PREVIEW_LIFE (10 * DEMO_MINUTE)
#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200

/* A change as it would be: what was asked for, worked out. Sums are kopecks. */
typedef struct
{
  CabinetChangeKind kind;
  const char *target;
  int slot; /* of the service; 0 = a change of tariff, -1 = there is no such service */
  const DemoText *title;
  CabinetDate today;
  CabinetDate effective_on;
  gint64 fee_before;
  gint64 fee_after;
  gint64 cost;
  gint64 once;         /* the price of what ends by itself … */
  CabinetDate ends_on; /* … on this day, its last */
} Plan;

static CabinetDate
next_period (CabinetDate today)
{
  return cabinet_date_add_months (cabinet_date_month_start (today), 1);
}

/* Returns: whether it may begin when it is asked to; else the refusal is given. */
static gboolean
find_day (DemoExchange *x, CabinetChangeRequest *request, Plan *plan)
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
find_tariff (DemoExchange *x, Plan *plan)
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
find_service (DemoExchange *x, Plan *plan)
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

/* The change as if it were ordered; the caller takes it back. */
static void
pretend (DemoExchange *x, const Plan *plan)
{
  DemoStep step = { .kind = plan->kind, .from = plan->effective_on };

  g_strlcpy (step.target, plan->target, sizeof step.target);
  if (plan->kind == CABINET_CHANGE_KIND_TARIFF)
    step.tariff = demo_tenant_find_tariff (x->tenant, plan->target);
  g_array_append_val (x->contract->steps, step);
}

/* What today has been charged already is not charged a second time; what is paid once is. */
static gint64
find_cost (DemoExchange *x, const Plan *plan)
{
  int day = cabinet_date_get_day (plan->today);
  int days = cabinet_date_days_in_month (plan->today);
  gint64 difference = plan->fee_after - plan->fee_before;

  if (plan->once != 0)
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

/* Returns: whether the change is possible; else the refusal is given. */
static gboolean
make_plan (DemoExchange *x, Plan *plan)
{
  static const DemoText no_money =
    DEMO_TEXT ("Top up first: the extra charge is not covered", "Сначала пополните счёт: доплату не покрыть");
  CabinetChangeRequest *request = x->body;
  const char *reason;

  plan->kind = request->kind;
  plan->target = request->target_id;
  plan->today = demo_contract_today (x->world, x->contract);
  if (plan->kind != CABINET_CHANGE_KIND_TARIFF)
    plan->slot = demo_contract_find_slot (x->contract, plan->target, plan->today);
  if (request->kind == CABINET_CHANGE_KIND_UNKNOWN)
    {
      demo_exchange_refuse_value (x, "kind", "not known");
      return FALSE;
    }
  if (!find_day (x, request, plan))
    return FALSE;
  if (demo_catalogue_refusal (x, &reason) != NULL)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "kind", reason);
      return FALSE;
    }
  if (plan->kind == CABINET_CHANGE_KIND_TARIFF ? !find_tariff (x, plan) : !find_service (x, plan))
    return FALSE;
  /* Of the same day, so that another change which is on its way is not counted to this one. */
  plan->fee_before = demo_contract_fee (x->contract, plan->effective_on);
  pretend (x, plan);
  plan->fee_after = demo_contract_fee (x->contract, plan->effective_on);
  plan->cost = find_cost (x, plan);
  demo_contract_load_steps (x->world, x->contract);
  if (plan->cost > 0
      && x->contract->balance + demo_contract_credit_on (x->contract, plan->today) < plan->cost)
    {
      demo_exchange_refuse_field (x, DEMO_PROBLEM_NOT_ELIGIBLE, "kind", demo_text (&no_money, x->language));
      return FALSE;
    }
  return TRUE;
}

static gboolean
needs_confirmation (DemoExchange *x, CabinetChangeKind kind)
{
  const DemoLogin *login = demo_tenant_find_login (x->tenant, x->category, x->login);

  return x->tenant->confirms && kind == CABINET_CHANGE_KIND_TARIFF && !demo_login_takes_code (login);
}

/* What is connected on the day of the change, and with it no more (G19). */
static void
fill_ends (DemoExchange *x, const Plan *plan, CabinetChangePreview *record)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  gboolean on[DEMO_N_SLOTS];

  for (int slot = 0; slot < DEMO_N_SLOTS; slot++)
    on[slot] = slot != plan->slot && demo_contract_service_on (x->contract, slot, plan->effective_on) != NULL;
  pretend (x, plan);
  for (int slot = 0; slot < DEMO_N_SLOTS; slot++)
    if (on[slot] && demo_contract_service_on (x->contract, slot, plan->effective_on) == NULL)
      g_strv_builder_add (
        titles,
        demo_text (&demo_contract_get_slot (x->contract, slot, plan->effective_on)->title, x->language));
  demo_contract_load_steps (x->world, x->contract);
  g_strfreev (record->ends);
  record->ends = g_strv_builder_end (titles);
}

static DemoTitle
charge_title (const Plan *plan)
{
  return plan->once != 0 ? DEMO_TITLE_BOOST : DEMO_TITLE_CHANGE;
}

static void
fill_sums (DemoExchange *x, const Plan *plan, CabinetChangePreview *record)
{
  g_autoptr (CabinetLine) line = demo_line_new (x->world, x->contract, plan->today);
  g_autoptr (CabinetDue) before =
    demo_due_new (x->contract, line, x->contract->balance, plan->today, x->language);
  g_autoptr (CabinetDue) after = NULL;

  record->cost_now = demo_contract_money (x->contract, plan->cost);
  record->fee_before = demo_contract_money (x->contract, plan->fee_before);
  record->fee_after = demo_contract_money (x->contract, plan->fee_after);
  record->due_before = before->amount;
  pretend (x, plan);
  g_object_unref (record->services_after);
  record->services_after = demo_services_new (x->contract, line, plan->effective_on, x->language);
  after = demo_due_new (x->contract, line, x->contract->balance - plan->cost, plan->today, x->language);
  record->due_after = after->amount;
  demo_contract_load_steps (x->world, x->contract);
  if (plan->cost > 0)
    {
      g_autoptr (CabinetNextCharge) charge = g_object_new (CABINET_TYPE_NEXT_CHARGE, NULL);

      charge->on = plan->today;
      charge->amount = demo_contract_money (x->contract, -plan->cost);
      charge->title = demo_title_dup (charge_title (plan), plan->today, x->language);
      if (plan->once != 0)
        charge->service_id = g_strdup (plan->target);
      g_list_store_append (record->charges, charge);
    }
}

void
demo_handle_preview (DemoExchange *x)
{
  g_autoptr (CabinetChangePreview) record = NULL;
  Plan plan = { 0 };

  if (!make_plan (x, &plan))
    return;
  record = g_object_new (CABINET_TYPE_CHANGE_PREVIEW, NULL);
  record->token = demo_token_new ();
  record->expires_at = demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND + PREVIEW_LIFE;
  record->title = g_strdup (demo_text (plan.title, x->language));
  record->effective_on = plan.effective_on;
  record->ends_on = plan.ends_on;
  fill_sums (x, &plan, record);
  fill_ends (x, &plan, record);
  if (plan.effective_on > plan.today)
    record->can_cancel_until = plan.effective_on - 1;
  if (plan.kind == CABINET_CHANGE_KIND_TARIFF)
    record->back_from = cabinet_date_add_months (plan.effective_on, 1) + 1;
  record->confirmation_needed = needs_confirmation (x, plan.kind);
  demo_database_run (x->world->database, "DELETE FROM preview WHERE expires_at < ?", "i",
                     demo_clock_now (&x->world->clock));
  demo_database_run (x->world->database,
                     "INSERT INTO preview (token, contract, kind, target, effective_on, fee_after, cost,"
                     " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     "siisiiii", record->token, x->contract->row, (gint64) plan.kind, plan.target,
                     (gint64) plan.effective_on, plan.fee_after, plan.cost, record->expires_at);
  demo_exchange_reply (x, 200, record);
}

static CabinetChange *
read_change (DemoExchange *x, gint64 row)
{
  CabinetDate today = demo_contract_today (x->world, x->contract);
  CabinetChange *record = g_object_new (CABINET_TYPE_CHANGE, NULL);
  GTimeZone *zone = demo_tenant_get_zone (x->tenant);
  sqlite3_stmt *rows =
    demo_database_query (x->world->database,
                         "SELECT key, kind, target, cancelled, effective_on, ordered_at, charged"
                         " FROM change WHERE id = ?",
                         "i", row);

  demo_row (rows);
  record->id = demo_change_id (row);
  record->key = g_strdup (demo_column_text (rows, 0));
  record->kind = sqlite3_column_int (rows, 1);
  record->target_id = g_strdup (demo_column_text (rows, 2));
  record->effective_on = (CabinetDate) sqlite3_column_int64 (rows, 4);
  record->ordered_at = sqlite3_column_int64 (rows, 5);
  record->state = sqlite3_column_int (rows, 3) != 0 ? CABINET_CHANGE_STATE_CANCELLED
                  : record->effective_on <= today   ? CABINET_CHANGE_STATE_DONE
                                                    : CABINET_CHANGE_STATE_PENDING;
  if (record->state == CABINET_CHANGE_STATE_DONE)
    record->done_at = MAX (record->ordered_at, demo_midnight (record->effective_on, zone));
  record->can_cancel = record->state == CABINET_CHANGE_STATE_PENDING;
  record->charged = demo_contract_money (x->contract, sqlite3_column_int64 (rows, 6));
  demo_rows_end (rows);

  record->title = g_strdup (
    demo_text (demo_contract_get_title (x->contract, record->kind, record->target_id, today), x->language));
  return record;
}

static gboolean
is_shown (DemoExchange *x, const Plan *plan, const char *token)
{
  return token != NULL
         && demo_database_get_int (
              x->world->database,
              "SELECT 1 FROM preview WHERE token = ? AND contract = ? AND kind = ? AND target = ?"
              " AND effective_on = ? AND fee_after = ? AND cost = ? AND expires_at > ?",
              "siisiiii", token, x->contract->row, (gint64) plan->kind, plan->target,
              (gint64) plan->effective_on, plan->fee_after, plan->cost, demo_clock_now (&x->world->clock))
              != 0;
}

static gboolean
is_confirmed (DemoExchange *x, const char *confirmation)
{
  return confirmation != NULL
         && demo_database_get_int (
              x->world->database,
              "SELECT 1 FROM confirmation WHERE token = ? AND family = ? AND expires_at > ?", "sii",
              confirmation, x->family, demo_clock_now (&x->world->clock))
              != 0;
}

/* What is shown of the contract has changed, and its ledger if something was taken. */
static void
tell (DemoExchange *x, const char *id, gboolean charged)
{
  demo_event_emit (x->world, x->contract->row, CABINET_EVENT_KIND_CHANGE, id);
  demo_event_emit (x->world, x->contract->row, CABINET_EVENT_KIND_OVERVIEW, NULL);
  if (charged)
    demo_event_emit (x->world, x->contract->row, CABINET_EVENT_KIND_OPERATIONS, NULL);
}

static void
charge (DemoExchange *x, const Plan *plan)
{
  DemoRow row = { .entry = { .date = plan->today,
                             .amount = -plan->cost,
                             .kind = CABINET_OPERATION_KIND_CHARGE,
                             .title = charge_title (plan),
                             .service = plan->once != 0 ? (gint8) plan->slot : -1 },
                  .at = demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND };

  if (plan->cost > 0)
    demo_ledger_insert (x->world, x->contract, &row);
}

void
demo_handle_order (DemoExchange *x)
{
  CabinetChangeRequest *request = x->body;
  g_autoptr (CabinetChange) record = NULL;
  Plan plan = { 0 };
  gint64 row;

  if (!make_plan (x, &plan))
    return;
  if (!is_shown (x, &plan, request->preview_token))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_PREVIEW_STALE);
      return;
    }
  if (needs_confirmation (x, plan.kind) && !is_confirmed (x, request->confirmation))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_CONFIRMATION_NEEDED);
      return;
    }
  demo_database_run (x->world->database, "DELETE FROM preview WHERE token = ?", "s", request->preview_token);
  demo_database_run (x->world->database,
                     "INSERT INTO change (contract, key, kind, target, cancelled, effective_on, ordered_at,"
                     " charged) VALUES (?, ?, ?, ?, 0, ?, ?, ?)",
                     "isisiii", x->contract->row, x->key, (gint64) plan.kind, plan.target,
                     (gint64) plan.effective_on,
                     demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND, plan.cost);
  row = demo_database_last_id (x->world->database);
  charge (x, &plan);
  demo_contract_load_steps (x->world, x->contract);
  record = read_change (x, row);
  tell (x, record->id, plan.cost > 0);
  demo_exchange_reply (x, 201, record);
}

/* "ch00000007" -> 7 */
static gboolean
parse_id (const char *id, gint64 *row)
{
  return g_str_has_prefix (id, "ch") && g_ascii_string_to_signed (id + 2, 10, 1, G_MAXINT32, row, NULL);
}

void
demo_handle_changes (DemoExchange *x)
{
  g_autoptr (CabinetChangeList) list = g_object_new (CABINET_TYPE_CHANGE_LIST, NULL);
  const char *cursor = demo_exchange_get_query (x, "cursor");
  gint64 before = G_MAXINT64;
  gint64 limit;

  if (!demo_exchange_read_number (x, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT, &limit))
    return;
  if (cursor != NULL && !parse_id (cursor, &before))
    {
      demo_exchange_refuse_value (x, "cursor", "not a cursor of this reading");
      return;
    }
  for (;;)
    {
      g_autoptr (CabinetChange) record = NULL;
      gint64 row = demo_database_get_int (x->world->database,
                                          "SELECT max (id) FROM change WHERE contract = ? AND id < ?", "ii",
                                          x->contract->row, before);

      if (row == 0)
        break;
      if (limit-- == 0)
        {
          list->next = demo_change_id (before);
          break;
        }
      before = row;
      record = read_change (x, row);
      g_list_store_append (list->changes, record);
    }
  demo_exchange_reply (x, 200, list);
}

void
demo_handle_cancel (DemoExchange *x)
{
  g_autoptr (CabinetChange) record = NULL;
  gint64 contract = 0;
  gint64 row;

  if (parse_id (x->parameter, &row))
    contract =
      demo_database_get_int (x->world->database, "SELECT contract FROM change WHERE id = ?", "i", row);
  /* One of somebody else is not there. */
  if (contract == 0 || !demo_family_has_contract (x->world, x->tenant, x->family, contract))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return;
    }
  x->contract = demo_contract_load (x->world, contract);
  demo_ledger_bring_up (x->world, x->contract);
  record = read_change (x, row);
  if (!record->can_cancel)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_ALREADY);
      return;
    }
  demo_database_run (x->world->database, "UPDATE change SET cancelled = 1 WHERE id = ?", "i", row);
  demo_contract_load_steps (x->world, x->contract);
  g_object_unref (record);
  record = read_change (x, row);
  tell (x, record->id, FALSE);
  demo_exchange_reply (x, 200, record);
}
