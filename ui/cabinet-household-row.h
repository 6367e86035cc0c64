/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The columns that are as wide in each row. */
typedef enum
{
  CABINET_HOUSEHOLD_COLUMN_STATE,
  CABINET_HOUSEHOLD_COLUMN_BALANCE,
  CABINET_HOUSEHOLD_COLUMN_DUE,
  CABINET_HOUSEHOLD_COLUMN_PAY,
  CABINET_HOUSEHOLD_COLUMN_MENU,
  CABINET_HOUSEHOLD_N_COLUMNS,
} CabinetHouseholdColumn;

/* A contract on the page of all contracts: its state, what it has, what is to be paid and by when.
 *
 * Property: narrow (two lines, no button). Signals: act (what) when a person asks for something: "open",
 * "pay", "resume", "write", "move-up", "move-down", "rename", "hide", "unhide", "remove"; dropped (account)
 * when another contract is to stand here. */
#define CABINET_TYPE_HOUSEHOLD_ROW (cabinet_household_row_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHouseholdRow, cabinet_household_row, CABINET, HOUSEHOLD_ROW, GtkListBoxRow)

GtkWidget *cabinet_household_row_new (CabinetAccount *account, GtkSizeGroup *const *columns);
CabinetAccount *cabinet_household_row_get_account (CabinetHouseholdRow *self);
/* Where it stands: the outermost cannot be moved on; to be paid first = its button calls for it. */
void cabinet_household_row_set_place (CabinetHouseholdRow *self, gboolean top, gboolean bottom);
void cabinet_household_row_set_urgent (CabinetHouseholdRow *self, gboolean urgent);

G_END_DECLS
