/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The balance, until what day it lasts, and what else decides it. */
#define CABINET_TYPE_BALANCE_CARD (cabinet_balance_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetBalanceCard, cabinet_balance_card, CABINET, BALANCE_CARD, GtkWidget)

void cabinet_balance_card_show (CabinetBalanceCard *self, CabinetAccount *account);
void cabinet_balance_card_set_narrow (CabinetBalanceCard *self, gboolean narrow);

G_END_DECLS
