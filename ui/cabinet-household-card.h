/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household-outlook.h"

G_BEGIN_DECLS

/* What the household must pay, to whom first, and the nearest dates.
 *
 * Signals: pay (account) when a person wants to pay the contract that comes first; chosen (account) when a
 * date's contract is wanted. */
#define CABINET_TYPE_HOUSEHOLD_CARD (cabinet_household_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdCard, cabinet_household_card, CABINET, HOUSEHOLD_CARD, GtkWidget)

void cabinet_household_card_show (CabinetHouseholdCard *self, CabinetHouseholdDue *due, GPtrArray *events);
void cabinet_household_card_set_narrow (CabinetHouseholdCard *self, gboolean narrow);

G_END_DECLS
