/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli-fixture.h"
#include "pay-client.h"
#include "test-patience.h"

#define GOOD_CARD "4111 1111 1111 1111"
#define MEMBERS \
  "account id amount fee method processor state confirmation_url expires_at reason steps receipt"

/* The demo's data survive its end; a payment is credited at once. */
static void
set_up (CliFixture *f, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autofree char *delays = NULL;

  cli_set_up (f, data);
  demo_process_free (f->demo);
  g_free (f->url);
  file = g_build_filename (f->home, "demo.db", NULL);
  f->demo = demo_process_new ("--control", "--history-months", "2", "--data", file, "--now",
                              "2026-11-20T04:00:00Z", NULL);
  f->url = demo_process_dup_url (f->demo, "/tomtel");
  delays = demo_process_control (f->demo, "payments/delays", "{\"credit_ms\":0,\"restore_ms\":0}");
  cli_add_demo (f);
}

static void
advance (CliFixture *f, int seconds)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", seconds);
  g_autofree char *answer = demo_process_control (f->demo, "clock", json);

  g_assert_nonnull (answer);
}

/* The demo's own list of payments, or of what the processor took. */
static JsonArray *
read_books (CliFixture *f, const char *verb, JsonNode **node)
{
  g_autofree char *text = demo_process_control (f->demo, verb, NULL);

  *node = cli_parse (text);
  return json_object_get_array_member (json_node_get_object (*node), verb);
}

static guint
count_books (CliFixture *f, const char *verb)
{
  g_autoptr (JsonNode) node = NULL;

  return json_array_get_length (read_books (f, verb, &node));
}

static guint
count_credits (CliFixture *f)
{
  g_autoptr (Client) client = client_new (f->demo, "tomtel");

  return pay_count_credits (client, "12345");
}

/* In kopecks, as the terminal says it. */
static gint64
read_balance (CliFixture *f)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *account;
  const char *amount;
  g_auto (GStrv) parts = NULL;

  g_assert_cmpint (cli_run (f, NULL, "--json", "balance", NULL), ==, 0);
  node = cli_parse (f->out);
  account = json_array_get_object_element (json_node_get_array (node), 0);
  amount = json_object_get_string_member (json_object_get_object_member (account, "balance"), "amount");
  parts = g_strsplit (amount, ".", 2);
  return g_ascii_strtoll (parts[0], NULL, 10) * 100 + g_ascii_strtoll (parts[1], NULL, 10);
}

/* The one object that the last run printed. */
static JsonObject *
read_payment (CliFixture *f, JsonNode **node)
{
  JsonObject *payment;

  *node = cli_parse (f->out);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (*node));
  payment = json_node_get_object (*node);
  cli_assert_members (payment, MEMBERS);
  return payment;
}

/* Creates a payment; where to pay it in @url. Returns its id. */
static char *
create (CliFixture *f, const char *amount, char **url)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *payment;

  g_assert_cmpint (cli_run (f, NULL, "--json", "topup", amount, "--no-browser", "--wait", "0", NULL), ==, 0);
  payment = read_payment (f, &node);
  g_assert_cmpstr (json_object_get_string_member (payment, "account"), ==, "tomtel-12345");
  g_assert_cmpstr (json_object_get_string_member (payment, "state"), ==, "waiting");
  *url = g_strdup (json_object_get_string_member (payment, "confirmation_url"));
  g_assert_true (g_str_has_prefix (*url, f->url));
  return g_strdup (json_object_get_string_member (payment, "id"));
}

/* What `payment` says of @id now; @reason NULL = none. */
static void
assert_payment (CliFixture *f, const char *id, const char *state, const char *reason)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *payment;

  g_assert_cmpint (cli_run (f, NULL, "--json", "payment", id, NULL), ==, 0);
  payment = read_payment (f, &node);
  g_assert_cmpstr (json_object_get_string_member (payment, "state"), ==, state);
  g_assert_cmpstr (json_object_get_string_member_with_default (payment, "reason", NULL), ==, reason);
}

