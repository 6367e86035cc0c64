/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-archive-private.h"
#include "cabinet-archive-readings.h"
#include "cabinet-salvage-private.h"

/* Versions of the schema from which on rows prove themselves, and months can be marked. */
#define VERSION_OF_DIGESTS 3
/* … and from which on operations are counted by whoever adds them. */
#define VERSION_OF_COUNTING 6

/* What the damaged file says of each month. */
static const char keep_months[] = "create temp table kept as select * from months limit 0; "
                                  "create unique index temp.kept_by_month on kept (account, month)";

/* An index may still tell of a contract, or a sign-in, whose own row is lost: its operations are not lost
 * with it. Its person signs in again, which fills in the rest; until then it has no address. */
static const char *const find_contracts[] = {
  "select pk, id from accounts indexed by sqlite_autoindex_accounts_1",
  "select pk, sign_in from accounts indexed by accounts_by_sign_in",
};
static const char list_contracts[] =
  "create temp table if not exists found (pk integer primary key, id text, sign_in text)";
static const char *const note_contracts[] = {
  "insert into found (pk, id) values (?1, ?2) on conflict (pk) do update set id = excluded.id",
  "insert into found (pk, sign_in) values (?1, ?2) on conflict (pk) do update set sign_in = excluded.sign_in",
};
static const char stand_in[] =
  "delete from found where id is null or pk in (select pk from accounts) or id in (select id from accounts); "
  "update found set sign_in = 'lost-' || id where sign_in is null; "
  "insert into sign_ins (id, connector, base_url, provider, kind, login, remember) "
  "select sign_in, 'cabinet', '', substr (id, 1, instr (id || '-', '-') - 1), "
  "'password', "
  "substr (id, instr (id, '-') + 1), 0 from found where true on conflict (id) do nothing; "
  "insert into accounts (pk, id, sign_in, position, currency, contract) "
  "select pk, id, sign_in, pk, currency, json_object ('id', id, 'number', substr (id, instr (id, '-') + 1), "
  "'subscriber_kind', 'unknown', 'zone', zone, 'currency', currency) from found, "
  "(select coalesce ((select currency from accounts limit 1), 'RUB') as currency, coalesce ((select "
  "json_extract (contract, '$.zone') from accounts where json_valid (contract) limit 1), 'Europe/Moscow') as "
  "zone)";
/* The contracts are there, but not who opens them. */
static const char stand_in_sign_ins[] =
  "insert into sign_ins (id, connector, base_url, provider, kind, login, remember) "
  "select sign_in, 'cabinet', '', substr (id, 1, instr (id || '-', '-') - 1), "
  "'password', "
  "substr (id, instr (id, '-') + 1), 0 from accounts where true on conflict (id) do nothing";

/* What is left of a row whose text is not what it was. */
static const char mend_sign_in[] = "update sign_ins set kind = 'password', info = null where id = ?1";
static const char mend_account[] =
  "update accounts set contract = json_object ('id', id, 'number', substr (id, instr (id, '-') + 1), "
  "'subscriber_kind', 'unknown', 'zone', coalesce ((select json_extract (contract, '$.zone') from accounts "
  "where json_valid (contract) and json_extract (contract, '$.zone') like '%/%' limit 1), 'Europe/Moscow'), "
  "'currency', currency), overview = null, capabilities = null, read_at = null where id = ?1";

/* Older ones count by a trigger what is added. */
static const char count_months[] =
  "insert into months (account, month, count, charged, credited, digest) "
  "select account, substr (date, 1, 8) || '01' as first, count (*), sum (min (amount, 0)), "
  "sum (max (amount, 0)), sum (digest) from operations where withdrawn = 0 group by account, first";

/* A month whose sums are those that the damaged file tells is the same as at the provider, as far as it was.
 */
static const char take_months[] =
  "delete from months where month is not date (month, 'start of month'); "
  "update months set revision = kept.revision from temp.kept where kept.account = months.account and "
  "kept.month = months.month and kept.count = months.count and kept.charged = months.charged and "
  "kept.credited = months.credited; "
  "insert into months (account, month, revision) select account, month, revision from temp.kept "
  "where count = 0 and account in (select pk from accounts) on conflict (account, month) do nothing";
static const char mark_months[] =
  "insert into months (account, month, damaged) select account, month, 1 from temp.kept "
  "where account in (select pk from accounts) and month is date (month, 'start of month') and not exists "
  "(select 1 from months where months.account = kept.account and months.month = kept.month and "
  "months.count = kept.count and months.charged = kept.charged and months.credited = kept.credited and "
  "months.digest = kept.digest and not kept.damaged) and (count > 0 or damaged) "
  "on conflict (account, month) do update set damaged = 1";
