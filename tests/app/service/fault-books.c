/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-books.h"

#include "cabinet-message.h"

/* Payments of @amount ("12.34"); the id of the first in @id. */
guint
books_count_payments (DemoProcess *demo, const char *amount, char **id)
{
  g_autofree char *text = demo_process_control (demo, "payments", NULL);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonArray *rows = json_object_get_array_member (json_node_get_object (root), "payments");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (!g_str_equal (json_object_get_string_member (row, "amount"), amount))
        continue;
      count++;
      if (id != NULL && *id == NULL)
        *id = g_strdup (json_object_get_string_member (row, "payment"));
    }
  return count;
}

/* (transfer full) */
CabinetChangeList *
books_read_changes (Client *books)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/changes", books->contract);
  g_autoptr (Answer) answer = client_ask (books, "GET", path, NULL);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_CHANGE_LIST);
}

static guint
count_in_thread (Client *books, const char *thread, const char *words)
{
  g_autofree char *path = g_strdup_printf ("v1/threads/%s/messages", thread);
  g_autoptr (Answer) answer = client_ask (books, "GET", path, NULL);
  g_autoptr (CabinetMessagePage) page = NULL;
  guint count = 0;

  g_assert_cmpint (answer->status, ==, 200);
  page = answer_decode (answer, CABINET_TYPE_MESSAGE_PAGE);
  for (guint i = 0; i < cabinet_list_length (page->messages); i++)
    count += g_str_equal (CABINET_MESSAGE (cabinet_list_get (page->messages, i))->text, words);
  return count;
}

/* Messages of exactly those words, in all threads. */
guint
books_count_messages (Client *books, const char *words)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/threads", books->contract);
  g_autoptr (Answer) answer = client_ask (books, "GET", path, NULL);
  g_autoptr (CabinetThreadList) list = NULL;
  guint count = 0;

  g_assert_cmpint (answer->status, ==, 200);
  list = answer_decode (answer, CABINET_TYPE_THREAD_LIST);
  for (guint i = 0; i < cabinet_list_length (list->threads); i++)
    count += count_in_thread (books, CABINET_THREAD (cabinet_list_get (list->threads, i))->id, words);
  return count;
}
