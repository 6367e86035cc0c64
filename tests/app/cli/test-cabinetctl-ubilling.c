/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"
#include "player.h"

/* A contract at a Ubilling: what tests/fixtures/ubilling says, through the whole program. */
#define READ "/?xmlagent=true&json=true"
#define CREDIT "/?module=creditor&agentcredit=true&json=true"
#define ID "127-0-0-1-407-25"

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
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  player_free (f->player);
  cli_tear_down (&f->cli, data);
}

static int
add_account (Fixture *f)
{
  return cli_run (&f->cli, "горобець\n", "account", "add", "--connector", "ubilling", "--url",
                  player_get_url (f->player), "--login", "sydorenko_o", "--password-stdin", NULL);
}

/* Neither the password nor what stands for it. */
static void
assert_no_password (const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, "горобець", -1);

  g_assert_null (strstr (text, "горобець"));
  g_assert_null (strstr (text, digest));
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c++)
    n += *c == '\n';
  return n;
}

static void
assert_says (Fixture *f, const char *part)
{
  if (strstr (f->cli.out, part) == NULL)
    g_error ("“%s” is missing in: %s", part, f->cli.out);
}

static void
test_contract (Fixture *f, gconstpointer data)
{
  static const char *const verbs[] = { "balance", "statement", "tariffs", "services", "chat", "news" };

  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, ID "\n");
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "balance", NULL), ==, 0);
  assert_says (f, "\"balance\":{\"amount\":\"87.30\",\"currency\":\"UAH\"}");
  assert_says (f, "\"kind\":\"cable_tv\"");
  g_assert_cmpint (cli_run (&f->cli, NULL, "statement", NULL), ==, 0);
  g_assert_cmpuint (count_lines (f->cli.out), ==, 8); /* one of them stands in both lists */
  g_assert_cmpint (cli_run (&f->cli, NULL, "statement", NULL), ==, 0);
  g_assert_cmpuint (count_lines (f->cli.out), ==, 8);
  g_assert_cmpint (cli_run (&f->cli, NULL, "tariffs", NULL), ==, 0);
  assert_says (f, "The tariff is changed on the provider's own page");
  g_assert_cmpint (cli_run (&f->cli, NULL, "services", NULL), ==, 0);
  assert_says (f, "Antivirus");
  g_assert_cmpint (cli_run (&f->cli, NULL, "chat", NULL), ==, 0);
  assert_says (f, "Перевіримо");
  g_assert_cmpint (cli_run (&f->cli, NULL, "news", NULL), ==, 0);
  assert_says (f, "Start-30 — 190 грн.");
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", verbs[i], NULL), ==, 0);

  for (guint i = 0; i < player_count_requests (f->player); i++)
    assert_no_password (player_get_request (f->player, i)->target);
  g_assert_cmpuint (player_count (f->player, NULL, "uber"), ==, 0);
}

/* Nor does a log have it, with all messages on: of an address it has no query. */
static void
test_log (Fixture *f, gconstpointer data)
{
  g_autofree char *log = NULL;

  f->cli.debug = TRUE;
  g_assert_cmpint (add_account (f), ==, 0);
  log = g_strconcat (f->cli.out, f->cli.err, NULL);
  g_assert_nonnull (strstr (log, "GET http://127.0.0.1"));
  g_assert_null (strstr (log, "xmlagent"));
  assert_no_password (log);
}

