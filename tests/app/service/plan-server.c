/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan-server.h"

#include <string.h>

#include "cabinet-date.h"

PlanProvider plan_provider;

#define RUB(sum) "{\"amount\":\"" sum "\",\"currency\":\"RUB\"}"

static char *
dup_today (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tomsk");
  CabinetDate today = cabinet_date_of_instant (cabinet_instant_now (), zone);

  return cabinet_date_to_iso (today);
}

static char *
dup_overview (void)
{
  g_autofree char *today = dup_today ();

  return g_strdup_printf (
    "{\"as_of\":\"%sT05:00:00Z\",\"today\":\"%s\",\"line\":{\"state\":\"active\"},\"balances\":[{\"id\":"
    "\"main\",\"kind\":\"main\",\"amount\":" RUB (
      "312.40") "}],\"rule\":{\"kind\":\"daily_equal_parts\","
                "\"on_shortage\":\"stop\"},\"services\":[{\"id\":\"net\",\"kind\":\"internet\",\"title\":"
                "\"Home 300\","
                "\"state\":\"active\",\"fee\":" RUB (
                  "750.00") "}],\"next_charges\":[],\"tariff\":\"Home 300\"}",
    today, today);
}

/* As things stand, or after they have moved: the day of effect, and the sums. */
static char *
dup_preview (void)
{
  g_autofree char *today = dup_today ();
  gboolean moved = plan_provider.moves && plan_provider.orders > 0;
  const char *fee = moved ? "910.00" : "890.00";
  g_autofree char *due = plan_provider.moves
                           ? g_strdup_printf (",\"due_before\":" RUB ("662.60") ",\"due_after\":" RUB ("%s"),
                                              moved ? "869.93" : "849.27")
                           : g_strdup ("");
  g_autofree char *ends = plan_provider.limited
                            ? g_strdup_printf (",\"ends_on\":\"%s\",\"ends\":[\"Old cinema\"]", today)
                            : g_strdup ("");

  return g_strdup_printf (
    "{\"token\":\"%s\",\"expires_at\":\"2100-01-01T00:00:00Z\",\"title\":\"Home 500\","
    "\"effective_on\":\"%s\",\"cost_now\":" RUB ("%s") ",\"fee_before\":" RUB (
      "750.00") ",\"fee_after\":" RUB ("%s") ",\"services_after\":[{\"id\":\"net\",\"kind\":\"internet\","
                                             "\"title\":\"Home 500\",\"state\":\"active\",\"fee\":" RUB (
                                               "%s") "}]%s%s,\"confirmation_needed\":%s}",
    moved ? "pt-2" : "pt-1", moved ? "2100-02-01" : today, moved ? "5.33" : "4.67", fee, fee, due, ends,
    plan_provider.needs_proof ? "true" : "false");
}

static char *
dup_change (void)
{
  return g_strdup_printf (
    "{\"id\":\"ch-1\",\"key\":\"%s\",\"kind\":\"tariff\",\"target_id\":\"t500\",\"title\":\"Home 500\","
    "\"state\":\"%s\",\"ordered_at\":\"2100-01-01T00:00:00Z\",\"can_cancel\":true}",
    plan_provider.key, plan_provider.cancelled ? "cancelled" : "pending");
}

static void
answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, status < 400 ? "application/json" : "application/problem+json",
                                    SOUP_MEMORY_COPY, json, strlen (json));
}

