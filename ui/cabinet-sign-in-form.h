/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* What a person types to sign in: the way, the category, login and password, and whether to keep them.
 * Warns of typing slips, never refuses. Signals: option-changed (); submitted (), by Enter. */
#define CABINET_TYPE_SIGN_IN_FORM (cabinet_sign_in_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInForm, cabinet_sign_in_form, CABINET, SIGN_IN_FORM, GtkWidget)

void cabinet_sign_in_form_set_provider (CabinetSignInForm *self,
                                        CabinetProviderInfo *provider,
                                        const char *login,
                                        const char *category);
CabinetLoginOption *cabinet_sign_in_form_get_option (CabinetSignInForm *self);
gboolean cabinet_sign_in_form_get_remember (CabinetSignInForm *self);
CabinetSignInRequest *cabinet_sign_in_form_dup_request (CabinetSignInForm *self, const char **missing);
void cabinet_sign_in_form_clear_password (CabinetSignInForm *self);
void cabinet_sign_in_form_focus_field (CabinetSignInForm *self, const char *field);

G_END_DECLS
