/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promised payment and the voluntary block on the page of services, against the demo: what is offered and
 * why not, what it would do, and that nothing is ordered before the button was pressed. */
#include "cabinet-date-button.h"
#include "cabinet-offer-cards.h"
#include "cabinet-tariff-page.h"
#include "page-fixture.h"

typedef struct
{
  PageFixture *fixture;
  CabinetAccount *account;
  GtkWidget *page;
} Test;

static Test *
begin (const char *provider, const char *category, const char *login, int width)
{
  Test *test = g_new0 (Test, 1);

  test->fixture = page_fixture_new ("--now", "2026-11-21T09:00:00Z", NULL);
  test->account = page_fixture_sign_in (test->fixture, provider, category, login);
  test->page = cabinet_tariff_page_new (test->account);
  g_object_set (test->page, "narrow", width < 600, NULL);
  page_fixture_show (test->fixture, test->page, width, 760);
  return test;
}

static void
end (Test *test)
{
  page_fixture_finalize_page (test->fixture, test->page);
  g_object_unref (test->account);
  page_fixture_free (test->fixture);
  g_free (test);
}

static GtkWidget *
find_button (Test *test, const char *name)
{
  return ui_find (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, name);
}

/* As soon as it is there. */
static void
press (Test *test, const char *name)
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);
  GtkWidget *button;

  while ((button = find_button (test, name)) == NULL && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  if (button == NULL)
    g_error ("nothing to press is called “%s”", name);
  g_signal_emit_by_name (button, "clicked");
}

static CabinetPlan *
plan_of (Test *test)
{
  return cabinet_account_get_plan (test->account);
}

static guint
count_changes (Test *test)
{
  return g_list_model_get_n_items (cabinet_plan_get_changes (plan_of (test)));
}

/* F17: what it gives, until when and for how much, before it is taken; then that it is on. */
static void
test_promise (void)
{
  Test *test = begin ("tctr", "cable", "200101", 1100);

  page_wait_shows (test->page, "500.00\u00a0₽ until 24 November, costs 20.00\u00a0₽");
  page_assert_shows (test->page, "1,000.00\u00a0₽ until 28 November");
  page_assert_shows (test->page, "2 times more this month");
  press (test, "Take…");
  page_wait_shows (test->page, "Lent to you");
  page_assert_shows (test->page, "Ends by itself");
  page_assert_shows (test->page, "20.00\u00a0₽");
  g_assert_cmpuint (count_changes (test), ==, 0);
  press (test, "Take the promised payment");
  page_wait_shows (test->page, "Promised: 500.00\u00a0₽ until 24 November");
  g_assert_cmpuint (count_changes (test), ==, 1);
  g_assert_null (find_button (test, "Take…"));
  end (test);
}

/* F18: who has money for more than three days is told why not; a block is not offered there at all. */
static void
test_reason (void)
{
  Test *test = begin ("tomtel", NULL, "12345", 360);

  page_wait_shows (test->page, "Possible when the money is for less than three days");
  g_assert_null (find_button (test, "Take…"));
  g_assert_false (page_shows (test->page, "Voluntary block"));
  end (test);
}

/* What the provider does only on paper is told; what it does not offer is not. */
static void
test_entity (void)
{
  Test *test = begin ("tctr", "cable", "200105", 1100);

  page_wait_shows (test->page, "By a written application");
  page_assert_shows (test->page, "Voluntary block");
  g_assert_null (find_button (test, "Block…"));
  end (test);

  test = begin ("telemir", NULL, "12345", 1100);
  page_wait_shows (test->page, "Static address");
  g_assert_false (page_shows (test->page, "Promised payment"));
  g_assert_false (page_shows (test->page, "Voluntary block"));
  end (test);
}

/* G8: dates, price, days left; ordered, it stands there and can be taken back. */
static void
test_block (void)
{
  Test *test = begin ("tctr", "cable", "12345", 1100);
  CabinetDateButton *first, *last;
  GtkWidget *cards;

  page_wait_shows (test->page, "180 days can still be blocked");
  page_assert_shows (test->page, "For 30 to 120 days");
  page_assert_shows (test->page, "100.00\u00a0₽ once");
  cards = page_find_any (test->page, CABINET_TYPE_OFFER_CARDS);
  first = CABINET_DATE_BUTTON (page_find_any (cards, CABINET_TYPE_DATE_BUTTON));
  last = CABINET_DATE_BUTTON (page_find_any (
    gtk_widget_get_next_sibling (gtk_widget_get_parent (GTK_WIDGET (first))), CABINET_TYPE_DATE_BUTTON));
  g_assert_cmpuint (cabinet_date_button_get_date (first), ==, cabinet_date_new (2026, 11, 22));
  g_assert_cmpuint (cabinet_date_button_get_date (last), ==, cabinet_date_new (2026, 12, 21));
  /* No shorter than it may be. */
  cabinet_date_button_set_date (last, cabinet_date_new (2026, 11, 30));
  g_assert_cmpuint (cabinet_date_button_get_date (last), ==, cabinet_date_new (2026, 12, 21));
  cabinet_date_button_set_date (last, cabinet_date_new (2026, 12, 31));

  press (test, "Block…");
  page_wait_shows (test->page, "Charged today");
  page_assert_shows (test->page, "1,070.00\u00a0₽");
  page_assert_shows (test->page, "Begins on 22 November; what it costs is charged at once.");
  g_assert_false (page_shows (test->page, "Other services")); /* they stand still, too */
  g_assert_cmpuint (count_changes (test), ==, 0);
  press (test, "Block the contract");
  page_wait_shows (test->page, "Will be blocked from 22 November to 31 December");
  g_assert_cmpuint (count_changes (test), ==, 1);
  g_assert_null (find_button (test, "Block…"));

  press (test, "Take back…");
  press (test, "End the block");
  page_wait_shows (test->page, "180 days can still be blocked");
  g_assert_nonnull (find_button (test, "Block…"));
  end (test);
}

/* One that runs is told with its days, and can be ended. */
static void
test_running (void)
{
  Test *test = begin ("tctr", "cable", "200104", 360);

  page_wait_shows (test->page, "Blocked since ");
  g_assert_nonnull (find_button (test, "End it…"));
  end (test);
}

/* Without a connection what was read stays; what cannot be asked is said. */
static void
test_offline (void)
{
  Test *test = begin ("tctr", "cable", "200101", 1100);

  page_wait_shows (test->page, "Take…");
  demo_process_stop (test->fixture->demo);
  press (test, "Take…");
  page_wait_shows (test->page, "Ask again");
  page_assert_shows (test->page, "500.00\u00a0₽ until 24 November");
  g_assert_cmpuint (count_changes (test), ==, 0);
  end (test);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/offers/promise", test_promise);
  g_test_add_func ("/ui/offers/reason", test_reason);
  g_test_add_func ("/ui/offers/entity", test_entity);
  g_test_add_func ("/ui/offers/block", test_block);
  g_test_add_func ("/ui/offers/running", test_running);
  g_test_add_func ("/ui/offers/offline", test_offline);
  return g_test_run ();
}
