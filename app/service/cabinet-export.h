/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "cabinet-statement.h"

G_BEGIN_DECLS

/* Nicks are the terminal's words. */
typedef enum
{
  CABINET_EXPORT_UNKNOWN,
  CABINET_EXPORT_CSV,       /* UTF-8, comma, dot, ISO dates: for programs */
  CABINET_EXPORT_CSV_LOCAL, /* byte order mark, semicolon, decimal comma: for Russian spreadsheets */
  CABINET_EXPORT_PDF,       /* for people and paper */
  CABINET_EXPORT_OFX,       /* for home accounts: HomeBank, GnuCash */
  CABINET_EXPORT_QIF,       /* for older ones */
  CABINET_EXPORT_ICS,       /* days of charges, past and known, for calendars */
} CabinetExportFormat;

#define CABINET_TYPE_EXPORT_FORMAT (cabinet_export_format_get_type ())
GType cabinet_export_format_get_type (void);
const char *cabinet_export_format_get_suffix (CabinetExportFormat format); /* "csv" */

/* What of the archive is written: operations of one or several contracts, as statements filter them. It only
 * describes; writing reads the archive through a connection of its own, at one moment, in any thread. */
#define CABINET_TYPE_EXPORT (cabinet_export_get_type ())
G_DECLARE_FINAL_TYPE (CabinetExport, cabinet_export, CABINET, EXPORT, GObject)

CabinetExport *cabinet_export_new (void);
/* Contract, filter and balance as they are now; a later change of @statement does not matter. */
void cabinet_export_add (CabinetExport *self, CabinetStatement *statement);
void cabinet_export_set_limit (CabinetExport *self, guint limit); /* the newest so many; G_MAXUINT = all */
char *cabinet_export_dup_file_name (CabinetExport *self, CabinetExportFormat format);

gboolean cabinet_export_write (CabinetExport *self, CabinetExportFormat format, FILE *file, GError **error);
gboolean cabinet_export_save (
  CabinetExport *self, CabinetExportFormat format, const char *path, gboolean force, GError **error);
void cabinet_export_save_async (CabinetExport *self,
                                CabinetExportFormat format,
                                const char *path,
                                gboolean force,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean cabinet_export_save_finish (CabinetExport *self, GAsyncResult *result, GError **error);
/* Whether it could be written: what a printer is not given before. */
void cabinet_export_verify_async (CabinetExport *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean cabinet_export_verify_finish (CabinetExport *self, GAsyncResult *result, GError **error);

G_END_DECLS