/* What is off and what is empty look the same: nothing here, and no error. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  static const char *const verbs[] = { "payments", "feecharges", "tickets", "announcements",
                                       "tariffvservices" };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *target = g_strdup_printf (READ "&%s=true", verbs[i]);

      player_put (f->player, "GET", target, NULL, 200, NULL, "[]");
    }
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "statement", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "services", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "chat", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "news", NULL), ==, 0);
}

static void
assert_add_fails (Fixture *f, const char *target, guint status, const char *answer, int code)
{
  player_forget (f->player);
  player_put (f->player, "GET", target, NULL, status, *answer == '{' ? NULL : "text/html", answer);
  g_assert_cmpint (add_account (f), ==, code);
  g_assert_cmpstr (f->cli.out, ==, "");
  assert_no_password (f->cli.err);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  assert_add_fails (f, READ "&justauth=true", 401, "ERROR_WRONG_UBERAUTH", 4);
  assert_add_fails (f, READ "&justauth=true", 200, "{\"reason\":\"wrong_uberauth\"}", 4);
  assert_add_fails (f, READ "&justauth=true", 200, "{\"reason\":\"disabled\"}", 6);
  g_assert_nonnull (strstr (f->cli.err, "has switched its interface for programs off. Only the provider"));
  assert_add_fails (f, READ "&justauth=true", 200, "<html>page</html>", 7);
  assert_add_fails (f, READ "&justauth=true", 200, "Core API connectivity failed!", 3);
  assert_add_fails (f, READ, 401, "ERROR_WRONG_UBERAUTH", 4);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "");
}

/* How often a promised payment was asked for, not counting the checks. */
static guint
count_taken (Fixture *f)
{
  return player_count (f->player, "GET", "agentcredit") - player_count (f->player, "GET", "justcheck");
}

/* The read that followed has not shown it: from now on it is shown. */
static gboolean
on_tick (gpointer user_data)
{
  Fixture *f = user_data;
  const PlayerRequest *newest = player_get_request (f->player, player_count_requests (f->player) - 1);

  if (count_taken (f) == 0 || strstr (newest->target, "agentcredit") != NULL)
    return G_SOURCE_CONTINUE;
  player_put (f->player, "GET", READ, NULL, 200, NULL,
              "{\"login\":\"sydorenko_o\",\"contract\":\"407-25\",\"cash\":83.3,\"currency\":\"UAH\","
              "\"credit\":\"184\",\"creditexpire\":\"25-11-2030\",\"accountstate\":\"active\"}");
  return G_SOURCE_REMOVE;
}

/* The provider says yes and shows it only later: it is looked for, and not sent again. */
static void
test_late (Fixture *f, gconstpointer data)
{
  const char *yes = "{\"status\":0,\"message\":\"success\",\"creditprice\":\"4\",\"currency\":\"UAH\"}";

  player_put (f->player, "GET", CREDIT "&justcheck=true", NULL, 200, NULL, yes);
  player_put (f->player, "GET", CREDIT, NULL, 200, NULL, yes);
  g_assert_cmpint (add_account (f), ==, 0);
  g_timeout_add (1, on_tick, f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 0);
  g_assert_cmpuint (count_taken (f), ==, 1);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", NULL), ==, 0);
  assert_says (f, "184");
  g_assert_cmpuint (count_taken (f), ==, 1);
}

#define BLOCK READ "&freezedata=true"
#define TERMS                                                                                              \
  "{\"freezeSelfAvailable\":true,\"tariffAllowedAny\":true,\"userBalance\":\"87.3\",\"userTariff\":\"x\"," \
  "\"activationCost\":\"12\",\"userTariffFreezePrice\":\"8\",\"freezeStatus\":\"%s\"}"

static void
put (Fixture *f, const char *target, const char *answer)
{
  player_put (f->player, "GET", target, NULL, 200, *answer == '{' ? NULL : "text/html", answer);
}

static void
put_block (Fixture *f, const char *state)
{
  g_autofree char *answer = g_strdup_printf (TERMS, state);

  put (f, BLOCK, answer);
}

/* It was asked for: from now on it shows. */
static gboolean
on_blocked (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, NULL, "dofreeze") == 0)
    return G_SOURCE_CONTINUE;
  put_block (f, "frozen");
  return G_SOURCE_REMOVE;
}

