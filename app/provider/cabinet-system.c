/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-system.h"

#include <glib/gi18n-lib.h>

#include "cabinet-answer-check.h"

/* From here on an answer is read off the main thread. */
#define LARGE_ANSWER (64 * 1024)

struct _CabinetSystemConnector
{
  CabinetProvider parent_instance;

  const CabinetSystem *system;
};

G_DEFINE_FINAL_TYPE (CabinetSystemConnector, cabinet_system_connector, CABINET_TYPE_PROVIDER)

static void
sequence_free (CabinetSequence *sequence)
{
  cabinet_call_free (sequence->call);
  g_ptr_array_unref (sequence->answers);
  g_clear_object (&sequence->record);
  g_free (sequence);
}

static CabinetResponse *
get_newest (CabinetSequence *sequence)
{
  return sequence->answers->len > 0 ? g_ptr_array_index (sequence->answers, sequence->answers->len - 1)
                                    : NULL;
}

static gboolean
takes_key (CabinetSequence *sequence)
{
  return (cabinet_op_get_info (sequence->op)->takes & CABINET_TAKES_KEY) != 0;
}

/* The systems tag nothing: what was read on a day, and may be done then, is its own tag, so that unchanged
 * data cost no write. */
static char *
dup_etag (CabinetSequence *sequence)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");

  g_checksum_update (sum, (const guchar *) day, -1);
  g_checksum_update (sum, (const guchar *) (sequence->call->web_forms ? "1" : "0"), 1);
  for (guint i = 0; i < sequence->answers->len; i++)
    {
      CabinetResponse *answer = g_ptr_array_index (sequence->answers, i);
      gsize length;
      gconstpointer bytes = g_bytes_get_data (answer->raw, &length);

      g_checksum_update (sum, bytes, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* Takes nothing; @sequence is done. */
static CabinetReply *
new_reply (CabinetSequence *sequence, GError **error)
{
  const CabinetOpInfo *info = cabinet_op_get_info (sequence->op);
  CabinetResponse *newest = get_newest (sequence);
  CabinetReply *reply;

  if (sequence->record != NULL
      && !cabinet_answer_check (sequence->op, sequence->call, sequence->record, error))
    return NULL;
  reply = g_object_new (CABINET_TYPE_REPLY, NULL);
  reply->server_time = newest != NULL ? newest->server_time : 0;
  if (info->repeat == CABINET_REPEAT_READ && sequence->record != NULL)
    reply->etag = dup_etag (sequence);
  reply->not_modified =
    reply->etag != NULL && sequence->call->etag != NULL && g_str_equal (reply->etag, sequence->call->etag);
  if (!reply->not_modified)
    reply->record = g_steal_pointer (&sequence->record);
  return reply;
}

/* Of a change of which nothing has left yet: what is read before it may fail as it likes, and to ask for the
 * change again is harmless. Takes @error. */
static GError *
new_unsent (GError *error)
{
  GError *unsent;

  if (error->domain == CABINET_ERROR)
    cabinet_error_set_left (error, FALSE);
  if (!g_error_matches (error, CABINET_ERROR, CABINET_ERROR_PROTOCOL))
    return error;
  unsent = cabinet_error_new (CABINET_ERROR_OFFLINE, "server-down", "%s", error->message);
  g_error_free (error);
  return unsent;
}

/* After a change was answered, a fault of what is read to see it (no line, no session, noise) does not say
 * that it was not made: only a refusal does. Takes @error. @later: it is of a read after the change. */
static GError *
judge (CabinetSequence *sequence, gboolean later, GError *error)
{
  GError *unconfirmed;

  if (takes_key (sequence) && sequence->changed == 0 && !sequence->changing)
    return new_unsent (error);
  if (!later || error->domain != CABINET_ERROR || error->code == CABINET_ERROR_REFUSED
      || error->code == CABINET_ERROR_UNSUPPORTED)
    return error;
  unconfirmed = cabinet_error_new (CABINET_ERROR_UNCONFIRMED, "unconfirmed",
                                   _ ("It was sent, and the provider has not shown yet that it was done: %s"),
                                   error->message);
  g_error_free (error);
  return unconfirmed;
}

/* What the step that has run says: the next request, or the end. */
static void
step (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  CabinetSequence *sequence = task_data;
  GError *error = NULL;
  CabinetRequest *request = sequence->system->steps[sequence->op](sequence, &error);

  if (error != NULL)
    g_task_return_error (
      task, judge (sequence, sequence->changed > 0 && sequence->changed < sequence->answers->len, error));
  else
    g_task_return_pointer (task, request, g_object_unref);
}

/* Milliseconds that the next request may take; 0 = as long as any. What is read before a change leaves it
 * half of the time: a change that is given up early would be one in doubt. */
static guint
get_limit (CabinetSequence *sequence)
{
  gint64 left = (sequence->deadline - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;

  if (sequence->deadline == 0)
    return 0;
  if (takes_key (sequence) && sequence->changed == 0 && !sequence->changing)
    left -= sequence->call->patience / 2;
  return (guint) MAX (left, 1);
}

static void go_on (GTask *task);

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetSequence *sequence = g_task_get_task_data (task);
  GError *error = NULL;
  CabinetResponse *response = cabinet_http_send_finish (CABINET_HTTP (source), result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, judge (sequence, sequence->changed > 0 && !sequence->changing, error));
      return;
    }
  g_ptr_array_add (sequence->answers, response);
  if (sequence->changing)
    sequence->changed = sequence->answers->len;
  go_on (g_steal_pointer (&task));
}

static void
on_stepped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetSequence *sequence = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetRequest) request = g_task_propagate_pointer (G_TASK (result), &error);
  CabinetReply *reply = NULL;

  if (request != NULL)
    {
      cabinet_request_set_foreign (request);
      /* A sign-in that proves who it is changes nothing of his. */
      sequence->changing =
        takes_key (sequence) && cabinet_request_is_change (request) && cabinet_request_is_signed (request);
      cabinet_request_set_limit (request, get_limit (sequence));
      cabinet_http_send_async (cabinet_provider_get_http (CABINET_PROVIDER (g_task_get_source_object (task))),
                               request, g_task_get_cancellable (task), on_answered, g_object_ref (task));
      return;
    }
  if (error == NULL)
    reply = new_reply (sequence, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, reply, g_object_unref);
}

