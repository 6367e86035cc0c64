/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-journal.h"

G_BEGIN_DECLS

/* What a row of the outbox is to become; its request is a record of the type named. */
typedef enum
{
  CABINET_OUTBOX_KIND_UNKNOWN,
  CABINET_OUTBOX_KIND_CHANGE,  /* ChangeRequest */
  CABINET_OUTBOX_KIND_CANCEL,  /* nothing; subject = the id of the change */
  CABINET_OUTBOX_KIND_PAYMENT, /* PaymentRequest */
  CABINET_OUTBOX_KIND_MESSAGE, /* MessageRequest; subject = the thread, NULL = a new one */
} CabinetOutboxKind;

#define CABINET_TYPE_OUTBOX_KIND (cabinet_outbox_kind_get_type ())
GType cabinet_outbox_kind_get_type (void);

/* How far a row is. Only WRITTEN may be sent without asking the provider first whether it is there already.
 */
typedef enum
{
  CABINET_OUTBOX_STATE_UNKNOWN,
  CABINET_OUTBOX_STATE_WRITTEN,     /* nothing of it ever left */
  CABINET_OUTBOX_STATE_SENDING,     /* it may have left: a read decides */
  CABINET_OUTBOX_STATE_UNCONFIRMED, /* it may have left and no read could decide yet */
  CABINET_OUTBOX_STATE_ACCEPTED,    /* a read shows it; it is not final yet (a payment on its way) */
  CABINET_OUTBOX_STATE_DONE,        /* a read shows it as final */
  CABINET_OUTBOX_STATE_REFUSED,     /* the provider said no: code and words */
  CABINET_OUTBOX_STATE_ABANDONED,   /* the person took it back before anything left */
} CabinetOutboxState;

#define CABINET_TYPE_OUTBOX_STATE (cabinet_outbox_state_get_type ())
GType cabinet_outbox_state_get_type (void);

#define CABINET_TYPE_OUTBOX_ITEM (cabinet_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOutboxItem, cabinet_outbox_item, CABINET, OUTBOX_ITEM, CabinetRecord)

/* A change on its way to a provider. */
struct _CabinetOutboxItem
{
  CabinetRecord parent_instance;

  char *key; /* a UUID; sent as the idempotency key */
  char *account;
  CabinetOutboxKind kind;
  char *subject;
  char *request; /* JSON text; never a secret */
  CabinetOutboxState state;
  char *answer; /* JSON text of the record last read */
  char *code;   /* of the refusal or fault, "KIND:CODE": see cabinet_delivery_dup_error() */
  char *words;
  gint64 attempts;
  char *lease; /* who is sending; see cabinet_outbox_claim_async() */
  CabinetInstant lease_until;
  CabinetInstant sent_at; /* the provider's clock: when it was begun to be sent; 0 = not yet */
  CabinetInstant created_at;
  CabinetInstant updated_at;
};

/* Main thread, read-only: rows of @account (NULL = all), oldest first; settled ones too if @all. */
GPtrArray *cabinet_outbox_load (CabinetJournal *journal, const char *account, gboolean all, GError **error);
CabinetOutboxItem *cabinet_outbox_lookup (CabinetJournal *journal, const char *key, GError **error);

/* DONE, REFUSED or ABANDONED: nothing more can come of it. */
gboolean cabinet_outbox_state_is_settled (CabinetOutboxState state);

/* Worker thread; each is one durable transaction. */
void cabinet_outbox_add_async (CabinetJournal *journal,
                               CabinetOutboxItem *item,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Takes the row for @owner until @until, moves what is WRITTEN to SENDING and counts an attempt. The result
 * is the row as it stood before; NULL without an error: another owner's lease runs, or it is settled. */
void cabinet_outbox_claim_async (CabinetJournal *journal,
                                 const char *key,
                                 const char *owner,
                                 const char *gone,
                                 CabinetInstant now,
                                 CabinetInstant until,
                                 CabinetInstant sent_at,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CabinetOutboxItem *
cabinet_outbox_claim_finish (CabinetJournal *journal, GAsyncResult *result, GError **error);
/* Writes state, answer, code and words of @item and gives the lease back, if item->lease still has the row;
 * with item->lease NULL, if nobody has it, and then ABANDONED is taken only of what is WRITTEN. FALSE without
 * an error: the row is another's now, or settled, and stays as it is. */
void cabinet_outbox_save_async (CabinetJournal *journal,
                                CabinetOutboxItem *item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean cabinet_outbox_finish (CabinetJournal *journal, GAsyncResult *result, GError **error);

/* For a contract that is removed here: deletes its rows, drafts and read marks. What may have left and is not
 * settled stays, with nothing in it but its key, so that it is looked for if the contract comes back. */
void cabinet_outbox_forget_async (CabinetJournal *journal,
                                  const char *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

G_END_DECLS
