/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-support-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-composer.h"
#include "cabinet-contacts-card.h"
#include "cabinet-message-list.h"
#include "cabinet-state-page.h"
#include "cabinet-ui.h"

struct _CabinetSupportPage
{
  CabinetContractPage parent_instance;

  GtkStack *stack;
  GtkLabel *hours;
  GtkWidget *ways_button;
  AdwBin *ways_bin;
  GtkStack *talk;
  CabinetMessageList *messages;
  CabinetStatePage *nothing;
  CabinetComposer *composer;
  GtkWidget *rule;
  GtkWidget *side;
  AdwBin *side_bin;
  CabinetContactsCard *contacts;

  CabinetConversation *conversation;
  GSignalGroup *account_signals;
  GSignalGroup *signals;
  GCancellable *cancellable;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (CabinetSupportPage, cabinet_support_page, CABINET_TYPE_CONTRACT_PAGE)

static CabinetCapability *
find_chat (CabinetAccount *account)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, "chat"))
        return capability;
    }
  return NULL;
}

/* The provider takes no messages here: says so, with the phones beside it. */
static gboolean
show_refusal (CabinetSupportPage *self)
{
  CabinetCapability *chat = find_chat (cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self)));

  if (chat == NULL || chat->answer == CABINET_CAPABILITY_ANSWER_YES
      || chat->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN)
    return FALSE;
  cabinet_state_page_set (self->nothing, CABINET_STATE_PAGE_EMPTY, _ ("No messages here"),
                          chat->reason != NULL ? chat->reason : _ ("This provider answers by phone only."));
  return TRUE;
}

static void
show_nothing (CabinetSupportPage *self)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  const GError *error = cabinet_conversation_get_error (self->conversation);

  if (cabinet_conversation_get_read_at (self->conversation) != 0)
    cabinet_state_page_set (self->nothing, CABINET_STATE_PAGE_EMPTY, _ ("No messages yet"),
                            cabinet_account_get_guest (account)
                              ? _ ("Ask anything: the answer comes here by itself.")
                              : _ ("Ask anything about the contract: the answer comes here by itself."));
  else if (error != NULL)
    cabinet_state_page_set (
      self->nothing, CABINET_STATE_PAGE_OFFLINE, _ ("Not read yet"),
      _ ("The conversation cannot be read now. A message can be written all the same: it "
         "is kept and sent as soon as the provider can be reached."));
  else
    cabinet_state_page_set (self->nothing, CABINET_STATE_PAGE_LOADING, _ ("Reading the messages"), NULL);
}

static void
update (CabinetSupportPage *self)
{
  CabinetAccount *account = cabinet_contract_page_get_account (CABINET_CONTRACT_PAGE (self));
  g_autofree char *words = NULL;
  gboolean refused;

  if (account == NULL)
    return;
  cabinet_contacts_card_show (self->contacts, account);
  words = cabinet_conversation_dup_answer_words (self->conversation);
  gtk_label_set_text (self->hours, words != NULL ? words : _ ("Messages are answered by a person"));
  refused = show_refusal (self);
  gtk_widget_set_visible (GTK_WIDGET (self->composer), !refused);
  if (!refused && g_list_model_get_n_items (G_LIST_MODEL (self->conversation)) == 0)
    {
      show_nothing (self);
      refused = TRUE;
    }
  gtk_stack_set_visible_child (self->talk,
                               refused ? GTK_WIDGET (self->nothing) : GTK_WIDGET (self->messages));
  cabinet_message_list_update (self->messages);
  cabinet_composer_update (self->composer);
}

static void
set_watching (CabinetSupportPage *self, gboolean watching)
{
  watching = watching && self->conversation != NULL;
  if (self->watching == watching)
    return;
  self->watching = watching;
  if (watching)
    {
      cabinet_conversation_start_watching (self->conversation);
      cabinet_conversation_refresh_async (self->conversation, self->cancellable, NULL, NULL);
    }
  else
    cabinet_conversation_stop_watching (self->conversation);
}

static void
cabinet_support_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cabinet_support_page_parent_class)->map (widget);
  set_watching (CABINET_SUPPORT_PAGE (widget), TRUE);
}

static void
cabinet_support_page_unmap (GtkWidget *widget)
{
  set_watching (CABINET_SUPPORT_PAGE (widget), FALSE);
  GTK_WIDGET_CLASS (cabinet_support_page_parent_class)->unmap (widget);
}

/* The conversation is shown from its end. */
static void
cabinet_support_page_account_changed (CabinetContractPage *page)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (page);
  CabinetAccount *account = cabinet_contract_page_get_account (page);
  CabinetConversation *conversation = account != NULL ? cabinet_account_get_conversation (account) : NULL;
  gboolean watched = self->watching;

  set_watching (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->account_signals, account);
  g_signal_group_set_target (self->signals, self->conversation);
  cabinet_composer_set_conversation (self->composer, self->conversation);
  cabinet_message_list_set_account (self->messages, account);
  if (account == NULL)
    return;
  update (self);
  set_watching (self, watched || gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* Narrow, the other ways fold into a button. */
static void
cabinet_support_page_narrow_changed (CabinetContractPage *page)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (page);
  gboolean narrow = cabinet_contract_page_get_narrow (page);

  g_object_ref (self->contacts);
  adw_bin_set_child (narrow ? self->side_bin : self->ways_bin, NULL);
  adw_bin_set_child (narrow ? self->ways_bin : self->side_bin, GTK_WIDGET (self->contacts));
  g_object_unref (self->contacts);
  gtk_widget_set_visible (self->side, !narrow);
  gtk_widget_set_visible (self->rule, !narrow);
  gtk_widget_set_visible (self->ways_button, narrow);
}

static void
cabinet_support_page_dispose (GObject *object)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (object);

  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (self), NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->signals);
  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_support_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, hours);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, ways_button);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, ways_bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, talk);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, messages);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, composer);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, rule);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, side);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, side_bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, contacts);
}

static void
cabinet_support_page_class_init (CabinetSupportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  CabinetContractPageClass *page_class = CABINET_CONTRACT_PAGE_CLASS (klass);

  g_type_ensure (CABINET_TYPE_COMPOSER);
  g_type_ensure (CABINET_TYPE_CONTACTS_CARD);
  g_type_ensure (CABINET_TYPE_MESSAGE_LIST);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  object_class->dispose = cabinet_support_page_dispose;
  widget_class->map = cabinet_support_page_map;
  widget_class->unmap = cabinet_support_page_unmap;
  page_class->account_changed = cabinet_support_page_account_changed;
  page_class->narrow_changed = cabinet_support_page_narrow_changed;

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-support-page.ui");
  bind_children (widget_class);
  gtk_widget_class_set_css_name (widget_class, "supportpage");
}

static void
cabinet_support_page_init (CabinetSupportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->account_signals = g_signal_group_new (CABINET_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "changed", G_CALLBACK (update), self);
  self->signals = g_signal_group_new (CABINET_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (update), self);
}

/* @account: (nullable): whose conversation to show. (transfer floating) */
GtkWidget *
cabinet_support_page_new (CabinetAccount *account)
{
  return g_object_new (CABINET_TYPE_SUPPORT_PAGE, "account", account, NULL);
}

void
cabinet_support_page_write (CabinetSupportPage *self, const char *text)
{
  g_return_if_fail (CABINET_IS_SUPPORT_PAGE (self) && text != NULL);

  cabinet_composer_set_text (self->composer, text);
  cabinet_composer_focus (self->composer);
}
