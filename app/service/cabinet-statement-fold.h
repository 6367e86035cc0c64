/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-stored.h"

G_BEGIN_DECLS

/* How the operations of a month fold: charges with one title and service, between two operations that are no
 * charges, are a run, which stands where its newest one does. Offsets count operations, newest first. */
typedef struct _CabinetStatementFold CabinetStatementFold;

typedef struct
{
  guint first;   /* offset of its newest charge */
  guint last;    /* of its oldest */
  guint count;   /* 2 or more; between them there may be others */
  gint64 oldest; /* the place of its oldest charge, by which it is known again */
  gint64 amount;
  gboolean open;
} CabinetStatementRun;

/* What a row of the month shows. */
typedef struct
{
  guint offset;                   /* of the operation; of a run: its newest */
  const CabinetStatementRun *run; /* NULL = the operation itself */
  gboolean within;                /* it is one of an open run */
} CabinetStatementSlot;

/* @lines: newest first. @opened: a set of places of oldest charges: those runs are open. @ascending: rows go
 * from old to new; a run's own row stays before those of its operations. */
CabinetStatementFold *
cabinet_statement_fold_new (const CabinetLedgerLine *lines, guint n, GHashTable *opened, gboolean ascending);
void cabinet_statement_fold_free (CabinetStatementFold *self);
guint cabinet_statement_fold_get_n_rows (CabinetStatementFold *self);
CabinetStatementSlot cabinet_statement_fold_get_slot (CabinetStatementFold *self, guint row);
/* Opens or closes the run at @row; NULL if there is none. */
const CabinetStatementRun *cabinet_statement_fold_toggle (CabinetStatementFold *self, guint row);
/* The operation of @run after that at @offset, which is before its last. */
guint cabinet_statement_fold_next (CabinetStatementFold *self, const CabinetStatementRun *run, guint offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetStatementFold, cabinet_statement_fold_free)

G_END_DECLS
