/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* What is shown of a ledger, and how. Nothing belongs to it. */
typedef struct
{
  CabinetArchive *archive;
  const char *account;
  const char *currency;
  const CabinetLedgerFilter *filter;
  CabinetStatementOrder order;
  gboolean ascending;
  gboolean heads;     /* each month begins with a row of its own; by date only */
  gboolean folded;    /* like charges are one row; by date only */
  GHashTable *opened; /* places of the oldest charges of open runs (gint64) */
} CabinetStatementView;

/* The rows of a statement as they stood at one moment: the months' counts, or the keys of an order that is
 * not by date, in memory; the operations read in windows when they are asked for. A value but for its folds:
 * a change makes a new one. */
typedef struct _CabinetStatementPages CabinetStatementPages;

CabinetStatementPages *cabinet_statement_pages_new (const CabinetStatementView *view,
                                                    GArray *months,
                                                    GArray *lines,
                                                    CabinetStatementPages *old);
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

/* FALSE if all that folds is folded; else the days of the rest. */
gboolean
cabinet_statement_pages_get_unfolded (CabinetStatementPages *self, CabinetDate *from, CabinetDate *to);
/* Rows from position on change, as in items-changed; FALSE if none do. */
gboolean cabinet_statement_pages_fold (
  CabinetStatementPages *self, GArray *lines, guint *position, guint *removed, guint *added);
gboolean
cabinet_statement_pages_toggle (CabinetStatementPages *self, guint position, guint *removed, guint *added);

gboolean cabinet_statement_pages_add_up (CabinetStatementPages *self,
                                         const CabinetStatementRange *ranges,
                                         guint n_ranges,
                                         CabinetStatementSum *sum);
char *cabinet_statement_pages_dup_text (CabinetStatementPages *self,
                                        const CabinetStatementRange *ranges,
                                        guint n_ranges);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetStatementPages, cabinet_statement_pages_free)

G_END_DECLS
