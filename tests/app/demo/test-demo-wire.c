/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include <glib/gstdio.h>
#include <string.h>

/* What every operation has in common: refusals, validators, languages, limits. */

typedef struct
{
  const char *method;
  const char *path; /* {} = the contract, or a step */
  const char *body; /* one that is taken */
  gboolean secured;
  gboolean read;
} Op;

static const Op ops[] = {
  { "GET", "v1/provider", NULL, FALSE, TRUE },
  { "POST", "v1/sign-ins", "{\"kind\":\"password\",\"login\":\"12345\",\"secret\":\"demo\"}", FALSE, FALSE },
  { "POST", "v1/sign-ins/{}", "{\"code\":\"010382\"}", FALSE, FALSE },
  { "POST", "v1/session/refresh", "{\"refresh_token\":\"x\"}", FALSE, FALSE },
  { "DELETE", "v1/session", NULL, TRUE, FALSE },
  { "GET", "v1/contracts", NULL, TRUE, TRUE },
  { "GET", "v1/contracts/{}/capabilities", NULL, TRUE, TRUE },
  { "GET", "v1/contracts/{}/overview", NULL, TRUE, TRUE },
  { "GET", "v1/contracts/{}/operations/months", NULL, TRUE, TRUE },
  { "GET", "v1/contracts/{}/operations", NULL, TRUE, TRUE },
};

static char *
expand (const Op *op, Client *client)
{
  g_auto (GStrv) parts = g_strsplit (op->path, "{}", 2);

  return parts[1] == NULL
           ? g_strdup (op->path)
           : g_strconcat (parts[0], client->contract != NULL ? client->contract : "nothing", parts[1], NULL);
}

static Answer *
run (const Op *op, Client *client)
{
  g_autofree char *path = expand (op, client);

  return client_ask (client, op->method, path, op->body);
}

static void
arrange (DemoProcess *demo, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (demo, verb, json);

  g_assert_nonnull (answer);
}

static void
test_failures_everywhere (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "mts");

  client_enter (client, NULL, "12345", "demo");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) limited = NULL;
      g_autoptr (Answer) failed = NULL;
      g_autoptr (Answer) busy = NULL;

      arrange (demo, "rate-limit", "{\"requests\":1}");
      limited = run (&ops[i], client);
      answer_assert_problem (limited, 429, "rate-limited");
      g_assert_cmpstr (answer_get_header (limited, "Retry-After"), ==, "1");
      arrange (demo, "fail", "{\"status\":500,\"requests\":1}");
      failed = run (&ops[i], client);
      answer_assert_problem (failed, 500, "server-error");
      arrange (demo, "fail", "{\"status\":503,\"requests\":1}");
      busy = run (&ops[i], client);
      answer_assert_problem (busy, 503, "unavailable");
      g_assert_cmpstr (answer_get_header (busy, "Retry-After"), ==, "1");
    }
}

static void
test_failures_by_path (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "mts");
  g_autoptr (Answer) other = NULL;
  g_autoptr (Answer) failed = NULL;
  g_autoptr (Answer) again = NULL;

  client_enter (client, NULL, "12345", "demo");
  arrange (demo, "fail", "{\"status\":503,\"requests\":1,\"match\":\"/overview\"}");
  other = client_read (client, "operations");
  failed = client_read (client, "overview");
  again = client_read (client, "overview");
  g_assert_cmpint (other->status, ==, 200);
  g_assert_cmpint (failed->status, ==, 503);
  g_assert_cmpint (again->status, ==, 200);
}

static void
test_token_needed (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "mts");

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) answer = run (&ops[i], client);

      if (ops[i].secured)
        answer_assert_problem (answer, 401, "session-over");
      else
        g_assert_cmpint (answer->status, !=, 403);
    }
}

