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

static gpointer
query_services (CabinetDb *db, const char *account, const CabinetLedgerFilter *period, GError **error)
{
  return query_groups (db, account, period, CABINET_LEDGER_BY_SERVICE, -1, error);
}

/**
 * cabinet_archive_add_up_services_async:
 * @from: the first day, or none
 * @to: the last day, or none
 *
 * Adds up the services of a period in a thread that searches.
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
  const CabinetLedgerFilter period = { .from = from, .to = to };

  cabinet_archive_search (self, query_services, (GDestroyNotify) g_ptr_array_unref, account, &period,
                          cancellable, callback, user_data);
}

/**
 * cabinet_archive_add_up_services_finish:
 *
 * Returns: (transfer full) (element-type CabinetLedgerGroup) (nullable): by what was charged for them
 */
GPtrArray *
cabinet_archive_add_up_services_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  return cabinet_archive_search_finish (self, query_services, result, error);
}
