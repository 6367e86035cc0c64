/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-error.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

#define CABINET_TYPE_INTENT (cabinet_intent_get_type ())
G_DECLARE_FINAL_TYPE (CabinetIntent, cabinet_intent, CABINET, INTENT, CabinetRecord)

/* Something begun that must be finished or taken back: written down before it is done. */
struct _CabinetIntent
{
  CabinetRecord parent_instance;

  char *key;     /* unique; makes a repeat harmless */
  char *kind;    /* "add-sign-in", "erase-account" */
  char *subject; /* what it is about: the id of a sign-in or an account */
  char *payload; /* JSON text, nullable; never a secret */
  char *state;   /* "pending" until someone says otherwise */
  CabinetInstant created_at;
  CabinetInstant updated_at;
};

/* journal.db: what must not be lost. WAL, synchronous FULL, 0600: once an answer came, it survives a power
 * cut. A damaged archive never takes it with it. Threads as in cabinet-archive.h. */
#define CABINET_TYPE_JOURNAL (cabinet_journal_get_type ())
G_DECLARE_FINAL_TYPE (CabinetJournal, cabinet_journal, CABINET, JOURNAL, GObject)

CabinetJournal *cabinet_journal_open (const char *path, GError **error);
void cabinet_journal_close (CabinetJournal *self);

/* Main thread, read-only. @kind NULL = all; oldest first. */
GPtrArray *
cabinet_journal_load_pending (CabinetJournal *self, const char *kind, GError **error); /* of CabinetIntent */

/* Worker thread. Adding a key again renews payload and state; settling removes the intent, and one that is
 * not there is no error. */
void cabinet_journal_add_async (CabinetJournal *self,
                                const char *key,
                                const char *kind,
                                const char *subject,
                                const char *payload,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void cabinet_journal_set_state_async (CabinetJournal *self,
                                      const char *key,
                                      const char *state,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void cabinet_journal_settle_async (CabinetJournal *self,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void cabinet_journal_check_async (CabinetJournal *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean cabinet_journal_finish (CabinetJournal *self, GAsyncResult *result, GError **error);

G_END_DECLS
