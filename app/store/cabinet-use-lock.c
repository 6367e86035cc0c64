/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-use-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cabinet-error.h"

#define TIME_LIMIT_US (10 * G_TIME_SPAN_SECOND)
#define TRY_EVERY_US (20 * 1000)

struct _CabinetUseLock
{
  int fd; /* -1 = nothing is locked */
};

CabinetUseLock *
cabinet_use_lock_new (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (CabinetUseLock) self = g_new0 (CabinetUseLock, 1);
  gint64 until = g_get_monotonic_time () + TIME_LIMIT_US;

  (void) g_mkdir_with_parents (folder, 0700);
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (self->fd >= 0 && flock (self->fd, LOCK_SH | LOCK_NB) != 0
         && (errno == EWOULDBLOCK || errno == EINTR))
    {
      if (g_get_monotonic_time () >= until)
        {
          cabinet_set_error (
            error, CABINET_ERROR_STORAGE, "busy",
            _ ("Another window or command of Cabinet is saving damaged data to a new file. Try again "
               "in a moment."));
          return NULL;
        }
      g_usleep (TRY_EVERY_US);
    }
  return g_steal_pointer (&self);
}

void
cabinet_use_lock_free (CabinetUseLock *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/* A lock that cannot be turned into another one is lost. */
gboolean
cabinet_use_lock_hold_alone (CabinetUseLock *self)
{
  if (self->fd < 0)
    return FALSE;
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  cabinet_use_lock_share (self);
  return FALSE;
}

void
cabinet_use_lock_share (CabinetUseLock *self)
{
  while (self->fd >= 0 && flock (self->fd, LOCK_SH) != 0 && errno == EINTR)
    ;
}
