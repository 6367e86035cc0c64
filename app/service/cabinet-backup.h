/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household.h"

G_BEGIN_DECLS

/* What a restore brought, or would bring. */
typedef struct
{
  guint contracts;  /* that were not here */
  guint operations; /* that were not here */
  guint changed;    /* operations of a newer revision */
  guint payments;
  guint messages;
  guint skipped; /* contracts that are another one here, under the same id */
} CabinetRestoreSummary;

/* The archive as one file: looked through first, as of one moment, packed by gzip, whose check sum tells
 * damage. It holds no secret and nothing that waits to be sent. The file appears whole or not at all; @force:
 * it replaces one. Errors: INPUT, it is there already; STORAGE. */
void cabinet_household_backup_async (CabinetHousehold *self,
                                     const char *path,
                                     gboolean force,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_household_backup_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);

/* Adds what a backup knows and this archive does not, all of it or nothing; @dry_run: only tells. Contracts
 * that come back need to be signed in to. Errors: STORAGE: damaged, too-new, not a backup. */
void cabinet_household_restore_async (CabinetHousehold *self,
                                      const char *path,
                                      gboolean dry_run,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean cabinet_household_restore_finish (CabinetHousehold *self,
                                           GAsyncResult *result,
                                           CabinetRestoreSummary *summary,
                                           GError **error);

G_END_DECLS
