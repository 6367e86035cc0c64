/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-outbox-edit.h"
#include "store-fixture.h"

#define KEY "0b8f2a5e-1c1d-4f6a-9a1e-0d3c5b7a9e10"
#define OTHER_KEY "0b8f2a5e-1c1d-4f6a-9a1e-0d3c5b7a9e11"
#define SECOND G_TIME_SPAN_SECOND

/* The journal, and a second process that has it open too. */
typedef struct
{
  char *folder;
  char *path;
  CabinetJournal *journal;
  CabinetJournal *other;
} Fixture;

static CabinetJournal *
open_journal (const char *path)
{
  g_autoptr (GError) error = NULL;
  CabinetJournal *journal = cabinet_journal_open (path, &error);

  g_assert_no_error (error);
  return journal;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cabinet-outbox-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "data", "journal.db", NULL);
  fixture->journal = open_journal (fixture->path);
  fixture->other = open_journal (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cabinet_journal_close (fixture->journal);
  cabinet_journal_close (fixture->other);
  g_assert_finalize_object (fixture->journal);
  g_assert_finalize_object (fixture->other);
  store_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static CabinetOutboxItem *
new_item (const char *key, CabinetOutboxKind kind)
{
  CabinetOutboxItem *item = g_object_new (CABINET_TYPE_OUTBOX_ITEM, NULL);

  item->key = g_strdup (key);
  item->account = g_strdup (ACCOUNT);
  item->kind = kind;
  item->request = g_strdup ("{\"text\":\"ZQXJ\"}");
  item->state = CABINET_OUTBOX_STATE_WRITTEN;
  item->created_at = item->updated_at = 1000 * SECOND;
  return item;
}

static gboolean
finish (CabinetJournal *journal, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  store_wait (result);
  done = cabinet_outbox_finish (journal, *result, &error);
  g_assert_no_error (error);
  g_clear_object (result);
  return done;
}

static void
add (Fixture *fixture, const char *key, CabinetOutboxKind kind)
{
  g_autoptr (CabinetOutboxItem) item = new_item (key, kind);
  GAsyncResult *result = NULL;

  cabinet_outbox_add_async (fixture->journal, item, NULL, store_on_done, &result);
  g_assert_true (finish (fixture->journal, &result));
}

/* The state that @owner finds, or -1 if the row is not to be had. */
static int
claim (CabinetJournal *journal, const char *owner, gint64 now)
{
  g_autoptr (CabinetOutboxItem) before = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_outbox_claim_async (journal, KEY, owner, "dead", now * SECOND, (now + 60) * SECOND,
                              (now + 3600) * SECOND, NULL, store_on_done, &result);
  store_wait (&result);
  before = cabinet_outbox_claim_finish (journal, result, &error);
  g_assert_no_error (error);
  return before != NULL ? (int) before->state : -1;
}

static gboolean
save (CabinetJournal *journal, const char *owner, CabinetOutboxState state, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) item = cabinet_outbox_lookup (journal, KEY, &error);
  GAsyncResult *result = NULL;

  g_assert_no_error (error);
  item->state = state;
  item->updated_at = now * SECOND;
  g_free (item->lease);
  item->lease = g_strdup (owner);
  cabinet_outbox_save_async (journal, item, NULL, store_on_done, &result);
  return finish (journal, &result);
}

