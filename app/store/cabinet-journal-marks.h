/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-journal.h"

G_BEGIN_DECLS

/* What was read. */
typedef enum
{
  CABINET_READ_MARK_KIND_UNKNOWN,
  CABINET_READ_MARK_KIND_THREAD,
  CABINET_READ_MARK_KIND_NOTICE,
} CabinetReadMarkKind;

#define CABINET_TYPE_READ_MARK_KIND (cabinet_read_mark_kind_get_type ())
GType cabinet_read_mark_kind_get_type (void);

#define CABINET_TYPE_READ_MARK (cabinet_read_mark_get_type ())
G_DECLARE_FINAL_TYPE (CabinetReadMark, cabinet_read_mark, CABINET, READ_MARK, CabinetRecord)

/* Something that was read here, of which the provider has not heard yet. */
struct _CabinetReadMark
{
  CabinetRecord parent_instance;

  char *account;
  CabinetReadMarkKind kind;
  char *subject;   /* the id of a thread or a notice */
  char *up_to;     /* the id of the newest message that was read; NULL with a notice */
  gint64 revision; /* the thread's when it was read; 0 with a notice */
  char *key;       /* a UUID; sent as the idempotency key */
};

/* Main thread, read-only. */
GPtrArray *cabinet_journal_load_marks (CabinetJournal *self,
                                       const char *account,
                                       CabinetReadMarkKind kind,
                                       GError **error); /* of CabinetReadMark */

/* Worker thread; end them with cabinet_journal_finish(). A mark is kept unless one of a later revision, or of
 * the same message, is there: reading never goes back. */
void cabinet_journal_add_mark_async (CabinetJournal *self,
                                     CabinetReadMark *mark,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The provider has heard of @mark; a later one stays. */
void cabinet_journal_drop_mark_async (CabinetJournal *self,
                                      CabinetReadMark *mark,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
