/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* What a contract can have changed only by the provider's web pages: the way there, and whether Cabinet may
 * fill them in. Hidden where nothing goes that way. */
#define CABINET_TYPE_WEB_FORMS_CARD (cabinet_web_forms_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetWebFormsCard, cabinet_web_forms_card, CABINET, WEB_FORMS_CARD, GtkWidget)

/* @account: (nullable) */
void cabinet_web_forms_card_set_account (CabinetWebFormsCard *self, CabinetAccount *account);

G_END_DECLS
