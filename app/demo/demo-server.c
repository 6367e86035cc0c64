/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include "demo-keys.h"
#include "demo-ledger.h"
#include "demo-pages.h"
#include "demo-payment.h"
#include "demo-tokens.h"
#include "demo-watch.h"

#include <string.h>

struct _DemoServer
{
  SoupServer *soup;
  DemoWorld *world;
  DemoLog *log; /* NULL = none */
  DemoLimits *limits;
  int fail_status;
  gint64 fail_requests;
  char *fail_match;
};

/* Returns: whether the request may pass; else the refusal is given. */
static gboolean
pass_limit (DemoServer *self, DemoExchange *x, const DemoRoute *route)
{
  g_autofree char *door = g_strdup_printf ("%s %s %s", x->tenant->id, route->method, route->path);
  gint64 wait = demo_limits_take (self->limits, door, route->per_minute);

  if (wait == 0)
    return TRUE;
  demo_exchange_refuse_until (x, DEMO_PROBLEM_RATE_LIMITED, demo_clock_now (&self->world->clock) + wait);
  return FALSE;
}

static gboolean
pass_arranged_failure (DemoServer *self, DemoExchange *x, const char *path)
{
  CabinetInstant soon = demo_clock_now (&self->world->clock) + DEMO_SECOND;

  if (self->fail_requests == 0 || (self->fail_match != NULL && strstr (path, self->fail_match) == NULL))
    return TRUE;
  self->fail_requests--;
  if (self->fail_status == 429)
    demo_exchange_refuse_until (x, DEMO_PROBLEM_RATE_LIMITED, soon);
  else if (self->fail_status == 503)
    demo_exchange_refuse_until (x, DEMO_PROBLEM_UNAVAILABLE, soon);
  else
    demo_exchange_refuse (x, DEMO_PROBLEM_SERVER_ERROR);
  return FALSE;
}

static gboolean
pass_session (DemoExchange *x)
{
  const char *header =
    soup_message_headers_get_one (soup_server_message_get_request_headers (x->message), "Authorization");

  if (header != NULL && g_ascii_strncasecmp (header, "Bearer ", 7) == 0)
    x->family = demo_tokens_check_access (x->world, x->tenant, header + 7);
  if (x->family == 0)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_SESSION_OVER);
      return FALSE;
    }
  return TRUE;
}

static gboolean
pass_guest (DemoExchange *x, const DemoRoute *route)
{
  if (route->guests || !demo_family_is_guest (x->world, x->family))
    return TRUE;
  demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOR_GUESTS);
  return FALSE;
}

/* A contract of somebody else is not there: nobody learns which ids exist. */
static gboolean
pass_contract (DemoExchange *x)
{
  gint64 chosen = demo_family_load (x->world, x->family, &x->category, &x->login);
  gint64 row;

  row = demo_database_get_int (
    x->world->database,
    "SELECT contract.id FROM contract JOIN login_contract ON login_contract.contract = contract.id"
    " WHERE contract.public = ? AND login_contract.tenant = ? AND login_contract.category = ?"
    " AND login_contract.login = ?",
    "ssss", x->parameter, x->tenant->id, x->category, x->login);
  if (row == 0 || (chosen != 0 && chosen != row))
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
      return FALSE;
    }
  x->contract = demo_contract_load (x->world, row);
  demo_ledger_bring_up (x->world, x->contract);
  return TRUE;
}

static void
run_route (DemoServer *self, DemoExchange *x, const DemoRoute *route)
{
  if (!pass_limit (self, x, route))
    return;
  if (route->body != NULL && !demo_exchange_read_body (x, route->body ()))
    return;
  if (route->door != DEMO_DOOR_PUBLIC && (!pass_session (x) || !pass_guest (x, route)))
    return;
  if (route->door == DEMO_DOOR_CONTRACT && !pass_contract (x))
    return;
  if (route->door == DEMO_DOOR_SESSION)
    demo_family_load (x->world, x->family, &x->category, &x->login);
  if (route->keyed && !demo_keys_begin (x))
    return;
  route->handle (x);
  if (route->keyed)
    demo_keys_end (x);
}

