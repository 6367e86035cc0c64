/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-record.h"

G_BEGIN_DECLS

/* 3.3; tested in the order closed, blocked, suspended, throttled, debt, active. */
typedef enum
{
  CABINET_LINE_STATE_UNKNOWN,
  CABINET_LINE_STATE_ACTIVE,
  CABINET_LINE_STATE_DEBT,
  CABINET_LINE_STATE_THROTTLED,
  CABINET_LINE_STATE_BLOCKED,
  CABINET_LINE_STATE_SUSPENDED,
  CABINET_LINE_STATE_CLOSED,
} CabinetLineState;

#define CABINET_TYPE_LINE_STATE (cabinet_line_state_get_type ())
GType cabinet_line_state_get_type (void);

/* Q10. */
typedef enum
{
  CABINET_BALANCE_KIND_UNKNOWN,
  CABINET_BALANCE_KIND_MAIN,
  CABINET_BALANCE_KIND_BONUS,
  CABINET_BALANCE_KIND_CABLE_TV,
  CABINET_BALANCE_KIND_TELEPHONY,
  CABINET_BALANCE_KIND_OTHER,
} CabinetBalanceKind;

#define CABINET_TYPE_BALANCE_KIND (cabinet_balance_kind_get_type ())
GType cabinet_balance_kind_get_type (void);

/* D11, G17. */
typedef enum
{
  CABINET_SERVICE_KIND_UNKNOWN,
  CABINET_SERVICE_KIND_INTERNET,
  CABINET_SERVICE_KIND_TV,
  CABINET_SERVICE_KIND_TELEPHONY,
  CABINET_SERVICE_KIND_CCTV,
  CABINET_SERVICE_KIND_ANTIVIRUS,
  CABINET_SERVICE_KIND_STATIC_IP,
  CABINET_SERVICE_KIND_BOOST,
  CABINET_SERVICE_KIND_OTHER,
} CabinetServiceKind;

#define CABINET_TYPE_SERVICE_KIND (cabinet_service_kind_get_type ())
GType cabinet_service_kind_get_type (void);

/* E1, E5. */
typedef enum
{
  CABINET_CHARGING_KIND_UNKNOWN,
  CABINET_CHARGING_KIND_MONTHLY_ON,
  CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS,
} CabinetChargingKind;

#define CABINET_TYPE_CHARGING_KIND (cabinet_charging_kind_get_type ())
GType cabinet_charging_kind_get_type (void);

/* What happens when the money does not suffice (E2-E4). */
typedef enum
{
  CABINET_SHORTAGE_UNKNOWN,
  CABINET_SHORTAGE_DEBT,
  CABINET_SHORTAGE_STOP,
  CABINET_SHORTAGE_THROTTLE,
} CabinetShortage;

#define CABINET_TYPE_SHORTAGE (cabinet_shortage_get_type ())
GType cabinet_shortage_get_type (void);

/* What a part of the sum to pay is. */
typedef enum
{
  CABINET_DUE_PART_KIND_UNKNOWN,
  CABINET_DUE_PART_KIND_BALANCE,
  CABINET_DUE_PART_KIND_DAYS,
  CABINET_DUE_PART_KIND_FEE,
  CABINET_DUE_PART_KIND_OTHER,
} CabinetDuePartKind;

#define CABINET_TYPE_DUE_PART_KIND (cabinet_due_part_kind_get_type ())
GType cabinet_due_part_kind_get_type (void);

#define CABINET_TYPE_LINE (cabinet_line_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLine, cabinet_line, CABINET, LINE, CabinetRecord)

/* The state of the contract: the worst of its services. */
struct _CabinetLine
{
  CabinetRecord parent_instance;

  CabinetLineState state;
  char *reason; /* word: debt, admin, own_wish ... */
  CabinetDate since;
  CabinetDate until;
  gint64 limit_kbps;
  CabinetDate debt_since; /* E2 */
  CabinetLineState next_state;
  CabinetDate next_on; /* E2: said in advance */
};

