/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cabinet-file-lock.h"
#include "store-fixture.h"

static const char *program;

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("cabinet-lock-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "state", "sign-in-1.lock", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static CabinetFileLock *
acquire (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_file_lock_acquire_async (path, NULL, store_on_done, &result);
  store_wait (&result);
  return cabinet_file_lock_acquire_finish (result, error);
}

static GSubprocess *
start (const char *mode, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE,
                                         &error, program, mode, path, NULL);

  g_assert_no_error (error);
  return child;
}

static GSubprocess *
start_holder (const char *path)
{
  GSubprocess *child = start ("--hold", path);
  char byte;

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &byte, 1, NULL, NULL), ==, 1);
  return child;
}

static void
test_free (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CabinetFileLock *lock = acquire (fixture->path, &error);
  struct stat info;

  g_assert_no_error (error);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_finalize_object (lock);
  lock = acquire (fixture->path, &error);
  g_assert_no_error (error);
  cabinet_file_lock_release (lock);
  g_assert_finalize_object (lock);
}

/* Two holders within a process exclude each other too; the first to end lets the second go on. */
static void
test_within_process (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetFileLock) second = NULL;
  CabinetFileLock *first = acquire (fixture->path, &error);
  gint64 until = g_get_monotonic_time () + 200 * 1000;

  cabinet_file_lock_acquire_async (fixture->path, NULL, store_on_done, &result);
  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_object_unref (first);
  store_wait (&result);
  second = cabinet_file_lock_acquire_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

/* A process that dies lets go. */
static void
test_killed_holder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetFileLock) lock = NULL;
  g_autoptr (GSubprocess) holder = start_holder (fixture->path);
  gint64 until = g_get_monotonic_time () + 200 * 1000;

  cabinet_file_lock_acquire_async (fixture->path, NULL, store_on_done, &result);
  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_subprocess_send_signal (holder, SIGKILL);
  store_wait (&result);
  lock = cabinet_file_lock_acquire_finish (result, &error);
  g_assert_no_error (error);
  g_subprocess_wait (holder, NULL, NULL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetFileLock) held = acquire (fixture->path, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_file_lock_acquire_async (fixture->path, cancellable, store_on_done, &result);
  g_cancellable_cancel (cancellable);
  store_wait (&result);
  g_assert_null (cabinet_file_lock_acquire_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_time_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetFileLock) held = acquire (fixture->path, &error);
  gint64 start = g_get_monotonic_time ();

  g_assert_null (acquire (fixture->path, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, "busy");
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 13 * G_USEC_PER_SEC);
}

/* Who waited for a file that is removed gets the lock on the one that replaces it. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetFileLock) first = acquire (fixture->path, &error);
  g_autoptr (CabinetFileLock) second = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_file_lock_acquire_async (fixture->path, NULL, store_on_done, &result);
  cabinet_file_lock_remove (first);
  store_wait (&result);
  second = cabinet_file_lock_acquire_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static int
run_holder (const char *path)
{
  g_autoptr (CabinetFileLock) lock = acquire (path, NULL);
  char byte;

  g_print ("+");
  (void) !fread (&byte, 1, 1, stdin);
  return lock != NULL ? 0 : 1;
}

#define N_COUNTS 40

/* Reads a number, waits, writes it back plus one: right only under a lock. */
static int
run_counter (const char *path)
{
  g_autofree char *number = g_strconcat (path, ".number", NULL);

  for (int i = 0; i < N_COUNTS; i++)
    {
      g_autoptr (CabinetFileLock) lock = acquire (path, NULL);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (lock == NULL)
        return 1;
      g_file_get_contents (number, &before, NULL, NULL);
      g_usleep (500);
      after = g_strdup_printf ("%d", (before != NULL ? atoi (before) : 0) + 1);
      g_file_set_contents (number, after, -1, NULL);
    }
  return 0;
}

static void
test_processes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) a = start ("--count", fixture->path);
  g_autoptr (GSubprocess) b = start ("--count", fixture->path);
  g_autofree char *number = g_strconcat (fixture->path, ".number", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check (a, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (b, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (number, &text, NULL, NULL));
  g_assert_cmpint (atoi (text), ==, 2 * N_COUNTS);
}

#define ADD(name, function) g_test_add ("/store/file-lock/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return run_holder (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--count"))
    return run_counter (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("free", test_free);
  ADD ("within-process", test_within_process);
  ADD ("killed-holder", test_killed_holder);
  ADD ("cancelled", test_cancelled);
  ADD ("time-limit", test_time_limit);
  ADD ("removed", test_removed);
  ADD ("processes", test_processes);
  return g_test_run ();
}
