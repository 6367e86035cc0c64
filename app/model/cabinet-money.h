/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CabinetMoney:
 * @micros: millionths of the currency's unit
 * @currency: ISO 4217 code; empty = no sum at all
 *
 * An exact sum. Rounded to the currency's digits only where it is shown, exported or paid.
 */
typedef struct
{
  gint64 micros;
  char currency[4];
} CabinetMoney;

#define CABINET_MONEY_UNIT G_GINT64_CONSTANT (1000000)
#define CABINET_TYPE_MONEY (cabinet_money_get_type ())
GType cabinet_money_get_type (void);

/* Q8: balances down, sums to pay up, rows half away from zero. */
typedef enum
{
  CABINET_ROUND_HALF_AWAY,
  CABINET_ROUND_DOWN,
  CABINET_ROUND_UP,
} CabinetRounding;

typedef enum
{
  CABINET_MONEY_PLAIN = 0,
  CABINET_MONEY_SIGNED = 1 << 0,     /* "+400,00 ₽": a plus on income */
  CABINET_MONEY_NO_SYMBOL = 1 << 1,  /* "400,00" */
  CABINET_MONEY_TRIM_ZEROS = 1 << 2, /* "700 ₽" if there are no kopecks */
} CabinetMoneyFlags;

CabinetMoney cabinet_money (gint64 micros, const char *currency);
gboolean cabinet_money_is_set (const CabinetMoney *money);
gboolean cabinet_money_parse (const char *decimal, const char *currency, CabinetMoney *money, GError **error);
gboolean
cabinet_money_parse_input (const char *text, const char *currency, CabinetMoney *money, GError **error);
int cabinet_money_digits (const char *currency);
CabinetMoney cabinet_money_round (const CabinetMoney *money, CabinetRounding rounding);
gboolean cabinet_money_add (CabinetMoney *total, const CabinetMoney *other, GError **error);
char *cabinet_money_to_decimal (const CabinetMoney *money, CabinetRounding rounding);
char *cabinet_money_to_exact_decimal (const CabinetMoney *money);
char *cabinet_money_format (const CabinetMoney *money, CabinetRounding rounding, CabinetMoneyFlags flags);
void cabinet_money_format_parts (const CabinetMoney *money,
                                 CabinetRounding rounding,
                                 char **whole,
                                 char **fraction);
char *cabinet_money_spell (const CabinetMoney *money, CabinetRounding rounding);
gboolean cabinet_money_to_minor (const CabinetMoney *money, gint64 *minor, GError **error);

G_END_DECLS
