/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-sign-in-records.h"

G_BEGIN_DECLS

/* All contracts of a person: a GListModel of CabinetAccount in the person's order (hidden ones left out).
 * Opening it reads the archive once and touches neither keyring nor network. One instance a process.
 *
 * Signal: changed () after something that is shown of any contract changed, or its refresh began or ended. */
#define CABINET_TYPE_HOUSEHOLD (cabinet_household_get_type ())
G_DECLARE_FINAL_TYPE (CabinetHousehold, cabinet_household, CABINET, HOUSEHOLD, GObject)

/* Of an archive that is damaged, but could be saved as far as it can be read. */
#define CABINET_ERROR_SALVAGEABLE "salvageable"

CabinetHousehold *cabinet_household_open (GError **error); /* $XDG_DATA_HOME/cabinet; CABINET_ERROR_STORAGE */
/* After %CABINET_ERROR_SALVAGEABLE: saves what can be read, which may take minutes, and opens it. */
CabinetHousehold *cabinet_household_salvage (GError **error);
void cabinet_household_salvage_async (GAsyncReadyCallback callback, gpointer user_data);
CabinetHousehold *cabinet_household_salvage_finish (GAsyncResult *result, GError **error);
/* A damaged archive was set aside: says so and where it is. NULL = all is well. */
const char *cabinet_household_get_notice (CabinetHousehold *self);
void cabinet_household_close (
  CabinetHousehold *self); /* ends what it started: the demo, queued work is finished first */

CabinetAccount *cabinet_household_lookup (CabinetHousehold *self,
                                          const char *id_or_label,
                                          GError **error);      /* (transfer full) */
GListModel *cabinet_household_get_all (CabinetHousehold *self); /* with the hidden ones */

typedef enum
{
  CABINET_HOUSEHOLD_ALL,
  CABINET_HOUSEHOLD_STALE, /* whose last refresh failed, or is long ago */
  CABINET_HOUSEHOLD_LOCAL, /* those of the demo on this computer, which need no network */
} CabinetHouseholdPart;

/* Refreshes contracts, a few sign-ins at a time; one failure does not stop the rest. The result is the first
 * error, if any. */
void cabinet_household_refresh_async (CabinetHousehold *self,
                                      CabinetHouseholdPart which,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean cabinet_household_refresh_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);
/* Does something with each of some contracts, a few sign-ins at a time and one contract of a sign-in. */
typedef void (*CabinetHouseholdStart) (CabinetAccount *account,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
typedef void (*CabinetHouseholdTold) (CabinetAccount *account, GAsyncResult *result, gpointer user_data);
void cabinet_household_each_async (CabinetHousehold *self,
                                   GPtrArray *accounts,
                                   CabinetHouseholdStart start,
                                   CabinetHouseholdTold told,
                                   int seconds,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Forgets all local data of a contract, and the secret with the last contract of its sign-in. Never ends the
 * contract itself (A16). */
void cabinet_household_remove_async (CabinetHousehold *self,
                                     CabinetAccount *account,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_household_remove_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);
/* Damaged files that were set aside may hold data of a removed contract still. */
char *cabinet_household_dup_set_aside (CabinetHousehold *self); /* NULL = there are none */
gboolean cabinet_household_delete_set_aside (CabinetHousehold *self, GError **error);

/* Puts @account where @place stands; the contracts between them move up. Kept, for every process. */
void cabinet_household_move_async (CabinetHousehold *self,
                                   CabinetAccount *account,
                                   CabinetAccount *place,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean cabinet_household_move_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);

/* Asks the keyring to open, then refreshes the contracts that waited for it. */
void cabinet_household_unlock_async (CabinetHousehold *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_household_unlock_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);

/* Looks whether the keyring gives what it should hold; no request to a provider. Sets the accounts' state. */
void cabinet_household_probe_async (CabinetHousehold *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cabinet_household_probe_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);

/* Integrity of archive and journal. */
void cabinet_household_check_async (CabinetHousehold *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cabinet_household_check_finish (CabinetHousehold *self, GAsyncResult *result, GError **error);

/* Looks through some months more of the archive, in the background; what is damaged is read again by the next
 * refresh. CABINET_ERROR_STORAGE, damaged, names it, as long as there is any. @over: all was looked through.
 */
void cabinet_household_verify_async (CabinetHousehold *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_household_verify_finish (CabinetHousehold *self,
                                          GAsyncResult *result,
                                          gboolean *over,
                                          GError **error);

/* Starts cabinet-demo for the contracts whose address is "demo:", and keeps it running. Nothing to do for
 * others. */
void cabinet_household_ensure_demo (CabinetHousehold *self);

/* Adding a contract, or signing in again, step by step. Nothing is kept until the session stands. */
#define CABINET_TYPE_SIGN_IN_FLOW (cabinet_sign_in_flow_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignInFlow, cabinet_sign_in_flow, CABINET, SIGN_IN_FLOW, GObject)

/* @base_url: "https://…", "http://127.0.0.1:…" or "demo:/tomtel"; NULL = the descriptor's. */
CabinetSignInFlow *
cabinet_sign_in_flow_new (CabinetHousehold *household, CabinetProviderInfo *descriptor, const char *base_url);
CabinetSignInFlow *cabinet_sign_in_flow_new_again (CabinetHousehold *household, CabinetAccount *account);

CabinetProviderInfo *cabinet_sign_in_flow_get_descriptor (CabinetSignInFlow *self);
void cabinet_sign_in_flow_set_label (CabinetSignInFlow *self, const char *label);
void cabinet_sign_in_flow_set_remember (CabinetSignInFlow *self,
                                        gboolean remember); /* in the keyring, or for this session only */
void cabinet_sign_in_flow_set_contract (CabinetSignInFlow *self,
                                        const char *number); /* add only that one of the contracts */
/* A keyring that refuses is an error of the whole: nothing is added (the terminal, which has no session). */
void cabinet_sign_in_flow_set_require_keyring (CabinetSignInFlow *self, gboolean require);

/* Both answer with a step: SESSION = done, the accounts were added; otherwise what to ask the person. */
void cabinet_sign_in_flow_start_async (CabinetSignInFlow *self,
                                       CabinetSignInRequest *request,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
void cabinet_sign_in_flow_answer_async (CabinetSignInFlow *self,
                                        CabinetSignInAnswer *answer,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
CabinetSignInStep *
cabinet_sign_in_flow_finish (CabinetSignInFlow *self, GAsyncResult *result, GError **error);
GPtrArray *cabinet_sign_in_flow_get_accounts (
  CabinetSignInFlow *self); /* (element-type CabinetAccount): after SESSION */
/* The keyring refused although remembering was wished: the contract stands, for this session only. */
const GError *cabinet_sign_in_flow_get_keyring_error (CabinetSignInFlow *self);

void cabinet_sign_in_add_sentence (GString *text, const char *sentence);
/* What a refusal means and what to do next, in words (transfer full). */
char *cabinet_sign_in_dup_refusal_words (const GError *error, CabinetProviderInfo *descriptor);
/* A warning about what was typed (Cyrillic look-alikes, spaces, an unusual format: B1, B5, B6), or NULL.
 * Never a refusal. */
char *cabinet_sign_in_dup_input_warning (CabinetLoginOption *option, const char *login, const char *secret);

/* Whether a session is just being renewed. */
gboolean cabinet_household_is_renewing (CabinetHousehold *self);
/* Runs the main context until no session is just being renewed, 5 s at most: for a program that ends. */
void cabinet_household_let_renewals_end (CabinetHousehold *self);

G_END_DECLS
