/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-contract.h"
#include "cabinet-error.h"
#include "cabinet-forecast.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-provider-info.h"

G_BEGIN_DECLS

typedef enum
{
  CABINET_ACCOUNT_STATE_OK,
  CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED, /* the session is over and cannot be renewed silently */
  CABINET_ACCOUNT_STATE_KEYRING_LOCKED, /* the secret is there, the keyring is closed or does not answer */
} CabinetAccountState;

#define CABINET_TYPE_ACCOUNT_STATE (cabinet_account_state_get_type ())
GType cabinet_account_state_get_type (void);

/* What one refresh did. */
typedef struct
{
  guint added;   /* operations that were new */
  guint changed; /* operations that changed or were withdrawn */
  guint64 requests;
  guint64 bytes;
} CabinetSyncResult;

/* The balance at the end of a past day. */
typedef struct
{
  CabinetDate date;
  gint64 micros;
  gint64 credited; /* what came in on that day */
} CabinetDayBalance;

/* One contract of the household: what is known of it, and how fresh. All getters answer at once from memory;
 * every property notifies.
 *
 * Properties: id, label (rw through cabinet_account_set_label), display-name (label, else provider),
 * provider-name, contract, provider-info, overview (NULL = never read), capabilities, state, demo,
 * refreshing, stale, read-at, error-message. Signals: ledger-changed () after operations were archived;
 * changed () after anything that is shown changed. */
#define CABINET_TYPE_ACCOUNT (cabinet_account_get_type ())
G_DECLARE_FINAL_TYPE (CabinetAccount, cabinet_account, CABINET, ACCOUNT, GObject)

const char *cabinet_account_get_id (CabinetAccount *self);
const char *cabinet_account_get_label (CabinetAccount *self); /* nullable */
const char *cabinet_account_get_display_name (CabinetAccount *self);
const char *cabinet_account_get_provider_name (CabinetAccount *self);
const char *cabinet_account_get_provider (CabinetAccount *self); /* its id */
const char *cabinet_account_get_connector (CabinetAccount *self);
const char *cabinet_account_get_sign_in_id (CabinetAccount *self);
const char *cabinet_account_get_login (CabinetAccount *self);
CabinetContract *cabinet_account_get_contract (CabinetAccount *self);
CabinetProviderInfo *cabinet_account_get_provider_info (CabinetAccount *self);
CabinetOverview *cabinet_account_get_overview (CabinetAccount *self);           /* nullable */
CabinetCapabilityList *cabinet_account_get_capabilities (CabinetAccount *self); /* nullable */
CabinetAccountState cabinet_account_get_state (CabinetAccount *self);
gboolean cabinet_account_get_demo (CabinetAccount *self);
/* Some of what its provider's system can do goes only by the forms of the provider's web pages. The person
 * says for each sign-in whether Cabinet may fill them in; until then it does not. */
gboolean cabinet_account_has_web_forms (CabinetAccount *self);
gboolean cabinet_account_get_web_forms (CabinetAccount *self);
const char *cabinet_account_get_web_forms_words (void);    /* the risk, in sentences */
gboolean cabinet_account_get_guest (CabinetAccount *self); /* nobody signed in: a conversation, no contract */
gboolean cabinet_account_get_hidden (CabinetAccount *self);
gboolean cabinet_account_get_refreshing (CabinetAccount *self);
gboolean cabinet_account_get_stale (CabinetAccount *self); /* the last refresh failed, or there was none yet
                                                              and the reading is older than an hour */
CabinetInstant cabinet_account_get_read_at (CabinetAccount *self); /* local clock; 0 = never */
const GError *cabinet_account_get_error (CabinetAccount *self);    /* of the last refresh; nullable */
GTimeZone *cabinet_account_get_zone (CabinetAccount *self);
CabinetDate
cabinet_account_get_today (CabinetAccount *self); /* in the contract's zone, by the server's clock */
CabinetForecast *cabinet_account_get_forecast (
  CabinetAccount *self); /* nullable; kept until the overview or the day changes */
CabinetDue *cabinet_account_get_due (
  CabinetAccount *self); /* the server's while fresh, computed when the day has moved on; nullable */
CabinetBalance *cabinet_account_get_main_balance (CabinetAccount *self); /* nullable */

/* In words, for window and terminal alike (transfer full). */
char *cabinet_account_dup_state_words (
  CabinetAccount *self); /* "Works", "128 Kbit/s", "No connection", "Sign in" */
char *cabinet_account_dup_run_out_words (
  CabinetAccount *self); /* "Lasts until 3 December (12 days)", "In debt since 1 October" */
char *
cabinet_account_dup_number_words (CabinetAccount *self); /* "account 104 205 318", "contract 48-11702" */
char *
cabinet_account_dup_read_words (CabinetAccount *self); /* "Updated at 14:32", "Read yesterday at 21:40" */
char *cabinet_account_dup_error_words (
  CabinetAccount *self); /* what happened, what was kept, what to do; NULL = no error */

/* Past balances by day, oldest first, from the archive (a short read of the main thread). */
GArray *cabinet_account_load_history (CabinetAccount *self,
                                      CabinetDate from,
                                      CabinetDate to); /* of CabinetDayBalance */
/* The newest operations, folded: runs of like charges become one row. Items: CabinetStatementRow. */
GListModel *cabinet_account_load_recent (CabinetAccount *self, guint n_rows);

/* Reads what changed: overview, capabilities, ledger. Joins a refresh that is under way. */
void cabinet_account_refresh_async (CabinetAccount *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cabinet_account_refresh_finish (CabinetAccount *self,
                                         GAsyncResult *result,
                                         CabinetSyncResult *summary,
                                         GError **error);

/* The overview and capabilities only: what a balance needs. */
void cabinet_account_refresh_overview_async (CabinetAccount *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean cabinet_account_refresh_overview_finish (CabinetAccount *self, GAsyncResult *result, GError **error);

/* What to tell before a contract is removed while something of it is not settled; NULL = nothing. */
char *cabinet_account_dup_unsettled_words (CabinetAccount *self);
char *cabinet_account_dup_pending_words (CabinetAccount *account); /* "From 1 December: Home 500"; nullable */

void cabinet_account_set_label_async (CabinetAccount *self,
                                      const char *label,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void cabinet_account_set_hidden_async (CabinetAccount *self,
                                       gboolean hidden,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* UNSUPPORTED if it has none. */
void cabinet_account_set_web_forms_async (CabinetAccount *self,
                                          gboolean web_forms,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean cabinet_account_set_finish (CabinetAccount *self, GAsyncResult *result, GError **error);

G_END_DECLS
