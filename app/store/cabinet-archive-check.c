/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"
#include "cabinet-db-check.h"
#include "cabinet-operation.h"
#include "cabinet-place.h"
#include "cabinet-salvage.h"

/* The first day of the month in which an operation stands, and the places of a month. */
#define MONTH_OF_PLACE "date ((pk >> 27 & 4194303) + 1721424.5, 'start of month')"
#define FIRST_PLACE_OF(account) \
  "(" account " << 49) + (cast (julianday (month) - 1721424.5 as integer) << 27)"
#define NEXT_PLACE_OF(account) \
  "(" account " << 49) + (cast (julianday (month, '+1 month') - 1721424.5 as integer) << 27)"
#define FIRST_PLACE FIRST_PLACE_OF ("account")
#define NEXT_PLACE NEXT_PLACE_OF ("account")

#define AFTER_LAST_PLACE G_MAXINT64
/* As many are read in some tens of milliseconds. */
#define SLICE_OPERATIONS 10000

/* Months from the place ?1 to before ?2 whose sums are not those of their operations, in either table, and
 * those of rows that are not what they were. %s = what a digest is made of. */
#define UNEQUAL                                                                                          \
  "with kept as (select account, month, count, charged, credited, digest from months where " FIRST_PLACE \
  " >= ?1 and " FIRST_PLACE " < ?2 and (count <> 0 or charged <> 0 or credited <> 0 or digest <> 0)), "  \
  "added as (select account, " MONTH_OF_PLACE " as month, count(*), sum (min (amount, 0)), "             \
  "sum (max (amount, 0)), sum (digest) from operations not indexed where withdrawn = 0 and pk >= ?1 "    \
  "and pk < ?2 group by 1, 2), "                                                                         \
  "unequal as (select account, month from (select * from kept except select * from added) "              \
  "union select account, month from (select * from added except select * from kept) "                    \
  "union select account, " MONTH_OF_PLACE " from operations not indexed where pk >= ?1 and pk < ?2 "     \
  "and digest is not cabinet_digest (%s)) "

static const char find_damaged[] =
  UNEQUAL "select 1 from unequal union all select 1 from months where damaged and " FIRST_PLACE
          " >= ?1 and " FIRST_PLACE " < ?2 limit 1";

static const char mark_damaged[] =
  UNEQUAL "insert into months (account, month, damaged) select account, month, 1 from unequal "
          "where month is not null and account in (select pk from accounts) "
          "on conflict (account, month) do update set damaged = 1";

/* Where the slice ends that begins at the place ?1: at least one month, whole ones only. */
static const char end_slice[] =
  "select max (" NEXT_PLACE
  ") from (select account, month, sum (count) over (order by account, month) - count "
  "as before from months where " FIRST_PLACE " >= ?1) where before < ?2";

static const char count_damaged[] = "select count(*) from months where damaged";

/* So that the next reading of the months reads them again. */
static const char forget_validators[] =
  "delete from validators where resource = '" CABINET_RESOURCE_MONTHS "' and owner in "
  "(select accounts.id from accounts join months on account = pk where damaged)";

static const char list_damaged[] =
  "select group_concat (name, ', ') from (select accounts.id || ' ' || substr (month, 1, 7) as name "
  "from months join accounts on pk = account where damaged and " FIRST_PLACE " >= ?1 and " FIRST_PLACE
  " < ?2 order by 1)";

/* What is live was just read, what is withdrawn is taken as it is. */
static const char mend_operations[] =
  "update operations set digest = cabinet_digest (%s) "
  "where account = ?1 and " MONTH_OF_PLACE " = ?2 and digest is not cabinet_digest (%s)";

/* A row whose day was wrong had its part in the sums of another month. */
static const char mend_sums[] =
  "update months set damaged = iif (month = ?2, 0, damaged), (count, charged, credited, digest) = "
  "(select count(*), coalesce (sum (min (amount, 0)), 0), coalesce (sum (max (amount, 0)), 0), "
  "coalesce (sum (digest), 0) from operations where withdrawn = 0 and pk >= " FIRST_PLACE_OF (
    "?1") " and pk < " NEXT_PLACE_OF ("?1") ") where account = ?1";

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
             && run_on_month (db, mend_sums, account, first, error));
}

