/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "cabinet-notice-feed.h"
#include "cabinet-notice-words.h"
#include "service-fixture.h"

static gboolean
refresh (CabinetNoticeFeed *feed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_notice_feed_refresh_async (feed, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_notice_feed_refresh_finish (feed, result, error);
}

static void
refresh_well (CabinetNoticeFeed *feed)
{
  g_autoptr (GError) error = NULL;

  refresh (feed, &error);
  g_assert_no_error (error);
}

static guint
get_length (CabinetNoticeFeed *feed)
{
  return g_list_model_get_n_items (G_LIST_MODEL (feed));
}

static char *
dup_time (CabinetAccount *account, const char *from, const char *to)
{
  g_autoptr (CabinetNotice) notice = g_object_new (CABINET_TYPE_NOTICE, NULL);

  g_assert_true (cabinet_instant_parse (from, &notice->starts_at));
  g_assert_true (cabinet_instant_parse (to, &notice->ends_at));
  return cabinet_notice_dup_time_words (notice, account);
}

/* The day is told once; Tomsk is seven hours ahead. */
static void
assert_time_words (CabinetAccount *account)
{
  g_autofree char *one_day = dup_time (account, "2100-11-24T03:00:00Z", "2100-11-24T04:30:00Z");
  g_autofree char *two_days = dup_time (account, "2100-11-24T03:00:00Z", "2100-11-25T04:30:00Z");

  g_assert_cmpstr (one_day, ==, "From 24 November 2100 at 10:00 to 11:30.");
  g_assert_cmpstr (two_days, ==, "From 24 November 2100 at 10:00 to 25 November 2100 at 11:30.");
}

/* Newest first, there without a network; unchanged ones cost one conditional question. */
static void
test_read (void)
{
  g_autoptr (DemoProcess) demo =
    demo_process_new ("--control", "--history-months", "2", "--now", "2026-11-20T04:00:00Z", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  g_autoptr (GError) error = NULL;
  guint n, asked;

  assert_time_words (account);
  refresh_well (feed);
  n = get_length (feed);
  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i + 1 < n; i++)
    {
      CabinetNotice *newer = cabinet_list_peek (G_LIST_MODEL (feed), i);
      CabinetNotice *older = cabinet_list_peek (G_LIST_MODEL (feed), i + 1);

      g_assert_cmpint (newer->at, >=, older->at);
    }
  asked = service_count_all_requests ();
  refresh_well (feed);
  g_assert_cmpuint (service_count_all_requests () - asked, ==, 1);
  g_clear_object (&account);
  service_close (household);

  demo_process_stop (demo);
  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  feed = cabinet_account_get_notice_feed (account);
  g_assert_cmpuint (get_length (feed), ==, n);
  g_assert_false (refresh (feed, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_cmpuint (get_length (feed), ==, n);
  g_clear_object (&account);
  service_close (household);
}

static void
assert_read (CabinetNoticeFeed *feed, const char *id)
{
  for (guint i = 0; i < get_length (feed); i++)
    {
      CabinetNotice *notice = cabinet_list_peek (G_LIST_MODEL (feed), i);

      if (g_str_equal (notice->id, id))
        g_assert_true (notice->read);
    }
}

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer count)
{
  (*(guint *) count)++;
}

/* Here at once; there when there is a way; nobody is asked to read it again. */
static void
test_mark (void)
{
  g_autoptr (DemoProcess) demo =
    demo_process_new ("--control", "--history-months", "2", "--now", "2026-11-20T04:00:00Z", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  g_autoptr (CabinetNotice) urgent = NULL;
  guint unread, notified = 0;

  refresh_well (feed);
  unread = cabinet_notice_feed_get_unread (feed);
  g_assert_cmpuint (unread, >, 0);
  g_set_object (&urgent, cabinet_notice_feed_get_urgent (feed));
  g_assert_nonnull (urgent);
  g_assert_false (urgent->read);
  g_signal_connect (feed, "notify::unread", G_CALLBACK (on_notify), &notified);
  cabinet_notice_feed_mark_read (feed, urgent);
  g_assert_cmpuint (cabinet_notice_feed_get_unread (feed), ==, unread - 1);
  g_assert_cmpuint (notified, >, 0);
  g_assert_true (cabinet_notice_feed_get_urgent (feed) != urgent);
  assert_read (feed, urgent->id);
  service_run_for (500);
  g_assert_cmpuint (service_count_requests ("POST", "/read"), ==, 1);
  refresh_well (feed);
  refresh_well (feed);
  g_assert_cmpuint (service_count_requests ("POST", "/read"), ==, 1);
  g_clear_object (&account);
  service_close (household);

  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  feed = cabinet_account_get_notice_feed (account);
  refresh_well (feed);
  g_assert_cmpuint (cabinet_notice_feed_get_unread (feed), ==, unread - 1);
  assert_read (feed, urgent->id);
  g_clear_object (&account);
  service_close (household);
}

/* Whether the provider was told, and nothing is left to tell. */
static gboolean
is_heard (gpointer data)
{
  guint before = service_count_requests ("POST", "/read");

  refresh_well (data);
  service_run_for (200);
  return before > 0 && service_count_requests ("POST", "/read") == before;
}

/* A mark that did not arrive is told of by the next run. */
static void
test_mark_offline (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cabinet-notices-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "demo.db", NULL);
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", "--data", file,
                                                   "--now", "2026-11-20T04:00:00Z", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  g_autoptr (CabinetNotice) urgent = NULL;
  guint unread;

  refresh_well (feed);
  unread = cabinet_notice_feed_get_unread (feed);
  g_set_object (&urgent, cabinet_notice_feed_get_urgent (feed));
  demo_process_stop (demo);
  cabinet_notice_feed_mark_read (feed, urgent);
  service_run_for (300);
  g_clear_object (&account);
  service_close (household);

  demo_process_start (demo);
  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  feed = cabinet_account_get_notice_feed (account);
  g_assert_cmpuint (cabinet_notice_feed_get_unread (feed), ==, unread - 1);
  service_wait_until (is_heard, feed);
  assert_read (feed, urgent->id);
  g_clear_object (&account);
  service_close (household);
  g_unlink (file);
  g_rmdir (folder);
}

/* The ordinary refresh brings them, and does not fail for them. */
static void
test_with_refresh (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service_count_requests ("GET", "/notices"), ==, 1);
  g_assert_cmpuint (service_count_requests ("GET", "/threads"), >=, 1);
  g_assert_cmpuint (get_length (cabinet_account_get_notice_feed (account)), >, 0);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/service/notices/read", test_read);
  service_test_add ("/service/notices/mark", test_mark);
  service_test_add ("/service/notices/mark-offline", test_mark_offline);
  service_test_add ("/service/notices/with-refresh", test_with_refresh);
  return g_test_run ();
}
