/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "system-fixture.h"

/* The clock of this computer is wrong, or is set while Cabinet is used: what day it is, is the server's to
 * say, and nothing waits for a time that is years away. */

#define YEAR (366 * G_TIME_SPAN_DAY)

static void
refresh (CabinetAccount *account)
{
  g_autoptr (GError) error = NULL;

  service_refresh (account, NULL, &error);
  g_assert_no_error (error);
}

/* As if this computer's clock had stood so much later when all was read. */
static void
read_later (CabinetInstant by)
{
  g_autofree char *sql = g_strdup_printf ("update accounts set read_at = read_at + %" G_GINT64_FORMAT
                                          ", clock_skew = clock_skew - %" G_GINT64_FORMAT,
                                          by, by);

  system_query ("archive", sql);
}

static CabinetAccount *
open_again (CabinetHousehold **household)
{
  service_close (*household);
  *household = service_open ();
  return g_list_model_get_item (G_LIST_MODEL (*household), 0);
}

/* @data: how much later the clock stood when all was read. */
static void
test_set (gconstpointer data)
{
  const CabinetInstant by = *(const CabinetInstant *) data;
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "3", NULL);
  CabinetHousehold *household = NULL;
  g_autoptr (CabinetAccount) account = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  CabinetDate today;

  service_forget_files ();
  household = service_open ();
  account = service_add_demo (household, demo);
  refresh (account);
  today = cabinet_account_get_today (account);
  g_assert_false (cabinet_account_get_stale (account));
  read_later (by);

  /* Without a network: not new, and not before the day that the server told. */
  g_clear_object (&account);
  account = open_again (&household);
  g_assert_true (cabinet_account_get_stale (account));
  g_assert_cmpuint (cabinet_account_get_today (account), >=, today);
  words = cabinet_account_dup_read_words (account);
  g_assert_true (g_str_has_prefix (words, "Read "));

  /* With one, all is as it was. */
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  g_assert_false (cabinet_account_get_stale (account));
  g_assert_cmpuint (cabinet_account_get_today (account), <=, today + 1);
  g_assert_cmpint (ABS (cabinet_account_get_read_at (account) - cabinet_instant_now ()), <, G_TIME_SPAN_HOUR);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  static const CabinetInstant year = YEAR, decade = 10 * YEAR, day = G_TIME_SPAN_DAY, ago = -10 * YEAR;

  service_test_init (&argc, &argv);
  g_test_add_data_func ("/clock-set/back-by-a-day", &day, test_set);
  g_test_add_data_func ("/clock-set/back-by-a-year", &year, test_set);
  g_test_add_data_func ("/clock-set/back-by-ten-years", &decade, test_set);
  g_test_add_data_func ("/clock-set/ahead-by-ten-years", &ago, test_set);
  return g_test_run ();
}
