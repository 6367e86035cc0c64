/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-trouble-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

GtkWidget *
cabinet_trouble_page_new (const char *why)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try again"));
  g_autofree char *description = g_markup_escape_text (why, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "cabinet-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The kept data cannot be opened"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), description);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.retry-open");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  return box;
}
