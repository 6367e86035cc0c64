/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-journal-drafts.h"
#include "cabinet-outbox-edit.h"
#include "journal-fixture.h"

static void
save_with (JournalFixture *fixture,
           const char *account,
           const char *thread,
           const char *text,
           const char *const *attachments)
{
  g_autoptr (CabinetDraft) draft = g_object_new (CABINET_TYPE_DRAFT, NULL);
  GAsyncResult *result = NULL;

  draft->account = g_strdup (account);
  draft->subject = g_strdup (thread);
  draft->text = g_strdup (text);
  if (attachments != NULL)
    {
      g_strfreev (draft->attachments);
      draft->attachments = g_strdupv ((char **) attachments);
    }
  draft->updated_at = cabinet_instant_now ();
  cabinet_journal_save_draft_async (fixture->journal, draft, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
}

static void
save (JournalFixture *fixture, const char *account, const char *thread, const char *text)
{
  save_with (fixture, account, thread, text, NULL);
}

static void
assert_draft (JournalFixture *fixture, const char *account, const char *thread, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetDraft) draft = cabinet_journal_load_draft (fixture->journal, account, thread, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (draft != NULL ? draft->text : NULL, ==, expected);
}

/* One a thread, kept over a restart, forgotten when it is empty. */
static void
test_kept (JournalFixture *fixture, gconstpointer data)
{
  assert_draft (fixture, ACCOUNT, NULL, NULL);
  save (fixture, ACCOUNT, "", "new");
  save (fixture, ACCOUNT, "t1", "one");
  save (fixture, OTHER_ACCOUNT, "t1", "another's");
  save (fixture, ACCOUNT, "t1", "one, renewed");
  journal_fixture_close (fixture);
  journal_fixture_open (fixture);
  assert_draft (fixture, ACCOUNT, NULL, "new");
  assert_draft (fixture, ACCOUNT, "t1", "one, renewed");
  save (fixture, ACCOUNT, "t1", "");
  save (fixture, ACCOUNT, "", "");
  assert_draft (fixture, ACCOUNT, "t1", NULL);
  assert_draft (fixture, ACCOUNT, NULL, NULL);
  assert_draft (fixture, OTHER_ACCOUNT, "t1", "another's");
}

/* Files alone are a draft, too; what an earlier version wrote has none. */
static void
test_files (JournalFixture *fixture, gconstpointer data)
{
  const char *const files[] = { "file:///srv/a/%D0%B0.png", "sftp://nas/b.pdf", NULL };
  g_autoptr (CabinetDraft) draft = NULL;
  g_autofree char *none = NULL;

  save_with (fixture, ACCOUNT, "t1", "", files);
  journal_fixture_close (fixture);
  none = store_sql (fixture->path, "insert into drafts values ('" ACCOUNT "', 'old', 'words', null, 1)");
  journal_fixture_open (fixture);
  draft = cabinet_journal_load_draft (fixture->journal, ACCOUNT, "t1", NULL);
  g_assert_nonnull (draft);
  g_assert_cmpstr (draft->text, ==, "");
  g_assert_cmpstrv (draft->attachments, files);
  g_clear_object (&draft);
  draft = cabinet_journal_load_draft (fixture->journal, ACCOUNT, "old", NULL);
  g_assert_cmpstr (draft->text, ==, "words");
  g_assert_null (draft->attachments[0]);
  save (fixture, ACCOUNT, "t1", "");
  assert_draft (fixture, ACCOUNT, "t1", NULL);
}

static CabinetOutboxItem *
add (JournalFixture *fixture, CabinetOutboxState state)
{
  CabinetOutboxItem *item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);
  GAsyncResult *result = NULL;

  item->key = g_uuid_string_random ();
  item->account = g_strdup (ACCOUNT);
  item->kind = CABINET_OUTBOX_KIND_MESSAGE;
  item->request = g_strdup ("{\"text\":\"a\"}");
  item->state = state;
  item->created_at = item->updated_at = cabinet_instant_now ();
  cabinet_outbox_add_async (fixture->journal, item, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
  return item;
}

static void
amend (JournalFixture *fixture, const char *key, const char *subject, const char *request)
{
  GAsyncResult *result = NULL;

  cabinet_outbox_amend_async (fixture->journal, key, subject, request, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
}

static gboolean
drop (JournalFixture *fixture, const char *key)
{
  g_autoptr (CabinetOutboxItem) left = NULL;
  GAsyncResult *result = NULL;

  cabinet_outbox_drop_async (fixture->journal, key, NULL, store_on_done, &result);
  journal_finish (fixture->journal, &result);
  left = cabinet_outbox_lookup (fixture->journal, key, NULL);
  return left == NULL;
}

/* What may have left is neither changed nor taken away. */
static void
test_only_before_it_left (JournalFixture *fixture, gconstpointer data)
{
  static const struct
  {
    CabinetOutboxState state;
    gboolean amended;
    gboolean dropped;
  } cases[] = {
    { CABINET_OUTBOX_STATE_WRITTEN, TRUE, TRUE },       { CABINET_OUTBOX_STATE_SENDING, FALSE, FALSE },
    { CABINET_OUTBOX_STATE_UNCONFIRMED, FALSE, FALSE }, { CABINET_OUTBOX_STATE_ACCEPTED, FALSE, FALSE },
    { CABINET_OUTBOX_STATE_DONE, FALSE, FALSE },        { CABINET_OUTBOX_STATE_REFUSED, FALSE, TRUE },
    { CABINET_OUTBOX_STATE_ABANDONED, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetOutboxItem) item = add (fixture, cases[i].state);
      g_autoptr (CabinetOutboxItem) now = NULL;

      amend (fixture, item->key, "t1", "{\"text\":\"b\"}");
      now = cabinet_outbox_lookup (fixture->journal, item->key, NULL);
      g_assert_cmpstr (now->subject, ==, cases[i].amended ? "t1" : NULL);
      g_assert_cmpstr (now->request, ==, cases[i].amended ? "{\"text\":\"b\"}" : item->request);
      g_assert_cmpint (now->state, ==, cases[i].state);
      g_assert_cmpint (drop (fixture, item->key), ==, cases[i].dropped);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/drafts/kept", JournalFixture, NULL, journal_fixture_set_up, test_kept,
              journal_fixture_tear_down);
  g_test_add ("/store/drafts/files", JournalFixture, NULL, journal_fixture_set_up, test_files,
              journal_fixture_tear_down);
  g_test_add ("/store/drafts/only-before-it-left", JournalFixture, NULL, journal_fixture_set_up,
              test_only_before_it_left, journal_fixture_tear_down);
  return g_test_run ();
}
