/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-redact.h"

#define LONGEST_WORD 24

/* A fixed word of a path ("contracts", "sign-ins", "v1"), as opposed to an id. */
static gboolean
is_word (const char *segment)
{
  gsize i;

  if (segment[0] == 'v' && g_ascii_isdigit (segment[1]))
    {
      for (i = 1; g_ascii_isdigit (segment[i]); i++)
        ;
      return segment[i] == '\0' && i <= 3;
    }
  for (i = 0; segment[i] != '\0'; i++)
    {
      if (!g_ascii_islower (segment[i]) && segment[i] != '-')
        return FALSE;
    }
  return i <= LONGEST_WORD;
}

static gboolean
has_own_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  return port >= 0 && port != (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
}

/**
 * cabinet_redact_uri:
 *
 * What may stand in a log: scheme, host, port and the fixed words of the path. Ids (a contract's, a
 * sign-in's), the query, the fragment and user names are personal or secret and become "…" or nothing.
 *
 * Returns: (transfer full): such as "https://example.org/v1/contracts/…/operations?…"
 */
char *
cabinet_redact_uri (GUri *uri)
{
  g_auto (GStrv) segments = NULL;
  GString *text;

  g_return_val_if_fail (uri != NULL, NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "%s://%s", g_uri_get_scheme (uri), g_uri_get_host (uri));
  if (has_own_port (uri))
    g_string_append_printf (text, ":%d", g_uri_get_port (uri));

  segments = g_strsplit (g_uri_get_path (uri), "/", -1);
  for (gsize i = 0; segments[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, '/');
      g_string_append (text, is_word (segments[i]) ? segments[i] : "…");
    }
  if (g_uri_get_query (uri) != NULL)
    g_string_append (text, "?…");
  return g_string_free (text, FALSE);
}