/* Every GET has a validator, honours it, and tells languages apart. */
static void
test_validators (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");

  client_enter (client, NULL, "12345", "demo");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) first = NULL;
      g_autoptr (Answer) second = NULL;
      g_autoptr (Answer) listed = NULL;
      g_autoptr (Answer) changed = NULL;
      const char *etag;

      if (!ops[i].read)
        continue;
      first = run (&ops[i], client);
      g_assert_cmpint (first->status, ==, 200);
      etag = answer_get_header (first, "ETag");
      g_assert_nonnull (etag);

      client->etag = g_strdup (etag);
      second = run (&ops[i], client);
      g_assert_cmpint (second->status, ==, 304);
      g_assert_cmpstr (second->text, ==, "");
      g_assert_cmpstr (answer_get_header (second, "ETag"), ==, etag);
      g_assert_nonnull (answer_get_header (second, "Date"));
      g_free (client->etag);

      client->etag = g_strdup_printf ("\"other\", %s%s", g_str_has_prefix (etag, "W/") ? "" : "W/", etag);
      listed = run (&ops[i], client);
      g_assert_cmpint (listed->status, ==, 304);
      g_free (client->etag);

      client->etag = g_strdup ("\"other\"");
      changed = run (&ops[i], client);
      g_assert_cmpint (changed->status, ==, 200);
      g_clear_pointer (&client->etag, g_free);
    }
}

/* A reading that only aged is the same news. */
static void
test_overview_validator (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) aged = NULL;
  g_autoptr (Answer) tomorrow = NULL;

  client_enter (client, NULL, "12345", "demo");
  first = client_read (client, "overview");
  client->etag = g_strdup (answer_get_header (first, "ETag"));
  arrange (demo, "clock", "{\"advance_seconds\":600}");
  aged = client_read (client, "overview");
  g_assert_cmpint (aged->status, ==, 304);
  arrange (demo, "clock", "{\"advance_seconds\":86400}");
  g_clear_pointer (&client->token, g_free);
  g_clear_pointer (&client->etag, g_free);
  client_enter (client, NULL, "12345", "demo");
  client->etag = g_strdup (answer_get_header (first, "ETag"));
  tomorrow = client_read (client, "overview");
  g_assert_cmpint (tomorrow->status, ==, 200);
}

static void
test_languages (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  static const struct
  {
    const char *header;
    const char *tag;
    const char *words;
  } cases[] = {
    { "ru", "ru", "Абонентская плата" },          { "ru-RU,ru;q=0.9,en;q=0.8", "ru", "Абонентская плата" },
    { "en", "en", "Subscription fee" },           { "run", "en", "Subscription fee" },
    { "de, ru;q=0.5", "en", "Subscription fee" }, { NULL, "en", "Subscription fee" },
  };

  client_enter (client, NULL, "12345", "demo");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Answer) answer = NULL;

      g_free (client->language);
      client->language = g_strdup (cases[i].header);
      answer = client_read (client, "operations?limit=1");
      g_assert_cmpstr (answer_get_header (answer, "Content-Language"), ==, cases[i].tag);
      g_assert_nonnull (strstr (answer_get_header (answer, "Vary"), "Accept-Language"));
      g_assert_nonnull (strstr (answer->text, cases[i].words));
    }
  {
    g_autoptr (Answer) refused = NULL;

    g_free (client->language);
    client->language = g_strdup ("ru");
    refused =
      client_ask (client, "POST", "v1/sign-ins", "{\"kind\":\"password\",\"login\":\"1\",\"secret\":\"1\"}");
    answer_assert_problem (refused, 401, "wrong-credentials");
    g_assert_nonnull (strstr (refused->text, "Неверный логин или пароль"));
  }
}

/* The Date header is the demo's clock: money goes by it. */
static void
test_date (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Answer) answer = client_ask (client, "GET", "v1/provider", NULL);

  g_assert_true (g_str_has_prefix (answer_get_header (answer, "Date"), "Sat, 21 Nov 2026 07:32:"));
}

