/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-messages.h"

#include "cabinet-archive-private.h"

static void
bind_message (CabinetStatementHandle *statement, gpointer record)
{
  CabinetMessage *message = record;

  cabinet_db_bind_text (statement, 3, message->thread);
  cabinet_db_bind_text (statement, 4, message->id);
  cabinet_db_bind_text (statement, 5, message->key);
  sqlite3_bind_int64 (statement, 6, message->at);
}

static const CabinetRecordTable messages_table = {
  .type = cabinet_message_get_type,
  .put = "insert into messages (account, thread, id, key, at, body) values (?1, ?3, ?4, ?5, ?6, ?2) "
         "on conflict (account, thread, id) do update set key = excluded.key, at = excluded.at, "
         "body = excluded.body where body is not excluded.body",
  .bind = bind_message,
};

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
  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  return cabinet_archive_load_records (self, &messages_table,
                                       "select body from (select at, id, body from messages "
                                       "where account = (select pk from accounts where id = ?1) "
                                       "order by at desc, id desc limit ?2) order by at, id",
                                       account, limit, error);
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
  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && thread != NULL && id != NULL, NULL);

  return cabinet_archive_lookup_record (self, &messages_table,
                                        "select body from messages where thread = ?3 and id = ?2 and "
                                        "account = (select pk from accounts where id = ?1)",
                                        account, id, thread, error);
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
  cabinet_archive_save_records_async (self, &messages_table, account, messages, cancellable, callback,
                                      user_data);
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
  return cabinet_archive_save_records_finish (self, result, changed, error);
}
