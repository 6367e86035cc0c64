/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* Names the contract above every page, and says when it was read. When narrow, the name is in the header
 * and only the time of reading stays. Properties: account (nullable), narrow. */
#define CABINET_TYPE_CONTRACT_BAR (cabinet_contract_bar_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContractBar, cabinet_contract_bar, CABINET, CONTRACT_BAR, GtkWidget)

void cabinet_contract_bar_set_account (CabinetContractBar *self, CabinetAccount *account);

G_END_DECLS
