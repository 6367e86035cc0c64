/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-support-page.h"

#include <glib/gi18n-lib.h>

#include "cabinet-composer.h"
#include "cabinet-contacts-card.h"
#include "cabinet-dialogs.h"
#include "cabinet-message-row.h"
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
  GtkScrolledWindow *scroller;
  GtkWidget *older;
  GtkListBox *messages;
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
  gboolean at_end; /* the newest message is in sight, and is to stay so */
  double seen_upper;
  double seen_page;
  guint end_idle;
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
                               refused ? GTK_WIDGET (self->nothing) : GTK_WIDGET (self->scroller));
  gtk_widget_set_visible (self->older, cabinet_conversation_get_has_older (self->conversation));
  cabinet_composer_update (self->composer);
}

static CabinetDate
day_of (CabinetSupportPage *self, CabinetMessage *message)
{
  return cabinet_date_of_instant (message->at != 0 ? message->at : cabinet_instant_now (),
                                  cabinet_account_get_zone (self->account));
}

static char *
dup_day_words (CabinetDate day, CabinetDate today)
{
  g_autofree char *date = cabinet_date_format (day, CABINET_DATE_STYLE_LONG, today);

  if (day == today)
    return g_strdup (C_ ("messages of", "Today"));
  /* Translators: above the messages of yesterday; %s is the date */
  if (day + 1 == today)
    return g_strdup_printf (C_ ("messages of", "Yesterday, %s"), date);
  return g_steal_pointer (&date);
}

/* A day has a line of its own, and so has a request with a subject. */
static char *
dup_header (CabinetSupportPage *self, CabinetMessage *message, CabinetMessage *before)
{
  CabinetDate day = day_of (self, message);
  CabinetThread *thread =
    message->thread != NULL ? cabinet_conversation_lookup_thread (self->conversation, message->thread) : NULL;
  gboolean new_day = before == NULL || day_of (self, before) != day;
  gboolean new_thread = thread != NULL && thread->subject != NULL
                        && (before == NULL || g_strcmp0 (before->thread, message->thread) != 0);
  g_autofree char *words = new_day ? dup_day_words (day, cabinet_account_get_today (self->account)) : NULL;

  if (!new_thread)
    return g_steal_pointer (&words);
  return words != NULL ? g_strdup_printf ("%s · %s", words, thread->subject) : g_strdup (thread->subject);
}

static CabinetMessage *
message_of (GtkListBoxRow *row)
{
  return cabinet_message_row_get_message (CABINET_MESSAGE_ROW (gtk_list_box_row_get_child (row)));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  CabinetSupportPage *self = user_data;
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (self->account == NULL)
    return;
  words = dup_header (self, message_of (row), before != NULL ? message_of (before) : NULL);
  if (words == NULL)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (words);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "message-day");
  gtk_widget_add_css_class (label, "fact");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
row_new (gpointer item, gpointer user_data)
{
  CabinetSupportPage *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (
    GTK_LIST_BOX_ROW (row),
    cabinet_message_row_new (self->conversation, item, cabinet_account_get_zone (self->account)));
  return row;
}

static gboolean
show_end (gpointer user_data)
{
  CabinetSupportPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->end_idle = 0;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)
                                          - gtk_adjustment_get_page_size (adjustment));
  return G_SOURCE_REMOVE;
}

/* While sizes are given out a place that is set does not last. */
static void
on_upper_changed (GtkAdjustment *adjustment, CabinetSupportPage *self)
{
  self->seen_upper = gtk_adjustment_get_upper (adjustment);
  self->seen_page = gtk_adjustment_get_page_size (adjustment);
  if (self->at_end && self->end_idle == 0)
    self->end_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, show_end, self, NULL);
}

static void
on_scrolled (GtkAdjustment *adjustment, CabinetSupportPage *self)
{
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  /* Another size moves the place too; that is not the person's doing. */
  if (gtk_adjustment_get_upper (adjustment) != self->seen_upper
      || gtk_adjustment_get_page_size (adjustment) != self->seen_page)
    return;
  self->at_end = gtk_adjustment_get_value (adjustment) >= end - 24;
}

