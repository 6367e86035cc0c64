/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "plan-server.h"

/* Tariffs and services on the terminal, against a provider that does what it is told. */

static NetServer *server;

static void
set_up (CliFixture *f, gconstpointer data)
{
  cli_set_up (f, data);
  server = plan_server_new ();
  g_assert_cmpint (cli_run (f, "secret\n", "account", "add", "--provider", "tomtel", "--url",
                            net_server_get_url (server), "--login", "77", "--password-stdin", NULL),
                   ==, 0);
}

static void
tear_down (CliFixture *f, gconstpointer data)
{
  plan_server_free (server);
  cli_tear_down (f, data);
}

static void
test_tariffs (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *first;

  g_assert_cmpint (cli_run (f, NULL, "--json", "tariffs", NULL), ==, 0);
  node = cli_parse (f->out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  first = json_array_get_object_element (json_node_get_array (node), 0);
  cli_assert_members (first, "account id name fee period speed_mbps current available reason");
  cli_assert_money (first, "fee", "750.00");
  g_assert_true (json_object_get_boolean_member (first, "current"));
  g_assert_false (json_object_get_boolean_member (first, "available"));
  g_assert_cmpint (cli_run (f, NULL, "tariffs", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "t500"));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "tariffs", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "t500"));
}

static void
test_services (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *first;

  g_assert_cmpint (cli_run (f, NULL, "--json", "services", NULL), ==, 0);
  node = cli_parse (f->out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  first = json_array_get_object_element (json_node_get_array (node), 0);
  cli_assert_members (first, "account id name kind fee period state since until switchable reason");
  g_assert_cmpstr (json_object_get_string_member (first, "state"), ==, "on");

  g_assert_cmpint (cli_run (f, NULL, "service", "off", "net", "--yes", NULL), ==, 6);
  g_assert_nonnull (strstr (f->err, "on paper"));
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "net", "--yes", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "none", "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", NULL), ==, 2);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--json", "service", "on", "av", "--dry-run", NULL), ==, 0);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--yes", NULL), ==, 0);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_nonnull (strstr (plan_provider.body, "\"service_on\""));
}

static void
test_dry_run (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_assert_cmpint (cli_run (f, NULL, "--json", "tariff", "change", "t500", "--dry-run", NULL), ==, 0);
  node = cli_parse (f->out);
  object = json_node_get_object (node);
  cli_assert_members (object, "effective_on cost_now fee_difference due_before due_after runs_out_on_before "
                              "runs_out_on_after");
  cli_assert_money (object, "cost_now", "4.67");
  cli_assert_money (object, "fee_difference", "140.00");
  g_assert_cmpstr (json_object_get_string_member (object, "runs_out_on_after"), <,
                   json_object_get_string_member (object, "runs_out_on_before"));
  g_assert_cmpuint (plan_provider.orders, ==, 0);
}

static void
test_change (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t300", "--yes", NULL), ==, 6);
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t900", "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", "--yes", "--when", "soon", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "tariff", "change", "t500", "--yes", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "tariff", "cancel", "--yes", NULL), ==, 5);
  g_assert_cmpuint (plan_provider.orders, ==, 0);

  plan_provider.needs_proof = TRUE; /* the kept password is it */
  g_assert_cmpint (
    cli_run (f, NULL, "--json", "tariff", "change", "t500", "--yes", "--when", "next-period", NULL), ==, 0);
  node = cli_parse (f->out);
  cli_assert_members (json_node_get_object (node), "account id name state effective_on");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, "pending");
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_nonnull (strstr (plan_provider.body, "\"next_period\""));
  g_assert_cmpint (cli_run (f, NULL, "tariffs", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Home 500"));

  g_assert_cmpint (cli_run (f, NULL, "tariff", "cancel", NULL), ==, 2);
  g_assert_false (plan_provider.cancelled);
  g_assert_cmpint (cli_run (f, NULL, "tariff", "cancel", "--yes", NULL), ==, 0);
  g_assert_true (plan_provider.cancelled);
}

/* A service has days of its own to begin on. */
static void
test_service_when (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--yes", "--when", "soon", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--yes", "--when", "2100-01-01", NULL), ==, 2);
  g_assert_nonnull (strstr (f->err, "only with --when next-period, now"));
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--yes", NULL), ==, 0);
  g_assert_nonnull (strstr (plan_provider.body, "\"next_period\"")); /* the usual one of its list */
}

