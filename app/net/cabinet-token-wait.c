/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-token-wait.h"

#include <glib/gi18n-lib.h>

struct _CabinetTokenWait
{
  GObject parent_instance;

  GPtrArray *waiters; /* (element-type GTask) */
  gboolean running;
};

G_DEFINE_FINAL_TYPE (CabinetTokenWait, cabinet_token_wait, G_TYPE_OBJECT)

static void
cabinet_token_wait_finalize (GObject *object)
{
  CabinetTokenWait *self = CABINET_TOKEN_WAIT (object);

  g_ptr_array_unref (self->waiters);

  G_OBJECT_CLASS (cabinet_token_wait_parent_class)->finalize (object);
}

static void
cabinet_token_wait_class_init (CabinetTokenWaitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_token_wait_finalize;
}

static void
cabinet_token_wait_init (CabinetTokenWait *self)
{
  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
}

CabinetTokenWait *
cabinet_token_wait_new (void)
{
  return g_object_new (CABINET_TYPE_TOKEN_WAIT, NULL);
}

static void
destroy_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

/* A waiter that is cancelled goes at once; the renewal itself goes on, because breaking it off could lose the
 * only copy of a rotated token. */
static gboolean
on_waiter_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  CabinetTokenWait *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiters, task))
    g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (CabinetTokenWait *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_ptr_array_add (self->waiters, g_object_ref (task));
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_waiter_cancelled), task, NULL);
      g_source_attach (source, g_task_get_context (task));
      g_task_set_task_data (task, source, destroy_source);
    }
}

static void
release_waiter (GTask *task, const GError *error)
{
  GSource *source = g_task_get_task_data (task);

  if (source != NULL)
    g_source_destroy (source);
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_renewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetTokenWait) self = user_data;
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&self->waiters);
  g_autoptr (GError) error = NULL;

  self->waiters = g_ptr_array_new_with_free_func (g_object_unref);
  self->running = FALSE;

  /* To a request that waited, a renewal broken off by its owner is the end of the session: its own caller has
   * cancelled nothing. */
  if (!cabinet_authorizer_renew_finish (CABINET_AUTHORIZER (source), result, &error)
      && (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_clear_error (&error);
      error = cabinet_error_new (CABINET_ERROR_AUTH, "session-over", _ ("The sign-in is over"));
    }

  for (guint i = 0; i < waiters->len; i++)
    release_waiter (waiters->pdata[i], error);
}

/**
 * cabinet_token_wait_run_async:
 * @failed_token: (nullable): what the server refused
 *
 * Waits for a token other than @failed_token. The first that comes starts the renewal, those who come while
 * it runs wait for the same one. If the token has changed already there is nothing to wait for.
 */
void
cabinet_token_wait_run_async (CabinetTokenWait *self,
                              CabinetAuthorizer *authorizer,
                              const char *failed_token,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *token = cabinet_authorizer_dup_token (authorizer);

  g_task_set_source_tag (task, cabinet_token_wait_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (!self->running && token != NULL && g_strcmp0 (token, failed_token) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  add_waiter (self, task);
  if (self->running)
    return;
  self->running = TRUE;
  cabinet_authorizer_renew_async (authorizer, failed_token, NULL, on_renewed, g_object_ref (self));
}

gboolean
cabinet_token_wait_run_finish (CabinetTokenWait *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
