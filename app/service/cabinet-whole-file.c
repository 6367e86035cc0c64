/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cabinet-error.h"

static gboolean
set_file_error (const char *path, int code, GError **error)
{
  if (code == EEXIST)
    cabinet_set_error (error, CABINET_ERROR_INPUT, "output", _ ("%s is there already"), path);
  else
    cabinet_set_error (error, CABINET_ERROR_STORAGE, "output", _ ("%s could not be written: %s"), path,
                       g_strerror (code));
  return FALSE;
}

/* Fills and closes @file. @safe: what is written must be on the disk. */
static gboolean
fill (FILE *file, const char *path, gboolean safe, CabinetFileWriter write, gpointer data, GError **error)
{
  gboolean written = write (file, data, error);
  int code = 0;

  if (written && (fflush (file) != 0 || ferror (file) || (safe && fsync (fileno (file)) != 0)))
    code = errno;
  if (fclose (file) != 0 && written && code == 0)
    code = errno;
  return written && (code == 0 || set_file_error (path, code, error));
}

/* What is there and is no file (a terminal, a pipe) is written to, not replaced. */
static gboolean
write_device (const char *path, CabinetFileWriter write, gpointer data, GError **error)
{
  FILE *file = g_fopen (path, "we");

  return file != NULL ? fill (file, path, FALSE, write, data, error) : set_file_error (path, errno, error);
}

/* Without @force a file that came meanwhile stays what it is. */
static gboolean
move_file (const char *part, const char *path, gboolean force, GError **error)
{
  if (force ? g_rename (part, path) == 0 : link (part, path) == 0)
    return TRUE;
  /* Some file systems know no links. */
  if (!force && errno != EEXIST && g_rename (part, path) == 0)
    return TRUE;
  return set_file_error (path, errno, error);
}

gboolean
cabinet_write_whole_file (
  const char *path, gboolean force, int mode, CabinetFileWriter write, gpointer data, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".XXXXXX", NULL);
  gboolean done;
  FILE *file;
  int fd;

  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_file_error (path, EEXIST, error);
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !g_file_test (path, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR))
    return write_device (path, write, data, error);
  fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, mode);
  if (fd < 0)
    return set_file_error (path, errno, error);
  file = fdopen (fd, "w");
  g_assert (file != NULL);
  done = fill (file, path, TRUE, write, data, error) && move_file (part, path, force, error);
  g_unlink (part);
  return done;
}
