/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cabinet-conversation.h"
#include "net-server.h"
#include "service-fixture.h"

/* Against a real demo whose data survive its end. */
typedef struct
{
  char *folder;
  DemoProcess *demo;
  CabinetHousehold *household;
  CabinetAccount *account;
  CabinetConversation *conversation; /* the account's */
} Fixture;

static void
look_again (Fixture *f, const char *id)
{
  f->household = service_open ();
  f->account = service_lookup (f->household, id);
  f->conversation = cabinet_account_get_conversation (f->account);
}

static void
close_household (Fixture *f)
{
  g_clear_object (&f->account);
  f->conversation = NULL;
  service_close (f->household);
}

static void
reopen (Fixture *f)
{
  close_household (f);
  look_again (f, "tomtel-12345");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;

  service_forget_files ();
  f->folder = g_dir_make_tmp ("cabinet-conversation-XXXXXX", NULL);
  file = g_build_filename (f->folder, "demo.db", NULL);
  f->demo =
    demo_process_new ("--control", "--history-months", "2", "--data", file, "--now", "2026-11-20T04:00:00Z",
                      "--operator-delay", data != NULL ? data : "3600000", NULL);
  f->household = service_open ();
  f->account = service_add_demo (f->household, f->demo);
  f->conversation = cabinet_account_get_conversation (f->account);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->folder, NULL };
  g_autoptr (GSubprocess) process = NULL;

  close_household (f);
  demo_process_free (f->demo);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_subprocess_wait (process, NULL, NULL);
  g_free (f->folder);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
refresh (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_conversation_refresh_async (f->conversation, NULL, on_result, &result);
  wait_for (&result);
  return cabinet_conversation_refresh_finish (f->conversation, result, error);
}

static void
refresh_well (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  refresh (f, &error);
  g_assert_no_error (error);
}

static CabinetMessage *
send_with (Fixture *f, const char *text, GListStore *files, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_conversation_send_async (f->conversation, NULL, NULL, text,
                                   files != NULL ? G_LIST_MODEL (files) : NULL, NULL, on_result, &result);
  wait_for (&result);
  return cabinet_conversation_send_finish (f->conversation, result, error);
}

static CabinetMessage *
send (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;
  CabinetMessage *message = send_with (f, text, NULL, &error);

  g_assert_no_error (error);
  return message;
}

/* How many messages say @text; the last of them in @message (transfer none). */
static guint
count (CabinetConversation *conversation, const char *text, CabinetMessage **message)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (conversation));
  guint found = 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetMessage *each = cabinet_list_peek (G_LIST_MODEL (conversation), i);

      if (!g_str_equal (each->text, text))
        continue;
      found++;
      if (message != NULL)
        *message = each;
    }
  return found;
}

static CabinetMessage *
find (Fixture *f, const char *text)
{
  CabinetMessage *message = NULL;

  g_assert_cmpuint (count (f->conversation, text, &message), ==, 1);
  return message;
}

