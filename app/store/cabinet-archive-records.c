/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"

typedef struct
{
  const CabinetRecordTable *table;
  char *account;
  GPtrArray *records;
  guint changed;
} RecordsJob;

static void
records_job_free (gpointer data)
{
  RecordsJob *job = data;

  g_free (job->account);
  g_ptr_array_unref (job->records);
  g_free (job);
}

/* The first column is a record. What this version cannot decode is left out; it stays in the file. */
static gpointer
read_body (CabinetStatementHandle *statement, const CabinetRecordTable *table)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = cabinet_db_dup_text (statement, 0);
  gpointer record = cabinet_record_decode_text (table->type (), json, -1, &problem);

  if (record == NULL)
    g_message ("a %s is not readable: %s", g_type_name (table->type ()), problem->message);
  return record;
}

/* (transfer full) (nullable) */
GPtrArray *
cabinet_archive_load_records (CabinetArchive *self,
                              const CabinetRecordTable *table,
                              const char *select,
                              const char *account,
                              guint limit,
                              GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  CabinetDb *db = cabinet_archive_get_reader (self, error);
  g_autoptr (CabinetStatementHandle) statement = db != NULL ? cabinet_db_prepare (db, select, error) : NULL;
  CabinetStep step;

  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer record = read_body (statement, table);

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/* (transfer full) (nullable) */
gpointer
cabinet_archive_lookup_record (CabinetArchive *self,
                               const CabinetRecordTable *table,
                               const char *select,
                               const char *account,
                               const char *id,
                               const char *parent,
                               GError **error)
{
  CabinetDb *db = cabinet_archive_get_reader (self, error);
  g_autoptr (CabinetStatementHandle) statement = db != NULL ? cabinet_db_prepare (db, select, error) : NULL;

  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  cabinet_db_bind_text (statement, 2, id);
  if (parent != NULL)
    cabinet_db_bind_text (statement, 3, parent);
  return cabinet_db_step (db, statement, error) == CABINET_STEP_ROW ? read_body (statement, table) : NULL;
}

static gboolean
save_records (CabinetDb *db, gpointer data, GError **error)
{
  RecordsJob *job = data;
  g_autoptr (CabinetStatementHandle) statement = NULL;
  gint64 account;

  if (!cabinet_archive_find_account (db, job->account, &account, NULL, error))
    return FALSE;
  statement = cabinet_db_prepare (db, job->table->put, error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->records->len; i++)
    {
      gpointer record = g_ptr_array_index (job->records, i);
      g_autofree char *json = cabinet_record_encode_text (record);

      sqlite3_bind_int64 (statement, 1, account);
      cabinet_db_bind_text (statement, 2, json);
      job->table->bind (statement, record);
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
      job->changed += (guint) cabinet_db_get_changes (db);
    }
  return TRUE;
}

/* Adds what is new and renews what is different, in one transaction. @records may be changed once this has
 * returned. */
void
cabinet_archive_save_records_async (CabinetArchive *self,
                                    const CabinetRecordTable *table,
                                    const char *account,
                                    GPtrArray *records,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  RecordsJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL && records != NULL);

  job = g_new0 (RecordsJob, 1);
  job->table = table;
  job->account = g_strdup (account);
  job->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (job->records, g_object_ref (g_ptr_array_index (records, i)));
  cabinet_archive_push (self, job, records_job_free, save_records, CABINET_WORK_TRANSACTION, cancellable,
                        callback, user_data);
}

gboolean
cabinet_archive_save_records_finish (CabinetArchive *self,
                                     GAsyncResult *result,
                                     guint *changed,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == save_records, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (changed != NULL)
    *changed = ((RecordsJob *) g_task_get_task_data (G_TASK (result)))->changed;
  return TRUE;
}
