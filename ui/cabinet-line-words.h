/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-overview.h"

G_BEGIN_DECLS

/* A contract's rule and its line's state, in words. Strings are (transfer full) (nullable). */
char *cabinet_charging_rule_dup_words (CabinetChargingRule *rule);
char *cabinet_line_dup_since_words (CabinetLine *line, CabinetDate today);
gboolean cabinet_line_is_bad (CabinetLine *line);
char *cabinet_day_dup_words (CabinetDate date, CabinetDate today);

const char *cabinet_service_kind_get_icon_name (CabinetServiceKind kind);

G_END_DECLS
