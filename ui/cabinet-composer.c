/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-composer.h"

#include <glib/gi18n-lib.h>

#include "cabinet-notice-bar.h"
#include "cabinet-ui.h"

/* A draft is written so long after the last key. */
#define DRAFT_PAUSE_MS 400
/* From so many characters before the limit on they are counted aloud. */
#define COUNT_FROM 200

struct _CabinetComposer
{
  GtkWidget parent_instance;

  GtkWidget *box;
  CabinetNoticeBar *fault;
  GtkEntry *subject;
  GtkFlowBox *files;
  GtkWidget *attach;
  GtkTextView *text;
  GtkWidget *placeholder;
  GtkWidget *send;
  GtkLabel *counter;

  CabinetConversation *conversation;
  char *thread;       /* that the draft is of; NULL = a new one */
  GListStore *chosen; /* of GFile */
  GCancellable *cancellable;
  guint draft_timer;
  gboolean sending;
  gboolean filling; /* the text is set by the program */
};

G_DEFINE_FINAL_TYPE (CabinetComposer, cabinet_composer, GTK_TYPE_WIDGET)

static char *
dup_text (CabinetComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_fault (CabinetComposer *self, const char *words)
{
  if (words == NULL)
    cabinet_notice_bar_clear (self->fault);
  else
    cabinet_notice_bar_set (self->fault, CABINET_NOTICE_ERROR, "cabinet-warning-symbolic", words);
}

static void
save_draft (CabinetComposer *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->conversation == NULL)
    return;
  text = dup_text (self);
  cabinet_conversation_save_draft (self->conversation, self->thread, text, G_LIST_MODEL (self->chosen));
}

static gboolean
on_draft_pause (gpointer user_data)
{
  CabinetComposer *self = user_data;

  self->draft_timer = 0;
  save_draft (self);
  return G_SOURCE_REMOVE;
}

/* What is worth sending: spaces alone are not. */
static gboolean
has_content (CabinetComposer *self)
{
  g_autofree char *text = dup_text (self);

  return *g_strstrip (text) != '\0' || g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) > 0;
}

static void
update_counter (CabinetComposer *self)
{
  CabinetSupportHours *hours =
    self->conversation != NULL ? cabinet_conversation_get_hours (self->conversation) : NULL;
  gint64 length = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text));
  gint64 limit = hours != NULL ? hours->max_characters : 0;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->counter), limit > 0 && length > limit - COUNT_FROM);
  if (limit <= 0)
    return;
  words = g_strdup_printf (_ ("%1$d of %2$d characters"), (int) length, (int) limit);
  gtk_label_set_text (self->counter, words);
  if (length > limit)
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "error");
}

static void
update_buttons (CabinetComposer *self)
{
  CabinetSupportHours *hours =
    self->conversation != NULL ? cabinet_conversation_get_hours (self->conversation) : NULL;

  gtk_widget_set_sensitive (self->send, !self->sending && has_content (self));
  gtk_widget_set_visible (self->attach, hours == NULL || hours->max_files > 0);
  gtk_widget_set_visible (self->placeholder,
                          gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) == 0);
  update_counter (self);
}

static void
save_draft_later (CabinetComposer *self)
{
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  self->draft_timer = g_timeout_add (DRAFT_PAUSE_MS, on_draft_pause, self);
}

static void
on_text_changed (CabinetComposer *self)
{
  update_buttons (self);
  if (self->filling)
    return;
  show_fault (self, NULL);
  save_draft_later (self);
}

/* @text, @files: (nullable) */
static void
fill (CabinetComposer *self, const char *text, GListModel *files)
{
  self->filling = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text != NULL ? text : "", -1);
  g_list_store_remove_all (self->chosen);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_list_store_append (self->chosen, file);
    }
  self->filling = FALSE;
  update_buttons (self);
}

static void
remove_file_cb (GtkButton *button, CabinetComposer *self)
{
  GFile *file = g_object_get_data (G_OBJECT (button), "file");
  guint position;

  if (g_list_store_find (self->chosen, file, &position))
    g_list_store_remove (self->chosen, position);
}

static GtkWidget *
chip_new (gpointer item, gpointer user_data)
{
  GFile *file = item;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *display = g_filename_display_name (name);
  g_autofree char *words = g_strdup_printf (_ ("Leave out %s"), display);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (display);
  GtkWidget *button = gtk_button_new_from_icon_name ("cabinet-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_add_css_class (chip, "tag");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "copy");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_file_cb), user_data, 0);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static void
on_files_changed (CabinetComposer *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->files),
                          g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) > 0);
  update_buttons (self);
  if (!self->filling)
    save_draft_later (self);
}

