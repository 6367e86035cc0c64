/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* The operations of a statement under a head that names the columns, or the words that stand in their place.
 *
 * Properties: order ("date-descending", "title-ascending", "amount-…"), show-balance, show-service.
 * Actions: table.sort(s), table.balance, table.service.
 * Signals: selection-changed (), activated (): an operation is to be looked at closely; it is the one
 * selected. */
#define CABINET_TYPE_STATEMENT_TABLE (cabinet_statement_table_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementTable, cabinet_statement_table, CABINET, STATEMENT_TABLE, GtkWidget)

void cabinet_statement_table_set_statement (CabinetStatementTable *self,
                                            CabinetStatement *statement,
                                            CabinetAccount *account);
void cabinet_statement_table_set_compact (CabinetStatementTable *self, gboolean compact);
void cabinet_statement_table_update (CabinetStatementTable *self, gboolean filtered);
void cabinet_statement_table_set_picking (CabinetStatementTable *self, gboolean picking);
gboolean cabinet_statement_table_get_picking (CabinetStatementTable *self);
CabinetStatementRow *cabinet_statement_table_dup_chosen (CabinetStatementTable *self);
GArray *cabinet_statement_table_dup_ranges (CabinetStatementTable *self);
void cabinet_statement_table_choose (CabinetStatementTable *self, guint position);
void cabinet_statement_table_unselect (CabinetStatementTable *self);
void cabinet_statement_table_scroll_to_top (CabinetStatementTable *self);
void cabinet_statement_table_focus (CabinetStatementTable *self);

G_END_DECLS
