/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"
#include "cabinet-ledger-query.h"

static const char *const columns[] = {
  [CABINET_LEDGER_BY_MONTH] = "substr (date, 1, 7) as name, amount",
  [CABINET_LEDGER_BY_SERVICE] = "nullif (service, '') as name, amount",
};

static const char *const orders[] = {
  [CABINET_LEDGER_BY_MONTH] = "name desc",
  [CABINET_LEDGER_BY_SERVICE] = "charged, name",
};

static void
group_free (gpointer data)
{
  CabinetLedgerGroup *group = data;

  g_free (group->name);
  g_free (group);
}

static CabinetStatementHandle *
prepare (CabinetDb *db,
         gint64 account,
         const CabinetLedgerFilter *filter,
         CabinetLedgerGrouping grouping,
         gint64 limit,
         GError **error)
{
  g_auto (CabinetLedgerQuery) query = { 0 };

  if (!cabinet_ledger_query_begin (&query, db, account, columns[grouping], filter, filter->from, filter->to,
                                   error))
    return NULL;
  g_string_prepend (query.sql, "select name, count (*), sum (min (amount, 0)) as charged, "
                               "sum (max (amount, 0)) from (");
  if (limit >= 0)
    {
      g_string_append_printf (query.sql, " order by %s desc", query.place);
      cabinet_ledger_query_add_number (&query, " limit ", limit);
    }
  g_string_append_printf (query.sql, ") group by name order by %s", orders[grouping]);
  return cabinet_ledger_query_prepare (&query, db, error);
}

/* (transfer full) (nullable) */
static GPtrArray *
query_groups (CabinetDb *db,
              const char *account,
              const CabinetLedgerFilter *filter,
              CabinetLedgerGrouping grouping,
              gint64 limit,
              GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  gint64 pk;

  if (!cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  statement = prepare (db, pk, filter, grouping, limit, error);
  if (statement == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerGroup *group = g_new0 (CabinetLedgerGroup, 1);

      group->name = cabinet_db_dup_text (statement, 0);
      group->count = sqlite3_column_int64 (statement, 1);
      group->charged = sqlite3_column_int64 (statement, 2);
      group->credited = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (groups, group);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&groups) : NULL;
}

/**
 * cabinet_archive_query_groups:
 * @filter: which operations
 * @limit: the newest so many of them; negative = all
 *
 * Adds up: what is below zero is charged, whatever its kind, what is above is credited. So the sums are those
 * of [func@archive_query_months].
 *
 * Returns: (transfer full) (element-type CabinetLedgerGroup) (nullable): months newest first, or services by
 *   what was charged for them
 */
GPtrArray *
cabinet_archive_query_groups (CabinetArchive *self,
                              const char *account,
                              const CabinetLedgerFilter *filter,
                              CabinetLedgerGrouping grouping,
                              gint64 limit,
                              GError **error)
{
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL && filter != NULL, NULL);
  g_return_val_if_fail ((guint) grouping < G_N_ELEMENTS (columns), NULL);

  db = cabinet_archive_get_reader (self, error);
  return db != NULL ? query_groups (db, account, filter, grouping, limit, error) : NULL;
}

typedef struct
{
  char *account;
  CabinetLedgerFilter period;
  GPtrArray *services;
} ServicesJob;

static void
services_job_free (gpointer data)
{
  ServicesJob *job = data;

  g_free (job->account);
  g_clear_pointer (&job->services, g_ptr_array_unref);
  g_free (job);
}

static gboolean
add_up_services (CabinetDb *db, gpointer data, GError **error)
{
  ServicesJob *job = data;

  job->services = query_groups (db, job->account, &job->period, CABINET_LEDGER_BY_SERVICE, -1, error);
  return job->services != NULL;
}

/**
 * cabinet_archive_add_up_services_async:
 * @from: the first day, or none
 * @to: the last day, or none
 *
 * Adds up the services of a period in the thread that searches.
 */
void
cabinet_archive_add_up_services_async (CabinetArchive *self,
                                       const char *account,
                                       CabinetDate from,
                                       CabinetDate to,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  CabinetWorker *searcher;
  ServicesJob *job;

  g_return_if_fail (CABINET_IS_ARCHIVE (self));
  g_return_if_fail (account != NULL);

  job = g_new0 (ServicesJob, 1);
  job->account = g_strdup (account);
  job->period.from = from;
  job->period.to = to;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, add_up_services);
  g_task_set_task_data (task, job, services_job_free);
  searcher = cabinet_archive_get_searcher (self, &error);
  if (searcher != NULL)
    cabinet_worker_push (searcher, g_steal_pointer (&task), add_up_services, CABINET_WORK_BARE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * cabinet_archive_add_up_services_finish:
 *
 * Returns: (transfer full) (element-type CabinetLedgerGroup) (nullable): by what was charged for them
 */
GPtrArray *
cabinet_archive_add_up_services_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == add_up_services, NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_ptr_array_ref (((ServicesJob *) g_task_get_task_data (G_TASK (result)))->services);
}
