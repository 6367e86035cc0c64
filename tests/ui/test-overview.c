/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview over a real household that was read from a real demo. */
#include "cabinet-balance-card.h"
#include "cabinet-chart-card.h"
#include "cabinet-columns.h"
#include "cabinet-due-card.h"
#include "cabinet-money-label.h"
#include "cabinet-overview-page.h"
#include "cabinet-plan.h"
#include "cabinet-services-card.h"
#include "cabinet-state-page.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"

static GtkWidget *
show_overview (PageFixture *fixture, CabinetAccount *account, int width)
{
  GtkWidget *page = cabinet_overview_page_new (account);

  g_object_set (page, "narrow", width < 600, NULL);
  page_fixture_show (fixture, page, width, 760);
  return page;
}

/* The name of the largest sum of the page. */
static void
assert_balance_name (GtkWidget *page, const char *name)
{
  GtkWidget *card = ui_find_type (page, CABINET_TYPE_BALANCE_CARD);
  GtkWidget *sum = ui_find_type (card, CABINET_TYPE_MONEY_LABEL);

  page_assert_name (gtk_widget_get_first_child (sum), name);
}

static char *
dup_balance_name (CabinetAccount *account)
{
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  g_autofree char *sum = cabinet_money_spell (&balance->amount, CABINET_ROUND_DOWN);
  g_autofree char *run_out = cabinet_account_dup_run_out_words (account);

  run_out[0] = g_ascii_tolower (run_out[0]);
  return g_strdup_printf ("Balance %s, %s", sum, run_out);
}

/* D2: what is to be paid, and how it adds up. */
static void
assert_due_adds_up (GtkWidget *page, CabinetAccount *account)
{
  CabinetDue *due = cabinet_account_get_due (account);
  g_autofree char *sum = NULL;
  gint64 total = 0;

  g_assert_nonnull (due);
  g_assert_cmpint (due->amount.micros, >, 0);
  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    {
      CabinetDuePart *part = cabinet_list_get (due->parts, i);
      g_autofree char *text =
        cabinet_money_format (&part->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);

      page_assert_shows (page, text);
      total += part->amount.micros;
    }
  g_assert_cmpint (total, ==, -due->amount.micros);
  sum = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
  page_assert_shows (page, sum);
  page_assert_shows (page, "Missing until");
}

static void
test_good_standing (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = show_overview (fixture, account, 900);
  g_autofree char *name = dup_balance_name (account);

  assert_balance_name (page, name);
  assert_due_adds_up (page, account);
  page_assert_shows (page, "Charged every day");
  page_assert_shows (page, "Works");
  page_assert_shows (page, "Next charge");
  page_assert_shows (page, "Balance and forecast");
  page_assert_shows (page, "All operations");
  g_assert_false (page_shows (page, "Saved data"));
  page_fixture_finalize_page (fixture, page);
}

static void
test_debt (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  GtkWidget *page = show_overview (fixture, account, 900);
  GtkWidget *sum = ui_find_type (page, CABINET_TYPE_MONEY_LABEL);

  g_assert_cmpint (cabinet_account_get_main_balance (account)->amount.micros, <, 0);
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_first_child (sum), "error"));
  page_assert_shows (page, "Charged on the 1st");
  page_assert_shows (page, "Speed limited to 128 Kbit/s since");
  page_assert_shows (page, "In debt since");
  /* The part that brings the speed back is named. */
  page_assert_shows (page, "Debt: restores the speed");
  page_fixture_finalize_page (fixture, page);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* A dearer tariff that begins on the 1st is told, and the forecast counts with it. */
