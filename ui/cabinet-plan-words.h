/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* What tariffs, services and their changes are called. Strings are (transfer full). */
char *cabinet_speed_dup_words (gint64 mbps);
char *cabinet_fee_dup_words (const CabinetMoney *fee);
const char *cabinet_fee_period_get_words (CabinetFeePeriod period);

char *cabinet_tariff_dup_details (CabinetTariff *tariff);
char *cabinet_tariff_dup_reason (CabinetTariff *tariff); /* nullable: it is available */
char *cabinet_service_dup_details (CabinetService *service);
char *cabinet_service_dup_reason (CabinetService *service); /* nullable: it can be switched */

/* "−2 days": what @after is to @before; nullable: as before, or not known. */
char *cabinet_money_dup_difference (const CabinetMoney *before, const CabinetMoney *after);
char *cabinet_days_dup_difference (CabinetDate before, CabinetDate after);

/* What a button that orders @request says, and what has become of it. */
char *cabinet_change_kind_dup_order_words (CabinetChangeKind kind, const char *title);
char *cabinet_change_dup_state_words (CabinetChange *change, CabinetDate today);

/* When it begins, when one can go back: one line each. */
char *cabinet_change_outlook_dup_notes (CabinetChangeOutlook *outlook, CabinetPlan *plan);
/* Contract, sum, day of effect and of the money's end, for the question before a risky change. */
char *cabinet_change_outlook_dup_confirmation (CabinetChangeOutlook *outlook, CabinetPlan *plan);

/* Why a change was not shown or not ordered: nothing was sent (never for UNCONFIRMED). */
char *cabinet_change_error_dup_words (const GError *error);

G_END_DECLS
