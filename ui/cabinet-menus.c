/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-menus.h"

#include "cabinet-ui.h"

static void
create_menu (GtkMenuButton *button, gpointer id)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button) != NULL)
    return;
  builder = gtk_builder_new_from_resource (CABINET_UI_RESOURCE "/cabinet-menus.ui");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, id)));
}

/** cabinet_menu_button_set_menu: @id is a literal. */
void
cabinet_menu_button_set_menu (GtkMenuButton *button, const char *id)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  gtk_menu_button_set_create_popup_func (button, create_menu, (gpointer) id, NULL);
}
