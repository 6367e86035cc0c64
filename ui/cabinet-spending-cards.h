/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* Two cards: what was charged by month, and by service in the month that is chosen or in the whole period.
 * Hidden while there is nothing to tell, or no room.
 *
 * Signals: days-wanted (from, to), service-wanted (name, "" = without one): to be shown in the
 * statement. */
#define CABINET_TYPE_SPENDING_CARDS (cabinet_spending_cards_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSpendingCards, cabinet_spending_cards, CABINET, SPENDING_CARDS, GtkWidget)

void cabinet_spending_cards_set_account (CabinetSpendingCards *self, CabinetAccount *account);
void cabinet_spending_cards_set_period (CabinetSpendingCards *self, CabinetDate from, CabinetDate to);
void cabinet_spending_cards_set_room (CabinetSpendingCards *self, gboolean compact, gboolean low);

G_END_DECLS
