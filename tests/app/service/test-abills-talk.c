/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation-fixture.h"
#include "net-server.h"

#include <string.h>

/* A system that takes files with the message only, and keeps no keys. */

#define API "/api.cgi/"
#define TICKET                                                                                          \
  "{\"aid\":\"\",\"datetime\":\"2026-05-20 08:00:00\",\"id\":41,\"mainMsg\":0,\"text\":\"It is slow\"," \
  "\"uid\":4207}"

typedef struct
{
  NetServer *server;
  char *sent;       /* the body of the reply; NULL = none came */
  gboolean lose;    /* the answer to it */
  gboolean swallow; /* it itself: what is there stays as it is */
  gboolean no_file; /* the text is kept alone, with "OK" */
  guint reads;
} Desk;

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

/* What was written is told from then on, with the server's own time. */
static void
on_reply (
  SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Desk *desk = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%F %T");
  g_autofree char *rows = NULL;

  if (g_str_equal (soup_server_message_get_method (message), "POST"))
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);

      if (desk->swallow)
        {
          answer (message, 502, "{\"errno\":20,\"errstr\":\"Unknown error\"}");
          return;
        }
      g_assert_null (desk->sent);
      desk->sent = g_strndup (body->data, (gsize) body->length);
      if (desk->lose)
        answer (message, 502, "{\"errno\":20,\"errstr\":\"Unknown error\"}");
      else
        answer (message, 200, "{\"result\":\"OK\"}");
      return;
    }
  desk->reads++;
  rows = g_strdup_printf (
    "[" TICKET "%s%s%s%s]", desk->sent != NULL ? ",{\"aid\":0,\"datetime\":\"" : "",
    desk->sent != NULL ? time : "",
    desk->sent != NULL ? "\",\"id\":52,\"mainMsg\":41,\"uid\":4207,\"text\":\"See\",\"attachments\":" : "",
    desk->sent == NULL ? ""
    : desk->no_file    ? "[]}"
                       : "[{\"id\":4,\"filename\":\"log.txt\",\"contentSize\":9}]}");
  answer (message, 200, rows);
}

static void
desk_init (Desk *desk)
{
  static const char *const answers[][2] = {
    { "config", "{\"login\":{}}" },
    { "user/login", "{\"sid\":\"S1\",\"uid\":4207}" },
    { "user", "{\"uid\":4207,\"deposit\":10}" },
    { "user/pi", "{\"fio\":\"Sydorenko O.\"}" },
    { "user/config", "{\"msgsUser\":1,\"system\":{\"currency\":980}}" },
    { "user/internet", "[]" },
    { "user/abon", "[]" },
    { "user/recommendedPay", "{\"sum\":0}" },
    { "user/payments", "[]" },
    { "user/fees", "[]" },
    { "user/msgs", "[{\"id\":41,\"subject\":\"Line\",\"date\":\"2026-05-20\",\"state\":0}]" },
    { "user/msgs/41", "{\"id\":41,\"lastReplieDate\":\"2026-05-20 08:00:00\"}" },
  };

  *desk = (Desk){ .server = net_server_new () };
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat (API, answers[i][0], NULL);

      net_server_answer (desk->server, path, 200, "application/json", answers[i][1]);
    }
  net_server_handle (desk->server, API "user/msgs/41/reply", on_reply, desk);
}

static void
open_talk (TalkFixture *f, Desk *desk)
{
  g_autoptr (CabinetProviderInfo) info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  g_autofree char *url = g_strconcat (net_server_get_url (desk->server), "/api.cgi", NULL);
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (GError) error = NULL;

  info->id = g_strdup ("polissia");
  info->name = g_strdup ("Polissia Net");
  info->region = g_strdup ("");
  info->zone = g_strdup ("UTC");
  info->currency = g_strdup ("XXX");
  info->connector = g_strdup ("abills");
  f->folder = g_dir_make_tmp (NULL, NULL);
  f->household = service_open ();
  flow = cabinet_sign_in_flow_new (f->household, info, url);
  cabinet_sign_in_flow_set_remember (flow, TRUE);
  step = service_start (flow, NULL, "sydor", "secret", &error);
  g_assert_no_error (error);
  f->account = g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
  f->conversation = cabinet_account_get_conversation (f->account);
}

