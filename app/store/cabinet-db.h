/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "cabinet-error.h"

G_BEGIN_DECLS

/* One SQLite connection. It belongs to one thread at a time, which every function asserts.
 *
 * Errors are CABINET_ERROR_STORAGE with one of the codes full, read-only, damaged, too-new, busy, io; the
 * message says what was kept and what to do. */
typedef struct _CabinetDb CabinetDb;

/* A file format: sql/NAME-1.sql … NAME-VERSION.sql lead to it, PRAGMA user_version tells how far a file is.
 */
typedef struct
{
  const char *name;
  int version;
  int application_id;
  gboolean durable; /* synchronous FULL: a commit survives a power cut */
} CabinetSchema;

CabinetDb *cabinet_db_open (const char *path, const CabinetSchema *schema, GError **error);
CabinetDb *cabinet_db_open_reader (const char *path, GError **error);
void cabinet_db_close (CabinetDb *db);
void cabinet_db_release (CabinetDb *db);
void cabinet_db_adopt (CabinetDb *db);
const char *cabinet_db_get_path (CabinetDb *db);

gboolean cabinet_db_begin (CabinetDb *db, GError **error);
gboolean cabinet_db_commit (CabinetDb *db, GError **error);
void cabinet_db_rollback (CabinetDb *db);
void cabinet_db_set_cancellable (CabinetDb *db, GCancellable *cancellable);

gboolean cabinet_db_exec (CabinetDb *db, const char *sql, GError **error);
gboolean cabinet_db_query_int (CabinetDb *db, const char *sql, gint64 *value, GError **error);

/* A cached statement, lent until it goes out of scope: it is then reset, so that no read stays open. */
typedef sqlite3_stmt CabinetStatementHandle;
void cabinet_db_give_back (CabinetStatementHandle *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetStatementHandle, cabinet_db_give_back)

typedef enum
{
  CABINET_STEP_ERROR = -1,
  CABINET_STEP_DONE,
  CABINET_STEP_ROW,
} CabinetStep;

CabinetStatementHandle *cabinet_db_prepare (CabinetDb *db, const char *sql, GError **error);
CabinetStep cabinet_db_step (CabinetDb *db, CabinetStatementHandle *statement, GError **error);
gboolean cabinet_db_run (CabinetDb *db, CabinetStatementHandle *statement, GError **error);
int cabinet_db_get_changes (CabinetDb *db);

typedef void (*CabinetEach) (gint64 first, gint64 second, gpointer data);
gboolean cabinet_db_each (
  CabinetDb *db, CabinetStatementHandle *statement, CabinetEach each, gpointer data, GError **error);

/* One thing that was read, as it stays until the file is changed. */
gpointer cabinet_db_get_kept (CabinetDb *db, const char *name);
void cabinet_db_keep (CabinetDb *db, const char *name, gpointer kept, GDestroyNotify free_kept);

void cabinet_db_bind_text (CabinetStatementHandle *statement, int index, const char *text);
char *cabinet_db_dup_text (CabinetStatementHandle *statement, int column);

/* Used within the folder. */
sqlite3 *cabinet_db_get_handle (CabinetDb *db);
gboolean cabinet_db_migrate (CabinetDb *db, const CabinetSchema *schema, GError **error);
void cabinet_db_set_error (const char *path, int code, int system_errno, const char *detail, GError **error);
void cabinet_db_set_damaged (const char *path, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetDb, cabinet_db_close)

G_END_DECLS
