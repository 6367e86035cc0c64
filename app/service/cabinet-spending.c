/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-spending.h"

#include "cabinet-account-private.h"

struct _CabinetSpending
{
  GObject parent_instance;

  CabinetAccount *account;
  CabinetDate from, to; /* the period; none = open */
  CabinetDate chosen;   /* the first day of a month; none = the whole period */
  GArray *months;       /* of CabinetSpendingMonth */

  GHashTable *known;   /* "FROM TO" → GPtrArray of CabinetSpendingService */
  GPtrArray *services; /* what was known last; nullable */
  CabinetDate services_month;
  GCancellable *search; /* NULL = none is under way */
  guint idle;
};

enum
{
  MONTHS_CHANGED,
  SERVICES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetSpending, cabinet_spending, G_TYPE_OBJECT)

static CabinetMoney
how_much (CabinetSpending *self, gint64 charged)
{
  return cabinet_money (-charged, self->account->contract->currency);
}

/* Services */

static void
service_free (gpointer data)
{
  CabinetSpendingService *service = data;

  g_free (service->name);
  g_free (service);
}

static char *
dup_days (CabinetSpending *self)
{
  CabinetDate from, to;

  cabinet_spending_get_chosen_days (self, &from, &to);
  return g_strdup_printf ("%u %u", from, to);
}

/* @services: (transfer none) */
static void
show_services (CabinetSpending *self, GPtrArray *services)
{
  g_clear_pointer (&self->services, g_ptr_array_unref);
  self->services = g_ptr_array_ref (services);
  self->services_month = self->chosen;
  g_signal_emit (self, signals[SERVICES_CHANGED], 0);
}

static GPtrArray *
make_services (CabinetSpending *self, GPtrArray *groups)
{
  GPtrArray *services = g_ptr_array_new_with_free_func (service_free);

  for (guint i = 0; i < groups->len; i++)
    {
      CabinetLedgerGroup *group = g_ptr_array_index (groups, i);
      CabinetSpendingService *service;

      if (group->charged == 0)
        continue;
      service = g_new0 (CabinetSpendingService, 1);
      service->name = g_strdup (group->name);
      service->count = group->count;
      service->charged = how_much (self, group->charged);
      g_ptr_array_add (services, service);
    }
  return services;
}

static void
on_services (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups =
    cabinet_archive_add_up_services_finish (CABINET_ARCHIVE (source), result, &error);
  CabinetSpending *self = user_data;
  GPtrArray *services;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->search);
  if (groups == NULL)
    {
      if (!self->account->core->closed)
        g_warning ("services could not be added up: %s", error->message);
      return;
    }
  services = make_services (self, groups);
  g_hash_table_insert (self->known, dup_days (self), services);
  show_services (self, services);
}

static gboolean
on_idle (gpointer user_data)
{
  CabinetSpending *self = user_data;
  CabinetDate from, to;

  self->idle = 0;
  self->search = g_cancellable_new ();
  cabinet_spending_get_chosen_days (self, &from, &to);
  cabinet_archive_add_up_services_async (self->account->core->archive, self->account->id, from, to,
                                         self->search, on_services, self);
  return G_SOURCE_REMOVE;
}

