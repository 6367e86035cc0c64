/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-place.h"
#include "cabinet-salvage-private.h"

/* Ranges are halved within these only: row ids of contracts are small, those of operations lie within years.
 * What is nearer to something unreadable than a month is looked for page by page. */
#define LAST_SMALL_ID 255
#define FIRST_DAY 730120 /* 2000-01-01 */
#define LAST_DAY 766644  /* 2100-01-01 */
#define PLACES_OF_A_MONTH ((gint64) 32 << 27)

/* What has been read is read again after a salvage, so tags of it are left behind; the search is made of the
 * operations. Contracts come before what refers to them. */
static const char list_tables[] =
  "select name, wr from pragma_table_list where schema = 'main' and type = 'table' and "
  "name not like 'sqlite\\_%' escape '\\' and name not in ('validators', 'search_queue', 'verified') "
  "order by name <> 'sign_ins', name <> 'accounts', name";
static const char list_columns[] =
  "select name, lower (type), \"notnull\" or pk > 0, pk, dflt_value from pragma_table_info (?1) order by cid";

static void
table_free (gpointer data)
{
  CabinetSalvageTable *table = data;

  sqlite3_finalize (table->insert);
  g_free (table->name);
  g_free (table->target);
  g_free (table->columns);
  g_free (table->definition);
  g_free (table->shape);
  g_free (table->key);
  g_free (table->keys);
  g_free (table->keys_down);
  g_free (table);
}

/* What two columns more hold tells rows of a wider table. */
static void
finish_table (CabinetSalvageTable *table,
              GString *columns,
              GString *definition,
              GString *shape,
              GString *keys,
              GString *down)
{
  g_string_append (shape, " and x1 is null and x2 is null");
  g_string_append (definition, ", x1, x2");
  if (table->key == NULL)
    g_string_append_printf (definition, ", primary key (%s)", keys->str);
  g_string_append_printf (definition, ")%s", table->key == NULL ? " without rowid" : "");
  table->columns = g_strdup (columns->str);
  table->definition = g_strdup (definition->str);
  table->shape = g_strdup (shape->str);
  table->keys = table->key == NULL ? g_strdup (keys->str) : NULL;
  table->keys_down = table->key == NULL ? g_strdup (down->str) : NULL;
  table->by_account = g_str_has_prefix (columns->str, "account, ") && table->key == NULL;
}

static void
add_column (CabinetSalvageTable *table,
            sqlite3_stmt *row,
            GString *columns,
            GString *definition,
            GString *shape,
            GString *keys,
            GString *down)
{
  const char *name = (const char *) sqlite3_column_text (row, 0);
  const char *type = (const char *) sqlite3_column_text (row, 1);
  const char *otherwise = (const char *) sqlite3_column_text (row, 4);
  const char *comma = columns->len > 0 ? ", " : "";
  gboolean is_key = sqlite3_column_int (row, 3) > 0;

  g_string_append_printf (columns, "%s%s", comma, name);
  g_string_append_printf (definition, "%s%s", comma, name);
  if (table->key != NULL && is_key)
    {
      g_free (table->key);
      table->key = g_strdup (name);
      g_string_append (definition, " integer primary key");
      return;
    }
  if (otherwise != NULL)
    g_string_append_printf (definition, " default %s", otherwise);
  g_string_append_printf (
    shape, sqlite3_column_int (row, 2) ? " and typeof (%s) = '%s'" : " and typeof (%s) in ('null', '%s')",
    name, type);
  if (is_key)
    {
      g_string_append_printf (keys, "%s%s", keys->len > 0 ? ", " : "", name);
      g_string_append_printf (down, "%s%s desc", down->len > 0 ? ", " : "", name);
    }
}

/* Keys come in the order of columns: that is so in all tables of ours. */
static CabinetSalvageTable *
describe (CabinetDb *db, const char *name, gboolean without_rowid, GError **error)
{
  g_autoptr (CabinetStatementHandle) rows = cabinet_db_prepare (db, list_columns, error);
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) definition = g_string_new ("(");
  g_autoptr (GString) shape = g_string_new ("true");
  g_autoptr (GString) keys = g_string_new (NULL);
  g_autoptr (GString) down = g_string_new (NULL);
  CabinetSalvageTable *table;

  if (rows == NULL)
    return NULL;
  table = g_new0 (CabinetSalvageTable, 1);
  table->name = g_strdup (name);
  table->target = g_strdup (name);
  table->key = without_rowid ? NULL : g_strdup ("rowid");
  table->whole = TRUE;
  cabinet_db_bind_text (rows, 1, name);
  while (cabinet_db_step (db, rows, NULL) == CABINET_STEP_ROW)
    add_column (table, rows, columns, definition, shape, keys, down);
  finish_table (table, columns, definition, shape, keys, down);
  return table;
}

