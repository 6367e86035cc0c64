/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* What the provider asks for after the login: a code, a choice, a visit to its page in the browser.
 * Signals: answered (CabinetSignInAnswer). */
#define CABINET_TYPE_STEP_FORM (cabinet_step_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStepForm, cabinet_step_form, CABINET, STEP_FORM, GtkWidget)

GtkWidget *cabinet_step_form_new (void);
void cabinet_step_form_set_step (CabinetStepForm *self, CabinetSignInStep *step, GTimeZone *zone);
void cabinet_step_form_refused (CabinetStepForm *self);
void cabinet_step_form_submit (CabinetStepForm *self);
const char *cabinet_step_form_get_button_label (CabinetStepForm *self);

G_END_DECLS
