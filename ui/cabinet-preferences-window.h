/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

#define CABINET_TYPE_PREFERENCES_WINDOW (cabinet_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetPreferencesWindow, cabinet_preferences_window, CABINET, PREFERENCES_WINDOW, AdwPreferencesWindow)

GtkWidget *cabinet_preferences_window_new (GSettings *settings, CabinetHousehold *household);

G_END_DECLS
