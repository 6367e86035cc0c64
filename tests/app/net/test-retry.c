/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-retry.h"
#include "net-server.h"

#define SECOND G_TIME_SPAN_SECOND

static const CabinetTry no_answer = {
  .tries = 1,
  .retry_after = -1,
  .remaining = 20 * SECOND,
  .base = 400 * G_TIME_SPAN_MILLISECOND,
};

static CabinetTry
with_status (guint status, gint64 retry_after)
{
  CabinetTry attempt = no_answer;

  attempt.left = TRUE;
  attempt.status = status;
  attempt.retry_after = retry_after;
  return attempt;
}

static void
test_policy (void)
{
  CabinetTry attempt = no_answer;

  g_assert_cmpint (cabinet_retry_get_pause (&attempt), >=, 0);
  attempt.tries = 3;
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);

  attempt = no_answer;
  attempt.hopeless = TRUE;
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);

  attempt = no_answer;
  attempt.change = TRUE;
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), >=, 0);
  attempt.left = TRUE;
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);

  for (guint status = 400; status < 600; status++)
    {
      gboolean again = status == 502 || status == 503 || status == 504;

      attempt = with_status (status, -1);
      g_assert_cmpint (cabinet_retry_get_pause (&attempt) >= 0, ==, again);
      attempt.change = TRUE;
      g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);
    }
}

static void
test_retry_after_policy (void)
{
  CabinetTry attempt = with_status (503, 10 * SECOND);

  g_assert_cmpint (cabinet_retry_get_pause (&attempt), >=, 10 * SECOND);
  attempt = with_status (503, 25 * SECOND);
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);
  attempt = with_status (429, 5 * SECOND);
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), >=, 5 * SECOND);
  attempt = with_status (429, 6 * SECOND);
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);
  attempt = with_status (404, 1 * SECOND);
  g_assert_cmpint (cabinet_retry_get_pause (&attempt), ==, -1);
}

/* Full jitter: the whole of the range is used, and no more. */
static void
test_jitter (void)
{
  for (guint tries = 1; tries <= 2; tries++)
    {
      CabinetTry attempt = no_answer;
      gint64 bound = attempt.base * tries, least = G_MAXINT64, most = 0;

      attempt.tries = tries;
      for (int i = 0; i < 2000; i++)
        {
          gint64 pause = cabinet_retry_get_pause (&attempt);

          least = MIN (least, pause);
          most = MAX (most, pause);
        }
      g_assert_cmpint (least, <, bound / 20);
      g_assert_cmpint (most, >, bound - bound / 20);
      g_assert_cmpint (most, <=, bound);
    }
}

static void
test_parse_after (void)
{
  const gint64 now = G_GINT64_CONSTANT (784111777) * SECOND; /* Sun, 06 Nov 1994 08:49:37 GMT */

  g_assert_cmpint (cabinet_retry_parse_after (NULL, now), ==, -1);
  g_assert_cmpint (cabinet_retry_parse_after ("", now), ==, -1);
  g_assert_cmpint (cabinet_retry_parse_after ("soon", now), ==, -1);
  g_assert_cmpint (cabinet_retry_parse_after ("-5", now), ==, -1);
  g_assert_cmpint (cabinet_retry_parse_after ("0", now), ==, 0);
  g_assert_cmpint (cabinet_retry_parse_after ("120", now), ==, 120 * SECOND);
  g_assert_cmpint (cabinet_retry_parse_after ("99999999999999999999", now), ==, -1);
  g_assert_cmpint (cabinet_retry_parse_after ("Sun, 06 Nov 1994 08:50:37 GMT", now), ==, 60 * SECOND);
  g_assert_cmpint (cabinet_retry_parse_after ("Sun, 06 Nov 1994 08:00:00 GMT", now), ==, 0);
  g_assert_cmpint (cabinet_retry_parse_after ("Sun, 06 Nov 2094 08:00:00 GMT", now), ==,
                   30 * G_TIME_SPAN_DAY);
}

typedef struct
{
  NetServer *server;
  CabinetHttp *http;
  guint failures; /* answers that fail before the good one */
  guint status;
  const char *retry_after;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->server = net_server_new ();
  f->http = cabinet_http_new (net_server_get_url (f->server), NULL, &error);
  g_assert_no_error (error);
  g_object_set (f->http, "timeout", 10000, "retry-delay", 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  net_assert_finalized (f->http);
  net_server_free (f->server);
}

static void
handle_flaky (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *f = user_data;

  if (net_server_count (f->server, path) > f->failures)
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
      return;
    }
  soup_server_message_set_status (message, f->status, NULL);
  if (f->retry_after != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                 f->retry_after);
}

