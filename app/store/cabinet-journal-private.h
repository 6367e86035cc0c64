/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"
#include "cabinet-journal.h"
#include "cabinet-record-sql.h"
#include "cabinet-store-file.h"

G_BEGIN_DECLS

/* For the other tables of the journal: one file each. */

/* The connection of the main thread, opened when first needed; NULL with CABINET_ERROR_STORAGE. */
CabinetDb *cabinet_journal_get_reader (CabinetJournal *self, GError **error);

/* Queues @work; @job is the task's data. Ends in @callback, in the caller's context. */
void cabinet_journal_push (CabinetJournal *self,
                           gpointer job,
                           GDestroyNotify free_job,
                           CabinetWork work,
                           CabinetWorkMode mode,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

G_END_DECLS
