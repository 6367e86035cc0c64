/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-base-url.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cabinet-error.h"

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static const char *
find_fault (GUri *uri, gboolean loopback)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return _ ("the host name is missing");
  if (g_uri_get_userinfo (uri) != NULL)
    return _ ("a name or a password does not belong into an address");
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _ ("the address must end with its path");
  if (g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && loopback))
    return NULL;
  if (g_str_equal (scheme, "http"))
    return _ ("an address must begin with https://, plain http:// is for this computer only");
  return _ ("an address must begin with https://");
}

/**
 * cabinet_base_url_check:
 * @base_url: where a provider's interface is: https anywhere, http on this computer only
 * @loopback: (out) (optional): whether the host is this computer
 * @error: CABINET_ERROR_INPUT, code `bad-value`, field `base-url`
 *
 * Returns: (nullable) (transfer full): @base_url without a slash at its end
 */
char *
cabinet_base_url_check (const char *base_url, gboolean *loopback, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  const char *fault;
  gboolean local = FALSE;
  char *text;

  uri = base_url != NULL ? g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  if (uri == NULL)
    {
      fault = _ ("this is not an address");
    }
  else
    {
      local = g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri));
      fault = find_fault (uri, local);
    }
  if (fault != NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("The provider's address: %s"), fault);
      if (error != NULL)
        cabinet_error_set_field (*error, "base-url");
      return NULL;
    }

  if (loopback != NULL)
    *loopback = local;
  text = g_uri_to_string (uri);
  for (gsize length = strlen (text); length > 0 && text[length - 1] == '/'; length--)
    text[length - 1] = '\0';
  return text;
}
