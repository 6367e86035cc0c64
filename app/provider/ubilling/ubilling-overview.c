/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ubilling-rows.h"
#include "ubilling-wire.h"

/* Answers of the overview, by step. The tariffs are asked for only if a change to one is ordered. */
enum
{
  STEP_USERDATA,
  STEP_CABLE_TV,
  STEP_OWN,
  STEP_TARIFFS,
};

/* Design, 3.3: what is said first wins. */
static CabinetLine *
read_line (JsonObject *userdata, const CabinetMoney *cash)
{
  CabinetLine *line = g_object_new (CABINET_TYPE_LINE, NULL);
  g_autofree char *state = cabinet_loose_dup_text (userdata, "accountstate");

  if (state != NULL && strstr (state, "disabled") != NULL)
    {
      line->state = CABINET_LINE_STATE_BLOCKED;
      line->reason = g_strdup ("admin");
    }
  else if (state != NULL && g_str_has_prefix (state, "frozen"))
    {
      line->state = CABINET_LINE_STATE_SUSPENDED;
      line->reason = g_strdup ("own_wish");
    }
  else if (state != NULL && !g_str_has_prefix (state, "active"))
    cabinet_record_set_word (CABINET_RECORD (line), "state", state);
  else if (cash->micros < 0)
    {
      line->state = CABINET_LINE_STATE_DEBT;
      line->reason = g_strdup ("debt");
    }
  else
    line->state = CABINET_LINE_STATE_ACTIVE;
  return line;
}

static void
add_main_balance (CabinetOverview *overview, JsonObject *userdata, const CabinetMoney *cash)
{
  g_autoptr (CabinetBalance) balance = g_object_new (CABINET_TYPE_BALANCE, NULL);
  CabinetMoney credit = cabinet_loose_get_money (userdata, "credit", cash->currency);

  balance->id = g_strdup ("main");
  balance->kind = CABINET_BALANCE_KIND_MAIN;
  balance->amount = *cash;
  if (credit.micros > 0)
    {
      balance->credit = credit;
      balance->credit_until = cabinet_loose_get_date (userdata, "creditexpire");
    }
  g_list_store_append (overview->balances, balance);
}

/* A server that does not know the verb answers with the summary of the account. */
static gboolean
is_cable_tv (JsonObject *object)
{
  return object != NULL && json_object_has_member (object, "cash")
         && !json_object_has_member (object, "accountstate");
}

static void
add_cable_tv (CabinetOverview *overview, JsonObject *object, const char *currency)
{
  g_autoptr (CabinetBalance) balance = NULL;
  g_autofree char *number = ubilling_dup_word (object, "contract");
  g_autofree char *tariff = ubilling_dup_word (object, "tariff");
  CabinetMoney cash = cabinet_loose_get_money (object, "cash", currency);

  if (!is_cable_tv (object) || !cabinet_money_is_set (&cash))
    return;
  balance = g_object_new (CABINET_TYPE_BALANCE, NULL);
  balance->id = g_strdup ("cable-tv");
  balance->kind = CABINET_BALANCE_KIND_CABLE_TV;
  balance->amount = cash;
  if (number != NULL && tariff != NULL)
    balance->label = g_strdup_printf ("%s, %s", number, tariff);
  else
    balance->label = g_strdup (number != NULL ? number : tariff);
  g_list_store_append (overview->balances, balance);
}

/* The day to which the money lasts is the day of the fee: the server counts from fee to fee. Without it the
 * rule is not told. */
static CabinetChargingRule *
read_rule (JsonObject *userdata, GPtrArray *rows)
{
  CabinetChargingRule *rule = g_object_new (CABINET_TYPE_CHARGING_RULE, NULL);
  g_autofree char *name = cabinet_loose_dup_text (userdata, "tariff");
  UbillingRow *tariff = ubilling_rows_find_tariff (rows, name);
  CabinetDate until = cabinet_loose_get_date (userdata, "payedtilldate");

  if (tariff != NULL && tariff->period == CABINET_FEE_PERIOD_DAY)
    rule->kind = CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS;
  else if (tariff != NULL && until != CABINET_DATE_NONE)
    {
      rule->kind = CABINET_CHARGING_KIND_MONTHLY_ON;
      rule->day = cabinet_date_get_day (until);
    }
  return rule;
}

