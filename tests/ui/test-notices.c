/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a provider says, as a bar on the overview. */
#include "cabinet-contract-view.h"
#include "cabinet-feed-bar.h"
#include "cabinet-notice-bar.h"
#include "cabinet-notice-feed.h"
#include "cabinet-notices.h"
#include "cabinet-overview-page.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"

static GtkWidget *
find_bar (GtkWidget *page)
{
  return ui_find_type (page, CABINET_TYPE_FEED_BAR);
}

static void
wait_for_details (GtkWidget *page)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);

  while (ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Details") == NULL
         && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_nonnull (ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Details"));
}

/* I2-I4, I6: one bar, whose dismissal is a mark that stays. */
static void
test_bar (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  GtkWidget *page = cabinet_overview_page_new (account);
  g_autoptr (CabinetNotice) first = NULL;
  guint unread;

  page_fixture_show (fixture, page, 900, 760);
  wait_for_details (page);
  g_assert_cmpuint (page_count_type (find_bar (page), CABINET_TYPE_NOTICE_BAR), ==, 1);
  first = g_object_ref (cabinet_notice_feed_get_urgent (feed));
  unread = cabinet_notice_feed_get_unread (feed);
  page_assert_shows (find_bar (page), first->title);

  g_signal_emit_by_name (ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Dismiss"), "clicked");
  page_fixture_wait_ms (50);
  g_assert_cmpuint (cabinet_notice_feed_get_unread (feed), ==, unread - 1);
  g_assert_false (page_shows (find_bar (page), first->title));
  page_fixture_finalize_page (fixture, page);
}

/* One bar at a time: while another has the word, the provider's waits, and it comes after. */
static void
test_one_at_a_time (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *view = g_object_new (CABINET_TYPE_CONTRACT_VIEW, NULL);
  GtkWidget *page;

  cabinet_contract_view_set_account (CABINET_CONTRACT_VIEW (view), account);
  cabinet_contract_view_show_page (CABINET_CONTRACT_VIEW (view), "overview");
  page_fixture_show (fixture, view, 1000, 760);
  page = ui_find_type (view, CABINET_TYPE_OVERVIEW_PAGE);
  page_assert_shows (view, "A demonstration");
  g_assert_true (page_fixture_refresh (fixture, account));
  while (cabinet_notice_feed_get_urgent (cabinet_account_get_notice_feed (account)) == NULL)
    page_fixture_wait_ms (10);
  page_fixture_settle ();
  g_assert_null (ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Details"));
  g_signal_emit_by_name (ui_find (view, GTK_ACCESSIBLE_ROLE_BUTTON, "Dismiss"), "clicked");
  wait_for_details (page);
  g_assert_false (page_shows (view, "A demonstration"));
  page_fixture_finalize_page (fixture, view);
}

/* The whole text is one press away, and is no pop-up before that. */
static void
test_details (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  GtkWidget *page = cabinet_overview_page_new (account);
  GListModel *windows = gtk_window_get_toplevels ();
  AdwMessageDialog *dialog = NULL;

  page_fixture_show (fixture, page, 900, 760);
  wait_for_details (page);
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, 1);
  g_signal_emit_by_name (ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Details"), "clicked");
  page_fixture_wait_ms (50);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = ADW_MESSAGE_DIALOG (window);
    }
  g_assert_nonnull (dialog);
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (dialog), cabinet_notice_feed_get_urgent (feed)->text));
  adw_message_dialog_response (dialog, "close");
  page_fixture_finalize_page (fixture, page);
}

/* Another contract has its own; and what was read is there without a connection. */
static void
test_contracts (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) tomtel = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetAccount) telemir = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  GtkWidget *page = cabinet_overview_page_new (tomtel);
  g_autoptr (CabinetNotice) first = NULL;

  page_fixture_show (fixture, page, 900, 760);
  wait_for_details (page);
  first = g_object_ref (cabinet_notice_feed_get_urgent (cabinet_account_get_notice_feed (tomtel)));
  g_object_set (page, "account", telemir, NULL);
  g_assert_false (page_shows (find_bar (page), first->title)
                  && ui_find (find_bar (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Details") != NULL);
  demo_process_stop (fixture->demo);
  g_object_set (page, "account", tomtel, NULL);
  wait_for_details (page);
  page_assert_shows (find_bar (page), first->title);
  page_fixture_finalize_page (fixture, page);
}

static gboolean
says_cut_off (PageFixture *fixture, const char *provider, const char *category, const char *login)
{
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, provider, category, login);
  CabinetNoticeBar *bar = CABINET_NOTICE_BAR (g_object_ref_sink (cabinet_notice_bar_new ()));
  gboolean said;

  cabinet_notices_show_note (bar, account, FALSE);
  said =
    page_shows (GTK_WIDGET (bar), "The internet is cut off, but the provider's own network still answers: "
                                  "this cabinet works.");
  g_assert_true (said || *cabinet_notice_bar_get_text (bar) == '\0');
  g_assert_finalize_object (bar);
  return said;
}

/* B17, B18: said by those whose network stays, of a line that is cut. */
static void
test_cut_off (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);

  g_assert_true (says_cut_off (fixture, "telemir", NULL, "48-11703"));
  g_assert_true (says_cut_off (fixture, "tctr", "cable", "200103"));
  g_assert_false (says_cut_off (fixture, "tctr", "cable", "200101"));
  g_assert_false (says_cut_off (fixture, "tomtel", NULL, "104205403"));
}

static GtkWidget *
find_mark (GtkWidget *view)
{
  return page_find_named (view, GTK_ACCESSIBLE_ROLE_BUTTON, "unread notice");
}

/* I6: what was not read is counted beside the contract, on every page, until it was. */
static void
test_mark (gconstpointer width)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  GtkWidget *view = g_object_new (CABINET_TYPE_CONTRACT_VIEW, NULL);
  const gint64 limit = g_get_monotonic_time () + test_patience (20 * G_TIME_SPAN_SECOND);
  g_autofree char *count = NULL;

  cabinet_contract_view_set_account (CABINET_CONTRACT_VIEW (view), account);
  cabinet_contract_view_show_page (CABINET_CONTRACT_VIEW (view), "statement");
  page_fixture_show (fixture, view, GPOINTER_TO_INT (width), 760);
  while (find_mark (view) == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_nonnull (find_mark (view));
  count = g_strdup_printf ("%u", cabinet_notice_feed_get_unread (feed));
  page_assert_shows (find_mark (view), count);
  while (cabinet_notice_feed_get_unread (feed) > 0)
    {
      g_autoptr (CabinetNotice) notice = NULL;

      for (guint i = 0; notice == NULL || notice->read; i++)
        {
          g_clear_object (&notice);
          notice = g_list_model_get_item (G_LIST_MODEL (feed), i);
        }
      cabinet_notice_feed_mark_read (feed, notice);
    }
  page_fixture_settle ();
  g_assert_null (find_mark (view));
  page_fixture_finalize_page (fixture, view);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/notices/bar", test_bar);
  g_test_add_func ("/ui/notices/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/ui/notices/details", test_details);
  g_test_add_func ("/ui/notices/contracts", test_contracts);
  g_test_add_func ("/ui/notices/cut-off", test_cut_off);
  g_test_add_data_func ("/ui/notices/mark", GINT_TO_POINTER (1000), test_mark);
  g_test_add_data_func ("/ui/notices/mark-narrow", GINT_TO_POINTER (360), test_mark);
  return g_test_run ();
}
