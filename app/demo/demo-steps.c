/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-contract.h"

/* What a contract has on a day: its first tariff and services as the tables tell, and upon them the changes
 * that were ordered and not cancelled. Nothing happens at the midnight of a change: the day decides. */

/**
 * demo_change_id:
 *
 * Returns: (transfer full): the id on the wire of the change in @row
 */
char *
demo_change_id (gint64 row)
{
  return g_strdup_printf ("ch%08" G_GINT64_FORMAT, row);
}

/**
 * demo_contract_load_steps:
 *
 * Reads the changes anew.
 */
void
demo_contract_load_steps (DemoWorld *world, DemoContract *self)
{
  sqlite3_stmt *rows;

  g_clear_pointer (&self->steps, g_array_unref);
  self->steps = g_array_new (FALSE, TRUE, sizeof (DemoStep));
  rows = demo_database_query (world->database,
                              "SELECT kind, effective_on, target, id, until FROM change"
                              " WHERE contract = ? AND NOT cancelled ORDER BY effective_on, id",
                              "i", self->row);
  while (demo_row (rows))
    {
      DemoStep step = { .kind = sqlite3_column_int (rows, 0),
                        .from = (CabinetDate) sqlite3_column_int64 (rows, 1),
                        .row = sqlite3_column_int64 (rows, 3),
                        .to = (CabinetDate) sqlite3_column_int64 (rows, 4) };

      g_strlcpy (step.target, demo_column_text (rows, 2), sizeof step.target);
      if (step.kind == CABINET_CHANGE_KIND_TARIFF)
        step.tariff = demo_tenant_find_tariff (self->tenant, step.target);
      g_array_append_val (self->steps, step);
    }
}

/**
 * demo_contract_tariff_on:
 *
 * Returns: (transfer none): the tariff of @date
 */
const DemoTariff *
demo_contract_tariff_on (DemoContract *self, CabinetDate date)
{
  const DemoTariff *tariff = self->tariff;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (self->steps, DemoStep, i);

      if (step->tariff != NULL && step->from <= date)
        tariff = step->tariff;
    }
  return tariff;
}

static gboolean
is_of_tariff (DemoContract *self, const char *id)
{
  for (int i = 0; i < DEMO_MAX_SERVICES && self->tariff->services[i].id != NULL; i++)
    if (g_str_equal (self->tariff->services[i].id, id))
      return TRUE;
  return FALSE;
}

/**
 * demo_contract_get_slot:
 * @slot: below %DEMO_N_SLOTS; 0 is the tariff itself
 *
 * Returns: (transfer none) (nullable): the service there, connected or not; NULL = the slot is empty
 */
const DemoService *
demo_contract_get_slot (DemoContract *self, int slot, CabinetDate date)
{
  const DemoService *service = self->tenant->options;

  if (slot == 0)
    return &demo_contract_tariff_on (self, date)->services[0];
  if (slot < DEMO_MAX_SERVICES)
    {
      for (int i = 1; i <= slot; i++)
        if (self->tariff->services[i].id == NULL)
          return NULL;
      return &self->tariff->services[slot];
    }
  for (int i = DEMO_MAX_SERVICES; service != NULL && service->id != NULL; i++, service++)
    if (i == slot)
      return is_of_tariff (self, service->id) ? NULL : service;
  return NULL;
}

/**
 * demo_contract_find_slot:
 *
 * Returns: the slot of the service @id, the tariff's own apart; -1 = there is none
 */
int
demo_contract_find_slot (DemoContract *self, const char *id, CabinetDate date)
{
  for (int slot = 1; slot < DEMO_N_SLOTS; slot++)
    {
      const DemoService *service = demo_contract_get_slot (self, slot, date);

      if (service != NULL && g_str_equal (service->id, id))
        return slot;
    }
  return -1;
}

/**
 * demo_contract_is_part:
 *
 * Returns: whether the service of @slot is within the tariff: it comes and goes with it
 */
gboolean
demo_contract_is_part (DemoContract *self, int slot, CabinetDate date)
{
  return slot == 0
         || (slot < DEMO_MAX_SERVICES && demo_contract_get_slot (self, slot, date) != NULL
             && demo_contract_get_slot (self, slot, date)->fee == 0);
}

