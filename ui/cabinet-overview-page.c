/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-overview-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-balance-card.h"
#include "cabinet-chart-card.h"
#include "cabinet-columns.h"
#include "cabinet-contacts-card.h"
#include "cabinet-due-card.h"
#include "cabinet-feed-bar.h"
#include "cabinet-recent-card.h"
#include "cabinet-services-card.h"
#include "cabinet-state-page.h"
#include "cabinet-ui.h"

struct _CabinetOverviewPage
{
  CabinetContractPage parent_instance;

  GtkStack *stack;
  GtkWidget *content;
  CabinetFeedBar *feed;
  CabinetStatePage *state; /* NULL until it is needed */
  GtkScrolledWindow *scroller;
  CabinetColumns *columns;
  CabinetBalanceCard *balance;
  CabinetDueCard *due;
  CabinetServicesCard *services;
  CabinetChartCard *chart;
  CabinetRecentCard *recent;
  CabinetContactsCard *contacts;

  GSignalGroup *signals;
  guint update_idle;

  /* What the cards show; a card is not made anew for what it does not show. */
  CabinetOverview *shown;
  CabinetDate shown_on;
  gboolean ledger_moved;
};

G_DEFINE_FINAL_TYPE (CabinetOverviewPage, cabinet_overview_page, CABINET_TYPE_CONTRACT_PAGE)

/* Nothing was ever read: says why, and what to do. */
static void
show_state (CabinetOverviewPage *self)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  g_autofree char *error = cabinet_account_dup_error_words (account);
  const GError *reason = cabinet_account_get_error (account);

  if (self->state == NULL)
    {
      self->state = CABINET_STATE_PAGE (cabinet_state_page_new ());
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->state));
    }
  if (cabinet_account_get_refreshing (account))
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_LOADING, _ ("Reading the contract"),
                            _ ("The balance, the line's state and all operations come in a moment."));
  else if (reason != NULL && g_error_matches (reason, CABINET_ERROR, CABINET_ERROR_OFFLINE))
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_OFFLINE, _ ("No connection"), error);
  else if (reason != NULL)
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_ERROR, _ ("Could not be read"), error);
  else
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("Not read yet"),
                            _ ("Nothing was read of this contract so far."));
  if (!cabinet_account_get_refreshing (account))
    cabinet_state_page_set_action (self->state, _ ("Read now"), "win.refresh");
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->state));
}

static void
update (CabinetOverviewPage *self)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  CabinetOverview *overview = account != NULL ? cabinet_account_get_overview (account) : NULL;
  CabinetDate today;
  gboolean whole;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (account == NULL)
    return;
  today = cabinet_account_get_today (account);
  if (overview == NULL)
    {
      show_state (self);
      return;
    }
  whole = self->ledger_moved || self->shown_on != today || overview != self->shown;
  g_set_object (&self->shown, overview);
  self->shown_on = today;
  self->ledger_moved = FALSE;

  cabinet_balance_card_show (self->balance, account);
  cabinet_services_card_show (self->services, account);
  cabinet_contacts_card_show (self->contacts, account);
  if (whole)
    {
      cabinet_due_card_show (self->due, account);
      cabinet_chart_card_show (self->chart, account);
      cabinet_recent_card_show (self->recent, account);
    }
  gtk_stack_set_visible_child (self->stack, self->content);
}

static gboolean
update_idle_cb (gpointer data)
{
  CabinetOverviewPage *self = data;

  self->update_idle = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* A refresh changes several things in one turn; the page is drawn once after it. */
static void
changed_cb (CabinetOverviewPage *self)
{
  if (self->update_idle == 0)
    self->update_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_idle_cb, self, NULL);
}

static void
ledger_changed_cb (CabinetOverviewPage *self)
{
  self->ledger_moved = TRUE;
  changed_cb (self);
}

static void
cabinet_overview_page_account_changed (CabinetContractPage *page)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);

  g_signal_group_set_target (self->signals, account);
  cabinet_feed_bar_set_account (self->feed, account);
  g_clear_object (&self->shown);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
}

static void
cabinet_overview_page_narrow_changed (CabinetContractPage *page)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (page);
  gboolean narrow = cabinet_contract_page_get_narrow (page);

  g_object_set (self->feed, "narrow", narrow, NULL);
  cabinet_chart_card_set_narrow (self->chart, narrow);
  cabinet_due_card_set_expanded (self->due, !narrow);
  cabinet_balance_card_set_narrow (self->balance, narrow);
  update (self);
}

static void
cabinet_overview_page_dispose (GObject *object)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->shown);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_overview_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, content);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, feed);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, columns);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, balance);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, due);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, services);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, chart);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, recent);
  gtk_widget_class_bind_template_child (widget_class, CabinetOverviewPage, contacts);
}

static void
ensure_types (void)
{
  g_type_ensure (CABINET_TYPE_COLUMNS);
  g_type_ensure (CABINET_TYPE_FEED_BAR);
  g_type_ensure (CABINET_TYPE_BALANCE_CARD);
  g_type_ensure (CABINET_TYPE_DUE_CARD);
  g_type_ensure (CABINET_TYPE_SERVICES_CARD);
  g_type_ensure (CABINET_TYPE_CHART_CARD);
  g_type_ensure (CABINET_TYPE_RECENT_CARD);
  g_type_ensure (CABINET_TYPE_CONTACTS_CARD);
}

static void
cabinet_overview_page_class_init (CabinetOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);

  ensure_types ();
  object_class->dispose = cabinet_overview_page_dispose;
  page_class->account_changed = cabinet_overview_page_account_changed;
  page_class->narrow_changed = cabinet_overview_page_narrow_changed;

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-overview-page.ui");
  bind_children (widget_class);
  gtk_widget_class_set_css_name (widget_class, "overviewpage");
}

static void
cabinet_overview_page_init (CabinetOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "ledger-changed", G_CALLBACK (ledger_changed_cb), self);
}

/* @account: (nullable): whose overview to show. (transfer floating) */
GtkWidget *
cabinet_overview_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_OVERVIEW_PAGE, "account", account, NULL);
}

/** cabinet_overview_page_set_quiet: the provider's notices wait while a bar above the page has the word. */
void
cabinet_overview_page_set_quiet (CabinetOverviewPage *self, gboolean quiet)
{
  g_return_if_fail (CABINET_IS_OVERVIEW_PAGE (self));

  cabinet_feed_bar_set_quiet (self->feed, quiet);
}
