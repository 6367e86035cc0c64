/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns TRUE once what is waited for stands in @window. */
typedef gboolean (*BenchShown) (GtkWindow *window, gpointer user_data);

/* Prints `ready MICROSECONDS` (of the monotonic clock) after the first frame of @window for which @shown
 * (nullable: any frame) holds, and ends the process. To be called before the window is presented. */
void bench_end_after_frame (GtkWindow *window, BenchShown shown, gpointer user_data);

G_END_DECLS
