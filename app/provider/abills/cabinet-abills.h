/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-system.h"

G_BEGIN_DECLS

/* The connector for ABillS. */
extern const CabinetSystem cabinet_abills;

G_END_DECLS
