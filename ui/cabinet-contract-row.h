/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* A contract in the list at the left. */
#define CABINET_TYPE_CONTRACT_ROW (cabinet_contract_row_get_type ())
G_DECLARE_FINAL_TYPE (CabinetContractRow, cabinet_contract_row, CABINET, CONTRACT_ROW, GtkListBoxRow)

GtkWidget *cabinet_contract_row_new (CabinetAccount *account);
CabinetAccount *cabinet_contract_row_get_account (CabinetContractRow *self);

G_END_DECLS
