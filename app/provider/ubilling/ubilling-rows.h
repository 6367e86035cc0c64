/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-catalogue.h"
#include "cabinet-loose.h"

G_BEGIN_DECLS

/* A row of the mixed lists of tariffs and extra services. */
typedef struct
{
  char *id;
  char *name;
  gboolean tariff;
  CabinetMoney price;
  CabinetFeePeriod period; /* unknown = of some days */
  gint64 days;             /* then: how many */
} UbillingRow;

GPtrArray *ubilling_rows_read (JsonArray *list, const char *currency);
UbillingRow *ubilling_rows_find_tariff (GPtrArray *rows, const char *name);
char *ubilling_row_dup_details (UbillingRow *row);
CabinetMoney ubilling_row_get_month_fee (UbillingRow *row, CabinetDate today);
CabinetServiceLine *ubilling_row_to_line (UbillingRow *row, CabinetLineState state, CabinetDate today);
CabinetMoney ubilling_rows_sum (GPtrArray *rows, const char *currency, CabinetDate today);

G_END_DECLS