static void
cut (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
make (const char *key)
{
  if (g_strcmp0 (plan_provider.key, key) == 0)
    return; /* asked again under the same key */
  plan_provider.made++;
  g_free (plan_provider.key);
  plan_provider.key = g_strdup (key);
}

static void
take_order (SoupServerMessage *message)
{
  const char *quoted =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Idempotency-Key");
  g_autofree char *key = g_strndup (quoted + 1, strlen (quoted) - 2);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *change = NULL;

  plan_provider.orders++;
  g_hash_table_add (plan_provider.keys, g_strdup (key));
  g_free (plan_provider.body);
  plan_provider.body = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (plan_provider.fate == PLAN_FATE_LOSE_REQUEST && plan_provider.orders == 1)
    {
      cut (message);
      return;
    }
  if (plan_provider.late_proof && strstr (plan_provider.body, "\"confirmation\":\"proof-1\"") == NULL)
    {
      answer (message, 403,
              "{\"type\":\"urn:cabinet:problem:confirmation-needed\",\"title\":\"x\",\"status\":403}");
      return;
    }
  if (plan_provider.fate == PLAN_FATE_REFUSE
      || (plan_provider.fate == PLAN_FATE_STALE && strstr (plan_provider.body, "\"pt-2\"") == NULL))
    {
      answer (message, 409,
              plan_provider.fate == PLAN_FATE_STALE
                ? "{\"type\":\"urn:cabinet:problem:preview-stale\",\"title\":\"x\",\"status\":409}"
                : "{\"type\":\"urn:cabinet:problem:not-eligible\",\"title\":\"x\",\"status\":409,"
                  "\"detail\":\"Once a month only\"}");
      return;
    }
  if (plan_provider.fate != PLAN_FATE_LIE)
    make (key);
  if (plan_provider.fate == PLAN_FATE_LOSE_ANSWER || plan_provider.fate == PLAN_FATE_LOSE_BOTH
      || plan_provider.fate == PLAN_FATE_LOSE_AFTER)
    cut (message);
  else if (plan_provider.fate == PLAN_FATE_PROGRESS && plan_provider.orders == 1)
    answer (message, 409, "{\"type\":\"urn:cabinet:problem:in-progress\",\"title\":\"x\",\"status\":409}");
  else
    {
      if (plan_provider.key == NULL)
        plan_provider.key = g_strdup (key);
      change = dup_change ();
      if (plan_provider.made == 0)
        g_clear_pointer (&plan_provider.key, g_free);
      answer (message, 201, change);
    }
}

static void
take_changes (SoupServerMessage *message)
{
  g_autofree char *change = plan_provider.key != NULL ? dup_change () : g_strdup ("");
  g_autofree char *list = g_strdup_printf ("{\"changes\":[%s],\"next\":null}", change);

  if (plan_provider.fate == PLAN_FATE_LOSE_BOTH
      || (plan_provider.fate == PLAN_FATE_LOSE_AFTER && plan_provider.orders > 0))
    cut (message);
  else
    answer (message, 200, list);
}

static char *
answer_for (const char *path)
{
  if (g_str_has_suffix (path, "/sign-ins"))
    return g_strdup ("{\"step\":\"session\",\"session\":{\"access_token\":\"a1\",\"refresh_token\":\"r1\","
                     "\"expires_at\":\"2100-01-01T00:00:00Z\",\"password_temporary\":false}}");
  if (g_str_has_suffix (path, "/contracts"))
    return g_strdup ("{\"contracts\":[{\"id\":\"c1\",\"number\":\"77\",\"subscriber_kind\":\"person\","
                     "\"zone\":\"Asia/Tomsk\",\"currency\":\"RUB\"}]}");
  if (g_str_has_suffix (path, "/overview"))
    return dup_overview ();
  if (g_str_has_suffix (path, "/capabilities"))
    return g_strdup ("{\"capabilities\":[{\"name\":\"tariffs\",\"answer\":\"yes\"},"
                     "{\"name\":\"services\",\"answer\":\"yes\"}]}");
  if (g_str_has_suffix (path, "/operations/months"))
    return g_strdup ("{\"months\":[],\"epoch\":\"e1\",\"seq\":0}");
  if (g_str_has_suffix (path, "/operations"))
    return g_strdup ("{\"operations\":[],\"next\":null,\"epoch\":\"e1\",\"seq\":0}");
  if (g_str_has_suffix (path, "/tariffs"))
    return g_strdup ("{\"tariffs\":[{\"id\":\"t300\",\"title\":\"Home 300\",\"fee\":" RUB (
      "750.00") ",\"period\":\"month\",\"current\":true,\"available\":\"no\"},{\"id\":\"t500\","
                "\"title\":\"Home 500\",\"fee\":" RUB (
                  "890.00") ",\"period\":\"month\",\"current\":false,\"available\":\"yes\"}]}");
  if (g_str_has_suffix (path, "/services"))
    return g_strdup (
      "{\"services\":[{\"id\":\"net\",\"kind\":\"internet\",\"title\":\"Internet\",\"state\":\"on\","
      "\"fee\":" RUB (
        "0.00") ",\"period\":\"month\",\"switchable\":\"by_request\",\"reason\":"
                "\"Ends on paper\"},{\"id\":\"av\",\"kind\":\"antivirus\",\"title\":\"Antivirus\",\"state\":"
                "\"off\",\"fee\":" RUB ("50.00") ",\"period\":\"month\",\"switchable\":\"yes\","
                                                 "\"when\":[\"next_period\",\"now\"]}]}");
  if (g_str_has_suffix (path, "/previews"))
    return dup_preview ();
  return NULL;
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  gboolean post = g_str_equal (soup_server_message_get_method (message), "POST");
  g_autofree char *json = NULL;

  if (g_str_has_suffix (path, "/confirmations"))
    {
      g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      plan_provider.confirmations++;
      if (strstr (text, "\"secret\":\"secret\"") != NULL)
        answer (message, 201, "{\"confirmation\":\"proof-1\",\"expires_at\":\"2100-01-01T00:00:00Z\"}");
      else
        answer (message, 401,
                "{\"type\":\"urn:cabinet:problem:wrong-credentials\",\"title\":\"x\",\"status\":401}");
      return;
    }
  if (g_str_has_suffix (path, "/changes"))
    {
      if (post)
        take_order (message);
      else
        take_changes (message);
      return;
    }
  if (g_str_has_suffix (path, "/changes/ch-1"))
    {
      plan_provider.cancelled = TRUE;
      json = dup_change ();
      answer (message, 200, json);
      return;
    }
  json = answer_for (path);
  if (json == NULL)
    soup_server_message_set_status (message, 404, NULL);
  else
    answer (message, post ? 201 : 200, json);
}

NetServer *
plan_server_new (void)
{
  NetServer *server = net_server_new ();

  memset (&plan_provider, 0, sizeof plan_provider);
  plan_provider.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  net_server_handle (server, "/", on_request, NULL);
  return server;
}

void
plan_server_free (NetServer *server)
{
  net_server_free (server);
  g_hash_table_unref (plan_provider.keys);
  g_clear_pointer (&plan_provider.key, g_free);
  g_clear_pointer (&plan_provider.body, g_free);
}
