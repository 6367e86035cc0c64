/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* What Cabinet is, the demo, and the list of providers; with a household already, only the list.
 * Signals: provider-chosen (CabinetProviderInfo); signed-in (account, note) when the demo stands. */
#define CABINET_TYPE_FIRST_RUN_PAGE (cabinet_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetFirstRunPage, cabinet_first_run_page, CABINET, FIRST_RUN_PAGE, GtkWidget)

GtkWidget *cabinet_first_run_page_new (CabinetHousehold *household, gboolean adding);

G_END_DECLS
