/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-message-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cabinet-card-row.h"

/* A bubble is at most so wide. */
#define WIDEST_CHARS 40

struct _CabinetMessageRow
{
  GtkWidget parent_instance;

  CabinetConversation *conversation;
  CabinetMessage *message;
  GTimeZone *zone;
};

G_DEFINE_FINAL_TYPE (CabinetMessageRow, cabinet_message_row, GTK_TYPE_WIDGET)

static void
cabinet_message_row_dispose (GObject *object)
{
  CabinetMessageRow *self = CABINET_MESSAGE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->conversation);
  g_clear_object (&self->message);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (cabinet_message_row_parent_class)->dispose (object);
}

static void
cabinet_message_row_class_init (CabinetMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_message_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "messagerow");
}

static void
cabinet_message_row_init (CabinetMessageRow *self)
{
}

static gboolean
is_ours (CabinetMessage *message)
{
  return message->from == CABINET_MESSAGE_AUTHOR_ME;
}

/* How far a message of ours is, as a word: the colour and the icon only repeat it. */
static const char *
state_word (CabinetMessage *message)
{
  switch (message->state)
    {
    case CABINET_MESSAGE_STATE_QUEUED:
      return C_ ("message", "waits to be sent");
    case CABINET_MESSAGE_STATE_FAILED:
      return C_ ("message", "not sent");
    case CABINET_MESSAGE_STATE_DELIVERED:
      return message->read_at != 0 ? C_ ("message", "read") : C_ ("message", "delivered");
    case CABINET_MESSAGE_STATE_SENT:
      return message->read_at != 0 ? C_ ("message", "read") : C_ ("message", "sent");
    case CABINET_MESSAGE_STATE_UNKNOWN:
    default:
      return cabinet_record_get_word (CABINET_RECORD (message), "state");
    }
}

static const char *
state_icon (CabinetMessage *message)
{
  switch (message->state)
    {
    case CABINET_MESSAGE_STATE_QUEUED:
      return "cabinet-clock-symbolic";
    case CABINET_MESSAGE_STATE_FAILED:
      return "cabinet-warning-symbolic";
    default:
      return message->read_at != 0 ? "cabinet-read-symbolic" : "cabinet-check-symbolic";
    }
}

static GtkWidget *
footer_new (CabinetMessageRow *self)
{
  CabinetMessage *message = self->message;
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  g_autofree char *clock = message->at != 0 ? cabinet_instant_format_clock (message->at, self->zone) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  GtkWidget *label;

  if (is_ours (message) && state_word (message) != NULL)
    g_string_append (words, state_word (message));
  if (clock != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "  " : "", clock);
  label = gtk_label_new (words->str);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (footer), label);
  if (is_ours (message))
    gtk_box_append (GTK_BOX (footer),
                    g_object_new (GTK_TYPE_IMAGE, "icon-name", state_icon (message), "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_set_halign (footer, GTK_ALIGN_END);
  gtk_widget_add_css_class (footer, "message-foot");
  return footer;
}

static GtkWidget *
attachment_new (CabinetAttachment *attachment)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *size = g_format_size ((guint64) attachment->size);
  g_autofree char *name = g_strdup_printf (_ ("Save %1$s, %2$s"), attachment->name, size);
  GtkWidget *title = gtk_label_new (attachment->name);
  GtkWidget *caption = gtk_label_new (size);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 28);
  gtk_widget_add_css_class (title, "row-title");
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "numeric");
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), caption);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("cabinet-attach-symbolic"));
  gtk_box_append (GTK_BOX (box), words);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "attachment");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "support.save");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", attachment->id);
  return button;
}

static GtkWidget *
text_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDEST_CHARS);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  /* A selectable label takes the focus, and with it a stop of the tab key for each message. */
  gtk_widget_set_can_focus (label, FALSE);
  return label;
}

