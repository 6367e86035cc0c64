/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-offer.h"

G_DEFINE_ENUM_TYPE (CabinetSuspensionState,
                    cabinet_suspension_state,
                    G_DEFINE_ENUM_VALUE (CABINET_SUSPENSION_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_SUSPENSION_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CABINET_SUSPENSION_STATE_SCHEDULED, "scheduled"),
                    G_DEFINE_ENUM_VALUE (CABINET_SUSPENSION_STATE_RUNNING, "running"))

static const CabinetField promise_choice_fields[] = {
  CABINET_FIELD (CabinetPromiseChoice, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPromiseChoice, amount, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseChoice, days, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseChoice, ends_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseChoice, price, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPromiseChoice, cabinet_promise_choice, promise_choice_fields)

static const CabinetField promise_offer_fields[] = {
  CABINET_FIELD_OF (
    CabinetPromiseOffer, available, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetPromiseOffer, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseOffer, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseOffer, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPromiseOffer, choices, LIST, CABINET_REQUIRED, cabinet_promise_choice_get_type),
  CABINET_FIELD (CabinetPromiseOffer, active, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseOffer, active_until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseOffer, uses_left, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPromiseOffer, terms, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPromiseOffer, cabinet_promise_offer, promise_offer_fields)

static const CabinetField suspension_offer_fields[] = {
  CABINET_FIELD_OF (
    CabinetSuspensionOffer, available, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetSuspensionOffer, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, target_id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSuspensionOffer, immediate_only, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSuspensionOffer, open_ended, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSuspensionOffer, earliest, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, min_days, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, max_days, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, days_left, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, price_on, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, price_day, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, price_month, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetSuspensionOffer, state, ENUM, CABINET_REQUIRED, cabinet_suspension_state_get_type),
  CABINET_FIELD (CabinetSuspensionOffer, from, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSuspensionOffer, to, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetSuspensionOffer, resume, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetSuspensionOffer, resume_reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSuspensionOffer, cabinet_suspension_offer, suspension_offer_fields)

static const CabinetField card_request_fields[] = {
  CABINET_FIELD (CabinetCardRequest, serial, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetCardRequest, pin, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetCardRequest, cabinet_card_request, card_request_fields)
