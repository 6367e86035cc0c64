/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The sum to pay and how it adds up. Property: expanded. */
#define CABINET_TYPE_DUE_CARD (cabinet_due_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDueCard, cabinet_due_card, CABINET, DUE_CARD, GtkWidget)

void cabinet_due_card_show (CabinetDueCard *self, CabinetAccount *account);
void cabinet_due_card_set_expanded (CabinetDueCard *self, gboolean expanded);

G_END_DECLS
