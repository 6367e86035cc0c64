/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ubilling-fixture.h"

#define CREATE UBILLING_READ "&ticketcreate=true&tickettype=support_request&tickettext="

/* What creates a ticket with @text; @reply: id of the first one, or NULL. */
static char *
make_target (const char *text, const char *reply)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) text, strlen (text));
  g_autofree char *escaped = g_uri_escape_string (encoded, NULL, FALSE);

  return g_strconcat (CREATE, escaped, reply != NULL ? "&reply_id=" : NULL, reply, NULL);
}

static void
put_created (Ubilling *f, const char *text, const char *reply, const char *answer)
{
  g_autofree char *target = make_target (text, reply);

  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

static void
put_ticket (Ubilling *f, const char *id, const char *reply, const char *from, const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%F %T");
  g_autofree char *list =
    g_strdup_printf ("[{\"id\":\"%s\",\"date\":\"%s\",\"from\":%s,\"to\":null,\"replyid\":%s,"
                     "\"status\":\"0\",\"text\":\"%s\"}]",
                     id, date, from, reply, text);

  ubilling_put (f, "tickets", list);
}

static void
test_threads (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_THREADS);
  CabinetThreadList *list = reply->record;
  CabinetThread *direct = cabinet_list_get (list->threads, 0);
  CabinetThread *mine = cabinet_list_get (list->threads, 1);

  g_assert_cmpuint (cabinet_list_length (list->threads), ==, 2);
  g_assert_cmpstr (direct->id, ==, "14");
  g_assert_cmpint (direct->state, ==, CABINET_THREAD_STATE_CLOSED);
  g_assert_false (direct->can_send);
  g_assert_nonnull (direct->reason);
  g_assert_cmpstr (mine->id, ==, "10");
  g_assert_cmpstr (mine->subject, ==, "Повільно працює");
  g_assert_cmpint (mine->state, ==, CABINET_THREAD_STATE_WAITING_YOU);
  g_assert_true (mine->can_send);
  g_assert_cmpint (list->support->max_files, ==, 0);
  g_assert_cmpint (list->support->max_characters, >, 0);

  ubilling_put (f, "tickets", "[]");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_THREADS);
  list = reply->record;
  g_assert_cmpuint (cabinet_list_length (list->threads), ==, 0);
}

/* A reply whose first message was cut off still has a conversation; one that is closed grows. */
static void
test_thread_changes (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) open = NULL;
  g_autoptr (CabinetReply) closed = NULL;
  CabinetThread *before, *after;

  ubilling_put (f, "tickets",
                "[{\"id\":5,\"date\":\"2026-11-03 18:20:00\",\"from\":\"NULL\",\"to\":\"x\",\"replyid\":3,"
                "\"status\":\"0\",\"text\":null}]");
  open = ubilling_call (f, CABINET_OP_LIST_THREADS);
  before = cabinet_list_get (CABINET_THREAD_LIST (open->record)->threads, 0);
  g_assert_cmpstr (before->id, ==, "3");
  g_assert_null (before->subject);

  player_forget (f->player);
  g_clear_object (&open);
  put_ticket (f, "3", "null", "\"x\"", "t");
  open = ubilling_call (f, CABINET_OP_LIST_THREADS);
  before = cabinet_list_get (CABINET_THREAD_LIST (open->record)->threads, 0);
  g_assert_cmpint (before->state, ==, CABINET_THREAD_STATE_WAITING_US);
  player_forget (f->player);
  ubilling_put (f, "tickets",
                "[{\"id\":\"3\",\"date\":\"2026-11-03 18:20:00\",\"from\":\"x\",\"replyid\":null,"
                "\"status\":\"1\",\"text\":\"t\"}]");
  closed = ubilling_call (f, CABINET_OP_LIST_THREADS);
  after = cabinet_list_get (CABINET_THREAD_LIST (closed->record)->threads, 0);
  g_assert_cmpint (after->revision, >, before->revision);
}

/* "NULL" and null alike; of one second the higher number is the newer one. */
static void
test_messages (Ubilling *f, gconstpointer data)
{
  static const char *const ids[] = { "12", "11", "10" };
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_THREAD);
  CabinetMessagePage *page = reply->record;
  CabinetMessage *answer = cabinet_list_get (page->messages, 0);
  CabinetMessage *first = cabinet_list_get (page->messages, 2);

  g_assert_cmpuint (cabinet_list_length (page->messages), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      CabinetMessage *message = cabinet_list_get (page->messages, i);

      g_assert_cmpstr (message->id, ==, ids[i]);
      g_assert_cmpstr (message->thread, ==, "10");
    }
  g_assert_cmpint (answer->from, ==, CABINET_MESSAGE_AUTHOR_SUPPORT);
  g_assert_cmpint (first->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_cmpstr (first->text, ==, "Повільно працює\nдокладніше");
  g_assert_null (page->next);
}

