/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-attachment-files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cabinet-error.h"

/* Ids come from elsewhere: none may lead out of its folder. */
static char *
segment (const char *text)
{
  char *escaped = g_uri_escape_string (text, NULL, FALSE);

  if (*escaped != '.' && strlen (escaped) < 200)
    return escaped;
  g_free (escaped);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static char *
build (const char *root, const char *account, const char *kind, const char *id)
{
  g_autofree char *owner = segment (account);
  g_autofree char *name = id != NULL ? segment (id) : NULL;

  return g_build_filename (root, owner, kind, name, NULL);
}

static gboolean
set_storage_error (GError **error, const char *path, const char *reason)
{
  cabinet_set_error (error, CABINET_ERROR_STORAGE, "io", _ ("%s could not be written: %s"), path, reason);
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;
  return set_storage_error (error, path, g_strerror (errno));
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents_full (path, size > 0 ? data : "", (gssize) size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &problem))
    return TRUE;
  return set_storage_error (error, path, problem->message);
}

/* Without what a file's name must not have, and not too long for one. @root: what was staged already has a
 * number before its name. */
static char *
clean_name (GFile *file, const char *root)
{
  const char *path = g_file_peek_path (file);
  gboolean staged = path != NULL && g_str_has_prefix (path, root);
  g_autofree char *base = staged ? cabinet_attachment_files_dup_name (path) : g_file_get_basename (file);
  g_autofree char *valid = g_utf8_make_valid (base != NULL ? base : "file", -1);
  g_autofree char *whole = g_strdelimit (g_steal_pointer (&valid), "/\n\r", '_');
  glong length = g_utf8_strlen (whole, -1);

  /* The end holds what kind of file it is. */
  return length > 60 ? g_utf8_substring (whole, length - 60, length) : g_steal_pointer (&whole);
}

/**
 * cabinet_attachment_files_stage:
 * @root: the folder of all attachments
 * @account: whose
 * @key: of the message
 * @index: which of its files
 * @file: what to copy
 * @max_bytes: how large it may be; 0 = not limited
 *
 * Returns: whether a copy is there that survives the original
 */
gboolean
cabinet_attachment_files_stage (const char *root,
                                const char *account,
                                const char *key,
                                guint index,
                                GFile *file,
                                gint64 max_bytes,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autofree char *folder = build (root, account, "out", key);
  g_autofree char *name = clean_name (file, root);
  g_autofree char *numbered = g_strdup_printf ("%02u-%s", index, name);
  g_autofree char *path = g_build_filename (folder, numbered, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, &problem);

  if (bytes == NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "unreadable", _ ("“%s” cannot be read: %s"), name,
                         problem->message);
      return FALSE;
    }
  if (max_bytes > 0 && g_bytes_get_size (bytes) > (guint64) max_bytes)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "too-large", _ ("“%s” is too large"), name);
      return FALSE;
    }
  return make_folder (folder, error) && write_file (path, bytes, error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * cabinet_attachment_files_list:
 *
 * Returns: (transfer full) (element-type utf8): paths, in the order in which they were chosen
 */
GPtrArray *
cabinet_attachment_files_list (const char *root, const char *account, const char *key)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = build (root, account, "out", key);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_ascii_isdigit (name[0]) && strchr (name, '-') != NULL)
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

char *
cabinet_attachment_files_dup_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  const char *dash = strchr (base, '-');

  return g_strdup (dash != NULL ? dash + 1 : base);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  (void) g_remove (path);
}

void
cabinet_attachment_files_unstage (const char *root, const char *account, const char *key)
{
  g_autofree char *folder = build (root, account, "out", key);

  remove_tree (folder);
}

void
cabinet_attachment_files_keep (const char *root, const char *account, const char *path, const char *id)
{
  g_autofree char *folder = build (root, account, "in", NULL);
  g_autofree char *kept = build (root, account, "in", id);

  /* If it cannot be moved, it is fetched when somebody looks. */
  if (make_folder (folder, NULL))
    (void) g_rename (path, kept);
}

/**
 * cabinet_attachment_files_load:
 *
 * Returns: (transfer full) (nullable): the bytes of an attachment that was kept
 */
GBytes *
cabinet_attachment_files_load (const char *root, const char *account, const char *id)
{
  g_autofree char *path = build (root, account, "in", id);
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

gboolean
cabinet_attachment_files_save (
  const char *root, const char *account, const char *id, GBytes *bytes, GError **error)
{
  g_autofree char *folder = build (root, account, "in", NULL);
  g_autofree char *path = build (root, account, "in", id);

  return make_folder (folder, error) && write_file (path, bytes, error);
}

void
cabinet_attachment_files_erase (const char *root, const char *account)
{
  g_autofree char *owner = segment (account);
  g_autofree char *folder = g_build_filename (root, owner, NULL);

  remove_tree (folder);
}
