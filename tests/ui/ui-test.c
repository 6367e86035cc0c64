/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-test.h"

#include <glib/gstdio.h>
#include <locale.h>

typedef struct
{
  UiTest test;
  UiTestBody at_once;
  UiTestBody body;
} Run;

static GPtrArray *expected; /* of char*: types whose objects still live */
static char *demo_program;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
set_folder (const char *variable, const char *root, const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_setenv (variable, path, TRUE);
}

void
ui_test_init (int *argc, char ***argv)
{
  g_autofree char *root = g_dir_make_tmp ("cabinet-ui-XXXXXX", NULL);
  g_autofree char *keyring = g_build_filename (root, "keyring", NULL);

  g_assert_nonnull (root);
  set_folder ("XDG_DATA_HOME", root, "data");
  set_folder ("XDG_CONFIG_HOME", root, "config");
  set_folder ("XDG_CACHE_HOME", root, "cache");
  set_folder ("XDG_STATE_HOME", root, "state");
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  demo_program = g_strdup (g_getenv ("CABINET_DEMO"));

  gtk_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
ui_test_fresh_home (void)
{
  g_autofree char *data = g_build_filename (g_getenv ("XDG_DATA_HOME"), "cabinet", NULL);
  g_autofree char *state = g_build_filename (g_getenv ("XDG_STATE_HOME"), "cabinet", NULL);
  g_autoptr (GSettings) settings = g_settings_new ("org.example.Cabinet");

  remove_tree (data);
  remove_tree (state);
  g_unlink (g_getenv ("SECRET_FILE_TEST_PATH"));
  g_settings_reset (settings, "contract");
  g_settings_reset (settings, "demo-noted");
}

void
ui_test_set_demo_available (gboolean available)
{
  g_setenv ("CABINET_DEMO", available ? demo_program : "/nonexistent/cabinet-demo", TRUE);
}

static void
on_finalized (gpointer data, GObject *object)
{
  g_ptr_array_remove (expected, data);
}

void
ui_expect_finalized (gpointer object)
{
  char *name;

  g_assert_true (G_IS_OBJECT (object));
  name = g_strdup (G_OBJECT_TYPE_NAME (object));
  g_ptr_array_add (expected, name);
  g_object_weak_ref (object, on_finalized, name);
}

static void
expect_tree_finalized (GtkWidget *widget)
{
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Cabinet"))
    ui_expect_finalized (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    expect_tree_finalized (child);
}

static gboolean
run_body (gpointer data)
{
  Run *run = data;
  GList *windows;

  if (run->body != NULL)
    run->body (&run->test);
  expect_tree_finalized (GTK_WIDGET (run->test.window));
  g_clear_object (&run->test.window);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (run->test.application))) != NULL)
    gtk_window_destroy (windows->data);
  return G_SOURCE_REMOVE;
}

static void
on_activate (GApplication *application, Run *run)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  g_assert_nonnull (windows);
  /* A link that is opened activates it once more. */
  if (run->test.window != NULL)
    return;
  run->test.window = g_object_ref (CABINET_WINDOW (windows->data));
  if (run->at_once != NULL)
    run->at_once (&run->test);
  g_idle_add (run_body, run);
}

static void
on_startup (GApplication *application, const int *size)
{
  GSettings *settings = cabinet_application_get_settings (CABINET_APPLICATION (application));

  g_settings_set_int (settings, "window-width", size[0]);
  g_settings_set_int (settings, "window-height", size[1]);
}

static void
check_finalized (void)
{
  gint64 end = g_get_monotonic_time () + test_patience (5 * G_TIME_SPAN_SECOND);

  /* What still runs in a thread may hold an object for a moment. */
  while (expected->len > 0 && g_get_monotonic_time () < end)
    ui_test_pause (10);
  for (guint i = 0; i < expected->len; i++)
    g_test_message ("not finalized: %s", (char *) g_ptr_array_index (expected, i));
  g_assert_cmpuint (expected->len, ==, 0);
}

void
ui_test_run_full (UiTestBody at_once, UiTestBody body, int width, int height, gpointer user_data)
{
  Run run = { .at_once = at_once, .body = body };
  int size[] = { width, height };

  expected = g_ptr_array_new_with_free_func (g_free);
  run.test.user_data = user_data;
  run.test.application = cabinet_application_new (G_APPLICATION_NON_UNIQUE);
  g_signal_connect (run.test.application, "startup", G_CALLBACK (on_startup), size);
  g_signal_connect_after (run.test.application, "activate", G_CALLBACK (on_activate), &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (run.test.application), 0, NULL), ==, 0);
  ui_expect_finalized (run.test.application);
  g_object_unref (run.test.application);
  check_finalized ();
  g_clear_pointer (&expected, g_ptr_array_unref);
}

void
ui_test_run (UiTestBody body, int width, int height, gpointer user_data)
{
  ui_test_run_full (NULL, body, width, height, user_data);
}

void
ui_test_pause (int milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  do
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
  } while (g_get_monotonic_time () < end);
}

void
ui_test_wait (UiTest *test, UiTestCondition condition, int seconds, const char *words)
{
  gint64 end = g_get_monotonic_time () + test_patience (seconds * G_TIME_SPAN_SECOND);

  while (!condition (test))
    {
      if (g_get_monotonic_time () > end)
        {
          g_autofree char *texts = ui_dup_texts (GTK_WIDGET (test->window));

          g_error ("waited %d s in vain: %s. The window shows:\n%s", seconds, words, texts);
        }
      ui_test_pause (5);
    }
}
