/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-ledger-chain.h"

#include "demo-ledger.h"

typedef struct
{
  gint64 date;
  gint64 at;
  gint64 n;
  gint64 balance;
} Link;

static gint64
balance_before (DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at, gint64 n)
{
  return demo_database_get_int (world->database,
                                "SELECT balance_after FROM operation WHERE contract = ? AND NOT withdrawn"
                                " AND (date, at, n) < (?, ?, ?) ORDER BY date DESC, at DESC, n DESC LIMIT 1",
                                "iiii", contract->row, (gint64) date, at, n);
}

/* The rows from there on whose balance is not what it must be. */
static GArray *
find_wrong (
  DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at, gint64 n, gint64 *balance)
{
  GArray *wrong = g_array_new (FALSE, FALSE, sizeof (Link));
  sqlite3_stmt *rows;

  rows = demo_database_query (world->database,
                              "SELECT date, at, n, amount, balance_after FROM operation"
                              " WHERE contract = ? AND NOT withdrawn AND (date, at, n) >= (?, ?, ?)"
                              " ORDER BY date, at, n",
                              "iiii", contract->row, (gint64) date, at, n);
  while (demo_row (rows))
    {
      *balance += sqlite3_column_int64 (rows, 3);
      if (*balance != sqlite3_column_int64 (rows, 4))
        {
          Link link = { sqlite3_column_int64 (rows, 0), sqlite3_column_int64 (rows, 1),
                        sqlite3_column_int64 (rows, 2), *balance };
          g_array_append_val (wrong, link);
        }
    }
  return wrong;
}

/**
 * demo_chain_mend:
 *
 * A row at (@date, @at, @n) was filed, changed or withdrawn: the balances from there on follow, and each
 * row whose balance changes is a change of its own in the feed. The row itself has its seq already.
 */
void
demo_chain_mend (DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at, gint64 n)
{
  g_autoptr (GArray) wrong = NULL;

  contract->balance = balance_before (world, contract, date, at, n);
  wrong = find_wrong (world, contract, date, at, n, &contract->balance);
  for (guint i = 0; i < wrong->len; i++)
    {
      Link *link = &g_array_index (wrong, Link, i);

      if (link->n == n)
        demo_database_run (world->database,
                           "UPDATE operation SET balance_after = ?"
                           " WHERE contract = ? AND date = ? AND at = ? AND n = ?",
                           "iiiii", link->balance, contract->row, link->date, link->at, link->n);
      else
        demo_database_run (world->database,
                           "UPDATE operation SET balance_after = ?, seq = ?, revision = revision + 1"
                           " WHERE contract = ? AND date = ? AND at = ? AND n = ?",
                           "iiiiii", link->balance, ++contract->seq, contract->row, link->date, link->at,
                           link->n);
    }
  demo_chain_count_months (world, contract, date);
}

static void
count_month (DemoWorld *world, DemoContract *contract, CabinetDate month)
{
  CabinetDate end = cabinet_date_month_end (month);
  gint64 closing = balance_before (world, contract, end + 1, 0, 0);

  demo_database_run (
    world->database,
    "INSERT OR REPLACE INTO month (contract, month, count, charged, credited, closing, revision)"
    " SELECT ?1, ?2, sum (NOT withdrawn), sum (iif (withdrawn, 0, min (amount, 0))),"
    "  sum (iif (withdrawn, 0, max (amount, 0))), ?4, max (seq)"
    " FROM operation WHERE contract = ?1 AND date BETWEEN ?2 AND ?3",
    "iiii", contract->row, (gint64) month, (gint64) end, closing);
}

/**
 * demo_chain_count_months:
 * @from: a day of the first month whose rows have changed; none = all
 *
 * Counts the months again, those that have rows.
 */
void
demo_chain_count_months (DemoWorld *world, DemoContract *contract, CabinetDate from)
{
  CabinetDate last;

  from = (CabinetDate) demo_database_get_int (
    world->database, "SELECT min (date) FROM operation WHERE contract = ? AND date >= ?", "ii", contract->row,
    from == CABINET_DATE_NONE ? (gint64) 0 : (gint64) cabinet_date_month_start (from));
  if (from == CABINET_DATE_NONE)
    return;
  last = (CabinetDate) demo_database_get_int (
    world->database, "SELECT max (date) FROM operation WHERE contract = ?", "i", contract->row);
  for (CabinetDate month = cabinet_date_month_start (from); month <= last;
       month = cabinet_date_add_months (month, 1))
    if (demo_database_get_int (world->database,
                               "SELECT 1 FROM operation WHERE contract = ? AND date BETWEEN ? AND ? LIMIT 1",
                               "iii", contract->row, (gint64) month, (gint64) cabinet_date_month_end (month))
        != 0)
      count_month (world, contract, month);
}

