/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

#include "cabinet-archive-messages.h"
#include "cabinet-attachment-files.h"
#include "cabinet-delivery.h"
#include "cabinet-outbox-edit.h"

/* What waits is tried again by itself, ever more rarely. */
#define FIRST_RETRY_S 5
#define LONGEST_RETRY_S 300

/* One round over the outbox. */
typedef struct
{
  CabinetAccount *account;
  GHashTable *tried; /* keys */
  CabinetOutboxItem *item;
  gboolean left_over; /* something still waits */
} Flush;

static void next_row (GTask *task);

static void
flush_free (Flush *self)
{
  g_clear_object (&self->account);
  g_clear_pointer (&self->tried, g_hash_table_unref);
  g_clear_object (&self->item);
  g_free (self);
}

static void
on_flushed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cabinet_conversation_flush_finish (CABINET_CONVERSATION (source), result);
}

static void
flush (CabinetConversation *self)
{
  if (!self->ended && self->account != NULL)
    cabinet_conversation_flush_async (self, on_flushed, NULL);
}

static gboolean
on_retry (gpointer user_data)
{
  CabinetConversation *self = user_data;

  self->retry_timer = 0;
  flush (self);
  return G_SOURCE_REMOVE;
}

/* The monitor only makes a try come sooner: it is not believed that there is no way. */
static void
on_network (CabinetConversation *self, gboolean available)
{
  if (available)
    flush (self);
}

void
cabinet_conversation_retry_later (CabinetConversation *self)
{
  guint pause = MIN (FIRST_RETRY_S << MIN (self->retries, 10), LONGEST_RETRY_S);

  if (self->ended || self->retry_timer != 0)
    return;
  self->retries++;
  self->retry_timer = g_timeout_add_seconds (pause, on_retry, self);
  if (self->network != NULL)
    return;
  self->network = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (on_network), self,
                           G_CONNECT_SWAPPED);
}

/* Takes @task. */
static void
end_round (GTask *task)
{
  CabinetConversation *self = g_task_get_source_object (task);
  Flush *round = g_task_get_task_data (task);
  g_autoptr (GPtrArray) flushers = g_steal_pointer (&self->flushers);

  if (round->left_over)
    cabinet_conversation_retry_later (self);
  else
    self->retries = 0;
  cabinet_conversation_reload (self);
  for (guint i = 0; i < flushers->len; i++)
    g_task_return_boolean (g_ptr_array_index (flushers, i), TRUE);
  g_object_unref (task);
}

static void
on_archived (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetConversation *self = g_task_get_source_object (user_data);
  g_autoptr (GError) error = NULL;

  if (!cabinet_archive_save_messages_finish (CABINET_ARCHIVE (source), result, NULL, &error)
      && !self->core->closed)
    g_warning ("a message that was sent is not archived yet: %s", error->message);
  next_row (user_data);
}

/* The files that were sent are those of the answer, in the same order. */
static void
keep_files (CabinetConversation *self, const char *key, CabinetMessage *answer)
{
  g_autofree char *root = cabinet_conversation_dup_root (self);
  g_autoptr (GPtrArray) paths = cabinet_attachment_files_list (root, self->id, key);

  if (paths->len == cabinet_list_length (answer->attachments))
    for (guint i = 0; i < paths->len; i++)
      {
        CabinetAttachment *attachment = cabinet_list_get (answer->attachments, i);

        cabinet_attachment_files_keep (root, self->id, g_ptr_array_index (paths, i), attachment->id);
      }
  cabinet_attachment_files_unstage (root, self->id, key);
}

/* Takes @task. */
static void
archive_answer (GTask *task, CabinetOutboxItem *item, CabinetMessage *answer)
{
  CabinetConversation *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();

  keep_files (self, item->key, answer);
  g_ptr_array_add (messages, answer);
  cabinet_archive_save_messages_async (self->core->archive, self->id, messages, NULL, on_archived, task);
}

static void
on_delivered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Flush *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_delivery_finish (result, &error);
  g_autoptr (CabinetMessage) answer = NULL;

  if (item == NULL)
    {
      g_debug ("a message was not sent: %s", error->message);
      round->left_over = TRUE;
      end_round (task);
      return;
    }
  if (item->state == CABINET_OUTBOX_STATE_DONE || item->state == CABINET_OUTBOX_STATE_ACCEPTED)
    answer = cabinet_delivery_dup_answer (item);
  if (answer != NULL)
    archive_answer (task, item, answer);
  else if (cabinet_outbox_state_is_settled (item->state))
    next_row (task);
  else
    {
      /* There is no way now: what follows would not find one either, and must not overtake it. */
      round->left_over = TRUE;
      end_round (task);
    }
}

