/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* A payment on its way, step by step, with clocks; and what to do next when it does not arrive (F7-F10).
 * While it is shown the payment is looked at.
 *
 * Signals: again (): the person wants to pay anew; done (): it may be put away; support (facts): tell
 * support. */
#define CABINET_TYPE_LIFE_LINE (cabinet_life_line_get_type ())
G_DECLARE_FINAL_TYPE (CabinetLifeLine, cabinet_life_line, CABINET, LIFE_LINE, GtkWidget)

void cabinet_life_line_set_top_up (CabinetLifeLine *self, CabinetTopUp *top_up /* nullable */);
CabinetTopUp *cabinet_life_line_get_top_up (CabinetLifeLine *self);

G_END_DECLS
