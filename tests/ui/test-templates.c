/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Too-new properties in .ui files are no compile errors: each template must be built once. */
#include "ui-test.h"

#include "cabinet-address-page.h"
#include "cabinet-archive-group.h"
#include "cabinet-balance-card.h"
#include "cabinet-change-pane.h"
#include "cabinet-chart-card.h"
#include "cabinet-composer.h"
#include "cabinet-contacts-card.h"
#include "cabinet-contract-bar.h"
#include "cabinet-contract-row.h"
#include "cabinet-contract-view.h"
#include "cabinet-due-card.h"
#include "cabinet-effect-card.h"
#include "cabinet-first-run-page.h"
#include "cabinet-found-list.h"
#include "cabinet-guest-form.h"
#include "cabinet-household-card.h"
#include "cabinet-household-page.h"
#include "cabinet-household-row.h"
#include "cabinet-life-line.h"
#include "cabinet-message-list.h"
#include "cabinet-news-page.h"
#include "cabinet-notice-bar.h"
#include "cabinet-operation-details.h"
#include "cabinet-overview-page.h"
#include "cabinet-period-button.h"
#include "cabinet-preferences-window.h"
#include "cabinet-recent-card.h"
#include "cabinet-services-card.h"
#include "cabinet-sidebar.h"
#include "cabinet-sign-in-form.h"
#include "cabinet-sign-in-page.h"
#include "cabinet-spending-cards.h"
#include "cabinet-state-page.h"
#include "cabinet-statement-filters.h"
#include "cabinet-statement-form.h"
#include "cabinet-statement-page.h"
#include "cabinet-statement-table.h"
#include "cabinet-step-form.h"
#include "cabinet-support-page.h"
#include "cabinet-tariff-page.h"
#include "cabinet-top-up-form.h"
#include "cabinet-top-up-page.h"
#include "cabinet-ui.h"

static GHashTable *
collect_types (void)
{
  GType types[] = {
    CABINET_TYPE_ADDRESS_PAGE,
    CABINET_TYPE_ARCHIVE_GROUP,
    CABINET_TYPE_BALANCE_CARD,
    CABINET_TYPE_CHART_CARD,
    CABINET_TYPE_CONTACTS_CARD,
    CABINET_TYPE_CONTRACT_BAR,
    CABINET_TYPE_CONTRACT_ROW,
    CABINET_TYPE_CONTRACT_VIEW,
    CABINET_TYPE_DUE_CARD,
    CABINET_TYPE_EFFECT_CARD,
    CABINET_TYPE_FIRST_RUN_PAGE,
    CABINET_TYPE_FOUND_LIST,
    CABINET_TYPE_GUEST_FORM,
    CABINET_TYPE_HOUSEHOLD_CARD,
    CABINET_TYPE_HOUSEHOLD_PAGE,
    CABINET_TYPE_HOUSEHOLD_ROW,
    CABINET_TYPE_MESSAGE_LIST,
    CABINET_TYPE_NOTICE_BAR,
    CABINET_TYPE_OPERATION_DETAILS,
    CABINET_TYPE_OVERVIEW_PAGE,
    CABINET_TYPE_PERIOD_BUTTON,
    CABINET_TYPE_PREFERENCES_WINDOW,
    CABINET_TYPE_RECENT_CARD,
    CABINET_TYPE_SERVICES_CARD,
    CABINET_TYPE_SIDEBAR,
    CABINET_TYPE_SIGN_IN_FORM,
    CABINET_TYPE_SIGN_IN_PAGE,
    CABINET_TYPE_SPENDING_CARDS,
    CABINET_TYPE_STATE_PAGE,
    CABINET_TYPE_STATEMENT_FILTERS,
    CABINET_TYPE_STATEMENT_FORM,
    CABINET_TYPE_STATEMENT_PAGE,
    CABINET_TYPE_STATEMENT_TABLE,
    CABINET_TYPE_STEP_FORM,
    CABINET_TYPE_WINDOW,
    CABINET_TYPE_CHANGE_PANE,
    CABINET_TYPE_COMPOSER,
    CABINET_TYPE_LIFE_LINE,
    CABINET_TYPE_SUPPORT_PAGE,
    CABINET_TYPE_TARIFF_PAGE,
    CABINET_TYPE_TOP_UP_FORM,
    CABINET_TYPE_TOP_UP_PAGE,
    CABINET_TYPE_NEWS_PAGE,
  };
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_hash_table_insert (names, g_strdup (g_type_name (types[i])), GSIZE_TO_POINTER (types[i]));
  return names;
}

static void
build (const char *file, GHashTable *types)
{
  g_autofree char *path = g_build_filename (CABINET_UI_RESOURCE, file, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("<template class=\"(\\w+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  GObject *widget;

  if (!g_regex_match (regex, text, 0, &match))
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
      GObject *window = gtk_builder_get_object (builder, "shortcuts");

      if (window != NULL)
        gtk_window_destroy (GTK_WINDOW (window));
      return;
    }
  name = g_match_info_fetch (match, 1);
  g_test_message ("%s", name);
  g_assert_true (g_hash_table_contains (types, name)); /* a new template: add it to the list above */
  widget = g_object_new (GPOINTER_TO_SIZE (g_hash_table_lookup (types, name)), NULL);
  g_object_ref_sink (widget);
  g_object_add_weak_pointer (widget, (gpointer *) &widget);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
  ui_test_pause (20);
  g_assert_null (widget);
}

static void
test_templates (void)
{
  g_autoptr (GHashTable) types = collect_types ();
  g_auto (GStrv) files = g_resources_enumerate_children (CABINET_UI_RESOURCE, 0, NULL);
  guint built = 0;

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], ".ui"))
      {
        build (files[i], types);
        built++;
      }
  g_assert_cmpuint (built, >=, g_hash_table_size (types));
}

/* An icon that is not there shows as a broken picture: every name that is used must be drawn. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto (GStrv) files = g_resources_enumerate_children (CABINET_UI_RESOURCE, 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("cabinet-[a-z-]+-symbolic", 0, 0, NULL);

  gtk_icon_theme_add_resource_path (theme, CABINET_UI_RESOURCE "/icons");
  g_assert_true (gtk_icon_theme_has_icon (theme, "org.example.Cabinet"));
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (CABINET_UI_RESOURCE, files[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autofree char *text = NULL;
      g_autoptr (GMatchInfo) match = NULL;

      if (bytes == NULL)
        continue;
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_autofree char *icon = g_match_info_fetch (match, 0);

          g_test_message ("%s: %s", files[i], icon);
          g_assert_true (gtk_icon_theme_has_icon (theme, icon));
        }
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  cabinet_ui_init ();
  adw_init ();

  g_test_add_func ("/ui/templates/build", test_templates);
  g_test_add_func ("/ui/templates/icons", test_icons);

  return g_test_run ();
}
