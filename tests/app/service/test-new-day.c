/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-household-private.h"
#include "service-fixture.h"

static void
on_changed (guint *told)
{
  (*told)++;
}

/* The household's timer of a minute, at once. */
static void
pass_minute (CabinetHousehold *household)
{
  g_source_set_ready_time (g_main_context_find_source_by_id (NULL, household->day_timer), 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A day begins while the window stands open and nothing is read. */
static void
test_new_day (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--now", "2027-02-27T05:00:00Z", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *before = cabinet_account_dup_run_out_words (account);
  g_autofree char *after = NULL;
  CabinetDate today = cabinet_account_get_today (account);
  guint told = 0;

  g_signal_connect_swapped (account, "changed", G_CALLBACK (on_changed), &told);
  pass_minute (household);
  g_assert_cmpuint (told, ==, 0);

  /* The clocks of both sides go on by a day. */
  cabinet_account_take_overview (account, NULL, account->read_at + 1, account->clock_skew + G_TIME_SPAN_DAY);
  g_assert_cmpuint (cabinet_account_get_today (account), ==, today + 1);
  g_assert_cmpuint (told, ==, 0);
  pass_minute (household);
  g_assert_cmpuint (told, ==, 1);
  after = cabinet_account_dup_run_out_words (account);
  g_assert_cmpstr (after, !=, before);

  /* Told once a day. */
  pass_minute (household);
  g_assert_cmpuint (told, ==, 1);
  g_signal_handlers_disconnect_by_func (account, on_changed, &told);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/new-day/told-once", test_new_day);
  return g_test_run ();
}
