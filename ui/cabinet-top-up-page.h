/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"

G_BEGIN_DECLS

/* Paying: the sum, the way, then the life line of what is on its way (F1, F5-F10).
 *
 * Properties: account (nullable), narrow. */
#define CABINET_TYPE_TOP_UP_PAGE (cabinet_top_up_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTopUpPage, cabinet_top_up_page, CABINET, TOP_UP_PAGE, CabinetContractPage)

GtkWidget *cabinet_top_up_page_new (CabinetAccount *account);
void cabinet_top_up_page_suggest (CabinetTopUpPage *self, const CabinetMoney *amount);

G_END_DECLS
