/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-handlers.h"

#include "demo-catalogue.h"
#include "demo-events.h"
#include "demo-ledger.h"
#include "demo-line.h"
#include "demo-plan.h"
#include "demo-tokens.h"

#define PREVIEW_LIFE (10 * DEMO_MINUTE)
#define DEFAULT_LIMIT 50
#define MAX_LIMIT 200

static gboolean
needs_confirmation (DemoExchange *x, CabinetChangeKind kind)
{
  const DemoLogin *login = demo_tenant_find_login (x->tenant, x->category, x->login);

  return x->tenant->confirms && (kind == CABINET_CHANGE_KIND_TARIFF || kind == CABINET_CHANGE_KIND_PROMISE)
         && !demo_login_takes_code (login);
}

/* What is connected on the day of the change, and with it no more (G19). */
static void
fill_ends (DemoExchange *x, const DemoPlan *plan, CabinetChangePreview *record)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  gboolean on[DEMO_N_SLOTS];

  for (int slot = 0; slot < DEMO_N_SLOTS; slot++)
    on[slot] = slot != plan->slot && demo_contract_service_on (x->contract, slot, plan->effective_on) != NULL;
  demo_plan_pretend (x, plan);
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
charge_title (const DemoPlan *plan)
{
  switch (plan->kind)
    {
    case CABINET_CHANGE_KIND_PROMISE:
      return DEMO_TITLE_PROMISE;
    case CABINET_CHANGE_KIND_SUSPEND:
      return DEMO_TITLE_BLOCK;
    case CABINET_CHANGE_KIND_RESUME:
      return DEMO_TITLE_RESUMED;
    case CABINET_CHANGE_KIND_TARIFF:
    case CABINET_CHANGE_KIND_SERVICE_ON:
    case CABINET_CHANGE_KIND_SERVICE_OFF:
    case CABINET_CHANGE_KIND_ACTIVATE:
    case CABINET_CHANGE_KIND_UNKNOWN:
    default:
      return plan->once != 0 ? DEMO_TITLE_BOOST : DEMO_TITLE_CHANGE;
    }
}

static void
add_charge (
  DemoExchange *x, const DemoPlan *plan, gint64 kopecks, DemoTitle title, CabinetChangePreview *record)
{
  g_autoptr (CabinetNextCharge) charge = g_object_new (CABINET_TYPE_NEXT_CHARGE, NULL);

  charge->on = plan->today;
  charge->amount = demo_contract_money (x->contract, kopecks);
  charge->title = demo_title_dup (title, plan->today, x->language);
  if (plan->once != 0 && plan->slot > 0)
    charge->service_id = g_strdup (plan->target);
  g_list_store_append (record->charges, charge);
}

static void
fill_sums (DemoExchange *x, const DemoPlan *plan, CabinetChangePreview *record)
{
  g_autoptr (CabinetLine) line = demo_line_new (x->world, x->contract, plan->today);
  g_autoptr (CabinetDue) before =
    demo_due_new (x->contract, line, x->contract->balance, plan->today, x->language);
  g_autoptr (CabinetDue) after = NULL;

  record->cost_now = demo_contract_money (x->contract, plan->cost);
  record->fee_before = demo_contract_money (x->contract, plan->fee_before);
  record->fee_after = demo_contract_money (x->contract, plan->fee_after);
  record->due_before = before->amount;
  demo_plan_pretend (x, plan);
  g_object_unref (record->services_after);
  record->services_after = demo_services_new (x->contract, line, plan->effective_on, x->language);
  after = demo_due_new (x->contract, line, x->contract->balance - plan->cost + plan->given_back, plan->today,
                        x->language);
  record->due_after = after->amount;
  demo_contract_load_steps (x->world, x->contract);
  if (plan->cost > 0)
    add_charge (x, plan, -plan->cost, charge_title (plan), record);
  if (plan->given_back > 0)
    add_charge (x, plan, plan->given_back, DEMO_TITLE_BLOCK_BACK, record);
}

