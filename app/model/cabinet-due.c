/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-charging.h"

#include <glib/gi18n-lib.h>

#define LONGEST 62 /* days from any day to the end of the next month, and more */

static void
add_within_range (gint64 *total, gint64 more)
{
  if (__builtin_add_overflow (*total, more, total))
    *total = more > 0 ? G_MAXINT64 : G_MININT64;
}

static CabinetDuePart *
add_part (CabinetDue *due, CabinetDuePartKind kind, CabinetMoney amount)
{
  g_autoptr (CabinetDuePart) part = g_object_new (CABINET_TYPE_DUE_PART, NULL);

  part->kind = kind;
  part->amount = amount;
  g_list_store_append (due->parts, part);
  return part; /* kept by the list */
}

/* What the sum is reckoned from. */
typedef struct
{
  CabinetChargingRule *rule;
  GListModel *services;
  GListModel *pending; /* nullable */
  const char *currency;
} Terms;

static GListModel *
services_on (const Terms *terms, CabinetDate date)
{
  return cabinet_charging_services_on (terms->services, terms->pending, date);
}

static gint64
charge_on (const Terms *terms, CabinetDate date)
{
  return cabinet_charging_total_on (terms->rule, services_on (terms, date), date, terms->currency).micros;
}

/* What daily parts take from @from to @end. */
static void
add_days (CabinetDue *due, const Terms *terms, CabinetDate from, CabinetDate end)
{
  CabinetMoney total = cabinet_money (0, terms->currency);
  CabinetDuePart *part;

  for (CabinetDate date = from; date <= end; date++)
    add_within_range (&total.micros, -charge_on (terms, date));
  if (total.micros == 0)
    return;
  part = add_part (due, CABINET_DUE_PART_KIND_DAYS, total);
  part->days = end - from + 1;
  part->until = end;
}

