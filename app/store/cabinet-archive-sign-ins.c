/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"

typedef struct
{
  CabinetStoredSignIn *sign_in;
  GPtrArray *accounts;
} SignInJob;

static void
sign_in_job_free (gpointer data)
{
  SignInJob *job = data;

  g_object_unref (job->sign_in);
  g_ptr_array_unref (job->accounts);
  g_free (job);
}

/* What is not given (who the provider is) stays as it was known, and so does what the person has allowed. */
static gboolean
put_sign_in (CabinetDb *db, CabinetStoredSignIn *sign_in, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_STORED_SIGN_IN, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_STORED_SIGN_IN, "?#");
  g_autofree char *sql = g_strdup_printf (
    "insert into sign_ins (%s) values (%s) on conflict (id) do update set connector = excluded.connector, "
    "base_url = excluded.base_url, provider = excluded.provider, kind = excluded.kind, "
    "category = excluded.category, login = excluded.login, remember = excluded.remember, "
    "info = coalesce (excluded.info, info)",
    columns, values);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;
  cabinet_record_sql_bind (statement, 1, sign_in);
  return cabinet_db_run (db, statement, error);
}

/* A new contract comes last; one that is known keeps its place, and its label if none is given. */
static gboolean
put_account (CabinetDb *db, CabinetStoredAccount *account, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_STORED_ACCOUNT, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_STORED_ACCOUNT, "?#");
  int n_columns = cabinet_record_sql_count (CABINET_TYPE_STORED_ACCOUNT);
  g_autofree char *sql = g_strdup_printf (
    "insert into accounts (%s, currency) values (%s, ?%d) on conflict (id) do update set "
    "sign_in = excluded.sign_in, contract = excluded.contract, currency = excluded.currency, "
    "label = coalesce (excluded.label, label), overview = coalesce (excluded.overview, overview), "
    "capabilities = coalesce (excluded.capabilities, capabilities), "
    "read_at = coalesce (excluded.read_at, read_at), "
    "clock_skew = coalesce (excluded.clock_skew, clock_skew)",
    columns, values, n_columns + 1);
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);
  gint64 last;

  if (statement == NULL
      || !cabinet_db_query_int (db, "select coalesce (max (position), 0) from accounts", &last, error))
    return FALSE;
  cabinet_record_sql_bind (statement, 1, account);
  cabinet_db_bind_text (statement, n_columns + 1, account->contract->currency);
  sqlite3_bind_int64 (statement, cabinet_record_sql_index (CABINET_TYPE_STORED_ACCOUNT, "position"),
                      last + 1);
  return cabinet_db_run (db, statement, error);
}

/* One that a salvage has made up is no longer needed once another opens its contracts. */
static gboolean
drop_stand_ins (CabinetDb *db, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (
    db, "delete from sign_ins where base_url = '' and id not in (select sign_in from accounts)", error);

  return statement != NULL && cabinet_db_run (db, statement, error);
}

static gboolean
save_sign_in (CabinetDb *db, gpointer data, GError **error)
{
  SignInJob *job = data;

  if (!put_sign_in (db, job->sign_in, error))
    return FALSE;
  for (guint i = 0; i < job->accounts->len; i++)
    if (!put_account (db, g_ptr_array_index (job->accounts, i), error))
      return FALSE;
  return drop_stand_ins (db, error);
}

/**
 * cabinet_archive_save_sign_in_async:
 * @accounts: (nullable) (element-type CabinetStoredAccount): contracts it opens; their `position` is given
 *   by the archive
 *
 * Adds or renews a sign-in and its contracts.
 */
void
cabinet_archive_save_sign_in_async (CabinetArchive *self,
                                    CabinetStoredSignIn *sign_in,
                                    GPtrArray *accounts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  SignInJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (CABINET_IS_STORED_SIGN_IN (sign_in));

  job = g_new0 (SignInJob, 1);
  job->sign_in = g_object_ref (sign_in);
  job->accounts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    g_ptr_array_add (job->accounts, g_object_ref (g_ptr_array_index (accounts, i)));
  cabinet_archive_push (self, job, sign_in_job_free, save_sign_in, CABINET_WORK_TRANSACTION, cancellable,
                        callback, user_data);
}

