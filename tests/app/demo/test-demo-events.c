/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include "cabinet-notice.h"

#include <gio/gio.h>
#include <string.h>

/* E4, H6: who waits is told at once, and nothing is held meanwhile. */

static CabinetEventPage *
ask (Client *client, const char *cursor, int wait)
{
  g_autofree char *path = NULL;
  g_autoptr (Answer) answer = NULL;

  path =
    cursor != NULL ? g_strdup_printf ("v1/events?cursor=%s&wait=%d", cursor, wait) : g_strdup ("v1/events");
  answer = client_ask (client, "GET", path, NULL);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_null (answer_get_header (answer, "ETag"));
  return answer_decode (answer, CABINET_TYPE_EVENT_PAGE);
}

static char *
begin (Client *client)
{
  g_autoptr (CabinetEventPage) page = ask (client, NULL, 0);

  g_assert_cmpuint (cabinet_list_length (page->events), ==, 0);
  g_assert_false (page->resync);
  return g_strdup (page->cursor);
}

static CabinetEvent *
find_kind (CabinetEventPage *page, CabinetEventKind kind)
{
  for (guint i = 0; i < cabinet_list_length (page->events); i++)
    {
      CabinetEvent *event = cabinet_list_get (page->events, i);

      if (event->kind == kind)
        return event;
    }
  return NULL;
}

static void
insert (DemoProcess *demo, const char *login)
{
  g_autofree char *json =
    g_strdup_printf ("{\"tenant\":\"tomtel\",\"login\":\"%s\",\"amount\":\"5.00\"}", login);
  g_autofree char *answer = demo_process_control (demo, "ledger/insert", json);

  g_assert_nonnull (answer);
}

/* A question that waits while the test does something else. */
typedef struct
{
  GSocketConnection *connection;
  gint64 asked;
} Waiting;

static void
waiting_end (Waiting *waiting)
{
  g_clear_object (&waiting->connection);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Waiting, waiting_end)

static void
wait_begin (Waiting *waiting, Client *client, const char *cursor, int wait)
{
  g_autoptr (GSocketClient) socket = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *request = NULL;

  waiting->asked = g_get_monotonic_time ();
  waiting->connection = g_socket_client_connect_to_host (
    socket, "127.0.0.1", (guint16) demo_process_get_port (client->demo), NULL, &error);
  g_assert_no_error (error);
  request = g_strdup_printf ("GET /%s/v1/events?cursor=%s&wait=%d HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                             "Authorization: Bearer %s\r\nConnection: close\r\n\r\n",
                             client->tenant, cursor, wait, client->token);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (waiting->connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Returns: (transfer full): all that came; within 20 s, else the test fails */
static char *
wait_finish (Waiting *waiting)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char buffer[4096];
  gssize n;

  g_socket_set_timeout (g_socket_connection_get_socket (waiting->connection), 20);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (waiting->connection)), buffer,
                                   sizeof buffer, NULL, &error))
         > 0)
    g_string_append_len (text, buffer, n);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static double
seconds_since (gint64 moment)
{
  return (double) (g_get_monotonic_time () - moment) / G_USEC_PER_SEC;
}

static void
test_from_now_on (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autoptr (CabinetEventPage) none = NULL;
  g_autoptr (CabinetEventPage) some = NULL;
  g_autoptr (CabinetEventPage) again = NULL;
  g_autoptr (CabinetEventPage) after = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  insert (desk.demo, "12345");
  cursor = begin (desk.client);
  none = ask (desk.client, cursor, 0);
  g_assert_cmpuint (cabinet_list_length (none->events), ==, 0);
  g_assert_cmpstr (none->cursor, ==, cursor);
  insert (desk.demo, "12345");
  insert (desk.demo, "12345");
  some = ask (desk.client, cursor, 0);
  g_assert_cmpuint (cabinet_list_length (some->events), ==, 2); /* about one thing once */
  g_assert_cmpstr (find_kind (some, CABINET_EVENT_KIND_OPERATIONS)->contract, ==, desk.client->contract);
  g_assert_nonnull (find_kind (some, CABINET_EVENT_KIND_OVERVIEW));
  again = ask (desk.client, cursor, 0);
  g_assert_cmpuint (cabinet_list_length (again->events), ==, 2);
  after = ask (desk.client, some->cursor, 0);
  g_assert_cmpuint (cabinet_list_length (after->events), ==, 0);
}

