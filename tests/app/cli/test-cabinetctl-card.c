/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"
#include "player.h"

/* Top-up cards on the terminal, at a Ubilling: tried once, told when a read shows the money. */

#define CARD "/?module=paycards&agentpaycards=true&json=true&paycard=444433332222"
#define USERDATA "/?xmlagent=true&json=true"
#define CASH(sum) \
  "{\"login\":\"sydorenko_o\",\"cash\":" sum ",\"currency\":\"UAH\",\"accountstate\":\"active\"}"

typedef struct
{
  CliFixture cli;
  Player *player;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "ubilling", NULL);

  cli_set_up (&f->cli, data);
  f->player = player_new (folder, 0);
  g_assert_cmpint (cli_run (&f->cli, "горобець\n", "account", "add", "--connector", "ubilling", "--url",
                            player_get_url (f->player), "--login", "sydorenko_o", "--password-stdin", NULL),
                   ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  player_free (f->player);
  cli_tear_down (&f->cli, data);
}

static void
put (Fixture *f, const char *target, const char *answer)
{
  player_put (f->player, "GET", target, NULL, 200, NULL, answer);
}

static int
redeem (Fixture *f, const char *input)
{
  return cli_run (&f->cli, input, "--json", "card", "--pin-stdin", NULL);
}

static void
test_credited (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  put (f, CARD, "{\"result\":true,\"message\":\"Card is successfully used\"}");
  put (f, USERDATA, CASH ("87.30"));
  put (f, USERDATA, CASH ("137.30"));
  g_assert_cmpint (redeem (f, "444433332222\n"), ==, 0);
  node = cli_parse (f->cli.out);
  cli_assert_members (json_node_get_object (node), "account id amount state");
  g_assert_nonnull (strstr (f->cli.out, "\"50.00\""));
  g_assert_cmpuint (player_count (f->player, NULL, "paycard="), ==, 1);
}

/* It says yes, and nothing comes: that is doubt, and it is not tried again. */
static void
test_doubt (Fixture *f, gconstpointer data)
{
  put (f, CARD, "{\"result\":true,\"message\":\"Card is successfully used\"}");
  put (f, USERDATA, CASH ("87.30"));
  g_assert_cmpint (redeem (f, "444433332222\n"), ==, 8);
  g_assert_cmpuint (player_count (f->player, NULL, "paycard="), ==, 1);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  put (f, CARD, "{\"result\":false,\"message\":\"Invalid card\"}");
  g_assert_cmpint (redeem (f, "444433332222\n"), ==, 5);
  g_assert_null (strstr (f->cli.err, "444433332222"));
  g_assert_cmpuint (player_count (f->player, NULL, "paycard="), ==, 1);
  put (f, CARD, "{\"result\":false,\"message\":\"Too many attempts\"}");
  g_assert_cmpint (redeem (f, "444433332222\n"), ==, 5);
  put (f, CARD, "{\"result\":false,\"message\":\"Paycards module is disabled\"}");
  g_assert_cmpint (redeem (f, "444433332222\n"), ==, 6);
}

static void
test_usage (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (&f->cli, NULL, "card", NULL), ==, 2);
  g_assert_cmpint (redeem (f, "\n"), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "card", "444433332222", NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", "card", "--pin-stdin", NULL), ==, 2);
  g_assert_cmpuint (player_count (f->player, NULL, "paycard"), ==, 0);
  /* The Cabinet API has no cards. */
  cli_add_demo (&f->cli);
  g_assert_cmpint (cli_run (&f->cli, "1\n", "--account", "tomtel-12345", "card", "--pin-stdin", NULL), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/card/credited", Fixture, NULL, set_up, test_credited, tear_down);
  g_test_add ("/cli/card/doubt", Fixture, NULL, set_up, test_doubt, tear_down);
  g_test_add ("/cli/card/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/cli/card/usage", Fixture, NULL, set_up, test_usage, tear_down);
  return g_test_run ();
}
