/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "player.h"

typedef struct
{
  char *folder;
  Player *player;
  SoupSession *session;
} Fixture;

static void
save (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("player-XXXXXX", &error);
  g_assert_no_error (error);
  save (
    f, "02-again.http",
    "> GET /api?b=2&a=1\n\n< HTTP 200 OK\n< Content-Type: application/json\n\n(body: 02.json, 1 bytes)\n");
  save (f, "02.json", "2");
  save (
    f, "01-first.http",
    "> GET /api?a=1&b=2&uberlogin=x&uberpassword=y\n> USERSID: s\n\n< HTTP 401 No\n"
    "< Content-Type: application/json\n< Date: Sat, 21 Nov 2026 21:07:14 GMT\n\n(body: 01.json, 1 bytes)\n");
  save (f, "01.json", "1");
  save (f, "10-post.http",
        "> POST /api\n> Content-Type: application/json\n>\n> {\"a\": 1,\n\"b\": [\"x\"]}\n\n< HTTP 200 OK\n"
        "< Content-Type: application/json\n\n(body: 10.json, 2 bytes)\n");
  save (f, "10.json", "10");
  save (
    f, "11-multipart.http",
    "> POST /api\n> Content-Type: multipart/form-data; boundary=--cab\n>\n> ----cab\n"
    "Content-Disposition: form-data; name=\"text\"\n\nline\nnext\n----cab\n"
    "Content-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\nContent-Type: text/plain\n\nlog\n"
    "----cab--\n\n\n< HTTP 200 OK\n< Content-Type: content-type: text/plain\n\n(body: 11.txt, 2 bytes)\n");
  save (f, "11.txt", "11");
  f->player = player_new (f->folder, 0);
  f->session = soup_session_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  g_object_unref (f->session);
  player_free (f->player);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
ask (Fixture *f, const char *method, const char *target, const char *type, const char *body, guint *status)
{
  g_autofree char *url = g_strconcat (player_get_url (f->player), target, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, type, sent);
  soup_session_send_and_read_async (f->session, message, G_PRIORITY_DEFAULT, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = soup_session_send_and_read_finish (f->session, result, &error);
  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_answer (Fixture *f,
               const char *method,
               const char *target,
               const char *type,
               const char *body,
               const char *expected)
{
  guint status;
  g_autofree char *answer = ask (f, method, target, type, body, &status);

  g_assert_cmpstr (answer, ==, expected);
}

static void
assert_unknown (Fixture *f, const char *method, const char *target, const char *type, const char *body)
{
  guint status;
  g_autofree char *answer = ask (f, method, target, type, body, &status);

  g_assert_cmpuint (status, ==, 404);
  g_assert_true (g_str_has_prefix (answer, "No recording answers"));
}

static void
test_order (Fixture *f, gconstpointer data)
{
  assert_answer (f, "GET", "/api?uberlogin=z&b=2&a=1", NULL, NULL, "1");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "2");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "2");
  assert_unknown (f, "GET", "/api?a=1", NULL, NULL);
  assert_unknown (f, "GET", "/apis?a=1&b=2", NULL, NULL);
  g_assert_cmpuint (player_count (f->player, "GET", "a=1"), ==, 5);
  g_assert_cmpstr (player_get_request (f->player, 0)->target, ==, "/api?uberlogin=z&b=2&a=1");
  g_assert_cmpstr (player_get_request (f->player, 0)->played, ==, "01-first");
  g_assert_null (player_find (f->player, NULL, "apis")->played);

  player_choose (f->player, "2-9,11");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "2");
  player_choose (f->player, NULL);
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "1");
}

static void
test_bodies (Fixture *f, gconstpointer data)
{
  const char *form = "multipart/form-data; boundary=\"xx\"";

  assert_answer (f, "POST", "/api", "application/json", "{\"b\":[\"x\"],\"a\":1}", "10");
  assert_unknown (f, "POST", "/api", "application/json", "{\"b\":[\"x\"],\"a\":2}");
  assert_unknown (f, "POST", "/api", "application/json", "{\"b\":[\"x\"]}");
  assert_answer (f, "POST", "/api", form,
                 "--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nlog\r\n"
                 "--xx\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nline\nnext\r\n--xx--\r\n",
                 "11");
  assert_unknown (f, "POST", "/api", form,
                  "--xx\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nline\nnext\r\n--xx--\r\n");
}

static void
test_put (Fixture *f, gconstpointer data)
{
  player_put (f->player, "GET", "/api?a=1&b=2", NULL, 200, NULL, "[]");
  player_put (f->player, "GET", "/api?a=1&b=2", NULL, 500, "text/html", "<p>");
  player_put (f->player, "POST", "/api", "a=x&b=%20", 200, NULL, "{}");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "[]");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "<p>");
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "<p>");
  assert_answer (f, "POST", "/api", "application/x-www-form-urlencoded", "b=+&a=x", "{}");
  player_forget (f->player);
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);
  assert_answer (f, "GET", "/api?a=1&b=2", NULL, NULL, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/player/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/player/bodies", Fixture, NULL, set_up, test_bodies, tear_down);
  g_test_add ("/player/put", Fixture, NULL, set_up, test_put, tear_down);
  return g_test_run ();
}
