/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-state-label.h"

#include <glib/gi18n-lib.h>

struct _CabinetStateLabel
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkLabel *words;
  const char *css_class;
};

G_DEFINE_FINAL_TYPE (CabinetStateLabel, cabinet_state_label, GTK_TYPE_WIDGET)

/* By CabinetLineState. */
static const struct
{
  const char *icon_name;
  const char *css_class;
  const char *words;
} states[] = {
  [CABINET_LINE_STATE_UNKNOWN] = { "cabinet-unknown-symbolic", "dim-label", NC_ ("line", "Unknown") },
  [CABINET_LINE_STATE_ACTIVE] = { "cabinet-check-symbolic", "success", NC_ ("line", "Works") },
  [CABINET_LINE_STATE_DEBT] = { "cabinet-warning-symbolic", "error", NC_ ("line", "Debt") },
  [CABINET_LINE_STATE_THROTTLED] = { "cabinet-slow-symbolic", "error", NC_ ("line", "Slowed down") },
  [CABINET_LINE_STATE_BLOCKED] = { "cabinet-blocked-symbolic", "error", NC_ ("line", "Blocked") },
  [CABINET_LINE_STATE_SUSPENDED] = { "cabinet-pause-symbolic", "dim-label", NC_ ("line", "Paused") },
  [CABINET_LINE_STATE_CLOSED] = { "cabinet-blocked-symbolic", "dim-label", NC_ ("line", "Closed") },
};

static guint
state_index (CabinetLineState state)
{
  return (guint) state < G_N_ELEMENTS (states) ? (guint) state : CABINET_LINE_STATE_UNKNOWN;
}

const char *
cabinet_line_state_get_icon_name (CabinetLineState state)
{
  return states[state_index (state)].icon_name;
}

/* One of "success", "warning", "error", "dim-label". */
const char *
cabinet_line_state_get_css_class (CabinetLineState state)
{
  return states[state_index (state)].css_class;
}

/* "Works", "128 Kbit/s" (transfer full). @limit_kbps: 0 = not known. */
char *
cabinet_line_state_dup_words (CabinetLineState state, gint64 limit_kbps)
{
  if (state == CABINET_LINE_STATE_THROTTLED && limit_kbps > 0)
    return g_strdup_printf (_ ("%d Kbit/s"), (int) limit_kbps);

  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "line", states[state_index (state)].words));
}

static void
cabinet_state_label_dispose (GObject *object)
{
  CabinetStateLabel *self = CABINET_STATE_LABEL (object);

  g_clear_pointer ((GtkWidget **) &self->icon, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->words, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_state_label_parent_class)->dispose (object);
}

static void
cabinet_state_label_class_init (CabinetStateLabelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cabinet_state_label_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "state");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_state_label_init (CabinetStateLabel *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 5);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->icon), GTK_WIDGET (self));
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
}

GtkWidget *
cabinet_state_label_new (void)
{
  return g_object_new (CABINET_TYPE_STATE_LABEL, NULL);
}

/* @limit_kbps: the speed that a throttled line is cut to; 0 = not known. */
void
cabinet_state_label_set (CabinetStateLabel *self, CabinetLineState state, gint64 limit_kbps)
{
  g_autofree char *words = cabinet_line_state_dup_words (state, limit_kbps);

  cabinet_state_label_set_custom (self, cabinet_line_state_get_icon_name (state), words,
                                  cabinet_line_state_get_css_class (state));
}

/* Another state than a line's, drawn alike. @css_class: a literal. */
void
cabinet_state_label_set_custom (CabinetStateLabel *self,
                                const char *icon_name,
                                const char *words,
                                const char *css_class)
{
  g_return_if_fail (CABINET_IS_STATE_LABEL (self));

  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->words, words);
}

/* Where there may be too little room for the words. */
void
cabinet_state_label_set_ellipsize (CabinetStateLabel *self)
{
  g_return_if_fail (CABINET_IS_STATE_LABEL (self));

  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
}

const char *
cabinet_state_label_get_words (CabinetStateLabel *self)
{
  g_return_val_if_fail (CABINET_IS_STATE_LABEL (self), NULL);

  return gtk_label_get_text (self->words);
}
