/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* The ways to pay, one of which is chosen; one that is not possible now says why (F1-F4, F11, F15).
 *
 * Signal: changed (): another way was chosen by the person. */
#define CABINET_TYPE_PAYMENT_WAYS (cabinet_payment_ways_get_type ())
G_DECLARE_FINAL_TYPE (CabinetPaymentWays, cabinet_payment_ways, CABINET, PAYMENT_WAYS, GtkWidget)

void cabinet_payment_ways_show (CabinetPaymentWays *self, CabinetTopUps *top_ups);
void cabinet_payment_ways_forget (CabinetPaymentWays *self);
CabinetPaymentMethod *cabinet_payment_ways_get_method (CabinetPaymentWays *self); /* nullable */

G_END_DECLS
