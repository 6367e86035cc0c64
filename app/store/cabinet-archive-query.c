/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"
#include "cabinet-ledger-query.h"
#include "cabinet-place.h"

/* What no filter means. */
static const CabinetLedgerFilter everything = { 0 };

/* Whole months whose first days lie in a period (none = open) are known without a look at the operations.
 * @words: which of them */
static gboolean
take_whole_months (CabinetDb *db,
                   gint64 account,
                   const CabinetLedgerWords *words,
                   CabinetDate from,
                   CabinetDate before,
                   GArray *months,
                   GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db,
                        "select month, count, charged, credited from months where account = ?1 and "
                        "count > 0 and month >= ?2 and month < ?3 order by month desc",
                        error);
  g_autofree char *first = from != CABINET_DATE_NONE ? cabinet_date_to_iso (from) : g_strdup ("");
  g_autofree char *end = before != CABINET_DATE_NONE ? cabinet_date_to_iso (before) : g_strdup (":");
  CabinetStep step;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, first);
  cabinet_db_bind_text (statement, 3, end); /* ":" comes after all digits */
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerMonth month = {
        .count = sqlite3_column_int64 (statement, 1),
        .charged = sqlite3_column_int64 (statement, 2),
        .credited = sqlite3_column_int64 (statement, 3),
      };

      if (cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &month.month)
          && cabinet_ledger_words_have_month (words, month.month))
        g_array_append_val (months, month);
    }
  return step == CABINET_STEP_DONE;
}

/* Without more than a period and months only its ragged ends are added up. */
static gboolean
read_period (CabinetDb *db,
             gint64 account,
             const CabinetLedgerFilter *filter,
             const CabinetLedgerWords *words,
             GArray *months,
             GError **error)
{
  CabinetDate from = filter->from, to = filter->to;
  CabinetDate first = CABINET_DATE_NONE, end = CABINET_DATE_NONE;

  if (from != CABINET_DATE_NONE)
    first = cabinet_date_month_start (from) == from ? from : cabinet_date_month_end (from) + 1;
  if (to != CABINET_DATE_NONE)
    end = cabinet_date_month_start (to + 1);
  if (first != CABINET_DATE_NONE && end != CABINET_DATE_NONE && first > end)
    return cabinet_ledger_add_up (db, account, filter, from, to, months, error);

  return (end == CABINET_DATE_NONE || end > to
          || cabinet_ledger_add_up (db, account, filter, end, to, months, error))
         && take_whole_months (db, account, words, first, end, months, error)
         && (first == from || cabinet_ledger_add_up (db, account, filter, from, first - 1, months, error));
}

/* Whichever operations of a month are wanted: when any of it changes, so does its digest. */
static gboolean
read_digests (CabinetDb *db, gint64 account, GArray *months, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select month, digest from months where account = ?1 order by month desc", error);
  CabinetStep step = CABINET_STEP_DONE;
  guint i = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  while (i < months->len && (step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerMonth *month = &g_array_index (months, CabinetLedgerMonth, i);
      CabinetDate first;

      if (!cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &first)
          || first != month->month)
        continue;
      month->digest = sqlite3_column_int64 (statement, 1);
      i++;
    }
  return step != CABINET_STEP_ERROR;
}

/* Whether the months of @filter are known without a look at the operations: it is a period or has none, and
 * its words mean whole months. */
static gboolean
means_months (const CabinetLedgerFilter *filter, const CabinetLedgerWords *words)
{
  const CabinetLedgerFilter beside = cabinet_ledger_filter_drop_text (filter);

  return cabinet_ledger_filter_is_period (&beside) && cabinet_ledger_words_are_months (words);
}

/* (transfer full) (element-type CabinetLedgerMonth) (nullable) */
static gpointer
query_months (CabinetDb *db, const char *account, const CabinetLedgerFilter *filter, GError **error)
{
  g_autoptr (GArray) months = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerMonth));
  g_autoptr (CabinetLedgerWords) words = NULL;
  gboolean done;
  gint64 pk;

  if (!cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  words = cabinet_ledger_words_read (db, filter->text, error);
  if (words == NULL)
    return NULL;
  done = means_months (filter, words)
           ? read_period (db, pk, filter, words, months, error)
           : cabinet_ledger_add_up (db, pk, filter, filter->from, filter->to, months, error);
  return done && read_digests (db, pk, months, error) ? g_steal_pointer (&months) : NULL;
}

/* (transfer full) (nullable) */
static gpointer
count (CabinetDb *db, const char *account, const CabinetLedgerFilter *filter, GError **error)
{
  g_autoptr (CabinetLedgerFound) found = g_new0 (CabinetLedgerFound, 1);
  g_autoptr (CabinetLedgerWords) words = NULL;
  gboolean done;
  gint64 pk;

  found->months = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerMonth));
  found->newest = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  words = cabinet_ledger_words_read (db, filter->text, error);
  if (words == NULL)
    return NULL;
  done = means_months (filter, words) ? read_period (db, pk, filter, words, found->months, error)
                                      : cabinet_ledger_count (db, pk, filter, found, error);
  if (done && found->months->len > 0 && found->newest->len == 0)
    done = cabinet_ledger_read_newest (db, pk, filter, found, error);
  return done && read_digests (db, pk, found->months, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * cabinet_archive_query_months:
 * @filter: (nullable): %NULL = all that are not withdrawn
 *
 * Without a filter, or with a period and whole months alone, this does not grow with the number of
 * operations.
 *
 * Returns: (transfer full) (element-type CabinetLedgerMonth) (nullable): the months that have operations
 *   which match, newest first
 */
GArray *
cabinet_archive_query_months (CabinetArchive *self,
                              const char *account,
                              const CabinetLedgerFilter *filter,
                              GError **error)
{
  CabinetDb *db;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  return db != NULL ? query_months (db, account, filter != NULL ? filter : &everything, error) : NULL;
}

void
cabinet_archive_query_months_async (CabinetArchive *self,
                                    const char *account,
                                    const CabinetLedgerFilter *filter,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  cabinet_archive_search (self, query_months, (GDestroyNotify) g_array_unref, account, filter, cancellable,
                          callback, user_data);
}

/**
 * cabinet_archive_query_months_finish:
 *
 * Returns: (transfer full) (element-type CabinetLedgerMonth) (nullable): as [func@archive_query_months]
 */
GArray *
cabinet_archive_query_months_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  return cabinet_archive_search_finish (self, query_months, result, error);
}

