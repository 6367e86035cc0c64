/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-plan.h"

G_BEGIN_DECLS

/* Rows of what a contract has and could have. What cannot be chosen has no control but a reason. */
GtkWidget *cabinet_tariff_row_new (CabinetTariff *tariff, gboolean tell_reason, GtkCheckButton **check);
GtkWidget *cabinet_service_row_new (CabinetService *service, gboolean with_reason, GtkSwitch **control);

/* A row of words that wrap. @details, @reason: (nullable); @suffix: (nullable), what stands on the right. */
GtkWidget *cabinet_plan_row_new (
  const char *icon_name, const char *title, const char *details, const char *reason, GtkWidget *suffix);

/* Whether the service's switch stands on "connected" as long as nothing is chosen. */
gboolean cabinet_service_is_connected (CabinetService *service);

/* The reason that all tariffs but the present one share, or all services, so that it is said once. (transfer
 * full) (nullable) */
char *cabinet_tariffs_dup_common_reason (GListModel *tariffs);
char *cabinet_services_dup_common_reason (GListModel *services);
/* @words: (nullable): nothing is shown. */
void cabinet_label_tell (GtkLabel *label, const char *words);

G_END_DECLS
