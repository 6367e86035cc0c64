/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net-server.h"

#include <string.h>

/* What libsoup's server loses (see tests/lsan.supp) is known by a frame far from the allocation. */
const char *__asan_default_options (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0:malloc_context_size=16";
}

struct _NetServer
{
  SoupServer *soup;
  char *url;
  GHashTable *counts;
};

typedef struct
{
  guint status;
  char *type;
  char *body;
} Fixed;

static void
fixed_free (gpointer data)
{
  Fixed *fixed = data;

  g_free (fixed->type);
  g_free (fixed->body);
  g_free (fixed);
}

static void
on_request_read (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  NetServer *self = user_data;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));

  g_hash_table_insert (self->counts, g_strdup (path), GUINT_TO_POINTER (count + 1));
}

NetServer *
net_server_new (void)
{
  NetServer *self = g_new0 (NetServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  g_signal_connect (self->soup, "request-read", G_CALLBACK (on_request_read), self);
  soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->soup);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
net_server_free (NetServer *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_hash_table_unref (self->counts);
  g_free (self->url);
  g_free (self);
}

const char *
net_server_get_url (NetServer *self)
{
  return self->url;
}

SoupServer *
net_server_get_soup (NetServer *self)
{
  return self->soup;
}

static void
answer_fixed (
  SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixed *fixed = user_data;

  soup_server_message_set_status (message, fixed->status, NULL);
  if (fixed->body != NULL)
    soup_server_message_set_response (message, fixed->type, SOUP_MEMORY_COPY, fixed->body,
                                      strlen (fixed->body));
}

void
net_server_answer (NetServer *self, const char *path, guint status, const char *type, const char *body)
{
  Fixed *fixed = g_new0 (Fixed, 1);

  fixed->status = status;
  fixed->type = g_strdup (type);
  fixed->body = g_strdup (body);
  soup_server_add_handler (self->soup, path, answer_fixed, fixed, fixed_free);
}

void
net_server_handle (NetServer *self, const char *path, SoupServerCallback handler, gpointer user_data)
{
  soup_server_add_handler (self->soup, path, handler, user_data, NULL);
}

guint
net_server_count (NetServer *self, const char *path)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, path));
}

struct _RawServer
{
  GSocketService *service;
  GCancellable *ended;
  const char *const *answers;
  char *url;
  gint count;
  gint requests;
};

static void
read_request (RawServer *self, GInputStream *input)
{
  char buffer[4096];
  gsize length = 0;

  while (length < sizeof buffer - 1)
    {
      gssize n = g_input_stream_read (input, buffer + length, sizeof buffer - 1 - length, self->ended, NULL);

      if (n <= 0)
        return;
      length += (gsize) n;
      buffer[length] = '\0';
      if (length == (gsize) n)
        g_atomic_int_inc (&self->requests);
      if (!g_ascii_isalpha (buffer[0]) || strstr (buffer, "\r\n\r\n") != NULL)
        return;
    }
}

static void
write_answer (RawServer *self, GIOStream *stream, const char *answer)
{
  gboolean keep = g_str_has_prefix (answer, RAW_KEEP);

  answer += keep ? strlen (RAW_KEEP) : 0;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                             self->ended, NULL);
  if (keep)
    read_request (self, g_io_stream_get_input_stream (stream));
}

static void
hang (GIOStream *stream, GCancellable *cancellable)
{
  char byte;

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), &byte, 1, cancellable, NULL) > 0)
    ;
}

/* In a thread of its own. */
static gboolean
serve (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  RawServer *self = user_data;
  GIOStream *stream = G_IO_STREAM (connection);
  guint n = (guint) g_atomic_int_add (&self->count, 1);
  const char *answer = self->answers[MIN (n, g_strv_length ((char **) self->answers) - 1)];

  if (!g_str_equal (answer, RAW_SLAM))
    {
      read_request (self, g_io_stream_get_input_stream (stream));
      if (g_str_equal (answer, RAW_HANG))
        hang (stream, self->ended);
      else
        {
          write_answer (self, stream, answer);
          /* Closed with a request half read, the connection is reset and takes the answer with it. */
          g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
          hang (stream, self->ended);
        }
    }
  g_io_stream_close (stream, NULL, NULL);
  return TRUE;
}

