/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-sign-in.h"

G_BEGIN_DECLS

/* Hears what changes at a provider, by long poll: one for each sign-in, whoever looks. Where there are no
 * events, or they do not come, it says every 15 s that one should look.
 *
 * Signals: event (CabinetEvent): this has changed; look (): anything may have. Private to the service. */
#define CABINET_TYPE_WATCHER (cabinet_watcher_get_type ())
G_DECLARE_FINAL_TYPE (CabinetWatcher, cabinet_watcher, CABINET, WATCHER, GObject)

CabinetWatcher *cabinet_watcher_get (CabinetSignIn *sign_in); /* (transfer none) */

/* Counted: each start needs a stop. */
void cabinet_watcher_start (CabinetWatcher *self);
void cabinet_watcher_stop (CabinetWatcher *self);

G_END_DECLS
