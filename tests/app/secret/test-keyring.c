/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cabinet-keyring.h"

/* Each state of the keyring in a process and on a bus of its own, for libsecret keeps what it found. */

#define ID "11111111-2222-3333-4444-555555555555"
#define OTHER_ID "99999999-8888-7777-6666-555555555555"
#define SECRET "{\"secret\":\"пароль ' \\\" 🔑\",\"session\":{}}"
#define PASSWORD "keyring password"
#define SECRETS_NAME "org.freedesktop.secrets"

static const char *program;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
store (CabinetKeyring *keyring, const char *id, const char *secret, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_keyring_store_async (keyring, id, "Cabinet: test", secret, NULL, on_done, &result);
  wait_for (&result);
  return cabinet_keyring_store_finish (keyring, result, error);
}

static char *
load (CabinetKeyring *keyring, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_keyring_load_async (keyring, id, NULL, on_done, &result);
  wait_for (&result);
  return cabinet_keyring_load_finish (keyring, result, error);
}

static gboolean
clear (CabinetKeyring *keyring, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_keyring_clear_async (keyring, id, NULL, on_done, &result);
  wait_for (&result);
  return cabinet_keyring_clear_finish (keyring, result, error);
}

static gboolean
unlock (CabinetKeyring *keyring, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_keyring_unlock_async (keyring, NULL, on_done, &result);
  wait_for (&result);
  return cabinet_keyring_unlock_finish (keyring, result, error);
}

static void
assert_secret (CabinetKeyring *keyring, const char *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  char *secret = load (keyring, id, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
  cabinet_keyring_free_secret (secret);
}

static void
assert_code (const GError *error, const char *code)
{
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_KEYRING);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
}

/* All questions end with the same error, in time. */
static void
assert_all_fail (CabinetKeyring *keyring, const char *code)
{
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) cleared = NULL;
  gint64 start = g_get_monotonic_time ();

  cabinet_keyring_load_async (keyring, ID, NULL, on_done, &loaded);
  cabinet_keyring_store_async (keyring, ID, "Cabinet: test", "x", NULL, on_done, &stored);
  cabinet_keyring_clear_async (keyring, ID, NULL, on_done, &cleared);
  wait_for (&loaded);
  wait_for (&stored);
  wait_for (&cleared);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_USEC_PER_SEC);
  g_assert_null (cabinet_keyring_load_finish (keyring, loaded, &load_error));
  assert_code (load_error, code);
  g_assert_false (cabinet_keyring_store_finish (keyring, stored, &store_error));
  assert_code (store_error, code);
  g_assert_false (cabinet_keyring_clear_finish (keyring, cleared, &clear_error));
  assert_code (clear_error, code);
}

/* All that an open keyring must do. */
static void
assert_works (CabinetKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  assert_secret (keyring, ID, NULL);
  g_assert_true (store (keyring, ID, "first", &error));
  g_assert_true (store (keyring, OTHER_ID, "other", &error));
  g_assert_true (store (keyring, ID, SECRET, &error));
  g_assert_no_error (error);
  assert_secret (keyring, ID, SECRET);
  assert_secret (keyring, OTHER_ID, "other");
  g_assert_true (unlock (keyring, &error));
  g_assert_no_error (error);
  g_assert_true (clear (keyring, ID, &error));
  g_assert_true (clear (keyring, ID, &error));
  g_assert_no_error (error);
  assert_secret (keyring, ID, NULL);
  assert_secret (keyring, OTHER_ID, "other");
}

static GDBusConnection *
get_bus (void)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

static gboolean
name_has_owner (GDBusConnection *bus)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
    g_variant_new ("(s)", SECRETS_NAME), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean has = FALSE;

  g_variant_get (reply, "(b)", &has);
  return has;
}

static void
wait_for_name (gboolean wanted)
{
  g_autoptr (GDBusConnection) bus = get_bus ();
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (name_has_owner (bus) != wanted)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
}

/* @password NULL: the keyring stays closed, as after a restart. */
static GSubprocess *
start_daemon (const char *password)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                            | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                          &error, "gnome-keyring-daemon", "--foreground",
                                          "--components=secrets", password != NULL ? "--unlock" : NULL, NULL);
  GOutputStream *input;

  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (daemon);
  if (password != NULL)
    g_assert_true (g_output_stream_write_all (input, password, strlen (password), NULL, NULL, &error));
  g_assert_true (g_output_stream_close (input, NULL, &error));
  wait_for_name (TRUE);
  return daemon;
}