static void
assert_in_order (Fixture *f)
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
test_archive (Fixture *f, gconstpointer data)
{
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  guint n, threads, asked;

  refresh_well (f);
  n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  threads = g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation));
  g_assert_cmpuint (threads, >, 0);
  assert_in_order (f);
  asked = service_count_all_requests ();
  refresh_well (f);
  g_assert_cmpuint (service_count_all_requests () - asked, ==, 1);

  demo_process_stop (f->demo);
  reopen (f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation)), ==,
                    threads);
  g_assert_nonnull (cabinet_conversation_get_open_thread (f->conversation));
  words = cabinet_conversation_dup_answer_words (f->conversation);
  g_assert_nonnull (words);
  /* Eleven in the morning of a Friday in Tomsk, by the provider's clock. */
  g_assert_true (g_str_has_suffix (words, ". Open now until 20:00."));
  g_assert_false (refresh (f, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_nonnull (cabinet_conversation_get_error (f->conversation));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
}

static void
test_send (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) sent = NULL;

  refresh_well (f);
  cabinet_conversation_save_draft (f->conversation, NULL, "Is it you?");
  sent = send (f, "  Is it you?\n");
  g_assert_cmpstr (sent->text, ==, "Is it you?");
  g_assert_cmpint (sent->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (sent->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_null (cabinet_conversation_load_draft (f->conversation, NULL));
  refresh_well (f);
  find (f, "Is it you?");
  assert_in_order (f);
  reopen (f);
  find (f, "Is it you?");
}

/* Written while nobody can be reached, over a restart, in order; there once afterwards. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) first = NULL;
  g_autoptr (CabinetMessage) second = NULL;
  guint posts;

  refresh_well (f);
  demo_process_stop (f->demo);
  first = send (f, "One");
  g_assert_cmpint (first->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  second = send (f, "Two");
  g_assert_cmpint (second->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  reopen (f);
  g_assert_cmpint (find (f, "One")->state, ==, CABINET_MESSAGE_STATE_QUEUED);

  demo_process_start (f->demo);
  refresh_well (f);
  posts = service_count_requests ("POST", "/messages");
  g_assert_cmpuint (posts, ==, 2);
  g_assert_cmpint (find (f, "One")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (find (f, "Two")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  assert_in_order (f);
  refresh_well (f);
  reopen (f);
  refresh_well (f);
  find (f, "One");
  find (f, "Two");
  g_assert_cmpuint (service_count_requests ("POST", "/messages"), ==, 2);
}

static void
test_discard (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) message = NULL;

  refresh_well (f);
  demo_process_stop (f->demo);
  message = send (f, "Never mind");
  cabinet_conversation_discard (f->conversation, message);
  service_run_for (300);
  g_assert_cmpuint (count (f->conversation, "Never mind", NULL), ==, 0);
  demo_process_start (f->demo);
  refresh_well (f);
  g_assert_cmpuint (count (f->conversation, "Never mind", NULL), ==, 0);
}

static gboolean
is_sent (gpointer data)
{
  CabinetMessage *message = NULL;

  return count (data, "By itself", &message) == 1 && message->state != CABINET_MESSAGE_STATE_QUEUED;
}

/* A program that is started without a connection sends what waits as soon as there is one. */
static void
test_by_itself (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  refresh_well (f);
  demo_process_stop (f->demo);
  message = send (f, "By itself");
  reopen (f);
  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  demo_process_start (f->demo);
  service_wait_until (is_sent, f->conversation);
  g_assert_cmpuint (service_count_requests ("POST", "/messages"), ==, 1);
}

static gboolean
is_single (gpointer data)
{
  return count (data, "To nobody", NULL) == 1;
}

static gboolean
is_gone (gpointer data)
{
  return count (data, "To nobody", NULL) == 0;
}

/* A no is shown with its reason, may be tried anew under another key, and taken away. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (CabinetMessage) again = NULL;
  g_autoptr (GError) error = NULL;

  refresh_well (f);
  cabinet_conversation_send_async (f->conversation, "nowhere", NULL, "To nobody", NULL, NULL, on_result,
                                   &result);
  wait_for (&result);
  message = cabinet_conversation_send_finish (f->conversation, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_FAILED);
  g_assert_nonnull (cabinet_conversation_get_failure (f->conversation, message));
  g_assert_cmpuint (service_count_requests ("POST", "/nowhere/messages"), ==, 1);

  cabinet_conversation_retry (f->conversation, message);
  service_run_for (500);
  service_wait_until (is_single, f->conversation);
  g_set_object (&again, find (f, "To nobody"));
  g_assert_cmpint (again->state, ==, CABINET_MESSAGE_STATE_FAILED);
  g_assert_cmpstr (again->key, !=, message->key);
  g_assert_cmpuint (service_count_requests ("POST", "/nowhere/messages"), ==, 2);
  cabinet_conversation_discard (f->conversation, again);
  service_wait_until (is_gone, f->conversation);
}

static void
fails_with (Fixture *f, const char *text, GListStore *files, const char *code)
{
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));

  g_assert_null (send_with (f, text, files, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_assert_cmpstr (cabinet_error_get_code (error), ==, code);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->conversation)), ==, n);
}

static GListStore *
new_file (Fixture *f, const char *name, gsize size)
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
test_checks (Fixture *f, gconstpointer data)
{
  CabinetSupportHours *hours;
  g_autofree char *text = NULL;
  g_autoptr (GListStore) large = NULL;
  g_autoptr (GListStore) program = NULL;
  g_autoptr (GListStore) many = NULL;
  g_autoptr (GFile) gone = g_file_new_for_path ("/nonexistent/file.png");
  guint asked;

  refresh_well (f);
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
fetch (Fixture *f, CabinetAttachment *attachment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  cabinet_conversation_fetch_async (f->conversation, attachment, NULL, on_result, &result);
  wait_for (&result);
  bytes = cabinet_conversation_fetch_finish (f->conversation, result, &error);
  g_assert_no_error (error);
  return bytes;
}

/* A file is copied when it is written, uploaded when there is a way, and kept as it was sent. */
static void
test_attachment (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_file (f, "router.png", 2000);
  g_autofree char *path = g_build_filename (f->folder, "router.png", NULL);
  g_autoptr (GBytes) waiting = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (CabinetMessage) queued = NULL;
  CabinetMessage *sent;

  refresh_well (f);
  demo_process_stop (f->demo);
  queued = send_with (f, "See the light", files, NULL);
  g_assert_cmpuint (cabinet_list_length (queued->attachments), ==, 1);
  g_unlink (path);
  reopen (f);
  waiting = fetch (f, cabinet_list_get (find (f, "See the light")->attachments, 0));
  g_assert_cmpuint (g_bytes_get_size (waiting), ==, 2000);

  demo_process_start (f->demo);
  refresh_well (f);
  sent = find (f, "See the light");
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
test_fetch (Fixture *f, gconstpointer data)
{
  CabinetAttachment *attachment = NULL;

  refresh_well (f);
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
  Fixture *f = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  CabinetMessage *last = n > 0 ? cabinet_list_peek (G_LIST_MODEL (f->conversation), n - 1) : NULL;

  return last != NULL && last->from == CABINET_MESSAGE_AUTHOR_SUPPORT
         && count (f->conversation, "Anybody there?", NULL) == 1;
}

static gboolean
is_seen (gpointer data)
{
  return cabinet_conversation_get_unread (data) == 0;
}

/* While somebody looks, the answer comes by itself, and the provider hears that it was read. */
static void
test_watch (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetMessage) sent = NULL;
  gint64 begin = g_get_monotonic_time ();

  refresh_well (f);
  cabinet_conversation_start_watching (f->conversation);
  sent = send (f, "Anybody there?");
  service_wait_until (is_answered, f);
  /* By an event, not by the look every 15 s. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, test_patience (10 * G_TIME_SPAN_SECOND));
  service_wait_until (is_seen, f->conversation);
  service_run_for (500);
  g_assert_cmpuint (service_count_requests ("POST", "/read"), >, 0);
  cabinet_conversation_stop_watching (f->conversation);
  refresh_well (f);
  g_assert_cmpuint (cabinet_conversation_get_unread (f->conversation), ==, 0);
}

static gboolean
is_shown (gpointer data)
{
  return count (data, "From the other window", NULL) == 1;
}

/* What waits in one process is seen in the other within 2 s. */
static void
test_two (Fixture *f, gconstpointer data)
{
  CabinetHousehold *other = service_open ();
  g_autoptr (CabinetAccount) account = service_lookup (other, "tomtel-12345");
  CabinetConversation *conversation = cabinet_account_get_conversation (account);
  g_autoptr (CabinetMessage) message = NULL;
  gint64 begin;

  g_assert_cmpuint (count (conversation, "From the other window", NULL), ==, 0);
  service_run_for (300);
  demo_process_stop (f->demo);
  message = send (f, "From the other window");
  begin = g_get_monotonic_time ();
  service_wait_until (is_shown, conversation);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, test_patience (2 * G_TIME_SPAN_SECOND));
  g_clear_object (&account);
  service_close (other);
}

static void
test_drafts (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_null (cabinet_conversation_load_draft (f->conversation, "t1"));
  cabinet_conversation_save_draft (f->conversation, "t1", "Half a sent");
  cabinet_conversation_save_draft (f->conversation, NULL, "A new one");
  reopen (f);
  text = cabinet_conversation_load_draft (f->conversation, "t1");
  g_assert_cmpstr (text, ==, "Half a sent");
  cabinet_conversation_save_draft (f->conversation, "t1", "");
  reopen (f);
  g_assert_null (cabinet_conversation_load_draft (f->conversation, "t1"));
}

/* Passes requests on to the demo; the answers to so many messages get lost on the way back. */
typedef struct
{
  SoupSession *session;
  const char *to;
  guint lose;
  guint posts;
} Proxy;

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  static const char *const wanted[] = { "Authorization", "Idempotency-Key",
                                        "If-None-Match", "Accept-Language",
                                        "Content-Type",  "ETag",
                                        "Date",          NULL };

  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_ascii_strcasecmp (wanted[i], name) == 0)
      soup_message_headers_replace (user_data, name, value);
}