static void
stop_search (CabinetSpending *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

/* After what is to be drawn first. */
static void
find_services (CabinetSpending *self)
{
  g_autofree char *days = dup_days (self);
  GPtrArray *services = g_hash_table_lookup (self->known, days);

  stop_search (self);
  if (services != NULL)
    show_services (self, services);
  else
    self->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

/* Months */

static CabinetSpendingMonth *
get_month (CabinetSpending *self, guint index)
{
  return &g_array_index (self->months, CabinetSpendingMonth, index);
}

static CabinetDate
get_last (CabinetSpending *self)
{
  return self->months->len > 0 ? get_month (self, self->months->len - 1)->month : CABINET_DATE_NONE;
}

/* NULL = it is not among those shown. */
static CabinetSpendingMonth *
find_month (CabinetSpending *self, CabinetDate month)
{
  for (guint i = 0; i < self->months->len; i++)
    if (get_month (self, i)->month == month)
      return get_month (self, i);
  return NULL;
}

/* The month to end with: that of the period, unless it is shown already, so that a month which is looked at
 * stays where it is; as late as a whole year needs. */
static CabinetDate
find_end (CabinetSpending *self, CabinetDate oldest, CabinetDate newest)
{
  CabinetDate end = newest;

  if (self->to != CABINET_DATE_NONE)
    end = CLAMP (cabinet_date_month_start (self->to), oldest, newest);
  if (end < newest && find_month (self, end) != NULL)
    end = MIN (get_last (self), newest);
  return MAX (end, MIN (newest, cabinet_date_add_months (oldest, CABINET_SPENDING_MONTHS - 1)));
}

/* @archived: (element-type CabinetLedgerMonth): newest first; months of which nothing is archived cost
 * nothing. */
static void
take_months (CabinetSpending *self, GArray *archived)
{
  CabinetDate newest, oldest, end, month;

  if (archived->len == 0)
    {
      g_array_set_size (self->months, 0);
      return;
    }
  newest = g_array_index (archived, CabinetLedgerMonth, 0).month;
  oldest = g_array_index (archived, CabinetLedgerMonth, archived->len - 1).month;
  end = find_end (self, oldest, newest);
  month = MAX (oldest, cabinet_date_add_months (end, 1 - CABINET_SPENDING_MONTHS));
  g_array_set_size (self->months, 0);
  for (; month <= end; month = cabinet_date_add_months (month, 1))
    {
      CabinetSpendingMonth shown = { month, how_much (self, 0) };

      g_array_append_val (self->months, shown);
    }
  for (guint i = 0; i < archived->len; i++)
    {
      CabinetLedgerMonth *known = &g_array_index (archived, CabinetLedgerMonth, i);
      CabinetSpendingMonth *shown = find_month (self, known->month);

      if (shown != NULL)
        shown->charged = how_much (self, known->charged);
    }
}

static void
load_months (CabinetSpending *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) archived =
    cabinet_archive_query_months (self->account->core->archive, self->account->id, NULL, &error);

  if (archived == NULL)
    g_warning ("months could not be read: %s", error->message);
  else
    take_months (self, archived);
}

/* The newest month of the period; none = nothing of it is archived. */
static CabinetDate
find_newest (CabinetSpending *self)
{
  CabinetDate month = get_last (self);

  if (self->to != CABINET_DATE_NONE)
    month = MIN (month, cabinet_date_month_start (self->to));
  return find_month (self, month) != NULL && cabinet_spending_has_month (self, month) ? month
                                                                                      : CABINET_DATE_NONE;
}

static void
on_ledger_changed (CabinetSpending *self)
{
  gboolean newest = self->chosen == find_newest (self);

  g_hash_table_remove_all (self->known);
  load_months (self);
  if (newest || (self->chosen != CABINET_DATE_NONE && find_month (self, self->chosen) == NULL))
    self->chosen = find_newest (self);
  g_signal_emit (self, signals[MONTHS_CHANGED], 0);
  find_services (self);
}

/**
 * cabinet_spending_set_period:
 * @self: what was charged
 * @from: the first day, or none
 * @to: the last day, or none
 *
 * Chooses the newest month of the period.
 */
void
cabinet_spending_set_period (CabinetSpending *self, CabinetDate from, CabinetDate to)
{
  g_return_if_fail (CABINET_IS_SPENDING (self));

  if (self->from == from && self->to == to)
    return;
  self->from = from;
  self->to = to;
  load_months (self);
  self->chosen = find_newest (self);
  g_signal_emit (self, signals[MONTHS_CHANGED], 0);
  find_services (self);
}

/**
 * cabinet_spending_choose:
 * @self: what was charged
 * @month: whose services to show; none = those of the whole period
 */
void
cabinet_spending_choose (CabinetSpending *self, CabinetDate month)
{
  g_return_if_fail (CABINET_IS_SPENDING (self));

  if (month != CABINET_DATE_NONE)
    month = cabinet_date_month_start (month);
  if (self->chosen == month || (month != CABINET_DATE_NONE && find_month (self, month) == NULL))
    return;
  self->chosen = month;
  g_signal_emit (self, signals[MONTHS_CHANGED], 0);
  find_services (self);
}

/* The month whose services are shown; none = the whole period. */
CabinetDate
cabinet_spending_get_chosen (CabinetSpending *self)
{
  g_return_val_if_fail (CABINET_IS_SPENDING (self), CABINET_DATE_NONE);

  return self->chosen;
}

/* The chosen month, or the period (none = open). */
void
cabinet_spending_get_chosen_days (CabinetSpending *self, CabinetDate *from, CabinetDate *to)
{
  g_return_if_fail (CABINET_IS_SPENDING (self));

  *from = self->chosen != CABINET_DATE_NONE ? self->chosen : self->from;
  *to = self->chosen != CABINET_DATE_NONE ? cabinet_date_month_end (self->chosen) : self->to;
}

gboolean
cabinet_spending_is_narrow (CabinetSpending *self)
{
  CabinetDate from, to;

  cabinet_spending_get_chosen_days (self, &from, &to);
  return from == self->from && to == self->to;
}

CabinetAccount *
cabinet_spending_get_account (CabinetSpending *self)
{
  g_return_val_if_fail (CABINET_IS_SPENDING (self), NULL);

  return self->account;
}

GArray *
cabinet_spending_get_months (CabinetSpending *self)
{
  g_return_val_if_fail (CABINET_IS_SPENDING (self), NULL);

  return self->months;
}

gboolean
cabinet_spending_has_month (CabinetSpending *self, CabinetDate month)
{
  g_return_val_if_fail (CABINET_IS_SPENDING (self), FALSE);

  return (self->from == CABINET_DATE_NONE || cabinet_date_month_end (month) >= self->from)
         && (self->to == CABINET_DATE_NONE || cabinet_date_month_start (month) <= self->to);
}

/**
 * cabinet_spending_get_average:
 * @self: what was charged
 *
 * Returns: what a month cost on average, of those shown that are over; not set if less than two are
 */
CabinetMoney
cabinet_spending_get_average (CabinetSpending *self)
{
  CabinetMoney none = { 0 };
  CabinetDate today;
  gint64 sum = 0;
  guint n = 0;

  g_return_val_if_fail (CABINET_IS_SPENDING (self), none);

  today = cabinet_account_get_today (self->account);
  for (guint i = 0; i < self->months->len; i++)
    if (cabinet_date_month_end (get_month (self, i)->month) < today)
      {
        sum += get_month (self, i)->charged.micros;
        n++;
      }
  return n >= 2 ? cabinet_money ((sum + n / 2) / n, self->account->contract->currency) : none;
}

/**
 * cabinet_spending_get_services:
 * @self: what was charged
 * @month: (out): the month that they are of; none = the whole period
 *
 * For a moment after another month was chosen, these are still those of the one before.
 *
 * Returns: (transfer none) (nullable) (element-type CabinetSpendingService): dearest first
 */
GPtrArray *
cabinet_spending_get_services (CabinetSpending *self, CabinetDate *month)
{
  g_return_val_if_fail (CABINET_IS_SPENDING (self), NULL);

  *month = self->services_month;
  return self->services;
}

static void
cabinet_spending_finalize (GObject *object)
{
  CabinetSpending *self = CABINET_SPENDING (object);

  stop_search (self);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_hash_table_unref (self->known);
  g_array_unref (self->months);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (cabinet_spending_parent_class)->finalize (object);
}

static void
cabinet_spending_class_init (CabinetSpendingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_spending_finalize;
  signals[MONTHS_CHANGED] = g_signal_new ("months-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SERVICES_CHANGED] = g_signal_new ("services-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cabinet_spending_init (CabinetSpending *self)
{
  self->months = g_array_new (FALSE, TRUE, sizeof (CabinetSpendingMonth));
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * cabinet_spending_new:
 * @account: whose charges
 *
 * Returns: (transfer full): of all that is archived, with the newest month chosen
 */
CabinetSpending *
cabinet_spending_new (CabinetAccount *account)
{
  CabinetSpending *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  self = g_object_new (CABINET_TYPE_SPENDING, NULL);
  self->account = g_object_ref (account);
  load_months (self);
  self->chosen = find_newest (self);
  g_signal_connect_object (account, "ledger-changed", G_CALLBACK (on_ledger_changed), self,
                           G_CONNECT_SWAPPED);
  find_services (self);
  return self;
}
