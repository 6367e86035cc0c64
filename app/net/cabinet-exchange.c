/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-exchange.h"

#include "cabinet-fault.h"

#define CHUNK (64 * 1024)
/* Above that of libsoup's queue. When a kept connection dies just as a request is written on it, libsoup 3.2
 * sends again at once on another one. If it hears of the failure only after that, it ends the request while
 * the repetition goes on, and crashes when that is answered. */
#define PRIORITY (G_PRIORITY_DEFAULT - 1)

typedef struct
{
  CabinetExchange *exchange; /* the caller's */
  GInputStream *stream;
  GByteArray *data;
  gsize limit;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->stream);
  g_clear_pointer (&reading->data, g_byte_array_unref);
  g_free (reading);
}

static void
on_starting (CabinetExchange *self)
{
  self->left = TRUE;
}

/**
 * cabinet_exchange_new:
 * @message: (transfer full): not sent yet
 *
 * Returns: (transfer full): a try; to be kept until run_finish()
 */
CabinetExchange *
cabinet_exchange_new (SoupMessage *message, gboolean conditional)
{
  CabinetExchange *self = g_new0 (CabinetExchange, 1);

  self->message = message;
  self->conditional = conditional;
  g_signal_connect_swapped (message, "starting", G_CALLBACK (on_starting), self);
  return self;
}

void
cabinet_exchange_free (CabinetExchange *self)
{
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/* Bytes on the wire, both ways. */
gsize
cabinet_exchange_get_traffic (CabinetExchange *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);

  if (metrics == NULL)
    return 0;
  return soup_message_metrics_get_request_header_bytes_sent (metrics)
         + soup_message_metrics_get_request_body_bytes_sent (metrics)
         + soup_message_metrics_get_response_header_bytes_received (metrics)
         + soup_message_metrics_get_response_body_bytes_received (metrics);
}

static void read_more (GTask *task);

/* Returns whether there is more to read. */
static gboolean
take_chunk (Reading *reading, GBytes *chunk, GError **error)
{
  CabinetExchange *self = reading->exchange;
  gsize length = g_bytes_get_size (chunk);

  if (length == 0)
    {
      self->body = g_byte_array_free_to_bytes (g_steal_pointer (&reading->data));
      return FALSE;
    }
  if (reading->data->len + length > reading->limit)
    {
      if (soup_message_get_status (self->message) < 400)
        g_propagate_error (error, cabinet_fault_new_too_long ());
      return FALSE;
    }
  g_byte_array_append (reading->data, g_bytes_get_data (chunk, NULL), length);
  return TRUE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk != NULL && take_chunk (reading, chunk, &error))
    read_more (g_steal_pointer (&task));
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
read_more (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (reading->stream, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   on_read, task);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  CabinetExchange *self = reading->exchange;
  GError *error = NULL;

  reading->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (reading->stream != NULL)
    error = cabinet_fault_from_head (self->message, self->conditional, self->foreign);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  reading->limit =
    soup_message_get_status (self->message) < 400 ? CABINET_LARGEST_BODY : CABINET_LARGEST_PROBLEM;
  reading->data = g_byte_array_new ();
  read_more (g_steal_pointer (&task));
}

/**
 * cabinet_exchange_run_async:
 *
 * Sends the message and reads the answer, no more of it than an answer may have.
 */
void
cabinet_exchange_run_async (CabinetExchange *self,
                            SoupSession *session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, cabinet_exchange_run_async);
  g_task_set_check_cancellable (task, FALSE);
  reading->exchange = self;
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  soup_session_send_async (session, self->message, PRIORITY, cancellable, on_sent, task);
}

/**
 * cabinet_exchange_run_finish:
 * @error: transport faults as GIO gives them; CABINET_ERROR_PROTOCOL if the head or the length is wrong
 *
 * Returns: whether there is an answer: a good one, 304 or a refusal
 */
gboolean
cabinet_exchange_run_finish (CabinetExchange *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
