/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-ledger.h"

#include "demo-ledger-chain.h"
#include "demo-random.h"

/* When people who pay just in time do so. */
#define EVENING (19 * 60 + 30)

/**
 * demo_operation_id:
 *
 * Returns: (transfer full): the id on the wire; ids of one ledger sort as their rows were made
 */
char *
demo_operation_id (gint64 n)
{
  return g_strdup_printf ("op%08" G_GINT64_FORMAT, n);
}

gboolean
demo_operation_parse_id (const char *id, gint64 *n)
{
  return id != NULL && g_str_has_prefix (id, "op")
         && g_ascii_string_to_signed (id + 2, 10, 1, G_MAXINT32, n, NULL);
}

static gint64
make_number (DemoContract *contract, const DemoEntry *entry, gint64 n)
{
  DemoRandom random;

  if (entry->kind != CABINET_OPERATION_KIND_PAYMENT && entry->kind != CABINET_OPERATION_KIND_REFUND)
    return 0;
  random = demo_random_new ((guint64) n, contract->id);
  return demo_random_range (&random, 1000000, 9999999);
}

/* The last row of the ledger, or one before others: the caller sees to the chain. */
static void
store_row (DemoWorld *world, DemoContract *contract, const DemoRow *row, gint64 balance_after)
{
  const DemoEntry *entry = &row->entry;
  gint64 n = ++contract->rows;

  contract->seq++;
  demo_database_run (world->database,
                     "INSERT INTO operation (contract, date, at, n, seq, revision, withdrawn, kind, amount,"
                     " balance_after, title, words, service, method, number, note)"
                     " VALUES (?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "iiiiiiiiissiii", contract->row, (gint64) entry->date, row->at, n, contract->seq,
                     (gint64) entry->kind, entry->amount, balance_after, (gint64) entry->title, row->words,
                     entry->service < 0 ? NULL
                                        : demo_contract_get_slot (contract, entry->service, entry->date)->id,
                     (gint64) entry->method,
                     row->number != 0 ? row->number : make_number (contract, entry, n), (gint64) entry->note);
}

static CabinetInstant
entry_instant (DemoContract *contract, const DemoEntry *entry)
{
  static CabinetDate date;
  static CabinetInstant midnight;
  static const DemoTenant *tenant;

  if (entry->date != date || contract->tenant != tenant)
    {
      date = entry->date;
      tenant = contract->tenant;
      midnight = demo_midnight (date, demo_tenant_get_zone (tenant));
    }
  return midnight + entry->minute * DEMO_MINUTE;
}

/* The first time that a ledger is asked for. */
static void
make_ledger (DemoWorld *world, DemoContract *contract)
{
  g_autoptr (GArray) entries = NULL;
  gint64 rows = 0;
  int months = world->options->history_months;

  contract->born = demo_contract_today (world, contract);
  if (contract->situation->fresh)
    months = 0;
  if (g_str_equal (contract->number, "12345"))
    rows = world->options->rows;
  entries = demo_history_make (contract, world->seed, months, rows);
  for (guint i = 0; i < entries->len; i++)
    {
      DemoRow row = { .entry = g_array_index (entries, DemoEntry, i) };

      row.at = entry_instant (contract, &row.entry);
      contract->balance += row.entry.amount;
      store_row (world, contract, &row, contract->balance);
    }
  demo_chain_count_months (world, contract, CABINET_DATE_NONE);
  contract->charged_to = contract->born;
  contract->evening_to = contract->born - 1;
  contract->stopped_on = demo_history_stopped_on (contract);
}

/**
 * demo_ledger_insert:
 * @row: anywhere in the ledger's order
 *
 * Files a row; what stands behind it gets new balances and revisions.
 *
 * Returns: the row's number, see demo_operation_id()
 */
gint64
demo_ledger_insert (DemoWorld *world, DemoContract *contract, const DemoRow *row)
{
  gint64 n;

  demo_database_begin (world->database);
  /* The chain gives it its balance. */
  store_row (world, contract, row, 0);
  n = contract->rows;
  demo_chain_mend (world, contract, row->entry.date, row->at, n);
  demo_contract_save (world, contract);
  demo_database_commit (world->database);
  return n;
}

static void
file_entry (DemoWorld *world, DemoContract *contract, const DemoEntry *entry, CabinetInstant at)
{
  DemoRow row = { .entry = *entry, .at = at };

  demo_ledger_insert (world, contract, &row);
}

static gboolean
has_fee_of_month (DemoWorld *world, DemoContract *contract, CabinetDate date)
{
  return demo_database_get_int (world->database,
                                "SELECT 1 FROM operation WHERE contract = ? AND date BETWEEN ? AND ?"
                                " AND title = ? AND NOT withdrawn LIMIT 1",
                                "iiii", contract->row, (gint64) cabinet_date_month_start (date),
                                (gint64) date, (gint64) DEMO_TITLE_FEE_MONTH)
         != 0;
}

