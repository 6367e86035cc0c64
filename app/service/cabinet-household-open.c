/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"

static CabinetHousehold *
new_household (GError **error)
{
  g_autoptr (CabinetHousehold) self = g_object_new (CABINET_TYPE_HOUSEHOLD, NULL);

  self->core = cabinet_core_new (error);
  return self->core != NULL ? g_steal_pointer (&self) : NULL;
}

static gboolean
load (CabinetHousehold *self, GError **error)
{
  GError *failure = NULL;

  if (!cabinet_core_open_archive (self->core, &failure) || !cabinet_household_reload (self, &failure))
    {
      g_propagate_error (error, cabinet_core_judge (self->core, failure));
      return FALSE;
    }
  cabinet_household_start (self);
  return TRUE;
}

/**
 * cabinet_household_open:
 * @error: (optional): CABINET_ERROR_STORAGE; %CABINET_ERROR_SALVAGEABLE: see cabinet_household_salvage()
 *
 * Reads the archive once; touches neither keyring nor network. What an earlier run left unfinished is
 * finished later, from an idle of the default main context.
 *
 * Returns: (transfer full) (nullable): the household
 */
CabinetHousehold *
cabinet_household_open (GError **error)
{
  g_autoptr (CabinetHousehold) self = new_household (error);

  return self != NULL && load (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cabinet_household_salvage:
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Saves what can be read of a damaged archive to a new one, and opens that. Blocks.
 *
 * Returns: (transfer full) (nullable): the household; its notice says what was saved
 */
CabinetHousehold *
cabinet_household_salvage (GError **error)
{
  g_autoptr (CabinetHousehold) self = new_household (error);

  return self != NULL && cabinet_core_salvage (self->core, error) && load (self, error)
           ? g_steal_pointer (&self)
           : NULL;
}

static void
on_salvaged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CabinetHousehold *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (cabinet_core_salvage_finish (self->core, result, &error) && load (self, &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cabinet_household_salvage_async:
 * @callback: called when done
 * @user_data: for @callback
 *
 * As cabinet_household_salvage(), in a thread.
 */
void
cabinet_household_salvage_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  CabinetHousehold *self = new_household (&error);

  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, g_object_unref);
  cabinet_core_salvage_async (self->core, on_salvaged, g_steal_pointer (&task));
}

CabinetHousehold *
cabinet_household_salvage_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
