/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"

G_BEGIN_DECLS

/* What of a ledger is to be read whole, as its months compare with the archive. Private to the service. */
typedef struct
{
  GQueue months; /* of CabinetOperationMonth, newest first: what they must add up to */
  gint64 known;  /* operations that are archived, of the time that the server covers */
  gint64 lost;   /* of them that the server has not */
} CabinetLedgerWants;

void cabinet_ledger_wants_init (CabinetLedgerWants *self);
void cabinet_ledger_wants_clear (CabinetLedgerWants *self);
gboolean cabinet_ledger_wants_find (CabinetLedgerWants *self,
                                    CabinetArchive *archive,
                                    const char *account,
                                    CabinetOperationMonths *months,
                                    gboolean everything,
                                    gboolean sums_only,
                                    GError **error);
char *cabinet_ledger_dup_doubt (CabinetOperationMonths *months);

G_END_DECLS
