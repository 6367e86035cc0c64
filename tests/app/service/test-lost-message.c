/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation-fixture.h"
#include "net-server.h"

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

/* From here on a contract of TCTR is looked at, through @proxy. */
static NetServer *
begin_proxy (TalkFixture *f, Proxy *proxy)
{
  NetServer *server = net_server_new ();
  g_autofree char *url = g_strconcat (net_server_get_url (server), "/tctr", NULL);
  g_autoptr (GError) error = NULL;
  CabinetAccount *account;

  proxy->session = soup_session_new ();
  proxy->to = demo_process_get_url (f->demo);
  net_server_handle (server, "/", on_request, proxy);
  account = service_add (f->household, "tctr", url, "cable", "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  g_object_unref (f->account);
  f->account = account;
  f->conversation = cabinet_account_get_conversation (account);
  talk_refresh_well (f);
  return server;
}

static void
end_proxy (TalkFixture *f, Proxy *proxy, NetServer *server)
{
  talk_close_household (f);
  talk_look_again (f, "tomtel-12345");
  g_object_unref (proxy->session);
  net_server_free (server);
}

/* The server has the message and nobody heard: it is found by its key, and never there twice; @data says what
 * the conversation is about that it opens. */
static void
test_lost_answer (TalkFixture *f, gconstpointer data)
{
  Proxy proxy = { .lose = 1 };
  NetServer *server = begin_proxy (f, &proxy);
  guint threads = g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetMessage) sent = NULL;

  cabinet_conversation_send_async (f->conversation, NULL, data, "Once and for all", NULL, NULL,
                                   service_on_result, &result);
  service_wait_for (&result);
  sent = cabinet_conversation_send_finish (f->conversation, result, &error);
  g_assert_no_error (error);
  talk_refresh_well (f);
  g_assert_cmpuint (proxy.lose, ==, 0);
  g_assert_cmpuint (proxy.posts, >=, 1);
  g_assert_cmpint (talk_find (f, "Once and for all")->state, !=, CABINET_MESSAGE_STATE_QUEUED);
  talk_refresh_well (f);
  talk_find (f, "Once and for all");
  g_assert_cmpuint (g_list_model_get_n_items (cabinet_conversation_get_threads (f->conversation)), ==,
                    threads + (data != NULL));
  end_proxy (f, &proxy, server);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  g_test_add ("/service/lost-message/answer", TalkFixture, NULL, talk_set_up, test_lost_answer,
              talk_tear_down);
  g_test_add ("/service/lost-message/opening", TalkFixture, "The remote control", talk_set_up,
              test_lost_answer, talk_tear_down);
  return g_test_run ();
}
