/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-card-row.h"

#include "cabinet-line-layout.h"
#include "cabinet-tooltip.h"

/* Letters that fit even where it is narrow. */
#define TOOLTIP_FROM 18

void
cabinet_box_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* One line; what does not fit is in the tooltip. Wrapping would cost a shaping of each letter alone. */
static GtkWidget *
line_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (g_utf8_strlen (text, -1) > TOOLTIP_FROM)
    cabinet_widget_set_tooltip (label, text);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

/* @css_class: nullable. (transfer floating) */
GtkWidget *
cabinet_wrapping_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
row_box_new (const char *css_class, int spacing)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

  gtk_widget_set_layout_manager (row, cabinet_line_layout_new (spacing));
  gtk_widget_add_css_class (row, css_class);
  return row;
}

/**
 * cabinet_card_row_new:
 * @subtitle: (nullable): a caption under the title
 * @suffix: (nullable) (transfer floating): what stands on the right
 *
 * A row of two lines with an icon.
 *
 * Returns: (transfer floating)
 */
GtkWidget *
cabinet_card_row_new (const char *icon_name, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = row_box_new ("card-row", 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", icon_name, NULL);
  GtkWidget *first = line_label_new (title, "row-title");

  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (words), first);
  if (subtitle != NULL && *subtitle != '\0')
    {
      GtkWidget *second = line_label_new (subtitle, "caption");

      gtk_widget_add_css_class (second, "fact");
      gtk_widget_add_css_class (second, "numeric");
      gtk_box_append (GTK_BOX (words), second);
    }
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), words);
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (suffix, FALSE);
      gtk_box_append (GTK_BOX (row), suffix);
    }
  return row;
}

/* A row of 30 px: what, and how much. @value: (transfer floating). (transfer floating) */
GtkWidget *
cabinet_key_row_new (const char *key, GtkWidget *value)
{
  GtkWidget *row = row_box_new ("key-row", 8);

  gtk_box_append (GTK_BOX (row), cabinet_wrapping_label_new (key, "key"));
  gtk_widget_set_hexpand (value, FALSE);
  gtk_widget_set_valign (value, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), value);

  return row;
}

GtkWidget *
cabinet_key_row_new_text (const char *key, const char *value)
{
  GtkWidget *label = cabinet_wrapping_label_new (value, "numeric");

  /* What a provider writes may be one long word. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return cabinet_key_row_new (key, label);
}
