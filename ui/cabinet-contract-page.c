/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-contract-page.h"

typedef struct
{
  CabinetAccount *account;
  gboolean narrow;
} CabinetContractPagePrivate;

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CabinetContractPage, cabinet_contract_page, GTK_TYPE_WIDGET)

static void
set_narrow (CabinetContractPage *self, gboolean narrow)
{
  CabinetContractPagePrivate *priv = cabinet_contract_page_get_instance_private (self);

  if (priv->narrow == narrow)
    return;
  priv->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  if (CABINET_CONTRACT_PAGE_GET_CLASS (self)->narrow_changed != NULL)
    CABINET_CONTRACT_PAGE_GET_CLASS (self)->narrow_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
cabinet_contract_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetContractPage *self = CABINET_CONTRACT_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, cabinet_contract_page_get_account (self));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, cabinet_contract_page_get_narrow (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetContractPage *self = CABINET_CONTRACT_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_contract_page_set_account (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_page_dispose (GObject *object)
{
  CabinetContractPagePrivate *priv =
    cabinet_contract_page_get_instance_private (CABINET_CONTRACT_PAGE (object));

  g_clear_object (&priv->account);

  G_OBJECT_CLASS (cabinet_contract_page_parent_class)->dispose (object);
}

static void
cabinet_contract_page_class_init (CabinetContractPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cabinet_contract_page_get_property;
  object_class->set_property = cabinet_contract_page_set_property;
  object_class->dispose = cabinet_contract_page_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cabinet_contract_page_init (CabinetContractPage *self)
{
}

/* (transfer none) (nullable) */
CabinetAccount *
cabinet_contract_page_get_account (CabinetContractPage *self)
{
  CabinetContractPagePrivate *priv;

  g_return_val_if_fail (CABINET_IS_CONTRACT_PAGE (self), NULL);

  priv = cabinet_contract_page_get_instance_private (self);
  return priv->account;
}

/* @account: (nullable): whose page it is from now on. */
void
cabinet_contract_page_set_account (CabinetContractPage *self, CabinetAccount *account)
{
  CabinetContractPagePrivate *priv;

  g_return_if_fail (CABINET_IS_CONTRACT_PAGE (self));

  priv = cabinet_contract_page_get_instance_private (self);
  if (!g_set_object (&priv->account, account))
    return;
  CABINET_CONTRACT_PAGE_GET_CLASS (self)->account_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

gboolean
cabinet_contract_page_get_narrow (CabinetContractPage *self)
{
  CabinetContractPagePrivate *priv;

  g_return_val_if_fail (CABINET_IS_CONTRACT_PAGE (self), FALSE);

  priv = cabinet_contract_page_get_instance_private (self);
  return priv->narrow;
}
