/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-pages.h"

#include "demo-mail.h"

#include <string.h>

/**
 * demo_pages_dup_base:
 *
 * Returns: (transfer full): "http://127.0.0.1:PORT/TENANT", where this very process listens, whatever stands
 *   between it and the client
 */
char *
demo_pages_dup_base (DemoExchange *x)
{
  GInetSocketAddress *address = G_INET_SOCKET_ADDRESS (soup_server_message_get_local_address (x->message));

  return g_strdup_printf ("http://127.0.0.1:%d/%s", g_inet_socket_address_get_port (address), x->tenant->id);
}

/* "/tomtel/pay/x" -> the tenant and "pay/x"; "/outbox" -> no tenant and "outbox" */
static const char *
split (DemoExchange *x, const char *path)
{
  const char *slash = strchr (path + 1, '/');
  g_autofree char *tenant = NULL;

  if (slash == NULL)
    return path + 1;
  tenant = g_strndup (path + 1, (gsize) (slash - path - 1));
  x->tenant = demo_tenant_find (tenant);
  return x->tenant != NULL ? slash + 1 : "";
}

static gboolean
is_read (DemoExchange *x)
{
  const char *method = soup_server_message_get_method (x->message);

  return g_str_equal (method, "GET") || g_str_equal (method, "HEAD");
}

/**
 * demo_pages_handle:
 *
 * Returns: whether @path is a page's, so that it is answered; else the exchange is as it was
 */
gboolean
demo_pages_handle (DemoExchange *x, const char *path)
{
  const char *rest = *path == '/' ? split (x, path) : "";

  if (g_str_equal (rest, "outbox") && is_read (x))
    {
      demo_mail_handle (x);
      return TRUE;
    }
  if (x->tenant != NULL && g_str_has_prefix (rest, "pay/"))
    {
      demo_pay_page_handle (x, rest + strlen ("pay/"));
      return TRUE;
    }
  x->tenant = NULL;
  return FALSE;
}
