/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"

gboolean
cabinet_archive_find_account (CabinetDb *db, const char *account, gint64 *pk, char **currency, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select pk, currency from accounts where id = ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, account);
  switch (cabinet_db_step (db, statement, error))
    {
    case CABINET_STEP_ROW:
      *pk = sqlite3_column_int64 (statement, 0);
      if (currency != NULL)
        *currency = cabinet_db_dup_text (statement, 1);
      return TRUE;
    case CABINET_STEP_DONE:
      cabinet_set_error (error, CABINET_ERROR_INPUT, "not-found", _ ("“%s” is not in the archive"), account);
      return FALSE;
    case CABINET_STEP_ERROR:
    default:
      return FALSE;
    }
}

/* The columns of accounts that one call sets; the names are those of the table. */
static gboolean
set_text (CabinetDb *db, const char *sql, CabinetArchiveJob *job, const char *text, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->owner);
  cabinet_db_bind_text (statement, 2, text);
  return cabinet_db_run (db, statement, error) && cabinet_archive_must_change (db, job->owner, error);
}

static gboolean
save_label (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;

  return set_text (db, "update accounts set label = ?2 where id = ?1", job, job->text, error);
}

/**
 * cabinet_archive_save_label_async:
 * @label: (nullable): %NULL removes it
 */
void
cabinet_archive_save_label_async (CabinetArchive *self,
                                  const char *account,
                                  const char *label,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  cabinet_archive_push (self, cabinet_archive_job_new (account, label, NULL, NULL), cabinet_archive_job_free,
                        save_label, CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

static gboolean
save_hidden (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update accounts set hidden = ?2 where id = ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->owner);
  sqlite3_bind_int64 (statement, 2, job->numbers[0]);
  return cabinet_db_run (db, statement, error) && cabinet_archive_must_change (db, job->owner, error);
}

void
cabinet_archive_save_hidden_async (CabinetArchive *self,
                                   const char *account,
                                   gboolean hidden,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  CabinetArchiveJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  job = cabinet_archive_job_new (account, NULL, NULL, NULL);
  job->numbers[0] = hidden != FALSE;
  cabinet_archive_push (self, job, cabinet_archive_job_free, save_hidden, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

static gboolean
save_order (CabinetDb *db, gpointer data, GError **error)
{
  char **accounts = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update accounts set position = ?2 where id = ?1", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; accounts[i] != NULL; i++)
    {
      cabinet_db_bind_text (statement, 1, accounts[i]);
      sqlite3_bind_int64 (statement, 2, i + 1);
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * cabinet_archive_save_order_async:
 * @accounts: (array zero-terminated): all contracts, the first one first; one that was removed meanwhile is
 *   passed over, one that was added stands after them
 */
void
cabinet_archive_save_order_async (CabinetArchive *self,
                                  const char *const *accounts,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (accounts != NULL);

  cabinet_archive_push (self, g_strdupv ((char **) accounts), (GDestroyNotify) g_strfreev, save_order,
                        CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

static gboolean
save_overview (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autofree char *json = job->record != NULL ? cabinet_record_encode_text (job->record) : NULL;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "update accounts set overview = coalesce (?2, overview), read_at = ?3, "
                        "clock_skew = ?4 where id = ?1",
                        error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->owner);
  cabinet_db_bind_text (statement, 2, json);
  sqlite3_bind_int64 (statement, 3, job->numbers[0]);
  sqlite3_bind_int64 (statement, 4, job->numbers[1]);
  if (!cabinet_db_run (db, statement, error) || !cabinet_archive_must_change (db, job->owner, error))
    return FALSE;
  return (json == NULL && job->etag == NULL)
         || cabinet_archive_put_validator (db, job->owner, CABINET_RESOURCE_OVERVIEW, job->etag, error);
}

/**
 * cabinet_archive_save_overview_async:
 * @overview: (nullable): %NULL if it was not modified
 * @read_at: local clock
 * @clock_skew: µs, the server's clock less the local one
 * @etag: (nullable): of @overview; %NULL with an overview forgets the former one
 */
void
cabinet_archive_save_overview_async (CabinetArchive *self,
                                     const char *account,
                                     CabinetOverview *overview,
                                     CabinetInstant read_at,
                                     CabinetInstant clock_skew,
                                     const char *etag,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  CabinetArchiveJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  job = cabinet_archive_job_new (account, NULL, etag, overview);
  job->numbers[0] = read_at;
  job->numbers[1] = clock_skew;
  cabinet_archive_push (self, job, cabinet_archive_job_free, save_overview, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

static gboolean
save_capabilities (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autofree char *json = job->record != NULL ? cabinet_record_encode_text (job->record) : NULL;

  if (!set_text (db, "update accounts set capabilities = coalesce (?2, capabilities) where id = ?1", job,
                 json, error))
    return FALSE;
  return (json == NULL && job->etag == NULL)
         || cabinet_archive_put_validator (db, job->owner, CABINET_RESOURCE_CAPABILITIES, job->etag, error);
}

/**
 * cabinet_archive_save_capabilities_async:
 * @capabilities: (nullable): %NULL if they were not modified
 */
void
cabinet_archive_save_capabilities_async (CabinetArchive *self,
                                         const char *account,
                                         CabinetCapabilityList *capabilities,
                                         const char *etag,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  cabinet_archive_push (self, cabinet_archive_job_new (account, NULL, etag, capabilities),
                        cabinet_archive_job_free, save_capabilities, CABINET_WORK_TRANSACTION, cancellable,
                        callback, user_data);
}

static CabinetStoredAccount *
read_account (CabinetArchive *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new ();
  CabinetStoredAccount *account =
    cabinet_record_sql_read (statement, 0, CABINET_TYPE_STORED_ACCOUNT, NULL, unreadable, error);

  /* The columns are named as the resources are. */
  for (guint i = 0; account != NULL && i < unreadable->len; i++)
    cabinet_archive_note_unreadable (self, account->id, g_ptr_array_index (unreadable, i));
  return account;
}

/**
 * cabinet_archive_load_accounts:
 *
 * One small read: all that a first frame shows.
 *
 * Returns: (transfer full) (element-type CabinetStoredAccount) (nullable): all contracts in the person's
 *   order, hidden ones too
 */
GPtrArray *
cabinet_archive_load_accounts (CabinetArchive *self, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_STORED_ACCOUNT, "@");
  g_autofree char *sql = g_strdup_printf ("select %s from accounts order by position, pk", columns);
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);

  db = cabinet_archive_get_reader (self, error);
  statement = db != NULL ? cabinet_db_prepare (db, sql, error) : NULL;
  if (statement == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetStoredAccount *account = read_account (self, statement, error);

      if (account == NULL)
        return NULL;
      g_ptr_array_add (accounts, account);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&accounts) : NULL;
}
