/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TIME_LIMIT_US (10 * G_TIME_SPAN_SECOND)
#define TRY_EVERY_US (20 * 1000)

struct _CabinetFileLock
{
  GObject parent_instance;

  char *path;
  int fd;
};

G_DEFINE_FINAL_TYPE (CabinetFileLock, cabinet_file_lock, G_TYPE_OBJECT)

static void
cabinet_file_lock_finalize (GObject *object)
{
  CabinetFileLock *self = CABINET_FILE_LOCK (object);

  cabinet_file_lock_release (self);
  g_free (self->path);
  G_OBJECT_CLASS (cabinet_file_lock_parent_class)->finalize (object);
}

static void
cabinet_file_lock_class_init (CabinetFileLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_file_lock_finalize;
}

static void
cabinet_file_lock_init (CabinetFileLock *self)
{
  self->fd = -1;
}

/* A former holder may have removed the file that was waited for. */
static gboolean
is_still_there (const char *path, int fd)
{
  struct stat ours, named;

  return fstat (fd, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino
         && ours.st_dev == named.st_dev;
}

/* The lock belongs to this opening of the file, not to the process: two holders within one process exclude
 * each other as well, and a child that inherits nothing cannot keep it. */
static int
try_lock (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int saved;

  if (fd < 0)
    return -1;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && is_still_there (path, fd))
    return fd;
  saved = errno == EWOULDBLOCK || errno == EINTR || errno == ENOENT || errno == 0 ? EAGAIN : errno;
  close (fd);
  errno = saved;
  return -1;
}

static GError *
new_error (const char *path, int code)
{
  g_autofree char *name = g_filename_display_name (path);

  if (code == EAGAIN)
    return cabinet_error_new (CABINET_ERROR_STORAGE, "busy",
                              _ ("Another window or command of Cabinet has kept “%s” for 10 seconds. Nothing "
                                 "was changed. Try again in a moment."),
                              name);
  if (code == EACCES || code == EROFS || code == EPERM)
    return cabinet_error_new (CABINET_ERROR_STORAGE, "read-only",
                              _ ("“%s” cannot be written. Check the permissions of its folder."), name);
  if (code == ENOSPC || code == EDQUOT)
    return cabinet_error_new (CABINET_ERROR_STORAGE, "full",
                              _ ("No room is left on the disk for “%s”. Free some space and try again."),
                              name);
  return cabinet_error_new (CABINET_ERROR_STORAGE, "io", _ ("“%s” could not be locked (%s)"), name,
                            g_strerror (code));
}

static void
acquire (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);
  gint64 until = g_get_monotonic_time () + TIME_LIMIT_US;
  CabinetFileLock *self;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_task_return_error (task, new_error (path, errno));
      return;
    }
  while ((fd = try_lock (path)) < 0)
    {
      if (errno != EAGAIN || g_get_monotonic_time () >= until)
        {
          g_task_return_error (task, new_error (path, errno));
          return;
        }
      if (g_task_return_error_if_cancelled (task))
        return;
      g_usleep (TRY_EVERY_US);
    }
  self = g_object_new (CABINET_TYPE_FILE_LOCK, NULL);
  self->path = g_strdup (path);
  self->fd = fd;
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * cabinet_file_lock_acquire_async:
 * @path: the file; made if missing, never written
 */
void
cabinet_file_lock_acquire_async (const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_file_lock_acquire_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, acquire);
}

/**
 * cabinet_file_lock_acquire_finish:
 *
 * Returns: (transfer full) (nullable): the lock; held until it is released or freed
 */
CabinetFileLock *
cabinet_file_lock_acquire_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cabinet_file_lock_release (CabinetFileLock *self)
{
  g_return_if_fail (CABINET_IS_FILE_LOCK (self));

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

/**
 * cabinet_file_lock_remove:
 *
 * Deletes the file while it is held, then releases it. Who waited for it makes it anew.
 */
void
cabinet_file_lock_remove (CabinetFileLock *self)
{
  g_return_if_fail (CABINET_IS_FILE_LOCK (self));
  g_return_if_fail (self->fd >= 0);

  (void) g_unlink (self->path);
  cabinet_file_lock_release (self);
}
