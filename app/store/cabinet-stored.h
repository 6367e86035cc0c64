/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-contract.h"
#include "cabinet-overview.h"
#include "cabinet-provider-info.h"

G_BEGIN_DECLS

/* A sign-in as it is kept: all but its secret. */
#define CABINET_TYPE_STORED_SIGN_IN (cabinet_stored_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStoredSignIn, cabinet_stored_sign_in, CABINET, STORED_SIGN_IN, CabinetRecord)

struct _CabinetStoredSignIn
{
  CabinetRecord parent_instance;

  char *id;        /* a UUID; the keyring item's name */
  char *connector; /* "cabinet" */
  char *base_url;  /* "https://...", or "demo:/tomtel" */
  char *provider;  /* descriptor id */
  CabinetLoginKind kind;
  char *category;
  char *login;
  gboolean remember;  /* the secret is in the keyring; else it was for that session only */
  gboolean web_forms; /* forms of the provider's web pages may be filled in; a sign-in leaves it as it is */
  CabinetProviderInfo *info;
};

CabinetStoredSignIn *cabinet_stored_sign_in_copy (CabinetStoredSignIn *self); /* to be changed by its maker */

/* A contract as it is kept. */
#define CABINET_TYPE_STORED_ACCOUNT (cabinet_stored_account_get_type ())
G_DECLARE_FINAL_TYPE (CabinetStoredAccount, cabinet_stored_account, CABINET, STORED_ACCOUNT, CabinetRecord)

struct _CabinetStoredAccount
{
  CabinetRecord parent_instance;

  char *id; /* "tomtel-104205318": shown and typed on the terminal */
  char *sign_in;
  char *label;
  gboolean hidden;
  gint64 position;
  CabinetContract *contract;
  CabinetOverview *overview; /* NULL = never read */
  CabinetCapabilityList *capabilities;
  CabinetInstant read_at;    /* local clock, when the overview was last confirmed */
  CabinetInstant clock_skew; /* server's clock - local clock then */
};

typedef enum
{
  CABINET_LEDGER_ALL,
  CABINET_LEDGER_CHARGES,  /* charges and negative corrections */
  CABINET_LEDGER_PAYMENTS, /* all else */
} CabinetLedgerSide;

/* Which operations are wanted; zero = all that are not withdrawn. */
typedef struct
{
  CabinetDate from;
  CabinetDate to;
  CabinetLedgerSide side;
  int kind;            /* a CabinetOperationKind, 0 = any */
  const char *service; /* its title; NULL = any, "" = none is named */
  gint64 least, most;  /* micros of the sum without its sign; 0 = open */
  const char
    *text; /* words that must all occur in title, service, method, number, note or sum; case and ё/е folded */
} CabinetLedgerFilter;

/* (transfer full): with texts of its own, to be freed by cabinet_ledger_filter_free() */
CabinetLedgerFilter *cabinet_ledger_filter_copy (const CabinetLedgerFilter *self);
void cabinet_ledger_filter_free (CabinetLedgerFilter *self);
/* Whether all operations of its days are wanted. */
gboolean cabinet_ledger_filter_is_period (const CabinetLedgerFilter *self);
/* All but the text; what it points to is that of @self. */
CabinetLedgerFilter cabinet_ledger_filter_drop_text (const CabinetLedgerFilter *self);

typedef struct
{
  CabinetDate month;
  guint count;
  gint64 charged;  /* micros, negative */
  gint64 credited; /* micros */
  gint64 digest;   /* of the whole month, whatever is wanted of it: another one = something has changed */
} CabinetLedgerMonth;

/* So many operations are told of before anybody asks for them: what a list shows at once, and some more. */
#define CABINET_LEDGER_NEWEST 256

/* What was found, before it is added up. */
typedef struct
{
  GArray *months; /* of CabinetLedgerMonth, newest first, without their sums */
  GArray
    *newest; /* of gint64: the keys of the newest operations, newest first; all, or CABINET_LEDGER_NEWEST */
} CabinetLedgerFound;

void cabinet_ledger_found_free (CabinetLedgerFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CabinetLedgerFound, cabinet_ledger_found_free)

/* An operation in short: what it takes to put many in order, to fold them and to add them up. */
typedef struct
{
  gint64 place;  /* its key */
  gint64 digest; /* another one: something of it is different */
  gint64 amount; /* micros */
  guint title;   /* where its title stands among those read with it, by the alphabet */
  guint charge;  /* charges of one number have the same title and service; 0 = no charge */
} CabinetLedgerLine;

typedef enum
{
  CABINET_LEDGER_BY_MONTH,
  CABINET_LEDGER_BY_SERVICE,
} CabinetLedgerGrouping;

typedef struct
{
  char *name; /* "2026-11", or the title of the service; NULL = without a service */
  guint count;
  gint64 charged;  /* micros, negative */
  gint64 credited; /* micros */
} CabinetLedgerGroup;

typedef struct
{
  CabinetDate date;
  gint64 balance;  /* micros, after the day's last operation */
  gint64 credited; /* micros that came in on that day */
} CabinetLedgerDay;

typedef struct
{
  char epoch[64];
  gint64 seq;
} CabinetLedgerState;

typedef struct
{
  guint added;
  guint changed;
} CabinetLedgerChange;

G_END_DECLS
