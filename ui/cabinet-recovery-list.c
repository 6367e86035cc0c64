/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-recovery-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-open.h"

static const char *
way_icon (CabinetRecoveryWay way)
{
  switch (way)
    {
    case CABINET_RECOVERY_WAY_EMAIL_LINK:
      return "cabinet-mail-symbolic";
    case CABINET_RECOVERY_WAY_SMS_CODE:
    case CABINET_RECOVERY_WAY_PHONE:
      return "cabinet-phone-symbolic";
    case CABINET_RECOVERY_WAY_OFFICE:
      return "cabinet-office-symbolic";
    case CABINET_RECOVERY_WAY_WEB:
      return "cabinet-open-symbolic";
    case CABINET_RECOVERY_WAY_NONE:
    case CABINET_RECOVERY_WAY_UNKNOWN:
    default:
      return "cabinet-info-symbolic";
    }
}

static GtkWidget *
make_row (const char *icon_name, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  g_object_set (row, "use-markup", FALSE, "title", title, "title-lines", 0, NULL);
  if (subtitle != NULL)
    g_object_set (row, "subtitle", subtitle, "subtitle-lines", 0, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static void
on_open (GtkButton *button, gpointer user_data)
{
  cabinet_widget_open_address (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "uri"));
}

static void
add_link (GtkWidget *row, const char *uri)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("cabinet-open-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, uri);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Open in the browser"), -1);
  g_object_set_data_full (G_OBJECT (button), "uri", g_strdup (uri), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_open), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

static char *
dup_phone_details (CabinetPhone *phone)
{
  const char *parts[4] = { NULL };
  guint n = 0;

  if (phone->label != NULL)
    parts[n++] = phone->label;
  if (phone->city != NULL)
    parts[n++] = phone->city;
  if (phone->hours != NULL)
    parts[n++] = phone->hours;
  return n > 0 ? g_strjoinv (" · ", (char **) parts) : NULL;
}

/** cabinet_recovery_list_new: the provider's ways, then its phones. */
GtkWidget *
cabinet_recovery_list_new (CabinetProviderInfo *provider)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < cabinet_list_length (provider->recoveries); i++)
    {
      CabinetRecoveryOption *option = cabinet_list_get (provider->recoveries, i);
      GtkWidget *row = make_row (way_icon (option->way), option->text, NULL);

      if (option->url != NULL && (g_str_has_prefix (option->url, "https://")))
        add_link (row, option->url);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  for (guint i = 0; i < cabinet_list_length (provider->phones); i++)
    {
      CabinetPhone *phone = cabinet_list_get (provider->phones, i);
      g_autofree char *details = dup_phone_details (phone);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 make_row ("cabinet-phone-symbolic", phone->number, details));
    }
  return group;
}
