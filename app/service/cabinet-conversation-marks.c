/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation-private.h"

#include "cabinet-journal-marks.h"

/* What was seen is written down before the provider is told, and told again after each refresh until it has
 * heard: a mark that did not arrive survives the program. */

typedef struct
{
  CabinetConversation *conversation;
  CabinetReadMark *mark;
} Telling;

static void
drop (CabinetConversation *self, CabinetReadMark *mark)
{
  CabinetJournal *journal = self->core->closed ? NULL : cabinet_core_get_journal (self->core, NULL);

  if (g_hash_table_lookup (self->marks, mark->subject) == mark)
    g_hash_table_remove (self->marks, mark->subject);
  if (journal != NULL)
    cabinet_journal_drop_mark_async (journal, mark, NULL, NULL, NULL);
}

/* A no will be one again. */
static gboolean
is_answer (const GError *error)
{
  return error == NULL || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_REFUSED)
         || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED);
}

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  g_autoptr (CabinetConversation) self = telling->conversation;
  g_autoptr (CabinetReadMark) mark = telling->mark;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);

  g_free (telling);
  g_hash_table_remove (self->telling, mark->key);
  if (reply == NULL)
    g_debug ("%s is not marked as read: %s", mark->subject, error->message);
  if (!is_answer (error))
    return;
  g_hash_table_insert (self->told, g_strdup (mark->subject), g_strdup (mark->up_to));
  drop (self, mark);
}

static void
tell (CabinetConversation *self, CabinetReadMark *mark)
{
  g_autoptr (CabinetReadRequest) request = g_object_new (CABINET_TYPE_READ_REQUEST, NULL);
  CabinetCall call = { .id = mark->subject, .key = mark->key, .record = CABINET_RECORD (request) };
  Telling *telling;

  if (!g_hash_table_add (self->telling, g_strdup (mark->key)))
    return;
  request->up_to = g_strdup (mark->up_to);
  telling = g_new0 (Telling, 1);
  telling->conversation = g_object_ref (self);
  telling->mark = g_object_ref (mark);
  cabinet_sign_in_call_async (self->account->sign_in, CABINET_OP_MARK_THREAD_READ, &call, self->cancellable,
                              on_told, telling);
}

void
cabinet_conversation_load_marks (CabinetConversation *self)
{
  CabinetJournal *journal;
  g_autoptr (GPtrArray) marks = NULL;

  if (self->marks != NULL || self->ended || self->core->closed)
    return;
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  journal = cabinet_core_get_journal (self->core, NULL);
  marks = journal != NULL
            ? cabinet_journal_load_marks (journal, self->id, CABINET_READ_MARK_KIND_THREAD, NULL)
            : NULL;
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      CabinetReadMark *mark = g_ptr_array_index (marks, i);

      g_hash_table_insert (self->marks, g_strdup (mark->subject), g_object_ref (mark));
    }
}

gboolean
cabinet_conversation_is_marked (CabinetConversation *self, CabinetThread *thread)
{
  CabinetReadMark *mark = self->marks != NULL ? g_hash_table_lookup (self->marks, thread->id) : NULL;

  return g_hash_table_contains (self->marked, thread->id)
         || (mark != NULL && thread->revision <= mark->revision);
}

void
cabinet_conversation_tell_marks (CabinetConversation *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  GHashTableIter each;
  gpointer mark;

  cabinet_conversation_load_marks (self);
  if (self->ended || self->account == NULL || self->marks == NULL)
    return;
  marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&each, self->marks);
  while (g_hash_table_iter_next (&each, NULL, &mark))
    g_ptr_array_add (marks, g_object_ref (mark));
  for (guint i = 0; i < marks->len; i++)
    tell (self, g_ptr_array_index (marks, i));
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

/* A provider that counts on all the same is not told again and again. */
static void
mark_thread (CabinetConversation *self, CabinetThread *thread, const char *up_to)
{
  CabinetReadMark *before = g_hash_table_lookup (self->marks, thread->id);
  CabinetJournal *journal = cabinet_core_get_journal (self->core, NULL);
  g_autoptr (CabinetReadMark) mark = NULL;

  if ((before != NULL && g_strcmp0 (before->up_to, up_to) == 0)
      || g_strcmp0 (g_hash_table_lookup (self->told, thread->id), up_to) == 0)
    return;
  mark = g_object_new (CABINET_TYPE_READ_MARK, NULL);
  mark->account = g_strdup (self->id);
  mark->kind = CABINET_READ_MARK_KIND_THREAD;
  mark->subject = g_strdup (thread->id);
  mark->up_to = g_strdup (up_to);
  mark->revision = thread->revision;
  mark->key = g_uuid_string_random ();
  g_hash_table_insert (self->marks, g_strdup (thread->id), g_object_ref (mark));
  if (journal != NULL)
    cabinet_journal_add_mark_async (journal, mark, NULL, NULL, NULL);
}

void
cabinet_conversation_mark_seen (CabinetConversation *self)
{
  guint n = g_list_model_get_n_items (cabinet_conversation_get_threads (self));

  cabinet_conversation_load_marks (self);
  if (self->ended || self->account == NULL || self->marks == NULL)
    return;
  for (guint i = 0; i < n; i++)
    {
      CabinetThread *thread = cabinet_list_get (self->threads, i);
      const char *up_to = thread->unread > 0 ? find_newest (self, thread->id) : NULL;

      if (up_to == NULL)
        continue;
      g_hash_table_add (self->marked, g_strdup (thread->id));
      mark_thread (self, thread, up_to);
    }
  cabinet_conversation_take_list (self, NULL, self->read_at);
}
