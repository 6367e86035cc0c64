/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* What a payment would change, before it is made: the balance, the date, the debt, the speed, what is taken.
 */
#define CABINET_TYPE_EFFECT_CARD (cabinet_effect_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetEffectCard, cabinet_effect_card, CABINET, EFFECT_CARD, GtkWidget)

void cabinet_effect_card_show (CabinetEffectCard *self,
                               CabinetAccount *account,
                               CabinetPaymentMethod *method /* nullable */,
                               const CabinetMoney *amount);

G_END_DECLS
