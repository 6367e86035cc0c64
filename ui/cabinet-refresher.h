/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-household.h"

G_BEGIN_DECLS

/* Keeps the household fresh: at the start, by an interval with jitter, and when the network comes back.
 * On a metered connection, unless the settings allow it, and without an interval only the demo, which needs
 * no network, is read. Looks through the archive once a day, a part each time.
 *
 * Signal: trouble (words): what a person must know of the kept data. */
#define CABINET_TYPE_REFRESHER (cabinet_refresher_get_type ())
G_DECLARE_FINAL_TYPE (CabinetRefresher, cabinet_refresher, CABINET, REFRESHER, GObject)

CabinetRefresher *cabinet_refresher_new (CabinetHousehold *household, GSettings *settings);
void cabinet_refresher_start (CabinetRefresher *self);
void cabinet_refresher_refresh_all (CabinetRefresher *self);
void cabinet_refresher_verify (CabinetRefresher *self);
guint cabinet_refresher_choose_pause (int minutes);

G_END_DECLS
