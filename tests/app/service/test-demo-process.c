/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-demo-process.h"

/* The demo that Cabinet starts itself. */

typedef struct
{
  char *url;
  GError *error;
  gboolean done;
} Answer;

static void
on_ensured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->url = cabinet_demo_process_ensure_finish (CABINET_DEMO_PROCESS (source), result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static char *
ensure (CabinetDemoProcess *demo, GError **error)
{
  Answer answer = { 0 };

  cabinet_demo_process_ensure_async (demo, NULL, on_ensured, &answer);
  service_wait_until (is_done, &answer);
  if (answer.error != NULL)
    g_propagate_error (error, answer.error);
  return answer.url;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
finish (CabinetDemoProcess *demo)
{
  gpointer alive = demo;

  g_object_add_weak_pointer (G_OBJECT (demo), &alive);
  cabinet_demo_process_stop (demo);
  g_object_unref (demo);
  service_wait_until (is_gone, &alive);
}

static CabinetDemoProcess *
new_demo (void)
{
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  return cabinet_demo_process_new (g_get_user_data_dir ());
}

static int
get_pid (CabinetDemoProcess *demo)
{
  const char *identifier = cabinet_demo_process_get_identifier (demo);

  return identifier != NULL ? (int) g_ascii_strtoll (identifier, NULL, 10) : 0;
}

static gboolean
is_over (gpointer data)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", GPOINTER_TO_INT (data));
  g_autofree char *stat = NULL;

  return !g_file_get_contents (path, &stat, NULL, NULL) || strstr (stat, ") Z ") != NULL;
}

static void
test_once (void)
{
  CabinetDemoProcess *demo = new_demo ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = ensure (demo, &error);
  g_autofree char *second = NULL;
  int pid = get_pid (demo);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, "http://127.0.0.1:"));
  second = ensure (demo, &error);
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpint (get_pid (demo), ==, pid);
  finish (demo);
  service_wait_until (is_over, GINT_TO_POINTER (pid));
}

static void
test_killed (void)
{
  CabinetDemoProcess *demo = new_demo ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = ensure (demo, &error);
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  int pid = get_pid (demo);

  kill (pid, SIGKILL);
  service_wait_until (is_over, GINT_TO_POINTER (pid));
  service_run_for (500);
  g_assert_cmpint (get_pid (demo), !=, pid);
  second = ensure (demo, &error);
  g_assert_no_error (error);

  /* Not for ever. */
  for (int i = 0; i < 2; i++)
    {
      pid = get_pid (demo);
      kill (pid, SIGKILL);
      service_wait_until (is_over, GINT_TO_POINTER (pid));
      service_run_for (500);
    }
  g_assert_null (cabinet_demo_process_get_identifier (demo));
  /* Who asks again gets one more. */
  third = ensure (demo, &error);
  g_assert_no_error (error);
  g_assert_nonnull (third);
  finish (demo);
}

static void
test_missing (void)
{
  g_autofree char *program = g_strdup (g_getenv ("CABINET_DEMO"));
  CabinetDemoProcess *demo = new_demo ();
  g_autoptr (GError) error = NULL;

  g_setenv ("CABINET_DEMO", "/nonexistent/cabinet-demo", TRUE);
  g_assert_null (ensure (demo, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_clear_error (&error);
  /* A program that is no demo. */
  g_setenv ("CABINET_DEMO", "/bin/false", TRUE);
  g_assert_null (ensure (demo, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_setenv ("CABINET_DEMO", program, TRUE);
  finish (demo);
}

/* A household on "demo:": tried, killed, closed, opened again; the subscriber's data stay. */
static void
test_household (void)
{
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account = NULL;
  g_autofree char *json = NULL;
  gint64 balance;

  account = service_add (household, "tomtel", NULL, NULL, "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cabinet_account_get_id (account), ==, "tomtel-12345");
  g_assert_true (cabinet_account_get_demo (account));
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  balance = cabinet_account_get_main_balance (account)->amount.micros;
  g_clear_object (&account);
  service_close (household);

  household = service_open ();
  cabinet_household_ensure_demo (household);
  account = service_lookup (household, "tomtel-12345");
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cabinet_account_get_main_balance (account)->amount.micros, ==, balance);
  g_clear_object (&account);
  service_close (household);
}

static void
find_children (GArray *pids)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *stat = NULL;
      const char *rest;
      int pid = (int) g_ascii_strtoll (name, NULL, 10);
      int parent = 0;

      if (pid == 0 || !g_file_get_contents (path, &stat, NULL, NULL))
        continue;
      rest = strrchr (stat, ')');
      if (rest != NULL && sscanf (rest, ") %*c %d", &parent) == 1 && parent == (int) getpid ()
          && strstr (stat, "(cabinet-demo)") != NULL && strstr (stat, ") Z ") == NULL)
        g_array_append_val (pids, pid);
    }
}

/* Under a sanitizer a demo takes its time to end. */
static gboolean
are_children (gpointer n)
{
  g_autoptr (GArray) pids = g_array_new (FALSE, FALSE, sizeof (int));

  find_children (pids);
  return pids->len == GPOINTER_TO_UINT (n);
}

/* The demo dies while the window is open: the next refresh finds it again, on another port. */
static void
test_household_after_kill (void)
{
  CabinetHousehold *household = service_open ();
  g_autoptr (GArray) pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account =
    service_add (household, "tomtel", "demo:", NULL, "12345", "demo", TRUE, &error);

  g_assert_no_error (error);
  service_wait_until (are_children, GUINT_TO_POINTER (1));
  find_children (pids);
  kill (g_array_index (pids, int, 0), SIGKILL);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&account);
  service_close (household);
  service_wait_until (are_children, GUINT_TO_POINTER (0));
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/demo-process/once", test_once);
  service_test_add ("/demo-process/killed", test_killed);
  service_test_add ("/demo-process/missing", test_missing);
  service_test_add ("/demo-process/household", test_household);
  service_test_add ("/demo-process/household-after-kill", test_household_after_kill);
  return g_test_run ();
}
