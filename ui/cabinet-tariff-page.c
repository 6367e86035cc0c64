/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-tariff-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-card-row.h"
#include "cabinet-change-pane.h"
#include "cabinet-columns.h"
#include "cabinet-notice-bar.h"
#include "cabinet-offer-cards.h"
#include "cabinet-pending-bars.h"
#include "cabinet-plan-rows.h"
#include "cabinet-plan-state.h"
#include "cabinet-plan-words.h"
#include "cabinet-state-page.h"
#include "cabinet-ui.h"
#include "cabinet-web-forms-card.h"

/* Of the column with the comparison. */
#define SIDE_WIDTH 356

struct _CabinetTariffPage
{
  CabinetContractPage parent_instance;

  CabinetAdaptiveBin *bin;
  GtkStack *pages;
  GtkWidget *list_page;
  GtkWidget *compare_page;
  GtkWidget *back;
  CabinetStatePage *state;
  GtkScrolledWindow *scroller;
  CabinetPendingBars *bars;
  CabinetNoticeBar *trouble;
  GtkWidget *tariffs_head;
  GtkLabel *common_reason;
  GtkLabel *services_reason;
  GtkBox *tariffs;
  CabinetWebFormsCard *web_forms;
  GtkWidget *services_head;
  GtkListBox *services;
  CabinetOfferCards *offers;
  GtkLabel *read_at;
  AdwBin *side_place;
  AdwBin *page_place;
  CabinetChangePane *pane;

  CabinetPlan *plan;
  GSignalGroup *signals;
  gboolean compact;
  gboolean resetting; /* the controls follow, they do not choose */

  GPtrArray *shown;      /* records that the rows are made of */
  CabinetRecord *chosen; /* tariff or service; nullable */
};

G_DEFINE_FINAL_TYPE (CabinetTariffPage, cabinet_tariff_page, CABINET_TYPE_CONTRACT_PAGE)

/* Choosing */

static const char *
get_id (CabinetRecord *record)
{
  if (record == NULL)
    return NULL;
  if (CABINET_IS_CHANGE_REQUEST (record))
    return CABINET_CHANGE_REQUEST (record)->target_id;
  return CABINET_IS_TARIFF (record) ? CABINET_TARIFF (record)->id : CABINET_SERVICE (record)->id;
}

static gboolean
is_chosen (CabinetTariffPage *self, gpointer record)
{
  return self->chosen != NULL && G_OBJECT_TYPE (self->chosen) == G_OBJECT_TYPE (record)
         && g_strcmp0 (get_id (self->chosen), get_id (record)) == 0;
}

/* The radio buttons and the switches show what is, but for what is chosen. */
static void
reset_controls (CabinetTariffPage *self)
{
  const gboolean tariff_chosen = self->chosen != NULL && CABINET_IS_TARIFF (self->chosen);
  GtkListBoxRow *row;

  self->resetting = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tariffs)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      CabinetTariff *tariff = g_object_get_data (G_OBJECT (child), "record");

      if (GTK_IS_CHECK_BUTTON (child))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (child),
                                     tariff_chosen ? is_chosen (self, tariff) : tariff->current);
    }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->services, i)) != NULL; i++)
    {
      GtkSwitch *toggle = g_object_get_data (G_OBJECT (row), "switch");
      CabinetService *service = g_object_get_data (G_OBJECT (row), "record");

      if (toggle != NULL)
        gtk_switch_set_active (toggle, cabinet_service_is_connected (service) != is_chosen (self, service));
    }
  self->resetting = FALSE;
}

static void
show_pending (CabinetTariffPage *self)
{
  if (self->plan != NULL)
    cabinet_pending_bars_show (self->bars, self->plan, cabinet_change_pane_tells_doubt (self->pane));
}

static void
show_list (CabinetTariffPage *self)
{
  gtk_stack_set_visible_child (self->pages, self->list_page);
}

