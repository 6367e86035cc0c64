/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-keyring-call.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TIME_LIMIT_MS 5000

const SecretSchema cabinet_keyring_schema = {
  CABINET_APP_ID,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "sign-in", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
call_free (gpointer data)
{
  CabinetKeyringCall *call = data;

  if (call->timer != NULL)
    g_source_destroy (call->timer);
  g_clear_pointer (&call->timer, g_source_unref);
  g_cancellable_disconnect (call->outer, call->outer_id);
  g_clear_object (&call->outer);
  g_clear_object (&call->cancellable);
  g_clear_object (&call->service);
  g_hash_table_unref (call->attributes);
  g_free (call->label);
  cabinet_keyring_free_secret (call->secret);
  g_free (call);
}

static gboolean
on_time_over (gpointer data)
{
  CabinetKeyringCall *call = data;

  call->timed_out = TRUE;
  g_clear_pointer (&call->timer, g_source_unref);
  g_cancellable_cancel (call->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer inner)
{
  g_cancellable_cancel (inner);
}

/**
 * cabinet_keyring_call_new:
 * @sign_in: (nullable): %NULL = all of Cabinet's items
 *
 * Returns: (transfer full): a task whose data is the call
 */
GTask *
cabinet_keyring_call_new (CabinetKeyring *self,
                          const char *sign_in,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  CabinetKeyringCall *call = g_new0 (CabinetKeyringCall, 1);

  call->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (call->attributes, (gpointer) "application", g_strdup (CABINET_APP_ID));
  if (sign_in != NULL)
    g_hash_table_insert (call->attributes, (gpointer) "sign-in", g_strdup (sign_in));
  call->cancellable = g_cancellable_new ();
  g_set_object (&call->outer, cancellable);
  if (cancellable != NULL)
    call->outer_id =
      g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled), call->cancellable, NULL);
  g_task_set_task_data (task, call, call_free);
  return task;
}

/**
 * cabinet_keyring_call_limit:
 *
 * The call ends within 5 s from now.
 */
void
cabinet_keyring_call_limit (GTask *task)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  call->timer = g_timeout_source_new (TIME_LIMIT_MS);
  g_source_set_callback (call->timer, on_time_over, call, NULL);
  g_source_attach (call->timer, g_task_get_context (task));
}

static GError *
new_locked_error (void)
{
  return cabinet_error_new (CABINET_ERROR_KEYRING, "locked",
                            _ ("The keyring is locked. Unlock it to use the secret that is kept there."));
}

static gboolean
is_timeout (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT);
}

void
cabinet_keyring_call_fail (GTask *task, GError *error)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !call->timed_out)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (call->timed_out || is_timeout (error))
    g_task_return_error (
      task, cabinet_error_new (CABINET_ERROR_KEYRING, "timeout", _ ("The keyring does not answer.")));
  else if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_task_return_error (task, new_locked_error ());
  else
    g_task_return_error (task, cabinet_error_new (CABINET_ERROR_KEYRING, "no-service",
                                                  _ ("No keyring can be used here (%s)."), error->message));
  g_error_free (error);
  g_object_unref (task);
}

void
cabinet_keyring_call_fail_locked (GTask *task)
{
  g_task_return_error (task, new_locked_error ());
  g_object_unref (task);
}

void
cabinet_keyring_call_succeed (GTask *task, char *secret)
{
  g_task_return_pointer (task, secret, (GDestroyNotify) cabinet_keyring_free_secret);
  g_object_unref (task);
}

/* Takes @task. A connection of its own for each call: the one that libsecret shares goes on using a session
 * that ended with a keyring daemon which was restarted, and then finds no secrets. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->service = secret_service_open_finish (result, &error);
  if (call->service != NULL)
    call->with_service (task);
  else
    cabinet_keyring_call_fail (task, error);
}

static void
go_on (GTask *task, gboolean has_service)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  if (has_service)
    secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, call->cancellable, on_opened,
                         task);
  else
    call->without_service (task);
}

/* Whether libsecret talks to a secret service or keeps secrets by itself does not change while a program
 * runs. The reference is not ours to drop: that of the first asker is the one that libsecret's cache lives
 * on. */
static SecretBackend *backend;

GType
cabinet_keyring_call_get_backend_type (void)
{
  return G_OBJECT_TYPE (backend);
}

static void
on_backend (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  backend = secret_backend_get_finish (result, &error);
  if (backend != NULL)
    go_on (user_data, SECRET_IS_SERVICE (backend));
  else
    cabinet_keyring_call_fail (user_data, error);
}

/**
 * cabinet_keyring_call_begin:
 * @task: (transfer full)
 * @with_service: goes on where there is a secret service
 * @without_service: goes on where libsecret keeps secrets by itself
 */
void
cabinet_keyring_call_begin (GTask *task,
                            void (*with_service) (GTask *task),
                            void (*without_service) (GTask *task))
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  call->with_service = with_service;
  call->without_service = without_service;
  if (backend != NULL)
    go_on (task, SECRET_IS_SERVICE (backend));
  else
    secret_backend_get (SECRET_BACKEND_NONE, call->cancellable, on_backend, task);
}

gboolean
cabinet_keyring_call_finish (GAsyncResult *result, GError **error)
{
  GError *problem = NULL;

  g_task_propagate_pointer (G_TASK (result), &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

void
cabinet_keyring_call_ask_default (GTask *task, GAsyncReadyCallback callback)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  secret_collection_for_alias (call->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               call->cancellable, callback, task);
}

void
cabinet_keyring_call_search (GTask *task, SecretSearchFlags flags, GAsyncReadyCallback callback)
{
  CabinetKeyringCall *call = g_task_get_task_data (task);

  secret_service_search (call->service, &cabinet_keyring_schema, call->attributes, SECRET_SEARCH_ALL | flags,
                         call->cancellable, callback, task);
}

gboolean
cabinet_keyring_items_locked (GList *items)
{
  for (; items != NULL; items = items->next)
    if (secret_item_get_locked (items->data))
      return TRUE;
  return FALSE;
}
