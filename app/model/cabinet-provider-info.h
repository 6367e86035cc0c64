/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-contract.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

/* Ways to sign in (B1-B8). */
typedef enum
{
  CABINET_LOGIN_KIND_UNKNOWN,
  CABINET_LOGIN_KIND_PASSWORD,
  CABINET_LOGIN_KIND_PHONE_CODE,
  CABINET_LOGIN_KIND_BROWSER,
  CABINET_LOGIN_KIND_DEVICE,
  CABINET_LOGIN_KIND_GUEST,
} CabinetLoginKind;

#define CABINET_TYPE_LOGIN_KIND (cabinet_login_kind_get_type ())
GType cabinet_login_kind_get_type (void);

/* Ways to regain access (C1-C11). */
typedef enum
{
  CABINET_RECOVERY_WAY_UNKNOWN,
  CABINET_RECOVERY_WAY_EMAIL_LINK,
  CABINET_RECOVERY_WAY_SMS_CODE,
  CABINET_RECOVERY_WAY_PHONE,
  CABINET_RECOVERY_WAY_OFFICE,
  CABINET_RECOVERY_WAY_WEB,
  CABINET_RECOVERY_WAY_NONE,
} CabinetRecoveryWay;

#define CABINET_TYPE_RECOVERY_WAY (cabinet_recovery_way_get_type ())
GType cabinet_recovery_way_get_type (void);

#define CABINET_TYPE_LOGIN_OPTION (cabinet_login_option_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLoginOption, cabinet_login_option, CABINET, LOGIN_OPTION, CabinetRecord)

/* One way to sign in. */
struct _CabinetLoginOption
{
  CabinetRecord parent_instance;

  CabinetLoginKind kind;
  char *label;   /* of the login field */
  char *hint;    /* where the number is found (A2-A5) */
  char *pattern; /* a warning only: demo logins differ (B5) */
  char *example;
};

#define CABINET_TYPE_CATEGORY (cabinet_category_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCategory, cabinet_category, CABINET, CATEGORY, CabinetRecord)

/* A realm of logins (A18): two of them may hold equal numbers. */
struct _CabinetCategory
{
  CabinetRecord parent_instance;

  char *id;
  char *name;
  char *hint;
};

#define CABINET_TYPE_RECOVERY_OPTION (cabinet_recovery_option_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRecoveryOption, cabinet_recovery_option, CABINET, RECOVERY_OPTION, CabinetRecord)

/* One way to regain access. */
struct _CabinetRecoveryOption
{
  CabinetRecord parent_instance;

  CabinetRecoveryWay way;
  char *text; /* what to do, in words */
  char *url;
};

#define CABINET_TYPE_PHONE (cabinet_phone_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPhone, cabinet_phone, CABINET, PHONE, CabinetRecord)

/* A number to call (H9-H11, A21). */
struct _CabinetPhone
{
  CabinetRecord parent_instance;

  char *number;
  char *label;
  char *city;
  char *hours;
  CabinetSubscriberKind subscriber_kind; /* whom it is for; unknown = everybody */
};

#define CABINET_TYPE_PROVIDER_MARK (cabinet_provider_mark_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProviderMark, cabinet_provider_mark, CABINET, PROVIDER_MARK, CabinetRecord)

/* The monogram: our own, never a logo. */
struct _CabinetProviderMark
{
  CabinetRecord parent_instance;

  char *letters;
  char *color; /* "#1a5fb4" */
};

#define CABINET_TYPE_PROVIDER_INFO (cabinet_provider_info_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProviderInfo, cabinet_provider_info, CABINET, PROVIDER_INFO, CabinetRecord)

/* Who a provider is and how one signs in: a descriptor file and the answer of GET provider. */
struct _CabinetProviderInfo
{
  CabinetRecord parent_instance;

  char *id;
  char *name;
  char *region;
  char *about; /* "internet, TV" */
  char *zone;  /* IANA */
  char *currency;
  char *connector; /* descriptor only */
  char *base_url;  /* descriptor only */
  gboolean demo;
  CabinetProviderMark *mark;
  GListStore *logins;
  GListStore *categories;
  char *credential_help; /* A2-A6 */
  char *sign_in_notice;  /* A13, A17 */
  GListStore *recoveries;
  GListStore *phones;
  char *website;
  char *termination;        /* A16 */
  char *successor;          /* A17 */
  gboolean limited_network; /* B17, B18: reachable while cut off */
};

G_END_DECLS
