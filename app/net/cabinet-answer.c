/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-fault.h"
#include "cabinet-http-private.h"
#include "cabinet-record.h"

/* From here on a body is parsed off the main thread: a frame must not wait for it. */
#define LARGE_BODY (64 * 1024)

typedef struct
{
  CabinetResponse *response;
  GBytes *body;
  gboolean foreign;
} Parsing;

static void
parsing_free (Parsing *parsing)
{
  g_clear_object (&parsing->response);
  g_clear_pointer (&parsing->body, g_bytes_unref);
  g_free (parsing);
}

static void
parse (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Parsing *parsing = task_data;
  gsize length;
  const char *text = g_bytes_get_data (parsing->body, &length);
  GError *error = NULL;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "not-json", _ ("The provider's answer is not JSON"));
  else
    parsing->response->body = cabinet_json_parse (text, (gssize) length, &error);

  /* Its connector says what that means. */
  if (parsing->foreign)
    g_clear_error (&error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&parsing->response), g_object_unref);
}

static CabinetResponse *
new_response (CabinetExchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  CabinetResponse *response = g_object_new (CABINET_TYPE_RESPONSE, NULL);

  response->status = soup_message_get_status (exchange->message);
  response->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  response->server_time = cabinet_fault_get_server_time (exchange->message);
  response->bytes = exchange->body != NULL ? g_bytes_get_size (exchange->body) : 0;
  if (exchange->foreign)
    response->raw = exchange->body != NULL ? g_bytes_ref (exchange->body) : g_bytes_new_static ("", 0);
  return response;
}

static gboolean
is_json (CabinetExchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  return g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "application/json") == 0;
}

void
cabinet_answer_parse_async (CabinetExchange *exchange,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Parsing *parsing = g_new0 (Parsing, 1);

  g_task_set_source_tag (task, cabinet_answer_parse_async);
  parsing->response = new_response (exchange);
  parsing->body = g_bytes_ref (exchange->foreign ? parsing->response->raw : exchange->body);
  parsing->foreign = exchange->foreign;
  g_task_set_task_data (task, parsing, (GDestroyNotify) parsing_free);

  if (parsing->response->status == SOUP_STATUS_NO_CONTENT
      || parsing->response->status == SOUP_STATUS_NOT_MODIFIED || (exchange->foreign && !is_json (exchange)))
    g_task_return_pointer (task, g_steal_pointer (&parsing->response), g_object_unref);
  else if (parsing->response->bytes > LARGE_BODY)
    g_task_run_in_thread (task, parse);
  else
    parse (task, NULL, parsing, cancellable);
}

CabinetResponse *
cabinet_answer_parse_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
