/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"

G_BEGIN_DECLS

/* The balance, the day the money runs out, the sum to pay, the line, the last operations.
 *
 * Properties: account (nullable), narrow. "All operations" activates win.show-page('statement'). */
#define CABINET_TYPE_OVERVIEW_PAGE (cabinet_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetOverviewPage, cabinet_overview_page, CABINET, OVERVIEW_PAGE, CabinetContractPage)

GtkWidget *cabinet_overview_page_new (CabinetAccount *account);
void cabinet_overview_page_set_quiet (CabinetOverviewPage *self, gboolean quiet);

G_END_DECLS
