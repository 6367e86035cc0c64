/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-export.h"

G_BEGIN_DECLS

typedef void (*CabinetExportDone) (GtkWindow *parent, gpointer user_data);

/* Asks where to, and writes there; what goes wrong is told. @done (nullable) is called once the file is
 * there, @destroy (nullable) in any case. */
void cabinet_export_ask (GtkWindow *parent,
                         CabinetExport *what,
                         CabinetExportFormat format,
                         CabinetExportDone done,
                         gpointer user_data,
                         GDestroyNotify destroy);

/* Asks for a printer, and prints the pages of the PDF. */
void cabinet_export_print (GtkWindow *parent, CabinetExport *what);
/* What prints, before it asks for anything. (transfer full) */
GtkPrintOperation *cabinet_export_print_operation_new (CabinetExport *what);

G_END_DECLS
