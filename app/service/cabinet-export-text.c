/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-export-text.h"

char *
cabinet_export_clip (const char *text, glong max_characters, gsize max_bytes)
{
  GString *line = g_string_new (NULL);
  glong n = 0;

  for (const char *at = text; *at != '\0' && n < max_characters; at = g_utf8_next_char (at), n++)
    {
      gsize bytes = g_utf8_next_char (at) - at;

      if (line->len + bytes > max_bytes)
        break;
      if (g_unichar_iscntrl (g_utf8_get_char (at)))
        g_string_append_c (line, ' ');
      else
        g_string_append_len (line, at, bytes);
    }
  return g_strchomp (g_string_free (line, FALSE));
}
