/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "provider-call.h"

#include "net-server.h"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

CabinetReply *
provider_call (CabinetProvider *provider, CabinetOp op, const CabinetCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_provider_call_async (provider, op, call, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return cabinet_provider_call_finish (provider, result, error);
}

CabinetReply *
provider_call_good (CabinetProvider *provider, CabinetOp op, const CabinetCall *call)
{
  g_autoptr (GError) error = NULL;
  CabinetReply *reply = provider_call (provider, op, call, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
  return reply;
}

void
provider_call_bad (
  CabinetProvider *provider, CabinetOp op, const CabinetCall *call, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (provider_call (provider, op, call, &error));
  net_assert_error (error, kind, code);
}
