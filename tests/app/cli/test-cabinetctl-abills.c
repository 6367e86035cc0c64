/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"
#include "player.h"

/* A contract at an ABillS, with answers of our own, through the whole program. */
#define ID "127-0-0-1-4207-z"
#define PASSWORD "кобзар77"
#define USER(credit) "{\"uid\":4207,\"login\":\"sydor\",\"deposit\":77.019,\"list\":[]," credit "}"

typedef struct
{
  CliFixture cli;
  Player *player;
} Fixture;

static void
put (Fixture *f, const char *path, guint status, const char *answer)
{
  g_autofree char *target = g_strconcat ("/api.cgi/", path, NULL);

  player_put (f->player, "GET", target, NULL, status, *answer == '<' ? "text/html" : NULL, answer);
}

static void
put_post (Fixture *f, const char *path, const char *body, guint status, const char *answer)
{
  g_autofree char *target = g_strconcat ("/api.cgi/", path, NULL);

  player_put (f->player, "POST", target, body, status, NULL, answer);
}

/* @more: of what the operator has switched on. */
static void
put_all (Fixture *f, const char *more)
{
  g_autofree char *config = g_strdup_printf (
    "{\"abonClient\":1,\"msgsUser\":1,\"portalNews\":1,\"internetUserInfo\":1,\"internetUserChgTp\":1,"
    "\"internet\":{\"nextMonth\":1},%s,\"system\":{\"currency\":980}}",
    more);

  put (f, "config", 200, "{\"login\":{\"regx\":\"^[a-z]+$\"}}");
  put_post (f, "user/login", "{\"login\":\"sydor\",\"password\":\"" PASSWORD "\"}", 200,
            "{\"login\":\"sydor\",\"sid\":\"Zx81kQ2mNp0rTs5v\",\"uid\":4207}");
  put (f, "user", 200, USER ("\"credit\":0,\"creditDate\":\"0000-00-00\""));
  put (f, "user/pi", 200, "{\"contractId\":\"4207/Z\",\"fio\":\"Sydorenko O.\"}");
  put (f, "user/config", 200, config);
  put (f, "user/internet", 200,
       "[{\"id\":812,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5,\"internetStatus\":0,"
       "\"canChangeTp\":true}]");
  put (f, "user/internet/tariffs/all", 200,
       "[{\"error\":\"Not enough\",\"tpId\":34,\"tpName\":\"Fast "
       "900\",\"monthFee\":900,\"canChangeTp\":false}]");
  put (f, "user/abon", 200, "[]");
  put (f, "user/services", 200, "{\"internet\":[{\"id\":812,\"tpName\":\"Fast 200\",\"monthFee\":220.5}]}");
  put (f, "user/recommendedPay", 200, "{\"sum\":144}");
  put (f, "user/payments", 200,
       "[{\"id\":1,\"datetime\":\"2026-05-03 09:00:00\",\"dsc\":\"Box\",\"sum\":300}]");
  put (f, "user/fees", 200,
       "[{\"id\":1,\"datetime\":\"2026-05-01 00:10:00\",\"dsc\":\"Fee\",\"sum\":220.5}]");
  put (f, "user/credit", 200, "{\"creditSum\":100,\"creditDays\":3,\"creditChgPrice\":2}");
  put (f, "user/812/holdup", 200, "{}");
  put (f, "user/msgs", 200, "[{\"id\":41,\"subject\":\"Line\",\"date\":\"2026-05-20\",\"state\":2}]");
  put (f, "user/msgs/41/reply", 200,
       "[{\"aid\":\"\",\"datetime\":\"2026-05-20 08:00:00\",\"id\":41,\"mainMsg\":0,\"text\":\"It is slow\","
       "\"uid\":4207}]");
  put (f, "user/portal/news", 200,
       "{\"news\":[{\"id\":1,\"title\":\"Works\",\"content\":\"<p>At "
       "<b>night</b></p>\",\"date\":\"2026-05-20\"}]}");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  cli_set_up (&f->cli, data);
  f->player = player_new (NULL, 0);
  put_all (f, data != NULL ? data : "\"holdup\":[]");
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
  g_autofree char *url = g_strconcat (player_get_url (f->player), "/api.cgi", NULL);

  return cli_run (&f->cli, PASSWORD "\n", "account", "add", "--connector", "abills", "--url", url, "--login",
                  "sydor", "--password-stdin", NULL);
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
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, ID "\n");
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "balance", NULL), ==, 0);
  /* Exact inside, rounded down where it is shown. */
  assert_says (f, "\"balance\":{\"amount\":\"77.01\",\"currency\":\"UAH\"}");
  assert_says (f, "\"amount\":\"144.00\"");
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "statement", NULL), ==, 0);
  assert_says (f, "\"id\":\"p1\"");
  assert_says (f, "\"date\":\"2026-05-01\",\"kind\":\"charge\",\"amount\":{\"amount\":\"-220.50\"");
  g_assert_cmpint (cli_run (&f->cli, NULL, "tariffs", NULL), ==, 0);
  assert_says (f, "Not enough");
  g_assert_cmpint (cli_run (&f->cli, NULL, "services", NULL), ==, 0);
  assert_says (f, "Fast 200");
  g_assert_cmpint (cli_run (&f->cli, NULL, "chat", NULL), ==, 0);
  assert_says (f, "It is slow");
  g_assert_cmpint (cli_run (&f->cli, NULL, "news", NULL), ==, 0);
  assert_says (f, "At night");
  for (guint i = 0; i < player_count_requests (f->player); i++)
    g_assert_null (strstr (player_get_request (f->player, i)->target, PASSWORD));
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
}

