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

static void
put_all (Fixture *f)
{
  put (f, "config", 200, "{\"login\":{\"regx\":\"^[a-z]+$\"}}");
  put_post (f, "user/login", "{\"login\":\"sydor\",\"password\":\"" PASSWORD "\"}", 200,
            "{\"login\":\"sydor\",\"sid\":\"Zx81kQ2mNp0rTs5v\",\"uid\":4207}");
  put (f, "user", 200, USER ("\"credit\":0,\"creditDate\":\"0000-00-00\""));
  put (f, "user/pi", 200, "{\"contractId\":\"4207/Z\",\"fio\":\"Sydorenko O.\"}");
  put (f, "user/config", 200,
       "{\"abonClient\":1,\"msgsUser\":1,\"portalNews\":1,\"internetUserInfo\":1,\"internetUserChgTp\":1,"
       "\"internet\":{\"nextMonth\":1},\"holdup\":[],\"system\":{\"currency\":980}}");
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
  put_all (f);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/abills/contract", Fixture, NULL, set_up, test_contract, tear_down);
  g_test_add ("/cli/abills/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/cli/abills/promise", Fixture, NULL, set_up, test_promise, tear_down);
  g_test_add ("/cli/abills/promise-ignored", Fixture, NULL, set_up, test_promise_ignored, tear_down);
  return g_test_run ();
}
