/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* What was found in one contract. */
typedef struct
{
  CabinetAccount *account;
  GArray *months;   /* of CabinetLedgerMonth, newest first; NULL = it could not be read */
  gboolean counted; /* their sums are not known yet */
  GArray *newest;   /* as in CabinetLedgerFound; NULL if nothing was counted */
} CabinetFoundPart;

/* (transfer full): to be freed by cabinet_found_part_free(). @months: nullable */
CabinetFoundPart *cabinet_found_part_new (CabinetAccount *account, GArray *months);
void cabinet_found_part_free (CabinetFoundPart *self);

/* The rows of a search over several contracts as they stood at one moment: the months' counts in memory, the
 * keys of the operations when a row of their month is asked for, the operations in windows. A value: a change
 * makes a new one. */
typedef struct _CabinetFoundRows CabinetFoundRows;

CabinetFoundRows *
cabinet_found_rows_new (CabinetArchive *archive, const char *text, GPtrArray *parts, CabinetFoundRows *old);
void cabinet_found_rows_free (CabinetFoundRows *self);
guint cabinet_found_rows_get_n_rows (CabinetFoundRows *self);
guint cabinet_found_rows_get_n_operations (CabinetFoundRows *self);
CabinetStatementRow *cabinet_found_rows_get_row (CabinetFoundRows *self, guint position);
void cabinet_found_rows_compare (CabinetFoundRows *old, CabinetFoundRows *now, guint *start, guint *tail);
GArray *cabinet_found_rows_list_changed_heads (CabinetFoundRows *old, CabinetFoundRows *now);

/* What months of a contract come to, each currency by itself: (element-type CabinetMoney). FALSE if it is
 * more than can be told. */
gboolean cabinet_found_add_month (CabinetAccount *account,
                                  const CabinetLedgerMonth *month,
                                  GArray *charged,
                                  GArray *credited);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetFoundRows, cabinet_found_rows_free)

G_END_DECLS
