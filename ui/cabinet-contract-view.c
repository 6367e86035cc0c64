/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-contract-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-adaptive-bin.h"
#include "cabinet-contract-bar.h"
#include "cabinet-menus.h"
#include "cabinet-news-page.h"
#include "cabinet-notice-bar.h"
#include "cabinet-notices.h"
#include "cabinet-overview-page.h"
#include "cabinet-statement-page.h"
#include "cabinet-support-page.h"
#include "cabinet-tariff-page.h"
#include "cabinet-tooltip.h"
#include "cabinet-top-up-page.h"
#include "cabinet-ui.h"

struct _CabinetContractView
{
  GtkWidget parent_instance;

  CabinetAdaptiveBin *bin;
  GtkStack *title_stack;
  AdwWindowTitle *title;
  GtkWidget *demo;
  CabinetContractBar *bar;
  CabinetNoticeBar *trouble;
  CabinetNoticeBar *note;
  GtkBox *column;
  GtkMenuButton *menu_button;
  GtkWidget *back;
  AdwViewStack *stack;
  AdwBin *overview_place;
  AdwBin *statement_place;
  AdwBin *top_up_place;
  AdwBin *tariff_place;
  AdwBin *support_place;
  AdwBin *news_place; /* not in the switcher */

  CabinetAccount *account;
  GtkWidget *switcher_bar; /* NULL until the view was narrow */
  GSignalGroup *account_signals;
  char *page_of_contract; /* shown before a guest's conversation came, which has one page; nullable */
  char *words;            /* said once, until dismissed or the contract changes */
  gboolean demo_noted;
  GSettings *settings; /* nullable */
  gboolean folded;
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_FOLDED,
  PROP_PAGE,
  PROP_DEMO_NOTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetContractView, cabinet_contract_view, GTK_TYPE_WIDGET)

/* One note at a time: what can be dismissed comes first, and what the provider says takes its place. What
 * troubles the account is no note. */
static void
update_notices (CabinetContractView *self)
{
  GtkWidget *overview = self->overview_place != NULL ? adw_bin_get_child (self->overview_place) : NULL;
  gboolean troubled;

  cabinet_notices_show_trouble (self->trouble, self->account);
  troubled = *cabinet_notice_bar_get_text (self->trouble) != '\0';
  if (self->words != NULL)
    {
      cabinet_notice_bar_set (self->note, CABINET_NOTICE_WARNING, "cabinet-key-symbolic", self->words);
      cabinet_notice_bar_set_dismissable (self->note, TRUE);
    }
  else
    cabinet_notices_show_note (self->note, self->account, !self->demo_noted && !troubled);
  if (overview != NULL)
    cabinet_overview_page_set_quiet (CABINET_OVERVIEW_PAGE (overview),
                                     cabinet_notice_bar_get_dismissable (self->note));
}

static void
update (CabinetContractView *self)
{
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  const char *label;

  if (self->account == NULL)
    return;
  number = cabinet_account_dup_number_words (self->account);
  label = cabinet_account_get_label (self->account);
  title = label != NULL && *label != '\0'
            ? g_strdup_printf ("%s · %s", label, cabinet_account_get_provider_name (self->account))
            : g_strdup (cabinet_account_get_provider_name (self->account));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, number);
  gtk_widget_set_visible (self->demo, cabinet_account_get_demo (self->account));
  update_notices (self);
}

static GtkWidget *
build_statement (CabinetContractView *self)
{
  GtkWidget *page = cabinet_statement_page_new (NULL);

  if (self->settings != NULL)
    cabinet_statement_page_bind_settings (CABINET_STATEMENT_PAGE (page), self->settings);
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (page), self->account);
  return page;
}

static GtkWidget *
build_page (CabinetContractView *self, AdwBin *place)
{
  if (place == self->statement_place)
    return build_statement (self);
  if (place == self->top_up_place)
    return cabinet_top_up_page_new (self->account);
  if (place == self->tariff_place)
    return cabinet_tariff_page_new (self->account);
  if (place == self->support_place)
    return cabinet_support_page_new (self->account);
  if (place == self->news_place)
    return cabinet_news_page_new (self->account);
  return cabinet_overview_page_new (self->account);
}

