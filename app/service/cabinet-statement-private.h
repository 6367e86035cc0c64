/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

CabinetAccount *cabinet_statement_get_account (CabinetStatement *self);
const CabinetLedgerFilter *cabinet_statement_get_filter (CabinetStatement *self);

/* As somebody opened or closed the run. */
void cabinet_statement_row_set_open (CabinetStatementRow *self, gboolean open);

G_END_DECLS
