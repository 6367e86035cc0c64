/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-contract-row.h"

#include <glib/gi18n-lib.h>

#include "cabinet-conversation.h"
#include "cabinet-mark.h"
#include "cabinet-state-label.h"
#include "cabinet-state-style.h"
#include "cabinet-ui.h"

struct _CabinetContractRow
{
  GtkListBoxRow parent_instance;

  CabinetMark *mark;
  GtkLabel *name;
  GtkWidget *unread;
  GtkLabel *demo;
  GtkLabel *balance;
  CabinetStateLabel *state;
  GtkLabel *provider;

  CabinetAccount *account;
  GSignalGroup *account_signals;
  GSignalGroup *conversation_signals;
};

G_DEFINE_FINAL_TYPE (CabinetContractRow, cabinet_contract_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_sum (CabinetContractRow *self, char **spoken)
{
  CabinetForecast *forecast = cabinet_account_get_forecast (self->account);
  CabinetBalance *main_balance = cabinet_account_get_main_balance (self->account);
  const CabinetMoney *sum = NULL;
  g_autofree char *text = NULL;

  if (forecast != NULL && cabinet_money_is_set (&forecast->balance_today))
    sum = &forecast->balance_today;
  else if (main_balance != NULL && cabinet_money_is_set (&main_balance->amount))
    sum = &main_balance->amount;

  if (sum == NULL)
    {
      gtk_label_set_text (self->balance, "");
      return;
    }
  text = cabinet_money_format (sum, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  gtk_label_set_text (self->balance, text);
  if (sum->micros < 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->balance), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->balance), "error");
  *spoken = cabinet_money_spell (sum, CABINET_ROUND_DOWN);
}

/* A dot beside the name. @words: set to what it says; untouched if all was read. */
static void
show_unread (CabinetContractRow *self, char **words)
{
  guint unread = cabinet_conversation_get_unread (cabinet_account_get_conversation (self->account));

  gtk_widget_set_visible (self->unread, unread > 0);
  if (unread == 0)
    return;
  *words = g_strdup_printf (ngettext ("%u unread message", "%u unread messages", unread), unread);
  gtk_widget_set_tooltip_text (self->unread, *words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unread), GTK_ACCESSIBLE_PROPERTY_LABEL, *words, -1);
}

static void
update (CabinetContractRow *self)
{
  CabinetStateStyle style = cabinet_state_style_of_account (self->account);
  const char *name = cabinet_account_get_display_name (self->account);
  const char *provider = cabinet_account_get_provider_name (self->account);
  gboolean demo = cabinet_account_get_demo (self->account);
  gboolean guest = cabinet_account_get_guest (self->account);
  g_autofree char *state = cabinet_account_dup_state_words (self->account);
  g_autofree char *sum = NULL;
  g_autofree char *unread = NULL;
  g_autofree char *words = NULL;
  g_autofree char *spoken = NULL;

  cabinet_mark_set_provider (self->mark, cabinet_account_get_provider_info (self->account));
  gtk_label_set_text (self->name, name);
  /* Without a name of one's own it would stand there twice, and the words of a guest are long. */
  gtk_label_set_text (self->provider, guest && g_str_equal (name, provider) ? "" : provider);
  gtk_widget_set_visible (GTK_WIDGET (self->demo), demo);
  cabinet_state_label_set_custom (self->state, style.icon_name, state, style.css_class);
  set_sum (self, &sum);
  show_unread (self, &unread);

  if (guest)
    words = g_strdup_printf ("%s, %s%s, %s", name, provider, demo ? _ (", demonstration") : "", state);
  else
    words = g_strdup_printf ("%s, %s%s, %s, %s", name, provider, demo ? _ (", demonstration") : "",
                             sum != NULL ? sum : _ ("balance not read yet"), state);
  spoken = g_strjoin (", ", words, unread, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
cabinet_contract_row_dispose (GObject *object)
{
  CabinetContractRow *self = CABINET_CONTRACT_ROW (object);

  g_clear_object (&self->account_signals);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (cabinet_contract_row_parent_class)->dispose (object);
}

static void
cabinet_contract_row_class_init (CabinetContractRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_contract_row_dispose;
  g_type_ensure (CABINET_TYPE_MARK);
  g_type_ensure (CABINET_TYPE_STATE_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-contract-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, mark);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, name);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, unread);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, demo);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, balance);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, state);
  gtk_widget_class_bind_template_child (widget_class, CabinetContractRow, provider);
}

static void
cabinet_contract_row_init (CabinetContractRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cabinet_contract_row_new (CabinetAccount *account)
{
  CabinetContractRow *self = g_object_new (CABINET_TYPE_CONTRACT_ROW, NULL);

  self->account = g_object_ref (account);
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  g_signal_group_set_target (self->account_signals, account);
  self->conversation_signals = g_signal_group_new (CABINET_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::unread", G_CALLBACK (update), self);
  g_signal_group_set_target (self->conversation_signals, cabinet_account_get_conversation (account));
  update (self);
  return GTK_WIDGET (self);
}

CabinetAccount *
cabinet_contract_row_get_account (CabinetContractRow *self)
{
  g_return_val_if_fail (CABINET_IS_CONTRACT_ROW (self), NULL);
  return self->account;
}
