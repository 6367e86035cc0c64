/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-journal.h"

G_BEGIN_DECLS

/* What was typed and not sent yet, one text a thread; @subject NULL = a new thread. */

/* Main thread, read-only. NULL without an error: there is none. */
char *
cabinet_journal_load_draft (CabinetJournal *self, const char *account, const char *subject, GError **error);

/* Worker thread; @text NULL or empty forgets the draft. End it with cabinet_journal_finish(). */
void cabinet_journal_save_draft_async (CabinetJournal *self,
                                       const char *account,
                                       const char *subject,
                                       const char *text,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

G_END_DECLS
