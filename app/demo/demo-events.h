/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-contract.h"

#include "cabinet-notice.h"

G_BEGIN_DECLS

/* What has changed, for who watches: where to look, no data. Kept beside the data, so that a client that was
 * away may go on from its cursor; only the newest are kept. */

void demo_event_emit (DemoWorld *world, gint64 contract, CabinetEventKind kind, const char *id);

gint64 demo_events_get_last (DemoWorld *world);
CabinetEventPage *demo_events_read (DemoWorld *world, GArray *contracts, gint64 after);
char *demo_events_dup_cursor (DemoWorld *world, gint64 last);
gboolean demo_events_parse_cursor (DemoWorld *world, const char *text, gint64 *last);

G_END_DECLS
