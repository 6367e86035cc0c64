/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-messages.h"

#include "cabinet-archive-private.h"

/* The body is the record itself; what stands beside it is only what rows are found and ordered by. */

typedef struct
{
  char *account;
  GPtrArray *messages;
  guint changed;
} MessagesJob;

static void
messages_job_free (gpointer data)
{
  MessagesJob *job = data;

  g_free (job->account);
  g_ptr_array_unref (job->messages);
  g_free (job);
}

/* What this version cannot decode is left out; it stays in the file. */
static CabinetMessage *
read_message (CabinetStatementHandle *statement)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = cabinet_db_dup_text (statement, 0);
  CabinetMessage *message = cabinet_record_decode_text (CABINET_TYPE_MESSAGE, json, -1, &problem);

  if (message == NULL)
    g_message ("a message is not readable: %s", problem->message);
  return message;
}

/**
 * cabinet_archive_load_messages:
 * @account: whose
 * @limit: how many of the newest; 0 = all
 *
 * Returns: (transfer full) (element-type CabinetMessage) (nullable): the messages of all threads, oldest
 * first
 */
GPtrArray *
cabinet_archive_load_messages (CabinetArchive *self, const char *account, guint limit, GError **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db,
                                               "select body from (select at, id, body from messages "
                                               "where account = (select pk from accounts where id = ?1) "
                                               "order by at desc, id desc limit ?2) order by at, id",
                                               error)
                         : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetMessage *message = read_message (statement);

      if (message != NULL)
        g_ptr_array_add (messages, message);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&messages) : NULL;
}

/**
 * cabinet_archive_lookup_message:
 * @account: whose
 * @thread: the id of its thread
 * @id: of the message
 *
 * Returns: (transfer full) (nullable): the message; %NULL without an error if it is not archived
 */
CabinetMessage *
cabinet_archive_lookup_message (
  CabinetArchive *self, const char *account, const char *thread, const char *id, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && thread != NULL && id != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db,
                                               "select body from messages where thread = ?2 and id = ?3 and "
                                               "account = (select pk from accounts where id = ?1)",
                                               error)
                         : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, thread);
  cabinet_db_bind_text (statement, 3, id);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return read_message (statement);
}

static gboolean
put (
  CabinetDb *db, CabinetStatementHandle *statement, gint64 account, CabinetMessage *message, GError **error)
{
  g_autofree char *json = cabinet_record_encode_text (message);

  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, message->thread);
  cabinet_db_bind_text (statement, 3, message->id);
  cabinet_db_bind_text (statement, 4, message->key);
  sqlite3_bind_int64 (statement, 5, message->at);
  cabinet_db_bind_text (statement, 6, json);
  return cabinet_db_run (db, statement, error);
}

static gboolean
save_messages (CabinetDb *db, gpointer data, GError **error)
{
  MessagesJob *job = data;
  g_autoptr (CabinetStatementHandle) statement = NULL;
  gint64 account;

  if (!cabinet_archive_find_account (db, job->account, &account, NULL, error))
    return FALSE;
  statement = cabinet_db_prepare (db,
                                  "insert into messages (account, thread, id, key, at, body) "
                                  "values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (account, thread, id) "
                                  "do update set key = excluded.key, at = excluded.at, body = excluded.body "
                                  "where body is not excluded.body",
                                  error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->messages->len; i++)
    {
      if (!put (db, statement, account, g_ptr_array_index (job->messages, i), error))
        return FALSE;
      job->changed += cabinet_db_get_changes (db);
    }
  return TRUE;
}

/**
 * cabinet_archive_save_messages_async:
 * @account: whose
 * @messages: (element-type CabinetMessage): each with its thread; the array may be changed once this has
 *   returned
 *
 * Adds what is new and renews what is different. Nothing is ever taken away.
 */
void
cabinet_archive_save_messages_async (CabinetArchive *self,
                                     const char *account,
                                     GPtrArray *messages,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  MessagesJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL && messages != NULL);

  job = g_new0 (MessagesJob, 1);
  job->account = g_strdup (account);
  job->messages = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add (job->messages, g_object_ref (g_ptr_array_index (messages, i)));
  cabinet_archive_push (self, job, messages_job_free, save_messages, CABINET_WORK_TRANSACTION, cancellable,
                        callback, user_data);
}

/**
 * cabinet_archive_save_messages_finish:
 * @changed: (out) (optional): how many were new or different
 */
gboolean
cabinet_archive_save_messages_finish (CabinetArchive *self,
                                      GAsyncResult *result,
                                      guint *changed,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == save_messages, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (changed != NULL)
    *changed = ((MessagesJob *) g_task_get_task_data (G_TASK (result)))->changed;
  return TRUE;
}