typedef struct
{
  gint64 date;
  gint64 at;
} Place;

static gboolean
find_place (DemoWorld *world, DemoContract *contract, gint64 n, Place *place)
{
  sqlite3_stmt *rows = demo_database_query (
    world->database, "SELECT date, at FROM operation WHERE contract = ? AND n = ? AND NOT withdrawn", "ii",
    contract->row, n);

  if (!demo_row (rows))
    return FALSE;
  place->date = sqlite3_column_int64 (rows, 0);
  place->at = sqlite3_column_int64 (rows, 1);
  demo_rows_end (rows);
  return TRUE;
}

/**
 * demo_ledger_change:
 * @amount: 0 = stays
 * @words: (nullable): NULL = stay
 *
 * The provider has corrected a row.
 *
 * Returns: whether there is such a row
 */
gboolean
demo_ledger_change (DemoWorld *world, DemoContract *contract, gint64 n, gint64 amount, const char *words)
{
  Place place;

  if (!find_place (world, contract, n, &place))
    return FALSE;
  demo_database_begin (world->database);
  demo_database_run (world->database,
                     "UPDATE operation SET amount = iif (?1 = 0, amount, ?1), words = ifnull (?2, words),"
                     " seq = ?3, revision = revision + 1"
                     " WHERE contract = ?4 AND date = ?5 AND at = ?6 AND n = ?7",
                     "isiiiii", amount, words, ++contract->seq, contract->row, place.date, place.at, n);
  demo_chain_mend (world, contract, (CabinetDate) place.date, place.at, n);
  demo_contract_save (world, contract);
  demo_database_commit (world->database);
  return TRUE;
}

/**
 * demo_ledger_withdraw:
 *
 * The provider has taken a row back: it stays, but counts no more.
 *
 * Returns: whether there is such a row
 */
gboolean
demo_ledger_withdraw (DemoWorld *world, DemoContract *contract, gint64 n)
{
  Place place;

  if (!find_place (world, contract, n, &place))
    return FALSE;
  demo_database_begin (world->database);
  demo_database_run (
    world->database,
    "UPDATE operation SET withdrawn = 1, balance_after = NULL, seq = ?, revision = revision + 1"
    " WHERE contract = ? AND date = ? AND at = ? AND n = ?",
    "iiiii", ++contract->seq, contract->row, place.date, place.at, n);
  demo_chain_mend (world, contract, (CabinetDate) place.date, place.at, n);
  demo_contract_save (world, contract);
  demo_database_commit (world->database);
  return TRUE;
}

/**
 * demo_ledger_rebuild:
 *
 * The provider has moved to another system: a new epoch begins, rows keep their ids, the feed is counted
 * anew and withdrawn rows are gone.
 */
void
demo_ledger_rebuild (DemoWorld *world, DemoContract *contract)
{
  demo_database_begin (world->database);
  contract->epoch++;
  demo_database_run (world->database, "DELETE FROM operation WHERE contract = ? AND withdrawn", "i",
                     contract->row);
  demo_database_run (world->database, "UPDATE operation SET seq = -seq WHERE contract = ?", "i",
                     contract->row);
  demo_database_run (world->database,
                     "UPDATE operation SET seq = counted.position FROM"
                     " (SELECT n, row_number () OVER (ORDER BY date, at, n) AS position FROM operation"
                     "  WHERE contract = ?1) AS counted"
                     " WHERE operation.contract = ?1 AND operation.n = counted.n",
                     "i", contract->row);
  contract->seq = demo_database_get_int (
    world->database, "SELECT max (seq) FROM operation WHERE contract = ?", "i", contract->row);
  demo_database_run (world->database, "DELETE FROM month WHERE contract = ?", "i", contract->row);
  demo_chain_count_months (world, contract, CABINET_DATE_NONE);
  demo_contract_save (world, contract);
  demo_database_commit (world->database);
}