static void
test_service_when_told (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--yes", "--when", "now", NULL), ==, 0);
  g_assert_nonnull (strstr (plan_provider.body, "\"now\""));
}

/* What ends by itself, and what ends with it. */
static void
test_limited (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  plan_provider.limited = TRUE;
  g_assert_cmpint (cli_run (f, NULL, "service", "on", "av", "--dry-run", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Ends by itself on "));
  g_assert_nonnull (strstr (f->out, "Old cinema"));
  g_assert_cmpint (cli_run (f, NULL, "--json", "service", "on", "av", "--dry-run", NULL), ==, 0);
  node = cli_parse (f->out);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "ends_on"), ==,
                   json_object_get_string_member (json_node_get_object (node), "effective_on"));
}

/* L4: --yes gives the kept password, --password-stdin the one of this moment; also if the provider asks only
 * when the order is there. Then it goes again under its own key. */
static void
test_proof (CliFixture *f, gconstpointer data)
{
  plan_provider.late_proof = TRUE;
  g_assert_cmpint (cli_run (f, "wrong\n", "tariff", "change", "t500", "--yes", "--password-stdin", NULL), ==,
                   4);
  g_assert_cmpuint (plan_provider.made, ==, 0);
  plan_provider.needs_proof = TRUE;
  plan_provider.orders = 0;
  g_assert_cmpint (cli_run (f, "wrong\n", "tariff", "change", "t500", "--yes", "--password-stdin", NULL), ==,
                   4);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_cmpint (cli_run (f, "secret\n", "tariff", "change", "t500", "--yes", "--password-stdin", NULL), ==,
                   0);
  g_assert_cmpuint (plan_provider.made, ==, 1);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* A person who agrees and types @secret. Returns: the exit code; all that stood on the screen is in f->err.
 */
static int
change_on_terminal (CliFixture *f, const char *secret)
{
  const char *argv[] = { g_getenv ("CABINETCTL"), "tariff", "change", "t500", NULL };
  gint64 limit = g_get_monotonic_time () + test_patience (60 * G_TIME_SPAN_SECOND);
  g_autoptr (GString) screen = g_string_new (NULL);
  g_autofree char *line = g_strconcat (secret, "\n", NULL);
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gboolean agreed = FALSE;
  gint64 typed = 0;
  int terminal;

  process = cli_spawn_on_terminal (f, argv, &terminal);
  g_subprocess_wait_async (process, NULL, on_ended, &ended);
  while (ended == NULL)
    {
      char text[512];
      ssize_t length = read (terminal, text, sizeof text);

      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      if (length > 0)
        g_string_append_len (screen, text, length);
      if (!agreed && strstr (screen->str, "[y/N]") != NULL)
        {
          g_assert_cmpint (write (terminal, "y\n", 2), ==, 2);
          agreed = TRUE;
        }
      /* What is typed before the echo is off is thrown away. */
      if (strstr (screen->str, "password of the cabinet:") != NULL
          && g_get_monotonic_time () > typed + G_TIME_SPAN_SECOND)
        {
          typed = g_get_monotonic_time ();
          g_assert_cmpint (write (terminal, line, strlen (line)), ==, (ssize_t) strlen (line));
        }
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (2000);
    }
  close (terminal);
  g_free (f->err);
  f->err = g_strdup (screen->str);
  g_assert_true (g_subprocess_wait_finish (process, ended, NULL));
  return g_subprocess_get_exit_status (process);
}

/* L4: who sits at the terminal is asked, also with a password kept. */
static void
test_terminal (CliFixture *f, gconstpointer data)
{
  plan_provider.needs_proof = TRUE;
  g_assert_cmpint (change_on_terminal (f, "wrong"), ==, 4);
  g_assert_cmpuint (plan_provider.orders, ==, 0);
  g_assert_cmpint (change_on_terminal (f, "secret"), ==, 0);
  g_assert_nonnull (strstr (f->err, "890.00"));
  g_assert_cmpuint (plan_provider.made, ==, 1);
}

static void
test_late_proof (CliFixture *f, gconstpointer data)
{
  plan_provider.late_proof = TRUE;
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", "--yes", NULL), ==, 0);
  g_assert_cmpuint (plan_provider.orders, ==, 2);
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);
}

