/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* E1-E5 as time goes by, and the demo as a process. */

typedef struct
{
  DemoProcess *demo;
  Client *client;
  const char *tenant;
  const char *login;
} Life;

static void
life_begin (Life *life, const char *tenant, const char *login, const char *now)
{
  life->demo = demo_process_new ("--now", now, "--control", NULL);
  life->client = client_new (life->demo, tenant);
  life->tenant = tenant;
  life->login = login;
}

static void
life_end (Life *life)
{
  client_free (life->client);
  demo_process_free (life->demo);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Life, life_end)

/* Signs in anew, since tokens do not live for days. */
static CabinetOverview *
look (Life *life)
{
  g_clear_pointer (&life->client->token, g_free);
  client_enter (life->client, NULL, life->login, "demo");
  return client_read_overview (life->client);
}

static void
pass_days (Life *life, int days)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", days * 24 * 3600);
  g_autofree char *answer = demo_process_control (life->demo, "clock", json);

  g_assert_nonnull (answer);
}

static void
pay (Life *life, const char *amount)
{
  g_autofree char *json = g_strdup_printf ("{\"tenant\":\"%s\",\"login\":\"%s\",\"amount\":\"%s\","
                                           "\"kind\":\"payment\",\"title\":\"Пополнение\"}",
                                           life->tenant, life->login, amount);
  g_autofree char *answer = demo_process_control (life->demo, "ledger/insert", json);

  g_assert_nonnull (answer);
}

static gint64
balance_of (CabinetOverview *overview)
{
  return kopecks (&((CabinetBalance *) cabinet_list_get (overview->balances, 0))->amount);
}

static void
test_midnight_charges (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) before = NULL;
  g_autoptr (CabinetOverview) after = NULL;
  g_autofree char *answer = NULL;

  /* A minute before midnight in Tomsk, which is noon of the same day in London. */
  life_begin (&life, "tomtel", "12345", "2026-11-21T16:59:00Z");
  before = look (&life);
  g_assert_cmpuint (before->today, ==, cabinet_date_new (2026, 11, 21));
  g_assert_cmpint (balance_of (before), ==, 31240);
  answer = demo_process_control (life.demo, "clock", "{\"advance_seconds\":90}");
  after = look (&life);
  g_assert_cmpuint (after->today, ==, cabinet_date_new (2026, 11, 22));
  g_assert_cmpint (balance_of (after), ==, 31240 - 2500);
}

/* What the overview says will be taken is what is taken, over a month's end. */
static void
test_next_charges_come_true (void)
{
  g_auto (Life) life = { 0 };

  life_begin (&life, "tomtel", "104205406", "2026-11-27T05:00:00Z");
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (CabinetOverview) before = look (&life);
      g_autoptr (CabinetOverview) after = NULL;
      CabinetNextCharge *charge = cabinet_list_get (before->next_charges, 0);

      pass_days (&life, 1);
      after = look (&life);
      g_assert_cmpuint (charge->on, ==, after->today);
      g_assert_cmpint (balance_of (after), ==, balance_of (before) + kopecks (&charge->amount));
    }
}

