/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-detect.h"
#include "net-server.h"
#include "system-fixture.h"

/* Which system answers at an address, and what is told where none does. */

static void
assert_places (const char *address, const char *expected)
{
  g_auto (GStrv) places = cabinet_detect_list_places (address);
  g_autofree char *text = g_strjoinv ("|", places);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_places (void)
{
  static const char whole[] =
    "cabinet https://cab.example.net|abills https://cab.example.net/api.cgi|"
    "ubilling https://cab.example.net|ubilling https://cab.example.net/billing/userstats|"
    "abills https://cab.example.net:9443/api.cgi";

  assert_places ("cab.example.net", whole);
  assert_places ("  https://cab.example.net/ ", whole);
  assert_places ("https://cab.example.net/index.cgi?sid=1", whole);
  assert_places ("cab.example.net:8443",
                 "cabinet https://cab.example.net:8443|abills https://cab.example.net:8443/api.cgi|"
                 "ubilling https://cab.example.net:8443|"
                 "ubilling https://cab.example.net:8443/billing/userstats");
  assert_places ("https://cab.example.net/my/index.php#top",
                 "cabinet https://cab.example.net/my|abills https://cab.example.net/my/api.cgi|"
                 "ubilling https://cab.example.net/my");
  assert_places ("https://cab.example.net:9443/api.cgi",
                 "cabinet https://cab.example.net:9443/api.cgi|abills https://cab.example.net:9443/api.cgi|"
                 "ubilling https://cab.example.net:9443/api.cgi");
  assert_places ("127.0.0.1:8080/x", "cabinet http://127.0.0.1:8080/x|abills http://127.0.0.1:8080/x/api.cgi|"
                                     "ubilling http://127.0.0.1:8080/x");
}

static CabinetProviderInfo *
detect (const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_detect_async (address, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_detect_finish (result, error);
}

static void
assert_found (const char *address, const char *connector, const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetProviderInfo) info = detect (address, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (info->connector, ==, connector);
  g_assert_cmpstr (info->base_url, ==, url);
  /* Whom the secret will go to. */
  g_assert_nonnull (strstr (info->region, url));
  g_assert_nonnull (strstr (info->region, cabinet_detect_get_system_name (connector)));
}

static void
assert_told (const char *address, CabinetError kind, const char *code, const char *part)
{
  g_autoptr (GError) error = NULL;

  /* On a loaded machine a handshake may take longer than a person waits. */
  for (guint i = 0; i < 4 && (error == NULL || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT));
       i++)
    {
      g_clear_error (&error);
      g_assert_null (detect (address, &error));
    }
  net_assert_error (error, kind, code);
  if (part != NULL && strstr (error->message, part) == NULL)
    g_error ("“%s” is missing in: %s", part, error->message);
}

#define CONFIG "{\"login\":{\"maxLength\":20},\"organization\":{\"organizationName\":\"Frost Net\"}}"
#define MANIFEST "{\"name\":\"Frost Net cabinet\",\"short_name\":\"Frost\"}"

static void
test_found (void)
{
  g_autoptr (Player) player = player_new (NULL, 0);
  g_autofree char *api = g_strconcat (player_get_url (player), "/api.cgi", NULL);
  g_autofree char *below = g_strconcat (player_get_url (player), "/billing/userstats", NULL);

  player_put (player, "GET", "/api.cgi/config", NULL, 200, NULL, CONFIG);
  assert_found (player_get_url (player), "abills", api);
  assert_found (api, "abills", api);

  player_forget (player);
  player_put (player, "GET", "/billing/userstats/?manifest=true", NULL, 200, NULL, MANIFEST);
  assert_found (player_get_url (player), "ubilling", below);
  /* Nothing of a person, and nothing but reads. */
  g_assert_cmpuint (player_count (player, "GET", NULL), ==, player_count_requests (player));
}

static void
test_address (void)
{
  assert_told ("", CABINET_ERROR_INPUT, "bad-value", NULL);
  assert_told ("ftp://cab.example.net", CABINET_ERROR_INPUT, "bad-value", NULL);
  assert_told ("http://cab.example.net", CABINET_ERROR_INPUT, "bad-value", "https");
}

static void
test_web_page (void)
{
  g_autoptr (NetServer) server = net_server_new ();

  net_server_answer (server, "/", 200, "text/html", "<!DOCTYPE html><html><body>Hello</body></html>");
  assert_told (net_server_get_url (server), CABINET_ERROR_PROTOCOL, "web-page", "web page");
}

static void
redirect (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  soup_server_message_set_redirect (message, 302, "https://my.example.net/start");
}

static void
test_redirect (void)
{
  g_autoptr (NetServer) server = net_server_new ();

  net_server_handle (server, "/", redirect, NULL);
  assert_told (net_server_get_url (server), CABINET_ERROR_PROTOCOL, "redirect", "my.example.net");
}

/* It is ABillS, and says so, although all else there is a web page. */
static void
test_switched_off (void)
{
  g_autoptr (NetServer) server = net_server_new ();

  net_server_answer (server, "/", 200, "text/html", "<html></html>");
  net_server_answer (server, "/api.cgi/config", 400, "application/json",
                     "{\"errno\":301,\"errstr\":\"API is disabled\"}");
  assert_told (net_server_get_url (server), CABINET_ERROR_UNSUPPORTED, "switched-off", "switched");
}

/* A server of something else. */
static void
test_other (void)
{
  g_autoptr (NetServer) server = net_server_new ();
  g_autoptr (Player) player = player_new (NULL, 0);

  net_server_answer (server, "/", 200, "application/json", "{\"version\":3}");
  assert_told (net_server_get_url (server), CABINET_ERROR_PROTOCOL, "not-a-cabinet", NULL);
  assert_told (player_get_url (player), CABINET_ERROR_PROTOCOL, "not-a-cabinet", NULL);
}

static void
test_nothing_there (void)
{
  Player *player = player_new (NULL, 0);
  g_autofree char *url = g_strdup (player_get_url (player));

  player_free (player);
  assert_told (url, CABINET_ERROR_OFFLINE, "connect", NULL);
}

/* https to a server that speaks http. */
static void
test_wrong_scheme (void)
{
  static const char *const answers[] = { "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", NULL };
  g_autoptr (RawServer) server = raw_server_new (answers);
  g_autofree char *url = g_strconcat ("https", raw_server_get_url (server) + strlen ("http"), NULL);

  assert_told (url, CABINET_ERROR_OFFLINE, "tls", NULL);
}

/* Many a regional cabinet has a certificate that nobody vouches for. */
static void
test_self_signed (void)
{
  static const char command[] = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                                "-days 2 -subj /CN=localhost -keyout - -out -";
  g_autofree char *pem = NULL;
  g_autofree char *no = NULL;
  g_autofree char *url = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (SoupServer) soup = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  if (!g_spawn_command_line_sync (command, &pem, &no, NULL, NULL))
    {
      g_test_skip ("needs openssl");
      return;
    }
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  soup = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (soup);
  url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  assert_told (url, CABINET_ERROR_OFFLINE, "tls", "certificate");
  soup_server_disconnect (soup);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/detect/places", test_places);
  service_test_add ("/detect/found", test_found);
  service_test_add ("/detect/address", test_address);
  service_test_add ("/detect/web-page", test_web_page);
  service_test_add ("/detect/redirect", test_redirect);
  service_test_add ("/detect/switched-off", test_switched_off);
  service_test_add ("/detect/other", test_other);
  service_test_add ("/detect/nothing-there", test_nothing_there);
  service_test_add ("/detect/wrong-scheme", test_wrong_scheme);
  service_test_add ("/detect/self-signed", test_self_signed);
  return g_test_run ();
}