/* One whole fee a service. */
static void
add_fees (CabinetDue *due, GListModel *services, CabinetDate month, const char *currency)
{
  for (guint i = 0; i < cabinet_list_length (services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (services, i);
      CabinetMoney fee = cabinet_charging_service_fee (service, currency);
      CabinetDuePart *part;

      if (fee.micros == 0)
        continue;
      fee.micros = -fee.micros;
      part = add_part (due, CABINET_DUE_PART_KIND_FEE, fee);
      part->title = g_strdup (service->title);
      part->month = month;
    }
}

/* A month of daily parts: a fee a service, or by days if something begins or ends inside it. */
static void
add_month (CabinetDue *due, const Terms *terms, CabinetDate month)
{
  GListModel *services = services_on (terms, month);
  CabinetDate end = cabinet_date_month_end (month);

  if (services_on (terms, end) == services)
    add_fees (due, services, month, terms->currency);
  else
    add_days (due, terms, month, end);
}

/* The last day before a charge that @balance does not cover; @today if nothing is charged at all. */
static CabinetDate
last_covered_day (gint64 balance, const Terms *terms, CabinetDate today)
{
  for (CabinetDate date = today + 1; date <= today + LONGEST; date++)
    {
      gint64 charge = charge_on (terms, date);

      add_within_range (&balance, -charge);
      if (charge > 0 && balance < 0)
        return date - 1;
    }
  return today;
}

/**
 * cabinet_due_compute:
 * @balance: of the account on @today, today's charge already taken; a promised payment is not in it
 * @rule: how fees are taken
 * @services: of #CabinetServiceLine, connected on @today
 * @pending: (nullable): of #CabinetPendingChange, each counted from its day on
 * @today: in the contract's zone
 *
 * The sum that makes the money last (D2): by daily parts to the end of the next month, by a monthly
 * fee to the day before the charge that follows the next one (which is the same if the fee is taken on
 * the 1st). The parts explain it also where nothing is due.
 *
 * Returns: (transfer full): the sum, rounded up, and its parts
 */
CabinetDue *
cabinet_due_compute (const CabinetMoney *balance,
                     CabinetChargingRule *rule,
                     GListModel *services,
                     GListModel *pending,
                     CabinetDate today)
{
  CabinetDue *due = g_object_new (CABINET_TYPE_DUE, NULL);
  const Terms terms = { rule, services, pending, balance->currency };
  CabinetDate next = cabinet_charging_next_date (rule, today);
  gint64 sum = 0;

  due->amount = cabinet_money (0, balance->currency);
  add_part (due, CABINET_DUE_PART_KIND_BALANCE, *balance);
  if (rule->kind == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    {
      CabinetDate month = cabinet_date_add_months (cabinet_date_month_start (today), 1);

      add_days (due, &terms, today + 1, cabinet_date_month_end (today));
      add_month (due, &terms, month);
      due->until = cabinet_date_month_end (month);
    }
  else if (next != CABINET_DATE_NONE)
    {
      add_fees (due, services_on (&terms, next), cabinet_date_month_start (next), terms.currency);
      due->until = MAX (cabinet_charging_next_date (rule, next), next + 1) - 1;
    }

  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    add_within_range (&sum, ((CabinetDuePart *) cabinet_list_get (due->parts, i))->amount.micros);
  if (sum < 0)
    {
      due->amount.micros = sum == G_MININT64 ? G_MAXINT64 : -sum;
      due->amount = cabinet_money_round (&due->amount, CABINET_ROUND_UP);
      due->by = last_covered_day (balance->micros, &terms, today);
    }
  return due;
}

/* What each of @part's days costs. Returns: whether they cost the same, to the currency's digits. */
static gboolean
find_cost_of_day (CabinetDuePart *part, CabinetMoney *cost)
{
  gint64 total = part->amount.micros;

  if (part->days < 1 || total == G_MININT64 || total % part->days != 0)
    return FALSE;
  *cost = cabinet_money (-(total / part->days), part->amount.currency);
  return cabinet_money_round (cost, CABINET_ROUND_DOWN).micros == cost->micros;
}

/* "9 × 25.00" if the days cost the same, else "9 days". */
static char *
days_label (CabinetDuePart *part, CabinetDate reference)
{
  g_autofree char *until = cabinet_date_format (part->until, CABINET_DATE_STYLE_LONG, reference);
  g_autofree char *words = NULL;
  int days = CLAMP (part->days, 0, G_MAXINT);
  CabinetMoney cost;

  if (find_cost_of_day (part, &cost))
    {
      words = cabinet_money_format (&cost, CABINET_ROUND_DOWN, CABINET_MONEY_NO_SYMBOL);
      /* Translators: charges of the days left in a month, "Until 30 November: 9 × 25.00": the last day,
       * the number of days, the charge of a day */
      return g_strdup_printf (C_ ("due part", "Until %1$s: %2$d × %3$s"), until, days, words);
    }
  words = g_strdup_printf (ngettext ("%d day", "%d days", days), days);
  /* Translators: charges of the days left in a month, "Until 31 December: 9 days" */
  return g_strdup_printf (C_ ("due part", "Until %1$s: %2$s"), until, words);
}

static char *
fee_label (CabinetDuePart *part)
{
  const char *title = part->title != NULL ? part->title : C_ ("due part", "Fee");
  g_autofree char *month = NULL;

  if (part->month == CABINET_DATE_NONE)
    return g_strdup (title);
  month = cabinet_date_format (part->month, CABINET_DATE_STYLE_MONTH_NAME, CABINET_DATE_NONE);
  /* Translators: a service and the month that its fee is for: "Internet “Home 300”, December" */
  return g_strdup_printf (C_ ("due part", "%1$s, %2$s"), title, month);
}

/**
 * cabinet_due_part_dup_label:
 * @reference: the day it is written on
 *
 * Returns: (transfer full): what the part is, in the person's language
 */
char *
cabinet_due_part_dup_label (CabinetDuePart *part, CabinetDate reference)
{
  switch (part->kind)
    {
    case CABINET_DUE_PART_KIND_BALANCE:
      return g_strdup (part->title != NULL ? part->title : C_ ("due part", "Balance now"));
    case CABINET_DUE_PART_KIND_DAYS:
      return days_label (part, reference);
    case CABINET_DUE_PART_KIND_FEE:
      return fee_label (part);
    case CABINET_DUE_PART_KIND_OTHER:
    case CABINET_DUE_PART_KIND_UNKNOWN:
    default:
      return g_strdup (part->title != NULL ? part->title : C_ ("due part", "Other"));
    }
}
