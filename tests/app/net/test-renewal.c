/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net-server.h"

#define STORM 12

typedef struct
{
  NetServer *server;
  FakeAuthorizer *authorizer;
  CabinetHttp *http;
  guint valid;   /* the serial of the token that the server takes */
  gboolean deaf; /* takes none */
  guint done;
  guint good;
  GError *last_error;
} Fixture;

static void
handle_signed (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *f = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *expected = g_strdup_printf ("Bearer token-%u", f->valid);

  if (f->deaf || g_strcmp0 (soup_message_headers_get_one (headers, "Authorization"), expected) != 0)
    {
      soup_server_message_set_status (message, 401, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->server = net_server_new ();
  net_server_handle (f->server, "/", handle_signed, f);
  f->authorizer = fake_authorizer_new (1);
  f->valid = 2;
  f->http = cabinet_http_new (net_server_get_url (f->server), CABINET_AUTHORIZER (f->authorizer), &error);
  g_assert_no_error (error);
  g_object_set (f->http, "timeout", 30000, "retry-delay", 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  net_assert_finalized (f->http);
  if (f->authorizer != NULL)
    net_assert_finalized (f->authorizer);
  net_server_free (f->server);
  g_clear_error (&f->last_error);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (CabinetResponse) response = NULL;

  g_clear_error (&f->last_error);
  response = cabinet_http_send_finish (CABINET_HTTP (source), result, &f->last_error);
  f->done++;
  if (response != NULL)
    f->good++;
}

static void
start (Fixture *f, const char *method, GCancellable *cancellable)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new (method, "x", CABINET_REQUEST_SIGNED);

  cabinet_http_send_async (f->http, request, cancellable, on_sent, f);
}

static void
wait_for (Fixture *f, guint done)
{
  while (f->done < done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->done, ==, done);
}

static void
test_good_token (Fixture *f, gconstpointer data)
{
  f->valid = 1;
  start (f, "GET", NULL);
  wait_for (f, 1);
  g_assert_cmpuint (f->good, ==, 1);
  g_assert_cmpuint (f->authorizer->renewals, ==, 0);
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, 1);
}

/* Many requests meet a 401 at once: one renewal, and each is sent exactly twice. */
static void
test_storm (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < STORM; i++)
    start (f, i % 3 == 0 ? "DELETE" : "GET", NULL);
  wait_for (f, STORM);
  g_assert_cmpuint (f->good, ==, STORM);
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
  g_assert_cmpuint (net_server_count (f->server, "/x"), <=, 2 * STORM);
  g_assert_cmpuint (net_server_count (f->server, "/x"), >, STORM);
}

static void
test_storm_fails (Fixture *f, gconstpointer data)
{
  f->authorizer->error = cabinet_error_new (CABINET_ERROR_OFFLINE, "connect", "no way");
  for (int i = 0; i < STORM; i++)
    start (f, "GET", NULL);
  wait_for (f, STORM);
  g_assert_cmpuint (f->good, ==, 0);
  net_assert_error (f->last_error, CABINET_ERROR_OFFLINE, "connect");
  g_assert_cmpuint (f->authorizer->renewals, <=, STORM);
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, STORM);
}

/* What its owner breaks off is to those who waited the end of the session, not their own cancellation. */
static void
test_broken_off (Fixture *f, gconstpointer data)
{
  f->authorizer->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "off");
  start (f, "GET", NULL);
  wait_for (f, 1);
  net_assert_error (f->last_error, CABINET_ERROR_AUTH, "session-over");
}

static void
test_refused_again (Fixture *f, gconstpointer data)
{
  f->deaf = TRUE;
  start (f, "GET", NULL);
  wait_for (f, 1);
  net_assert_error (f->last_error, CABINET_ERROR_AUTH, "session-over");
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, 2);
}

/* Somebody else (a terminal command, say) has renewed while the request was on its way. */
static void
test_changed_meanwhile (Fixture *f, gconstpointer data)
{
  start (f, "GET", NULL);
  while (net_server_count (f->server, "/x") == 0)
    g_main_context_iteration (NULL, TRUE);
  f->authorizer->serial = 2;
  wait_for (f, 1);
  g_assert_cmpuint (f->good, ==, 1);
  g_assert_cmpuint (f->authorizer->renewals, ==, 0);
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, 2);
}

/* Without a token nothing is sent before there is one. */
static void
test_no_token (Fixture *f, gconstpointer data)
{
  f->authorizer->serial = 0;
  f->valid = 1;
  start (f, "POST", NULL);
  wait_for (f, 1);
  g_assert_cmpuint (f->good, ==, 1);
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, 1);
}

static void
test_authorizer_gone (Fixture *f, gconstpointer data)
{
  net_assert_finalized (g_steal_pointer (&f->authorizer));
  start (f, "GET", NULL);
  wait_for (f, 1);
  net_assert_error (f->last_error, CABINET_ERROR_AUTH, "session-over");
  g_assert_cmpuint (net_server_count (f->server, "/x"), ==, 0);
}

/* Those who are cancelled go at once, the others get what they wait for. */
static void
test_cancel_waiters (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 before;

  f->authorizer->delay = (guint) (test_patience (1500 * G_TIME_SPAN_MILLISECOND) / G_TIME_SPAN_MILLISECOND);
  for (int i = 0; i < 4; i++)
    start (f, "GET", i < 3 ? cancellable : NULL);
  while (f->authorizer->renewals == 0 || net_server_count (f->server, "/x") < 4)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  before = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  wait_for (f, 3);
  g_assert_cmpint (g_get_monotonic_time () - before, <, test_patience (G_TIME_SPAN_SECOND));
  g_assert_error (f->last_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  wait_for (f, 4);
  g_assert_cmpuint (f->good, ==, 1);
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
}

/* A client may be dropped while its renewal runs; the renewal ends by itself. */
static void
test_dropped (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  f->authorizer->delay = 100;
  start (f, "GET", cancellable);
  while (f->authorizer->renewals == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  wait_for (f, 1);
  net_assert_finalized (f->http);
  while (f->authorizer->serial == 1)
    g_main_context_iteration (NULL, TRUE);
  f->http = cabinet_http_new (net_server_get_url (f->server), NULL, NULL);
}

static void
test_time_limit (Fixture *f, gconstpointer data)
{
  f->authorizer->delay = 400;
  g_object_set (f->http, "timeout", 100, NULL);
  start (f, "GET", NULL);
  wait_for (f, 1);
  net_assert_error (f->last_error, CABINET_ERROR_TIMEOUT, NULL);
  while (f->authorizer->renewals > 0 && f->authorizer->serial == 1)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/renewal/good-token", test_good_token);
  ADD ("/renewal/storm", test_storm);
  ADD ("/renewal/storm-fails", test_storm_fails);
  ADD ("/renewal/broken-off", test_broken_off);
  ADD ("/renewal/refused-again", test_refused_again);
  ADD ("/renewal/changed-meanwhile", test_changed_meanwhile);
  ADD ("/renewal/no-token", test_no_token);
  ADD ("/renewal/authorizer-gone", test_authorizer_gone);
  ADD ("/renewal/cancel-waiters", test_cancel_waiters);
  ADD ("/renewal/dropped", test_dropped);
  ADD ("/renewal/time-limit", test_time_limit);
#undef ADD

  return g_test_run ();
}
