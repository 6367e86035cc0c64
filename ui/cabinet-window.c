/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-window.h"

#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-address-page.h"
#include "cabinet-contract-view.h"
#include "cabinet-dialogs.h"
#include "cabinet-first-run-page.h"
#include "cabinet-household-page.h"
#include "cabinet-refresher.h"
#include "cabinet-sidebar.h"
#include "cabinet-sign-in-page.h"
#include "cabinet-trouble-page.h"
#include "cabinet-ui.h"
#include "cabinet-window-actions.h"

/* The setting "contract" for the page of all of them; no contract has this id. */
#define ALL_CONTRACTS "*"
#define SIDEBAR_WIDTH 273

struct _CabinetWindow
{
  AdwApplicationWindow parent_instance;

  CabinetAdaptiveBin *bin;
  GtkStack *stack;
  CabinetSidebar *sidebar;
  GtkWidget *separator;
  CabinetContractView *view;
  AdwBin *all_place; /* in the place of the view */
  AdwBin *adding_place;
  AdwBin *sign_in_place;
  AdwBin *trouble_place;

  GSettings *settings;
  CabinetHousehold *household;
  CabinetRefresher *refresher;
  gboolean list_shown; /* while folded: the list, not the contract */
  gboolean all_shown;  /* all contracts, not the chosen one */
  gulong after_paint;
  guint start;
};

G_DEFINE_FINAL_TYPE (CabinetWindow, cabinet_window, ADW_TYPE_APPLICATION_WINDOW)

static void show_adding (CabinetWindow *self);

static void
update_fold (CabinetWindow *self)
{
  gboolean folded = cabinet_adaptive_bin_get_narrow (self->bin);

  g_object_set (self->sidebar, "folded", folded, NULL);
  g_object_set (self->view, "folded", folded, NULL);
  if (adw_bin_get_child (self->all_place) != NULL)
    g_object_set (adw_bin_get_child (self->all_place), "folded", folded, NULL);
  gtk_widget_set_visible (self->separator, !folded);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !folded || self->list_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->view), (!folded || !self->list_shown) && !self->all_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->all_place), (!folded || !self->list_shown) && self->all_shown);
}

static void
update_actions (CabinetWindow *self)
{
  static const char *const of_contract[] = { "rename",    "sign-in-again", "hide",  "remove",
                                             "show-page", "tell-support",  "top-up" };
  static const char *const of_any[] = { "find", "refresh" };
  gboolean enabled = cabinet_window_get_account (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_contract); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), of_contract[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
  for (guint i = 0; i < G_N_ELEMENTS (of_any); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_any[i])),
      enabled || self->all_shown);
}

/* A page that was left is given up; what it was doing is cancelled. */
static void
leave_pages (CabinetWindow *self)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->sign_in_place, NULL);
  adw_bin_set_child (self->adding_place, NULL);
}

static void
show_household (CabinetWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "household");
  leave_pages (self);
}

/** cabinet_window_choose: shows @account, here and after the next start. */
void
cabinet_window_choose (CabinetWindow *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_WINDOW (self));
  g_return_if_fail (CABINET_IS_ACCOUNT (account));

  self->all_shown = FALSE;
  cabinet_contract_view_set_account (self->view, account);
  cabinet_sidebar_set_selected (self->sidebar, account);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "household") != 0)
    show_household (self);
  self->list_shown = FALSE;
  update_fold (self);
  update_actions (self);
  gtk_window_set_title (GTK_WINDOW (self), cabinet_account_get_display_name (account));
  g_settings_set_string (self->settings, "contract", cabinet_account_get_id (account));
}

static void
on_chosen (CabinetWindow *self, CabinetAccount *account)
{
  cabinet_window_choose (self, account);
}

static void
on_found_in_all (CabinetWindow *self, CabinetAccount *account, CabinetOperation *operation, const char *text)
{
  cabinet_window_choose (self, account);
  cabinet_contract_view_show_operation (self->view, operation, text);
}

