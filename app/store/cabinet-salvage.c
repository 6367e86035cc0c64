/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-salvage-private.h"

/* Beside a file: what asks for it to be saved, and holds where it is put; the copies that are read; and the
 * new file, which bears its name only once it is whole. */
#define ASKED ".damaged"
#define COPY ".torn"
#define LEAVES ".leaves"
#define NEW ".salvaged"

static const char *const parts_of_file[] = { "", "-wal", "-shm", "-journal" };

void
cabinet_salvage_free (CabinetSalvage *self)
{
  g_free (self->aside);
  g_free (self->months);
  g_free (self->parts);
  g_free (self);
}

static gboolean
exists (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS);
}

gboolean
cabinet_salvage_is_due (const char *path)
{
  return exists (path, ASKED) || (!exists (path, "") && exists (path, NEW));
}

void
cabinet_salvage_ask (const char *path)
{
  g_autofree char *name = g_strconcat (path, ASKED, NULL);
  int fd = open (name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
}

static void
remove_file (const char *path, const char *suffix)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts_of_file); i++)
    {
      g_autofree char *name = g_strconcat (path, suffix, parts_of_file[i], NULL);

      g_unlink (name);
    }
}

static gboolean
set_errno (const char *path, int code, GError **error)
{
  cabinet_db_set_error (path, SQLITE_IOERR, code, g_strerror (code), error);
  return FALSE;
}

static gboolean
sync_path (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
copy_part (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autoptr (GFile) source_file = g_file_new_for_path (source);
  g_autoptr (GFile) target_file = g_file_new_for_path (target);
  g_autoptr (GError) failure = NULL;

  if (g_file_copy (source_file, target_file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &failure))
    return sync_path (target) || set_errno (target, errno, error);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && *suffix != '\0')
    return TRUE;
  return set_errno (target,
                    g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE)            ? ENOSPC
                    : g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? EACCES
                                                                                          : EIO,
                    error);
}

/* With its log, in which the newest rows may stand. */
gboolean
cabinet_salvage_copy_file (const char *from, const char *to, GError **error)
{
  return copy_part (from, to, "", error) && copy_part (from, to, "-wal", error);
}

/* What a file says of its version, even if SQLite cannot open it; else that of @schema. */
static int
read_version (const char *path, const CabinetSchema *schema)
{
  FILE *file = fopen (path, "rbe");
  guint8 header[100] = { 0 };
  guint32 version;
  gsize n = file != NULL ? fread (header, 1, sizeof header, file) : 0;

  g_clear_pointer (&file, fclose);
  memcpy (&version, header + 60, sizeof version);
  version = GUINT32_FROM_BE (version);
  return n == sizeof header && version > 0 && version < (guint32) schema->version ? (int) version
                                                                                  : schema->version;
}

static sqlite3 *
open_broken (const char *path)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return db;
  sqlite3_exec (db, "pragma trusted_schema = off; pragma cell_size_check = on; pragma writable_schema = on",
                NULL, NULL, NULL);
  return db;
}

/* Reads all that can be read into the new file, in one transaction. */
static gboolean
fill (CabinetSalvageWork *work, CabinetSalvageRead read, CabinetSalvage *salvage, GError **error)
{
  gboolean done = FALSE;

  work->tables = cabinet_salvage_list_tables (work->db, error);
  if (work->tables == NULL)
    return FALSE;
  if (cabinet_db_begin (work->db, error))
    {
      done = read (work, salvage, error);
      if (work->error != NULL)
        {
          if (done)
            g_propagate_error (error, g_steal_pointer (&work->error));
          done = FALSE;
        }
      if (done)
        done = cabinet_db_commit (work->db, error);
      else
        cabinet_db_rollback (work->db);
    }
  g_clear_error (&work->error);
  g_clear_pointer (&work->tables, g_ptr_array_unref);
  return done;
}