static void
on_prepared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  CabinetConversation *self = CABINET_CONVERSATION (source);
  Flush *round = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (cabinet_conversation_prepare_finish (self, result, &error))
    cabinet_delivery_resume_async (round->account, round->item->key, self->cancellable, on_delivered, task);
  else if (error == NULL)
    next_row (task);
  else
    {
      g_debug ("a message is not ready: %s", error->message);
      round->left_over = TRUE;
      end_round (task);
    }
}

static CabinetOutboxItem *
find_row (CabinetConversation *self, Flush *round)
{
  g_autoptr (GError) error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (self->core, &error);
  g_autoptr (GPtrArray) rows =
    journal != NULL ? cabinet_outbox_load (journal, self->id, FALSE, &error) : NULL;

  if (rows == NULL)
    g_warning ("the outbox could not be read: %s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      CabinetOutboxItem *item = g_ptr_array_index (rows, i);

      if (item->kind == CABINET_OUTBOX_KIND_MESSAGE && !g_hash_table_contains (round->tried, item->key))
        return g_object_ref (item);
    }
  return NULL;
}

/* Takes @task. */
static void
next_row (GTask *task)
{
  CabinetConversation *self = g_task_get_source_object (task);
  Flush *round = g_task_get_task_data (task);

  g_clear_object (&round->item);
  if (!self->ended && !self->core->closed)
    round->item = find_row (self, round);
  if (round->item == NULL)
    {
      end_round (task);
      return;
    }
  g_hash_table_add (round->tried, g_strdup (round->item->key));
  cabinet_conversation_prepare_async (self, round->item, self->cancellable, on_prepared, task);
}

static void
begin_round (CabinetConversation *self)
{
  Flush *round = g_new0 (Flush, 1);
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  round->account = g_object_ref (self->account);
  round->tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, round, (GDestroyNotify) flush_free);
  g_clear_handle_id (&self->retry_timer, g_source_remove);
  next_row (task);
}

void
cabinet_conversation_flush_async (CabinetConversation *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, cabinet_conversation_flush_async);
  if (self->flushers != NULL)
    {
      g_ptr_array_add (self->flushers, task);
      return;
    }
  self->flushers = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->flushers, task);
  begin_round (self);
}

void
cabinet_conversation_flush_finish (CabinetConversation *self, GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

/* A message on its way into the outbox. */
typedef struct
{
  CabinetOutboxItem *item;
  char *thread; /* whose draft it was */
  GPtrArray *files;
  char *root;
  gint64 max_bytes;
  GSource *cancelled;
  gboolean returned; /* by the try, or by a cancellation that came first */
} Send;

static void
send_free (Send *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_clear_object (&self->item);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->thread);
  g_free (self->root);
  g_free (self);
}

/* The message as it stands now, by its key. */
static CabinetMessage *
find_message (CabinetConversation *self, const char *key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));

  for (guint i = n; i > 0; i--)
    {
      CabinetMessage *message = cabinet_list_get (self->messages, i - 1);

      if (g_strcmp0 (message->key, key) == 0)
        return g_object_ref (message);
    }
  return NULL;
}

static void
return_message (GTask *task)
{
  CabinetConversation *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  CabinetMessage *message;

  if (send->returned)
    return;
  send->returned = TRUE;
  cabinet_conversation_reload (self);
  message = find_message (self, send->item->key);
  if (message != NULL)
    g_task_return_pointer (task, message, g_object_unref);
  else
    g_task_return_error (task, cabinet_error_new (CABINET_ERROR_STORAGE, "io", "the message is not there"));
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  cabinet_conversation_flush_finish (CABINET_CONVERSATION (source), result);
  return_message (task);
}

/* Who does not wait for the try still has written the message. */
static gboolean
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (G_TASK (user_data));

  return_message (task);
  return G_SOURCE_REMOVE;
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetConversation *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!cabinet_outbox_finish (CABINET_JOURNAL (source), result, &error))
    {
      cabinet_attachment_files_unstage (send->root, self->id, send->item->key);
      g_task_return_error (task, error);
      return;
    }
  cabinet_conversation_save_draft (self, send->thread, NULL, NULL);
  cabinet_conversation_reload (self);
  g_task_set_check_cancellable (task, FALSE);
  if (cancellable != NULL)
    {
      send->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (send->cancelled, G_SOURCE_FUNC (on_cancelled), task, NULL);
      g_source_attach (send->cancelled, g_task_get_context (task));
    }
  if (self->ended || self->account == NULL)
    return_message (task);
  else
    cabinet_conversation_flush_async (self, on_tried, g_steal_pointer (&task));
}

