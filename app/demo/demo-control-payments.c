/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include "demo-payment.h"

static char *
dup_decimal (gint64 kopecks)
{
  CabinetMoney money = cabinet_money (kopecks * (CABINET_MONEY_UNIT / 100), "RUB");

  return cabinet_money_to_decimal (&money, CABINET_ROUND_HALF_AWAY);
}

static void
reply_array (DemoExchange *x, const char *name, JsonArray *array)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  json_object_set_array_member (object, name, array);
  demo_exchange_reply_json (x, node);
}

/* Whose it is, what is credited for it ("amount") and what comes on top ("fee"). What the processor's books
 * call "taken", or give back, is both together. */
static void
set_payment (JsonObject *object, DemoWorld *world, gint64 row)
{
  g_autoptr (DemoPayment) payment = demo_payment_load (world, row);
  g_autoptr (DemoContract) contract = demo_contract_load (world, payment->contract);
  g_autofree char *id = demo_payment_id (row);
  g_autofree char *amount = dup_decimal (payment->amount);
  g_autofree char *fee = dup_decimal (payment->fee);

  json_object_set_string_member (object, "payment", id);
  json_object_set_string_member (object, "tenant", contract->tenant->id);
  json_object_set_string_member (object, "contract", contract->id);
  json_object_set_string_member (object, "number", contract->number);
  json_object_set_string_member (object, "amount", amount);
  json_object_set_string_member (object, "fee", fee);
  if (payment->key != NULL)
    json_object_set_string_member (object, "key", payment->key);
}

static void
handle_captures (DemoExchange *x)
{
  JsonArray *array = json_array_new ();
  sqlite3_stmt *rows =
    demo_database_query (x->world->database, "SELECT payment, kind, amount, at FROM capture ORDER BY id", "");

  while (demo_row (rows))
    {
      JsonObject *object = json_object_new ();
      g_autofree char *taken = dup_decimal (sqlite3_column_int64 (rows, 2));
      g_autofree char *at = cabinet_instant_to_rfc3339 (sqlite3_column_int64 (rows, 3));

      set_payment (object, x->world, sqlite3_column_int64 (rows, 0));
      json_object_set_string_member (object, "kind", demo_column_text (rows, 1));
      json_object_set_string_member (object, "taken", taken);
      json_object_set_string_member (object, "at", at);
      json_array_add_object_element (array, object);
    }
  reply_array (x, "captures", array);
}

static void
handle_list (DemoExchange *x)
{
  JsonArray *array = json_array_new ();
  sqlite3_stmt *rows =
    demo_database_query (x->world->database, "SELECT id, state, operation FROM payment ORDER BY id", "");

  while (demo_row (rows))
    {
      JsonObject *object = json_object_new ();
      set_payment (object, x->world, sqlite3_column_int64 (rows, 0));
      json_object_set_string_member (
        object, "state", cabinet_enum_to_nick (CABINET_TYPE_PAYMENT_STATE, sqlite3_column_int (rows, 1)));
      json_object_set_int_member (object, "operation", sqlite3_column_int64 (rows, 2));
      json_array_add_object_element (array, object);
    }
  reply_array (x, "payments", array);
}

/* One higher, so that 0 can be told from what was never said. */
static void
set_delay (DemoExchange *x, JsonObject *arguments, const char *name)
{
  gint64 delay = json_object_get_int_member_with_default (arguments, name, -1);

  if (delay >= 0)
    demo_database_set_meta (x->world->database, name, delay + 1);
}

static void
handle_delays (DemoExchange *x, JsonObject *arguments)
{
  set_delay (x, arguments, "credit_ms");
  set_delay (x, arguments, "late_ms");
  set_delay (x, arguments, "restore_ms");
  handle_list (x);
}

static void
handle_refund (DemoExchange *x, JsonObject *arguments)
{
  const char *id = json_object_get_string_member_with_default (arguments, "payment", NULL);
  g_autoptr (DemoPayment) payment = NULL;
  gint64 row;

  if (demo_payment_parse_id (id, &row))
    payment = demo_payment_load (x->world, row);
  if (payment == NULL || !demo_payment_refund (x->world, payment))
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  else
    handle_list (x);
}

/**
 * demo_control_handle_payments:
 * @verb: "captures", "payments", "payments/delays" or "payments/refund"
 */
void
demo_control_handle_payments (DemoExchange *x, const char *verb, JsonObject *arguments)
{
  demo_payments_settle (x->world);
  demo_database_begin (x->world->database);
  if (g_str_equal (verb, "captures"))
    handle_captures (x);
  else if (g_str_equal (verb, "payments"))
    handle_list (x);
  else if (g_str_equal (verb, "payments/delays"))
    handle_delays (x, arguments);
  else if (g_str_equal (verb, "payments/refund"))
    handle_refund (x, arguments);
  else
    demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
  demo_database_commit (x->world->database);
}
