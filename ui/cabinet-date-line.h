/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-date.h"

G_BEGIN_DECLS

/* Days from left to right, and above them what happens on some of them: a list to a screen reader. */
#define CABINET_TYPE_DATE_LINE (cabinet_date_line_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDateLine, cabinet_date_line, CABINET, DATE_LINE, GtkWidget)

/* Begins again, with nothing on it; @from: today. */
void cabinet_date_line_clear (CabinetDateLine *self, CabinetDate from);
/* @mark: (transfer floating): stands above @on, which is not before any that was added; its left padding is
 * 4 px. @css_class: (nullable): the colour of the dot. */
void cabinet_date_line_add (CabinetDateLine *self, GtkWidget *mark, CabinetDate on, const char *css_class);

G_END_DECLS
