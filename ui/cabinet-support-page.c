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
  GtkWidget parent_instance;

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

  CabinetAccount *account;
  CabinetConversation *conversation;
  GSignalGroup *account_signals;
  GSignalGroup *signals;
  GCancellable *cancellable;
  gboolean narrow;
  gboolean watching;
};

enum
{
  PROP_ACCOUNT = 1,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CabinetSupportPage, cabinet_support_page, GTK_TYPE_WIDGET)

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
  CabinetCapability *chat = find_chat (self->account);

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
  const GError *error = cabinet_conversation_get_error (self->conversation);

  if (cabinet_conversation_get_read_at (self->conversation) != 0)
    cabinet_state_page_set (self->nothing, CABINET_STATE_PAGE_EMPTY, _ ("No messages yet"),
                            cabinet_account_get_guest (self->account)
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
  g_autofree char *words = NULL;
  gboolean refused;

  if (self->account == NULL)
    return;
  cabinet_contacts_card_show (self->contacts, self->account);
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

/* Narrow, the other ways fold into a button. */
static void
update_narrow (CabinetSupportPage *self)
{
  g_object_ref (self->contacts);
  adw_bin_set_child (self->narrow ? self->side_bin : self->ways_bin, NULL);
  adw_bin_set_child (self->narrow ? self->ways_bin : self->side_bin, GTK_WIDGET (self->contacts));
  g_object_unref (self->contacts);
  gtk_widget_set_visible (self->side, !self->narrow);
  gtk_widget_set_visible (self->rule, !self->narrow);
  gtk_widget_set_visible (self->ways_button, self->narrow);
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
cabinet_support_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (object);

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
cabinet_support_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      cabinet_support_page_set_account (self, g_value_get_object (value));
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
cabinet_support_page_dispose (GObject *object)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (object);

  if (self->stack != NULL)
    cabinet_support_page_set_account (self, NULL);
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
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_COMPOSER);
  g_type_ensure (CABINET_TYPE_CONTACTS_CARD);
  g_type_ensure (CABINET_TYPE_MESSAGE_LIST);
  g_type_ensure (CABINET_TYPE_STATE_PAGE);
  object_class->get_property = cabinet_support_page_get_property;
  object_class->set_property = cabinet_support_page_set_property;
  object_class->dispose = cabinet_support_page_dispose;
  widget_class->map = cabinet_support_page_map;
  widget_class->unmap = cabinet_support_page_unmap;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, CABINET_TYPE_ACCOUNT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-support-page.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
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

/* (transfer none) (nullable) */
CabinetAccount *
cabinet_support_page_get_account (CabinetSupportPage *self)
{
  g_return_val_if_fail (CABINET_IS_SUPPORT_PAGE (self), NULL);

  return self->account;
}

/* Shows another contract's conversation, from its end. */
void
cabinet_support_page_set_account (CabinetSupportPage *self, CabinetAccount *account)
{
  CabinetConversation *conversation;
  gboolean watched;

  g_return_if_fail (CABINET_IS_SUPPORT_PAGE (self));

  if (self->account == account)
    return;
  conversation = account != NULL ? cabinet_account_get_conversation (account) : NULL;
  watched = self->watching;
  set_watching (self, FALSE);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->account, account);
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->account_signals, account);
  g_signal_group_set_target (self->signals, self->conversation);
  cabinet_composer_set_conversation (self->composer, self->conversation);
  cabinet_message_list_set_account (self->messages, account);
  if (account != NULL)
    {
      update (self);
      set_watching (self, watched || gtk_widget_get_mapped (GTK_WIDGET (self)));
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

void
cabinet_support_page_write (CabinetSupportPage *self, const char *text)
{
  g_return_if_fail (CABINET_IS_SUPPORT_PAGE (self) && text != NULL);

  cabinet_composer_set_text (self->composer, text);
  cabinet_composer_focus (self->composer);
}
