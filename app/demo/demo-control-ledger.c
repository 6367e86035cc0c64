/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include "demo-events.h"
#include "demo-ledger.h"

/* {"tenant", "login", "category"?, "contract"? (id or number)} -> a contract, brought up; else a refusal */
static DemoContract *
find_contract (DemoExchange *x, JsonObject *arguments)
{
  const DemoTenant *tenant =
    demo_tenant_find (json_object_get_string_member_with_default (arguments, "tenant", ""));
  const char *login = json_object_get_string_member_with_default (arguments, "login", "");
  const char *category = json_object_get_string_member_with_default (arguments, "category", "");
  const char *wanted = json_object_get_string_member_with_default (arguments, "contract", NULL);
  g_autoptr (GArray) rows = NULL;

  if (tenant != NULL)
    rows = demo_contracts_of_login (x->world, tenant, category, login);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr (DemoContract) contract = demo_contract_load (x->world, g_array_index (rows, gint64, i));

      if (wanted != NULL && !g_str_equal (contract->id, wanted) && !g_str_equal (contract->number, wanted))
        continue;
      demo_ledger_bring_up (x->world, contract);
      return g_steal_pointer (&contract);
    }
  demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  return NULL;
}

static char *
kopecks_to_text (gint64 kopecks)
{
  CabinetMoney money = cabinet_money (kopecks * (CABINET_MONEY_UNIT / 100), "RUB");

  return cabinet_money_to_decimal (&money, CABINET_ROUND_HALF_AWAY);
}

/* Where the ledger stands after what was asked, which others are told of. @id: (transfer full) (nullable): of
 * the row */
static void
reply_standing (DemoExchange *x, DemoContract *contract, char *id)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *row = id;
  g_autofree char *balance = kopecks_to_text (contract->balance);
  g_autofree char *epoch = demo_contract_dup_epoch (contract);

  demo_event_emit (x->world, contract->row, CABINET_EVENT_KIND_OPERATIONS, NULL);
  demo_event_emit (x->world, contract->row, CABINET_EVENT_KIND_OVERVIEW, NULL);
  json_object_unref (object);
  json_object_set_string_member (object, "contract", contract->id);
  json_object_set_string_member (object, "number", contract->number);
  json_object_set_string_member (object, "balance", balance);
  json_object_set_string_member (object, "epoch", epoch);
  json_object_set_int_member (object, "seq", contract->seq);
  if (row != NULL)
    json_object_set_string_member (object, "id", row);
  demo_exchange_reply_json (x, node);
}

static void
handle_read (DemoExchange *x, DemoContract *contract)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *balance = kopecks_to_text (contract->balance);
  JsonArray *array = json_array_new ();
  sqlite3_stmt *rows;

  json_object_unref (object);
  rows = demo_database_query (x->world->database,
                              "SELECT n, date, amount, withdrawn, kind, title, revision, seq FROM operation"
                              " WHERE contract = ? ORDER BY date, at, n",
                              "i", contract->row);
  while (demo_row (rows))
    {
      JsonObject *row = json_object_new ();
      g_autofree char *id = demo_operation_id (sqlite3_column_int64 (rows, 0));
      g_autofree char *date = cabinet_date_to_iso ((CabinetDate) sqlite3_column_int64 (rows, 1));
      g_autofree char *amount = kopecks_to_text (sqlite3_column_int64 (rows, 2));

      json_object_set_string_member (row, "id", id);
      json_object_set_string_member (row, "date", date);
      json_object_set_string_member (row, "amount", amount);
      json_object_set_boolean_member (row, "withdrawn", sqlite3_column_int (rows, 3) != 0);
      json_object_set_string_member (
        row, "kind", cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, sqlite3_column_int (rows, 4)));
      json_object_set_boolean_member (row, "fee",
                                      sqlite3_column_int (rows, 5) == DEMO_TITLE_FEE
                                        || sqlite3_column_int (rows, 5) == DEMO_TITLE_FEE_MONTH);
      json_object_set_int_member (row, "revision", sqlite3_column_int64 (rows, 6));
      json_object_set_int_member (row, "seq", sqlite3_column_int64 (rows, 7));
      json_array_add_object_element (array, row);
    }
  json_object_set_string_member (object, "contract", contract->id);
  json_object_set_string_member (object, "balance", balance);
  json_object_set_int_member (object, "seq", contract->seq);
  json_object_set_array_member (object, "operations", array);
  demo_exchange_reply_json (x, node);
}