static gboolean
on_resumed (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, NULL, "dounfreeze") < 2)
    return G_SOURCE_CONTINUE;
  put_block (f, "unfrozen");
  return G_SOURCE_REMOVE;
}

static void
test_block (Fixture *f, gconstpointer data)
{
  put_block (f, "unfrozen");
  put (f, READ "&dofreeze=true", "{\"result\":\"Success\",\"message\":\"frozen\"}");
  put (f, READ "&dounfreeze=true", "{\"result\":\"Failure\",\"message\":\"Feature is not allowed\"}");
  put (f, READ "&dounfreeze=true", "{\"result\":\"Success\",\"message\":\"unfrozen\"}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--dry-run", NULL), ==, 0);
  assert_says (f, "20.00");
  g_assert_cmpuint (player_count (f->player, NULL, "dofreeze"), ==, 0);
  g_timeout_add (1, on_blocked, f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "suspend", NULL), ==, 0);
  assert_says (f, "\"state\":\"running\"");
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, 5);
  g_assert_nonnull (strstr (f->cli.err, "blocked already"));
  g_assert_cmpuint (player_count (f->player, NULL, "dofreeze"), ==, 1);

  g_assert_cmpint (cli_run (&f->cli, NULL, "resume", "--yes", NULL), ==, 6);
  g_timeout_add (1, on_resumed, f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "resume", "--yes", NULL), ==, 0);
  g_assert_cmpuint (player_count (f->player, NULL, "dounfreeze"), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "suspend", NULL), ==, 0);
  assert_says (f, "\"state\":\"none\"");
}

static void
test_block_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *answer;
    int code;
  } cases[] = {
    { "{\"freezeSelfAvailable\":true,\"tariffAllowedAny\":true,\"userBalance\":\"-5\","
      "\"freezeStatus\":\"unfrozen\"}",
      5 },
    { "{\"freezeSelfAvailable\":true,\"tariffsAllowedList\":\"y\",\"userTariff\":\"x\","
      "\"freezeStatus\":\"unfrozen\"}",
      5 },
    { "{\"freezeSelfAvailable\":false,\"freezeStatus\":\"unfrozen\"}", 6 },
    { "<html>page</html>", 7 },
  };

  g_assert_cmpint (add_account (f), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      player_forget (f->player);
      put (f, BLOCK, cases[i].answer);
      g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, cases[i].code);
    }
  /* The terms allow it, and the server does not. */
  player_forget (f->player);
  put_block (f, "unfrozen");
  put (f, READ "&dofreeze=true", "{\"result\":\"Failure\",\"message\":\"No\"}");
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, 5);
  player_put (f->player, "GET", READ, NULL, 401, "text/html", "ERROR_WRONG_UBERAUTH");
  player_put (f->player, "GET", READ "&justauth=true", NULL, 401, "text/html", "ERROR_WRONG_UBERAUTH");
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, 4);
}

/* What the check says already is no other than what the order would be told. */
static void
test_promise_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *check;
    const char *answer;
    int code;
  } cases[] = {
    { "{\"status\":5,\"message\":\"too much money\"}", NULL, 5 },
    { "{\"status\":1,\"message\":\"disabled\"}", NULL, 6 },
    { "<html>page</html>", NULL, 7 },
    { "{\"status\":0,\"creditprice\":\"4\"}", "{\"status\":9,\"message\":\"used\"}", 5 },
    { "{\"status\":0,\"creditprice\":\"4\"}", "{\"status\":1,\"message\":\"disabled\"}", 6 },
  };

  g_assert_cmpint (add_account (f), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      player_forget (f->player);
      put (f, CREDIT "&justcheck=true", cases[i].check);
      if (cases[i].answer != NULL)
        put (f, CREDIT, cases[i].answer);
      g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, cases[i].code);
      g_assert_cmpuint (count_taken (f), ==, cases[i].answer != NULL ? 1 : 0);
    }
}