void
cabinet_archive_count_async (CabinetArchive *self,
                             const char *account,
                             const CabinetLedgerFilter *filter,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  cabinet_archive_search (self, count, (GDestroyNotify) cabinet_ledger_found_free, account, filter,
                          cancellable, callback, user_data);
}

/**
 * cabinet_archive_count_finish:
 *
 * Several times quicker than [func@archive_query_months] where a word is searched for.
 *
 * Returns: (transfer full) (nullable): what was found
 */
CabinetLedgerFound *
cabinet_archive_count_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  return cabinet_archive_search_finish (self, count, result, error);
}

static CabinetDate
later (CabinetDate a, CabinetDate b)
{
  return MAX (a, b);
}

static CabinetDate
earlier (CabinetDate a, CabinetDate b)
{
  return a == CABINET_DATE_NONE ? b : b == CABINET_DATE_NONE ? a : MIN (a, b);
}

static gboolean
begin_rows_query (CabinetLedgerQuery *query,
                  CabinetDb *db,
                  gint64 account,
                  const CabinetLedgerFilter *filter,
                  CabinetDate month,
                  GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "operations.@");
  CabinetDate from = filter->from, to = filter->to;

  if (month != CABINET_DATE_NONE)
    {
      from = later (from, cabinet_date_month_start (month));
      to = earlier (to, cabinet_date_month_end (month));
    }
  if (!cabinet_ledger_query_begin (query, db, account, columns, filter, from, to, error))
    return FALSE;
  g_string_append_printf (query->sql, " order by %s desc", query->place);
  return TRUE;
}

/**
 * cabinet_archive_query_rows:
 * @filter: (nullable): %NULL = all that are not withdrawn
 * @month: the month wanted; none = all
 * @offset: rows that match to be passed over
 *
 * Returns: (transfer full) (element-type CabinetOperation) (nullable): at most @limit rows, newest first
 */
GPtrArray *
cabinet_archive_query_rows (CabinetArchive *self,
                            const char *account,
                            const CabinetLedgerFilter *filter,
                            CabinetDate month,
                            guint offset,
                            guint limit,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CabinetStatementHandle) statement = NULL;
  g_autofree char *currency = NULL;
  g_auto (CabinetLedgerQuery) query = { 0 };
  CabinetStep step;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, &currency, error)
      || !begin_rows_query (&query, db, pk, filter != NULL ? filter : &everything, month, error))
    return NULL;
  cabinet_ledger_query_add_number (&query, " limit ", limit);
  cabinet_ledger_query_add_number (&query, " offset ", offset);
  statement = cabinet_ledger_query_prepare (&query, db, error);
  if (statement == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      gpointer row = cabinet_record_sql_read (statement, 0, CABINET_TYPE_OPERATION, currency, NULL, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
read_days (CabinetDb *db, sqlite3_stmt *statement, GArray *days, GError **error)
{
  CabinetStep step;

  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerDay day = {
        .balance = sqlite3_column_int64 (statement, 1),
        .credited = sqlite3_column_int64 (statement, 2),
      };

      if (cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &day.date))
        g_array_append_val (days, day);
    }
  return step == CABINET_STEP_DONE;
}

/**
 * cabinet_archive_query_daily_balances:
 *
 * Returns: (transfer full) (element-type CabinetLedgerDay) (nullable): the days of @from … @to whose last
 *   operation has a balance, oldest first
 */
GArray *
cabinet_archive_query_daily_balances (
  CabinetArchive *self, const char *account, CabinetDate from, CabinetDate to, GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerDay));
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  statement = cabinet_db_prepare (db,
                                  "select date, balance_after, credited from (select date, balance_after, "
                                  "sum (max (amount, 0)) over (partition by date) as credited, "
                                  "row_number () over (partition by date order by pk desc) as place "
                                  "from operations where pk between ?1 and ?2 and withdrawn = 0) "
                                  "where place = 1 and balance_after is not null order by date",
                                  error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, cabinet_place_first (pk, from));
  sqlite3_bind_int64 (statement, 2, cabinet_place_last (pk, to));
  if (!read_days (db, statement, days, error))
    return NULL;
  return g_steal_pointer (&days);
}

/**
 * cabinet_archive_query_services:
 *
 * Returns: (transfer full) (nullable): the services that operations of the contract name, by their bytes
 */
GStrv
cabinet_archive_query_services (CabinetArchive *self, const char *account, GError **error)
{
  g_autoptr (GStrvBuilder) services = g_strv_builder_new ();
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetStep step;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  statement = cabinet_db_prepare (db,
                                  "select distinct service from operations where pk between ?1 and ?2 "
                                  "and withdrawn = 0 and service <> '' order by service",
                                  error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, cabinet_place_first (pk, CABINET_DATE_NONE));
  sqlite3_bind_int64 (statement, 2, cabinet_place_last (pk, CABINET_DATE_NONE));
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    g_strv_builder_add (services, (const char *) sqlite3_column_text (statement, 0));
  return step == CABINET_STEP_DONE ? g_strv_builder_end (services) : NULL;
}
