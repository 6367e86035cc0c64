/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-way.h"

#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* A tenant is data: its charging rule, what it sells, its subscribers and what happened to them. All sums
 * are kopecks. The descriptor of the same id (data/providers/) gives the zone and the sign-in page. */

typedef struct
{
  const char *id;
  CabinetServiceKind kind;
  DemoText title;
  DemoText details;
  gint64 fee;        /* of a calendar month; 0 = within another's, or paid once */
  int months_ago;    /* connected so many months ago, on the 1st; 0 = always there */
  gint64 limit_kbps; /* always limited to this; 0 = no limit */
  gint64 once;       /* paid once, when it is switched on; it ends by itself … */
  int days;          /* … so many days after its first */
  guint when;        /* DemoWhen; 0 = as the tenant's */
} DemoService;

#define DEMO_MAX_SERVICES 4

typedef struct
{
  const char *id;
  DemoText title;
  DemoService services[DEMO_MAX_SERVICES]; /* ends with a NULL id; the first one is the tariff itself */
  gboolean sold;                           /* what is not is kept by who has it */
  gboolean business;                       /* for legal entities; else for persons */
  const char *category;                    /* for subscribers of it; NULL = of any */
  gint64 mbps;                             /* 0 = not told */
  DemoText lacks;                          /* why nobody can change to it by himself; empty = all can */
} DemoTariff;

/* When a tenant's changes may begin. */
typedef enum
{
  DEMO_WHEN_NOW = 1 << 0,
  DEMO_WHEN_NEXT_PERIOD = 1 << 1,
  DEMO_WHEN_DATE = 1 << 2,
} DemoWhen;

/* A payment that can be promised. */
typedef struct
{
  const char *id;
  gint64 amount;
  int days; /* after the day on which it is taken */
  gint64 price;
} DemoPromise;

/* When payments can be promised (F17, F18). */
typedef struct
{
  DemoText title;
  DemoText terms;
  DemoText not_needed;        /* why not, while there is money for more than @within days */
  int within;                 /* 0 = only in debt */
  int a_month;                /* at most so often */
  const DemoPromise *choices; /* ends with a NULL id */
} DemoPromises;

/* What a subscriber's own block may be (G8); it begins tomorrow or later. */
typedef struct
{
  int min_days;
  int max_days;
  int a_year;   /* days */
  gint64 price; /* taken when it is ordered */
} DemoBlocks;

/* A payment that is told in advance, looking back from the day the history is made. */
typedef struct
{
  int days_ago;   /* either so many days before that day … */
  int months_ago; /* … or on @month_day of so many months before */
  int month_day;
  gint64 amount;
  CabinetOperationKind kind;
  DemoMethod method;
  int minute; /* of the day, local */
} DemoEvent;

/* What has happened to a contract. */
typedef struct
{
  const char *id;
  DemoText words;          /* for --list-accounts */
  gint64 balance;          /* on the day the history is made */
  int unpaid;              /* so many of the latest charges were not covered, so not taken (stop) */
  CabinetLineState forced; /* a state that does not follow from the money */
  const char *reason;
  int since_days; /* it began so many days before that day … */
  int until_days; /* … and ends so many days after; 0 = open */
  gint64 limit_kbps;
  gint64 credit;
  int credit_days;
  gint64 points;           /* of a bonus */
  gboolean fresh;          /* a new contract: the ledger begins this month */
  gboolean pays;           /* goes on paying just in time */
  gboolean business;       /* pays by bank transfers */
  const DemoEvent *events; /* ends with amount 0 */
} DemoCase;

typedef struct
{
  const char *number;
  const char *category; /* NULL = the tenant has none */
  const char *situation;
  const char *tariff;
  gboolean entity;
  DemoText holder;
  DemoText address;
  DemoText city;
  gint64 balance; /* instead of the situation's, whose events are then not told; 0 = as the situation */
} DemoContractSpec;

typedef enum
{
  DEMO_LOGIN_ORDINARY,
  DEMO_LOGIN_CHOOSE,       /* picks one of the contracts */
  DEMO_LOGIN_TEMPORARY,    /* the password is temporary (B12) */
  DEMO_LOGIN_NOT_OPEN_YET, /* until the 1st of the next month (A13) */
  DEMO_LOGIN_CLOSED,
  DEMO_LOGIN_FORBIDDEN,
} DemoLoginFlag;

#define DEMO_MAX_CONTRACTS 4

typedef struct
{
  const char *login;
  const char *secret; /* NULL = a code, see demo_login_code() */
  const char *category;
  DemoLoginFlag flag;
  DemoText words;                            /* for --list-accounts; empty = the first contract's */
  const char *contracts[DEMO_MAX_CONTRACTS]; /* numbers; empty = the one of the login's number */
} DemoLogin;

typedef struct
{
  const char *id;
  CabinetChargingKind charging;
  int day;
  CabinetShortage on_shortage;
  gint64 throttle_kbps;
  DemoText rule_words;
  const DemoTariff *tariffs;         /* end with a NULL id */
  const DemoCase *cases;             /* of this tenant only; looked up before the common ones */
  const DemoContractSpec *contracts; /* end with a NULL number */
  const DemoLogin *logins;           /* end with a NULL login */
  const DemoService *options;        /* that can be switched on; end with a NULL id */
  guint changes;                     /* DemoWhen of tariffs, and of services that tell none */
  gboolean confirms;                 /* who signed in with a password gives it again for a tariff (L4) */
  const DemoWay *ways;               /* to pay, the usual one first; end with a NULL id */
  const DemoPromises *promises;      /* NULL = payments cannot be promised */
  const DemoBlocks *blocks;          /* NULL = nobody blocks a contract by himself */
} DemoTenant;

extern const DemoTenant demo_tenant_tomtel;
extern const DemoTenant demo_tenant_telemir;
extern const DemoTenant demo_tenant_tctr;
extern const DemoTenant demo_tenant_centra;
extern const DemoTenant demo_tenant_mts;

extern const DemoTenant *const demo_tenants[]; /* NULL-terminated */

const DemoTenant *demo_tenant_find (const char *id);
const DemoTariff *demo_tenant_find_tariff (const DemoTenant *self, const char *id);
gboolean demo_tariff_is_for (const DemoTariff *self, const DemoContractSpec *contract);
guint demo_tenant_when (const DemoTenant *self, const DemoService *service);
const DemoPromise *demo_tenant_find_promise (const DemoTenant *self, const char *id);
const DemoCase *demo_tenant_find_case (const DemoTenant *self, const char *id);
const DemoContractSpec *
demo_tenant_find_contract (const DemoTenant *self, const char *category, const char *number);
const DemoLogin *demo_tenant_find_login (const DemoTenant *self, const char *category, const char *login);
gboolean demo_tenant_has_category (const DemoTenant *self, const char *category);
gboolean demo_tenant_has_categories (const DemoTenant *self);

GTimeZone *demo_tenant_get_zone (const DemoTenant *self);
const char *demo_tenant_get_zone_name (const DemoTenant *self);
const char *demo_tenant_get_currency (const DemoTenant *self);
CabinetProviderInfo *demo_tenant_get_info (const DemoTenant *self, DemoLanguage language);
CabinetChargingRule *demo_tenant_new_rule (const DemoTenant *self, DemoLanguage language);

gboolean demo_login_takes_code (const DemoLogin *self);
char *demo_login_dup_code (const char *login);
const char *demo_login_get_contract_number (const DemoLogin *self, guint index);
guint demo_login_count_contracts (const DemoLogin *self);

G_END_DECLS
