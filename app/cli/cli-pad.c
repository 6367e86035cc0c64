/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* @text filled up with spaces to @width characters: to the right of it, or left with a negative width. */
char *
cli_pad (const char *text, int width)
{
  int missing = ABS (width) - (int) g_utf8_strlen (text, -1);
  g_autofree char *spaces = missing > 0 ? g_strnfill (missing, ' ') : g_strdup ("");

  return width < 0 ? g_strconcat (spaces, text, NULL) : g_strconcat (text, spaces, NULL);
}
