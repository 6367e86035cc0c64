/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-sign-in-records.h"

G_DEFINE_ENUM_TYPE (CabinetStepKind,
                    cabinet_step_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_STEP_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_STEP_KIND_SESSION, "session"),
                    G_DEFINE_ENUM_VALUE (CABINET_STEP_KIND_CODE, "code"),
                    G_DEFINE_ENUM_VALUE (CABINET_STEP_KIND_CHOOSE, "choose"),
                    G_DEFINE_ENUM_VALUE (CABINET_STEP_KIND_BROWSER, "browser"))

static const CabinetField sign_in_request_fields[] = {
  CABINET_FIELD_OF (CabinetSignInRequest, kind, ENUM, CABINET_REQUIRED, cabinet_login_kind_get_type),
  CABINET_FIELD (CabinetSignInRequest, category, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInRequest, login, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInRequest, secret, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInRequest, name, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInRequest, contact, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSignInRequest, cabinet_sign_in_request, sign_in_request_fields)

static const CabinetField sign_in_answer_fields[] = {
  CABINET_FIELD (CabinetSignInAnswer, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInAnswer, choice, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSignInAnswer, cabinet_sign_in_answer, sign_in_answer_fields)

static const CabinetField refresh_request_fields[] = {
  CABINET_FIELD (CabinetRefreshRequest, refresh_token, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetRefreshRequest, cabinet_refresh_request, refresh_request_fields)

static const CabinetField session_fields[] = {
  CABINET_FIELD (CabinetSession, access_token, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSession, refresh_token, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSession, expires_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSession, password_temporary, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSession, guest, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSession, cabinet_session, session_fields)

static const CabinetField sign_in_choice_fields[] = {
  CABINET_FIELD (CabinetSignInChoice, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetSignInChoice, label, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSignInChoice, cabinet_sign_in_choice, sign_in_choice_fields)

static const CabinetField sign_in_step_fields[] = {
  CABINET_FIELD_OF (CabinetSignInStep, step, ENUM, CABINET_REQUIRED, cabinet_step_kind_get_type),
  CABINET_FIELD (CabinetSignInStep, id, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetSignInStep, session, RECORD, CABINET_OPTIONAL, cabinet_session_get_type),
  CABINET_FIELD (CabinetSignInStep, masked_target, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInStep, expires_at, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetSignInStep, attempts_left, INT, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetSignInStep, choices, LIST, CABINET_OPTIONAL, cabinet_sign_in_choice_get_type),
  CABINET_FIELD (CabinetSignInStep, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetSignInStep, cabinet_sign_in_step, sign_in_step_fields)