static void
test_open (Ubilling *f, gconstpointer data)
{
  const char *text = "Не працює <b>зовсім</b> 😀 з ранку";
  g_autoptr (CabinetMessageRequest) request = provider_text_new (text, NULL);
  g_autofree char *target = make_target (text, NULL);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CabinetMessage *message;

  put_created (f, text, NULL, "{\"created\":\"success\",\"id\":\"20\"}");
  put_ticket (f, "20", "null", "\"x\"", "Не працює зовсім  з ранку");
  reply = ubilling_change (f, CABINET_OP_OPEN_THREAD, request, NULL, &error);
  g_assert_no_error (error);
  message = reply->record;
  g_assert_cmpstr (message->id, ==, "20");
  g_assert_cmpstr (message->thread, ==, "20");
  g_assert_cmpstr (message->key, ==, "7c9f4c1e-3f0e-4f0a-9d52-0d0d2c6c4b11");
  g_assert_cmpstr (message->text, ==, "Не працює зовсім  з ранку");
  g_assert_cmpstr (player_get_request (f->player, 0)->target, ==, target);
  g_assert_cmpuint (player_count (f->player, NULL, "ticketcreate"), ==, 1);
  ubilling_assert_discreet (f);
}

static void
test_reply (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Дякую", NULL);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  put_created (f, "Дякую", "10", "{\"created\":\"success\",\"id\":21}");
  put_ticket (f, "21", "\"10\"", "\"x\"", "Дякую");
  reply = ubilling_change (f, CABINET_OP_SEND_MESSAGE, request, "10", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_MESSAGE (reply->record)->thread, ==, "10");
  g_assert_nonnull (strstr (player_get_request (f->player, 0)->target, "&reply_id=10"));
}

static void
test_subject (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Немає зв'язку", NULL);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  request->subject = g_strdup ("Інтернет");
  put_created (f, "Інтернет\nНемає зв'язку", NULL, "{\"created\":\"success\",\"id\":22}");
  put_ticket (f, "22", "null", "\"x\"", "Інтернет\\r\\nНемає зв'язку");
  reply = ubilling_change (f, CABINET_OP_OPEN_THREAD, request, NULL, &error);
  g_assert_no_error (error);
}

