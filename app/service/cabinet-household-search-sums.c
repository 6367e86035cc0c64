/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"
#include "cabinet-household-search-private.h"
#include "cabinet-totals.h"

const char *
cabinet_household_search_get_text (CabinetHouseholdSearch *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), NULL);

  return self->text;
}

gboolean
cabinet_household_search_get_searching (CabinetHouseholdSearch *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), FALSE);

  return self->search != NULL;
}

guint
cabinet_household_search_get_n_operations (CabinetHouseholdSearch *self)
{
  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), 0);

  return self->rows != NULL ? cabinet_found_rows_get_n_operations (self->rows) : 0;
}

guint
cabinet_household_search_get_n_contracts (CabinetHouseholdSearch *self)
{
  guint n = 0;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), 0);

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      n += part->months != NULL && part->months->len > 0 ? 1 : 0;
    }
  return n;
}

guint
cabinet_household_search_get_n_unread (CabinetHouseholdSearch *self)
{
  guint n = 0;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), 0);

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    n += ((CabinetFoundPart *) g_ptr_array_index (self->parts, i))->months == NULL ? 1 : 0;
  return n;
}

/**
 * cabinet_household_search_add_up:
 * @self: a search
 * @charged: (out) (transfer full) (element-type CabinetMoney): what the charges found come to, one sum a
 *   currency
 * @credited: (out) (transfer full) (element-type CabinetMoney): the same of what came in
 *
 * Returns: FALSE if a sum is more than can be told, or not known yet; the arrays are then empty
 */
gboolean
cabinet_household_search_add_up (CabinetHouseholdSearch *self, GArray **charged, GArray **credited)
{
  gboolean told = TRUE;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), FALSE);

  *charged = cabinet_totals_new ();
  *credited = cabinet_totals_new ();
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    {
      CabinetFoundPart *part = g_ptr_array_index (self->parts, i);

      told = told && !part->counted;
      for (guint j = 0; told && part->months != NULL && j < part->months->len; j++)
        told = cabinet_found_add_month (part->account, &g_array_index (part->months, CabinetLedgerMonth, j),
                                        *charged, *credited);
    }
  if (told)
    return TRUE;
  g_array_set_size (*charged, 0);
  g_array_set_size (*credited, 0);
  return FALSE;
}

gboolean
cabinet_household_search_has_operations (CabinetHouseholdSearch *self)
{
  CabinetArchive *archive;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD_SEARCH (self), FALSE);

  archive = cabinet_household_get_core (self->household)->archive;
  for (guint i = 0; i < cabinet_list_length (self->household); i++)
    {
      const char *id = cabinet_account_get_id (cabinet_list_get (self->household, i));
      g_autoptr (GArray) months = cabinet_archive_query_months (archive, id, NULL, NULL);

      if (months != NULL && months->len > 0)
        return TRUE;
    }
  return FALSE;
}
