/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "live-authorizer.h"

static void iface_init (CabinetAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LiveAuthorizer,
                               live_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CABINET_TYPE_AUTHORIZER, iface_init))

static char *
dup_token (CabinetAuthorizer *authorizer)
{
  LiveAuthorizer *self = LIVE_AUTHORIZER (authorizer);

  return self->session != NULL ? g_strdup (self->session->access_token) : NULL;
}

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  LiveAuthorizer *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &error);

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->session, reply->record);
  g_task_return_boolean (task, TRUE);
}

static void
renew_async (CabinetAuthorizer *authorizer,
             const char *failed_token,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  LiveAuthorizer *self = LIVE_AUTHORIZER (authorizer);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (CabinetRefreshRequest) request = g_object_new (CABINET_TYPE_REFRESH_REQUEST, NULL);
  const CabinetCall call = { .record = CABINET_RECORD (request) };

  self->renewals++;
  request->refresh_token = g_strdup (self->session != NULL ? self->session->refresh_token : "none");
  cabinet_provider_call_async (self->provider, CABINET_OP_REFRESH, &call, cancellable, on_refreshed, task);
}

static gboolean
renew_finish (CabinetAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
iface_init (CabinetAuthorizerInterface *iface)
{
  iface->dup_token = dup_token;
  iface->renew_async = renew_async;
  iface->renew_finish = renew_finish;
}

static void
live_authorizer_finalize (GObject *object)
{
  LiveAuthorizer *self = LIVE_AUTHORIZER (object);

  g_clear_object (&self->provider);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (live_authorizer_parent_class)->finalize (object);
}

static void
live_authorizer_class_init (LiveAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = live_authorizer_finalize;
}

static void
live_authorizer_init (LiveAuthorizer *self)
{
}

LiveAuthorizer *
live_authorizer_new (const char *base_url)
{
  LiveAuthorizer *self = g_object_new (LIVE_TYPE_AUTHORIZER, NULL);
  g_autoptr (GError) error = NULL;

  self->provider = cabinet_provider_new ("cabinet", base_url, CABINET_AUTHORIZER (self), &error);
  g_assert_no_error (error);
  g_object_set (cabinet_provider_get_http (self->provider), "retry-delay", 1, NULL);
  return self;
}