/* A tariff that was ordered acts from the next period on. */
static void
add_pending (CabinetOverview *overview, GPtrArray *own, GPtrArray *tariffs, const char *next)
{
  g_autoptr (CabinetPendingChange) change = g_object_new (CABINET_TYPE_PENDING_CHANGE, NULL);
  UbillingRow *ordered = ubilling_rows_find_tariff (tariffs, next);

  change->id = g_strdup_printf ("tariff:%s", next);
  change->kind = CABINET_CHANGE_KIND_TARIFF;
  change->title = g_strdup (next);
  for (guint i = 0; i < own->len; i++)
    {
      UbillingRow *row = g_ptr_array_index (own, i);
      UbillingRow *then = row->tariff && ordered != NULL ? ordered : row;
      g_autoptr (CabinetServiceLine) line =
        ubilling_row_to_line (then, overview->line->state, overview->today);

      g_list_store_append (change->services, line);
    }
  g_list_store_append (overview->pending, change);
}

static CabinetOverview *
read_overview (CabinetSequence *sequence, JsonObject *userdata, const char *next, GError **error)
{
  const char *currency = ubilling_get_currency (sequence, userdata);
  CabinetMoney cash = cabinet_loose_get_money (userdata, "cash", currency);
  g_autoptr (GPtrArray) own = ubilling_rows_read (cabinet_sequence_get_array (sequence, STEP_OWN), currency);
  CabinetOverview *overview;

  if (!cabinet_money_is_set (&cash))
    {
      cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "cash: not a sum");
      return NULL;
    }
  overview = g_object_new (CABINET_TYPE_OVERVIEW, NULL);
  overview->as_of = cabinet_instant_now ();
  overview->today = ubilling_get_today ();
  overview->line = read_line (userdata, &cash);
  add_main_balance (overview, userdata, &cash);
  add_cable_tv (overview, cabinet_sequence_get_object (sequence, STEP_CABLE_TV), currency);
  overview->rule = read_rule (userdata, own);
  for (guint i = 0; i < own->len; i++)
    {
      g_autoptr (CabinetServiceLine) line =
        ubilling_row_to_line (g_ptr_array_index (own, i), overview->line->state, overview->today);

      g_list_store_append (overview->services, line);
    }
  if (next != NULL)
    {
      g_autoptr (GPtrArray) tariffs =
        ubilling_rows_read (cabinet_sequence_get_array (sequence, STEP_TARIFFS), currency);

      add_pending (overview, own, tariffs, next);
    }
  overview->tariff = ubilling_dup_word (userdata, "tariffalias");
  if (overview->tariff == NULL)
    overview->tariff = ubilling_dup_word (userdata, "tariff");
  return overview;
}

/**
 * ubilling_read_overview:
 *
 * CABINET_OP_READ_OVERVIEW
 */
CabinetRequest *
ubilling_read_overview (CabinetSequence *sequence, GError **error)
{
  guint answered = sequence->answers->len;
  JsonObject *userdata;
  g_autofree char *next = NULL;

  if (answered == STEP_USERDATA)
    return ubilling_ask (NULL);
  userdata = ubilling_get_userdata (sequence, STEP_USERDATA, error);
  if (userdata == NULL || !ubilling_check_answer (sequence, answered - 1, error))
    return NULL;
  next = ubilling_dup_word (userdata, "tariffnm");
  if (answered == STEP_CABLE_TV)
    return ubilling_ask ("ukv");
  if (answered == STEP_OWN)
    return ubilling_ask ("tariffvservices");
  if (answered == STEP_TARIFFS && next != NULL)
    return ubilling_ask ("activetariffsvservices");
  sequence->record = read_overview (sequence, userdata, next, error);
  return NULL;
}
