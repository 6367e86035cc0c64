/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-conversation.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* A conversation with a real demo whose data survive its end. */
typedef struct
{
  char *folder;
  DemoProcess *demo;
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetConversation *conversation; /* the account's */
} TalkFixture;

/* @data: how long the operator takes, ms; anything that is no number = he does not answer. */
void talk_set_up (TalkFixture *f, gconstpointer data);
void talk_tear_down (TalkFixture *f, gconstpointer data);
void talk_close_household (TalkFixture *f);
void talk_look_again (TalkFixture *f, const char *id);
void talk_reopen (TalkFixture *f);

gboolean talk_refresh (TalkFixture *f, GError **error);
void talk_refresh_well (TalkFixture *f);
CabinetMessage *talk_send_with (TalkFixture *f, const char *text, GListStore *files, GError **error);
CabinetMessage *talk_send (TalkFixture *f, const char *text);

/* How many messages say @text; the last of them in @message (transfer none, nullable). */
guint talk_count (CabinetConversation *conversation, const char *text, CabinetMessage **message);
/* The only one (transfer none). */
CabinetMessage *talk_find (TalkFixture *f, const char *text);

G_END_DECLS
