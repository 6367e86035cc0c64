/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household.h"
#include "cabinet-notice.h"

G_BEGIN_DECLS

/**
 * CabinetHouseholdDue:
 *
 * What contracts must be paid, over all of them. Guests, hidden contracts and, beside real ones,
 * demonstrations do not count.
 */
typedef struct
{
  GArray *sums;          /* (element-type CabinetMoney): one for each currency, of what each contract shows */
  GArray *balances;      /* (element-type CabinetMoney): likewise, of what each has today */
  guint n_counted;       /* contracts that count */
  guint n_due;           /* contracts that have something to pay */
  guint n_unknown;       /* contracts of which nobody knows it */
  CabinetAccount *first; /* the one to be paid first; NULL = none */
  gboolean overdue;      /* its day has passed, or it is in debt */
} CabinetHouseholdDue;

CabinetHouseholdDue *cabinet_household_due_new (GListModel *accounts);
void cabinet_household_due_free (CabinetHouseholdDue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetHouseholdDue, cabinet_household_due_free)

typedef enum
{
  CABINET_HOUSEHOLD_EVENT_DEBT,     /* today */
  CABINET_HOUSEHOLD_EVENT_LINE,     /* the line's state changes, as was said in advance (E2) */
  CABINET_HOUSEHOLD_EVENT_WORKS,    /* works or an outage, announced; today if they go on */
  CABINET_HOUSEHOLD_EVENT_CHARGE,   /* what is taken on that day; not told of what is taken every day */
  CABINET_HOUSEHOLD_EVENT_SHORTAGE, /* the first day that the money does not cover */
} CabinetHouseholdEventKind;

/* A day on which something happens to a contract, in the contract's zone. */
typedef struct
{
  CabinetHouseholdEventKind kind;
  CabinetDate on;
  CabinetAccount *account;
  CabinetMoney amount;   /* of a charge, negative */
  CabinetNotice *notice; /* of works; else NULL */
} CabinetHouseholdEvent;

/* (transfer full) (element-type CabinetHouseholdEvent): of the coming @days, nearest first. */
GPtrArray *cabinet_household_list_events (GListModel *accounts, int days);
char *cabinet_household_event_dup_words (CabinetHouseholdEvent *event);

G_END_DECLS