RawServer *
raw_server_new (const char *const *answers)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->answers = answers;
  self->ended = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "run", G_CALLBACK (serve), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  g_socket_service_start (self->service);
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->ended);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  /* Each thread holds the service. */
  while (g_atomic_int_get (&G_OBJECT (self->service)->ref_count) > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_object_unref (self->service);
  g_object_unref (self->ended);
  g_free (self->url);
  g_free (self);
}

const char *
raw_server_get_url (RawServer *self)
{
  return self->url;
}

guint
raw_server_count (RawServer *self)
{
  return (guint) g_atomic_int_get (&self->count);
}

guint
raw_server_count_requests (RawServer *self)
{
  return (guint) g_atomic_int_get (&self->requests);
}

static char *
fake_authorizer_dup_token (CabinetAuthorizer *authorizer)
{
  FakeAuthorizer *self = FAKE_AUTHORIZER (authorizer);

  return self->serial > 0 ? g_strdup_printf ("token-%u", self->serial) : NULL;
}

static gboolean
on_delay_over (gpointer user_data)
{
  GTask *task = user_data;
  FakeAuthorizer *self = g_task_get_source_object (task);

  if (self->error != NULL)
    {
      g_task_return_error (task, g_error_copy (self->error));
      return G_SOURCE_REMOVE;
    }
  self->serial++;
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
fake_authorizer_renew_async (CabinetAuthorizer *authorizer,
                             const char *failed_token,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  FakeAuthorizer *self = FAKE_AUTHORIZER (authorizer);

  self->renewals++;
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->delay, on_delay_over,
                      g_task_new (self, cancellable, callback, user_data), g_object_unref);
}

static gboolean
fake_authorizer_renew_finish (CabinetAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_authorizer_iface_init (CabinetAuthorizerInterface *iface)
{
  iface->dup_token = fake_authorizer_dup_token;
  iface->renew_async = fake_authorizer_renew_async;
  iface->renew_finish = fake_authorizer_renew_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeAuthorizer,
                               fake_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CABINET_TYPE_AUTHORIZER, fake_authorizer_iface_init))

static void
fake_authorizer_finalize (GObject *object)
{
  g_clear_error (&FAKE_AUTHORIZER (object)->error);

  G_OBJECT_CLASS (fake_authorizer_parent_class)->finalize (object);
}

static void
fake_authorizer_class_init (FakeAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_authorizer_finalize;
}

static void
fake_authorizer_init (FakeAuthorizer *self)
{
}

FakeAuthorizer *
fake_authorizer_new (guint serial)
{
  FakeAuthorizer *self = g_object_new (FAKE_TYPE_AUTHORIZER, NULL);

  self->serial = serial;
  self->delay = 20;
  return self;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

CabinetResponse *
net_send (CabinetHttp *http, CabinetRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_http_send_async (http, request, NULL, keep_result, &result);
  g_assert_null (result); /* never before it returns */
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cabinet_http_send_finish (http, result, error);
}

CabinetResponse *
net_get (CabinetHttp *http, const char *path, GError **error)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new ("GET", path, CABINET_REQUEST_PUBLIC);

  return net_send (http, request, error);
}

CabinetResponse *
net_post (CabinetHttp *http, const char *path, GError **error)
{
  g_autoptr (CabinetRequest) request = cabinet_request_new ("POST", path, CABINET_REQUEST_PUBLIC);
  g_autoptr (JsonNode) body = json_from_string ("{\"secret\":\"hunter2\"}", NULL);

  cabinet_request_set_body (request, body);
  return net_send (http, request, error);
}

void
net_assert_error (const GError *error, CabinetError kind, const char *code)
{
  g_assert_error (error, CABINET_ERROR, (int) kind);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
}

void
net_assert_finalized (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  for (int i = 0; i < 2000 && weak != NULL; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (weak != NULL)
        g_usleep (5000);
    }
  g_assert_null (weak);
}