/* Nothing tells whether these are all. */
static const char mark_other_months[] =
  "update months set damaged = 1 where not exists (select 1 from temp.kept "
  "where kept.account = months.account and kept.month = months.month)";
static const char list_stand_ins[] = "select group_concat (accounts.id, ', '), max (currency) from accounts "
                                     "join found on found.id = accounts.id";
static const char renew_search[] = "delete from search_queue; insert into search (search) values ('rebuild')";
static const char list_damaged[] =
  "select group_concat (name, ', ') from (select accounts.id || ' ' || substr (month, 1, 7) as name "
  "from months join accounts on pk = account where damaged order by 1)";

static gboolean
is_whole (CabinetSalvageWork *work, const char *name)
{
  CabinetSalvageTable *table = cabinet_salvage_find_table (work, name);

  return table == NULL || table->whole;
}

/* By keys, and where that was not enough page by page. */
static void
read_tables (CabinetSalvageWork *work, gboolean contracts)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; i < work->tables->len; i++)
    {
      CabinetSalvageTable *table = g_ptr_array_index (work->tables, i);

      if ((g_str_equal (table->name, "sign_ins") || g_str_equal (table->name, "accounts")) != contracts)
        continue;
      cabinet_salvage_read_ranges (work, table);
      if (!table->whole)
        g_ptr_array_add (left, table);
    }
  if (left->len > 0)
    cabinet_salvage_read_leaves (work, left);
}

static gboolean
note_found (CabinetSalvageWork *work, guint i, GError **error)
{
  g_autoptr (CabinetStatementHandle) note = cabinet_db_prepare (work->db, note_contracts[i], error);
  sqlite3_stmt *rows = NULL;
  gboolean done = note != NULL;

  if (sqlite3_prepare_v2 (work->broken, find_contracts[i], -1, &rows, NULL) == SQLITE_OK)
    while (done && sqlite3_step (rows) == SQLITE_ROW)
      {
        if (sqlite3_column_type (rows, 0) != SQLITE_INTEGER || sqlite3_column_type (rows, 1) != SQLITE_TEXT)
          continue;
        sqlite3_bind_value (note, 1, sqlite3_column_value (rows, 0));
        sqlite3_bind_value (note, 2, sqlite3_column_value (rows, 1));
        done = cabinet_db_run (work->db, note, error);
      }
  sqlite3_finalize (rows);
  return done;
}

static gboolean
tell_stand_ins (CabinetDb *db, CabinetSalvage *salvage, GError **error)
{
  g_autoptr (CabinetStatementHandle) names = cabinet_db_prepare (db, list_stand_ins, error);

  if (names == NULL || cabinet_db_step (db, names, error) != CABINET_STEP_ROW)
    return FALSE;
  salvage->stand_ins = cabinet_db_dup_text (names, 0);
  salvage->currency = cabinet_db_dup_text (names, 1);
  return TRUE;
}

static gboolean
read_contracts (CabinetSalvageWork *work, CabinetSalvage *salvage, GError **error)
{
  read_tables (work, TRUE);
  if (work->error != NULL || (is_whole (work, "accounts") && is_whole (work, "sign_ins")))
    return TRUE;
  return cabinet_db_exec (work->db, list_contracts, error) && note_found (work, 0, error)
         && note_found (work, 1, error) && cabinet_db_exec (work->db, stand_in, error)
         && tell_stand_ins (work->db, salvage, error);
}

/* A row whose proof fails is not taken from a page to which nothing leads: it may be of another time. */
static gboolean
prepare_tables (CabinetSalvageWork *work, GError **error)
{
  CabinetSalvageTable *months = cabinet_salvage_find_table (work, "months");
  CabinetSalvageTable *operations = cabinet_salvage_find_table (work, "operations");

  g_free (months->target);
  months->target = g_strdup ("temp.kept");
  if (work->version >= VERSION_OF_DIGESTS)
    {
      g_autofree char *digested = cabinet_archive_join_digested ("account", "@");
      char *shape = g_strdup_printf ("%s and account = pk >> 49 and digest is cabinet_digest (%s)",
                                     operations->shape, digested);

      g_free (operations->shape);
      operations->shape = shape;
    }
  return cabinet_db_exec (work->db, keep_months, error);
}

static gboolean
settle_months (CabinetSalvageWork *work, GError **error)
{
  if ((work->version >= VERSION_OF_COUNTING && !cabinet_db_exec (work->db, count_months, error))
      || !cabinet_db_exec (work->db, take_months, error))
    return FALSE;
  if (work->version < VERSION_OF_DIGESTS)
    return TRUE;
  return cabinet_db_exec (work->db, mark_months, error)
         && (is_whole (work, "months") || cabinet_db_exec (work->db, mark_other_months, error))
         && cabinet_archive_mark_damaged (work->db, error) && cabinet_db_exec (work->db, renew_search, error);
}

