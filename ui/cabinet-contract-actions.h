/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* What a person can do with a contract as an entry of this computer. */
void cabinet_contract_rename (GtkWindow *parent, CabinetAccount *account);
void cabinet_contract_hide (GtkWindow *parent, CabinetAccount *account);
void cabinet_contract_unhide (GtkWindow *parent, CabinetAccount *account);
void cabinet_contract_set_web_forms (GtkWindow *parent, CabinetAccount *account, gboolean web_forms);
void cabinet_contract_remove (GtkWindow *parent, CabinetHousehold *household, CabinetAccount *account);
void cabinet_contract_unlock_keyring (GtkWindow *parent, CabinetHousehold *household);

G_END_DECLS
