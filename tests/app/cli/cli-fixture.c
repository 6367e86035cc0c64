/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-fixture.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>

void
cli_set_up (CliFixture *f, gconstpointer data)
{
  f->home = g_dir_make_tmp ("cabinetctl-XXXXXX", NULL);
  f->demo = demo_process_new ("--control", "--history-months", "14", NULL);
  f->url = demo_process_dup_url (f->demo, "/tomtel");
}

void
cli_tear_down (CliFixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->home, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_subprocess_wait (process, NULL, NULL);
  demo_process_free (f->demo);
  g_free (f->home);
  g_free (f->url);
  g_free (f->out);
  g_free (f->err);
}

static GSubprocessLauncher *
launcher_new (CliFixture *f, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *keyring = g_build_filename (f->home, "keyring", NULL);

  g_subprocess_launcher_setenv (launcher, "HOME", f->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", f->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", f->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", f->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", f->keyring != NULL ? f->keyring : keyring,
                                TRUE);
  if (f->debug)
    g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "of the tests", TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "LANGUAGE");
  return launcher;
}

/* With a terminal for questions and answers, whose other end is @terminal, non-blocking. */
GSubprocess *
cli_spawn_on_terminal (CliFixture *f, const char *const *argv, int *terminal)
{
  g_autoptr (GSubprocessLauncher) launcher = launcher_new (f, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  int end;

  *terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (*terminal, >=, 0);
  g_assert_true (grantpt (*terminal) == 0 && unlockpt (*terminal) == 0);
  end = open (ptsname (*terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (end, >=, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, end);
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (end, F_DUPFD_CLOEXEC, 3));
  g_assert_true (g_unix_set_fd_nonblocking (*terminal, TRUE, NULL));
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
cli_spawn (CliFixture *f, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = launcher_new (
    f, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Runs the program; returns its exit code, with what it printed in @f. */
int
cli_run (CliFixture *f, const char *input, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *each;
  va_list args;

  g_ptr_array_add (argv, (gpointer) g_getenv ("CABINETCTL"));
  va_start (args, input);
  while ((each = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) each);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  process = cli_spawn (f, (const char *const *) argv->pdata);
  g_clear_pointer (&f->out, g_free);
  g_clear_pointer (&f->err, g_free);
  /* A server of the test's own answers meanwhile. */
  g_subprocess_communicate_utf8_async (process, input != NULL ? input : "", NULL, on_ended, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_utf8_finish (process, result, &f->out, &f->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

void
cli_add_demo (CliFixture *f)
{
  int status = cli_run (f, "demo\n", "account", "add", "--provider", "tomtel", "--url", f->url, "--login",
                        "12345", "--password-stdin", NULL);

  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (f->out, ==, "tomtel-12345\n");
}

JsonNode *
cli_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  if (node == NULL)
    g_error ("not JSON (%s): %s", error != NULL ? error->message : "nothing", text);
  return node;
}

/* Exactly these members, no more and no less. */
void
cli_assert_members (JsonObject *object, const char *names)
{
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    if (!json_object_has_member (object, wanted[i]))
      g_error ("the member “%s” is missing", wanted[i]);
  g_assert_cmpuint (json_object_get_size (object), ==, g_strv_length (wanted));
}

void
cli_assert_money (JsonObject *object, const char *name, const char *amount)
{
  JsonObject *money = json_object_get_object_member (object, name);

  cli_assert_members (money, "amount currency");
  g_assert_cmpstr (json_object_get_string_member (money, "currency"), ==, "RUB");
  if (amount != NULL)
    g_assert_cmpstr (json_object_get_string_member (money, "amount"), ==, amount);
  g_assert_true (
    g_regex_match_simple ("^-?[0-9]+\\.[0-9]{2}$", json_object_get_string_member (money, "amount"), 0, 0));
}

void
cli_assert_json_error (CliFixture *f, const char *kind)
{
  g_autoptr (JsonNode) node = cli_parse (f->err);
  JsonObject *error = json_object_get_object_member (json_node_get_object (node), "error");

  cli_assert_members (error, "kind message");
  g_assert_cmpstr (json_object_get_string_member (error, "kind"), ==, kind);
}

void
cli_assert_one_line (const char *text)
{
  g_assert_true (g_str_has_suffix (text, "\n"));
  g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
}