/* @sql: of which %s is what a digest is made of */
static CabinetStatementHandle *
prepare_for_places (CabinetDb *db, const char *sql, gint64 first, gint64 next, GError **error)
{
  g_autofree char *digested = cabinet_archive_join_digested ("account", "@");
  g_auto (GStrv) parts = g_strsplit (sql, "%s", 2);
  g_autofree char *whole = g_strjoinv (digested, parts);
  CabinetStatementHandle *statement = cabinet_db_prepare (db, whole, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, first);
  sqlite3_bind_int64 (statement, 2, next);
  return statement;
}

static gboolean
mark (CabinetDb *db, gint64 first, gint64 next, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_for_places (db, mark_damaged, first, next, error);

  return statement != NULL && cabinet_db_run (db, statement, error) && run (db, forget_validators, error);
}

static gboolean
renew_search (CabinetDb *db, GError **error)
{
  return run (db, "insert into search (search) values ('rebuild')", error);
}

/* What was in the search of a row before it was damaged is not known: the search is made anew, once for all
 * that is found, so that whoever mends it needs to renew only what he changes. */
static gboolean
mark_searched (CabinetDb *db, gint64 first, gint64 next, GError **error)
{
  gint64 before, after;

  return cabinet_db_query_int (db, count_damaged, &before, error) && mark (db, first, next, error)
         && cabinet_db_query_int (db, count_damaged, &after, error)
         && (after == before || renew_search (db, error));
}

/* Within a transaction: marks all months that are not what was saved. */
gboolean
cabinet_archive_mark_damaged (CabinetDb *db, GError **error)
{
  return mark (db, 0, AFTER_LAST_PLACE, error);
}

/* The search is made of the operations, and can be made of them again; a full disk is no reason to. */
static gboolean
check_search (CabinetDb *db, GError **error)
{
  GError *problem = NULL;

  if (run (db, "insert into search (search, rank) values ('integrity-check', 1)", &problem))
    return TRUE;
  if (g_strcmp0 (cabinet_error_get_code (problem), "damaged") != 0)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_debug ("the search is made anew: %s", problem->message);
  g_error_free (problem);
  return renew_search (db, error);
}