/* A contract that is there already is no reason to let anybody in. */
static void
test_wrong_again (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (add_account (f), ==, 0);
  player_put (f->player, "GET", READ "&justauth=true", NULL, 401, "text/html", "ERROR_WRONG_UBERAUTH");
  g_assert_cmpint (add_account (f), ==, 4);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
  assert_says (f, ID);
}

/* The form was sent: from now on it shows. */
static gboolean
on_posted (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, "POST", NULL) == 0)
    return G_SOURCE_CONTINUE;
  player_put (f->player, "GET", READ, NULL, 200, NULL,
              "{\"login\":\"sydorenko_o\",\"contract\":\"407-25\",\"cash\":87.3,\"currency\":\"UAH\","
              "\"tariff\":\"Start-30\",\"tariffnm\":\"Speed-200\",\"accountstate\":\"active\"}");
  return G_SOURCE_REMOVE;
}

static int
change_tariff (Fixture *f)
{
  return cli_run (&f->cli, NULL, "tariff", "change", "Speed-200", "--yes", NULL);
}

/* What goes by a web page only is done for who has turned that on, and once. */
static void
test_web_forms (Fixture *f, gconstpointer data)
{
  player_put (f->player, "POST", "/?module=tariffchanger", "newtariff=Speed-200&agree=on", 200, "text/html",
              "<html>the form once more</html>");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", ID, NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "off\n");
  g_assert_cmpint (change_tariff (f), ==, 6);
  g_assert_nonnull (strstr (f->cli.err, "own page"));
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 0);

  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", ID, "on", NULL), ==, 0);
  g_assert_nonnull (strstr (f->cli.err, "may look otherwise"));
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "account", "web-forms", ID, NULL), ==, 0);
  g_assert_nonnull (strstr (f->cli.out, "\"web_forms\":true"));
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", ID, NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "on\n");
  g_timeout_add (1, on_posted, f);
  g_assert_cmpint (change_tariff (f), ==, 0);
  assert_says (f, "Speed-200");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
  assert_no_password (player_find (f->player, "POST", NULL)->target);

  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", ID, "off", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "tariffs", NULL), ==, 0);
  assert_says (f, "own page");
}

static void
test_web_forms_usage (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", "nobody", "on", NULL), ==, 2);
  cli_add_demo (&f->cli);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", "tomtel-12345", "maybe", NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", "tomtel-12345", NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "off\n");
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "web-forms", "tomtel-12345", "on", NULL), ==, 6);
}

/* An older portal answers all that it does not know with the page that asks for login and password. */
static void
test_no_manifest (Fixture *f, gconstpointer data)
{
  static const char page[] = "<html><form><input name=\"ulogin\"><input name=\"upassword\"></form></html>";

  player_put (f->player, "GET", "/?manifest=true", NULL, 200, "text/html", page);
  player_put (f->player, "GET", READ "&justauth=true", NULL, 200, NULL,
              "{\"auth\":true,\"login\":\"sydorenko_o\"}");
  player_put (f->player, "GET", READ "&justauth=true", NULL, 200, "text/html", page);
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, ID "\n");
  g_assert_cmpint (cli_run (&f->cli, NULL, "balance", NULL), ==, 0);
  assert_says (f, "87.30");
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "detect", player_get_url (f->player), NULL), ==, 0);
  assert_says (f, "System: Ubilling");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/cli/ubilling/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("contract", test_contract);
  ADD ("log", test_log);
  ADD ("nothing", test_nothing);
  ADD ("late", test_late);
  ADD ("refused", test_refused);
  ADD ("web-forms", test_web_forms);
  ADD ("web-forms-usage", test_web_forms_usage);
  ADD ("no-manifest", test_no_manifest);
  ADD ("wrong-again", test_wrong_again);
  ADD ("promise-refused", test_promise_refused);
  ADD ("block", test_block);
  ADD ("block-refused", test_block_refused);
  return g_test_run ();
}