static void
stop_daemon (GSubprocess *daemon)
{
  g_subprocess_send_signal (daemon, SIGTERM);
  g_assert_true (g_subprocess_wait (daemon, NULL, NULL));
  g_object_unref (daemon);
  wait_for_name (FALSE);
}

static void
lock_default_collection (void)
{
  static const char *const collections[] = { "/org/freedesktop/secrets/aliases/default", NULL };
  g_autoptr (GDBusConnection) bus = get_bus ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    bus, SECRETS_NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
    g_variant_new ("(^ao)", collections), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

static void
state_unlocked (CabinetKeyring *keyring)
{
  GSubprocess *daemon = start_daemon (PASSWORD);
  gint64 start = g_get_monotonic_time ();

  assert_works (keyring);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 4 * G_USEC_PER_SEC);
  stop_daemon (daemon);
}

/* There is nobody to ask for the password here, so that unlocking fails, but comes to an end. */
static void
state_locked (CabinetKeyring *keyring)
{
  GSubprocess *daemon = start_daemon (PASSWORD);
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, ID, SECRET, &error));
  g_assert_no_error (error);
  lock_default_collection ();
  assert_all_fail (keyring, "locked");
  g_assert_false (unlock (keyring, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_KEYRING);
  stop_daemon (daemon);
}

static void
state_never_unlocked (CabinetKeyring *keyring)
{
  GSubprocess *daemon = start_daemon (PASSWORD);
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, ID, SECRET, &error));
  g_assert_no_error (error);
  stop_daemon (daemon);

  daemon = start_daemon (NULL);
  assert_all_fail (keyring, "locked");
  stop_daemon (daemon);

  daemon = start_daemon (PASSWORD);
  assert_secret (keyring, ID, SECRET);
  stop_daemon (daemon);
}

/* A keyring that nobody has set up holds nothing, and needs a person to be begun. */
static void
state_never_made (CabinetKeyring *keyring)
{
  GSubprocess *daemon = start_daemon (NULL);
  g_autoptr (GError) error = NULL;

  assert_secret (keyring, ID, NULL);
  g_assert_false (store (keyring, ID, SECRET, &error));
  assert_code (error, "locked");
  stop_daemon (daemon);
}

static void
state_absent (CabinetKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  assert_all_fail (keyring, "no-service");
  g_assert_false (unlock (keyring, &error));
  assert_code (error, "no-service");
}

static GDBusMessage *
swallow (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;
  g_object_unref (message);
  return NULL;
}

static void
state_silent (CabinetKeyring *keyring)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) mute = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
    NULL, &error);
  gint64 start;

  g_assert_no_error (error);
  g_dbus_connection_add_filter (mute, swallow, NULL, NULL);
  g_bus_own_name_on_connection (mute, SECRETS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  wait_for_name (TRUE);
  assert_all_fail (keyring, "timeout");

  /* A caller who gives up is not told of a time-out, and need not wait. */
  start = g_get_monotonic_time ();
  cabinet_keyring_load_async (keyring, ID, cancellable, on_done, &result);
  g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  wait_for (&result);
  g_assert_null (cabinet_keyring_load_finish (keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* Another process reads what this one wrote, and writes as well. */
static void
state_file_other (CabinetKeyring *keyring)
{
  g_autoptr (GError) error = NULL;

  assert_secret (keyring, ID, SECRET);
  g_assert_true (store (keyring, ID, "renewed", &error));
  g_assert_true (store (keyring, OTHER_ID, "other", &error));
  g_assert_no_error (error);
}

static void
state_file_shared (CabinetKeyring *keyring)
{
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store (keyring, ID, SECRET, &error));
  other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--state", "file-other", NULL);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
  assert_secret (keyring, ID, "renewed");
  g_assert_true (store (keyring, ID, "again", &error));
  g_assert_no_error (error);
  assert_secret (keyring, ID, "again");
  assert_secret (keyring, OTHER_ID, "other");
}

/* Several sign-ins are renewed at once: what one keeps does not cost another its secret. */
static void
state_file_at_once (CabinetKeyring *keyring)
{
  static const char *const ids[] = { ID, OTHER_ID, "third", "fourth" };

  for (guint round = 0; round < 10; round++)
    {
      GAsyncResult *results[G_N_ELEMENTS (ids)] = { NULL };
      g_autofree char *secret = g_strdup_printf ("of round %u", round);

      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        cabinet_keyring_store_async (keyring, ids[i], "Cabinet: test", secret, NULL, on_done, &results[i]);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        {
          g_autoptr (GError) error = NULL;

          wait_for (&results[i]);
          cabinet_keyring_store_finish (keyring, results[i], &error);
          g_assert_no_error (error);
          g_object_unref (results[i]);
        }
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        assert_secret (keyring, ids[i], secret);
    }
}

/* Two processes write, each what it alone writes. */
static void
write_often (CabinetKeyring *keyring, const char *id)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autofree char *secret = g_strdup_printf ("of round %u", round);
      g_autoptr (GError) error = NULL;

      store (keyring, id, secret, &error);
      g_assert_no_error (error);
      assert_secret (keyring, id, secret);
    }
}

