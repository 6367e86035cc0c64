/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-contract.h"
#include "cabinet-overview.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

/* What time a fee is for. */
typedef enum
{
  CABINET_FEE_PERIOD_UNKNOWN,
  CABINET_FEE_PERIOD_DAY,
  CABINET_FEE_PERIOD_MONTH,
  CABINET_FEE_PERIOD_ONCE,
} CabinetFeePeriod;

#define CABINET_TYPE_FEE_PERIOD (cabinet_fee_period_get_type ())
GType cabinet_fee_period_get_type (void);

/* Whether a service is connected (G6). */
typedef enum
{
  CABINET_SERVICE_STATE_UNKNOWN,
  CABINET_SERVICE_STATE_ON,
  CABINET_SERVICE_STATE_OFF,
  CABINET_SERVICE_STATE_PENDING_ON,
  CABINET_SERVICE_STATE_PENDING_OFF,
  CABINET_SERVICE_STATE_SUSPENDED,
  CABINET_SERVICE_STATE_BLOCKED,
} CabinetServiceState;

#define CABINET_TYPE_SERVICE_STATE (cabinet_service_state_get_type ())
GType cabinet_service_state_get_type (void);

#define CABINET_TYPE_TARIFF (cabinet_tariff_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTariff, cabinet_tariff, CABINET, TARIFF, CabinetRecord)

/* A tariff of the catalogue (G1, G2). */
struct _CabinetTariff
{
  CabinetRecord parent_instance;

  char *id;
  char *title;
  char *details;    /* "up to 500 Mbit/s, fibre" */
  char *audience;   /* word: flats, houses, business (G18) */
  CabinetMoney fee; /* of the period */
  CabinetFeePeriod period;
  gint64 down_mbps; /* 0 = not told */
  gboolean current;
  gboolean archived;                 /* no longer sold; kept by who has it */
  CabinetCapabilityAnswer available; /* whether this contract can change to it */
  char *code;                        /* why not, as a word */
  char *reason;                      /* why not, in words */
  char **when;                       /* words: now, next_period, date; what a change may ask for */
  CabinetMoney change_fee;           /* taken once for the change; absent = none */
  char **parts;                      /* titles of the services of a bundle (G19) */
};

#define CABINET_TYPE_TARIFF_LIST (cabinet_tariff_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTariffList, cabinet_tariff_list, CABINET, TARIFF_LIST, CabinetRecord)

/* The tariffs that a contract has or may see. */
struct _CabinetTariffList
{
  CabinetRecord parent_instance;

  GListStore *tariffs;
};

#define CABINET_TYPE_SERVICE (cabinet_service_get_type ())
G_DECLARE_FINAL_TYPE (CabinetService, cabinet_service, CABINET, SERVICE, CabinetRecord)

/* A service that is connected or can be (G6). */
struct _CabinetService
{
  CabinetRecord parent_instance;

  char *id;
  CabinetServiceKind kind;
  char *title;
  char *details;
  CabinetServiceState state;
  CabinetMoney fee;
  CabinetFeePeriod period;
  CabinetDate since;
  CabinetDate until;                  /* the last day, if an end is known */
  CabinetCapabilityAnswer switchable; /* whether it can be switched the other way now */
  char *code;                         /* why not, as a word */
  char *reason;                       /* why not, in words */
  char **when;                        /* words, as of a tariff: when it can be switched the other way */
  char *part_of;                      /* id of the tariff that holds it */
};

#define CABINET_TYPE_SERVICE_LIST (cabinet_service_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetServiceList, cabinet_service_list, CABINET, SERVICE_LIST, CabinetRecord)

/* What a contract has and could have. */
struct _CabinetServiceList
{
  CabinetRecord parent_instance;

  GListStore *services;
};

G_END_DECLS
