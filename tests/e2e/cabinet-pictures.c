/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drives the real window over the demo and saves pictures of what it shows.
 *
 * cabinet-pictures tour DIR      as a new user: one picture of each page, wide and light
 * cabinet-pictures every DIR     every page, wide and narrow, light and dark
 * cabinet-pictures payments DIR of these only what has to do with paying
 * cabinet-pictures household DIR of these only what has to do with several contracts
 * cabinet-pictures offline DIR   what is left of the accounts that `every` made when the demo cannot be had
 * cabinet-pictures large DIR     the pages of these accounts with text of 150 %
 * cabinet-pictures system DIR NAME URL LOGIN PASSWORD
 *                                the pages of a contract at a billing system that answers at URL
 *
 * A picture that still shows a loading state, or has another width than it was given, fails the run. */
#include "cabinet-config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "cabinet-address-page.h"
#include "cabinet-conversation.h"
#include "cabinet-descriptors.h"
#include "cabinet-found-list.h"
#include "cabinet-guest-form.h"
#include "cabinet-i18n.h"
#include "cabinet-preferences-window.h"
#include "cabinet-sign-in-page.h"
#include "cabinet-tariff-page.h"
#include "cabinet-top-ups.h"
#include "cabinet-window.h"
#include "pay-client.h"
#include "picture.h"
#include "tour.h"

static void
show_statement (Tour *tour)
{
  tour_widen (tour);
  tour_act (tour, "show-page", g_variant_new_string ("statement"));
}

/* A run that is open, with some of its operations selected. */
static void
show_selected (Tour *tour)
{
  GtkWidget *list = picture_find (GTK_WIDGET (tour->window), GTK_TYPE_LIST_VIEW, NULL);

  gtk_widget_activate_action (list, "list.activate-item", "u", 1);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 2, FALSE, FALSE);
  gtk_widget_activate_action (list, "list.select-item", "(ubb)", 4, FALSE, TRUE);
  tour_save (tour, "statement-selected");
}

typedef struct
{
  CabinetTopUp *top_up;
  CabinetTopUpState state;
} Awaited;

static gboolean
has_state (gpointer user_data)
{
  Awaited *awaited = user_data;

  return cabinet_top_up_get_state (awaited->top_up) == awaited->state;
}

static CabinetPaymentMethod *
find_way (CabinetTopUps *top_ups, const char *id)
{
  GListModel *methods = cabinet_top_ups_get_methods (top_ups);

  for (guint i = 0; i < g_list_model_get_n_items (methods); i++)
    {
      CabinetPaymentMethod *method = cabinet_list_peek (methods, i);

      if (g_str_equal (method->id, id))
        return method;
    }
  return NULL;
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetTopUp **top_up = user_data;

  *top_up = cabinet_top_ups_create_finish (CABINET_TOP_UPS (source), result, NULL);
}

static gboolean
is_there (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

/* A payment on its way shows itself; made here, no browser is opened for it. @card: (nullable): what is typed
 * on its page. What was shown before is put away by its button. */
static void
show_life_line (
  Tour *tour, const char *page, const char *way, int sum, const char *card, CabinetTopUpState state)
{
  CabinetTopUps *top_ups = cabinet_account_get_top_ups (cabinet_window_get_account (tour->window));
  CabinetPaymentMethod *method = find_way (top_ups, way);
  CabinetMoney amount = cabinet_money (sum * CABINET_MONEY_UNIT, "RUB");
  g_autoptr (CabinetTopUp) top_up = NULL;
  Awaited awaited = { NULL, state };

  if (method == NULL)
    {
      tour_fail (tour, page, "has no such way to pay");
      return;
    }
  cabinet_top_ups_create_async (top_ups, &amount, method, NULL, "cabinet:payment", NULL, on_created, &top_up);
  if (!picture_wait (is_there, &top_up, 30))
    {
      tour_fail (tour, page, "was not made");
      return;
    }
  awaited.top_up = top_up;
  if (card != NULL)
    page_free (page_pay (cabinet_top_up_get_payment (top_up)->confirmation_url, card));
  if (!picture_wait (has_state, &awaited, 60))
    tour_fail (tour, page, "did not come so far");
  picture_pause (300);
  tour_save (tour, page);
  tour_widen (tour);
}

static void
put_away (Tour *tour, const char *label)
{
  tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, label));
}

