/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "conversation-fixture.h"

static void
assert_in_order (TalkFixture *f)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  CabinetInstant before = 0;

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (f->conversation), i);

      g_assert_cmpint (message->at, >=, before);
      if (message->state != CABINET_MESSAGE_STATE_QUEUED)
        before = message->at;
    }
}

/* What was read is there without a network, and an unchanged conversation costs one conditional question. */
static void
test_archive (TalkFixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  guint n, threads, asked;

  talk_refresh_well (f);
  n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  threads = g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation));
  g_assert_cmpuint (threads, >, 0);
  assert_in_order (f);
  asked = service_count_all_requests ();
  talk_refresh_well (f);
  g_assert_cmpuint (service_count_all_requests () - asked, ==, 1);

  demo_process_stop (f->demo);
  talk_reopen (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation)), ==,
                    threads);
  g_assert_nonnull (cabinet_conversation_get_open_thread (f->conversation));
  words = cabinet_conversation_dup_answer_words (f->conversation);
  g_assert_nonnull (words);
  /* Eleven in the morning of a Friday in Tomsk, by the provider's clock. */
  g_assert_true (g_str_has_suffix (words, ". Open now until 20:00."));
  g_assert_false (talk_refresh (f, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_nonnull (cabinet_conversation_get_error (f->conversation));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
}

static void
test_send (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) sent = NULL;

  talk_refresh_well (f);
  cabinet_conversation_save_draft (f->conversation, NULL, "Is it you?", NULL);
  sent = talk_send (f, "  Is it you?\n");
  g_assert_cmpstr (sent->text, ==, "Is it you?");
  g_assert_cmpint (sent->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (sent->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_null (cabinet_conversation_load_draft (f->conversation, NULL, NULL));
  talk_refresh_well (f);
  talk_find (f, "Is it you?");
  assert_in_order (f);
  talk_reopen (f);
  talk_find (f, "Is it you?");
}

/* Written while nobody can be reached, over a restart, in order; there once afterwards. */
static void
test_offline (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) first = NULL;
  g_autoptr (CabinetMessage) second = NULL;
  guint posts;

  talk_refresh_well (f);
  demo_process_stop (f->demo);
  first = talk_send (f, "One");
  g_assert_cmpint (first->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  second = talk_send (f, "Two");
  g_assert_cmpint (second->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  talk_reopen (f);
  g_assert_cmpint (talk_find (f, "One")->state, ==, CABINET_MESSAGE_STATE_QUEUED);

  demo_process_start (f->demo);
  talk_refresh_well (f);
  posts = service_count_requests ("POST", "/messages");
  g_assert_cmpuint (posts, ==, 2);
  g_assert_cmpint (talk_find (f, "One")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (talk_find (f, "Two")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  assert_in_order (f);
  talk_refresh_well (f);
  talk_reopen (f);
  talk_refresh_well (f);
  talk_find (f, "One");
  talk_find (f, "Two");
  g_assert_cmpuint (service_count_requests ("POST", "/messages"), ==, 2);
}

static void
test_discard (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) message = NULL;

  talk_refresh_well (f);
  demo_process_stop (f->demo);
  message = talk_send (f, "Never mind");
  cabinet_conversation_discard (f->conversation, message);
  service_run_for (300);
  g_assert_cmpuint (talk_count (f->conversation, "Never mind", NULL), ==, 0);
  demo_process_start (f->demo);
  talk_refresh_well (f);
  g_assert_cmpuint (talk_count (f->conversation, "Never mind", NULL), ==, 0);
}

static gboolean
is_sent (gpointer data)
{
  CabinetMessage *message = NULL;

  return talk_count (data, "By itself", &message) == 1 && message->state != CABINET_MESSAGE_STATE_QUEUED;
}

/* A program that is started without a connection sends what waits as soon as there is one. */
static void
test_by_itself (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  talk_refresh_well (f);
  demo_process_stop (f->demo);
  message = talk_send (f, "By itself");
  talk_reopen (f);
  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  demo_process_start (f->demo);
  service_wait_until (is_sent, f->conversation);
  g_assert_cmpuint (service_count_requests ("POST", "/messages"), ==, 1);
}

static gboolean
is_single (gpointer data)
{
  return talk_count (data, "To nobody", NULL) == 1;
}

static gboolean
is_gone (gpointer data)
{
  return talk_count (data, "To nobody", NULL) == 0;
}

/* A no is shown with its reason, may be tried anew under another key, and taken away. */
static void
test_refused (TalkFixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (CabinetMessage) again = NULL;
  g_autoptr (GError) error = NULL;

  talk_refresh_well (f);
  cabinet_conversation_send_async (f->conversation, "nowhere", NULL, "To nobody", NULL, NULL,
                                   service_on_result, &result);
  service_wait_for (&result);
  message = cabinet_conversation_send_finish (f->conversation, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_FAILED);
  g_assert_nonnull (cabinet_conversation_get_failure (f->conversation, message));
  g_assert_cmpuint (service_count_requests ("POST", "/nowhere/messages"), ==, 1);

  cabinet_conversation_retry (f->conversation, message);
  service_run_for (500);
  service_wait_until (is_single, f->conversation);
  g_set_object (&again, talk_find (f, "To nobody"));
  g_assert_cmpint (again->state, ==, CABINET_MESSAGE_STATE_FAILED);
  g_assert_cmpstr (again->key, !=, message->key);
  g_assert_cmpuint (service_count_requests ("POST", "/nowhere/messages"), ==, 2);
  cabinet_conversation_discard (f->conversation, again);
  service_wait_until (is_gone, f->conversation);
}

static void
fails_with (TalkFixture *f, const char *text, GListStore *files, const char *code)
{
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));

  g_assert_null (talk_send_with (f, text, files, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
}

static GListStore *
new_file (TalkFixture *f, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *bytes = g_malloc0 (size + 8);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  memcpy (bytes, "\x89PNG\r\n\x1a\n", 8);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_list_store_append (files, file);
  return files;
}

/* What would be refused is said before anything is sent. */
static void
test_checks (TalkFixture *f, gconstpointer data)
{
  CabinetSupportHours *hours;
  g_autofree char *text = NULL;
  g_autoptr (GListStore) large = NULL;
  g_autoptr (GListStore) program = NULL;
  g_autoptr (GListStore) many = NULL;
  g_autoptr (GFile) gone = g_file_new_for_path ("/nonexistent/file.png");
  guint asked;

  talk_refresh_well (f);
  hours = cabinet_conversation_get_hours (f->conversation);
  g_assert_cmpint (hours->max_characters, >, 0);
  text = g_strnfill ((gsize) hours->max_characters + 1, 'a');
  large = new_file (f, "large.png", (gsize) hours->max_bytes + 1);
  program = new_file (f, "program.exe", 10);
  many = new_file (f, "small.png", 10);
  for (gint64 i = 0; i < hours->max_files; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (G_LIST_MODEL (many), 0);

      g_list_store_append (many, file);
    }
  asked = service_count_all_requests ();
  fails_with (f, " \n", NULL, "empty");
  fails_with (f, text, NULL, "too-long");
  fails_with (f, "a", large, "too-large");
  fails_with (f, "a", program, "file-type");
  fails_with (f, "a", many, "too-many-files");
  g_list_store_remove_all (many);
  g_list_store_append (many, gone);
  fails_with (f, "a", many, "unreadable");
  g_assert_cmpuint (service_count_all_requests (), ==, asked);
}

static GBytes *
fetch (TalkFixture *f, CabinetAttachment *attachment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  cabinet_conversation_fetch_async (f->conversation, attachment, NULL, service_on_result, &result);
  service_wait_for (&result);
  bytes = cabinet_conversation_fetch_finish (f->conversation, result, &error);
  g_assert_no_error (error);
  return bytes;
}

/* A file is copied when it is written, uploaded when there is a way, and kept as it was sent. */
static void
test_attachment (TalkFixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_file (f, "router.png", 2000);
  g_autofree char *path = g_build_filename (f->folder, "router.png", NULL);
  g_autoptr (GBytes) waiting = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (CabinetMessage) queued = NULL;
  CabinetMessage *sent;

  talk_refresh_well (f);
  demo_process_stop (f->demo);
  queued = talk_send_with (f, "See the light", files, NULL);
  g_assert_cmpuint (cabinet_list_length (queued->attachments), ==, 1);
  g_unlink (path);
  talk_reopen (f);
  waiting = fetch (f, cabinet_list_get (talk_find (f, "See the light")->attachments, 0));
  g_assert_cmpuint (g_bytes_get_size (waiting), ==, 2000);

  demo_process_start (f->demo);
  talk_refresh_well (f);
  sent = talk_find (f, "See the light");
  g_assert_cmpint (sent->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (sent->state, !=, CABINET_MESSAGE_STATE_FAILED);
  g_assert_cmpuint (cabinet_list_length (sent->attachments), ==, 1);
  g_assert_cmpstr (CABINET_ATTACHMENT (cabinet_list_get (sent->attachments, 0))->name, ==, "router.png");
  g_assert_cmpuint (service_count_requests ("POST", "/uploads"), ==, 1);
  kept = fetch (f, cabinet_list_get (sent->attachments, 0));
  g_assert_true (g_bytes_equal (waiting, kept));
  g_assert_cmpuint (service_count_requests ("GET", "/attachments/"), ==, 0);
}

/* What others sent is read once. */
static void
test_fetch (TalkFixture *f, gconstpointer data)
{
  CabinetAttachment *attachment = NULL;

  talk_refresh_well (f);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->conversation)); i++)
    {
      CabinetMessage *message = cabinet_list_peek (G_LIST_MODEL (f->conversation), i);

      if (cabinet_list_length (message->attachments) > 0)
        attachment = cabinet_list_get (message->attachments, 0);
    }
  g_assert_nonnull (attachment);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = fetch (f, attachment);

      g_assert_cmpuint (g_bytes_get_size (bytes), ==, attachment->size);
      g_assert_cmpuint (service_count_requests ("GET", "/attachments/"), ==, 1);
    }
}

static gboolean
is_answered (gpointer data)
{
  TalkFixture *f = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  CabinetMessage *last = n > 0 ? cabinet_list_peek (G_LIST_MODEL (f->conversation), n - 1) : NULL;

  return last != NULL && last->from == CABINET_MESSAGE_AUTHOR_SUPPORT
         && talk_count (f->conversation, "Anybody there?", NULL) == 1;
}

static gboolean
is_seen (gpointer data)
{
  return cabinet_conversation_get_unread (data) == 0;
}

/* While somebody looks, the answer comes by itself, and the provider hears that it was read. */
static void
test_watch (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) sent = NULL;
  gint64 begin = g_get_monotonic_time ();

  talk_refresh_well (f);
  cabinet_conversation_start_watching (f->conversation);
  sent = talk_send (f, "Anybody there?");
  service_wait_until (is_answered, f);
  /* By an event, not by the look every 15 s. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, test_patience (10 * G_TIME_SPAN_SECOND));
  service_wait_until (is_seen, f->conversation);
  service_run_for (500);
  g_assert_cmpuint (service_count_requests ("POST", "/read"), >, 0);
  cabinet_conversation_stop_watching (f->conversation);
  talk_refresh_well (f);
  g_assert_cmpuint (cabinet_conversation_get_unread (f->conversation), ==, 0);
}

/* Whether the provider itself counts nothing as unread. */
static gboolean
is_told (gpointer data)
{
  TalkFixture *f = data;

  talk_refresh_well (f);
  return cabinet_conversation_get_open_thread (f->conversation)->unread == 0;
}

/* The list of threads is read before what is in them, so it may know of an answer later. */
static gboolean
has_unread (gpointer data)
{
  TalkFixture *f = data;

  service_run_for (50);
  talk_refresh_well (f);
  return cabinet_conversation_get_unread (f->conversation) > 0;
}

/* What was read without a connection stays read, and the provider hears of it once there is one: once. */
static void
test_read_mark (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) sent = NULL;
  guint told;

  talk_refresh_well (f);
  sent = talk_send (f, "Anybody there?");
  service_wait_until (has_unread, f);
  demo_process_stop (f->demo);
  cabinet_conversation_start_watching (f->conversation);
  g_assert_cmpuint (cabinet_conversation_get_unread (f->conversation), ==, 0);
  service_run_for (300);
  cabinet_conversation_stop_watching (f->conversation);
  g_assert_cmpuint (cabinet_conversation_get_unread (f->conversation), ==, 0);
  talk_reopen (f);
  g_assert_cmpuint (cabinet_conversation_get_unread (f->conversation), ==, 0);
  g_assert_cmpint (cabinet_conversation_get_open_thread (f->conversation)->unread, >, 0);

  demo_process_start (f->demo);
  service_wait_until (is_told, f);
  told = service_count_requests ("POST", "/read");
  g_assert_cmpuint (told, >, 0);
  talk_reopen (f);
  talk_refresh_well (f);
  service_run_for (300);
  g_assert_cmpuint (service_count_requests ("POST", "/read"), ==, told);
}