static void
assert_add_fails (Fixture *f, guint status, const char *answer, int code)
{
  player_forget (f->player);
  put (f, "config", 200, "{\"login\":{}}");
  put_post (f, "user/login", "{\"login\":\"sydor\",\"password\":\"" PASSWORD "\"}", status, answer);
  g_assert_cmpint (add_account (f), ==, code);
  g_assert_cmpstr (f->cli.out, ==, "");
  g_assert_null (strstr (f->cli.err, PASSWORD));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  assert_add_fails (f, 400, "{\"errno\":1001014,\"errstr\":\"ERR_WRONG_PASSWD\"}", 4);
  assert_add_fails (f, 400, "{\"errno\":1001015,\"errstr\":\"ERR_ACCESS_DENY\"}", 4);
  assert_add_fails (f, 400, "{\"errno\":1001006,\"errstr\":\"ERR_PASSWD_BRUTEFORCE\"}", 5);
  assert_add_fails (f, 400, "{\"errno\":301,\"errstr\":\"disabled\"}", 6);
  assert_add_fails (f, 200, "{\"uid\":4207}", 7);
  assert_add_fails (f, 502, "{\"errno\":20,\"errstr\":\"Unknown error\"}", 3);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "");
}

/* It was asked for: from now on it shows. */
static gboolean
on_tick (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, "POST", "user/credit") == 0)
    return G_SOURCE_CONTINUE;
  put (f, "user", 200, USER ("\"credit\":100,\"creditDate\":\"2099-05-06\""));
  return G_SOURCE_REMOVE;
}

static void
test_promise (Fixture *f, gconstpointer data)
{
  put_post (f, "user/credit", "{}", 200, "{\"creditSum\":100,\"creditDays\":3}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", NULL), ==, 0);
  assert_says (f, "100.00");
  g_timeout_add (1, on_tick, f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 0);
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 1);
}

/* What the server says yes to and does not do is not told as done. */
static void
test_promise_ignored (Fixture *f, gconstpointer data)
{
  put_post (f, "user/credit", "{}", 200, "{}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 6);
  g_assert_nonnull (strstr (f->cli.err, "only its own cabinet"));
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 1);
}

#define BLOCKS "\"userHoldupAll\":{\"activeFees\":10,\"dailyFees\":0.5,\"minPeriod\":3,\"maxPeriod\":60}"
#define DAYS "{\"fromDate\":\"2099-01-02\",\"toDate\":\"2099-01-20\"}"