static void
test_pending (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "telemir", NULL, "12345");
  CabinetPlan *plan = cabinet_account_get_plan (account);
  g_autoptr (CabinetChangeRequest) request = g_object_new (CABINET_TYPE_CHANGE_REQUEST, NULL);
  g_autoptr (CabinetChangeOutlook) outlook = NULL;
  g_autoptr (CabinetChange) change = NULL;
  g_autoptr (GAsyncResult) shown = NULL;
  g_autoptr (GAsyncResult) ordered = NULL;
  GtkWidget *page;

  request->kind = CABINET_CHANGE_KIND_TARIFF;
  request->target_id = g_strdup ("fast500");
  request->when = CABINET_CHANGE_WHEN_NEXT_PERIOD;
  cabinet_plan_preview_async (plan, request, NULL, on_done, &shown);
  while (shown == NULL)
    page_fixture_wait_ms (10);
  outlook = cabinet_plan_preview_finish (plan, shown, NULL);
  g_assert_nonnull (outlook);
  cabinet_plan_order_async (plan, outlook, "demo", NULL, on_done, &ordered);
  while (ordered == NULL)
    page_fixture_wait_ms (10);
  change = cabinet_plan_change_finish (plan, ordered, NULL);
  g_assert_nonnull (change);

  page = show_overview (fixture, account, 900);
  page_assert_shows (page, "From 1 December: Bystry 500");
  page_assert_shows (page, "Lasts until 30 November");
  assert_due_adds_up (page, account);
  page_fixture_finalize_page (fixture, page);
}

static void
test_unusual_lines (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) blocked = page_fixture_sign_in (fixture, "tomtel", NULL, "104205403");
  g_autoptr (CabinetAccount) suspended = page_fixture_sign_in (fixture, "tomtel", NULL, "104205404");
  GtkWidget *page = show_overview (fixture, blocked, 900);

  page_assert_shows (page, "Blocked");
  g_assert_false (page_shows (page, "Works"));
  g_object_set (page, "account", suspended, NULL);
  page_assert_shows (page, "Paused");
  g_assert_false (page_shows (page, "Blocked"));
  page_fixture_finalize_page (fixture, page);
}

/* With the server gone the line is unknown, and the balance has the day of its reading. */
static void
test_stale (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = show_overview (fixture, account, 900);

  demo_process_stop (fixture->demo);
  g_assert_false (page_fixture_refresh (fixture, account));
  page_fixture_settle ();
  g_assert_true (cabinet_account_get_stale (account));
  page_assert_shows (page, "Saved data");
  page_assert_shows (page, "Balance on ");
  page_assert_shows (page, "Unknown");
  g_assert_false (page_shows (page, "Works"));

  demo_process_start (fixture->demo);
  page_fixture_finalize_page (fixture, page);
}

/* One contract's data never stand under another. */
static void
test_switching (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) first = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetAccount) second = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  GtkWidget *page = show_overview (fixture, first, 900);
  g_autofree char *name = dup_balance_name (first);
  g_autofree char *other = dup_balance_name (second);

  assert_balance_name (page, name);
  g_object_set (page, "account", second, NULL);
  assert_balance_name (page, other);
  /* What happens to a contract that is not shown changes nothing. */
  g_assert_true (page_fixture_refresh (fixture, first));
  page_fixture_settle ();
  assert_balance_name (page, other);
  g_object_set (page, "account", NULL, NULL);
  g_object_set (page, "account", first, NULL);
  assert_balance_name (page, name);
  page_fixture_finalize_page (fixture, page);
}

static void
test_widths (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "telemir", NULL, "48-11702");
  GtkWidget *page = show_overview (fixture, account, 360);
  CabinetColumns *columns = CABINET_COLUMNS (ui_find_type (page, CABINET_TYPE_COLUMNS));
  int minimum = 0;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (page), ==, 360);
  g_assert_cmpuint (cabinet_columns_get_n_columns (columns), ==, 1);
  /* Folded where it is narrow: the sum is there, its parts are not. */
  g_assert_false (page_shows (page, "Missing until"));

  g_object_set (page, "narrow", FALSE, NULL);
  page_fixture_show (fixture, page, 1000, 760);
  page_fixture_wait_ms (50);
  if (gtk_widget_get_width (page) >= 900)
    {
      GtkWidget *due = ui_find_type (page, CABINET_TYPE_DUE_CARD);

      g_assert_cmpuint (cabinet_columns_get_n_columns (columns), ==, 2);
      /* Reading order: all of the left column first. */
      g_assert_true (CABINET_IS_SERVICES_CARD (gtk_widget_get_next_sibling (due)));
      page_assert_shows (page, "Missing until");
    }
  page_fixture_finalize_page (fixture, page);
}

