/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"

G_BEGIN_DECLS

/* What a provider says to a contract: the most urgent unread notice, on a bar that slides in after the page
 * was drawn. Dismissing it marks it as read; the whole text is one press away.
 *
 * Properties: account (nullable), narrow. */
#define CABINET_TYPE_FEED_BAR (cabinet_feed_bar_get_type ())
G_DECLARE_FINAL_TYPE (CabinetFeedBar, cabinet_feed_bar, CABINET, FEED_BAR, GtkWidget)

void cabinet_feed_bar_set_account (CabinetFeedBar *self, CabinetAccount *account);
void cabinet_feed_bar_set_quiet (CabinetFeedBar *self, gboolean quiet);

G_END_DECLS
