/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-date.h"
#include "cli-fixture.h"

/* Promised payments and blocks on the terminal, against the demo. */

/* A contract of TCTR: cable @login, and its id on the command line. */
static void
add (CliFixture *f, const char *login)
{
  g_autofree char *base = g_strndup (f->url, (gsize) (strstr (f->url, "/tomtel") - f->url));
  g_autofree char *url = g_strconcat (base, "/tctr", NULL);

  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "tctr", "--url", url, "--category",
                            "cable", "--login", login, "--password-stdin", NULL),
                   ==, 0);
}

static JsonObject *
read_object (CliFixture *f, JsonNode **node, const char *command)
{
  g_clear_pointer (node, json_node_unref);
  g_assert_cmpint (cli_run (f, NULL, "--json", command, NULL), ==, 0);
  *node = cli_parse (f->out);
  return json_array_get_object_element (json_node_get_array (*node), 0);
}

static char *
dup_day (int days)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Yakutsk");
  CabinetDate today = cabinet_date_of_instant (cabinet_instant_now (), zone);

  return cabinet_date_to_iso (today + (CabinetDate) days);
}

static void
test_promise (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *offer;

  add (f, "200101");
  offer = read_object (f, &node, "promise");
  cli_assert_members (offer, "account available reason sum price days until due_after runs_out_on_after");
  g_assert_true (json_object_get_boolean_member (offer, "available"));
  cli_assert_money (offer, "sum", "500.00");
  cli_assert_money (offer, "price", "20.00");
  g_assert_cmpint (json_object_get_int_member (offer, "days"), ==, 3);

  g_assert_cmpint (cli_run (f, NULL, "promise", "--take", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "promise", "--take", "--yes", "--sum", "700", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "promise", "--take", "--dry-run", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Promised payment"));
  g_assert_true (json_object_get_boolean_member (read_object (f, &node, "promise"), "available"));
  g_assert_cmpint (cli_run (f, NULL, "promise", "--take", "--yes", "--sum", "1000", NULL), ==, 0);

  offer = read_object (f, &node, "promise");
  g_assert_false (json_object_get_boolean_member (offer, "available"));
  g_assert_nonnull (json_object_get_string_member (offer, "reason"));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "promise", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Promised: "));
  g_assert_cmpint (cli_run (f, NULL, "promise", "--take", "--yes", NULL), ==, 5);
  offer = read_object (f, &node, "balance");
  cli_assert_money (offer, "credit", "1000.00");
  cli_assert_money (offer, "balance", "-450.00");
}

/* F18: with the password of the keyring, or the one that is given. */
static void
test_proof (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "tomtel", "--url", f->url, "--login",
                            "104205403", "--password-stdin", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, "wrong\n", "promise", "--take", "--yes", "--password-stdin", NULL), ==, 4);
  g_assert_cmpint (cli_run (f, "demo\n", "promise", "--take", "--yes", "--password-stdin", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "promise", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Promised: "));
}

static void
test_suspend (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *from = dup_day (5);
  g_autofree char *to = dup_day (44);
  g_autofree char *soon = dup_day (10);
  JsonObject *offer;

  add (f, "12345");
  offer = read_object (f, &node, "suspend");
  cli_assert_members (offer, "account available reason min_days max_days price from to state");
  g_assert_true (json_object_get_boolean_member (offer, "available"));
  g_assert_cmpstr (json_object_get_string_member (offer, "state"), ==, "none");
  cli_assert_money (offer, "price", "100.00");
  g_assert_cmpint (cli_run (f, NULL, "resume", "--yes", NULL), ==, 6);

  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", "soon", "--to", to, "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", from, "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", to, "--to", from, "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", from, "--to", soon, "--yes", NULL), ==, 5);
  g_clear_pointer (&node, json_node_unref);
  g_assert_cmpint (cli_run (f, NULL, "--json", "suspend", "--from", from, "--to", to, "--dry-run", NULL), ==,
                   0);
  node = cli_parse (f->out);
  offer = json_node_get_object (node);
  cli_assert_money (offer, "cost_now", "100.00");
  cli_assert_money (offer, "fee_difference", "-1070.00");
  g_assert_cmpstr (json_object_get_string_member (offer, "runs_out_on_after"), >,
                   json_object_get_string_member (offer, "runs_out_on_before"));
  g_assert_cmpstr (json_object_get_string_member (read_object (f, &node, "suspend"), "state"), ==, "none");

  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", from, "--to", to, "--yes", NULL), ==, 0);
  offer = read_object (f, &node, "suspend");
  g_assert_cmpstr (json_object_get_string_member (offer, "state"), ==, "scheduled");
  g_assert_cmpstr (json_object_get_string_member (offer, "from"), ==, from);
  g_assert_cmpstr (json_object_get_string_member (offer, "to"), ==, to);
  g_assert_cmpint (cli_run (f, NULL, "suspend", "--from", from, "--to", to, "--yes", NULL), ==, 5);
  g_assert_cmpint (cli_run (f, NULL, "resume", "--yes", NULL), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (read_object (f, &node, "suspend"), "state"), ==, "none");
  cli_assert_money (read_object (f, &node, "balance"), "balance", "1240.00");
}

/* What a contract has not is not in the list of all; of one that is named it is the error. */
static void
test_not_offered (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *offer;

  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "--json", "suspend", NULL), ==, 0);
  node = cli_parse (f->out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--account", "tomtel-12345", "suspend", NULL), ==, 6);
  g_clear_pointer (&node, json_node_unref);
  g_assert_cmpint (cli_run (f, NULL, "--json", "--account", "tomtel-12345", "promise", NULL), ==, 0);
  node = cli_parse (f->out);
  offer = json_node_get_object (node);
  g_assert_false (json_object_get_boolean_member (offer, "available"));
  g_assert_nonnull (strstr (json_object_get_string_member (offer, "reason"), "three days"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/offers/promise", CliFixture, NULL, cli_set_up, test_promise, cli_tear_down);
  g_test_add ("/cli/offers/proof", CliFixture, NULL, cli_set_up, test_proof, cli_tear_down);
  g_test_add ("/cli/offers/suspend", CliFixture, NULL, cli_set_up, test_suspend, cli_tear_down);
  g_test_add ("/cli/offers/not-offered", CliFixture, NULL, cli_set_up, test_not_offered, cli_tear_down);
  return g_test_run ();
}
