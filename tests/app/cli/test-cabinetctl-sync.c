/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"

/* How long a contract may take; three of them, one after the other, take longer than the test allows. */
#define LIMIT "5"
#define ALL_LIMITS_S 15

static void
add (CliFixture *f, DemoProcess *demo, const char *provider)
{
  g_autofree char *path = g_strconcat ("/", provider, NULL);
  g_autofree char *url = demo_process_dup_url (demo, path);

  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", provider, "--url", url, "--login",
                            "12345", "--password-stdin", NULL),
                   ==, 0);
}

static void
assert_item (JsonArray *array, guint index, const char *account, const char *result)
{
  JsonObject *item = json_array_get_object_element (array, index);

  g_assert_cmpstr (json_object_get_string_member (item, "account"), ==, account);
  g_assert_cmpstr (json_object_get_string_member (item, "result"), ==, result);
}

/* Three providers that never answer are waited for together; a fourth is read all the same. What is told
 * comes in the order of the list. */
static void
test_several (CliFixture *f, gconstpointer data)
{
  DemoProcess *silent = demo_process_new (NULL, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;
  gint64 start;

  add (f, silent, "telemir");
  add (f, silent, "mts");
  add (f, silent, "centra");
  cli_add_demo (f);
  demo_process_freeze (silent, TRUE);
  start = g_get_monotonic_time ();
  g_assert_cmpint (cli_run (f, NULL, "--json", "--timeout", LIMIT, "sync", NULL), ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - start, <, ALL_LIMITS_S * G_TIME_SPAN_SECOND);
  node = cli_parse (f->out);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, 4);
  assert_item (array, 0, "telemir-12345", "failed");
  assert_item (array, 1, "mts-12345", "failed");
  assert_item (array, 2, "centra-12345", "failed");
  assert_item (array, 3, "tomtel-12345", "ok");
  /* What is read one after the other has that time in all. */
  start = g_get_monotonic_time ();
  g_assert_cmpint (cli_run (f, NULL, "--timeout", LIMIT, "calendar", NULL), ==, 3);
  g_assert_cmpint (g_get_monotonic_time () - start, <, ALL_LIMITS_S * G_TIME_SPAN_SECOND);
  g_assert_nonnull (strstr (f->err, "telemir-12345"));
  demo_process_freeze (silent, FALSE);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  demo_process_free (silent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/sync/several", CliFixture, NULL, cli_set_up, test_several, cli_tear_down);
  return g_test_run ();
}
