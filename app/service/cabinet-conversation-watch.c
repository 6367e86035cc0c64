/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!cabinet_conversation_refresh_finish (CABINET_CONVERSATION (source), result, &error))
    g_debug ("the conversation was not read: %s", error->message);
}

/* One more, if one is under way: it may have looked before this came. */
static void
look (CabinetConversation *self)
{
  if (self->ended || self->account == NULL)
    return;
  if (self->waiters != NULL)
    self->again = TRUE;
  else
    cabinet_conversation_refresh_async (self, NULL, on_refreshed, NULL);
}

static void
on_event (CabinetConversation *self, CabinetEvent *event)
{
  if (event->kind == CABINET_EVENT_KIND_THREAD && self->account != NULL
      && (event->contract == NULL || g_strcmp0 (event->contract, self->account->contract->id) == 0))
    look (self);
}

typedef struct
{
  CabinetConversation *conversation;
  char *thread;
} Mark;

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Mark *mark = user_data;
  CabinetConversation *self = mark->conversation;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    {
      g_debug ("%s is not marked as read: %s", mark->thread, error->message);
      g_hash_table_remove (self->marked, mark->thread);
      g_hash_table_remove (self->told, mark->thread);
      cabinet_conversation_take_list (self, NULL, self->read_at);
    }
  g_free (mark->thread);
  g_object_unref (mark->conversation);
  g_free (mark);
}

static const char *
find_newest (CabinetConversation *self, const char *thread)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = n; i > 0; i--)
    {
      CabinetMessage *message = cabinet_list_get (self->messages, i - 1);

      if (message->state != CABINET_MESSAGE_STATE_QUEUED && message->state != CABINET_MESSAGE_STATE_FAILED
          && g_strcmp0 (message->thread, thread) == 0)
        return message->id;
    }
  return NULL;
}

static void
mark_thread (CabinetConversation *self, CabinetThread *thread, const char *up_to)
{
  g_autoptr (CabinetReadRequest) request = g_object_new (CABINET_TYPE_READ_REQUEST, NULL);
  g_autofree char *key = g_uuid_string_random ();
  CabinetCall call = { 0 };
  Mark *mark = g_new0 (Mark, 1);

  g_hash_table_insert (self->told, g_strdup (thread->id), g_strdup (up_to));
  request->up_to = g_strdup (up_to);
  call.id = thread->id;
  call.key = key;
  call.record = CABINET_RECORD (request);
  mark->conversation = g_object_ref (self);
  mark->thread = g_strdup (thread->id);
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_MARK_THREAD_READ, &call, self->cancellable,
                              on_marked, mark);
}

void
cabinet_conversation_mark_seen (CabinetConversation *self)
{
  guint n = cabinet_list_length (self->threads);

  if (self->ended || self->account == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->threads, i);
      const char *up_to = thread->unread > 0 ? find_newest (self, thread->id) : NULL;

      if (up_to == NULL)
        continue;
      g_hash_table_add (self->marked, g_strdup (thread->id));
      /* A provider that counts on all the same is not told again and again. */
      if (g_strcmp0 (g_hash_table_lookup (self->told, thread->id), up_to) != 0)
        mark_thread (self, thread, up_to);
    }
  cabinet_conversation_take_list (self, NULL, self->read_at);
}

/**
 * cabinet_conversation_start_watching:
 * @self: a conversation
 *
 * Somebody looks: what comes is shown by itself, and told to the provider as read.
 */
void
cabinet_conversation_start_watching (CabinetConversation *self)
{
  g_return_if_fail (CABINET_IS_CONVERSATION (self));

  if (self->watchers++ > 0 || self->ended || self->account == NULL)
    return;
  if (self->watcher_signals == NULL)
    {
      self->watcher_signals = g_signal_group_new (CABINET_TYPE_WATCHER);
      g_signal_group_connect_swapped (self->watcher_signals, "event", G_CALLBACK (on_event), self);
      g_signal_group_connect_swapped (self->watcher_signals, "look", G_CALLBACK (look), self);
    }
  /* The sign-in may be another one each time. */
  self->watcher = g_object_ref (cabinet_watcher_get (self->account->sign_in));
  g_signal_group_set_target (self->watcher_signals, self->watcher);
  cabinet_watcher_start (self->watcher);
  look (self);
}

static void
leave_watcher (CabinetConversation *self)
{
  if (self->watcher == NULL)
    return;
  g_signal_group_set_target (self->watcher_signals, NULL);
  cabinet_watcher_stop (self->watcher);
  g_clear_object (&self->watcher);
}

void
cabinet_conversation_stop_watching (CabinetConversation *self)
{
  g_return_if_fail (CABINET_IS_CONVERSATION (self));
  g_return_if_fail (self->watchers > 0);

  if (--self->watchers == 0)
    leave_watcher (self);
}

/* The contract is removed, or the program ends: nothing is asked or shown any more. */
void
cabinet_conversation_give_up (CabinetConversation *self)
{
  self->ended = TRUE;
  leave_watcher (self);
  g_clear_handle_id (&self->retry_timer, g_source_remove);
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  g_clear_object (&self->network);
  if (self->refreshing != NULL)
    g_cancellable_cancel (self->refreshing);
  g_cancellable_cancel (self->cancellable);
}
