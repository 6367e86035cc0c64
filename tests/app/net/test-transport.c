/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "net-server.h"

/* The leak checker crashes on the thread-local data of the TLS library that GIO loads. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static CabinetHttp *
new_http (const char *url)
{
  g_autoptr (GError) error = NULL;
  CabinetHttp *http = cabinet_http_new (url, NULL, &error);

  g_assert_no_error (error);
  g_object_set (http, "timeout", 30000, "retry-delay", 1, NULL);
  return http;
}

static void
assert_offline (const char *url, const char *code, guint tries)
{
  CabinetHttp *http = new_http (url);
  g_autoptr (GError) error = NULL;
  guint64 requests;

  g_assert_null (net_get (http, "x", &error));
  net_assert_error (error, CABINET_ERROR_OFFLINE, code);
  cabinet_http_get_traffic (http, &requests, NULL);
  g_assert_cmpuint (requests, ==, tries);
  net_assert_finalized (http);
}

/* A server that says it is localhost, but nobody vouches for it: a key of this run alone.
 * Returns: (nullable): NULL if there is no openssl to make one. */
static GTlsCertificate *
new_certificate (void)
{
  static const char *const command[] = { "openssl",
                                         "req",
                                         "-x509",
                                         "-newkey",
                                         "ec",
                                         "-pkeyopt",
                                         "ec_paramgen_curve:prime256v1",
                                         "-nodes",
                                         "-days",
                                         "2",
                                         "-subj",
                                         "/CN=localhost",
                                         "-addext",
                                         "subjectAltName=DNS:localhost,IP:127.0.0.1",
                                         "-keyout",
                                         "-",
                                         "-out",
                                         "-",
                                         NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *pem = NULL;
  GTlsCertificate *certificate;

  if (!g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                     NULL, &pem, NULL, NULL, NULL))
    return NULL;
  certificate = g_tls_certificate_new_from_pem (pem, -1, &error);
  g_assert_no_error (error);
  return certificate;
}

static void
refuse_to_be_asked (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  g_assert_not_reached ();
}

static void
test_unknown_certificate (void)
{
  g_autoptr (GTlsCertificate) certificate = new_certificate ();
  g_autoptr (SoupServer) soup = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *uris;

  if (certificate == NULL)
    {
      g_test_skip ("needs openssl");
      return;
    }
  soup = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (soup, "/", refuse_to_be_asked, NULL, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (soup);
  url = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  assert_offline (url, "tls", 1);
  soup_server_disconnect (soup);
}

static void
test_not_tls (void)
{
  static const char *const answers[] = { "HTTP/1.1 400 Bad Request\r\n\r\n", NULL };
  g_autoptr (RawServer) raw = raw_server_new (answers);
  g_autofree char *url = g_strconcat ("https", raw_server_get_url (raw) + strlen ("http"), NULL);

  assert_offline (url, "tls", 1);
}

/* A resolver that never finds anything: nothing is asked outside. */
#define LOST_TYPE_RESOLVER (lost_resolver_get_type ())
G_DECLARE_FINAL_TYPE (LostResolver, lost_resolver, LOST, RESOLVER, GResolver)

struct _LostResolver
{
  GResolver parent_instance;
  GResolverError code;
};

G_DEFINE_FINAL_TYPE (LostResolver, lost_resolver, G_TYPE_RESOLVER)

static void
lost_resolver_lookup_async (GResolver *resolver,
                            const char *hostname,
                            GResolverNameLookupFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, (int) LOST_RESOLVER (resolver)->code, "lost");
}

static GList *
lost_resolver_lookup_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
lost_resolver_class_init (LostResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = lost_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lost_resolver_lookup_finish;
}

static void
lost_resolver_init (LostResolver *self)
{
}

static void
test_dns (void)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (LostResolver) lost = g_object_new (LOST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (lost));
  lost->code = G_RESOLVER_ERROR_NOT_FOUND;
  assert_offline ("https://cabinet.example", "dns", 1);
  lost->code = G_RESOLVER_ERROR_TEMPORARY_FAILURE;
  assert_offline ("https://cabinet.example", "dns", 3);
  g_resolver_set_default (before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport/unknown-certificate", test_unknown_certificate);
  g_test_add_func ("/transport/not-tls", test_not_tls);
  g_test_add_func ("/transport/dns", test_dns);

  return g_test_run ();
}
