/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-archive-group.h"

#include <glib/gi18n-lib.h>

#include "cabinet-backup.h"
#include "cabinet-dialogs.h"
#include "cabinet-ui.h"

struct _CabinetArchiveGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *save_row;
  AdwActionRow *restore_row;
  AdwActionRow *check_row;

  CabinetHousehold *household; /* NULL = the archive cannot be had */
  char *path;                  /* of the copy that is worked with */
};

G_DEFINE_FINAL_TYPE (CabinetArchiveGroup, cabinet_archive_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_window (CabinetArchiveGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell (CabinetArchiveGroup *self, const char *heading, const char *words)
{
  GtkWindow *window = get_window (self);

  if (window != NULL)
    cabinet_dialog_tell (window, heading, words);
}

/* One thing at a time. */
static void
set_busy (CabinetArchiveGroup *self, AdwActionRow *row)
{
  if (row != NULL)
    adw_action_row_set_subtitle (row, _ ("Working…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self), row == NULL && self->household != NULL);
}

/* @words: what came of it; NULL = nothing did, and @error (nullable) says why. */
static void
finish (
  CabinetArchiveGroup *self, AdwActionRow *row, const char *words, const char *heading, const GError *error)
{
  set_busy (self, NULL);
  adw_action_row_set_subtitle (row, words != NULL ? words : heading);
  if (error != NULL)
    tell (self, heading, error->message);
}

/* Files */

typedef void (*Chosen) (CabinetArchiveGroup *self);

static void
on_response (GtkNativeDialog *dialog, int response, CabinetArchiveGroup *self)
{
  Chosen chosen = g_object_get_data (G_OBJECT (dialog), "chosen");
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_free (self->path);
  self->path = file != NULL ? g_file_get_path (file) : NULL;
  if (self->path != NULL)
    chosen (self);
  else if (file != NULL)
    tell (self, _ ("This file cannot be used"), _ ("Choose a file on this computer."));
  g_object_unref (dialog);
}

static void
choose (CabinetArchiveGroup *self, const char *title, GtkFileChooserAction action, Chosen chosen)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, get_window (self), action, save ? _ ("_Save") : _ ("_Open"), NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "cabinet-%Y-%m-%d.backup");

  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data (G_OBJECT (dialog), "chosen", chosen);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Saving */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetArchiveGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (self->path);
  /* Translators: %s is the name of a file */
  g_autofree char *words = g_strdup_printf (_ ("Saved “%s”"), name);

  if (cabinet_household_backup_finish (CABINET_HOUSEHOLD (source), result, &error))
    finish (self, self->save_row, words, NULL, NULL);
  else
    finish (self, self->save_row, NULL, _ ("Not saved"), error);
}

/* The file dialog has asked already whether a file there is to be replaced. */
static void
save (CabinetArchiveGroup *self)
{
  set_busy (self, self->save_row);
  cabinet_household_backup_async (self->household, self->path, TRUE, NULL, on_saved, g_object_ref (self));
}

/* An archive that was damaged and set aside is empty now: no copy of that over a good one. */
static void
on_save (CabinetArchiveGroup *self)
{
  const char *notice = cabinet_household_get_notice (self->household);

  if (notice != NULL)
    tell (self, _ ("Not saved"), notice);
  else
    choose (self, _ ("Save a copy of the archive"), GTK_FILE_CHOOSER_ACTION_SAVE, save);
}

/* Restoring: what it would bring is told before anything is added. */

static char *
dup_summary (const CabinetRestoreSummary *summary)
{
  /* Translators: what a copy brings, as numbers */
  return g_strdup_printf (_ ("contracts %u, operations %u (%u renewed), payments %u, messages %u"),
                          summary->contracts, summary->operations, summary->changed, summary->payments,
                          summary->messages);
}

static gboolean
brings_anything (const CabinetRestoreSummary *summary)
{
  return summary->contracts + summary->operations + summary->changed + summary->payments + summary->messages
         > 0;
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetArchiveGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *added = NULL;
  g_autofree char *words = NULL;
  CabinetRestoreSummary summary;

  if (!cabinet_household_restore_finish (CABINET_HOUSEHOLD (source), result, &summary, &error))
    {
      finish (self, self->restore_row, NULL, _ ("Not restored"), error);
      return;
    }
  added = dup_summary (&summary);
  /* Translators: %s is what was added: "contracts 1, operations 1200…" */
  words = g_strdup_printf (_ ("Added: %s"), added);
  finish (self, self->restore_row, words, NULL, NULL);
}

static void
on_agreed (GtkWindow *window, const char *text, gpointer user_data)
{
  CabinetArchiveGroup *self = user_data;

  set_busy (self, self->restore_row);
  cabinet_household_restore_async (self->household, self->path, FALSE, NULL, on_restored,
                                   g_object_ref (self));
}

static void
ask (CabinetArchiveGroup *self, const CabinetRestoreSummary *summary)
{
  g_autofree char *added = dup_summary (summary);
  g_autoptr (GString) body = g_string_new (NULL);

  /* Translators: %s is what would be added: "contracts 1, operations 1200…" */
  g_string_append_printf (body, _ ("Would be added: %s. Nothing here is erased."), added);
  if (summary->skipped > 0)
    {
      g_string_append_c (body, ' ');
      g_string_append_printf (body,
                              ngettext ("%u contract is left out: here its id belongs to another one.",
                                        "%u contracts are left out: here their ids belong to others.",
                                        summary->skipped),
                              summary->skipped);
    }
  if (summary->contracts > 0)
    g_string_append_printf (body, " %s", _ ("Contracts that come back need to be signed in to."));
  cabinet_dialog_confirm (get_window (self), _ ("Restore from the copy?"), body->str, _ ("_Restore"), FALSE,
                          on_agreed, g_object_ref (self), g_object_unref);
}

static void
on_tried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetArchiveGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  CabinetRestoreSummary summary;

  if (!cabinet_household_restore_finish (CABINET_HOUSEHOLD (source), result, &summary, &error))
    finish (self, self->restore_row, NULL, _ ("Not restored"), error);
  else if (!brings_anything (&summary))
    finish (self, self->restore_row, _ ("All that the copy holds is here already"), NULL, NULL);
  else
    {
      finish (self, self->restore_row, _ ("Adds what is not here, and erases nothing"), NULL, NULL);
      if (get_window (self) != NULL)
        ask (self, &summary);
    }
}

static void
try_restore (CabinetArchiveGroup *self)
{
  set_busy (self, self->restore_row);
  cabinet_household_restore_async (self->household, self->path, TRUE, NULL, on_tried, g_object_ref (self));
}

static void
on_restore (CabinetArchiveGroup *self)
{
  choose (self, _ ("Restore from a copy"), GTK_FILE_CHOOSER_ACTION_OPEN, try_restore);
}

/* Checking */

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CabinetArchiveGroup) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cabinet_household_check_finish (CABINET_HOUSEHOLD (source), result, &error))
    finish (self, self->check_row, _ ("The archive is whole."), NULL, NULL);
  else
    finish (self, self->check_row, NULL, _ ("The archive is not whole"), error);
}

