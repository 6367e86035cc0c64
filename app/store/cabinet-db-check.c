/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-db-check.h"
#include "cabinet-salvage.h"

/* The first finding is enough: what to do does not depend on the rest. */
static gboolean
find_nothing (CabinetDb *db, const char *sql, const char *good, const char *words, GError **error)
{
  g_autoptr (CabinetStatementHandle) statement = cabinet_db_prepare (db, sql, error);
  const char *found;

  if (statement == NULL)
    return FALSE;
  switch (cabinet_db_step (db, statement, error))
    {
    case CABINET_STEP_DONE:
      return TRUE;
    case CABINET_STEP_ROW:
      found = (const char *) sqlite3_column_text (statement, 0);
      if (g_strcmp0 (found, good) == 0)
        return TRUE;
      cabinet_salvage_ask (cabinet_db_get_path (db));
      cabinet_db_set_damaged (cabinet_db_get_path (db), error, "%s (%s)", words, found);
      return FALSE;
    case CABINET_STEP_ERROR:
    default:
      return FALSE;
    }
}

/**
 * cabinet_db_check:
 *
 * Reads the whole file: its structure, and that every reference leads somewhere.
 *
 * Returns: whether all is well; else an error with the code damaged, which names the first finding
 */
gboolean
cabinet_db_check (CabinetDb *db, GError **error)
{
  return find_nothing (db, "pragma integrity_check (1)", "ok", _ ("its structure is broken"), error)
         && find_nothing (db, "pragma foreign_key_check", NULL, _ ("rows are left that belong to nothing"),
                          error);
}