/* Messages that are missing are asked for only where threads are not known to be read. */
static gboolean
forget_threads (CabinetSalvageWork *work, GError **error)
{
  return work->version < 2 || is_whole (work, "messages")
         || cabinet_db_exec (work->db, "delete from readings where resource = '" CABINET_RESOURCE_THREADS "'",
                             error);
}

static char *
join_parts (CabinetSalvageWork *work)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < work->tables->len; i++)
    {
      CabinetSalvageTable *table = g_ptr_array_index (work->tables, i);

      if (!table->whole && !g_str_equal (table->name, "operations") && !g_str_equal (table->name, "months"))
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", table->name);
    }
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

/* Rows of a contract of which nothing is left. */
static gboolean
drop_strays (CabinetSalvageWork *work, GError **error)
{
  for (guint i = 0; i < work->tables->len; i++)
    {
      CabinetSalvageTable *table = g_ptr_array_index (work->tables, i);
      g_autofree char *sql =
        g_strdup_printf ("delete from %s where account not in (select pk from accounts)", table->name);

      if (strstr (table->columns, "account, ") == NULL)
        continue;
      if (!cabinet_db_exec (work->db, sql, error))
        return FALSE;
      if (cabinet_db_get_changes (work->db) > 0)
        table->whole = FALSE;
    }
  return TRUE;
}

static gboolean
read_archive (gpointer data, CabinetSalvage *salvage, GError **error)
{
  CabinetSalvageWork *work = data;

  if (!prepare_tables (work, error) || !read_contracts (work, salvage, error))
    return FALSE;
  read_tables (work, FALSE);
  if (work->error != NULL)
    return TRUE;
  if (!cabinet_db_exec (work->db, stand_in_sign_ins, error) || !drop_strays (work, error)
      || !settle_months (work, error) || !forget_threads (work, error))
    return FALSE;
  salvage->parts = join_parts (work);
  return TRUE;
}

/* Rows of @table that say nothing any more. */
static GPtrArray *
list_unreadable (CabinetDb *db, GType type, const char *table, GError **error)
{
  g_autofree char *columns = cabinet_record_sql_join (type, "@");
  g_autofree char *sql = g_strdup_printf ("select id, %s from %s", columns, table);
  g_autoptr (CabinetStatementHandle) rows = cabinet_db_prepare (db, sql, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unreadable = g_ptr_array_new ();
  CabinetStep step;

  if (rows == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, rows, error)) == CABINET_STEP_ROW)
    {
      g_autoptr (GObject) record = cabinet_record_sql_read (rows, 1, type, NULL, unreadable, NULL);

      if (record == NULL)
        g_ptr_array_add (ids, cabinet_db_dup_text (rows, 0));
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
mend_records (
  CabinetDb *db, GType type, const char *table, const char *sql, CabinetSalvage *salvage, GError **error)
{
  g_autoptr (GPtrArray) ids = list_unreadable (db, type, table, error);
  g_autoptr (CabinetStatementHandle) mend = ids != NULL ? cabinet_db_prepare (db, sql, error) : NULL;

  if (mend == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      char *before = salvage->parts;

      cabinet_db_bind_text (mend, 1, g_ptr_array_index (ids, i));
      if (!cabinet_db_run (db, mend, error))
        return FALSE;
      if (before == NULL || strstr (before, table) == NULL)
        {
          salvage->parts = before != NULL ? g_strdup_printf ("%s %s", table, before) : g_strdup (table);
          g_free (before);
        }
    }
  return TRUE;
}

static gboolean
finish_archive (gpointer data, CabinetSalvage *salvage, GError **error)
{
  CabinetDb *db = data;
  g_autoptr (CabinetStatementHandle) names = NULL;
  gint64 contracts, operations;

  if (!mend_records (db, CABINET_TYPE_STORED_SIGN_IN, "sign_ins", mend_sign_in, salvage, error)
      || !mend_records (db, CABINET_TYPE_STORED_ACCOUNT, "accounts", mend_account, salvage, error))
    return FALSE;
  if (!cabinet_db_query_int (db, "select count(*) from accounts", &contracts, error)
      || !cabinet_db_query_int (db, "select count(*) from operations", &operations, error))
    return FALSE;
  salvage->contracts = (guint) contracts;
  salvage->operations = (guint) operations;
  names = cabinet_db_prepare (db, list_damaged, error);
  if (names == NULL || cabinet_db_step (db, names, error) != CABINET_STEP_ROW)
    return FALSE;
  salvage->months = cabinet_db_dup_text (names, 0);
  return TRUE;
}

CabinetSalvage *
cabinet_archive_salvage (const char *path, GError **error)
{
  return cabinet_salvage_file (path, cabinet_archive_get_schema (), read_archive, finish_archive, error);
}
