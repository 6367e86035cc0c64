/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-change.h"
#include "cabinet-overview.h"

G_BEGIN_DECLS

/* Charging rules (E1-E5) as arithmetic over data: no provider is named here. All sums are exact;
 * parts are whole minor units (kopecks) and add up to the fee. */
gint64 cabinet_charging_daily_part (gint64 fee_minor, int day, int days_in_month);
gint64 cabinet_charging_daily_share (gint64 before_minor, gint64 fee_minor, int day, int days_in_month);
CabinetMoney cabinet_charging_fee_on (CabinetChargingRule *rule, const CabinetMoney *fee, CabinetDate date);
CabinetMoney cabinet_charging_total_on (CabinetChargingRule *rule,
                                        GListModel *services,
                                        CabinetDate date,
                                        const char *currency);
CabinetMoney cabinet_charging_service_fee (CabinetServiceLine *service, const char *currency);
CabinetDate cabinet_charging_next_date (CabinetChargingRule *rule, CabinetDate after);
CabinetMoney cabinet_charging_monthly_fee (GListModel *services, const char *currency);
GListModel *cabinet_charging_services_on (GListModel *services, GListModel *pending, CabinetDate date);

/* The sum to pay so that the money lasts to the end of next month, and how it adds up (D2). */
CabinetDue *cabinet_due_compute (const CabinetMoney *balance,
                                 CabinetChargingRule *rule,
                                 GListModel *services,
                                 GListModel *pending,
                                 CabinetDate today);
char *cabinet_due_part_dup_label (CabinetDuePart *part, CabinetDate reference);

G_END_DECLS
