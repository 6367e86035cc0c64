/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-statement-columns.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* The table's head: names the columns and sorts by them. Uses the actions of the table: table.sort(s) with
 * "date", "title" or "amount"; table.balance, table.service. */
#define CABINET_TYPE_STATEMENT_HEAD (cabinet_statement_head_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatementHead, cabinet_statement_head, CABINET, STATEMENT_HEAD, GtkWidget)

GtkWidget *cabinet_statement_head_new (void);
void cabinet_statement_head_set_order (CabinetStatementHead *self,
                                       CabinetStatementOrder order,
                                       gboolean ascending);
void cabinet_statement_head_set_columns (CabinetStatementHead *self, CabinetStatementColumns columns);

G_END_DECLS
