/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

/* Records in SQLite: the fields that are flagged CABINET_COLUMN, in the order of the table.
 *
 * | STRING, ENUM (its word) | TEXT |
 * | INT, BOOL, INSTANT (µs) | INTEGER |
 * | MONEY | INTEGER millionths; the currency stands elsewhere |
 * | DATE | TEXT, ISO |
 * | RECORD, LIST, STRINGS | TEXT, JSON |
 *
 * What is absent is NULL. */
int cabinet_record_sql_count (GType type);
int cabinet_record_sql_index (GType type, const char *column);
char *cabinet_record_sql_join (GType type, const char *pattern);

void cabinet_record_sql_bind (sqlite3_stmt *statement, int first, gpointer record);
gpointer cabinet_record_sql_read (sqlite3_stmt *statement,
                                  int first,
                                  GType type,
                                  const char *currency,
                                  GPtrArray *unreadable,
                                  GError **error);

G_END_DECLS
