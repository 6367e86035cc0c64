/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cards in one column, or in two: a wide one, and a side column of fixed width.
 *
 * In a .ui file the children stand in the order of the single column, with type="main" or "side". With two
 * columns the children are put in reading order, the left column first; the number of columns follows from
 * the width alone, so nothing is rearranged a frame too late.
 *
 * Properties: side-width, breakpoint (both px at usual text size: they grow with the text), spacing. */
#define CABINET_TYPE_COLUMNS (cabinet_columns_get_type ())
G_DECLARE_FINAL_TYPE (CabinetColumns, cabinet_columns, CABINET, COLUMNS, GtkWidget)

guint cabinet_columns_get_n_columns (CabinetColumns *self);

/* How much larger than usual the text is (1.0 = 96 dpi; never less). */
double cabinet_text_scale (GtkWidget *widget);

G_END_DECLS