static void
build_all (CabinetWindow *self)
{
  GtkWidget *page = cabinet_household_page_new (self->household);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  cabinet_household_page_expect_width (CABINET_HOUSEHOLD_PAGE (page),
                                       cabinet_adaptive_bin_get_narrow (self->bin) ? width
                                                                                   : width - SIDEBAR_WIDTH);
  g_signal_connect_object (page, "chosen", G_CALLBACK (cabinet_window_choose_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "found", G_CALLBACK (on_found_in_all), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->all_place, page);
}

/* Here and after the next start. */
static void
show_all (CabinetWindow *self)
{
  if (adw_bin_get_child (self->all_place) == NULL)
    build_all (self);
  self->all_shown = TRUE;
  self->list_shown = FALSE;
  cabinet_sidebar_set_all_selected (self->sidebar);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "household") != 0)
    show_household (self);
  update_fold (self);
  update_actions (self);
  gtk_window_set_title (GTK_WINDOW (self), _ ("All contracts"));
  g_settings_set_string (self->settings, "contract", ALL_CONTRACTS);
}

/* There is such a page from two contracts on. */
static gboolean
may_show_all (CabinetWindow *self)
{
  return self->household != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->household)) > 1;
}

static void
on_all_contracts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (may_show_all (user_data))
    show_all (user_data);
}

static void
on_signed_in (CabinetWindow *self, CabinetAccount *account, const char *note)
{
  if (account != NULL)
    cabinet_window_choose (self, account);
  show_household (self);
  if (note != NULL)
    cabinet_contract_view_note (self->view, note);
  /* The sign-in has read the overview; the ledger is still to come. */
  if (account != NULL)
    cabinet_account_refresh_async (account, NULL, NULL, NULL);
}

static void
show_sign_in (CabinetWindow *self, GtkWidget *page)
{
  if (CABINET_IS_SIGN_IN_PAGE (page))
    g_signal_connect_object (page, "signed-in", G_CALLBACK (on_signed_in), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->sign_in_place, page);
  gtk_stack_set_visible_child_name (self->stack, "sign-in");
  gtk_widget_grab_focus (page);
}

static void
on_provider_chosen (CabinetWindow *self, CabinetProviderInfo *provider)
{
  show_sign_in (self, cabinet_sign_in_page_new (self->household, provider));
}

static void
on_add_by_address (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;
  GtkWidget *page = cabinet_address_page_new ();

  g_signal_connect_object (page, "provider-chosen", G_CALLBACK (on_provider_chosen), self, G_CONNECT_SWAPPED);
  show_sign_in (self, page);
}

static gboolean
is_empty (CabinetWindow *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->household)) == 0;
}

static void
show_none (CabinetWindow *self)
{
  self->all_shown = FALSE;
  cabinet_contract_view_set_account (self->view, NULL);
  cabinet_sidebar_set_selected (self->sidebar, NULL);
  update_fold (self);
  update_actions (self);
  leave_pages (self);
  show_adding (self);
}

static void
show_adding (CabinetWindow *self)
{
  GtkWidget *page;

  if (adw_bin_get_child (self->adding_place) == NULL)
    {
      page = cabinet_first_run_page_new (self->household, !is_empty (self));
      g_signal_connect_object (page, "provider-chosen", G_CALLBACK (on_provider_chosen), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (page, "signed-in", G_CALLBACK (on_signed_in), self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->adding_place, page);
    }
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, "adding");
  adw_bin_set_child (self->sign_in_place, NULL);
}

/* The shown contract may have been removed, here or by another process. */
static void
on_household_changed (CabinetWindow *self, guint position)
{
  CabinetAccount *shown = cabinet_contract_view_get_account (self->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->household));
  g_autoptr (CabinetAccount) next = NULL;

  for (guint i = 0; shown != NULL && i < n; i++)
    {
      g_autoptr (CabinetAccount) account = g_list_model_get_item (G_LIST_MODEL (self->household), i);

      if (account == shown && !(self->all_shown && n == 1))
        return;
    }
  if (shown == NULL && !self->all_shown)
    return;
  if (n == 0)
    {
      show_none (self);
      return;
    }
  next = g_list_model_get_item (G_LIST_MODEL (self->household), MIN (position, n - 1));
  if (may_show_all (self) && self->all_shown)
    cabinet_contract_view_set_account (self->view, next);
  else
    cabinet_window_choose (self, next);
}

static void
on_add_contract (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;

  if (self->household != NULL)
    show_adding (self);
}

