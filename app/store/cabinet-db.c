/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cabinet-digest.h"
#include "cabinet-salvage.h"

#define BUSY_TIMEOUT_MS 5000
#define PROGRESS_STEPS 4000
#define MAX_STATEMENTS 96

struct _CabinetDb
{
  sqlite3 *handle;
  char *path;
  GThread *owner;
  GHashTable *statements; /* SQL -> sqlite3_stmt */
  CabinetEach each;       /* of the statement that runs */
  gpointer each_data;
  gpointer kept;
  char *kept_name; /* NULL = nothing is kept */
  GDestroyNotify free_kept;
  gint64 version; /* of the file, as others see it, when it was last asked what is kept */
  int n_changes;  /* by this connection, at the same time */
};

/* A file that turns out to be damaged while it is in use is saved when it is next opened. The search is not
 * part of that: it can be made anew. */
static void
set_error (CabinetDb *db, GError **error)
{
  int code = sqlite3_extended_errcode (db->handle);

  if ((code & 0xff) == SQLITE_CORRUPT && code != SQLITE_CORRUPT_VTAB)
    cabinet_salvage_ask (db->path);
  /* A wrong byte at its beginning may forbid to write to a file that can be written. */
  if (code == SQLITE_READONLY && access (db->path, W_OK) == 0)
    code = SQLITE_CORRUPT;
  cabinet_db_set_error (db->path, code, sqlite3_system_errno (db->handle), sqlite3_errmsg (db->handle),
                        error);
}

static void
drop_kept (CabinetDb *db)
{
  if (db->kept_name != NULL)
    db->free_kept (db->kept);
  g_clear_pointer (&db->kept_name, g_free);
}

static void
call_each (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  CabinetDb *db = sqlite3_user_data (context);

  if (db->each != NULL)
    db->each (sqlite3_value_int64 (values[0]), n_values > 1 ? sqlite3_value_int64 (values[1]) : 0,
              db->each_data);
}

static void
end_each (sqlite3_context *context)
{
}

/* The SQL aggregate cabinet_each (NUMBER[, NUMBER]), for cabinet_db_each(). */
static int
register_each (CabinetDb *db)
{
  return sqlite3_create_function_v2 (db->handle, "cabinet_each", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, db,
                                     NULL, call_each, end_each, NULL);
}

static CabinetDb *
open_handle (const char *path, int flags, GError **error)
{
  CabinetDb *db = g_new0 (CabinetDb, 1);

  db->path = g_strdup (path);
  db->owner = g_thread_self ();
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sqlite3_finalize);
  if (sqlite3_open_v2 (path, &db->handle, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || cabinet_digest_register (db->handle) != SQLITE_OK || register_each (db) != SQLITE_OK)
    {
      set_error (db, error);
      cabinet_db_close (db);
      return NULL;
    }
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  return db;
}

/* Makes the file before SQLite does: -wal and -shm take its mode. An existing file is never opened here, for
 * closing it would drop the locks that another connection of this process holds on it. */
static gboolean
make_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      cabinet_db_set_error (path, SQLITE_CANTOPEN, errno, NULL, error);
      return FALSE;
    }
  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  if (errno != EEXIST || stat (path, &info) != 0)
    {
      cabinet_db_set_error (path, SQLITE_CANTOPEN, errno, NULL, error);
      return FALSE;
    }
  if ((info.st_mode & 077) != 0)
    (void) g_chmod (path, 0600);
  return TRUE;
}

/* The switch to WAL needs the file for itself and does not call the busy handler. */
static gboolean
use_wal (CabinetDb *db, GError **error)
{
  for (int tries = 0;; tries++)
    {
      int code = sqlite3_exec (db->handle, "pragma journal_mode = wal", NULL, NULL, NULL);

      if (code == SQLITE_OK)
        return TRUE;
      if ((code & 0xff) != SQLITE_BUSY || tries * 20 > BUSY_TIMEOUT_MS)
        break;
      g_usleep (20 * 1000);
    }
  set_error (db, error);
  return FALSE;
}

/**
 * cabinet_db_open:
 * @path: the file; made with mode 0600, its folder with 0700, if missing
 * @schema: what the file must be; an older one is brought up to it
 *
 * Opens the writing connection: WAL, foreign keys on, what is deleted is overwritten.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with an error; a file that is damaged, too
 *   new or not Cabinet's is not touched
 */
