/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-payment.h"

G_BEGIN_DECLS

/* A payment on its way, as this program sees it: the record last read, or the row that is not sent yet.
 *
 * Properties: payment (nullable: not read yet), state, watching. Signal: changed (). */
#define CABINET_TYPE_TOP_UP (cabinet_top_up_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTopUp, cabinet_top_up, CABINET, TOP_UP, GObject)

typedef enum
{
  CABINET_TOP_UP_SENDING,  /* being created */
  CABINET_TOP_UP_WAITING,  /* the page is to be opened, or is open */
  CABINET_TOP_UP_PAID,     /* money was taken; credited is ahead */
  CABINET_TOP_UP_CREDITED, /* in the ledger; the service may still have to come back */
  CABINET_TOP_UP_DONE,     /* credited, and restored if it had to be */
  CABINET_TOP_UP_DECLINED,
  CABINET_TOP_UP_EXPIRED, /* or cancelled: nothing was taken */
  CABINET_TOP_UP_REFUNDED,
  CABINET_TOP_UP_UNCONFIRMED, /* sent, nobody could say yet whether it is there: do not repeat */
  CABINET_TOP_UP_REFUSED,     /* the provider did not take it; nothing was taken */
  CABINET_TOP_UP_UNKNOWN,     /* a state that this version does not know: not final */
} CabinetTopUpState;

#define CABINET_TYPE_TOP_UP_STATE (cabinet_top_up_state_get_type ())
GType cabinet_top_up_state_get_type (void);

const char *cabinet_top_up_get_key (CabinetTopUp *self); /* nullable: made elsewhere */
CabinetAccount *cabinet_top_up_get_account (CabinetTopUp *self);
CabinetPayment *cabinet_top_up_get_payment (CabinetTopUp *self); /* nullable */
CabinetTopUpState cabinet_top_up_get_state (CabinetTopUp *self);
gboolean cabinet_top_up_is_final (CabinetTopUp *self);
CabinetMoney cabinet_top_up_get_amount (CabinetTopUp *self);
CabinetInstant cabinet_top_up_get_created_at (CabinetTopUp *self);
CabinetInstant
cabinet_top_up_get_late_at (CabinetTopUp *self); /* from when support should be told; 0 = never */

/* In words (transfer full). */
char *cabinet_top_up_dup_headline (CabinetTopUp *self); /* "The money was taken, do not pay again" */
char *cabinet_top_up_dup_advice (CabinetTopUp *self);   /* what to do next, F7-F10; NULL = nothing */
char *cabinet_top_up_dup_facts (CabinetTopUp *self);    /* for support: number, sum, times, bank's code */

/* One step of the life line, past, present or ahead. */
typedef struct
{
  CabinetPaymentState state; /* created, waiting, paid, credited, restored */
  CabinetInstant at;         /* 0 = not reached */
  gboolean current;          /* what is waited for now */
} CabinetTopUpStep;

GArray *cabinet_top_up_dup_steps (CabinetTopUp *self); /* of CabinetTopUpStep */
gint64
cabinet_top_up_get_elapsed (CabinetTopUp *self);      /* seconds since the last step, by the server's clock */
gboolean cabinet_top_up_is_late (CabinetTopUp *self); /* support should hear of it */

/* Reads the payment now and then (2 s, later 30 s) until it is final or its time is over; also what
 * follows: overview and ledger once it is credited. Counted: each start needs a stop. */
void cabinet_top_up_start_watching (CabinetTopUp *self);
void cabinet_top_up_stop_watching (CabinetTopUp *self);

/* Payments of a contract: a GListModel of CabinetTopUp, newest first, from archive and outbox; there at once,
 * without a network.
 *
 * Properties: account, refreshing. Signal: changed () also for the ways to pay. */
#define CABINET_TYPE_TOP_UPS (cabinet_top_ups_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTopUps, cabinet_top_ups, CABINET, TOP_UPS, GObject)

CabinetTopUps *cabinet_account_get_top_ups (CabinetAccount *account); /* (transfer none) */

