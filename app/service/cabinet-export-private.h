/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-export-rows.h"

G_BEGIN_DECLS

/* A contract of an export, and which of its operations. */
typedef struct
{
  CabinetExportContract facts;
  CabinetLedgerFilter *filter;
} CabinetExportPart;

struct _CabinetExport
{
  GObject parent_instance;

  char *path;       /* of the archive; NULL until something is added */
  GPtrArray *parts; /* of CabinetExportPart */
  guint limit;
};

/* Writers: each streams from @rows to @file, whose errors are looked at afterwards. */
gboolean cabinet_export_write_csv (CabinetExportRows *rows, FILE *file, gboolean local, GError **error);
gboolean cabinet_export_write_ofx (CabinetExportRows *rows, FILE *file, GError **error);
gboolean cabinet_export_write_qif (CabinetExportRows *rows, FILE *file, GError **error);
gboolean cabinet_export_write_ics (CabinetExportRows *rows, FILE *file, GError **error);
/* @rows: (transfer full) */
gboolean cabinet_export_write_pdf (CabinetExportRows *rows, FILE *file, GError **error);

G_END_DECLS
