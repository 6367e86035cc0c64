/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"

/* The demo's data survive its end, and its operator answers soon. */
static void
set_up (CliFixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;

  cli_set_up (f, data);
  demo_process_free (f->demo);
  g_free (f->url);
  file = g_build_filename (f->home, "demo.db", NULL);
  f->demo = demo_process_new ("--control", "--history-months", "2", "--data", file, "--now",
                              "2026-11-20T04:00:00Z", "--operator-delay", "300", NULL);
  f->url = demo_process_dup_url (f->demo, "/tomtel");
  cli_add_demo (f);
}

static JsonArray *
read_array (CliFixture *f, JsonNode **node)
{
  *node = cli_parse (f->out);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (*node));
  return json_node_get_array (*node);
}

/* How many messages of the last `chat` say @text; the last one's state in @state. */
static guint
count (CliFixture *f, const char *text, char **state)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = read_array (f, &node);
  guint found = 0;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);

      cli_assert_members (item, "account thread subject thread_state id at from text state attachments");
      if (!g_str_equal (json_object_get_string_member (item, "text"), text))
        continue;
      found++;
      g_free (*state);
      *state = g_strdup (json_object_get_string_member (item, "state"));
    }
  return found;
}

static void
test_show (CliFixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *online = NULL;

  g_assert_cmpint (cli_run (f, NULL, "chat", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "router-los.jpg"));
  g_assert_cmpint (cli_run (f, NULL, "--json", "chat", NULL), ==, 0);
  g_assert_cmpuint (count (f, "nothing says this", &state), ==, 0);
  online = g_strdup (f->out);
  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "chat", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "--json", "chat", NULL), ==, 3);
  g_assert_cmpstr (f->out, ==, online);
  cli_assert_json_error (f, "offline");
}

/* The line that the issue shows: written while the server is down, there once, answered. */
static void
test_queued (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *state = NULL;
  gboolean answered = FALSE;

  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--json", "chat", "send", "Is it the cable?", NULL), ==, 0);
  node = cli_parse (f->out);
  cli_assert_members (json_node_get_object (node),
                      "account thread subject thread_state id at from text state attachments");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, "queued");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "from"), ==, "me");
  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "chat", NULL), ==, 0);
  g_assert_cmpuint (count (f, "Is it the cable?", &state), ==, 1);
  g_assert_cmpstr (state, ==, "queued");

  demo_process_start (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  for (guint i = 0; i < 50 && !answered; i++)
    {
      g_autoptr (JsonNode) list = NULL;
      JsonArray *array;
      JsonObject *last;

      g_assert_cmpint (cli_run (f, NULL, "--json", "chat", NULL), ==, 0);
      g_assert_cmpuint (count (f, "Is it the cable?", &state), ==, 1);
      g_assert_cmpstr (state, !=, "queued");
      array = read_array (f, &list);
      last = json_array_get_object_element (array, json_array_get_length (array) - 1);
      answered = g_str_equal (json_object_get_string_member (last, "from"), "support")
                 && !g_str_equal (json_object_get_string_member (last, "text"), "");
      if (!answered)
        g_usleep (200 * 1000);
    }
  g_assert_true (answered);
}

static void
test_send (CliFixture *f, gconstpointer data)
{
  g_autofree char *state = NULL;
  g_autofree char *text = g_strnfill (100000, 'a');

  g_assert_cmpint (cli_run (f, "Two\nlines\n", "chat", "send", "-", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--json", "chat", NULL), ==, 0);
  g_assert_cmpuint (count (f, "Two\nlines", &state), ==, 1);
  g_assert_cmpstr (state, !=, "queued");
  g_assert_cmpint (cli_run (f, NULL, "chat", "send", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "chat", "send", "a", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "chat", "send", " ", NULL), ==, 2);
  cli_assert_one_line (f->err);
  g_assert_cmpint (cli_run (f, NULL, "chat", "send", text, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "chat", "send", "--thread", "a", "--subject", "b", "c", NULL), ==, 2);
  /* A conversation that is not there: the provider's no. */
  g_assert_cmpint (cli_run (f, NULL, "chat", "send", "--thread", "nowhere", "Hello", NULL), ==, 5);
  cli_assert_one_line (f->err);
}

static void
test_news (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *online = NULL;
  JsonArray *array;

  g_assert_cmpint (cli_run (f, NULL, "news", NULL), ==, 0);
  g_assert_cmpuint (strlen (f->out), >, 100);
  g_assert_cmpint (cli_run (f, NULL, "--json", "news", NULL), ==, 0);
  online = g_strdup (f->out);
  array = read_array (f, &node);
  g_assert_cmpuint (json_array_get_length (array), >, 1);
  cli_assert_members (json_array_get_object_element (array, 0), "account id at kind title text read");
  g_assert_cmpint (cli_run (f, NULL, "news", "more", NULL), ==, 2);
  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "news", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "--json", "news", NULL), ==, 3);
  g_assert_cmpstr (f->out, ==, online);
}

#define ADD(path, function) g_test_add ("/cli/chat/" path, CliFixture, NULL, set_up, function, cli_tear_down)

/* H5: without signing in there is a conversation, and nothing else is told or asked. */
static void
test_guest (CliFixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *state = NULL;
  gboolean answered = FALSE;

  g_assert_cmpint (
    cli_run (f, NULL, "account", "add", "--provider", "tomtel", "--url", f->url, "--guest", NULL), ==, 2);
  g_assert_cmpint (
    cli_run (f, NULL, "account", "add", "--provider", "telemir", "--guest", "--name", "Vera", NULL), ==, 6);
  g_assert_cmpint (cli_run (f, NULL, "account", "add", "--provider", "tomtel", "--url", f->url, "--guest",
                            "--name", "Vera", "--contact", "vera@example.org", NULL),
                   ==, 0);
  cli_assert_one_line (f->out);
  id = g_strchomp (g_strdup (f->out));
  g_assert_true (g_str_has_prefix (id, "tomtel-guest-"));
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "guest Vera, Without a contract"));
  g_assert_cmpint (cli_run (f, NULL, "--account", id, "chat", "send", "Who is there?", NULL), ==, 0);
  for (int i = 0; i < 100 && !answered; i++)
    {
      g_usleep (100000);
      g_assert_cmpint (cli_run (f, NULL, "--account", id, "--json", "chat", NULL), ==, 0);
      answered = strstr (f->out, "Hello, Vera!") != NULL;
    }
  g_assert_true (answered);
  g_assert_cmpuint (count (f, "Who is there?", &state), ==, 1);

  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "balance", NULL), ==, 0);
  g_assert_null (strstr (f->out, id));
  g_assert_cmpint (cli_run (f, NULL, "--account", id, "balance", NULL), ==, 6);
  g_assert_cmpint (cli_run (f, NULL, "--account", id, "tariffs", NULL), ==, 6);
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", id, "--yes", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("show", test_show);
  ADD ("queued", test_queued);
  ADD ("send", test_send);
  ADD ("news", test_news);
  ADD ("guest", test_guest);
  return g_test_run ();
}
