/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* What a person types to write to support without signing in (H5): a name, and where to be reached if he
 * likes. Signal: submitted (), by Enter. */
#define CABINET_TYPE_GUEST_FORM (cabinet_guest_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetGuestForm, cabinet_guest_form, CABINET, GUEST_FORM, GtkWidget)

void cabinet_guest_form_set_option (CabinetGuestForm *self, CabinetLoginOption *option);
CabinetSignInRequest *cabinet_guest_form_dup_request (CabinetGuestForm *self, const char **missing);
void cabinet_guest_form_focus_field (CabinetGuestForm *self, const char *field);

G_END_DECLS
