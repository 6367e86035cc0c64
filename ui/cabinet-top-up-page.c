/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-top-up-page.h"

#include "cabinet-ui.h"

struct _CabinetTopUpPage
{
  GtkWidget parent_instance;

  GtkStack *stack;

  CabinetAccount *account;
  gboolean narrow;
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetTopUpPage, cabinet_top_up_page, GTK_TYPE_WIDGET)

static void
cabinet_top_up_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_top_up_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_top_up_page_set_account (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_top_up_page_dispose (GObject *object)
{
  CabinetTopUpPage *self = CABINET_TOP_UP_PAGE (object);

  g_clear_object (&self->account);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_top_up_page_parent_class)->dispose (object);
}

static void
cabinet_top_up_page_class_init (CabinetTopUpPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cabinet_top_up_page_get_property;
  object_class->set_property = cabinet_top_up_page_set_property;
  object_class->dispose = cabinet_top_up_page_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-top-up-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetTopUpPage, stack);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "topuppage");
}

static void
cabinet_top_up_page_init (CabinetTopUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @account: (nullable). (transfer floating) */
GtkWidget *
cabinet_top_up_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_TOP_UP_PAGE, "account", account, NULL);
}

/* (transfer none) (nullable) */
CabinetAccount *
cabinet_top_up_page_get_account (CabinetTopUpPage *self)
{
  g_return_val_if_fail (CABINET_IS_TOP_UP_PAGE (self), NULL);

  return self->account;
}

void
cabinet_top_up_page_set_account (CabinetTopUpPage *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_TOP_UP_PAGE (self));

  if (!g_set_object (&self->account, account))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}