/* Closes what the shown page has opened; FALSE = nothing to close. */
static gboolean
step_back (CabinetWindow *self)
{
  if (self->all_shown)
    return cabinet_household_page_step_back (CABINET_HOUSEHOLD_PAGE (adw_bin_get_child (self->all_place)));
  return cabinet_contract_view_step_back (self->view);
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *adding = adw_bin_get_child (self->adding_place);

  if (g_strcmp0 (page, "sign-in") == 0 && adding != NULL)
    show_adding (self);
  else if (g_strcmp0 (page, "sign-in") == 0 || (g_strcmp0 (page, "adding") == 0 && !is_empty (self)))
    show_household (self);
  else if (g_strcmp0 (page, "household") != 0 || step_back (self))
    return;
  else if (cabinet_adaptive_bin_get_narrow (self->bin))
    {
      self->list_shown = TRUE;
      update_fold (self);
      cabinet_sidebar_focus_list (self->sidebar);
    }
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;

  if (self->all_shown)
    cabinet_household_page_find (CABINET_HOUSEHOLD_PAGE (adw_bin_get_child (self->all_place)));
  else
    cabinet_contract_view_find (self->view);
}

static void
on_show_page (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cabinet_contract_view_show_page (CABINET_WINDOW (user_data)->view, g_variant_get_string (parameter, NULL));
}

static void
on_tell_support (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cabinet_contract_view_tell_support (CABINET_WINDOW (user_data)->view,
                                      g_variant_get_string (parameter, NULL));
}

static void
on_top_up (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *currency;
  CabinetMoney amount;
  gint64 micros;

  g_variant_get (parameter, "(x&s)", &micros, &currency);
  amount = cabinet_money (micros, currency);
  cabinet_contract_view_top_up (CABINET_WINDOW (user_data)->view, &amount);
}

static void
on_refresh (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;
  CabinetAccount *account = cabinet_window_get_account (self);

  if (account != NULL)
    cabinet_account_refresh_async (account, NULL, NULL, NULL);
  else if (self->refresher != NULL)
    cabinet_refresher_refresh_all (self->refresher);
}

static void
on_refresh_all (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;

  if (self->refresher != NULL)
    cabinet_refresher_refresh_all (self->refresher);
}

static void
on_sign_in_again (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;
  CabinetAccount *account = cabinet_contract_view_get_account (self->view);

  if (account != NULL)
    show_sign_in (self, cabinet_sign_in_page_new_again (self->household, account));
}

