/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens @address with what the desktop has for it: the browser, the phone. The only place that does; where
 * nothing opens it the person is told, and may copy the address. @parent: nullable. */
void cabinet_open_address (GtkWindow *parent, const char *address);

/* The same from inside a window: its root is the parent. */
void cabinet_widget_open_address (GtkWidget *widget, const char *address);

/* The folder that holds @path, in what shows folders. */
void cabinet_open_folder_of (GtkWindow *parent, const char *path);

G_END_DECLS