/* It was ordered, or taken back: from now on it shows. */
static gboolean
on_blocked (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, "POST", "holdup") == 0)
    return G_SOURCE_CONTINUE;
  put (f, "user/812/holdup", 200,
       "{\"canCancel\":true,\"dateFrom\":\"2099-01-02\",\"dateTo\":\"2099-01-20\",\"del\":1}");
  return G_SOURCE_REMOVE;
}

static gboolean
on_resumed (gpointer user_data)
{
  Fixture *f = user_data;

  if (player_count (f->player, "DELETE", "holdup") == 0)
    return G_SOURCE_CONTINUE;
  put (f, "user/812/holdup", 200, "{}");
  return G_SOURCE_REMOVE;
}

static int
suspend (Fixture *f)
{
  return cli_run (&f->cli, NULL, "suspend", "--from", "2099-01-02", "--to", "2099-01-20", "--yes", NULL);
}

static void
test_block (Fixture *f, gconstpointer data)
{
  put_post (f, "user/812/holdup", DAYS, 200, "{\"msg\":\"HOLDUP_ADDED\",\"success\":1}");
  player_put (f->player, "DELETE", "/api.cgi/user/812/holdup", NULL, 200, NULL, "{\"success\":1}");
  g_assert_cmpint (add_account (f), ==, 0);
  /* Here a block needs its last day. */
  g_assert_cmpint (cli_run (&f->cli, NULL, "suspend", "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "resume", "--yes", NULL), ==, 6);
  g_assert_nonnull (strstr (f->cli.err, "not blocked"));
  g_timeout_add (1, on_blocked, f);
  g_assert_cmpint (suspend (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "suspend", NULL), ==, 0);
  assert_says (f, "\"state\":\"scheduled\"");
  g_assert_cmpint (suspend (f), ==, 5);
  g_assert_nonnull (strstr (f->cli.err, "ordered already"));
  g_assert_cmpuint (player_count (f->player, "POST", "holdup"), ==, 1);

  g_timeout_add (1, on_resumed, f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "resume", "--yes", NULL), ==, 0);
  g_assert_cmpuint (player_count (f->player, "DELETE", "holdup"), ==, 1);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "suspend", NULL), ==, 0);
  assert_says (f, "\"state\":\"none\"");
}

static void
test_block_refused (Fixture *f, gconstpointer data)
{
  put_post (f, "user/812/holdup", DAYS, 400, "{\"errno\":\"4410\",\"errstr\":\"ERR_MAX_COUNT\"}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (suspend (f), ==, 5);
  put (f, "user/812/holdup", 200, "<html>page</html>");
  g_assert_cmpint (suspend (f), ==, 7);
  g_assert_cmpuint (player_count (f->player, "POST", "holdup"), ==, 1);
}

static void
test_no_blocks (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (suspend (f), ==, 6);
  g_assert_cmpuint (player_count (f->player, "POST", "holdup"), ==, 0);
}

/* What the offer says already is no other than what the order would be told. */
static void
test_promise_refused (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (add_account (f), ==, 0);
  put (f, "user/credit", 400, "{\"error\":4304,\"monthChanges\":1}");
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", NULL), ==, 0); /* as it was put at first */
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 5);
  put (f, "user/credit", 400, "{\"error\":4302,\"errstr\":\"ERR\"}");
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 6);
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", NULL), ==, 0);
  assert_says (f, "switched the promised payment off");
  g_assert_null (strstr (f->cli.out, "Not now"));
}

