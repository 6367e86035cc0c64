/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"
#include "cabinet-ledger-query.h"
#include "cabinet-place.h"

typedef struct
{
  char *account;
  GPtrArray *operations;
  CabinetOperationMonth *month; /* nullable */
  CabinetLedgerChange change;
} OperationsJob;

static void
operations_job_free (gpointer data)
{
  OperationsJob *job = data;

  g_free (job->account);
  g_ptr_array_unref (job->operations);
  g_clear_object (&job->month);
  g_free (job);
}

/* The table has no currency of its own. */
static gboolean
check_currency (CabinetOperation *operation, const char *currency, GError **error)
{
  if (g_str_equal (operation->amount.currency, currency)
      && (!cabinet_money_is_set (&operation->balance_after)
          || g_str_equal (operation->balance_after.currency, currency)))
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, NULL,
                     _ ("The operation “%s” is not in %s, the currency of the contract"), operation->id,
                     currency);
  return FALSE;
}

static CabinetStatementHandle *
prepare_insert (CabinetDb *db, GError **error)
{
  int n = cabinet_record_sql_count (CABINET_TYPE_OPERATION);
  g_autofree char *account = g_strdup_printf ("?%d", n + 1);
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "?#");
  g_autofree char *digested = cabinet_archive_join_digested (account, "?#");
  g_autofree char *sql =
    g_strdup_printf ("insert into operations (%s, account, pk, digest) "
                     "values (%s, ?%d, ?%d, cabinet_digest (%s)) on conflict (account, id) do nothing",
                     columns, values, n + 1, n + 2, digested);

  return cabinet_db_prepare (db, sql, error);
}

/* Changes a row only if something is different, so that SQLite's count of changes is ours. */
static CabinetStatementHandle *
prepare_update (CabinetDb *db, GError **error)
{
  int n = cabinet_record_sql_count (CABINET_TYPE_OPERATION);
  g_autofree char *account = g_strdup_printf ("?%d", n + 1);
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "@");
  g_autofree char *values = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "?#");
  g_autofree char *digested = cabinet_archive_join_digested (account, "?#");
  g_autofree char *sql = g_strdup_printf (
    "update operations set (%s, pk, digest) = (%s, iif (pk between ?%d and ?%d, pk, ?%d), "
    "cabinet_digest (%s)) where account = ?%d and id = ?%d and (?%d or revision <= ?%d) "
    "and (%s, digest) is not (%s, cabinet_digest (%s))",
    columns, values, n + 4, n + 5, n + 2, digested, n + 1,
    cabinet_record_sql_index (CABINET_TYPE_OPERATION, "id"), n + 3,
    cabinet_record_sql_index (CABINET_TYPE_OPERATION, "revision"), columns, values, digested);

  return cabinet_db_prepare (db, sql, error);
}

static void
bind_operation (sqlite3_stmt *statement, gint64 account, gint64 place, CabinetOperation *operation)
{
  int n = cabinet_record_sql_count (CABINET_TYPE_OPERATION);

  cabinet_record_sql_bind (statement, 1, operation);
  sqlite3_bind_int64 (statement, n + 1, account);
  sqlite3_bind_int64 (statement, n + 2, place);
}

/* A whole month is the server's word on it, also after a new epoch began its revisions anew. */
static void
bind_renewed (sqlite3_stmt *statement, gint64 account, CabinetOperation *operation, gboolean whole)
{
  int n = cabinet_record_sql_count (CABINET_TYPE_OPERATION);

  sqlite3_bind_int (statement, n + 3, whole);
  sqlite3_bind_int64 (statement, n + 4, cabinet_place_of (account, operation->date, operation->at));
  sqlite3_bind_int64 (statement, n + 5, cabinet_place_last (account, operation->date));
}

/* The order of places: that of time, and of ids in an instant. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const CabinetOperation *one = *(CabinetOperation *const *) a;
  const CabinetOperation *other = *(CabinetOperation *const *) b;

  if (one->date != other->date)
    return one->date < other->date ? -1 : 1;
  if (one->at != other->at)
    return one->at < other->at ? -1 : 1;
  return strcmp (one->id, other->id);
}

/* Adds what is new. @added: the places of it, as a JSON array; @known: takes the rest. */
static gboolean
insert (CabinetDb *db,
        gint64 account,
        const char *currency,
        OperationsJob *job,
        GString *added,
        GPtrArray *known,
        GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_insert (db, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->operations->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (job->operations, i);
      gint64 place;

      if (!check_currency (operation, currency, error)
          || !cabinet_place_find_free (db, account, operation->date, operation->at, &place, error))
        return FALSE;
      bind_operation (statement, account, place, operation);
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
      if (cabinet_db_get_changes (db) == 0)
        {
          g_ptr_array_add (known, operation);
          continue;
        }
      job->change.added++;
      g_string_append_printf (added, "%c%" G_GINT64_FORMAT, added->len == 0 ? '[' : ',', place);
    }
  g_string_append (added, added->len == 0 ? "[]" : "]");
  return TRUE;
}