static void
test_refused (Ubilling *f, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (3001, 'x');
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("текст", NULL);
  g_autoptr (CabinetMessageRequest) too_long = provider_text_new (long_text, NULL);
  g_autoptr (CabinetMessageRequest) emoji = provider_text_new ("<b>😀</b> ", NULL);
  g_autoptr (CabinetMessageRequest) files = provider_text_new ("текст", NULL);
  const char *const ids[] = { "1", NULL };

  g_strfreev (files->attachments);
  files->attachments = g_strdupv ((char **) ids);
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, too_long, NULL, CABINET_ERROR_REFUSED, "too-long");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, emoji, NULL, CABINET_ERROR_REFUSED, "bad-value");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, files, NULL, CABINET_ERROR_REFUSED, "file-refused");
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);

  put_created (f, "текст", NULL, "[]");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, request, NULL, CABINET_ERROR_UNSUPPORTED, "switched-off");
  player_forget (f->player);
  put_created (f, "текст", NULL, "{\"created\":\"error\",\"id\":0}");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, request, NULL, CABINET_ERROR_REFUSED, "other");
  g_assert_cmpuint (player_count_requests (f->player), ==, 1);

  /* "Success", and the list does not have it. */
  player_forget (f->player);
  put_created (f, "текст", NULL, "{\"created\":\"success\",\"id\":\"30\"}");
  ubilling_change_bad (f, CABINET_OP_OPEN_THREAD, request, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

/* The answer is lost or noise: the text is looked for, folded as the server folds it. */
static void
test_find (Ubilling *f, gconstpointer data)
{
  const char *text = "Не працює <b>зовсім</b> 😀\r\nз 'ранку'";
  g_autoptr (CabinetMessageRequest) request = provider_text_new (text, NULL);
  g_autofree char *target = make_target (text, NULL);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  CabinetCall call = {
    .contract = UBILLING_LOGIN,
    .record = CABINET_RECORD (request),
    .asked_at = cabinet_instant_now (),
  };

  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_null (reply->record);
  g_clear_object (&reply);

  put_ticket (f, "23", "null", "\"x\"", "Не працює зовсім \\nз \\\\'ранку`");
  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_cmpstr (CABINET_MESSAGE (reply->record)->id, ==, "23");
  g_clear_object (&reply);

  /* Not in another conversation, not what support has written, not what is older. */
  call.id = "10";
  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_null (reply->record);
  g_clear_object (&reply);
  call.id = NULL;
  /* It is where the server is that the times are of, which may be far away. */
  call.asked_at += 8 * G_TIME_SPAN_HOUR;
  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_cmpstr (CABINET_MESSAGE (reply->record)->id, ==, "23");
  g_clear_object (&reply);
  call.asked_at -= 8 * G_TIME_SPAN_HOUR;
  call.asked_at += G_TIME_SPAN_DAY;
  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_null (reply->record);
  g_clear_object (&reply);
  call.asked_at -= G_TIME_SPAN_DAY;
  player_forget (f->player);
  put_ticket (f, "23", "null", "\"NULL\"", "Не працює зовсім з 'ранку'");
  reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
  g_assert_null (reply->record);
  g_clear_object (&reply);

  player_forget (f->player);
  ubilling_put_page (f, target, 200, "<html>Core API connectivity failed!</html>");
  put_ticket (f, "24", "null", "\"x\"", "Не працює зовсім з 'ранку'");
  reply = ubilling_change (f, CABINET_OP_OPEN_THREAD, request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_MESSAGE (reply->record)->id, ==, "24");
  g_assert_cmpuint (player_count (f->player, NULL, "ticketcreate"), ==, 1);
}

/* Of two with the same words one is known to be another's. */
static void
test_find_taken (Ubilling *f, gconstpointer data)
{
  static const char *const taken[][3] = { { NULL }, { "24" }, { "23" }, { "23", "24" } };
  g_autoptr (CabinetMessageRequest) request = provider_text_new ("Алло", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%F %T");
  CabinetCall call = { .contract = UBILLING_LOGIN, .record = CABINET_RECORD (request) };
  g_autofree char *list =
    g_strdup_printf ("[{\"id\":\"24\",\"date\":\"%s\",\"replyid\":null,\"from\":\"x\",\"text\":\"Алло\"},"
                     "{\"id\":\"23\",\"date\":\"%s\",\"replyid\":null,\"from\":\"x\",\"text\":\"Алло\"}]",
                     time, time);

  call.asked_at = cabinet_instant_now ();
  ubilling_put (f, "tickets", list);
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (CabinetReply) reply = NULL;

      call.taken = taken[i];
      reply = provider_call_good (f->provider, CABINET_OP_FIND_MESSAGE, &call);
      g_assert_cmpint (reply->record != NULL, ==, i < 3);
      if (reply->record != NULL)
        g_assert_false (cabinet_call_is_taken (&call, CABINET_MESSAGE (reply->record)->id));
    }
}

static void
test_news (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_NOTICES);
  CabinetNoticeList *list = reply->record;
  CabinetNotice *html = cabinet_list_get (list->notices, 0);
  CabinetNotice *text = cabinet_list_get (list->notices, 1);

  g_assert_cmpuint (cabinet_list_length (list->notices), ==, 2);
  g_assert_cmpstr (html->id, ==, "9");
  g_assert_cmpstr (html->title, ==, "Нові ціни");
  g_assert_null (strchr (html->text, '<'));
  g_assert_nonnull (strstr (html->text, "Start-30 — 190 грн."));
  g_assert_nonnull (strstr (html->text, "https://example.org/p"));
  g_assert_false (html->read);
  g_assert_cmpint (html->at, ==, 0);
  g_assert_cmpstr (text->text, ==, "Вночі.\nМожливі <перерви>."); /* it is text: nothing is taken out */
  g_assert_true (text->read);
}

static void
test_news_read (Ubilling *f, gconstpointer data)
{
  const char *read = "[{\"unic\":\"9\",\"read\":\"1\",\"type\":\"text\",\"title\":\"\",\"text\":\"\"}]";
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  ubilling_put (f, "annreadall", "[]");
  ubilling_change_bad (f, CABINET_OP_MARK_NOTICE_READ, NULL, "9", CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  ubilling_put (f, "announcements", read);
  reply = ubilling_change (f, CABINET_OP_MARK_NOTICE_READ, NULL, "9", &error);
  g_assert_no_error (error);
  g_assert_null (reply->record);
  g_assert_cmpuint (player_count (f->player, "GET", "annreadall=true"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling/support/threads", test_threads);
  ubilling_add ("/ubilling/support/thread-changes", test_thread_changes);
  ubilling_add ("/ubilling/support/messages", test_messages);
  ubilling_add ("/ubilling/support/open", test_open);
  ubilling_add ("/ubilling/support/reply", test_reply);
  ubilling_add ("/ubilling/support/subject", test_subject);
  ubilling_add ("/ubilling/support/refused", test_refused);
  ubilling_add ("/ubilling/support/find", test_find);
  ubilling_add ("/ubilling/support/find-taken", test_find_taken);
  ubilling_add ("/ubilling/support/news", test_news);
  ubilling_add ("/ubilling/support/news-read", test_news_read);
  return g_test_run ();
}