/* "amount": "-25.00" -> kopecks; 0 if it is not there. Returns: whether it can be read, else a refusal. */
static gboolean
read_amount (DemoExchange *x, JsonObject *arguments, gint64 *kopecks)
{
  const char *text = json_object_get_string_member_with_default (arguments, "amount", NULL);
  CabinetMoney money;

  *kopecks = 0;
  if (text == NULL)
    return TRUE;
  if (cabinet_money_parse (text, "RUB", &money, NULL) && cabinet_money_to_minor (&money, kopecks, NULL))
    return TRUE;
  demo_exchange_refuse_value (x, "amount", "not a sum");
  return FALSE;
}

static void
handle_insert (DemoExchange *x, DemoContract *contract, JsonObject *arguments)
{
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);
  const char *date = json_object_get_string_member_with_default (arguments, "date", NULL);
  const char *at = json_object_get_string_member_with_default (arguments, "at", NULL);
  const char *kind = json_object_get_string_member_with_default (arguments, "kind", "correction");
  DemoRow row = { .entry = { .service = -1 }, .at = demo_clock_now (&x->world->clock) };

  row.words = json_object_get_string_member_with_default (arguments, "title", "Перерасчёт");
  row.entry.kind = (guint8) cabinet_enum_from_nick (CABINET_TYPE_OPERATION_KIND, kind);
  row.entry.title = DEMO_TITLE_OUTAGE;
  if (!read_amount (x, arguments, &row.entry.amount))
    return;
  if ((at != NULL && !cabinet_instant_parse (at, &row.at))
      || (date != NULL && !cabinet_date_parse (date, &row.entry.date)))
    {
      demo_exchange_refuse_value (x, "date", "not a date");
      return;
    }
  if (date == NULL)
    row.entry.date = cabinet_date_of_instant (row.at, zone);
  else if (at == NULL)
    row.at = demo_midnight (row.entry.date, zone) + 12 * 60 * DEMO_MINUTE;
  reply_standing (x, contract, demo_operation_id (demo_ledger_insert (x->world, contract, &row)));
}

static void
handle_existing (DemoExchange *x, DemoContract *contract, gboolean withdraw, JsonObject *arguments)
{
  const char *id = json_object_get_string_member_with_default (arguments, "id", NULL);
  const char *words = json_object_get_string_member_with_default (arguments, "title", NULL);
  gint64 amount;
  gint64 n;
  gboolean done;

  if (!read_amount (x, arguments, &amount))
    return;
  done = demo_operation_parse_id (id, &n)
         && (withdraw ? demo_ledger_withdraw (x->world, contract, n)
                      : demo_ledger_change (x->world, contract, n, amount, words));
  if (done)
    reply_standing (x, contract, g_strdup (id));
  else
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
}

/**
 * demo_control_handle_ledger:
 * @verb: "ledger", "ledger/insert", "ledger/change", "ledger/withdraw" or "epoch"
 */
void
demo_control_handle_ledger (DemoExchange *x, const char *verb, JsonObject *arguments)
{
  g_autoptr (DemoContract) contract = find_contract (x, arguments);

  if (contract == NULL)
    return;
  if (g_str_equal (verb, "ledger"))
    {
      handle_read (x, contract);
    }
  else if (g_str_equal (verb, "ledger/insert"))
    {
      handle_insert (x, contract, arguments);
    }
  else if (g_str_equal (verb, "ledger/change") || g_str_equal (verb, "ledger/withdraw"))
    {
      handle_existing (x, contract, g_str_equal (verb, "ledger/withdraw"), arguments);
    }
  else if (g_str_equal (verb, "epoch"))
    {
      demo_ledger_rebuild (x->world, contract);
      reply_standing (x, contract, NULL);
    }
  else
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
    }
}
