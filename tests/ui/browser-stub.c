/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "browser-stub.h"

#include <glib/gstdio.h>

#include "ui-test.h"

static char *
dup_path (const char *variable, const char *folder, const char *name)
{
  return g_build_filename (g_getenv (variable), folder, name, NULL);
}

static void
write_file (const char *path, const char *text, int mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

void
browser_stub_install (void)
{
  g_autofree char *opened = dup_path ("XDG_DATA_HOME", "browser", "opened");
  g_autofree char *script = dup_path ("XDG_DATA_HOME", "browser", "open");
  g_autofree char *entry = dup_path ("XDG_DATA_HOME", "applications", "test-browser.desktop");
  g_autofree char *defaults = dup_path ("XDG_CONFIG_HOME", ".", "mimeapps.list");
  g_autofree char *words = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$1\" >>'%s'\n", opened);
  g_autofree char *application =
    g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Test\nExec=%s %%u\n"
                     "MimeType=x-scheme-handler/http;x-scheme-handler/https;inode/directory;\n",
                     script);

  write_file (script, words, 0700);
  write_file (entry, application, 0600);
  write_file (defaults,
              "[Default Applications]\nx-scheme-handler/http=test-browser.desktop\n"
              "x-scheme-handler/https=test-browser.desktop\n"
              "inode/directory=test-browser.desktop\n",
              0600);
}

/* The machine may have browsers of its own: an entry of the same name in the home hides each. */
void
browser_stub_remove (void)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  g_autoptr (GAppInfo) left = NULL;

  while ((left = g_app_info_get_default_for_uri_scheme ("http")) != NULL && g_get_monotonic_time () < limit)
    {
      g_autofree char *entry = dup_path ("XDG_DATA_HOME", "applications", g_app_info_get_id (left));

      write_file (entry, "[Desktop Entry]\nType=Application\nName=None\nHidden=true\n", 0600);
      g_clear_object (&left);
      ui_test_pause (20);
    }
  g_assert_null (left);
}

void
browser_stub_forget (void)
{
  g_autofree char *opened = dup_path ("XDG_DATA_HOME", "browser", "opened");

  g_unlink (opened);
}

char *
browser_stub_peek (void)
{
  g_autofree char *opened = dup_path ("XDG_DATA_HOME", "browser", "opened");
  char *text = NULL;

  return g_file_get_contents (opened, &text, NULL, NULL) ? text : NULL;
}

char *
browser_stub_wait (void)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  char *text = browser_stub_peek ();

  /* The last line is there once it has its end. */
  while ((text == NULL || !g_str_has_suffix (text, "\n")) && g_get_monotonic_time () < limit)
    {
      ui_test_pause (10);
      g_free (text);
      text = browser_stub_peek ();
    }
  g_assert_nonnull (text);
  return text;
}
