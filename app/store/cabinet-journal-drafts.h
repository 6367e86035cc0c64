/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-journal.h"

G_BEGIN_DECLS

#define CABINET_TYPE_DRAFT (cabinet_draft_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDraft, cabinet_draft, CABINET, DRAFT, CabinetRecord)

/* What was typed and chosen and not sent yet, one a thread. */
struct _CabinetDraft
{
  CabinetRecord parent_instance;

  char *account;
  char *subject; /* the id of a thread; "" = a new one */
  char *text;
  char **attachments; /* URIs: a file that was never given away is not copied */
  CabinetInstant updated_at;
};

/* Main thread, read-only. @thread NULL = a new one. NULL without an error: there is none. */
CabinetDraft *
cabinet_journal_load_draft (CabinetJournal *self, const char *account, const char *thread, GError **error);

/* Worker thread; a draft with neither text nor files is forgotten. End it with cabinet_journal_finish(). */
void cabinet_journal_save_draft_async (CabinetJournal *self,
                                       CabinetDraft *draft,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

G_END_DECLS