static void
on_check (CabinetArchiveGroup *self)
{
  const char *notice = cabinet_household_get_notice (self->household);

  if (notice != NULL)
    {
      tell (self, _ ("The archive is not whole"), notice);
      return;
    }
  set_busy (self, self->check_row);
  cabinet_household_check_async (self->household, NULL, on_checked, g_object_ref (self));
}

static void
cabinet_archive_group_dispose (GObject *object)
{
  CabinetArchiveGroup *self = CABINET_ARCHIVE_GROUP (object);

  g_clear_object (&self->household);
  G_OBJECT_CLASS (cabinet_archive_group_parent_class)->dispose (object);
}

static void
cabinet_archive_group_finalize (GObject *object)
{
  g_free (CABINET_ARCHIVE_GROUP (object)->path);
  G_OBJECT_CLASS (cabinet_archive_group_parent_class)->finalize (object);
}

static void
cabinet_archive_group_class_init (CabinetArchiveGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cabinet_archive_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cabinet_archive_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, CABINET_UI_RESOURCE "/cabinet-archive-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CabinetArchiveGroup, save_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetArchiveGroup, restore_row);
  gtk_widget_class_bind_template_child (widget_class, CabinetArchiveGroup, check_row);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_check);
}

static void
cabinet_archive_group_init (CabinetArchiveGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_busy (self, NULL);
}

/** cabinet_archive_group_set_household: @household is nullable. */
void
cabinet_archive_group_set_household (CabinetArchiveGroup *self, CabinetHousehold *household)
{
  g_return_if_fail (CABINET_IS_ARCHIVE_GROUP (self));

  g_set_object (&self->household, household);
  set_busy (self, NULL);
}
