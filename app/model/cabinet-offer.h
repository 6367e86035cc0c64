/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-contract.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

#define CABINET_TYPE_PROMISE_CHOICE (cabinet_promise_choice_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPromiseChoice, cabinet_promise_choice, CABINET, PROMISE_CHOICE, CabinetRecord)

/* A promised payment that can be taken (F17). */
struct _CabinetPromiseChoice
{
  CabinetRecord parent_instance;

  char *id;            /* what a change of the kind promise names as its target */
  CabinetMoney amount; /* absent = not told before it is taken */
  gint64 days;         /* 0 = not told */
  CabinetDate ends_on; /* the last day, if it is taken today */
  CabinetMoney price;  /* taken once; absent = not told, 0 = nothing */
};

#define CABINET_TYPE_PROMISE_OFFER (cabinet_promise_offer_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPromiseOffer, cabinet_promise_offer, CABINET, PROMISE_OFFER, CabinetRecord)

/* Whether a payment can be promised now, and one that is (F17). */
struct _CabinetPromiseOffer
{
  CabinetRecord parent_instance;

  CabinetCapabilityAnswer available;
  char *code;   /* why not, as a word */
  char *reason; /* why not, in words */
  char *url;    /* where it can be done, if elsewhere */
  GListStore *choices;
  CabinetMoney active; /* that is promised now; absent = none */
  CabinetDate active_until;
  gint64 uses_left; /* this month; 0 = not told */
  char *terms;      /* the provider's own words */
};

/* Whether a voluntary block is on. */
typedef enum
{
  CABINET_SUSPENSION_STATE_UNKNOWN,
  CABINET_SUSPENSION_STATE_NONE,
  CABINET_SUSPENSION_STATE_SCHEDULED,
  CABINET_SUSPENSION_STATE_RUNNING,
} CabinetSuspensionState;

#define CABINET_TYPE_SUSPENSION_STATE (cabinet_suspension_state_get_type ())
GType cabinet_suspension_state_get_type (void);

#define CABINET_TYPE_SUSPENSION_OFFER (cabinet_suspension_offer_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetSuspensionOffer, cabinet_suspension_offer, CABINET, SUSPENSION_OFFER, CabinetRecord)

/* Whether the contract can be blocked at the subscriber's wish, and a block that is (F18, G8). */
struct _CabinetSuspensionOffer
{
  CabinetRecord parent_instance;

  CabinetCapabilityAnswer available;
  char *code;
  char *reason;
  char *target_id;          /* what changes of the kinds suspend and resume name as their target */
  gboolean immediate_only;  /* it begins now, no day can be chosen */
  gboolean open_ended;      /* no last day need be named */
  CabinetDate earliest;     /* first day that a block may begin on */
  gint64 min_days;          /* 0 = not told */
  gint64 max_days;          /* 0 = not told */
  gint64 days_left;         /* that can still be blocked; 0 = not told */
  CabinetMoney price_on;    /* taken once at its beginning; absent = not told */
  CabinetMoney price_day;   /* taken each day instead of the fees; absent = not told */
  CabinetMoney price_month; /* the same of a month; absent = not told */
  CabinetSuspensionState state;
  CabinetDate from;               /* of the block that is */
  CabinetDate to;                 /* its last day; absent = open */
  CabinetCapabilityAnswer resume; /* whether it can be taken back or ended now */
  char *resume_reason;
};

#define CABINET_TYPE_CARD_REQUEST (cabinet_card_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCardRequest, cabinet_card_request, CABINET, CARD_REQUEST, CabinetRecord)

/* A top-up card. */
struct _CabinetCardRequest
{
  CabinetRecord parent_instance;

  char *serial; /* NULL = the system asks for none */
  char *pin;    /* never logged */
};

G_END_DECLS
