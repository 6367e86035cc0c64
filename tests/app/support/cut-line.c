/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cut-line.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_THREADS 64

struct _CutLine
{
  GSocketService *service;
  char *url;
  guint port; /* of the server */
  GMutex mutex;
  GRand *rand;
  int percent;
  Cut forced;
  guint count;
  gint busy; /* atomic: connections that are being served */
};

/* A request, to its end. NULL: whoever asked has gone. */
static GString *
read_request (GInputStream *input)
{
  g_autoptr (GString) request = g_string_new (NULL);
  char buffer[4096];

  for (;;)
    {
      const char *end = strstr (request->str, "\r\n\r\n");
      gsize head = end != NULL ? (gsize) (end - request->str) + 4 : 0;
      g_autofree char *lower = g_ascii_strdown (request->str, (gssize) head);
      const char *length = strstr (lower, "\r\ncontent-length:");
      gsize body = length != NULL ? g_ascii_strtoull (length + 17, NULL, 10) : 0;
      gssize n;

      if (end != NULL && request->len >= head + body)
        return g_steal_pointer (&request);
      n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return NULL;
      g_string_append_len (request, buffer, n);
    }
}

/* One exchange a connection: then the end of the answer is the end of the stream. */
static void
ask_to_close (GString *request)
{
  char *line = strstr (request->str, "\r\n");
  g_autofree char *lower = g_ascii_strdown (request->str, -1);
  char *old = strstr (lower, "\r\nconnection:");

  if (old != NULL)
    {
      char *end = strstr (old + 2, "\r\n");

      g_string_erase (request, old - lower, end - old);
    }
  g_string_insert (request, line - request->str, "\r\nConnection: close");
}

static Cut
choose (CutLine *self, GString *request)
{
  g_autofree char *line = g_strndup (request->str, strcspn (request->str, "\r"));
  gboolean post = g_str_has_prefix (line, "POST ");
  Cut fault = CUT_NONE;

  if (strstr (line, "/payments") == NULL)
    return CUT_NONE;
  g_mutex_lock (&self->mutex);
  if (post && self->forced != CUT_NONE)
    {
      fault = self->forced;
      self->forced = CUT_NONE;
    }
  else if (self->percent > 0 && g_rand_int_range (self->rand, 0, 100) < self->percent)
    {
      fault =
        self->percent < 100 ? (Cut) g_rand_int_range (self->rand, CUT_BEFORE, CUT_LATE + 1) : CUT_BEFORE;
    }
  self->count += fault != CUT_NONE;
  g_mutex_unlock (&self->mutex);
  return fault;
}

/* Asks the server; what it says goes to @output (NULL = nowhere), but no more than @most bytes. */
static void
carry (CutLine *self, GString *request, GOutputStream *output, gsize most)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;
  GInputStream *input;
  char buffer[4096];
  gssize n;

  g_socket_client_set_enable_proxy (client, FALSE);
  server = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) self->port, NULL, NULL);
  if (server == NULL)
    return;
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (server)), request->str, request->len,
                             NULL, NULL, NULL);
  input = g_io_stream_get_input_stream (G_IO_STREAM (server));
  while ((n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      gsize part = MIN ((gsize) n, most);

      most -= part;
      if (output != NULL && part > 0 && !g_output_stream_write_all (output, buffer, part, NULL, NULL, NULL))
        return;
    }
}

static void
serve (CutLine *self, GSocketConnection *connection)
{
  GIOStream *stream = G_IO_STREAM (connection);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  GString *request = read_request (g_io_stream_get_input_stream (stream));

  if (request == NULL)
    return;
  ask_to_close (request);
  switch (choose (self, request))
    {
    case CUT_BEFORE:
      break;
    case CUT_AFTER:
      carry (self, request, NULL, 0);
      break;
    case CUT_PARTIAL:
      carry (self, request, output, 60);
      break;
    case CUT_LATE:
      g_io_stream_close (stream, NULL, NULL);
      g_usleep (CUT_LINE_LATE_MS * 1000);
      carry (self, request, NULL, 0);
      break;
    case CUT_DELAY:
      g_usleep (CUT_LINE_LATE_MS * 1000);
      carry (self, request, output, G_MAXSIZE);
      break;
    case CUT_NONE:
    default:
      carry (self, request, output, G_MAXSIZE);
      break;
    }
  g_string_free (request, TRUE);
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, CutLine *self)
{
  g_atomic_int_inc (&self->busy);
  serve (self, connection);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_atomic_int_add (&self->busy, -1);
  return TRUE;
}

CutLine *
cut_line_new (guint port)
{
  CutLine *self = g_new0 (CutLine, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  self->port = port;
  self->rand = g_rand_new ();
  g_mutex_init (&self->mutex);
  self->service = g_threaded_socket_service_new (MOST_THREADS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &given, &error);
  g_assert_no_error (error);
  self->url =
    g_strdup_printf ("http://127.0.0.1:%d", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given)));
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

/* The server may have to end first: a connection that it keeps open is waited for. */
void
cut_line_free (CutLine *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (g_atomic_int_get (&self->busy) > 0)
    g_usleep (2000);
  g_object_unref (self->service);
  g_rand_free (self->rand);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}

const char *
cut_line_get_url (CutLine *self)
{
  return self->url;
}

void
cut_line_arm (CutLine *self, guint32 seed, int percent)
{
  g_mutex_lock (&self->mutex);
  g_rand_set_seed (self->rand, seed);
  self->percent = percent;
  g_mutex_unlock (&self->mutex);
}

void
cut_line_force (CutLine *self, Cut fault)
{
  g_mutex_lock (&self->mutex);
  self->forced = fault;
  g_mutex_unlock (&self->mutex);
}

guint
cut_line_count (CutLine *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}
