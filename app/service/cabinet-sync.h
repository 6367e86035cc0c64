/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-sign-in.h"

G_BEGIN_DECLS

/* Called after a part of the ledger was archived; @user_data is the caller's. @months_left: so many months
 * are still to be read whole. */
typedef void (*CabinetSyncArchived) (guint months_left, gpointer user_data);

/* Brings the archived ledger of a contract to what the provider has. Private to the service. */
void cabinet_sync_async (CabinetSignIn *sign_in,
                         const char *account,
                         const char *contract,
                         gboolean fresh,
                         CabinetSyncArchived archived,
                         gpointer archived_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean cabinet_sync_finish (GAsyncResult *result, CabinetLedgerChange *change, GError **error);

G_END_DECLS
