/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-ledger-query.h"
#include "cabinet-place.h"

/* If one of so many operations of a contract is found, all are read one after the other: that is quicker than
 * to look up those that are. */
#define DENSE 4

/* Months in the making; operations come oldest first. */
typedef struct
{
  gint64 account;
  GArray *months;
  gint64 last; /* the last place of the newest month */
} Sums;

static void
add (gint64 place, gint64 amount, gpointer data)
{
  Sums *sums = data;
  CabinetLedgerMonth *month;

  if (place > sums->last)
    {
      CabinetDate day = cabinet_place_get_day (place);
      CabinetLedgerMonth begun = { .month = cabinet_date_month_start (day) };

      g_array_append_val (sums->months, begun);
      sums->last = cabinet_place_last (sums->account, cabinet_date_month_end (day));
    }
  month = &g_array_index (sums->months, CabinetLedgerMonth, sums->months->len - 1);
  month->count++;
  if (amount < 0)
    month->charged += amount;
  else
    month->credited += amount;
}

static gboolean
add_up_all (CabinetDb *db,
            Sums *sums,
            const CabinetLedgerFilter *filter,
            CabinetDate from,
            CabinetDate to,
            GError **error)
{
  g_auto (CabinetLedgerQuery) query = { 0 };
  g_autoptr (CabinetStatementHandle) statement = NULL;

  if (!cabinet_ledger_query_begin (&query, db, sums->account, "@ as place, amount", filter, from, to, error))
    return FALSE;
  g_string_prepend (query.sql, "select cabinet_each (place, amount) from (");
  g_string_append (query.sql, " order by place)");
  statement = cabinet_ledger_query_prepare (&query, db, error);
  return statement != NULL && cabinet_db_each (db, statement, add, sums, error);
}

static void
add_key (gint64 place, gint64 amount, gpointer keys)
{
  g_array_append_val ((GArray *) keys, place);
}

/* Asks the search alone, and tells of each key, oldest first. @told: (out): FALSE if it cannot answer */
static gboolean
ask_search (CabinetDb *db,
            gint64 account,
            const CabinetLedgerFilter *filter,
            CabinetDate from,
            CabinetDate to,
            CabinetEach each,
            gpointer data,
            gboolean *told,
            GError **error)
{
  g_auto (CabinetLedgerQuery) query = { 0 };
  g_autoptr (CabinetStatementHandle) statement = NULL;

  if (!cabinet_ledger_query_begin_keys (&query, db, account, "cabinet_each (@)", filter, from, to, error))
    return FALSE;
  *told = query.sql != NULL;
  if (!*told)
    return TRUE;
  statement = cabinet_ledger_query_prepare (&query, db, error);
  return statement != NULL && cabinet_db_each (db, statement, each, data, error);
}

static gboolean
is_dense (CabinetDb *db, gint64 account, GArray *keys, gboolean *dense, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "select sum (count) from months where account = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  if (cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return FALSE;
  *dense = (gint64) keys->len * DENSE > sqlite3_column_int64 (statement, 0);
  return TRUE;
}

/* Goes over the operations and over the keys of those that are wanted, side by side. */
typedef struct
{
  Sums *sums;
  const gint64 *key, *end;
} Walk;

static void
add_if_wanted (gint64 place, gint64 amount, gpointer data)
{
  Walk *walk = data;

  while (walk->key < walk->end && *walk->key < place)
    walk->key++;
  if (walk->key < walk->end && *walk->key == place)
    add (place, amount, walk->sums);
}

