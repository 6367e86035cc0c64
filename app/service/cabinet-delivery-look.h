/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-outbox.h"

G_BEGIN_DECLS

/* Looks for what @item asked for among what the provider shows, from the newest on until everything is older
 * than the row. @answer (nullable): what the provider said when it took it; never believed, but it tells
 * where to look. Private to the delivery.
 *
 * The result is the record: a Change, a Payment or a Message. NULL without an error: it is not there. */
void cabinet_delivery_look_async (CabinetAccount *account,
                                  CabinetOutboxItem *item,
                                  gpointer answer,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gpointer cabinet_delivery_look_finish (GAsyncResult *result, GError **error);

/* Whether @record is what @item asked for. */
gboolean cabinet_delivery_is_of (CabinetOutboxItem *item, gpointer record);

G_END_DECLS
