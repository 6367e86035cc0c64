/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-credential.h"
#include "cabinet-file-lock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One renewal of a session, step by step: lock between processes → read the kept session again → refresh →
 * one silent sign-in → keep → unlock. It is never cancelled half-way: a rotated token that nobody kept would
 * end the session. */
typedef struct
{
  CabinetCredential *credential;
  char *failed_token;
  CabinetFileLock *lock;
  GError *outcome; /* what is told when the keeping is done */
} Renewal;

static void
renewal_free (Renewal *self)
{
  g_clear_object (&self->credential);
  g_clear_pointer (&self->failed_token, g_free);
  if (self->lock != NULL)
    cabinet_file_lock_release (self->lock);
  g_clear_object (&self->lock);
  g_clear_error (&self->outcome);
  g_free (self);
}

/* Takes @error. */
static void
finish (Renewal *self, GError *error)
{
  CabinetCredential *credential = self->credential;
  g_autoptr (CabinetCredential) alive = g_object_ref (credential);
  g_autoptr (GError) outcome = error;

  if (g_error_matches (outcome, CABINET_ERROR, CABINET_ERROR_AUTH))
    {
      g_free (credential->over);
      credential->over = g_strdup (credential->session != NULL ? credential->session->access_token : "");
      cabinet_credential_set_state (credential, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
    }
  renewal_free (self);
  cabinet_credential_answer (&credential->renewing, outcome);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *self = user_data;
  g_autoptr (GError) error = NULL;

  /* The session stands in memory all the same; the next start signs in with the password. */
  if (!cabinet_credential_store_finish (CABINET_CREDENTIAL (source), result, &error))
    g_debug ("a renewed session could not be kept: %s", error->message);
  finish (self, g_steal_pointer (&self->outcome));
}

/* Takes @outcome. */
static void
keep (Renewal *self, GError *outcome)
{
  self->outcome = outcome;
  cabinet_credential_store_async (self->credential, NULL, on_kept, self);
}

/* By a clock that nobody sets: set back by a year, this computer's would not let it try for as long. */
static void
put_off (CabinetCredential *credential, const GError *error)
{
  CabinetInstant retry_at = cabinet_error_get_retry_at (error);

  g_clear_error (&credential->put_off);
  if (retry_at == 0)
    return;
  credential->put_off = g_error_copy (error);
  credential->not_before = g_get_monotonic_time () + (retry_at - cabinet_instant_now ());
}

static void
on_signed_in (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *self = user_data;
  CabinetCredential *credential = self->credential;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &error);
  CabinetSignInStep *step = reply != NULL ? reply->record : NULL;

  if (step != NULL && step->step == CABINET_STEP_KIND_SESSION && step->session != NULL)
    {
      cabinet_credential_take_session (credential, step->session);
      keep (self, NULL);
      return;
    }
  if (error == NULL)
    error = cabinet_error_new (CABINET_ERROR_AUTH, "session-over", "%s",
                               _ ("The provider wants more than the password."));
  if (g_strcmp0 (cabinet_error_get_code (error), "wrong-credentials") == 0)
    {
      /* Said once, nothing retried: every further try could lock the account. */
      credential->refused = TRUE;
      keep (self, g_steal_pointer (&error));
      return;
    }
  put_off (credential, error);
  finish (self, g_steal_pointer (&error));
}

/* Takes @refusal, which is told if there is nothing to sign in with. */
static void
sign_in_silently (Renewal *self, CabinetProvider *provider, GError *refusal)
{
  CabinetCredential *credential = self->credential;
  g_autoptr (CabinetSignInRequest) request = NULL;
  CabinetCall call = { 0 };

  if (credential->secret == NULL || credential->refused
      || credential->stored->kind != CABINET_LOGIN_KIND_PASSWORD)
    {
      finish (self, refusal);
      return;
    }
  g_clear_error (&refusal);
  request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->category = g_strdup (credential->stored->category);
  request->login = g_strdup (credential->stored->login);
  request->secret = g_strdup (credential->secret);
  call.record = CABINET_RECORD (request);
  cabinet_provider_call_async (provider, CABINET_OP_SIGN_IN, &call, NULL, on_signed_in, self);
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &error);

  if (reply != NULL)
    {
      cabinet_credential_take_session (self->credential, reply->record);
      keep (self, NULL);
    }
  else if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_AUTH)
           || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
    sign_in_silently (self, CABINET_PROVIDER (source), g_steal_pointer (&error));
  else
    finish (self, g_steal_pointer (&error));
}

static void
refresh (Renewal *self)
{
  CabinetCredential *credential = self->credential;
  CabinetSession *session = credential->session;
  g_autoptr (CabinetProvider) provider = g_weak_ref_get (&credential->provider);
  g_autoptr (CabinetRefreshRequest) request = NULL;
  CabinetCall call = { 0 };

  if (provider == NULL)
    {
      finish (self, cabinet_error_new (CABINET_ERROR_OFFLINE, NULL, "%s", _ ("The connection was closed.")));
      return;
    }
  /* The password comes next, and is put off: no reason to ask for anything, nor the person for a password
   * that may be right. */
  if (credential->put_off != NULL && credential->not_before > g_get_monotonic_time ())
    {
      finish (self, g_error_copy (credential->put_off));
      return;
    }
  if (session == NULL || session->refresh_token == NULL)
    {
      sign_in_silently (
        self, provider,
        cabinet_error_new (CABINET_ERROR_AUTH, "session-over", "%s", _ ("The session is over.")));
      return;
    }
  request = g_object_new (CABINET_TYPE_REFRESH_REQUEST, NULL);
  request->refresh_token = g_strdup (session->refresh_token);
  call.record = CABINET_RECORD (request);
  cabinet_provider_call_async (provider, CABINET_OP_REFRESH, &call, NULL, on_refreshed, self);
}

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *self = user_data;
  g_autofree char *line = cabinet_keyring_load_finish (CABINET_KEYRING (source), result, NULL);
  gboolean taken = line != NULL && cabinet_credential_take_kept (self->credential, line, self->failed_token);

  if (line != NULL)
    explicit_bzero (line, strlen (line));
  if (taken && self->credential->session != NULL)
    finish (self, NULL);
  else
    refresh (self);
}

static void
on_locked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Renewal *self = user_data;
  CabinetCredential *credential = self->credential;
  g_autoptr (GError) error = NULL;

  self->lock = cabinet_file_lock_acquire_finish (result, &error);
  if (self->lock == NULL)
    {
      finish (self, g_steal_pointer (&error));
      return;
    }
  if (credential->stored->remember)
    cabinet_keyring_load_async (credential->core->keyring, credential->stored->id, NULL, on_read_again, self);
  else
    refresh (self);
}

/**
 * cabinet_credential_renew_now:
 * @credential: whose session is over
 * @failed_token: (nullable): the access token that the provider refused
 *
 * Renews the session and answers all that wait in @credential->renewing. Of several processes that meet this
 * at once only one asks the provider; the others find its session in the keyring.
 */
void
cabinet_credential_renew_now (CabinetCredential *credential, const char *failed_token)
{
  Renewal *self = g_new0 (Renewal, 1);
  g_autofree char *path = cabinet_core_dup_lock_path (credential->core, credential->stored->id);

  self->credential = g_object_ref (credential);
  self->failed_token = g_strdup (failed_token);
  cabinet_file_lock_acquire_async (path, NULL, on_locked, self);
}
