/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-conversation.h"
#include "cabinet-outbox.h"
#include "cabinet-watcher.h"

G_BEGIN_DECLS

struct _CabinetConversation
{
  GObject parent_instance;

  CabinetAccount *account; /* weak; it owns this */
  CabinetCore *core;
  char *id;       /* of the account */
  gboolean ended; /* the contract is removed, or the program ends */

  /* What is shown (cabinet-conversation.c). */
  GListStore *messages;
  gboolean loaded;
  guint limit; /* how many of the newest; 0 = all */
  gboolean has_older;
  GHashTable *failures; /* key -> what was refused or lost, in words */
  GHashTable *doubts;   /* keys of what may have left */
  GListStore *threads;
  CabinetThreadList *list; /* NULL = never read */
  gboolean list_loaded;
  CabinetInstant read_at;
  guint unread;
  GHashTable *drafts; /* thread or "" -> CabinetDraft, the last one made here */

  /* The refresh that is under way, and the last one's outcome (…-refresh.c). */
  GPtrArray *waiters; /* NULL = none is under way */
  GCancellable *refreshing;
  gboolean again; /* something came meanwhile */
  GError *error;

  /* The outbox (…-send.c). */
  GPtrArray *flushers; /* of GTask; NULL = nothing is being sent */
  GCancellable *cancellable;
  guint retry_timer;
  guint retries;
  GNetworkMonitor *network; /* NULL = not listened to yet */

  /* Whether somebody looks (…-watch.c). */
  guint watchers;
  CabinetWatcher *watcher;
  GSignalGroup *watcher_signals;
  GHashTable *marked; /* threads that were read here; the provider's count is not true of them any more */
  GHashTable *told;   /* thread -> id of the message up to which the provider was told */

  /* What the provider has not heard of yet (…-marks.c). */
  GHashTable *marks;   /* thread -> CabinetReadMark; NULL = not loaded yet */
  GHashTable *telling; /* keys of those that are under way */
};

#define CABINET_FILE_PREFIX "file:" /* of an attachment in the outbox that is not uploaded yet */

CabinetConversation *
cabinet_account_peek_conversation (CabinetAccount *account); /* NULL = nobody asked yet */
void cabinet_conversation_give_up (CabinetConversation *self);

void cabinet_conversation_add_outbox (CabinetConversation *self, GPtrArray *wanted);

/* Takes over what the files hold now. */
void cabinet_conversation_reload (CabinetConversation *self);
void cabinet_conversation_load_list (CabinetConversation *self);
/* What was read from the provider: shown at once, archived by the caller. @list NULL = it is as it was. */
void
cabinet_conversation_take_list (CabinetConversation *self, CabinetThreadList *list, CabinetInstant read_at);
void cabinet_conversation_set_error (CabinetConversation *self, const GError *error);
void cabinet_conversation_refreshing_changed (CabinetConversation *self);
void cabinet_conversation_emit_changed (CabinetConversation *self);
char *cabinet_conversation_dup_root (CabinetConversation *self); /* of attachments */

/* The files of a message, of CabinetUploadRequest, where they are not uploaded before it; else none. */
GPtrArray *cabinet_conversation_load_files (CabinetAccount *account, CabinetOutboxItem *item, GError **error);

/* Sends what waits, one message after the other, until one cannot leave. Never fails. */
void cabinet_conversation_flush_async (CabinetConversation *self,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* Tries again when the network returns, or after a while. */
void cabinet_conversation_retry_later (CabinetConversation *self);
void cabinet_conversation_flush_finish (CabinetConversation *self, GAsyncResult *result);
/* Makes a row ready to be sent: the thread it goes to, its files uploaded. FALSE with an error: it stays;
 * FALSE without: it was refused, and says so. */
void cabinet_conversation_prepare_async (CabinetConversation *self,
                                         CabinetOutboxItem *item,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
cabinet_conversation_prepare_finish (CabinetConversation *self, GAsyncResult *result, GError **error);

/* Somebody looks: notes what was seen. */
void cabinet_conversation_mark_seen (CabinetConversation *self);
/* Tells the provider what was seen here, now or by an earlier run. */
void cabinet_conversation_tell_marks (CabinetConversation *self);
void cabinet_conversation_load_marks (CabinetConversation *self);
/* Whether all of a thread was seen here, whatever the provider counts. */
gboolean cabinet_conversation_is_marked (CabinetConversation *self, CabinetThread *thread);

/* Whether a message may be sent as it is. */
gboolean
cabinet_conversation_check (CabinetConversation *self, const char *text, GListModel *files, GError **error);

/* What a refresh reads beside money: notices and conversation, as far as the contract has them; its failure
 * is nobody's. */
void cabinet_account_read_talk_async (CabinetAccount *account,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void cabinet_account_read_talk_finish (CabinetAccount *account, GAsyncResult *result);
/* The refresh failed before it came to that: what waits to be sent is to be tried when there is a way. */
void cabinet_account_keep_trying (CabinetAccount *account);

G_END_DECLS
