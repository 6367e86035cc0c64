/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-conversation.h"

G_BEGIN_DECLS

/* The messages of a contract, oldest first, day by day. The newest one stays in sight, whatever size the list
 * gets, until the person scrolls away from it. */
#define CABINET_TYPE_MESSAGE_LIST (cabinet_message_list_get_type ())
G_DECLARE_FINAL_TYPE (CabinetMessageList, cabinet_message_list, CABINET, MESSAGE_LIST, GtkWidget)

void cabinet_message_list_set_account (CabinetMessageList *self, CabinetAccount *account);
void cabinet_message_list_update (CabinetMessageList *self);

G_END_DECLS
