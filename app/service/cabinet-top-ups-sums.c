/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>

#include "cabinet-charging.h"
#include "cabinet-forecast.h"
#include "cabinet-top-ups-private.h"

/* What is worth paying, what a sum does, and whether it can be paid. */

#define MOST_SUGGESTIONS 3

/* The overview as it would be with @amount more on the main balance. (transfer full) (nullable) */
static CabinetOverview *
overview_with (CabinetAccount *account, const CabinetMoney *amount)
{
  g_autoptr (JsonNode) node = account->overview != NULL ? cabinet_record_encode (account->overview) : NULL;
  CabinetOverview *overview = node != NULL ? cabinet_record_decode (CABINET_TYPE_OVERVIEW, node, NULL) : NULL;

  for (guint i = 0; overview != NULL && i < cabinet_list_length (overview->balances); i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (balance->kind == CABINET_BALANCE_KIND_MAIN && cabinet_money_is_set (&balance->amount))
        cabinet_money_add (&balance->amount, amount, NULL);
    }
  return overview;
}

static CabinetDate
lasts_until (CabinetAccount *account, const CabinetMoney *amount)
{
  g_autoptr (CabinetOverview) overview = overview_with (account, amount);
  g_autoptr (CabinetForecast) forecast = NULL;

  if (overview == NULL || overview->rule == NULL)
    return CABINET_DATE_NONE;
  forecast = cabinet_forecast_new (overview, cabinet_account_get_today (account), 0);
  return forecast != NULL ? forecast->runs_out_on : CABINET_DATE_NONE;
}

/* Whole minor units: nobody can pay a part of a kopeck. */
static CabinetMoney
round_up (CabinetMoney amount)
{
  return cabinet_money_round (&amount, CABINET_ROUND_UP);
}

static void
suggest (CabinetTopUps *self, GArray *suggestions, CabinetSuggestionKind kind, CabinetMoney amount)
{
  CabinetSuggestion suggestion = { .kind = kind, .amount = round_up (amount) };
  guint at = 0;

  if (suggestion.amount.micros <= 0)
    return;
  for (guint i = 0; i < suggestions->len; i++)
    {
      gint64 other = g_array_index (suggestions, CabinetSuggestion, i).amount.micros;

      if (other == suggestion.amount.micros)
        return;
      if (other < suggestion.amount.micros)
        at = i + 1;
    }
  suggestion.until = lasts_until (self->account, &suggestion.amount);
  g_array_insert_val (suggestions, at, suggestion);
}

/**
 * cabinet_top_ups_dup_suggestions:
 *
 * Returns: (transfer full) (element-type CabinetSuggestion): sums with a meaning, smallest first; empty if
 *   nothing is known of the contract
 */
GArray *
cabinet_top_ups_dup_suggestions (CabinetTopUps *self)
{
  GArray *suggestions = g_array_new (FALSE, FALSE, sizeof (CabinetSuggestion));
  CabinetAccount *account;
  CabinetBalance *balance;
  CabinetDue *due;
  CabinetMoney fee, more;
  GListModel *services;

  g_return_val_if_fail (CABINET_IS_TOP_UPS (self), suggestions);

  account = self->account;
  if (account == NULL || account->overview == NULL)
    return suggestions;
  balance = cabinet_account_get_main_balance (account);
  due = cabinet_account_get_due (account);
  services = G_LIST_MODEL (account->overview->services);
  if (due != NULL && due->until != CABINET_DATE_NONE)
    services =
      cabinet_charging_services_on (services, G_LIST_MODEL (account->overview->pending), due->until + 1);
  fee = cabinet_charging_monthly_fee (services, account->contract->currency);
  if (balance != NULL && balance->amount.micros < 0)
    suggest (self, suggestions, CABINET_SUGGESTION_DEBT,
             cabinet_money (-balance->amount.micros, balance->amount.currency));
  if (due != NULL)
    suggest (self, suggestions, CABINET_SUGGESTION_DUE, due->amount);
  more = due != NULL ? due->amount : cabinet_money (0, fee.currency);
  if (fee.micros > 0 && cabinet_money_add (&more, &fee, NULL))
    suggest (self, suggestions, CABINET_SUGGESTION_MONTH, more);
  if (suggestions->len < MOST_SUGGESTIONS && fee.micros > 0 && cabinet_money_add (&more, &fee, NULL)
      && cabinet_money_add (&more, &fee, NULL))
    suggest (self, suggestions, CABINET_SUGGESTION_UNTIL, more);
  if (suggestions->len > MOST_SUGGESTIONS)
    g_array_set_size (suggestions, MOST_SUGGESTIONS);
  return suggestions;
}

