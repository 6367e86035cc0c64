/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-change.h"

G_DEFINE_ENUM_TYPE (CabinetChangeKind,
                    cabinet_change_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_TARIFF, "tariff"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_SERVICE_ON, "service_on"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_SERVICE_OFF, "service_off"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_PROMISE, "promise"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_SUSPEND, "suspend"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_RESUME, "resume"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_KIND_ACTIVATE, "activate"))

G_DEFINE_ENUM_TYPE (CabinetChangeWhen,
                    cabinet_change_when,
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_WHEN_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_WHEN_NOW, "now"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_WHEN_NEXT_PERIOD, "next_period"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_WHEN_DATE, "date"))

G_DEFINE_ENUM_TYPE (CabinetChangeState,
                    cabinet_change_state,
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_ORDERED, "ordered"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHANGE_STATE_CANCELLED, "cancelled"))

static const CabinetField change_request_fields[] = {
  CABINET_FIELD_OF (CabinetChangeRequest, kind, ENUM, CABINET_REQUIRED, cabinet_change_kind_get_type),
  CABINET_FIELD (CabinetChangeRequest, target_id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetChangeRequest, when, ENUM, CABINET_REQUIRED, cabinet_change_when_get_type),
  CABINET_FIELD (CabinetChangeRequest, date, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangeRequest, from, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangeRequest, to, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangeRequest, preview_token, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangeRequest, confirmation, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetChangeRequest, cabinet_change_request, change_request_fields)

static const CabinetField change_preview_fields[] = {
  CABINET_FIELD (CabinetChangePreview, token, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, expires_at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, effective_on, DATE, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, cost_now, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, fee_before, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, fee_after, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChangePreview, due_before, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, due_after, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetChangePreview, services_after, LIST, CABINET_REQUIRED, cabinet_service_line_get_type),
  CABINET_FIELD_OF (CabinetChangePreview, charges, LIST, CABINET_OPTIONAL, cabinet_next_charge_get_type),
  CABINET_FIELD (CabinetChangePreview, ends_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, ends, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, notes, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, can_cancel_until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, back_from, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChangePreview, confirmation_needed, BOOL, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetChangePreview, cabinet_change_preview, change_preview_fields)

static const CabinetField change_fields[] = {
  CABINET_FIELD (CabinetChange, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChange, key, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetChange, kind, ENUM, CABINET_REQUIRED, cabinet_change_kind_get_type),
  CABINET_FIELD (CabinetChange, target_id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChange, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetChange, state, ENUM, CABINET_REQUIRED, cabinet_change_state_get_type),
  CABINET_FIELD (CabinetChange, effective_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChange, ordered_at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChange, done_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChange, charged, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChange, can_cancel, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetChange, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChange, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetChange, cabinet_change, change_fields)

static const CabinetField pending_change_fields[] = {
  CABINET_FIELD (CabinetPendingChange, id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPendingChange, kind, ENUM, CABINET_REQUIRED, cabinet_change_kind_get_type),
  CABINET_FIELD (CabinetPendingChange, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPendingChange, effective_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPendingChange, services, LIST, CABINET_REQUIRED, cabinet_service_line_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPendingChange, cabinet_pending_change, pending_change_fields)

static const CabinetField change_list_fields[] = {
  CABINET_FIELD_OF (CabinetChangeList, changes, LIST, CABINET_REQUIRED, cabinet_change_get_type),
  CABINET_FIELD (CabinetChangeList, next, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetChangeList, cabinet_change_list, change_list_fields)

static const CabinetField confirmation_request_fields[] = {
  CABINET_FIELD (CabinetConfirmationRequest, secret, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetConfirmationRequest, cabinet_confirmation_request, confirmation_request_fields)

static const CabinetField confirmation_fields[] = {
  CABINET_FIELD (CabinetConfirmation, confirmation, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetConfirmation, expires_at, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetConfirmation, cabinet_confirmation, confirmation_fields)