/**
 * demo_contract_get_title:
 *
 * Returns: (transfer none): what a change is to
 */
const DemoText *
demo_contract_get_title (DemoContract *self, CabinetChangeKind kind, const char *target, CabinetDate date)
{
  static const DemoText block = DEMO_TEXT ("Voluntary block", "Добровольная блокировка");
  static const DemoText end = DEMO_TEXT ("End of the voluntary block", "Снятие добровольной блокировки");

  if (kind == CABINET_CHANGE_KIND_TARIFF)
    return &demo_tenant_find_tariff (self->tenant, target)->title;
  if (kind == CABINET_CHANGE_KIND_PROMISE)
    return &self->tenant->promises->title;
  if (kind == CABINET_CHANGE_KIND_SUSPEND)
    return &block;
  if (kind == CABINET_CHANGE_KIND_RESUME)
    return &end;
  return &demo_contract_get_slot (self, demo_contract_find_slot (self, target, date), date)->title;
}

/**
 * demo_contract_service_on:
 *
 * Returns: (transfer none) (nullable): the service of @slot, if it is connected on @date
 */
const DemoService *
demo_contract_service_on (DemoContract *self, int slot, CabinetDate date)
{
  const DemoService *service = demo_contract_get_slot (self, slot, date);
  gboolean on;

  if (service == NULL || slot == 0)
    return service;
  on = slot < DEMO_MAX_SERVICES
       && (!demo_contract_is_part (self, slot, date) || demo_contract_tariff_on (self, date) == self->tariff)
       && (service->months_ago == 0
           || date >= cabinet_date_add_months (cabinet_date_month_start (self->born), -service->months_ago));
  for (guint i = 0; i < self->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (self->steps, DemoStep, i);

      if (step->tariff == NULL && step->from <= date && g_str_equal (step->target, service->id))
        on = step->kind == CABINET_CHANGE_KIND_SERVICE_ON
             && (service->once == 0 || date <= step->from + (CabinetDate) service->days);
    }
  return on ? service : NULL;
}

/**
 * demo_contract_find_block:
 * @block: (out) (optional): the one that is on
 *
 * Returns: whether the contract is blocked on @date at the subscriber's own wish
 */
gboolean
demo_contract_find_block (DemoContract *self, CabinetDate date, DemoBlock *block)
{
  DemoBlock found = { CABINET_DATE_NONE, CABINET_DATE_NONE };

  if (self->situation->forced == CABINET_LINE_STATE_SUSPENDED && date >= demo_contract_forced_since (self))
    {
      found.from = demo_contract_forced_since (self);
      found.to = demo_contract_forced_until (self);
    }
  for (guint i = 0; i < self->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (self->steps, DemoStep, i);

      if (step->from > date)
        continue;
      if (step->kind == CABINET_CHANGE_KIND_SUSPEND)
        found = (DemoBlock){ step->from, step->to };
      else if (step->kind == CABINET_CHANGE_KIND_RESUME)
        found.from = CABINET_DATE_NONE;
    }
  if (found.from == CABINET_DATE_NONE || (found.to != CABINET_DATE_NONE && date > found.to))
    return FALSE;
  if (block != NULL)
    *block = found;
  return TRUE;
}

/**
 * demo_contract_find_scheduled:
 *
 * Returns: (transfer none) (nullable): the block that has yet to begin
 */
const DemoStep *
demo_contract_find_scheduled (DemoContract *self, CabinetDate today)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (self->steps, DemoStep, i);

      if (step->kind == CABINET_CHANGE_KIND_SUSPEND && step->from > today)
        return step;
    }
  return NULL;
}

/**
 * demo_contract_find_promise:
 * @until: (out) (optional): its last day
 *
 * Returns: (transfer none) (nullable): the payment that is promised on @date
 */
const DemoPromise *
demo_contract_find_promise (DemoContract *self, CabinetDate date, CabinetDate *until)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const DemoStep *step = &g_array_index (self->steps, DemoStep, i);

      if (step->kind != CABINET_CHANGE_KIND_PROMISE || date < step->from || date > step->to)
        continue;
      if (until != NULL)
        *until = step->to;
      return demo_tenant_find_promise (self->tenant, step->target);
    }
  return NULL;
}
