/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-date.h"

G_BEGIN_DECLS

/* A day, and a calendar to choose another one from.
 *
 * Signals: changed () after the person has chosen. */
#define CABINET_TYPE_DATE_BUTTON (cabinet_date_button_get_type ())
G_DECLARE_FINAL_TYPE (CabinetDateButton, cabinet_date_button, CABINET, DATE_BUTTON, GtkWidget)

/* @name: what the day is, for who does not see it. (transfer floating) */
GtkWidget *cabinet_date_button_new (const char *name);
void cabinet_date_button_set_range (CabinetDateButton *self, CabinetDate first, CabinetDate last);
void cabinet_date_button_set_date (CabinetDateButton *self, CabinetDate date);
CabinetDate cabinet_date_button_get_date (CabinetDateButton *self);

G_END_DECLS
