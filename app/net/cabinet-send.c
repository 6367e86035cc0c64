/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-fault.h"
#include "cabinet-http-private.h"
#include "cabinet-redact.h"
#include "cabinet-request-private.h"
#include "cabinet-retry.h"

/* A request under way: tries, pauses between them, at most one renewal, one time limit over all. The data of
 * the task that cabinet_http_send_async() made. */
typedef struct
{
  CabinetRequest *request;
  CabinetAuthorizer *authorizer; /* NULL = public, or gone */
  GBytes *body;
  char *body_type;
  char *token; /* that the latest try was signed with */
  CabinetExchange *exchange;
  GCancellable *stop; /* by the caller or by the time limit */
  GCancellable *caller;
  gulong caller_handler;
  GSource *limit;
  gint64 deadline; /* monotonic */
  gboolean timed_out;
  gboolean renewed;
  guint tries;
} Send;

static void
send_free (Send *send)
{
  if (send->caller != NULL)
    g_cancellable_disconnect (send->caller, send->caller_handler);
  g_clear_object (&send->caller);
  g_source_destroy (send->limit);
  g_source_unref (send->limit);
  g_clear_pointer (&send->exchange, cabinet_exchange_free);
  g_clear_object (&send->stop);
  g_clear_object (&send->authorizer);
  g_clear_object (&send->request);
  g_clear_pointer (&send->body, g_bytes_unref);
  g_clear_pointer (&send->body_type, g_free);
  g_clear_pointer (&send->token, g_free);
  g_free (send);
}

static void start_try (GTask *task);
static void renew (GTask *task);

/* Ends the request with what went wrong. A cancellation that the time limit caused is a time-out. Who asked
 * for a change must know whether it may have been made. */
static void
fail (GTask *task, GError *error)
{
  Send *send = g_task_get_task_data (task);

  if (send->timed_out && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      error = cabinet_fault_new_timeout ();
    }
  if (error->domain == CABINET_ERROR && send->exchange != NULL && send->exchange->left)
    cabinet_error_set_left (error, TRUE);
  g_task_return_error (task, error);
}

static gboolean
on_limit (gpointer user_data)
{
  Send *send = user_data;

  send->timed_out = TRUE;
  g_cancellable_cancel (send->stop);
  return G_SOURCE_REMOVE;
}

static gboolean
on_pause_over (gpointer user_data)
{
  GTask *task = user_data;
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (send->stop, &error))
    fail (task, error);
  else
    start_try (g_object_ref (task));
  return G_SOURCE_REMOVE;
}

/* Takes the task over, and goes on when @pause is over or the request is stopped. */
static void
pause_then_try (GTask *task, gint64 pause)
{
  Send *send = g_task_get_task_data (task);
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) ((pause + 999) / 1000));
  g_autoptr (GSource) stopped = g_cancellable_source_new (send->stop);

  g_source_set_dummy_callback (stopped);
  g_source_add_child_source (timer, stopped);
  g_source_set_callback (timer, on_pause_over, task, g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

/* @status is 0 where there was no whole answer. Returns whether another try is made; it then holds the task.
 */
static gboolean
try_again (GTask *task, guint status, gboolean hopeless, gint64 retry_after)
{
  CabinetHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  const CabinetTry attempt = {
    .tries = send->tries,
    .change = cabinet_request_is_change (send->request),
    .left = send->exchange->left,
    .status = status,
    .hopeless = hopeless,
    .retry_after = retry_after,
    .remaining = send->deadline - g_get_monotonic_time (),
    .base = self->retry_delay * G_TIME_SPAN_MILLISECOND,
  };
  gint64 pause = cabinet_retry_get_pause (&attempt);

  if (pause < 0)
    return FALSE;
  pause_then_try (g_object_ref (task), pause);
  return TRUE;
}

static void
on_parsed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  CabinetResponse *response = cabinet_answer_parse_finish (result, &error);

  if (response != NULL)
    g_task_return_pointer (task, response, g_object_unref);
  else
    fail (task, error);
}

/* Whether the session is what the server does not like. A password that a person has typed again is not: to
 * ask once more with it would count towards a lock. */
static gboolean
is_session_over (Send *send)
{
  SoupMessage *message = send->exchange->message;
  g_autoptr (GError) error = NULL;

  if (soup_message_get_status (message) != SOUP_STATUS_UNAUTHORIZED || send->authorizer == NULL)
    return FALSE;
  error = cabinet_fault_from_refusal (message, TRUE, send->exchange->body);
  return g_strcmp0 (cabinet_error_get_code (error), "wrong-credentials") != 0;
}

/* The server said no: renew once, try again, or give up. */
static void
take_refusal (GTask *task)
{
  Send *send = g_task_get_task_data (task);
  SoupMessage *message = send->exchange->message;

  if (!send->renewed && is_session_over (send))
    {
      renew (g_object_ref (task));
      return;
    }
  if (send->request->foreign)
    {
      cabinet_answer_parse_async (send->exchange, send->stop, on_parsed, g_object_ref (task));
      return;
    }
  if (try_again (task, soup_message_get_status (message), FALSE, cabinet_fault_get_retry_after (message)))
    return;
  fail (task, cabinet_fault_from_refusal (message, send->authorizer != NULL, send->exchange->body));
}

static void
take_transport_error (GTask *task, const GError *cause)
{
  gboolean hopeless;
  GError *error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail (task, g_error_copy (cause));
      return;
    }
  error = cabinet_fault_from_transport (cause, &hopeless);
  if (try_again (task, 0, hopeless, -1))
    g_error_free (error);
  else
    fail (task, error);
}

