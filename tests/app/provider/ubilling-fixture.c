/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ubilling-fixture.h"

#include "recordings.h"

#include <string.h>

static void iface_init (CabinetAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KeyAuthorizer,
                               key_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CABINET_TYPE_AUTHORIZER, iface_init))

static char *
dup_token (CabinetAuthorizer *authorizer)
{
  return g_strdup (KEY_AUTHORIZER (authorizer)->token);
}

static void
renew_async (CabinetAuthorizer *authorizer,
             const char *failed_token,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (authorizer, cancellable, callback, user_data);

  KEY_AUTHORIZER (authorizer)->renewals++;
  g_task_return_boolean (task, TRUE);
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
key_authorizer_finalize (GObject *object)
{
  g_free (KEY_AUTHORIZER (object)->token);

  G_OBJECT_CLASS (key_authorizer_parent_class)->finalize (object);
}

static void
key_authorizer_class_init (KeyAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = key_authorizer_finalize;
}

static void
key_authorizer_init (KeyAuthorizer *self)
{
}

KeyAuthorizer *
key_authorizer_new (const char *token)
{
  KeyAuthorizer *self = g_object_new (KEY_TYPE_AUTHORIZER, NULL);

  self->token = g_strdup (token);
  return self;
}

static void
open_portal (Ubilling *f, const char *folder, const char *login)
{
  g_autofree char *url = NULL;
  g_autofree char *token = g_strdup_printf ("c:%s:0123456789abcdef0123456789abcdef", login);
  g_autoptr (GError) error = NULL;

  f->player = player_new (folder, 0);
  f->authorizer = key_authorizer_new (token);
  url = g_strconcat (player_get_url (f->player), "/", NULL);
  f->provider = cabinet_provider_new ("ubilling", url, CABINET_AUTHORIZER (f->authorizer), &error);
  g_assert_no_error (error);
  g_object_set (cabinet_provider_get_http (f->provider), "timeout", 30000, "retry-delay", 1, NULL);
}

static void
set_up (Ubilling *f, gconstpointer data)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "ubilling", NULL);

  open_portal (f, folder, UBILLING_LOGIN);
}

static void
set_up_recorded (Ubilling *f, gconstpointer data)
{
  open_portal (f, recordings_get_folder (), UBILLING_RECORDED_LOGIN);
}

static void
tear_down (Ubilling *f, gconstpointer data)
{
  net_assert_finalized (f->provider);
  net_assert_finalized (f->authorizer);
  player_free (f->player);
}

void
ubilling_add (const char *path, UbillingTest test)
{
  g_test_add (path, Ubilling, NULL, set_up, test, tear_down);
}

void
ubilling_add_recorded (const char *path, UbillingTest test)
{
  g_test_add (path, Ubilling, NULL, set_up_recorded, test, tear_down);
}

void
ubilling_put (Ubilling *f, const char *verb, const char *answer)
{
  g_autofree char *target =
    verb != NULL ? g_strdup_printf (UBILLING_READ "&%s=true", verb) : g_strdup (UBILLING_READ);

  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

void
ubilling_put_page (Ubilling *f, const char *target, guint status, const char *answer)
{
  player_put (f->player, "GET", target, NULL, status, "text/html; charset=UTF-8", answer);
}

CabinetReply *
ubilling_call (Ubilling *f, CabinetOp op)
{
  const CabinetCall call = {
    .contract = UBILLING_LOGIN, .currency = "UAH", .id = "10", .web_forms = f->web_forms
  };

  return provider_call_good (f->provider, op, &call);
}

void
ubilling_call_bad (Ubilling *f, CabinetOp op, CabinetError kind, const char *code)
{
  const CabinetCall call = {
    .contract = UBILLING_LOGIN, .currency = "UAH", .id = "10", .web_forms = f->web_forms
  };

  provider_call_bad (f->provider, op, &call, kind, code);
}

CabinetReply *
ubilling_change (Ubilling *f, CabinetOp op, gpointer record, const char *id, GError **error)
{
  const CabinetCall call = {
    .contract = UBILLING_LOGIN,
    .currency = "UAH",
    .record = record,
    .id = id,
    .key = "7c9f4c1e-3f0e-4f0a-9d52-0d0d2c6c4b11",
    .web_forms = f->web_forms,
  };

  return provider_call (f->provider, op, &call, error);
}

void
ubilling_change_bad (
  Ubilling *f, CabinetOp op, gpointer record, const char *id, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ubilling_change (f, op, record, id, &error));
  net_assert_error (error, kind, code);
}

void
ubilling_assert_discreet (Ubilling *f)
{
  g_assert_cmpuint (player_count_requests (f->player), >, 0);
  g_assert_cmpuint (player_count (f->player, NULL, "password"), ==, 0);
  g_assert_cmpuint (player_count (f->player, NULL, "uberlogin"), ==, 0);
  g_assert_cmpuint (player_count (f->player, NULL, "0123456789abcdef"), ==, 0);
}
