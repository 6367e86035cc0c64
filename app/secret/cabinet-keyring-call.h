/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

/* libsecret 0.20 installs and exports its choice of a backend, but secret.h leaves the header out. */
#define __SECRET_INSIDE_HEADER__
#include <libsecret/secret-backend.h>
#undef __SECRET_INSIDE_HEADER__

#include "cabinet-keyring.h"

G_BEGIN_DECLS

/* A question to the keyring: a GTask, which is its caller's answer, with what it needs on its way. It never
 * makes a prompt appear, unless it is to unlock: what is locked is found out first, for libsecret would ask
 * the person, or find nothing and say so without an error. */
typedef struct
{
  GHashTable *attributes;
  char *label;
  char *secret;
  SecretService *service;    /* NULL: another backend (a file; in Flatpak libsecret's own) */
  GCancellable *cancellable; /* ends with the caller's, or with the time */

  GSource *timer;
  GCancellable *outer;
  gulong outer_id;
  gboolean timed_out;
  guint tries;
  int lock; /* of the file while it is this question's turn; -1: none */
  int turn; /* LOCK_EX or LOCK_SH */
  GAsyncReadyCallback on_open;
  void (*with_service) (GTask *task);
  void (*without_service) (GTask *task);
} CabinetKeyringCall;

extern const SecretSchema cabinet_keyring_schema;

GTask *cabinet_keyring_call_new (CabinetKeyring *self,
                                 const char *sign_in,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void cabinet_keyring_call_limit (GTask *task);
void cabinet_keyring_call_begin (GTask *task,
                                 void (*with_service) (GTask *task),
                                 void (*without_service) (GTask *task));

GType cabinet_keyring_call_get_backend_type (void); /* after it began */

/* Each of these takes the task, and the error. */
void cabinet_keyring_call_fail (GTask *task, GError *error);
void cabinet_keyring_call_fail_locked (GTask *task);
void cabinet_keyring_call_succeed (GTask *task, char *secret);

gboolean cabinet_keyring_call_finish (GAsyncResult *result, GError **error);

void cabinet_keyring_call_search (GTask *task, SecretSearchFlags flags, GAsyncReadyCallback callback);
void cabinet_keyring_call_ask_default (GTask *task, GAsyncReadyCallback callback);
gboolean cabinet_keyring_items_locked (GList *items);

G_END_DECLS
