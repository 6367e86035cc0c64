/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <linux/capability.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ui-test.h"

#include "cabinet-first-run-page.h"
#include "cabinet-overview-page.h"

/* What stops the saved data from being opened: the window says what happened, what is kept and what to do. */

#define WIDE 1100, 760
#define NARROW 360, 720
#define PAGE_SIZE 4096

static char *
dup_path (const char *name)
{
  return g_build_filename (g_getenv ("XDG_DATA_HOME"), "cabinet", name, NULL);
}

static gboolean
is_read (UiTest *test)
{
  CabinetAccount *account = cabinet_window_get_account (test->window);

  return account != NULL && cabinet_account_get_overview (account) != NULL
         && !cabinet_account_get_refreshing (account) && !cabinet_account_get_stale (account);
}

static void
try_demo (UiTest *test)
{
  ui_press (test, "Try the demo");
  ui_test_wait (test, is_read, 60, "the demo's contract to be read");
}

static void
make_household (void)
{
  ui_test_fresh_home ();
  ui_test_run (try_demo, WIDE, NULL);
}

static gboolean
is_open (UiTest *test)
{
  return cabinet_application_get_household (test->application, NULL) != NULL;
}

static void
assert_trouble (UiTest *test, const char *words)
{
  g_assert_true (ui_shows (test, "The kept data cannot be opened"));
  g_assert_true (ui_shows (test, words));
  g_assert_nonnull (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Try again"));
}

/* SQLite's user_version stands at byte 60. */
static void
set_version (guint8 byte)
{
  g_autofree char *path = dup_path ("archive.db");
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 62, SEEK_SET), ==, 0);
  g_assert_cmpint (fputc (byte, file), ==, byte);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
too_new (UiTest *test)
{
  assert_trouble (test, "newer version of Cabinet");
  g_assert_true (ui_shows (test, "It was left as it is"));
  set_version (0);
  ui_press (test, "Try again");
  g_assert_true (is_open (test));
  ui_test_wait (test, is_read, 60, "the contract to be read");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));
}

static void
test_too_new (void)
{
  make_household ();
  set_version (3);
  ui_test_run (too_new, NARROW, NULL);
}

/* The superuser may write everywhere, unless this thread of his gives that up. */
static void
set_may_write_everywhere (gboolean may)
{
  struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
  struct __user_cap_data_struct sets[2];

  if (geteuid () != 0)
    return;
  g_assert_cmpint (syscall (SYS_capget, &header, sets), ==, 0);
  if (may)
    sets[0].effective |= 1 << CAP_DAC_OVERRIDE;
  else
    sets[0].effective &= ~(1u << CAP_DAC_OVERRIDE);
  g_assert_cmpint (syscall (SYS_capset, &header, sets), ==, 0);
}

static void
set_writable (gboolean writable)
{
  g_autofree char *file = dup_path ("archive.db");
  g_autofree char *folder = dup_path (NULL);

  g_assert_cmpint (g_chmod (file, writable ? 0600 : 0400), ==, 0);
  g_assert_cmpint (g_chmod (folder, writable ? 0700 : 0500), ==, 0);
  set_may_write_everywhere (writable);
}

static void
read_only (UiTest *test)
{
  assert_trouble (test, "cannot be written");
  g_assert_true (ui_shows (test, "What was saved before is kept"));
  /* It is no better yet. */
  ui_press (test, "Try again");
  assert_trouble (test, "cannot be written");
  set_writable (TRUE);
  ui_press (test, "Try again");
  ui_test_wait (test, is_read, 60, "the contract to be read");
}

static void
test_read_only (void)
{
  make_household ();
  set_writable (FALSE);
  ui_test_run (read_only, WIDE, NULL);
}

static struct rlimit former_limit;

/* No file may grow past a few kilobytes. */
static void
set_full (gboolean full)
{
  struct rlimit limit = { 8192, former_limit.rlim_max };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, full ? &limit : &former_limit), ==, 0);
}

