/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs the main loop until @condition holds; FALSE after @seconds. */
typedef gboolean (*PictureCondition) (gpointer user_data);
gboolean picture_wait (PictureCondition condition, gpointer user_data, guint seconds);

/* Runs the main loop for some milliseconds, so that frames are drawn and idle work is done. */
void picture_pause (guint milliseconds);

/* Whether something visible below @widget still says that it is being read: a turning spinner. */
gboolean picture_is_loading (GtkWidget *widget);

/* Shows windows as a GNOME desktop does: its font and buttons, and none of the frames that GTK draws where
 * nothing composites windows, so that a picture is as wide as the window was asked to be. */
void picture_dress (void);

/* Gives the window that size and waits until it is drawn so and nothing in it is loading. */
gboolean picture_settle (GtkWindow *window, int width, int height, GError **error);

/* Saves what the window draws as PNG. @width: what it must be wide, 0 = whatever it is. */
gboolean picture_save (GtkWindow *window, const char *path, int width, GError **error);

/* The first mapped widget of @type below @widget for which "label" or "title" is @text (nullable: any). */
GtkWidget *picture_find (GtkWidget *widget, GType type, const char *text);

G_END_DECLS