/* What is looked for again does not speak when the program ends meanwhile. */
static void
test_promise_in_doubt (Fixture *f, gconstpointer data)
{
  put_post (f, "user/credit", "{}", 200, "{\"creditSum\":100,\"creditDays\":3}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 8);
  cli_assert_one_line (f->cli.err);
  g_assert_cmpint (cli_run (&f->cli, NULL, "calendar", NULL), ==, 0);
  g_assert_cmpstr (f->cli.err, ==, "");
  g_assert_cmpint (cli_run (&f->cli, NULL, "promise", "--take", "--yes", NULL), ==, 8);
  cli_assert_one_line (f->cli.err);
  g_assert_cmpuint (player_count (f->player, "POST", "user/credit"), ==, 1);
}

#define CARDS "\"cardsUserPayment\":{\"serial\":1}"
#define CARD "{\"serial\":\"AB07\",\"pin\":\"00998877\"}"

static int
redeem (Fixture *f)
{
  return cli_run (&f->cli, "00998877\n", "--json", "card", "--serial", "AB07", "--pin-stdin", NULL);
}

static void
test_card (Fixture *f, gconstpointer data)
{
  put_post (f, "user/cards/payment", CARD, 200, "{\"paymentId\":77,\"amount\":50}");
  put (f, "user/payments", 200,
       "[{\"id\":77,\"datetime\":\"2026-05-21 09:00:00\",\"dsc\":\"Card\",\"sum\":50,\"extId\":\"AB07\"}]");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, "00998877\n", "card", "--pin-stdin", NULL), ==, 2);
  g_assert_cmpint (redeem (f), ==, 0);
  assert_says (f, "\"id\":\"p77\"");
  assert_says (f, "\"50.00\"");
  g_assert_cmpuint (player_count (f->player, "POST", "cards"), ==, 1);
}

static void
test_card_refused (Fixture *f, gconstpointer data)
{
  static const char *const answers[] = { "1060005", "1060011", "1060007", "1060004" };

  g_assert_cmpint (add_account (f), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *answer = g_strdup_printf ("{\"errno\":%s,\"errstr\":\"ERR\"}", answers[i]);

      put_post (f, "user/cards/payment", CARD, 400, answer);
      g_assert_cmpint (redeem (f), ==, 5);
      g_assert_null (strstr (f->cli.err, "00998877"));
    }
  put_post (f, "user/cards/payment", CARD, 400, "{\"errno\":301,\"errstr\":\"disabled\"}");
  g_assert_cmpint (redeem (f), ==, 6);
  /* "OK", and no payment shows. */
  put_post (f, "user/cards/payment", CARD, 200, "{\"paymentId\":78,\"amount\":50}");
  g_assert_cmpint (redeem (f), ==, 8);
  g_assert_cmpuint (player_count (f->player, "POST", "cards"), ==, 6);
}

static void
test_no_cards (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (redeem (f), ==, 6);
  g_assert_cmpuint (player_count (f->player, "POST", "cards"), ==, 0);
}

/* A contract that is there already is no reason to let anybody in. */
static void
test_wrong_again (Fixture *f, gconstpointer data)
{
  g_autofree char *url = g_strconcat (player_get_url (f->player), "/api.cgi", NULL);

  put_post (f, "user/login", "{\"login\":\"sydor\",\"password\":\"wrong\"}", 400,
            "{\"errno\":1001014,\"errstr\":\"ERR_WRONG_PASSWD\"}");
  g_assert_cmpint (add_account (f), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, "wrong\n", "account", "add", "--connector", "abills", "--url", url,
                            "--login", "sydor", "--password-stdin", NULL),
                   ==, 4);
  g_assert_cmpint (cli_run (&f->cli, NULL, "balance", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, more, test) g_test_add ("/cli/abills/" path, Fixture, more, set_up, test, tear_down)
  ADD ("contract", NULL, test_contract);
  ADD ("refused", NULL, test_refused);
  ADD ("wrong-again", NULL, test_wrong_again);
  ADD ("promise", NULL, test_promise);
  ADD ("promise-ignored", NULL, test_promise_ignored);
  ADD ("promise-refused", NULL, test_promise_refused);
  ADD ("promise-in-doubt", NULL, test_promise_in_doubt);
  ADD ("block", BLOCKS, test_block);
  ADD ("block-refused", BLOCKS, test_block_refused);
  ADD ("no-blocks", NULL, test_no_blocks);
  ADD ("card", CARDS, test_card);
  ADD ("card-refused", CARDS, test_card_refused);
  ADD ("no-cards", NULL, test_no_cards);
  return g_test_run ();
}
