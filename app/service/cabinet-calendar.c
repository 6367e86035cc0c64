/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-calendar.h"

#include <glib/gi18n-lib.h>

#include "cabinet-notice-feed.h"
#include "cabinet-plan.h"

G_DEFINE_ENUM_TYPE (CabinetCalendarKind,
                    cabinet_calendar_kind,
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_CHARGE, "charge"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_CHANGE, "change"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_PROMISE, "promise"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_SUSPENSION, "suspension"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_WORKS, "works"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_OUTAGE, "outage"),
                    G_DEFINE_ENUM_VALUE (CABINET_CALENDAR_PRICE_CHANGE, "price-change"))

static void
entry_free (gpointer data)
{
  CabinetCalendarEntry *entry = data;

  g_free (entry->title);
  g_free (entry);
}

static CabinetCalendarEntry *
add (GPtrArray *entries, CabinetCalendarKind kind, CabinetDate date, const char *title)
{
  CabinetCalendarEntry *entry = g_new0 (CabinetCalendarEntry, 1);

  entry->kind = kind;
  entry->date = date;
  entry->title = g_strdup (title);
  g_ptr_array_add (entries, entry);
  return entry;
}

static void
add_overview (GPtrArray *entries, CabinetOverview *overview)
{
  for (guint i = 0; i < cabinet_list_length (overview->next_charges); i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (overview->next_charges, i);

      add (entries, CABINET_CALENDAR_CHARGE, charge->on, charge->title)->amount = charge->amount;
    }
  for (guint i = 0; i < cabinet_list_length (overview->pending); i++)
    {
      CabinetPendingChange *change = cabinet_list_get (overview->pending, i);

      /* A block has its own days, which the plan knows. */
      if (change->kind != CABINET_CHANGE_KIND_SUSPEND && change->kind != CABINET_CHANGE_KIND_RESUME)
        add (entries, CABINET_CALENDAR_CHANGE, change->effective_on, change->title);
    }
}

static void
add_plan (GPtrArray *entries, CabinetPlan *plan)
{
  CabinetPromiseOffer *promise = cabinet_plan_get_promise (plan);
  CabinetSuspensionOffer *block = cabinet_plan_get_suspension (plan);

  if (promise != NULL && cabinet_money_is_set (&promise->active))
    add (entries, CABINET_CALENDAR_PROMISE, promise->active_until, _ ("Promised payment ends"));
  if (block != NULL
      && (block->state == CABINET_SUSPENSION_STATE_SCHEDULED
          || block->state == CABINET_SUSPENSION_STATE_RUNNING))
    add (entries, CABINET_CALENDAR_SUSPENSION, block->from, _ ("Voluntary block"))->until = block->to;
}

static void
add_notice (GPtrArray *entries, CabinetNotice *notice, GTimeZone *zone)
{
  gboolean outage = notice->kind == CABINET_NOTICE_KIND_OUTAGE;
  CabinetCalendarEntry *entry;

  if (notice->kind == CABINET_NOTICE_KIND_PRICE_CHANGE)
    add (entries, CABINET_CALENDAR_PRICE_CHANGE, notice->effective_on, notice->title);
  if ((notice->kind != CABINET_NOTICE_KIND_WORKS && !outage) || notice->starts_at == 0)
    return;
  entry = add (entries, outage ? CABINET_CALENDAR_OUTAGE : CABINET_CALENDAR_WORKS,
               cabinet_date_of_instant (notice->starts_at, zone), notice->title);
  entry->starts_at = notice->starts_at;
  entry->ends_at = notice->ends_at;
  if (notice->ends_at != 0)
    entry->until = cabinet_date_of_instant (notice->ends_at, zone);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CabinetCalendarEntry *one = *(CabinetCalendarEntry *const *) a;
  const CabinetCalendarEntry *other = *(CabinetCalendarEntry *const *) b;

  if (one->date != other->date)
    return one->date < other->date ? -1 : 1;
  if (one->starts_at != other->starts_at)
    return one->starts_at < other->starts_at ? -1 : 1;
  return one->kind - other->kind;
}

GPtrArray *
cabinet_account_list_calendar (CabinetAccount *account)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  CabinetOverview *overview;
  CabinetDate today;
  GListModel *feed;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  overview = cabinet_account_get_overview (account);
  today = cabinet_account_get_today (account);
  feed = G_LIST_MODEL (cabinet_account_get_notice_feed (account));
  if (overview != NULL)
    add_overview (entries, overview);
  add_plan (entries, cabinet_account_get_plan (account));
  for (guint i = 0; i < g_list_model_get_n_items (feed); i++)
    {
      g_autoptr (CabinetNotice) notice = g_list_model_get_item (feed, i);

      add_notice (entries, notice, cabinet_account_get_zone (account));
    }
  for (guint i = entries->len; i > 0; i--)
    {
      CabinetCalendarEntry *entry = g_ptr_array_index (entries, i - 1);

      if (entry->date == CABINET_DATE_NONE || MAX (entry->date, entry->until) < today)
        g_ptr_array_remove_index (entries, i - 1);
    }
  g_ptr_array_sort (entries, compare);
  return g_steal_pointer (&entries);
}
