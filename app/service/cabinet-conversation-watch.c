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
  /* What was read before is seen now, also without a connection. */
  cabinet_conversation_mark_seen (self);
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
