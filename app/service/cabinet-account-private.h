/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-sign-in.h"

G_BEGIN_DECLS

struct _CabinetAccount
{
  GObject parent_instance;

  CabinetCore *core;
  CabinetSignIn *sign_in;
  GSignalGroup *credential_signals;
  char *id;
  char *label;
  gboolean hidden;
  gint64 position;
  CabinetContract *contract;
  CabinetOverview *overview;
  CabinetCapabilityList *capabilities;
  CabinetInstant read_at;
  CabinetInstant clock_skew;
  CabinetLedgerState ledger; /* as it was when last looked at; empty epoch = none */
  GTimeZone *zone;

  /* Kept until the overview or the day changes. */
  CabinetDate computed_on;
  CabinetDate seen_on; /* the day that was last told about */
  CabinetForecast *forecast;
  CabinetDue *due;

  /* The refresh that is under way, and the last one's outcome. */
  GPtrArray *waiters; /* NULL = none is under way */
  GCancellable *refresh_cancellable;
  guint months_left;  /* of the ledger, to be read by it */
  gboolean given_up;  /* the contract is removed, or the program ends */
  gboolean refreshed; /* one succeeded since the program began */
  GError *error;
  char *error_words;

  /* Made when first asked for, by the file that each belongs to; they hold the account weakly. */
  GObject *plan;
  GObject *top_ups;
  GObject *conversation;
  GObject *notice_feed;
  GCancellable *deliveries; /* cancelled when they are given up; made by the first one */
};

CabinetAccount *cabinet_account_new (CabinetCore *core, CabinetSignIn *sign_in, CabinetStoredAccount *stored);
CabinetSignIn *cabinet_account_get_sign_in (CabinetAccount *self);
gint64 cabinet_account_get_position (CabinetAccount *self);

/* What another process, or a sign-in, wrote. Notifies of what is different only. */
void cabinet_account_take_stored (CabinetAccount *self, CabinetStoredAccount *stored);
void cabinet_account_set_sign_in (CabinetAccount *self, CabinetSignIn *sign_in);
void cabinet_account_sign_in_changed (CabinetAccount *self); /* its descriptor, say */
/* Looks whether another process archived operations, and tells. */
void cabinet_account_check_ledger (CabinetAccount *self);

void cabinet_account_forget_outlook (CabinetAccount *self);
/* Tells if another day has begun in the contract's zone. */
void cabinet_account_check_day (CabinetAccount *self);

CabinetInstant cabinet_account_get_server_now (CabinetAccount *self); /* by the provider's clock */

/* What a refresh read. @overview NULL = it is as it was. */
void cabinet_account_take_overview (CabinetAccount *self,
                                    CabinetOverview *overview,
                                    CabinetInstant read_at,
                                    CabinetInstant clock_skew);
void cabinet_account_take_capabilities (CabinetAccount *self, CabinetCapabilityList *capabilities);
void cabinet_account_note_ledger (CabinetAccount *self);
void cabinet_account_ledger_changed (CabinetAccount *self);
void cabinet_account_refreshing_changed (CabinetAccount *self);
void cabinet_account_set_outcome (CabinetAccount *self, const GError *error);
void cabinet_account_cancel_refresh (CabinetAccount *self);

G_END_DECLS
