/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ubilling-rows.h"
#include "ubilling-wire.h"

G_BEGIN_DECLS

/* What the changes have in common. */
CabinetChangeRequest *ubilling_get_wanted (CabinetSequence *sequence);
CabinetChange *ubilling_change_new (CabinetSequence *sequence, CabinetChangeState state, const char *title);
CabinetChangePreview *ubilling_preview_new (CabinetSequence *sequence,
                                            const char *title,
                                            GPtrArray *rows,
                                            const CabinetMoney *cost);
void ubilling_preview_add_services (CabinetChangePreview *preview, GPtrArray *rows);
char *ubilling_make_token (const CabinetMoney *cost);
gboolean ubilling_check_token (const char *token, const CabinetMoney *cost, GError **error);
gboolean ubilling_check_left (CabinetSequence *sequence, guint step, GError **error);
void ubilling_set_unconfirmed (GError **error);

G_END_DECLS
