/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

void
desk_open (Desk *desk, const char *tenant, const char *category, const char *now)
{
  desk->demo = demo_process_new ("--now", now, "--control", "--operator-delay", "60000", NULL);
  desk->client = client_new (desk->demo, tenant);
  client_enter (desk->client, category, "12345", "demo");
}

void
desk_close (Desk *desk)
{
  client_free (desk->client);
  demo_process_free (desk->demo);
}

void
desk_pass (Desk *desk, int seconds)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", seconds);
  g_autofree char *answer = demo_process_control (desk->demo, "clock", json);

  g_assert_nonnull (answer);
}

CabinetThreadList *
desk_list_threads (Client *client)
{
  g_autoptr (Answer) answer = client_read (client, "threads");

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_THREAD_LIST);
}

char *
desk_dup_first_thread (Client *client)
{
  g_autoptr (CabinetThreadList) list = desk_list_threads (client);

  g_assert_cmpuint (cabinet_list_length (list->threads), >, 0);
  return g_strdup (((CabinetThread *) cabinet_list_get (list->threads, 0))->id);
}

CabinetMessagePage *
desk_read_messages (Client *client, const char *thread, const char *query)
{
  g_autofree char *path = g_strdup_printf ("v1/threads/%s/messages%s", thread, query);
  g_autoptr (Answer) answer = client_ask (client, "GET", path, NULL);

  g_assert_cmpint (answer->status, ==, 200);
  return answer_decode (answer, CABINET_TYPE_MESSAGE_PAGE);
}

CabinetMessage *
desk_message_at (CabinetMessagePage *page, guint index)
{
  return cabinet_list_get (page->messages, index);
}

char *
desk_make_request (const char *text, const char *subject, const char *file)
{
  g_autoptr (CabinetMessageRequest) request = g_object_new (CABINET_TYPE_MESSAGE_REQUEST, NULL);

  request->text = g_strdup (text);
  request->subject = g_strdup (subject);
  if (file != NULL)
    {
      g_strfreev (request->attachments);
      request->attachments = g_strsplit (file, ",", -1);
    }
  return cabinet_record_encode_text (request);
}

Answer *
desk_send (Client *client, const char *thread, const char *text, const char *file)
{
  g_autofree char *path = g_strdup_printf ("v1/threads/%s/messages", thread);
  g_autofree char *json = desk_make_request (text, NULL, file);

  return client_change (client, "POST", path, json);
}

Answer *
desk_open_thread (Client *client, const char *subject, const char *text)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/threads", client->contract);
  g_autofree char *json = desk_make_request (text, subject, NULL);

  return client_change (client, "POST", path, json);
}

Answer *
desk_upload (Client *client, const char *name, const char *type, const guchar *data, gsize size)
{
  g_autoptr (CabinetUploadRequest) request = g_object_new (CABINET_TYPE_UPLOAD_REQUEST, NULL);
  g_autofree char *json = NULL;

  request->name = g_strdup (name);
  request->type = g_strdup (type);
  request->content = g_base64_encode (data, size);
  json = cabinet_record_encode_text (request);
  return client_change (client, "POST", "v1/uploads", json);
}

CabinetAttachment *
desk_upload_text (Client *client, const char *text)
{
  g_autoptr (Answer) answer =
    desk_upload (client, "note.txt", "text/plain", (const guchar *) text, strlen (text));

  g_assert_cmpint (answer->status, ==, 201);
  return answer_decode (answer, CABINET_TYPE_ATTACHMENT);
}

Answer *
desk_fetch (Client *client, const char *id)
{
  g_autofree char *path = g_strdup_printf ("v1/attachments/%s", id);

  return client_ask (client, "GET", path, NULL);
}
