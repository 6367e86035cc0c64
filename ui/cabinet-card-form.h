/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cabinet-top-ups.h"

G_BEGIN_DECLS

/* A top-up card: its PIN, and its serial number where the provider asks for one. It is sent once, and told as
 * credited only when a reading shows it. Hidden where no cards are taken. */
#define CABINET_TYPE_CARD_FORM (cabinet_card_form_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCardForm, cabinet_card_form, CABINET, CARD_FORM, GtkWidget)

GtkWidget *cabinet_card_form_new (void);
/* @top_ups: (nullable); of another contract nothing typed is kept. */
void cabinet_card_form_set_top_ups (CabinetCardForm *self, CabinetTopUps *top_ups);
/* Whether cards are taken may have changed. */
void cabinet_card_form_update (CabinetCardForm *self);

G_END_DECLS
