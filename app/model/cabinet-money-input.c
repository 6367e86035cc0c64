/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-error.h"
#include "cabinet-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What people type or paste. Where a text has two readings ("1,234") it is refused, never guessed. */

#define MAX_LENGTH 40

static gboolean
refuse (GError **error, const char *words)
{
  cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", "%s", words);
  return FALSE;
}

/* All the spaces that stand between thousands somewhere become U+0020, the true minus a hyphen. */
static char *
normalize (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == 0xa0 || c == 0x202f || c == 0x2009 || c == '\t')
        c = ' ';
      else if (c == 0x2212)
        c = '-';
      g_string_append_unichar (plain, c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

/* Takes the currency's own code or sign off the end, as in a sum that was copied from the screen. */
static void
strip_currency (char *text, const char *currency)
{
  CabinetMoney zero = cabinet_money (0, currency);
  g_autofree char *sample = cabinet_money_format (&zero, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_TRIM_ZEROS);
  const char *symbol = g_utf8_next_char (strchr (sample, '\302'));

  if (g_str_has_suffix (text, symbol))
    text[strlen (text) - strlen (symbol)] = '\0';
  else if (g_str_has_suffix (text, currency))
    text[strlen (text) - strlen (currency)] = '\0';
  g_strchomp (text);
}

/* "1 234 567" between @from and @to: groups of three with one and the same @mark. */
static gboolean
groups_are_right (const char *from, const char *to, char mark)
{
  const char *at = strchrnul (from, mark);

  if (at >= to)
    return TRUE;
  if (at - from < 1 || at - from > 3 || *from == '0')
    return FALSE;
  for (; at < to; at += 4)
    if (*at != mark || to - at < 4 || strcspn (at + 1, " .,") < 3)
      return FALSE;
  return TRUE;
}

/* Finds the decimal mark in @number, or its end. */
static gboolean
find_decimal_mark (const char *number, int digits, const char **mark, GError **error)
{
  const char *comma = strrchr (number, ',');
  const char *point = strrchr (number, '.');
  const char *last = MAX (comma, point);
  const char *first = last != NULL ? strchr (number, *last) : NULL;
  gboolean other = comma != NULL && point != NULL;
  gsize after;

  *mark = number + strlen (number);
  if (last == NULL || (first != last && !other))
    return TRUE; /* no mark, or it stands more than once and so between thousands */
  if (first != last)
    return refuse (error, _ ("The commas and points in this sum are in the wrong places"));

  after = strlen (last + 1);
  if (after == 3 && digits < 3 && !other && strchr (number, ' ') == NULL && *number != '0'
      && last - number <= 3)
    return refuse (error, _ ("This can be read in two ways: leave out the mark between thousands"));
  *mark = last;
  return TRUE;
}

/* Checks the number and copies it as a strict decimal into @decimal. */
static gboolean
read_number (const char *number, int digits, GString *decimal, GError **error)
{
  const char *mark;
  char group;
  gsize whole;

  if (strspn (number, "0123456789 .,") != strlen (number))
    return refuse (error, _ ("Write the sum in digits"));
  if (!find_decimal_mark (number, digits, &mark, error))
    return FALSE;

  whole = strcspn (number, " .,");
  if (whole == 0)
    return refuse (error, _ ("Write the sum in digits"));
  group = number + whole < mark ? number[whole] : '\0';
  if (group != '\0' && !groups_are_right (number, mark, group))
    return refuse (error, _ ("The digits of this sum are in the wrong groups"));
  for (const char *at = number; at < mark; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (decimal, *at);

  if (*mark == '\0')
    return TRUE;
  if (mark[1] == '\0' || strspn (mark + 1, "0123456789") != strlen (mark + 1))
    return refuse (error, _ ("Digits are missing after the decimal mark"));
  if ((int) strlen (mark + 1) > digits)
    return refuse (error, _ ("The sum has more digits after the decimal mark than the currency"));
  g_string_append_c (decimal, '.');
  g_string_append (decimal, mark + 1);
  return TRUE;
}

/**
 * cabinet_money_parse_input:
 * @text: what a person typed: "500", "500,5", "1 234,50", "1,234.50", "500 ₽"; a minus is taken
 * @currency: of the sum
 * @money: (out): set only on success
 * @error: %CABINET_ERROR_INPUT, in words for the person
 *
 * Returns: whether @text has exactly one reading
 */
gboolean
cabinet_money_parse_input (const char *text, const char *currency, CabinetMoney *money, GError **error)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) decimal = g_string_new (NULL);
  const char *number;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return refuse (error, _ ("Write the sum in digits"));
  plain = normalize (text);
  strip_currency (plain, currency);
  if (*plain == '\0')
    return refuse (error, _ ("Write a sum"));
  if (strlen (plain) > MAX_LENGTH)
    return refuse (error, _ ("The sum is too large"));

  number = plain;
  if (*number == '-')
    {
      g_string_append_c (decimal, '-');
      for (number++; *number == ' '; number++)
        ;
    }
  if (!read_number (number, cabinet_money_digits (currency), decimal, error))
    return FALSE;
  if (!cabinet_money_parse (decimal->str, currency, money, NULL))
    return refuse (error, _ ("The sum is too large"));
  return TRUE;
}
