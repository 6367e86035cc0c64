/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A container with one child that says when it has become narrow or low.
 *
 * Properties: child; threshold, low-threshold (px of width and height at usual text size: they grow with the
 * text); min-width (px, what it may be squeezed to whatever the child asks for); narrow, low (read-only,
 * notified outside of layout, so that a handler may rearrange the child). */
#define CABINET_TYPE_ADAPTIVE_BIN (cabinet_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (CabinetAdaptiveBin, cabinet_adaptive_bin, CABINET, ADAPTIVE_BIN, GtkWidget)

gboolean cabinet_adaptive_bin_get_low (CabinetAdaptiveBin *self);
gboolean cabinet_adaptive_bin_get_narrow (CabinetAdaptiveBin *self);
void cabinet_adaptive_bin_expect_width (CabinetAdaptiveBin *self, int width);

G_END_DECLS
