/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-clock.h"
#include "demo-database.h"
#include "demo-options.h"
#include "demo-tenant.h"

#include "cabinet-change.h"
#include "cabinet-contract.h"

G_BEGIN_DECLS

/* Who waits for an event; see demo-watch.h. */
typedef struct _DemoWatch DemoWatch;

/* What all handlers work with. */
typedef struct
{
  DemoDatabase *database;
  DemoClock clock;
  const DemoOptions *options;
  guint64 seed;         /* of the data, which may be older than the options */
  CabinetInstant born;  /* when the data were made */
  guint payments_timer; /* see demo_payments_settle() */
  DemoWatch *watch;     /* the server's; NULL = there is none */
} DemoWorld;

/* Slots for services: those of the contract's first tariff, then the tenant's options. */
#define DEMO_MAX_OPTIONS 8
#define DEMO_N_SLOTS (DEMO_MAX_SERVICES + DEMO_MAX_OPTIONS)

/* What the contract is changed to, from a day on. */
typedef struct
{
  CabinetChangeKind kind;
  CabinetDate from;
  gint64 row;               /* of the change */
  CabinetDate to;           /* the last day of what ends by itself; none = it does not */
  const DemoTariff *tariff; /* of a change of tariff */
  char target[16];
} DemoStep;

/* A block at the subscriber's own wish. */
typedef struct
{
  CabinetDate from;
  CabinetDate to; /* none = open */
} DemoBlock;

/* What changes of a block name as their target. */
#define DEMO_BLOCK_TARGET "contract"

/* A contract as it stands in the database, beside what the tables tell about it. */
typedef struct
{
  gint64 row;
  char *id;
  char *number;
  char *guest; /* the name of who writes without a contract; NULL = a contract */
  const DemoTenant *tenant;
  const DemoContractSpec *spec;
  const DemoCase *situation;
  const DemoTariff *tariff; /* the first one; see demo_contract_tariff_on() */
  GArray *steps;            /* of DemoStep, as they were ordered */
  CabinetDate born;
  gint64 epoch;
  gint64 seq;
  gint64 rows;
  gint64 balance; /* kopecks */
  CabinetDate charged_to;
  CabinetDate evening_to;
  CabinetDate stopped_on;
} DemoContract;

DemoWorld *demo_world_new (const DemoOptions *options, GError **error);
void demo_world_free (DemoWorld *self);

DemoContract *demo_contract_load (DemoWorld *world, gint64 row);
void demo_contract_save (DemoWorld *world, DemoContract *self);
void demo_contract_free (DemoContract *self);

/* The row ids of the contracts that a login opens, in order (transfer full, of gint64). */
GArray *
demo_contracts_of_login (DemoWorld *world, const DemoTenant *tenant, const char *category, const char *login);

CabinetDate demo_contract_today (DemoWorld *world, DemoContract *self);
const DemoTariff *demo_contract_tariff_on (DemoContract *self, CabinetDate date);
const DemoService *demo_contract_get_slot (DemoContract *self, int slot, CabinetDate date);
const DemoService *demo_contract_service_on (DemoContract *self, int slot, CabinetDate date);
gboolean demo_contract_is_part (DemoContract *self, int slot, CabinetDate date);
int demo_contract_find_slot (DemoContract *self, const char *id, CabinetDate date);
const DemoText *
demo_contract_get_title (DemoContract *self, CabinetChangeKind kind, const char *target, CabinetDate date);
gboolean demo_contract_find_block (DemoContract *self, CabinetDate date, DemoBlock *block);
const DemoStep *demo_contract_find_scheduled (DemoContract *self, CabinetDate today);
const DemoPromise *demo_contract_find_promise (DemoContract *self, CabinetDate date, CabinetDate *until);
void demo_contract_load_steps (DemoWorld *world, DemoContract *self);
gint64 demo_contract_fee (DemoContract *self, CabinetDate date);
gint64 demo_contract_charge_on (DemoContract *self, CabinetDate date);
gboolean demo_contract_is_paused (DemoContract *self, CabinetDate date);
gboolean demo_contract_is_forced (DemoContract *self, CabinetDate date);
CabinetDate demo_contract_forced_since (DemoContract *self);
CabinetDate demo_contract_forced_until (DemoContract *self);
gint64 demo_contract_credit_on (DemoContract *self, CabinetDate date);
CabinetDate demo_contract_credit_until (DemoContract *self, CabinetDate date);
char *demo_change_id (gint64 row);
char *demo_contract_dup_epoch (DemoContract *self);
CabinetMoney demo_contract_money (DemoContract *self, gint64 kopecks);
CabinetContract *demo_contract_to_record (DemoWorld *world, DemoContract *self, DemoLanguage language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoContract, demo_contract_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoWorld, demo_world_free)

G_END_DECLS