static void
on_request (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Proxy *proxy = user_data;
  const char *query_text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *url = g_strconcat (proxy->to, g_uri_get_path (soup_server_message_get_uri (message)),
                                      query_text != NULL ? "?" : "", query_text, NULL);
  g_autoptr (SoupMessage) onward = soup_message_new (soup_server_message_get_method (message), url);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_message = g_str_equal (soup_server_message_get_method (message), "POST")
                        && (g_str_has_suffix (path, "/messages") || g_str_has_suffix (path, "/threads"));

  if (g_bytes_get_size (body) > 0)
    soup_message_set_request_body_from_bytes (onward, "application/json", body);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                soup_message_get_request_headers (onward));
  answer = soup_session_send_and_read (proxy->session, onward, NULL, &error);
  g_assert_no_error (error);
  proxy->posts += is_message;
  if (is_message && proxy->lose > 0)
    {
      proxy->lose--;
      g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
      return;
    }
  soup_server_message_set_status (message, soup_message_get_status (onward), NULL);
  soup_message_headers_foreach (soup_message_get_response_headers (onward), copy_header,
                                soup_server_message_get_response_headers (message));
  if (g_bytes_get_size (answer) > 0)
    soup_server_message_set_response (
      message, soup_message_headers_get_content_type (soup_message_get_response_headers (onward), NULL),
      SOUP_MEMORY_COPY, g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));
}