/* A page is built when it is first shown: building all of them would show in the first frame. */
static void
on_page_shown (CabinetContractView *self)
{
  GtkWidget *place = adw_view_stack_get_visible_child (self->stack);
  GtkWidget *page;

  if (self->account != NULL && place != NULL && adw_bin_get_child (ADW_BIN (place)) == NULL)
    {
      page = build_page (self, ADW_BIN (place));
      g_object_bind_property (self->bin, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
      adw_bin_set_child (ADW_BIN (place), page);
      update_notices (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
on_note_dismissed (CabinetContractView *self)
{
  if (self->words != NULL)
    g_clear_pointer (&self->words, g_free);
  else if (!self->demo_noted)
    {
      self->demo_noted = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEMO_NOTED]);
    }
  update_notices (self);
}

static gboolean
is_guest (CabinetContractView *self)
{
  return self->account != NULL && cabinet_account_get_guest (self->account);
}

static void
on_narrow (CabinetContractView *self)
{
  gboolean narrow = cabinet_adaptive_bin_get_narrow (self->bin);

  if (narrow && self->switcher_bar == NULL)
    {
      self->switcher_bar = adw_view_switcher_bar_new ();
      adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (self->switcher_bar), self->stack);
      gtk_box_append (self->column, self->switcher_bar);
    }
  if (self->switcher_bar != NULL)
    adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->switcher_bar), narrow && !is_guest (self));
  gtk_stack_set_visible_child_name (self->title_stack, narrow            ? "narrow"
                                                       : is_guest (self) ? "guest"
                                                                         : "wide");
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
cabinet_contract_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetContractView *self = CABINET_CONTRACT_VIEW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_PAGE:
      g_value_set_string (value, adw_view_stack_get_visible_child_name (self->stack));
      break;
    case PROP_DEMO_NOTED:
      g_value_set_boolean (value, self->demo_noted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetContractView *self = CABINET_CONTRACT_VIEW (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_contract_view_set_account (self, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      self->folded = g_value_get_boolean (value);
      break;
    case PROP_PAGE:
      cabinet_contract_view_show_page (self, g_value_get_string (value));
      break;
    case PROP_DEMO_NOTED:
      self->demo_noted = g_value_get_boolean (value);
      update_notices (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_view_dispose (GObject *object)
{
  CabinetContractView *self = CABINET_CONTRACT_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->account_signals);
  g_clear_object (&self->account);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->page_of_contract, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_contract_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CABINET_TYPE_ADAPTIVE_BIN);
  g_type_ensure (CABINET_TYPE_CONTRACT_BAR);
  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-contract-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, title_stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, title);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, demo);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, bar);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, trouble);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, note);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, column);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, back);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, overview_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, statement_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, top_up_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, tariff_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, support_place);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractView, news_place);
  gtk_widget_class_bind_template_callback (widget_class, on_page_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_note_dismissed);
}

static void
cabinet_contract_view_class_init (CabinetContractViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_contract_view_get_property;
  object_class->set_property = cabinet_contract_view_set_property;
  object_class->dispose = cabinet_contract_view_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] =
    g_param_spec_string ("page", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DEMO_NOTED] =
    g_param_spec_boolean ("demo-noted", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contractview");
  bind_template (widget_class);
}

static void
cabinet_contract_view_init (CabinetContractView *self)
{
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_menu_button_set_menu (self->menu_button, "contract");
  cabinet_widget_set_tooltip (GTK_WIDGET (self->menu_button), _ ("Contract menu"));
  cabinet_widget_set_tooltip (self->back, _ ("Contracts (Alt+Left)"));
  g_signal_connect_object (self->bin, "notify::narrow", G_CALLBACK (on_narrow), self, G_CONNECT_SWAPPED);
}

CabinetAccount *
cabinet_contract_view_get_account (CabinetContractView *self)
{
  g_return_val_if_fail (CABINET_IS_CONTRACT_VIEW (self), NULL);
  return self->account;
}

static void
set_page_account (AdwBin *place, CabinetAccount *account)
{
  GtkWidget *page = adw_bin_get_child (place);

  if (page == NULL)
    return;
  if (account != NULL)
    g_object_set (page, "account", account, NULL);
  else
    adw_bin_set_child (place, NULL);
}

/* A guest has a conversation and no contract (H5): the pages that tell of one are not offered. */
static void
offer_pages (CabinetContractView *self)
{
  AdwBin *const of_contract[] = { self->overview_place, self->statement_place, self->top_up_place,
                                  self->tariff_place };
  gboolean guest = is_guest (self);

  if (guest && self->page_of_contract == NULL)
    self->page_of_contract = g_strdup (adw_view_stack_get_visible_child_name (self->stack));
  if (guest)
    adw_view_stack_set_visible_child_name (self->stack, "support");
  for (guint i = 0; i < G_N_ELEMENTS (of_contract); i++)
    adw_view_stack_page_set_visible (adw_view_stack_get_page (self->stack, GTK_WIDGET (of_contract[i])),
                                     !guest);
  if (!guest && self->page_of_contract != NULL)
    {
      adw_view_stack_set_visible_child_name (self->stack, self->page_of_contract);
      g_clear_pointer (&self->page_of_contract, g_free);
    }
}

/** cabinet_contract_view_set_account: shows another contract on the pages that stand. @account is nullable.
 */
