/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include <string.h>

/* What is sent to support, and what is refused; nobody sees what is not theirs. */

static void
test_file_goes_round (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (CabinetAttachment) file = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (Answer) twice = NULL;
  g_autoptr (Answer) fetched = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (CabinetAttachmentContent) content = NULL;

  desk_open (&desk, "mts", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  file = desk_upload_text (desk.client, "привет");
  g_assert_cmpint (file->size, ==, 12);
  sent = desk_send (desk.client, thread, "", file->id);
  g_assert_cmpint (sent->status, ==, 201);
  message = answer_decode (sent, CABINET_TYPE_MESSAGE);
  g_assert_cmpuint (cabinet_list_length (message->attachments), ==, 1);
  fetched = desk_fetch (desk.client, file->id);
  g_assert_cmpint (fetched->status, ==, 200);
  content = answer_decode (fetched, CABINET_TYPE_ATTACHMENT_CONTENT);
  g_assert_cmpstr (content->content, ==, "0L/RgNC40LLQtdGC");
  g_assert_cmpstr (content->name, ==, "note.txt");
  /* It serves one message. */
  twice = desk_send (desk.client, thread, "Again", file->id);
  answer_assert_problem (twice, 400, "bad-value");
}

static void
test_files_refused (void)
{
  static const guchar bytes[4] = { 0 };
  g_auto (Desk) desk = { 0 };
  g_autofree guchar *large = g_malloc0 (5 * 1024 * 1024 + 1);
  g_autofree guchar *huge = g_malloc0 (7 * 1024 * 1024);
  g_autoptr (Answer) kind = NULL;
  g_autoptr (Answer) path = NULL;
  g_autoptr (Answer) empty = NULL;
  g_autoptr (Answer) garbage = NULL;
  g_autoptr (Answer) fits = NULL;
  g_autoptr (Answer) over = NULL;
  g_autoptr (Answer) far_over = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  kind = desk_upload (desk.client, "setup.exe", "application/x-dosexec", bytes, sizeof bytes);
  answer_assert_problem (kind, 422, "file-refused");
  path = desk_upload (desk.client, "../a.txt", "text/plain", bytes, sizeof bytes);
  answer_assert_problem (path, 400, "bad-value");
  empty = desk_upload (desk.client, "a.txt", "text/plain", bytes, 0);
  answer_assert_problem (empty, 400, "bad-value");
  garbage = client_change (desk.client, "POST", "v1/uploads",
                           "{\"name\":\"a.txt\",\"type\":\"text/plain\",\"content\":\"a?b=\"}");
  answer_assert_problem (garbage, 400, "bad-value");
  fits = desk_upload (desk.client, "a.png", "image/png", large, 5 * 1024 * 1024);
  g_assert_cmpint (fits->status, ==, 201);
  over = desk_upload (desk.client, "a.png", "image/png", large, 5 * 1024 * 1024 + 1);
  answer_assert_problem (over, 413, "too-large");
  far_over = desk_upload (desk.client, "a.png", "image/png", huge, 7 * 1024 * 1024);
  answer_assert_problem (far_over, 413, "too-large");
}

static void
test_messages_refused (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (Answer) fits = NULL;
  g_autoptr (Answer) long_one = NULL;
  g_autoptr (Answer) long_opening = NULL;
  g_autoptr (Answer) blank = NULL;
  g_autoptr (Answer) file = NULL;
  g_autoptr (Answer) files = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  for (int i = 0; i < 4000; i++)
    g_string_append (text, "ж");
  fits = desk_send (desk.client, thread, text->str, NULL);
  g_assert_cmpint (fits->status, ==, 201);
  g_string_append (text, "ж");
  long_one = desk_send (desk.client, thread, text->str, NULL);
  answer_assert_problem (long_one, 422, "too-long");
  long_opening = desk_open_thread (desk.client, NULL, text->str);
  answer_assert_problem (long_opening, 422, "too-long");
  blank = desk_send (desk.client, thread, " \n ", NULL);
  answer_assert_problem (blank, 400, "bad-value");
  file = desk_send (desk.client, thread, "Look", "a0");
  answer_assert_problem (file, 400, "bad-value");
  files = desk_send (desk.client, thread, "Look", "a0,a1,a2,a3,a4,a5");
  answer_assert_problem (files, 400, "bad-value");
}

/* Nobody reads, writes to, or takes a file from somebody else's conversation. */
static void
test_foreign (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Client) other = NULL;
  g_autofree char *thread = NULL;
  g_autofree char *messages = NULL;
  g_autofree char *read = NULL;
  g_autofree char *threads = NULL;
  g_autoptr (CabinetAttachment) file = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autofree char *up_to = NULL;
  g_autoptr (Answer) reading = NULL;
  g_autoptr (Answer) writing = NULL;
  g_autoptr (Answer) marking = NULL;
  g_autoptr (Answer) listing = NULL;
  g_autoptr (Answer) opening = NULL;
  g_autoptr (Answer) fetching = NULL;
  g_autoptr (Answer) using = NULL;
  g_autoptr (Answer) told = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  page = desk_read_messages (desk.client, thread, "?limit=1");
  file = desk_upload_text (desk.client, "mine");
  other = client_new (desk.demo, "tomtel");
  client_enter (other, NULL, "104205401", "demo");

  messages = g_strdup_printf ("v1/threads/%s/messages", thread);
  read = g_strdup_printf ("v1/threads/%s/read", thread);
  threads = g_strdup_printf ("v1/contracts/%s/threads", desk.client->contract);
  up_to = g_strdup_printf ("{\"up_to\":\"%s\"}", desk_message_at (page, 0)->id);
  reading = client_ask (other, "GET", messages, NULL);
  answer_assert_problem (reading, 404, "not-found");
  writing = client_change (other, "POST", messages, "{\"text\":\"x\"}");
  answer_assert_problem (writing, 404, "not-found");
  marking = client_change (other, "POST", read, up_to);
  answer_assert_problem (marking, 404, "not-found");
  listing = client_ask (other, "GET", threads, NULL);
  answer_assert_problem (listing, 404, "not-found");
  opening = client_change (other, "POST", threads, "{\"text\":\"x\"}");
  answer_assert_problem (opening, 404, "not-found");
  fetching = desk_fetch (other, file->id);
  answer_assert_problem (fetching, 404, "not-found");
  using = desk_open_thread (other, NULL, "Hello");
  g_assert_cmpint (using->status, ==, 201);
  {
    g_autofree char *own = desk_dup_first_thread (other);
    told = desk_send (other, own, "Look", file->id);
    answer_assert_problem (told, 400, "bad-value");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/files/file-goes-round", test_file_goes_round);
  g_test_add_func ("/demo/files/files-refused", test_files_refused);
  g_test_add_func ("/demo/files/messages-refused", test_messages_refused);
  g_test_add_func ("/demo/files/foreign", test_foreign);
  return g_test_run ();
}