/* What is to be taken on @date: a monthly fee that was not covered is waited for. */
static GArray *
find_charges (DemoWorld *world, DemoContract *contract, CabinetDate date)
{
  GArray *charges = g_array_new (FALSE, FALSE, sizeof (DemoEntry));

  if (contract->stopped_on != CABINET_DATE_NONE
      && contract->tenant->charging == CABINET_CHARGING_KIND_MONTHLY_ON)
    {
      CabinetDate day = cabinet_date_month_start (date) + (CabinetDate) contract->tenant->day - 1;

      if (date >= day && !has_fee_of_month (world, contract, date))
        demo_history_add_charges (contract, day, charges);
      for (guint i = 0; i < charges->len; i++)
        g_array_index (charges, DemoEntry, i).date = date;
    }
  else
    {
      demo_history_add_charges (contract, date, charges);
    }
  return charges;
}

static void
charge_day (DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at)
{
  g_autoptr (GArray) charges = NULL;
  gint64 rest = contract->balance + demo_contract_credit_on (contract, date);

  if (demo_contract_is_paused (contract, date))
    return;
  charges = find_charges (world, contract, date);
  for (guint i = 0; i < charges->len; i++)
    rest += g_array_index (charges, DemoEntry, i).amount;
  if (contract->tenant->on_shortage == CABINET_SHORTAGE_STOP && rest < 0)
    {
      if (contract->stopped_on == CABINET_DATE_NONE)
        contract->stopped_on = date;
      return;
    }
  for (guint i = 0; i < charges->len; i++)
    file_entry (world, contract, &g_array_index (charges, DemoEntry, i), at);
  contract->stopped_on = CABINET_DATE_NONE;
}

/* What the coming days will cost, as far as one who pays just in time looks. */
static gint64
foresee (DemoContract *contract, CabinetDate date)
{
  gboolean daily = contract->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS;
  gint64 total = 0;

  for (CabinetDate day = date + 1; day <= date + (daily ? 2 : 5); day++)
    total += demo_contract_charge_on (contract, day);
  return total;
}

/* A demo that is kept for months stays alive: its good payers go on paying. */
static void
pass_evening (DemoWorld *world, DemoContract *contract, CabinetDate date, CabinetInstant at)
{
  DemoEntry entry = { .date = date, .kind = CABINET_OPERATION_KIND_PAYMENT, .service = -1 };
  gint64 needed;
  DemoRandom random;

  if (!contract->situation->pays || demo_contract_is_paused (contract, date))
    return;
  needed = foresee (contract, date);
  if (needed == 0 || contract->balance >= needed)
    return;

  random = demo_random_new (world->seed + date, contract->id);
  entry.amount = MAX (70000, (needed - contract->balance + 9999) / 10000 * 10000);
  entry.method = contract->situation->business            ? DEMO_METHOD_TRANSFER
                 : demo_random_range (&random, 0, 1) == 0 ? DEMO_METHOD_MIR_4417
                                                          : DEMO_METHOD_SBP_VTB;
  entry.title = (guint8) demo_method_title (entry.method);
  file_entry (world, contract, &entry, at);
}

static void
live_on (DemoWorld *world, DemoContract *contract, CabinetInstant now)
{
  GTimeZone *zone = demo_tenant_get_zone (contract->tenant);

  for (;;)
    {
      CabinetInstant midnight = demo_midnight (contract->charged_to + 1, zone);
      CabinetInstant evening = demo_midnight (contract->evening_to + 1, zone) + EVENING * DEMO_MINUTE;

      if (MIN (midnight, evening) > now)
        return;
      if (midnight < evening)
        charge_day (world, contract, ++contract->charged_to, midnight);
      else
        pass_evening (world, contract, ++contract->evening_to, evening);
    }
}

/**
 * demo_ledger_bring_up:
 *
 * Makes the ledger, or brings it to this moment: midnights that have passed are charged, and a line that
 * stood still for want of money is charged as soon as there is some. A guest has none.
 */
void
demo_ledger_bring_up (DemoWorld *world, DemoContract *contract)
{
  CabinetInstant now = demo_clock_now (&world->clock);
  CabinetDate today = demo_contract_today (world, contract);

  if (contract->guest != NULL)
    return;
  if (contract->born != CABINET_DATE_NONE && today <= contract->charged_to && today <= contract->evening_to
      && contract->stopped_on == CABINET_DATE_NONE)
    return;

  demo_database_begin (world->database);
  if (contract->born == CABINET_DATE_NONE)
    make_ledger (world, contract);
  live_on (world, contract, now);
  if (contract->stopped_on != CABINET_DATE_NONE)
    charge_day (world, contract, today, now);
  demo_contract_save (world, contract);
  demo_database_commit (world->database);
}

/**
 * demo_ledger_get_debt_since:
 *
 * Returns: the day since which the balance has been below zero; none if it is not
 */
CabinetDate
demo_ledger_get_debt_since (DemoWorld *world, DemoContract *contract)
{
  if (contract->balance >= 0)
    return CABINET_DATE_NONE;
  return (CabinetDate) demo_database_get_int (
    world->database,
    "SELECT date FROM operation WHERE contract = ?1 AND NOT withdrawn AND (date, at, n) > "
    " (SELECT ifnull (max (date), 0), ifnull (max (at), 0), ifnull (max (n), 0) FROM"
    "   (SELECT date, at, n FROM operation WHERE contract = ?1 AND balance_after >= 0"
    "    ORDER BY date DESC, at DESC, n DESC LIMIT 1))"
    " ORDER BY date, at, n LIMIT 1",
    "i", contract->row);
}
