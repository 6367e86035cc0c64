/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-redact.h"
#include "net-server.h"

static void
assert_redacted (const char *uri, const char *expected)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *text = NULL;

  g_assert_nonnull (parsed);
  text = cabinet_redact_uri (parsed);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_uri (void)
{
  assert_redacted ("https://example.org/v1/provider", "https://example.org/v1/provider");
  assert_redacted ("http://127.0.0.1:8080/tomtel/v1/sign-ins", "http://127.0.0.1:8080/tomtel/v1/sign-ins");
  assert_redacted ("https://u:p@example.org/v1?login=1#x", "https://example.org/v1?…");
  assert_redacted ("https://example.org/v1/contracts/12345/overview",
                   "https://example.org/v1/contracts/…/overview");
  assert_redacted ("https://example.org/v1/contracts/A%2FB/overview",
                   "https://example.org/v1/contracts/…/overview");
  assert_redacted ("https://example.org/v1/sign-ins/0c4f-ab", "https://example.org/v1/sign-ins/…");
  assert_redacted ("https://example.org/v1234567/ivan@example.org", "https://example.org/…/…");
  assert_redacted ("https://example.org/abcdefghijklmnopqrstuvwxyz", "https://example.org/…");
}

/* Whatever goes wrong, nothing secret is written: every line of the log of a whole round is kept and
 * searched. */
static GString *lines;

static GLogWriterOutput
keep_line (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (lines, "%s\n", (const char *) fields[i].value);
    }
  return G_LOG_WRITER_HANDLED;
}

static void
run_round (CabinetHttp *http, const char *path)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new ("POST", path, CABINET_REQUEST_SIGNED);
  g_autoptr (JsonNode) body =
    json_from_string ("{\"login\":\"login-sesame\",\"secret\":\"word-sesame\"}", NULL);
  g_autoptr (CabinetResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_request_set_body (request, body);
  cabinet_request_add_query (request, "phone", "query-sesame");
  response = net_send (http, request, &error);
}

static void
test_log (void)
{
  NetServer *server = net_server_new ();
  FakeAuthorizer *authorizer = fake_authorizer_new (1);
  CabinetHttp *http = cabinet_http_new (net_server_get_url (server), CABINET_AUTHORIZER (authorizer), NULL);

  net_server_answer (server, "/good", 200, "application/json", "{\"answer\":\"body-sesame\"}");
  net_server_answer (server, "/bad", 200, "application/json", "{\"answer\":\"body-sesame\"");
  net_server_answer (server, "/page", 200, "text/html", "body-sesame");
  net_server_answer (
    server, "/problem", 403, "application/problem+json",
    "{\"type\":\"urn:cabinet:problem:closed\",\"title\":\"t\",\"status\":403,\"detail\":\"body-sesame\"}");
  net_server_answer (server, "/down", 500, "text/plain", "body-sesame");
  net_server_answer (server, "/again", 401, NULL, NULL);

  run_round (http, "good");
  run_round (http, "bad");
  run_round (http, "page");
  run_round (http, "problem");
  run_round (http, "down");
  run_round (http, "again");
  run_round (http, "v1/contracts/number-5e5ame/overview");

  g_assert_nonnull (strstr (lines->str, "/problem?…: 403"));
  g_assert_nonnull (strstr (lines->str, "/v1/contracts/…/overview?…: 404"));
  g_assert_null (strstr (lines->str, "sesame"));
  g_assert_null (strstr (lines->str, "5e5ame"));
  g_assert_null (strstr (lines->str, "token-"));
  g_assert_null (strstr (lines->str, "Bearer"));

  net_assert_finalized (http);
  net_assert_finalized (authorizer);
  net_server_free (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  lines = g_string_new (NULL);
  g_log_set_writer_func (keep_line, NULL, NULL);

  g_test_add_func ("/redaction/uri", test_uri);
  g_test_add_func ("/redaction/log", test_log);

  return g_test_run ();
}