static void
show_trouble (CabinetWindow *self, const GError *trouble)
{
  adw_bin_set_child (self->trouble_place, cabinet_trouble_page_new (trouble));
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

/* After the first frame: what happened to the kept data, then the network. */
static void
start_refreshing (CabinetWindow *self)
{
  if (self->household == NULL)
    return;
  if (self->refresher == NULL)
    {
      self->refresher = cabinet_refresher_new (self->household, self->settings);
      g_signal_connect_object (self->refresher, "trouble", G_CALLBACK (cabinet_dialog_tell_trouble), self,
                               G_CONNECT_SWAPPED);
    }
  cabinet_refresher_start (self->refresher);
}

/* The first frame shows what the archive holds: one small read, no keyring, no network. */
static void
open_household (CabinetWindow *self)
{
  CabinetApplication *application = CABINET_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  const GError *trouble = NULL;
  g_autofree char *last = g_settings_get_string (self->settings, "contract");
  g_autoptr (CabinetAccount) account = NULL;

  self->household = cabinet_application_get_household (application, &trouble);
  if (self->household == NULL)
    {
      show_trouble (self, trouble);
      return;
    }
  g_object_ref (self->household);
  adw_bin_set_child (self->trouble_place, NULL);
  cabinet_sidebar_set_household (self->sidebar, self->household);
  g_signal_connect_object (self->household, "items-changed", G_CALLBACK (on_household_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  account = cabinet_household_lookup (self->household, last, NULL);
  if (account != NULL && cabinet_account_get_hidden (account))
    g_clear_object (&account);
  if (account == NULL)
    account = g_list_model_get_item (G_LIST_MODEL (self->household), 0);
  if (g_str_equal (last, ALL_CONTRACTS) && may_show_all (self))
    show_all (self);
  else if (account != NULL)
    cabinet_window_choose (self, account);
  else
    show_adding (self);
}

static void
on_retry_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetWindow *self = user_data;

  if (self->household != NULL)
    return;
  open_household (self);
  start_refreshing (self);
}

static const GActionEntry actions[] = {
  { "add-contract", on_add_contract, NULL, NULL, NULL },
  { "add-by-address", on_add_by_address, NULL, NULL, NULL },
  { "all-contracts", on_all_contracts, NULL, NULL, NULL },
  { "back", on_back, NULL, NULL, NULL },
  { "find", on_find, NULL, NULL, NULL },
  { "refresh", on_refresh, NULL, NULL, NULL },
  { "refresh-all", on_refresh_all, NULL, NULL, NULL },
  { "retry-open", on_retry_open, NULL, NULL, NULL },
  { "show-page", on_show_page, "s", NULL, NULL },
  { "sign-in-again", on_sign_in_again, NULL, NULL, NULL },
  { "tell-support", on_tell_support, "s", NULL, NULL },
  { "top-up", on_top_up, "(xs)", NULL, NULL },
};

static gboolean
on_first_frame_drawn (gpointer data)
{
  CabinetWindow *self = data;

  self->start = 0;
  /* Under X11 this draws the icon in several sizes. */
  gtk_window_set_default_icon_name (CABINET_APP_ID);
  start_refreshing (self);
  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock, CabinetWindow *self)
{
  g_signal_handler_disconnect (clock, self->after_paint);
  self->after_paint = 0;
  self->start = g_idle_add_full (G_PRIORITY_LOW, on_first_frame_drawn, self, NULL);
}

static void
cabinet_window_map (GtkWidget *widget)
{
  CabinetWindow *self = CABINET_WINDOW (widget);

  GTK_WIDGET_CLASS (cabinet_window_parent_class)->map (widget);
  if (self->refresher == NULL && self->after_paint == 0 && self->start == 0)
    self->after_paint = g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint",
                                          G_CALLBACK (on_after_paint), self);
}

static void
cabinet_window_unmap (GtkWidget *widget)
{
  CabinetWindow *self = CABINET_WINDOW (widget);

  if (self->after_paint != 0)
    g_signal_handler_disconnect (gtk_widget_get_frame_clock (widget), self->after_paint);
  self->after_paint = 0;
  GTK_WIDGET_CLASS (cabinet_window_parent_class)->unmap (widget);
}

static void
cabinet_window_dispose (GObject *object)
{
  CabinetWindow *self = CABINET_WINDOW (object);

  g_clear_handle_id (&self->start, g_source_remove);
  g_clear_object (&self->refresher);
  if (self->household != NULL)
    g_signal_handlers_disconnect_by_data (self->household, self);
  g_clear_object (&self->household);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (cabinet_window_parent_class)->dispose (object);
}

static void
cabinet_window_class_init (CabinetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_window_dispose;
  widget_class->map = cabinet_window_map;
  widget_class->unmap = cabinet_window_unmap;

  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_SIDEBAR);
  g_type_ensure (CABINET_TYPE_CONTRACT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, separator);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, view);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, all_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, adding_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, sign_in_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetWindow, trouble_place);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
}

static void
cabinet_window_init (CabinetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  cabinet_window_add_contract_actions (self);
  g_signal_connect_object (self->bin, "notify::narrow", G_CALLBACK (update_fold), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cabinet_window_new (CabinetApplication *application)
{
  CabinetWindow *self = g_object_new (CABINET_TYPE_WINDOW, "application", application, NULL);
  int width, height;

  self->settings = g_object_ref (cabinet_application_get_settings (application));
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  cabinet_contract_view_set_settings (self->view, self->settings);

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  cabinet_adaptive_bin_expect_width (self->bin, width);
  cabinet_contract_view_expect_width (
    self->view, cabinet_adaptive_bin_get_narrow (self->bin) ? width : width - SIDEBAR_WIDTH);
  update_fold (self);
  update_actions (self);
  open_household (self);
  return GTK_WIDGET (self);
}

/** cabinet_window_get_account: the contract that is shown (transfer none), NULL = none, or all. */
CabinetAccount *
cabinet_window_get_account (CabinetWindow *self)
{
  g_return_val_if_fail (CABINET_IS_WINDOW (self), NULL);
  return self->all_shown ? NULL : cabinet_contract_view_get_account (self->view);
}
