/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-http.h"

G_DEFINE_INTERFACE (CabinetAuthorizer, cabinet_authorizer, G_TYPE_OBJECT)

static void
cabinet_authorizer_default_init (CabinetAuthorizerInterface *iface)
{
}

/**
 * cabinet_authorizer_dup_token:
 *
 * Returns: (nullable) (transfer full): the token that a request is to be signed with now; %NULL asks for a
 *   renewal before anything is sent
 */
char *
cabinet_authorizer_dup_token (CabinetAuthorizer *self)
{
  g_return_val_if_fail (CABINET_IS_AUTHORIZER (self), NULL);

  return CABINET_AUTHORIZER_GET_IFACE (self)->dup_token (self);
}

/**
 * cabinet_authorizer_renew_async:
 * @failed_token: (nullable): the token that was refused; if another one is known by now, nothing need be
 * asked
 * @callback: called once, from the main context that this was called in
 *
 * Gets a new token. CabinetHttp never has two of these under way.
 */
void
cabinet_authorizer_renew_async (CabinetAuthorizer *self,
                                const char *failed_token,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CABINET_IS_AUTHORIZER (self));

  CABINET_AUTHORIZER_GET_IFACE (self)->renew_async (self, failed_token, cancellable, callback, user_data);
}

/**
 * cabinet_authorizer_renew_finish:
 *
 * Returns: whether dup_token() has a token worth trying; else @error says why not, and every request that
 *   waited fails with it
 */
gboolean
cabinet_authorizer_renew_finish (CabinetAuthorizer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (CABINET_IS_AUTHORIZER (self), FALSE);

  return CABINET_AUTHORIZER_GET_IFACE (self)->renew_finish (self, result, error);
}
