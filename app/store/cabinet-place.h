/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-date.h"
#include "cabinet-db.h"

G_BEGIN_DECLS

/* The key of an operation is its place in the ledger, so that keys of a contract are in the order of time:
 *
 * | 14 bits | 22 bits | 18 bits                     | 9 bits             |
 * | account | day     | second, from 14 hours before | among those of it |
 *
 * where the day is the contract's and the second is that of the instant, counted from the day in UTC. */
gint64 cabinet_place_first (gint64 account, CabinetDate day);
gint64 cabinet_place_last (gint64 account, CabinetDate day);
gint64 cabinet_place_of (gint64 account, CabinetDate day, CabinetInstant at);
CabinetDate cabinet_place_get_day (gint64 place);
gboolean cabinet_place_is_of (gint64 place, gint64 account, CabinetDate day, CabinetInstant at);
gboolean cabinet_place_find_free (
  CabinetDb *db, gint64 account, CabinetDate day, CabinetInstant at, gint64 *place, GError **error);

G_END_DECLS
