/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-fold.h"

/* Full-text search folds case itself; ё is е there (the view operation_words), and so it must be in what is
 * looked for. */
static gunichar
fold_char (gunichar c)
{
  switch (c)
    {
    case 0x0451: /* ё */
      return 0x0435;
    case 0x2212: /* minus sign */
    case 0x2010: /* hyphen */
    case 0x2011: /* hyphen that does not break */
      return '-';
    default:
      return g_unichar_isspace (c) ? ' ' : c;
    }
}

/**
 * cabinet_fold_text:
 *
 * Returns: (transfer full): @text without the difference of letter case, of ё and е, of spaces and of ways
 *   to write a minus; й stays apart from и
 */
char *
cabinet_fold_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cased = g_utf8_casefold (valid, -1);
  g_autofree char *normal = g_utf8_normalize (cased, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *folded = g_string_sized_new (strlen (normal));

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (folded, fold_char (g_utf8_get_char (p)));
  return g_string_free (folded, FALSE);
}

/**
 * cabinet_fold_words:
 *
 * Returns: (transfer full): the folded words of @text, none of them empty
 */
GStrv
cabinet_fold_words (const char *text)
{
  g_autofree char *folded = cabinet_fold_text (text);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}