/**
 * cabinet_composer_add_file:
 *
 * Returns: whether @file may be sent; else why not is shown, and what was chosen before stays
 */
gboolean
cabinet_composer_add_file (CabinetComposer *self, GFile *file)
{
  CabinetSupportHours *hours;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (CABINET_IS_COMPOSER (self) && self->conversation != NULL, FALSE);

  hours = cabinet_conversation_get_hours (self->conversation);
  if (hours != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) >= (guint) hours->max_files)
    {
      words = g_strdup_printf (
        ngettext ("A message takes %d file", "A message takes %d files", (gulong) hours->max_files),
        (int) hours->max_files);
      show_fault (self, words);
      return FALSE;
    }
  if (!cabinet_conversation_check_file (self->conversation, file, &error))
    {
      show_fault (self, error->message);
      return FALSE;
    }
  show_fault (self, NULL);
  g_list_store_append (self->chosen, file);
  return TRUE;
}

static void
on_files_chosen (GtkNativeDialog *dialog, int response, CabinetComposer *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (!cabinet_composer_add_file (self, file))
            break;
        }
    }
  g_object_unref (dialog);
}

static void
attach_cb (CabinetComposer *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Attach files"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Attach"), NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_files_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetMessage) message =
    cabinet_conversation_send_finish (CABINET_CONVERSATION (source), result, &error);

  /* A message that was written down is told of after a cancellation too. */
  if (self->box == NULL || !self->sending || self->conversation != CABINET_CONVERSATION (source))
    return;
  self->sending = FALSE;
  if (message == NULL)
    {
      /* Nothing was queued: what was typed stays where it is. */
      show_fault (self, error->message);
    }
  else
    {
      fill (self, NULL, NULL);
      gtk_editable_set_text (GTK_EDITABLE (self->subject), "");
      save_draft (self);
      cabinet_composer_update (self);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), TRUE);
  update_buttons (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
send_cb (CabinetComposer *self)
{
  g_autofree char *text = NULL;
  const char *subject = NULL;

  if (self->sending || self->conversation == NULL || !has_content (self))
    return;
  text = dup_text (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->subject)))
    subject = gtk_editable_get_text (GTK_EDITABLE (self->subject));
  self->sending = TRUE;
  show_fault (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), FALSE);
  update_buttons (self);
  cabinet_conversation_send_async (
    self->conversation, self->thread, subject != NULL && *subject != '\0' ? subject : NULL, g_strstrip (text),
    G_LIST_MODEL (self->chosen), self->cancellable, on_sent, g_object_ref (self));
}

static gboolean
on_key_pressed (
  GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CabinetComposer *self)
{
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  send_cb (self);
  return GDK_EVENT_STOP;
}

static void
cabinet_composer_dispose (GObject *object)
{
  CabinetComposer *self = CABINET_COMPOSER (object);

  if (self->draft_timer != 0)
    save_draft (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->thread, g_free);
  if (self->files != NULL)
    gtk_flow_box_bind_model (self->files, NULL, NULL, NULL, NULL);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (cabinet_composer_parent_class)->dispose (object);
}

static void
cabinet_composer_class_init (CabinetComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CABINET_TYPE_NOTICE_BAR);
  G_OBJECT_CLASS (klass)->dispose = cabinet_composer_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, box);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, fault);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, subject);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, files);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, attach);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, text);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, send);
  gtk_widget_class_bind_template_child (widget_class, CabinetComposer, counter);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "composer");
}

static gboolean
grow_cb (GtkWidget *text, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_queue_resize (text);
  return G_SOURCE_REMOVE;
}

/* The text knows its lines only after it was given its new width, when its window has its size already. */
static void
on_scroll_changed (CabinetComposer *self, GtkAdjustment *scroll)
{
  if (gtk_adjustment_get_upper (scroll) > gtk_adjustment_get_page_size (scroll))
    gtk_widget_add_tick_callback (GTK_WIDGET (self->text), grow_cb, NULL, NULL);
}

static void
cabinet_composer_init (CabinetComposer *self)
{
  GtkEventController *keys;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->chosen = g_list_store_new (G_TYPE_FILE);
  gtk_flow_box_bind_model (self->files, G_LIST_MODEL (self->chosen), chip_new, self, NULL);
  g_signal_connect_object (self->chosen, "items-changed", G_CALLBACK (on_files_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (on_text_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->text)), "changed",
                           G_CALLBACK (on_scroll_changed), self, G_CONNECT_SWAPPED);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
  update_buttons (self);
}

