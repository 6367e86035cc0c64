/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-sync.h"

G_BEGIN_DECLS

/* Brings the archived ledger of a contract to what the provider has, where it tells all of it at once.
 * Private to the service. */
void cabinet_full_sync_async (CabinetSignIn *sign_in,
                              const char *account,
                              const char *contract,
                              CabinetOverview *overview,
                              CabinetSyncArchived archived,
                              gpointer archived_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean cabinet_full_sync_finish (GAsyncResult *result, CabinetLedgerChange *change, GError **error);

G_END_DECLS
