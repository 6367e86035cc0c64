/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-message.h"

G_BEGIN_DECLS

/* The correspondence of a contract, kept for ever: what a provider drops stays here. */

/* Main thread, read-only: the newest @limit messages of all threads (0 = all), oldest first. */
GPtrArray *cabinet_archive_load_messages (CabinetArchive *self,
                                          const char *account,
                                          guint limit,
                                          GError **error); /* of CabinetMessage */
/* NULL without an error: not archived. */
CabinetMessage *cabinet_archive_lookup_message (
  CabinetArchive *self, const char *account, const char *thread, const char *id, GError **error);

/* Worker thread, one transaction: adds what is new, renews what is different. */
void cabinet_archive_save_messages_async (CabinetArchive *self,
                                          const char *account,
                                          GPtrArray *messages,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean cabinet_archive_save_messages_finish (CabinetArchive *self,
                                               GAsyncResult *result,
                                               guint *changed,
                                               GError **error);

G_END_DECLS