static GtkWidget *
bubble_new (CabinetMessageRow *self)
{
  CabinetMessage *message = self->message;
  GtkWidget *bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (bubble, "bubble");
  gtk_widget_add_css_class (bubble, is_ours (message) ? "mine" : "theirs");
  if (message->state == CABINET_MESSAGE_STATE_QUEUED || message->state == CABINET_MESSAGE_STATE_FAILED)
    gtk_widget_add_css_class (bubble, "unsent");
  if (!is_ours (message) && message->author != NULL)
    {
      GtkWidget *author = gtk_label_new (message->author);

      gtk_label_set_xalign (GTK_LABEL (author), 0);
      gtk_label_set_ellipsize (GTK_LABEL (author), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (author, "message-author");
      gtk_box_append (GTK_BOX (bubble), author);
    }
  for (guint i = 0; i < cabinet_list_length (message->attachments); i++)
    gtk_box_append (GTK_BOX (bubble), attachment_new (cabinet_list_get (message->attachments, i)));
  if (*message->text != '\0')
    gtk_box_append (GTK_BOX (bubble), text_new (message->text));
  gtk_box_append (GTK_BOX (bubble), footer_new (self));
  return bubble;
}

/* Why it was not taken, or what of it did not arrive. */
static GtkWidget *
why_new (const char *why)
{
  GtkWidget *label = cabinet_wrapping_label_new (why, "caption");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "error");
  return label;
}

/* The two ways on with a message that was not taken. */
static GtkWidget *
ways_new (CabinetMessageRow *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const struct
  {
    const char *label;
    const char *action;
  } ways[] = { { _ ("Discard"), "support.discard" }, { _ ("Try again"), "support.retry" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (ways[i].label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), ways[i].action);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->message->id);
      gtk_widget_add_css_class (button, "flat");
      gtk_box_append (GTK_BOX (buttons), button);
    }
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  return buttons;
}

static GtkWidget *
note_new (CabinetMessage *message)
{
  GtkWidget *label = cabinet_wrapping_label_new (message->text, "caption");

  gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "fact");
  return label;
}

static GtkWidget *
line_new (CabinetMessageRow *self)
{
  CabinetMessage *message = self->message;
  const char *why = cabinet_conversation_get_failure (self->conversation, message);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (is_ours (message))
    {
      GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_box_append (GTK_BOX (column), bubble_new (self));
      if (why != NULL)
        gtk_box_append (GTK_BOX (column), why_new (why));
      if (message->state == CABINET_MESSAGE_STATE_FAILED)
        gtk_box_append (GTK_BOX (column), ways_new (self));
      gtk_widget_set_halign (line, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (line), column);
      return line;
    }
  if (message->author != NULL)
    {
      GtkWidget *avatar = adw_avatar_new (32, message->author, TRUE);

      gtk_widget_set_valign (avatar, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (line), avatar);
    }
  gtk_box_append (GTK_BOX (line), bubble_new (self));
  gtk_widget_set_halign (line, GTK_ALIGN_START);
  return line;
}

/* Who said it, what, and when, in one sentence: the bubble's parts are not read one by one. */
static void
set_description (CabinetMessageRow *self)
{
  CabinetMessage *message = self->message;
  g_autofree char *clock = message->at != 0 ? cabinet_instant_format_clock (message->at, self->zone) : NULL;
  const char *author = is_ours (message) ? C_ ("author of a message", "You")
                       : message->author ? message->author
                                         : C_ ("author of a message", "Support");
  const char *why = cabinet_conversation_get_failure (self->conversation, message);
  g_autofree char *name = NULL;

  if (is_ours (message) && state_word (message) != NULL)
    name = g_strdup_printf ("%s, %s, %s: %s", author, clock != NULL ? clock : "", state_word (message),
                            message->text);
  else
    name = g_strdup_printf ("%s, %s: %s", author, clock != NULL ? clock : "", message->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (why != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
}

/**
 * cabinet_message_row_new:
 * @conversation: what knows why a message was not taken
 * @zone: the contract's: clocks are the provider's
 *
 * Returns: (transfer floating)
 */
GtkWidget *
cabinet_message_row_new (CabinetConversation *conversation, CabinetMessage *message, GTimeZone *zone)
{
  CabinetMessageRow *self =
    g_object_new (CABINET_TYPE_MESSAGE_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  self->conversation = g_object_ref (conversation);
  self->message = g_object_ref (message);
  self->zone = g_time_zone_ref (zone);
  gtk_widget_set_parent (
    message->from == CABINET_MESSAGE_AUTHOR_SYSTEM ? note_new (message) : line_new (self), GTK_WIDGET (self));
  set_description (self);
  return GTK_WIDGET (self);
}

/* (transfer none) */
CabinetMessage *
cabinet_message_row_get_message (CabinetMessageRow *self)
{
  g_return_val_if_fail (CABINET_IS_MESSAGE_ROW (self), NULL);

  return self->message;
}