static void
test_wakes_at_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Waiting) waiting = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *text = NULL;
  gint64 changed;

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  wait_begin (&waiting, desk.client, cursor, 25);
  g_usleep (G_USEC_PER_SEC / 2);
  changed = g_get_monotonic_time ();
  insert (desk.demo, "12345"); /* is taken: the waiting question holds no transaction */
  text = wait_finish (&waiting);
  g_assert_cmpfloat (seconds_since (changed), <, 1.0);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 200"));
  g_assert_nonnull (strstr (text, "\"operations\""));
}

/* Nobody's doing: the operator answers as the clock goes, and who waits learns it. */
static void
test_wakes_by_the_clock (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *thread = NULL;
  g_autoptr (Answer) sent = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  thread = desk_dup_first_thread (desk.client);
  sent = desk_send (desk.client, thread, "Hello?", NULL);
  for (int step = 0; step < 3; step++)
    {
      g_auto (Waiting) waiting = { 0 };
      g_autofree char *cursor = begin (desk.client);
      g_autofree char *text = NULL;
      gint64 turned;

      wait_begin (&waiting, desk.client, cursor, 25);
      g_usleep (G_USEC_PER_SEC / 5);
      turned = g_get_monotonic_time ();
      desk_pass (&desk, 20);
      text = wait_finish (&waiting);
      g_assert_cmpfloat (seconds_since (turned), <, 1.0);
      g_assert_nonnull (strstr (text, thread));
    }
}

static void
test_waits_no_longer (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autoptr (CabinetEventPage) page = NULL;
  gint64 asked;

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  asked = g_get_monotonic_time ();
  page = ask (desk.client, cursor, 1);
  g_assert_cmpfloat (seconds_since (asked), >=, 0.9);
  g_assert_cmpfloat (seconds_since (asked), <, 3.0);
  g_assert_cmpuint (cabinet_list_length (page->events), ==, 0);
  g_assert_false (page->resync);
}

static void
test_others_are_not_told (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autoptr (CabinetEventPage) page = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  insert (desk.demo, "104205401");
  page = ask (desk.client, cursor, 0);
  g_assert_cmpuint (cabinet_list_length (page->events), ==, 0);
}

static void
test_resync (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *ahead = NULL;
  g_autoptr (CabinetEventPage) unknown = NULL;
  g_autoptr (CabinetEventPage) future = NULL;
  g_autoptr (CabinetEventPage) other_data = NULL;
  g_autoptr (CabinetEventPage) onward = NULL;
  gint64 asked = g_get_monotonic_time ();

  desk_open (&desk, "tomtel", NULL, NOW);
  insert (desk.demo, "12345");
  cursor = begin (desk.client);
  unknown = ask (desk.client, "nothing", 25);
  g_assert_true (unknown->resync);
  g_assert_cmpstr (unknown->cursor, ==, cursor);
  ahead = g_strconcat (cursor, "ffff", NULL);
  future = ask (desk.client, ahead, 25);
  g_assert_true (future->resync);
  demo_process_stop (desk.demo);
  demo_process_start (desk.demo);
  client_enter (desk.client, NULL, "12345", "demo");
  other_data = ask (desk.client, cursor, 25);
  g_assert_true (other_data->resync);
  onward = ask (desk.client, other_data->cursor, 0);
  g_assert_false (onward->resync);
  g_assert_cmpfloat (seconds_since (asked), <, 20.0);
}

/* Only so many are kept; a reader that was away for longer is told so. */
static void
test_too_old (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autoptr (CabinetEventPage) recent = NULL;
  g_autoptr (CabinetEventPage) old = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  for (int i = 0; i < 500; i++)
    insert (desk.demo, "12345");
  recent = ask (desk.client, cursor, 0);
  g_assert_false (recent->resync);
  insert (desk.demo, "12345");
  old = ask (desk.client, cursor, 0);
  g_assert_true (old->resync);
}

/* What has happened survives the server; the cursor goes on. */
static void
test_restart (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (DemoProcess) demo = demo_process_new ("--data", data, "--now", NOW, "--control", NULL);
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autofree char *cursor = NULL;
  g_autoptr (CabinetEventPage) page = NULL;

  client_enter (client, NULL, "12345", "demo");
  cursor = begin (client);
  insert (demo, "12345");
  demo_process_kill (demo);
  demo_process_start (demo);
  page = ask (client, cursor, 0);
  g_assert_false (page->resync);
  g_assert_nonnull (find_kind (page, CABINET_EVENT_KIND_OPERATIONS));
}

