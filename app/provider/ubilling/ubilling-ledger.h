/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-loose.h"
#include "cabinet-operation.h"

G_BEGIN_DECLS

/* Both lists as one ledger, newest first; see Q1, Q2, Q5 and Q6 of the design. */
CabinetOperationPage *ubilling_ledger_read (JsonArray *payments, JsonArray *fees, const char *currency);

G_END_DECLS
