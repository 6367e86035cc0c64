/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "abills.h"

G_BEGIN_DECLS

/* How far the clocks of both sides may be apart: the server tells local times and no zone, and this computer
 * may be in another one. */
#define ABILLS_MESSAGE_WINDOW (15 * G_TIME_SPAN_HOUR)

GPtrArray *abills_messages_new (JsonArray *rows, const char *thread);
char *abills_fold (const char *text);
CabinetMessage *
abills_find_own (JsonArray *rows, const char *thread, const char *text, const CabinetCall *call);

G_END_DECLS
