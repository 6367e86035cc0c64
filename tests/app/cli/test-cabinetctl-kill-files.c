/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "kill-trials.h"

/* Killed while an archive is migrated, exported, backed up or restored: a file is the old one, the whole new
 * one or not there, the next run completes what was begun, and nothing is left lying about. */

/* An archive and a journal as former versions wrote them. */
static gboolean
load_dump (KillTrials *f, const char *name, guint version, gboolean wal)
{
  g_autofree char *dump =
    g_strdup_printf ("%s/tests/fixtures/%s-%u.sql", g_getenv ("CABINET_SOURCE_DIR"), name, version);
  g_autofree char *path = g_strdup_printf ("%s/cabinet/%s.db", f->cli.home, name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *sql = NULL;
  sqlite3 *db = NULL;

  if (!g_file_get_contents (dump, &sql, NULL, NULL))
    return FALSE;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_unlink (path);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (wal)
    g_assert_cmpint (sqlite3_exec (db, "pragma journal_mode = wal", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return TRUE;
}

static int
add_row (gpointer text, int n, char **values, char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s|", values[i] != NULL ? values[i] : "-");
  g_string_append_c (text, '\n');
  return 0;
}

/* All that is in a database. */
static char *
dup_contents (KillTrials *f, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/cabinet/%s.db", f->cli.home, name);
  g_autoptr (GString) tables = g_string_new (NULL);
  g_auto (GStrv) list = NULL;
  GString *text = g_string_new (NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "pragma user_version; pragma application_id", add_row, text, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "select name from sqlite_schema where type = 'table' order by name",
                                 add_row, tables, NULL),
                   ==, SQLITE_OK);
  list = g_strsplit (tables->str, "|\n", -1);
  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      g_autofree char *sql = g_strdup_printf ("select '%s', * from \"%s\"", list[i], list[i]);

      /* An index for the search is kept in tables that only its own module reads, and is made anew when it is
       * checked; its words are asked for. */
      if (!g_str_has_prefix (list[i], "search_") || g_str_equal (list[i], "search_terms")
          || g_str_equal (list[i], "search_queue"))
        g_assert_cmpint (sqlite3_exec (db, sql, add_row, text, NULL), ==, SQLITE_OK);
    }
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
  return g_string_free (text, FALSE);
}

/* The next start brings the migration to its end, as if it had never been stopped. */
static void
try_migration (KillTrials *f, gboolean wal, guint trials)
{
  const char *const argv[] = { "check", NULL };
  g_autofree char *archive = NULL, *journal = NULL;

  kill_save_home (f);
  kill_begin (f, NULL, argv, trials);
  archive = dup_contents (f, "archive");
  journal = dup_contents (f, "journal");
  while (f->trial < f->trials)
    {
      g_autofree char *archive_now = NULL, *journal_now = NULL;

      kill_bring_back_home (f);
      kill_next (f, NULL, argv);
      if (f->trial % 2 == 0 && f->trial < f->trials)
        kill_next (f, NULL, argv);
      kill_assert_whole (f);
      archive_now = dup_contents (f, "archive");
      journal_now = dup_contents (f, "journal");
      g_assert_cmpstr (archive_now, ==, archive);
      g_assert_cmpstr (journal_now, ==, journal);
      kill_assert_tidy (f);
    }
}

static void
test_migration (KillTrials *f, gconstpointer data)
{
  guint versions = 1;

  while (load_dump (f, "archive", versions + 1, FALSE))
    versions++;
  g_assert_cmpuint (versions, >=, 3);
  for (guint i = 1; i <= versions; i++)
    {
      gboolean wal = i % 2 == 0;

      kill_shell ("rm -rf '%s/cabinet'", f->cli.home);
      g_assert_true (load_dump (f, "archive", i, wal));
      g_assert_true (load_dump (f, "journal", 2, !wal));
      try_migration (f, wal, kill_count_trials (versions));
    }
}

/* The file is the one that was there, or the whole new one; nothing else is left beside it. */
static void
try_export (KillTrials *f, const char *format, const char *old, guint trials)
{
  const char *const argv[] = { "--offline", "statement", "--format", format,
                               "--output",  f->file,     "--force",  NULL };
  g_autofree char *beside = g_path_get_dirname (f->file);
  g_autofree char *whole = NULL;
  gsize length;

  kill_begin (f, NULL, argv, trials);
  g_assert_true (g_file_get_contents (f->file, &whole, &length, NULL));
  while (f->trial < f->trials)
    {
      g_autofree char *found = NULL;
      g_autoptr (GDir) folder = NULL;
      const char *name;

      g_unlink (f->file);
      if (old != NULL)
        g_assert_true (g_file_set_contents (f->file, old, -1, NULL));
      kill_next (f, NULL, argv);
      if (g_file_get_contents (f->file, &found, NULL, NULL))
        g_assert_true (g_str_equal (found, whole) || g_strcmp0 (found, old) == 0);
      else
        g_assert_null (old);
      g_assert_false (kill_run (f, NULL, argv, 0, 0));
      folder = g_dir_open (beside, 0, NULL);
      while ((name = g_dir_read_name (folder)) != NULL)
        if (!g_str_equal (name, "file"))
          g_error ("%s is left lying", name);
    }
}

static void
test_export (KillTrials *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->cli.home, "exports", NULL);

  cli_add_demo (&f->cli);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_free (f->file);
  f->file = g_build_filename (folder, "file", NULL);
  try_export (f, "csv", NULL, kill_count_trials (3));
  try_export (f, "csv", "What was there before", kill_count_trials (3));
  try_export (f, "qif", "What was there before", kill_count_trials (3));
  kill_assert_whole (f);
  kill_assert_tidy (f);
}

