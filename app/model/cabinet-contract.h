/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* A19. */
typedef enum
{
  CABINET_SUBSCRIBER_KIND_UNKNOWN,
  CABINET_SUBSCRIBER_KIND_PERSON,
  CABINET_SUBSCRIBER_KIND_ENTITY,
} CabinetSubscriberKind;

#define CABINET_TYPE_SUBSCRIBER_KIND (cabinet_subscriber_kind_get_type ())
GType cabinet_subscriber_kind_get_type (void);

/* Whether something can be done. */
typedef enum
{
  CABINET_CAPABILITY_ANSWER_UNKNOWN,
  CABINET_CAPABILITY_ANSWER_YES,
  CABINET_CAPABILITY_ANSWER_NOT_NOW,
  CABINET_CAPABILITY_ANSWER_BY_REQUEST,
  CABINET_CAPABILITY_ANSWER_ELSEWHERE,
  CABINET_CAPABILITY_ANSWER_NO,
} CabinetCapabilityAnswer;

#define CABINET_TYPE_CAPABILITY_ANSWER (cabinet_capability_answer_get_type ())
GType cabinet_capability_answer_get_type (void);

#define CABINET_TYPE_CONTRACT (cabinet_contract_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContract, cabinet_contract, CABINET, CONTRACT, CabinetRecord)

/* One contract of a sign-in; (provider, category, number) never changes (B9). */
struct _CabinetContract
{
  CabinetRecord parent_instance;

  char *id;
  char *number;
  char *category;
  char *holder;
  char *address;
  char *city;
  CabinetSubscriberKind subscriber_kind;
  char *zone; /* IANA; all plain dates are in it */
  char *currency;
  CabinetDate signed_on;
};

#define CABINET_TYPE_CONTRACT_LIST (cabinet_contract_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContractList, cabinet_contract_list, CABINET, CONTRACT_LIST, CabinetRecord)

/* The contracts that a sign-in opens. */
struct _CabinetContractList
{
  CabinetRecord parent_instance;

  GListStore *contracts;
};

#define CABINET_TYPE_CAPABILITY (cabinet_capability_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCapability, cabinet_capability, CABINET, CAPABILITY, CabinetRecord)

/* What is possible with a contract now, and why not. */
struct _CabinetCapability
{
  CabinetRecord parent_instance;

  char *name;
  CabinetCapabilityAnswer answer;
  char *code;
  char *reason;
  CabinetInstant until;
  char *url;
};

#define CABINET_TYPE_CAPABILITY_LIST (cabinet_capability_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCapabilityList, cabinet_capability_list, CABINET, CAPABILITY_LIST, CabinetRecord)

/* What is possible with a contract. */
struct _CabinetCapabilityList
{
  CabinetRecord parent_instance;

  GListStore *capabilities;
};

CabinetCapability *cabinet_capability_list_add (CabinetCapabilityList *self,
                                                const char *name,
                                                CabinetCapabilityAnswer answer,
                                                const char *code,
                                                const char *reason);

G_END_DECLS
