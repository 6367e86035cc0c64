/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* What a payment on its way changes: the balance, the date and the line as they are and as they will be; once
 * it is over, as they have become. */
#define CABINET_TYPE_LIFE_OUTLOOK (cabinet_life_outlook_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLifeOutlook, cabinet_life_outlook, CABINET, LIFE_OUTLOOK, GtkWidget)

void cabinet_life_outlook_show (CabinetLifeOutlook *self, CabinetTopUp *top_up);

G_END_DECLS
