/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-money.h"

G_BEGIN_DECLS

/* Totals of sums that may be in several currencies: (element-type CabinetMoney), one for each currency, in
 * the order in which they were met. Sums of different currencies are never added. */
GArray *cabinet_totals_new (void);
gboolean cabinet_totals_add (GArray *totals, const CabinetMoney *money, GError **error);
char *cabinet_totals_format (GArray *totals, CabinetRounding rounding);

G_END_DECLS
