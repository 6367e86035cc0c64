/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "store-fixture.h"

/* The window and cabinetctl at once: processes that write the same archive. */

#define N_PAGES 40
#define PAGE 25

static const char *program;

static void
save_page (StoreFixture *fixture, const char *prefix, guint page)
{
  g_autoptr (GListStore) list = g_list_store_new (CABINET_TYPE_OPERATION);

  for (guint i = 0; i < PAGE; i++)
    {
      /* Half of the ids are the same in both processes. */
      g_autofree char *id = g_strdup_printf ("%s%u-%u", i % 2 ? prefix : "both", page, i);
      g_autoptr (CabinetOperation) operation = store_new_operation (id, "2026-11-03", -100);

      operation->revision = page;
      g_list_store_append (list, operation);
    }
  store_save (fixture, ACCOUNT, list, NULL);
}

static int
run_child (const char *path)
{
  StoreFixture fixture = { .archive = cabinet_archive_open (path, NULL) };

  if (fixture.archive == NULL)
    return 1;
  for (guint page = 0; page < N_PAGES; page++)
    save_page (&fixture, "child", page);
  cabinet_archive_close (fixture.archive);
  g_object_unref (fixture.archive);
  return 0;
}

static guint
count_rows (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = cabinet_archive_query_months (fixture->archive, ACCOUNT, NULL, &error);

  g_assert_no_error (error);
  return months->len > 0 ? g_array_index (months, CabinetLedgerMonth, 0).count : 0;
}

static void
test_both_write (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--child", fixture->path, NULL);
  GAsyncResult *result = NULL;
  guint both = (PAGE + 1) / 2, own = PAGE / 2;

  g_assert_no_error (error);
  for (guint page = 0; page < N_PAGES; page++)
    save_page (fixture, "parent", page);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);

  /* The reading connection sees what the other process wrote. */
  g_assert_cmpuint (count_rows (fixture), ==, N_PAGES * (both + 2 * own));
  cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
  store_finish (fixture, &result);
}

/* Both begin with no file at all. */
static void
test_both_create (StoreFixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 10; round++)
    {
      g_autofree char *name = g_strdup_printf ("new-%d.db", round);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child =
        g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--open", path, NULL);
      g_autoptr (CabinetArchive) archive = NULL;

      g_usleep (g_test_rand_int_range (0, 20000));
      archive = cabinet_archive_open (path, &error);
      g_assert_no_error (error);
      g_subprocess_wait_check (child, NULL, &error);
      g_assert_no_error (error);
      cabinet_archive_close (archive);
    }
}

static int
run_opener (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetArchive) archive = cabinet_archive_open (path, &error);

  if (archive == NULL)
    g_printerr ("%s\n", error->message);
  return archive != NULL ? 0 : 1;
}

/* Whatever moment a writer is killed at, what it was told to be saved is there, and the months are right. */
static void
test_killed_writer (StoreFixture *fixture, gconstpointer data)
{
  for (int round = 0; round < 10; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child =
        g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--child", fixture->path, NULL);
      GAsyncResult *result = NULL;

      g_assert_no_error (error);
      g_usleep (g_test_rand_int_range (5000, 60000));
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, &error);
      g_assert_no_error (error);
      cabinet_archive_check_async (fixture->archive, NULL, store_on_done, &result);
      store_finish (fixture, &result);
    }
}

#define ADD(name, function)                                                                   \
  g_test_add ("/store/two-writers/" name, StoreFixture, NULL, store_fixture_set_up, function, \
              store_fixture_tear_down)

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--open"))
    return run_opener (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("both-write", test_both_write);
  ADD ("both-create", test_both_create);
  ADD ("killed-writer", test_killed_writer);
  return g_test_run ();
}