/* The whole way: created, paid on the page, credited once. */
static void
test_success (CliFixture *f, gconstpointer data)
{
  gint64 balance = read_balance (f);
  guint credits = count_credits (f);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *url = NULL;
  g_autofree char *id = create (f, "500", &url);
  g_autoptr (Page) page = NULL;

  g_assert_cmpint (read_balance (f), ==, balance);
  assert_payment (f, id, "waiting", NULL);
  page = page_pay (url, GOOD_CARD);
  g_assert_cmpint (page->status, ==, 200);
  advance (f, 5);
  assert_payment (f, id, "credited", NULL);
  node = cli_parse (f->out);
  cli_assert_money (json_node_get_object (node), "amount", "500.00");
  g_assert_null (
    json_object_get_string_member_with_default (json_node_get_object (node), "confirmation_url", NULL));
  g_assert_cmpint (read_balance (f), ==, balance + 50000);
  g_assert_cmpuint (count_credits (f), ==, credits + 1);
  g_assert_cmpuint (count_books (f, "captures"), ==, 1);
  g_assert_cmpuint (count_books (f, "payments"), ==, 1);
  /* Asking again pays nothing again. */
  g_assert_cmpint (cli_run (f, NULL, "payments", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, id));
  g_assert_cmpint (read_balance (f), ==, balance + 50000);
  g_assert_cmpuint (count_books (f, "payments"), ==, 1);
  g_assert_cmpint (cli_run (f, NULL, "payment", "nothing", NULL), ==, 2);
}

typedef struct
{
  GSubprocess *process;
  char *url;
} Waiting;

/* Starts a `topup` that waits, and reads from it where to pay. */
static void
waiting_begin (Waiting *self, CliFixture *f, const char *seconds)
{
  const char *argv[] = { g_getenv ("CABINETCTL"), "topup", "500", "--no-browser", "--wait", seconds, NULL };
  g_autoptr (GDataInputStream) lines = NULL;

  self->process = cli_spawn (f, argv);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while (self->url == NULL)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      g_assert_nonnull (line);
      if (g_str_has_prefix (g_strstrip (line), "http://"))
        self->url = g_strdup (line);
    }
}

static int
waiting_end (Waiting *self)
{
  int status;

  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  status = g_subprocess_get_exit_status (self->process);
  g_clear_object (&self->process);
  g_clear_pointer (&self->url, g_free);
  return status;
}

/* F7-F10: nothing is taken, the reason is said, and who waits is told with 5. */
static void
test_declines (CliFixture *f, gconstpointer data)
{
  static const struct
  {
    const char *card;
    const char *state;
    const char *reason;
  } cases[] = {
    { "4000000000000127", "declined", "wrong_data" }, { "4000000000009995", "declined", "not_enough_money" },
    { "4100000000000019", "declined", "security" },   { "4000000000000002", "declined", "bank" },
    { "4000000000000630", "declined", "bank" },       { "4000000000007775", "expired", "time_over" },
  };
  gint64 balance = read_balance (f);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = NULL;
      g_autofree char *id = create (f, "500", &url);
      g_autoptr (Page) page = page_pay (url, cases[i].card);

      assert_payment (f, id, cases[i].state, cases[i].reason);
      g_assert_cmpint (cli_run (f, NULL, "payment", id, NULL), ==, 0);
      g_assert_nonnull (strstr (f->out, "no money was taken"));
    }
  for (guint i = 0; i < 2; i++)
    {
      Waiting waiting = { 0 };
      g_autoptr (Page) page = NULL;

      waiting_begin (&waiting, f, "30");
      page = page_pay (waiting.url, cases[i].card);
      g_assert_cmpint (waiting_end (&waiting), ==, 5);
    }
  g_assert_cmpuint (count_books (f, "captures"), ==, 0);
  g_assert_cmpint (read_balance (f), ==, balance);
}

