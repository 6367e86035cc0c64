/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-overview.h"
#include "cabinet-record.h"

G_BEGIN_DECLS

/* What is changed. */
typedef enum
{
  CABINET_CHANGE_KIND_UNKNOWN,
  CABINET_CHANGE_KIND_TARIFF,
  CABINET_CHANGE_KIND_SERVICE_ON,
  CABINET_CHANGE_KIND_SERVICE_OFF,
  CABINET_CHANGE_KIND_PROMISE,  /* a promised payment is taken (F17) */
  CABINET_CHANGE_KIND_SUSPEND,  /* a voluntary block (F18, G8) */
  CABINET_CHANGE_KIND_RESUME,   /* ends one, or takes back one that has not begun */
  CABINET_CHANGE_KIND_ACTIVATE, /* the first day of a contract that waits for it */
} CabinetChangeKind;

#define CABINET_TYPE_CHANGE_KIND (cabinet_change_kind_get_type ())
GType cabinet_change_kind_get_type (void);

/* When a change begins to act (G4). */
typedef enum
{
  CABINET_CHANGE_WHEN_UNKNOWN,
  CABINET_CHANGE_WHEN_NOW,
  CABINET_CHANGE_WHEN_NEXT_PERIOD,
  CABINET_CHANGE_WHEN_DATE,
} CabinetChangeWhen;

#define CABINET_TYPE_CHANGE_WHEN (cabinet_change_when_get_type ())
GType cabinet_change_when_get_type (void);

/* How far a change is. */
typedef enum
{
  CABINET_CHANGE_STATE_UNKNOWN,
  CABINET_CHANGE_STATE_ORDERED,
  CABINET_CHANGE_STATE_PENDING,
  CABINET_CHANGE_STATE_DONE,
  CABINET_CHANGE_STATE_REFUSED,
  CABINET_CHANGE_STATE_CANCELLED,
} CabinetChangeState;

#define CABINET_TYPE_CHANGE_STATE (cabinet_change_state_get_type ())
GType cabinet_change_state_get_type (void);

#define CABINET_TYPE_CHANGE_REQUEST (cabinet_change_request_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangeRequest, cabinet_change_request, CABINET, CHANGE_REQUEST, CabinetRecord)

/* A change that is wanted: for a preview, and with its token to be ordered. */
struct _CabinetChangeRequest
{
  CabinetRecord parent_instance;

  CabinetChangeKind kind;
  char *target_id; /* of the tariff or the service, or as the offer names it */
  CabinetChangeWhen when;
  CabinetDate date;    /* with when = date */
  CabinetDate from;    /* of a block: its first day; none = at once */
  CabinetDate to;      /* its last day; none = open */
  char *preview_token; /* what was confirmed; required to order */
  char *confirmation;  /* proof of the person, where the preview asks for it (L4) */
};

#define CABINET_TYPE_CHANGE_PREVIEW (cabinet_change_preview_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangePreview, cabinet_change_preview, CABINET, CHANGE_PREVIEW, CabinetRecord)

/* What a change will do, before anything is sent (G3). */
struct _CabinetChangePreview
{
  CabinetRecord parent_instance;

  char *token; /* an order quotes it; it serves for this very change only */
  CabinetInstant expires_at;
  char *title;              /* of what is changed to */
  CabinetDate effective_on; /* the first day */
  CabinetMoney cost_now;    /* taken at once, 0 or more */
  CabinetMoney fee_before;  /* of a calendar month, all services */
  CabinetMoney fee_after;
  CabinetMoney due_before; /* the sum to pay now */
  CabinetMoney due_after;  /* and with the change */
  GListStore
    *services_after;   /* connected from effective_on on: rule, fees and balance give the new run-out date */
  GListStore *charges; /* what is taken because of the change */
  CabinetDate ends_on; /* the last day of what is limited in time */
  char **ends;         /* titles of services that end with it */
  char *notes;
  CabinetDate can_cancel_until;
  CabinetDate back_from;        /* the first day on which it could be changed back */
  gboolean confirmation_needed; /* the person must prove who he is (L4) */
};

#define CABINET_TYPE_CHANGE (cabinet_change_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChange, cabinet_change, CABINET, CHANGE, CabinetRecord)

/* A change that was ordered. */
struct _CabinetChange
{
  CabinetRecord parent_instance;

  char *id;
  char *key; /* the client's, if it was made by a client */
  CabinetChangeKind kind;
  char *target_id;
  char *title;
  CabinetChangeState state;
  CabinetDate effective_on;
  CabinetInstant ordered_at;
  CabinetInstant done_at;
  CabinetMoney charged; /* what it has cost */
  gboolean can_cancel;
  char *code;   /* why it was refused, as a word */
  char *reason; /* in words */
};

#define CABINET_TYPE_PENDING_CHANGE (cabinet_pending_change_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPendingChange, cabinet_pending_change, CABINET, PENDING_CHANGE, CabinetRecord)

/* A change that does not act yet, as the overview tells it: what it makes of the fees (G3, G4). */
struct _CabinetPendingChange
{
  CabinetRecord parent_instance;

  char *id; /* of the change */
  CabinetChangeKind kind;
  char *title;
  CabinetDate effective_on; /* none = not known */
  GListStore *services;     /* of CabinetServiceLine: all that is connected from that day on */
};

#define CABINET_TYPE_CHANGE_LIST (cabinet_change_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangeList, cabinet_change_list, CABINET, CHANGE_LIST, CabinetRecord)

/* Changes of a contract, newest first. */
struct _CabinetChangeList
{
  CabinetRecord parent_instance;

  GListStore *changes;
  char *next; /* cursor */
};

#define CABINET_TYPE_CONFIRMATION_REQUEST (cabinet_confirmation_request_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetConfirmationRequest, cabinet_confirmation_request, CABINET, CONFIRMATION_REQUEST, CabinetRecord)

/* The password once more, before a risky change (L4). */
struct _CabinetConfirmationRequest
{
  CabinetRecord parent_instance;

  char *secret;
};

#define CABINET_TYPE_CONFIRMATION (cabinet_confirmation_get_type ())
G_DECLARE_FINAL_TYPE (CabinetConfirmation, cabinet_confirmation, CABINET, CONFIRMATION, CabinetRecord)

/* Proof of the person, for some minutes. */
struct _CabinetConfirmation
{
  CabinetRecord parent_instance;

  char *confirmation;
  CabinetInstant expires_at;
};

G_END_DECLS
