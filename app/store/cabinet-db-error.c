/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "cabinet-db.h"

typedef enum
{
  TROUBLE_IO,
  TROUBLE_FULL,
  TROUBLE_READ_ONLY,
  TROUBLE_DAMAGED,
  TROUBLE_BUSY,
} Trouble;

static Trouble
trouble_of_errno (int system_errno)
{
  switch (system_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return TROUBLE_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return TROUBLE_READ_ONLY;
    default:
      return TROUBLE_IO;
    }
}

static Trouble
trouble_of_code (int code, int system_errno)
{
  /* Of the file that readers and writers share, whose end SQLite writes to first. */
  if (code == SQLITE_IOERR_SHMSIZE)
    return TROUBLE_FULL;
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return TROUBLE_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return TROUBLE_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* our own statements are good, so the tables are not those that they were */
      return TROUBLE_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return TROUBLE_BUSY;
    default:
      return trouble_of_errno (system_errno);
    }
}

/**
 * cabinet_db_set_error:
 * @path: the file
 * @code: SQLite's extended result code, or %SQLITE_ERROR
 * @system_errno: errno of the failed call, or 0
 * @detail: (nullable): SQLite's own words, shown only where ours say too little
 *
 * Turns a refusal of SQLite into an error that a person can act on. An interrupted statement becomes
 * %G_IO_ERROR_CANCELLED.
 */
void
cabinet_db_set_error (const char *path, int code, int system_errno, const char *detail, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The work was cancelled"));
      return;
    }

  switch (trouble_of_code (code, system_errno))
    {
    case TROUBLE_FULL:
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "full",
                         _ ("No room is left on the disk for “%s”. What was saved before is kept. Free some "
                            "space and try again."),
                         name);
      break;
    case TROUBLE_READ_ONLY:
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "read-only",
                         _ ("“%s” cannot be written. What was saved before is kept. Check the permissions of "
                            "the file and its folder."),
                         name);
      break;
    case TROUBLE_DAMAGED:
      cabinet_set_error (
        error, CABINET_ERROR_STORAGE, "damaged",
        _ ("“%s” is damaged. Nothing in it was changed. When Cabinet is next started, what can be read "
           "of it is saved to a new file."),
        name);
      break;
    case TROUBLE_BUSY:
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "busy",
                         _ ("“%s” is in use by another program. Nothing was changed. Try again in a moment."),
                         name);
      break;
    case TROUBLE_IO:
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "io",
                         _ ("“%s” could not be read or written (%s). What was saved before is kept."), name,
                         detail != NULL ? detail : g_strerror (system_errno));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * cabinet_db_set_damaged:
 * @format: what was found, for a person
 *
 * As [func@db_set_error] for damage that SQLite itself does not see.
 */
void
cabinet_db_set_damaged (const char *path, GError **error, const char *format, ...)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *found = NULL;
  va_list args;

  va_start (args, format);
  found = g_strdup_vprintf (format, args);
  va_end (args);
  cabinet_set_error (
    error, CABINET_ERROR_STORAGE, "damaged",
    _ ("“%s” is damaged: %s. Nothing in it was changed. When Cabinet is next started, what can be read of it "
       "is saved to a new file."),
    name, found);
}
