/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-conversation.h"
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

/* There is one message, and the provider has it. */
static gboolean
is_delivered (gpointer data)
{
  GListModel *messages = G_LIST_MODEL (cabinet_account_get_conversation (((System *) data)->account));
  g_autoptr (CabinetMessage) message = g_list_model_get_item (messages, 0);

  return g_list_model_get_n_items (messages) == 1
         && (message->state == CABINET_MESSAGE_STATE_SENT
             || message->state == CABINET_MESSAGE_STATE_DELIVERED);
}

#define TEXT "No light on the box"

/* The provider has a message of this time. */
static void
put_ticket (System *f, GDateTime *time)
{
  g_autofree char *at = g_date_time_format (time, "%F %T");
  g_autofree char *list = g_strdup_printf (
    "[{\"id\":31,\"subject\":\"Box\",\"message\":\"" TEXT "\",\"date\":\"%.10s\",\"state\":0}]", at);
  g_autofree char *replies = g_strdup_printf (
    "[{\"id\":31,\"mainMsg\":0,\"datetime\":\"%s\",\"text\":\"" TEXT "\",\"aid\":\"\",\"uid\":4207}]", at);

  system_put (f, ABILLS_READ "user/msgs", list);
  system_put (f, ABILLS_READ "user/msgs/31/reply", replies);
}

/* A message leaves while this computer's clock is two days ahead, its answer is lost, and the clock is set
 * right before anyone looks for it: it is looked for where it is. */
static void
test_sent_before (System *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -2);
  g_autoptr (GAsyncResult) sent = NULL;
  g_autoptr (CabinetMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  system_query ("archive", "update accounts set clock_skew = clock_skew - 172800000000");
  system_reopen (f);
  system_put (f, ABILLS_READ "user/msgs/chapters", "[{\"id\":1,\"name\":\"Support\"}]");
  player_put (f->player, "POST", "/api.cgi/user/msgs",
              "{\"subject\":\"Box\",\"message\":\"" TEXT "\",\"chapter\":1,\"priority\":2}", 0, NULL, "");
  cabinet_conversation_send_async (cabinet_account_get_conversation (f->account), NULL, "Box", TEXT, NULL,
                                   NULL, service_on_result, &sent);
  service_wait_for (&sent);
  message = cabinet_conversation_send_finish (cabinet_account_get_conversation (f->account), sent, &error);
  g_assert_no_error (error);
  g_assert_cmpint (message->state, ==, CABINET_MESSAGE_STATE_QUEUED);
  g_assert_cmpint (ABS (message->at / G_TIME_SPAN_SECOND - g_date_time_to_unix (then)), <, 3600);

  put_ticket (f, then);
  system_put_ledger (f, "[]", "[]");
  system_refresh_well (f, NULL);
  service_wait_until (is_delivered, f);
  g_assert_cmpuint (player_count (f->player, "POST", "user/msgs"), ==, 1);
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
  g_test_add ("/clock-set/sent-before", System, NULL, system_set_up_abills, test_sent_before,
              system_tear_down);
  return g_test_run ();
}