static guint
count (CabinetJournal *journal, const char *account, gboolean all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = cabinet_outbox_load (journal, account, all, &error);

  g_assert_no_error (error);
  return items->len;
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) none = NULL;
  g_autoptr (CabinetOutboxItem) item = NULL;

  add (fixture, KEY, CABINET_OUTBOX_KIND_PAYMENT);
  g_assert_cmpint (claim (fixture->journal, "a", 1001), ==, CABINET_OUTBOX_STATE_WRITTEN);
  item = cabinet_outbox_lookup (fixture->other, KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (item->state, ==, CABINET_OUTBOX_STATE_SENDING);
  g_assert_cmpint (item->attempts, ==, 1);
  g_assert_cmpstr (item->lease, ==, "a");
  g_assert_cmpint (item->created_at, ==, 1000 * SECOND);
  g_assert_true (save (fixture->journal, "a", CABINET_OUTBOX_STATE_UNCONFIRMED, 1002));
  g_assert_cmpint (claim (fixture->other, "b", 1003), ==, CABINET_OUTBOX_STATE_UNCONFIRMED);
  g_assert_true (save (fixture->other, "b", CABINET_OUTBOX_STATE_DONE, 1004));
  g_assert_cmpuint (count (fixture->journal, ACCOUNT, FALSE), ==, 0);
  g_assert_cmpuint (count (fixture->journal, ACCOUNT, TRUE), ==, 1);
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 1);
  g_assert_cmpuint (count (fixture->journal, OTHER_ACCOUNT, TRUE), ==, 0);
  none = cabinet_outbox_lookup (fixture->journal, OTHER_KEY, &error);
  g_assert_no_error (error);
  g_assert_null (none);
}

static void
test_key_is_used_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CabinetOutboxItem) item = new_item (KEY, CABINET_OUTBOX_KIND_CHANGE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add (fixture, KEY, CABINET_OUTBOX_KIND_PAYMENT);
  cabinet_outbox_add_async (fixture->other, item, NULL, store_on_done, &result);
  store_wait (&result);
  g_assert_false (cabinet_outbox_finish (fixture->other, result, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_STORAGE);
}

/* One owner at a time; a lease that ran out, or is of before the clock was set back, holds nobody up. */
static void
test_lease (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_CHANGE);
  g_assert_cmpint (claim (fixture->journal, "a", 1000), ==, CABINET_OUTBOX_STATE_WRITTEN);
  g_assert_cmpint (claim (fixture->other, "b", 1059), ==, -1);
  g_assert_cmpint (claim (fixture->journal, "a", 1059), ==, CABINET_OUTBOX_STATE_SENDING);
  g_assert_cmpint (claim (fixture->other, "b", 1060), ==, -1);
  g_assert_cmpint (claim (fixture->other, "b", 1119), ==, CABINET_OUTBOX_STATE_SENDING);

  /* The first one comes back late: what it believes is not written over what the other does. */
  g_assert_false (save (fixture->journal, "a", CABINET_OUTBOX_STATE_WRITTEN, 1120));
  g_assert_false (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_WRITTEN, 1120));
  g_assert_cmpint (claim (fixture->journal, "a", 900), ==, CABINET_OUTBOX_STATE_SENDING);
  g_assert_true (save (fixture->journal, "a", CABINET_OUTBOX_STATE_ACCEPTED, 901));
  g_assert_true (save (fixture->other, NULL, CABINET_OUTBOX_STATE_DONE, 902));
}

/* Whose lease was taken writes nothing, even if the row is free again. */
static void
test_taken_lease (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_CHANGE);
  claim (fixture->journal, "a", 1000);
  claim (fixture->other, "b", 1100);
  g_assert_true (save (fixture->other, "b", CABINET_OUTBOX_STATE_UNCONFIRMED, 1101));
  g_assert_false (save (fixture->journal, "a", CABINET_OUTBOX_STATE_ABANDONED, 1102));
}

/* Who died with a lease is not waited for. */
static void
test_dead_owner (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_CHANGE);
  g_assert_cmpint (claim (fixture->journal, "dead", 1000), ==, CABINET_OUTBOX_STATE_WRITTEN);
  g_assert_cmpint (claim (fixture->other, "b", 1001), ==, CABINET_OUTBOX_STATE_SENDING);
  g_assert_cmpint (claim (fixture->journal, "c", 1002), ==, -1);
}

static void
test_settled_stays (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_MESSAGE);
  g_assert_true (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_ABANDONED, 1001));
  g_assert_cmpint (claim (fixture->other, "b", 1002), ==, -1);
  g_assert_false (save (fixture->other, "b", CABINET_OUTBOX_STATE_WRITTEN, 1003));
}

/* What may have left is not taken back. */
static void
test_no_way_back (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_MESSAGE);
  claim (fixture->other, "b", 1000);
  g_assert_false (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_ABANDONED, 1001));
  g_assert_false (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_ABANDONED, 2000));
}

