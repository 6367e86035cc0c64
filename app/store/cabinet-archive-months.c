/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"

/* The server's revision of a month that is now the same here as there. */
gboolean
cabinet_archive_put_revision (
  CabinetDb *db, gint64 account, CabinetDate month, gint64 revision, GError **error)
{
  g_autofree char *first = cabinet_date_to_iso (cabinet_date_month_start (month));
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "insert into months (account, month, revision) values (?1, ?2, ?3) "
                        "on conflict (account, month) do update set revision = excluded.revision",
                        error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, first);
  sqlite3_bind_int64 (statement, 3, revision);
  return cabinet_db_run (db, statement, error);
}

static gboolean
put_ledger (CabinetDb *db, gint64 account, CabinetOperationMonths *months, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "insert into ledgers (account, epoch, seq) values (?1, ?2, ?3) "
                        "on conflict (account) do update set epoch = excluded.epoch, seq = excluded.seq",
                        error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, months->epoch);
  sqlite3_bind_int64 (statement, 3, months->seq);
  return cabinet_db_run (db, statement, error);
}

/* Months that the server no longer names keep their rows: a revision of theirs says nothing any more. */
static gboolean
forget_revisions (CabinetDb *db, gint64 account, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update months set revision = null where account = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  return cabinet_db_run (db, statement, error);
}

static gboolean
save_ledger_state (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  CabinetOperationMonths *months = CABINET_OPERATION_MONTHS (job->record);
  gint64 account;

  if (!cabinet_archive_find_account (db, job->owner, &account, NULL, error)
      || !put_ledger (db, account, months, error) || !forget_revisions (db, account, error))
    return FALSE;
  for (guint i = 0; i < cabinet_list_length (months->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (months->months, i);

      if (!cabinet_archive_put_revision (db, account, month->month, month->revision, error))
        return FALSE;
    }
  return cabinet_archive_put_validator (db, job->owner, CABINET_RESOURCE_MONTHS, job->etag, error);
}

/**
 * cabinet_archive_save_ledger_state_async:
 * @months: the list that the archive is now the same as
 * @etag: (nullable): its ETag: the next reading of the months is asked with it
 */
void
cabinet_archive_save_ledger_state_async (CabinetArchive *self,
                                         const char *account,
                                         CabinetOperationMonths *months,
                                         const char *etag,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (CABINET_IS_OPERATION_MONTHS (months));

  cabinet_archive_push (self, cabinet_archive_job_new (account, NULL, etag, months), cabinet_archive_job_free,
                        save_ledger_state, CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

/**
 * cabinet_archive_load_ledger_state:
 *
 * Returns: (transfer full) (nullable): to be freed with g_free(); %NULL without an error if the ledger was
 *   never read to its end
 */
CabinetLedgerState *
cabinet_archive_load_ledger_state (CabinetArchive *self, const char *account, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetLedgerState *state;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL)
    return NULL;
  statement = cabinet_db_prepare (
    db, "select epoch, seq from ledgers where account = (select pk from accounts where id = ?1)", error);
  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  state = g_new0 (CabinetLedgerState, 1);
  state->seq = sqlite3_column_int64 (statement, 1);
  /* An epoch too long to be compared is never the same one: the ledger is then read whole. */
  g_strlcpy (state->epoch, (const char *) sqlite3_column_text (statement, 0), sizeof state->epoch);
  return state;
}

static CabinetOperationMonth *
read_month (sqlite3_stmt *statement, const char *currency)
{
  CabinetOperationMonth *month = g_object_new (CABINET_TYPE_OPERATION_MONTH, NULL);

  if (!cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &month->month))
    month->month = CABINET_DATE_NONE;
  month->count = sqlite3_column_int64 (statement, 1);
  month->charged = cabinet_money (sqlite3_column_int64 (statement, 2), currency);
  month->credited = cabinet_money (sqlite3_column_int64 (statement, 3), currency);
  month->revision = sqlite3_column_int64 (statement, 4);
  return month;
}

/**
 * cabinet_archive_load_months:
 *
 * Returns: (transfer full) (element-type CabinetOperationMonth) (nullable): what is archived, newest first;
 *   a revision of 0 = not known to be the same as at the server; a damaged month has no operations, so that
 * it is read again
 */
GPtrArray *
cabinet_archive_load_months (CabinetArchive *self, const char *account, GError **error)
{
  g_autoptr (GPtrArray) months = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_autofree char *currency = NULL;
  CabinetStep step;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, &currency, error))
    return NULL;
  statement =
    cabinet_db_prepare (db,
                        "select month, iif (damaged, 0, count), charged, credited, coalesce (revision, 0) "
                        "from months where account = ?1 order by month desc",
                        error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, pk);
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    g_ptr_array_add (months, read_month (statement, currency));
  return step == CABINET_STEP_DONE ? g_steal_pointer (&months) : NULL;
}
