/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-connector.h"

#include <string.h>

#include "cabinet-answer-check.h"
#include "cabinet-provider-ops.h"

/* From here on an answer is decoded off the main thread. */
#define LARGE_ANSWER (64 * 1024)

struct _CabinetConnector
{
  CabinetProvider parent_instance;
};

G_DEFINE_FINAL_TYPE (CabinetConnector, cabinet_connector, CABINET_TYPE_PROVIDER)

typedef struct
{
  const char *method;
  const char *path; /* {contract} and {id} stand for a percent-encoded value */
  CabinetRequestSigning signing;
} Route;

static const Route routes[CABINET_N_OPS] = {
  [CABINET_OP_READ_PROVIDER] = { "GET", "v1/provider", CABINET_REQUEST_PUBLIC },
  [CABINET_OP_SIGN_IN] = { "POST", "v1/sign-ins", CABINET_REQUEST_PUBLIC },
  [CABINET_OP_SIGN_IN_NEXT] = { "POST", "v1/sign-ins/{id}", CABINET_REQUEST_PUBLIC },
  [CABINET_OP_REFRESH] = { "POST", "v1/session/refresh", CABINET_REQUEST_PUBLIC },
  [CABINET_OP_SIGN_OUT] = { "DELETE", "v1/session", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_CONTRACTS] = { "GET", "v1/contracts", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_CAPABILITIES] = { "GET", "v1/contracts/{contract}/capabilities", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_OVERVIEW] = { "GET", "v1/contracts/{contract}/overview", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_MONTHS] = { "GET", "v1/contracts/{contract}/operations/months", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_STATEMENT] = { "GET", "v1/contracts/{contract}/operations", CABINET_REQUEST_SIGNED },
  [CABINET_OP_CONFIRM] = { "POST", "v1/session/confirmations", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_SERVICES] = { "GET", "v1/contracts/{contract}/services", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_TARIFFS] = { "GET", "v1/contracts/{contract}/tariffs", CABINET_REQUEST_SIGNED },
  [CABINET_OP_PREVIEW_CHANGE] = { "POST", "v1/contracts/{contract}/previews", CABINET_REQUEST_SIGNED },
  [CABINET_OP_APPLY_CHANGE] = { "POST", "v1/contracts/{contract}/changes", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_CHANGES] = { "GET", "v1/contracts/{contract}/changes", CABINET_REQUEST_SIGNED },
  [CABINET_OP_CANCEL_CHANGE] = { "DELETE", "v1/changes/{id}", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_METHODS] = { "GET", "v1/contracts/{contract}/payment-methods", CABINET_REQUEST_SIGNED },
  [CABINET_OP_CREATE_PAYMENT] = { "POST", "v1/contracts/{contract}/payments", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_PAYMENT] = { "GET", "v1/payments/{id}", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_PAYMENTS] = { "GET", "v1/contracts/{contract}/payments", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_THREADS] = { "GET", "v1/contracts/{contract}/threads", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_THREAD] = { "GET", "v1/threads/{id}/messages", CABINET_REQUEST_SIGNED },
  [CABINET_OP_OPEN_THREAD] = { "POST", "v1/contracts/{contract}/threads", CABINET_REQUEST_SIGNED },
  [CABINET_OP_SEND_MESSAGE] = { "POST", "v1/threads/{id}/messages", CABINET_REQUEST_SIGNED },
  [CABINET_OP_MARK_THREAD_READ] = { "POST", "v1/threads/{id}/read", CABINET_REQUEST_SIGNED },
  [CABINET_OP_UPLOAD] = { "POST", "v1/uploads", CABINET_REQUEST_SIGNED },
  [CABINET_OP_FETCH_ATTACHMENT] = { "GET", "v1/attachments/{id}", CABINET_REQUEST_SIGNED },
  [CABINET_OP_LIST_NOTICES] = { "GET", "v1/contracts/{contract}/notices", CABINET_REQUEST_SIGNED },
  [CABINET_OP_MARK_NOTICE_READ] = { "POST", "v1/notices/{id}/read", CABINET_REQUEST_SIGNED },
  [CABINET_OP_WATCH] = { "GET", "v1/events", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_PROMISE] = { "GET", "v1/contracts/{contract}/promise", CABINET_REQUEST_SIGNED },
  [CABINET_OP_READ_SUSPENSION] = { "GET", "v1/contracts/{contract}/suspension", CABINET_REQUEST_SIGNED },
};

/* An operation under way. */
typedef struct
{
  CabinetOp op;
  CabinetCall *call;
  CabinetResponse *response;
} Run;

static void
run_free (Run *run)
{
  cabinet_call_free (run->call);
  g_clear_object (&run->response);
  g_free (run);
}

static char *
build_path (const Route *route, const CabinetCall *call)
{
  const char *brace = strchr (route->path, '{');
  GString *path;

  if (brace == NULL)
    return g_strdup (route->path);
  path = g_string_new_len (route->path, brace - route->path);
  g_string_append_uri_escaped (path, g_str_has_prefix (brace, "{contract}") ? call->contract : call->id, NULL,
                               FALSE);
  g_string_append (path, strchr (brace, '}') + 1);
  return g_string_free (path, FALSE);
}

