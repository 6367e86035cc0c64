/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-contract-page.h"

G_BEGIN_DECLS

/* The conversation with support, and the other ways to reach a person (H1, H3, H4, H6, H9-H11).
 *
 * Properties: account (nullable), narrow. While it is shown answers come by themselves and count as read. */
#define CABINET_TYPE_SUPPORT_PAGE (cabinet_support_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSupportPage, cabinet_support_page, CABINET, SUPPORT_PAGE, CabinetContractPage)

GtkWidget *cabinet_support_page_new (CabinetAccount *account);
/* Puts @text into what is being written, to be read over and sent by the person. */
void cabinet_support_page_write (CabinetSupportPage *self, const char *text);

G_END_DECLS
