/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "abills.h"

G_BEGIN_DECLS

/* How far the clocks of both sides, and the writing of a message, may be apart. */
#define ABILLS_MESSAGE_WINDOW (10 * G_TIME_SPAN_MINUTE)

GPtrArray *abills_messages_new (JsonArray *rows, const char *thread);
char *abills_fold (const char *text);
CabinetMessage *
abills_find_own (JsonArray *rows, const char *thread, const char *text, CabinetInstant around);

G_END_DECLS
