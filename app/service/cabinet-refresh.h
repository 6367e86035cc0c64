/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_REFRESH_FIRST, /* what a new contract shows first: overview, capabilities */
  CABINET_REFRESH_ALL,   /* the descriptor once a day, overview, capabilities, ledger, talk */
} CabinetRefreshScope;

/* Reads a contract, one answer after the other; each is archived and shown before the next is asked for.
 * Private to the service: see cabinet_account_refresh_async(). */
void cabinet_refresh_async (CabinetAccount *account,
                            CabinetRefreshScope scope,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean cabinet_refresh_finish (GAsyncResult *result, CabinetSyncResult *summary, GError **error);

G_END_DECLS
