/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-archive-private.h"
#include "cabinet-fold.h"

/* A query in the making: its text, and the texts that are bound from parameter 2 on (1 is the account). */
typedef struct
{
  GString *sql;
  GPtrArray *texts;
} Query;

static void
query_init (Query *query, const char *sql)
{
  query->sql = g_string_new (sql);
  query->texts = g_ptr_array_new_with_free_func (g_free);
}

static void
query_clear (Query *query)
{
  g_string_free (query->sql, TRUE);
  g_ptr_array_unref (query->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static void
add_condition (Query *query, const char *before, char *text, const char *after)
{
  g_ptr_array_add (query->texts, text);
  g_string_append_printf (query->sql, " and %s?%u%s", before, query->texts->len + 1, after);
}

static void
add_period (Query *query, CabinetDate from, CabinetDate to)
{
  if (from != CABINET_DATE_NONE)
    add_condition (query, "date >= ", cabinet_date_to_iso (from), "");
  if (to != CABINET_DATE_NONE)
    add_condition (query, "date <= ", cabinet_date_to_iso (to), "");
}

/* All but the period. */
static void
add_filter (Query *query, const CabinetLedgerFilter *filter)
{
  static const char charges[] = "(kind = 'charge' or (kind = 'correction' and amount < 0))";
  g_auto (GStrv) words = NULL;

  if (filter->side != CABINET_LEDGER_ALL)
    g_string_append_printf (query->sql, " and %s%s", filter->side == CABINET_LEDGER_PAYMENTS ? "not " : "",
                            charges);
  if (filter->kind != 0)
    add_condition (
      query, "kind = ", g_strdup (cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, filter->kind)), "");
  if (filter->text == NULL)
    return;
  words = cabinet_fold_words (filter->text);
  for (guint i = 0; words[i] != NULL; i++)
    add_condition (query, "instr (search, ", g_strdup (words[i]), ") > 0");
}

static CabinetStatementHandle *
query_prepare (Query *query, CabinetDb *db, gint64 account, GError **error)
{
  CabinetStatementHandle *statement = cabinet_db_prepare (db, query->sql->str, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  for (guint i = 0; i < query->texts->len; i++)
    cabinet_db_bind_text (statement, i + 2, g_ptr_array_index (query->texts, i));
  return statement;
}

/* Newest first; what comes by days is added up to months. */
static void
add_to_months (GArray *months, const CabinetLedgerMonth *part)
{
  CabinetLedgerMonth *last =
    months->len > 0 ? &g_array_index (months, CabinetLedgerMonth, months->len - 1) : NULL;

  if (last == NULL || last->month != part->month)
    {
      g_array_append_val (months, *part);
      return;
    }
  last->count += part->count;
  last->charged += part->charged;
  last->credited += part->credited;
}

static gboolean
read_months (Query *query, CabinetDb *db, gint64 account, GArray *months, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = query_prepare (query, db, account, error);
  CabinetStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    {
      CabinetLedgerMonth part = {
        .count = sqlite3_column_int64 (statement, 1),
        .charged = sqlite3_column_int64 (statement, 2),
        .credited = sqlite3_column_int64 (statement, 3),
      };
      CabinetDate date;

      if (!cabinet_date_parse ((const char *) sqlite3_column_text (statement, 0), &date))
        continue;
      part.month = cabinet_date_month_start (date);
      add_to_months (months, &part);
    }
  return step == CABINET_STEP_DONE;
}

/* Adds up the operations of a period (none = open). By days: that is the order of the index, so that nothing
 * is sorted. */
static gboolean
add_up_operations (CabinetDb *db,
                   gint64 account,
                   const CabinetLedgerFilter *filter,
                   CabinetDate from,
                   CabinetDate to,
                   GArray *months,
                   GError **error)
{
  g_auto (Query) query;

  query_init (&query, "select date, count(*), sum (min (amount, 0)), "
                      "sum (max (amount, 0)) from operations indexed by operations_by_date "
                      "where account = ?1 and withdrawn = 0");
  add_period (&query, from, to);
  add_filter (&query, filter);
  g_string_append (query.sql, " group by date order by date desc");
  return read_months (&query, db, account, months, error);
}

/* Whole months whose first days lie in a period (none = open) are known without a look at the operations. */
static gboolean
take_whole_months (
  CabinetDb *db, gint64 account, CabinetDate from, CabinetDate before, GArray *months, GError **error)
{
  g_auto (Query) query;

  query_init (&query, "select month, count, charged, credited from months where account = ?1 and count > 0");
  if (from != CABINET_DATE_NONE)
    add_condition (&query, "month >= ", cabinet_date_to_iso (from), "");
  if (before != CABINET_DATE_NONE)
    add_condition (&query, "month < ", cabinet_date_to_iso (before), "");
  g_string_append (query.sql, " order by month desc");
  return read_months (&query, db, account, months, error);
}

/* Without more than a period only its ragged ends are added up. */
static gboolean
read_period (CabinetDb *db, gint64 account, const CabinetLedgerFilter *filter, GArray *months, GError **error)
{
  CabinetDate from = filter->from, to = filter->to;
  CabinetDate first = CABINET_DATE_NONE, end = CABINET_DATE_NONE;

  if (from != CABINET_DATE_NONE)
    first = cabinet_date_month_start (from) == from ? from : cabinet_date_month_end (from) + 1;
  if (to != CABINET_DATE_NONE)
    end = cabinet_date_month_start (to + 1);
  if (first != CABINET_DATE_NONE && end != CABINET_DATE_NONE && first > end)
    return add_up_operations (db, account, filter, from, to, months, error);

  return (end == CABINET_DATE_NONE || end > to
          || add_up_operations (db, account, filter, end, to, months, error))
         && take_whole_months (db, account, first, end, months, error)
         && (first == from || add_up_operations (db, account, filter, from, first - 1, months, error));
}

static gboolean
has_only_period (const CabinetLedgerFilter *filter)
{
  return filter->side == CABINET_LEDGER_ALL && filter->kind == 0
         && (filter->text == NULL || *filter->text == '\0');
}

/**
 * cabinet_archive_query_months:
 * @filter: (nullable): %NULL = all that are not withdrawn
 *
 * Without a filter, or with a period alone, this does not grow with the number of operations.
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
  static const CabinetLedgerFilter all = { 0 };
  g_autoptr (GArray) months = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerMonth));
  gboolean done;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  if (filter == NULL)
    filter = &all;
  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  if (has_only_period (filter))
    done = read_period (db, pk, filter, months, error);
  else
    done = add_up_operations (db, pk, filter, filter->from, filter->to, months, error);
  return done ? g_steal_pointer (&months) : NULL;
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

static void
build_rows_query (
  Query *query, const CabinetLedgerFilter *filter, CabinetDate month, guint offset, guint limit)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, "@");
  CabinetDate from = filter != NULL ? filter->from : CABINET_DATE_NONE;
  CabinetDate to = filter != NULL ? filter->to : CABINET_DATE_NONE;

  if (month != CABINET_DATE_NONE)
    {
      from = later (from, cabinet_date_month_start (month));
      to = earlier (to, cabinet_date_month_end (month));
    }
  query_init (query, "select ");
  g_string_append_printf (
    query->sql, "%s from operations indexed by operations_by_date where account = ?1 and withdrawn = 0",
    columns);
  add_period (query, from, to);
  if (filter != NULL)
    add_filter (query, filter);
  g_string_append_printf (query->sql, " order by date desc, at desc, id desc limit ?%u offset ?%u",
                          query->texts->len + 2, query->texts->len + 3);
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
  g_auto (Query) query = { 0 };
  CabinetStep step;
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  build_rows_query (&query, filter, month, offset, limit);
  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, &currency, error))
    return NULL;
  statement = query_prepare (&query, db, pk, error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, query.texts->len + 2, limit);
  sqlite3_bind_int64 (statement, query.texts->len + 3, offset);
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
  g_auto (Query) query = { 0 };
  CabinetDb *db;
  gint64 pk;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  query_init (&query, "select date, balance_after, credited from (select date, balance_after, "
                      "sum (max (amount, 0)) over (partition by date) as credited, "
                      "row_number () over (partition by date order by at desc, id desc) as place "
                      "from operations indexed by operations_by_date where account = ?1 and withdrawn = 0");
  add_period (&query, from, to);
  g_string_append (query.sql, ") where place = 1 and balance_after is not null order by date");
  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !cabinet_archive_find_account (db, account, &pk, NULL, error))
    return NULL;
  statement = query_prepare (&query, db, pk, error);
  if (statement == NULL || !read_days (db, statement, days, error))
    return NULL;
  return g_steal_pointer (&days);
}