static gboolean
walk_along (CabinetDb *db, Sums *sums, GArray *keys, GError **error)
{
  const gint64 *first = &g_array_index (keys, gint64, 0);
  Walk walk = { sums, first, first + keys->len };
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (
    db, "select cabinet_each (pk, amount) from operations where pk between ?1 and ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *first);
  sqlite3_bind_int64 (statement, 2, *(walk.end - 1));
  return cabinet_db_each (db, statement, add_if_wanted, &walk, error);
}

static void
append_turned (GArray *months, GArray *oldest_first)
{
  for (guint i = oldest_first->len; i > 0; i--)
    g_array_append_val (months, g_array_index (oldest_first, CabinetLedgerMonth, i - 1));
}

gboolean
cabinet_ledger_add_up (CabinetDb *db,
                       gint64 account,
                       const CabinetLedgerFilter *filter,
                       CabinetDate from,
                       CabinetDate to,
                       GArray *months,
                       GError **error)
{
  g_autoptr (GArray) oldest_first = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerMonth));
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  Sums sums = { account, oldest_first, -1 };
  gboolean told, dense;

  if (!ask_search (db, account, filter, from, to, add_key, keys, &told, error)
      || !is_dense (db, account, keys, &dense, error)
      || !(dense ? walk_along (db, &sums, keys, error) : add_up_all (db, &sums, filter, from, to, error)))
    return FALSE;
  append_turned (months, oldest_first);
  return TRUE;
}

/* Operations are counted as they come, oldest first, and the last ones are kept. */
typedef struct
{
  Sums sums;
  gint64 newest[CABINET_LEDGER_NEWEST]; /* number n stands at n % CABINET_LEDGER_NEWEST */
  guint n;
} Count;

static void
count_one (gint64 place, gint64 amount, gpointer data)
{
  Count *count = data;

  add (place, 0, &count->sums);
  count->newest[count->n++ % CABINET_LEDGER_NEWEST] = place;
}

gboolean
cabinet_ledger_count (
  CabinetDb *db, gint64 account, const CabinetLedgerFilter *filter, CabinetLedgerFound *found, GError **error)
{
  g_autoptr (GArray) oldest_first = g_array_new (FALSE, TRUE, sizeof (CabinetLedgerMonth));
  Count count = { .sums = { account, oldest_first, -1 } };
  gboolean told;

  if (!ask_search (db, account, filter, filter->from, filter->to, count_one, &count, &told, error))
    return FALSE;
  if (!told)
    return cabinet_ledger_add_up (db, account, filter, filter->from, filter->to, found->months, error);
  append_turned (found->months, oldest_first);
  for (guint i = count.n; i > 0 && found->newest->len < CABINET_LEDGER_NEWEST; i--)
    g_array_append_val (found->newest, count.newest[(i - 1) % CABINET_LEDGER_NEWEST]);
  return TRUE;
}

gboolean
cabinet_ledger_read_newest (
  CabinetDb *db, gint64 account, const CabinetLedgerFilter *filter, CabinetLedgerFound *found, GError **error)
{
  const CabinetLedgerMonth *months = (CabinetLedgerMonth *) found->months->data;
  CabinetDate to = cabinet_date_month_end (months[0].month);
  g_auto (CabinetLedgerQuery) query = { 0 };
  g_autoptr (CabinetStatementHandle) statement = NULL;
  guint last = 0, n = months[0].count;
  CabinetStep step;

  while (n < CABINET_LEDGER_NEWEST && last + 1 < found->months->len)
    n += months[++last].count;
  if (filter->to != CABINET_DATE_NONE)
    to = MIN (to, filter->to);
  if (!cabinet_ledger_query_begin (&query, db, account, "@", filter, MAX (filter->from, months[last].month),
                                   to, error))
    return FALSE;
  g_string_append_printf (query.sql, " order by %s desc", query.place);
  cabinet_ledger_query_add_number (&query, " limit ", CABINET_LEDGER_NEWEST);
  statement = cabinet_ledger_query_prepare (&query, db, error);
  if (statement == NULL)
    return FALSE;
  while ((step = cabinet_db_step (db, statement, error)) == CABINET_STEP_ROW)
    add_key (sqlite3_column_int64 (statement, 0), 0, found->newest);
  return step == CABINET_STEP_DONE;
}