/**
 * cabinet_salvage_list_tables:
 * @db: the new file, empty
 *
 * Returns: (transfer full) (element-type CabinetSalvageTable) (nullable): what is to be saved, in order
 */
GPtrArray *
cabinet_salvage_list_tables (CabinetDb *db, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (CabinetStatementHandle) rows = cabinet_db_prepare (db, list_tables, error);
  CabinetStep step;

  if (rows == NULL)
    return NULL;
  while ((step = cabinet_db_step (db, rows, error)) == CABINET_STEP_ROW)
    {
      CabinetSalvageTable *table =
        describe (db, (const char *) sqlite3_column_text (rows, 0), sqlite3_column_int (rows, 1), error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return step == CABINET_STEP_DONE ? g_steal_pointer (&tables) : NULL;
}

CabinetSalvageTable *
cabinet_salvage_find_table (CabinetSalvageWork *work, const char *name)
{
  for (guint i = 0; i < work->tables->len; i++)
    if (g_str_equal (((CabinetSalvageTable *) g_ptr_array_index (work->tables, i))->name, name))
      return g_ptr_array_index (work->tables, i);
  return NULL;
}

static void
set_error (CabinetSalvageWork *work)
{
  sqlite3 *handle = cabinet_db_get_handle (work->db);

  if (work->error == NULL)
    cabinet_db_set_error (cabinet_db_get_path (work->db), sqlite3_extended_errcode (handle),
                          sqlite3_system_errno (handle), sqlite3_errmsg (handle), &work->error);
}

static gboolean
prepare_insert (CabinetSalvageWork *work, CabinetSalvageTable *table, int n_columns)
{
  g_autoptr (GString) sql = NULL;

  if (table->insert != NULL)
    return TRUE;
  sql = g_string_new (NULL);
  g_string_printf (sql, "insert into %s (%s) values (?", table->target, table->columns);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  if (sqlite3_prepare_v2 (cabinet_db_get_handle (work->db), sql->str, -1, &table->insert, NULL) == SQLITE_OK)
    return TRUE;
  set_error (work);
  return FALSE;
}

/* A row that is no row of this table any more (a flipped bit has made its text a number, or its contract
 * another one) is not kept; one that is there already was read before. */
static gboolean
put_row (CabinetSalvageWork *work, CabinetSalvageTable *table, sqlite3_stmt *row)
{
  int n_columns = sqlite3_column_count (row);
  int code;

  if (!prepare_insert (work, table, n_columns))
    return FALSE;
  for (int i = 0; i < n_columns; i++)
    sqlite3_bind_value (table->insert, i + 1, sqlite3_column_value (row, i));
  sqlite3_step (table->insert);
  code = sqlite3_reset (table->insert);
  switch (code)
    {
    case SQLITE_OK:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_UNIQUE:
      return TRUE;
    default:
      break;
    }
  table->whole = FALSE;
  if ((code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH)
    return TRUE;
  set_error (work);
  return FALSE;
}

/**
 * cabinet_salvage_put_rows:
 * @rows: a statement on a damaged file, that gives the table's columns in their order
 * @last: (out) (optional): the first column of the last row that could be read; else left as it is
 *
 * Returns: what the statement ended with: %SQLITE_DONE, or why it can read no further
 */
int
cabinet_salvage_put_rows (CabinetSalvageWork *work,
                          CabinetSalvageTable *table,
                          sqlite3_stmt *rows,
                          gint64 *last)
{
  int code;

  while (work->error == NULL && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      if (last != NULL)
        *last = sqlite3_column_int64 (rows, 0);
      if (!put_row (work, table, rows))
        break;
    }
  return work->error == NULL ? code : SQLITE_ABORT;
}

/* Reads on from one end of a range of keys, until its other end or what cannot be read. */
static gboolean
walk (CabinetSalvageWork *work,
      CabinetSalvageTable *table,
      const char *condition,
      gboolean down,
      gint64 first,
      gint64 last,
      gint64 *reached)
{
  g_autofree char *order = table->key != NULL ? g_strconcat (table->key, down ? " desc" : "", NULL)
                                              : g_strdup (down ? table->keys_down : table->keys);
  g_autofree char *sql =
    g_strdup_printf ("select %s from %s where %s order by %s", table->columns, table->name, condition, order);
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2 (work->broken, sql, -1, &rows, NULL);

  if (code == SQLITE_OK)
    {
      if (sqlite3_bind_parameter_count (rows) > 0)
        sqlite3_bind_int64 (rows, 1, first);
      if (sqlite3_bind_parameter_count (rows) > 1)
        sqlite3_bind_int64 (rows, 2, last);
      code = cabinet_salvage_put_rows (work, table, rows, reached);
    }
  sqlite3_finalize (rows);
  return code == SQLITE_DONE;
}

/* From both ends to what cannot be read, and then in each half of what is left. */
static void
read_range (CabinetSalvageWork *work, CabinetSalvageTable *table, gint64 first, gint64 last, gint64 least)
{
  g_autofree char *condition = g_strdup_printf ("%s between ?1 and ?2", table->key);
  gint64 up = first - 1, down = last + 1;

  if (work->error != NULL || first > last || walk (work, table, condition, FALSE, first, last, &up))
    return;
  table->whole = FALSE;
  first = MAX (first, up + 1);
  if (walk (work, table, condition, TRUE, first, last, &down))
    return;
  last = MIN (last, down - 1);
  if (last - first < least)
    return;
  read_range (work, table, first, first + (last - first) / 2, least);
  read_range (work, table, first + (last - first) / 2 + 1, last, least);
}

/* Accounts are in the new file by now. */
static GArray *
list_accounts (CabinetSalvageWork *work)
{
  GArray *accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *rows = NULL;

  if (sqlite3_prepare_v2 (cabinet_db_get_handle (work->db), "select pk from accounts", -1, &rows, NULL)
      == SQLITE_OK)
    while (sqlite3_step (rows) == SQLITE_ROW)
      {
        gint64 pk = sqlite3_column_int64 (rows, 0);

        g_array_append_val (accounts, pk);
      }
  sqlite3_finalize (rows);
  return accounts;
}

static void
read_by_row_id (CabinetSalvageWork *work, CabinetSalvageTable *table)
{
  gboolean placed = g_str_equal (table->name, "operations") && work->version >= 3;
  g_autoptr (GArray) accounts = NULL;
  gint64 up = 0, down = G_MAXINT64;

  if (walk (work, table, "true", FALSE, 0, 0, &up))
    return;
  table->whole = FALSE;
  walk (work, table, "true", TRUE, 0, 0, &down);
  if (!placed)
    {
      read_range (work, table, up + 1, MIN (down - 1, LAST_SMALL_ID), 1);
      return;
    }
  accounts = list_accounts (work);
  for (guint i = 0; i < accounts->len; i++)
    {
      gint64 account = g_array_index (accounts, gint64, i);

      read_range (work, table, MAX (up + 1, cabinet_place_first (account, FIRST_DAY)),
                  MIN (down - 1, cabinet_place_last (account, LAST_DAY)), PLACES_OF_A_MONTH);
    }
}

static void
read_by_keys (CabinetSalvageWork *work, CabinetSalvageTable *table)
{
  g_autoptr (GArray) accounts = NULL;

  if (walk (work, table, "true", FALSE, 0, 0, NULL))
    return;
  table->whole = FALSE;
  walk (work, table, "true", TRUE, 0, 0, NULL);
  accounts = list_accounts (work);
  for (guint i = 0; table->by_account && i < accounts->len; i++)
    {
      gint64 account = g_array_index (accounts, gint64, i);

      if (!walk (work, table, "account = ?1", FALSE, account, 0, NULL))
        walk (work, table, "account = ?1", TRUE, account, 0, NULL);
    }
}

/**
 * cabinet_salvage_read_ranges:
 *
 * Copies what can be reached by keys, in ranges around what cannot be read.
 */
void
cabinet_salvage_read_ranges (CabinetSalvageWork *work, CabinetSalvageTable *table)
{
  if (work->error != NULL)
    return;
  if (table->key != NULL)
    read_by_row_id (work, table);
  else
    read_by_keys (work, table);
}
