/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"

G_BEGIN_DECLS

/* As many months as a year has stand beside each other. */
#define CABINET_SPENDING_MONTHS 12

typedef struct
{
  CabinetDate month;
  CabinetMoney charged; /* how much: not below zero */
} CabinetSpendingMonth;

typedef struct
{
  char *name; /* NULL = operations that name no service */
  guint count;
  CabinetMoney charged; /* how much: above zero */
} CabinetSpendingService;

/* What a contract was charged (E11): month by month for a year that ends with the period shown, and service
 * by service for a month or for the whole period.
 *
 * Charged is the sum of all that is below zero, corrections too; what is above zero (payments, refunds,
 * corrections in favour of the subscriber) is never taken off it. So the services of a month add up to what
 * the statement says is charged in it. Operations that were withdrawn do not count.
 *
 * Follows the account's ledger. Months come from what the archive keeps of them, at once; services are added
 * up in a thread of their own and kept until the ledger changes.
 *
 * Signals: months-changed (), also when another month is chosen; services-changed (). */
#define CABINET_TYPE_SPENDING (cabinet_spending_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSpending, cabinet_spending, CABINET, SPENDING, GObject)

CabinetSpending *cabinet_spending_new (CabinetAccount *account);
CabinetAccount *cabinet_spending_get_account (CabinetSpending *self);
void cabinet_spending_set_period (CabinetSpending *self, CabinetDate from, CabinetDate to); /* none = open */
void cabinet_spending_choose (CabinetSpending *self, CabinetDate month);                    /* none = all */
CabinetDate cabinet_spending_get_chosen (CabinetSpending *self);
void cabinet_spending_get_chosen_days (CabinetSpending *self, CabinetDate *from, CabinetDate *to);
gboolean cabinet_spending_is_narrow (CabinetSpending *self); /* the period is the chosen month, whole */

/* Of CabinetSpendingMonth, oldest first, none left out. (transfer none) */
GArray *cabinet_spending_get_months (CabinetSpending *self);
gboolean cabinet_spending_has_month (CabinetSpending *self, CabinetDate month); /* within the period */
CabinetMoney cabinet_spending_get_average (CabinetSpending *self);
/* Of CabinetSpendingService, dearest first; NULL = not known yet. (transfer none) (nullable) */
GPtrArray *cabinet_spending_get_services (CabinetSpending *self, CabinetDate *month);

G_END_DECLS
