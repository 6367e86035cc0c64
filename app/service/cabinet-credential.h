/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-account.h"
#include "cabinet-core.h"
#include "cabinet-kept-secret.h"
#include "cabinet-provider.h"

G_BEGIN_DECLS

/* The secret side of a sign-in: password and tokens, read from the keyring when first needed, renewed when
 * they are over. It is what signs requests; the provider holds it, so it holds the provider only weakly.
 *
 * Property: state (notifies). */
#define CABINET_TYPE_CREDENTIAL (cabinet_credential_get_type ())
G_DECLARE_FINAL_TYPE (CabinetCredential, cabinet_credential, CABINET, CREDENTIAL, GObject)

struct _CabinetCredential
{
  GObject parent_instance;

  CabinetCore *core;
  CabinetStoredSignIn *stored;
  GWeakRef provider; /* asked to renew the session */
  char *secret;
  gboolean refused;  /* the password was refused: not tried again until the person acts */
  GError *put_off;   /* with which the provider asked to wait with the next password; NULL = it did not */
  gint64 not_before; /* monotonic µs: until when */
  CabinetSession *session;
  char *over; /* the access token that could not be renewed; NULL = none */
  CabinetAccountState state;
  GPtrArray *loading;  /* of GTask, waiting for the keyring */
  GPtrArray *renewing; /* of GTask, waiting for one renewal */
};

CabinetCredential *cabinet_credential_new (CabinetCore *core, CabinetStoredSignIn *stored);
void cabinet_credential_set_stored (CabinetCredential *self, CabinetStoredSignIn *stored);
void cabinet_credential_set_provider (CabinetCredential *self, CabinetProvider *provider);
CabinetAccountState cabinet_credential_get_state (CabinetCredential *self);
void cabinet_credential_set_state (CabinetCredential *self, CabinetAccountState state);
gboolean cabinet_credential_is_loaded (CabinetCredential *self);

void cabinet_credential_load_async (CabinetCredential *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean cabinet_credential_load_finish (CabinetCredential *self, GAsyncResult *result, GError **error);
void cabinet_credential_store_async (CabinetCredential *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean cabinet_credential_store_finish (CabinetCredential *self, GAsyncResult *result, GError **error);

void cabinet_credential_take_session (CabinetCredential *self, CabinetSession *session);
void cabinet_credential_take_new (CabinetCredential *self, const char *secret, CabinetSession *session);
gboolean cabinet_credential_take_kept (CabinetCredential *self, const char *line, const char *failed_token);

/* cabinet-credential-renew.c */
void cabinet_credential_renew_now (CabinetCredential *credential, const char *failed_token);

/* Answers all that wait in @tasks (which is emptied): with @error, or TRUE. */
void cabinet_credential_answer (GPtrArray **tasks, const GError *error);

G_END_DECLS
