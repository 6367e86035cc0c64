/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The demo's data: one connection, its statements prepared once. An SQLite error that is not a bug (a full
 * disk) ends the program: its parent starts it again. */
typedef struct _DemoDatabase DemoDatabase;

DemoDatabase *demo_database_open (const char *file, GError **error);
void demo_database_close (DemoDatabase *self);

sqlite3_stmt *demo_database_query (DemoDatabase *self, const char *sql, const char *kinds, ...);
gboolean demo_row (sqlite3_stmt *statement);
void demo_rows_end (sqlite3_stmt *statement);
void demo_database_run (DemoDatabase *self, const char *sql, const char *kinds, ...);
gint64 demo_database_get_int (DemoDatabase *self, const char *sql, const char *kinds, ...);

void demo_database_begin (DemoDatabase *self);
void demo_database_commit (DemoDatabase *self);
gint64 demo_database_last_id (DemoDatabase *self);
int demo_database_changes (DemoDatabase *self);

gint64 demo_database_get_meta (DemoDatabase *self, const char *name);
void demo_database_set_meta (DemoDatabase *self, const char *name, gint64 value);

static inline const char *
demo_column_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoDatabase, demo_database_close)

G_END_DECLS
