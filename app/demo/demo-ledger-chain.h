/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

G_BEGIN_DECLS

/* Balances after each row, and the sums of months. Both follow from the rows; both are kept. */
void
demo_chain_mend (DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at, gint64 n);
void demo_chain_count_months (DemoWorld *world, DemoContract *contract, CabinetDate from);

G_END_DECLS
