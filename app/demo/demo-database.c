/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-database.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdarg.h>

/* Raised with any change of the schema or of the numbers kept in it: an older file is made anew. */
#define VERSION 6

struct _DemoDatabase
{
  sqlite3 *db;
  GHashTable *statements; /* SQL text, a literal -> sqlite3_stmt */
  int depth;              /* of transactions */
};

static void
execute (DemoDatabase *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self->db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("cabinet-demo: %s: %s", sql, message);
}

static void
remove_file (const char *file)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (file, ends[i], NULL);
      g_unlink (name);
    }
}

/* 0 = empty, VERSION = ours, -1 = nothing that can be read, else an older or newer program's. Returns:
 * whether that could be found out. */
static gboolean
read_version (DemoDatabase *self, int *version)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (self->db, "PRAGMA user_version", -1, &statement, NULL);

  *version = -1;
  if (result == SQLITE_OK && (result = sqlite3_step (statement)) == SQLITE_ROW)
    *version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  return result == SQLITE_ROW || result == SQLITE_NOTADB || result == SQLITE_CORRUPT;
}

static void
set_error (DemoDatabase *self, const char *file, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: %s", file, sqlite3_errmsg (self->db));
}

static DemoDatabase *
connect_to (const char *file, GError **error)
{
  g_autoptr (DemoDatabase) self = g_new0 (DemoDatabase, 1);

  self->statements =
    g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) sqlite3_finalize);
  if (sqlite3_open (file != NULL ? file : ":memory:", &self->db) != SQLITE_OK)
    {
      set_error (self, file, error);
      return NULL;
    }
  /* A window and a terminal command may each have a demo over the same file. */
  sqlite3_busy_timeout (self->db, 10000);
  return g_steal_pointer (&self);
}

static void
create_schema (DemoDatabase *self)
{
  g_autoptr (GBytes) sql = NULL;
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", VERSION);
  int version;

  sql =
    g_resources_lookup_data ("/org/example/Cabinet/demo/demo-schema.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (sql != NULL);
  demo_database_begin (self);
  /* Another process may have been first. */
  if (read_version (self, &version) && version != VERSION)
    {
      execute (self, g_bytes_get_data (sql, NULL));
      execute (self, pragma);
    }
  demo_database_commit (self);
}

/**
 * demo_database_open:
 * @file: (nullable): NULL = in memory. A file that is damaged or of another version is made anew: its data
 *   are invented
 *
 * Returns: (transfer full) (nullable): the data, or NULL and why they cannot be opened
 */
DemoDatabase *
demo_database_open (const char *file, GError **error)
{
  g_autoptr (DemoDatabase) self = connect_to (file, error);
  int version;

  if (self == NULL)
    return NULL;
  if (!read_version (self, &version))
    {
      set_error (self, file, error);
      return NULL;
    }
  if (version != VERSION && version != 0 && file != NULL)
    {
      g_clear_pointer (&self, demo_database_close);
      remove_file (file);
      self = connect_to (file, error);
      if (self == NULL)
        return NULL;
      version = 0;
    }
  execute (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                 " PRAGMA temp_store = MEMORY;");
  if (version != VERSION)
    create_schema (self);
  return g_steal_pointer (&self);
}

void
demo_database_close (DemoDatabase *self)
{
  g_hash_table_unref (self->statements);
  sqlite3_close (self->db);
  g_free (self);
}

static sqlite3_stmt *
query_valist (DemoDatabase *self, const char *sql, const char *kinds, va_list args)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        g_error ("cabinet-demo: %s: %s", sql, sqlite3_errmsg (self->db));
      g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  g_assert (!sqlite3_stmt_busy (statement));

  for (int i = 1; *kinds != '\0'; kinds++, i++)
    switch (*kinds)
      {
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
        break;
      case 's':
        sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      default:
        g_assert_not_reached ();
      }
  return statement;
}

/**
 * demo_database_query:
 * @sql: a literal: statements are kept by its address
 * @kinds: one letter a parameter: `i` a #gint64, `s` a text or NULL
 *
 * Returns: (transfer none): a statement to be stepped by demo_row() to its end, or left by demo_rows_end()
 */
sqlite3_stmt *
demo_database_query (DemoDatabase *self, const char *sql, const char *kinds, ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, kinds);
  statement = query_valist (self, sql, kinds, args);
  va_end (args);
  return statement;
}

/**
 * demo_row:
 *
 * Returns: whether there is a row; at the end the statement is ready for its next use
 */
gboolean
demo_row (sqlite3_stmt *statement)
{
  int result = sqlite3_step (statement);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    g_error ("cabinet-demo: %s: %s", sqlite3_sql (statement), sqlite3_errmsg (sqlite3_db_handle (statement)));
  demo_rows_end (statement);
  return FALSE;
}

void
demo_rows_end (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

void
demo_database_run (DemoDatabase *self, const char *sql, const char *kinds, ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, kinds);
  statement = query_valist (self, sql, kinds, args);
  va_end (args);
  if (demo_row (statement))
    demo_rows_end (statement);
}

/**
 * demo_database_get_int:
 *
 * Returns: the first column of the first row; 0 if there is none or it is NULL
 */
gint64
demo_database_get_int (DemoDatabase *self, const char *sql, const char *kinds, ...)
{
  sqlite3_stmt *statement;
  gint64 value = 0;
  va_list args;

  va_start (args, kinds);
  statement = query_valist (self, sql, kinds, args);
  va_end (args);
  if (demo_row (statement))
    {
      value = sqlite3_column_int64 (statement, 0);
      demo_rows_end (statement);
    }
  return value;
}

/* Transactions may stand inside each other: the outermost counts. */
void
demo_database_begin (DemoDatabase *self)
{
  if (self->depth++ == 0)
    execute (self, "BEGIN IMMEDIATE");
}

void
demo_database_commit (DemoDatabase *self)
{
  g_assert (self->depth > 0);
  if (--self->depth == 0)
    execute (self, "COMMIT");
}

gint64
demo_database_last_id (DemoDatabase *self)
{
  return sqlite3_last_insert_rowid (self->db);
}

int
demo_database_changes (DemoDatabase *self)
{
  return sqlite3_changes (self->db);
}

gint64
demo_database_get_meta (DemoDatabase *self, const char *name)
{
  return demo_database_get_int (self, "SELECT value FROM meta WHERE name = ?", "s", name);
}

void
demo_database_set_meta (DemoDatabase *self, const char *name, gint64 value)
{
  demo_database_run (self, "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", "si", name, value);
}
