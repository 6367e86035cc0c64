/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"
#include "cabinet-ledger-query.h"

#define CHECKPOINT_TRIES 50

/* What goes with an account, in this order; the ledger's state, readings, payments and messages go by their
 * foreign keys (months first: the operations' triggers write to them; operations in the order of the search).
 * A sign-in goes with its last account. */
static const char *const deletions[] = {
  "delete from validators where owner = ?1 or owner = (select sign_in from accounts where id = ?1) and "
  "(select count(*) from accounts where sign_in = (select sign_in from accounts where id = ?1)) = 1",
  "delete from months where account = (select pk from accounts where id = ?1)",
  "delete from operations where pk between (select pk << 49 from accounts where id = ?1) "
  "and (select ((pk + 1) << 49) - 1 from accounts where id = ?1)",
  "delete from accounts where id = ?1",
};

static gboolean
run_with (CabinetDb *db, const char *sql, const char *text, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, text);
  return cabinet_db_run (db, statement, error);
}

static char *
find_sign_in (CabinetDb *db, const char *account, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select sign_in from accounts where id = ?1", error);

  if (statement == NULL)
    return NULL;
  cabinet_db_bind_text (statement, 1, account);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return NULL;
  return cabinet_db_dup_text (statement, 0);
}

static gboolean
delete_rows (CabinetDb *db, const char *account, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *sign_in = find_sign_in (db, account, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    if (!run_with (db, deletions[i], account, error))
      return FALSE;
  return sign_in == NULL
         || run_with (db, "delete from sign_ins where id = ?1 and id not in (select sign_in from accounts)",
                      sign_in, error);
}

/* Empties the write-ahead log, which holds former versions of pages. Others may be reading just now. */
static gboolean
empty_log (CabinetDb *db, GError **error)
{
  for (int i = 0; i < CHECKPOINT_TRIES; i++)
    {
      gint64 busy;

      if (!cabinet_db_query_int (db, "pragma wal_checkpoint (truncate)", &busy, error))
        return FALSE;
      if (busy == 0)
        return TRUE;
      g_usleep (100 * 1000);
    }
  cabinet_db_set_error (cabinet_db_get_path (db), SQLITE_BUSY, 0, NULL, error);
  return FALSE;
}

static gboolean
erase_account (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;

  if (!cabinet_db_begin (db, error))
    return FALSE;
  /* Words of deleted rows stay in the search until its parts are made one. */
  if (!delete_rows (db, job->owner, error) || !cabinet_ledger_words_index (db, error)
      || !cabinet_db_exec (db, "insert into search (search) values ('optimize')", error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  if (!cabinet_db_commit (db, error))
    return FALSE;
  /* Overwriting deleted cells is not enough: a page that was split or merged keeps copies of cells that
   * moved. Only a file written anew has none. */
  return cabinet_db_exec (db, "vacuum", error) && empty_log (db, error);
}

/**
 * cabinet_archive_erase_account_async:
 *
 * Deletes all that is known of a contract, and its sign-in with its last one, so that the raw files hold
 * nothing of it. Asked again for one that is gone, it only cleans the files: a repeat after a failure is
 * right. Needs as much free room as the archive takes.
 */
void
cabinet_archive_erase_account_async (CabinetArchive *self,
                                     const char *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  cabinet_archive_push (self, cabinet_archive_job_new (account, NULL, NULL, NULL), cabinet_archive_job_free,
                        erase_account, CABINET_WORK_BARE, cancellable, callback, user_data);
}
