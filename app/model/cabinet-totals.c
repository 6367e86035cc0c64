/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-totals.h"

#include <string.h>

/** cabinet_totals_new: (transfer full) (element-type CabinetMoney): no sum yet. */
GArray *
cabinet_totals_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (CabinetMoney));
}

/**
 * cabinet_totals_add:
 * @money: what to add to the total of its currency; nothing happens if it is not set
 * @error: (optional): CABINET_ERROR_INPUT if the total would leave the range; it is as it was then
 *
 * Returns: TRUE if the sum is in
 */
gboolean
cabinet_totals_add (GArray *totals, const CabinetMoney *money, GError **error)
{
  if (!cabinet_money_is_set (money))
    return TRUE;
  for (guint i = 0; i < totals->len; i++)
    {
      CabinetMoney *total = &g_array_index (totals, CabinetMoney, i);

      if (strcmp (total->currency, money->currency) == 0)
        return cabinet_money_add (total, money, error);
    }
  g_array_append_val (totals, *money);
  return TRUE;
}

/** cabinet_totals_format: "2 697,60 ₽ · 20,00 €" (transfer full); empty without any sum. */
char *
cabinet_totals_format (GArray *totals, CabinetRounding rounding)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < totals->len; i++)
    {
      g_autofree char *sum =
        cabinet_money_format (&g_array_index (totals, CabinetMoney, i), rounding, CABINET_MONEY_PLAIN);

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", sum);
    }
  return g_string_free (text, FALSE);
}
