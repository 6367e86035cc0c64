/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-services-card.h"

#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"
#include "cabinet-line-words.h"
#include "cabinet-money-label.h"
#include "cabinet-plan.h"
#include "cabinet-state-label.h"
#include "cabinet-ui.h"

struct _CabinetServicesCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkBox *rows;
  GtkWidget *pending; /* what will change; NULL = nothing, or not looked for yet */

  CabinetAccount *account;
  GSignalGroup *plan_signals;
  guint idle;
};

G_DEFINE_FINAL_TYPE (CabinetServicesCard, cabinet_services_card, GTK_TYPE_WIDGET)

static void
cabinet_services_card_dispose (GObject *object)
{
  CabinetServicesCard *self = CABINET_SERVICES_CARD (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->plan_signals);
  g_clear_object (&self->account);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_services_card_parent_class)->dispose (object);
}

static void
cabinet_services_card_class_init (CabinetServicesCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_services_card_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-services-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetServicesCard, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetServicesCard, rows);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* A change on its way, told under what is connected now. */
static void
show_pending (CabinetServicesCard *self)
{
  g_autofree char *words = cabinet_account_dup_pending_words (self->account);

  if (words == NULL)
    words = cabinet_plan_dup_pending_words (cabinet_account_get_plan (self->account));
  if (self->pending != NULL)
    gtk_box_remove (self->rows, self->pending);
  self->pending = NULL;
  if (words == NULL)
    return;
  self->pending = cabinet_card_row_new ("cabinet-clock-symbolic", words, NULL, NULL);
  gtk_box_append (self->rows, self->pending);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static gboolean
pending_idle_cb (gpointer data)
{
  CabinetServicesCard *self = data;

  self->idle = 0;
  g_signal_group_set_target (self->plan_signals, cabinet_account_get_plan (self->account));
  show_pending (self);
  return G_SOURCE_REMOVE;
}

static void
cabinet_services_card_init (CabinetServicesCard *self)
{
  self->plan_signals = g_signal_group_new (CABINET_TYPE_PLAN);
  g_signal_group_connect_swapped (self->plan_signals, "changed", G_CALLBACK (show_pending), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Whether a line works is known only while there is a connection. */
static GtkWidget *
state_label (CabinetLineState state, gint64 limit_kbps, gboolean stale)
{
  GtkWidget *label = cabinet_state_label_new ();

  gtk_widget_add_css_class (label, "row-state");
  if (stale)
    cabinet_state_label_set_custom (CABINET_STATE_LABEL (label), "cabinet-offline-symbolic",
                                    C_ ("line", "Unknown"), "dim-label");
  else
    cabinet_state_label_set (CABINET_STATE_LABEL (label), state, limit_kbps);

  return label;
}

static void
add_services (CabinetServicesCard *self, CabinetAccount *account)
{
  CabinetOverview *overview = cabinet_account_get_overview (account);
  const gboolean stale = cabinet_account_get_stale (account);

  for (guint i = 0; i < cabinet_list_length (overview->services); i++)
    {
      CabinetServiceLine *service = cabinet_list_get (overview->services, i);

      gtk_box_append (self->rows,
                      cabinet_card_row_new (cabinet_service_kind_get_icon_name (service->kind),
                                            service->title, service->details,
                                            state_label (service->state, service->limit_kbps, stale)));
    }
  if (cabinet_list_length (overview->services) == 0 && overview->line != NULL)
    gtk_box_append (self->rows, cabinet_card_row_new (
                                  "cabinet-internet-symbolic", _ ("Line"), overview->tariff,
                                  state_label (overview->line->state, overview->line->limit_kbps, stale)));
}

/* All that is charged on the nearest day of charging. */
static void
add_next_charge (CabinetServicesCard *self, CabinetAccount *account)
{
  GListModel *charges = G_LIST_MODEL (cabinet_account_get_overview (account)->next_charges);
  const CabinetDate today = cabinet_account_get_today (account);
  CabinetDate on = CABINET_DATE_NONE;
  CabinetMoney sum = { 0 };
  GtkWidget *value;
  g_autofree char *day = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (charges); i++)
    {
      CabinetNextCharge *charge = cabinet_list_get (charges, i);

      if (charge->on < today)
        continue;
      if (on == CABINET_DATE_NONE || charge->on < on)
        {
          on = charge->on;
          sum = charge->amount;
        }
      else if (charge->on == on && !cabinet_money_add (&sum, &charge->amount, NULL))
        return;
    }
  if (on == CABINET_DATE_NONE)
    return;

  day = cabinet_day_dup_words (on, today);
  value = cabinet_money_label_new ();
  gtk_widget_add_css_class (value, "row-state");
  gtk_widget_add_css_class (value, "fact");
  cabinet_money_label_set (CABINET_MONEY_LABEL (value), &sum, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  gtk_box_append (self->rows, cabinet_card_row_new ("cabinet-cycle-symbolic", _ ("Next charge"), day, value));
}

void
cabinet_services_card_show (CabinetServicesCard *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_SERVICES_CARD (self));
  g_return_if_fail (cabinet_account_get_overview (account) != NULL);

  self->pending = NULL;
  cabinet_box_clear (self->rows);
  add_services (self, account);
  add_next_charge (self, account);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->rows)) != NULL);
  /* Its changes are read when the page was drawn. */
  g_set_object (&self->account, account);
  g_signal_group_set_target (self->plan_signals, NULL);
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, pending_idle_cb, self, NULL);
}