/* A ticket has a subject; a chat has none. */
static gboolean
wants_subject (CabinetComposer *self)
{
  GListModel *threads = cabinet_conversation_get_threads (self->conversation);
  CabinetThread *newest = cabinet_list_peek (threads, 0);

  return self->thread == NULL && newest != NULL && newest->style == CABINET_THREAD_STYLE_TICKET;
}

/* What was chosen may be gone or changed since then: it is left out, and the person told. */
static char *
leave_out (CabinetComposer *self, GListStore *files)
{
  char *words = NULL;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (files)); i > 0; i--)
    {
      g_autoptr (GFile) file = g_list_model_get_item (G_LIST_MODEL (files), i - 1);
      g_autoptr (GError) error = NULL;

      if (cabinet_conversation_check_file (self->conversation, file, &error))
        continue;
      g_list_store_remove (files, i - 1);
      g_free (words);
      /* Translators: %s says what is wrong with a file that was chosen for a message */
      words = g_strdup_printf (_ ("%s. It is not attached any more."), error->message);
    }
  return words;
}

static void
take_thread (CabinetComposer *self)
{
  CabinetThread *open = cabinet_conversation_get_open_thread (self->conversation);
  g_autoptr (GListStore) files = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fault = NULL;

  g_free (self->thread);
  self->thread = open != NULL ? g_strdup (open->id) : NULL;
  text = cabinet_conversation_load_draft (self->conversation, self->thread, &files);
  fault = leave_out (self, files);
  fill (self, text, G_LIST_MODEL (files));
  if (fault != NULL)
    show_fault (self, fault);
}

/* The thread that was written to is another one by now, so the draft moves with what stands here. */
static void
move_draft (CabinetComposer *self, CabinetThread *open)
{
  cabinet_conversation_save_draft (self->conversation, self->thread, NULL, NULL);
  g_free (self->thread);
  self->thread = open != NULL ? g_strdup (open->id) : NULL;
  save_draft (self);
}

/**
 * cabinet_composer_update:
 *
 * Looks again which thread a message goes to and what it may hold. What is being typed stays.
 */
void
cabinet_composer_update (CabinetComposer *self)
{
  CabinetThread *open;

  g_return_if_fail (CABINET_IS_COMPOSER (self));

  if (self->conversation == NULL)
    return;
  open = cabinet_conversation_get_open_thread (self->conversation);
  if (g_strcmp0 (open != NULL ? open->id : NULL, self->thread) != 0 && !self->sending)
    {
      if (gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->text)) == 0
          && g_list_model_get_n_items (G_LIST_MODEL (self->chosen)) == 0)
        take_thread (self);
      else
        move_draft (self, open);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->subject), wants_subject (self));
  update_buttons (self);
}

/**
 * cabinet_composer_set_conversation:
 * @conversation: (nullable): where messages go; its draft is shown
 */
void
cabinet_composer_set_conversation (CabinetComposer *self, CabinetConversation *conversation)
{
  CabinetAccount *account = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (CABINET_IS_COMPOSER (self));

  if (self->conversation == conversation)
    return;
  if (self->draft_timer != 0)
    save_draft (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->sending = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), TRUE);
  g_set_object (&self->conversation, conversation);
  fill (self, NULL, NULL);
  show_fault (self, NULL);
  if (conversation == NULL)
    return;
  g_object_get (conversation, "account", &account, NULL);
  words = g_strdup_printf (_ ("Message to %s"), cabinet_account_get_provider_name (account));
  gtk_label_set_text (GTK_LABEL (self->placeholder), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_unref (account);
  take_thread (self);
  cabinet_composer_update (self);
}

/**
 * cabinet_composer_set_text:
 *
 * Puts @text after what stands there, as if it had been typed.
 */
void
cabinet_composer_set_text (CabinetComposer *self, const char *text)
{
  g_autofree char *before = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (CABINET_IS_COMPOSER (self));

  before = dup_text (self);
  if (*g_strstrip (before) != '\0' && !g_str_equal (before, text))
    whole = g_strdup_printf ("%s\n\n%s", before, text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), whole != NULL ? whole : text, -1);
}

void
cabinet_composer_focus (CabinetComposer *self)
{
  g_return_if_fail (CABINET_IS_COMPOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
