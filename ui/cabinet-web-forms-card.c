/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-web-forms-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-contract-actions.h"
#include "cabinet-open.h"
#include "cabinet-plan-rows.h"

struct _CabinetWebFormsCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *page_row;
  GtkSwitch *allowed; /* NULL = never shown yet */
  CabinetAccount *account;
  GSignalGroup *signals;
  gboolean resetting; /* the switch follows, it does not choose */
};

G_DEFINE_FINAL_TYPE (CabinetWebFormsCard, cabinet_web_forms_card, GTK_TYPE_WIDGET)

/* NULL = the provider names none. */
static const char *
get_page (CabinetAccount *account)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *each = cabinet_list_get (list->capabilities, i);

      if (g_strcmp0 (each->name, "tariff.change") == 0)
        return each->url;
    }
  return NULL;
}

static void make_rows (CabinetWebFormsCard *self);

static void
update (CabinetWebFormsCard *self)
{
  const gboolean shown = self->account != NULL && cabinet_account_has_web_forms (self->account);

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    return;
  if (self->allowed == NULL)
    make_rows (self);
  self->resetting = TRUE;
  gtk_switch_set_active (self->allowed, cabinet_account_get_web_forms (self->account));
  self->resetting = FALSE;
  gtk_widget_set_visible (self->page_row, get_page (self->account) != NULL);
}

static void
open_cb (CabinetWebFormsCard *self)
{
  const char *page = self->account != NULL ? get_page (self->account) : NULL;

  if (page != NULL)
    cabinet_widget_open_address (GTK_WIDGET (self), page);
}

/* It stays as it is until the person has agreed and that is written. Returns: whether that is all there is to
 * do. */
static gboolean
allowed_cb (CabinetWebFormsCard *self, gboolean wanted)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->resetting || root == NULL)
    return FALSE;
  update (self);
  cabinet_contract_set_web_forms (GTK_WINDOW (root), self->account, wanted);
  return TRUE;
}

static void
cabinet_web_forms_card_dispose (GObject *object)
{
  CabinetWebFormsCard *self = CABINET_WEB_FORMS_CARD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->account);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_web_forms_card_parent_class)->dispose (object);
}

static void
cabinet_web_forms_card_class_init (CabinetWebFormsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_web_forms_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "webformscard");
}

/* Few contracts have them. */
static void
make_rows (CabinetWebFormsCard *self)
{
  const char *title = _ ("Let Cabinet fill in the provider's pages");
  GtkWidget *open = gtk_button_new_with_label (_ ("Open the page"));

  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  g_signal_connect_object (open, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  self->page_row =
    cabinet_plan_row_new ("cabinet-open-symbolic", _ ("On the provider's page"), NULL, NULL, open);
  gtk_box_append (GTK_BOX (self->box), self->page_row);

  self->allowed = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->allowed), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->allowed), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (self->allowed, "state-set", G_CALLBACK (allowed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box),
                  cabinet_plan_row_new ("cabinet-warning-symbolic", title,
                                        _ ("For what its system does not offer to programs"), NULL,
                                        GTK_WIDGET (self->allowed)));
}

static void
cabinet_web_forms_card_init (CabinetWebFormsCard *self)
{
  self->signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "plan-rows");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
cabinet_web_forms_card_set_account (CabinetWebFormsCard *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_WEB_FORMS_CARD (self));

  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->signals, account);
  update (self);
}
