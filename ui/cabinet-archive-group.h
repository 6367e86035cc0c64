/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* The archive as a whole: saved as one file, added to from one, looked through. The rows say what came of it.
 */
#define CABINET_TYPE_ARCHIVE_GROUP (cabinet_archive_group_get_type ())
G_DECLARE_FINAL_TYPE (CabinetArchiveGroup, cabinet_archive_group, CABINET, ARCHIVE_GROUP, AdwPreferencesGroup)

void cabinet_archive_group_set_household (CabinetArchiveGroup *self, CabinetHousehold *household);

G_END_DECLS
