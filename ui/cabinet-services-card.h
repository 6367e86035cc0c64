/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* What is connected, whether it works, and the next charge. */
#define CABINET_TYPE_SERVICES_CARD (cabinet_services_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetServicesCard, cabinet_services_card, CABINET, SERVICES_CARD, GtkWidget)

void cabinet_services_card_show (CabinetServicesCard *self, CabinetAccount *account);

G_END_DECLS