/* The points of the chart as a table, for those who do not see it. */
static void
test_chart_table (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = show_overview (fixture, account, 900);
  GtkWidget *card = ui_find_type (page, CABINET_TYPE_CHART_CARD);
  GtkWidget *button = ui_find_type (card, GTK_TYPE_MENU_BUTTON);
  GtkWidget *list;
  g_autofree char *name = NULL;

  page_assert_name (button, "Balance by day, as a table");
  g_assert_cmpuint (page_count_type (card, GTK_TYPE_LIST_BOX_ROW), ==, 0);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  page_fixture_wait_ms (50);
  list = ui_find_type (card, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (list);
  g_assert_cmpuint (page_count_type (list, GTK_TYPE_LIST_BOX_ROW), >, 10);
  page_assert_shows (list, "forecast");
  page_assert_shows (list, "credited +");
  g_assert_true (gtk_widget_get_focusable (gtk_widget_get_first_child (list)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  page_fixture_wait_ms (50);
  page_fixture_finalize_page (fixture, page);
}

/* What was opened stays open when something new is read. */
static void
test_refreshed_in_place (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  GtkWidget *page = show_overview (fixture, account, 360);
  GtkWidget *due = ui_find_type (page, CABINET_TYPE_DUE_CARD);

  g_assert_false (page_shows (page, "Missing until"));
  cabinet_due_card_set_expanded (CABINET_DUE_CARD (due), TRUE);
  page_assert_shows (page, "Missing until");
  g_assert_true (page_fixture_refresh (fixture, account));
  page_fixture_wait_ms (50);
  page_assert_shows (page, "Missing until");
  page_fixture_finalize_page (fixture, page);
}

static void
test_points (void)
{
  CabinetMoneyLabel *label = CABINET_MONEY_LABEL (g_object_ref_sink (cabinet_money_label_new ()));

  cabinet_money_label_set_points (label, 1);
  g_assert_cmpstr (cabinet_money_label_get_text (label), ==, "1 point");
  cabinet_money_label_set_points (label, 1240);
  g_assert_true (g_str_has_suffix (cabinet_money_label_get_text (label), "240 points"));
  cabinet_money_label_set (label, NULL, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN);
  page_assert_name (gtk_widget_get_first_child (GTK_WIDGET (label)), "not known");
  g_assert_finalize_object (label);
}

static void
test_state_page (void)
{
  CabinetStatePage *page = CABINET_STATE_PAGE (g_object_ref_sink (cabinet_state_page_new ()));

  cabinet_state_page_set (page, CABINET_STATE_PAGE_ERROR, "Title", "Description");
  cabinet_state_page_set_action (page, "Read now", "win.refresh");
  page_assert_shows (page, "Description");
  page_assert_shows (page, "Read now");
  cabinet_state_page_set (page, CABINET_STATE_PAGE_LOADING, "Reading", NULL);
  g_assert_false (page_shows (GTK_WIDGET (page), "Read now"));
  g_assert_finalize_object (page);
}

static void
assert_phones (PageFixture *fixture, const char *login, gboolean other_city, gboolean companies)
{
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "centra", NULL, login);
  GtkWidget *page = cabinet_overview_page_new (account);

  page_fixture_show (fixture, page, 1100, 760);
  page_assert_shows (page, "8-384-375-60-00");
  page_assert_shows (page, "8-905-075-66-67");
  g_assert_true (page_shows (page, "8-384-715-13-99") == other_city);
  g_assert_true (page_shows (page, "8-384-375-64-02") == companies);
  page_fixture_finalize_page (fixture, page);
}

/* A14, A21, H9: of Novokuznetsk; of a city without a number of its own; of a company. */
static void
test_phones (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (NULL, NULL);

  assert_phones (fixture, "770203", FALSE, FALSE);
  assert_phones (fixture, "770201", TRUE, FALSE);
  assert_phones (fixture, "770205", TRUE, TRUE);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/overview/good-standing", test_good_standing);
  g_test_add_func ("/overview/debt", test_debt);
  g_test_add_func ("/overview/pending", test_pending);
  g_test_add_func ("/overview/unusual-lines", test_unusual_lines);
  g_test_add_func ("/overview/stale", test_stale);
  g_test_add_func ("/overview/switching", test_switching);
  g_test_add_func ("/overview/widths", test_widths);
  g_test_add_func ("/overview/chart-table", test_chart_table);
  g_test_add_func ("/overview/refreshed-in-place", test_refreshed_in_place);
  g_test_add_func ("/overview/points", test_points);
  g_test_add_func ("/overview/phones", test_phones);
  g_test_add_func ("/overview/state-page", test_state_page);
  return g_test_run ();
}
