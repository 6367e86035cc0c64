/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-contract-bar.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-mark.h"
#include "cabinet-menus.h"
#include "cabinet-notice-feed.h"
#include "cabinet-state-label.h"
#include "cabinet-tooltip.h"
#include "cabinet-ui.h"

struct _CabinetContractBar
{
  GtkWidget parent_instance;

  GtkWidget *identity;
  CabinetMark *mark;
  GtkLabel *name;
  GtkLabel *provider;
  GtkWidget *demo;
  GtkLabel *details;
  GtkWidget *news;
  AdwButtonContent *news_content;
  GtkWidget *reading;
  CabinetStateLabel *read_at;
  GtkStack *refresh_stack;
  GtkWidget *refresh;
  GtkSpinner *spinner;
  GtkMenuButton *menu_button;

  GSignalGroup *account_signals;
  GSignalGroup *feed_signals; /* no target until the page was drawn */
  guint idle;
  gboolean narrow;
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetContractBar, cabinet_contract_bar, GTK_TYPE_WIDGET)

static char *
dup_details (CabinetAccount *account)
{
  CabinetContract *contract = cabinet_account_get_contract (account);
  g_autofree char *number = cabinet_account_dup_number_words (account);
  GString *text = g_string_new (number);

  if (contract->city != NULL
      && (contract->address == NULL || strstr (contract->address, contract->city) == NULL))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "  ·  " : "", contract->city);
  if (contract->address != NULL)
    g_string_append_printf (text, "%s%s",
                            text->len == 0                                                         ? ""
                            : contract->city != NULL && strstr (text->str, contract->city) != NULL ? ", "
                                                                                                   : "  ·  ",
                            contract->address);
  return g_string_free (text, FALSE);
}

static const char *
reading_icon (CabinetAccount *account)
{
  const GError *error = cabinet_account_get_error (account);

  if (!cabinet_account_get_stale (account))
    return "cabinet-check-symbolic";
  if (g_error_matches (error, CABINET_ERROR, CABINET_ERROR_OFFLINE)
      || g_error_matches (error, CABINET_ERROR, CABINET_ERROR_TIMEOUT))
    return "cabinet-offline-symbolic";
  return "cabinet-clock-symbolic";
}

static void
update_reading (CabinetContractBar *self, CabinetAccount *account)
{
  g_autofree char *words = cabinet_account_dup_read_words (account);
  gboolean refreshing = cabinet_account_get_refreshing (account);

  cabinet_state_label_set_custom (self->read_at, reading_icon (account), words,
                                  cabinet_account_get_stale (account) ? "warning" : "dim");
  gtk_spinner_set_spinning (self->spinner, refreshing);
  gtk_stack_set_visible_child_name (self->refresh_stack, refreshing ? "spinner" : "button");
}

/* There only while something was not read; News itself is under the menu (I6). */
static void
update_news (CabinetContractBar *self)
{
  g_autoptr (CabinetNoticeFeed) feed = g_signal_group_dup_target (self->feed_signals);
  const guint unread = feed != NULL ? cabinet_notice_feed_get_unread (feed) : 0;
  g_autofree char *count = g_strdup_printf ("%u", unread);
  g_autofree char *words =
    g_strdup_printf (ngettext ("%u unread notice", "%u unread notices", unread), unread);

  gtk_widget_set_visible (self->news, unread > 0);
  adw_button_content_set_label (self->news_content, count);
  cabinet_widget_set_tooltip (self->news, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->news), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static gboolean
begin_news (gpointer data)
{
  CabinetContractBar *self = data;
  g_autoptr (CabinetAccount) account = g_signal_group_dup_target (self->account_signals);

  self->idle = 0;
  if (account != NULL && !cabinet_account_get_guest (account))
    g_signal_group_set_target (self->feed_signals, cabinet_account_get_notice_feed (account));
  update_news (self);
  return G_SOURCE_REMOVE;
}

static void
update (CabinetContractBar *self)
{
  g_autoptr (CabinetAccount) account = g_signal_group_dup_target (self->account_signals);
  const char *label;
  g_autofree char *provider = NULL;
  g_autofree char *details = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), account != NULL);
  if (account == NULL)
    return;

  label = cabinet_account_get_label (account);
  if (label != NULL && *label != '\0')
    provider = g_strdup_printf ("·  %s", cabinet_account_get_provider_name (account));
  details = dup_details (account);

  cabinet_mark_set_provider (self->mark, cabinet_account_get_provider_info (account));
  gtk_label_set_text (self->name, cabinet_account_get_display_name (account));
  gtk_label_set_text (self->provider, provider != NULL ? provider : "");
  gtk_widget_set_visible (GTK_WIDGET (self->provider), provider != NULL);
  gtk_widget_set_visible (self->demo, cabinet_account_get_demo (account));
  gtk_label_set_text (self->details, details);
  cabinet_widget_set_tooltip (GTK_WIDGET (self->details), details);
  update_reading (self, account);
}

static void
set_narrow (CabinetContractBar *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (self->identity, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !narrow);
  gtk_widget_set_hexpand (self->reading, narrow);
  gtk_widget_set_halign (self->reading, narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_END);
}

static void
cabinet_contract_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetContractBar *self = CABINET_CONTRACT_BAR (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_take_object (value, g_signal_group_dup_target (self->account_signals));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetContractBar *self = CABINET_CONTRACT_BAR (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_contract_bar_set_account (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cabinet_contract_bar_dispose (GObject *object)
{
  CabinetContractBar *self = CABINET_CONTRACT_BAR (object);
  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->feed_signals);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (cabinet_contract_bar_parent_class)->dispose (object);
}

static void
cabinet_contract_bar_class_init (CabinetContractBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cabinet_contract_bar_get_property;
  object_class->set_property = cabinet_contract_bar_set_property;
  object_class->dispose = cabinet_contract_bar_dispose;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CABINET_TYPE_MARK);
  g_type_ensure (CABINET_TYPE_STATE_LABEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "contractbar");
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-contract-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, identity);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, mark);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, name);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, provider);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, demo);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, details);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, news);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, news_content);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, reading);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, read_at);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, refresh);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractBar, menu_button);
}

static void
cabinet_contract_bar_init (CabinetContractBar *self)
{
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->account_signals, "notify::refreshing", G_CALLBACK (update), self);
  self->feed_signals = g_signal_group_new (CABINET_TYPE_NOTICE_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "notify::unread", G_CALLBACK (update_news), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  cabinet_menu_button_set_menu (self->menu_button, "contract");
  cabinet_widget_set_tooltip (GTK_WIDGET (self->menu_button), _ ("Contract menu"));
  cabinet_widget_set_tooltip (self->refresh, _ ("Refresh (F5)"));
  cabinet_widget_set_tooltip (self->demo, _ ("Demonstration data: nothing here is real, no money moves"));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
}

/** cabinet_contract_bar_set_account: @account is nullable; the household keeps it alive. */
void
cabinet_contract_bar_set_account (CabinetContractBar *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_CONTRACT_BAR (self));

  g_signal_group_set_target (self->account_signals, account);
  update (self);
  g_signal_group_set_target (self->feed_signals, NULL);
  update_news (self);
  /* The page comes first. */
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, begin_news, self, NULL);
}
