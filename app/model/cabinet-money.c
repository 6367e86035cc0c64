/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-error.h"
#include "cabinet-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DIGITS 6 /* a micro-unit is the finest sum there is */

static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

static CabinetMoney *
cabinet_money_copy (CabinetMoney *money)
{
  return g_memdup2 (money, sizeof *money);
}

static void
cabinet_money_free (CabinetMoney *money)
{
  g_free (money);
}

G_DEFINE_BOXED_TYPE (CabinetMoney, cabinet_money, cabinet_money_copy, cabinet_money_free)

/**
 * cabinet_money:
 * @micros: millionths of the unit
 * @currency: (nullable): an ISO 4217 code; %NULL or empty = no sum
 *
 * Returns: the sum
 */
CabinetMoney
cabinet_money (gint64 micros, const char *currency)
{
  CabinetMoney money = { .micros = micros };

  if (currency != NULL)
    g_strlcpy (money.currency, currency, sizeof money.currency);
  return money;
}

/**
 * cabinet_money_is_set:
 * @money: (nullable): a sum
 *
 * Returns: whether there is a sum at all; a sum of zero is one
 */
gboolean
cabinet_money_is_set (const CabinetMoney *money)
{
  return money != NULL && money->currency[0] != '\0';
}

/**
 * cabinet_money_digits:
 * @currency: an ISO 4217 code
 *
 * Returns: how many digits of the unit ISO 4217 gives the currency: 0, 2 or 3 (2 if it is not known)
 */
int
cabinet_money_digits (const char *currency)
{
  static const char *const none[] = { "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
                                      "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF", NULL };
  static const char *const three[] = { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL };

  if (currency == NULL)
    return 2;
  if (g_strv_contains (none, currency))
    return 0;
  return g_strv_contains (three, currency) ? 3 : 2;
}

/* Kept negative while it is read, since the lowest sum has no positive twin. */
static gboolean
append_digit (gint64 *negative, int digit)
{
  return !__builtin_mul_overflow (*negative, 10, negative)
         && !__builtin_sub_overflow (*negative, digit, negative);
}

/**
 * cabinet_money_parse:
 * @decimal: `-?digits(.digits)?`, at most six digits after the point; no plus, space or exponent
 * @currency: of the sum
 * @money: (out): set only on success
 * @error: %CABINET_ERROR_INPUT
 *
 * Reads a sum as it stands on the wire, exactly.
 *
 * Returns: whether @decimal is a sum that 64 bits of micro-units hold
 */
gboolean
cabinet_money_parse (const char *decimal, const char *currency, CabinetMoney *money, GError **error)
{
  const char *at = decimal;
  gboolean minus = *at == '-';
  gboolean good;
  gint64 value = 0;
  int fraction = -1; /* digits after the point; -1 = still before it */

  if (minus)
    at++;
  good = g_ascii_isdigit (*at);
  for (; good && *at != '\0'; at++)
    {
      if (*at == '.' && fraction < 0)
        good = g_ascii_isdigit (at[1]), fraction = 0;
      else
        good = g_ascii_isdigit (*at) && (fraction < 0 || ++fraction <= MAX_DIGITS)
               && append_digit (&value, *at - '0');
    }
  good = good && !__builtin_mul_overflow (value, powers[MAX_DIGITS - MAX (fraction, 0)], &value)
         && (minus || !__builtin_sub_overflow (0, value, &value));
  if (!good)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("This is not a sum of money"));
      return FALSE;
    }
  *money = cabinet_money (value, currency);
  return TRUE;
}

/**
 * cabinet_money_round:
 * @money: a sum
 * @rounding: %CABINET_ROUND_DOWN goes towards minus infinity and %CABINET_ROUND_UP towards plus
 *   infinity, so that a balance never looks larger and a sum to pay never smaller than it is
 *
 * Returns: @money rounded to its currency's digits
 */