static gboolean
is_shown (gpointer data)
{
  return talk_count (data, "From the other window", NULL) == 1;
}

/* What waits in one process is seen in the other within 2 s. */
static void
test_two (TalkFixture *f, gconstpointer data)
{
  CabinetHousehold *other = service_open ();
  g_autoptr (CabinetAccount) account = service_lookup (other, "tomtel-12345");
  CabinetConversation *conversation = cabinet_account_get_conversation (account);
  g_autoptr (CabinetMessage) message = NULL;
  gint64 begin;

  g_assert_cmpuint (talk_count (conversation, "From the other window", NULL), ==, 0);
  service_run_for (300);
  demo_process_stop (f->demo);
  message = talk_send (f, "From the other window");
  begin = g_get_monotonic_time ();
  service_wait_until (is_shown, conversation);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, test_patience (2 * G_TIME_SPAN_SECOND));
  g_clear_object (&account);
  service_close (other);
}

static void
assert_draft (TalkFixture *f, const char *thread, const char *expected, const char *name)
{
  g_autoptr (GListStore) files = NULL;
  g_autofree char *text = cabinet_conversation_load_draft (f->conversation, thread, &files);
  g_autofree char *base = NULL;

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (files)), ==, name != NULL);
  if (name != NULL)
    base = g_file_get_basename (cabinet_list_get (files, 0));
  g_assert_cmpstr (base, ==, name);
}

