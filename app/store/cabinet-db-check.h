/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-db.h"

G_BEGIN_DECLS

gboolean cabinet_db_check (CabinetDb *db, GError **error);

G_END_DECLS