static gint64
restore (KillTrials *f, const char *member, const char *option)
{
  g_autoptr (JsonNode) node = NULL;

  if (cli_run (&f->cli, NULL, "--json", "restore", f->file, option, NULL) != 0)
    g_error ("not restored: %s", f->cli.err);
  node = cli_parse (f->cli.out);
  return json_object_get_int_member (json_node_get_object (node), member);
}

/* The backup is whole or not there; it can be restored, and the archive is as before. */
static void
test_backup (KillTrials *f, gconstpointer data)
{
  const char *const argv[] = { "backup", f->file, "--force", NULL };
  g_autofree char *before = NULL;

  cli_add_demo (&f->cli);
  before = kill_dup_statement (f);
  kill_begin (f, NULL, argv, kill_count_trials (1));
  while (f->trial < f->trials)
    {
      g_autofree char *after = NULL;

      g_unlink (f->file);
      kill_next (f, NULL, argv);
      if (g_file_test (f->file, G_FILE_TEST_EXISTS))
        g_assert_cmpint (restore (f, "skipped", "--dry-run"), ==, 0);
      kill_assert_whole (f);
      g_assert_false (kill_run (f, NULL, argv, 0, 0));
      kill_assert_tidy (f);
      after = kill_dup_statement (f);
      g_assert_cmpstr (after, ==, before);
    }
}

static gboolean
has_part (KillTrials *f)
{
  g_autofree char *path = g_build_filename (f->cli.home, "cabinet", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "unpacked-"))
      return TRUE;
  return FALSE;
}

/* A copy of the archive that a killed backup left holds the contract too. */
static void
test_remove_after_backup (KillTrials *f, gconstpointer data)
{
  const char *const argv[] = { "backup", f->file, "--force", NULL };

  cli_add_demo (&f->cli);
  kill_begin (f, NULL, argv, 1);
  g_assert_true (kill_run (f, NULL, argv, f->steps / 2, 0));
  g_assert_true (has_part (f));
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "remove", "tomtel-12345", "--yes", NULL), ==, 0);
  kill_assert_tidy (f);
}

/* All of it or nothing; the next one brings what is missing. */
static void
test_restore (KillTrials *f, gconstpointer data)
{
  const char *const argv[] = { "restore", f->file, NULL };
  g_autofree char *whole = NULL;

  cli_add_demo (&f->cli);
  whole = kill_dup_statement (f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->file, "--force", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "remove", "tomtel-12345", "--yes", NULL), ==, 0);
  kill_save_home (f);
  kill_begin (f, NULL, argv, kill_count_trials (1));
  while (f->trial < f->trials)
    {
      g_autofree char *now = NULL;

      kill_bring_back_home (f);
      kill_next (f, NULL, argv);
      kill_assert_whole (f);
      g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
      if (*f->cli.out != '\0')
        {
          now = kill_dup_statement (f);
          g_assert_cmpstr (now, ==, whole);
        }
      restore (f, "contracts", NULL);
      g_free (now);
      now = kill_dup_statement (f);
      g_assert_cmpstr (now, ==, whole);
      kill_assert_tidy (f);
    }
}

#define ADD(name, function) \
  g_test_add ("/cabinetctl-kill-files/" name, KillTrials, NULL, kill_set_up, function, kill_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_set_prgname (name);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("migration", test_migration);
  ADD ("export", test_export);
  ADD ("backup", test_backup);
  ADD ("remove-after-backup", test_remove_after_backup);
  ADD ("restore", test_restore);
  return g_test_run ();
}
