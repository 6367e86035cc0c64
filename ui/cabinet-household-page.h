/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* All contracts at once: who must be paid, how much, by when; and the way to act on any of them.
 *
 * Property: folded (the list of contracts is a page of its own: a way back is shown). Signals: chosen
 * (account, page): a contract is to be shown; page: "overview", "top-up" (with the sum that is due),
 * "tariff", "support", "news", "sign-in" or NULL = the one it was on; found (account, operation, text): an
 * operation that the search for @text found is to be shown. Action: household.leave-search. */
#define CABINET_TYPE_HOUSEHOLD_PAGE (cabinet_household_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdPage, cabinet_household_page, CABINET, HOUSEHOLD_PAGE, GtkWidget)

GtkWidget *cabinet_household_page_new (CabinetHousehold *household);
void cabinet_household_page_find (CabinetHouseholdPage *self);
gboolean cabinet_household_page_step_back (CabinetHouseholdPage *self);
void cabinet_household_page_expect_width (CabinetHouseholdPage *self, int width);

G_END_DECLS
