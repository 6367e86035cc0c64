/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-statement-page.h"
#include "page-fixture.h"

G_BEGIN_DECLS

#define STATEMENT_NOW "2026-11-21T09:00:00Z"

/* A page over an archive that was read from a demo. */
CabinetStatementPage *statement_show (PageFixture *fixture, CabinetAccount *account, int width);
void statement_finish (PageFixture *fixture, CabinetStatementPage *page);
GListModel *statement_get_rows (CabinetStatementPage *page);

/* The first row that is an operation, or a run, with that sign. */
guint statement_find_operation (GListModel *rows, int sign);
/* As a press of Enter on the row would. */
void statement_activate (CabinetStatementPage *page, guint position);
/* As a press with Ctrl, or with Shift, would. */
void statement_select (CabinetStatementPage *page, guint position, gboolean modify, gboolean extend);
/* What is pressed may be on its way. */
GtkWidget *statement_wait_for_button (CabinetStatementPage *page, const char *label);
void statement_press (CabinetStatementPage *page, const char *label);
/* What the clipboard holds. (transfer full) */
char *statement_dup_copied (CabinetStatementPage *page);

G_END_DECLS
