/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-archive.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

CabinetAccount *cabinet_statement_get_account (CabinetStatement *self);
const CabinetLedgerFilter *cabinet_statement_get_filter (CabinetStatement *self);

G_END_DECLS
