/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-statement-columns.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* One row of the statement, of any kind; it is reused for many rows. Has columns where it is wide enough, two
 * lines where it is not: by its own width, so that nobody has to tell it.
 *
 * Signal: toggled (): the arrow of a run was pressed. */
#define CABINET_TYPE_STATEMENT_ROW_VIEW (cabinet_statement_row_view_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetStatementRowView, cabinet_statement_row_view, CABINET, STATEMENT_ROW_VIEW, GtkWidget)

GtkWidget *cabinet_statement_row_view_new (void);
void cabinet_statement_row_view_set_row (CabinetStatementRowView *self,
                                         CabinetStatementRow *row,
                                         CabinetStatementColumns columns,
                                         CabinetDate today);
CabinetStatementRow *cabinet_statement_row_view_get_row (CabinetStatementRowView *self);

G_END_DECLS