void
cabinet_contract_view_set_account (CabinetContractView *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  if (!g_set_object (&self->account, account))
    return;
  g_clear_pointer (&self->words, g_free);
  g_signal_group_set_target (self->account_signals, account);
  cabinet_contract_bar_set_account (self->bar, account);
  set_page_account (self->overview_place, is_guest (self) ? NULL : account);
  set_page_account (self->statement_place, is_guest (self) ? NULL : account);
  set_page_account (self->top_up_place, is_guest (self) ? NULL : account);
  set_page_account (self->tariff_place, is_guest (self) ? NULL : account);
  set_page_account (self->support_place, account);
  set_page_account (self->news_place, is_guest (self) ? NULL : account);
  offer_pages (self);
  on_narrow (self);
  update (self);
  on_page_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/** cabinet_contract_view_set_settings: where the pages keep how the person wants them. Before they are shown.
 */
void
cabinet_contract_view_set_settings (CabinetContractView *self, GSettings *settings)
{
  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));
  g_set_object (&self->settings, settings);
  g_settings_bind (settings, "demo-noted", self, "demo-noted", G_SETTINGS_BIND_DEFAULT);
}

/** cabinet_contract_view_show_page: "overview", "statement", "top-up", "tariff", "support", "news"; else
 * ignored. */
void
cabinet_contract_view_show_page (CabinetContractView *self, const char *name)
{
  GtkWidget *place;

  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  place = name != NULL ? adw_view_stack_get_child_by_name (self->stack, name) : NULL;
  if (place == NULL)
    return;
  /* News are never in the switcher, but to be had. */
  if (place == GTK_WIDGET (self->news_place)
        ? !is_guest (self)
        : adw_view_stack_page_get_visible (adw_view_stack_get_page (self->stack, place)))
    adw_view_stack_set_visible_child (self->stack, place);
}

/** cabinet_contract_view_get_page: the page that is shown (transfer none), NULL without a contract. */
GtkWidget *
cabinet_contract_view_get_page (CabinetContractView *self)
{
  GtkWidget *place;

  g_return_val_if_fail (CABINET_IS_CONTRACT_VIEW (self), NULL);

  place = adw_view_stack_get_visible_child (self->stack);
  return place != NULL ? adw_bin_get_child (ADW_BIN (place)) : NULL;
}

/** cabinet_contract_view_tell_support: opens the conversation with @text to be gone on with. */
void
cabinet_contract_view_tell_support (CabinetContractView *self, const char *text)
{
  GtkWidget *page;

  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  cabinet_contract_view_show_page (self, "support");
  page = cabinet_contract_view_get_page (self);
  if (CABINET_IS_SUPPORT_PAGE (page))
    cabinet_support_page_write (CABINET_SUPPORT_PAGE (page), text);
}

/** cabinet_contract_view_top_up: opens the page to pay with @amount; nothing is paid before the button there
 * is pressed. */
void
cabinet_contract_view_top_up (CabinetContractView *self, const CabinetMoney *amount)
{
  GtkWidget *page;

  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  cabinet_contract_view_show_page (self, "top-up");
  page = cabinet_contract_view_get_page (self);
  if (CABINET_IS_TOP_UP_PAGE (page))
    cabinet_top_up_page_suggest (CABINET_TOP_UP_PAGE (page), amount);
}

/** cabinet_contract_view_find: opens the statement and its search. */
void
cabinet_contract_view_find (CabinetContractView *self)
{
  GtkWidget *page;

  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  cabinet_contract_view_show_page (self, "statement");
  page = cabinet_contract_view_get_page (self);
  if (page != NULL)
    gtk_widget_activate_action (page, "statement.search", NULL);
}

/** cabinet_contract_view_show_operation: opens the statement at @operation, which a search for @text found.
 */
void
cabinet_contract_view_show_operation (CabinetContractView *self,
                                      CabinetOperation *operation,
                                      const char *text)
{
  GtkWidget *page;

  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  cabinet_contract_view_show_page (self, "statement");
  page = cabinet_contract_view_get_page (self);
  if (CABINET_IS_STATEMENT_PAGE (page))
    cabinet_statement_page_show_operation (CABINET_STATEMENT_PAGE (page), operation, text);
}

/** cabinet_contract_view_step_back: closes what the shown page has opened; FALSE = nothing to close. */
gboolean
cabinet_contract_view_step_back (CabinetContractView *self)
{
  GtkWidget *page = cabinet_contract_view_get_page (self);

  if (CABINET_IS_TARIFF_PAGE (page))
    return cabinet_tariff_page_step_back (CABINET_TARIFF_PAGE (page));
  return CABINET_IS_STATEMENT_PAGE (page) && cabinet_statement_page_step_back (CABINET_STATEMENT_PAGE (page));
}

/** cabinet_contract_view_note: says @words once about the shown contract, until they are dismissed. */
void
cabinet_contract_view_note (CabinetContractView *self, const char *words)
{
  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));

  g_free (self->words);
  self->words = g_strdup (words);
  update_notices (self);
}

/** cabinet_contract_view_expect_width: px that it will probably get, so that the first frame does not jump.
 */
void
cabinet_contract_view_expect_width (CabinetContractView *self, int width)
{
  g_return_if_fail (CABINET_IS_CONTRACT_VIEW (self));
  cabinet_adaptive_bin_expect_width (self->bin, width);
}
