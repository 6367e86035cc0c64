/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include <string.h>

static void
separate (GString *line, CliCsv csv)
{
  if (line->len > 0)
    g_string_append_c (line, csv == CLI_CSV_LOCAL ? ';' : ',');
}

/**
 * cli_csv_text:
 * @line: the line so far
 * @csv: the dialect
 * @text: (nullable): a cell
 *
 * Appends a text cell. One that a spreadsheet would take for a formula is neutralised by an apostrophe.
 */
void
cli_csv_text (GString *line, CliCsv csv, const char *text)
{
  gboolean formula = text != NULL && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
  gboolean quoted = text != NULL && strpbrk (text, ",;\"\r\n") != NULL;

  separate (line, csv);
  if (text == NULL)
    return;
  if (quoted)
    g_string_append_c (line, '"');
  if (formula)
    g_string_append_c (line, '\'');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *at);
    }
  if (quoted)
    g_string_append_c (line, '"');
}

/* Appends a sum without its currency: a number stays one, also when it is negative. */
void
cli_csv_money (GString *line, CliCsv csv, const CabinetMoney *money)
{
  g_autofree char *amount = NULL;

  separate (line, csv);
  if (!cabinet_money_is_set (money))
    return;
  amount = cabinet_money_to_decimal (money, CABINET_ROUND_HALF_AWAY);
  if (csv == CLI_CSV_LOCAL)
    g_strdelimit (amount, ".", ',');
  g_string_append (line, amount);
}

/* @text filled up with spaces to @width characters: to the right of it, or left with a negative width. */
char *
cli_pad (const char *text, int width)
{
  int missing = ABS (width) - (int) g_utf8_strlen (text, -1);
  g_autofree char *spaces = missing > 0 ? g_strnfill (missing, ' ') : g_strdup ("");

  return width < 0 ? g_strconcat (spaces, text, NULL) : g_strconcat (text, spaces, NULL);
}
