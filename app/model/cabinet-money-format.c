/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MINUS "\342\210\222" /* U+2212 */
#define NBSP "\302\240"

static const char *
currency_symbol (const char *currency)
{
  static const char *const symbols[][2] = {
    { "RUB", "₽" }, { "UAH", "₴" }, { "EUR", "€" }, { "USD", "$" }, { "KZT", "₸" }, { "BYN", "Br" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i][0], currency))
      return symbols[i][1];
  return currency;
}

/* "1180" → "1 180" with the language's mark between thousands. */
static void
append_grouped (GString *text, const char *digits, gsize n)
{
  /* Translators: stands between thousands: a comma in English, a no-break space (U+00A0) in Russian */
  const char *mark = C_ ("thousands mark", ",");

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, mark);
      g_string_append_c (text, digits[i]);
    }
}

/* Both parts of cabinet_money_format(): they are shown in two sizes. */
static void
format_into (const CabinetMoney *money,
             CabinetRounding rounding,
             CabinetMoneyFlags flags,
             GString *whole,
             GString *fraction)
{
  g_autofree char *decimal = cabinet_money_to_decimal (money, rounding);
  const char *digits = decimal;
  const char *point;

  if (*digits == '-')
    {
      g_string_append (whole, MINUS);
      digits++;
    }
  else if ((flags & CABINET_MONEY_SIGNED) && money->micros > 0)
    {
      g_string_append_c (whole, '+');
    }
  point = strchrnul (digits, '.');
  append_grouped (whole, digits, point - digits);
  if (*point == '.' && !((flags & CABINET_MONEY_TRIM_ZEROS) && strspn (point + 1, "0") == strlen (point + 1)))
    /* Translators: the decimal mark: a point in English, a comma in Russian */
    g_string_append_printf (fraction, "%s%s", C_ ("decimal mark", "."), point + 1);
  if (!(flags & CABINET_MONEY_NO_SYMBOL))
    g_string_append_printf (fraction, NBSP "%s", currency_symbol (money->currency));
}

/**
 * cabinet_money_format:
 * @money: a sum
 * @rounding: by what it is: a balance down, a sum to pay up, a row half away from zero
 *
 * Returns: (transfer full): the sum for the screen, in the person's language: "−1,180.00 ₽"; an empty
 *   string if it is not set
 */
char *
cabinet_money_format (const CabinetMoney *money, CabinetRounding rounding, CabinetMoneyFlags flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (cabinet_money_is_set (money))
    format_into (money, rounding, flags, text, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cabinet_money_format_parts:
 * @whole: (out) (transfer full): "−1,180"
 * @fraction: (out) (transfer full): ".00 ₽", the symbol with it
 *
 * The two parts of a sum that is shown in two sizes; together they are cabinet_money_format().
 */
void
cabinet_money_format_parts (const CabinetMoney *money,
                            CabinetRounding rounding,
                            char **whole,
                            char **fraction)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  if (cabinet_money_is_set (money))
    format_into (money, rounding, CABINET_MONEY_PLAIN, first, second);
  *whole = g_string_free (g_steal_pointer (&first), FALSE);
  *fraction = g_string_free (g_steal_pointer (&second), FALSE);
}

/* Roubles have words in every case; other currencies keep their code, which a screen reader spells. */
static char *
spell_roubles (guint64 minor)
{
  gulong roubles = minor / 100;
  gulong kopecks = minor % 100;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  whole = g_strdup_printf (ngettext ("%lu rouble", "%lu roubles", roubles), roubles);
  if (kopecks == 0)
    return g_steal_pointer (&whole);
  part = g_strdup_printf (ngettext ("%lu kopeck", "%lu kopecks", kopecks), kopecks);
  if (roubles == 0)
    return g_steal_pointer (&part);
  /* Translators: a sum in words: "120 roubles" and "50 kopecks" */
  return g_strdup_printf (C_ ("sum in words", "%1$s %2$s"), whole, part);
}

/**
 * cabinet_money_spell:
 *
 * Returns: (transfer full): the sum for a screen reader: "minus 120 roubles 50 kopecks"; an empty
 *   string if it is not set
 */
char *
cabinet_money_spell (const CabinetMoney *money, CabinetRounding rounding)
{
  g_autofree char *text = NULL;
  CabinetMoney rounded, size;
  gboolean minus;

  if (!cabinet_money_is_set (money))
    return g_strdup ("");

  rounded = cabinet_money_round (money, rounding);
  minus = rounded.micros < 0;
  if (g_str_equal (money->currency, "RUB"))
    {
      text = spell_roubles ((minus ? 0 - (guint64) rounded.micros : (guint64) rounded.micros) / 10000);
    }
  else
    {
      g_autofree char *number = NULL;

      size = cabinet_money (minus && rounded.micros != G_MININT64 ? -rounded.micros : rounded.micros,
                            money->currency);
      number = cabinet_money_format (&size, rounding, CABINET_MONEY_NO_SYMBOL);
      /* Translators: a sum for a screen reader: "120.50 UAH" */
      text = g_strdup_printf (C_ ("sum in words", "%1$s %2$s"), number, money->currency);
    }
  if (!minus)
    return g_steal_pointer (&text);
  /* Translators: a negative sum in words */
  return g_strdup_printf (C_ ("sum in words", "minus %s"), text);
}
