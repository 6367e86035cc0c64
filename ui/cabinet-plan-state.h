/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-notice-bar.h"
#include "cabinet-plan.h"
#include "cabinet-state-page.h"

G_BEGIN_DECLS

/* What stands where tariffs and services would stand. The action is tariff.refresh. */
void cabinet_plan_show_state (CabinetPlan *plan, CabinetStatePage *page);
/* How old the rows are, in @label, or in @trouble why they are not fresh. */
void cabinet_plan_show_reading (CabinetPlan *plan, CabinetNoticeBar *trouble, GtkLabel *label);

G_END_DECLS
