/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cabinet-export-rows.h"

G_BEGIN_DECLS

/* What a printer leaves free around the pages, in points. */
#define CABINET_EXPORT_MARGIN 42.0

/* An export on paper: the same pages for a file and a printer. Belongs to the thread that made it. */
typedef struct _CabinetExportPages CabinetExportPages;

/* @rows: (transfer full); @width, @height: of a page within its margins, in points. */
CabinetExportPages *
cabinet_export_pages_new (CabinetExportRows *rows, double width, double height, GError **error);
void cabinet_export_pages_free (CabinetExportPages *self);
guint cabinet_export_pages_get_n_pages (CabinetExportPages *self); /* at least one */
gboolean cabinet_export_pages_draw (CabinetExportPages *self, guint page, cairo_t *cr, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetExportPages, cabinet_export_pages_free)

G_END_DECLS
