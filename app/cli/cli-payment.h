/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-top-ups.h"
#include "cli.h"

G_BEGIN_DECLS

/* One payment, as an object or as lines. */
void cli_print_payment (Cli *cli, CabinetTopUp *top_up);

/* Watches @top_up for at most @seconds and prints what came of it, if it changed. 0 = only tells what it is
 * worth now: a payment that waits to be paid is done well.
 *
 * Returns: done, refused (declined, expired) with @error, or unconfirmed */
int cli_wait_for_payment (Cli *cli, CabinetTopUp *top_up, int seconds, GError **error);

G_END_DECLS
