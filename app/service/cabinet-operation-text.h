/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-operation.h"

G_BEGIN_DECLS

/* All strings are (transfer full). */
char *cabinet_operation_kind_dup_words (CabinetOperation *operation);
char *cabinet_operation_dup_cells (CabinetOperation *operation);

G_END_DECLS