/* @record: nullable: nothing is chosen any more; @title: of an offer. */
static void
choose_titled (CabinetTariffPage *self, gpointer record, const char *title)
{
  g_set_object (&self->chosen, (CabinetRecord *) record);
  reset_controls (self);
  if (record == NULL)
    {
      cabinet_change_pane_clear (self->pane);
      show_pending (self);
      show_list (self);
      return;
    }
  if (CABINET_IS_CHANGE_REQUEST (record))
    cabinet_change_pane_choose_offer (self->pane, record, title);
  else if (CABINET_IS_TARIFF (record))
    cabinet_change_pane_choose_tariff (self->pane, record);
  else
    cabinet_change_pane_choose_service (self->pane, record);
  if (self->compact)
    {
      gtk_stack_set_visible_child (self->pages, self->compare_page);
      gtk_widget_grab_focus (self->back);
    }
}

static void
choose (CabinetTariffPage *self, gpointer record)
{
  choose_titled (self, record, NULL);
}

static void
offer_chosen_cb (CabinetTariffPage *self, CabinetChangeRequest *request, const char *title)
{
  choose_titled (self, request, title);
}

static void
tariff_toggled_cb (GtkCheckButton *check, CabinetTariffPage *self)
{
  CabinetTariff *tariff = g_object_get_data (G_OBJECT (check), "record");

  if (!self->resetting && gtk_check_button_get_active (check))
    choose (self, tariff->current ? NULL : tariff);
}

static void
service_switched_cb (GtkSwitch *toggle, GParamSpec *pspec, CabinetTariffPage *self)
{
  CabinetService *service = g_object_get_data (G_OBJECT (toggle), "record");

  if (!self->resetting)
    choose (self, gtk_switch_get_active (toggle) == cabinet_service_is_connected (service) ? NULL : service);
}

/* The whole row is as good as its switch. */
static void
service_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  GtkSwitch *toggle = g_object_get_data (G_OBJECT (row), "switch");

  if (toggle != NULL)
    gtk_switch_set_active (toggle, !gtk_switch_get_active (toggle));
}

static void
pane_closed_cb (CabinetTariffPage *self)
{
  choose (self, NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->tariffs), GTK_DIR_TAB_FORWARD);
}

/* What was ordered is not a choice any more; the pane goes on telling about it. */
static void
pane_settled_cb (CabinetTariffPage *self)
{
  g_clear_object (&self->chosen);
  reset_controls (self);
  show_pending (self);
}

static void
pane_busy_cb (CabinetTariffPage *self)
{
  const gboolean busy = cabinet_change_pane_get_busy (self->pane);

  gtk_widget_set_sensitive (GTK_WIDGET (self->tariffs), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->services), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->offers), !busy);
  show_pending (self);
}

/* Rows */

static void
fill_tariffs (CabinetTariffPage *self)
{
  GListModel *tariffs = cabinet_plan_get_tariffs (self->plan);
  g_autofree char *common = cabinet_tariffs_dup_common_reason (tariffs);
  GtkCheckButton *group = NULL;

  cabinet_box_clear (self->tariffs);
  for (guint i = 0; i < g_list_model_get_n_items (tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (tariffs, i);
      GtkCheckButton *check = NULL;
      GtkWidget *row = cabinet_tariff_row_new (tariff, common == NULL, &check);

      g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (tariff), g_object_unref);
      if (check != NULL)
        {
          gtk_check_button_set_group (check, group);
          group = check;
          g_signal_connect_object (check, "toggled", G_CALLBACK (tariff_toggled_cb), self, 0);
        }
      gtk_box_append (self->tariffs, row);
    }
  cabinet_label_tell (self->common_reason, common);
  gtk_widget_set_visible (GTK_WIDGET (self->tariffs), g_list_model_get_n_items (tariffs) > 0);
  gtk_widget_set_visible (self->tariffs_head, g_list_model_get_n_items (tariffs) > 0);
}

