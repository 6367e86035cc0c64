/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cabinet-journal-drafts.h"
#include "cabinet-journal-marks.h"
#include "cabinet-outbox.h"
#include "journal-fixture.h"

static CabinetReadMark *
new_mark (
  const char *account, CabinetReadMarkKind kind, const char *subject, const char *up_to, gint64 revision)
{
  CabinetReadMark *mark = g_object_new (CABINET_TYPE_READ_MARK, NULL);

  mark->account = g_strdup (account);
  mark->kind = kind;
  mark->subject = g_strdup (subject);
  mark->up_to = g_strdup (up_to);
  mark->revision = revision;
  mark->key = g_uuid_string_random ();
  return mark;
}

static CabinetReadMark *
add (JournalFixture *fixture, CabinetReadMark *mark)
{
  GAsyncResult *result = NULL;

  cabinet_journal_add_mark_async (fixture->journal, mark, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
  return mark;
}

static void
drop (JournalFixture *fixture, CabinetReadMark *mark)
{
  GAsyncResult *result = NULL;

  cabinet_journal_drop_mark_async (fixture->journal, mark, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
}

/* "subject up_to" of each. */
static void
assert_marks (JournalFixture *fixture, const char *account, CabinetReadMarkKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = cabinet_journal_load_marks (fixture->journal, account, kind, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < marks->len; i++)
    {
      CabinetReadMark *mark = g_ptr_array_index (marks, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", mark->subject,
                              mark->up_to != NULL ? mark->up_to : "-");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Over a restart, each kind and contract by itself. */
static void
test_kept (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetReadMark) thread =
    add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1", "m1", 4));
  g_autoptr (CabinetReadMark) notice =
    add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_NOTICE, "n1", NULL, 0));
  g_autoptr (CabinetReadMark) other =
    add (fixture, new_mark (OTHER_ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t9", "m9", 1));
  GAsyncResult *result = NULL;

  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1 m1");
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_NOTICE, "n1 -");
  drop (fixture, notice);
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_NOTICE, "");

  cabinet_outbox_forget_async (fixture->journal, ACCOUNT, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "");
  assert_marks (fixture, OTHER_ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t9 m9");
}

/* What was read stays read, and what was read meanwhile is not forgotten with what arrived. */
static void
test_never_back (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetReadMark) first =
    add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1", "m5", 7));
  g_autoptr (CabinetReadMark) older =
    add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1", "m3", 6));
  g_autoptr (CabinetReadMark) same = NULL;
  g_autoptr (CabinetReadMark) newer = NULL;
  g_autoptr (GPtrArray) marks = NULL;

  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1 m5");
  /* Under the key that may have left already. */
  same = add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1", "m5", 8));
  marks = cabinet_journal_load_marks (fixture->journal, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, NULL);
  g_assert_cmpstr (CABINET_READ_MARK (g_ptr_array_index (marks, 0))->key, ==, first->key);
  newer = add (fixture, new_mark (ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1", "m6", 9));
  drop (fixture, first);
  drop (fixture, older);
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "t1 m6");
  drop (fixture, newer);
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "");
}

/* What the version without marks wrote is all there. */
static void
test_from_2 (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *dump =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "journal-2.sql", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *none = NULL;
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (CabinetDraft) draft = NULL;

  journal_fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  none = store_sql (fixture->path, sql);
  journal_fixture_open (fixture);
  version = store_sql (fixture->path, "pragma user_version");
  g_assert_cmpstr (version, ==, "3");
  rows = cabinet_outbox_load (fixture->journal, ACCOUNT, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (CABINET_OUTBOX_ITEM (g_ptr_array_index (rows, 0))->sent_at, ==, 1);
  draft = cabinet_journal_load_draft (fixture->journal, ACCOUNT, "t1", &error);
  g_assert_cmpstr (draft->text, ==, "Half a sent");
  assert_marks (fixture, ACCOUNT, CABINET_READ_MARK_KIND_THREAD, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/read-marks/kept", JournalFixture, NULL, journal_fixture_set_up, test_kept,
              journal_fixture_tear_down);
  g_test_add ("/store/read-marks/never-back", JournalFixture, NULL, journal_fixture_set_up, test_never_back,
              journal_fixture_tear_down);
  g_test_add ("/store/read-marks/from-2", JournalFixture, NULL, journal_fixture_set_up, test_from_2,
              journal_fixture_tear_down);
  return g_test_run ();
}
