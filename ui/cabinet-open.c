/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-open.h"

#include <glib/gi18n-lib.h>

#include "cabinet-dialogs.h"

/* The window may be gone when the answer comes: then nobody is there to be told. */
typedef struct
{
  GWeakRef parent;
  char *address;
} Opening;

static Opening *
opening_new (GtkWindow *parent, const char *address)
{
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->parent, parent);
  opening->address = g_strdup (address);
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_weak_ref_clear (&opening->parent);
  g_free (opening->address);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&opening->parent);
  g_autoptr (GError) error = NULL;

  /* What the desktop asked the person and was told not to open is no failure. */
  if (gtk_show_uri_full_finish ((GtkWindow *) source, result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parent != NULL)
    cabinet_dialog_tell_address (parent, _ ("The page was not opened"),
                                 _ ("Nothing on this computer has opened the address. It can be copied and "
                                    "opened elsewhere."),
                                 opening->address);
}

static void
on_folder_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&opening->parent);
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish ((GtkWindow *) source, result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parent != NULL)
    cabinet_dialog_tell_address (parent, _ ("The folder was not opened"),
                                 _ ("Nothing on this computer has opened it. The file is there:"),
                                 opening->address);
}

/* An address may come from a server: none that starts a program or opens a file here. */
static gboolean
is_harmless (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);

  return scheme != NULL
         && (g_str_equal (scheme, "https") || g_str_equal (scheme, "http") || g_str_equal (scheme, "tel")
             || g_str_equal (scheme, "mailto"));
}

void
cabinet_open_address (GtkWindow *parent, const char *address)
{
  Opening *opening;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (address != NULL);

  if (!is_harmless (address))
    {
      if (parent != NULL)
        cabinet_dialog_tell_address (parent, _ ("The page was not opened"),
                                     _ ("Cabinet opens no such address. It can be copied and looked at."),
                                     address);
      return;
    }
  opening = opening_new (parent, address);
  gtk_show_uri_full (parent, address, GDK_CURRENT_TIME, NULL, on_opened, opening);
}

void
cabinet_widget_open_address (GtkWidget *widget, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  cabinet_open_address (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address);
}

void
cabinet_open_folder_of (GtkWindow *parent, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *address = g_filename_to_uri (folder, NULL, NULL);

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (address != NULL);

  gtk_show_uri_full (parent, address, GDK_CURRENT_TIME, NULL, on_folder_opened, opening_new (parent, path));
}
