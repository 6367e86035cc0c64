/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The menu @id of cabinet-menus.ui, made when it is first opened: a popover costs the first frame. */
void cabinet_menu_button_set_menu (GtkMenuButton *button, const char *id);

G_END_DECLS