/* A payment in every state that people see for long. */
static void
show_payments (Tour *tour)
{
  show_life_line (tour, "top-up-life-line", "card", 500, NULL, CABINET_TOP_UP_WAITING);
  put_away (tour, "Pay another sum");
  show_life_line (tour, "top-up-code", "sbp", 500, NULL, CABINET_TOP_UP_WAITING);
  put_away (tour, "Pay another sum");
  show_life_line (tour, "top-up-declined", "card", 500, "4000 0000 0000 9995", CABINET_TOP_UP_DECLINED);
  put_away (tour, "Done");
}

/* Of a contract whose line is slow until it is paid. */
static void
show_debt (Tour *tour)
{
  tour_show_page (tour, "top-up");
  tour_save (tour, "top-up-debt");
  show_life_line (tour, "top-up-paid", "card", 1830, "4000 0000 0000 5100", CABINET_TOP_UP_PAID);
}

static void
show_paying (Tour *tour)
{
  tour_choose (tour, 0);
  tour_show_page (tour, "top-up");
  tour_save (tour, "top-up");
  show_payments (tour);
  tour_choose (tour, 1);
  show_debt (tour);
}

/* Support and payments of the contract that is shown. */
static void
show_doing (Tour *tour)
{
  tour_show_page (tour, "support");
  tour_save (tour, "support");
  if (tour->every)
    tour_show_writing (tour);
  tour_show_page (tour, "top-up");
  tour_save (tour, "top-up");
  if (!tour->every)
    return;
  show_payments (tour);
  tour_show_news (tour);
}

static gboolean
has_sign_in (gpointer user_data)
{
  Tour *tour = user_data;

  return picture_find (GTK_WIDGET (tour->window), CABINET_TYPE_SIGN_IN_PAGE, NULL) != NULL;
}

static GtkWidget *
find_tariff (Tour *tour)
{
  return picture_find (GTK_WIDGET (tour->window), GTK_TYPE_CHECK_BUTTON, NULL);
}

static gboolean
has_tariffs (gpointer user_data)
{
  return find_tariff (user_data) != NULL;
}

/* With the speed boost chosen, the last of the services: it is paid once and ends by itself. */
static void
show_boost (Tour *tour)
{
  GtkWidget *page;
  GtkWidget *toggle = NULL;

  tour_widen (tour);
  page = picture_find (GTK_WIDGET (tour->window), CABINET_TYPE_TARIFF_PAGE, NULL);
  gtk_widget_activate_action (page, "tariff.back", NULL);
  for (GtkWidget *row = picture_find (page, GTK_TYPE_LIST_BOX_ROW, NULL); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    toggle = g_object_get_data (G_OBJECT (row), "switch");
  if (toggle == NULL)
    {
      tour_fail (tour, "tariff-boost", "has no boost to choose");
      return;
    }
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  tour_save (tour, "tariff-boost");
  tour_widen (tour);
  gtk_widget_activate_action (page, "tariff.back", NULL);
}

/* With the third tariff chosen, as before and after stand side by side. */
static void
show_tariff (Tour *tour)
{
  GtkWidget *tariff;

  tour_widen (tour);
  tour_act (tour, "show-page", g_variant_new_string ("tariff"));
  if (!picture_wait (has_tariffs, tour, 30))
    {
      tour_fail (tour, "tariff", "was not read");
      return;
    }
  if (tour->every)
    tour_save (tour, "tariff-list");
  tour_widen (tour);
  tariff = find_tariff (tour);
  for (guint i = 0; i < 2 && tariff != NULL; i++)
    tariff = gtk_widget_get_next_sibling (tariff);
  if (!GTK_IS_CHECK_BUTTON (tariff))
    {
      tour_fail (tour, "tariff", "has no third one to choose");
      return;
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tariff), TRUE);
  tour_save (tour, "tariff");
  if (tour->every)
    show_boost (tour);
}

static void
show_sign_in (Tour *tour)
{
  g_autoptr (CabinetProviderInfo) descriptor = cabinet_descriptors_lookup ("tctr", NULL);

  tour_widen (tour);
  tour_act (tour, "add-contract", NULL);
  tour_save (tour, "add-contract");
  tour_widen (tour);
  tour_act (tour, "add-by-address", NULL);
  tour_save (tour, "address");
  if (tour->every)
    {
      tour_widen (tour);
      tour_type (tour, CABINET_TYPE_ADDRESS_PAGE, ADW_TYPE_ENTRY_ROW, "http://cabinet.example.org");
      tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Look there"));
      tour_save (tour, "address-refused");
    }
  tour_widen (tour);
  tour_act (tour, "back", NULL);
  if (tour_press (tour, ADW_TYPE_ACTION_ROW, descriptor->name))
    {
      if (picture_wait (has_sign_in, tour, 30))
        tour_save (tour, "sign-in");
      else
        tour_fail (tour, "sign-in", "was not shown");
    }
  tour_act (tour, "back", NULL);
  tour_act (tour, "back", NULL);
}

