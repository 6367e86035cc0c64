/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  CABINET_STATE_PAGE_LOADING, /* something is on its way */
  CABINET_STATE_PAGE_EMPTY,   /* there is nothing, and that is no fault */
  CABINET_STATE_PAGE_OFFLINE, /* nothing was read yet and there is no connection */
  CABINET_STATE_PAGE_ERROR,   /* something went wrong: what, what was kept, what to do */
} CabinetStatePageKind;

/* What stands where data would stand: says what happened and what to do next. */
#define CABINET_TYPE_STATE_PAGE (cabinet_state_page_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStatePage, cabinet_state_page, CABINET, STATE_PAGE, GtkWidget)

GtkWidget *cabinet_state_page_new (void);
void cabinet_state_page_set (CabinetStatePage *self,
                             CabinetStatePageKind kind,
                             const char *title,
                             const char *description);
void cabinet_state_page_set_action (CabinetStatePage *self, const char *label, const char *action_name);

G_END_DECLS
