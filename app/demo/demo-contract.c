/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-contract.h"

#include "demo-random.h"

#include "cabinet-charging.h"

/* Nothing is told of who is no subscriber; the tariff is nobody's. */
static void
load_guest (DemoWorld *world, DemoContract *self)
{
  static const DemoContractSpec nobody = { .number = "" };
  sqlite3_stmt *rows =
    demo_database_query (world->database, "SELECT name FROM guest WHERE contract = ?", "i", self->row);

  if (!demo_row (rows))
    g_error ("cabinet-demo: guest %s is lost", self->number);
  self->guest = g_strdup (demo_column_text (rows, 0));
  demo_rows_end (rows);
  self->spec = &nobody;
  self->situation = self->tenant->cases;
  self->tariff = self->tenant->tariffs;
}

/* What the tenant's tables tell of a contract. */
static void
find_spec (DemoContract *self, const char *category, const char *number)
{
  self->spec = demo_tenant_find_contract (self->tenant, category, number);
  g_assert (self->spec != NULL);
  self->situation = demo_tenant_find_case (self->tenant, self->spec->situation);
  self->tariff = demo_tenant_find_tariff (self->tenant, self->spec->tariff);
}

/**
 * demo_contract_load:
 *
 * Returns: (transfer full) (nullable): the contract of that row
 */
DemoContract *
demo_contract_load (DemoWorld *world, gint64 row)
{
  sqlite3_stmt *rows;
  DemoContract *self;
  gboolean guest;

  rows =
    demo_database_query (world->database,
                         "SELECT public, tenant, category, number, spec, born, epoch, seq, rows, balance,"
                         " charged_to, evening_to, stopped_on FROM contract WHERE id = ?",
                         "i", row);
  if (!demo_row (rows))
    return NULL;

  self = g_new0 (DemoContract, 1);
  self->row = row;
  self->id = g_strdup (demo_column_text (rows, 0));
  self->tenant = demo_tenant_find (demo_column_text (rows, 1));
  g_assert (self->tenant != NULL);
  self->number = g_strdup (demo_column_text (rows, 3));
  guest = *demo_column_text (rows, 4) == '\0';
  if (!guest)
    find_spec (self, demo_column_text (rows, 2), demo_column_text (rows, 4));
  self->born = (CabinetDate) sqlite3_column_int64 (rows, 5);
  self->epoch = sqlite3_column_int64 (rows, 6);
  self->seq = sqlite3_column_int64 (rows, 7);
  self->rows = sqlite3_column_int64 (rows, 8);
  self->balance = sqlite3_column_int64 (rows, 9);
  self->charged_to = (CabinetDate) sqlite3_column_int64 (rows, 10);
  self->evening_to = (CabinetDate) sqlite3_column_int64 (rows, 11);
  self->stopped_on = (CabinetDate) sqlite3_column_int64 (rows, 12);
  demo_rows_end (rows);
  if (guest)
    load_guest (world, self);
  demo_contract_load_steps (world, self);
  return self;
}

void
demo_contract_save (DemoWorld *world, DemoContract *self)
{
  demo_database_run (
    world->database,
    "UPDATE contract SET born = ?, epoch = ?, seq = ?, rows = ?, balance = ?, charged_to = ?,"
    " evening_to = ?, stopped_on = ? WHERE id = ?",
    "iiiiiiiii", (gint64) self->born, self->epoch, self->seq, self->rows, self->balance,
    (gint64) self->charged_to, (gint64) self->evening_to, (gint64) self->stopped_on, self->row);
}

void
demo_contract_free (DemoContract *self)
{
  g_free (self->id);
  g_free (self->number);
  g_free (self->guest);
  g_array_unref (self->steps);
  g_free (self);
}

GArray *
demo_contracts_of_login (DemoWorld *world, const DemoTenant *tenant, const char *category, const char *login)
{
  GArray *contracts = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *rows;

  rows = demo_database_query (world->database,
                              "SELECT contract FROM login_contract"
                              " WHERE tenant = ? AND category = ? AND login = ? ORDER BY position",
                              "sss", tenant->id, category != NULL ? category : "", login);
  while (demo_row (rows))
    {
      gint64 row = sqlite3_column_int64 (rows, 0);
      g_array_append_val (contracts, row);
    }
  return contracts;
}

/**
 * demo_contract_today:
 *
 * Returns: the day in the contract's zone by the demo's clock
 */
CabinetDate
demo_contract_today (DemoWorld *world, DemoContract *self)
{
  return cabinet_date_of_instant (demo_clock_now (&world->clock), demo_tenant_get_zone (self->tenant));
}

/**
 * demo_contract_fee:
 *
 * Returns: kopecks that the services connected on @date cost in a whole month
 */
gint64
demo_contract_fee (DemoContract *self, CabinetDate date)
{
  gint64 total = 0;

  for (int i = 0; i < DEMO_N_SLOTS; i++)
    {
      const DemoService *service = demo_contract_service_on (self, i, date);

      total += service != NULL ? service->fee : 0;
    }
  return total;
}

