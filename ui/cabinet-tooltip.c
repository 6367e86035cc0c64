/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-tooltip.h"

static GQuark
text_quark (void)
{
  return g_quark_from_static_string ("cabinet-tooltip");
}

static gboolean
show_text (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  const char *text = g_object_get_qdata (G_OBJECT (widget), text_quark ());

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
cabinet_widget_set_tooltip (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_object_get_qdata (G_OBJECT (widget), text_quark ()) == NULL && text != NULL)
    {
      g_signal_handlers_disconnect_by_func (widget, show_text, NULL);
      g_signal_connect (widget, "query-tooltip", G_CALLBACK (show_text), NULL);
    }
  g_object_set_qdata_full (G_OBJECT (widget), text_quark (), g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
}