/* With what was chosen; a file stays where it is, so it is there to be looked at again. */
static void
test_drafts (TalkFixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_file (f, "light 1.png", 100);
  g_autoptr (GFile) file = g_list_model_get_item (G_LIST_MODEL (files), 0);
  g_autoptr (GError) error = NULL;

  assert_draft (f, "t1", NULL, NULL);
  cabinet_conversation_save_draft (f->conversation, "t1", "Half a sent", NULL);
  cabinet_conversation_save_draft (f->conversation, NULL, "A new one", G_LIST_MODEL (files));
  cabinet_conversation_save_draft (f->conversation, "t2", NULL, G_LIST_MODEL (files));
  assert_draft (f, NULL, "A new one", "light 1.png");
  talk_reopen (f);
  assert_draft (f, "t1", "Half a sent", NULL);
  assert_draft (f, NULL, "A new one", "light 1.png");
  assert_draft (f, "t2", NULL, "light 1.png");
  g_assert_true (cabinet_conversation_check_file (f->conversation, file, &error));
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_false (cabinet_conversation_check_file (f->conversation, file, &error));
  g_assert_cmpstr (error->message, ==, "“light 1.png” is not there any more");
  cabinet_conversation_save_draft (f->conversation, "t1", "", NULL);
  cabinet_conversation_save_draft (f->conversation, "t2", NULL, NULL);
  talk_reopen (f);
  assert_draft (f, "t1", NULL, NULL);
  assert_draft (f, "t2", NULL, NULL);
  assert_draft (f, NULL, "A new one", "light 1.png");
}

