/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands in the window when the kept data cannot be opened: why, and a way to try again; or that what
 * can be read of them is being saved. */
GtkWidget *cabinet_trouble_page_new (const GError *trouble);

G_END_DECLS
