/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* A contract whose operations a seed made and nobody syncs, with its statement. */
typedef struct
{
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetStatement *statement;
  GPtrArray *operations; /* of CabinetOperation, newest first */
} Ledger;

typedef gboolean (*LedgerWanted) (CabinetOperation *operation);

/* Before the household is opened: the contract "tomtel-NUMBER", and operations of it. */
CabinetArchive *ledger_open_archive (void);
void ledger_add_contract (CabinetArchive *archive, const char *number, const char *currency);
void ledger_save (CabinetArchive *archive, const char *account, GPtrArray *operations);

void ledger_open (Ledger *self, guint seed, guint n, guint n_days);
void ledger_close (Ledger *self);
/* Operation @i; each has an instant of its own. */
CabinetOperation *ledger_make_operation (GRand *random, guint i, CabinetDate day);
/* Renews one operation in the archive, as a sync does. */
void ledger_put (Ledger *self, CabinetOperation *operation);
int ledger_compare_newest (gconstpointer a, gconstpointer b);

CabinetStatementRow *ledger_get_row (CabinetStatement *statement, guint position);
guint ledger_get_n_rows (CabinetStatement *statement);
/* The ids of all operations that have rows, in their order; of all in the ledger that are @wanted (nullable).
 */
char *ledger_list_ids (CabinetStatement *statement);
char *ledger_list_expected (Ledger *self, LedgerWanted wanted);

G_END_DECLS
