/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills.h"

enum
{
  USER,
  INTERNET,
  EXTRA,
  TO_PAY,
};

static const AbillsRead reads[] = {
  [USER] = { "user", ABILLS_NEEDED },
  [INTERNET] = { "user/internet", ABILLS_IF_OFFERED },
  [EXTRA] = { "user/abon", ABILLS_IF_OFFERED },
  [TO_PAY] = { "user/recommendedPay", ABILLS_IF_POSSIBLE },
  { NULL },
};

/* The credit stands apart: the deposit is without it. */
static void
add_balance (CabinetOverview *overview, JsonObject *user, const char *currency)
{
  g_autoptr (CabinetBalance) balance = g_object_new (CABINET_TYPE_BALANCE, NULL);

  balance->id = g_strdup ("main");
  balance->kind = CABINET_BALANCE_KIND_MAIN;
  balance->amount = cabinet_loose_get_money (user, "deposit", currency);
  balance->credit = cabinet_loose_get_money (user, "credit", currency);
  if (balance->credit.micros == 0)
    balance->credit = (CabinetMoney){ 0 };
  else
    balance->credit_until = cabinet_loose_get_date (user, "creditDate");
  g_list_store_append (overview->balances, balance);
}

/* A date without a sum is no charge, but the day that balance and credit are used up by the server's
 * reckoning. */
static void
add_next_charge (CabinetOverview *overview, JsonObject *row, char kind, const char *currency)
{
  JsonObject *next = cabinet_loose_get_object (row, "nextAbon");
  CabinetMoney sum = cabinet_loose_get_money (next, "sum", currency);
  CabinetDate on = cabinet_loose_get_date (next, "abonDate");
  g_autoptr (CabinetNextCharge) charge = NULL;

  if (sum.micros <= 0 || on == CABINET_DATE_NONE)
    return;
  charge = g_object_new (CABINET_TYPE_NEXT_CHARGE, NULL);
  charge->on = on;
  charge->amount = cabinet_money (-sum.micros, currency);
  charge->title = cabinet_loose_dup_text (row, "tpName");
  if (charge->title == NULL)
    charge->title = g_strdup ("");
  charge->service_id = abills_dup_id (kind, row, "id");
  g_list_store_append (overview->next_charges, charge);
}

static void
add_next_charges (CabinetOverview *overview, JsonArray *rows, char kind, const char *currency)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    add_next_charge (overview, cabinet_loose_get_element (rows, i), kind, currency);
}

static gboolean
is_by_month (JsonArray *rows, gboolean active_only)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = cabinet_loose_get_element (rows, i);
      CabinetFeePeriod period;
      CabinetMoney fee;

      if (row == NULL || (active_only && !cabinet_loose_get_bool (row, "active")))
        continue;
      fee = abills_get_fee (row, "XXX", CABINET_DATE_NONE, &period);
      if (fee.micros != 0 && period != CABINET_FEE_PERIOD_MONTH)
        return FALSE;
    }
  return TRUE;
}

/* A rule is told nowhere. It is known only where all that costs something is paid by the calendar month, and
 * every charge that is announced falls on one day of it. */
static CabinetChargingRule *
rule_new (CabinetSequence *sequence, CabinetOverview *overview)
{
  CabinetChargingRule *rule = g_object_new (CABINET_TYPE_CHARGING_RULE, NULL);
  JsonObject *user = cabinet_sequence_get_object (sequence, USER);
  gint64 day = 0;

  rule->kind = CABINET_CHARGING_KIND_UNKNOWN;
  if (cabinet_loose_get_date (user, "activate") != CABINET_DATE_NONE
      || !is_by_month (abills_get_rows (sequence, INTERNET), FALSE)
      || !is_by_month (abills_get_rows (sequence, EXTRA), TRUE))
    return rule;
  for (guint i = 0; i < cabinet_list_length (overview->next_charges); i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (overview->next_charges, i);
      int own = cabinet_date_get_day (charge->on);

      if (day != 0 && day != own)
        return rule;
      day = own;
    }
  if (day != 1)
    return rule;
  rule->kind = CABINET_CHARGING_KIND_MONTHLY_ON;
  rule->day = day;
  return rule;
}

static void
add_pending (CabinetOverview *overview, JsonArray *internet, JsonArray *extra, const char *currency)
{
  for (guint i = 0; internet != NULL && i < json_array_get_length (internet); i++)
    {
      g_autoptr (CabinetPendingChange) change = abills_pending_new (
        cabinet_loose_get_element (internet, i), internet, extra, currency, overview->today);

      if (change != NULL)
        g_list_store_append (overview->pending, change);
    }
}

static CabinetDue *
due_new (JsonObject *to_pay, const char *currency)
{
  CabinetMoney sum = cabinet_loose_get_money (to_pay, "sum", currency);
  CabinetDue *due;

  if (!cabinet_money_is_set (&sum) || sum.micros < 0)
    return NULL;
  due = g_object_new (CABINET_TYPE_DUE, NULL);
  due->amount = sum;
  return due;
}

static CabinetOverview *
overview_new (CabinetSequence *sequence)
{
  CabinetOverview *overview = g_object_new (CABINET_TYPE_OVERVIEW, NULL);
  const char *currency = abills_get_currency (sequence);
  JsonObject *user = cabinet_sequence_get_object (sequence, USER);
  JsonArray *internet = abills_get_rows (sequence, INTERNET);
  JsonArray *extra = abills_get_rows (sequence, EXTRA);
  CabinetMoney deposit = cabinet_loose_get_money (user, "deposit", currency);

  overview->as_of = abills_get_now (sequence);
  overview->today = abills_get_today (sequence);
  overview->line = abills_line_new (internet, &deposit);
  add_balance (overview, user, currency);
  g_clear_object (&overview->services);
  overview->services = abills_service_lines_new (internet, extra, currency, overview->today);
  if (internet != NULL && json_array_get_length (internet) > 0)
    overview->tariff = cabinet_loose_dup_text (cabinet_loose_get_element (internet, 0), "tpName");
  add_next_charges (overview, internet, ABILLS_ID_INTERNET, currency);
  add_next_charges (overview, extra, ABILLS_ID_EXTRA, currency);
  add_pending (overview, internet, extra, currency);
  overview->rule = rule_new (sequence, overview);
  if (abills_check (sequence, TO_PAY, NULL))
    overview->due = due_new (cabinet_sequence_get_object (sequence, TO_PAY), currency);
  return overview;
}

CabinetRequest *
abills_read_overview (CabinetSequence *sequence, GError **error)
{
  CabinetRequest *next = abills_read_all (sequence, reads, error);

  if (next != NULL || *error != NULL)
    return next;
  if (!cabinet_loose_has (cabinet_sequence_get_object (sequence, USER), "deposit"))
    cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "deposit: missing");
  else
    sequence->record = overview_new (sequence);
  return NULL;
}
