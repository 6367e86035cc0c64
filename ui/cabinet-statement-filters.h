/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-statement.h"

G_BEGIN_DECLS

/* The bar above the operations: which of them are wanted. Puts what is chosen into the statement it is given.
 * Its buttons use the actions of the page: statement.side, statement.print, statement.export.
 *
 * Properties: side ("all", "charges", "payments"), order (as the table's, for where the table has no head).
 * Signals: changed (), left (): from the entry to the rows. */
#define CABINET_TYPE_STATEMENT_FILTERS (cabinet_statement_filters_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetStatementFilters, cabinet_statement_filters, CABINET, STATEMENT_FILTERS, GtkWidget)

void cabinet_statement_filters_set_statement (CabinetStatementFilters *self, CabinetStatement *statement);
void cabinet_statement_filters_set_compact (CabinetStatementFilters *self, gboolean compact);
void cabinet_statement_filters_set_today (CabinetStatementFilters *self, CabinetDate today);
const char *cabinet_statement_filters_get_side (CabinetStatementFilters *self);
void cabinet_statement_filters_set_side (CabinetStatementFilters *self, const char *side);
void cabinet_statement_filters_set_days (CabinetStatementFilters *self, CabinetDate from, CabinetDate to);
void cabinet_statement_filters_get_days (CabinetStatementFilters *self, CabinetDate *from, CabinetDate *to);
void cabinet_statement_filters_set_text (CabinetStatementFilters *self, const char *text);
void cabinet_statement_filters_set_service (CabinetStatementFilters *self, const char *service);
gboolean cabinet_statement_filters_get_any (CabinetStatementFilters *self);
void cabinet_statement_filters_clear (CabinetStatementFilters *self);
void cabinet_statement_filters_focus_search (CabinetStatementFilters *self);

G_END_DECLS
