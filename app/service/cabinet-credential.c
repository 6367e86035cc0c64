/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-credential.h"
#include "cabinet-waiters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void authorizer_init (CabinetAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CabinetCredential,
                               cabinet_credential,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CABINET_TYPE_AUTHORIZER, authorizer_init))

static void
forget_secret (CabinetCredential *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_clear_pointer (&self->secret, g_free);
}

CabinetAccountState
cabinet_credential_get_state (CabinetCredential *self)
{
  g_return_val_if_fail (CABINET_IS_CREDENTIAL (self), CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);

  return self->state;
}

void
cabinet_credential_set_state (CabinetCredential *self, CabinetAccountState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/**
 * cabinet_credential_set_stored:
 * @self: a credential
 * @stored: the sign-in as it is kept now
 *
 * Another process may have signed in again: the keyring then holds what was missing here. A secret that is
 * only for the session there does not end the one that is held here.
 */
void
cabinet_credential_set_stored (CabinetCredential *self, CabinetStoredSignIn *stored)
{
  gboolean kept_now = stored->remember && !self->stored->remember;

  g_set_object (&self->stored, stored);
  if (kept_now && !cabinet_credential_is_loaded (self))
    cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_OK);
}

void
cabinet_credential_set_provider (CabinetCredential *self, CabinetProvider *provider)
{
  g_weak_ref_set (&self->provider, provider);
}

/* Whether there is something in memory that may still open a session. */
gboolean
cabinet_credential_is_loaded (CabinetCredential *self)
{
  return self->over == NULL && (self->session != NULL || self->secret != NULL);
}

/**
 * cabinet_credential_take_session:
 * @self: a credential
 * @session: tokens that stand
 */
void
cabinet_credential_take_session (CabinetCredential *self, CabinetSession *session)
{
  g_set_object (&self->session, session);
  g_clear_pointer (&self->over, g_free);
  cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_OK);
}

/**
 * cabinet_credential_take_new:
 * @self: a credential
 * @secret: (nullable): the password that the person gave
 * @session: the session it opened
 */
void
cabinet_credential_take_new (CabinetCredential *self, const char *secret, CabinetSession *session)
{
  forget_secret (self);
  self->secret = g_strdup (secret);
  self->refused = FALSE;
  g_clear_error (&self->put_off);
  cabinet_credential_take_session (self, session);
}

/**
 * cabinet_credential_take_kept:
 * @self: a credential
 * @line: what the keyring holds
 * @failed_token: (nullable): an access token that is over
 *
 * Returns: TRUE if @line holds something newer than @failed_token, which was taken
 */
gboolean
cabinet_credential_take_kept (CabinetCredential *self, const char *line, const char *failed_token)
{
  g_autoptr (CabinetKeptSecret) kept = cabinet_kept_secret_parse (line);

  if (kept == NULL || (kept->session == NULL && kept->secret == NULL))
    return FALSE;
  if (failed_token != NULL
      && (kept->session == NULL || g_str_equal (kept->session->access_token, failed_token)))
    return FALSE;
  forget_secret (self);
  self->secret = g_strdup (kept->secret);
  self->refused = kept->refused;
  g_set_object (&self->session, kept->session);
  g_clear_pointer (&self->over, g_free);
  cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_OK);
  return TRUE;
}

void
cabinet_credential_answer (GPtrArray **tasks, const GError *error)
{
  g_autoptr (GPtrArray) waiting = *tasks;

  *tasks = g_ptr_array_new_with_free_func (g_object_unref);
  cabinet_waiters_answer (waiting, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetCredential) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = cabinet_keyring_load_finish (CABINET_KEYRING (source), result, &error);

  if (error != NULL)
    cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_KEYRING_LOCKED);
  else if (line == NULL)
    error = cabinet_error_new (CABINET_ERROR_AUTH, "no-secret", "%s",
                               _ ("The keyring holds no secret for this sign-in any more."));
  else if (!cabinet_credential_take_kept (self, line, self->over))
    error = cabinet_error_new (CABINET_ERROR_AUTH, self->refused ? "wrong-credentials" : "session-over", "%s",
                               _ ("The session is over."));
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH))
    cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
  if (line != NULL)
    explicit_bzero (line, strlen (line));
  cabinet_credential_answer (&self->loading, error);
}

/**
 * cabinet_credential_load_async:
 * @self: a credential
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the secret from the keyring unless it is in memory. After a session that could not be renewed the
 * keyring is read again: another process may have signed in.
 */
