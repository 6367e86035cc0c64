/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-conversation.h"

G_BEGIN_DECLS

/* Where a message is written: text, files, and for a request that is new its subject. What is typed is kept
 * as a draft of its thread, over restarts. Return sends, Shift+Return begins a line. */
#define CABINET_TYPE_COMPOSER (cabinet_composer_get_type ())
G_DECLARE_FINAL_TYPE (CabinetComposer, cabinet_composer, CABINET, COMPOSER, GtkWidget)

void cabinet_composer_set_conversation (CabinetComposer *self,
                                        CabinetConversation *conversation /* nullable */);
/* What the conversation says may have changed: hours, limits, the thread that is open. */
void cabinet_composer_update (CabinetComposer *self);
void cabinet_composer_set_text (CabinetComposer *self, const char *text);
void cabinet_composer_focus (CabinetComposer *self);
/* Adds a file after it was checked; what is wrong with it is said in place. */
gboolean cabinet_composer_add_file (CabinetComposer *self, GFile *file);

G_END_DECLS
