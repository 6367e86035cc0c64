/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan-private.h"

#include <glib/gi18n-lib.h>

/* Offers: the promised payment (F17, F18) and the voluntary block (G8). They are read and kept as the lists
 * are, and taken as changes. */

static CabinetCapability *
find_capability (CabinetPlan *self, const char *name)
{
  CabinetCapabilityList *list = self->account != NULL ? self->account->capabilities : NULL;

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_strcmp0 (capability->name, name) == 0)
        return capability;
    }
  return NULL;
}

gboolean
cabinet_plan_has_offer (CabinetPlan *self, const char *capability)
{
  CabinetCapability *found;

  if (capability == NULL)
    return TRUE;
  found = find_capability (self, capability);
  /* What a system does not tell is tried (Q20). */
  return found != NULL
         && (found->answer == CABINET_CAPABILITY_ANSWER_YES
             || found->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN);
}

/* What is not for this contract is told as an offer that nobody can take: the reason is the news. */
static CabinetCapability *
find_obstacle (CabinetPlan *self, const char *name)
{
  CabinetCapability *capability = find_capability (self, name);

  if (capability == NULL || capability->answer == CABINET_CAPABILITY_ANSWER_YES
      || capability->answer == CABINET_CAPABILITY_ANSWER_NO
      || capability->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN)
    return NULL;
  return capability;
}

/**
 * cabinet_plan_get_promise:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the offer as it was last read, or why there is none for this contract
 */
CabinetPromiseOffer *
cabinet_plan_get_promise (CabinetPlan *self)
{
  CabinetCapability *obstacle = find_obstacle (self, "promise");

  cabinet_plan_ensure_loaded (self);
  if (obstacle != NULL)
    {
      g_autoptr (CabinetPromiseOffer) offer = g_object_new (CABINET_TYPE_PROMISE_OFFER, NULL);

      offer->available = obstacle->answer;
      offer->code = g_strdup (obstacle->code);
      offer->reason = g_strdup (obstacle->reason);
      offer->url = g_strdup (obstacle->url);
      if (self->promise == NULL
          || !cabinet_record_equal (CABINET_RECORD (self->promise), CABINET_RECORD (offer)))
        g_set_object (&self->promise, offer);
    }
  else if (!cabinet_plan_has_offer (self, "promise"))
    g_clear_object (&self->promise);
  return self->promise;
}

/**
 * cabinet_plan_get_suspension:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the offer as it was last read, or why there is none for this contract
 */
CabinetSuspensionOffer *
cabinet_plan_get_suspension (CabinetPlan *self)
{
  CabinetCapability *obstacle = find_obstacle (self, "suspend");

  cabinet_plan_ensure_loaded (self);
  if (obstacle != NULL)
    {
      g_autoptr (CabinetSuspensionOffer) offer = g_object_new (CABINET_TYPE_SUSPENSION_OFFER, NULL);

      offer->available = obstacle->answer;
      offer->code = g_strdup (obstacle->code);
      offer->reason = g_strdup (obstacle->reason);
      offer->target_id = g_strdup ("");
      offer->state = CABINET_SUSPENSION_STATE_NONE;
      offer->resume = CABINET_CAPABILITY_ANSWER_NO;
      if (self->suspension == NULL
          || !cabinet_record_equal (CABINET_RECORD (self->suspension), CABINET_RECORD (offer)))
        g_set_object (&self->suspension, offer);
    }
  else if (!cabinet_plan_has_offer (self, "suspend"))
    g_clear_object (&self->suspension);
  return self->suspension;
}

static CabinetPromiseChoice *
find_choice (CabinetPlan *self, const char *id)
{
  CabinetPromiseOffer *offer = cabinet_plan_get_promise (self);

  for (guint i = 0; offer != NULL && i < cabinet_list_length (offer->choices); i++)
    {
      CabinetPromiseChoice *choice = cabinet_list_get (offer->choices, i);

      if (g_strcmp0 (choice->id, id) == 0)
        return choice;
    }
  return NULL;
}

CabinetMoney
cabinet_plan_find_credit (CabinetPlan *self, CabinetChangeRequest *request)
{
  CabinetPromiseChoice *choice =
    request->kind == CABINET_CHANGE_KIND_PROMISE ? find_choice (self, request->target_id) : NULL;

  return choice != NULL ? choice->amount : (CabinetMoney){ 0 };
}

static void
append_line (GString *words, const char *line)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
}

static char *
dup_day (CabinetDate date)
{
  return cabinet_date_format (date, CABINET_DATE_STYLE_LONG, date);
}

/**
 * cabinet_promise_choice_dup_words:
 * @choice: a payment that can be promised
 *
 * Returns: (transfer full): "500.00 ₽ until 24 November, for 20.00 ₽"; what is not told is left out
 */
