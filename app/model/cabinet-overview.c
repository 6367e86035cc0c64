/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-overview.h"

#include "cabinet-change.h"

G_DEFINE_ENUM_TYPE (CabinetLineState,
                    cabinet_line_state,
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_DEBT, "debt"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_THROTTLED, "throttled"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_SUSPENDED, "suspended"),
                    G_DEFINE_ENUM_VALUE (CABINET_LINE_STATE_CLOSED, "closed"))

G_DEFINE_ENUM_TYPE (CabinetBalanceKind,
                    cabinet_balance_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_MAIN, "main"),
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_BONUS, "bonus"),
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_CABLE_TV, "cable_tv"),
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_TELEPHONY, "telephony"),
                    G_DEFINE_ENUM_VALUE (CABINET_BALANCE_KIND_OTHER, "other"))

G_DEFINE_ENUM_TYPE (CabinetServiceKind,
                    cabinet_service_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_INTERNET, "internet"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_TV, "tv"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_TELEPHONY, "telephony"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_CCTV, "cctv"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_ANTIVIRUS, "antivirus"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_STATIC_IP, "static_ip"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_BOOST, "boost"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_KIND_OTHER, "other"))

G_DEFINE_ENUM_TYPE (CabinetChargingKind,
                    cabinet_charging_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_CHARGING_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHARGING_KIND_MONTHLY_ON, "monthly_on"),
                    G_DEFINE_ENUM_VALUE (CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS, "daily_equal_parts"))

G_DEFINE_ENUM_TYPE (CabinetShortage,
                    cabinet_shortage,
                    G_DEFINE_ENUM_VALUE (CABINET_SHORTAGE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_SHORTAGE_DEBT, "debt"),
                    G_DEFINE_ENUM_VALUE (CABINET_SHORTAGE_STOP, "stop"),
                    G_DEFINE_ENUM_VALUE (CABINET_SHORTAGE_THROTTLE, "throttle"))

G_DEFINE_ENUM_TYPE (CabinetDuePartKind,
                    cabinet_due_part_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_DUE_PART_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_DUE_PART_KIND_BALANCE, "balance"),
                    G_DEFINE_ENUM_VALUE (CABINET_DUE_PART_KIND_DAYS, "days"),
                    G_DEFINE_ENUM_VALUE (CABINET_DUE_PART_KIND_FEE, "fee"),
                    G_DEFINE_ENUM_VALUE (CABINET_DUE_PART_KIND_OTHER, "other"))

static const CabinetField line_fields[] = {
  CABINET_FIELD_OF (CabinetLine, state, ENUM, CABINET_REQUIRED, cabinet_line_state_get_type),
  CABINET_FIELD (CabinetLine, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLine, since, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLine, until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLine, limit_kbps, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLine, debt_since, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetLine, next_state, ENUM, CABINET_OPTIONAL, cabinet_line_state_get_type),
  CABINET_FIELD (CabinetLine, next_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetLine, cabinet_line, line_fields)

static const CabinetField balance_fields[] = {
  CABINET_FIELD (CabinetBalance, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetBalance, kind, ENUM, CABINET_REQUIRED, cabinet_balance_kind_get_type),
  CABINET_FIELD (CabinetBalance, label, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetBalance, amount, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetBalance, points, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetBalance, credit, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetBalance, credit_until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetBalance, cabinet_balance, balance_fields)

static const CabinetField due_part_fields[] = {
  CABINET_FIELD_OF (CabinetDuePart, kind, ENUM, CABINET_REQUIRED, cabinet_due_part_kind_get_type),
  CABINET_FIELD (CabinetDuePart, title, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDuePart, amount, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetDuePart, month, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDuePart, days, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDuePart, until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDuePart, cabinet_due_part, due_part_fields)

static const CabinetField due_fields[] = {
  CABINET_FIELD (CabinetDue, amount, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetDue, by, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetDue, until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetDue, parts, LIST, CABINET_REQUIRED, cabinet_due_part_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetDue, cabinet_due, due_fields)

static const CabinetField charging_rule_fields[] = {
  CABINET_FIELD_OF (CabinetChargingRule, kind, ENUM, CABINET_REQUIRED, cabinet_charging_kind_get_type),
  CABINET_FIELD (CabinetChargingRule, day, INT, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetChargingRule, on_shortage, ENUM, CABINET_REQUIRED, cabinet_shortage_get_type),
  CABINET_FIELD (CabinetChargingRule, throttle_kbps, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetChargingRule, words, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetChargingRule, cabinet_charging_rule, charging_rule_fields)

static const CabinetField next_charge_fields[] = {
  CABINET_FIELD (CabinetNextCharge, on, DATE, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNextCharge, amount, MONEY, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNextCharge, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetNextCharge, service_id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetNextCharge, cabinet_next_charge, next_charge_fields)

static const CabinetField service_line_fields[] = {
  CABINET_FIELD (CabinetServiceLine, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetServiceLine, kind, ENUM, CABINET_REQUIRED, cabinet_service_kind_get_type),
  CABINET_FIELD (CabinetServiceLine, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetServiceLine, details, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetServiceLine, state, ENUM, CABINET_REQUIRED, cabinet_line_state_get_type),
  CABINET_FIELD (CabinetServiceLine, limit_kbps, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetServiceLine, fee, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetServiceLine, cabinet_service_line, service_line_fields)

static const CabinetField overview_fields[] = {
  CABINET_FIELD (CabinetOverview, as_of, INSTANT, CABINET_REQUIRED),
  CABINET_FIELD (CabinetOverview, today, DATE, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetOverview, line, RECORD, CABINET_REQUIRED, cabinet_line_get_type),
  CABINET_FIELD_OF (CabinetOverview, balances, LIST, CABINET_REQUIRED, cabinet_balance_get_type),
  CABINET_FIELD_OF (CabinetOverview, rule, RECORD, CABINET_REQUIRED, cabinet_charging_rule_get_type),
  CABINET_FIELD_OF (CabinetOverview, services, LIST, CABINET_REQUIRED, cabinet_service_line_get_type),
  CABINET_FIELD_OF (CabinetOverview, due, RECORD, CABINET_OPTIONAL, cabinet_due_get_type),
  CABINET_FIELD_OF (CabinetOverview, next_charges, LIST, CABINET_REQUIRED, cabinet_next_charge_get_type),
  CABINET_FIELD_OF (CabinetOverview, pending, LIST, CABINET_OPTIONAL, cabinet_pending_change_get_type),
  CABINET_FIELD (CabinetOverview, tariff, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetOverview, cabinet_overview, overview_fields)
