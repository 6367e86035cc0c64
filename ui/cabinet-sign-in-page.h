/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* Signing in to one provider, for a new contract or again. Signals: signed-in (account, note): the contract
 * stands; the note (nullable) says what did not work out beside it. */
#define CABINET_TYPE_SIGN_IN_PAGE (cabinet_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInPage, cabinet_sign_in_page, CABINET, SIGN_IN_PAGE, GtkWidget)

GtkWidget *cabinet_sign_in_page_new (CabinetHousehold *household, CabinetProviderInfo *provider);
GtkWidget *cabinet_sign_in_page_new_again (CabinetHousehold *household, CabinetAccount *account);

G_END_DECLS
