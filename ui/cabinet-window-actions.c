/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-window-actions.h"

#include "cabinet-contract-actions.h"

static CabinetHousehold *
get_household (gpointer window)
{
  return cabinet_application_get_household (
    CABINET_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))), NULL);
}

static void
on_hide (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cabinet_contract_hide (window, cabinet_window_get_account (window));
}

static void
on_remove (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cabinet_contract_remove (window, get_household (window), cabinet_window_get_account (window));
}

static void
on_rename (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cabinet_contract_rename (window, cabinet_window_get_account (window));
}

static void
on_unlock (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CabinetHousehold *household = get_household (window);

  if (household != NULL)
    cabinet_contract_unlock_keyring (window, household);
}

void
cabinet_window_add_contract_actions (CabinetWindow *window)
{
  static const GActionEntry actions[] = {
    { "hide", on_hide, NULL, NULL, NULL },
    { "remove", on_remove, NULL, NULL, NULL },
    { "rename", on_rename, NULL, NULL, NULL },
    { "unlock", on_unlock, NULL, NULL, NULL },
  };

  g_return_if_fail (CABINET_IS_WINDOW (window));

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
