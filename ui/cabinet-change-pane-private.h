/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-change-pane.h"
#include "cabinet-change-table.h"
#include "cabinet-notice-bar.h"
#include "cabinet-when-chooser.h"

G_BEGIN_DECLS

typedef enum
{
  STATE_NOTHING,     /* nothing is chosen */
  STATE_LOADING,     /* the provider is asked what the change would do */
  STATE_FAILED,      /* and did not tell */
  STATE_SHOWN,       /* and told: it can be ordered */
  STATE_SENDING,     /* it was ordered */
  STATE_UNCONFIRMED, /* it was, and no read shows what has become of it */
  STATE_DONE,        /* a read shows it */
} CabinetChangePaneState;

struct _CabinetChangePane
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkBox *body;
  GtkLabel *subject;
  GtkLabel *title;
  GtkWidget *hint;
  CabinetWhenChooser *when;
  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkLabel *waiting_words;
  CabinetChangeTable *table;
  CabinetNoticeBar *bar;
  GtkWidget *notes_row;
  GtkLabel *notes;
  GtkWidget *buttons;
  GtkButton *cancel;
  GtkButton *confirm;
  GtkLabel *confirm_words;

  CabinetPlan *plan;
  GSignalGroup *signals;
  CabinetChangePaneState state;
  gboolean narrow;
  CabinetChangeOutlook *outdated; /* was confirmed, and was not what would happen any more; nullable */

  CabinetChangeKind kind;
  char *target_id;
  char *target_title;
  CabinetChangeRequest *days; /* of a block: its first and its last day; nullable */
  CabinetChangeOutlook *outlook;
  GHashTable *known; /* ids of the changes that were there before the order */
  GCancellable *cancellable;
  guint serial; /* of what is chosen: an answer to an earlier choice is not for this one */
};

/* cabinet-change-pane.c */
void cabinet_change_pane_set_state (CabinetChangePane *self, CabinetChangePaneState state);

/* cabinet-change-ask.c */
void cabinet_change_pane_ask_preview (CabinetChangePane *self);
void cabinet_change_pane_forget_question (CabinetChangePane *self);
void cabinet_change_pane_order (CabinetChangePane *self);
void cabinet_change_pane_look_for_order (CabinetChangePane *self);

G_END_DECLS