static gboolean
update (CabinetDb *db, gint64 account, OperationsJob *job, GPtrArray *known, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_update (db, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < known->len; i++)
    {
      CabinetOperation *operation = g_ptr_array_index (known, i);
      gint64 place;

      if (!cabinet_place_find_free (db, account, operation->date, operation->at, &place, error))
        return FALSE;
      bind_operation (statement, account, place, operation);
      bind_renewed (statement, account, operation, job->month != NULL);
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
      job->change.changed += cabinet_db_get_changes (db);
    }
  return TRUE;
}

/* What is new is counted and searched for before any row changes, which would be counted anew. */
static gboolean
upsert (CabinetDb *db, gint64 account, const char *currency, OperationsJob *job, GError **error)
{
  g_autoptr (GString) added = g_string_new (NULL);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  g_ptr_array_sort (job->operations, compare_places);
  return insert (db, account, currency, job, added, known, error)
         && (job->change.added == 0 || cabinet_ledger_take_added (db, added->str, error))
         && update (db, account, job, known, error);
}

static gboolean
list_unlisted (CabinetDb *db, gint64 account, OperationsJob *job, GArray *pks, GError **error)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "select pk, id from operations where pk between ?1 and ?2 and withdrawn = 0 "
                        "order by pk",
                        error);
  CabinetStep step;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < job->operations->len; i++)
    g_hash_table_add (listed, CABINET_OPERATION (g_ptr_array_index (job->operations, i))->id);
  sqlite3_bind_int64 (statement, 1,
                      cabinet_place_first (account, cabinet_date_month_start (job->month->month)));
  sqlite3_bind_int64 (statement, 2, cabinet_place_last (account, cabinet_date_month_end (job->month->month)));
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gint64 pk = sqlite3_column_int64 (statement, 0);

      if (!g_hash_table_contains (listed, sqlite3_column_text (statement, 1)))
        g_array_append_val (pks, pk);
    }
  return step == CABINET_STEP_DONE;
}

static gboolean
withdraw_unlisted (CabinetDb *db, gint64 account, OperationsJob *job, GError **error)
{
  g_autoptr (GArray) pks = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update operations set withdrawn = 1 where pk = ?1", error);

  if (statement == NULL || !list_unlisted (db, account, job, pks, error))
    return FALSE;
  for (guint i = 0; i < pks->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (pks, gint64, i));
      if (!cabinet_db_run (db, statement, error))
        return FALSE;
    }
  job->change.changed += pks->len;
  return TRUE;
}

static gboolean
save_operations (CabinetDb *db, gpointer data, GError **error)
{
  OperationsJob *job = data;
  g_autofree char *currency = NULL;
  gint64 account;

  if (!cabinet_archive_find_account (db, job->account, &account, &currency, error)
      || !upsert (db, account, currency, job, error)
      || (job->month != NULL
          && (!withdraw_unlisted (db, account, job, error)
              || !cabinet_archive_mend_month (db, account, job->month->month, error)))
      || !cabinet_ledger_words_index (db, error))
    return FALSE;
  return job->month == NULL
         || cabinet_archive_put_revision (db, account, job->month->month, job->month->revision, error);
}

/**
 * cabinet_archive_save_operations_async:
 * @operations: of CabinetOperation; may be changed once this has returned
 * @month: (nullable): the server's word on one month whose rows are all in @operations
 *
 * Adds new rows and renews known ones, in one transaction. Without @month a row whose revision is lower than
 * the archived one is old news and left out; with it the rows are taken as they are, and rows of the month
 * that are missing become withdrawn.
 *
 * Errors: those of storage; %CABINET_ERROR_PROTOCOL for a row in another currency than the contract's.
 */
void
cabinet_archive_save_operations_async (CabinetArchive *self,
                                       const char *account,
                                       GListModel *operations,
                                       CabinetOperationMonth *month,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  OperationsJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (operations));

  job = g_new0 (OperationsJob, 1);
  job->account = g_strdup (account);
  g_set_object (&job->month, month);
  job->operations = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    g_ptr_array_add (job->operations, g_list_model_get_item (operations, i));
  cabinet_archive_push (self, job, operations_job_free, save_operations, CABINET_WORK_TRANSACTION,
                        cancellable, callback, user_data);
}

/**
 * cabinet_archive_save_operations_finish:
 * @change: (out) (optional): rows that were new, and rows that changed or were withdrawn
 */
gboolean
cabinet_archive_save_operations_finish (CabinetArchive *self,
                                        GAsyncResult *result,
                                        CabinetLedgerChange *change,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == save_operations, FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (change != NULL)
    *change = ((OperationsJob *) g_task_get_task_data (G_TASK (result)))->change;
  return TRUE;
}

gboolean
cabinet_archive_put_operations (
  CabinetDb *db, const char *account, GPtrArray *operations, CabinetLedgerChange *change, GError **error)
{
  OperationsJob job = { .account = (char *) account, .operations = operations };

  if (!save_operations (db, &job, error))
    return FALSE;
  *change = job.change;
  return TRUE;
}
