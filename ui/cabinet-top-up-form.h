/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* What to pay and how: sums with a meaning, ways with their limits, and what the sum will change. No field
 * for a card: that is the processor's page in the browser.
 *
 * Signal: created (CabinetTopUp): it is there, its page may be opened. */
#define CABINET_TYPE_TOP_UP_FORM (cabinet_top_up_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTopUpForm, cabinet_top_up_form, CABINET, TOP_UP_FORM, GtkWidget)

void cabinet_top_up_form_set_top_ups (CabinetTopUpForm *self, CabinetTopUps *top_ups /* nullable */);
void cabinet_top_up_form_update (CabinetTopUpForm *self);
void cabinet_top_up_form_set_narrow (CabinetTopUpForm *self, gboolean narrow);
/* Fills in a sum, as if it had been typed. */
void cabinet_top_up_form_set_amount (CabinetTopUpForm *self, const CabinetMoney *amount);
AdwBin *cabinet_top_up_form_get_end (CabinetTopUpForm *self);

G_END_DECLS