static void
test_wait (CliFixture *f, gconstpointer data)
{
  Waiting waiting = { 0 };
  g_autoptr (Page) page = NULL;
  g_autoptr (JsonNode) node = NULL;

  /* Nobody pays: it is not known whether somebody will. */
  g_assert_cmpint (cli_run (f, NULL, "--json", "topup", "500", "--no-browser", "--wait", "1", NULL), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (read_payment (f, &node), "state"), ==, "waiting");
  /* Where to pay is said before the waiting, and what came of it after. */
  g_assert_true (g_str_has_prefix (f->err, "{\"confirmation_url\":\"http://"));
  g_assert_nonnull (strstr (f->err, "\n{\"error\":{\"kind\":\"unconfirmed\""));
  g_assert_cmpint (cli_run (f, NULL, "topup", "500", "--no-browser", "--wait", "-1", NULL), ==, 2);

  waiting_begin (&waiting, f, "30");
  page = page_pay (waiting.url, GOOD_CARD);
  g_assert_cmpint (waiting_end (&waiting), ==, 0);
  g_assert_cmpuint (count_books (f, "captures"), ==, 1);
}

static void
test_expiry (CliFixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autofree char *id = create (f, "500", &url);

  advance (f, 15 * 60 + 5);
  g_assert_cmpint (cli_run (f, NULL, "payment", id, NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "no money was taken"));
  g_assert_null (strstr (f->out, "http"));
  assert_payment (f, id, "expired", "time_over");
  g_assert_cmpuint (count_books (f, "captures"), ==, 0);
}

/* Sums as people type them; what is wrong is never sent. */
static void
test_amounts (CliFixture *f, gconstpointer data)
{
  static const char *const wrong[] = { "",
                                       " ",
                                       "0",
                                       "0,00",
                                       "-5",
                                       "abc",
                                       "1e9",
                                       "NaN",
                                       "500 USD",
                                       "0x10",
                                       "1,234",
                                       "12.345",
                                       "1.2.3",
                                       "9,99",
                                       "15000.01",
                                       "1000000",
                                       "99999999999999999999",
                                       "+500",
                                       "500;",
                                       "\xff" };
  static const char *const right[][2] = {
    { "10", "10.00" },      { "15000", "15000.00" },   { "500,5", "500.50" },          { "500.55", "500.55" },
    { "1 500", "1500.00" }, { "1 500,50", "1500.50" }, { " 500\302\240₽", "500.00" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      int status = cli_run (f, NULL, "topup", "--no-browser", "--wait", "0", "--", wrong[i], NULL);

      g_assert_cmpint (status, ==, 2);
      cli_assert_one_line (f->err);
    }
  g_assert_cmpint (cli_run (f, NULL, "topup", "--", "-5", NULL), ==, 2);
  g_assert_nonnull (strstr (f->err, "more than zero"));
  g_assert_cmpuint (count_books (f, "payments"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (JsonNode) node = NULL;

      g_assert_cmpint (
        cli_run (f, NULL, "--json", "topup", "--no-browser", "--wait", "0", "--", right[i][0], NULL), ==, 0);
      cli_assert_money (read_payment (f, &node), "amount", right[i][1]);
    }
  g_assert_cmpuint (count_books (f, "payments"), ==, G_N_ELEMENTS (right));
}

static void
test_usage (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, "topup", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "topup", "500", "600", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "topup", "500", "--no-browser", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "topup", "500", "--method", "gold", "--no-browser", NULL), ==, 2);
  g_assert_nonnull (strstr (f->err, "card"));
  g_assert_cmpint (cli_run (f, NULL, "payment", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "payments", "all", NULL), ==, 2);
  g_assert_cmpuint (count_books (f, "payments"), ==, 0);
}

/* A company pays by invoice: no card will do. */
static void
test_entity (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "tomtel", "--url", f->url, "--login",
                            "104205405", "--password-stdin", NULL),
                   ==, 0);
  g_assert_cmpint (
    cli_run (f, NULL, "--account", "tomtel-104205405", "--json", "topup", "500", "--no-browser", NULL), ==,
    6);
  cli_assert_json_error (f, "unsupported");
  g_assert_cmpuint (count_books (f, "payments"), ==, 0);
}

