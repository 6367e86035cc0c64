/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-contract.h"

#include "demo-random.h"

static char *
make_public_id (DemoWorld *self, const DemoTenant *tenant, const char *category, const char *number)
{
  g_autofree char *text = g_strdup_printf ("%s/%s/%s", tenant->id, category, number);
  DemoRandom random = demo_random_new (self->seed, text);

  return g_strdup_printf ("c%012" G_GINT64_MODIFIER "x",
                          demo_random_next (&random) & G_GUINT64_CONSTANT (0xffffffffffff));
}

static gint64
ensure_contract (DemoWorld *self, const DemoTenant *tenant, const DemoContractSpec *spec, const char *number)
{
  const char *category = spec->category != NULL ? spec->category : "";
  g_autofree char *id = NULL;
  gint64 row;

  row = demo_database_get_int (self->database,
                               "SELECT id FROM contract WHERE tenant = ? AND category = ? AND number = ?",
                               "sss", tenant->id, category, number);
  if (row != 0)
    return row;

  id = make_public_id (self, tenant, category, number);
  demo_database_run (self->database,
                     "INSERT INTO contract (public, tenant, category, number, spec, born, epoch, seq, rows,"
                     " balance, charged_to, evening_to, stopped_on)"
                     " VALUES (?, ?, ?, ?, ?, 0, 1, 0, 0, 0, 0, 0, 0)",
                     "sssss", id, tenant->id, category, number, spec->number);
  return demo_database_last_id (self->database);
}

static void
link_contract (DemoWorld *self,
               const DemoTenant *tenant,
               const DemoLogin *login,
               guint position,
               const char *spec_number,
               const char *number)
{
  const DemoContractSpec *spec = demo_tenant_find_contract (tenant, login->category, spec_number);

  if (spec == NULL)
    g_error ("Tenant %s has no contract %s", tenant->id, spec_number);
  demo_database_run (self->database,
                     "INSERT INTO login_contract (tenant, category, login, position, contract)"
                     " VALUES (?, ?, ?, ?, ?)",
                     "sssii", tenant->id, login->category != NULL ? login->category : "", login->login,
                     (gint64) position, ensure_contract (self, tenant, spec, number));
}

static void
add_login (DemoWorld *self, const DemoTenant *tenant, const DemoLogin *login)
{
  guint n = demo_login_count_contracts (login);

  for (guint i = 0; i < n; i++)
    {
      const char *number = demo_login_get_contract_number (login, i);
      link_contract (self, tenant, login, i, number, number);
    }
  if (!g_str_equal (login->login, "12345"))
    return;
  for (guint i = n; i < (guint) self->options->contracts; i++)
    {
      g_autofree char *number = g_strdup_printf ("12345-%u", i + 1);
      link_contract (self, tenant, login, i, "12345", number);
    }
}

static void
populate (DemoWorld *self)
{
  self->seed = (guint64) self->options->seed;
  self->born = demo_clock_now (&self->clock);
  demo_database_set_meta (self->database, "seed", (gint64) self->seed);
  demo_database_set_meta (self->database, "born", self->born);
  for (guint i = 0; demo_tenants[i] != NULL; i++)
    for (const DemoLogin *login = demo_tenants[i]->logins; login->login != NULL; login++)
      add_login (self, demo_tenants[i], login);
}

/**
 * demo_world_new:
 * @options: kept, must outlive the world
 *
 * Opens the data, and makes all subscribers if there are none. Ledgers are made when first asked for.
 *
 * Returns: (transfer full) (nullable): the world, or NULL and why its file cannot be used
 */
DemoWorld *
demo_world_new (const DemoOptions *options, GError **error)
{
  g_autoptr (DemoWorld) self = g_new0 (DemoWorld, 1);

  self->options = options;
  self->database = demo_database_open (options->data, error);
  if (self->database == NULL)
    return NULL;
  demo_clock_start (&self->clock, options->now);
  demo_database_begin (self->database);
  self->born = demo_database_get_meta (self->database, "born");
  if (self->born == 0)
    populate (self);
  demo_database_commit (self->database);
  self->seed = (guint64) demo_database_get_meta (self->database, "seed");
  return g_steal_pointer (&self);
}

void
demo_world_free (DemoWorld *self)
{
  g_clear_pointer (&self->database, demo_database_close);
  g_free (self);
}
