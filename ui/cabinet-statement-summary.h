/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household-search.h"
#include "cabinet-state-page.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* What a statement comes to, and why it is empty. */
char *cabinet_statement_dup_summary (CabinetStatement *statement, CabinetAccount *account);
char *cabinet_household_search_dup_summary (CabinetHouseholdSearch *search);
char *cabinet_statement_sum_dup_words (const CabinetStatementSum *sum);
void cabinet_statement_explain_nothing (CabinetStatement *statement,
                                        CabinetAccount *account,
                                        gboolean filtered,
                                        CabinetStatePage *page);

/* "1 178": the thousands are parted as in a sum (transfer full). */
char *cabinet_number_format (gint64 number);

G_END_DECLS
