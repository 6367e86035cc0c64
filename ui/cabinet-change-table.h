/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* A contract before and after a change, side by side: only what changes carries a difference.
 *
 * Properties: stacked (what a row is about stands above its values: for large text). */
#define CABINET_TYPE_CHANGE_TABLE (cabinet_change_table_get_type ())
G_DECLARE_FINAL_TYPE (CabinetChangeTable, cabinet_change_table, CABINET, CHANGE_TABLE, GtkWidget)

GtkWidget *cabinet_change_table_new (void);
void cabinet_change_table_show (CabinetChangeTable *self, CabinetPlan *plan, CabinetChangeOutlook *outlook);
void cabinet_change_table_clear (CabinetChangeTable *self);

G_END_DECLS
