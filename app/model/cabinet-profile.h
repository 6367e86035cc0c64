/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider-info.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

#define CABINET_TYPE_PASSWORD_RULES (cabinet_password_rules_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPasswordRules, cabinet_password_rules, CABINET, PASSWORD_RULES, CabinetRecord)

/* What the provider demands of a new password. */
struct _CabinetPasswordRules
{
  CabinetRecord parent_instance;

  gint64 min_length; /* in characters; 0 = not told */
  char *symbols;     /* each that may occur; NULL = not told */
};

#define CABINET_TYPE_PROFILE (cabinet_profile_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProfile, cabinet_profile, CABINET, PROFILE, CabinetRecord)

/* The person behind a contract, as the provider knows him (J1-J4). */
struct _CabinetProfile
{
  CabinetRecord parent_instance;

  char *login;
  char *holder;
  char *address;
  char **phones;  /* at home */
  char **mobiles; /* what recovery by SMS relies on */
  char **emails;  /* what recovery by letter relies on */
  /* Members of a #CabinetProfileRequest that may be changed now: "holder", "phone", "mobile", "email". */
  char **editable;
  CabinetPasswordRules *password_rules; /* NULL = not told */
};

#define CABINET_TYPE_PROFILE_REQUEST (cabinet_profile_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetProfileRequest, cabinet_profile_request, CABINET, PROFILE_REQUEST, CabinetRecord)

/* What is changed of a profile; NULL = stays as it is. */
struct _CabinetProfileRequest
{
  CabinetRecord parent_instance;

  char *holder;
  char *phone;
  char *mobile;
  char *email;
};

#define CABINET_TYPE_PASSWORD_REQUEST (cabinet_password_request_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetPasswordRequest, cabinet_password_request, CABINET, PASSWORD_REQUEST, CabinetRecord)

/* A new password. */
struct _CabinetPasswordRequest
{
  CabinetRecord parent_instance;

  char *old_password; /* never logged; the connector proves it also where the system does not ask for it */
  char *new_password; /* never logged */
};

/* How far regaining access is. */
typedef enum
{
  CABINET_RECOVERY_STAGE_UNKNOWN,
  CABINET_RECOVERY_STAGE_IDENTIFY, /* say who you are, and which way */
  CABINET_RECOVERY_STAGE_CODE,     /* something was sent: answer with the code in it and a new password */
  CABINET_RECOVERY_STAGE_SIGN_IN,  /* the new password was taken; that it holds is shown by signing in */
} CabinetRecoveryStage;

#define CABINET_TYPE_RECOVERY_STAGE (cabinet_recovery_stage_get_type ())
GType cabinet_recovery_stage_get_type (void);

#define CABINET_TYPE_RECOVERY_REQUEST (cabinet_recovery_request_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetRecoveryRequest, cabinet_recovery_request, CABINET, RECOVERY_REQUEST, CabinetRecord)

/* Answers a step of regaining access (C1-C8): with nothing it begins. */
struct _CabinetRecoveryRequest
{
  CabinetRecord parent_instance;

  char *identifier; /* of the step: "login", "number" (of the contract), "account" (the provider's own) */
  char *value;      /* of the identifier */
  CabinetRecoveryWay way;
  char *contact;      /* the e-mail or the phone that the provider knows */
  char *code;         /* or the link that holds it, as it was pasted; never logged */
  char *new_password; /* never logged */
};

#define CABINET_TYPE_RECOVERY_STEP (cabinet_recovery_step_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRecoveryStep, cabinet_recovery_step, CABINET, RECOVERY_STEP, CabinetRecord)

/* What regaining access wants next. */
struct _CabinetRecoveryStep
{
  CabinetRecord parent_instance;

  CabinetRecoveryStage stage;
  char **identifiers;                   /* one of them is wanted, best first */
  GListStore *ways;                     /* #CabinetRecoveryOption, one of them is wanted */
  char *masked_target;                  /* where the code went */
  CabinetPasswordRules *password_rules; /* NULL = not told */
};

G_END_DECLS
