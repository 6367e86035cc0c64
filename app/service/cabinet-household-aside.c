/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"

#include "cabinet-salvage.h"

/**
 * cabinet_household_dup_set_aside:
 * @self: a household
 *
 * Returns: (transfer full) (nullable): the damaged files that were set aside, as a person reads it; they may
 *   hold data of every contract that was here. %NULL = there are none
 */
char *
cabinet_household_dup_set_aside (CabinetHousehold *self)
{
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), NULL);

  paths = cabinet_salvage_list_aside (self->core->folder);
  return paths[0] != NULL ? g_strjoinv (", ", paths) : NULL;
}

/**
 * cabinet_household_delete_set_aside:
 * @self: a household
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Deletes them, which nothing but a person's word does.
 */
gboolean
cabinet_household_delete_set_aside (CabinetHousehold *self, GError **error)
{
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (CABINET_IS_HOUSEHOLD (self), FALSE);

  paths = cabinet_salvage_list_aside (self->core->folder);
  for (guint i = 0; paths[i] != NULL; i++)
    if (!cabinet_salvage_delete_aside (paths[i], error))
      return FALSE;
  return TRUE;
}
