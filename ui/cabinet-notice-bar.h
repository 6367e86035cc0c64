/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  CABINET_NOTICE_INFO,
  CABINET_NOTICE_WARNING,
  CABINET_NOTICE_ERROR,
} CabinetNoticeTone;

/* A bar on top of a page: an icon, what is to be known, at most one action. Hidden while it has no text.
 * Properties: narrow (the action goes below the text). Signals: dismissed (). */
#define CABINET_TYPE_NOTICE_BAR (cabinet_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (CabinetNoticeBar, cabinet_notice_bar, CABINET, NOTICE_BAR, GtkWidget)

GtkWidget *cabinet_notice_bar_new (void);
void cabinet_notice_bar_set (CabinetNoticeBar *self,
                             CabinetNoticeTone tone,
                             const char *icon_name,
                             const char *text);
void cabinet_notice_bar_set_action (CabinetNoticeBar *self, const char *label, const char *action_name);
void cabinet_notice_bar_set_target (CabinetNoticeBar *self, GVariant *target);
void cabinet_notice_bar_set_dismissable (CabinetNoticeBar *self, gboolean dismissable);
gboolean cabinet_notice_bar_get_dismissable (CabinetNoticeBar *self);
void cabinet_notice_bar_clear (CabinetNoticeBar *self);
const char *cabinet_notice_bar_get_text (CabinetNoticeBar *self);

G_END_DECLS