static gboolean
tell_damaged (CabinetDb *db, gint64 first, gint64 next, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = prepare_for_places (db, list_damaged, first, next, error);
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

/* Whatever SQLite calls it when tables are not those that they were. */
static void
note_damage (CabinetDb *db, const GError *problem)
{
  if (g_strcmp0 (cabinet_error_get_code (problem), "damaged") == 0)
    cabinet_salvage_ask (cabinet_db_get_path (db));
}

static gboolean
check_ledgers (CabinetDb *db, GError **error)
{
  GError *problem = NULL;

  if (!cabinet_db_begin (db, error))
    return FALSE;
  if (!mark (db, 0, AFTER_LAST_PLACE, &problem) || !check_search (db, &problem))
    {
      cabinet_db_rollback (db);
      note_damage (db, problem);
      g_propagate_error (error, problem);
      return FALSE;
    }
  return cabinet_db_commit (db, error) && tell_damaged (db, 0, AFTER_LAST_PLACE, error);
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

static gboolean
find_end (CabinetDb *db, gint64 place, gint64 *end, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    prepare_for_places (db, end_slice, place, SLICE_OPERATIONS, error);

  if (statement == NULL || cabinet_db_step (db, statement, error) != CABINET_STEP_ROW)
    return FALSE;
  *end = sqlite3_column_type (statement, 0) == SQLITE_NULL ? AFTER_LAST_PLACE
                                                           : sqlite3_column_int64 (statement, 0);
  return TRUE;
}

static gboolean
put_place (CabinetDb *db, gint64 place, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement =
    cabinet_db_prepare (db, "update verified set place = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  return cabinet_db_run (db, statement, error);
}

static gboolean
verify_slice (CabinetDb *db, gboolean *over, GError **error)
{
  gint64 place, end;

  if (!cabinet_db_query_int (db, "select place from verified", &place, error)
      || !find_end (db, place, &end, error) || !mark_searched (db, place, end, error))
    return FALSE;
  *over = end == AFTER_LAST_PLACE;
  return put_place (db, *over ? 0 : end, error);
}

static gboolean
verify (CabinetDb *db, gpointer data, GError **error)
{
  if (!cabinet_db_begin (db, error))
    return FALSE;
  if (!verify_slice (db, data, error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  return cabinet_db_commit (db, error) && tell_damaged (db, 0, AFTER_LAST_PLACE, error);
}

/**
 * cabinet_archive_verify_async:
 *
 * Reads some months more of all that is archived, from where the call before ended, in whatever process.
 * Marks what is not what was saved, so that it is read again. Error: %CABINET_ERROR_STORAGE, damaged, as long
 * as anything is marked.
 */
void
cabinet_archive_verify_async (CabinetArchive *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));

  cabinet_archive_push (self, g_new0 (gboolean, 1), g_free, verify, CABINET_WORK_BARE, cancellable, callback,
                        user_data);
}

/**
 * cabinet_archive_verify_finish:
 * @over: (out): whether the archive was read to its end, so that the next call begins anew; set with an
 *   error, too
 */
gboolean
cabinet_archive_verify_finish (CabinetArchive *self, GAsyncResult *result, gboolean *over, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *over = *(gboolean *) g_task_get_task_data (G_TASK (result));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A period of an account, in whole months. */
typedef struct
{
  gint64 first, next;
} Places;

static gboolean
mark_places (CabinetDb *db, gpointer data, GError **error)
{
  Places *places = data;

  if (!cabinet_db_begin (db, error))
    return FALSE;
  if (!mark_searched (db, places->first, places->next, error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  return cabinet_db_commit (db, error) && tell_damaged (db, places->first, places->next, error);
}

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* By the worker, for this connection only reads. */
static gboolean
mark_and_wait (CabinetArchive *self, Places *places, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_main_context_push_thread_default (context);
  cabinet_archive_push (self, places, NULL, mark_places, CABINET_WORK_BARE, NULL, on_marked, &result);
  while (result == NULL)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  return cabinet_archive_finish (self, result, error);
}

/* The months of @account from that of @from to that of @to, either of which may be none. */
static gboolean
find_places (
  CabinetDb *db, const char *account, CabinetDate from, CabinetDate to, Places *places, GError **error)
{
  gint64 pk;

  if (!cabinet_archive_find_account (db, account, &pk, NULL, error))
    return FALSE;
  places->first =
    cabinet_place_first (pk, from != CABINET_DATE_NONE ? cabinet_date_month_start (from) : CABINET_DATE_NONE);
  places->next =
    cabinet_place_last (pk, to != CABINET_DATE_NONE ? cabinet_date_month_end (to) : CABINET_DATE_NONE) + 1;
  return TRUE;
}

/**
 * cabinet_archive_tell_damaged:
 * @account: its id
 * @from: a day of the first month, or none
 * @to: a day of the last month, or none
 *
 * Reads no month, only what is known of them. Error: %CABINET_ERROR_STORAGE, damaged: those that are marked
 * are named.
 */
gboolean
cabinet_archive_tell_damaged (
  CabinetArchive *self, const char *account, CabinetDate from, CabinetDate to, GError **error)
{
  CabinetDb *db;
  Places places;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  db = cabinet_archive_get_reader (self, error);
  return db != NULL && find_places (db, account, from, to, &places, error)
         && tell_damaged (db, places.first, places.next, error);
}

/**
 * cabinet_archive_verify_period:
 * @account: its id
 * @from: a day of the first month, or none
 * @to: a day of the last month, or none
 *
 * Reads these months, in the view if one was begun. Blocks. Error: %CABINET_ERROR_STORAGE, damaged: those
 * that are not what was saved are named, and marked, so that they are read again.
 */
gboolean
cabinet_archive_verify_period (
  CabinetArchive *self, const char *account, CabinetDate from, CabinetDate to, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = NULL;
  CabinetDb *db;
  Places places;
  CabinetStep step;

  g_return_val_if_fail (CABINET_IS_ARCHIVE (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  db = cabinet_archive_get_reader (self, error);
  if (db == NULL || !find_places (db, account, from, to, &places, error))
    return FALSE;
  statement = prepare_for_places (db, find_damaged, places.first, places.next, error);
  step = statement != NULL ? cabinet_db_step (db, statement, error) : CABINET_STEP_ERROR;
  return step == CABINET_STEP_DONE || (step == CABINET_STEP_ROW && mark_and_wait (self, &places, error));
}