static void
disk_full (UiTest *test)
{
  assert_trouble (test, "No room is left on the disk");
  g_assert_true (ui_shows (test, "What was saved before is kept"));
  set_full (FALSE);
  ui_press (test, "Try again");
  ui_test_wait (test, is_read, 60, "the contract to be read");
}

static void
test_disk_full (void)
{
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &former_limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  make_household ();
  set_full (TRUE);
  ui_test_run (disk_full, WIDE, NULL);
}

static gboolean
tells (UiTest *test)
{
  GtkWidget *window = GTK_WIDGET (test->window);
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (all, i);
      g_autofree char *texts = other != window ? ui_dup_texts (other) : NULL;

      if (texts != NULL && strstr (texts, test->user_data) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The window is there before anything is saved. */
static void
saving (UiTest *test)
{
  g_assert_true (ui_shows (test, "Saving what can be read…"));
  g_assert_null (ui_find (GTK_WIDGET (test->window), GTK_ACCESSIBLE_ROLE_BUTTON, "Try again"));
}

/* All that is there is shown, and behind it a dialog tells what happened. */
static void
damaged (UiTest *test)
{
  ui_test_wait (test, is_open, 60, "what can be read to be saved");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_OVERVIEW_PAGE));
  ui_test_wait (test, tells, 30, "what was damaged");
}

static gboolean
is_asked (UiTest *test)
{
  test->user_data = (gpointer) "may still hold data of";
  return tells (test);
}

static gboolean
is_deleted (UiTest *test)
{
  g_autofree char *folder = dup_path (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, ".aside-") != NULL)
      return FALSE;
  return TRUE;
}

/* What was set aside may hold a removed contract still: the person decides. */
static void
remove_contract (UiTest *test)
{
  damaged (test);
  ui_press (test, "_Close");
  ui_act (test, "remove", NULL);
  ui_press (test, "_Remove");
  ui_test_wait (test, is_asked, 60, "the damaged files to be asked about");
  g_assert_false (is_deleted (test));
  ui_press (test, "_Delete");
  ui_test_wait (test, is_deleted, 10, "the damaged files to be deleted");
}

static void
lost (UiTest *test)
{
  ui_test_wait (test, is_open, 60, "a new archive");
  g_assert_nonnull (ui_find_type (GTK_WIDGET (test->window), CABINET_TYPE_FIRST_RUN_PAGE));
  ui_test_wait (test, tells, 30, "what was damaged");
}

static gboolean
is_in_trouble (UiTest *test)
{
  return ui_shows (test, "The kept data cannot be opened");
}

/* What could not be saved now can be saved later. */
static void
damaged_and_full (UiTest *test)
{
  ui_test_wait (test, is_in_trouble, 60, "the disk to be full");
  assert_trouble (test, "No room is left on the disk");
  set_full (FALSE);
  ui_press (test, "Try again");
  saving (test);
  damaged (test);
}

static void
damage_archive (void)
{
  g_autofree char *path = dup_path ("archive.db");
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  memset (contents, 0, PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

/* The first page says where all others are. */
static void
test_damaged (void)
{
  const char *saved = "What can be read was saved to a new file";
  g_autofree char *path = dup_path ("archive.db");

  make_household ();
  damage_archive ();
  ui_test_run_full (saving, damaged, WIDE, (gpointer) saved);
  damage_archive ();
  set_full (TRUE);
  ui_test_run_full (saving, damaged_and_full, NARROW, (gpointer) saved);
  damage_archive ();
  ui_test_run_full (saving, remove_contract, WIDE, (gpointer) saved);
  g_assert_true (g_file_set_contents (path, "no database at all", -1, NULL));
  ui_test_run_full (saving, lost, NARROW, (gpointer) "sign in to read the data again");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/storage/too-new", test_too_new);
  g_test_add_func ("/ui/storage/read-only", test_read_only);
  g_test_add_func ("/ui/storage/disk-full", test_disk_full);
  g_test_add_func ("/ui/storage/damaged", test_damaged);

  return g_test_run ();
}