/* Of the version of the damaged one, so that rows are only copied; then as new as any. */
static gboolean
make_new (const char *path,
          const CabinetSchema *schema,
          CabinetSalvageRead read,
          CabinetSalvage *salvage,
          GError **error)
{
  g_autofree char *name = g_strconcat (path, NEW, NULL);
  g_autofree char *copy = g_strconcat (path, COPY, NULL);
  CabinetSchema same = *schema;
  CabinetSalvageWork work = { .path = copy };
  gboolean done;

  remove_file (path, NEW);
  if (!cabinet_salvage_copy_file (path, copy, error))
    return FALSE;
  work.version = same.version = read_version (copy, schema);
  work.db = cabinet_db_open (name, &same, error);
  if (work.db == NULL)
    return FALSE;
  work.broken = open_broken (copy);
  /* A row may be read before the one that it refers to. */
  done = cabinet_db_exec (work.db, "pragma foreign_keys = off", error) && fill (&work, read, salvage, error);
  sqlite3_close (work.broken);
  sqlite3_close (work.leaves);
  cabinet_db_close (work.db);
  return done;
}

static void
clean (const char *path)
{
  g_autofree char *copy = g_strconcat (path, COPY, NULL);

  remove_file (copy, LEAVES);
  remove_file (path, COPY);
}

static char *
find_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.aside-%s", path, stamp);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.aside-%s-%u", path, stamp, i);
    }
  return aside;
}

/* From here on the new file takes the place of the damaged one, and its log is the damaged one's no more. */
static gboolean
end_swap (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (path, NEW, NULL);
  g_autofree char *asked = g_strconcat (path, ASKED, NULL);

  remove_file (path, "");
  if (g_rename (name, path) != 0)
    return set_errno (path, errno, error);
  sync_path (folder);
  g_unlink (asked);
  return TRUE;
}

/* The log is copied before the file is renamed: that rename is the moment at which it is decided. */
static gboolean
swap (const char *path, const char *aside, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *asked = g_strconcat (path, ASKED, NULL);
  g_autofree char *name = g_strconcat (path, NEW, NULL);

  if (!g_file_set_contents_full (asked, aside, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return set_errno (asked, errno, error);
  if (!sync_path (name) || !copy_part (path, aside, "-wal", error))
    return FALSE;
  if (g_rename (path, aside) != 0)
    return set_errno (path, errno, error);
  sync_path (folder);
  return end_swap (path, error);
}

static gboolean
finish_new (const char *path,
            const CabinetSchema *schema,
            CabinetSalvageRead finish,
            CabinetSalvage *salvage,
            GError **error)
{
  CabinetDb *db = cabinet_db_open (path, schema, error);
  gboolean done = db != NULL && finish (db, salvage, error);

  cabinet_db_close (db);
  return done;
}

/**
 * cabinet_salvage_file:
 * @read: with a #CabinetSalvageWork: fills the new file
 * @finish: with the #CabinetDb of the new file, once it is of the version of @schema; tells what is in it
 */
CabinetSalvage *
cabinet_salvage_file (const char *path,
                      const CabinetSchema *schema,
                      CabinetSalvageRead read,
                      CabinetSalvageRead finish,
                      GError **error)
{
  g_autoptr (CabinetSalvage) salvage = g_new0 (CabinetSalvage, 1);
  g_autofree char *asked = g_strconcat (path, ASKED, NULL);
  g_autofree char *name = g_strconcat (path, NEW, NULL);

  clean (path);
  if (!exists (path, "") && exists (path, NEW))
    {
      /* It was interrupted at its very end. */
      (void) g_file_get_contents (asked, &salvage->aside, NULL, NULL);
      return end_swap (path, error) && finish_new (path, schema, finish, salvage, error)
               ? g_steal_pointer (&salvage)
               : NULL;
    }
  salvage->aside = find_aside (path);
  if (make_new (path, schema, read, salvage, error) && finish_new (name, schema, finish, salvage, error)
      && swap (path, salvage->aside, error))
    {
      clean (path);
      return g_steal_pointer (&salvage);
    }
  clean (path);
  if (exists (path, ""))
    remove_file (path, NEW);
  return NULL;
}
