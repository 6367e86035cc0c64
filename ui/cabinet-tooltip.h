/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* As gtk_widget_set_tooltip_text(), without asking the display where the pointer is: twenty such questions
 * are seen before the first frame. @text: nullable. Gives no accessible name. */
void cabinet_widget_set_tooltip (GtkWidget *widget, const char *text);

G_END_DECLS
