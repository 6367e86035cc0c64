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
  GtkWidget parent_instance;

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

  CabinetAccount *account;
  GSignalGroup *signals;
  guint update_idle;
  gboolean narrow;

  /* What the cards show; a card is not made anew for what it does not show. */
  CabinetOverview *shown;
  CabinetDate shown_on;
  gboolean ledger_moved;
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetOverviewPage, cabinet_overview_page, GTK_TYPE_WIDGET)

/* Nothing was ever read: says why, and what to do. */
static void
show_state (CabinetOverviewPage *self)
{
  g_autofree char *error = cabinet_account_dup_error_words (self->account);
  const GError *reason = cabinet_account_get_error (self->account);

  if (self->state == NULL)
    {
      self->state = CABINET_STATE_PAGE (cabinet_state_page_new ());
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->state));
    }
  if (cabinet_account_get_refreshing (self->account))
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_LOADING, _ ("Reading the contract"),
                            _ ("The balance, the line's state and all operations come in a moment."));
  else if (reason != NULL && g_error_matches (reason, CABINET_ERROR, CABINET_ERROR_OFFLINE))
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_OFFLINE, _ ("No connection"), error);
  else if (reason != NULL)
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_ERROR, _ ("Could not be read"), error);
  else
    cabinet_state_page_set (self->state, CABINET_STATE_PAGE_EMPTY, _ ("Not read yet"),
                            _ ("Nothing was read of this contract so far."));
  if (!cabinet_account_get_refreshing (self->account))
    cabinet_state_page_set_action (self->state, _ ("Read now"), "win.refresh");
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->state));
}

static void
update (CabinetOverviewPage *self)
{
  CabinetOverview *overview = self->account ? cabinet_account_get_overview (self->account) : NULL;
  CabinetDate today;
  gboolean whole;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (self->account == NULL)
    return;
  today = cabinet_account_get_today (self->account);
  if (overview == NULL)
    {
      show_state (self);
      return;
    }
  whole = self->ledger_moved || self->shown_on != today || overview != self->shown;
  g_set_object (&self->shown, overview);
  self->shown_on = today;
  self->ledger_moved = FALSE;

  cabinet_balance_card_show (self->balance, self->account);
  cabinet_services_card_show (self->services, self->account);
  cabinet_contacts_card_show (self->contacts, self->account);
  if (whole)
    {
      cabinet_due_card_show (self->due, self->account);
      cabinet_chart_card_show (self->chart, self->account);
      cabinet_recent_card_show (self->recent, self->account);
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
update_narrow (CabinetOverviewPage *self)
{
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_set (self->feed, "narrow", self->narrow, NULL);
  cabinet_chart_card_set_narrow (self->chart, self->narrow);
  cabinet_due_card_set_expanded (self->due, !self->narrow);
  cabinet_balance_card_set_narrow (self->balance, self->narrow);
  update (self);
}

static void
cabinet_overview_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (object);

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
cabinet_overview_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_overview_page_set_account (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          update_narrow (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_overview_page_dispose (GObject *object)
{
  CabinetOverviewPage *self = CABINET_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->update_idle, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->account);
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
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  ensure_types ();
  object_class->get_property = cabinet_overview_page_get_property;
  object_class->set_property = cabinet_overview_page_set_property;
  object_class->dispose = cabinet_overview_page_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-overview-page.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
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

/* (transfer none) (nullable) */
CabinetAccount *
cabinet_overview_page_get_account (CabinetOverviewPage *self)
{
  g_return_val_if_fail (CABINET_IS_OVERVIEW_PAGE (self), NULL);

  return self->account;
}

/* Shows another contract, from the top and at once. */
void
cabinet_overview_page_set_account (CabinetOverviewPage *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_OVERVIEW_PAGE (self));

  if (!g_set_object (&self->account, account))
    return;
  g_signal_group_set_target (self->signals, account);
  cabinet_feed_bar_set_account (self->feed, account);
  g_clear_object (&self->shown);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/** cabinet_overview_page_set_quiet: the provider's notices wait while a bar above the page has the word. */
void
cabinet_overview_page_set_quiet (CabinetOverviewPage *self, gboolean quiet)
{
  g_return_if_fail (CABINET_IS_OVERVIEW_PAGE (self));

  cabinet_feed_bar_set_quiet (self->feed, quiet);
}
