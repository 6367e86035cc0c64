/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-db.h"
#include "cabinet-store-resources.h"

/* No version will ever be beyond it. */
#define LAST_VERSION 65535

static gboolean
check_file (CabinetDb *db, const CabinetSchema *schema, gint64 version, GError **error)
{
  gint64 application_id, n_objects;

  if (!cabinet_db_query_int (db, "pragma application_id", &application_id, error)
      || !cabinet_db_query_int (db, "select count(*) from sqlite_schema", &n_objects, error))
    return FALSE;
  if (version == 0 ? n_objects > 0
                   : application_id != schema->application_id || version < 0 || version > LAST_VERSION)
    {
      cabinet_db_set_damaged (cabinet_db_get_path (db), error, _ ("it is not a file of Cabinet"));
      return FALSE;
    }
  if (version > schema->version)
    {
      g_autofree char *name = g_filename_display_name (cabinet_db_get_path (db));

      cabinet_set_error (error, CABINET_ERROR_STORAGE, "too-new",
                         _ ("“%s” was written by a newer version of Cabinet. It was left as it is. Update "
                            "Cabinet to open it."),
                         name);
      return FALSE;
    }
  return TRUE;
}

/* In one transaction, so that a file which another process is making at this moment is seen before or after
 * that, not halfway. */
static gboolean
read_version (CabinetDb *db, const CabinetSchema *schema, gint64 *version, GError **error)
{
  if (!cabinet_db_exec (db, "begin", error))
    return FALSE;
  if (!cabinet_db_query_int (db, "pragma user_version", version, error)
      || !check_file (db, schema, *version, error))
    {
      cabinet_db_rollback (db);
      return FALSE;
    }
  return cabinet_db_exec (db, "commit", error);
}

/* The script and its version number are one transaction. */
static gboolean
apply (CabinetDb *db, const CabinetSchema *schema, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf (CABINET_RESOURCE_BASE "/store/%s-%d.sql", schema->name, version);
  g_autofree char *mark =
    g_strdup_printf ("pragma user_version = %d; pragma application_id = %d", version, schema->application_id);
  g_autoptr (GBytes) script =
    g_resource_lookup_data (cabinet_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return script != NULL && cabinet_db_exec (db, g_bytes_get_data (script, NULL), error)
         && cabinet_db_exec (db, mark, error);
}

/**
 * cabinet_db_migrate:
 *
 * Brings an older file up to @schema, each step in a transaction of its own. Two processes may do it at
 * once: the version is read again once the right to write is there.
 *
 * Errors: too-new, damaged (also: not a file of Cabinet), and those of any write.
 */
gboolean
cabinet_db_migrate (CabinetDb *db, const CabinetSchema *schema, GError **error)
{
  for (;;)
    {
      gint64 version;

      if (!read_version (db, schema, &version, error))
        return FALSE;
      if (version == schema->version)
        return TRUE;

      if (!cabinet_db_begin (db, error))
        return FALSE;
      if (!cabinet_db_query_int (db, "pragma user_version", &version, error)
          || (version < schema->version && !apply (db, schema, version + 1, error)))
        {
          cabinet_db_rollback (db);
          return FALSE;
        }
      if (!cabinet_db_commit (db, error))
        return FALSE;
    }
}
