/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-outbox.h"

G_BEGIN_DECLS

/* How a change reaches a provider exactly once, or is known not to have: written to the outbox under a key,
 * sent, and believed only when a read shows it. Whatever happens on the way (a time-out, a reset, a restart,
 * another process with the same row), what may have left is looked for by its key before it is sent again,
 * and always under the same key. Private to the service. */

/* What to do next. */
typedef enum
{
  CABINET_DELIVERY_DO_SEND,   /* ask with the row's key */
  CABINET_DELIVERY_DO_LOOK,   /* read, to find the row's key */
  CABINET_DELIVERY_DO_WAIT,   /* for the pause, then look */
  CABINET_DELIVERY_DO_SETTLE, /* write the state and tell */
} CabinetDeliveryAction;

/* What has happened. */
typedef enum
{
  CABINET_DELIVERY_CLAIMED,     /* the row is ours now */
  CABINET_DELIVERY_ANSWERED,    /* the provider took it: the record is there */
  CABINET_DELIVERY_SHOWN,       /* a read shows the key */
  CABINET_DELIVERY_NOT_SHOWN,   /* a read of everything newer than the row does not show it */
  CABINET_DELIVERY_REFUSED,     /* a readable no to this very request */
  CABINET_DELIVERY_IN_PROGRESS, /* 409: the first request with this key still runs */
  CABINET_DELIVERY_NOT_LEFT,    /* surely nothing was done: no connection, no session, asked to wait */
  CABINET_DELIVERY_LOST,        /* it left, or may have, and no readable answer came */
  CABINET_DELIVERY_READ_FAILED,
  CABINET_DELIVERY_TIME_OVER, /* nobody waits any longer */
} CabinetDeliveryEvent;

/* What is known of a row while one process has it. Begin with begin(), then tell what happens to step(). */
typedef struct
{
  CabinetOutboxKind kind;
  CabinetOutboxState state; /* what the row is to say when it is settled */
  gboolean left;            /* a request with this key may have left, now or in an earlier run */
  gboolean answered;        /* the provider said that it took it */
  gboolean refused;         /* it said no, after an earlier request whose fate is not known */
  gboolean erased;          /* its request is not known any more */
  gboolean may_send;        /* FALSE: too old, or erased */
  gboolean once;            /* the provider keeps no keys: what may have left never leaves again */
  gboolean resumed;         /* it may have left in an earlier run */
  gboolean overdue;         /* what is not shown by now was not done */
  gboolean undone;          /* so it is */
  guint sends;              /* in this run */
  guint pauses;
  guint pause; /* milliseconds, with WAIT */
} CabinetDeliveryCase;

/* Pure, so that schedules of faults can be played (cabinet-delivery-step.c). @before: the row as it stood
 * before it was claimed; @now: by the provider's clock, which its created_at and sent_at are of. */
void cabinet_delivery_begin (CabinetDeliveryCase *self, CabinetOutboxItem *before, CabinetInstant now);
/* After begin(), if the provider keeps no keys. */
void cabinet_delivery_begin_once (CabinetDeliveryCase *self, CabinetOutboxItem *before, CabinetInstant now);
CabinetDeliveryAction cabinet_delivery_step (CabinetDeliveryCase *self, CabinetDeliveryEvent event);
/* What @error of a request that asks for a change means. */
CabinetDeliveryEvent cabinet_delivery_judge (const GError *error);
/* What a row stands at whose record a read shows: ACCEPTED, DONE or REFUSED. */
CabinetOutboxState cabinet_delivery_state_of (gpointer record);
/* Keeps @error in code and words of @item. */
void cabinet_delivery_note_undone (CabinetOutboxItem *item);
void cabinet_delivery_note_made (CabinetOutboxItem *item);
void cabinet_delivery_note_error (CabinetOutboxItem *item, const GError *error);
/* Puts what a read shows into answer, code and words of @item. */
void cabinet_delivery_take_record (CabinetOutboxItem *item, gpointer record);

/* Writes the row, then sends it. Answers with the row as it stands when it is settled, accepted or
 * unconfirmed, within 20 s; an error only if it could not be written at all (then nothing was sent) or
 * @cancellable was cancelled: that only ends the waiting. A refusal is a row in state REFUSED. What cannot
 * leave is ABANDONED (see dup_error()), but messages: they stay WRITTEN, which is no error. */
void cabinet_delivery_submit_async (CabinetAccount *account,
                                    CabinetOutboxKind kind,
                                    const char *subject,
                                    gpointer request /* with CANCEL: the Change */,
                                    const char *confirmation /* nullable; sent, never written */,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Sends a change again, under its own key, that was refused for nothing but the want of a proof. */
void cabinet_delivery_submit_again_async (CabinetAccount *account,
                                          const char *key,
                                          gpointer request,
                                          const char *confirmation,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/* Goes on with a row that an earlier run, another process or a lost line left behind. If another process has
 * it just now, waits for what it finds. A key that is not in the outbox is CABINET_ERROR_INPUT. */
void cabinet_delivery_resume_async (CabinetAccount *account,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CabinetOutboxItem *cabinet_delivery_finish (GAsyncResult *result, GError **error);

/* A read showed @record (a Change, Payment or Message of @account): if it is of a row that is not settled,
 * the row takes its state. */
void cabinet_delivery_note_shown (CabinetAccount *account, gpointer record);

/* Removes rows of @account that were settled a month before @now, if what they led to is in the archive: a
 * message, a payment that is final, the list of changes read since. A message that was refused stays. */
void cabinet_delivery_clear_settled (CabinetAccount *account, CabinetInstant now);

/* The record last read of @item, of the type that its kind gives: Change, Payment or Message. Nullable. */
gpointer cabinet_delivery_dup_answer (CabinetOutboxItem *item);
/* The request of @item: ChangeRequest, PaymentRequest or MessageRequest. NULL: CANCEL, or it was erased. */
gpointer cabinet_delivery_dup_request (CabinetOutboxItem *item);
/* The change that @item cancels, as it was when that was asked for. NULL: none, or it was erased. */
CabinetChange *cabinet_delivery_dup_cancelled (CabinetOutboxItem *item);

/* The refusal or the doubt of @item as an error (REFUSED, UNCONFIRMED, OFFLINE, AUTH ...), NULL = none. */
GError *cabinet_delivery_dup_error (CabinetOutboxItem *item);

G_END_DECLS