/* (transfer full): what a suggestion is for */
char *
cabinet_suggestion_dup_words (CabinetTopUps *self, const CabinetSuggestion *suggestion)
{
  g_autofree char *until = NULL;

  g_return_val_if_fail (CABINET_IS_TOP_UPS (self) && suggestion != NULL, NULL);

  if (suggestion->kind == CABINET_SUGGESTION_DEBT)
    return g_strdup (C_ ("sum to pay", "only the debt"));
  if (suggestion->until != CABINET_DATE_NONE && self->account != NULL)
    {
      until = cabinet_date_format (suggestion->until, CABINET_DATE_STYLE_SHORT,
                                   cabinet_account_get_today (self->account));
      /* Translators: a sum that lasts until a date; short */
      return g_strdup_printf (C_ ("sum to pay", "until %s"), until);
    }
  return g_strdup (suggestion->kind == CABINET_SUGGESTION_DUE ? C_ ("sum to pay", "the sum due")
                                                              : C_ ("sum to pay", "with a month more"));
}

static gboolean
is_within_limits (CabinetPaymentMethod *method, const CabinetMoney *amount, GError **error)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (cabinet_money_is_set (&method->min) && amount->micros < method->min.micros)
    {
      least = cabinet_money_format (&method->min, CABINET_ROUND_UP, CABINET_MONEY_TRIM_ZEROS);
      cabinet_set_error (error, CABINET_ERROR_INPUT, "amount-min", _ ("At least %s in this way"), least);
      return FALSE;
    }
  if (cabinet_money_is_set (&method->max) && amount->micros > method->max.micros)
    {
      most = cabinet_money_format (&method->max, CABINET_ROUND_DOWN, CABINET_MONEY_TRIM_ZEROS);
      cabinet_set_error (error, CABINET_ERROR_INPUT, "amount-max", _ ("At most %s in this way"), most);
      return FALSE;
    }
  if (method->whole_units && amount->micros % CABINET_MONEY_UNIT != 0)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("Whole sums only in this way"));
      return FALSE;
    }
  return TRUE;
}

/**
 * cabinet_top_ups_parse_amount:
 * @method: (nullable): whose limits hold
 * @text: as a person typed it
 * @amount: (out): what is meant
 * @error: INPUT: what is wrong with it, and what would be right
 *
 * Returns: whether that much can be paid in that way
 */
gboolean
cabinet_top_ups_parse_amount (
  CabinetTopUps *self, CabinetPaymentMethod *method, const char *text, CabinetMoney *amount, GError **error)
{
  const char *currency;

  g_return_val_if_fail (CABINET_IS_TOP_UPS (self) && text != NULL && amount != NULL, FALSE);

  if (self->account == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "gone");
      return FALSE;
    }
  currency = self->account->contract->currency;
  if (!cabinet_money_parse_input (text, currency, amount, error))
    return FALSE;
  if (amount->micros <= 0)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("The sum must be more than zero"));
      return FALSE;
    }
  return method == NULL || is_within_limits (method, amount, error);
}

/**
 * cabinet_payment_method_get_fee:
 *
 * Returns: what is paid on top of @amount; parts of a minor unit are rounded half up
 */
CabinetMoney
cabinet_payment_method_get_fee (CabinetPaymentMethod *method, const CabinetMoney *amount)
{
  CabinetMoney fee = cabinet_money (0, amount->currency);

  g_return_val_if_fail (CABINET_IS_PAYMENT_METHOD (method), fee);

  /* Hundredths of a per cent of micros: below 9e18 for sums below 9e14 of the unit. */
  fee.micros =
    amount->micros / 10000 * method->fee_hundredths + amount->micros % 10000 * method->fee_hundredths / 10000;
  fee = cabinet_money_round (&fee, CABINET_ROUND_HALF_AWAY);
  if (cabinet_money_is_set (&method->fee_fixed))
    cabinet_money_add (&fee, &method->fee_fixed, NULL);
  return fee;
}

