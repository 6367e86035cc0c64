/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* The operations of a statement under a head that names the columns, or the words that stand in their place.
 *
 * Signals: selection-changed (), activated (): a row is to be looked at closely; it is the one selected. */
#define CABINET_TYPE_STATEMENT_TABLE (cabinet_statement_table_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementTable, cabinet_statement_table, CABINET, STATEMENT_TABLE, GtkWidget)

void cabinet_statement_table_set_statement (CabinetStatementTable *self,
                                            CabinetStatement *statement,
                                            CabinetAccount *account);
void cabinet_statement_table_set_compact (CabinetStatementTable *self, gboolean compact);
void cabinet_statement_table_update (CabinetStatementTable *self, gboolean filtered);
CabinetOperation *cabinet_statement_table_get_chosen (CabinetStatementTable *self);
void cabinet_statement_table_unselect (CabinetStatementTable *self);
void cabinet_statement_table_scroll_to_top (CabinetStatementTable *self);
void cabinet_statement_table_focus (CabinetStatementTable *self);

G_END_DECLS
