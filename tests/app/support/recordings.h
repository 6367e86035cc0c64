/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "player.h"

G_BEGIN_DECLS

/* $CABINET_RECORDINGS/SYSTEM: what a running system answered. A test chooses the recordings that it plays by
 * their numbers. */

/* Whether there are any of @system; if not, a test that is skipped stands for those that need them. */
gboolean recordings_open (const char *system);
/* Of the system that was opened, for player_new(). */
const char *recordings_get_folder (void);
/* Not every copy of the recordings is whole. */
gboolean recordings_has (const char *number);
/* From now on only these are played, from their beginning; what was put and asked before is forgotten. */
void recordings_play (Player *player, const char *numbers);

G_END_DECLS
