/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-statement-fold.h"
#include "cabinet-statement-pages.h"

G_BEGIN_DECLS

/* A month; all operations in one, if they are not in the order of time. */
typedef struct
{
  CabinetLedgerMonth sums;
  guint start;                /* position of the first row */
  guint n_rows;               /* with its head */
  CabinetStatementFold *fold; /* NULL = each operation is a row */
  CabinetStatementRow *head;  /* NULL until it is asked for */
} CabinetStatementSection;

struct _CabinetStatementPages
{
  CabinetStatementView view; /* what it points to is a copy here */
  GArray *lines;             /* of CabinetLedgerLine, in the order of the rows; NULL by date */
  GArray *sections;          /* of CabinetStatementSection, in the order of the rows */
  guint n_rows;
  GQueue windows; /* of operations that were read, last used first */
};

CabinetStatementSection *cabinet_statement_pages_get_section (CabinetStatementPages *self, guint index);
/* (nullable) */
CabinetStatementSection *cabinet_statement_pages_find_month (CabinetStatementPages *self, CabinetDate month);
/* After any change of the sections. */
void cabinet_statement_pages_lay_out (CabinetStatementPages *self);
/* Folds what is shown first, if it is not too much. */
void cabinet_statement_pages_fold_first (CabinetStatementPages *self);
/* The section where @position is; there must be one. */
guint cabinet_statement_pages_find_section (CabinetStatementPages *self, guint position);
/* @row: after the head */
CabinetStatementSlot
cabinet_statement_pages_get_slot (CabinetStatementPages *self, CabinetStatementSection *section, guint row);
/* (transfer full) */
CabinetOperation *cabinet_statement_pages_dup_operation (CabinetStatementPages *self,
                                                         CabinetStatementSection *section,
                                                         guint offset);
/* Puts lines, newest first, in the order of the rows (cabinet-statement-order.c). */
void cabinet_statement_sort_lines (GArray *lines, CabinetStatementOrder order, gboolean ascending);

G_END_DECLS