static void
log_try (Send *send, const GError *error)
{
  SoupMessage *message = send->exchange->message;
  g_autofree char *uri = cabinet_redact_uri (soup_message_get_uri (message));

  g_debug ("%s %s: %u, %" G_GSIZE_FORMAT " B, try %u%s%s", soup_message_get_method (message), uri,
           soup_message_get_status (message),
           send->exchange->body != NULL ? g_bytes_get_size (send->exchange->body) : 0, send->tries,
           error != NULL ? ", " : "", error != NULL ? g_quark_to_string (error->domain) : "");
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean answered = cabinet_exchange_run_finish (send->exchange, result, &error);

  cabinet_http_count (self, send->exchange);
  log_try (send, error);

  if (!answered)
    take_transport_error (task, error);
  else if (soup_message_get_status (send->exchange->message) >= 400)
    take_refusal (task);
  else
    cabinet_answer_parse_async (send->exchange, send->stop, on_parsed, g_steal_pointer (&task));
}

static SoupMessage *
build_message (CabinetHttp *self, Send *send)
{
  CabinetSignature signature = { 0 };
  SoupMessage *message;

  if (send->token != NULL)
    self->signer (send->token, &signature);
  message = cabinet_request_build (send->request, self->base_url, &signature, send->body_type, send->body);
  g_free (signature.value);
  g_free (signature.query);
  return message;
}

/* Takes the task over. */
static void
start_try (GTask *task)
{
  CabinetHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  SoupMessage *message;

  g_clear_pointer (&send->exchange, cabinet_exchange_free);
  g_clear_pointer (&send->token, g_free);
  if (send->authorizer != NULL)
    {
      send->token = cabinet_authorizer_dup_token (send->authorizer);
      if (send->token == NULL && !send->renewed)
        {
          renew (task);
          return;
        }
    }

  message = build_message (self, send);
  if (message == NULL)
    {
      g_task_return_new_error (task, CABINET_ERROR, CABINET_ERROR_INPUT, _ ("This is not an address"));
      g_object_unref (task);
      return;
    }
  send->tries++;
  send->exchange = cabinet_exchange_new (message, send->request->etag != NULL);
  send->exchange->foreign = send->request->foreign;
  cabinet_exchange_run_async (send->exchange, self->session, send->stop, on_tried, task);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  send->renewed = TRUE;
  if (cabinet_token_wait_run_finish (CABINET_TOKEN_WAIT (source), result, &error))
    start_try (g_steal_pointer (&task));
  else
    fail (task, error);
}

/* Takes the task over. */
static void
renew (GTask *task)
{
  CabinetHttp *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  cabinet_token_wait_run_async (self->renewal, send->authorizer, send->token, send->stop, on_renewed, task);
}

static void
on_caller_cancelled (GCancellable *caller, gpointer stop)
{
  g_cancellable_cancel (stop);
}

static Send *
send_new (CabinetHttp *self, CabinetRequest *request, GTask *task)
{
  Send *send = g_new0 (Send, 1);
  GCancellable *caller = g_task_get_cancellable (task);
  guint limit = request->limit != 0 ? MIN (request->limit, self->timeout) : self->timeout;

  send->request = g_object_ref (request);
  send->body = cabinet_request_dup_body (request, &send->body_type);
  if (request->signing == CABINET_REQUEST_SIGNED)
    send->authorizer = g_weak_ref_get (&self->authorizer);

  send->deadline = g_get_monotonic_time () + limit * G_TIME_SPAN_MILLISECOND;
  send->limit = g_timeout_source_new (limit);
  g_source_set_callback (send->limit, on_limit, send, NULL);
  g_source_attach (send->limit, g_task_get_context (task));

  send->stop = g_cancellable_new ();
  if (caller != NULL)
    {
      send->caller = g_object_ref (caller);
      send->caller_handler = g_cancellable_connect (caller, G_CALLBACK (on_caller_cancelled),
                                                    g_object_ref (send->stop), g_object_unref);
    }
  return send;
}

/**
 * cabinet_http_send_async:
 * @request: not to be changed until the callback
 * @callback: called once, from the main context that this was called in
 *
 * Sends @request: reads are tried up to three times, changes leave at most once (and once more after a
 * renewal that a 401 made necessary).
 */
void
cabinet_http_send_async (CabinetHttp *self,
                         CabinetRequest *request,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Send *send;

  g_return_if_fail (CABINET_IS_HTTP (self));
  g_return_if_fail (CABINET_IS_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_http_send_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  send = send_new (self, request, task);
  g_task_set_task_data (task, send, (GDestroyNotify) send_free);
  if (request->signing == CABINET_REQUEST_SIGNED && send->authorizer == NULL)
    g_task_return_error (task,
                         cabinet_error_new (CABINET_ERROR_AUTH, "session-over", _ ("The sign-in is over")));
  else
    start_try (g_steal_pointer (&task));
}

/**
 * cabinet_http_send_finish:
 * @error: CABINET_ERROR (OFFLINE, TIMEOUT, AUTH, REFUSED, RATE_LIMITED, PROTOCOL) or G_IO_ERROR_CANCELLED
 *
 * Returns: (nullable) (transfer full): a good answer, or one that says "not modified"
 */
CabinetResponse *
cabinet_http_send_finish (CabinetHttp *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