static void
state_file_two_writers (CabinetKeyring *keyring)
{
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GError) error = NULL;

  other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--state", "file-writer", NULL);
  g_assert_no_error (error);
  write_often (keyring, ID);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
  assert_secret (keyring, ID, "of round 49");
  assert_secret (keyring, OTHER_ID, "of round 49");
}

static const struct
{
  const char *name;
  void (*run) (CabinetKeyring *keyring);
  gboolean bus, daemon;
} states[] = {
  { "unlocked", state_unlocked, TRUE, TRUE },
  { "locked", state_locked, TRUE, TRUE },
  { "never-unlocked", state_never_unlocked, TRUE, TRUE },
  { "never-made", state_never_made, TRUE, TRUE },
  { "absent", state_absent, TRUE, FALSE },
  { "silent", state_silent, TRUE, FALSE },
  { "no-bus", state_absent, FALSE, FALSE },
  { "file", assert_works, FALSE, FALSE },
  { "file-shared", state_file_shared, FALSE, FALSE },
  { "file-at-once", state_file_at_once, FALSE, FALSE },
  { "file-two-writers", state_file_two_writers, FALSE, FALSE },
  { "file-without-password", NULL, FALSE, FALSE },
};

static int
run_state (const char *name)
{
  CabinetKeyring *keyring = cabinet_keyring_new ();

  g_assert_cmpint (alarm (60), ==, 0);
  if (g_str_equal (name, "file-other"))
    state_file_other (keyring);
  if (g_str_equal (name, "file-writer"))
    write_often (keyring, OTHER_ID);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].name, name))
      {
        if (states[i].run != NULL)
          states[i].run (keyring);
        else
          assert_all_fail (keyring, "no-service");
      }
  g_assert_finalize_object (keyring);
  return 0;
}

static gboolean
is_missing (const char *tool)
{
  g_autofree char *path = g_find_program_in_path (tool);
  g_autofree char *words = g_strdup_printf ("%s is not installed", tool);

  if (path == NULL)
    g_test_skip (words);
  return path == NULL;
}

static GSubprocessLauncher *
new_launcher (const char *folder, const char *name)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *file = g_build_filename (folder, "secrets.keyring", NULL);

  g_subprocess_launcher_setenv (launcher, "HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "SECRET_BACKEND");
  g_subprocess_launcher_unsetenv (launcher, "GNOME_KEYRING_CONTROL");
  if (!g_str_has_prefix (name, "file"))
    return launcher;
  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  if (g_str_equal (name, "file-without-password"))
    return launcher;
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", file, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", PASSWORD, TRUE);
  return launcher;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) rm =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "rm", "-rf", "--", path, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (rm, NULL, NULL);
}

static void
test_state (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("cabinet-keyring-XXXXXX", NULL);
  g_autofree char *config = NULL;
  g_autoptr (GSubprocessLauncher) launcher = new_launcher (folder, states[i].name);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  if ((states[i].bus && is_missing ("dbus-run-session"))
      || (states[i].daemon && is_missing ("gnome-keyring-daemon")))
    return;
  config = g_strdup_printf ("--config-file=%s/tests/tools/session.conf", g_getenv ("CABINET_SOURCE_DIR"));
  if (states[i].bus)
    child = g_subprocess_launcher_spawn (launcher, &error, "dbus-run-session", config, "--", program,
                                         "--state", states[i].name, NULL);
  else
    child = g_subprocess_launcher_spawn (launcher, &error, program, "--state", states[i].name, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  remove_tree (folder);
}

/* Some keyrings cut a secret at a newline: storing one is a mistake of the program. */
static void
test_newline (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CabinetKeyring) keyring = cabinet_keyring_new ();

      cabinet_keyring_store_async (keyring, ID, "label", "two\nlines", NULL, NULL, NULL);
      return;
    }
  g_test_trap_subprocess (NULL, 20 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*strpbrk*failed*");
}

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--state"))
    return run_state (argv[2]);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *path = g_strdup_printf ("/secret/keyring/%s", states[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_state);
    }
  g_test_add_func ("/secret/keyring/newline", test_newline);
  return g_test_run ();
}
