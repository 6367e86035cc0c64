/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bad-line.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/socket.h>

static const char *const words[BAD_LINE_N_FATES] = {
  "passed", "cut before", "cut after", "cut within the answer", "late", "twice", "delayed",
};

/* What is to happen to a request, and by how much. */
typedef struct
{
  BadLineFate kind;
  double much; /* 0..1 */
  gboolean reset;
} Fate;

struct _BadLine
{
  GSocketService *service;
  GCancellable *ended;
  guint port;
  guint upstream;

  GMutex lock; /* of what follows */
  GCond calm;
  BadLinePlan plan;
  gboolean on;
  GRand *changes; /* each their own, so that reads do not shift the fate of changes */
  GRand *reads;
  GPtrArray *keys;
  GString *story;
  guint faults;
  guint connections;
  guint exchanges; /* that are not over */
};

typedef struct
{
  BadLine *line;
  GSocketConnection *client;
  GSocketConnection *server; /* NULL = not needed yet */
  GDataInputStream *requests;
  GDataInputStream *answers;
} Pair;

static GDataInputStream *
read_from (GSocketConnection *connection)
{
  GDataInputStream *stream =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  g_data_input_stream_set_newline_type (stream, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  return stream;
}

static gboolean
read_body (GDataInputStream *stream, gsize length, GString *bytes, GCancellable *cancellable)
{
  gsize head = bytes->len;
  gsize got = 0;

  g_string_set_size (bytes, head + length);
  return g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->str + head, length, &got, cancellable, NULL)
         && got == length;
}

/* A whole request or answer; NULL when the other side has gone. */
static GString *
read_message (GDataInputStream *stream, GCancellable *cancellable)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  gsize length = 0;
  gboolean bodiless = FALSE;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (stream, NULL, cancellable, NULL);

      if (line == NULL)
        return NULL;
      if (bytes->len == 0)
        bodiless = g_str_has_prefix (line, "HTTP/1.1 304") || g_str_has_prefix (line, "HTTP/1.1 204");
      g_string_append_printf (bytes, "%s\r\n", line);
      if (*line == '\0')
        break;
      if (g_ascii_strncasecmp (line, "content-length:", 15) == 0)
        length = (gsize) g_ascii_strtoull (line + 15, NULL, 10);
      if (g_ascii_strncasecmp (line, "transfer-encoding:", 18) == 0)
        g_error ("the bad line of the tests does not know \"%s\"", line);
    }
  if (!bodiless && !read_body (stream, length, bytes, cancellable))
    return NULL;
  return g_steal_pointer (&bytes);
}

static char *
dup_key (const char *request)
{
  const char *end = strstr (request, "\r\n\r\n");
  g_autofree char *head = g_strndup (request, (gsize) (end - request));
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], "idempotency-key:", 16) == 0)
      return g_strdup (g_strstrip (g_strdelimit (lines[i] + 16, "\"", ' ')));
  return NULL;
}

static void
note (BadLine *self, const char *request, const char *key, BadLineFate fate)
{
  g_string_append_len (self->story, request, (gssize) strcspn (request, "?\r"));
  g_string_append_printf (self->story, " %s: %s\n", key != NULL ? key : "", words[fate]);
  if (key != NULL && !g_ptr_array_find_with_equal_func (self->keys, key, g_str_equal, NULL))
    g_ptr_array_add (self->keys, g_strdup (key));
}

static Fate
decide (BadLine *self, const char *request)
{
  g_autofree char *key = dup_key (request);
  Fate fate = { 0 };
  GRand *rand;

  g_mutex_lock (&self->lock);
  self->exchanges++;
  rand = key != NULL ? self->changes : self->reads;
  if (self->on && self->faults < self->plan.most
      && g_rand_int_range (rand, 0, 100) < (key != NULL ? self->plan.changes : self->plan.reads))
    {
      fate.kind = (BadLineFate) g_rand_int_range (rand, BAD_LINE_CUT_BEFORE, BAD_LINE_N_FATES);
      if (self->plan.only != BAD_LINE_PASSES)
        fate.kind = self->plan.only;
      fate.much = g_rand_double (rand);
      fate.reset = g_rand_boolean (rand);
      self->faults++;
    }
  note (self, request, key, fate.kind);
  g_mutex_unlock (&self->lock);
  return fate;
}

static void
end_exchange (BadLine *self)
{
  g_mutex_lock (&self->lock);
  self->exchanges--;
  g_cond_broadcast (&self->calm);
  g_mutex_unlock (&self->lock);
}

/* As a line breaks (a reset), or as a server goes away (the end of the stream). */
static void
cut (Pair *pair, gboolean reset)
{
  GSocket *socket = g_socket_connection_get_socket (pair->client);
  struct linger at_once = { 1, 0 };

  if (reset)
    (void) setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_io_stream_close (G_IO_STREAM (pair->client), NULL, NULL);
}

static gboolean
write_to (Pair *pair, GSocketConnection *to, GString *bytes, gsize length)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (to)), bytes->str, length,
                                    NULL, pair->line->ended, NULL);
}

