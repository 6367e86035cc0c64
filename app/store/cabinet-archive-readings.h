/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"

G_BEGIN_DECLS

/* What was last read of a contract beside its overview and its ledger, as the JSON text of the answer. The
 * resource is also the name under which its ETag is kept. */
#define CABINET_RESOURCE_TARIFFS "tariffs"
#define CABINET_RESOURCE_SERVICES "services"
#define CABINET_RESOURCE_CHANGES "changes"
#define CABINET_RESOURCE_PROMISE "promise"
#define CABINET_RESOURCE_SUSPENSION "suspension"
#define CABINET_RESOURCE_METHODS "payment-methods"
#define CABINET_RESOURCE_PAYMENTS "payments"
#define CABINET_RESOURCE_THREADS "threads"
#define CABINET_RESOURCE_NOTICES "notices"

/* Main thread, read-only. NULL without an error: never read. */
gpointer cabinet_archive_load_reading (CabinetArchive *self,
                                       const char *account,
                                       const char *resource,
                                       GType type,
                                       CabinetInstant *read_at,
                                       GError **error);

/* Worker thread, one transaction with the ETag. @record NULL: not modified, only confirmed. */
void cabinet_archive_save_reading_async (CabinetArchive *self,
                                         const char *account,
                                         const char *resource,
                                         gpointer record,
                                         CabinetInstant read_at,
                                         const char *etag,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);

G_END_DECLS
