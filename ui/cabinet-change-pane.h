/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* What a chosen change does to a contract, and the button that orders it. Nothing is sent before that button
 * was pressed; nothing is said to be done before a read shows it.
 *
 * Properties: narrow (takes all the height: the buttons stand at the bottom), busy (read-only: an order is on
 * its way, so nothing else may be chosen). Signals: closed () when the choice is to be dropped; settled ()
 * when it was ordered, with whatever outcome, so that it is a choice no more. */
#define CABINET_TYPE_CHANGE_PANE (cabinet_change_pane_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangePane, cabinet_change_pane, CABINET, CHANGE_PANE, GtkWidget)

void cabinet_change_pane_set_plan (CabinetChangePane *self, CabinetPlan *plan);
void cabinet_change_pane_choose_tariff (CabinetChangePane *self, CabinetTariff *tariff);
void cabinet_change_pane_choose_service (CabinetChangePane *self, CabinetService *service);
void
cabinet_change_pane_choose_offer (CabinetChangePane *self, CabinetChangeRequest *request, const char *title);
void cabinet_change_pane_clear (CabinetChangePane *self);
gboolean cabinet_change_pane_get_busy (CabinetChangePane *self);
gboolean cabinet_change_pane_tells_doubt (CabinetChangePane *self); /* of an order that is on its way */

G_END_DECLS
