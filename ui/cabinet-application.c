/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-application.h"

#include <glib/gi18n-lib.h>

#include "cabinet-preferences-window.h"
#include "cabinet-ui.h"
#include "cabinet-window.h"

struct _CabinetApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  CabinetHousehold *household;
  GError *trouble;    /* why there is no household */
  gboolean salvaging; /* what can be read of it is being saved */
};

G_DEFINE_FINAL_TYPE (CabinetApplication, cabinet_application, ADW_TYPE_APPLICATION)

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;
  GList *windows;

  /* Closing keeps the size and lets a window tidy up; the last one ends the program. */
  while ((windows = gtk_application_get_windows (application)) != NULL)
    gtk_window_destroy (windows->data);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  adw_show_about_window (window, "application-name", _ ("Cabinet"), "application-icon", CABINET_APP_ID,
                         "version", CABINET_VERSION, "developer-name", _ ("The Cabinet authors"), "copyright",
                         "© 2026 The Cabinet authors", "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("The account of an internet or TV subscriber: how much, until when, why this "
                            "sum. Keeps every statement "
                            "and works without a connection."),
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CabinetApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWidget *window = cabinet_preferences_window_new (self->settings, self->household);

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (CABINET_UI_RESOURCE "/cabinet-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

static const GActionEntry actions[] = {
  { "quit", on_quit, NULL, NULL, NULL },
  { "about", on_about, NULL, NULL, NULL },
  { "preferences", on_preferences, NULL, NULL, NULL },
  { "shortcuts", on_shortcuts, NULL, NULL, NULL },
};

static void
set_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } table[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "app.shortcuts", { "<Control>question", "<Control>F1" } },
    { "window.close", { "<Control>w" } },
    { "win.refresh", { "F5", "<Control>r" } },
    { "win.all-contracts", { "<Control>0" } },
    { "win.add-contract", { "<Control>n" } },
    { "win.back", { "<Alt>Left" } },
    { "win.find", { "<Control>f" } },
    { "win.find-in-all", { "<Control><Shift>f" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action,
                                           (const char *const *) table[i].accels);
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.switch-contract(%d)", i);
      g_autofree char *accel = g_strdup_printf ("<Control>%d", i + 1);
      const char *accels[] = { accel, NULL };

      gtk_application_set_accels_for_action (application, action, accels);
    }
}

static void
apply_theme (CabinetApplication *self)
{
  g_autofree char *theme = g_settings_get_string (self->settings, "theme");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (theme, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (theme, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
cabinet_application_startup (GApplication *application)
{
  CabinetApplication *self = CABINET_APPLICATION (application);

  cabinet_ui_init ();
  G_APPLICATION_CLASS (cabinet_application_parent_class)->startup (application);

  self->settings = g_settings_new (CABINET_APP_ID);
  g_signal_connect_object (self->settings, "changed::theme", G_CALLBACK (apply_theme), self,
                           G_CONNECT_SWAPPED);
  apply_theme (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_accels (GTK_APPLICATION (self));
}

static void
cabinet_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (cabinet_window_new (CABINET_APPLICATION (application)));
  gtk_window_present (window);
}

/* "cabinet:payment": the browser brings the person back. It proves nothing: the server is asked. Whatever
 * else the address says is not looked at, for anybody can make such a link. */
static void
cabinet_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window;

  g_application_activate (application);
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (window == NULL || n_files == 0 || !g_file_has_uri_scheme (files[0], "cabinet"))
    return;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-payment", NULL);
}

static void
cabinet_application_shutdown (GApplication *application)
{
  CabinetApplication *self = CABINET_APPLICATION (application);

  if (self->household != NULL)
    {
      cabinet_household_let_renewals_end (self->household);
      cabinet_household_close (self->household);
    }
  g_clear_object (&self->household);
  g_clear_error (&self->trouble);
  g_clear_object (&self->settings);
  G_APPLICATION_CLASS (cabinet_application_parent_class)->shutdown (application);
}

static int
cabinet_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("cabinet %s\n", CABINET_VERSION);
  return 0;
}

static void
cabinet_application_class_init (CabinetApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = cabinet_application_startup;
  application_class->activate = cabinet_application_activate;
  application_class->open = cabinet_application_open;
  application_class->shutdown = cabinet_application_shutdown;
  application_class->handle_local_options = cabinet_application_handle_local_options;
}

static void
cabinet_application_init (CabinetApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
                                 N_ ("Show the version and exit"), NULL);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     N_ ("- the account of an internet or TV subscriber"));
}

/** cabinet_application_new: @flags such as G_APPLICATION_NON_UNIQUE in tests. */
CabinetApplication *
cabinet_application_new (GApplicationFlags flags)
{
  return g_object_new (CABINET_TYPE_APPLICATION, "application-id", CABINET_APP_ID, "flags", flags, NULL);
}

/** cabinet_application_get_settings: (transfer none); NULL before startup and after shutdown. */
GSettings *
cabinet_application_get_settings (CabinetApplication *self)
{
  g_return_val_if_fail (CABINET_IS_APPLICATION (self), NULL);
  return self->settings;
}

static void
on_salvaged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CabinetApplication *self = user_data;

  g_clear_error (&self->trouble);
  self->household = cabinet_household_salvage_finish (result, &self->trouble);
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    gtk_widget_activate_action (item->data, "win.retry-open", NULL);
  self->salvaging = FALSE;
  g_application_release (G_APPLICATION (self));
}

/* The program ends after that only, even without a window. */
static void
salvage (CabinetApplication *self)
{
  self->salvaging = TRUE;
  g_application_hold (G_APPLICATION (self));
  cabinet_household_salvage_async (on_salvaged, self);
}

/**
 * cabinet_application_get_household:
 * @trouble: (out) (optional): why NULL is returned
 *
 * Opens the household at the first call; after a failure each call tries again. For a damaged archive,
 * @trouble is %CABINET_ERROR_SALVAGEABLE while what can be read is saved in a thread; at its end the windows
 * are asked to try again.
 *
 * Returns: (transfer none) (nullable)
 */
CabinetHousehold *
cabinet_application_get_household (CabinetApplication *self, const GError **trouble)
{
  g_return_val_if_fail (CABINET_IS_APPLICATION (self), NULL);

  if (self->household == NULL && !self->salvaging)
    {
      g_clear_error (&self->trouble);
      self->household = cabinet_household_open (&self->trouble);
      if (g_strcmp0 (cabinet_error_get_code (self->trouble), CABINET_ERROR_SALVAGEABLE) == 0)
        salvage (self);
    }
  if (trouble != NULL)
    *trouble = self->trouble;
  return self->household;
}