char *
cabinet_promise_choice_dup_words (CabinetPromiseChoice *choice)
{
  g_autofree char *sum = cabinet_money_is_set (&choice->amount)
                           ? cabinet_money_format (&choice->amount, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN)
                           : g_strdup (C_ ("promised payment", "a sum that the provider sets"));
  g_autofree char *day = choice->ends_on != CABINET_DATE_NONE ? dup_day (choice->ends_on) : NULL;
  g_autofree char *until = NULL;
  g_autofree char *price = NULL;

  if (day != NULL)
    /* Translators: "500.00 ₽ until 24 November": a sum that is lent, its last day */
    until = g_strdup_printf (C_ ("promised payment", "%1$s until %2$s"), sum, day);
  else if (choice->days > 0)
    until = g_strdup_printf (ngettext ("%1$s for %2$d day", "%1$s for %2$d days", (gulong) choice->days), sum,
                             (int) choice->days);
  else
    until = g_steal_pointer (&sum);
  if (!cabinet_money_is_set (&choice->price))
    return g_steal_pointer (&until);
  if (choice->price.micros == 0)
    return g_strdup_printf (C_ ("promised payment", "%s, free of charge"), until);
  price = cabinet_money_format (&choice->price, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
  /* Translators: "500.00 ₽ until 24 November, costs 20.00 ₽" */
  return g_strdup_printf (C_ ("promised payment", "%1$s, costs %2$s"), until, price);
}

/**
 * cabinet_promise_offer_dup_state_words:
 * @offer: an offer
 *
 * Returns: (transfer full) (nullable): "Promised: 500.00 ₽ until 24 November"; %NULL = nothing is promised
 */
char *
cabinet_promise_offer_dup_state_words (CabinetPromiseOffer *offer)
{
  g_autofree char *sum = NULL;
  g_autofree char *day = NULL;

  if (!cabinet_money_is_set (&offer->active))
    return NULL;
  sum = cabinet_money_format (&offer->active, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  if (offer->active_until == CABINET_DATE_NONE)
    return g_strdup_printf (_ ("Promised: %s"), sum);
  day = dup_day (offer->active_until);
  return g_strdup_printf (_ ("Promised: %1$s until %2$s"), sum, day);
}

/**
 * cabinet_suspension_offer_dup_state_words:
 * @offer: an offer
 *
 * Returns: (transfer full) (nullable): "Blocked from 1 to 31 December"; %NULL = there is no block
 */
char *
cabinet_suspension_offer_dup_state_words (CabinetSuspensionOffer *offer)
{
  gboolean running = offer->state == CABINET_SUSPENSION_STATE_RUNNING;
  g_autofree char *from = offer->from != CABINET_DATE_NONE ? dup_day (offer->from) : NULL;
  g_autofree char *to = offer->to != CABINET_DATE_NONE ? dup_day (offer->to) : NULL;

  if (!running && offer->state != CABINET_SUSPENSION_STATE_SCHEDULED)
    return NULL;
  if (from != NULL && to != NULL)
    return g_strdup_printf (
      running ? _ ("Blocked since %1$s, to %2$s") : _ ("Will be blocked from %1$s to %2$s"), from, to);
  if (from != NULL)
    return g_strdup_printf (
      running ? _ ("Blocked since %s, without an end") : _ ("Will be blocked from %s, without an end"), from);
  if (to != NULL)
    return g_strdup_printf (running ? _ ("Blocked to %s") : _ ("Will be blocked to %s"), to);
  return g_strdup (running ? _ ("Blocked") : _ ("Will be blocked"));
}

static void
append_length (GString *words, CabinetSuspensionOffer *offer)
{
  g_autofree char *line = NULL;

  if (offer->min_days > 0 && offer->max_days > 0)
    line =
      g_strdup_printf (ngettext ("For %1$d to %2$d day", "For %1$d to %2$d days", (gulong) offer->max_days),
                       (int) offer->min_days, (int) offer->max_days);
  else if (offer->min_days > 0)
    line =
      g_strdup_printf (ngettext ("For %d day at least", "For %d days at least", (gulong) offer->min_days),
                       (int) offer->min_days);
  else if (offer->max_days > 0)
    line = g_strdup_printf (ngettext ("For %d day at most", "For %d days at most", (gulong) offer->max_days),
                            (int) offer->max_days);
  if (line != NULL)
    append_line (words, line);
}

/* The sum, if it is told and costs something. */
static char *
dup_price (const CabinetMoney *price)
{
  return cabinet_money_is_set (price) && price->micros != 0
           ? cabinet_money_format (price, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN)
           : NULL;
}

static void
append_prices (GString *words, CabinetSuspensionOffer *offer)
{
  g_autofree char *on = dup_price (&offer->price_on);
  g_autofree char *day = dup_price (&offer->price_day);
  g_autofree char *month = dup_price (&offer->price_month);
  g_autofree char *on_line = on != NULL ? g_strdup_printf (C_ ("price of a block", "%s once"), on) : NULL;
  g_autofree char *day_line =
    day != NULL ? g_strdup_printf (C_ ("price of a block", "%s a day instead of the fees"), day) : NULL;
  g_autofree char *month_line =
    month != NULL ? g_strdup_printf (C_ ("price of a block", "%s a month instead of the fees"), month) : NULL;
  const char *const lines[] = { on_line, day_line, month_line };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      append_line (words, lines[i]);
}

static gboolean
is_free (CabinetSuspensionOffer *offer)
{
  const CabinetMoney *const prices[] = { &offer->price_on, &offer->price_day, &offer->price_month };
  gboolean told = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      if (cabinet_money_is_set (prices[i]) && prices[i]->micros != 0)
        return FALSE;
      told = told || cabinet_money_is_set (prices[i]);
    }
  return told;
}

/**
 * cabinet_suspension_offer_dup_terms:
 * @offer: an offer
 *
 * Returns: (transfer full): how long a block may be, what it costs, how many days are left: lines, as far as
 *   the provider tells
 */
char *
cabinet_suspension_offer_dup_terms (CabinetSuspensionOffer *offer)
{
  GString *words = g_string_new (NULL);

  append_length (words, offer);
  append_prices (words, offer);
  if (is_free (offer))
    append_line (words, C_ ("price of a block", "Free of charge"));
  if (offer->days_left > 0)
    {
      g_autofree char *line = g_strdup_printf (
        ngettext ("%d day can still be blocked", "%d days can still be blocked", (gulong) offer->days_left),
        (int) offer->days_left);

      append_line (words, line);
    }
  return g_string_free (words, FALSE);
}