/* What the balance is today: what was charged since the last reading is reckoned off. */
static CabinetMoney
balance_today (CabinetAccount *account)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  CabinetMoney none = { 0 };

  if (balance == NULL || !cabinet_money_is_set (&balance->amount))
    return none;
  return forecast != NULL && cabinet_money_is_set (&forecast->balance_today) ? forecast->balance_today
                                                                             : balance->amount;
}

/**
 * cabinet_top_ups_get_effect:
 * @effect: (out caller-allocates): what @amount would change; all zero if the balance is not known
 */
void
cabinet_top_ups_get_effect (CabinetTopUps *self, const CabinetMoney *amount, CabinetTopUpEffect *effect)
{
  CabinetLine *line;
  CabinetMoney now;

  g_return_if_fail (CABINET_IS_TOP_UPS (self) && amount != NULL && effect != NULL);

  *effect = (CabinetTopUpEffect){ 0 };
  if (self->account == NULL)
    return;
  now = balance_today (self->account);
  if (!cabinet_money_is_set (&now))
    return;
  effect->balance_after = now;
  cabinet_money_add (&effect->balance_after, amount, NULL);
  effect->lasts_until = lasts_until (self->account, amount);
  effect->clears_debt = now.micros < 0 && effect->balance_after.micros >= 0;
  line = self->account->overview->line;
  if (line == NULL)
    return;
  effect->kbps_now = line->state == CABINET_LINE_STATE_THROTTLED ? line->limit_kbps : 0;
  effect->restores =
    effect->balance_after.micros >= 0
    && (line->state == CABINET_LINE_STATE_THROTTLED || line->state == CABINET_LINE_STATE_BLOCKED)
    && g_strcmp0 (line->reason, "traffic_limit") != 0 && g_strcmp0 (line->reason, "admin") != 0;
}

static CabinetInstant
credited_at (CabinetPayment *payment)
{
  for (guint i = 0; payment != NULL && i < cabinet_list_length (payment->steps); i++)
    {
      CabinetPaymentStep *step = cabinet_list_get (payment->steps, i);

      if (step->state == CABINET_PAYMENT_STATE_CREDITED)
        return step->at;
    }
  return 0;
}

/* Whether money may still arrive, or has arrived and is not in what was read. */
static gboolean
is_ahead (CabinetTopUp *self, CabinetInstant credited)
{
  switch (cabinet_top_up_get_state (self))
    {
    case CABINET_TOP_UP_SENDING:
    case CABINET_TOP_UP_WAITING:
    case CABINET_TOP_UP_PAID:
      return TRUE;
    case CABINET_TOP_UP_CREDITED:
    case CABINET_TOP_UP_DONE:
      /* Servers tell some times in whole seconds. */
      return credited / G_USEC_PER_SEC > cabinet_top_up_get_account (self)->overview->as_of / G_USEC_PER_SEC;
    default:
      return FALSE;
    }
}

/**
 * cabinet_top_up_get_outlook:
 * @outlook: (out caller-allocates): how things are, and what crediting changes; @outlook->balance is unset if
 *   nothing is known of the contract. A sum that was credited is part of the balance only once an overview
 *   was read that is younger.
 */
void
cabinet_top_up_get_outlook (CabinetTopUp *self, CabinetTopUpOutlook *outlook)
{
  CabinetAccount *account;
  CabinetForecast *forecast;
  CabinetInstant credited;
  CabinetMoney amount;

  g_return_if_fail (CABINET_IS_TOP_UP (self) && outlook != NULL);

  *outlook = (CabinetTopUpOutlook){ 0 };
  account = cabinet_top_up_get_account (self);
  if (account == NULL || account->overview == NULL)
    return;
  outlook->balance = balance_today (account);
  if (!cabinet_money_is_set (&outlook->balance))
    return;
  forecast = cabinet_account_get_forecast (account);
  if (forecast != NULL && forecast->days_left >= 0)
    outlook->lasts_until = forecast->runs_out_on;
  credited = credited_at (cabinet_top_up_get_payment (self));
  amount = cabinet_top_up_get_amount (self);
  outlook->ahead = is_ahead (self, credited) && cabinet_money_is_set (&amount);
  outlook->arrived = credited != 0 && !outlook->ahead;
  if (outlook->ahead)
    cabinet_top_ups_get_effect (cabinet_account_get_top_ups (account), &amount, &outlook->effect);
}
