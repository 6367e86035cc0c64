/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-operation-text.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* What the rows of a statement say. All strings are (transfer full); @today gives what "this year" is. */
char *cabinet_statement_row_dup_date (CabinetStatementRow *row, CabinetDate today);
char *cabinet_statement_row_dup_title (CabinetStatementRow *row);
char *cabinet_statement_row_dup_details (CabinetStatementRow *row, gboolean with_service);
char *cabinet_statement_row_dup_date_and_details (CabinetStatementRow *row, CabinetDate today);
char *cabinet_statement_row_dup_totals (CabinetStatementRow *row, gboolean with_words);
char *cabinet_statement_row_dup_spoken (CabinetStatementRow *row, CabinetDate today);
const CabinetMoney *cabinet_statement_row_get_amount (CabinetStatementRow *row);

gboolean cabinet_statement_rows_have_head (GListModel *rows, guint position);
gboolean cabinet_statement_rows_have_balances (GListModel *rows);

char *cabinet_statement_row_dup_facts (CabinetStatementRow *row);
const char *cabinet_operation_get_icon_name (CabinetOperation *operation);

G_END_DECLS
