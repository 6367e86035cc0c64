/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a provider says, as a page: kinds, days, texts, read marks; there without a network, too. */
#include "cabinet-contract-view.h"
#include "cabinet-news-page.h"
#include "cabinet-notice-feed.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"

static gboolean
waits_for_unread (CabinetNoticeFeed *feed, guint unread)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (cabinet_notice_feed_get_unread (feed) != unread && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  return cabinet_notice_feed_get_unread (feed) == unread;
}

static GtkWidget *
find_button (GtkWidget *page, const char *name)
{
  return ui_find (page, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

/* I2, I3: each with its kind and its days; marked one by one, or all. */
static void
test_list (gconstpointer width)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetNoticeFeed *feed = cabinet_account_get_notice_feed (account);
  GtkWidget *page = cabinet_news_page_new (account);
  guint unread;

  g_object_set (page, "narrow", GPOINTER_TO_INT (width) < 600, NULL);
  page_fixture_show (fixture, page, GPOINTER_TO_INT (width), 760);
  page_wait_shows (page, "The news were read: ");
  unread = cabinet_notice_feed_get_unread (feed);
  g_assert_cmpuint (unread, >, 1);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (feed)); i++)
    {
      g_autoptr (CabinetNotice) notice = g_list_model_get_item (G_LIST_MODEL (feed), i);

      page_assert_shows (page, notice->title);
      page_assert_shows (page, notice->text);
    }
  page_assert_shows (page, "Works · ");
  g_signal_emit_by_name (find_button (page, "Mark as read"), "clicked");
  g_assert_true (waits_for_unread (feed, unread - 1));
  gtk_widget_activate_action (page, "news.mark-all", NULL);
  g_assert_true (waits_for_unread (feed, 0));
  page_fixture_settle ();
  g_assert_null (find_button (page, "Mark as read"));
  g_assert_null (find_button (page, "Mark all as read"));
  page_fixture_finalize_page (fixture, page);
}

/* What was read stays, with its age, for each contract. */
static void
test_offline (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) read = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetAccount) other = page_fixture_sign_in (fixture, "telemir", NULL, "12345");
  GtkWidget *page = cabinet_news_page_new (read);

  page_fixture_show (fixture, page, 900, 760);
  page_wait_shows (page, "The news were read: ");
  demo_process_stop (fixture->demo);
  gtk_widget_activate_action (page, "news.refresh", NULL);
  page_wait_shows (page, "There may be newer ones.");
  page_assert_shows (page, "Works · ");
  g_object_set (page, "account", other, NULL);
  page_wait_shows (page, "Equipment is replaced");
  page_wait_shows (page, "There may be newer ones.");
  page_fixture_finalize_page (fixture, page);
}

/* Under the menu, as the switcher has no room; from there back to any page. */
static void
test_place (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *view = g_object_new (CABINET_TYPE_CONTRACT_VIEW, NULL);

  cabinet_contract_view_set_account (CABINET_CONTRACT_VIEW (view), account);
  page_fixture_show (fixture, view, 900, 760);
  cabinet_contract_view_show_page (CABINET_CONTRACT_VIEW (view), "news");
  page_wait_shows (view, "The news were read: ");
  g_assert_true (CABINET_IS_NEWS_PAGE (cabinet_contract_view_get_page (CABINET_CONTRACT_VIEW (view))));
  cabinet_contract_view_show_page (CABINET_CONTRACT_VIEW (view), "overview");
  g_assert_false (CABINET_IS_NEWS_PAGE (cabinet_contract_view_get_page (CABINET_CONTRACT_VIEW (view))));
  page_fixture_finalize_page (fixture, view);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_data_func ("/ui/news/list", GINT_TO_POINTER (900), test_list);
  g_test_add_data_func ("/ui/news/narrow", GINT_TO_POINTER (360), test_list);
  g_test_add_func ("/ui/news/offline", test_offline);
  g_test_add_func ("/ui/news/place", test_place);
  return g_test_run ();
}
