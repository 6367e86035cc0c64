/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-ui.h"

#include "cabinet-icon-resources.h"
#include "cabinet-ui-resources.h"

/* A template that names a type which is not registered yet makes GtkBuilder open the program as a module and
 * look for a symbol. These are the types of the first frame. */
static void
ensure_types (void)
{
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_BUTTON_CONTENT);
  g_type_ensure (ADW_TYPE_CLAMP);
  g_type_ensure (ADW_TYPE_HEADER_BAR);
  g_type_ensure (ADW_TYPE_VIEW_STACK);
  g_type_ensure (ADW_TYPE_VIEW_STACK_PAGE);
  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (ADW_TYPE_WINDOW_TITLE);
  g_type_ensure (GTK_TYPE_BOX);
  g_type_ensure (GTK_TYPE_BUTTON);
  g_type_ensure (GTK_TYPE_IMAGE);
  g_type_ensure (GTK_TYPE_LABEL);
  g_type_ensure (GTK_TYPE_LIST_BOX);
  g_type_ensure (GTK_TYPE_MENU_BUTTON);
  g_type_ensure (GTK_TYPE_SCROLLED_WINDOW);
  g_type_ensure (GTK_TYPE_SEPARATOR);
  g_type_ensure (GTK_TYPE_SPINNER);
  g_type_ensure (GTK_TYPE_STACK);
  g_type_ensure (GTK_TYPE_STACK_PAGE);
  g_type_ensure (GTK_TYPE_TOGGLE_BUTTON);
}

/**
 * cabinet_ui_init:
 *
 * Puts templates, styles and icons in place. The linker drops a static library's constructors, so
 * the resource is registered by name. May be called more than once.
 */
void
cabinet_ui_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_resources_register (cabinet_ui_get_resource ());
      g_resources_register (cabinet_icon_get_resource ());
      ensure_types ();
      g_once_init_leave (&done, 1);
    }
}

/* A colour that the theme names; @fallback where it does not. */
GdkRGBA
cabinet_widget_get_color (GtkWidget *widget, const char *name, const char *fallback)
{
  GdkRGBA color = { 0 };

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gdk_rgba_parse (&color, fallback);
  return color;
}

/* @child: the only child of an AdwBin */
void
cabinet_move_child (GtkWidget *child, AdwBin *to)
{
  g_object_ref (child);
  adw_bin_set_child (ADW_BIN (gtk_widget_get_parent (child)), NULL);
  adw_bin_set_child (to, child);
  g_object_unref (child);
}
