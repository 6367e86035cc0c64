/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @text is what was typed, NULL for a mere confirmation. Called only if the person agreed. */
typedef void (*CabinetDialogAgreed) (GtkWindow *parent, const char *text, gpointer user_data);

void cabinet_dialog_confirm (GtkWindow *parent,
                             const char *heading,
                             const char *body,
                             const char *agree_label,
                             gboolean destructive,
                             CabinetDialogAgreed agreed,
                             gpointer user_data,
                             GDestroyNotify destroy);
void cabinet_dialog_confirm_or (GtkWindow *parent,
                                const char *heading,
                                const char *body,
                                const char *other_label,
                                CabinetDialogAgreed other,
                                const char *agree_label,
                                gboolean destructive,
                                CabinetDialogAgreed agreed,
                                gpointer user_data,
                                GDestroyNotify destroy);
void cabinet_dialog_ask_text (GtkWindow *parent,
                              const char *heading,
                              const char *body,
                              const char *field_label,
                              const char *text,
                              const char *agree_label,
                              CabinetDialogAgreed agreed,
                              gpointer user_data,
                              GDestroyNotify destroy);
void cabinet_dialog_ask_secret (GtkWindow *parent,
                                const char *heading,
                                const char *body,
                                const char *field_label,
                                const char *agree_label,
                                CabinetDialogAgreed agreed,
                                gpointer user_data,
                                GDestroyNotify destroy);
void cabinet_dialog_tell (GtkWindow *parent, const char *heading, const char *body);
void cabinet_dialog_tell_trouble (GtkWindow *parent, const char *words);
void cabinet_dialog_tell_more (GtkWindow *parent, const char *heading, const char *body, const char *address);
void
cabinet_dialog_tell_address (GtkWindow *parent, const char *heading, const char *body, const char *address);

G_END_DECLS
