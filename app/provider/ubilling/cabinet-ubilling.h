/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-system.h"

G_BEGIN_DECLS

/* The connector for Ubilling. */
extern const CabinetSystem cabinet_ubilling;

void cabinet_ubilling_set_html_verbs (gboolean on);

G_END_DECLS
