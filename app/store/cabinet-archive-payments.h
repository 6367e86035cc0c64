/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-payment.h"

G_BEGIN_DECLS

/* Payments of a contract, kept for ever as they were last read. */

/* Main thread, read-only: the newest @limit (0 = all), newest first. */
GPtrArray *cabinet_archive_load_payments (CabinetArchive *self,
                                          const char *account,
                                          guint limit,
                                          GError **error); /* of CabinetPayment */

/* NULL without an error: not archived. */
CabinetPayment *
cabinet_archive_lookup_payment (CabinetArchive *self, const char *account, const char *id, GError **error);

/* Worker thread, one transaction: adds what is new, renews what is different. */
void cabinet_archive_save_payments_async (CabinetArchive *self,
                                          const char *account,
                                          GPtrArray *payments,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean cabinet_archive_save_payments_finish (CabinetArchive *self,
                                               GAsyncResult *result,
                                               guint *changed,
                                               GError **error);

G_END_DECLS
