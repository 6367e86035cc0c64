/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-totals.h"

#include <string.h>

static void
add (GArray *totals, const char *decimal, const char *currency)
{
  g_autoptr (GError) error = NULL;
  CabinetMoney money;

  g_assert_true (cabinet_money_parse (decimal, currency, &money, NULL));
  g_assert_true (cabinet_totals_add (totals, &money, &error));
  g_assert_no_error (error);
}

/* Roubles and euros stay apart, in the order in which they came. */
static void
test_currencies (void)
{
  g_autoptr (GArray) totals = cabinet_totals_new ();
  CabinetMoney none = { 0 };
  g_autofree char *text = NULL;

  add (totals, "637.60", "RUB");
  add (totals, "20", "EUR");
  add (totals, "-0.60", "RUB");
  add (totals, "0", "EUR");
  g_assert_true (cabinet_totals_add (totals, &none, NULL));
  g_assert_cmpuint (totals->len, ==, 2);
  g_assert_cmpint (g_array_index (totals, CabinetMoney, 0).micros, ==, 637 * CABINET_MONEY_UNIT);
  g_assert_cmpstr (g_array_index (totals, CabinetMoney, 0).currency, ==, "RUB");
  g_assert_cmpint (g_array_index (totals, CabinetMoney, 1).micros, ==, 20 * CABINET_MONEY_UNIT);
  text = cabinet_totals_format (totals, CABINET_ROUND_UP);
  g_assert_nonnull (strstr (text, " · "));
}

static void
test_range (void)
{
  g_autoptr (GArray) totals = cabinet_totals_new ();
  g_autoptr (GError) error = NULL;
  CabinetMoney most = cabinet_money (G_MAXINT64, "RUB");
  CabinetMoney one = cabinet_money (1, "RUB");

  g_assert_true (cabinet_totals_add (totals, &most, NULL));
  g_assert_false (cabinet_totals_add (totals, &one, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (g_array_index (totals, CabinetMoney, 0).micros, ==, G_MAXINT64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/totals/currencies", test_currencies);
  g_test_add_func ("/totals/range", test_range);
  return g_test_run ();
}
