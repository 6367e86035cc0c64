/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* What calls for attention in the household: contracts that could not be refreshed, why and since when, and
 * unread messages; each with the way to act. Hidden while there is nothing.
 *
 * Signal: chosen (account, page): "support", or "sign-in" for signing in again. */
#define CABINET_TYPE_HOUSEHOLD_CALLS (cabinet_household_calls_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdCalls, cabinet_household_calls, CABINET, HOUSEHOLD_CALLS, GtkBox)

void cabinet_household_calls_show (CabinetHouseholdCalls *self, GListModel *accounts);

G_END_DECLS
