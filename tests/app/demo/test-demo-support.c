/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include <string.h>

/* H1, H3, H4, H6: conversations, and somebody who answers in working hours. */

#define SATURDAY_EVENING "2026-11-21T12:59:00Z" /* 19:59 in Tomsk, a minute before closing */

/* Every tenant's demo subscriber has a past, in both languages, with a file whose bytes are there. */
static void
test_history (void)
{
  static const struct
  {
    const char *tenant;
    const char *category;
    CabinetThreadStyle style;
    guint threads;
  } tenants[] = {
    { "tomtel", NULL, CABINET_THREAD_STYLE_CHAT, 1 },    { "centra", NULL, CABINET_THREAD_STYLE_CHAT, 1 },
    { "mts", NULL, CABINET_THREAD_STYLE_CHAT, 1 },       { "tctr", "cable", CABINET_THREAD_STYLE_TICKET, 2 },
    { "telemir", NULL, CABINET_THREAD_STYLE_TICKET, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_auto (Desk) desk = { 0 };
      g_autoptr (CabinetThreadList) list = NULL;
      guint files = 0;

      desk_open (&desk, tenants[i].tenant, tenants[i].category, NOW);
      list = desk_list_threads (desk.client);
      g_assert_cmpuint (cabinet_list_length (list->threads), ==, tenants[i].threads);
      for (guint n = 0; n < tenants[i].threads; n++)
        {
          CabinetThread *thread = cabinet_list_get (list->threads, n);
          g_autoptr (CabinetMessagePage) page = desk_read_messages (desk.client, thread->id, "");
          CabinetInstant before = G_MAXINT64;

          g_assert_cmpint (thread->style, ==, tenants[i].style);
          g_assert_cmpint (thread->can_send, ==, thread->state != CABINET_THREAD_STATE_CLOSED);
          g_assert_cmpint (thread->unread, ==, 0);
          g_assert_cmpint (page->revision, ==, thread->revision);
          for (guint m = 0; m < cabinet_list_length (page->messages); m++)
            {
              CabinetMessage *message = desk_message_at (page, m);

              g_assert_cmpint (message->at, <=, before);
              before = message->at;
              g_assert_cmpint (message->from == CABINET_MESSAGE_AUTHOR_SUPPORT, ==, message->author != NULL);
              files += cabinet_list_length (message->attachments);
            }
        }
      g_assert_cmpuint (files, ==, 1);
    }
}

static void
test_words_in_both_languages (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (CabinetMessagePage) english = NULL;
  g_autoptr (CabinetMessagePage) russian = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (CabinetAttachmentContent) file = NULL;
  g_autofree guchar *bytes = NULL;
  gsize size = 0;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  english = desk_read_messages (desk.client, thread, "");
  desk.client->language = g_strdup ("ru");
  russian = desk_read_messages (desk.client, thread, "");
  g_assert_cmpstr (desk_message_at (english, 0)->author, ==, "Olga, Tomtel");
  g_assert_cmpstr (desk_message_at (russian, 0)->author, ==, "Ольга, Томтел");
  g_assert_cmpstr (desk_message_at (english, 0)->text, !=, desk_message_at (russian, 0)->text);
  answer = desk_fetch (
    desk.client, ((CabinetAttachment *) cabinet_list_get (desk_message_at (english, 4)->attachments, 0))->id);
  g_assert_cmpint (answer->status, ==, 200);
  file = answer_decode (answer, CABINET_TYPE_ATTACHMENT_CONTENT);
  bytes = g_base64_decode (file->content, &size);
  g_assert_cmpint (file->size, ==, (gint64) size);
  g_assert_cmpstr (file->type, ==, "image/jpeg");
  g_assert_cmpint (bytes[0], ==, 0xff);
}

/* Sent, delivered, read, answered: each step is a revision, and the answer has the contract's facts. */
static void
test_answer_in_hours (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (CabinetThreadList) waiting = NULL;
  g_autoptr (CabinetThreadList) answered = NULL;
  g_autoptr (CabinetMessagePage) delivered = NULL;
  g_autoptr (CabinetMessagePage) read = NULL;
  g_autoptr (CabinetMessagePage) last = NULL;
  CabinetThread *state;

  desk_open (&desk, "tomtel", NULL, NOW);
  desk.client->language = g_strdup ("ru");
  thread = desk_dup_first_thread (desk.client);
  sent = desk_send (desk.client, thread, "Сколько сейчас на счёте?", NULL);
  g_assert_cmpint (sent->status, ==, 201);
  message = answer_decode (sent, CABINET_TYPE_MESSAGE);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_SENT);
  g_assert_cmpstr (message->key, ==, desk.client->key);
  g_assert_cmpstr (message->thread, ==, thread);
  waiting = desk_list_threads (desk.client);
  state = cabinet_list_get (waiting->threads, 0);
  g_assert_cmpint (state->state, ==, CABINET_THREAD_STATE_WAITING_US);
  g_assert_cmpint (state->answers_by, ==, message->at + 10 * 60 * G_USEC_PER_SEC);

  desk_pass (&desk, 20);
  delivered = desk_read_messages (desk.client, thread, "?limit=1");
  g_assert_cmpint (desk_message_at (delivered, 0)->state, ==, CABINET_MESSAGE_STATE_DELIVERED);
  g_assert_cmpint (desk_message_at (delivered, 0)->read_at, ==, 0);
  g_assert_cmpint (delivered->revision, >, state->revision);
  desk_pass (&desk, 20);
  read = desk_read_messages (desk.client, thread, "?limit=1");
  g_assert_cmpstr (desk_message_at (read, 0)->id, ==, message->id);
  g_assert_cmpint (desk_message_at (read, 0)->read_at, >, message->at);
  desk_pass (&desk, 25);
  last = desk_read_messages (desk.client, thread, "?limit=2");
  g_assert_cmpint (desk_message_at (last, 0)->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  g_assert_nonnull (strstr (desk_message_at (last, 0)->text, "312,40"));
  g_assert_cmpint (desk_message_at (last, 0)->at, ==, message->at + 60 * G_USEC_PER_SEC);
  g_assert_cmpstr (desk_message_at (last, 1)->id, ==, message->id);
  answered = desk_list_threads (desk.client);
  state = cabinet_list_get (answered->threads, 0);
  g_assert_cmpint (state->state, ==, CABINET_THREAD_STATE_WAITING_YOU);
  g_assert_cmpint (state->unread, ==, 1);
  g_assert_cmpint (state->answers_by, ==, 0);
}

/* H3: outside working hours nobody reads; the system says until when, once. */
static void
test_no_answer_at_night (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autoptr (CabinetThreadList) night = NULL;
  g_autoptr (CabinetMessagePage) silent = NULL;
  g_autoptr (CabinetMessagePage) morning = NULL;

  desk_open (&desk, "tomtel", NULL, SATURDAY_EVENING);
  thread = desk_dup_first_thread (desk.client);
  desk_pass (&desk, 120);
  first = desk_send (desk.client, thread, "Is anybody there?", NULL);
  second = desk_send (desk.client, thread, "The speed is low.", NULL);
  g_assert_cmpint (second->status, ==, 201);
  night = desk_list_threads (desk.client);
  g_assert_false (night->support->open);
  /* Sunday, 10:00 in Tomsk */
  g_assert_cmpint (night->support->until, ==, G_GINT64_CONSTANT (1795316400) * G_USEC_PER_SEC);

  desk_pass (&desk, 6 * 3600);
  client_enter (desk.client, NULL, "12345", "demo");
  silent = desk_read_messages (desk.client, thread, "?limit=4");
  g_assert_cmpint (desk_message_at (silent, 0)->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_cmpint (desk_message_at (silent, 0)->state, ==, CABINET_MESSAGE_STATE_DELIVERED);
  g_assert_cmpint (desk_message_at (silent, 0)->read_at, ==, 0);
  g_assert_cmpint (desk_message_at (silent, 1)->from, ==, CABINET_MESSAGE_AUTHOR_SYSTEM);
  g_assert_cmpint (desk_message_at (silent, 2)->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_cmpint (desk_message_at (silent, 3)->from, !=, CABINET_MESSAGE_AUTHOR_SYSTEM);

  desk_pass (&desk, 9 * 3600);
  client_enter (desk.client, NULL, "12345", "demo");
  morning = desk_read_messages (desk.client, thread, "?limit=4");
  g_assert_cmpint (desk_message_at (morning, 0)->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  g_assert_cmpint (desk_message_at (morning, 0)->at, >, night->support->until);
  g_assert_nonnull (strstr (desk_message_at (morning, 0)->text, "cable"));
  /* One answer to both. */
  g_assert_cmpint (desk_message_at (morning, 1)->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_cmpint (desk_message_at (morning, 1)->read_at, >=, night->support->until);
}

/* Nobody works between the last minute and closing: what cannot be done today is done on Monday. */
static void
test_closing_time (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;

  desk_open (&desk, "tomtel", NULL, SATURDAY_EVENING);
  thread = desk_dup_first_thread (desk.client);
  desk_pass (&desk, 40);
  sent = desk_send (desk.client, thread, "Thank you!", NULL);
  desk_pass (&desk, 600);
  page = desk_read_messages (desk.client, thread, "?limit=1");
  g_assert_cmpint (desk_message_at (page, 0)->from, ==, CABINET_MESSAGE_AUTHOR_ME);
}

/* A key that comes again is the same message; another key is another one. */
static void
test_key_sends_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autofree char *path = NULL;
  g_autofree char *json = desk_make_request ("Hello?", NULL, NULL);
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autofree char *first_id = NULL;

  desk_open (&desk, "centra", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  path = g_strdup_printf ("v1/threads/%s/messages", thread);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (Answer) answer = i == 0 ? client_change (desk.client, "POST", path, json)
                                         : client_ask (desk.client, "POST", path, json);
      g_autoptr (CabinetMessage) message = NULL;

      g_assert_cmpint (answer->status, ==, 201);
      message = answer_decode (answer, CABINET_TYPE_MESSAGE);
      if (i == 0)
        first_id = g_strdup (message->id);
      g_assert_cmpstr (message->id, ==, first_id);
    }
  page = desk_read_messages (desk.client, thread, "?limit=2");
  g_assert_cmpstr (desk_message_at (page, 0)->id, ==, first_id);
  g_assert_cmpstr (desk_message_at (page, 1)->text, !=, "Hello?");
}

static void
test_tickets (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (CabinetThreadList) before = NULL;
  g_autoptr (CabinetThreadList) after = NULL;
  g_autoptr (Answer) nameless = NULL;
  g_autoptr (Answer) opened = NULL;
  g_autoptr (Answer) late = NULL;
  CabinetThread *closed;
  CabinetThread *newest;

  desk_open (&desk, "tctr", "cable", NOW);
  before = desk_list_threads (desk.client);
  g_assert_false (before->support->open); /* a Saturday */
  closed = cabinet_list_get (before->threads, 1);
  g_assert_cmpint (closed->state, ==, CABINET_THREAD_STATE_CLOSED);
  g_assert_nonnull (closed->reason);
  late = desk_send (desk.client, closed->id, "It is gone again.", NULL);
  answer_assert_problem (late, 422, "not-eligible");
  nameless = desk_open_thread (desk.client, NULL, "It is gone again.");
  answer_assert_problem (nameless, 400, "bad-value");

  opened = desk_open_thread (desk.client, "No signal", "It is gone again.");
  g_assert_cmpint (opened->status, ==, 201);
  after = desk_list_threads (desk.client);
  g_assert_cmpuint (cabinet_list_length (after->threads), ==, 3);
  newest = cabinet_list_get (after->threads, 0);
  g_assert_cmpstr (newest->subject, ==, "No signal");
  g_assert_cmpint (newest->unread, ==, 1); /* what the system says about Monday */
  g_assert_cmpint (newest->state, ==, CABINET_THREAD_STATE_WAITING_US);
}

/* Who has not written yet gets a chat by writing; a subject is no matter there. */
static void
test_chat_opens_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Answer) first = NULL;
  g_autoptr (Answer) second = NULL;
  g_autoptr (CabinetThreadList) none = NULL;
  g_autoptr (CabinetThreadList) list = NULL;
  CabinetThread *chat;

  desk_open (&desk, "tomtel", NULL, NOW);
  client_enter (desk.client, NULL, "104205401", "demo");
  none = desk_list_threads (desk.client);
  g_assert_cmpuint (cabinet_list_length (none->threads), ==, 0);
  first = desk_open_thread (desk.client, "Debt", "When do I pay?");
  second = desk_open_thread (desk.client, NULL, "And how?");
  g_assert_cmpint (second->status, ==, 201);
  list = desk_list_threads (desk.client);
  g_assert_cmpuint (cabinet_list_length (list->threads), ==, 1);
  chat = cabinet_list_get (list->threads, 0);
  g_assert_null (chat->subject);
  g_assert_cmpint (chat->style, ==, CABINET_THREAD_STYLE_CHAT);
}

static void
test_pages (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autofree char *cursor = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (Answer) wrong = NULL;
  g_autoptr (Answer) many = NULL;
  g_autofree char *path = NULL;
  g_autofree char *path_many = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  do
    {
      g_autofree char *query =
        g_strdup_printf ("?limit=2%s%s", cursor != NULL ? "&cursor=" : "", cursor != NULL ? cursor : "");
      g_autoptr (CabinetMessagePage) page = desk_read_messages (desk.client, thread, query);
      g_autoptr (Answer) between = desk_send (desk.client, thread, "Between the pages.", NULL);

      g_assert_cmpuint (cabinet_list_length (page->messages), <=, 2);
      for (guint i = 0; i < cabinet_list_length (page->messages); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (desk_message_at (page, i)->id)));
      g_free (cursor);
      cursor = g_strdup (page->next);
  } while (cursor != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);

  path = g_strdup_printf ("v1/threads/%s/messages?cursor=4.ffff", thread);
  wrong = client_ask (desk.client, "GET", path, NULL);
  answer_assert_problem (wrong, 400, "bad-value");
  path_many = g_strdup_printf ("v1/threads/%s/messages?limit=501", thread);
  many = client_ask (desk.client, "GET", path_many, NULL);
  answer_assert_problem (many, 400, "bad-value");
}

static void
test_read_marks (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autofree char *path = NULL;
  g_autofree char *json = NULL;
  g_autofree char *old = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (Answer) marked = NULL;
  g_autoptr (Answer) back = NULL;
  g_autoptr (Answer) foreign = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autoptr (CabinetMessagePage) after = NULL;
  g_autoptr (CabinetThreadList) list = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  path = g_strdup_printf ("v1/threads/%s/read", thread);
  sent = desk_send (desk.client, thread, "Hello!", NULL);
  desk_pass (&desk, 70);
  page = desk_read_messages (desk.client, thread, "");
  g_assert_cmpint (desk_message_at (page, 0)->read_at, ==, 0);
  json = g_strdup_printf ("{\"up_to\":\"%s\"}", desk_message_at (page, 0)->id);
  marked = client_change (desk.client, "POST", path, json);
  g_assert_cmpint (marked->status, ==, 204);
  old = g_strdup_printf ("{\"up_to\":\"%s\"}", desk_message_at (page, 3)->id);
  back = client_change (desk.client, "POST", path, old);
  g_assert_cmpint (back->status, ==, 204);
  foreign = client_change (desk.client, "POST", path, "{\"up_to\":\"m0\"}");
  answer_assert_problem (foreign, 400, "bad-value");
  after = desk_read_messages (desk.client, thread, "");
  g_assert_cmpint (desk_message_at (after, 0)->read_at, >, 0);
  g_assert_cmpint (after->revision, ==, page->revision + 1);
  list = desk_list_threads (desk.client);
  g_assert_cmpint (((CabinetThread *) cabinet_list_get (list->threads, 0))->unread, ==, 0);
}

/* The conversation is the server's: it survives the server, and the operator goes on. */
static void
test_restart (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (DemoProcess) demo =
    demo_process_new ("--data", data, "--now", NOW, "--control", "--operator-delay", "60000", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autofree char *thread = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autofree char *turned = NULL;

  client_enter (client, NULL, "12345", "demo");
  thread = desk_dup_first_thread (client);
  sent = desk_send (client, thread, "What is my tariff?", NULL);
  demo_process_kill (demo);
  demo_process_start (demo);
  turned = demo_process_control (demo, "clock", "{\"advance_seconds\":90}");
  page = desk_read_messages (client, thread, "?limit=2");
  g_assert_cmpint (desk_message_at (page, 0)->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  g_assert_cmpstr (desk_message_at (page, 1)->text, ==, "What is my tariff?");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/support/history", test_history);
  g_test_add_func ("/demo/support/words-in-both-languages", test_words_in_both_languages);
  g_test_add_func ("/demo/support/answer-in-hours", test_answer_in_hours);
  g_test_add_func ("/demo/support/no-answer-at-night", test_no_answer_at_night);
  g_test_add_func ("/demo/support/closing-time", test_closing_time);
  g_test_add_func ("/demo/support/key-sends-once", test_key_sends_once);
  g_test_add_func ("/demo/support/tickets", test_tickets);
  g_test_add_func ("/demo/support/chat-opens-once", test_chat_opens_once);
  g_test_add_func ("/demo/support/pages", test_pages);
  g_test_add_func ("/demo/support/read-marks", test_read_marks);
  g_test_add_func ("/demo/support/restart", test_restart);
  return g_test_run ();
}