/* E5 with "stop": without money nothing is taken; a payment opens the line again at once. */
static void
test_stop_and_restore (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) blocked = NULL;
  g_autoptr (CabinetOverview) later = NULL;
  g_autoptr (CabinetOverview) open = NULL;

  life_begin (&life, "tomtel", "104205403", NOW);
  blocked = look (&life);
  g_assert_cmpint (blocked->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_cmpuint (blocked->line->since, ==, cabinet_date_new (2026, 11, 17));
  g_assert_cmpuint (cabinet_list_length (blocked->next_charges), ==, 0);
  pass_days (&life, 10);
  later = look (&life);
  g_assert_cmpint (balance_of (later), ==, balance_of (blocked));
  g_assert_cmpuint (later->line->since, ==, blocked->line->since);

  pay (&life, "500.00");
  open = look (&life);
  g_assert_cmpint (open->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (balance_of (open), ==, 814 + 50000 - 2419); /* the day of the payment: 1 December */
}

/* A monthly fee that was not covered on the 1st is taken once, when there is money. */
static void
test_monthly_stop (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) blocked = NULL;
  g_autoptr (CabinetOverview) open = NULL;
  g_autoptr (CabinetOverview) next = NULL;

  life_begin (&life, "centra", "770203", NOW);
  blocked = look (&life);
  g_assert_cmpint (blocked->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  pay (&life, "500.00");
  open = look (&life);
  g_assert_cmpint (open->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (balance_of (open), ==, 23500 + 50000 - 70000);
  pass_days (&life, 12); /* over the next 1st: not covered again */
  next = look (&life);
  g_assert_cmpint (balance_of (next), ==, balance_of (open));
  g_assert_cmpint (next->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_cmpuint (next->line->since, ==, cabinet_date_new (2026, 12, 1));
}

/* E1-E4: debt, its dates told in advance, 128 kbit/s, and the way back. */
static void
test_throttle (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) debt = NULL;
  g_autoptr (CabinetOverview) throttled = NULL;
  g_autoptr (CabinetOverview) partly = NULL;
  g_autoptr (CabinetOverview) restored = NULL;

  life_begin (&life, "telemir", "48-11701", NOW);
  debt = look (&life);
  g_assert_cmpint (debt->line->state, ==, CABINET_LINE_STATE_DEBT);
  g_assert_cmpuint (debt->line->debt_since, ==, cabinet_date_new (2026, 11, 1));
  g_assert_cmpint (debt->line->next_state, ==, CABINET_LINE_STATE_THROTTLED);
  g_assert_cmpuint (debt->line->next_on, ==, cabinet_date_new (2026, 12, 1));

  pass_days (&life, 12);
  throttled = look (&life);
  g_assert_cmpint (throttled->line->state, ==, CABINET_LINE_STATE_THROTTLED);
  g_assert_cmpuint (throttled->line->since, ==, debt->line->next_on);
  g_assert_cmpint (throttled->line->limit_kbps, ==, 128);
  g_assert_cmpint (balance_of (throttled), ==, -53000 - 65000);

  pay (&life, "1000.00");
  partly = look (&life);
  g_assert_cmpint (partly->line->state, ==, CABINET_LINE_STATE_THROTTLED);
  pay (&life, "180.00");
  restored = look (&life);
  g_assert_cmpint (restored->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (balance_of (restored), ==, 0);
}

/* Trap 8: a credit stands apart from the balance, and ends. */
static void
test_credit_ends (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) debt = NULL;
  g_autoptr (CabinetOverview) blocked = NULL;
  CabinetBalance *balance;
  int days;

  life_begin (&life, "tomtel", "104205401", NOW);
  debt = look (&life);
  balance = cabinet_list_get (debt->balances, 0);
  g_assert_cmpint (debt->line->state, ==, CABINET_LINE_STATE_DEBT);
  g_assert_cmpint (kopecks (&balance->amount), ==, -12050);
  g_assert_cmpint (kopecks (&balance->credit), ==, 30000);
  g_assert_cmpint (debt->line->next_state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_cmpuint (debt->line->next_on, ==, balance->credit_until + 1);

  days = (int) (debt->line->next_on - debt->today);
  pass_days (&life, days);
  blocked = look (&life);
  g_assert_cmpint (blocked->line->state, ==, CABINET_LINE_STATE_BLOCKED);
  g_assert_cmpuint (blocked->line->since, ==, debt->line->next_on);
  g_assert_false (
    cabinet_money_is_set (&((CabinetBalance *) cabinet_list_get (blocked->balances, 0))->credit));
}

static void
test_suspension_ends (void)
{
  g_auto (Life) life = { 0 };
  g_autoptr (CabinetOverview) paused = NULL;
  g_autoptr (CabinetOverview) active = NULL;

  life_begin (&life, "tomtel", "104205404", NOW);
  paused = look (&life);
  g_assert_cmpint (paused->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
  g_assert_cmpuint (((CabinetNextCharge *) cabinet_list_get (paused->next_charges, 0))->on, ==,
                    paused->line->until + 1);
  pass_days (&life, (int) (paused->line->until - paused->today) + 2);
  active = look (&life);
  g_assert_cmpint (active->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpint (balance_of (active), ==, balance_of (paused) - 2419 - 2420);
}

/* A demo that is kept stays alive: who pays just in time goes on doing so. */
static void
test_a_year (void)
{
  static const char *const tenants[] = { "tomtel", "telemir", "centra", "mts" };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_auto (Life) life = { 0 };

      life_begin (&life, tenants[i], "12345", NOW);
      for (int month = 0; month < 12; month++)
        {
          g_autoptr (CabinetOverview) overview = look (&life);

          g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
          g_assert_cmpint (balance_of (overview), >=, 0);
          pass_days (&life, 31);
        }
    }
}

static char *
new_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cabinet-demo-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_assert_cmpint (g_remove (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Sessions, ledger and everything that was changed outlive the process, however it ended. */
static void
test_data_survive (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *file = g_build_filename (folder, "demo.db", NULL);
  {
    g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--control", "--data", file, NULL);
    g_autoptr (Client) client = client_new (demo, "tomtel");
    g_autoptr (Answer) before = NULL;
    g_autoptr (Answer) after = NULL;
    g_autoptr (Answer) killed = NULL;
    g_autofree char *change = NULL;

    client_enter (client, NULL, "12345", "demo");
    change = demo_process_control (
      demo, "ledger/insert",
      "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"date\":\"2026-11-20\",\"amount\":\"3.00\"}");
    before = client_read (client, "operations?limit=500");
    demo_process_stop (demo);
    demo_process_start (demo);
    after = client_read (client, "operations?limit=500");
    g_assert_cmpstr (after->text, ==, before->text);
    demo_process_kill (demo);
    demo_process_start (demo);
    killed = client_read (client, "operations?limit=500");
    g_assert_cmpstr (killed->text, ==, before->text);
  }
  {
    /* A later start has charged what has passed. */
    g_autoptr (DemoProcess) demo = demo_process_new ("--now", "2026-11-23T07:32:00Z", "--data", file, NULL);
    g_autoptr (Client) client = client_new (demo, "tomtel");
    g_autoptr (CabinetOverview) overview = NULL;

    client_enter (client, NULL, "12345", "demo");
    overview = client_read_overview (client);
    g_assert_cmpint (balance_of (overview), ==, 31240 + 300 - 2 * 2500);
  }
  remove_folder (folder);
}

static void
test_damaged_data (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *file = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, "this is no database, and long enough not to be taken for an empty one", -1,
                       &error);
  g_assert_no_error (error);
  {
    g_autoptr (DemoProcess) demo = demo_process_new ("--now", NOW, "--data", file, NULL);
    g_autoptr (Client) client = client_new (demo, "tomtel");

    client_enter (client, NULL, "12345", "demo");
  }
  remove_folder (folder);
}

static int
run_demo (const char *first, const char *second)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              g_getenv ("CABINET_DEMO"), first, second, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_usage (void)
{
  g_assert_cmpint (run_demo ("--list-accounts", NULL), ==, 0);
  g_assert_cmpint (run_demo ("--list-accounts", "--json"), ==, 0);
  g_assert_cmpint (run_demo ("--help", NULL), ==, 0);
  g_assert_cmpint (run_demo ("--now", "yesterday"), ==, 2);
  g_assert_cmpint (run_demo ("--port", "70000"), ==, 2);
  g_assert_cmpint (run_demo ("--rows", "-1"), ==, 2);
  g_assert_cmpint (run_demo ("--contracts", "0"), ==, 2);
  g_assert_cmpint (run_demo ("--operator-delay", "-5"), ==, 2);
  g_assert_cmpint (run_demo ("surplus", NULL), ==, 2);
  g_assert_cmpint (run_demo ("--data", "/nowhere/at/all.db"), ==, 1);
  g_assert_cmpint (run_demo ("--log", "/nowhere/at/all.log"), ==, 1);
}

/* --with-parent: it goes with whoever holds its standard input, and SIGTERM is a good end. */
static void
test_ends_with_parent (void)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                              g_getenv ("CABINET_DEMO"), "--with-parent", NULL);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL));
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  demo_process_stop (demo);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/life/midnight-charges", test_midnight_charges);
  g_test_add_func ("/demo/life/next-charges-come-true", test_next_charges_come_true);
  g_test_add_func ("/demo/life/stop-and-restore", test_stop_and_restore);
  g_test_add_func ("/demo/life/monthly-stop", test_monthly_stop);
  g_test_add_func ("/demo/life/throttle", test_throttle);
  g_test_add_func ("/demo/life/credit-ends", test_credit_ends);
  g_test_add_func ("/demo/life/suspension-ends", test_suspension_ends);
  g_test_add_func ("/demo/life/a-year", test_a_year);
  g_test_add_func ("/demo/life/data-survive", test_data_survive);
  g_test_add_func ("/demo/life/damaged-data", test_damaged_data);
  g_test_add_func ("/demo/life/usage", test_usage);
  g_test_add_func ("/demo/life/ends-with-parent", test_ends_with_parent);
  return g_test_run ();
}
