/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* The household: a list of contracts, and the way to add one.
 *
 * Property: folded (it is a page of its own). Signals: chosen (account) when a person opens a contract,
 * all-chosen () when the page of all contracts is wanted, which is offered from two contracts on. */
#define CABINET_TYPE_SIDEBAR (cabinet_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSidebar, cabinet_sidebar, CABINET, SIDEBAR, GtkWidget)

void cabinet_sidebar_set_household (CabinetSidebar *self, CabinetHousehold *household);
void cabinet_sidebar_set_selected (CabinetSidebar *self, CabinetAccount *account);
void cabinet_sidebar_set_all_selected (CabinetSidebar *self);
void cabinet_sidebar_focus_list (CabinetSidebar *self);

G_END_DECLS
