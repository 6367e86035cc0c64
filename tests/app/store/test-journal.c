/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "journal-fixture.h"

static const char *program;

static void
add (CabinetJournal *journal, const char *key, const char *kind, const char *subject, const char *payload)
{
  GAsyncResult *result = NULL;

  cabinet_journal_add_async (journal, key, kind, subject, payload, NULL, store_on_done, &result);
  journal_finish (journal, &result);
}

static void
settle (CabinetJournal *journal, const char *key)
{
  GAsyncResult *result = NULL;

  cabinet_journal_settle_async (journal, key, NULL, store_on_done, &result);
  journal_finish (journal, &result);
}

static char *
pending (CabinetJournal *journal, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) intents = cabinet_journal_load_pending (journal, kind, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < intents->len; i++)
    {
      CabinetIntent *intent = g_ptr_array_index (intents, i);

      g_string_append_printf (text, "%s/%s/%s ", intent->key, intent->subject, intent->state);
    }
  return g_string_free (text, FALSE);
}

#define assert_pending(fixture, kind, expected)                    \
  G_STMT_START                                                     \
  {                                                                \
    g_autofree char *text_ = pending ((fixture)->journal, (kind)); \
    g_assert_cmpstr (text_, ==, (expected));                       \
  }                                                                \
  G_STMT_END

static void
test_life (JournalFixture *fixture, gconstpointer data)
{
  GAsyncResult *result = NULL;

  add (fixture->journal, "k1", "add-sign-in", "s1", "{\"a\":1}");
  add (fixture->journal, "k2", "erase-account", "a1", NULL);
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  assert_pending (fixture, NULL, "k1/s1/pending k2/a1/pending ");
  assert_pending (fixture, "add-sign-in", "k1/s1/pending ");
  assert_pending (fixture, "pay", "");

  cabinet_journal_set_state_async (fixture->journal, "k1", "sent", NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
  add (fixture->journal, "k2", "erase-account", "a2", NULL);
  assert_pending (fixture, NULL, "k1/s1/sent k2/a2/pending ");

  settle (fixture->journal, "k1");
  settle (fixture->journal, "k1");
  assert_pending (fixture, NULL, "k2/a2/pending ");
  cabinet_journal_check_async (fixture->journal, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
}

static void
test_unknown (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_journal_set_state_async (fixture->journal, "nothing", "sent", NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_journal_finish (fixture->journal, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
}

static void
test_private_and_clean (JournalFixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "", "-wal" };
  struct stat info;

  add (fixture->journal, "ZQXJ-key", "erase-account", "ZQXJ-subject", "{\"name\":\"ZQXJ\"}");
  settle (fixture->journal, "ZQXJ-key");
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, suffixes[i], NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_assert_cmpint (stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_null (memmem (contents, length, "ZQXJ", 4));
    }
}

/* Says a key once the journal has taken it, until it is killed. */
static int
run_child (const char *path)
{
  CabinetJournal *journal = cabinet_journal_open (path, NULL);

  for (int i = 0; journal != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%06d", i);

      add (journal, key, "pay", "x", NULL);
      g_print ("%s\n", key);
    }
  return 1;
}

static void
test_killed (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *last = NULL;
  g_autofree char *text = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", fixture->path, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  for (int i = 0; i < 40; i++)
    {
      g_free (last);
      last = g_data_input_stream_read_line (lines, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_subprocess_send_signal (child, SIGKILL);
  g_assert_true (g_subprocess_wait (child, NULL, &error));

  text = pending (fixture->journal, "pay");
  g_assert_nonnull (strstr (text, "k000000/"));
  g_assert_nonnull (strstr (text, last));
}

#define ADD(name, function)                                                                   \
  g_test_add ("/store/journal/" name, JournalFixture, NULL, journal_fixture_set_up, function, \
              journal_fixture_tear_down)

int
main (int argc, char **argv)
{
  program = argv[0];
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD ("life", test_life);
  ADD ("unknown", test_unknown);
  ADD ("private-and-clean", test_private_and_clean);
  ADD ("killed", test_killed);
  return g_test_run ();
}
