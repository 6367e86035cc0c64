/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-sign-in.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CabinetSignIn
{
  GObject parent_instance;

  CabinetCore *core;
  CabinetStoredSignIn *stored;
  CabinetCredential *credential;
  CabinetProvider *provider; /* made when first needed */
  char *url;                 /* that the provider was made for */
  guint64 past_requests;     /* of providers that were replaced */
  guint64 past_bytes;
};

G_DEFINE_FINAL_TYPE (CabinetSignIn, cabinet_sign_in, G_TYPE_OBJECT)

/* An operation that waits: the caller's strings may be gone by then. */
typedef struct
{
  CabinetOp op;
  CabinetCall *call;
  gboolean repeated;
} Pending;

static Pending *
pending_new (CabinetOp op, const CabinetCall *call, gboolean web_forms)
{
  Pending *self = g_new0 (Pending, 1);

  self->op = op;
  self->call = cabinet_call_copy (call);
  self->call->web_forms = web_forms;
  return self;
}

static void
pending_free (Pending *self)
{
  cabinet_call_free (self->call);
  g_free (self);
}

CabinetStoredSignIn *
cabinet_sign_in_get_stored (CabinetSignIn *self)
{
  return self->stored;
}

void
cabinet_sign_in_set_stored (CabinetSignIn *self, CabinetStoredSignIn *stored)
{
  g_set_object (&self->stored, stored);
  cabinet_credential_set_stored (self->credential, stored);
}

/* Whether its row was lost with a damaged archive: a stand-in has no address. */
gboolean
cabinet_sign_in_is_lost (CabinetSignIn *self)
{
  return *self->stored->base_url == '\0';
}

CabinetCredential *
cabinet_sign_in_get_credential (CabinetSignIn *self)
{
  return self->credential;
}

CabinetCore *
cabinet_sign_in_get_core (CabinetSignIn *self)
{
  return self->core;
}

/* Whether its system knows a change again by its key. */
gboolean
cabinet_sign_in_keeps_keys (CabinetSignIn *self)
{
  return cabinet_provider_keeps_keys (self->stored->connector);
}

/**
 * cabinet_sign_in_get_traffic:
 * @self: a sign-in
 * @requests: (out): requests sent since it was made
 * @bytes: (out): bytes of the answers' bodies
 */
void
cabinet_sign_in_get_traffic (CabinetSignIn *self, guint64 *requests, guint64 *bytes)
{
  *requests = 0;
  *bytes = 0;
  if (self->provider != NULL)
    cabinet_http_get_traffic (cabinet_provider_get_http (self->provider), requests, bytes);
  *requests += self->past_requests;
  *bytes += self->past_bytes;
}

static gboolean
make_provider (CabinetSignIn *self, const char *url, GError **error)
{
  CabinetProvider *provider;

  if (self->provider != NULL && g_str_equal (self->url, url))
    return TRUE;
  provider =
    cabinet_provider_new (self->stored->connector, url, CABINET_AUTHORIZER (self->credential), error);
  if (provider == NULL)
    return FALSE;
  cabinet_sign_in_get_traffic (self, &self->past_requests, &self->past_bytes);
  g_clear_object (&self->provider);
  self->provider = provider;
  g_free (self->url);
  self->url = g_strdup (url);
  cabinet_credential_set_provider (self->credential, provider);
  return TRUE;
}

static gboolean
is_public (CabinetOp op)
{
  return op == CABINET_OP_READ_PROVIDER || op == CABINET_OP_SIGN_IN || op == CABINET_OP_SIGN_IN_NEXT
         || op == CABINET_OP_REFRESH;
}

static void find_url (GTask *task);

