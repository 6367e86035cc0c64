/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-export-ask.h"

#include <glib/gi18n-lib.h>

#include "cabinet-dialogs.h"
#include "cabinet-error.h"
#include "cabinet-export-pages.h"

/* A file outlives the window that it was asked for in: that is only looked for when there is something to
 * tell. */
typedef struct
{
  GWeakRef parent;
  CabinetExport *what;
  CabinetExportFormat format;
  char *path; /* NULL before it was chosen */
  CabinetExportDone done;
  gpointer user_data;
  GDestroyNotify destroy;
} Ask;

static Ask *
ask_ref (Ask *ask)
{
  return g_rc_box_acquire (ask);
}

static void
ask_clear (gpointer data)
{
  Ask *ask = data;

  g_weak_ref_clear (&ask->parent);
  g_clear_object (&ask->what);
  g_free (ask->path);
  if (ask->destroy != NULL)
    ask->destroy (ask->user_data);
}

static void
ask_unref (Ask *ask)
{
  g_rc_box_release_full (ask, ask_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ask, ask_unref)

static void
ask_unref_closure (gpointer data, GClosure *closure)
{
  ask_unref (data);
}

static void
tell (GWeakRef *parent, const char *heading, const char *words)
{
  g_autoptr (GtkWindow) window = g_weak_ref_get (parent);

  if (window != NULL)
    cabinet_dialog_tell (window, heading, words);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ask) ask = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&ask->parent);
  g_autoptr (GError) error = NULL;

  if (!cabinet_export_save_finish (CABINET_EXPORT (source), result, &error))
    tell (&ask->parent, _ ("Not saved"), error->message);
  else if (parent != NULL && ask->done != NULL)
    ask->done (parent, ask->user_data);
  else if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.tell-saved", "^ay", ask->path);
}

/* The file dialog has asked already whether a file there is to be replaced. */
static void
on_chosen (GtkNativeDialog *dialog, int response, Ask *ask)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    ask->path = g_file_get_path (file);
  if (ask->path != NULL)
    cabinet_export_save_async (ask->what, ask->format, ask->path, TRUE, NULL, on_saved, ask_ref (ask));
  else if (file != NULL)
    tell (&ask->parent, _ ("Not saved"), _ ("Choose a folder on this computer."));
  g_object_unref (dialog);
}

void
cabinet_export_ask (GtkWindow *parent,
                    CabinetExport *what,
                    CabinetExportFormat format,
                    CabinetExportDone done,
                    gpointer user_data,
                    GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Export the statement"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  g_autofree char *name = cabinet_export_dup_file_name (what, format);
  Ask *ask = g_rc_box_new0 (Ask);

  g_weak_ref_init (&ask->parent, parent);
  ask->what = g_object_ref (what);
  ask->format = format;
  ask->done = done;
  ask->user_data = user_data;
  ask->destroy = destroy;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_chosen), ask, ask_unref_closure, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Printing */

typedef struct
{
  CabinetExport *what;
  CabinetExportPages *pages; /* between begin and end */
} Print;

static void
print_free (gpointer data, GClosure *closure)
{
  Print *print = data;

  g_clear_pointer (&print->pages, cabinet_export_pages_free);
  g_object_unref (print->what);
  g_free (print);
}

/* The operation carries what went wrong, for it may end long after it was begun. */
static void
stop (GtkPrintOperation *operation, GError *error)
{
  gtk_print_operation_set_n_pages (operation, 1);
  g_object_set_data_full (G_OBJECT (operation), "error", error, (GDestroyNotify) g_error_free);
  gtk_print_operation_cancel (operation);
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  GError *error = NULL;
  g_autoptr (CabinetExportRows) rows = cabinet_export_open (print->what, &error);

  if (rows != NULL)
    print->pages = cabinet_export_pages_new (g_steal_pointer (&rows), gtk_print_context_get_width (context),
                                             gtk_print_context_get_height (context), &error);
  if (print->pages != NULL)
    gtk_print_operation_set_n_pages (operation, (int) cabinet_export_pages_get_n_pages (print->pages));
  else
    stop (operation, error);
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  GError *error = NULL;

  if (print->pages != NULL
      && !cabinet_export_pages_draw (print->pages, (guint) page,
                                     gtk_print_context_get_cairo_context (context), &error))
    stop (operation, error);
}

static void
on_end (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  g_clear_pointer (&print->pages, cabinet_export_pages_free);
}

GtkPrintOperation *
cabinet_export_print_operation_new (CabinetExport *what)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  Print *print = g_new0 (Print, 1);

  print->what = g_object_ref (what);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_top_margin (setup, CABINET_EXPORT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, CABINET_EXPORT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, CABINET_EXPORT_MARGIN, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, CABINET_EXPORT_MARGIN, GTK_UNIT_POINTS);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_job_name (operation, _ ("Statement"));
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin), print, print_free, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), print);
  return operation;
}

static void
free_parent (gpointer data, GClosure *closure)
{
  GWeakRef *parent = data;

  g_weak_ref_clear (parent);
  g_free (parent);
}

static void
on_printed (GtkPrintOperation *operation, GtkPrintOperationResult result, GWeakRef *parent)
{
  const GError *kept = g_object_get_data (G_OBJECT (operation), "error");
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (kept != NULL || error != NULL)
    tell (parent, _ ("Not printed"), kept != NULL ? kept->message : error->message);
}

static void
on_verified (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *window = user_data;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (window);
  g_autoptr (GError) error = NULL;

  if (parent == NULL || !cabinet_export_verify_finish (CABINET_EXPORT (source), result, &error))
    {
      if (parent != NULL)
        cabinet_dialog_tell (parent, _ ("Not printed"), error->message);
      free_parent (window, NULL);
      return;
    }
  operation = cabinet_export_print_operation_new (CABINET_EXPORT (source));
  g_signal_connect_data (operation, "done", G_CALLBACK (on_printed), window, free_parent, 0);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

void
cabinet_export_print (GtkWindow *parent, CabinetExport *what)
{
  GWeakRef *window = g_new0 (GWeakRef, 1);

  g_weak_ref_init (window, parent);
  cabinet_export_verify_async (what, NULL, on_verified, window);
}
