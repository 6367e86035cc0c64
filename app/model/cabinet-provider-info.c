/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-provider-info.h"

G_DEFINE_ENUM_TYPE (CabinetLoginKind,
                    cabinet_login_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_PASSWORD, "password"),
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_PHONE_CODE, "phone_code"),
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_BROWSER, "browser"),
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_DEVICE, "device"),
                    G_DEFINE_ENUM_VALUE (CABINET_LOGIN_KIND_GUEST, "guest"))

G_DEFINE_ENUM_TYPE (CabinetRecoveryWay,
                    cabinet_recovery_way,
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_EMAIL_LINK, "email_link"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_SMS_CODE, "sms_code"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_PHONE, "phone"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_OFFICE, "office"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_WEB, "web"),
                    G_DEFINE_ENUM_VALUE (CABINET_RECOVERY_WAY_NONE, "none"))

static const CabinetField login_option_fields[] = {
  CABINET_FIELD_OF (CabinetLoginOption, kind, ENUM, CABINET_REQUIRED, cabinet_login_kind_get_type),
  CABINET_FIELD (CabinetLoginOption, label, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetLoginOption, hint, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLoginOption, pattern, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetLoginOption, example, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetLoginOption, cabinet_login_option, login_option_fields)

static const CabinetField category_fields[] = {
  CABINET_FIELD (CabinetCategory, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetCategory, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetCategory, hint, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetCategory, cabinet_category, category_fields)

static const CabinetField recovery_option_fields[] = {
  CABINET_FIELD_OF (CabinetRecoveryOption, way, ENUM, CABINET_REQUIRED, cabinet_recovery_way_get_type),
  CABINET_FIELD (CabinetRecoveryOption, text, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetRecoveryOption, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetRecoveryOption, cabinet_recovery_option, recovery_option_fields)

static const CabinetField phone_fields[] = {
  CABINET_FIELD (CabinetPhone, number, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPhone, label, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetPhone, city, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetPhone, hours, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetPhone, subscriber_kind, ENUM, CABINET_OPTIONAL, cabinet_subscriber_kind_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetPhone, cabinet_phone, phone_fields)

static const CabinetField provider_mark_fields[] = {
  CABINET_FIELD (CabinetProviderMark, letters, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderMark, color, STRING, CABINET_REQUIRED),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProviderMark, cabinet_provider_mark, provider_mark_fields)

static const CabinetField provider_info_fields[] = {
  CABINET_FIELD (CabinetProviderInfo, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderInfo, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderInfo, region, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderInfo, about, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, zone, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderInfo, currency, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetProviderInfo, connector, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, base_url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, demo, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_OF (CabinetProviderInfo, mark, RECORD, CABINET_OPTIONAL, cabinet_provider_mark_get_type),
  CABINET_FIELD_OF (CabinetProviderInfo, logins, LIST, CABINET_REQUIRED, cabinet_login_option_get_type),
  CABINET_FIELD_OF (CabinetProviderInfo, categories, LIST, CABINET_OPTIONAL, cabinet_category_get_type),
  CABINET_FIELD (CabinetProviderInfo, credential_help, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, sign_in_notice, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetProviderInfo, recoveries, LIST, CABINET_OPTIONAL, cabinet_recovery_option_get_type),
  CABINET_FIELD_OF (CabinetProviderInfo, phones, LIST, CABINET_OPTIONAL, cabinet_phone_get_type),
  CABINET_FIELD (CabinetProviderInfo, website, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, termination, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, successor, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetProviderInfo, limited_network, BOOL, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetProviderInfo, cabinet_provider_info, provider_info_fields)
