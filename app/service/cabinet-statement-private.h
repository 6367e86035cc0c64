/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement-pages.h"

G_BEGIN_DECLS

/* Positions are reckoned from the months' counts; operations are read when somebody looks at them. */
struct _CabinetStatement
{
  GObject parent_instance;

  CabinetAccount *account;
  CabinetLedgerFilter filter;
  char *service; /* of the filter */
  char *text;    /* of the filter */
  CabinetStatementOrder order;
  gboolean ascending;
  gboolean heads;     /* a row for each month */
  gboolean folded;    /* as it is wanted; not each view folds */
  GHashTable *opened; /* of CabinetStatementView */
  CabinetStatementPages *pages;
  guint reload;          /* idle source */
  guint fold;            /* timeout source */
  GCancellable *folding; /* of the months that were not folded at once */

  GCancellable *search; /* NULL = what follows is not looked for */
  char *wanted;
  CabinetStatementOrder wanted_order;
  gboolean wanted_ascending;
};

CabinetAccount *cabinet_statement_get_account (CabinetStatement *self);
const CabinetLedgerFilter *cabinet_statement_get_filter (CabinetStatement *self);
/* Reads all rows anew, as another filter wants them. */
void cabinet_statement_renew (CabinetStatement *self);
/* (transfer full): @operation: (transfer full). @account: nullable, as in the row */
CabinetStatementRow *cabinet_statement_row_new_operation (CabinetOperation *operation,
                                                          CabinetAccount *account);
/* (transfer full): in the place of one that is gone */
CabinetOperation *cabinet_statement_blank_operation (CabinetDate day, const char *currency);
/* As somebody opened or closed the run. */
void cabinet_statement_row_set_open (CabinetStatementRow *self, gboolean open);

G_END_DECLS
