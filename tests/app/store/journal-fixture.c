/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "journal-fixture.h"

void
journal_fixture_open (JournalFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->journal = cabinet_journal_open (fixture->path, &error);
  g_assert_no_error (error);
}

void
journal_fixture_close (JournalFixture *fixture)
{
  cabinet_journal_close (fixture->journal);
  g_assert_finalize_object (fixture->journal);
}

void
journal_fixture_set_up (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cabinet-journal-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "data", "journal.db", NULL);
  journal_fixture_open (fixture);
}

void
journal_fixture_tear_down (JournalFixture *fixture, gconstpointer data)
{
  journal_fixture_close (fixture);
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
journal_finish (CabinetJournal *journal, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  store_wait (result);
  g_assert_true (cabinet_journal_finish (journal, *result, &error));
  g_assert_no_error (error);
  g_clear_object (result);
}
