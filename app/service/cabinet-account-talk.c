/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"
#include "cabinet-notice-feed.h"
#include "cabinet-outbox.h"

/* What is read with every refresh beside money. It must not hold up or fail what a person asked for. */
#define LIMIT_S 5

typedef struct
{
  GCancellable *cancellable; /* of both, or the limit's */
  GCancellable *caller;      /* nullable */
  gulong caller_handler;
  guint limit;
} Talk;

static void
talk_free (Talk *self)
{
  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->caller != NULL)
    g_cancellable_disconnect (self->caller, self->caller_handler);
  g_clear_object (&self->caller);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
on_conversation (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_conversation_refresh_finish (CABINET_CONVERSATION (source), result, &error))
    g_debug ("the conversation was not read: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* Takes @task. */
static void
read_conversation (GTask *task)
{
  CabinetAccount *account = g_task_get_source_object (task);
  Talk *self = g_task_get_task_data (task);

  if (cabinet_account_can (account, "chat") && !account->given_up)
    {
      cabinet_conversation_refresh_async (cabinet_account_get_conversation (account), self->cancellable,
                                          on_conversation, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_notices (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cabinet_notice_feed_refresh_finish (CABINET_NOTICE_FEED (source), result, &error))
    g_debug ("the notices were not read: %s", error->message);
  read_conversation (user_data);
}

static void
on_caller_cancelled (GCancellable *caller, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gboolean
on_limit (gpointer user_data)
{
  Talk *self = user_data;

  self->limit = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

void
cabinet_account_read_talk_async (CabinetAccount *account,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (account, NULL, callback, user_data);
  Talk *self = g_new0 (Talk, 1);

  g_task_set_source_tag (task, cabinet_account_read_talk_async);
  g_task_set_task_data (task, self, (GDestroyNotify) talk_free);
  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->caller = g_object_ref (cancellable);
      self->caller_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_caller_cancelled),
                                                    g_object_ref (self->cancellable), g_object_unref);
    }
  self->limit = g_timeout_add_seconds (LIMIT_S, on_limit, self);
  if (cabinet_account_can (account, "notices") && !account->given_up)
    cabinet_notice_feed_refresh_async (cabinet_account_get_notice_feed (account), self->cancellable,
                                       on_notices, task);
  else
    read_conversation (task);
}

void
cabinet_account_read_talk_finish (CabinetAccount *account, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

void
cabinet_account_keep_trying (CabinetAccount *account)
{
  CabinetJournal *journal =
    account->given_up || account->core->closed ? NULL : cabinet_core_get_journal (account->core, NULL);
  g_autoptr (GPtrArray) rows =
    journal != NULL ? cabinet_outbox_load (journal, account->id, FALSE, NULL) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i);

      if (item->kind != CABINET_OUTBOX_KIND_MESSAGE)
        continue;
      cabinet_conversation_retry_later (cabinet_account_get_conversation (account));
      return;
    }
}
