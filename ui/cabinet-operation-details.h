/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cabinet-account.h"
#include "cabinet-statement.h"

G_BEGIN_DECLS

/* All that is known of one operation or of a run, or what several rows come to, as a card. */
#define CABINET_TYPE_OPERATION_DETAILS (cabinet_operation_details_get_type ())
G_DECLARE_FINAL_TYPE (
  CabinetOperationDetails, cabinet_operation_details, CABINET, OPERATION_DETAILS, GtkWidget)

GtkWidget *cabinet_operation_details_new (void);
void cabinet_operation_details_show (CabinetOperationDetails *self,
                                     CabinetStatementRow *row,
                                     CabinetAccount *account);
void cabinet_operation_details_show_sum (CabinetOperationDetails *self, const CabinetStatementSum *sum);

G_END_DECLS