CabinetDb *
cabinet_db_open (const char *path, const CabinetSchema *schema, GError **error)
{
  g_autoptr (CabinetDb) db = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!make_private_file (path, error))
    return NULL;
  db = open_handle (path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL
      || !cabinet_db_exec (
        db,
        "pragma secure_delete = on; pragma foreign_keys = on; pragma trusted_schema = off; "
        "pragma journal_size_limit = 4194304",
        error)
      || !cabinet_db_migrate (db, schema, error) || !use_wal (db, error)
      || !cabinet_db_exec (db, schema->durable ? "pragma synchronous = full" : "pragma synchronous = normal",
                           error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * cabinet_db_open_reader:
 * @path: a file that a writing connection has open
 *
 * Returns: (transfer full) (nullable): a connection that cannot write and sees every commit
 */
CabinetDb *
cabinet_db_open_reader (const char *path, GError **error)
{
  g_autoptr (CabinetDb) db = open_handle (path, SQLITE_OPEN_READONLY, error);

  if (db == NULL || !cabinet_db_exec (db, "pragma query_only = on; pragma trusted_schema = off", error))
    return NULL;
  return g_steal_pointer (&db);
}

void
cabinet_db_close (CabinetDb *db)
{
  if (db == NULL)
    return;

  g_assert (db->owner == g_thread_self ());
  drop_kept (db);
  g_hash_table_unref (db->statements);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement of %s was still in use", db->path);
  g_free (db->path);
  g_free (db);
}

/**
 * cabinet_db_release:
 *
 * Gives the connection up, for another thread to adopt.
 */
void
cabinet_db_release (CabinetDb *db)
{
  g_assert (db->owner == g_thread_self ());
  db->owner = NULL;
}

/**
 * cabinet_db_adopt:
 *
 * Makes the calling thread the owner of a connection that was released.
 */
void
cabinet_db_adopt (CabinetDb *db)
{
  g_assert (db->owner == NULL);
  db->owner = g_thread_self ();
}

const char *
cabinet_db_get_path (CabinetDb *db)
{
  return db->path;
}

sqlite3 *
cabinet_db_get_handle (CabinetDb *db)
{
  g_assert (db->owner == g_thread_self ());
  return db->handle;
}

static int
check_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

/**
 * cabinet_db_set_cancellable:
 * @cancellable: (nullable): interrupts statements that run long; not owned, so unset it in time
 */
void
cabinet_db_set_cancellable (CabinetDb *db, GCancellable *cancellable)
{
  sqlite3_progress_handler (cabinet_db_get_handle (db), PROGRESS_STEPS,
                            cancellable != NULL ? check_cancelled : NULL, cancellable);
}

gboolean
cabinet_db_exec (CabinetDb *db, const char *sql, GError **error)
{
  if (sqlite3_exec (cabinet_db_get_handle (db), sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_error (db, error);
  return FALSE;
}

/* Takes the right to write at once: a read that turns into a write later could be refused. */
gboolean
cabinet_db_begin (CabinetDb *db, GError **error)
{
  return cabinet_db_exec (db, "begin immediate", error);
}

gboolean
cabinet_db_commit (CabinetDb *db, GError **error)
{
  if (cabinet_db_exec (db, "commit", error))
    return TRUE;
  cabinet_db_rollback (db);
  return FALSE;
}

void
cabinet_db_rollback (CabinetDb *db)
{
  /* Some errors (a full disk) have rolled back already. */
  if (!sqlite3_get_autocommit (cabinet_db_get_handle (db)))
    sqlite3_exec (db->handle, "rollback", NULL, NULL, NULL);
  drop_kept (db);
}

static gboolean
is_idle (gpointer sql, gpointer statement, gpointer user_data)
{
  return !sqlite3_stmt_busy (statement);
}

/**
 * cabinet_db_prepare:
 * @sql: one statement; it is kept prepared under its text
 *
 * Returns: (nullable): the statement with nothing bound, to hold in a g_autoptr; not to be lent twice at once
 */
CabinetStatementHandle *
cabinet_db_prepare (CabinetDb *db, const char *sql, GError **error)
{
  sqlite3 *handle = cabinet_db_get_handle (db);
  sqlite3_stmt *statement = g_hash_table_lookup (db->statements, sql);

  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }
  if (sqlite3_prepare_v3 (handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      set_error (db, error);
      return NULL;
    }
  g_assert (statement != NULL);
  if (g_hash_table_size (db->statements) >= MAX_STATEMENTS)
    g_hash_table_foreach_remove (db->statements, is_idle, NULL);
  g_hash_table_insert (db->statements, g_strdup (sql), statement);
  return statement;
}

void
cabinet_db_give_back (CabinetStatementHandle *statement)
{
  if (statement == NULL)
    return;
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

CabinetStep
cabinet_db_step (CabinetDb *db, CabinetStatementHandle *statement, GError **error)
{
  g_assert (db->owner == g_thread_self ());

  switch (sqlite3_step (statement))
    {
    case SQLITE_ROW:
      return CABINET_STEP_ROW;
    case SQLITE_DONE:
      return CABINET_STEP_DONE;
    default:
      set_error (db, error);
      return CABINET_STEP_ERROR;
    }
}

/**
 * cabinet_db_run:
 *
 * Runs a statement that gives no rows, and makes it ready to be bound and run again.
 */
gboolean
cabinet_db_run (CabinetDb *db, CabinetStatementHandle *statement, GError **error)
{
  CabinetStep step = cabinet_db_step (db, statement, error);

  g_assert (step != CABINET_STEP_ROW);
  sqlite3_reset (statement);
  return step == CABINET_STEP_DONE;
}

/**
 * cabinet_db_each:
 * @statement: that selects cabinet_each (NUMBER[, NUMBER]) and nothing else
 * @each: called with the numbers of each row, in the order of the rows; a number that is not selected is 0
 *
 * Goes over many rows: quicker than steps, of which each row needs one.
 */
gboolean
cabinet_db_each (
  CabinetDb *db, CabinetStatementHandle *statement, CabinetEach each, gpointer data, GError **error)
{
  CabinetStep step;

  g_assert (db->each == NULL);
  db->each = each;
  db->each_data = data;
  step = cabinet_db_step (db, statement, error);
  db->each = NULL;
  return step != CABINET_STEP_ERROR;
}

int
cabinet_db_get_changes (CabinetDb *db)
{
  return sqlite3_changes (cabinet_db_get_handle (db));
}

/**
 * cabinet_db_query_int:
 * @sql: a statement whose first row's first column is wanted; no row counts as 0
 */
gboolean
cabinet_db_query_int (CabinetDb *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);
  CabinetStep step;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  step = cabinet_db_step (db, statement, error);
  if (step == CABINET_STEP_ROW)
    *value = sqlite3_column_int64 (statement, 0);
  return step != CABINET_STEP_ERROR;
}

/**
 * cabinet_db_get_kept:
 *
 * Returns: (transfer none) (nullable): what is kept under @name, if nobody has changed the file since this
 * was asked before it was kept
 */
gpointer
cabinet_db_get_kept (CabinetDb *db, const char *name)
{
  int n_changes = sqlite3_total_changes (cabinet_db_get_handle (db));
  gint64 version;

  if (!cabinet_db_query_int (db, "pragma data_version", &version, NULL) || version != db->version
      || n_changes != db->n_changes)
    {
      drop_kept (db);
      db->version = version;
      db->n_changes = n_changes;
    }
  return g_strcmp0 (name, db->kept_name) == 0 ? db->kept : NULL;
}

/**
 * cabinet_db_keep:
 * @name: it must have been asked for just before, in vain
 * @kept: (transfer full): in the place of what was kept
 */
void
cabinet_db_keep (CabinetDb *db, const char *name, gpointer kept, GDestroyNotify free_kept)
{
  drop_kept (db);
  db->kept = kept;
  db->kept_name = g_strdup (name);
  db->free_kept = free_kept;
}

/**
 * cabinet_db_bind_text:
 * @text: (nullable): copied; %NULL binds NULL
 */
void
cabinet_db_bind_text (CabinetStatementHandle *statement, int index, const char *text)
{
  int code = text != NULL ? sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT)
                          : sqlite3_bind_null (statement, index);

  g_assert (code == SQLITE_OK);
}

char *
cabinet_db_dup_text (CabinetStatementHandle *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}
