/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cabinet-open.h"

/* The only place that knows AdwMessageDialog: newer libadwaita wants another class. */
typedef struct
{
  GtkEditable *entry; /* nullable; the dialog owns it */
  gboolean secret;    /* what is typed is taken as it is, and kept nowhere */
  CabinetDialogAgreed agreed;
  CabinetDialogAgreed other; /* nullable: of a second way on */
  gpointer user_data;
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->user_data);
  g_free (question);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (response, "other") == 0)
    question->other (gtk_window_get_transient_for (GTK_WINDOW (dialog)), NULL, question->user_data);
  if (g_strcmp0 (response, "agree") != 0 || question->agreed == NULL)
    return;
  if (question->entry != NULL)
    text = g_strdup (gtk_editable_get_text (question->entry));
  if (question->secret)
    gtk_editable_set_text (question->entry, "");
  else if (text != NULL)
    g_strstrip (text);
  question->agreed (gtk_window_get_transient_for (GTK_WINDOW (dialog)), text, question->user_data);
  if (question->secret)
    explicit_bzero (text, strlen (text));
}

static AdwMessageDialog *
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *other_label,
     const char *agree_label,
     Question *question)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (other_label != NULL)
    adw_message_dialog_add_response (dialog, "other", other_label);
  adw_message_dialog_add_response (dialog, "agree", agree_label);
  adw_message_dialog_set_default_response (dialog, "agree");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  return dialog;
}

/**
 * cabinet_dialog_confirm:
 * @body: what will happen, to what, and what stays
 * @destroy: (nullable): frees @user_data when the dialog is gone
 *
 * Asks before money, rights or data are touched.
 */
void
cabinet_dialog_confirm (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const char *agree_label,
                        gboolean destructive,
                        CabinetDialogAgreed agreed,
                        gpointer user_data,
                        GDestroyNotify destroy)
{
  cabinet_dialog_confirm_or (parent, heading, body, NULL, NULL, agree_label, destructive, agreed, user_data,
                             destroy);
}

/**
 * cabinet_dialog_confirm_or:
 * @other_label: (nullable): what could be done first
 * @other: (nullable): does it
 *
 * [func@dialog_confirm] with a second way on.
 */
void
cabinet_dialog_confirm_or (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           const char *other_label,
                           CabinetDialogAgreed other,
                           const char *agree_label,
                           gboolean destructive,
                           CabinetDialogAgreed agreed,
                           gpointer user_data,
                           GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;

  question->agreed = agreed;
  question->other = other;
  question->user_data = user_data;
  question->destroy = destroy;
  dialog = ask (parent, heading, body, other_label, agree_label, question);
  adw_message_dialog_set_response_appearance (
    dialog, "agree", destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  if (destructive)
    adw_message_dialog_set_default_response (dialog, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));
}

/** cabinet_dialog_ask_text: asks for one line; @text is what stands there now, nullable. */
void
cabinet_dialog_ask_text (GtkWindow *parent,
                         const char *heading,
                         const char *body,
                         const char *field_label,
                         const char *text,
                         const char *agree_label,
                         CabinetDialogAgreed agreed,
                         gpointer user_data,
                         GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();

  question->entry = GTK_EDITABLE (entry);
  question->agreed = agreed;
  question->user_data = user_data;
  question->destroy = destroy;
  dialog = ask (parent, heading, body, NULL, agree_label, question);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), field_label);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_set_response_appearance (dialog, "agree", ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/** cabinet_dialog_ask_secret: asks for a password; it is wiped as soon as @agreed has returned. */
void
cabinet_dialog_ask_secret (GtkWindow *parent,
                           const char *heading,
                           const char *body,
                           const char *field_label,
                           const char *agree_label,
                           CabinetDialogAgreed agreed,
                           gpointer user_data,
                           GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_password_entry_row_new ();

  question->entry = GTK_EDITABLE (entry);
  question->secret = TRUE;
  question->agreed = agreed;
  question->user_data = user_data;
  question->destroy = destroy;
  dialog = ask (parent, heading, body, NULL, agree_label, question);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), field_label);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_set_response_appearance (dialog, "agree", ADW_RESPONSE_SUGGESTED);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/** cabinet_dialog_tell: something did not work: what happened, what was kept, what to do. */
void
cabinet_dialog_tell (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

/** cabinet_dialog_tell_trouble: the kept data is not what it was. */
void
cabinet_dialog_tell_trouble (GtkWindow *parent, const char *words)
{
  cabinet_dialog_tell (parent, _ ("Kept data were damaged"), words);
}

static void
on_told (AdwMessageDialog *dialog, const char *response, const char *address)
{
  if (g_strcmp0 (response, "open") == 0)
    cabinet_open_address (gtk_window_get_transient_for (GTK_WINDOW (dialog)), address);
}

static void
forget_address (gpointer data, GClosure *closure)
{
  g_free (data);
}

/** cabinet_dialog_tell_more: the whole of a text, and a page about it; @address: nullable; only http and
 * https. */
void
cabinet_dialog_tell_more (GtkWindow *parent, const char *heading, const char *body, const char *address)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  if (address != NULL && (g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://")))
    {
      adw_message_dialog_add_response (dialog, "open", _ ("_Open the Page"));
      g_signal_connect_data (dialog, "response", G_CALLBACK (on_told), g_strdup (address), forget_address, 0);
    }
  adw_message_dialog_set_close_response (dialog, "close");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_address_told (AdwMessageDialog *dialog, const char *response, const char *address)
{
  if (g_strcmp0 (response, "copy") == 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), address);
}

/** cabinet_dialog_tell_address: something did not work, and @address, which can be copied, is the way round.
 */
void
cabinet_dialog_tell_address (GtkWindow *parent, const char *heading, const char *body, const char *address)
{
  g_autofree char *words = g_strdup_printf ("%s\n\n%s", body, address);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, words));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_add_response (dialog, "copy", _ ("Copy the _Address"));
  adw_message_dialog_set_response_appearance (dialog, "copy", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "copy");
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_address_told), g_strdup (address), forget_address,
                         0);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}