/* Nobody is there to agree to another price: it is said which, and nothing is ordered. */
static void
test_moved (CliFixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_STALE;
  plan_provider.moves = TRUE;
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", "--yes", NULL), ==, 5);
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, "A month: 910.00\u00a0₽, was 890.00\u00a0₽"));
  g_assert_nonnull (strstr (f->err, "Charged at once: 5.33\u00a0₽, was 4.67\u00a0₽"));
  g_assert_nonnull (strstr (f->err, "Begins: 1 February 2100, was "));
  g_assert_nonnull (strstr (f->err, "To pay: 869.93\u00a0₽, was 849.27\u00a0₽"));
  g_assert_cmpuint (plan_provider.orders, ==, 1);
  g_assert_cmpuint (plan_provider.made, ==, 0);
}

static void
test_refused (CliFixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_REFUSE;
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", "--yes", NULL), ==, 5);
  g_assert_nonnull (strstr (f->err, "Once a month only"));
  cli_assert_one_line (f->err);
}

/* Not confirmed is an exit code of its own; the next look finds it, and it is there once. */
static void
test_unconfirmed (CliFixture *f, gconstpointer data)
{
  plan_provider.fate = PLAN_FATE_LOSE_AFTER;
  g_assert_cmpint (cli_run (f, NULL, "--json", "tariff", "change", "t500", "--yes", NULL), ==, 8);
  cli_assert_json_error (f, "unconfirmed");
  plan_provider.fate = PLAN_FATE_FINE;
  g_assert_cmpint (cli_run (f, NULL, "tariffs", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Home 500"));
  g_assert_cmpuint (plan_provider.made, ==, 1);
  g_assert_cmpuint (g_hash_table_size (plan_provider.keys), ==, 1);
}

static JsonObject *
read_balance (CliFixture *f, JsonNode **node)
{
  g_assert_cmpint (cli_run (f, NULL, "--json", "--account", "telemir-12345", "balance", NULL), ==, 0);
  *node = cli_parse (f->out);
  return json_node_get_object (*node);
}

/* A dearer tariff from the 1st: the balance says so at once, and counts with it. */
static void
test_balance (CliFixture *f, gconstpointer data)
{
  g_autofree char *url = demo_process_dup_url (f->demo, "/telemir");
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *lasted = NULL;
  JsonObject *object;

  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "telemir", "--url", url, "--login",
                            "12345", "--password-stdin", NULL),
                   ==, 0);
  object = read_balance (f, &before);
  cli_assert_money (json_object_get_object_member (object, "due"), "amount", "0.00");
  lasted = g_strdup (json_object_get_string_member (object, "runs_out_on"));
  g_assert_cmpint (
    cli_run (f, NULL, "--account", "telemir-12345", "tariff", "change", "fast500", "--yes", NULL), ==, 0);
  object = read_balance (f, &after);
  cli_assert_money (json_object_get_object_member (object, "due"), "amount", "20.00"); /* 950 - 930 */
  g_assert_cmpstr (json_object_get_string_member (object, "runs_out_on"), <, lasted);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "--account", "telemir-12345", "balance", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, ": Bystry 500"));
}

/* What is on its way is said before a contract is forgotten. */
static void
test_remove (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, "tariff", "change", "t500", "--yes", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-77", "--yes", NULL), ==, 0);
  g_assert_nonnull (strstr (f->err, "still on its way"));
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_null (strstr (f->out, "tomtel-77"));
}

#define ADD(name, function) \
  g_test_add ("/cli/cabinetctl-plan/" name, CliFixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tariffs", test_tariffs);
  ADD ("services", test_services);
  ADD ("dry-run", test_dry_run);
  ADD ("change", test_change);
  ADD ("service-when", test_service_when);
  ADD ("service-when-told", test_service_when_told);
  ADD ("limited", test_limited);
  ADD ("proof", test_proof);
  ADD ("terminal", test_terminal);
  ADD ("late-proof", test_late_proof);
  ADD ("moved", test_moved);
  ADD ("refused", test_refused);
  ADD ("unconfirmed", test_unconfirmed);
  ADD ("balance", test_balance);
  ADD ("remove", test_remove);
  return g_test_run ();
}
