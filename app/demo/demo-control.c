/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include "demo-keys.h"
#include "demo-payment.h"
#include "demo-tokens.h"

#include <string.h>

static void
reply_object (DemoExchange *x, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  demo_exchange_reply_json (x, node);
}

static void
handle_clock (DemoExchange *x, JsonObject *arguments)
{
  JsonObject *object = json_object_new ();
  g_autofree char *now = NULL;

  demo_clock_advance (&x->world->clock,
                      json_object_get_int_member_with_default (arguments, "advance_seconds", 0));
  demo_payments_settle (x->world);
  now = cabinet_instant_to_rfc3339 (demo_clock_now (&x->world->clock));
  json_object_set_string_member (object, "now", now);
  reply_object (x, object);
}

static void
handle_tokens (DemoExchange *x)
{
  g_auto (GStrv) tokens = demo_tokens_list_live (x->world);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; tokens[i] != NULL; i++)
    json_array_add_string_element (array, tokens[i]);
  json_object_set_array_member (object, "tokens", array);
  reply_object (x, object);
}

static void
handle_failure (DemoServer *server, DemoExchange *x, int status, JsonObject *arguments)
{
  demo_server_fail_next (server, status, json_object_get_int_member_with_default (arguments, "requests", 1),
                         json_object_get_string_member_with_default (arguments, "match", NULL));
  reply_object (x, json_object_new ());
}

/* The members of a GET are its query. */
static JsonObject *
read_query (DemoExchange *x)
{
  JsonObject *arguments = json_object_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (x->query == NULL)
    return arguments;
  g_hash_table_iter_init (&iter, x->query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (arguments, name, value);
  return arguments;
}

static JsonObject *
read_arguments (DemoExchange *x)
{
  g_autoptr (JsonNode) node = NULL;

  if (!g_str_equal (soup_server_message_get_method (x->message), "POST"))
    return read_query (x);
  node = demo_exchange_parse_body (x);
  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      demo_exchange_refuse_value (x, "body", "not an object");
      return NULL;
    }
  return json_object_ref (json_node_get_object (node));
}

/**
 * demo_control_handle:
 * @verb: what stands behind "/control/"
 *
 * | verb | JSON |
 * | POST clock | advance_seconds → now |
 * | GET tokens | → tokens: those given by this process that would still be taken |
 * | POST expire, revoke | all access tokens, all sessions |
 * | POST rate-limit | requests, match?: so many (whose path holds match) get 429 |
 * | POST fail | status (500 or 503), requests, match? |
 * | GET ledger | tenant, login, category?, contract? (id or number) → contract, balance, seq, operations |
 * | POST ledger/insert | the same, amount, date?, at?, kind?, title? → id, balance, epoch, seq |
 * | POST ledger/change, ledger/withdraw | the same, id, amount?, title? |
 * | POST epoch | the same: history is rebuilt |
 * | POST keys/hold, keys/release | key: a request with it is being worked on, or is not any more |
 * | GET captures | → captures: the processor's books: payment, number, kind (capture or refund), amount, at |
 * | GET payments | → payments: payment, number, state, amount, key, operation |
 * | POST payments/delays | credit_ms, late_ms, restore_ms: from paid to credited, to restored |
 * | POST payments/refund | payment (its id) |
 */
void
demo_control_handle (DemoServer *server, DemoExchange *x, const char *verb)
{
  g_autoptr (JsonObject) arguments = read_arguments (x);

  if (arguments == NULL)
    return;
  if (g_str_equal (verb, "clock"))
    {
      handle_clock (x, arguments);
    }
  else if (g_str_equal (verb, "tokens"))
    {
      handle_tokens (x);
    }
  else if (g_str_equal (verb, "expire"))
    {
      demo_tokens_expire (x->world);
      reply_object (x, json_object_new ());
    }
  else if (g_str_equal (verb, "revoke"))
    {
      demo_tokens_revoke (x->world);
      reply_object (x, json_object_new ());
    }
  else if (g_str_equal (verb, "rate-limit"))
    {
      handle_failure (server, x, 429, arguments);
    }
  else if (g_str_equal (verb, "fail"))
    {
      handle_failure (server, x, (int) json_object_get_int_member_with_default (arguments, "status", 500),
                      arguments);
    }
  else if (g_str_has_prefix (verb, "ledger") || g_str_equal (verb, "epoch"))
    {
      demo_control_handle_ledger (x, verb, arguments);
    }
  else if (g_str_equal (verb, "keys/hold") || g_str_equal (verb, "keys/release"))
    {
      demo_keys_hold (x->world, json_object_get_string_member_with_default (arguments, "key", ""),
                      g_str_equal (verb, "keys/hold"));
      reply_object (x, json_object_new ());
    }
  else if (g_str_has_prefix (verb, "payments") || g_str_equal (verb, "captures"))
    {
      demo_control_handle_payments (x, verb, arguments);
    }
  else
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
    }
}
