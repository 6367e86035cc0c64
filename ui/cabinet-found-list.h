/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household-search.h"

G_BEGIN_DECLS

/* What a search over all contracts has found: how much it is, and its operations, each with its contract; or
 * why there is nothing.
 *
 * Actions: found.copy. Signals: shown () after there is something to see of what is searched for; chosen
 * (account, operation, text): that operation of that contract, found by that text, is to be shown. */
#define CABINET_TYPE_FOUND_LIST (cabinet_found_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetFoundList, cabinet_found_list, CABINET, FOUND_LIST, GtkWidget)

void cabinet_found_list_set_household (CabinetFoundList *self, CabinetHousehold *household);
void cabinet_found_list_set_text (CabinetFoundList *self, const char *text);
void cabinet_found_list_focus (CabinetFoundList *self);

G_END_DECLS
