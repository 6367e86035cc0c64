/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-salvage.h"

G_BEGIN_DECLS

/* A table that is saved from a damaged file. */
typedef struct
{
  char *name;
  char *target;         /* where its rows go */
  char *columns;        /* as they are stored */
  char *definition;     /* of columns, for a table that is laid over a single page */
  char *shape;          /* what holds for every row of it, and for no row of another table */
  char *key;            /* the column that is the row id, or NULL: it is stored in the order of its keys */
  char *keys;           /* those, or NULL */
  char *keys_down;      /* the same, descending */
  gboolean by_account;  /* the first of them is an account */
  gboolean whole;       /* all that was found in it is in the new file */
  sqlite3_stmt *insert; /* into the new file */
} CabinetSalvageTable;

typedef struct
{
  CabinetDb *db;    /* the new file, in a transaction */
  sqlite3 *broken;  /* a copy of the damaged one */
  sqlite3 *leaves;  /* another, whose pages are read one by one; NULL = not needed yet */
  const char *path; /* of the damaged file: copies are named after it */
  int version;      /* of the schema of both */
  GPtrArray *tables;
  GError *error; /* of the new file: nothing goes on after it */
} CabinetSalvageWork;

GPtrArray *cabinet_salvage_list_tables (CabinetDb *db, GError **error);
CabinetSalvageTable *cabinet_salvage_find_table (CabinetSalvageWork *work, const char *name);
int cabinet_salvage_put_rows (CabinetSalvageWork *work,
                              CabinetSalvageTable *table,
                              sqlite3_stmt *rows,
                              gint64 *last);
void cabinet_salvage_read_ranges (CabinetSalvageWork *work, CabinetSalvageTable *table);
void cabinet_salvage_read_leaves (CabinetSalvageWork *work, GPtrArray *tables);
gboolean cabinet_salvage_copy_file (const char *from, const char *to, GError **error);

G_END_DECLS
