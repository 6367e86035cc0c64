/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-outbox.h"

G_BEGIN_DECLS

/* What may still be done to a row of the outbox that never left, or that was refused. Worker thread; end
 * with cabinet_journal_finish(), where FALSE without an error never comes: a row that is another's by now is
 * left alone. */

/* Puts what could be known only later (ids of uploads, the thread) into a row, if it is still WRITTEN and
 * nobody sends it. */
void cabinet_outbox_amend_async (CabinetJournal *journal,
                                 const char *key,
                                 const char *subject,
                                 const char *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Removes a row that is WRITTEN and sent by nobody, REFUSED or ABANDONED. */
void cabinet_outbox_drop_async (CabinetJournal *journal,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Removes those rows of @keys (of utf8) that are DONE, REFUSED or ABANDONED since before @before; any other
 * stays. The caller knows that what they led to is archived. */
void cabinet_outbox_clear_async (CabinetJournal *journal,
                                 GPtrArray *keys,
                                 CabinetInstant before,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
