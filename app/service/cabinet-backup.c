/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-archive-merge.h"
#include "cabinet-file-lock.h"
#include "cabinet-household-private.h"
#include "cabinet-whole-file.h"

#define PART_PREFIX "unpacked-"
#define BLOCK 65536

/* A backup or a restore: one at a time, so that what a former one left lying is known to be nobody's. */
typedef struct
{
  CabinetCore *core;
  char *path;
  gboolean force;   /* of a backup */
  gboolean restore; /* the other way */
  gboolean dry_run;
  CabinetFileLock *lock;
  char *part;             /* the archive's copy, unpacked; beside the archive, for it is as private */
  CabinetArchive *opened; /* of a restore: the copy, while it is looked through */
  CabinetMergeSummary summary;
} Work;

static void
remove_part (const char *part)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".damaged" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (part, suffixes[i], NULL);

      g_unlink (name);
    }
}

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->opened != NULL)
    cabinet_archive_close (work->opened);
  g_clear_object (&work->opened);
  if (work->part != NULL)
    remove_part (work->part);
  if (work->lock != NULL)
    cabinet_file_lock_release (work->lock);
  g_clear_object (&work->lock);
  g_clear_object (&work->core);
  g_free (work->part);
  g_free (work->path);
  g_free (work);
}

static gboolean
set_errno (const char *path, int code, GError **error)
{
  cabinet_set_error (error, CABINET_ERROR_STORAGE, code == ENOSPC ? "full" : "io", "%s: %s", path,
                     g_strerror (code));
  return FALSE;
}

void
cabinet_backup_remove_parts (CabinetCore *core)
{
  g_autoptr (GDir) folder = g_dir_open (core->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name + (*name == '.'), PART_PREFIX))
      {
        g_autofree char *left = g_build_filename (core->folder, name, NULL);

        g_unlink (left);
      }
}

/* A new, private, empty file for the copy. */
static gboolean
make_part (Work *work, GError **error)
{
  int fd;

  cabinet_backup_remove_parts (work->core);
  work->part = g_build_filename (work->core->folder, PART_PREFIX "XXXXXX", NULL);
  fd = g_mkstemp_full (work->part, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      int code = errno;

      g_clear_pointer (&work->part, g_free);
      return set_errno (work->core->folder, code, error);
    }
  close (fd);
  return TRUE;
}

/* Packing */

static GInputStream *
open_for_reading (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *failure = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &failure);

  if (stream == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "io", "%s", failure->message);
      g_error_free (failure);
    }
  return stream != NULL ? G_INPUT_STREAM (stream) : NULL;
}

/* All of @input to @file, whose own errors are looked at afterwards. @damaged: what a failure means. */
static gboolean
pour (GInputStream *input, FILE *file, const char *damaged, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GError) failure = NULL;
  gssize n;

  while ((n = g_input_stream_read (input, block, BLOCK, NULL, &failure)) > 0)
    if (fwrite (block, 1, n, file) != (gsize) n)
      return TRUE;
  if (n == 0)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged", "%s (%s)", damaged, failure->message);
  return FALSE;
}

static gboolean
pack (FILE *file, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GInputStream) plain = open_for_reading (work->part, error);
  g_autoptr (GInputStream) packed = plain != NULL ? g_converter_input_stream_new (plain, packer) : NULL;

  return packed != NULL && pour (packed, file, _ ("The archive could not be packed"), error);
}

static gboolean
unpack (FILE *file, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GConverter) unpacker = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) packed = open_for_reading (work->path, error);
  g_autoptr (GInputStream) plain = packed != NULL ? g_converter_input_stream_new (packed, unpacker) : NULL;

  return plain != NULL && pour (plain, file, _ ("The file is no backup of Cabinet, or it is damaged"), error);
}

static void
pack_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (work->restore ? cabinet_write_whole_file (work->part, TRUE, 0600, unpack, work, &error)
                    : cabinet_write_whole_file (work->path, work->force, 0600, pack, work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* One step after the other. @task is handed on from each to the next, and freed by the last. */

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
on_merged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (cabinet_archive_merge_finish (CABINET_ARCHIVE (source), result, &work->summary, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_copy_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cabinet_archive_finish (work->opened, result, &error))
    {
      fail (task, error);
      return;
    }
  cabinet_archive_close (work->opened);
  g_clear_object (&work->opened);
  cabinet_archive_merge_async (work->core->archive, work->part, work->dry_run, g_task_get_cancellable (task),
                               on_merged, task);
}

/* Brings an older copy up to date, and looks through it. */
static void
on_unpacked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    work->opened = cabinet_archive_open (work->part, &error);
  if (work->opened != NULL)
    cabinet_archive_check_async (work->opened, g_task_get_cancellable (task), on_copy_checked, task);
  else
    fail (task, error);
}

static void
on_packed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* @work belongs to @task, which outlives the work of the thread; not always the thread, which must own
 * nothing that belongs to the main one. */
static void
run_in_thread (GTask *task, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) inner = g_task_new (NULL, g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (inner, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (inner, pack_in_thread);
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    run_in_thread (task, on_packed);
  else
    fail (task, error);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (cabinet_archive_finish (CABINET_ARCHIVE (source), result, &error))
    cabinet_archive_copy_async (work->core->archive, work->part, g_task_get_cancellable (task), on_copied,
                                task);
  else
    fail (task, error);
}

static void
on_locked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  work->lock = cabinet_file_lock_acquire_finish (result, &error);
  if (work->lock == NULL || !make_part (work, &error))
    fail (task, error);
  else if (work->restore)
    run_in_thread (task, on_unpacked);
  else
    cabinet_archive_check_async (work->core->archive, g_task_get_cancellable (task), on_checked, task);
}

static void
start (CabinetHousehold *self,
       Work *work,
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *lock = cabinet_core_dup_lock_path (self->core, "backup");

  work->core = g_object_ref (self->core);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  cabinet_file_lock_acquire_async (lock, cancellable, on_locked, task);
}

void
cabinet_household_backup_async (CabinetHousehold *self,
                                const char *path,
                                gboolean force,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Work *work;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (path != NULL);

  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->force = force;
  start (self, work, cabinet_household_backup_async, cancellable, callback, user_data);
}

gboolean
cabinet_household_backup_finish (CabinetHousehold *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
cabinet_household_restore_async (CabinetHousehold *self,
                                 const char *path,
                                 gboolean dry_run,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Work *work;

  g_return_if_fail (CABINET_IS_HOUSEHOLD (self));
  g_return_if_fail (path != NULL);

  work = g_new0 (Work, 1);
  work->path = g_strdup (path);
  work->restore = TRUE;
  work->dry_run = dry_run;
  start (self, work, cabinet_household_restore_async, cancellable, callback, user_data);
}

gboolean
cabinet_household_restore_finish (CabinetHousehold *self,
                                  GAsyncResult *result,
                                  CabinetRestoreSummary *summary,
                                  GError **error)
{
  CabinetMergeSummary *found;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  found = &((Work *) g_task_get_task_data (G_TASK (result)))->summary;
  *summary = (CabinetRestoreSummary){
    found->contracts, found->operations, found->changed, found->payments, found->messages, found->skipped,
  };
  return TRUE;
}