static void
fill_services (CabinetTariffPage *self)
{
  GListModel *services = cabinet_plan_get_services (self->plan);
  g_autofree char *common = cabinet_services_dup_common_reason (services);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->services, 0)) != NULL)
    gtk_list_box_remove (self->services, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (services); i++)
    {
      CabinetService *service = cabinet_list_get (services, i);
      GtkSwitch *toggle = NULL;
      GtkWidget *line = cabinet_service_row_new (service, common == NULL, &toggle);

      row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
      gtk_list_box_row_set_child (row, line);
      gtk_list_box_row_set_activatable (row, toggle != NULL);
      gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
      g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (service), g_object_unref);
      if (toggle != NULL)
        {
          g_object_set_data (G_OBJECT (row), "switch", toggle);
          g_object_set_data_full (G_OBJECT (toggle), "record", g_object_ref (service), g_object_unref);
          g_signal_connect_object (toggle, "notify::active", G_CALLBACK (service_switched_cb), self, 0);
        }
      gtk_list_box_append (self->services, GTK_WIDGET (row));
    }
  cabinet_label_tell (self->services_reason, common);
  gtk_widget_set_visible (GTK_WIDGET (self->services), g_list_model_get_n_items (services) > 0);
  gtk_widget_set_visible (self->services_head, g_list_model_get_n_items (services) > 0);
}

static void
collect (GPtrArray *records, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (records, g_list_model_get_item (list, i));
}

/* Rows are made anew only for records that are others: a focus, or a finger on its way, stays. */
static gboolean
take_records (CabinetTariffPage *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean same;

  collect (records, cabinet_plan_get_tariffs (self->plan));
  collect (records, cabinet_plan_get_services (self->plan));
  same = self->shown != NULL && self->shown->len == records->len;
  for (guint i = 0; same && i < records->len; i++)
    {
      gpointer a = g_ptr_array_index (records, i), b = g_ptr_array_index (self->shown, i);

      same = G_OBJECT_TYPE (a) == G_OBJECT_TYPE (b) && cabinet_record_equal (a, b);
    }
  if (same)
    return FALSE;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&records);
  return TRUE;
}

static void
update (CabinetTariffPage *self)
{
  if (self->plan == NULL)
    return;
  show_pending (self);
  cabinet_plan_show_reading (self->plan, self->trouble, self->read_at);
  cabinet_offer_cards_show (self->offers, self->plan);
  if (take_records (self))
    {
      fill_tariffs (self);
      fill_services (self);
      reset_controls (self);
    }
  if (self->shown->len == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->offers)))
    {
      cabinet_plan_show_state (self->plan, self->state);
      gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->state));
    }
  else if (gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->state))
    show_list (self);
}

/* Actions */

static void
refresh (CabinetTariffPage *self)
{
  if (self->plan != NULL)
    cabinet_plan_refresh_async (self->plan, NULL, NULL, NULL);
}

static void
refresh_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  refresh (CABINET_TARIFF_PAGE (widget));
}

/* From the comparison back to the list, which drops the choice; FALSE if the list is already there. What is
 * on its way goes on. */
gboolean
cabinet_tariff_page_step_back (CabinetTariffPage *self)
{
  g_return_val_if_fail (CABINET_IS_TARIFF_PAGE (self), FALSE);

  if (gtk_stack_get_visible_child (self->pages) != self->compare_page)
    return FALSE;
  if (cabinet_change_pane_get_busy (self->pane))
    show_list (self);
  else
    pane_closed_cb (self);
  return TRUE;
}

static void
back_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CabinetTariffPage *self = CABINET_TARIFF_PAGE (widget);

  if (!cabinet_tariff_page_step_back (self) && self->chosen != NULL
      && !cabinet_change_pane_get_busy (self->pane))
    choose (self, NULL);
}

/* Width */

