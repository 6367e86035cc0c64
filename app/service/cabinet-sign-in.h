/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cabinet-credential.h"

G_BEGIN_DECLS

/* One sign-in: one provider object, one credential, one or more contracts. Private to the service. */
#define CABINET_TYPE_SIGN_IN (cabinet_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CabinetSignIn, cabinet_sign_in, CABINET, SIGN_IN, GObject)

CabinetSignIn *cabinet_sign_in_new (CabinetCore *core, CabinetStoredSignIn *stored);
CabinetStoredSignIn *cabinet_sign_in_get_stored (CabinetSignIn *self);
gboolean cabinet_sign_in_is_lost (CabinetSignIn *self);
void cabinet_sign_in_set_stored (CabinetSignIn *self, CabinetStoredSignIn *stored);
CabinetCredential *cabinet_sign_in_get_credential (CabinetSignIn *self);
CabinetCore *cabinet_sign_in_get_core (CabinetSignIn *self);
gboolean cabinet_sign_in_keeps_keys (CabinetSignIn *self);
void cabinet_sign_in_get_traffic (CabinetSignIn *self, guint64 *requests, guint64 *bytes);

/* Runs an operation, after the demo was started and the secret was read if that is needed for it. */
void cabinet_sign_in_call_async (CabinetSignIn *self,
                                 CabinetOp op,
                                 const CabinetCall *call,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
CabinetReply *cabinet_sign_in_call_finish (CabinetSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
