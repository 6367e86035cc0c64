/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-history.h"

#include "demo-random.h"

/* A history is told backwards, from the balance that is wanted at its end: each day gives back what was
 * charged, and where the sum grows too large there must have been a payment. So every balance is the sum of
 * its operations, the end is exact, and no charge of a "stop" rule was ever taken without money. */

typedef struct
{
  DemoContract *contract;
  DemoRandom random;
  const DemoEvent *events; /* told in advance; NULL = none */
  GArray *entries;         /* newest first */
  CabinetDate first;
  CabinetDate quiet_to; /* payments from this day on are told in advance */
  gint64 balance;       /* at the end of the day that is looked at */
  gint64 month_fee;
  gint64 threshold; /* a larger balance is explained by a payment (daily rules) */
  int pay_day;      /* of the month that is looked at (monthly rules) */
  gint64 rows_left; /* -1 = as they come */
} History;

static void
take (History *self, const DemoEntry *entry)
{
  if (self->rows_left == 0)
    return;
  g_array_append_val (self->entries, *entry);
  self->balance -= entry->amount;
  if (self->rows_left > 0)
    self->rows_left--;
}

/**
 * demo_history_add_charges:
 * @entries: of #DemoEntry
 *
 * Appends what the tenant's rule takes at the midnight that begins @date: one row a day where the fee is
 * taken daily, else one a service.
 */
