/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-outbox.h"

G_BEGIN_DECLS

/* How a change reaches a provider exactly once, or is known not to have: written to the outbox under a key,
 * sent, and believed only when a read shows it. Whatever happens on the way (a time-out, a reset, a restart,
 * another process with the same row), what may have left is looked for by its key before it is sent again,
 * and always under the same key. Private to the service. */

/* What is known of one row, and what has just happened. Pure, so that schedules of faults can be played. */
typedef enum
{
  CABINET_DELIVERY_DO_SEND,   /* ask with the row's key */
  CABINET_DELIVERY_DO_LOOK,   /* read, to find the row's key */
  CABINET_DELIVERY_DO_WAIT,   /* until a later moment, then look */
  CABINET_DELIVERY_DO_SETTLE, /* write the state and tell */
} CabinetDeliveryAction;

typedef enum
{
  CABINET_DELIVERY_CLAIMED,     /* the row is ours now */
  CABINET_DELIVERY_ANSWERED,    /* the provider took it: the record is there */
  CABINET_DELIVERY_SHOWN,       /* a read shows the key */
  CABINET_DELIVERY_NOT_SHOWN,   /* a read of everything newer than the row does not show it */
  CABINET_DELIVERY_REFUSED,     /* a readable no */
  CABINET_DELIVERY_IN_PROGRESS, /* 409: the first request with this key still runs */
  CABINET_DELIVERY_NOT_LEFT,    /* surely nothing left: no connection */
  CABINET_DELIVERY_LOST,        /* it left, or may have, and no readable answer came */
  CABINET_DELIVERY_READ_FAILED,
  CABINET_DELIVERY_TIME_OVER, /* the person need not wait any longer */
} CabinetDeliveryEvent;

typedef struct
{
  CabinetOutboxState state;
  CabinetDeliveryAction action;
  guint pause; /* seconds, with WAIT */
} CabinetDeliveryStep;

CabinetDeliveryStep cabinet_delivery_step (CabinetOutboxKind kind,
                                           CabinetOutboxState state,
                                           gint64 attempts,
                                           CabinetDeliveryEvent event);

/* Writes the row, then sends it. Answers with the row as it stands when it is settled, accepted or
 * unconfirmed; an error only if it could not be written at all (then nothing was sent). A refusal is
 * a row in state REFUSED. Messages that cannot leave stay WRITTEN and are no error. */
void cabinet_delivery_submit_async (CabinetAccount *account,
                                    CabinetOutboxKind kind,
                                    const char *subject,
                                    gpointer request,
                                    const char *confirmation /* nullable; sent, never written */,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Goes on with a row that an earlier run, another process or a lost line left behind. */
void cabinet_delivery_resume_async (CabinetAccount *account,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
CabinetOutboxItem *cabinet_delivery_finish (GAsyncResult *result, GError **error);

/* The record last read of @item, of the type that its kind gives: Change, Payment or Message. Nullable. */
gpointer cabinet_delivery_dup_answer (CabinetOutboxItem *item);

/* The refusal or the doubt of @item as an error (CABINET_ERROR_REFUSED, _UNCONFIRMED ...), NULL = none. */
GError *cabinet_delivery_dup_error (CabinetOutboxItem *item);

G_END_DECLS
