/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "cabinet-salvage-private.h"

/* Pages to which no way leads any more: the page above them is damaged, or the first one, which says where
 * each table begins. Over each of them a table is laid that has this page only, so that SQLite itself reads
 * its rows. */

#define PAGE_SIZE 4096
#define HEADER_SIZE 100
/* Kinds of pages, in their first byte. */
#define INNER_KEYS 0x02
#define LAST_KEYS 0x0a
#define LAST_ROWS 0x0d

/* The first page of a file whose tables are ours, without a word on where they are. */
static guint8 *
make_first_page (CabinetSalvageWork *work)
{
  sqlite3 *model = NULL;
  guint8 *page = NULL;
  sqlite3_int64 size = 0;

  if (sqlite3_open (":memory:", &model) == SQLITE_OK)
    for (guint i = 0; i < work->tables->len; i++)
      {
        CabinetSalvageTable *table = g_ptr_array_index (work->tables, i);
        g_autofree char *sql = g_strdup_printf ("create table %s %s", table->name, table->definition);

        if (sqlite3_exec (model, sql, NULL, NULL, NULL) != SQLITE_OK)
          g_critical ("%s: %s", sql, sqlite3_errmsg (model));
      }
  page = sqlite3_serialize (model, "main", &size, 0);
  g_assert (page != NULL && size >= PAGE_SIZE && page[HEADER_SIZE] == LAST_ROWS);
  sqlite3_close (model);
  return page;
}

static void
put_number (guint8 *at, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

/* Whatever the file says of itself, it is as long as it is, and has no free pages. */
static gboolean
replace_first_page (const char *path, guint8 *page)
{
  FILE *file = fopen (path, "r+be");
  gboolean done = FALSE;
  long size;

  if (file == NULL)
    return FALSE;
  if (fseek (file, 0, SEEK_END) == 0 && (size = ftell (file)) >= PAGE_SIZE && fseek (file, 0, SEEK_SET) == 0)
    {
      put_number (page + 28, (guint32) (size / PAGE_SIZE));
      put_number (page + 92, 1);
      put_number (page + 24, 1);
      done = fwrite (page, 1, PAGE_SIZE, file) == PAGE_SIZE;
    }
  return (fclose (file) == 0) & done;
}

static sqlite3 *
open_copy (const char *path)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    return db;
  sqlite3_close (db);
  return NULL;
}

/* The log's pages go to their places first. Needs a first page that can be read, which may then be replaced
 * by the log's. */
static void
empty_log (const char *path)
{
  sqlite3 *db = open_copy (path);

  sqlite3_exec (db, "pragma wal_checkpoint (truncate); pragma journal_mode = delete", NULL, NULL, NULL);
  sqlite3_close (db);
}

static void
open_leaves (CabinetSalvageWork *work)
{
  g_autofree char *path = g_strconcat (work->path, ".leaves", NULL);
  guint8 *page = make_first_page (work);

  if (!cabinet_salvage_copy_file (work->path, path, &work->error))
    {
      sqlite3_free (page);
      return;
    }
  if (replace_first_page (path, page))
    {
      g_autofree char *wal = g_strconcat (path, "-wal", NULL);

      empty_log (path);
      if (replace_first_page (path, page) && (g_unlink (wal) == 0 || errno == ENOENT))
        work->leaves = open_copy (path);
    }
  sqlite3_free (page);
  if (work->leaves != NULL)
    {
      cabinet_digest_register (work->leaves);
      sqlite3_exec (work->leaves,
                    "pragma journal_mode = off; pragma synchronous = off; pragma trusted_schema = off", NULL,
                    NULL, NULL);
    }
}

static gboolean
lay_over (sqlite3 *leaves, guint32 page)
{
  g_autofree char *sql = g_strdup_printf (
    "pragma writable_schema = on; update sqlite_schema set rootpage = %u; pragma writable_schema = reset",
    page);

  return sqlite3_exec (leaves, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static void
read_page (CabinetSalvageWork *work, CabinetSalvageTable *table)
{
  const char *const orders[] = { table->key != NULL ? table->key : table->keys, table->keys_down };

  for (guint i = 0; i < G_N_ELEMENTS (orders) && orders[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("select %s from %s where %s order by %s", table->columns,
                                              table->name, table->shape, orders[i]);
      sqlite3_stmt *rows = NULL;
      int code = sqlite3_prepare_v2 (work->leaves, sql, -1, &rows, NULL);

      if (code == SQLITE_OK)
        code = cabinet_salvage_put_rows (work, table, rows, NULL);
      sqlite3_finalize (rows);
      if (code == SQLITE_DONE)
        break;
    }
}

static gboolean
may_hold (guint8 kind, CabinetSalvageTable *table)
{
  return table->key != NULL ? kind == LAST_ROWS : kind == LAST_KEYS || kind == INNER_KEYS;
}

/**
 * cabinet_salvage_read_leaves:
 * @tables: (element-type CabinetSalvageTable): which rows are looked for
 *
 * Copies what can be read of any page, whether a way leads to it or not.
 */
void
cabinet_salvage_read_leaves (CabinetSalvageWork *work, GPtrArray *tables)
{
  g_autofree char *path = g_strconcat (work->path, ".leaves", NULL);
  FILE *file;
  guint8 kind;

  if (work->leaves == NULL && work->error == NULL)
    open_leaves (work);
  if (work->leaves == NULL)
    return;
  file = fopen (path, "rbe");
  for (guint32 page = 2; file != NULL && work->error == NULL; page++)
    {
      if (fseeko (file, (off_t) (page - 1) * PAGE_SIZE, SEEK_SET) != 0 || fread (&kind, 1, 1, file) != 1)
        break;
      if ((kind != INNER_KEYS && kind != LAST_KEYS && kind != LAST_ROWS) || !lay_over (work->leaves, page))
        continue;
      for (guint i = 0; i < tables->len; i++)
        if (may_hold (kind, g_ptr_array_index (tables, i)))
          read_page (work, g_ptr_array_index (tables, i));
    }
  g_clear_pointer (&file, fclose);
}