/* Takes @task. */
static void
write_row (GTask *task)
{
  CabinetConversation *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;
  CabinetJournal *journal = cabinet_core_get_journal (self->core, &error);

  if (journal != NULL)
    {
      cabinet_outbox_add_async (journal, send->item, NULL, on_added, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* In a thread: a file may be far away. */
static void
stage_files (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Send *send = data;
  GError *error = NULL;

  for (guint i = 0; i < send->files->len; i++)
    if (!cabinet_attachment_files_stage (send->root, send->item->account, send->item->key, i,
                                         g_ptr_array_index (send->files, i), send->max_bytes, cancellable,
                                         &error))
      {
        cabinet_attachment_files_unstage (send->root, send->item->account, send->item->key);
        g_task_return_error (task, error);
        return;
      }
  g_task_return_boolean (task, TRUE);
}

static void
on_staged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      write_row (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static CabinetOutboxItem *
new_row (CabinetConversation *self, const char *thread, const char *subject, const char *text, guint n_files)
{
  g_autoptr (CabinetMessageRequest) request = g_object_new (CABINET_TYPE_MESSAGE_REQUEST, NULL);
  CabinetOutboxItem *item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);

  request->text = g_strstrip (g_strdup (text != NULL ? text : ""));
  request->subject = g_strdup (subject);
  if (n_files > 0)
    {
      g_strfreev (request->attachments);
      request->attachments = g_new0 (char *, n_files + 1);
      for (guint i = 0; i < n_files; i++)
        request->attachments[i] = g_strdup_printf (CABINET_FILE_PREFIX "%u", i);
    }
  item->key = g_uuid_string_random ();
  item->account = g_strdup (self->id);
  item->kind = CABINET_OUTBOX_KIND_MESSAGE;
  item->subject = g_strdup (thread);
  item->request = cabinet_record_encode_text (request);
  item->state = CABINET_OUTBOX_STATE_WRITTEN;
  item->updated_at = cabinet_instant_now ();
  /* By the provider's clock, whose messages it stands among. */
  item->created_at =
    self->account != NULL ? cabinet_account_get_server_now (self->account) : item->updated_at;
  return item;
}

/**
 * cabinet_conversation_send_async:
 * @self: a conversation
 * @thread: (nullable): the id of a thread; %NULL = the open one, else a new one
 * @subject: (nullable): with @thread %NULL opens a thread of its own
 * @text: what to say
 * @files: (nullable) (element-type GFile): what to send with it; copied first
 * @cancellable: (nullable): ends the waiting; once it is written, the message goes out all the same
 * @callback: called when one try was made
 * @user_data: for @callback
 */
void
cabinet_conversation_send_async (CabinetConversation *self,
                                 const char *thread,
                                 const char *subject,
                                 const char *text,
                                 GListModel *files,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  guint n_files = files != NULL ? g_list_model_get_n_items (files) : 0;
  CabinetThread *open =
    thread == NULL && subject == NULL ? cabinet_conversation_get_open_thread (self) : NULL;
  CabinetSupportHours *hours = cabinet_conversation_get_hours (self);
  g_autoptr (GTask) staging = NULL;
  GError *error = NULL;
  GTask *task;
  Send *send;

  g_return_if_fail (CABINET_IS_CONVERSATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_conversation_send_async);
  if (!cabinet_conversation_check (self, text, files, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  send = g_new0 (Send, 1);
  send->item = new_row (self, open != NULL ? open->id : thread, subject, text, n_files);
  send->thread = g_strdup (thread);
  send->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (send->files, g_list_model_get_item (files, i));
  send->root = cabinet_conversation_dup_root (self);
  send->max_bytes = hours != NULL ? hours->max_bytes : 0;
  g_task_set_task_data (task, send, (GDestroyNotify) send_free);
  if (n_files == 0)
    {
      write_row (task);
      return;
    }
  /* Without @self, which must not end in a thread. */
  staging = g_task_new (NULL, cancellable, on_staged, task);
  g_task_set_task_data (staging, send, NULL);
  g_task_run_in_thread (staging, stage_files);
}

/**
 * cabinet_conversation_send_finish:
 * @error: (optional): CABINET_ERROR_INPUT, CABINET_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): the message; its state says whether it is sent, waits or was refused
 */
CabinetMessage *
cabinet_conversation_send_finish (CabinetConversation *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