static void
assert_bad_body (Client *client, const char *type, const char *body, gssize length)
{
  static const char *const paths[] = { "v1/sign-ins", "v1/session/refresh" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Answer) answer = client_ask_as (client, "POST", paths[i], type, body, length);
      g_autoptr (CabinetProblem) problem = NULL;

      answer_assert_problem (answer, 400, "bad-value");
      problem = answer_decode (answer, CABINET_TYPE_PROBLEM);
      g_assert_cmpuint (cabinet_list_length (problem->fields), >, 0);
    }
}

static void
test_bad_bodies (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (GString) deep = g_string_new ("{\"kind\":\"password\",\"x\":");
  static const char *const bodies[] = {
    "{",
    "[]",
    "null",
    "7",
    "\"text\"",
    "{\"kind\":7}",
    "{\"kind\":\"password\",\"login\":12345}",
    "<html></html>",
    "{\"kind\":\"password\",\"login\":\"12345\",\"secret\":null}",
    "{}",
    "{\"refresh_token\":false}",
    "{'a':1}",
    "{\"kind\":\"browser\"}",
    "{\"kind\":\"no such kind\",\"login\":\"12345\",\"secret\":\"demo\"}",
    "{\"kind\":\"password\",\"login\":\"\",\"secret\":\"demo\"}",
    "{\"kind\":\"password\",\"secret\":\"demo\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    assert_bad_body (client, "application/json", bodies[i], -1);
  assert_bad_body (client, "application/json", "", -1);
  assert_bad_body (client, "application/json", "{\"kind\":\"password\xff\"}", -1);
  assert_bad_body (client, "application/json", "\0\0\0\0", 4);
  assert_bad_body (client, "text/plain", ops[1].body, -1);
  assert_bad_body (client, NULL, NULL, 0);
  assert_bad_body (client, "application/x-www-form-urlencoded", "kind=password", -1);

  for (guint i = 0; i < 20; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 20; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  assert_bad_body (client, "application/json", deep->str, -1);
  g_string_set_size (deep, 0);
  for (guint i = 0; i < 500000; i++)
    g_string_append_c (deep, '[');
  assert_bad_body (client, "application/json", deep->str, -1);
  client_enter (client, NULL, "12345", "demo"); /* it is still there */
}

/* A bracket within a text is no depth. */
static void
test_brackets_in_text (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Answer) answer =
    client_ask (client, "POST", "v1/sign-ins",
                "{\"kind\":\"password\",\"login\":\"[[[[[[[[[[[[[[[[[[[[[[\\\"{{{\","
                "\"secret\":\"\\\\\"}");

  answer_assert_problem (answer, 401, "wrong-credentials");
}

static void
test_too_large (void)
{
  static const char *const paths[] = { "v1/sign-ins", "v1/sign-ins/nothing", "v1/session/refresh" };
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  gsize length = 1024 * 1024 + 1;
  g_autofree char *body = g_malloc (length);

  memset (body, ' ', length);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Answer) answer =
        client_ask_as (client, "POST", paths[i], "application/json", body, (gssize) length);

      answer_assert_problem (answer, 413, "too-large");
    }
  client_enter (client, NULL, "12345", "demo");
}

static void
test_bad_steps (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "mts");
  g_autoptr (Answer) wrong = client_ask (client, "POST", "v1/sign-ins/nothing", "{\"code\":7}");
  g_autoptr (Answer) none = client_ask (client, "POST", "v1/sign-ins/nothing", "{\"code\":\"7\"}");

  answer_assert_problem (wrong, 400, "bad-value");
  answer_assert_problem (none, 404, "not-found");
}