/* The server has the message and nobody heard: it is found by its key, and never there twice. */
static void
test_lost_answer (Fixture *f, gconstpointer data)
{
  NetServer *server = net_server_new ();
  g_autofree char *url = g_strconcat (net_server_get_url (server), "/tctr", NULL);
  Proxy proxy = { soup_session_new (), demo_process_get_url (f->demo), 1, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetMessage) sent = NULL;
  CabinetAccount *account;

  net_server_handle (server, "/", on_request, &proxy);
  account = service_add (f->household, "tctr", url, "cable", "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  g_object_unref (f->account);
  f->account = account;
  f->conversation = cabinet_account_get_conversation (account);
  refresh_well (f);
  sent = send (f, "Once and for all");
  refresh_well (f);
  g_assert_cmpuint (proxy.lose, ==, 0);
  g_assert_cmpuint (proxy.posts, >=, 1);
  g_assert_cmpint (find (f, "Once and for all")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  refresh_well (f);
  find (f, "Once and for all");
  close_household (f);
  look_again (f, "tomtel-12345");
  g_object_unref (proxy.session);
  net_server_free (server);
}

/* With the contract its attachments, its drafts and what waits are gone. */
static void
test_removed (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_file (f, "router.png", 2000);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "cabinet", "attachments", NULL);
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  refresh_well (f);
  demo_process_stop (f->demo);
  message = send_with (f, "See", files, NULL);
  g_assert_nonnull (message);
  f->conversation = NULL;
  g_assert_true (service_remove (f->household, f->account, &error));
  g_assert_no_error (error);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

#define ADD(path, delay, function) \
  g_test_add ("/service/conversation/" path, Fixture, delay, set_up, function, tear_down)

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
  ADD ("two", NULL, test_two);
  ADD ("drafts", NULL, test_drafts);
  ADD ("lost-answer", NULL, test_lost_answer);
  ADD ("removed", NULL, test_removed);
  return g_test_run ();
}
