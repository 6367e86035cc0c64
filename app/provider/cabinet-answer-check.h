/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider.h"

G_BEGIN_DECLS

gboolean cabinet_answer_check (CabinetOp op, const CabinetCall *call, gpointer record, GError **error);

G_END_DECLS
