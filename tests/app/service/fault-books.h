/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-change.h"
#include "demo-client.h"
#include "demo-process.h"

G_BEGIN_DECLS

/* What the provider has, read past the bad line. */
guint books_count_payments (DemoProcess *demo, const char *amount, char **id);
CabinetChangeList *books_read_changes (Client *books);
guint books_count_messages (Client *books, const char *words);

G_END_DECLS