/* A removed contract leaves no words behind, but the key of what may have moved money stays. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetOutboxItem) kept = NULL;
  g_autofree char *contents = NULL;
  GAsyncResult *result = NULL;
  gsize length;

  add (fixture, KEY, CABINET_OUTBOX_KIND_PAYMENT);
  add (fixture, OTHER_KEY, CABINET_OUTBOX_KIND_MESSAGE);
  claim (fixture->journal, "a", 1000);
  g_assert_true (save (fixture->journal, "a", CABINET_OUTBOX_STATE_UNCONFIRMED, 1001));
  cabinet_outbox_forget_async (fixture->journal, ACCOUNT, NULL, store_on_done, &result);
  g_assert_true (finish (fixture->journal, &result));
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 1);
  kept = cabinet_outbox_lookup (fixture->journal, KEY, &error);
  g_assert_cmpint (kept->state, ==, CABINET_OUTBOX_STATE_UNCONFIRMED);
  g_assert_cmpstr (kept->request, ==, "{}");
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, "ZQXJ", 4));

  g_assert_true (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_DONE, 1002));
  cabinet_outbox_forget_async (fixture->journal, ACCOUNT, NULL, store_on_done, &result);
  g_assert_true (finish (fixture->journal, &result));
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 0);
}

static void
clear_all (Fixture *fixture, gint64 before)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  GAsyncResult *result = NULL;

  g_ptr_array_add (keys, (char *) KEY);
  g_ptr_array_add (keys, (char *) OTHER_KEY);
  cabinet_outbox_clear_async (fixture->journal, keys, before * SECOND, NULL, store_on_done, &result);
  g_assert_true (finish (fixture->journal, &result));
}

/* Only what is settled, and has been so for long, is cleared. */
static void
test_clear (Fixture *fixture, gconstpointer data)
{
  add (fixture, KEY, CABINET_OUTBOX_KIND_PAYMENT);
  add (fixture, OTHER_KEY, CABINET_OUTBOX_KIND_MESSAGE);
  g_assert_true (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_ACCEPTED, 1001));
  clear_all (fixture, 5000);
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 2);
  g_assert_true (save (fixture->journal, NULL, CABINET_OUTBOX_STATE_DONE, 2000));
  clear_all (fixture, 2000);
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 2);
  clear_all (fixture, 2001);
  g_assert_cmpuint (count (fixture->journal, NULL, TRUE), ==, 1);
  g_assert_null (cabinet_outbox_lookup (fixture->journal, KEY, NULL));
}

/* A journal of the first version keeps its intents and gets an outbox. */
static void
test_from_1 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "old.db", NULL);
  g_autofree char *none =
    store_sql (path, "create table intents (key text primary key not null, kind text not null, "
                     "subject text not null, payload text, state text not null, created_at integer not null, "
                     "updated_at integer not null) strict, without rowid;"
                     "create index intents_by_kind on intents (kind, created_at);"
                     "insert into intents values ('k', 'erase-account', 'a', null, 'pending', 1, 1);"
                     "pragma user_version = 1; pragma application_id = 1128418890");
  g_autoptr (GError) error = NULL;
  CabinetJournal *journal = open_journal (path);
  g_autoptr (GPtrArray) intents = cabinet_journal_load_pending (journal, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (intents->len, ==, 1);
  g_assert_cmpuint (count (journal, NULL, TRUE), ==, 0);
  cabinet_journal_close (journal);
  g_assert_finalize_object (journal);
}

#define ADD(name, function) g_test_add ("/store/outbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("life", test_life);
  ADD ("key-is-used-once", test_key_is_used_once);
  ADD ("lease", test_lease);
  ADD ("taken-lease", test_taken_lease);
  ADD ("dead-owner", test_dead_owner);
  ADD ("settled-stays", test_settled_stays);
  ADD ("no-way-back", test_no_way_back);
  ADD ("forget", test_forget);
  ADD ("clear", test_clear);
  ADD ("from-1", test_from_1);
  return g_test_run ();
}
