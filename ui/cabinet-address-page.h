/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* For a provider that is not in the list: the person types the address of its cabinet, and sees which system
 * answers there before anything of his is sent. Signals: provider-chosen (CabinetProviderInfo). */
#define CABINET_TYPE_ADDRESS_PAGE (cabinet_address_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetAddressPage, cabinet_address_page, CABINET, ADDRESS_PAGE, GtkWidget)

GtkWidget *cabinet_address_page_new (void);

G_END_DECLS
