/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-error.h"
#include "cabinet-money.h"

#define MINUS "\342\210\222"
#define NBSP "\302\240"
#define NNBSP "\342\200\257"

static CabinetMoney
sum (const char *decimal, const char *currency)
{
  CabinetMoney money;
  g_autoptr (GError) error = NULL;

  cabinet_money_parse (decimal, currency, &money, &error);
  g_assert_no_error (error);
  return money;
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gint64 micros;
  } good[] = {
    { "0", 0 },
    { "-0", 0 },
    { "-0.00", 0 },
    { "120.50", 120500000 },
    { "-120.50", -120500000 },
    { "152.345", 152345000 },
    { "0.000001", 1 },
    { "-0.000001", -1 },
    { "007", 7000000 },
    { "9223372036854.775807", G_MAXINT64 },
    { "-9223372036854.775808", G_MININT64 },
  };
  static const char *const bad[] = {
    "",
    "-",
    "+1",
    ".5",
    "1.",
    "-.5",
    "1..0",
    "1.2.3",
    "1,5",
    " 1",
    "1 ",
    "1 000",
    "1e3",
    "0x1",
    "--1",
    "1-",
    "0.0000001",
    "1.0000000",
    "9223372036854.775808",
    "-9223372036854.775809",
    "9223372036855",
    "99999999999999999999999",
    "NaN",
    "inf",
    "−1",
    "١",
    "1.5 RUB",
    "1_0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_cmpint (sum (good[i].text, "RUB").micros, ==, good[i].micros);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      CabinetMoney money = cabinet_money (42, "UAH");
      g_autoptr (GError) error = NULL;

      g_assert_false (cabinet_money_parse (bad[i], "RUB", &money, &error));
      g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
      g_assert_cmpint (money.micros, ==, 42); /* untouched */
    }
}

static void
test_digits (void)
{
  g_assert_cmpint (cabinet_money_digits ("RUB"), ==, 2);
  g_assert_cmpint (cabinet_money_digits ("JPY"), ==, 0);
  g_assert_cmpint (cabinet_money_digits ("KWD"), ==, 3);
  g_assert_cmpint (cabinet_money_digits ("XXX"), ==, 2);
  g_assert_cmpint (cabinet_money_digits (NULL), ==, 2);
}