#define CABINET_TYPE_BALANCE (cabinet_balance_get_type ())
G_DECLARE_FINAL_TYPE (CabinetBalance, cabinet_balance, CABINET, BALANCE, CabinetRecord)

/* One balance; the first is the main one. */
struct _CabinetBalance
{
  CabinetRecord parent_instance;

  char *id;
  CabinetBalanceKind kind;
  char *label;
  CabinetMoney amount; /* absent for points */
  gint64 points;       /* D10: no money */
  CabinetMoney credit; /* apart from the amount (trap 8) */
  CabinetDate credit_until;
};

#define CABINET_TYPE_DUE_PART (cabinet_due_part_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDuePart, cabinet_due_part, CABINET, DUE_PART, CabinetRecord)

/* One line of how the sum to pay adds up; the parts sum to minus the sum. */
struct _CabinetDuePart
{
  CabinetRecord parent_instance;

  CabinetDuePartKind kind;
  char *title;         /* of the service, or of an other part */
  CabinetMoney amount; /* signed: what is there +, what will be charged - */
  CabinetDate month;   /* first day of the month that a fee is for */
  gint64 days;
  CabinetDate until;
};

#define CABINET_TYPE_DUE (cabinet_due_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDue, cabinet_due, CABINET, DUE, CabinetRecord)

/* The sum to pay (D2). */
struct _CabinetDue
{
  CabinetRecord parent_instance;

  CabinetMoney amount; /* 0 = nothing is due */
  CabinetDate by;
  CabinetDate until; /* what it pays for, to this day inclusive */
  GListStore *parts;
};

#define CABINET_TYPE_CHARGING_RULE (cabinet_charging_rule_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChargingRule, cabinet_charging_rule, CABINET, CHARGING_RULE, CabinetRecord)

/* How fees are taken (E1-E5): data, never code per provider. */
struct _CabinetChargingRule
{
  CabinetRecord parent_instance;

  CabinetChargingKind kind;
  gint64 day; /* of the month, for monthly_on */
  CabinetShortage on_shortage;
  gint64 throttle_kbps;
  char *words; /* the provider's own */
};

#define CABINET_TYPE_NEXT_CHARGE (cabinet_next_charge_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNextCharge, cabinet_next_charge, CABINET, NEXT_CHARGE, CabinetRecord)

/* A charge that is known in advance. */
struct _CabinetNextCharge
{
  CabinetRecord parent_instance;

  CabinetDate on;
  CabinetMoney amount; /* negative */
  char *title;
  char *service_id;
};

#define CABINET_TYPE_SERVICE_LINE (cabinet_service_line_get_type ())
G_DECLARE_FINAL_TYPE (CabinetServiceLine, cabinet_service_line, CABINET, SERVICE_LINE, CabinetRecord)

/* A connected service, in brief. */
struct _CabinetServiceLine
{
  CabinetRecord parent_instance;

  char *id;
  CabinetServiceKind kind;
  char *title;
  char *details; /* "up to 300 Mbit/s, fibre" */
  CabinetLineState state;
  gint64 limit_kbps;
  CabinetMoney fee; /* of a calendar month */
};

#define CABINET_TYPE_OVERVIEW (cabinet_overview_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOverview, cabinet_overview, CABINET, OVERVIEW, CabinetRecord)

/* What a contract is now. */
struct _CabinetOverview
{
  CabinetRecord parent_instance;

  CabinetInstant as_of;
  CabinetDate today; /* in the contract's zone */
  CabinetLine *line;
  GListStore *balances;
  CabinetChargingRule *rule;
  GListStore *services;
  CabinetDue *due;
  GListStore *next_charges;
  GListStore *pending; /* of CabinetPendingChange: what is ordered and does not act yet */
  char *tariff;
};

G_END_DECLS
