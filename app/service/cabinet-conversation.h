/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-message.h"

G_BEGIN_DECLS

/* The correspondence of a contract with support: a GListModel of CabinetMessage, oldest first, all threads on
 * one time line (Q14), with what waits in the outbox at its end (state queued or failed). There at once from
 * the archive, without a network.
 *
 * Properties: account, refreshing, unread. Signal: changed () for what is not in the list: hours, threads. */
#define CABINET_TYPE_CONVERSATION (cabinet_conversation_get_type ())
G_DECLARE_FINAL_TYPE (CabinetConversation, cabinet_conversation, CABINET, CONVERSATION, GObject)

CabinetConversation *cabinet_account_get_conversation (CabinetAccount *account); /* (transfer none) */

/* At first the newest few hundred are shown; whether there are more, and showing them. */
gboolean cabinet_conversation_get_has_older (CabinetConversation *self);
void cabinet_conversation_load_older (CabinetConversation *self);
/* Why a message in state failed was not taken, or which files of another the provider has not kept although
 * it said that all is well; nullable. */
const char *cabinet_conversation_get_failure (CabinetConversation *self, CabinetMessage *message);
/* Whether a queued message left and nobody knows yet whether it arrived: it must not be written again. */
gboolean cabinet_conversation_is_doubtful (CabinetConversation *self, CabinetMessage *message);

GListModel *cabinet_conversation_get_threads (CabinetConversation *self); /* of CabinetThread, newest first */
CabinetThread *cabinet_conversation_lookup_thread (CabinetConversation *self, const char *id); /* nullable */
CabinetThread *
cabinet_conversation_get_open_thread (CabinetConversation *self); /* where a message goes; nullable */
CabinetSupportHours *cabinet_conversation_get_hours (CabinetConversation *self); /* nullable */
char *cabinet_conversation_dup_answer_words (
  CabinetConversation *self); /* when an answer may be expected; nullable */
CabinetInstant cabinet_conversation_get_read_at (CabinetConversation *self);
const GError *cabinet_conversation_get_error (CabinetConversation *self);
guint cabinet_conversation_get_unread (CabinetConversation *self);

void cabinet_conversation_refresh_async (CabinetConversation *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
cabinet_conversation_refresh_finish (CabinetConversation *self, GAsyncResult *result, GError **error);

/* While somebody looks: answers come by themselves (long poll, else every 15 s), and what is shown is marked
 * as read. Counted: each start needs a stop. */
void cabinet_conversation_start_watching (CabinetConversation *self);
void cabinet_conversation_stop_watching (CabinetConversation *self);

/* What was typed, and the files that were chosen (of GFile), kept over restarts; @thread NULL = a new one. A
 * file stays where it is until the message is sent: it may be gone or changed by then, which check_file()
 * tells. */
char *cabinet_conversation_load_draft (CabinetConversation *self,
                                       const char *thread,
                                       GListStore **files /* out, optional */); /* nullable */
void cabinet_conversation_save_draft (CabinetConversation *self,
                                      const char *thread,
                                      const char *text,
                                      GListModel *files /* nullable */);

/* Checks a file before it is sent: CABINET_ERROR_INPUT says what is wrong (too large, a kind that is not
 * taken). */
gboolean cabinet_conversation_check_file (CabinetConversation *self, GFile *file, GError **error);

/* Queues a message and tries to send it. Answers when it is in the outbox and one try was made: its state
 * says whether it is sent. @files: (element-type GFile) (nullable). @subject with @thread NULL opens a
 * thread. Errors: INPUT (empty, too long, a file), STORAGE. A line that is cut is no error. */
void cabinet_conversation_send_async (CabinetConversation *self,
                                      const char *thread,
                                      const char *subject,
                                      const char *text,
                                      GListModel *files,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
CabinetMessage *
cabinet_conversation_send_finish (CabinetConversation *self, GAsyncResult *result, GError **error);
void cabinet_conversation_retry (CabinetConversation *self, CabinetMessage *message);
void cabinet_conversation_discard (CabinetConversation *self,
                                   CabinetMessage *message); /* only if nothing of it left */

/* An attachment's bytes, from the archive once they were read. */
void cabinet_conversation_fetch_async (CabinetConversation *self,
                                       CabinetAttachment *attachment,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *cabinet_conversation_fetch_finish (CabinetConversation *self, GAsyncResult *result, GError **error);

gboolean cabinet_account_can (CabinetAccount *account, const char *capability);

G_END_DECLS
