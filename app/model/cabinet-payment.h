/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-contract.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

/* How it is paid (F1, F2, F11, F15). */
typedef enum
{
  CABINET_PAYMENT_KIND_UNKNOWN,
  CABINET_PAYMENT_KIND_CARD,
  CABINET_PAYMENT_KIND_SBP,
  CABINET_PAYMENT_KIND_BANK,
  CABINET_PAYMENT_KIND_WALLET,
  CABINET_PAYMENT_KIND_BONUS,
  CABINET_PAYMENT_KIND_PHONE_ACCOUNT,
  CABINET_PAYMENT_KIND_SAVED,
  CABINET_PAYMENT_KIND_LINK,
} CabinetPaymentKind;

#define CABINET_TYPE_PAYMENT_KIND (cabinet_payment_kind_get_type ())
GType cabinet_payment_kind_get_type (void);

/* Where the money is (design, 4.3 row 9). */
typedef enum
{
  CABINET_PAYMENT_STATE_UNKNOWN,
  CABINET_PAYMENT_STATE_CREATED,
  CABINET_PAYMENT_STATE_WAITING,
  CABINET_PAYMENT_STATE_PROCESSING,
  CABINET_PAYMENT_STATE_PAID,
  CABINET_PAYMENT_STATE_CREDITED,
  CABINET_PAYMENT_STATE_RESTORED,
  CABINET_PAYMENT_STATE_DECLINED,
  CABINET_PAYMENT_STATE_EXPIRED,
  CABINET_PAYMENT_STATE_CANCELLED,
  CABINET_PAYMENT_STATE_REFUNDED,
} CabinetPaymentState;

#define CABINET_TYPE_PAYMENT_STATE (cabinet_payment_state_get_type ())
GType cabinet_payment_state_get_type (void);

/* Why a payment was declined: F7, F8, F9, F10, time over, other. */
typedef enum
{
  CABINET_DECLINE_REASON_UNKNOWN,
  CABINET_DECLINE_REASON_WRONG_DATA,
  CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY,
  CABINET_DECLINE_REASON_SECURITY,
  CABINET_DECLINE_REASON_BANK,
  CABINET_DECLINE_REASON_TIME_OVER,
  CABINET_DECLINE_REASON_OTHER,
} CabinetDeclineReason;

#define CABINET_TYPE_DECLINE_REASON (cabinet_decline_reason_get_type ())
GType cabinet_decline_reason_get_type (void);

/* Of the fiscal receipt, which comes apart from the payment. */
typedef enum
{
  CABINET_RECEIPT_STATE_UNKNOWN,
  CABINET_RECEIPT_STATE_NONE,
  CABINET_RECEIPT_STATE_PENDING,
  CABINET_RECEIPT_STATE_READY,
  CABINET_RECEIPT_STATE_FAILED,
} CabinetReceiptState;

#define CABINET_TYPE_RECEIPT_STATE (cabinet_receipt_state_get_type ())
GType cabinet_receipt_state_get_type (void);

#define CABINET_TYPE_PAYMENT_METHOD (cabinet_payment_method_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPaymentMethod, cabinet_payment_method, CABINET, PAYMENT_METHOD, CabinetRecord)

/* A way to pay. */
struct _CabinetPaymentMethod
{
  CabinetRecord parent_instance;

  char *id;
  CabinetPaymentKind kind;
  char *title;
  char *details;
  char **systems;        /* card systems that are taken (F3, F4) */
  char *processor;       /* who takes the card; named before the browser opens */
  char *processor_phone; /* F9 */
  CabinetMoney min;
  CabinetMoney max;
  gboolean whole_units; /* no kopecks */
  CabinetMoney fee_fixed;
  gint64 fee_hundredths; /* of a per cent of the amount */
  gint64 usual_seconds;  /* from paid to credited, usually; 0 = not told */
  char *url;             /* of the kind link: a page to open; nothing of a payment there is known here */
  CabinetCapabilityAnswer available;
  char *code;
  char *reason;
};

#define CABINET_TYPE_PAYMENT_METHOD_LIST (cabinet_payment_method_list_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetPaymentMethodList, cabinet_payment_method_list, CABINET, PAYMENT_METHOD_LIST, CabinetRecord)

/* Ways to pay, the usual one first. */
struct _CabinetPaymentMethodList
{
  CabinetRecord parent_instance;

  GListStore *methods;
  char *email; /* where receipts go unless told otherwise */
};

#define CABINET_TYPE_PAYMENT_REQUEST (cabinet_payment_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPaymentRequest, cabinet_payment_request, CABINET, PAYMENT_REQUEST, CabinetRecord)

/* A payment that is wanted. */
struct _CabinetPaymentRequest
{
  CabinetRecord parent_instance;

  CabinetMoney amount; /* what is to be credited */
  char *method;        /* its id */
  char *email;         /* for the receipt */
  char *return_url;    /* where the page may lead back to; reaching it proves nothing */
};

#define CABINET_TYPE_PAYMENT_STEP (cabinet_payment_step_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPaymentStep, cabinet_payment_step, CABINET, PAYMENT_STEP, CabinetRecord)

/* When a payment reached a state. */
struct _CabinetPaymentStep
{
  CabinetRecord parent_instance;

  CabinetPaymentState state;
  CabinetInstant at;
};

#define CABINET_TYPE_DECLINE (cabinet_decline_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDecline, cabinet_decline, CABINET, DECLINE, CabinetRecord)

/* Why a payment was declined (F7-F10). */
struct _CabinetDecline
{
  CabinetRecord parent_instance;

  CabinetDeclineReason reason;
  char *code;  /* the processor's own */
  char *party; /* word: merchant, processor, bank */
  char *words; /* the processor's */
  char *phone; /* of the processor (F9) */
};

#define CABINET_TYPE_PAYMENT (cabinet_payment_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPayment, cabinet_payment, CABINET, PAYMENT, CabinetRecord)

/* A payment on its way. */
struct _CabinetPayment
{
  CabinetRecord parent_instance;

  char *id;
  char *key;    /* the client's, if it was made by a client */
  char *number; /* what support asks for */
  char *contract;
  CabinetMoney amount; /* what is credited */
  CabinetMoney fee;    /* on top of it */
  CabinetPaymentState state;
  CabinetInstant created_at;
  CabinetInstant expires_at; /* of the page */
  char *method;
  char *method_title;
  char *processor;
  char *confirmation_url; /* the page to open, while it may be paid */
  char *qr_payload;       /* for the app of a bank, as it is (facts, section 4) */
  char *card_mask;        /* at most 6 + 4 digits */
  char *bank_code;        /* of the bank's approval */
  CabinetDecline *decline;
  GListStore *steps;    /* oldest first */
  gint64 usual_seconds; /* from paid to credited, usually */
  char *operation_id;   /* in the ledger, once credited */
  CabinetReceiptState receipt;
  gboolean restores_service; /* the line is cut or slow until it is credited */
};

#define CABINET_TYPE_PAYMENT_LIST (cabinet_payment_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPaymentList, cabinet_payment_list, CABINET, PAYMENT_LIST, CabinetRecord)

/* Payments of a contract, newest first. */
struct _CabinetPaymentList
{
  CabinetRecord parent_instance;

  GListStore *payments;
  char *next; /* cursor */
};

/* Whether its state will not change any more; a state that is not known may (Q17). */
gboolean cabinet_payment_is_final (CabinetPayment *self);

G_END_DECLS
