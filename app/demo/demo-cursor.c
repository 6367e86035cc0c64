/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-cursor.h"

#include <inttypes.h>
#include <stdio.h>

#define FORMAT "%" G_GINT64_FORMAT

/* Not a secret: it keeps an accident (a cut or joined word) from being taken for a place. */
static char *
seal (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strndup (digest, 8);
}

/**
 * demo_cursor_to_text:
 *
 * Returns: (transfer full): fit for a query
 */
char *
demo_cursor_to_text (const DemoCursor *self)
{
  g_autofree char *plain = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *whole = NULL;
  char *text;

  plain = g_strdup_printf (FORMAT " " FORMAT " " FORMAT " %d " FORMAT " %u %u " FORMAT " " FORMAT,
                           self->contract, self->epoch, self->seq, self->feed, self->since, self->month,
                           self->date, self->at, self->n);
  mark = seal (plain);
  whole = g_strconcat (mark, plain, NULL);
  text = g_base64_encode ((const guchar *) whole, strlen (whole));
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

/**
 * demo_cursor_parse:
 *
 * Returns: whether @text is one of our cursors
 */
gboolean
demo_cursor_parse (const char *text, DemoCursor *self)
{
  g_autofree char *padded = g_strconcat (text, &"==="[3 - (4 - strlen (text) % 4) % 4], NULL);
  g_autofree guchar *bytes = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *mark = NULL;
  int feed = 0;
  gsize length = 0;

  if (strlen (text) > 512)
    return FALSE;
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &length);
  if (length <= 8)
    return FALSE;
  plain = g_strndup ((const char *) bytes + 8, length - 8);
  mark = seal (plain);
  if (strncmp (mark, (const char *) bytes, 8) != 0)
    return FALSE;

  if (sscanf (plain, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %d %" SCNd64 " %u %u %" SCNd64 " %" SCNd64,
              &self->contract, &self->epoch, &self->seq, &feed, &self->since, &self->month, &self->date,
              &self->at, &self->n)
      != 9)
    return FALSE;
  self->feed = feed != 0;
  return TRUE;
}
