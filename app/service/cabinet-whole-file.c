/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-whole-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
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

/* @safe: what is written must be on the disk. */
static gboolean
fill (FILE *file, const char *path, gboolean safe, CabinetFileWriter write, gpointer data, GError **error)
{
  if (!write (file, data, error))
    return FALSE;
  return (fflush (file) == 0 && !ferror (file) && (!safe || fsync (fileno (file)) == 0))
         || set_file_error (path, errno, error);
}

/* What is there and is no file (a terminal, a pipe) is written to, not replaced. */
static gboolean
write_device (const char *path, CabinetFileWriter write, gpointer data, GError **error)
{
  FILE *file = g_fopen (path, "we");
  gboolean done;

  if (file == NULL)
    return set_file_error (path, errno, error);
  done = fill (file, path, FALSE, write, data, error);
  if (fclose (file) != 0 && done)
    return set_file_error (path, errno, error);
  return done;
}

/* One name for each file, so that the next time removes what a killed program has left. */
static char *
dup_part_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *part = g_strdup_printf (".%s.part", name);

  return g_build_filename (folder, part, NULL);
}

/* Without a name where the file system can do that: then it goes with the program that writes it. */
static int
open_part (const char *part, int mode)
{
  g_autofree char *folder = g_path_get_dirname (part);
  int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, mode);

  (void) g_unlink (part);
  return fd >= 0 ? fd : open (part, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode);
}

static gboolean
name_part (int fd, const char *part, const char *path, GError **error)
{
  g_autofree char *unnamed = g_strdup_printf ("/proc/self/fd/%d", fd);
  struct stat info;

  if (fstat (fd, &info) == 0
      && (info.st_nlink > 0 || linkat (AT_FDCWD, unnamed, AT_FDCWD, part, AT_SYMLINK_FOLLOW) == 0))
    return TRUE;
  return set_file_error (path, errno, error);
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
  g_autofree char *part = dup_part_path (path);
  gboolean done;
  FILE *file;
  int fd;

  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    return set_file_error (path, EEXIST, error);
  if (g_file_test (path, G_FILE_TEST_EXISTS)
      && !g_file_test (path, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR))
    return write_device (path, write, data, error);
  fd = open_part (part, mode);
  if (fd < 0)
    return set_file_error (path, errno, error);
  file = fdopen (fd, "w");
  g_assert (file != NULL);
  done = fill (file, path, TRUE, write, data, error) && name_part (fd, part, path, error);
  if (fclose (file) != 0 && done)
    done = set_file_error (path, errno, error);
  done = done && move_file (part, path, force, error);
  g_unlink (part);
  return done;
}
