/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* The rows of a statement as they stood at one moment: the months' counts in memory, the operations read in
 * windows when they are asked for. A value: a change makes a new one. */
typedef struct _CabinetStatementPages CabinetStatementPages;

CabinetStatementPages *cabinet_statement_pages_new (CabinetArchive *archive,
                                                    const char *account,
                                                    const char *currency,
                                                    const CabinetLedgerFilter *filter,
                                                    GArray *months,
                                                    gboolean heads);
void cabinet_statement_pages_free (CabinetStatementPages *self);
guint cabinet_statement_pages_get_n_rows (CabinetStatementPages *self);
guint cabinet_statement_pages_get_n_operations (CabinetStatementPages *self);
CabinetMoney cabinet_statement_pages_get_charged (CabinetStatementPages *self);
CabinetMoney cabinet_statement_pages_get_credited (CabinetStatementPages *self);
CabinetStatementRow *cabinet_statement_pages_get_row (CabinetStatementPages *self, guint position);
void cabinet_statement_pages_compare (CabinetStatementPages *old,
                                      CabinetStatementPages *now,
                                      guint *start,
                                      guint *tail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetStatementPages, cabinet_statement_pages_free)

G_END_DECLS
