/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"

G_BEGIN_DECLS

/* What a merge brought. */
typedef struct
{
  guint contracts;  /* that were not here */
  guint operations; /* that were not here */
  guint changed;    /* operations of a newer revision */
  guint payments;
  guint messages;
  guint skipped; /* contracts that are another one here, under the same id */
} CabinetMergeSummary;

/* Writes all of the archive, as of one moment, to @path: a file that is not there, or empty. */
void cabinet_archive_copy_async (CabinetArchive *self,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Adds what another archive knows and this one does not, or only in an older form, in one transaction. */
void cabinet_archive_merge_async (CabinetArchive *self,
                                  const char *path,
                                  gboolean dry_run,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean cabinet_archive_merge_finish (CabinetArchive *self,
                                       GAsyncResult *result,
                                       CabinetMergeSummary *summary,
                                       GError **error);

G_END_DECLS
