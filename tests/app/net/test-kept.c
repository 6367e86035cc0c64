/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net-server.h"

#include <netinet/in.h>
#include <sys/socket.h>

/* Connections that are kept between requests and die just when the next request is written on them. */

#define KEPT 2
#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"

/* Answers each request of a connection, and leaves the connection open whatever its other end does. Nobody is
 * answered before there are KEPT connections. */
typedef struct
{
  GSocketService *service;
  guint16 port;
  GMutex lock;
  GCond changed;
  guint connections;
  guint at_end; /* connections whose other end says no more */
  gboolean over;
} Server;

static void
answer_all (Server *self, GIOStream *stream)
{
  char request[4096];

  while (g_input_stream_read (g_io_stream_get_input_stream (stream), request, sizeof request, NULL, NULL) > 0)
    {
      g_mutex_lock (&self->lock);
      while (self->connections < KEPT)
        g_cond_wait (&self->changed, &self->lock);
      g_mutex_unlock (&self->lock);
      g_output_stream_write_all (g_io_stream_get_output_stream (stream), ANSWER, sizeof ANSWER - 1, NULL,
                                 NULL, NULL);
    }
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Server *self = data;

  g_mutex_lock (&self->lock);
  self->connections++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  answer_all (self, G_IO_STREAM (connection));
  g_mutex_lock (&self->lock);
  self->at_end++;
  g_cond_broadcast (&self->changed);
  while (!self->over)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
server_begin (Server *self)
{
  g_autoptr (GError) error = NULL;

  self->service = g_threaded_socket_service_new (16);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
}

/* The client has gone, so all its connections come to an end. */
static void
server_end (Server *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_mutex_lock (&self->lock);
  while (self->at_end < self->connections)
    g_cond_wait (&self->changed, &self->lock);
  self->over = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  /* Joins nothing, but frees only when the last thread has let go. */
  net_assert_finalized (self->service);
}

/* The client's end of a connection to @port, the @nth that is found. */
static int
find_socket (guint16 port, guint nth)
{
  for (int fd = 3; fd < 1024; fd++)
    {
      struct sockaddr_storage address;
      socklen_t length = sizeof address;
      guint16 peer = 0;

      if (getpeername (fd, (struct sockaddr *) &address, &length) != 0)
        continue;
      if (address.ss_family == AF_INET)
        peer = g_ntohs (((struct sockaddr_in *) &address)->sin_port);
      else if (address.ss_family == AF_INET6)
        peer = g_ntohs (((struct sockaddr_in6 *) &address)->sin6_port);
      if (peer == port && nth-- == 0)
        return fd;
    }
  g_assert_not_reached ();
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *waiting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetResponse) response = cabinet_http_send_finish (CABINET_HTTP (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  (*waiting)--;
}

static void
get (CabinetHttp *http, guint n)
{
  guint waiting = n;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CabinetRequest) request = cabinet_request_new ("GET", "thing", CABINET_REQUEST_PUBLIC);

      cabinet_http_send_async (http, request, NULL, on_answer, &waiting);
    }
  while (waiting > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* libsoup sends again by itself, on the other kept connection; that it does must neither be an error nor, as
 * with libsoup 3.2 and equal priorities, the end of the program. @data: which of the connections dies;
 * libsoup begins with one of them. */
static void
test_dies_at_writing (gconstpointer data)
{
  Server server = { 0 };
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;
  CabinetHttp *http;
  guint64 tries;

  server_begin (&server);
  url = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  http = cabinet_http_new (url, NULL, &error);
  g_assert_no_error (error);
  get (http, KEPT);
  g_assert_cmpint (shutdown (find_socket (server.port, GPOINTER_TO_UINT (data)), SHUT_WR), ==, 0);
  get (http, 1);
  cabinet_http_get_traffic (http, &tries, NULL);
  g_assert_cmpuint (tries, ==, KEPT + 1);
  net_assert_finalized (http);
  server_end (&server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < KEPT; i++)
    {
      g_autofree char *path = g_strdup_printf ("/net/kept/dies-at-writing/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_dies_at_writing);
    }
  return g_test_run ();
}