/**
 * demo_contract_charge_on:
 *
 * Returns: kopecks that the tenant's rule takes on @date for all services together, 0 on most days of a
 *   monthly rule
 */
gint64
demo_contract_charge_on (DemoContract *self, CabinetDate date)
{
  gint64 fee = demo_contract_fee (self, date);

  if (self->tenant->charging == CABINET_CHARGING_KIND_DAILY_EQUAL_PARTS)
    return cabinet_charging_daily_part (fee, cabinet_date_get_day (date), cabinet_date_days_in_month (date));
  return cabinet_date_get_day (date) == self->tenant->day ? fee : 0;
}

CabinetDate
demo_contract_forced_since (DemoContract *self)
{
  return self->born - (CabinetDate) self->situation->since_days;
}

/**
 * demo_contract_forced_until:
 *
 * Returns: the last day of the state that does not follow from the money; none = open
 */
CabinetDate
demo_contract_forced_until (DemoContract *self)
{
  if (self->situation->until_days == 0)
    return CABINET_DATE_NONE;
  return self->born + (CabinetDate) self->situation->until_days;
}

gboolean
demo_contract_is_forced (DemoContract *self, CabinetDate date)
{
  CabinetDate until = demo_contract_forced_until (self);

  return self->situation->forced != CABINET_LINE_STATE_UNKNOWN
         && self->situation->forced != CABINET_LINE_STATE_SUSPENDED /* see demo_contract_find_block() */
         && date >= demo_contract_forced_since (self) && (until == CABINET_DATE_NONE || date <= until);
}

/**
 * demo_contract_is_paused:
 *
 * Returns: whether nothing is charged on @date, whatever the balance
 */
gboolean
demo_contract_is_paused (DemoContract *self, CabinetDate date)
{
  CabinetLineState forced = self->situation->forced;

  return demo_contract_find_block (self, date, NULL)
         || (demo_contract_is_forced (self, date)
             && (forced == CABINET_LINE_STATE_CLOSED || forced == CABINET_LINE_STATE_BLOCKED));
}

/**
 * demo_contract_credit_on:
 *
 * Returns: kopecks that the provider lends on @date
 */
gint64
demo_contract_credit_on (DemoContract *self, CabinetDate date)
{
  const DemoPromise *promise = demo_contract_find_promise (self, date, NULL);

  if (promise != NULL)
    return promise->amount;
  return date <= self->born + (CabinetDate) self->situation->credit_days ? self->situation->credit : 0;
}

/**
 * demo_contract_credit_until:
 *
 * Returns: the last day of what is lent on @date; none if nothing is
 */
CabinetDate
demo_contract_credit_until (DemoContract *self, CabinetDate date)
{
  CabinetDate until = CABINET_DATE_NONE;

  if (demo_contract_find_promise (self, date, &until) == NULL && demo_contract_credit_on (self, date) != 0)
    until = self->born + (CabinetDate) self->situation->credit_days;
  return until;
}

/**
 * demo_contract_dup_epoch:
 *
 * Returns: (transfer full): what changes when the history is rebuilt
 */
char *
demo_contract_dup_epoch (DemoContract *self)
{
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT, self->id + 1, self->epoch);
}

CabinetMoney
demo_contract_money (DemoContract *self, gint64 kopecks)
{
  return cabinet_money (kopecks * (CABINET_MONEY_UNIT / 100), demo_tenant_get_currency (self->tenant));
}

/* Some time before the ledger begins, on no day in particular. */
static CabinetDate
find_signing (DemoWorld *world, DemoContract *self)
{
  CabinetDate month =
    cabinet_date_month_start (cabinet_date_of_instant (world->born, demo_tenant_get_zone (self->tenant)));
  DemoRandom random = demo_random_new (world->seed, self->id);

  if (!self->situation->fresh)
    month = cabinet_date_add_months (month, -world->options->history_months
                                              - (int) demo_random_range (&random, 1, 40));
  return month + (CabinetDate) demo_random_range (&random, 0, self->situation->fresh ? 0 : 27);
}

CabinetContract *
demo_contract_to_record (DemoWorld *world, DemoContract *self, DemoLanguage language)
{
  CabinetContract *record = g_object_new (CABINET_TYPE_CONTRACT, NULL);

  record->id = g_strdup (self->id);
  record->number = g_strdup (self->number);
  record->category = g_strdup (self->spec->category);
  record->holder = g_strdup (self->guest != NULL ? self->guest : demo_text (&self->spec->holder, language));
  record->address = g_strdup (demo_text (&self->spec->address, language));
  record->city = g_strdup (demo_text (&self->spec->city, language));
  record->subscriber_kind =
    self->spec->entity ? CABINET_SUBSCRIBER_KIND_ENTITY : CABINET_SUBSCRIBER_KIND_PERSON;
  record->zone = g_strdup (demo_tenant_get_zone_name (self->tenant));
  record->currency = g_strdup (demo_tenant_get_currency (self->tenant));
  if (self->guest == NULL)
    record->signed_on = find_signing (world, self);
  return record;
}
