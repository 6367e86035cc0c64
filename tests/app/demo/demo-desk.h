/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-client.h"

#include "cabinet-message.h"

G_BEGIN_DECLS

/* A subscriber who writes to the support of a demo. The operator needs a minute of the demo's clock, which
 * the tests turn. */
typedef struct
{
  DemoProcess *demo;
  Client *client;
} Desk;

void desk_open (Desk *desk, const char *tenant, const char *category, const char *now);
void desk_close (Desk *desk);
void desk_pass (Desk *desk, int seconds);
CabinetThreadList *desk_list_threads (Client *client);
char *desk_dup_first_thread (Client *client);
CabinetMessagePage *desk_read_messages (Client *client, const char *thread, const char *query);
CabinetMessage *desk_message_at (CabinetMessagePage *page, guint index);
char *desk_make_request (const char *text, const char *subject, const char *file);
Answer *desk_send (Client *client, const char *thread, const char *text, const char *file);
Answer *desk_open_thread (Client *client, const char *subject, const char *text);
Answer *desk_upload (Client *client, const char *name, const char *type, const guchar *data, gsize size);
CabinetAttachment *desk_upload_text (Client *client, const char *text);
Answer *desk_fetch (Client *client, const char *id);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

G_END_DECLS
