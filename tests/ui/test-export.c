/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown goes to a file and to paper. */
#include "cabinet-archive-group.h"
#include "cabinet-contract-actions.h"
#include "cabinet-export-ask.h"
#include "cabinet-statement-page.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"

static CabinetExport *
make_export (CabinetAccount *account, CabinetDate from)
{
  g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
  CabinetExport *what = cabinet_export_new ();

  cabinet_statement_set_period (statement, from, CABINET_DATE_NONE);
  cabinet_export_add (what, statement);
  return what;
}

static char *
save (CabinetExport *what, CabinetExportFormat format, const char *name)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_export_save (what, format, path, TRUE, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
read_pdf (const char *path)
{
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *out;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL, &error);
  g_assert_no_error (error);
  return out;
}

/* A printer gets the pages of the file. */
static void
test_print (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetExport) what = make_export (account, cabinet_date_new (2026, 8, 1));
  g_autofree char *path = save (what, CABINET_EXPORT_PDF, "saved.pdf");
  g_autofree char *printed = g_build_filename (g_get_home_dir (), "printed.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = cabinet_export_print_operation_new (what);
  g_autoptr (GError) error = NULL;
  g_autofree char *on_paper = NULL;
  g_autofree char *in_file = NULL;

  gtk_print_operation_set_export_filename (operation, printed);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  on_paper = read_pdf (printed);
  in_file = read_pdf (path);
  g_assert_nonnull (strstr (in_file, "Page 2 of "));
  g_assert_cmpstr (on_paper, ==, in_file);
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window))
        return window;
    }
  return NULL;
}

static gboolean
is_there (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_chosen (GtkWidget *dialog, GFile *file)
{
  g_autoptr (GFile) chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  return chosen != NULL && g_file_equal (chosen, file);
}

static void
point_at (GtkWidget *dialog, GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_OPEN)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), file, NULL);
  else
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
}

/* Chooses @path in the file dialog that is open, and waits until the file is there. The dialog reads folders
 * of its own while it opens: on a busy machine it has to be told again. */
static void
choose_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gint64 until = g_get_monotonic_time () + test_patience (20 * G_USEC_PER_SEC);
  GtkWidget *dialog = find_dialog ();

  g_assert_nonnull (dialog);
  for (guint i = 0; !is_chosen (dialog, file) && g_get_monotonic_time () < until; i++)
    {
      if (i % 50 == 0)
        point_at (dialog, file);
      page_fixture_wait_ms (20);
    }
  g_assert_true (is_chosen (dialog, file));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  while (!is_there (path) && g_get_monotonic_time () < until)
    page_fixture_wait_ms (20);
  g_assert_true (is_there (path));
}

static void
on_saved (GSimpleAction *action, GVariant *parameter, char **path)
{
  g_assert_null (*path);
  *path = g_strdup (g_variant_get_bytestring (parameter));
}

/* The window's, which the fixture has not: (transfer full). */
static GSimpleActionGroup *
make_actions (char **saved)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("tell-saved", G_VARIANT_TYPE_BYTESTRING);

  g_signal_connect (action, "activate", G_CALLBACK (on_saved), saved);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return group;
}

/* From the menu to the file, with the filters of the page. That it is there is told. */
static void
test_save (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = cabinet_statement_page_new (account);
  CabinetStatement *statement = cabinet_statement_page_get_statement (CABINET_STATEMENT_PAGE (page));
  g_autofree char *path = g_build_filename (g_get_home_dir (), "tomtel-12345-2026-11-21.csv", NULL);
  g_autoptr (CabinetExport) what = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *found = NULL;
  gint64 until = g_get_monotonic_time () + test_patience (20 * G_USEC_PER_SEC);
  g_autofree char *saved = NULL;
  g_autoptr (GSimpleActionGroup) actions = make_actions (&saved);

  page_fixture_show (fixture, page, 900, 700);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
  g_assert_nonnull (page_find_named (page, GTK_ACCESSIBLE_ROLE_BUTTON, "Print and export"));
  cabinet_statement_set_period (statement, cabinet_date_new (2026, 10, 1), CABINET_DATE_NONE);
  what = make_export (account, cabinet_date_new (2026, 10, 1));
  expected = save (what, CABINET_EXPORT_CSV_LOCAL, "expected.csv");

  g_assert_true (gtk_widget_activate_action (page, "statement.export", "s", "csv-local"));
  page_fixture_settle ();
  choose_file (path);
  while (saved == NULL && g_get_monotonic_time () < until)
    page_fixture_wait_ms (20);
  g_assert_cmpstr (saved, ==, path);
  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_true (g_file_get_contents (expected, &wanted, NULL, NULL));
  g_assert_cmpstr (found, ==, wanted);
  page_fixture_settle ();
  page_fixture_finalize_page (fixture, page);
}