static gboolean
has_guest (gpointer user_data)
{
  Tour *tour = user_data;
  CabinetAccount *account = cabinet_window_get_account (tour->window);

  return account != NULL && cabinet_account_get_guest (account) && !cabinet_account_get_refreshing (account)
         && picture_find (GTK_WIDGET (tour->window), GTK_TYPE_TEXT_VIEW, NULL) != NULL;
}

/* Fills the first entry, which is the name. */
static void
type_name (Tour *tour, const char *name)
{
  GtkWidget *entry = picture_find (GTK_WIDGET (tour->window), CABINET_TYPE_GUEST_FORM, NULL);

  entry = entry != NULL ? picture_find (entry, ADW_TYPE_ENTRY_ROW, NULL) : NULL;
  if (entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), name);
  else
    tour_fail (tour, "guest", "has no field for a name");
}

/* Who writes without signing in: the way there, the form, the conversation. */
static void
show_guest (Tour *tour)
{
  gboolean ru = g_str_equal (tour->language, "ru");
  g_autoptr (CabinetProviderInfo) descriptor = cabinet_descriptors_lookup ("tomtel", NULL);
  const char *question =
    ru ? "Здравствуйте! Есть ли ваша сеть в Северске, на Солнечной, 12?" : "Is there a line in Seversk?";

  tour_widen (tour);
  tour_act (tour, "add-contract", NULL);
  if (!tour_press (tour, ADW_TYPE_ACTION_ROW, descriptor->name) || !picture_wait (has_sign_in, tour, 30))
    return;
  tour_save (tour, "sign-in-tomtel");
  tour_widen (tour);
  tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Write to support without signing in"));
  type_name (tour, ru ? "Вера" : "Vera");
  tour_save (tour, "guest");
  tour_widen (tour);
  tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Write to support"));
  if (!picture_wait (has_guest, tour, 60))
    {
      tour_fail (tour, "guest", "was not let in");
      return;
    }
  tour_save (tour, "guest-support-empty");
  cabinet_conversation_send_async (
    cabinet_account_get_conversation (cabinet_window_get_account (tour->window)), NULL, NULL, question, NULL,
    NULL, NULL, NULL);
  picture_pause (3000);
  tour_save (tour, "guest-support");
}

static void
show_preferences (Tour *tour)
{
  GtkWidget *window =
    cabinet_preferences_window_new (cabinet_application_get_settings (tour->application),
                                    cabinet_application_get_household (tour->application, NULL));

  gtk_window_present (GTK_WINDOW (window));
  picture_pause (100);
  tour_save_in (tour, GTK_WINDOW (window), "preferences");
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
shows_found (gpointer window)
{
  return picture_find (window, CABINET_TYPE_FOUND_LIST, NULL) != NULL;
}

/* What is found in all contracts, and nothing. */
static void
show_search (Tour *tour)
{
  GtkWidget *window = GTK_WIDGET (tour->window);
  GtkWidget *entry;

  tour_act (tour, "find-in-all", NULL);
  entry = picture_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), g_str_equal (tour->language, "ru") ? "октябрь" : "october");
  if (!picture_wait (shows_found, window, 10))
    tour_fail (tour, "search", "found nothing within ten seconds");
  tour_save (tour, "search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyz");
  picture_pause (500);
  tour_save (tour, "search-nothing");
  /* From one of them to where it stands in its contract. */
  tour_widen (tour);
  gtk_editable_set_text (GTK_EDITABLE (entry), g_str_equal (tour->language, "ru") ? "октябрь" : "october");
  picture_pause (500);
  gtk_widget_activate_action (picture_find (window, GTK_TYPE_LIST_VIEW, NULL), "list.activate-item", "u", 61);
  tour_save (tour, "search-chosen");
  tour_widen (tour);
  tour_act (tour, "all-contracts", NULL);
  tour_act (tour, "back", NULL);
}

/* All contracts; the list of them stands alone only when the window is narrow. */
static void
show_household (Tour *tour)
{
  tour_widen (tour);
  tour_act (tour, "all-contracts", NULL);
  tour_save (tour, "all-contracts");
  show_search (tour);
  tour_save_narrow (tour, "household", "back");
}

