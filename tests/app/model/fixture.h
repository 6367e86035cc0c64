/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-overview.h"

/* The contracts of the design's pictures, whose numbers all add up. */

static inline CabinetDate
day (const char *iso)
{
  CabinetDate date = CABINET_DATE_NONE;

  g_assert_true (cabinet_date_parse (iso, &date));
  return date;
}

static inline CabinetMoney
roubles (const char *decimal)
{
  CabinetMoney money;

  g_assert_true (cabinet_money_parse (decimal, "RUB", &money, NULL));
  return money;
}

static inline void
add_service (CabinetOverview *overview, const char *title, const char *fee)
{
  g_autoptr (CabinetServiceLine) service = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);

  service->id = g_strdup (title);
  service->title = g_strdup (title);
  service->state = CABINET_LINE_STATE_ACTIVE;
  service->fee = roubles (fee);
  g_list_store_append (overview->services, service);
}

static inline CabinetOverview *
new_overview (const char *today, const char *balance, CabinetChargingKind kind, CabinetShortage shortage)
{
  CabinetOverview *overview = g_object_new (CABINET_TYPE_OVERVIEW, NULL);
  g_autoptr (CabinetBalance) account = g_object_new (CABINET_TYPE_BALANCE, NULL);

  overview->today = day (today);
  overview->line = g_object_new (CABINET_TYPE_LINE, NULL);
  overview->line->state = CABINET_LINE_STATE_ACTIVE;
  overview->rule = g_object_new (CABINET_TYPE_CHARGING_RULE, NULL);
  overview->rule->kind = kind;
  overview->rule->on_shortage = shortage;
  overview->rule->day = 1;
  account->kind = CABINET_BALANCE_KIND_MAIN;
  account->amount = roubles (balance);
  g_list_store_append (overview->balances, account);
  return overview;
}

static inline CabinetOverview *
new_tomtel (const char *today, const char *balance)
{
  CabinetOverview *overview =
    new_overview (today, balance, CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS, CABINET_SHORTAGE_STOP);

  add_service (overview, "Internet “Home 300”", "550");
  add_service (overview, "TV “Basic”", "150");
  add_service (overview, "Dr.Web antivirus", "50");
  return overview;
}

static inline CabinetOverview *
new_telemir (const char *today, const char *balance)
{
  CabinetOverview *overview =
    new_overview (today, balance, CABINET_CHARGING_KIND_MONTHLY_ON, CABINET_SHORTAGE_THROTTLE);

  overview->rule->throttle_kbps = 128;
  add_service (overview, "“Family 100”", "650");
  return overview;
}

static inline CabinetBalance *
account_of (CabinetOverview *overview)
{
  return cabinet_list_get (overview->balances, 0);
}
