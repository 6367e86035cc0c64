/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* The newest operations, with runs of like charges folded. */
#define CABINET_TYPE_RECENT_CARD (cabinet_recent_card_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRecentCard, cabinet_recent_card, CABINET, RECENT_CARD, GtkWidget)

void cabinet_recent_card_show (CabinetRecentCard *self, CabinetAccount *account);

G_END_DECLS
