/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-private.h"

G_DEFINE_FINAL_TYPE (CabinetArchive, cabinet_archive, G_TYPE_OBJECT)

static const CabinetSchema archive_schema = {
  .name = "archive", .version = 7, .application_id = 0x43424e41, /* "CBNA" */
};

const CabinetSchema *
cabinet_archive_get_schema (void)
{
  return &archive_schema;
}

static void
cabinet_archive_dispose (GObject *object)
{
  cabinet_archive_close (CABINET_ARCHIVE (object));
  G_OBJECT_CLASS (cabinet_archive_parent_class)->dispose (object);
}

static void
cabinet_archive_finalize (GObject *object)
{
  CabinetArchive *self = CABINET_ARCHIVE (object);

  g_hash_table_unref (self->unreadable);
  G_OBJECT_CLASS (cabinet_archive_parent_class)->finalize (object);
}

static void
cabinet_archive_class_init (CabinetArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_archive_dispose;
  G_OBJECT_CLASS (klass)->finalize = cabinet_archive_finalize;
}

static void
cabinet_archive_init (CabinetArchive *self)
{
  self->unreadable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Reads what the first frame will be made of to its last byte, so that damage there shows at once. */
static gboolean
probe (CabinetDb *db, GError **error)
{
  gint64 length;

  return cabinet_db_query_int (db, "select sum (length (info)) from sign_ins", &length, error)
         && cabinet_db_query_int (
           db, "select sum (length (contract) + length (overview) + length (capabilities)) from accounts",
           &length, error)
         && cabinet_db_query_int (db, "select sum (count) from months", &length, error);
}

/**
 * cabinet_archive_open:
 * @path: archive.db; made, with its folder, if missing
 *
 * The calling thread becomes the one that reads.
 *
 * Returns: (transfer full) (nullable): the archive, or %NULL with %CABINET_ERROR_STORAGE: too-new, damaged,
 *   read-only, full, busy. The file is then as it was: see [func@archive_salvage].
 */
CabinetArchive *
cabinet_archive_open (const char *path, GError **error)
{
  g_autoptr (CabinetArchive) self = NULL;
  CabinetDb *db = cabinet_db_open (path, &archive_schema, error);

  if (db == NULL)
    return NULL;
  if (!probe (db, error))
    {
      cabinet_db_close (db);
      return NULL;
    }
  self = g_object_new (CABINET_TYPE_ARCHIVE, NULL);
  cabinet_store_file_init (&self->file, path, db, "archive", N_ ("The archive is closed"));
  return g_steal_pointer (&self);
}

/**
 * cabinet_archive_close:
 *
 * Finishes what was asked for, then closes the file. Later calls fail.
 */
void
cabinet_archive_close (CabinetArchive *self)
{
  g_return_if_fail (CABINET_IS_ARCHIVE (self));

  g_clear_pointer (&self->searchers, cabinet_worker_close);
  cabinet_store_file_close (&self->file);
}

/* The connection of the main thread. */
CabinetDb *
cabinet_archive_get_reader (CabinetArchive *self, GError **error)
{
  return cabinet_store_file_get_reader (&self->file, error);
}

gboolean
cabinet_archive_begin_view (CabinetArchive *self, GError **error)
{
  CabinetDb *db = cabinet_archive_get_reader (self, error);

  return db != NULL && cabinet_db_exec (db, "begin", error);
}

void
cabinet_archive_note_unreadable (CabinetArchive *self, const char *owner, const char *resource)
{
  g_hash_table_add (self->unreadable, g_strdup_printf ("%s %s", owner, resource));
}

void
cabinet_archive_push (CabinetArchive *self,
                      gpointer job,
                      GDestroyNotify free_job,
                      CabinetWork work,
                      CabinetWorkMode mode,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  cabinet_store_file_push (&self->file, self, job, free_job, work, mode, cancellable, callback, user_data);
}

/**
 * cabinet_archive_finish:
 *
 * Ends any of the calls that have no finish function of their own.
 */
gboolean
cabinet_archive_finish (CabinetArchive *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

CabinetArchiveJob *
cabinet_archive_job_new (const char *owner, const char *text, const char *etag, gpointer record)
{
  CabinetArchiveJob *job = g_new0 (CabinetArchiveJob, 1);

  job->owner = g_strdup (owner);
  job->text = g_strdup (text);
  job->etag = g_strdup (etag);
  g_set_object (&job->record, record);
  return job;
}

void
cabinet_archive_job_free (gpointer data)
{
  CabinetArchiveJob *job = data;

  g_free (job->owner);
  g_free (job->text);
  g_free (job->etag);
  g_clear_object (&job->record);
  g_free (job);
}

/* After an update of one row: an account that was erased meanwhile is an error, not a silent loss. */
gboolean
cabinet_archive_must_change (CabinetDb *db, const char *owner, GError **error)
{
  if (cabinet_db_get_changes (db) > 0)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "not-found", _ ("“%s” is not in the archive"), owner);
  return FALSE;
}
