/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* The promised payment (F17, F18) and the voluntary block (G8) of a contract: what can be had, or why not,
 * and what is. Hidden while the provider offers neither.
 *
 * Signals: chosen (CabinetChangeRequest *request, const char *title) when the person wants to know what it
 * would do; nothing is ordered here. */
#define CABINET_TYPE_OFFER_CARDS (cabinet_offer_cards_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOfferCards, cabinet_offer_cards, CABINET, OFFER_CARDS, GtkWidget)

/* @plan: (nullable) */
void cabinet_offer_cards_show (CabinetOfferCards *self, CabinetPlan *plan);

G_END_DECLS
