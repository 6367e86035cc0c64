/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-household.h"

G_BEGIN_DECLS

struct _CabinetHousehold
{
  GObject parent_instance;

  CabinetCore *core;
  GHashTable *sign_ins; /* id -> CabinetSignIn */
  GListStore *all;
  GListStore *visible;
  GFileMonitor *monitor; /* of the folder: what other processes write */
  guint reload_timer;
  guint settle_idle;
  guint day_timer;
  gboolean closed;
};

CabinetCore *cabinet_household_get_core (CabinetHousehold *self);
void cabinet_household_start (CabinetHousehold *self);

/* Takes over what the archive holds now. */
gboolean cabinet_household_reload (CabinetHousehold *self, GError **error);
CabinetSignIn *cabinet_household_get_sign_in (CabinetHousehold *self, const char *id); /* nullable */

/* A session that was just opened: @fresh becomes a sign-in of the household, or renews the one of its id. */
void cabinet_household_adopt (CabinetHousehold *self, CabinetSignIn *fresh);

/* Finishes what an earlier run began (cabinet-household-remove.c). */
void cabinet_household_settle (CabinetHousehold *self);

/* Intents of the journal. */
#define CABINET_INTENT_ADD_SIGN_IN "add-sign-in"
#define CABINET_INTENT_FORGET_SECRET "forget-secret"
#define CABINET_INTENT_ERASE_ACCOUNT "erase-account"
char *cabinet_intent_dup_key (const char *kind, const char *subject);
void cabinet_intent_settle (CabinetCore *core, const char *kind, const char *subject);

char *cabinet_sign_in_normalize_login (const char *login);

/* Copies that killed backups and restores have left; the lock "backup" must be held. */
void cabinet_backup_remove_parts (CabinetCore *core);

G_END_DECLS
