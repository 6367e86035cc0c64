/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-catalogue.h"

G_DEFINE_ENUM_TYPE (CabinetFeePeriod,
                    cabinet_fee_period,
                    G_DEFINE_ENUM_VALUE (CABINET_FEE_PERIOD_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_FEE_PERIOD_DAY, "day"),
                    G_DEFINE_ENUM_VALUE (CABINET_FEE_PERIOD_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (CABINET_FEE_PERIOD_ONCE, "once"))

G_DEFINE_ENUM_TYPE (CabinetServiceState,
                    cabinet_service_state,
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_ON, "on"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_PENDING_ON, "pending_on"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_PENDING_OFF, "pending_off"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_SUSPENDED, "suspended"),
                    G_DEFINE_ENUM_VALUE (CABINET_SERVICE_STATE_BLOCKED, "blocked"))

static const CabinetField tariff_fields[] = {
  CABINET_FIELD (CabinetTariff, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetTariff, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetTariff, details, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, audience, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, fee, MONEY, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetTariff, period, ENUM, CABINET_REQUIRED, cabinet_fee_period_get_type),
  CABINET_FIELD (CabinetTariff, down_mbps, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, current, BOOL, CABINET_REQUIRED),
  CABINET_FIELD (CabinetTariff, archived, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetTariff, available, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetTariff, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, when, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, change_fee, MONEY, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetTariff, parts, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetTariff, cabinet_tariff, tariff_fields)

static const CabinetField tariff_list_fields[] = {
  CABINET_FIELD_OF (CabinetTariffList, tariffs, LIST, CABINET_REQUIRED, cabinet_tariff_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetTariffList, cabinet_tariff_list, tariff_list_fields)

static const CabinetField service_fields[] = {
  CABINET_FIELD (CabinetService, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetService, kind, ENUM, CABINET_REQUIRED, cabinet_service_kind_get_type),
  CABINET_FIELD (CabinetService, title, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetService, details, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetService, state, ENUM, CABINET_REQUIRED, cabinet_service_state_get_type),
  CABINET_FIELD (CabinetService, fee, MONEY, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetService, period, ENUM, CABINET_REQUIRED, cabinet_fee_period_get_type),
  CABINET_FIELD (CabinetService, since, DATE, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetService, until, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetService, switchable, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetService, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetService, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetService, when, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetService, part_of, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetService, cabinet_service, service_fields)

static const CabinetField service_list_fields[] = {
  CABINET_FIELD_OF (CabinetServiceList, services, LIST, CABINET_REQUIRED, cabinet_service_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetServiceList, cabinet_service_list, service_list_fields)