static void
older_cb (CabinetSupportPage *self)
{
  self->at_end = FALSE;
  cabinet_conversation_load_older (self->conversation);
}

static CabinetMessage *
find_message (CabinetSupportPage *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conversation)); i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (self->conversation), i);

      if (g_strcmp0 (message->id, id) == 0)
        return message;
    }
  return NULL;
}

static CabinetAttachment *
find_attachment (CabinetSupportPage *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->conversation)); i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (self->conversation), i);

      for (guint j = 0; j < cabinet_list_length (message->attachments); j++)
        {
          CabinetAttachment *attachment = cabinet_list_get (message->attachments, j);

          if (g_strcmp0 (attachment->id, id) == 0)
            return attachment;
        }
    }
  return NULL;
}

static void
retry_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (widget);
  CabinetMessage *message = find_message (self, g_variant_get_string (parameter, NULL));

  if (message != NULL)
    cabinet_conversation_retry (self->conversation, message);
}

static void
discard_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (widget);
  CabinetMessage *message = find_message (self, g_variant_get_string (parameter, NULL));

  if (message != NULL)
    cabinet_conversation_discard (self->conversation, message);
}

static void
tell_fault (CabinetSupportPage *self, const GError *error)
{
  cabinet_dialog_tell (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("The file was not saved"),
                       error->message);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_fault (user_data, error);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) target = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    cabinet_conversation_fetch_finish (CABINET_CONVERSATION (source), result, &error);
  CabinetSupportPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = g_object_get_data (G_OBJECT (target), "page");
  if (bytes == NULL)
    tell_fault (self, error);
  else
    g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->cancellable,
                                         on_written, self);
}

static void
on_target_chosen (GtkNativeDialog *dialog, int response, CabinetSupportPage *self)
{
  CabinetAttachment *attachment = find_attachment (self, g_object_get_data (G_OBJECT (dialog), "attachment"));

  if (response == GTK_RESPONSE_ACCEPT && attachment != NULL)
    {
      GFile *target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      /* The page's cancellable ends the fetching before the page ends. */
      g_object_set_data (G_OBJECT (target), "page", self);
      cabinet_conversation_fetch_async (self->conversation, attachment, self->cancellable, on_fetched,
                                        target);
    }
  g_object_unref (dialog);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetSupportPage *self = CABINET_SUPPORT_PAGE (widget);
  CabinetAttachment *attachment = find_attachment (self, g_variant_get_string (parameter, NULL));
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  if (attachment == NULL)
    return;
  dialog = gtk_file_chooser_native_new (_ ("Save the file"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), NULL);
  name = g_path_get_basename (attachment->name);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "attachment", g_strdup (attachment->id), g_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_target_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
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
  g_clear_handle_id (&self->end_idle, g_source_remove);
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
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, older);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, messages);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, composer);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, rule);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, side);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, side_bin);
  gtk_widget_class_bind_template_child (widget_class, CabinetSupportPage, contacts);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
}

static void
cabinet_support_page_class_init (CabinetSupportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  g_type_ensure (CABINET_TYPE_COMPOSER);
  g_type_ensure (CABINET_TYPE_CONTACTS_CARD);
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
  gtk_widget_class_install_action (widget_class, "support.save", "s", save_cb);
  gtk_widget_class_install_action (widget_class, "support.retry", "s", retry_cb);
  gtk_widget_class_install_action (widget_class, "support.discard", "s", discard_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "supportpage");
}

static void
cabinet_support_page_init (CabinetSupportPage *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->at_end = TRUE;
  gtk_list_box_set_header_func (self->messages, header_cb, self, NULL);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_upper_changed), self, 0);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), self, 0);
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
  gtk_list_box_bind_model (self->messages, NULL, NULL, NULL, NULL);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->account, account);
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->account_signals, account);
  g_signal_group_set_target (self->signals, self->conversation);
  cabinet_composer_set_conversation (self->composer, self->conversation);
  if (account != NULL)
    {
      self->at_end = TRUE;
      gtk_list_box_bind_model (self->messages, G_LIST_MODEL (self->conversation), row_new, self, NULL);
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
