/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"
#include "player.h"

/* What answers at an address, and what running systems have answered ($CABINET_RECORDINGS; skipped without
 * it), through the whole program. */

typedef struct
{
  CliFixture cli;
  Player *player;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *folder =
    data != NULL ? g_build_filename (g_getenv ("CABINET_RECORDINGS"), data, NULL) : NULL;

  cli_set_up (&f->cli, NULL);
  f->player = player_new (folder, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  player_free (f->player);
  cli_tear_down (&f->cli, NULL);
}

static void
assert_says (Fixture *f, const char *part)
{
  if (strstr (f->cli.out, part) == NULL)
    g_error ("“%s” is missing in: %s", part, f->cli.out);
}

static void
run_well (Fixture *f, const char *verb)
{
  int code = cli_run (&f->cli, NULL, "--json", verb, NULL);

  if (code != 0)
    g_error ("%s: %d %s", verb, code, f->cli.err);
}

static int
detect (Fixture *f)
{
  return cli_run (&f->cli, NULL, "account", "detect", player_get_url (f->player), NULL);
}

static void
test_detect (Fixture *f, gconstpointer data)
{
  player_put (f->player, "GET", "/api.cgi/config", NULL, 200, NULL,
              "{\"login\":{},\"organization\":{\"organizationName\":\"Frost Net\"}}");
  g_assert_cmpint (detect (f), ==, 0);
  assert_says (f, "System: ABillS");
  assert_says (f, "Frost Net");
  assert_says (f, "account add --connector abills --url http://127.0.0.1");
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "account", "detect", player_get_url (f->player), NULL),
                   ==, 0);
  assert_says (f, "\"connector\":\"abills\"");
  assert_says (f, "/api.cgi\"");

  player_forget (f->player);
  player_put (f->player, "GET", "/?manifest=true", NULL, 200, NULL,
              "{\"name\":\"Frost Net cabinet\",\"short_name\":\"Frost\"}");
  g_assert_cmpint (detect (f), ==, 0);
  assert_says (f, "System: Ubilling");
}

static void
test_not_detected (Fixture *f, gconstpointer data)
{
  player_put (f->player, "GET", "/api.cgi/config", NULL, 400, NULL,
              "{\"errno\":301,\"errstr\":\"API is disabled\"}");
  g_assert_cmpint (detect (f), ==, 6);
  cli_assert_one_line (f->cli.err);
  player_forget (f->player);
  g_assert_cmpint (detect (f), ==, 7);
  cli_assert_one_line (f->cli.err);
  player_put (f->player, "GET", "/?manifest=true", NULL, 200, "text/html", "<html>Hello</html>");
  g_assert_cmpint (detect (f), ==, 7);
  g_assert_nonnull (strstr (f->cli.err, "web page"));
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "detect", "http://cab.example.net", NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "detect", "http://127.0.0.1:1", NULL), ==, 3);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "detect", NULL), ==, 2);
}

static guint
count_rows (Fixture *f)
{
  g_autoptr (JsonNode) rows = cli_parse (f->cli.out);
  JsonArray *array = json_node_get_array (rows);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_assert_true (g_hash_table_add (
      ids, (char *) json_object_get_string_member (json_array_get_object_element (array, i), "id")));
  return json_array_get_length (array);
}

static void
add_account (Fixture *f, const char *connector, const char *path, const char *login, const char *input)
{
  g_autofree char *url = g_strconcat (player_get_url (f->player), path, NULL);
  int code = cli_run (&f->cli, input, "account", "add", "--connector", connector, "--url", url, "--login",
                      login, "--password-stdin", NULL);

  if (code != 0)
    g_error ("%d %s", code, f->cli.err);
}

static void
assert_discreet (Fixture *f, const char *password)
{
  g_assert_cmpuint (player_count (f->player, NULL, password), ==, 0);
  g_assert_cmpuint (player_count (f->player, NULL, "uber"), ==, 0);
}

/* Not every copy of the recordings is whole. */
static gboolean
play (Fixture *f, const char *system, const char *numbers)
{
  g_autofree char *folder = g_build_filename (g_getenv ("CABINET_RECORDINGS"), system, NULL);
  g_auto (GStrv) each = g_strsplit (numbers, ",", -1);

  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      g_autofree char *prefix = g_strconcat (each[i], "-", NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL && !g_str_has_prefix (name, prefix))
        ;
      if (name != NULL)
        continue;
      g_test_skip (prefix);
      return FALSE;
    }
  player_choose (f->player, numbers);
  return TRUE;
}

static void
test_abills (Fixture *f, gconstpointer data)
{
  if (!play (f, data, "01,14,18,19,20,21,22,23,24,25,27,31,36,47,58,85,95,98"))
    return;
  add_account (f, "abills", "/api.cgi", "ivanov", "secret42\n");
  run_well (f, "balance");
  assert_says (f, "\"balance\":{\"amount\":\"152.34\",\"currency\":\"UAH\"}");
  run_well (f, "statement");
  g_assert_cmpuint (count_rows (f), >, 2);
  assert_says (f, "\"kind\":\"payment\"");
  assert_says (f, "\"kind\":\"charge\"");
  assert_says (f, "\"date\":\"2026-");
  run_well (f, "tariffs");
  assert_says (f, "\"reason\":\"");
  run_well (f, "services");
  run_well (f, "promise");
  run_well (f, "suspend");
  run_well (f, "chat");
  run_well (f, "news");
  assert_discreet (f, "secret42");
}

static void
test_ubilling (Fixture *f, gconstpointer data)
{
  guint rows;

  if (!play (f, data, "01,10,11,13,15,17,21,23,25,27,29,31,42,85"))
    return;
  add_account (f, "ubilling", "/", "ivanov_ii", "secret-of-ours\n");
  run_well (f, "balance");
  assert_says (f, "\"balance\":{\"amount\":\"123.45\",\"currency\":\"UAH\"}");
  run_well (f, "statement");
  rows = count_rows (f);
  g_assert_cmpuint (rows, >, 2);
  run_well (f, "statement");
  g_assert_cmpuint (count_rows (f), ==, rows);
  run_well (f, "tariffs");
  run_well (f, "services");
  run_well (f, "promise");
  run_well (f, "suspend");
  run_well (f, "chat");
  run_well (f, "news");
  assert_discreet (f, "secret-of-ours");
}

static void
test_missing (void)
{
  g_test_skip ("CABINET_RECORDINGS is not set");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/connectors/detect", Fixture, NULL, set_up, test_detect, tear_down);
  g_test_add ("/cli/connectors/not-detected", Fixture, NULL, set_up, test_not_detected, tear_down);
  if (g_getenv ("CABINET_RECORDINGS") == NULL)
    {
      g_test_add_func ("/cli/connectors/recordings", test_missing);
      return g_test_run ();
    }
  g_test_add ("/cli/connectors/abills", Fixture, "abills", set_up, test_abills, tear_down);
  g_test_add ("/cli/connectors/ubilling", Fixture, "ubilling", set_up, test_ubilling, tear_down);
  return g_test_run ();
}
