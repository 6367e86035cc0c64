/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sign-in-flow-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (CabinetSignInFlow, cabinet_sign_in_flow, G_TYPE_OBJECT)

CabinetProviderInfo *
cabinet_sign_in_flow_get_descriptor (CabinetSignInFlow *self)
{
  return self->descriptor;
}

void
cabinet_sign_in_flow_set_label (CabinetSignInFlow *self, const char *label)
{
  g_autofree char *stripped = label != NULL ? g_strstrip (g_strdup (label)) : NULL;

  g_free (self->label);
  self->label = stripped != NULL && *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
}

void
cabinet_sign_in_flow_set_remember (CabinetSignInFlow *self, gboolean remember)
{
  self->remember = !!remember;
}

void
cabinet_sign_in_flow_set_require_keyring (CabinetSignInFlow *self, gboolean require)
{
  self->require_keyring = !!require;
}

void
cabinet_sign_in_flow_set_contract (CabinetSignInFlow *self, const char *number)
{
  g_free (self->wanted_contract);
  self->wanted_contract = g_strdup (number);
}

/**
 * cabinet_sign_in_flow_get_accounts:
 * @self: a flow that came to a session
 *
 * Returns: (transfer none) (element-type CabinetAccount): the contracts that were added or signed in again
 */
GPtrArray *
cabinet_sign_in_flow_get_accounts (CabinetSignInFlow *self)
{
  return self->accounts;
}

const GError *
cabinet_sign_in_flow_get_keyring_error (CabinetSignInFlow *self)
{
  return self->keyring_error;
}

/* The sign-in that the same login made before: it is renewed, not doubled. A guest is a new one each time. */
static const char *
find_known_id (CabinetSignInFlow *self, CabinetSignInRequest *request)
{
  GHashTableIter iter;
  gpointer value;

  if (request->kind == CABINET_LOGIN_KIND_GUEST)
    return NULL;
  if (self->again != NULL)
    return cabinet_account_get_sign_in_id (self->again);
  g_hash_table_iter_init (&iter, self->household->sign_ins);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      CabinetStoredSignIn *stored = cabinet_sign_in_get_stored (value);

      if (g_str_equal (stored->base_url, self->base_url) && stored->kind == request->kind
          && g_strcmp0 (stored->login, request->login) == 0
          && g_strcmp0 (stored->category, request->category) == 0)
        return stored->id;
    }
  return NULL;
}

static CabinetStoredSignIn *
make_draft (CabinetSignInFlow *self, CabinetSignInRequest *request)
{
  CabinetStoredSignIn *stored = g_object_new (CABINET_TYPE_STORED_SIGN_IN, NULL);
  const char *known = find_known_id (self, request);
  const char *connector = self->descriptor->connector;

  stored->id = known != NULL ? g_strdup (known) : g_uuid_string_random ();
  stored->connector = g_strdup (connector != NULL ? connector : "cabinet");
  stored->base_url = g_strdup (self->base_url);
  stored->provider = g_strdup (self->descriptor->id != NULL ? self->descriptor->id : "");
  stored->kind = request->kind;
  stored->category = g_strdup (request->category);
  stored->login = g_strdup (request->login != NULL ? request->login : "");
  /* Until it is known whether it stands, the secret stays in memory. */
  stored->remember = FALSE;
  return stored;
}

static CabinetSignInRequest *
normalize (CabinetSignInRequest *typed)
{
  CabinetSignInRequest *request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);

  request->kind = typed->kind != CABINET_LOGIN_KIND_UNKNOWN ? typed->kind : CABINET_LOGIN_KIND_PASSWORD;
  request->category = g_strdup (typed->category);
  request->login = typed->login != NULL ? cabinet_sign_in_normalize_login (typed->login) : NULL;
  request->secret = g_strdup (typed->secret);
  request->name = g_strdup (typed->name);
  request->contact = g_strdup (typed->contact);
  return request;
}

static void
on_step (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetSignInFlow *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_sign_in_call_finish (CABINET_SIGN_IN (source), result, &error);
  CabinetSignInStep *step = reply != NULL ? reply->record : NULL;

  if (reply != NULL && (step == NULL || (step->step == CABINET_STEP_KIND_SESSION && step->session == NULL)))
    error = cabinet_error_new (CABINET_ERROR_PROTOCOL, NULL, "session: missing");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (step->step == CABINET_STEP_KIND_SESSION)
    {
      cabinet_sign_in_keep (g_steal_pointer (&task), step);
      return;
    }
  if (step->id != NULL)
    {
      g_free (self->step_id);
      self->step_id = g_strdup (step->id);
    }
  g_task_return_pointer (task, g_object_ref (step), g_object_unref);
}

/**
 * cabinet_sign_in_flow_start_async:
 * @self: a flow
 * @request: what the person gave; a number may have spaces in it
 * @cancellable: (nullable): a cancellable
 * @callback: called with the next step
 * @user_data: for @callback
 *
 * A wrong password is tried once; to try another one, start again.
 */
