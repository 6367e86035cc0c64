/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

#define CABINET_TYPE_APPLICATION (cabinet_application_get_type ())
G_DECLARE_FINAL_TYPE (CabinetApplication, cabinet_application, CABINET, APPLICATION, AdwApplication)

CabinetApplication *cabinet_application_new (GApplicationFlags flags);
GSettings *cabinet_application_get_settings (CabinetApplication *self);
CabinetHousehold *cabinet_application_get_household (CabinetApplication *self, const GError **trouble);

G_END_DECLS
