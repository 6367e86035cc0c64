/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kill-trials.h"

#include <signal.h>
#include <string.h>

#define ROWS "1200"

void
kill_shell (const char *format, ...)
{
  g_autofree char *script = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  script = g_strdup_vprintf (format, args);
  va_end (args);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "sh", "-c", script, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

void
kill_set_up (KillTrials *f, gconstpointer data)
{
  f->cli.home = g_dir_make_tmp ("cabinetctl-XXXXXX", NULL);
  f->cli.demo = demo_process_new ("--control", "--rows", ROWS, "--history-months", "12", NULL);
  f->cli.url = demo_process_dup_url (f->cli.demo, "/tomtel");
  f->base = g_strconcat (f->cli.home, ".base", NULL);
  f->count = g_strconcat (f->cli.home, ".count", NULL);
  f->file = g_strconcat (f->cli.home, ".file", NULL);
}

void
kill_tear_down (KillTrials *f, gconstpointer data)
{
  kill_shell ("rm -rf '%s' '%s' '%s'", f->base, f->count, f->file);
  cli_tear_down (&f->cli, data);
  g_free (f->base);
  g_free (f->count);
  g_free (f->file);
}

/* How many moments of each kind: 60 in a long run, five such kinds. */
guint
kill_count_trials (guint parts)
{
  const char *slower = g_getenv ("CABINET_TEST_SLOWDOWN");
  guint all = g_getenv ("CABINET_TEST_LONG") != NULL ? 60 : 6;

  return MAX (1, slower != NULL ? all / parts / 2 : all / parts);
}

void
kill_save_home (KillTrials *f)
{
  kill_shell ("rm -rf '%s' && cp -a '%s' '%s'", f->base, f->cli.home, f->base);
}

void
kill_bring_back_home (KillTrials *f)
{
  kill_shell ("rm -rf '%s' && cp -a '%s' '%s'", f->cli.home, f->base, f->cli.home);
}

/* Runs @argv with the preloaded kill point. Returns: whether it was killed; what it printed is in @f. */
gboolean
kill_run (KillTrials *f, const char *input, const char *const *argv, guint step, guint later)
{
  g_autofree char *preload = g_strdup_printf ("LD_PRELOAD=%s", g_getenv ("CABINET_KILL_POINT"));
  g_autofree char *at = g_strdup_printf ("CABINET_KILL_AT=%u", step);
  g_autofree char *after = g_strdup_printf ("CABINET_KILL_LATER=%u", later);
  g_autofree char *count = g_strdup_printf ("CABINET_KILL_COUNT=%s", f->count);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *const words[] = { (char *) "env", preload, at, after, count };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (all, words[i]);
  g_ptr_array_add (all, (gpointer) g_getenv ("CABINETCTL"));
  for (guint i = 0; i == 0 || argv[i - 1] != NULL; i++)
    g_ptr_array_add (all, (gpointer) argv[i]);
  process = cli_spawn (&f->cli, (const char *const *) all->pdata);
  g_clear_pointer (&f->cli.out, g_free);
  g_clear_pointer (&f->cli.err, g_free);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &f->cli.out, &f->cli.err, &error);
  g_clear_error (&error); /* it may be gone before it has read */
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  if (g_subprocess_get_if_signaled (process))
    {
      if (g_subprocess_get_term_sig (process) != SIGKILL)
        g_error ("“%s” died of signal %d: %s", argv[0], g_subprocess_get_term_sig (process), f->cli.err);
      return TRUE;
    }
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("“%s” ended with %d: %s", argv[0], g_subprocess_get_exit_status (process), f->cli.err);
  return FALSE;
}

/* Lets it run to its end, to know how long it is. */
void
kill_begin (KillTrials *f, const char *input, const char *const *argv, guint trials)
{
  g_autofree char *text = NULL;

  g_assert_false (kill_run (f, input, argv, 0, 0));
  g_assert_true (g_file_get_contents (f->count, &text, NULL, NULL));
  f->steps = (guint) g_ascii_strtoull (text, NULL, 10);
  g_assert_cmpuint (f->steps, >, 5);
  f->trials = trials;
  f->trial = 0;
  f->missed = 0;
}

/* The next moment: somewhere in its own part of the run, half of them right before a step. If the run was
 * over before (what a killed one left to do is less, and no two runs are quite the same), it is tried again
 * anywhere. Returns: whether it was killed. */
gboolean
kill_next (KillTrials *f, const char *input, const char *const *argv)
{
  guint from = f->again ? 0 : f->trial * f->steps / f->trials;
  guint to = f->again ? f->steps : (f->trial + 1) * f->steps / f->trials;
  guint at = 1 + (guint) g_test_rand_int_range ((gint32) from, (gint32) MAX (to, from + 1));
  guint later = g_test_rand_bit () ? (guint) g_test_rand_int_range (1, 2000) : 0;
  gboolean killed = kill_run (f, input, argv, at, later);

  g_test_message ("%s: at step %u of %u, %u us later%s", argv[0], at, f->steps, later,
                  killed ? "" : ": ended before");
  f->again = !killed;
  if (killed)
    f->trial++;
  else
    f->missed++;
  g_assert_cmpuint (f->missed, <=, 2 * f->trials + 10);
  return killed;
}

void
kill_assert_whole (KillTrials *f)
{
  if (cli_run (&f->cli, NULL, "check", NULL) != 0)
    g_error ("not whole: %s", f->cli.err);
}

char *
kill_dup_statement (KillTrials *f)
{
  g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", "--json", "statement", NULL), ==, 0);
  return g_strdup (f->cli.out);
}

/* Nothing but what a home has when nothing was ever killed. */
void
kill_assert_tidy (KillTrials *f)
{
  static const char *const names[] = { "archive.db", "journal.db", "locks", "attachments" };
  g_autofree char *path = g_build_filename (f->cli.home, "cabinet", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      gboolean known = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        known = known || g_str_equal (name, names[i]);
      if (!known)
        g_error ("%s is left lying", name);
    }
}
