/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-plan.h"
#include "cabinet-state-page.h"

G_BEGIN_DECLS

/* What stands where tariffs and services would stand. The action is tariff.refresh. */
void cabinet_plan_show_state (CabinetPlan *plan, CabinetStatePage *page);

G_END_DECLS
