/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household-outlook.h"

G_BEGIN_DECLS

/* What calls for attention in the household: contracts that could not be refreshed, why and since when,
 * unread messages, works; each with the way to act. Hidden while there is nothing.
 *
 * Signal: chosen (account, page): "support", "news", or "sign-in" for signing in again. */
#define CABINET_TYPE_HOUSEHOLD_CALLS (cabinet_household_calls_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdCalls, cabinet_household_calls, CABINET, HOUSEHOLD_CALLS, GtkBox)

/* @events: (element-type CabinetHouseholdEvent): of the coming days. */
void cabinet_household_calls_show (CabinetHouseholdCalls *self, GListModel *accounts, GPtrArray *events);

G_END_DECLS
