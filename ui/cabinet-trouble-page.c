/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-trouble-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-household.h"

static GtkWidget *
make_retry (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.retry-open");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  return button;
}

static GtkWidget *
make_spinner (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  return spinner;
}

GtkWidget *
cabinet_trouble_page_new (const GError *trouble)
{
  gboolean salvaging = g_strcmp0 (cabinet_error_get_code (trouble), CABINET_ERROR_SALVAGEABLE) == 0;
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  g_autofree char *description = g_markup_escape_text (trouble->message, -1);

  adw_status_page_set_icon_name (page, "cabinet-warning-symbolic");
  adw_status_page_set_title (page, salvaging ? _ ("Saving what can be read…")
                                             : _ ("The kept data cannot be opened"));
  adw_status_page_set_description (page, salvaging
                                           ? _ ("The saved data are damaged. What can be read is copied to a "
                                                "new file, which may take minutes; the damaged one is kept.")
                                           : description);
  adw_status_page_set_child (page, salvaging ? make_spinner () : make_retry ());
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  return box;
}
