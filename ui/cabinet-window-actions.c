/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-window-actions.h"

#include <glib/gi18n-lib.h>

#include "cabinet-contract-actions.h"
#include "cabinet-open.h"
#include "cabinet-top-ups.h"

static CabinetHousehold *
get_household (gpointer window)
{
  return cabinet_application_get_household (
    CABINET_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))), NULL);
}

/* Where there is only one contract, in that. */
static void
on_find_in_all (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  g_action_group_activate_action (window, "all-contracts", NULL);
  g_action_group_activate_action (window, "find", NULL);
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

static gboolean
is_paying (CabinetAccount *account)
{
  return account != NULL && !cabinet_account_get_guest (account)
         && cabinet_top_ups_get_pending (cabinet_account_get_top_ups (account)) != NULL;
}

/* The contract that is shown, or else the first that has a payment on its way; nullable. */
static CabinetAccount *
find_paying (gpointer window)
{
  CabinetHousehold *household = get_household (window);
  CabinetAccount *shown = cabinet_window_get_account (window);

  if (household == NULL || is_paying (shown))
    return shown;
  for (guint i = 0; i < cabinet_list_length (household); i++)
    if (is_paying (cabinet_list_get (household, i)))
      return cabinet_list_get (household, i);
  return shown;
}

/* To where a payment stands, and asks the provider about it. */
static void
on_show_payment (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CabinetAccount *account = find_paying (window);

  if (account != NULL)
    {
      cabinet_window_choose (window, account);
      g_action_group_activate_action (window, "show-page", g_variant_new_string ("top-up"));
    }
  g_action_group_activate_action (window, "refresh", NULL);
}

/* "Saved “tomtel.pdf”", with the way to it. */
static void
on_tell_saved (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  GtkWidget *overlay = adw_application_window_get_content (window);
  g_autofree char *name = g_filename_display_basename (g_variant_get_bytestring (parameter));
  /* Translators: %s is the name of a file */
  g_autofree char *title = g_markup_printf_escaped (_ ("Saved “%s”"), name);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("Show in _Folder"));
  adw_toast_set_action_name (toast, "win.show-in-folder");
  adw_toast_set_action_target_value (toast, parameter);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
on_show_in_folder (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  cabinet_open_folder_of (window, g_variant_get_bytestring (parameter));
}

static void
on_switch_contract (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  CabinetHousehold *household = get_household (window);
  g_autoptr (CabinetAccount) account = NULL;
  int index = g_variant_get_int32 (parameter);

  if (household == NULL || index < 0)
    return;
  account = g_list_model_get_item (G_LIST_MODEL (household), (guint) index);
  if (account != NULL)
    cabinet_window_choose (window, account);
}

/**
 * cabinet_window_choose_page:
 * @page: (nullable): "top-up" with what is due, "sign-in", or a page of the contract; NULL = the one it was
 * on
 */
void
cabinet_window_choose_page (CabinetWindow *window, CabinetAccount *account, const char *page)
{
  CabinetDue *due = cabinet_account_get_due (account);
  GActionGroup *group = G_ACTION_GROUP (window);

  cabinet_window_choose (window, account);
  if (g_strcmp0 (page, "sign-in") == 0)
    g_action_group_activate_action (group, "sign-in-again", NULL);
  else if (g_strcmp0 (page, "top-up") == 0 && due != NULL && due->amount.micros > 0)
    g_action_group_activate_action (group, "top-up",
                                    g_variant_new ("(xs)", due->amount.micros, due->amount.currency));
  else if (page != NULL)
    g_action_group_activate_action (group, "show-page", g_variant_new_string (page));
}

void
cabinet_window_add_contract_actions (CabinetWindow *window)
{
  static const GActionEntry actions[] = {
    { "find-in-all", on_find_in_all, NULL, NULL, NULL },
    { "hide", on_hide, NULL, NULL, NULL },
    { "remove", on_remove, NULL, NULL, NULL },
    { "rename", on_rename, NULL, NULL, NULL },
    { "show-in-folder", on_show_in_folder, "ay", NULL, NULL },
    { "show-payment", on_show_payment, NULL, NULL, NULL },
    { "switch-contract", on_switch_contract, "i", NULL, NULL },
    { "tell-saved", on_tell_saved, "ay", NULL, NULL },
    { "unlock", on_unlock, NULL, NULL, NULL },
  };

  g_return_if_fail (CABINET_IS_WINDOW (window));

  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);
}