/* The server's answer to @request; NULL = it has gone away. */
static GString *
ask (Pair *pair, GString *request)
{
  if (pair->server == NULL)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();

      g_socket_client_set_enable_proxy (client, FALSE);
      pair->server = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) pair->line->upstream,
                                                      pair->line->ended, NULL);
      if (pair->server == NULL)
        return NULL;
      pair->answers = read_from (pair->server);
    }
  if (!write_to (pair, pair->server, request, request->len))
    return NULL;
  return read_message (pair->answers, pair->line->ended);
}

/* Returns: whether the line holds. */
static gboolean
exchange (Pair *pair, GString *request, const Fate *fate)
{
  g_autoptr (GString) answer = NULL;
  gboolean cut_first = fate->kind == BAD_LINE_CUT_BEFORE || fate->kind == BAD_LINE_LATE
                       || (fate->kind == BAD_LINE_CUT_AFTER && fate->much < 0.5);

  if (cut_first)
    cut (pair, fate->reset);
  if (fate->kind == BAD_LINE_CUT_BEFORE)
    return FALSE;
  if (fate->kind == BAD_LINE_LATE || fate->kind == BAD_LINE_DELAYED)
    g_usleep ((gulong) (fate->much * (fate->kind == BAD_LINE_LATE ? 700000 : 200000)));
  answer = ask (pair, request);
  if (answer != NULL && fate->kind == BAD_LINE_TWICE)
    {
      g_string_free (answer, TRUE);
      answer = ask (pair, request);
    }
  if (cut_first)
    return FALSE;
  if (answer == NULL || fate->kind == BAD_LINE_CUT_AFTER)
    {
      cut (pair, fate->reset);
      return FALSE;
    }
  if (fate->kind == BAD_LINE_CUT_ANSWER)
    {
      write_to (pair, pair->client, answer, (gsize) (fate->much * (double) answer->len));
      cut (pair, fate->reset);
      return FALSE;
    }
  return write_to (pair, pair->client, answer, answer->len);
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  BadLine *self = user_data;
  Pair pair = { .line = self, .client = connection, .requests = read_from (connection) };
  gboolean holds = TRUE;

  while (holds)
    {
      g_autoptr (GString) request = read_message (pair.requests, self->ended);
      Fate fate;

      if (request == NULL)
        break;
      fate = decide (self, request->str);
      holds = exchange (&pair, request, &fate);
      end_exchange (self);
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_clear_object (&pair.requests);
  g_clear_object (&pair.answers);
  g_clear_object (&pair.server);

  g_mutex_lock (&self->lock);
  self->connections--;
  g_cond_broadcast (&self->calm);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* In the main context, before the thread begins, so that the end can wait for it. */
static gboolean
on_incoming (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  BadLine *self = user_data;

  g_mutex_lock (&self->lock);
  self->connections++;
  g_mutex_unlock (&self->lock);
  return FALSE;
}

BadLine *
bad_line_new (guint port)
{
  BadLine *self = g_new0 (BadLine, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) own = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->calm);
  self->upstream = port;
  self->ended = g_cancellable_new ();
  self->changes = g_rand_new_with_seed (0);
  self->reads = g_rand_new_with_seed (0);
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->story = g_string_new (NULL);
  self->service = g_threaded_socket_service_new (64);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &own, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

void
bad_line_free (BadLine *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->ended);
  g_mutex_lock (&self->lock);
  while (self->connections > 0)
    g_cond_wait (&self->calm, &self->lock);
  g_mutex_unlock (&self->lock);

  g_object_unref (self->service);
  g_object_unref (self->ended);
  g_rand_free (self->changes);
  g_rand_free (self->reads);
  g_ptr_array_unref (self->keys);
  g_string_free (self->story, TRUE);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->calm);
  g_free (self);
}

char *
bad_line_dup_url (BadLine *self, const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

void
bad_line_begin (BadLine *self, const BadLinePlan *plan)
{
  g_mutex_lock (&self->lock);
  self->plan = *plan;
  self->on = TRUE;
  self->faults = 0;
  g_rand_set_seed (self->changes, plan->seed);
  g_rand_set_seed (self->reads, ~plan->seed);
  g_ptr_array_set_size (self->keys, 0);
  g_string_truncate (self->story, 0);
  g_mutex_unlock (&self->lock);
}

void
bad_line_end (BadLine *self)
{
  g_mutex_lock (&self->lock);
  self->on = FALSE;
  while (self->exchanges > 0)
    g_cond_wait (&self->calm, &self->lock);
  g_mutex_unlock (&self->lock);
}

GPtrArray *
bad_line_dup_keys (BadLine *self)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (keys, g_strdup (g_ptr_array_index (self->keys, i)));
  g_mutex_unlock (&self->lock);
  return keys;
}

guint
bad_line_count_faults (BadLine *self)
{
  guint faults;

  g_mutex_lock (&self->lock);
  faults = self->faults;
  g_mutex_unlock (&self->lock);
  return faults;
}

char *
bad_line_dup_story (BadLine *self)
{
  char *story;

  g_mutex_lock (&self->lock);
  story = g_strdup (self->story->str);
  g_mutex_unlock (&self->lock);
  return story;
}
