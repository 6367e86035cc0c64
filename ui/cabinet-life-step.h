/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* One step of a payment's way: a dot on the rail that joins the steps, what it is, and when it was or how
 * long it goes on. Read as "step 2 of 5, Paid: done, 14:31:04". */
#define CABINET_TYPE_LIFE_STEP (cabinet_life_step_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLifeStep, cabinet_life_step, CABINET, LIFE_STEP, GtkWidget)

GtkWidget *cabinet_life_step_new (CabinetTopUp *top_up, GArray *steps, guint position);
void cabinet_life_step_set_elapsed (CabinetLifeStep *self, const char *text);

char *cabinet_elapsed_dup_words (gint64 seconds);

G_END_DECLS