CabinetMoney
cabinet_money_round (const CabinetMoney *money, CabinetRounding rounding)
{
  gint64 step = powers[MAX_DIGITS - cabinet_money_digits (money->currency)];
  gint64 rest = money->micros % step;
  gint64 away = money->micros < 0 ? -step : step;
  gint64 whole = money->micros - rest;
  gboolean outwards;

  switch (rounding)
    {
    case CABINET_ROUND_DOWN:
      outwards = rest < 0;
      break;
    case CABINET_ROUND_UP:
      outwards = rest > 0;
      break;
    case CABINET_ROUND_HALF_AWAY:
    default:
      outwards = ABS (rest) * 2 >= step;
    }
  /* at the very end of the range there is no next step: then the sum stays below it */
  if (outwards && !__builtin_add_overflow (whole, away, &whole))
    return cabinet_money (whole, money->currency);
  return cabinet_money (money->micros - rest, money->currency);
}

/**
 * cabinet_money_add:
 * @total: (inout): takes the currency of @other if it is not set
 * @other: what to add; nothing happens if it is not set
 * @error: %CABINET_ERROR_INPUT: two currencies, or more than 64 bits hold
 *
 * Returns: whether the sum is right; @total is unchanged if not
 */
gboolean
cabinet_money_add (CabinetMoney *total, const CabinetMoney *other, GError **error)
{
  gint64 sum;

  if (!cabinet_money_is_set (other))
    return TRUE;
  if (!cabinet_money_is_set (total))
    {
      *total = *other;
      return TRUE;
    }
  if (!g_str_equal (total->currency, other->currency))
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("Sums in %s and %s cannot be added"),
                         total->currency, other->currency);
      return FALSE;
    }
  if (__builtin_add_overflow (total->micros, other->micros, &sum))
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value", _ ("The sum is too large"));
      return FALSE;
    }
  total->micros = sum;
  return TRUE;
}

/* Writes @micros with @digits after the point; the rest must be zero. */
static char *
write_decimal (gint64 micros, int digits)
{
  guint64 size = micros < 0 ? 0 - (guint64) micros : (guint64) micros;
  const char *sign = micros < 0 ? "-" : "";
  guint64 units = size / CABINET_MONEY_UNIT;
  int rest = size % CABINET_MONEY_UNIT;

  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, units);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*d", sign, units, digits,
                          (int) (rest / powers[MAX_DIGITS - digits]));
}

/**
 * cabinet_money_to_decimal:
 *
 * Returns: (transfer full): "-120.50", rounded to the currency's digits; an empty string if not set
 */
char *
cabinet_money_to_decimal (const CabinetMoney *money, CabinetRounding rounding)
{
  CabinetMoney rounded;

  if (!cabinet_money_is_set (money))
    return g_strdup ("");
  rounded = cabinet_money_round (money, rounding);
  return write_decimal (rounded.micros, cabinet_money_digits (money->currency));
}

/**
 * cabinet_money_to_exact_decimal:
 *
 * Returns: (transfer full): the sum as on the wire: the currency's digits, more only if it needs more
 *   ("152.345"); an empty string if not set
 */
char *
cabinet_money_to_exact_decimal (const CabinetMoney *money)
{
  int digits;

  if (!cabinet_money_is_set (money))
    return g_strdup ("");
  digits = cabinet_money_digits (money->currency);
  while (money->micros % powers[MAX_DIGITS - digits] != 0)
    digits++;
  return write_decimal (money->micros, digits);
}

/**
 * cabinet_money_to_minor:
 * @minor: (out): kopecks and the like
 * @error: %CABINET_ERROR_INPUT
 *
 * For a QR code or a receipt, where a sum is a whole number of the currency's smallest coins: an
 * inexact sum is an error, never rounded.
 *
 * Returns: whether @money is a whole number of them
 */
gboolean
cabinet_money_to_minor (const CabinetMoney *money, gint64 *minor, GError **error)
{
  gint64 step = powers[MAX_DIGITS - cabinet_money_digits (money->currency)];

  if (!cabinet_money_is_set (money) || money->micros % step != 0)
    {
      cabinet_set_error (error, CABINET_ERROR_INPUT, "bad-value",
                         _ ("The sum has parts smaller than the currency's smallest coin"));
      return FALSE;
    }
  *minor = money->micros / step;
  return TRUE;
}
