/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"

G_BEGIN_DECLS

/* The tariffs and services of a contract. Choosing one sends nothing: it shows what would change, and only
 * the button beside the comparison orders it.
 *
 * Properties: account (nullable), narrow. */
#define CABINET_TYPE_TARIFF_PAGE (cabinet_tariff_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetTariffPage, cabinet_tariff_page, CABINET, TARIFF_PAGE, CabinetContractPage)

GtkWidget *cabinet_tariff_page_new (CabinetAccount *account);
gboolean cabinet_tariff_page_step_back (CabinetTariffPage *self);

G_END_DECLS