static gboolean
save_provider (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autofree char *json = job->record != NULL ? cabinet_record_encode_text (job->record) : NULL;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update sign_ins set info = coalesce (?2, info) where id = ?1", error);

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->owner);
  cabinet_db_bind_text (statement, 2, json);
  if (!cabinet_db_run (db, statement, error) || !cabinet_archive_must_change (db, job->owner, error))
    return FALSE;
  return (json == NULL && job->etag == NULL)
         || cabinet_archive_put_validator (db, job->owner, CABINET_RESOURCE_PROVIDER, job->etag, error);
}

/**
 * cabinet_archive_save_provider_async:
 * @info: (nullable): %NULL if it was not modified
 */
void
cabinet_archive_save_provider_async (CabinetArchive *self,
                                     const char *sign_in,
                                     CabinetProviderInfo *info,
                                     const char *etag,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (sign_in != NULL);

  cabinet_archive_push (self, cabinet_archive_job_new (sign_in, NULL, etag, info), cabinet_archive_job_free,
                        save_provider, CABINET_WORK_TRANSACTION, cancellable, callback, user_data);
}

/* What can be done is another now: it is asked for again. */
static gboolean
save_web_forms (CabinetDb *db, gpointer data, GError **error)
{
  CabinetArchiveJob *job = data;
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update sign_ins set web_forms = ?2 where id = ?1", error);
  g_autoptr (CabinetStatementHandle) forget = NULL;

  if (statement == NULL)
    return FALSE;
  cabinet_db_bind_text (statement, 1, job->owner);
  sqlite3_bind_int64 (statement, 2, job->numbers[0]);
  if (!cabinet_db_run (db, statement, error) || !cabinet_archive_must_change (db, job->owner, error))
    return FALSE;
  forget = cabinet_db_prepare (db,
                               "delete from validators where resource = ?2 and owner in "
                               "(select id from accounts where sign_in = ?1)",
                               error);
  if (forget == NULL)
    return FALSE;
  cabinet_db_bind_text (forget, 1, job->owner);
  cabinet_db_bind_text (forget, 2, CABINET_RESOURCE_CAPABILITIES);
  return cabinet_db_run (db, forget, error);
}

void
cabinet_archive_save_web_forms_async (CabinetArchive *self,
                                      const char *sign_in,
                                      gboolean web_forms,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  CabinetArchiveJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (sign_in != NULL);

  job = cabinet_archive_job_new (sign_in, NULL, NULL, NULL);
  job->numbers[0] = web_forms != FALSE;
  cabinet_archive_push (self, job, cabinet_archive_job_free, save_web_forms, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

/**
 * cabinet_archive_load_sign_ins:
 *
 * Returns: (transfer full) (element-type CabinetStoredSignIn) (nullable): all sign-ins, by id
 */
GPtrArray *
cabinet_archive_load_sign_ins (CabinetArchive *self, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_STORED_SIGN_IN, "@");
  g_autofree char *sql = g_strdup_printf ("select %s from sign_ins order by id", columns);
  g_autoptr (GPtrArray) sign_ins = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new ();
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
      CabinetStoredSignIn *sign_in =
        cabinet_record_sql_read (statement, 0, CABINET_TYPE_STORED_SIGN_IN, NULL, unreadable, error);

      if (sign_in == NULL)
        return NULL;
      g_ptr_array_add (sign_ins, sign_in);
      if (unreadable->len > 0)
        cabinet_archive_note_unreadable (self, sign_in->id, CABINET_RESOURCE_PROVIDER);
      g_ptr_array_set_size (unreadable, 0);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&sign_ins) : NULL;
}
