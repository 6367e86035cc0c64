/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-payment.h"

G_DEFINE_ENUM_TYPE (CabinetPaymentKind,
                    cabinet_payment_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_CARD, "card"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_SBP, "sbp"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_BANK, "bank"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_WALLET, "wallet"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_BONUS, "bonus"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_PHONE_ACCOUNT, "phone_account"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_KIND_LINK, "link"))

G_DEFINE_ENUM_TYPE (CabinetPaymentState,
                    cabinet_payment_state,
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_PROCESSING, "processing"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_PAID, "paid"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_CREDITED, "credited"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_RESTORED, "restored"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_EXPIRED, "expired"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (CABINET_PAYMENT_STATE_REFUNDED, "refunded"))

G_DEFINE_ENUM_TYPE (CabinetDeclineReason,
                    cabinet_decline_reason,
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_WRONG_DATA, "wrong_data"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_NOT_ENOUGH_MONEY, "not_enough_money"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_SECURITY, "security"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_BANK, "bank"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_TIME_OVER, "time_over"),
                    G_DEFINE_ENUM_VALUE (CABINET_DECLINE_REASON_OTHER, "other"))

G_DEFINE_ENUM_TYPE (CabinetReceiptState,
                    cabinet_receipt_state,
                    G_DEFINE_ENUM_VALUE (CABINET_RECEIPT_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECEIPT_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECEIPT_STATE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECEIPT_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECEIPT_STATE_FAILED, "failed"))

static const CabinetField payment_method_fields[] = {
  CABINET_FIELD (CabinetPaymentMethod, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetPaymentMethod, kind, ENUM, CABINET_REQUIRED, cabinet_payment_kind_get_type),
  CABINET_FIELD (CabinetPaymentMethod, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPaymentMethod, details, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, systems, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, processor, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, processor_phone, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, min, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, max, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, whole_units, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, fee_fixed, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, fee_hundredths, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, usual_seconds, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetPaymentMethod, available, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetPaymentMethod, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentMethod, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPaymentMethod, cabinet_payment_method, payment_method_fields)

static const CabinetField payment_method_list_fields[] = {
  CABINET_FIELD_OF (
    CabinetPaymentMethodList, methods, LIST, CABINET_REQUIRED, cabinet_payment_method_get_type),
  CABINET_FIELD (CabinetPaymentMethodList, email, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPaymentMethodList, cabinet_payment_method_list, payment_method_list_fields)

static const CabinetField payment_request_fields[] = {
  CABINET_FIELD (CabinetPaymentRequest, amount, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPaymentRequest, method, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPaymentRequest, email, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPaymentRequest, return_url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPaymentRequest, cabinet_payment_request, payment_request_fields)

static const CabinetField payment_step_fields[] = {
  CABINET_FIELD_OF (CabinetPaymentStep, state, ENUM, CABINET_REQUIRED, cabinet_payment_state_get_type),
  CABINET_FIELD (CabinetPaymentStep, at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPaymentStep, cabinet_payment_step, payment_step_fields)

static const CabinetField decline_fields[] = {
  CABINET_FIELD_OF (CabinetDecline, reason, ENUM, CABINET_REQUIRED, cabinet_decline_reason_get_type),
  CABINET_FIELD (CabinetDecline, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDecline, party, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDecline, words, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDecline, phone, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDecline, cabinet_decline, decline_fields)

static const CabinetField payment_fields[] = {
  CABINET_FIELD (CabinetPayment, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, key, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, number, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, contract, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, amount, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, fee, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPayment, state, ENUM, CABINET_REQUIRED, cabinet_payment_state_get_type),
  CABINET_FIELD (CabinetPayment, created_at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, expires_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, method, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, method_title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPayment, processor, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, confirmation_url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, qr_payload, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, card_mask, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, bank_code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPayment, decline, RECORD, CABINET_OPTIONAL, cabinet_decline_get_type),
  CABINET_FIELD_OF (CabinetPayment, steps, LIST, CABINET_REQUIRED, cabinet_payment_step_get_type),
  CABINET_FIELD (CabinetPayment, usual_seconds, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPayment, operation_id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPayment, receipt, ENUM, CABINET_REQUIRED, cabinet_receipt_state_get_type),
  CABINET_FIELD (CabinetPayment, restores_service, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPayment, cabinet_payment, payment_fields)

static const CabinetField payment_list_fields[] = {
  CABINET_FIELD_OF (CabinetPaymentList, payments, LIST, CABINET_REQUIRED, cabinet_payment_get_type),
  CABINET_FIELD (CabinetPaymentList, next, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPaymentList, cabinet_payment_list, payment_list_fields)

gboolean
cabinet_payment_is_final (CabinetPayment *self)
{
  switch (self->state)
    {
    case CABINET_PAYMENT_STATE_CREDITED:
      return !self->restores_service;
    case CABINET_PAYMENT_STATE_RESTORED:
    case CABINET_PAYMENT_STATE_DECLINED:
    case CABINET_PAYMENT_STATE_EXPIRED:
    case CABINET_PAYMENT_STATE_CANCELLED:
    case CABINET_PAYMENT_STATE_REFUNDED:
      return TRUE;
    default:
      return FALSE;
    }
}