static void
test_paths_and_methods (void)
{
  static const char *const nowhere[] = { "",
                                         "v1",
                                         "v1/",
                                         "v1/provider/",
                                         "v1/nothing",
                                         "v2/provider",
                                         "v1/contracts/",
                                         "v1/contracts/x",
                                         "v1/contracts//overview",
                                         "v1/contracts/x/overview/y",
                                         "../control/tokens",
                                         "v1/sign-ins/a/b" };
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Client) nobody = client_new (demo, "rostelecom");
  g_autoptr (Client) control = client_new (demo, "control");
  g_autoptr (Answer) tenant = client_ask (nobody, "GET", "v1/provider", NULL);
  g_autoptr (Answer) closed = client_ask (control, "GET", "tokens", NULL);

  answer_assert_problem (tenant, 404, "not-found");
  answer_assert_problem (closed, 404, "not-found"); /* there is no control door unless it is asked for */
  for (guint i = 0; i < G_N_ELEMENTS (nowhere); i++)
    {
      g_autoptr (Answer) answer = client_ask (client, "GET", nowhere[i], NULL);
      answer_assert_problem (answer, 404, "not-found");
    }
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autofree char *path = expand (&ops[i], client);
      g_autoptr (Answer) answer = client_ask (client, "PUT", path, "{}");

      answer_assert_problem (answer, 405, "method-not-allowed");
      g_assert_cmpstr (answer_get_header (answer, "Allow"), ==, ops[i].method);
    }
}

/* The narrow door: 60 sign-ins a minute, whoever they are for. */
static void
test_rate_limit (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Client) other = client_new (demo, "telemir");
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) public = NULL;
  int seconds;

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{\"kind\":\"password\",\"login\":\"%d\",\"secret\":\"x\"}", i);
      g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", json);

      answer_assert_problem (answer, 401, "wrong-credentials");
    }
  refused = client_ask (client, "POST", "v1/sign-ins", ops[1].body);
  answer_assert_problem (refused, 429, "rate-limited");
  seconds = atoi (answer_get_header (refused, "Retry-After"));
  g_assert_cmpint (seconds, >, 0);
  g_assert_cmpint (seconds, <=, 60);
  public = client_ask (client, "GET", "v1/provider", NULL);
  g_assert_cmpint (public->status, ==, 200);
  client_enter (other, NULL, "12345", "demo"); /* another tenant's door is its own */
}

/* The log is what the document is checked against; it must not become a place to steal from. */
static void
test_log_has_no_secrets (void)
{
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "cabinet-demo-log-XXXXXX", NULL);
  int fd = g_mkstemp (file);
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  demo = demo_process_new ("--now", NOW, "--log", file, NULL);
  client = client_new (demo, "tomtel");
  client_enter (client, NULL, "104205407", "t7Kp2mQx");
  json = g_strdup_printf ("{\"refresh_token\":\"%s\"}", client->refresh);
  answer = client_ask (client, "POST", "v1/session/refresh", json);
  g_assert_cmpint (answer->status, ==, 200);
  demo_process_stop (demo);

  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "/tomtel/v1/session/refresh"));
  g_assert_nonnull (strstr (text, "\"Bearer ***\""));
  g_assert_null (strstr (text, "t7Kp2mQx"));
  g_assert_null (strstr (text, client->token));
  g_assert_null (strstr (text, client->refresh));
  g_assert_cmpint (g_remove (file), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/wire/failures-everywhere", test_failures_everywhere);
  g_test_add_func ("/demo/wire/failures-by-path", test_failures_by_path);
  g_test_add_func ("/demo/wire/token-needed", test_token_needed);
  g_test_add_func ("/demo/wire/validators", test_validators);
  g_test_add_func ("/demo/wire/overview-validator", test_overview_validator);
  g_test_add_func ("/demo/wire/languages", test_languages);
  g_test_add_func ("/demo/wire/date", test_date);
  g_test_add_func ("/demo/wire/bad-bodies", test_bad_bodies);
  g_test_add_func ("/demo/wire/brackets-in-text", test_brackets_in_text);
  g_test_add_func ("/demo/wire/too-large", test_too_large);
  g_test_add_func ("/demo/wire/bad-steps", test_bad_steps);
  g_test_add_func ("/demo/wire/paths-and-methods", test_paths_and_methods);
  g_test_add_func ("/demo/wire/rate-limit", test_rate_limit);
  g_test_add_func ("/demo/wire/log-has-no-secrets", test_log_has_no_secrets);
  return g_test_run ();
}