void
demo_history_add_charges (DemoContract *contract, CabinetDate date, GArray *entries)
{
  DemoEntry entry = {
    .date = date, .kind = CABINET_OPERATION_KIND_CHARGE, .title = DEMO_TITLE_FEE, .service = -1
  };

  entry.amount = -demo_contract_charge_on (contract, date);
  if (entry.amount == 0)
    return;
  if (contract->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    {
      g_array_append_val (entries, entry);
      return;
    }
  entry.title = DEMO_TITLE_FEE_MONTH;
  for (int i = 0; i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_service_on (contract, i, date);

      if (service == NULL || service->fee == 0)
        continue;
      entry.amount = -service->fee;
      entry.service = (gint8) i;
      g_array_append_val (entries, entry);
    }
}

/**
 * demo_history_stopped_on:
 *
 * Returns: the first day that was not covered when the history was made; none if all are
 */
CabinetDate
demo_history_stopped_on (DemoContract *contract)
{
  int unpaid = contract->situation->unpaid;

  if (unpaid == 0)
    return CABINET_DATE_NONE;
  if (contract->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return contract->born - (CabinetDate) unpaid + 1;
  return cabinet_date_add_months (cabinet_date_month_start (contract->born), 1 - unpaid)
         + (CabinetDate) contract->tenant->day - 1;
}

static CabinetDate
event_date (History *self, const DemoEvent *event)
{
  if (event->months_ago == 0)
    return self->contract->born - (CabinetDate) event->days_ago;
  return cabinet_date_add_months (cabinet_date_month_start (self->contract->born), -event->months_ago)
         + (CabinetDate) event->month_day - 1;
}

/* Payments of the last weeks are either all told in advance or all found. */
static CabinetDate
find_quiet (History *self)
{
  CabinetDate quiet = self->contract->born;

  for (const DemoEvent *e = self->events; e != NULL && e->amount != 0; e++)
    if (e->months_ago <= 2)
      quiet = MIN (quiet, event_date (self, e));
  return quiet;
}

static void
take_events (History *self, CabinetDate date)
{
  for (const DemoEvent *e = self->events; e != NULL && e->amount != 0; e++)
    {
      DemoEntry entry = {
        .date = date, .minute = (gint16) e->minute, .kind = (guint8) e->kind, .service = -1
      };

      /* A recalculation that nobody could have spent is left out. */
      if (event_date (self, e) != date
          || (e->kind == CABINET_OPERATION_KIND_CORRECTION && e->amount > self->balance))
        continue;
      entry.amount = e->amount;
      entry.method = (guint8) e->method;
      entry.title = (guint8) demo_method_title (e->method);
      if (e->kind == CABINET_OPERATION_KIND_CORRECTION)
        {
          entry.title = DEMO_TITLE_OUTAGE;
          entry.note = DEMO_NOTE_OUTAGE;
        }
      else if (e->kind == CABINET_OPERATION_KIND_REFUND)
        {
          entry.title = DEMO_TITLE_DOUBLE_PAYMENT;
          entry.note = DEMO_NOTE_DOUBLE_PAYMENT;
        }
      take (self, &entry);
    }
}

static void
take_payment (History *self, CabinetDate date, gint64 amount)
{
  static const DemoMethod methods[] = { DEMO_METHOD_MIR_4417, DEMO_METHOD_MIR_4417, DEMO_METHOD_MIR_4417,
                                        DEMO_METHOD_SBP_VTB,  DEMO_METHOD_SBP_SBER, DEMO_METHOD_SBP_SBER,
                                        DEMO_METHOD_TERMINAL, DEMO_METHOD_MIR_0921, DEMO_METHOD_SBERBANK,
                                        DEMO_METHOD_OFFICE };
  DemoEntry entry = { .date = date, .kind = CABINET_OPERATION_KIND_PAYMENT, .service = -1, .amount = amount };

  entry.minute = (gint16) demo_random_range (&self->random, 8 * 60, 21 * 60 + 59);
  entry.method = (guint8) (self->contract->situation->business
                             ? DEMO_METHOD_TRANSFER
                             : methods[demo_random_range (&self->random, 0, G_N_ELEMENTS (methods) - 1)]);
  entry.title = (guint8) demo_method_title (entry.method);
  take (self, &entry);
}

/* A round sum that leaves something on the account of before. */
static gint64
find_amount (History *self, gint64 most)
{
  gint64 floor = demo_random_range (&self->random, 0, 90) * 100;
  gint64 step = self->month_fee > 100000 ? 10000 : 5000;
  gint64 amount = MIN (self->balance - floor, most);

  return amount < 10000 ? 0 : amount / step * step;
}

/* A payment that is told in advance, and taken back soon, explains the days around it. */
static gboolean
is_near_event (History *self, CabinetDate date)
{
  for (const DemoEvent *e = self->events; e != NULL && e->amount != 0; e++)
    if (event_date (self, e) <= date && event_date (self, e) + 5 > date)
      return TRUE;
  return FALSE;
}

static void
find_payment (History *self, CabinetDate date)
{
  gboolean daily = self->contract->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS;
  gint64 amount = 0;

  if (date > self->quiet_to || date == self->contract->born || is_near_event (self, date))
    return;
  if (self->contract->situation->business)
    {
      if (cabinet_date_get_day (date) == self->pay_day % 8 + 4 && self->balance >= self->month_fee)
        amount = self->month_fee;
    }
  else if (daily || self->rows_left >= 0)
    {
      if (self->balance >= self->threshold)
        amount = find_amount (self, G_MAXINT64);
    }
  else if (cabinet_date_get_day (date) == self->pay_day)
    {
      amount = find_amount (self, 2 * self->month_fee);
    }
  if (amount <= 0)
    return;
  take_payment (self, date, amount);
  self->threshold = self->month_fee * demo_random_range (&self->random, 70, 130) / 100;
}

/* Now and then something small of its own. */
static void
find_trifle (History *self, CabinetDate date)
{
  DemoEntry entry = { .date = date, .service = -1 };

  if (date >= self->quiet_to)
    return;
  entry.minute = (gint16) demo_random_range (&self->random, 9 * 60, 18 * 60);
  switch (demo_random_range (&self->random, 0, 299))
    {
    case 0:
      entry.kind = CABINET_OPERATION_KIND_CORRECTION;
      entry.title = DEMO_TITLE_OUTAGE;
      entry.note = DEMO_NOTE_OUTAGE;
      entry.amount = demo_random_range (&self->random, 8, 45) * 100;
      if (entry.amount <= self->balance)
        take (self, &entry);
      break;
    case 1:
    case 2:
      entry.kind = CABINET_OPERATION_KIND_CHARGE;
      entry.title = DEMO_TITLE_FILM;
      entry.amount = -demo_random_range (&self->random, 9, 29) * 1000 + 100;
      entry.minute = (gint16) (entry.minute + 3 * 60);
      take (self, &entry);
      break;
    default:
      break;
    }
}

/* Something beside the fees: a call mostly, else of the first service, which not all have the internet for.
 */
static void
choose_extra (History *self, DemoEntry *entry)
{
  static const DemoTitle titles[] = { DEMO_TITLE_CALL_CITY,   DEMO_TITLE_CALL_MOBILE, DEMO_TITLE_CALL_CITY,
                                      DEMO_TITLE_CALL_MOBILE, DEMO_TITLE_CALL_MOBILE, DEMO_TITLE_BOOST };
  const DemoService *first;

  entry->title = (guint8) titles[demo_random_range (&self->random, 0, G_N_ELEMENTS (titles) - 1)];
  if (entry->title != DEMO_TITLE_BOOST)
    return;
  first = demo_contract_service_on (self->contract, 0, entry->date);
  if (first == NULL)
    return;
  entry->service = 0;
  if (first->kind != CABINET_SERVICE_KIND_INTERNET)
    entry->title = DEMO_TITLE_FILM;
}

/* So many that the ledger gets the length that is wanted (--rows). */
static void
take_extras (History *self, CabinetDate date, gint64 wanted)
{
  gint64 dearest = CLAMP (20000 / (wanted + 1), 12, 390);

  for (gint64 i = 0; i < wanted; i++)
    {
      DemoEntry entry = { .date = date, .kind = CABINET_OPERATION_KIND_CHARGE, .service = -1 };

      choose_extra (self, &entry);
      entry.amount = -demo_random_range (&self->random, 10, dearest);
      entry.minute = (gint16) demo_random_range (&self->random, 1, 23 * 60 + 59);
      take (self, &entry);
    }
}

static void
begin_month (History *self, CabinetDate date)
{
  self->month_fee = demo_contract_fee (self->contract, date);
  self->pay_day = (int) demo_random_range (&self->random, 19, 27);
}

static void
look_at_day (History *self, CabinetDate date, GArray *charges)
{
  CabinetDate stopped_on = demo_history_stopped_on (self->contract);
  gint64 quota = self->rows_left < 0 ? 0 : self->rows_left / (date - self->first + 1);
  gint64 before = self->rows_left;

  if (date == self->contract->born || date == cabinet_date_month_end (date))
    begin_month (self, date);

  take_events (self, date);
  find_payment (self, date);
  find_trifle (self, date);

  g_array_set_size (charges, 0);
  if (!demo_contract_is_paused (self->contract, date)
      && (stopped_on == CABINET_DATE_NONE || date < stopped_on))
    demo_history_add_charges (self->contract, date, charges);
  if (self->rows_left >= 0)
    {
      gint64 extras = quota - (before - self->rows_left) - charges->len;

      if (self->rows_left < (gint64) charges->len)
        {
          g_array_set_size (charges, 0);
          extras = self->rows_left;
        }
      if (date < self->contract->born || self->rows_left == extras)
        take_extras (self, date, CLAMP (extras, 0, self->rows_left));
    }
  for (guint i = charges->len; i > 0; i--)
    take (self, &g_array_index (charges, DemoEntry, i - 1));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const DemoEntry *x = a;
  const DemoEntry *y = b;

  if (x->date != y->date)
    return x->date < y->date ? -1 : 1;
  return x->minute - y->minute;
}

static void
reverse (GArray *entries)
{
  for (guint i = 0; i < entries->len / 2; i++)
    {
      DemoEntry *x = &g_array_index (entries, DemoEntry, i);
      DemoEntry *y = &g_array_index (entries, DemoEntry, entries->len - 1 - i);
      DemoEntry swap = *x;

      *x = *y;
      *y = swap;
    }
}

/**
 * demo_history_make:
 * @contract: its `born` is set: the last day of the history
 * @months: whole months before the month of that day
 * @rows: so many rows in all; 0 = as they come
 *
 * Returns: (transfer full): #DemoEntry, oldest first; the first one brings an earlier balance forward, all
 *   together add up to the balance of the contract's situation
 */
GArray *
demo_history_make (DemoContract *contract, guint64 seed, int months, gint64 rows)
{
  g_autoptr (GArray) charges = g_array_new (FALSE, FALSE, sizeof (DemoEntry));
  DemoEntry opening = { .kind = CABINET_OPERATION_KIND_CORRECTION,
                        .title = DEMO_TITLE_OPENING,
                        .note = DEMO_NOTE_OPENING,
                        .service = -1 };
  History self = { .contract = contract, .balance = contract->situation->balance };
  CabinetDate date;

  if (contract->spec->balance != 0)
    self.balance = contract->spec->balance;
  else
    self.events = contract->situation->events;
  self.random = demo_random_new (seed, contract->id);
  self.entries = g_array_new (FALSE, FALSE, sizeof (DemoEntry));
  self.first = cabinet_date_add_months (cabinet_date_month_start (contract->born), -months);
  self.quiet_to = find_quiet (&self);
  self.rows_left = rows > 0 ? rows - 1 : -1;
  self.threshold = demo_contract_fee (contract, contract->born);

  for (date = contract->born; date >= self.first && self.rows_left != 0; date--)
    look_at_day (&self, date, charges);

  opening.date = date + 1;
  opening.amount = self.balance;
  g_array_append_val (self.entries, opening);
  reverse (self.entries);
  g_array_sort (self.entries, compare_entries);
  return self.entries;
}
