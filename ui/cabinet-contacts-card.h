/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The provider's phones; hidden if there are none. */
#define CABINET_TYPE_CONTACTS_CARD (cabinet_contacts_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContactsCard, cabinet_contacts_card, CABINET, CONTACTS_CARD, GtkWidget)

void cabinet_contacts_card_show (CabinetContactsCard *self, CabinetAccount *account);

G_END_DECLS