GListModel *cabinet_top_ups_get_methods (CabinetTopUps *self); /* of CabinetPaymentMethod */
char *cabinet_top_ups_dup_email (CabinetTopUps *self);         /* for receipts; nullable */
CabinetInstant cabinet_top_ups_get_read_at (CabinetTopUps *self);
const GError *cabinet_top_ups_get_error (CabinetTopUps *self);
CabinetTopUp *cabinet_top_ups_get_pending (CabinetTopUps *self); /* the newest not final one; nullable */
CabinetTopUp *cabinet_top_ups_lookup (CabinetTopUps *self,
                                      const char *id); /* by id or key; (transfer none) */

void cabinet_top_ups_refresh_async (CabinetTopUps *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cabinet_top_ups_refresh_finish (CabinetTopUps *self, GAsyncResult *result, GError **error);

/* Sums worth paying, each named by its meaning: the debt, the sum to pay, a month more, until a date. */
typedef enum
{
  CABINET_SUGGESTION_DEBT,
  CABINET_SUGGESTION_DUE,
  CABINET_SUGGESTION_MONTH,
  CABINET_SUGGESTION_UNTIL,
} CabinetSuggestionKind;

typedef struct
{
  CabinetSuggestionKind kind;
  CabinetMoney amount; /* whole minor units, above 0 */
  CabinetDate until;   /* what it lasts to; none = not known */
} CabinetSuggestion;

GArray *
cabinet_top_ups_dup_suggestions (CabinetTopUps *self); /* of CabinetSuggestion, smallest first, 3 at most */
char *cabinet_suggestion_dup_words (CabinetTopUps *self, const CabinetSuggestion *suggestion);

/* Reads what a person typed ("1 830,00", "500", "500.5") and checks it against the method's limits.
 * Returns FALSE with CABINET_ERROR_INPUT, whose message says what is wrong. */
gboolean cabinet_top_ups_parse_amount (
  CabinetTopUps *self, CabinetPaymentMethod *method, const char *text, CabinetMoney *amount, GError **error);
CabinetMoney cabinet_payment_method_get_fee (CabinetPaymentMethod *method, const CabinetMoney *amount);

/* What a payment of @amount changes. */
typedef struct
{
  CabinetMoney balance_after;
  CabinetDate lasts_until; /* none = not known */
  gboolean clears_debt;
  gint64 kbps_now;   /* 0 = not limited, or not known */
  gboolean restores; /* the line comes back */
} CabinetTopUpEffect;

void cabinet_top_ups_get_effect (CabinetTopUps *self, const CabinetMoney *amount, CabinetTopUpEffect *effect);

/* What a payment on its way changes: how things are, and how they will be. */
typedef struct
{
  CabinetMoney balance;    /* as it is now; unset = not known */
  CabinetDate lasts_until; /* with that balance; none = not known, or it does not last */
  gboolean ahead;          /* the sum is on its way: @effect is still to come */
  gboolean arrived;        /* the sum was credited, and @balance was read after that */
  CabinetTopUpEffect effect;
} CabinetTopUpOutlook;

void cabinet_top_up_get_outlook (CabinetTopUp *self, CabinetTopUpOutlook *outlook);

/* Writes the payment down, creates it, and answers with it once a read shows it (state WAITING: open the
 * page). UNCONFIRMED is a state, not an error; errors: INPUT, REFUSED, UNSUPPORTED, STORAGE: nothing was
 * sent, or it was refused. */
void cabinet_top_ups_create_async (CabinetTopUps *self,
                                   const CabinetMoney *amount,
                                   CabinetPaymentMethod *method,
                                   const char *email,
                                   const char *return_url,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
CabinetTopUp *cabinet_top_ups_create_finish (CabinetTopUps *self, GAsyncResult *result, GError **error);

/* Whether a top-up card can be tried, and whether with its serial number (cabinet-top-ups-card.c). */
gboolean cabinet_top_ups_get_card (CabinetTopUps *self, gboolean *with_serial);
/* Tries a card, once; the PIN is neither logged nor written. Succeeds when a read shows the credit. */
void cabinet_top_ups_redeem_async (CabinetTopUps *self,
                                   const char *serial,
                                   const char *pin,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
CabinetPayment *cabinet_top_ups_redeem_finish (CabinetTopUps *self, GAsyncResult *result, GError **error);

/* Goes on with what an earlier run left behind; called by the household after its start. */
void cabinet_top_ups_resume (CabinetTopUps *self);

G_END_DECLS
