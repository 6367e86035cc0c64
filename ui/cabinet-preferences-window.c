/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "cabinet-archive-group.h"
#include "cabinet-contract-actions.h"
#include "cabinet-mark.h"
#include "cabinet-ui.h"

struct _CabinetPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *theme;
  AdwComboRow *interval;
  GtkWidget *metered_row;
  GtkSwitch *metered;
  GtkListBox *list;
  CabinetArchiveGroup *archive;

  GSettings *settings;
  CabinetHousehold *household; /* nullable */
};

/* In the order of the lists in the template. */
static const char *const themes[] = { "follow", "light", "dark" };
static const int intervals[] = { 0, 15, 30, 60, 360 };

G_DEFINE_FINAL_TYPE (CabinetPreferencesWindow, cabinet_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
on_theme_selected (CabinetPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->theme);

  if (self->settings != NULL && selected < G_N_ELEMENTS (themes))
    g_settings_set_string (self->settings, "theme", themes[selected]);
}

/* Without an interval nothing is read unasked, over whatever connection. */
static void
show_metered (CabinetPreferencesWindow *self, guint interval)
{
  gtk_widget_set_sensitive (self->metered_row, interval > 0);
}

static void
on_interval_selected (CabinetPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->interval);

  if (self->settings != NULL && selected < G_N_ELEMENTS (intervals))
    g_settings_set_int (self->settings, "refresh-interval", intervals[selected]);
  show_metered (self, selected);
}

static void
show_settings (CabinetPreferencesWindow *self, GSettings *settings)
{
  g_autofree char *theme = g_settings_get_string (settings, "theme");
  int minutes = g_settings_get_int (settings, "refresh-interval");
  guint nearest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (theme, themes[i]))
      adw_combo_row_set_selected (self->theme, i);
  /* A value set by hand shows as the nearest one and stays until it is changed here. */
  for (guint i = 1; i < G_N_ELEMENTS (intervals); i++)
    if (ABS (intervals[i] - minutes) < ABS (intervals[nearest] - minutes))
      nearest = i;
  adw_combo_row_set_selected (self->interval, nearest);
  show_metered (self, nearest);
}

static void
on_forget (CabinetPreferencesWindow *self, GtkButton *button)
{
  cabinet_contract_remove (GTK_WINDOW (self), self->household,
                           g_object_get_data (G_OBJECT (button), "account"));
}

static void
on_unhide (CabinetPreferencesWindow *self, GtkButton *button)
{
  cabinet_contract_unhide (GTK_WINDOW (self), g_object_get_data (G_OBJECT (button), "account"));
}

static GtkWidget *
make_button (CabinetPreferencesWindow *self, CabinetAccount *account, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CabinetPreferencesWindow *self = user_data;
  CabinetAccount *account = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *unhide = make_button (self, account, _ ("Show"), G_CALLBACK (on_unhide));
  GtkWidget *forget = make_button (self, account, _ ("Forget…"), G_CALLBACK (on_forget));
  g_autofree char *number = cabinet_account_dup_number_words (account);
  g_autofree char *subtitle =
    g_strdup_printf ("%s · %s", cabinet_account_get_provider_name (account), number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (account, "display-name", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (account, "hidden", unhide, "visible", G_BINDING_SYNC_CREATE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             cabinet_mark_new (cabinet_account_get_provider_info (account), 28));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), unhide);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), forget);
  return row;
}

static void
cabinet_preferences_window_dispose (GObject *object)
{
  CabinetPreferencesWindow *self = CABINET_PREFERENCES_WINDOW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->household);
  G_OBJECT_CLASS (cabinet_preferences_window_parent_class)->dispose (object);
}

static void
cabinet_preferences_window_class_init (CabinetPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_preferences_window_dispose;
  g_type_ensure (CABINET_TYPE_ARCHIVE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CABINET_UI_RESOURCE "/cabinet-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, theme);
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, interval);
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, metered_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, metered);
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, CabinetPreferencesWindow, archive);
  gtk_widget_class_bind_template_callback (widget_class, on_theme_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_interval_selected);
}

static void
cabinet_preferences_window_init (CabinetPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** cabinet_preferences_window_new: @household is nullable. */
GtkWidget *
cabinet_preferences_window_new (GSettings *settings, CabinetHousehold *household)
{
  CabinetPreferencesWindow *self = g_object_new (CABINET_TYPE_PREFERENCES_WINDOW, NULL);

  show_settings (self, settings);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "refresh-metered", self->metered, "active", G_SETTINGS_BIND_DEFAULT);
  cabinet_archive_group_set_household (self->archive, household);
  if (household != NULL)
    {
      self->household = g_object_ref (household);
      gtk_list_box_bind_model (self->list, cabinet_household_get_all (household), make_row, self, NULL);
    }
  return GTK_WIDGET (self);
}