static void
assert_rounded (const char *decimal, const char *currency, CabinetRounding rounding, const char *expected)
{
  CabinetMoney money = sum (decimal, currency);
  g_autofree char *text = cabinet_money_to_decimal (&money, rounding);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_rounding (void)
{
  assert_rounded ("152.345", "UAH", CABINET_ROUND_DOWN, "152.34");
  assert_rounded ("152.345", "UAH", CABINET_ROUND_UP, "152.35");
  assert_rounded ("152.345", "UAH", CABINET_ROUND_HALF_AWAY, "152.35");
  assert_rounded ("152.344999", "UAH", CABINET_ROUND_HALF_AWAY, "152.34");
  assert_rounded ("-152.345", "UAH", CABINET_ROUND_HALF_AWAY, "-152.35");
  /* a debt never looks smaller than it is, a negative sum to pay never larger */
  assert_rounded ("-152.345", "UAH", CABINET_ROUND_DOWN, "-152.35");
  assert_rounded ("-152.345", "UAH", CABINET_ROUND_UP, "-152.34");
  /* no minus on nothing */
  assert_rounded ("-0.001", "RUB", CABINET_ROUND_HALF_AWAY, "0.00");
  assert_rounded ("-0.009", "RUB", CABINET_ROUND_UP, "0.00");
  assert_rounded ("0.009", "RUB", CABINET_ROUND_DOWN, "0.00");
  assert_rounded ("0.000001", "RUB", CABINET_ROUND_UP, "0.01");
  assert_rounded ("-0.000001", "RUB", CABINET_ROUND_DOWN, "-0.01");
  assert_rounded ("1.5", "JPY", CABINET_ROUND_HALF_AWAY, "2");
  assert_rounded ("1.0005", "KWD", CABINET_ROUND_HALF_AWAY, "1.001");
  /* the ends of the range have no next step */
  assert_rounded ("9223372036854.775807", "RUB", CABINET_ROUND_UP, "9223372036854.77");
  assert_rounded ("-9223372036854.775808", "RUB", CABINET_ROUND_DOWN, "-9223372036854.77");
}

static void
test_rounding_property (void)
{
  for (int i = 0; i < 20000; i++)
    {
      CabinetMoney money =
        cabinet_money (g_test_rand_int_range (-2000000000, 2000000000) * G_GINT64_CONSTANT (97), "RUB");
      gint64 down = cabinet_money_round (&money, CABINET_ROUND_DOWN).micros;
      gint64 up = cabinet_money_round (&money, CABINET_ROUND_UP).micros;
      gint64 half = cabinet_money_round (&money, CABINET_ROUND_HALF_AWAY).micros;

      g_assert_true (down <= money.micros && money.micros <= up);
      g_assert_true (up - down == (money.micros % 10000 != 0 ? 10000 : 0));
      g_assert_true (half == down || half == up);
      g_assert_true (ABS (half - money.micros) <= 5000);
    }
}

static void
assert_exact (const char *decimal, const char *currency, const char *expected)
{
  CabinetMoney money = sum (decimal, currency);
  g_autofree char *text = cabinet_money_to_exact_decimal (&money);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (sum (text, currency).micros, ==, money.micros);
}

static void
test_exact (void)
{
  assert_exact ("700", "RUB", "700.00");
  assert_exact ("-0.5", "RUB", "-0.50");
  assert_exact ("152.345", "UAH", "152.345");
  assert_exact ("1.000001", "RUB", "1.000001");
  assert_exact ("5", "JPY", "5");
  assert_exact ("5.1", "JPY", "5.1");
  assert_exact ("1", "KWD", "1.000");
  assert_exact ("9223372036854.775807", "RUB", "9223372036854.775807");
  assert_exact ("-9223372036854.775808", "JPY", "-9223372036854.775808");
}

/* Trap 1: one sum, four units; the two that are whole kopecks are exact or refused. */
static void
test_minor (void)
{
  CabinetMoney money = sum ("700.00", "RUB");
  gint64 minor = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_money_to_minor (&money, &minor, &error));
  g_assert_cmpint (minor, ==, 70000);
  money = sum ("-0.01", "RUB");
  g_assert_true (cabinet_money_to_minor (&money, &minor, NULL));
  g_assert_cmpint (minor, ==, -1);
  money = sum ("5", "JPY");
  g_assert_true (cabinet_money_to_minor (&money, &minor, NULL));
  g_assert_cmpint (minor, ==, 5);
  money = sum ("152.345", "RUB");
  g_assert_false (cabinet_money_to_minor (&money, &minor, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  money = cabinet_money (0, NULL);
  g_assert_false (cabinet_money_to_minor (&money, &minor, NULL));
  g_assert_cmpint (minor, ==, 5);
}

static void
test_add (void)
{
  CabinetMoney total = cabinet_money (0, NULL);
  CabinetMoney none = cabinet_money (5, NULL);
  CabinetMoney roubles = sum ("0.10", "RUB");
  CabinetMoney hryvnias = sum ("1", "UAH");
  CabinetMoney most = cabinet_money (G_MAXINT64, "RUB");
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_money_add (&total, &none, NULL));
  g_assert_false (cabinet_money_is_set (&total));
  for (int i = 0; i < 10; i++)
    g_assert_true (cabinet_money_add (&total, &roubles, NULL));
  g_assert_cmpint (total.micros, ==, CABINET_MONEY_UNIT); /* ten times 0.1 is 1 */

  g_assert_false (cabinet_money_add (&total, &hryvnias, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (cabinet_money_add (&total, &most, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_assert_cmpint (total.micros, ==, CABINET_MONEY_UNIT);
}

static void
assert_format (const char *decimal, const char *currency, CabinetMoneyFlags flags, const char *expected)
{
  CabinetMoney money = sum (decimal, currency);
  g_autofree char *text = cabinet_money_format (&money, CABINET_ROUND_HALF_AWAY, flags);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  g_autofree char *whole = NULL;
  g_autofree char *fraction = NULL;
  g_autofree char *empty = NULL;
  CabinetMoney money = sum ("-1180", "RUB");
  CabinetMoney none = cabinet_money (0, "");

  assert_format ("-1180", "RUB", CABINET_MONEY_PLAIN, MINUS "1,180.00" NBSP "₽");
  assert_format ("312.4", "RUB", CABINET_MONEY_PLAIN, "312.40" NBSP "₽");
  assert_format ("400", "RUB", CABINET_MONEY_SIGNED, "+400.00" NBSP "₽");
  assert_format ("0", "RUB", CABINET_MONEY_SIGNED, "0.00" NBSP "₽");
  assert_format ("-0.001", "RUB", CABINET_MONEY_PLAIN, "0.00" NBSP "₽");
  assert_format ("400", "RUB", CABINET_MONEY_NO_SYMBOL, "400.00");
  assert_format ("700", "RUB", CABINET_MONEY_TRIM_ZEROS, "700" NBSP "₽");
  assert_format ("700.10", "RUB", CABINET_MONEY_TRIM_ZEROS, "700.10" NBSP "₽");
  assert_format ("1234567.5", "UAH", CABINET_MONEY_PLAIN, "1,234,567.50" NBSP "₴");
  assert_format ("1000", "JPY", CABINET_MONEY_PLAIN, "1,000" NBSP "JPY");
  assert_format ("1.5", "BYN", CABINET_MONEY_PLAIN, "1.50" NBSP "Br");
  assert_format ("-9223372036854.775808", "RUB", CABINET_MONEY_NO_SYMBOL, MINUS "9,223,372,036,854.77");

  cabinet_money_format_parts (&money, CABINET_ROUND_DOWN, &whole, &fraction);
  g_assert_cmpstr (whole, ==, MINUS "1,180");
  g_assert_cmpstr (fraction, ==, ".00" NBSP "₽");
  empty = cabinet_money_format (&none, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  g_assert_cmpstr (empty, ==, "");
}

static void
assert_spelt (const char *decimal, const char *currency, const char *expected)
{
  CabinetMoney money = sum (decimal, currency);
  g_autofree char *text = cabinet_money_spell (&money, CABINET_ROUND_HALF_AWAY);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_spell (void)
{
  assert_spelt ("-120.50", "RUB", "minus 120 roubles 50 kopecks");
  assert_spelt ("1.01", "RUB", "1 rouble 1 kopeck");
  assert_spelt ("700", "RUB", "700 roubles");
  assert_spelt ("0.50", "RUB", "50 kopecks");
  assert_spelt ("0", "RUB", "0 roubles");
  assert_spelt ("-0.001", "RUB", "0 roubles");
  assert_spelt ("120.50", "UAH", "120.50 UAH");
  assert_spelt ("-120.50", "UAH", "minus 120.50 UAH");
  assert_spelt ("-9223372036854.775808", "RUB", "minus 9223372036854 roubles 77 kopecks");
}

static void
assert_input (const char *text, const char *currency, const char *expected)
{
  CabinetMoney money;
  g_autoptr (GError) error = NULL;
  g_autofree char *decimal = NULL;

  if (!cabinet_money_parse_input (text, currency, &money, &error))
    g_error ("“%s”: %s", text, error->message);
  decimal = cabinet_money_to_exact_decimal (&money);
  g_assert_cmpstr (decimal, ==, expected);
}

static void
test_input (void)
{
  static const char *const rouble_1234_50[] = {
    "1234,5",           "1234.5",   "1234,50",  "1 234,50",       "1" NBSP "234,50",
    "1" NNBSP "234.50", "1,234.50", "1.234,50", " 1 234,50 ₽ ", "1" NBSP "234,50" NBSP "₽",
    "1234.50 RUB",
  };
  static const char *const refused[] = {
    "",
    " ",
    "₽",
    "abc",
    "12a",
    "1,234",
    "1.234",
    "12,345",
    "1 23",
    "12 34",
    "1 2345",
    "1234 567",
    "1  234",
    "1,23,456",
    "1,234,56",
    "500,",
    "500.",
    ",5",
    ".5",
    "5,555",
    "0,555",
    "1,234.567",
    "1 234,567",
    "1.234.56,7",
    "1,2.3,4",
    "1,2,3.4.5",
    "0 500",
    "1e3",
    "0x10",
    "+5",
    "--5",
    "5-",
    "-",
    "5 $",
    "99999999999999",
    "9 999 999 999 999,99",
    "1 234 .5",
    "٣",
    "½",
    "NaN",
    "\xff",
    "1111111111111111111111111111111111111111111111111111",
  };

  assert_input ("500", "RUB", "500.00");
  assert_input ("500,5", "RUB", "500.50");
  assert_input ("0,5", "RUB", "0.50");
  assert_input ("0", "RUB", "0.00");
  assert_input ("-5", "RUB", "-5.00");
  assert_input (MINUS "5,25", "RUB", "-5.25");
  assert_input ("1 234 567", "RUB", "1234567.00");
  assert_input ("1,234,567", "RUB", "1234567.00");
  assert_input ("1.234.567,89", "RUB", "1234567.89");
  assert_input ("1,234", "KWD", "1.234");
  assert_input ("1000", "JPY", "1000");
  assert_input ("1 000", "JPY", "1000");
  for (guint i = 0; i < G_N_ELEMENTS (rouble_1234_50); i++)
    assert_input (rouble_1234_50[i], "RUB", "1234.50");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      CabinetMoney money = cabinet_money (7, "RUB");
      g_autoptr (GError) error = NULL;

      if (cabinet_money_parse_input (refused[i], "RUB", &money, &error))
        g_error ("“%s” was read as %" G_GINT64_FORMAT, refused[i], money.micros);
      g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
      g_assert_cmpint (money.micros, ==, 7);
    }
}

/* What the screen shows can be typed back. */
static void
test_format_input_round_trip (void)
{
  for (int i = 0; i < 5000; i++)
    {
      CabinetMoney money =
        cabinet_money (g_test_rand_int_range (-2000000000, 2000000000) * G_GINT64_CONSTANT (10000), "RUB");
      g_autofree char *text = cabinet_money_format (&money, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
      CabinetMoney again;

      g_assert_true (cabinet_money_parse_input (text, "RUB", &again, NULL));
      g_assert_cmpint (again.micros, ==, money.micros);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/digits", test_digits);
  g_test_add_func ("/money/rounding", test_rounding);
  g_test_add_func ("/money/rounding-property", test_rounding_property);
  g_test_add_func ("/money/exact", test_exact);
  g_test_add_func ("/money/minor", test_minor);
  g_test_add_func ("/money/add", test_add);
  g_test_add_func ("/money/format", test_format);
  g_test_add_func ("/money/spell", test_spell);
  g_test_add_func ("/money/input", test_input);
  g_test_add_func ("/money/format-input-round-trip", test_format_input_round_trip);
  return g_test_run ();
}
