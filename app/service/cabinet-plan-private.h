/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account-private.h"
#include "cabinet-plan.h"

G_BEGIN_DECLS

struct _CabinetPlan
{
  GObject parent_instance;

  CabinetAccount *account; /* weak; it owns this */
  CabinetCore *core;
  char *id; /* of the account */
  GListStore *tariffs;
  GListStore *services;
  GListStore *changes;
  CabinetPromiseOffer *promise;       /* as it was read; nullable */
  CabinetSuspensionOffer *suspension; /* the same */
  gboolean loaded;
  CabinetInstant read_at;
  guint refreshing; /* refreshes under way */
  gboolean ordering;
  GHashTable *resumed; /* keys of rows of the outbox that are looked for just now */
  GError *error;
};

/* What an answer brought; NULL = as it was. */
void cabinet_plan_take (CabinetPlan *self, const char *resource, gpointer record);
void cabinet_plan_load (CabinetPlan *self);
void cabinet_plan_ensure_loaded (CabinetPlan *self);
void cabinet_plan_begin_refresh (CabinetPlan *self);
void cabinet_plan_end_refresh (CabinetPlan *self, const GError *error);
void cabinet_plan_changed (CabinetPlan *self);

/* What @request lends, if it is a promised payment. */
CabinetMoney cabinet_plan_find_credit (CabinetPlan *self, CabinetChangeRequest *request);
/* Whether the offer of @capability is to be read. */
gboolean cabinet_plan_has_offer (CabinetPlan *self, const char *capability);

/* After a refresh of @account: looks for what was ordered and that no read has shown yet, if there is any. */
void cabinet_account_look_for_changes (CabinetAccount *account);

G_END_DECLS