/* Nothing was asked of the provider, and nothing is asked later when nobody expects it. */
static void
test_server_down (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, "payments", NULL), ==, 0);
  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--json", "topup", "500", "--no-browser", "--wait", "0", NULL), ==, 3);
  g_assert_cmpstr (f->out, ==, "");
  cli_assert_json_error (f, "offline");
  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "payments", NULL), ==, 0);
  g_assert_cmpstr (g_strstrip (f->out), ==, "[]");
  demo_process_start (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--json", "payments", NULL), ==, 0);
  g_assert_cmpstr (g_strstrip (f->out), ==, "[]");
  g_assert_cmpuint (count_books (f, "payments"), ==, 0);
}

/* What the archive knows is there without the server. */
static void
test_offline (CliFixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autofree char *id = create (f, "500", &url);
  g_autofree char *online = NULL;

  g_assert_cmpint (cli_run (f, NULL, "--json", "payments", NULL), ==, 0);
  online = g_strdup (f->out);
  g_assert_nonnull (strstr (online, id));
  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "payments", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "--json", "payments", NULL), ==, 3);
  g_assert_cmpstr (f->out, ==, online);
}

/* Every payment of the provider has a key of its own, and the terminal's list is the provider's. Returns: how
 * many there are. */
static guint
compare_lists (CliFixture *f)
{
  g_autoptr (JsonNode) ours = NULL;
  g_autoptr (JsonNode) theirs = NULL;
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *rows = read_books (f, "payments", &theirs);
  JsonArray *list;
  guint n = json_array_get_length (rows);

  g_assert_cmpint (cli_run (f, NULL, "--json", "--offline", "payments", NULL), ==, 0);
  ours = cli_parse (f->out);
  list = json_node_get_array (ours);
  g_assert_cmpuint (json_array_get_length (list), ==, MIN (n, 100));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_true (g_hash_table_add (keys, (gpointer) json_object_get_string_member (row, "key")));
      if (i >= 100)
        continue;
      g_assert_cmpstr (
        json_object_get_string_member (json_array_get_object_element (list, i), "id"), ==,
        json_object_get_string_member (json_array_get_object_element (rows, n - 1 - i), "payment"));
    }
  return n;
}

/* Killed at any moment: the attempt comes to one payment or to none, and the next start knows which. */
static void
test_killed (CliFixture *f, gconstpointer data)
{
  const char *argv[] = { g_getenv ("CABINETCTL"), "topup", "500", "--no-browser", "--wait", "0", NULL };
  guint attempts = g_getenv ("CABINET_TEST_LONG") != NULL ? 100 : 10;
  g_autofree char *url = NULL;
  gint64 begun = g_get_monotonic_time ();
  g_autofree char *first = create (f, "500", &url);
  gint64 usual = g_get_monotonic_time () - begun;
  guint known = 1, killed = 0;

  for (guint i = 0; i < attempts; i++)
    {
      g_autoptr (GSubprocess) process = cli_spawn (f, argv);
      guint now;

      g_usleep ((gulong) g_test_rand_int_range (0, (gint32) (usual + usual / 4)));
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      killed += g_subprocess_get_if_signaled (process);
      g_assert_cmpint (cli_run (f, NULL, "payments", NULL), ==, 0);
      now = compare_lists (f);
      g_assert_cmpuint (now - known, <=, 1);
      known = now;
    }
  g_test_message ("%u of %u were killed, %u payments", killed, attempts, known - 1);
  g_assert_cmpuint (killed, >, 0);
  g_assert_cmpuint (count_books (f, "captures"), ==, 0);
  /* Nothing comes later. */
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 0);
  g_assert_cmpuint (compare_lists (f), ==, known);
}

#define ADD(path, function) g_test_add ("/cli/topup/" path, CliFixture, NULL, set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("success", test_success);
  ADD ("declines", test_declines);
  ADD ("wait", test_wait);
  ADD ("expiry", test_expiry);
  ADD ("amounts", test_amounts);
  ADD ("usage", test_usage);
  ADD ("entity", test_entity);
  ADD ("server-down", test_server_down);
  ADD ("offline", test_offline);
  ADD ("killed", test_killed);
  return g_test_run ();
}
