/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts children in a line: those that expand share what the others' natural widths leave.
 *
 * GtkBox asks its children for their width at a given height when it places them, and a label that wraps
 * answers by laying its text out some twenty times. Here the height always follows from the width.
 * Properties: spacing (px). */
#define CABINET_TYPE_LINE_LAYOUT (cabinet_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLineLayout, cabinet_line_layout, CABINET, LINE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *cabinet_line_layout_new (int spacing);

G_END_DECLS