/* Takes @task. */
static void
go_on (GTask *task)
{
  CabinetSequence *sequence = g_task_get_task_data (task);
  CabinetResponse *newest = get_newest (sequence);
  g_autoptr (GTask) part = g_task_new (NULL, NULL, on_stepped, task);

  g_task_set_task_data (part, sequence, NULL);
  if (newest != NULL && newest->bytes > LARGE_ANSWER)
    g_task_run_in_thread (part, step);
  else
    step (part, NULL, sequence, NULL);
}

static void
cabinet_system_connector_call_async (CabinetProvider *provider,
                                     CabinetOp op,
                                     const CabinetCall *call,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  CabinetSystemConnector *self = CABINET_SYSTEM_CONNECTOR (provider);
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  CabinetSequence *sequence = g_new0 (CabinetSequence, 1);

  g_task_set_source_tag (task, cabinet_system_connector_call_async);
  sequence->system = self->system;
  sequence->op = op;
  sequence->base_url = cabinet_http_get_base_url (cabinet_provider_get_http (provider));
  sequence->call = cabinet_call_copy (call);
  if (call->patience != 0)
    sequence->deadline = g_get_monotonic_time () + call->patience * G_TIME_SPAN_MILLISECOND;
  sequence->answers = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, sequence, (GDestroyNotify) sequence_free);
  go_on (task);
}

static CabinetReply *
cabinet_system_connector_call_finish (CabinetProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
cabinet_system_connector_supports (CabinetProvider *provider, CabinetOp op)
{
  return CABINET_SYSTEM_CONNECTOR (provider)->system->steps[op] != NULL;
}

static void
cabinet_system_connector_class_init (CabinetSystemConnectorClass *klass)
{
  CabinetProviderClass *provider_class = CABINET_PROVIDER_CLASS (klass);

  provider_class->call_async = cabinet_system_connector_call_async;
  provider_class->call_finish = cabinet_system_connector_call_finish;
  provider_class->supports = cabinet_system_connector_supports;
}

static void
cabinet_system_connector_init (CabinetSystemConnector *self)
{
}

/**
 * cabinet_system_connector_new:
 * @system: (transfer none): lasts as long as the program
 * @http: what it is spoken to with
 *
 * Returns: (transfer full): a connector that runs the steps of @system
 */
CabinetProvider *
cabinet_system_connector_new (const CabinetSystem *system, CabinetHttp *http)
{
  CabinetSystemConnector *self;

  if (system->sign != NULL)
    cabinet_http_set_signer (http, system->sign);
  self = g_object_new (CABINET_TYPE_SYSTEM_CONNECTOR, "http", http, NULL);
  self->system = system;
  return CABINET_PROVIDER (self);
}

/**
 * cabinet_sequence_get_answer:
 *
 * Returns: (transfer none): the answer to the request of @step, 0 = the first
 */
CabinetResponse *
cabinet_sequence_get_answer (CabinetSequence *sequence, guint step)
{
  g_return_val_if_fail (step < sequence->answers->len, NULL);

  return g_ptr_array_index (sequence->answers, step);
}

/**
 * cabinet_sequence_get_object:
 *
 * Returns: (transfer none) (nullable): the body of that answer, if it is a JSON object
 */
JsonObject *
cabinet_sequence_get_object (CabinetSequence *sequence, guint step)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);

  return answer->body != NULL && JSON_NODE_HOLDS_OBJECT (answer->body) ? json_node_get_object (answer->body)
                                                                       : NULL;
}

/**
 * cabinet_sequence_get_array:
 *
 * Returns: (transfer none) (nullable): the body of that answer, if it is a JSON array
 */
JsonArray *
cabinet_sequence_get_array (CabinetSequence *sequence, guint step)
{
  CabinetResponse *answer = cabinet_sequence_get_answer (sequence, step);

  return answer->body != NULL && JSON_NODE_HOLDS_ARRAY (answer->body) ? json_node_get_array (answer->body)
                                                                      : NULL;
}