/* A household that closes while the conversation is read ends that, without a word about closed files. */
static void
test_closed (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetConversation) conversation = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  talk_refresh_well (f);
  conversation = g_object_ref (f->conversation);
  cabinet_conversation_refresh_async (conversation, NULL, service_on_result, &result);
  cabinet_household_close (f->household);
  service_wait_for (&result);
  g_assert_false (cabinet_conversation_refresh_finish (conversation, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (cabinet_conversation_get_error (conversation));
}

/* With the contract its attachments, its drafts and what waits are gone. */
static void
test_removed (TalkFixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_file (f, "router.png", 2000);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", "attachments", NULL);
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  talk_refresh_well (f);
  demo_process_stop (f->demo);
  message = talk_send_with (f, "See", files, NULL);
  g_assert_nonnull (message);
  f->conversation = NULL;
  g_assert_true (service_remove (f->household, f->account, &error));
  g_assert_no_error (error);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

#define ADD(path, delay, function) \
  g_test_add ("/service/conversation/" path, TalkFixture, delay, talk_set_up, function, talk_tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("archive", NULL, test_archive);
  ADD ("send", NULL, test_send);
  ADD ("offline", NULL, test_offline);
  ADD ("by-itself", NULL, test_by_itself);
  ADD ("refused", NULL, test_refused);
  ADD ("discard", NULL, test_discard);
  ADD ("checks", NULL, test_checks);
  ADD ("attachment", NULL, test_attachment);
  ADD ("fetch", NULL, test_fetch);
  ADD ("watch", "500", test_watch);
  ADD ("read-mark", "300", test_read_mark);
  ADD ("two", NULL, test_two);
  ADD ("drafts", NULL, test_drafts);
  ADD ("closed", NULL, test_closed);
  ADD ("removed", NULL, test_removed);
  return g_test_run ();
}
