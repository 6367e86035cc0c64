/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-readings.h"
#include "cabinet-archive-private.h"

static gboolean
put_body (CabinetDb *db, gint64 account, CabinetArchiveJob *job, GError **error)
{
  g_autofree char *json = cabinet_record_encode_text (CABINET_RECORD (job->record));
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "insert into readings (account, resource, body, read_at) values (?1, ?2, ?3, ?4) "
                        "on conflict (account, resource) do update set body = excluded.body, "
                        "read_at = excluded.read_at",
                        error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, job->text);
  cabinet_db_bind_text (statement, 3, json);
  sqlite3_bind_int64 (statement, 4, job->numbers[0]);
  return cabinet_db_run (db, statement, error);
}

/* What was never read cannot be confirmed: no row changes then, which is no harm. */
static gboolean
put_time (CabinetDb *db, gint64 account, CabinetArchiveJob *job, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update readings set read_at = ?3 where account = ?1 and resource = ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, job->text);
  sqlite3_bind_int64 (statement, 3, job->numbers[0]);
  return cabinet_db_run (db, statement, error);
}

static gboolean
save_reading (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  gint64 account;

  if (!cabinet_archive_find_account (db, job->owner, &account, NULL, error))
    return FALSE;
  if (job->record == NULL)
    return put_time (db, account, job, error);
  return put_body (db, account, job, error)
         && cabinet_archive_put_validator (db, job->owner, job->text, job->etag, error);
}

/**
 * cabinet_archive_save_reading_async:
 * @account: whose
 * @resource: one of CABINET_RESOURCE_*
 * @record: (nullable): the answer; %NULL if it was not modified: then only @read_at is noted
 * @read_at: local clock
 * @etag: (nullable): of @record; %NULL with a record forgets the former one
 * @cancellable: (nullable): takes the work back
 *
 * Keeps an answer with its ETag, in one transaction. End it with [method@Archive.finish]; an account that is
 * not there is %CABINET_ERROR_INPUT.
 */
void
cabinet_archive_save_reading_async (CabinetArchive *self,
                                    const char *account,
                                    const char *resource,
                                    gpointer record,
                                    CabinetInstant read_at,
                                    const char *etag,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  CabinetArchiveJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL && resource != NULL);

  job = cabinet_archive_job_new (account, resource, etag, record);
  job->numbers[0] = read_at;
  cabinet_archive_push (self, job, cabinet_archive_job_free, save_reading, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

/**
 * cabinet_archive_load_reading:
 * @account: whose
 * @resource: one of CABINET_RESOURCE_*
 * @type: of the record
 * @read_at: (out) (optional): when it was last confirmed, local clock; 0 = never
 *
 * What this version cannot decode counts as never read, and its ETag is not used any more.
 *
 * Returns: (transfer full) (nullable): the answer last read; %NULL without an error if there is none
 */
gpointer
cabinet_archive_load_reading (CabinetArchive *self,
                              const char *account,
                              const char *resource,
                              GType type,
                              CabinetInstant *read_at,
                              GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = NULL;
  gpointer record;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && resource != NULL, NULL);

  if (read_at != NULL)
    *read_at = 0;
  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db,
                                               "select body, read_at from readings where resource = ?2 and "
                                               "account = (select pk from accounts where id = ?1)",
                                               error)
                         : NULL;
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, resource);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  json = cabinet_db_dup_text (statement, 0);
  record = cabinet_record_decode_text (type, json, -1, &problem);
  if (record == NULL)
    {
      g_message ("%s of %s is not readable and will be read again: %s", resource, account, problem->message);
      cabinet_archive_note_unreadable (self, account, resource);
    }
  else if (read_at != NULL)
    *read_at = sqlite3_column_int64 (statement, 1);
  return record;
}
