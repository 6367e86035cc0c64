/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-conversation-private.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-messages.h"
#include "cabinet-archive-readings.h"
#include "cabinet-waiters.h"

/* Send what waits → list the threads → read those whose revision moved, page by page until what is known →
 * archive each thread at once → archive the list with its ETag. What is cut short is read again, because the
 * list that is archived still says the former revisions. */

/* A thread is not read for ever, whatever a server says comes next. */
#define MAX_PAGES 1000

typedef struct
{
  CabinetAccount *account;
  CabinetThreadList *list;
  char *etag;
  GQueue wanted;       /* of CabinetThread */
  GPtrArray *messages; /* of the thread that is read */
  char *cursor;
  guint pages;
} Refresh;

static void read_thread (GTask *task);
static void next_thread (GTask *task);
static void start (CabinetConversation *self);

static void
refresh_free (Refresh *self)
{
  g_clear_object (&self->account);
  g_clear_object (&self->list);
  g_queue_clear_full (&self->wanted, g_object_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self->etag);
  g_free (self->cursor);
  g_free (self);
}

/* Takes @task and @error. */
static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_list_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    {
      fail (task, error);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Takes @task. */
static void
save_list (GTask *task)
{
  CabinetConversation *conversation = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  CabinetInstant now = cabinet_instant_now ();

  cabinet_conversation_take_list (conversation, self->list, now);
  cabinet_archive_save_reading_async (conversation->core->archive, conversation->id, CABINET_RESOURCE_THREADS,
                                      self->list, now, self->etag, g_task_get_cancellable (task),
                                      on_list_saved, task);
}

static void
on_messages_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetConversation *conversation = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  guint changed;
  GError *error = NULL;

  if (!cabinet_archive_save_messages_finish (CABINET_ARCHIVE (source), result, &changed, &error))
    {
      fail (task, error);
      return;
    }
  if (changed > 0)
    cabinet_conversation_reload (conversation);
  g_object_unref (g_queue_pop_head (&self->wanted));
  next_thread (task);
}

/* Whether the archive has a message of the page just as it is now: then it has what is older, too. */
static gboolean
reaches_known (CabinetConversation *conversation, CabinetMessagePage *page)
{
  guint n = cabinet_list_length (page->messages);

  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *message = cabinet_list_get (page->messages, i);
      g_autoptr (CabinetMessage) known = cabinet_archive_lookup_message (
        conversation->core->archive, conversation->id, message->thread, message->id, NULL);

      if (known != NULL && cabinet_record_equal (known, message))
        return TRUE;
    }
  return FALSE;
}

/* A provider that keeps no keys shows a message without the key that it was sent and found under. */
static void
keep_key (CabinetConversation *conversation, CabinetMessage *message)
{
  g_autoptr (CabinetMessage) known = NULL;

  if (message->key != NULL || message->from != CABINET_MESSAGE_AUTHOR_ME)
    return;
  known = cabinet_archive_lookup_message (conversation->core->archive, conversation->id, message->thread,
                                          message->id, NULL);
  message->key = g_strdup (known != NULL ? known->key : NULL);
}

/* FALSE with an error: the page is not one of the thread. */
static gboolean
take_page (CabinetConversation *conversation,
           Refresh *self,
           CabinetThread *thread,
           CabinetMessagePage *page,
           GError **error)
{
  guint n = cabinet_list_length (page->messages);

  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *message = cabinet_list_get (page->messages, i);

      if (*message->id == '\0' || g_strcmp0 (message->thread, thread->id) != 0)
        {
          cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer",
                             "messages[%u].thread: not the one asked for", i);
          return FALSE;
        }
      keep_key (conversation, message);
      g_ptr_array_add (self->messages, g_object_ref (message));
    }
  if (page->next != NULL && (n == 0 || *page->next == '\0' || g_strcmp0 (page->next, self->cursor) == 0))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "next: leads nowhere");
      return FALSE;
    }
  return TRUE;
}

static void
on_page (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetConversation *conversation = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetMessagePage *page = reply != NULL ? reply->record : NULL;

  if (reply != NULL && page == NULL)
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, "bad-answer", "messages: missing");
  if (error != NULL || !take_page (conversation, self, g_queue_peek_head (&self->wanted), page, &error))
    {
      fail (task, error);
      return;
    }
  g_free (self->cursor);
  self->cursor = g_strdup (page->next);
  if (self->cursor != NULL && ++self->pages < MAX_PAGES && !reaches_known (conversation, page))
    {
      read_thread (task);
      return;
    }
  cabinet_archive_save_messages_async (conversation->core->archive, conversation->id, self->messages,
                                       g_task_get_cancellable (task), on_messages_saved, task);
}

/* Takes @task. */
static void
read_thread (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);
  CabinetThread *thread = g_queue_peek_head (&self->wanted);
  CabinetCall call = { 0 };

  call.id = thread->id;
  call.cursor = self->cursor;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_READ_THREAD, &call,
                              g_task_get_cancellable (task), on_page, task);
}

/* Takes @task. */
static void
next_thread (GTask *task)
{
  Refresh *self = g_task_get_task_data (task);

  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  self->pages = 0;
  if (g_queue_is_empty (&self->wanted))
    {
      save_list (task);
      return;
    }
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  read_thread (task);
}

