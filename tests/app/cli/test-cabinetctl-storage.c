/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* What stops the saved data from being read or written: exit 9, one clear sentence, nothing lost. */

static char *
dup_archive_path (CliFixture *f)
{
  return g_build_filename (f->home, "cabinet", "archive.db", NULL);
}

/* Runs cabinetctl after @prepare, a piece of shell. */
static int
run_prepared (CliFixture *f, const char *prepare, const char *arguments)
{
  g_autofree char *script = g_strdup_printf ("%s \"%s\" %s", prepare, g_getenv ("CABINETCTL"), arguments);
  const char *argv[] = { "sh", "-c", script, NULL };
  g_autoptr (GSubprocess) process = cli_spawn (f, argv);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->out, g_free);
  g_clear_pointer (&f->err, g_free);
  g_subprocess_communicate_utf8 (process, "", NULL, &f->out, &f->err, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

/* SQLite's user_version stands at byte 60. */
static void
test_too_new (CliFixture *f, gconstpointer data)
{
  g_autofree char *path = dup_archive_path (f);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;

  cli_add_demo (f);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  before[62] = 3;
  g_assert_true (g_file_set_contents (path, before, length, NULL));

  g_assert_cmpint (cli_run (f, NULL, "--offline", "balance", NULL), ==, 9);
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, "newer version of Cabinet"));
  g_assert_cmpint (cli_run (f, NULL, "--json", "check", NULL), ==, 9);
  cli_assert_json_error (f, "storage");
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

/* No file may grow past a few kilobytes. */
static void
test_disk_full (CliFixture *f, gconstpointer data)
{
  cli_add_demo (f);
  g_assert_cmpint (run_prepared (f, "trap '' XFSZ; ulimit -f 40; exec", "sync"), ==, 9);
  g_assert_nonnull (strstr (f->err, "No room is left on the disk"));
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 0);

  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "--json", "statement", NULL), ==, 0);
}

static void
damage (CliFixture *f)
{
  g_autofree char *path = dup_archive_path (f);
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents, 0, 100);
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
}

/* The superuser may write everywhere, unless he gives that up. */
static void
fail_to_write (CliFixture *f, const char *path, const char *folder)
{
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  g_assert_cmpint (run_prepared (f, geteuid () == 0 ? "exec setpriv --bounding-set=-all" : "exec", "sync"),
                   ==, 9);
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, "cannot be written"));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
}

static void
test_read_only (CliFixture *f, gconstpointer data)
{
  g_autofree char *path = dup_archive_path (f);
  g_autofree char *folder = g_path_get_dirname (path);

  cli_add_demo (f);
  fail_to_write (f, path, folder);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);

  /* Nor can what is damaged be saved there. */
  damage (f);
  fail_to_write (f, path, folder);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
}

/* Overwrites @from in the archive, as a disk that forgets does. */
static void
flip (CliFixture *f, const char *from, const char *to)
{
  g_autofree char *path = dup_archive_path (f);
  g_autofree char *contents = NULL;
  gsize length;
  char *found;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  found = memmem (contents, length, from, strlen (from));
  g_assert_nonnull (found);
  memcpy (found, to, strlen (to));
  g_assert_true (g_file_set_contents (path, contents, length, NULL));
}

/* The last, and so the oldest, 17th of a month that was just printed. */
static char *
dup_old_day (CliFixture *f)
{
  g_autoptr (GRegex) regex = g_regex_new ("20[0-9]{2}-[0-9]{2}-17", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *day = NULL;

  for (g_regex_match (regex, f->out, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_free (day);
      day = g_match_info_fetch (match, 0);
    }
  g_assert_nonnull (day);
  return day;
}

/* What is not what was saved goes into no file, is named, and is right again after the next refresh. */
static void
test_damaged_export (CliFixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->home, "statement.csv", NULL);
  g_autofree char *day = NULL;
  g_autofree char *flipped = NULL;
  g_autofree char *to = NULL;

  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", NULL), ==, 0);
  day = dup_old_day (f);
  flipped = g_strdup (day);
  flipped[9] = '8';
  flip (f, day, flipped);

  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--output", path, NULL), ==,
                   9);
  cli_assert_one_line (f->err);
  day[7] = '\0';
  g_assert_nonnull (strstr (f->err, day));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* On the screen stands what there is, and then what is not right. */
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", NULL), ==, 9);
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, day));
  g_assert_nonnull (strstr (f->out, day));
  /* Of what is asked for, and no more: the newest few are all right; the newest of then are not. What a
   * search finds may lack a month that is known to be damaged. */
  to = g_strconcat (day, "-28", NULL);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--limit", "5", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--limit", "5", "--to", to, NULL), ==, 9);
  g_assert_nonnull (strstr (f->err, day));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--search", "fee", NULL), ==, 9);
  g_assert_nonnull (strstr (f->err, day));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--search", "fee", "--limit", "1", NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--output", path, NULL), ==,
                   0);
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/cli/storage/" name, CliFixture, NULL, cli_set_up, function, cli_tear_down)

/* Whether any file of the household has @text. */
static gboolean
is_in_files (CliFixture *f, const char *text)
{
  const char *argv[] = { "grep", "-rqaF", text, f->home, NULL };
  g_autoptr (GSubprocess) process = cli_spawn (f, argv);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  return g_subprocess_get_exit_status (process) == 0;
}

/* A removed contract is still in a damaged file that was set aside, until the person has it deleted. */
static void
test_remove_set_aside (CliFixture *f, gconstpointer data)
{
  cli_add_demo (f);
  damage (f);
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "tomtel-12345"));
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-12345", "--yes", NULL), ==, 0);
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, "archive.db.aside-"));
  g_assert_true (is_in_files (f, "tomtel-12345"));

  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-12345", "--yes", "--set-aside", NULL), ==,
                   0);
  g_assert_cmpstr (f->err, ==, "");
  g_assert_false (is_in_files (f, "tomtel-12345"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("too-new", test_too_new);
  ADD ("disk-full", test_disk_full);
  ADD ("read-only", test_read_only);
  ADD ("damaged-export", test_damaged_export);
  ADD ("remove-set-aside", test_remove_set_aside);
  return g_test_run ();
}
