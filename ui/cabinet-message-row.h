/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-conversation.h"

G_BEGIN_DECLS

/* One message as a bubble: ours on the right, theirs on the left with a name, the provider's own notes in the
 * middle. Says when it was written, and how far ours is. Actions: support.save(s), support.retry(s),
 * support.discard(s), with the id of an attachment or a message. */
#define CABINET_TYPE_MESSAGE_ROW (cabinet_message_row_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMessageRow, cabinet_message_row, CABINET, MESSAGE_ROW, GtkWidget)

GtkWidget *
cabinet_message_row_new (CabinetConversation *conversation, CabinetMessage *message, GTimeZone *zone);
CabinetMessage *cabinet_message_row_get_message (CabinetMessageRow *self);

G_END_DECLS