static void
on_called (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Pending *pending = g_task_get_task_data (task);
  CabinetSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  CabinetReply *reply = cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &error);

  if (reply != NULL)
    g_task_return_pointer (task, reply, g_object_unref);
  else if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE) && !pending->repeated
           && cabinet_demo_is_address (self->stored->base_url))
    {
      /* The demo may have died and come back on another port. */
      pending->repeated = TRUE;
      find_url (g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
call_provider (GTask *task)
{
  Pending *pending = g_task_get_task_data (task);
  CabinetSignIn *self = g_task_get_source_object (task);

  cabinet_provider_call_async (self->provider, pending->op, pending->call, g_task_get_cancellable (task),
                               on_called, task);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_credential_load_finish (CABINET_CREDENTIAL (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (!g_task_return_error_if_cancelled (task))
    call_provider (g_steal_pointer (&task));
}

static void
on_url (GTask *owned, const char *url)
{
  g_autoptr (GTask) task = owned;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Pending *pending = g_task_get_task_data (task);
  CabinetSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (!make_provider (self, url, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (is_public (pending->op) || cabinet_credential_is_loaded (self->credential))
    call_provider (g_steal_pointer (&task));
  else
    cabinet_credential_load_async (self->credential, cancellable, on_loaded, g_steal_pointer (&task));
}

static void
on_demo (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetSignIn *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *base = cabinet_demo_process_ensure_finish (CABINET_DEMO_PROCESS (source), result, &error);

  if (base == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  url = g_strconcat (base, self->stored->base_url + strlen ("demo:"), NULL);
  on_url (g_steal_pointer (&task), url);
}

static void
return_lost (GTask *owned)
{
  g_autoptr (GTask) task = owned;

  g_task_return_error (task, cabinet_error_new (CABINET_ERROR_AUTH, "sign-in-lost", "%s",
                                                _ ("The address of the provider was lost when the saved data "
                                                   "were damaged. Sign in again, or add the contract again: "
                                                   "what is saved of it is kept.")));
}

/* Takes @task. */
static void
find_url (GTask *task)
{
  CabinetSignIn *self = g_task_get_source_object (task);

  if (cabinet_sign_in_is_lost (self))
    return_lost (task);
  else if (cabinet_demo_is_address (self->stored->base_url))
    cabinet_demo_process_ensure_async (self->core->demo, g_task_get_cancellable (task), on_demo, task);
  else
    on_url (task, self->stored->base_url);
}

/**
 * cabinet_sign_in_call_async:
 * @self: a sign-in
 * @op: what to do
 * @call: (nullable): what with; copied
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
cabinet_sign_in_call_async (CabinetSignIn *self,
                            CabinetOp op,
                            const CabinetCall *call,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (CABINET_IS_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cabinet_sign_in_call_async);
  g_task_set_task_data (task, pending_new (op, call, self->stored->web_forms), (GDestroyNotify) pending_free);
  find_url (task);
}

/**
 * cabinet_sign_in_call_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: (optional): what the provider, the keyring or the demo said
 *
 * Returns: (transfer full): the answer
 */
CabinetReply *
cabinet_sign_in_call_finish (CabinetSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
cabinet_sign_in_finalize (GObject *object)
{
  CabinetSignIn *self = CABINET_SIGN_IN (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->credential);
  g_clear_object (&self->stored);
  g_clear_object (&self->core);
  g_free (self->url);
  G_OBJECT_CLASS (cabinet_sign_in_parent_class)->finalize (object);
}

static void
cabinet_sign_in_class_init (CabinetSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cabinet_sign_in_finalize;
}

static void
cabinet_sign_in_init (CabinetSignIn *self)
{
}

/**
 * cabinet_sign_in_new:
 * @core: what the household shares
 * @stored: the sign-in as it is kept
 *
 * Returns: (transfer full): a sign-in that did nothing yet
 */
CabinetSignIn *
cabinet_sign_in_new (CabinetCore *core, CabinetStoredSignIn *stored)
{
  CabinetSignIn *self = g_object_new (CABINET_TYPE_SIGN_IN, NULL);

  self->core = g_object_ref (core);
  self->stored = g_object_ref (stored);
  self->credential = cabinet_credential_new (core, stored);
  return self;
}
