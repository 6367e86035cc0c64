/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "cabinet-salvage-private.h"

/* Beside a file: what asks for it to be saved, and holds where it is put; the copies that are read; and the
 * new file, which bears its name only once it is whole. */
#define ASKED ".damaged"
#define COPY ".torn"
#define LEAVES ".leaves"
#define NEW ".salvaged"
#define ASIDE ".aside-"

#define COPY_AT_ONCE (1 << 24)

static const char *const parts_of_file[] = { "", "-wal", "-shm", "-journal" };

void
cabinet_salvage_free (CabinetSalvage *self)
{
  g_free (self->aside);
  g_free (self->months);
  g_free (self->stand_ins);
  g_free (self->currency);
  g_free (self->parts);
  g_free (self);
}

static gboolean
exists (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS);
}

/* Where the damaged file goes, or has gone: NULL = it is not decided yet. */
static char *
read_aside (const char *path)
{
  g_autofree char *asked = g_strconcat (path, ASKED, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;

  if (!g_file_get_contents (asked, &name, NULL, NULL) || *name == '\0')
    return NULL;
  return g_build_filename (folder, name, NULL);
}

gboolean
cabinet_salvage_is_due (const char *path)
{
  g_autofree char *aside = read_aside (path);

  return exists (path, ASKED) && (exists (path, "") || (aside != NULL && exists (aside, "")));
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

static int
copy_all (int from, int to)
{
  gssize n;

  while ((n = sendfile (to, from, NULL, COPY_AT_ONCE)) > 0)
    ;
  return n == 0 ? 0 : errno;
}

static gboolean
copy_part (const char *from, const char *to, const char *suffix, GError **error)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  int from_fd = open (source, O_RDONLY | O_CLOEXEC);
  int to_fd;
  int code;

  if (from_fd < 0)
    return (errno == ENOENT && *suffix != '\0') || set_errno (source, errno, error);
  to_fd = open (target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  code = to_fd >= 0 ? copy_all (from_fd, to_fd) : errno;
  close (from_fd);
  if (to_fd >= 0 && close (to_fd) != 0 && code == 0)
    code = errno;
  return code == 0 || set_errno (target, code, error);
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

/* A row may be read before the one that it refers to. The file counts only once it is whole and on the disk:
 * until then it needs no journal as large as itself. */
static const char settings_of_new[] =
  "pragma foreign_keys = off; pragma journal_mode = memory; pragma synchronous = off";

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
  done = cabinet_db_exec (work.db, settings_of_new, error) && fill (&work, read, salvage, error);
  sqlite3_close (work.broken);
  sqlite3_close (work.leaves);
  cabinet_db_close (work.db);
  return done;
}

/* Notes that were killed before they had their name. */
static void
remove_notes (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *prefix = g_strconcat (base, ASKED ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_autofree char *note = g_build_filename (folder, name, NULL);

        g_unlink (note);
      }
}

static void
clean (const char *path)
{
  g_autofree char *copy = g_strconcat (path, COPY, NULL);

  remove_file (copy, LEAVES);
  remove_file (path, COPY);
  remove_notes (path);
}

static char *
find_aside (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strconcat (path, ASIDE, stamp, NULL);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s" ASIDE "%s-%u", path, stamp, i);
    }
  return aside;
}

/* From here on the new file takes the place of the damaged one, and its log is the damaged one's no more.
 * What asks for all this goes last, so that nothing is left lying. */
static gboolean
end_swap (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (path, NEW, NULL);
  g_autofree char *asked = g_strconcat (path, ASKED, NULL);

  if (exists (path, NEW))
    {
      remove_file (path, "");
      if (g_rename (name, path) != 0)
        return set_errno (path, errno, error);
      sync_path (folder);
    }
  clean (path);
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
  g_autofree char *log = g_strconcat (aside, "-wal", NULL);
  g_autofree char *aside_name = g_path_get_basename (aside);

  if (!g_file_set_contents_full (asked, aside_name, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
    return set_errno (asked, errno, error);
  if (!copy_part (path, aside, "-wal", error))
    return FALSE;
  if (!sync_path (name) || (exists (log, "") && !sync_path (log)))
    return set_errno (path, errno, error);
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
  gboolean done = db != NULL && finish (db, salvage, error)
                  && cabinet_db_exec (db, "pragma wal_checkpoint (truncate)", error);

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
  g_autofree char *name = g_strconcat (path, NEW, NULL);

  salvage->aside = read_aside (path);
  if (salvage->aside != NULL && exists (salvage->aside, ""))
    /* It was interrupted at its very end. */
    return finish_new (exists (path, NEW) ? name : path, schema, finish, salvage, error)
               && end_swap (path, error)
             ? g_steal_pointer (&salvage)
             : NULL;
  clean (path);
  if (salvage->aside == NULL)
    salvage->aside = find_aside (path);
  if (make_new (path, schema, read, salvage, error) && finish_new (name, schema, finish, salvage, error)
      && swap (path, salvage->aside, error))
    return g_steal_pointer (&salvage);
  clean (path);
  if (exists (path, ""))
    remove_file (path, NEW);
  return NULL;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cabinet_salvage_list_aside:
 * @folder: of the files
 *
 * Returns: (transfer full): paths of damaged files that were set aside; their logs lie beside them
 */
GStrv
cabinet_salvage_list_aside (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ASIDE) != NULL && !g_str_has_suffix (name, "-wal"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (paths, FALSE);
}

/**
 * cabinet_salvage_delete_aside:
 * @path: one of cabinet_salvage_list_aside()
 *
 * Error: %CABINET_ERROR_STORAGE.
 */
gboolean
cabinet_salvage_delete_aside (const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  if ((g_unlink (log) != 0 && errno != ENOENT) || (g_unlink (path) != 0 && errno != ENOENT))
    return set_errno (path, errno, error);
  return TRUE;
}
