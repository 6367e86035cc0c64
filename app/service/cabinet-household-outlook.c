/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-household-outlook.h"

#include <glib/gi18n-lib.h>

#include "cabinet-notice-feed.h"
#include "cabinet-totals.h"

static gboolean
has_real_ones (GListModel *accounts)
{
  for (guint i = 0; i < cabinet_list_length (accounts); i++)
    {
      CabinetAccount *account = cabinet_list_get (accounts, i);

      if (!cabinet_account_get_demo (account) && !cabinet_account_get_hidden (account))
        return TRUE;
    }
  return FALSE;
}

/* (element-type CabinetAccount): those that count. */
static GPtrArray *
list_counted (GListModel *accounts)
{
  GPtrArray *counted = g_ptr_array_new ();
  gboolean real = has_real_ones (accounts);

  for (guint i = 0; i < cabinet_list_length (accounts); i++)
    {
      CabinetAccount *account = cabinet_list_get (accounts, i);

      if (!cabinet_account_get_hidden (account) && !cabinet_account_get_guest (account)
          && !(real && cabinet_account_get_demo (account)))
        g_ptr_array_add (counted, account);
    }
  return counted;
}

static CabinetLine *
get_line (CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);

  return overview != NULL ? overview->line : NULL;
}

static gboolean
is_in_debt (CabinetAccount *account)
{
  CabinetLine *line = get_line (account);
  CabinetBalance *balance = cabinet_account_get_main_balance (account);

  if (line != NULL && line->state == CABINET_LINE_STATE_CLOSED)
    return FALSE;
  if (line != NULL && (line->state == CABINET_LINE_STATE_DEBT || line->debt_since != CABINET_DATE_NONE))
    return TRUE;
  return balance != NULL && cabinet_money_is_set (&balance->amount)
         && balance->amount.micros + balance->credit.micros < 0;
}

static gboolean
is_overdue (CabinetAccount *account)
{
  CabinetDue *due = cabinet_account_get_due (account);

  return is_in_debt (account)
         || (due->by != CABINET_DATE_NONE && due->by < cabinet_account_get_today (account));
}

/* Of two that must be paid: what is late first, then by the day. */
static gboolean
is_more_urgent (CabinetAccount *a, CabinetAccount *b)
{
  CabinetDate a_by = cabinet_account_get_due (a)->by, b_by = cabinet_account_get_due (b)->by;

  if (is_overdue (a) != is_overdue (b))
    return is_overdue (a);
  return a_by != CABINET_DATE_NONE && (b_by == CABINET_DATE_NONE || a_by < b_by);
}

/* The total of what stands in the rows. */
static void
add_balance (CabinetHouseholdDue *self, CabinetAccount *account)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  const CabinetMoney *today = balance != NULL ? &balance->amount : NULL;
  CabinetMoney shown;

  if (forecast != NULL && cabinet_money_is_set (&forecast->balance_today))
    today = &forecast->balance_today;
  if (today == NULL || !cabinet_money_is_set (today))
    return;
  shown = cabinet_money_round (today, CABINET_ROUND_DOWN);
  cabinet_totals_add (self->balances, &shown, NULL);
}

static void
add_due (CabinetHouseholdDue *self, CabinetAccount *account)
{
  CabinetDue *due = cabinet_account_get_due (account);
  CabinetMoney shown;

  if (due == NULL || !cabinet_money_is_set (&due->amount))
    {
      self->n_unknown++;
      return;
    }
  if (due->amount.micros <= 0)
    return;
  shown = cabinet_money_round (&due->amount, CABINET_ROUND_UP);
  if (!cabinet_totals_add (self->sums, &shown, NULL))
    return;
  self->n_due++;
  if (self->first == NULL || is_more_urgent (account, self->first))
    g_set_object (&self->first, account);
}

/**
 * cabinet_household_due_new:
 * @accounts: a list of CabinetAccount
 *
 * Returns: (transfer full): what is to be paid, from what is known now
 */
CabinetHouseholdDue *
cabinet_household_due_new (GListModel *accounts)
{
  CabinetHouseholdDue *self = g_new0 (CabinetHouseholdDue, 1);
  g_autoptr (GPtrArray) counted = list_counted (accounts);

  self->sums = cabinet_totals_new ();
  self->balances = cabinet_totals_new ();
  self->n_counted = counted->len;
  for (guint i = 0; i < counted->len; i++)
    {
      add_balance (self, g_ptr_array_index (counted, i));
      add_due (self, g_ptr_array_index (counted, i));
    }
  self->overdue = self->first != NULL && is_overdue (self->first);
  return self;
}

void
cabinet_household_due_free (CabinetHouseholdDue *self)
{
  g_array_unref (self->sums);
  g_array_unref (self->balances);
  g_clear_object (&self->first);
  g_free (self);
}

static void
event_free (gpointer data)
{
  CabinetHouseholdEvent *self = data;

  g_object_unref (self->account);
  g_clear_object (&self->notice);
  g_free (self);
}

static CabinetHouseholdEvent *
add_event (GPtrArray *events, CabinetAccount *account, CabinetHouseholdEventKind kind, CabinetDate on)
{
  CabinetHouseholdEvent *event = g_new0 (CabinetHouseholdEvent, 1);

  event->kind = kind;
  event->on = on;
  event->account = g_object_ref (account);
  g_ptr_array_add (events, event);
  return event;
}

static gboolean
is_within (CabinetDate date, CabinetDate today, int days)
{
  return date != CABINET_DATE_NONE && date >= today && date <= today + days;
}