static GListStore *
new_file (TalkFixture *f)
{
  g_autofree char *path = g_build_filename (f->folder, "log.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  g_assert_true (g_file_set_contents (path, "hello log", 9, NULL));
  g_list_store_append (files, file);
  return files;
}

/* One message with one file leaves once, whether its answer comes back or not. */
static void
send_file (gboolean lose)
{
  TalkFixture f = { 0 };
  Desk desk;
  g_autoptr (GListStore) files = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  desk.lose = lose;
  open_talk (&f, &desk);
  talk_refresh_well (&f);
  files = new_file (&f);
  message = talk_send_with (&f, "See", files, &error);
  g_assert_no_error (error);
  g_assert_nonnull (desk.sent);
  g_assert_nonnull (strstr (desk.sent, "name=\"FILE1\"; filename=\"log.txt\""));
  g_assert_nonnull (strstr (desk.sent, "hello log"));
  g_assert_nonnull (strstr (desk.sent, "name=\"replyText\""));
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_DELIVERED);
  g_assert_cmpstr (message->id, ==, "r52");
  g_assert_cmpuint (cabinet_list_length (message->attachments), ==, 1);
  g_assert_null (cabinet_conversation_get_failure (f.conversation, message));
  talk_close_household (&f);
  net_server_free (desk.server);
  g_free (desk.sent);
  g_free (f.folder);
}

static void
test_file (void)
{
  send_file (FALSE);
}

static void
test_file_lost (void)
{
  send_file (TRUE);
}

static void
assert_told_lost (TalkFixture *f)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  g_autoptr (CabinetMessage) newest = g_list_model_get_item (G_LIST_MODEL (f->conversation), n - 1);
  const char *words = cabinet_conversation_get_failure (f->conversation, newest);

  g_assert_cmpstr (newest->id, ==, "r52");
  g_assert_cmpint (newest->state, ==, CABINET_MESSAGE_STATE_DELIVERED);
  g_assert_nonnull (strstr (words, "not kept 1 file"));
}

/* "OK", and the text is there without its file: that is told, and stays. */
static void
test_file_dropped (void)
{
  TalkFixture f = { 0 };
  Desk desk;
  g_autoptr (GListStore) files = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  desk.no_file = TRUE;
  open_talk (&f, &desk);
  talk_refresh_well (&f);
  files = new_file (&f);
  message = talk_send_with (&f, "See", files, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cabinet_conversation_get_failure (f.conversation, message));
  assert_told_lost (&f);
  talk_refresh_well (&f);
  assert_told_lost (&f);
  talk_close_household (&f);
  net_server_free (desk.server);
  g_free (desk.sent);
  g_free (f.folder);
}

/* The same words once more, and the server loses them: those that are there are not they. */
static void
test_twice (void)
{
  TalkFixture f = { 0 };
  Desk desk;
  guint reads;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (CabinetMessage) again = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  desk_init (&desk);
  open_talk (&f, &desk);
  talk_refresh_well (&f);
  message = talk_send_with (&f, "See", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (message->id, ==, "r52");

  desk.swallow = TRUE;
  reads = desk.reads;
  cabinet_conversation_send_async (f.conversation, "m41", NULL, "See", NULL, cancellable, service_on_result,
                                   &result);
  while (result == NULL && desk.reads < reads + 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  service_wait_for (&result);
  again = cabinet_conversation_send_finish (f.conversation, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->state, !=, CABINET_MESSAGE_STATE_DELIVERED);
  g_assert_cmpstr (again->id, !=, "r52");
  talk_close_household (&f);
  net_server_free (desk.server);
  g_free (desk.sent);
  g_free (f.folder);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/service/abills-talk/file", test_file);
  service_test_add ("/service/abills-talk/file-lost", test_file_lost);
  service_test_add ("/service/abills-talk/file-dropped", test_file_dropped);
  service_test_add ("/service/abills-talk/twice", test_twice);
  return g_test_run ();
}