/* The window that shows @text; nullable. */
static GtkWidget *
find_showing (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (gtk_widget_get_mapped (window) && page_shows (window, text))
        return window;
    }
  return NULL;
}

static GtkWidget *
wait_showing (const char *text)
{
  gint64 until = g_get_monotonic_time () + test_patience (20 * G_USEC_PER_SEC);
  GtkWidget *found;

  while ((found = find_showing (text)) == NULL && g_get_monotonic_time () < until)
    page_fixture_wait_ms (20);
  g_assert_nonnull (found);
  return found;
}

static void
press (GtkWidget *root, const char *label)
{
  GtkWidget *button = page_find_named (root, GTK_ACCESSIBLE_ROLE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* A16: what is to be removed can be kept as a file first; then it is asked about again. */
static void
test_export_first (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autofree char *path = g_build_filename (g_get_home_dir (), "tomtel-12345-2026-11-21.pdf", NULL);
  GtkWidget *dialog, *asked;

  page_fixture_show (fixture, gtk_label_new (""), 400, 300);
  cabinet_contract_remove (fixture->window, fixture->household, account);
  asked = wait_showing ("Remove “Tomtel” from this computer?");
  press (asked, "_Export First…");
  page_fixture_settle ();
  choose_file (path);
  dialog = wait_showing ("Remove “Tomtel” from this computer?");
  press (dialog, "_Cancel");
  page_fixture_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->household)), ==, 1);
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  cabinet_household_remove_finish (CABINET_HOUSEHOLD (source), result, &error);
  g_assert_no_error (error);
}

static void
wait_contracts (CabinetHousehold *household, guint n)
{
  gint64 until = g_get_monotonic_time () + test_patience (20 * G_USEC_PER_SEC);

  while (cabinet_list_length (household) != n && g_get_monotonic_time () < until)
    page_fixture_wait_ms (20);
  g_assert_cmpuint (cabinet_list_length (household), ==, n);
}

/* The archive goes to a file, and what was removed since comes back from it, after it was told what comes. */
static void
test_backup (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  CabinetAccount *account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "cabinet-%Y-%m-%d.backup");
  g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autofree char *saved = g_strdup_printf ("Saved “%s”", name);
  GtkWidget *group = g_object_new (CABINET_TYPE_ARCHIVE_GROUP, NULL);

  cabinet_archive_group_set_household (CABINET_ARCHIVE_GROUP (group), fixture->household);
  page_fixture_show (fixture, group, 500, 400);
  press (group, "Check");
  wait_showing ("The archive is whole.");
  press (group, "Save…");
  page_fixture_settle ();
  choose_file (path);
  wait_showing (saved);

  press (group, "Restore…");
  page_fixture_settle ();
  choose_file (path);
  wait_showing ("All that the copy holds is here already");

  cabinet_household_remove_async (fixture->household, account, NULL, on_removed, NULL);
  wait_contracts (fixture->household, 0);
  g_object_unref (account);
  press (group, "Restore…");
  page_fixture_settle ();
  choose_file (path);
  press (wait_showing ("Would be added: contracts 1, operations"), "_Restore");
  wait_contracts (fixture->household, 1);
  wait_showing ("Added: contracts 1, operations");
  page_fixture_finalize_page (fixture, group);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/export/print", test_print);
  g_test_add_func ("/export/save", test_save);
  g_test_add_func ("/export/export-first", test_export_first);
  g_test_add_func ("/export/backup", test_backup);
  return g_test_run ();
}