/* What is taken on one day is told of once. */
static void
add_charges (GPtrArray *events, CabinetAccount *account, CabinetDate today, int days)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetHouseholdEvent *last = NULL;

  if (overview->rule != NULL && overview->rule->kind == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return;
  for (guint i = 0; i < cabinet_list_length (overview->next_charges); i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (overview->next_charges, i);

      if (!is_within (charge->on, today, days) || !cabinet_money_is_set (&charge->amount))
        continue;
      if (last != NULL && last->on == charge->on && cabinet_money_add (&last->amount, &charge->amount, NULL))
        continue;
      last = add_event (events, account, CABINET_HOUSEHOLD_EVENT_CHARGE, charge->on);
      last->amount = charge->amount;
    }
}

/* What is announced, or goes on. */
static void
add_works (GPtrArray *events, CabinetAccount *account, CabinetDate today, int days)
{
  GTimeZone *zone = cabinet_account_get_zone (account);
  gpointer feed = cabinet_account_get_notice_feed (account);

  for (guint i = 0; i < cabinet_list_length (feed); i++)
    {
      CabinetNotice *notice = cabinet_list_get (feed, i);
      CabinetDate from, to;

      if ((notice->kind != CABINET_NOTICE_KIND_WORKS && notice->kind != CABINET_NOTICE_KIND_OUTAGE)
          || notice->starts_at == 0)
        continue;
      from = cabinet_date_of_instant (notice->starts_at, zone);
      to = notice->ends_at != 0 ? cabinet_date_of_instant (notice->ends_at, zone) : from;
      if (to >= today && is_within (MAX (from, today), today, days))
        add_event (events, account, CABINET_HOUSEHOLD_EVENT_WORKS, MAX (from, today))->notice =
          g_object_ref (notice);
    }
}

static void
add_events (GPtrArray *events, CabinetAccount *account, int days)
{
  CabinetDate today = cabinet_account_get_today (account);
  CabinetForecast *forecast = cabinet_account_get_forecast (account);
  CabinetLine *line = get_line (account);

  if (line == NULL || line->state == CABINET_LINE_STATE_CLOSED)
    return;
  if (is_in_debt (account))
    add_event (events, account, CABINET_HOUSEHOLD_EVENT_DEBT, today);
  if (line->next_on != CABINET_DATE_NONE && line->next_on > today && is_within (line->next_on, today, days))
    add_event (events, account, CABINET_HOUSEHOLD_EVENT_LINE, line->next_on);
  add_works (events, account, today, days);
  if (line->state == CABINET_LINE_STATE_SUSPENDED)
    return;
  add_charges (events, account, today, days);
  if (forecast != NULL && !is_in_debt (account) && is_within (forecast->shortage_on, today, days))
    add_event (events, account, CABINET_HOUSEHOLD_EVENT_SHORTAGE, forecast->shortage_on);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const CabinetHouseholdEvent *first = *(CabinetHouseholdEvent *const *) a;
  const CabinetHouseholdEvent *second = *(CabinetHouseholdEvent *const *) b;

  if (first->on != second->on)
    return first->on < second->on ? -1 : 1;
  return (int) first->kind - (int) second->kind;
}

/**
 * cabinet_household_list_events:
 * @accounts: a list of CabinetAccount
 * @days: how far to look ahead
 *
 * Returns: (transfer full) (element-type CabinetHouseholdEvent): what comes, nearest first
 */
GPtrArray *
cabinet_household_list_events (GListModel *accounts, int days)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (GPtrArray) counted = list_counted (accounts);

  for (guint i = 0; i < counted->len; i++)
    add_events (events, g_ptr_array_index (counted, i), days);
  g_ptr_array_sort (events, compare_events);
  return events;
}

static const char *
line_words (CabinetLine *line)
{
  switch (line->next_state)
    {
    case CABINET_LINE_STATE_THROTTLED:
      return C_ ("date", "the speed is cut");
    case CABINET_LINE_STATE_BLOCKED:
      return C_ ("date", "the line is blocked");
    case CABINET_LINE_STATE_CLOSED:
      return C_ ("date", "the contract ends");
    case CABINET_LINE_STATE_SUSPENDED:
      return C_ ("date", "the pause begins");
    case CABINET_LINE_STATE_ACTIVE:
      return C_ ("date", "works again");
    case CABINET_LINE_STATE_DEBT:
    case CABINET_LINE_STATE_UNKNOWN:
    default:
      return C_ ("date", "the state changes");
    }
}

/** cabinet_household_event_dup_words: "money runs out", "650,00 ₽ are charged" (transfer full). */
char *
cabinet_household_event_dup_words (CabinetHouseholdEvent *event)
{
  CabinetMoney taken = cabinet_money (-event->amount.micros, event->amount.currency);
  g_autofree char *sum = NULL;

  switch (event->kind)
    {
    case CABINET_HOUSEHOLD_EVENT_DEBT:
      return g_strdup (C_ ("date", "in debt"));
    case CABINET_HOUSEHOLD_EVENT_LINE:
      return g_strdup (line_words (get_line (event->account)));
    case CABINET_HOUSEHOLD_EVENT_WORKS:
      return g_strdup (event->notice->kind == CABINET_NOTICE_KIND_OUTAGE ? C_ ("date", "no connection")
                                                                         : C_ ("date", "works on the line"));
    case CABINET_HOUSEHOLD_EVENT_CHARGE:
      sum = cabinet_money_format (&taken, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
      /* Translators: on a date; %s is a sum */
      return g_strdup_printf (C_ ("date", "%s will be charged"), sum);
    case CABINET_HOUSEHOLD_EVENT_SHORTAGE:
    default:
      return g_strdup (C_ ("date", "the money runs out"));
    }
}
