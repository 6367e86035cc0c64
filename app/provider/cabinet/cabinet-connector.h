/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-provider.h"

G_BEGIN_DECLS

/* Speaks the Cabinet API, version 1 (data/api). */
#define CABINET_TYPE_CONNECTOR (cabinet_connector_get_type ())
G_DECLARE_FINAL_TYPE (CabinetConnector, cabinet_connector, CABINET, CONNECTOR, CabinetProvider)

G_END_DECLS
