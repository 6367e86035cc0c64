/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* One search over the operations of all contracts of a household, but the hidden ones: a GListModel of
 * CabinetStatementRow, newest first, with a row for each month. Its rows have an account, its months sums of
 * each currency. Rows are made on demand; what is found is counted in threads of the archive. Follows the
 * ledgers and the household. Without a text there are no rows.
 *
 * Property: searching (a text is being looked for; the rows are those of the one before, or its own without
 * sums). Signal: found () after the rows, or what is told of them, became others. */
#define CABINET_TYPE_HOUSEHOLD_SEARCH (cabinet_household_search_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdSearch, cabinet_household_search, CABINET, HOUSEHOLD_SEARCH, GObject)

CabinetHouseholdSearch *cabinet_household_search_new (CabinetHousehold *household);
void cabinet_household_search_set_text (CabinetHouseholdSearch *self, const char *text);
/* Of the rows; nullable: nothing was looked for. */
const char *cabinet_household_search_get_text (CabinetHouseholdSearch *self);
gboolean cabinet_household_search_get_searching (CabinetHouseholdSearch *self);
guint cabinet_household_search_get_n_operations (CabinetHouseholdSearch *self);
/* In how many contracts they are. */
guint cabinet_household_search_get_n_contracts (CabinetHouseholdSearch *self);
/* How many contracts could not be read: what may be in them is not counted. */
guint cabinet_household_search_get_n_unread (CabinetHouseholdSearch *self);
gboolean cabinet_household_search_add_up (CabinetHouseholdSearch *self, GArray **charged, GArray **credited);
/* Whether any operation of these contracts is archived, whatever the text. */
gboolean cabinet_household_search_has_operations (CabinetHouseholdSearch *self);

G_END_DECLS
