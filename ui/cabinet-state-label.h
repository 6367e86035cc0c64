/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-overview.h"

G_BEGIN_DECLS

/* The state of a line: an icon and a word, the colour only repeats them. */
#define CABINET_TYPE_STATE_LABEL (cabinet_state_label_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStateLabel, cabinet_state_label, CABINET, STATE_LABEL, GtkWidget)

GtkWidget *cabinet_state_label_new (void);
void cabinet_state_label_set (CabinetStateLabel *self, CabinetLineState state, gint64 limit_kbps);
void cabinet_state_label_set_custom (CabinetStateLabel *self,
                                     const char *icon_name,
                                     const char *words,
                                     const char *css_class);
void cabinet_state_label_set_ellipsize (CabinetStateLabel *self);
const char *cabinet_state_label_get_words (CabinetStateLabel *self);

const char *cabinet_line_state_get_icon_name (CabinetLineState state);
const char *cabinet_line_state_get_css_class (CabinetLineState state);
char *cabinet_line_state_dup_words (CabinetLineState state, gint64 limit_kbps);

G_END_DECLS
