/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-history.h"

G_BEGIN_DECLS

/* A row as it stands in the ledger. */
typedef struct
{
  DemoEntry entry;
  CabinetInstant at;
  const char *words; /* instead of the entry's title; NULL = the title */
  gint64 number;     /* of a payment; 0 = none */
} DemoRow;

void demo_ledger_bring_up (DemoWorld *world, DemoContract *contract);
gint64 demo_ledger_insert (DemoWorld *world, DemoContract *contract, const DemoRow *row);
gboolean
demo_ledger_change (DemoWorld *world, DemoContract *contract, gint64 n, gint64 amount, const char *words);
gboolean demo_ledger_withdraw (DemoWorld *world, DemoContract *contract, gint64 n);
void demo_ledger_rebuild (DemoWorld *world, DemoContract *contract);
CabinetDate demo_ledger_get_debt_since (DemoWorld *world, DemoContract *contract);

char *demo_operation_id (gint64 n);
gboolean demo_operation_parse_id (const char *id, gint64 *n);

G_END_DECLS