static void
find_wanted (CabinetConversation *conversation, Refresh *self)
{
  guint n = cabinet_list_length (self->list->threads);
  g_autoptr (CabinetThreadList) archived =
    cabinet_archive_load_reading (conversation->core->archive, conversation->id, CABINET_RESOURCE_THREADS,
                                  CABINET_TYPE_THREAD_LIST, NULL, NULL);
  guint n_archived = archived != NULL ? cabinet_list_length (archived->threads) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->list->threads, i);
      gboolean same = FALSE;

      for (guint k = 0; k < n_archived && !same; k++)
        {
          CabinetThread *known = cabinet_list_get (archived->threads, k);

          same = g_str_equal (known->id, thread->id) && known->revision == thread->revision;
        }
      if (!same)
        g_queue_push_tail (&self->wanted, g_object_ref (thread));
      /* What came after the mark is unread again. */
      if (!same || thread->unread == 0)
        g_hash_table_remove (conversation->marked, thread->id);
    }
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetConversation *conversation = g_task_get_source_object (task);
  Refresh *self = g_task_get_task_data (task);
  CabinetInstant now = cabinet_instant_now ();
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  if (reply == NULL)
    {
      fail (task, error);
      return;
    }
  if (reply->not_modified || reply->record == NULL)
    {
      cabinet_conversation_load_list (conversation);
      cabinet_conversation_take_list (conversation, NULL, now);
      cabinet_archive_save_reading_async (conversation->core->archive, conversation->id,
                                          CABINET_RESOURCE_THREADS, NULL, now, NULL,
                                          g_task_get_cancellable (task), on_list_saved, task);
      return;
    }
  self->list = g_object_ref (reply->record);
  self->etag = g_strdup (reply->etag);
  find_wanted (conversation, self);
  next_thread (task);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetConversation *conversation = CABINET_CONVERSATION (source);
  Refresh *self = g_task_get_task_data (task);
  g_autofree char *etag = NULL;
  CabinetCall call = { 0 };

  cabinet_conversation_flush_finish (conversation, result);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  etag = cabinet_archive_load_validator (conversation->core->archive, conversation->id,
                                         CABINET_RESOURCE_THREADS, NULL);
  call.contract = self->account->contract->id;
  call.etag = etag;
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_LIST_THREADS, &call,
                              g_task_get_cancellable (task), on_list, task);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetConversation *self = CABINET_CONVERSATION (source);
  g_autoptr (GPtrArray) waiters = NULL;
  g_autoptr (GError) error = NULL;
  gboolean again;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_object (&self->refreshing);
  again = self->again && error == NULL && !self->ended;
  self->again = FALSE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cabinet_conversation_set_error (self, error);
  else if (self->waiters->len > 0 && !self->ended)
    again = TRUE; /* Somebody asked after the last one had stopped waiting. */
  if (again)
    {
      start (self);
      return;
    }
  waiters = g_steal_pointer (&self->waiters);
  cabinet_conversation_refreshing_changed (self);
  cabinet_waiters_answer (waiters, error);
  if (self->watchers > 0)
    cabinet_conversation_mark_seen (self);
  if (error == NULL)
    cabinet_conversation_tell_marks (self);
}

static void
start (CabinetConversation *self)
{
  Refresh *refresh = g_new0 (Refresh, 1);
  GTask *task;

  self->refreshing = g_cancellable_new ();
  task = g_task_new (self, self->refreshing, on_read, NULL);
  g_task_set_source_tag (task, start);
  refresh->account = g_object_ref (self->account);
  g_queue_init (&refresh->wanted);
  g_task_set_task_data (task, refresh, (GDestroyNotify) refresh_free);
  cabinet_conversation_flush_async (self, on_flushed, task);
}

/**
 * cabinet_conversation_refresh_async:
 * @self: a conversation
 * @cancellable: (nullable): ends the waiting, and the refresh if nobody else waits for it
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends what waits in the outbox, then reads what changed. A refresh that is under way is joined.
 */
void
cabinet_conversation_refresh_async (CabinetConversation *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  gboolean joins;
  GTask *task;

  g_return_if_fail (CABINET_IS_CONVERSATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_conversation_refresh_async);
  if (self->account == NULL || self->ended)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the contract is not there any more");
      g_object_unref (task);
      return;
    }
  if (self->account->capabilities != NULL && !cabinet_account_can (self->account, "chat"))
    {
      fail (task, cabinet_error_new (CABINET_ERROR_UNSUPPORTED, NULL,
                                     _ ("The provider answers no messages to this contract")));
      return;
    }
  joins = self->waiters != NULL;
  cabinet_waiters_add (&self->waiters, &self->refreshing, task);
  if (joins)
    return;
  cabinet_conversation_refreshing_changed (self);
  start (self);
}

/**
 * cabinet_conversation_refresh_finish:
 * @error: (optional): what the provider said; UNSUPPORTED if the contract has no correspondence
 *
 * Returns: TRUE if all was read and archived
 */
gboolean
cabinet_conversation_refresh_finish (CabinetConversation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