static void
test_recovers (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetResponse) once = NULL;
  g_autoptr (CabinetResponse) twice = NULL;
  g_autoptr (GError) error = NULL;

  net_server_handle (f->server, "/", handle_flaky, f);
  f->status = 503;
  f->failures = 1;
  once = net_get (f->http, "once", &error);
  g_assert_no_error (error);
  f->failures = 2;
  twice = net_get (f->http, "twice", &error);
  g_assert_no_error (error);
  f->failures = 3;
  g_assert_null (net_get (f->http, "thrice", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, "server-down");
  g_assert_cmpuint (net_server_count (f->server, "/thrice"), ==, 3);
  g_clear_error (&error);

  g_assert_null (net_post (f->http, "change", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, "server-down");
  g_assert_cmpuint (net_server_count (f->server, "/change"), ==, 1);
}

static void
test_retry_after (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = g_get_monotonic_time ();

  net_server_handle (f->server, "/", handle_flaky, f);
  f->failures = 1;
  f->status = 429;
  f->retry_after = "1";
  response = net_get (f->http, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - before, >=, SECOND);

  /* Beyond five seconds, or beyond the time limit, one is told at once. */
  f->retry_after = "6";
  before = g_get_monotonic_time ();
  g_assert_null (net_get (f->http, "b", &error));
  net_assert_error (error, CABINET_ERROR_RATE_LIMITED, "rate-limited");
  g_assert_cmpint (cabinet_error_get_retry_at (error) - g_get_real_time (), >, SECOND);
  g_assert_cmpint (cabinet_error_get_retry_at (error) - g_get_real_time (), <=, 6 * SECOND);
  g_clear_error (&error);
  f->status = 503;
  f->retry_after = "20";
  g_assert_null (net_get (f->http, "c", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, "server-down");
  g_assert_cmpint (cabinet_error_get_retry_at (error), >, 0);
  g_clear_error (&error);
  f->status = 429;
  f->retry_after = NULL;
  g_assert_null (net_get (f->http, "d", &error));
  net_assert_error (error, CABINET_ERROR_RATE_LIMITED, "rate-limited");
  g_assert_cmpint (cabinet_error_get_retry_at (error), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 4 * SECOND);
}

static void
test_reset_then_good (void)
{
  static const char *const answers[] = {
    RAW_SLAM, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
    NULL
  };
  g_autoptr (RawServer) raw = raw_server_new (answers);
  g_autoptr (GError) error = NULL;
  CabinetHttp *http = cabinet_http_new (raw_server_get_url (raw), NULL, &error);
  g_autoptr (CabinetResponse) response = NULL;

  g_assert_no_error (error);
  g_object_set (http, "timeout", 10000, "retry-delay", 1, NULL);
  response = net_get (http, "x", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  net_assert_finalized (http);
}

/* A connection that is reused may die under a request that the server has already carried out. libsoup then
 * sends it again without a word, so a change never goes over a reused one. */
static void
test_change_alone (void)
{
  static const char *const answers[] = {
    RAW_KEEP "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", "", NULL
  };
  static const char *const methods[] = { "POST", "DELETE", "PUT" };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (RawServer) raw = raw_server_new (answers);
      g_autoptr (GError) error = NULL;
      CabinetHttp *http = cabinet_http_new (raw_server_get_url (raw), NULL, &error);
      g_autoptr (CabinetRequest) change = cabinet_request_new (methods[i], "x", CABINET_REQUEST_PUBLIC);
      g_autoptr (CabinetResponse) response = NULL;

      g_assert_no_error (error);
      g_object_set (http, "timeout", 10000, "retry-delay", 1, NULL);
      response = net_get (http, "x", &error);
      g_assert_no_error (error);
      g_assert_null (net_send (http, change, &error));
      net_assert_error (error, CABINET_ERROR_OFFLINE, "connect");
      g_assert_cmpuint (raw_server_count_requests (raw), ==, 2);
      g_assert_cmpuint (raw_server_count (raw), ==, 2);
      net_assert_finalized (http);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry/policy", test_policy);
  g_test_add_func ("/retry/retry-after-policy", test_retry_after_policy);
  g_test_add_func ("/retry/jitter", test_jitter);
  g_test_add_func ("/retry/parse-after", test_parse_after);
  g_test_add_func ("/retry/reset-then-good", test_reset_then_good);
  g_test_add_func ("/retry/change-alone", test_change_alone);
  g_test_add ("/retry/recovers", Fixture, NULL, set_up, test_recovers, tear_down);
  g_test_add ("/retry/retry-after", Fixture, NULL, set_up, test_retry_after, tear_down);

  return g_test_run ();
}