static void
move_pane (CabinetTariffPage *self, AdwBin *from, AdwBin *to)
{
  GtkWidget *pane = GTK_WIDGET (self->pane);

  g_object_ref (pane);
  adw_bin_set_child (from, NULL);
  adw_bin_set_child (to, pane);
  g_object_unref (pane);
}

static void
update_compact (CabinetTariffPage *self)
{
  const gboolean narrow = cabinet_contract_page_get_narrow (CABINET_CONTRACT_PAGE (self));
  const gboolean compact = narrow || cabinet_adaptive_bin_get_narrow (self->bin);

  gtk_widget_set_size_request (GTK_WIDGET (self->side_place),
                               (int) (SIDE_WIDTH * cabinet_text_scale (GTK_WIDGET (self))), -1);
  cabinet_pending_bars_set_narrow (self->bars, narrow);
  g_object_set (self->trouble, "narrow", narrow, NULL);
  if (compact == self->compact)
    return;
  self->compact = compact;
  gtk_widget_set_visible (GTK_WIDGET (self->side_place), !compact);
  move_pane (self, compact ? self->side_place : self->page_place,
             compact ? self->page_place : self->side_place);
  g_object_set (self->pane, "narrow", compact, NULL);
  if (!compact && gtk_stack_get_visible_child (self->pages) == self->compare_page)
    show_list (self);
  else if (compact && self->chosen != NULL)
    gtk_stack_set_visible_child (self->pages, self->compare_page);
}

/* Object */

static void
cabinet_tariff_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_tariff_page_parent_class)->map (widget);
  update_compact (CABINET_TARIFF_PAGE (widget));
  refresh (CABINET_TARIFF_PAGE (widget));
}

static void
cabinet_tariff_page_account_changed (CabinetContractPage *page)
{
  CabinetTariffPage *self = CABINET_TARIFF_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);
  CabinetPlan *plan = account != NULL ? cabinet_account_get_plan (account) : NULL;

  g_clear_object (&self->chosen);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_set_object (&self->plan, plan);
  g_signal_group_set_target (self->signals, self->plan);
  cabinet_change_pane_set_plan (self->pane, self->plan);
  cabinet_web_forms_card_set_account (self->web_forms, account);
  show_list (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
cabinet_tariff_page_narrow_changed (CabinetContractPage *page)
{
  update_compact (CABINET_TARIFF_PAGE (page));
}

static void
cabinet_tariff_page_dispose (GObject *object)
{
  CabinetTariffPage *self = CABINET_TARIFF_PAGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->plan);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer ((GtkWidget **) &self->bin, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_tariff_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-tariff-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, pages);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, list_page);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, compare_page);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, back);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, bars);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, tariffs_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, common_reason);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, services_reason);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, tariffs);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, web_forms);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, services_head);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, services);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, offers);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, read_at);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, side_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, page_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetTariffPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, service_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_busy_cb);
}

static void
cabinet_tariff_page_class_init (CabinetTariffPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);

  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_CHANGE_PANE);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  g_type_ensure (CABINET_TYPE_OFFER_CARDS);
  g_type_ensure (CABINET_TYPE_PENDING_BARS);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  g_type_ensure (CABINET_TYPE_WEB_FORMS_CARD);
  object_class->dispose = cabinet_tariff_page_dispose;
  widget_class->map = cabinet_tariff_page_map;
  page_class->account_changed = cabinet_tariff_page_account_changed;
  page_class->narrow_changed = cabinet_tariff_page_narrow_changed;

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "tariff.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "tariff.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "tariff.back", NULL);
  gtk_widget_class_set_css_name (widget_class, "tariffpage");
}

static void
cabinet_tariff_page_init (CabinetTariffPage *self)
{
  self->signals = g_signal_group_new (CABINET_TYPE_PLAN);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->bin, "notify::narrow", G_CALLBACK (update_compact), self, G_CONNECT_SWAPPED);
}

/* @account: (nullable): whose tariffs to show. (transfer floating) */
GtkWidget *
cabinet_tariff_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_TARIFF_PAGE, "account", account, NULL);
}
