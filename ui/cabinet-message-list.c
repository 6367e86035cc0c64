/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-message-list.h"

#include <glib/gi18n-lib.h>

#include "cabinet-dialogs.h"
#include "cabinet-message-row.h"
#include "cabinet-ui.h"

/* So near the end the newest message counts as being in sight. */
#define NEAR 24

struct _CabinetMessageList
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *older;
  GtkListBox *messages;

  CabinetAccount *account;
  CabinetConversation *conversation;
  GCancellable *cancellable;
  double below;        /* how far the end is to stay from the lower edge; < 0 = the upper edge stays */
  gboolean allocating; /* the place is moved by a new size, not by the person */
};

G_DEFINE_FINAL_TYPE (CabinetMessageList, cabinet_message_list, GTK_TYPE_WIDGET)

static CabinetDate
day_of (CabinetMessageList *self, CabinetMessage *message)
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
dup_header (CabinetMessageList *self, CabinetMessage *message, CabinetMessage *before)
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
  CabinetMessageList *self = user_data;
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
  CabinetMessageList *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (
    GTK_LIST_BOX_ROW (row),
    cabinet_message_row_new (self->conversation, item, cabinet_account_get_zone (self->account)));
  return row;
}

static CabinetMessage *
find_message (CabinetMessageList *self, const char *id)
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
find_attachment (CabinetMessageList *self, const char *id)
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
  CabinetMessageList *self = CABINET_MESSAGE_LIST (widget);
  CabinetMessage *message = find_message (self, g_variant_get_string (parameter, NULL));

  if (message != NULL)
    cabinet_conversation_retry (self->conversation, message);
}

static void
discard_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetMessageList *self = CABINET_MESSAGE_LIST (widget);
  CabinetMessage *message = find_message (self, g_variant_get_string (parameter, NULL));

  if (message != NULL)
    cabinet_conversation_discard (self->conversation, message);
}

static void
tell_fault (CabinetMessageList *self, const GError *error)
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
  CabinetMessageList *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = g_object_get_data (G_OBJECT (target), "list");
  if (bytes == NULL)
    tell_fault (self, error);
  else
    g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->cancellable,
                                         on_written, self);
}

static void
on_target_chosen (GtkNativeDialog *dialog, int response, CabinetMessageList *self)
{
  CabinetAttachment *attachment = find_attachment (self, g_object_get_data (G_OBJECT (dialog), "attachment"));

  if (response == GTK_RESPONSE_ACCEPT && attachment != NULL)
    {
      GFile *target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      /* The list's cancellable ends the fetching before the list ends. */
      g_object_set_data (G_OBJECT (target), "list", self);
      cabinet_conversation_fetch_async (self->conversation, attachment, self->cancellable, on_fetched,
                                        target);
    }
  g_object_unref (dialog);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CabinetMessageList *self = CABINET_MESSAGE_LIST (widget);
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

/* From the lower edge to the end. */
static double
measure_below (CabinetMessageList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static void
on_scrolled (CabinetMessageList *self)
{
  if (!self->allocating)
    self->below = measure_below (self) <= NEAR ? 0 : -1;
}

/* What is added above leaves what is seen where it is. */
static void
older_cb (CabinetMessageList *self)
{
  self->below = measure_below (self);
  cabinet_conversation_load_older (self->conversation);
}

static void
cabinet_message_list_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (CABINET_MESSAGE_LIST (widget)->scroller), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

/* Another width makes other heights, which are known only once they are given out: then the place is moved
 * and given out again, within the same frame. */
static void
cabinet_message_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CabinetMessageList *self = CABINET_MESSAGE_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->allocating = TRUE;
  gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height, baseline, NULL);
  if (self->below >= 0 && measure_below (self) != self->below)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)
                                              - gtk_adjustment_get_page_size (adjustment) - self->below);
      gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height, baseline, NULL);
    }
  self->allocating = FALSE;
}

static void
cabinet_message_list_dispose (GObject *object)
{
  CabinetMessageList *self = CABINET_MESSAGE_LIST (object);

  if (self->scroller != NULL)
    cabinet_message_list_set_account (self, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer ((GtkWidget **) &self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_message_list_parent_class)->dispose (object);
}

static void
cabinet_message_list_class_init (CabinetMessageListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_message_list_dispose;
  widget_class->measure = cabinet_message_list_measure;
  widget_class->size_allocate = cabinet_message_list_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-message-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetMessageList, scroller);
  gtk_widget_class_bind_template_child (widget_class, CabinetMessageList, older);
  gtk_widget_class_bind_template_child (widget_class, CabinetMessageList, messages);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_install_action (widget_class, "support.save", "s", save_cb);
  gtk_widget_class_install_action (widget_class, "support.retry", "s", retry_cb);
  gtk_widget_class_install_action (widget_class, "support.discard", "s", discard_cb);
}

static void
cabinet_message_list_init (CabinetMessageList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_list_box_set_header_func (self->messages, header_cb, self, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

/** cabinet_message_list_set_account: shows another contract's messages, from their end; @account: (nullable).
 */
void
cabinet_message_list_set_account (CabinetMessageList *self, CabinetAccount *account)
{
  g_return_if_fail (CABINET_IS_MESSAGE_LIST (self));

  gtk_list_box_bind_model (self->messages, NULL, NULL, NULL, NULL);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->account, account);
  g_clear_object (&self->conversation);
  if (account != NULL)
    self->conversation = g_object_ref (cabinet_account_get_conversation (account));
  self->below = 0;
  if (account == NULL)
    return;
  gtk_list_box_bind_model (self->messages, G_LIST_MODEL (self->conversation), row_new, self, NULL);
  cabinet_message_list_update (self);
}

/** cabinet_message_list_update: looks again whether there are earlier messages than those shown. */
void
cabinet_message_list_update (CabinetMessageList *self)
{
  g_return_if_fail (CABINET_IS_MESSAGE_LIST (self));

  if (self->conversation != NULL)
    gtk_widget_set_visible (self->older, cabinet_conversation_get_has_older (self->conversation));
}
