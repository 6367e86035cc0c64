/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-account-private.h"
#include "cabinet-conversation-private.h"
#include "cabinet-delivery.h"
#include "cabinet-plan-private.h"
#include "cabinet-refresh.h"
#include "cabinet-top-ups-private.h"
#include "cabinet-waiters.h"

/* One refresh runs at a time; all that ask meanwhile wait for it. The data of each of their tasks is a
 * CabinetSyncResult. */

static void start (CabinetAccount *self);

/* What was sent and that nobody has heard of yet, whatever page is open; what was heard of long ago goes. */
static void
look_for_more (CabinetAccount *self)
{
  cabinet_delivery_clear_settled (self, cabinet_instant_now ());
  cabinet_account_look_for_changes (self);
  if (!self->given_up && cabinet_account_has_pending_payments (self))
    cabinet_top_ups_resume (cabinet_account_get_top_ups (self));
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetAccount *self = CABINET_ACCOUNT (source);
  g_autoptr (GPtrArray) waiters = NULL;
  CabinetSyncResult summary = { 0 };
  g_autoptr (GError) error = NULL;

  cabinet_refresh_finish (result, &summary, &error);
  g_clear_object (&self->refresh_cancellable);
  self->months_left = 0;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      cabinet_account_set_outcome (self, error);
      if (error != NULL)
        cabinet_account_keep_trying (self);
      else
        look_for_more (self);
    }
  else if (self->waiters->len > 0 && !self->given_up)
    {
      /* Somebody asked after the last one had stopped waiting. */
      start (self);
      return;
    }
  waiters = g_steal_pointer (&self->waiters);
  cabinet_account_refreshing_changed (self);
  for (guint i = 0; i < waiters->len; i++)
    *(CabinetSyncResult *) g_task_get_task_data (g_ptr_array_index (waiters, i)) = summary;
  cabinet_waiters_answer (waiters, error);
}

static void
start (CabinetAccount *self)
{
  self->refresh_cancellable = g_cancellable_new ();
  cabinet_refresh_async (self, CABINET_REFRESH_ALL, self->refresh_cancellable, on_refreshed, NULL);
}

/**
 * cabinet_account_refresh_async:
 * @self: an account
 * @cancellable: (nullable): ends the waiting, and the refresh if nobody else waits for it
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what changed. A refresh that is under way is joined.
 */
void
cabinet_account_refresh_async (CabinetAccount *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  gboolean joins;
  GTask *task;

  g_return_if_fail (CABINET_IS_ACCOUNT (self));

  joins = self->waiters != NULL;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_account_refresh_async);
  g_task_set_task_data (task, g_new0 (CabinetSyncResult, 1), g_free);
  cabinet_waiters_add (&self->waiters, &self->refresh_cancellable, task);
  if (joins)
    return;
  cabinet_account_refreshing_changed (self);
  start (self);
}

/**
 * cabinet_account_refresh_finish:
 * @self: an account
 * @result: what the callback was given
 * @summary: (out) (optional): what was done, also when it failed half-way
 * @error: (optional): the first thing that went wrong; what was read before it is kept
 *
 * Returns: TRUE if all was read and archived
 */
gboolean
cabinet_account_refresh_finish (CabinetAccount *self,
                                GAsyncResult *result,
                                CabinetSyncResult *summary,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (summary != NULL)
    *summary = *(CabinetSyncResult *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cabinet_account_cancel_refresh:
 * @self: an account
 *
 * Gives up what is under way: the contract is removed, or the program ends.
 */
void
cabinet_account_cancel_refresh (CabinetAccount *self)
{
  CabinetConversation *conversation = cabinet_account_peek_conversation (self);

  self->given_up = TRUE;
  if (conversation != NULL)
    cabinet_conversation_give_up (conversation);
  if (self->refresh_cancellable != NULL)
    g_cancellable_cancel (self->refresh_cancellable);
  if (self->deliveries != NULL)
    g_cancellable_cancel (self->deliveries);
}

static void
on_overview_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  cabinet_refresh_finish (result, NULL, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cabinet_account_set_outcome (CABINET_ACCOUNT (source), error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * cabinet_account_refresh_overview_async:
 * @self: an account
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
cabinet_account_refresh_overview_async (CabinetAccount *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_account_refresh_overview_async);
  cabinet_refresh_async (self, CABINET_REFRESH_FIRST, cancellable, on_overview_read, task);
}

gboolean
cabinet_account_refresh_overview_finish (CabinetAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
