/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows that cards are made of; plain boxes, styled by pages.css. */
GtkWidget *
cabinet_card_row_new (const char *icon_name, const char *title, const char *subtitle, GtkWidget *suffix);
GtkWidget *cabinet_key_row_new (const char *key, GtkWidget *value);
GtkWidget *cabinet_key_row_new_text (const char *key, const char *value);

/* Takes all children out of @box. */
void cabinet_box_clear (GtkBox *box);

/* A label for text that may be long: it wraps, and asks for little width. */
GtkWidget *cabinet_wrapping_label_new (const char *text, const char *css_class);

G_END_DECLS
