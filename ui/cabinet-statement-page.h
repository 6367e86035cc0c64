/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* All operations of a contract: any period and side, search, totals, details.
 *
 * Properties: account (nullable), narrow, side ("all", "charges", "payments").
 * Actions: statement.side(s), statement.clear, statement.search, statement.back, statement.copy,
 * statement.pick, statement.unselect, statement.export(s), statement.print. */
#define CABINET_TYPE_STATEMENT_PAGE (cabinet_statement_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetStatementPage, cabinet_statement_page, CABINET, STATEMENT_PAGE, CabinetContractPage)

GtkWidget *cabinet_statement_page_new (CabinetAccount *account);
CabinetStatement *cabinet_statement_page_get_statement (CabinetStatementPage *self);
void cabinet_statement_page_bind_settings (CabinetStatementPage *self, GSettings *settings);
void cabinet_statement_page_focus_search (CabinetStatementPage *self);
void cabinet_statement_page_show_operation (CabinetStatementPage *self,
                                            CabinetOperation *operation,
                                            const char *text);
gboolean cabinet_statement_page_step_back (CabinetStatementPage *self);

G_END_DECLS
