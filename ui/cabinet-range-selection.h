/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Any rows of a list, selected by their positions only. GtkMultiSelection holds every item that is selected;
 * here selecting all of a long list makes none. */
#define CABINET_TYPE_RANGE_SELECTION (cabinet_range_selection_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRangeSelection, cabinet_range_selection, CABINET, RANGE_SELECTION, GObject)

typedef gboolean (*CabinetRangeSelectionFunc) (GListModel *model, guint position);

CabinetRangeSelection *cabinet_range_selection_new (GListModel *model);
void cabinet_range_selection_set_heads (CabinetRangeSelection *self, CabinetRangeSelectionFunc is_head);
void cabinet_range_selection_set_picking (CabinetRangeSelection *self, gboolean picking);

G_END_DECLS