static void
add_page_query (CabinetRequest *request, const CabinetCall *call)
{
  if (call->month != CABINET_DATE_NONE)
    {
      g_autofree char *day = cabinet_date_to_iso (call->month);

      day[strlen ("YYYY-MM")] = '\0';
      cabinet_request_add_query (request, "month", day);
    }
  if (call->has_since)
    {
      g_autofree char *since = g_strdup_printf ("%" G_GINT64_FORMAT, call->since);

      cabinet_request_add_query (request, "since", since);
      if (call->epoch != NULL)
        cabinet_request_add_query (request, "epoch", call->epoch);
    }
  if (call->cursor != NULL)
    cabinet_request_add_query (request, "cursor", call->cursor);
  if (call->limit > 0)
    {
      g_autofree char *limit = g_strdup_printf ("%u", call->limit);

      cabinet_request_add_query (request, "limit", limit);
    }
  if (call->wait > 0)
    {
      g_autofree char *wait = g_strdup_printf ("%u", call->wait);

      cabinet_request_add_query (request, "wait", wait);
    }
}

static CabinetRequest *
build_request (CabinetOp op, const CabinetCall *call)
{
  const Route *route = &routes[op];
  const CabinetOpInfo *info = cabinet_op_get_info (op);
  g_autofree char *path = build_path (route, call);
  CabinetRequest *request = cabinet_request_new (route->method, path, route->signing);

  if (info->takes & CABINET_TAKES_PAGE)
    add_page_query (request, call);
  if (info->takes & CABINET_TAKES_RECORD)
    {
      g_autoptr (JsonNode) body = cabinet_record_encode (call->record);

      cabinet_request_set_body (request, body);
    }
  /* A string of structured fields, so in quotes (the draft on idempotency keys). */
  if (info->takes & CABINET_TAKES_KEY)
    {
      g_autofree char *key = g_strdup_printf ("\"%s\"", call->key);

      cabinet_request_add_header (request, "Idempotency-Key", key);
    }
  if (info->repeat == CABINET_REPEAT_READ && call->etag != NULL)
    cabinet_request_set_etag (request, call->etag);
  cabinet_request_set_limit (request, call->patience);
  return request;
}

/* The API renews sessions; elsewhere a token may stand alone, so the record's table does not demand a pair.
 */
static gboolean
check_pair (gpointer record, GError **error)
{
  CabinetSession *session = CABINET_IS_SIGN_IN_STEP (record) ? CABINET_SIGN_IN_STEP (record)->session
                            : CABINET_IS_SESSION (record)    ? record
                                                             : NULL;

  if (session == NULL || (session->refresh_token != NULL && session->expires_at != 0))
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "session.%s: missing",
                     session->refresh_token == NULL ? "refresh_token" : "expires_at");
  return FALSE;
}

static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Run *run = task_data;
  const CabinetOpInfo *info = cabinet_op_get_info (run->op);
  g_autoptr (CabinetReply) reply = g_object_new (CABINET_TYPE_REPLY, NULL);
  GError *error = NULL;

  reply->not_modified = run->response->status == 304;
  reply->etag = g_strdup (run->response->etag);
  reply->server_time = run->response->server_time;

  if (info->result != NULL && !reply->not_modified)
    {
      if (run->response->body == NULL)
        error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "empty");
      else
        reply->record = cabinet_record_decode (info->result (), run->response->body, &error);
      if (error == NULL && check_pair (reply->record, &error))
        cabinet_answer_check (run->op, run->call, reply->record, &error);
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static void
on_decoded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  CabinetReply *reply = g_task_propagate_pointer (G_TASK (result), &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, reply, g_object_unref);
}

/* Takes @task. The thread has a task of its own: it may let go last, and a provider must not end there. */
static void
decode_in_thread (GTask *task)
{
  g_autoptr (GTask) part = g_task_new (NULL, NULL, on_decoded, task);

  g_task_set_task_data (part, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (part, decode);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->response = cabinet_http_send_finish (CABINET_HTTP (source), result, &error);
  if (run->response == NULL)
    g_task_return_error (task, error);
  else if (run->response->bytes > LARGE_ANSWER)
    decode_in_thread (g_steal_pointer (&task));
  else
    decode (task, NULL, run, NULL);
}

static void
cabinet_connector_call_async (CabinetProvider *provider,
                              CabinetOp op,
                              const CabinetCall *call,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (CabinetRequest) request = build_request (op, call);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, cabinet_connector_call_async);
  run->op = op;
  run->call = cabinet_call_copy (call);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  cabinet_http_send_async (cabinet_provider_get_http (provider), request, cancellable, on_answered, task);
}

static CabinetReply *
cabinet_connector_call_finish (CabinetProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
cabinet_connector_supports (CabinetProvider *provider, CabinetOp op)
{
  return routes[op].path != NULL;
}

static void
cabinet_connector_class_init (CabinetConnectorClass *klass)
{
  CabinetProviderClass *provider_class = CABINET_PROVIDER_CLASS (klass);

  provider_class->call_async = cabinet_connector_call_async;
  provider_class->call_finish = cabinet_connector_call_finish;
  provider_class->supports = cabinet_connector_supports;
}

static void
cabinet_connector_init (CabinetConnector *self)
{
}
