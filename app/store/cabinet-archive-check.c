/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"
#include "cabinet-db-check.h"
#include "cabinet-operation.h"

/* The first day of the month in which an operation stands, and the places of a month. */
#define MONTH_OF_PLACE "date ((pk >> 27 & 4194303) + 1721424.5, 'start of month')"
#define FIRST_PLACE "(account << 49) + (cast (julianday (month) - 1721424.5 as integer) << 27)"
#define NEXT_PLACE "(account << 49) + (cast (julianday (month, '+1 month') - 1721424.5 as integer) << 27)"

/* Marks months whose sums are not those of their operations, in either table, and those of rows that are not
 * what they were. %s = what a digest is made of. */
static const char mark_damaged[] =
  "with kept as (select account, month, count, charged, credited, digest from months where count <> 0 or "
  "charged <> 0 or credited <> 0 or digest <> 0), "
  "added as (select account, " MONTH_OF_PLACE " as month, count(*), sum (min (amount, 0)), "
  "sum (max (amount, 0)), sum (digest) from operations not indexed where withdrawn = 0 group by 1, 2), "
  "unequal as (select account, month from (select * from kept except select * from added) "
  "union select account, month from (select * from added except select * from kept) "
  "union select account, " MONTH_OF_PLACE " from operations not indexed "
  "where digest is not cabinet_digest (%s)) "
  "insert into months (account, month, damaged) select account, month, 1 from unequal where true "
  "on conflict (account, month) do update set damaged = 1";

/* So that the next reading of the months reads them again. */
static const char forget_validators[] =
  "delete from validators where resource = '" CABINET_RESOURCE_MONTHS "' and owner in "
  "(select accounts.id from accounts join months on account = pk where damaged)";

static const char list_damaged[] =
  "select group_concat (name, ', ') from (select accounts.id || ' ' || substr (month, 1, 7) as name "
  "from months join accounts on pk = account where damaged order by 1)";

/* What is live was just read, what is withdrawn is taken as it is. */
static const char mend_operations[] =
  "update operations set digest = cabinet_digest (%s) "
  "where account = ?1 and " MONTH_OF_PLACE " = ?2 and digest is not cabinet_digest (%s)";

/* A row whose day was wrong had its part in the sums of another month. */
static const char mend_sums[] =
  "update months set damaged = iif (month = ?2, 0, damaged), (count, charged, credited, digest) = "
  "(select count(*), coalesce (sum (min (amount, 0)), 0), coalesce (sum (max (amount, 0)), 0), "
  "coalesce (sum (digest), 0) from operations where withdrawn = 0 and pk >= " FIRST_PLACE
  " and pk < " NEXT_PLACE ") where account = ?1";

char *
cabinet_archive_join_digested (const char *account, const char *pattern)
{
  g_autofree char *columns = cabinet_record_sql_join (CABINET_TYPE_OPERATION, pattern);
  g_auto (GStrv) parts = g_strsplit (columns, ", ", -1);
  GString *joined = g_string_new (account);

  for (int i = 0; parts[i] != NULL; i++)
    if (i + 1 != cabinet_record_sql_index (CABINET_TYPE_OPERATION, "withdrawn"))
      g_string_append_printf (joined, ", %s", parts[i]);
  return g_string_free (joined, FALSE);
}

static gboolean
run (CabinetDb *db, const char *sql, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);

  return statement != NULL && cabinet_db_run (db, statement, error);
}

/* @month: its first day */
static CabinetStatementHandle *
prepare_for_month (CabinetDb *db, const char *sql, gint64 account, CabinetDate month, GError **error)
{
  CabinetStatementHandle *statement = cabinet_db_prepare (db, sql, error);
  g_autofree char *first = cabinet_date_to_iso (month);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  cabinet_db_bind_text (statement, 2, first);
  return statement;
}

static gboolean
run_on_month (CabinetDb *db, const char *sql, gint64 account, CabinetDate month, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_for_month (db, sql, account, month, error);

  return statement != NULL && cabinet_db_run (db, statement, error);
}

static gboolean
is_damaged (CabinetDb *db, gint64 account, CabinetDate month, gboolean *damaged, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_for_month (
    db, "select damaged from months where account = ?1 and month = ?2", account, month, error);
  CabinetStep step = statement != NULL ? cabinet_db_step (db, statement, error) : CABINET_STEP_ERROR;

  *damaged = step == CABINET_STEP_ROW && sqlite3_column_int (statement, 0) != 0;
  return step != CABINET_STEP_ERROR;
}

/* What was in the search of a damaged row is not known: it is made anew. */
gboolean
cabinet_archive_mend_month (CabinetDb *db, gint64 account, CabinetDate month, GError **error)
{
  g_autofree char *digested = cabinet_archive_join_digested ("account", "@");
  g_autofree char *operations = g_strdup_printf (mend_operations, digested, digested);
  CabinetDate first = cabinet_date_month_start (month);
  gboolean damaged;

  if (!is_damaged (db, account, first, &damaged, error))
    return FALSE;
  return !damaged
         || (run_on_month (db, operations, account, first, error)
             && run_on_month (db, mend_sums, account, first, error)
             && run (db, "delete from search_queue", error)
             && run (db, "insert into search (search) values ('rebuild')", error));
}

static gboolean
mark (CabinetDb *db, GError **error)
{
  g_autofree char *digested = cabinet_archive_join_digested ("account", "@");
  g_autofree char *sql = g_strdup_printf (mark_damaged, digested);

  return run (db, sql, error) && run (db, forget_validators, error);
}

/* The search is made of the operations, and can be made of them again. */
static gboolean
check_search (CabinetDb *db, GError **error)
{
  g_autoptr (GError) problem = NULL;

  return run (db, "insert into search (search, rank) values ('integrity-check', 1)", &problem)
         || run (db, "insert into search (search) values ('rebuild')", error);
}

static gboolean
tell_damaged (CabinetDb *db, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, list_damaged, error);
  const char *names;

  if (statement == NULL || cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return FALSE;
  names = (const char *) sqlite3_column_text (statement, 0);
  if (names == NULL)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged",
                     _ ("Operations of these months are not what was saved: %s. They are read again with the "
                        "next refresh, as far as the provider still has them."),
                     names);
  return FALSE;
}

static gboolean
check_ledgers (CabinetDb *db, GError **error)
{
  if (!cabinet_db_begin (db, error))
    return FALSE;
  if (!mark (db, error) || !check_search (db, error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  return cabinet_db_commit (db, error) && tell_damaged (db, error);
}

static gboolean
check (CabinetDb *db, gpointer data, GError **error)
{
  return cabinet_db_check (db, error) && check_ledgers (db, error);
}

/**
 * cabinet_archive_check_async:
 *
 * Reads all of the archive: its structure, its references, that each month is the sum of its operations, and
 * that these are what was saved. Error: %CABINET_ERROR_STORAGE, damaged; months that are not what they were
 * are named, and marked, so that they are read again.
 */
void
cabinet_archive_check_async (CabinetArchive *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));

  cabinet_archive_push (self, NULL, NULL, check, CABINET_WORK_BARE, cancellable, callback, user_data);
}
