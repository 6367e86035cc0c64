/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-contract.h"

G_DEFINE_ENUM_TYPE (CabinetSubscriberKind,
                    cabinet_subscriber_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_SUBSCRIBER_KIND_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_SUBSCRIBER_KIND_PERSON, "person"),
                    G_DEFINE_ENUM_VALUE (CABINET_SUBSCRIBER_KIND_ENTITY, "entity"))

G_DEFINE_ENUM_TYPE (CabinetCapabilityAnswer,
                    cabinet_capability_answer,
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_YES, "yes"),
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_NOT_NOW, "not_now"),
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_BY_REQUEST, "by_request"),
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_ELSEWHERE, "elsewhere"),
                    G_DEFINE_ENUM_VALUE (CABINET_CAPABILITY_ANSWER_NO, "no"))

static const CabinetField contract_fields[] = {
  CABINET_FIELD (CabinetContract, id, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetContract, number, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetContract, category, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetContract, holder, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetContract, address, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetContract, city, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_OF (
    CabinetContract, subscriber_kind, ENUM, CABINET_REQUIRED, cabinet_subscriber_kind_get_type),
  CABINET_FIELD (CabinetContract, zone, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetContract, currency, STRING, CABINET_REQUIRED),
  CABINET_FIELD (CabinetContract, signed_on, DATE, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetContract, cabinet_contract, contract_fields)

static const CabinetField contract_list_fields[] = {
  CABINET_FIELD_OF (CabinetContractList, contracts, LIST, CABINET_REQUIRED, cabinet_contract_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetContractList, cabinet_contract_list, contract_list_fields)

static const CabinetField capability_fields[] = {
  CABINET_FIELD (CabinetCapability, name, STRING, CABINET_REQUIRED),
  CABINET_FIELD_OF (CabinetCapability, answer, ENUM, CABINET_REQUIRED, cabinet_capability_answer_get_type),
  CABINET_FIELD (CabinetCapability, code, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetCapability, reason, STRING, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetCapability, until, INSTANT, CABINET_OPTIONAL),
  CABINET_FIELD (CabinetCapability, url, STRING, CABINET_OPTIONAL),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetCapability, cabinet_capability, capability_fields)

static const CabinetField capability_list_fields[] = {
  CABINET_FIELD_OF (CabinetCapabilityList, capabilities, LIST, CABINET_REQUIRED, cabinet_capability_get_type),
  CABINET_FIELD_END,
};

CABINET_DEFINE_RECORD (CabinetCapabilityList, cabinet_capability_list, capability_list_fields)

/**
 * cabinet_capability_list_add:
 * @code: (nullable): why not, for a program
 * @reason: (nullable): the same for a person
 *
 * Returns: (transfer none): what was added
 */
CabinetCapability *
cabinet_capability_list_add (CabinetCapabilityList *self,
                             const char *name,
                             CabinetCapabilityAnswer answer,
                             const char *code,
                             const char *reason)
{
  g_autoptr (CabinetCapability) capability = g_object_new (CABINET_TYPE_CAPABILITY, NULL);

  capability->name = g_strdup (name);
  capability->answer = answer;
  capability->code = g_strdup (code);
  capability->reason = g_strdup (reason);
  g_list_store_append (self->capabilities, capability);
  return capability;
}
