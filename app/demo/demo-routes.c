/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-server.h"

#include "demo-handlers.h"

#include "cabinet-change.h"
#include "cabinet-message.h"
#include "cabinet-payment.h"
#include "cabinet-sign-in-records.h"

#include <string.h>

/* Anybody may knock at a public door, so it is the narrow one. */
#define SIGN_INS_A_MINUTE 60
#define PUBLIC_A_MINUTE 1200
#define SESSION_A_MINUTE 60000

static const DemoRoute routes[] = {
  { "GET", "v1/provider", DEMO_DOOR_PUBLIC, PUBLIC_A_MINUTE, NULL, demo_handle_provider },
  { "POST", "v1/sign-ins", DEMO_DOOR_PUBLIC, SIGN_INS_A_MINUTE, cabinet_sign_in_request_get_type,
    demo_handle_sign_in },
  { "POST", "v1/sign-ins/{}", DEMO_DOOR_PUBLIC, SIGN_INS_A_MINUTE, cabinet_sign_in_answer_get_type,
    demo_handle_answer },
  { "POST", "v1/session/refresh", DEMO_DOOR_PUBLIC, PUBLIC_A_MINUTE, cabinet_refresh_request_get_type,
    demo_handle_refresh },
  { "DELETE", "v1/session", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_sign_out, .guests = TRUE },
  { "GET", "v1/contracts", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_contracts, .guests = TRUE },
  { "GET", "v1/contracts/{}/capabilities", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL,
    demo_handle_capabilities, .guests = TRUE },
  { "GET", "v1/contracts/{}/overview", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_overview },
  { "GET", "v1/contracts/{}/operations/months", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL,
    demo_handle_months },
  { "GET", "v1/contracts/{}/operations", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_operations },
  { "GET", "v1/contracts/{}/payment-methods", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL,
    demo_handle_payment_methods },
  { "GET", "v1/contracts/{}/payments", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_payments },
  { "POST", "v1/contracts/{}/payments", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE,
    cabinet_payment_request_get_type, demo_handle_create_payment, TRUE },
  { "GET", "v1/payments/{}", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_payment },
  { "POST", "v1/session/confirmations", DEMO_DOOR_SESSION, SIGN_INS_A_MINUTE,
    cabinet_confirmation_request_get_type, demo_handle_confirm },
  { "GET", "v1/contracts/{}/services", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_services },
  { "GET", "v1/contracts/{}/tariffs", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_tariffs },
  { "GET", "v1/contracts/{}/promise", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_promise },
  { "GET", "v1/contracts/{}/suspension", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_suspension },
  { "POST", "v1/contracts/{}/previews", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, cabinet_change_request_get_type,
    demo_handle_preview },
  { "POST", "v1/contracts/{}/changes", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, cabinet_change_request_get_type,
    demo_handle_order, TRUE },
  { "GET", "v1/contracts/{}/changes", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_changes },
  { "DELETE", "v1/changes/{}", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_cancel, TRUE },
  { "GET", "v1/contracts/{}/threads", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_threads,
    .guests = TRUE },
  { "POST", "v1/contracts/{}/threads", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, cabinet_message_request_get_type,
    demo_handle_open_thread, TRUE, TRUE },
  { "GET", "v1/threads/{}/messages", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_messages,
    .guests = TRUE },
  { "POST", "v1/threads/{}/messages", DEMO_DOOR_SESSION, SESSION_A_MINUTE, cabinet_message_request_get_type,
    demo_handle_send_message, TRUE, TRUE },
  { "POST", "v1/threads/{}/read", DEMO_DOOR_SESSION, SESSION_A_MINUTE, cabinet_read_request_get_type,
    demo_handle_read_thread, TRUE, TRUE },
  { "POST", "v1/uploads", DEMO_DOOR_SESSION, SESSION_A_MINUTE, cabinet_upload_request_get_type,
    demo_handle_upload, TRUE, TRUE },
  { "GET", "v1/attachments/{}", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_attachment,
    .guests = TRUE },
  { "GET", "v1/contracts/{}/notices", DEMO_DOOR_CONTRACT, SESSION_A_MINUTE, NULL, demo_handle_notices },
  { "POST", "v1/notices/{}/read", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_read_notice, TRUE },
  { "GET", "v1/events", DEMO_DOOR_SESSION, SESSION_A_MINUTE, NULL, demo_handle_events, .guests = TRUE },
};

static gboolean
fits (const char *pattern, const char *path, char **parameter)
{
  const char *hole = strstr (pattern, "{}");
  gsize before;
  gsize length;

  if (hole == NULL)
    return g_str_equal (pattern, path);
  before = (gsize) (hole - pattern);
  if (strncmp (pattern, path, before) != 0)
    return FALSE;
  length = strcspn (path + before, "/");
  if (length == 0 || !g_str_equal (path + before + length, hole + 2))
    return FALSE;
  g_free (*parameter);
  *parameter = g_strndup (path + before, length);
  return TRUE;
}

/**
 * demo_routes_find:
 * @path: below the tenant, such as "v1/contracts"
 * @parameter: (out) (transfer full) (nullable): what stands for {}
 * @allowed: (out) (transfer full) (nullable): the methods that the path has, if @method is none of them
 *
 * Returns: (nullable): where the request goes
 */
const DemoRoute *
demo_routes_find (const char *method, const char *path, char **parameter, char **allowed)
{
  g_autoptr (GPtrArray) methods = g_ptr_array_new ();

  *parameter = NULL;
  *allowed = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (fits (routes[i].path, path, parameter))
      {
        if (g_str_equal (routes[i].method, method))
          return &routes[i];
        g_ptr_array_add (methods, (gpointer) routes[i].method);
      }
  if (methods->len > 0)
    {
      g_ptr_array_add (methods, NULL);
      *allowed = g_strjoinv (", ", (char **) methods->pdata);
    }
  return NULL;
}