void
cabinet_sign_in_flow_start_async (CabinetSignInFlow *self,
                                  CabinetSignInRequest *request,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (CabinetStoredSignIn) draft = NULL;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_SIGN_IN_FLOW (self));
  g_return_if_fail (CABINET_IS_SIGN_IN_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_sign_in_flow_start_async);
  if (self->base_url == NULL)
    {
      g_task_return_error (
        task, cabinet_error_new (CABINET_ERROR_INPUT, "url", "%s",
                                 _ ("The address of this provider is not known; it must be given.")));
      return;
    }
  g_clear_object (&self->request);
  self->request = normalize (request);
  draft = make_draft (self, self->request);
  g_clear_object (&self->sign_in);
  self->sign_in = cabinet_sign_in_new (self->household->core, draft);
  g_ptr_array_set_size (self->accounts, 0);
  g_clear_error (&self->keyring_error);
  g_clear_pointer (&self->step_id, g_free);
  call.record = CABINET_RECORD (self->request);
  cabinet_sign_in_call_async (self->sign_in, CABINET_OP_SIGN_IN, &call, cancellable, on_step,
                              g_steal_pointer (&task));
}

/**
 * cabinet_sign_in_flow_answer_async:
 * @self: a flow that asked for something
 * @answer: what the person answers
 * @cancellable: (nullable): a cancellable
 * @callback: called with the next step
 * @user_data: for @callback
 */
void
cabinet_sign_in_flow_answer_async (CabinetSignInFlow *self,
                                   CabinetSignInAnswer *answer,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;
  CabinetCall call = { 0 };

  g_return_if_fail (CABINET_IS_SIGN_IN_FLOW (self));
  g_return_if_fail (CABINET_IS_SIGN_IN_ANSWER (answer));
  g_return_if_fail (self->sign_in != NULL && self->step_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_sign_in_flow_answer_async);
  call.record = CABINET_RECORD (answer);
  call.id = self->step_id;
  cabinet_sign_in_call_async (self->sign_in, CABINET_OP_SIGN_IN_NEXT, &call, cancellable, on_step, task);
}

/**
 * cabinet_sign_in_flow_finish:
 * @self: a flow
 * @result: what the callback was given
 * @error: (optional): what the provider, the keyring or the archive said; see
 *   cabinet_sign_in_dup_refusal_words()
 *
 * Returns: (transfer full): the next step; with SESSION all is done
 */
CabinetSignInStep *
cabinet_sign_in_flow_finish (CabinetSignInFlow *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cabinet_sign_in_flow_finalize (GObject *object)
{
  CabinetSignInFlow *self = CABINET_SIGN_IN_FLOW (object);

  g_clear_object (&self->household);
  g_clear_object (&self->descriptor);
  g_clear_object (&self->again);
  g_clear_object (&self->request);
  g_clear_object (&self->sign_in);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_error (&self->keyring_error);
  g_free (self->base_url);
  g_free (self->label);
  g_free (self->wanted_contract);
  g_free (self->step_id);
  G_OBJECT_CLASS (cabinet_sign_in_flow_parent_class)->finalize (object);
}

static void
cabinet_sign_in_flow_class_init (CabinetSignInFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_sign_in_flow_finalize;
}

static void
cabinet_sign_in_flow_init (CabinetSignInFlow *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/* "demo:" alone means the provider's own door of the demo. */
static char *
resolve (const char *base_url, CabinetProviderInfo *descriptor)
{
  g_autofree char *url = g_strdup (base_url != NULL ? base_url : descriptor->base_url);

  if (url != NULL && descriptor->id != NULL && (g_str_equal (url, "demo:") || g_str_equal (url, "demo:/")))
    return g_strconcat ("demo:/", descriptor->id, NULL);
  while (url != NULL && g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return g_steal_pointer (&url);
}

/**
 * cabinet_sign_in_flow_new:
 * @household: where the contracts are added
 * @descriptor: the provider; one without an id is asked who it is
 * @base_url: (nullable): its address; NULL = the descriptor's
 *
 * Returns: (transfer full): a flow; it remembers nothing in the keyring unless told to
 */
CabinetSignInFlow *
cabinet_sign_in_flow_new (CabinetHousehold *household, CabinetProviderInfo *descriptor, const char *base_url)
{
  CabinetSignInFlow *self;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (household), NULL);
  g_return_val_if_fail (CABINET_IS_PROVIDER_INFO (descriptor), NULL);

  self = g_object_new (CABINET_TYPE_SIGN_IN_FLOW, NULL);
  self->household = g_object_ref (household);
  self->descriptor = g_object_ref (descriptor);
  self->base_url = resolve (base_url, descriptor);
  return self;
}

/**
 * cabinet_sign_in_flow_new_again:
 * @household: the household
 * @account: whose session is over
 *
 * Returns: (transfer full): a flow that opens @account again, remembering as before; a guest's cannot be, the
 *   flow begins another conversation
 */
CabinetSignInFlow *
cabinet_sign_in_flow_new_again (CabinetHousehold *household, CabinetAccount *account)
{
  CabinetStoredSignIn *stored;
  CabinetSignInFlow *self;

  g_return_val_if_fail (CABINET_IS_ACCOUNT (account), NULL);

  stored = cabinet_sign_in_get_stored (account->sign_in);
  self = cabinet_sign_in_flow_new (household, stored->info,
                                   cabinet_sign_in_is_lost (account->sign_in) ? NULL : stored->base_url);
  if (stored->kind != CABINET_LOGIN_KIND_GUEST)
    self->again = g_object_ref (account);
  self->remember = stored->remember;
  return self;
}
