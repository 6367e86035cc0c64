/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CABINET_UI_RESOURCE "/org/example/Cabinet"

void cabinet_ui_init (void);
GdkRGBA cabinet_widget_get_color (GtkWidget *widget, const char *name, const char *fallback);
void cabinet_move_child (GtkWidget *child, AdwBin *to);

G_END_DECLS
