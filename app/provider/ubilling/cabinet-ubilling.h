/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-system.h"

G_BEGIN_DECLS

/* The connector for Ubilling. */
extern const CabinetSystem cabinet_ubilling;

G_END_DECLS
