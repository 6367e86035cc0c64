/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-change.h"

G_BEGIN_DECLS

/* When a change is to begin: at once, with the next period, on a day. Hidden while there is nothing to
 * choose.
 *
 * Signals: changed () after the person has chosen. */
#define CABINET_TYPE_WHEN_CHOOSER (cabinet_when_chooser_get_type ())
G_DECLARE_FINAL_TYPE (CabinetWhenChooser, cabinet_when_chooser, CABINET, WHEN_CHOOSER, GtkWidget)

GtkWidget *cabinet_when_chooser_new (void);
void cabinet_when_chooser_set_words (CabinetWhenChooser *self, char **words, CabinetDate today);
CabinetChangeWhen cabinet_when_chooser_get_when (CabinetWhenChooser *self);
CabinetDate cabinet_when_chooser_get_date (CabinetWhenChooser *self);

G_END_DECLS
