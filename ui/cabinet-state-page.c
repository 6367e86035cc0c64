/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-state-page.h"

#include "cabinet-ui.h"

struct _CabinetStatePage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkStack *picture;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *description;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (CabinetStatePage, cabinet_state_page, GTK_TYPE_WIDGET)

static const char *const icons[] = {
  [CABINET_STATE_PAGE_LOADING] = NULL,
  [CABINET_STATE_PAGE_EMPTY] = "cabinet-statement-symbolic",
  [CABINET_STATE_PAGE_OFFLINE] = "cabinet-offline-symbolic",
  [CABINET_STATE_PAGE_ERROR] = "cabinet-warning-symbolic",
};

static void
cabinet_state_page_dispose (GObject *object)
{
  CabinetStatePage *self = CABINET_STATE_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_state_page_parent_class)->dispose (object);
}

/* A spinner that nobody sees still asks for frames. */
static void
update_spinner (CabinetStatePage *self)
{
  gtk_spinner_set_spinning (self->spinner,
                            gtk_widget_get_mapped (GTK_WIDGET (self))
                              && gtk_stack_get_visible_child (self->picture) == GTK_WIDGET (self->spinner));
}

static void
cabinet_state_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_state_page_parent_class)->map (widget);
  update_spinner (CABINET_STATE_PAGE (widget));
}

static void
cabinet_state_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_state_page_parent_class)->unmap (widget);
  update_spinner (CABINET_STATE_PAGE (widget));
}

static void
cabinet_state_page_class_init (CabinetStatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_state_page_dispose;
  widget_class->map = cabinet_state_page_map;
  widget_class->unmap = cabinet_state_page_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-state-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, picture);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, icon);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, description);
  gtk_widget_class_bind_template_child (widget_class, CabinetStatePage, button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cabinet_state_page_init (CabinetStatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cabinet_state_page_new (void)
{
  return g_object_new (CABINET_TYPE_STATE_PAGE, NULL);
}

/* @description: nullable. Takes the button away; see cabinet_state_page_set_action(). */
void
cabinet_state_page_set (CabinetStatePage *self,
                        CabinetStatePageKind kind,
                        const char *title,
                        const char *description)
{
  g_return_if_fail (CABINET_IS_STATE_PAGE (self));
  g_return_if_fail ((guint) kind < G_N_ELEMENTS (icons));

  if (icons[kind] != NULL)
    gtk_image_set_from_icon_name (self->icon, icons[kind]);
  gtk_stack_set_visible_child (self->picture,
                               icons[kind] ? GTK_WIDGET (self->icon) : GTK_WIDGET (self->spinner));
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->description, description ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description), description != NULL && *description != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  update_spinner (self);
}

/* One button under the words. @action_name: an action without a parameter. */
void
cabinet_state_page_set_action (CabinetStatePage *self, const char *label, const char *action_name)
{
  g_return_if_fail (CABINET_IS_STATE_PAGE (self));

  gtk_button_set_label (self->button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->button), TRUE);
}