void
cabinet_credential_load_async (CabinetCredential *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CABINET_IS_CREDENTIAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_credential_load_async);
  if (cabinet_credential_is_loaded (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!self->stored->remember)
    {
      cabinet_credential_set_state (self, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
      g_task_return_error (task, cabinet_error_new (CABINET_ERROR_AUTH,
                                                    self->over != NULL ? "session-over" : "not-kept", "%s",
                                                    _ ("The secret was kept for one session only.")));
      return;
    }
  g_ptr_array_add (self->loading, g_steal_pointer (&task));
  if (self->loading->len == 1)
    cabinet_keyring_load_async (self->core->keyring, self->stored->id, NULL, on_loaded, g_object_ref (self));
}

/**
 * cabinet_credential_load_finish:
 * @self: a credential
 * @result: what the callback was given
 * @error: (optional): CABINET_ERROR_KEYRING, or CABINET_ERROR_AUTH if the person must sign in
 *
 * Returns: TRUE if there is something to sign requests with
 */
gboolean
cabinet_credential_load_finish (CabinetCredential *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cabinet_keyring_store_finish (CABINET_KEYRING (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_credential_store_async:
 * @self: a credential
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Writes what is in memory to the keyring; nothing to do if it is not to be remembered. Until it is written
 * the keyring holds the former tokens, which the provider still takes for a while.
 */
void
cabinet_credential_store_async (CabinetCredential *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (CabinetKeptSecret) kept = NULL;
  g_autofree char *line = NULL;
  g_autofree char *label = NULL;

  g_task_set_source_tag (task, cabinet_credential_store_async);
  if (!self->stored->remember)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  kept = cabinet_kept_secret_new (self->secret, self->refused, self->session);
  line = cabinet_kept_secret_to_line (kept);
  /* Translators: the name of a keyring entry; %s is a provider */
  label = g_strdup_printf (_ ("Cabinet: sign-in at %s"),
                           self->stored->info != NULL && self->stored->info->name ? self->stored->info->name
                                                                                  : self->stored->provider);
  cabinet_keyring_store_async (self->core->keyring, self->stored->id, label, line, cancellable, on_stored,
                               g_steal_pointer (&task));
  explicit_bzero (line, strlen (line));
}

gboolean
cabinet_credential_store_finish (CabinetCredential *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static char *
credential_dup_token (CabinetAuthorizer *authorizer)
{
  CabinetCredential *self = CABINET_CREDENTIAL (authorizer);

  return self->session != NULL ? g_strdup (self->session->access_token) : NULL;
}

static void
credential_renew_async (CabinetAuthorizer *authorizer,
                        const char *failed_token,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  CabinetCredential *self = CABINET_CREDENTIAL (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, credential_renew_async);
  if (self->session != NULL && g_strcmp0 (self->session->access_token, failed_token) != 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_ptr_array_add (self->renewing, g_steal_pointer (&task));
  if (self->renewing->len == 1)
    cabinet_credential_renew_now (self, failed_token);
}

static gboolean
credential_renew_finish (CabinetAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
authorizer_init (CabinetAuthorizerInterface *iface)
{
  iface->dup_token = credential_dup_token;
  iface->renew_async = credential_renew_async;
  iface->renew_finish = credential_renew_finish;
}

static void
cabinet_credential_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_enum (value, CABINET_CREDENTIAL (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_credential_finalize (GObject *object)
{
  CabinetCredential *self = CABINET_CREDENTIAL (object);

  forget_secret (self);
  g_clear_object (&self->core);
  g_clear_object (&self->stored);
  g_clear_object (&self->session);
  g_clear_error (&self->put_off);
  g_clear_pointer (&self->over, g_free);
  g_clear_pointer (&self->loading, g_ptr_array_unref);
  g_clear_pointer (&self->renewing, g_ptr_array_unref);
  g_weak_ref_clear (&self->provider);
  G_OBJECT_CLASS (cabinet_credential_parent_class)->finalize (object);
}

static void
cabinet_credential_class_init (CabinetCredentialClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = cabinet_credential_get_property;
  object_class->finalize = cabinet_credential_finalize;

  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, CABINET_TYPE_ACCOUNT_STATE, CABINET_ACCOUNT_STATE_OK,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
cabinet_credential_init (CabinetCredential *self)
{
  self->loading = g_ptr_array_new_with_free_func (g_object_unref);
  self->renewing = g_ptr_array_new_with_free_func (g_object_unref);
  g_weak_ref_init (&self->provider, NULL);
}

/**
 * cabinet_credential_new:
 * @core: what the household shares
 * @stored: the sign-in as it is kept
 *
 * Returns: (transfer full): a credential whose secret was not read yet
 */
CabinetCredential *
cabinet_credential_new (CabinetCore *core, CabinetStoredSignIn *stored)
{
  CabinetCredential *self = g_object_new (CABINET_TYPE_CREDENTIAL, NULL);

  self->core = g_object_ref (core);
  self->stored = g_object_ref (stored);
  if (!stored->remember)
    self->state = CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED;
  return self;
}
