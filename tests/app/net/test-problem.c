/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "net-server.h"

typedef struct
{
  NetServer *server;
  CabinetHttp *http;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->server = net_server_new ();
  f->http = cabinet_http_new (net_server_get_url (f->server), NULL, &error);
  g_assert_no_error (error);
  g_object_set (f->http, "timeout", 30000, "retry-delay", 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  net_assert_finalized (f->http);
  net_server_free (f->server);
}

static GError *
fail_with (Fixture *f, guint status, const char *type, const char *body)
{
  GError *error = NULL;

  net_server_answer (f->server, "/x", status, type, body);
  g_assert_null (net_post (f->http, "x", &error));
  g_assert_nonnull (error);
  soup_server_remove_handler (net_server_get_soup (f->server), "/x");
  return error;
}

static const struct
{
  const char *word;
  guint status;
  CabinetError kind;
  const char *code; /* NULL = the word */
} words[] = {
  { "wrong-credentials", 401, CABINET_ERROR_AUTH, NULL },
  { "session-over", 401, CABINET_ERROR_AUTH, NULL },
  { "wrong-code", 401, CABINET_ERROR_AUTH, NULL },
  { "code-expired", 410, CABINET_ERROR_AUTH, NULL },
  { "locked", 429, CABINET_ERROR_AUTH, NULL },
  { "not-open-yet", 403, CABINET_ERROR_AUTH, NULL },
  { "closed", 403, CABINET_ERROR_AUTH, NULL },
  { "forbidden", 403, CABINET_ERROR_AUTH, NULL },
  { "not-for-guests", 403, CABINET_ERROR_UNSUPPORTED, NULL },
  { "not-found", 404, CABINET_ERROR_REFUSED, NULL },
  { "bad-value", 400, CABINET_ERROR_REFUSED, NULL },
  { "gone", 410, CABINET_ERROR_REFUSED, NULL },
  { "rate-limited", 429, CABINET_ERROR_RATE_LIMITED, NULL },
  { "too-large", 413, CABINET_ERROR_REFUSED, NULL },
  { "method-not-allowed", 405, CABINET_ERROR_REFUSED, NULL },
  { "server-error", 500, CABINET_ERROR_OFFLINE, "server-down" },
  { "never-heard-of", 409, CABINET_ERROR_REFUSED, "other" },
  { "never-heard-of", 429, CABINET_ERROR_RATE_LIMITED, "rate-limited" },
  { "never-heard-of", 502, CABINET_ERROR_OFFLINE, "server-down" },
};

static void
test_words (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *body = g_strdup_printf (
        "{\"type\":\"urn:cabinet:problem:%s\",\"title\":\"Title\",\"status\":%u,\"detail\":\"Слова сервера\","
        "\"retry_at\":\"2026-11-21T07:32:00Z\",\"fields\":[{\"name\":\"login\",\"detail\":\"d\"}],\"more\":"
        "1}",
        words[i].word, words[i].status);
      g_autoptr (GError) error = fail_with (f, words[i].status, "application/problem+json", body);

      g_test_message ("%s", words[i].word);
      net_assert_error (error, words[i].kind, words[i].code != NULL ? words[i].code : words[i].word);
      g_assert_cmpstr (cabinet_error_get_words (error), ==, "Слова сервера");
      g_assert_cmpstr (cabinet_error_get_field (error), ==, "login");
      g_assert_cmpint (cabinet_error_get_retry_at (error), ==,
                       G_GINT64_CONSTANT (1795246320) * G_USEC_PER_SEC);

      /* Its own words may be personal: they are not in the message, which may be logged. */
      g_assert_null (strstr (error->message, "Слова"));
    }
}

static void
test_least (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error =
    fail_with (f, 403, "application/problem+json; charset=utf-8",
               "{\"type\":\"urn:cabinet:problem:closed\",\"title\":\"Closed\",\"status\":403}");

  net_assert_error (error, CABINET_ERROR_AUTH, "closed");
  g_assert_cmpstr (cabinet_error_get_words (error), ==, "Closed");
  g_assert_null (cabinet_error_get_field (error));
  g_assert_cmpint (cabinet_error_get_retry_at (error), ==, 0);
}

static void
assert_plain (
  Fixture *f, guint status, const char *type, const char *body, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = fail_with (f, status, type, body);

  net_assert_error (error, kind, code);
  g_assert_null (cabinet_error_get_words (error));
}

/* Whatever else comes with a refusal is not read: the status says what it can. */
static void
test_no_problem (Fixture *f, gconstpointer data)
{
  static const char *const problem = "application/problem+json";

  assert_plain (f, 404, "text/html", "<html>", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 404, NULL, NULL, CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 401, "text/plain", "no", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 429, "text/plain", "no", CABINET_ERROR_RATE_LIMITED, "rate-limited");
  assert_plain (f, 500, "text/plain", "no", CABINET_ERROR_OFFLINE, "server-down");
  assert_plain (f, 503, problem, "", CABINET_ERROR_OFFLINE, "server-down");
  assert_plain (f, 400, problem, "{\"type\":", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 400, problem, "{\"type\":7}", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 400, problem, "[]", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 400, problem, "\xff\xfe", CABINET_ERROR_REFUSED, "other");
  assert_plain (f, 404, "application/json",
                "{\"type\":\"urn:cabinet:problem:closed\",\"title\":\"Closed\",\"status\":403}",
                CABINET_ERROR_REFUSED, "other");
}

static void
handle_late (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  static const char body[] = "{\"type\":\"urn:cabinet:problem:locked\",\"title\":\"Locked\",\"status\":429,"
                             "\"retry_at\":\"2001-02-03T04:10:06Z\"}";

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date",
                                "Sat, 03 Feb 2001 04:05:06 GMT");
  soup_server_message_set_response (message, "application/problem+json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
  soup_server_message_set_status (message, 429, NULL);
}

/* One of the two clocks is wrong: what is five minutes away there is so here. */
static void
test_other_clock (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 left;

  net_server_handle (f->server, "/late", handle_late, NULL);
  g_assert_null (net_post (f->http, "late", &error));
  net_assert_error (error, CABINET_ERROR_AUTH, "locked");
  left = cabinet_error_get_retry_at (error) - g_get_real_time ();
  g_assert_cmpint (left, >, 4 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (left, <=, 5 * G_TIME_SPAN_MINUTE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/problem/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/problem/least", Fixture, NULL, set_up, test_least, tear_down);
  g_test_add ("/problem/no-problem", Fixture, NULL, set_up, test_no_problem, tear_down);
  g_test_add ("/problem/other-clock", Fixture, NULL, set_up, test_other_clock, tear_down);

  return g_test_run ();
}