void
demo_handle_preview (DemoExchange *x)
{
  g_autoptr (CabinetChangePreview) record = NULL;
  DemoPlan plan = { 0 };

  if (!demo_plan_make (x, &plan))
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
  if (plan.kind == CABINET_CHANGE_KIND_PROMISE)
    record->notes = g_strdup (demo_text (&x->tenant->promises->terms, x->language));
  if (plan.kind == CABINET_CHANGE_KIND_TARIFF)
    record->back_from = cabinet_date_add_months (plan.effective_on, 1) + 1;
  record->confirmation_needed = needs_confirmation (x, plan.kind);
  demo_database_run (x->world->database, "DELETE FROM preview WHERE expires_at < ?", "i",
                     demo_clock_now (&x->world->clock));
  demo_database_run (
    x->world->database,
    "INSERT INTO preview (token, contract, kind, target, effective_on, until, fee_after, cost,"
    " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "siisiiiii", record->token, x->contract->row, (gint64) plan.kind, plan.target, (gint64) plan.effective_on,
    (gint64) plan.ends_on, plan.fee_after, plan.cost, record->expires_at);
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
is_shown (DemoExchange *x, const DemoPlan *plan, const char *token)
{
  return token != NULL
         && demo_database_get_int (
              x->world->database,
              "SELECT 1 FROM preview WHERE token = ? AND contract = ? AND kind = ? AND target = ?"
              " AND effective_on = ? AND until = ? AND fee_after = ? AND cost = ? AND expires_at > ?",
              "siisiiiii", token, x->contract->row, (gint64) plan->kind, plan->target,
              (gint64) plan->effective_on, (gint64) plan->ends_on, plan->fee_after, plan->cost,
              demo_clock_now (&x->world->clock))
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
charge (DemoExchange *x, const DemoPlan *plan)
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

/* Takes back a change that does not act yet; the price of a block is given back. Returns: whether it was. */
static gboolean
take_back (DemoExchange *x, gint64 change)
{
  gint64 paid =
    demo_database_get_int (x->world->database, "SELECT charged FROM change WHERE id = ? AND kind = ?", "ii",
                           change, (gint64) CABINET_CHANGE_KIND_SUSPEND);
  DemoRow row = { .entry = { .date = demo_contract_today (x->world, x->contract),
                             .amount = paid,
                             .kind = CABINET_OPERATION_KIND_CORRECTION,
                             .title = DEMO_TITLE_BLOCK_BACK,
                             .service = -1 },
                  .at = demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND };

  demo_database_run (x->world->database, "UPDATE change SET cancelled = 1 WHERE id = ?", "i", change);
  if (paid > 0)
    demo_ledger_insert (x->world, x->contract, &row);
  demo_contract_load_steps (x->world, x->contract);
  return paid > 0;
}

void
demo_handle_order (DemoExchange *x)
{
  CabinetChangeRequest *request = x->body;
  const DemoStep *scheduled;
  g_autoptr (CabinetChange) record = NULL;
  DemoPlan plan = { 0 };
  gint64 row;

  if (!demo_plan_make (x, &plan))
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
  scheduled = demo_contract_find_scheduled (x->contract, plan.today);
  demo_database_run (x->world->database, "DELETE FROM preview WHERE token = ?", "s", request->preview_token);
  if (plan.kind == CABINET_CHANGE_KIND_RESUME && scheduled != NULL)
    take_back (x, scheduled->row);
  demo_database_run (
    x->world->database,
    "INSERT INTO change (contract, key, kind, target, cancelled, effective_on, until, ordered_at,"
    " charged) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)",
    "isisiiii", x->contract->row, x->key, (gint64) plan.kind, plan.target, (gint64) plan.effective_on,
    (gint64) plan.ends_on, demo_clock_now (&x->world->clock) / DEMO_SECOND * DEMO_SECOND, plan.cost);
  row = demo_database_last_id (x->world->database);
  charge (x, &plan);
  demo_contract_load_steps (x->world, x->contract);
  record = read_change (x, row);
  /* What stood still for want of money goes on with what is promised. */
  demo_ledger_bring_up (x->world, x->contract);
  tell (x, record->id, plan.cost > 0 || plan.given_back > 0 || plan.kind == CABINET_CHANGE_KIND_PROMISE);
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
  gboolean given_back;
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
  given_back = take_back (x, row);
  g_object_unref (record);
  record = read_change (x, row);
  tell (x, record->id, given_back);
  demo_exchange_reply (x, 200, record);
}
