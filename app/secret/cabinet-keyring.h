/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cabinet-error.h"

G_BEGIN_DECLS

/* The system keyring, one item a sign-in. Every call ends within 5 s. Errors are CABINET_ERROR_KEYRING with
 * the code "locked", "no-service" or "timeout". */
#define CABINET_TYPE_KEYRING (cabinet_keyring_get_type ())
G_DECLARE_FINAL_TYPE (CabinetKeyring, cabinet_keyring, CABINET, KEYRING, GObject)

CabinetKeyring *cabinet_keyring_new (void);

void cabinet_keyring_store_async (CabinetKeyring *self,
                                  const char *sign_in,
                                  const char *label,
                                  const char *secret,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean cabinet_keyring_store_finish (CabinetKeyring *self, GAsyncResult *result, GError **error);

/* NULL without an error = there is no such item, and the keyring is open. */
void cabinet_keyring_load_async (CabinetKeyring *self,
                                 const char *sign_in,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *cabinet_keyring_load_finish (CabinetKeyring *self, GAsyncResult *result, GError **error);
void cabinet_keyring_free_secret (char *secret); /* overwrites it first */

void cabinet_keyring_clear_async (CabinetKeyring *self,
                                  const char *sign_in,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean cabinet_keyring_clear_finish (CabinetKeyring *self, GAsyncResult *result, GError **error);

/* Asks the keyring to open (a prompt may appear; no time limit but the cancellable). */
void cabinet_keyring_unlock_async (CabinetKeyring *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean cabinet_keyring_unlock_finish (CabinetKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
