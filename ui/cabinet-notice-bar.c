/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-notice-bar.h"

#include <glib/gi18n-lib.h>

#include "cabinet-line-layout.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

struct _CabinetNoticeBar
{
  GtkWidget parent_instance;

  GtkImage *icon;
  GtkWidget *content;
  GtkLabel *text;
  GtkButton *action;
  GtkButton *close;
  const char *css_class;
  gboolean narrow;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

enum
{
  DISMISSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CabinetNoticeBar, cabinet_notice_bar, GTK_TYPE_WIDGET)

static void
on_close (CabinetNoticeBar *self)
{
  cabinet_notice_bar_clear (self);
  g_signal_emit (self, signals[DISMISSED], 0);
}

static GtkLayoutManager *
make_layout (gboolean narrow)
{
  GtkLayoutManager *column;

  if (!narrow)
    return cabinet_line_layout_new (12);
  column = gtk_box_layout_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (column), 4);
  return column;
}

static void
set_narrow (CabinetNoticeBar *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_layout_manager (self->content, make_layout (narrow));
  gtk_widget_set_halign (GTK_WIDGET (self->action), narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), narrow ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
cabinet_notice_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, CABINET_NOTICE_BAR (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_notice_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (CABINET_NOTICE_BAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cabinet_notice_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_notice_bar_parent_class)->dispose (object);
}

static void
cabinet_notice_bar_class_init (CabinetNoticeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_notice_bar_get_property;
  object_class->set_property = cabinet_notice_bar_set_property;
  object_class->dispose = cabinet_notice_bar_dispose;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[DISMISSED] = g_signal_new ("dismissed", CABINET_TYPE_NOTICE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, CABINET_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noticebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetNoticeBar, icon);
  gtk_widget_class_bind_template_child (widget_class, CabinetNoticeBar, content);
  gtk_widget_class_bind_template_child (widget_class, CabinetNoticeBar, text);
  gtk_widget_class_bind_template_child (widget_class, CabinetNoticeBar, action);
  gtk_widget_class_bind_template_child (widget_class, CabinetNoticeBar, close);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
}

static void
cabinet_notice_bar_init (CabinetNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (gtk_widget_get_layout_manager (GTK_WIDGET (self)), "spacing", 12, NULL);
  cabinet_widget_set_tooltip (GTK_WIDGET (self->close), _ ("Dismiss"));
  set_narrow (self, FALSE);
}

GtkWidget *
cabinet_notice_bar_new (void)
{
  return g_object_new (CABINET_TYPE_NOTICE_BAR, NULL);
}

/** cabinet_notice_bar_set: shows @text, plain words, without an action. */
void
cabinet_notice_bar_set (CabinetNoticeBar *self,
                        CabinetNoticeTone tone,
                        const char *icon_name,
                        const char *text)
{
  static const char *const classes[] = { "info", "warning", "error" };

  g_return_if_fail (CABINET_IS_NOTICE_BAR (self));
  g_return_if_fail (text != NULL);

  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = classes[tone];
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  if (g_strcmp0 (gtk_label_get_text (self->text), text) != 0)
    gtk_label_set_text (self->text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->action), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/** cabinet_notice_bar_set_action: @action_name such as "win.refresh". */
void
cabinet_notice_bar_set_action (CabinetNoticeBar *self, const char *label, const char *action_name)
{
  g_return_if_fail (CABINET_IS_NOTICE_BAR (self));

  gtk_button_set_label (self->action, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->action), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->action), TRUE);
}

/** cabinet_notice_bar_set_target: what the action is done to; @target: (nullable), a floating one is taken.
 */
void
cabinet_notice_bar_set_target (CabinetNoticeBar *self, GVariant *target)
{
  g_return_if_fail (CABINET_IS_NOTICE_BAR (self));

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->action), target);
}

void
cabinet_notice_bar_set_dismissable (CabinetNoticeBar *self, gboolean dismissable)
{
  g_return_if_fail (CABINET_IS_NOTICE_BAR (self));
  gtk_widget_set_visible (GTK_WIDGET (self->close), dismissable);
}

/** cabinet_notice_bar_get_dismissable: whether it says something that can be put away. */
gboolean
cabinet_notice_bar_get_dismissable (CabinetNoticeBar *self)
{
  g_return_val_if_fail (CABINET_IS_NOTICE_BAR (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (GTK_WIDGET (self->close));
}

/** cabinet_notice_bar_clear: nothing is to be said any more. */
void
cabinet_notice_bar_clear (CabinetNoticeBar *self)
{
  g_return_if_fail (CABINET_IS_NOTICE_BAR (self));

  gtk_label_set_text (self->text, "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** cabinet_notice_bar_get_text: empty while hidden. */
const char *
cabinet_notice_bar_get_text (CabinetNoticeBar *self)
{
  g_return_val_if_fail (CABINET_IS_NOTICE_BAR (self), NULL);
  return gtk_label_get_text (self->text);
}