static void
show_first_run (Tour *tour)
{
  tour_save (tour, "first-run");
  tour_widen (tour);
  if (!tour_press (tour, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Try the demo")))
    return;
  if (!picture_wait (tour_has_read_account, tour, 60))
    tour_fail (tour, "demo", "was not read within a minute");
}

static void
add_household (Tour *tour)
{
  gboolean ru = g_str_equal (tour->language, "ru");

  tour_add_contract (tour, "telemir", "48-11702", NULL, ru ? "Родители" : "Parents");
  tour_add_contract (tour, "mts", "12345", NULL, ru ? "ТВ на даче" : "TV at the dacha");
  tour_add_contract (tour, "centra", "12345", NULL, ru ? "Мастерская" : "Workshop");
  tour_add_contract (tour, "tctr", "12345", "cable", NULL);
  tour_act (tour, "refresh-all", NULL);
  if (!picture_wait (tour_is_quiet, cabinet_application_get_household (tour->application, NULL), 60))
    tour_fail (tour, "household", "was not read within a minute");
}

static void
run_tour (Tour *tour)
{
  if (g_str_equal (tour->mode, "offline"))
    {
      tour_choose (tour, 0);
      tour_save (tour, "overview-offline");
      show_statement (tour);
      tour_save (tour, "statement-offline");
      tour_show_queued (tour);
      return;
    }
  if (g_str_equal (tour->mode, "large"))
    {
      tour_choose (tour, 0);
      tour_show_large (tour);
      return;
    }
  if (g_str_equal (tour->mode, "system"))
    {
      tour_show_system (tour, tour->words[0], tour->words[1], tour->words[2], tour->words[3]);
      return;
    }
  show_first_run (tour);
  if (tour->failures > 0)
    return;
  if (g_str_equal (tour->mode, "payments"))
    {
      tour_add_contract (tour, "telemir", "48-11702", NULL, NULL);
      show_paying (tour);
      return;
    }
  if (tour->every)
    add_household (tour);
  if (g_str_equal (tour->mode, "household"))
    {
      show_household (tour);
      return;
    }
  tour_choose (tour, 0);
  tour_save (tour, "overview");
  show_statement (tour);
  tour_save (tour, "statement");
  if (tour->every)
    show_selected (tour);
  show_tariff (tour);
  show_doing (tour);
  if (tour->every)
    {
      tour_choose (tour, 1);
      tour_save (tour, "overview-debt");
      show_debt (tour);
      tour_choose (tour, 1);
      tour_save (tour, "overview-paid");
      tour_choose (tour, 3);
      show_statement (tour);
      tour_save (tour, "statement-services");
      tour_choose (tour, 4);
      tour_show_offers (tour);
      show_guest (tour);
      tour_choose (tour, 0);
      show_household (tour);
      tour_choose (tour, 0);
    }
  show_sign_in (tour);
  show_preferences (tour);
}

static gboolean
begin (gpointer user_data)
{
  Tour *tour = user_data;

  tour->window = CABINET_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (tour->application)));
  picture_dress ();
  picture_pause (200);
  run_tour (tour);
  g_application_quit (G_APPLICATION (tour->application));
  return G_SOURCE_REMOVE;
}

/* Text of 150 %, as the desktop's setting tells GTK of it. */
static void
on_startup (GApplication *application, gpointer user_data)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * 3 / 2, NULL);
}

static void
on_activate (GApplication *application, gpointer user_data)
{
  g_idle_add (begin, user_data);
}

int
main (int argc, char **argv)
{
  g_autoptr (CabinetApplication) application = NULL;
  Tour tour = { 0 };

  if (argc != (argc > 1 && g_str_equal (argv[1], "system") ? 7 : 3))
    {
      g_printerr ("usage: cabinet-pictures tour|every|payments|household|offline|large DIR\n"
                  "       cabinet-pictures system DIR NAME URL LOGIN PASSWORD\n");
      return 2;
    }
  tour.mode = argv[1];
  tour.words = argv + 3;
  tour.directory = argv[2];
  tour.every = !g_str_equal (tour.mode, "tour");
  tour.language = g_strcmp0 (g_getenv ("LANGUAGE"), "ru") == 0 ? "ru" : "en";
  cabinet_init_i18n ();
  application = cabinet_application_new (G_APPLICATION_NON_UNIQUE);
  tour.application = application;
  if (g_str_equal (tour.mode, "large"))
    g_signal_connect_after (application, "startup", G_CALLBACK (on_startup), NULL);
  g_signal_connect_after (application, "activate", G_CALLBACK (on_activate), &tour);
  g_application_run (G_APPLICATION (application), 1, argv);
  return tour.failures > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
