/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-loose.h"
#include "cabinet-provider.h"

G_BEGIN_DECLS

/* More does not fit safely into an address: the text travels in it, as base64. */
#define UBILLING_LONGEST_TEXT 3000

/* The flat list of tickets as conversations, and a text as the server keeps it (Q15). */
CabinetThreadList *ubilling_tickets_read_threads (JsonArray *tickets);
CabinetMessagePage *ubilling_tickets_read_thread (JsonArray *tickets, const char *thread);
CabinetMessage *ubilling_tickets_find (
  JsonArray *array, const char *id, const char *text, CabinetInstant since, const CabinetCall *call);
char *ubilling_tickets_fold (const char *text);

G_END_DECLS