/* "/tomtel/v1/contracts" -> the tenant and "v1/contracts" */
static const char *
split_path (DemoExchange *x, const char *path)
{
  const char *rest = strchr (path + 1, '/');
  g_autofree char *tenant = NULL;

  if (rest == NULL)
    return NULL;
  tenant = g_strndup (path + 1, (gsize) (rest - path - 1));
  x->tenant = demo_tenant_find (tenant);
  return x->tenant != NULL ? rest + 1 : NULL;
}

static void
answer (DemoServer *self, DemoExchange *x, const char *path)
{
  const char *method = soup_server_message_get_method (x->message);
  const char *rest = split_path (x, path);
  g_autofree char *allowed = NULL;
  const DemoRoute *route = NULL;

  if (rest != NULL)
    route = demo_routes_find (method, rest, &x->parameter, &allowed);
  if (allowed != NULL)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (x->message), "Allow", allowed);
      demo_exchange_refuse (x, DEMO_PROBLEM_METHOD_NOT_ALLOWED);
    }
  else if (route == NULL)
    {
      demo_exchange_refuse (x, DEMO_PROBLEM_NOT_FOUND);
    }
  else if (pass_arranged_failure (self, x, path))
    {
      demo_database_begin (self->world->database);
      run_route (self, x, route);
      demo_database_commit (self->world->database);
    }
}

static void
on_request (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  DemoServer *self = data;
  DemoExchange x = { .world = self->world, .message = message, .query = query, .limits = self->limits };
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *date = demo_http_date (demo_clock_now (&self->world->clock));

  x.language = demo_language_negotiate (
    soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Accept-Language"));
  soup_message_headers_replace (headers, "Date", date);
  demo_payments_settle (self->world);
  if (self->world->options->control && g_str_has_prefix (path, "/control/"))
    {
      demo_control_handle (self, &x, path + strlen ("/control/"));
    }
  else if (!demo_pages_handle (&x, path))
    {
      answer (self, &x, path);
      /* What is asked of nobody's address is not said in this API. */
      if (self->log != NULL && x.tenant != NULL && !x.paused)
        demo_log_write (self->log, message);
    }
  demo_exchange_clear (&x);
}

/* A body that says it is too large is not read at all. */
static void
on_headers (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  DemoServer *self = data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  DemoExchange x = { .world = self->world, .message = message };

  if (soup_message_headers_get_content_length (headers) <= demo_path_get_max_body (path))
    return;
  x.language = demo_language_negotiate (soup_message_headers_get_list (headers, "Accept-Language"));
  demo_exchange_refuse (&x, DEMO_PROBLEM_TOO_LARGE);
  if (self->log != NULL)
    demo_log_write (self->log, message);
}

/**
 * demo_server_new:
 * @world: outlives the server
 * @log: (nullable): outlives the server
 *
 * Listens on the loopback only: an invented provider is nobody else's business.
 *
 * Returns: (transfer full) (nullable): a server that answers from the main loop
 */
DemoServer *
demo_server_new (DemoWorld *world, DemoLog *log, GError **error)
{
  g_autoptr (DemoServer) self = g_new0 (DemoServer, 1);

  self->world = world;
  self->log = log;
  self->limits = demo_limits_new ();
  world->watch = demo_watch_new (world, log);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (self->soup, (guint) world->options->port, SOUP_SERVER_LISTEN_IPV4_ONLY,
                                 error))
    return NULL;
  return g_steal_pointer (&self);
}

void
demo_server_free (DemoServer *self)
{
  g_clear_pointer (&self->world->watch, demo_watch_free);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  demo_limits_free (self->limits);
  g_free (self->fail_match);
  g_free (self);
}

/**
 * demo_server_dup_url:
 *
 * Returns: (transfer full): "http://127.0.0.1:PORT"
 */
char *
demo_server_dup_url (DemoServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  char *url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

void
demo_server_fail_next (DemoServer *self, int status, gint64 requests, const char *match)
{
  self->fail_status = status;
  self->fail_requests = requests;
  g_free (self->fail_match);
  self->fail_match = g_strdup (match);
}
