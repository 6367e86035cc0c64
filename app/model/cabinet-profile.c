/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-profile.h"

G_DEFINE_ENUM_TYPE (CabinetRecoveryStage,
                    cabinet_recovery_stage,
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_STAGE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_STAGE_IDENTIFY, "identify"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_STAGE_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_STAGE_SIGN_IN, "sign_in"))

static const CabinetField password_rules_fields[] = {
  CABINET_FIELD (CabinetPasswordRules, min_length, INT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPasswordRules, symbols, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPasswordRules, cabinet_password_rules, password_rules_fields)

static const CabinetField profile_fields[] = {
  CABINET_FIELD (CabinetProfile, login, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProfile, holder, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProfile, address, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProfile, phones, STRINGS, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProfile, mobiles, STRINGS, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProfile, emails, STRINGS, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProfile, editable, STRINGS, CABINET_REQUIRED),
  CABINET_FIELD_OF (
    CabinetProfile, password_rules, RECORD, CABINET_OPTIONAL, cabinet_password_rules_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProfile, cabinet_profile, profile_fields)

static const CabinetField profile_request_fields[] = {
  CABINET_FIELD (CabinetProfileRequest, holder, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProfileRequest, phone, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProfileRequest, mobile, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProfileRequest, email, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProfileRequest, cabinet_profile_request, profile_request_fields)

static const CabinetField password_request_fields[] = {
  CABINET_FIELD (CabinetPasswordRequest, old_password, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPasswordRequest, new_password, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPasswordRequest, cabinet_password_request, password_request_fields)

static const CabinetField recovery_request_fields[] = {
  CABINET_FIELD (CabinetRecoveryRequest, identifier, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetRecoveryRequest, value, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetRecoveryRequest, way, ENUM, CABINET_OPTIONAL, cabinet_recovery_way_get_type),
  CABINET_FIELD (CabinetRecoveryRequest, contact, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetRecoveryRequest, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetRecoveryRequest, new_password, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetRecoveryRequest, cabinet_recovery_request, recovery_request_fields)

static const CabinetField recovery_step_fields[] = {
  CABINET_FIELD_OF (CabinetRecoveryStep, stage, ENUM, CABINET_REQUIRED, cabinet_recovery_stage_get_type),
  CABINET_FIELD (CabinetRecoveryStep, identifiers, STRINGS, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetRecoveryStep, ways, LIST, CABINET_OPTIONAL, cabinet_recovery_option_get_type),
  CABINET_FIELD (CabinetRecoveryStep, masked_target, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetRecoveryStep, password_rules, RECORD, CABINET_OPTIONAL, cabinet_password_rules_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetRecoveryStep, cabinet_recovery_step, recovery_step_fields)