/* Who hangs up, and a server that ends, leave nothing behind: desk_close() asserts a good end. */
static void
test_hang_up (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_auto (Waiting) left = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  for (int i = 0; i < 20; i++)
    {
      g_auto (Waiting) waiting = { 0 };

      wait_begin (&waiting, desk.client, cursor, 25);
      g_usleep (10000);
    }
  wait_begin (&left, desk.client, cursor, 25);
  g_usleep (G_USEC_PER_SEC / 5);
  insert (desk.demo, "12345");
  {
    g_autofree char *text = wait_finish (&left);
    g_assert_nonnull (strstr (text, "\"operations\""));
  }
  waiting_end (&left);
  g_free (cursor);
  cursor = begin (desk.client);
  wait_begin (&left, desk.client, cursor, 25);
  g_usleep (G_USEC_PER_SEC / 5);
}

/* The end of a session ends its waiting. */
static void
test_signed_out (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Waiting) waiting = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Answer) out = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  cursor = begin (desk.client);
  wait_begin (&waiting, desk.client, cursor, 25);
  g_usleep (G_USEC_PER_SEC / 5);
  out = client_ask (desk.client, "DELETE", "v1/session", NULL);
  g_assert_cmpint (out->status, ==, 204);
  text = wait_finish (&waiting);
  g_assert_true (g_str_has_prefix (text, "HTTP/1.1 401"));
}

static void
test_refused (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Answer) wait = NULL;
  g_autoptr (Answer) nobody = NULL;

  desk_open (&desk, "tomtel", NULL, NOW);
  wait = client_ask (desk.client, "GET", "v1/events?wait=26", NULL);
  answer_assert_problem (wait, 400, "bad-value");
  g_clear_pointer (&desk.client->token, g_free);
  nobody = client_ask (desk.client, "GET", "v1/events?wait=25", NULL);
  answer_assert_problem (nobody, 401, "session-over");
}

/* A notice that is read on one device is told to another. */
static void
test_notices (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *cursor = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Answer) listed = NULL;
  g_autoptr (Answer) marked = NULL;
  g_autoptr (CabinetNoticeList) list = NULL;
  g_autoptr (CabinetEventPage) page = NULL;
  g_autoptr (CabinetEventPage) grown = NULL;
  const char *id;

  desk_open (&desk, "tomtel", NULL, NOW);
  listed = client_read (desk.client, "notices");
  list = answer_decode (listed, CABINET_TYPE_NOTICE_LIST);
  id = ((CabinetNotice *) cabinet_list_get (list->notices, 0))->id;
  cursor = begin (desk.client);
  path = g_strdup_printf ("v1/notices/%s/read", id);
  marked = client_change (desk.client, "POST", path, NULL);
  g_assert_cmpint (marked->status, ==, 204);
  page = ask (desk.client, cursor, 0);
  g_assert_cmpstr (find_kind (page, CABINET_EVENT_KIND_NOTICE)->id, ==, id);
  desk_pass (&desk, 2 * 24 * 3600);
  client_enter (desk.client, NULL, "12345", "demo");
  grown = ask (desk.client, page->cursor, 0);
  g_assert_nonnull (find_kind (grown, CABINET_EVENT_KIND_NOTICE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/events/from-now-on", test_from_now_on);
  g_test_add_func ("/demo/events/wakes-at-once", test_wakes_at_once);
  g_test_add_func ("/demo/events/wakes-by-the-clock", test_wakes_by_the_clock);
  g_test_add_func ("/demo/events/waits-no-longer", test_waits_no_longer);
  g_test_add_func ("/demo/events/others-are-not-told", test_others_are_not_told);
  g_test_add_func ("/demo/events/resync", test_resync);
  g_test_add_func ("/demo/events/too-old", test_too_old);
  g_test_add_func ("/demo/events/restart", test_restart);
  g_test_add_func ("/demo/events/hang-up", test_hang_up);
  g_test_add_func ("/demo/events/signed-out", test_signed_out);
  g_test_add_func ("/demo/events/refused", test_refused);
  g_test_add_func ("/demo/events/notices", test_notices);
  return g_test_run ();
}
