/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cards above the operations: what they draw, what they say, and what they change. */
#include "cabinet-month-bar.h"
#include "cabinet-month-bars.h"
#include "cabinet-period-button.h"
#include "cabinet-spending-cards.h"
#include "cabinet-statement-page.h"
#include "page-fixture.h"

#define NOW "2026-11-21T09:00:00Z"
/* Its charges name services, those of Tomtel do not. */
#define NAMING "centra", NULL, "12345"

static CabinetStatementPage *
show_statement (PageFixture *fixture, CabinetAccount *account, int width, int height)
{
  GtkWidget *page = cabinet_statement_page_new (account);

  g_object_set (page, "narrow", width < 600, NULL);
  page_fixture_show (fixture, page, width, height);
  return CABINET_STATEMENT_PAGE (page);
}

static GtkWidget *
get_bars (CabinetStatementPage *page)
{
  return page_find_any (GTK_WIDGET (page), CABINET_TYPE_MONTH_BARS);
}

/* The bar of that month of 2026. */
static GtkWidget *
find_bar (CabinetStatementPage *page, int month)
{
  GtkWidget *bar = gtk_widget_get_last_child (get_bars (page));

  while (bar != NULL
         && cabinet_month_bar_get_month (CABINET_MONTH_BAR (bar)) != cabinet_date_new (2026, month, 1))
    bar = gtk_widget_get_prev_sibling (bar);
  g_assert_nonnull (bar);
  return bar;
}

static void
wait_for_text (CabinetStatementPage *page, const char *text)
{
  for (guint i = 0; i < 1000 && !page_shows (GTK_WIDGET (page), text); i++)
    page_fixture_wait_ms (20);
  page_assert_shows (page, text);
}

static void
press_key (GtkWidget *bars, guint keyval)
{
  /* As a key does: by the class's bindings. */
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (keyval, 0);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (bars);
  gboolean done = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !done; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)) && !done; j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (!gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            continue;
          done = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, bars,
                                               gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_object_unref (trigger);
  g_assert_true (done);
}

/* Each bar says what it draws, and that is what the statement says of its month. */
static void
test_words (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  CabinetStatementPage *page = show_statement (fixture, account, 900, 760);
  GtkWidget *bar = gtk_widget_get_last_child (get_bars (page));
  guint n = 0;

  page_assert_shows (page, "Charged by month, ₽");
  page_assert_shows (page, "a month");
  page_assert_name (get_bars (page), "Charged by month");
  for (; bar != NULL; bar = gtk_widget_get_prev_sibling (bar))
    {
      const CabinetDate month = cabinet_month_bar_get_month (CABINET_MONTH_BAR (bar));
      const CabinetMoney drawn =
        cabinet_money (cabinet_month_bar_get_micros (CABINET_MONTH_BAR (bar)), "RUB");
      g_autoptr (CabinetStatement) statement = cabinet_statement_new (account);
      g_autofree char *name = cabinet_date_format (month, CABINET_DATE_STYLE_MONTH, CABINET_DATE_NONE);
      g_autofree char *spoken = cabinet_money_spell (&drawn, CABINET_ROUND_HALF_AWAY);
      g_autofree char *said = g_strdup_printf ("%s, charged %s%s", name, spoken, n == 0 ? ", chosen" : "");

      cabinet_statement_set_period (statement, month, cabinet_date_month_end (month));
      g_assert_cmpint (drawn.micros, ==, -cabinet_statement_get_charged (statement).micros);
      page_assert_name (bar, said);
      n++;
    }
  g_assert_cmpuint (n, ==, CABINET_SPENDING_MONTHS);
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

/* Keys choose a month, whose services are shown then; Enter narrows the statement to it. */
static void
test_keys (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, NAMING);
  CabinetStatementPage *page = show_statement (fixture, account, 900, 760);
  GtkWidget *bars = get_bars (page);
  CabinetPeriodButton *period =
    CABINET_PERIOD_BUTTON (ui_find_type (GTK_WIDGET (page), CABINET_TYPE_PERIOD_BUTTON));
  CabinetDate from, to;

  wait_for_text (page, "November 2026 by service");
  g_assert_nonnull (page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Show only this month"));
  press_key (bars, GDK_KEY_Left);
  wait_for_text (page, "October 2026 by service");
  g_assert_true (gtk_widget_has_focus (find_bar (page, 10)));
  press_key (bars, GDK_KEY_Left);
  press_key (bars, GDK_KEY_Right);
  press_key (bars, GDK_KEY_Right);
  press_key (bars, GDK_KEY_Right);
  wait_for_text (page, "November 2026 by service");
  g_assert_true (gtk_widget_has_focus (find_bar (page, 11)));
  press_key (bars, GDK_KEY_space);
  wait_for_text (page, "Whole period by service");
  g_assert_null (page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Show only this month"));

  press_key (bars, GDK_KEY_Left);
  press_key (bars, GDK_KEY_Return);
  cabinet_period_button_get_days (period, &from, &to);
  g_assert_cmpuint (from, ==, cabinet_date_new (2026, 10, 1));
  g_assert_cmpuint (to, ==, cabinet_date_new (2026, 10, 31));
  wait_for_text (page, "October 2026 by service");
  g_assert_null (page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Show only this month"));
  /* The other months stay beside it. */
  g_assert_nonnull (find_bar (page, 11));
  cabinet_period_button_set_period (period, CABINET_PERIOD_ALL);
  wait_for_text (page, "November 2026 by service");
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

/* A service that is clicked is shown with the operations that its sum is made of. */
static void
test_services (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, NAMING);
  CabinetStatementPage *page = show_statement (fixture, account, 900, 760);
  CabinetStatement *statement = cabinet_statement_page_get_statement (page);
  GtkWidget *cards = page_find_any (GTK_WIDGET (page), CABINET_TYPE_SPENDING_CARDS);
  g_autoptr (CabinetStatementRow) first = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *said = NULL;
  CabinetMoney charged;
  GtkWidget *row;

  wait_for_text (page, "November 2026 by service");
  row = gtk_widget_get_first_child (page_find_any (cards, GTK_TYPE_LIST_BOX));
  g_signal_emit_by_name (row, "activate");
  charged = cabinet_statement_get_charged (statement);
  charged.micros = -charged.micros;
  g_assert_cmpint (charged.micros, >, 0);
  first = g_list_model_get_item (G_LIST_MODEL (statement), 1);
  g_assert_nonnull (first->operation->service);
  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (statement)); i++)
    {
      g_autoptr (CabinetStatementRow) each = g_list_model_get_item (G_LIST_MODEL (statement), i);

      g_assert_cmpstr (each->operation->service, ==, first->operation->service);
      g_assert_cmpuint (each->operation->date, >=, cabinet_date_new (2026, 11, 1));
    }
  spoken = cabinet_money_spell (&charged, CABINET_ROUND_HALF_AWAY);
  said = g_strdup_printf ("%s, %s", first->operation->service, spoken);
  g_assert_nonnull (page_find_named (cards, GTK_ACCESSIBLE_ROLE_LIST_ITEM, said));
  g_assert_nonnull (page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Clear filters"));
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

/* One card at a time where it is narrow, none where it is low. */
static void
test_room (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, NAMING);
  CabinetStatementPage *page = show_statement (fixture, account, 360, 640);
  GtkWidget *button;

  page_assert_shows (page, "Charged by month, ₽");
  g_assert_false (page_shows (GTK_WIDGET (page), "November 2026 by service"));
  button = page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "By service");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_for_text (page, "November 2026 by service");
  g_assert_false (page_shows (GTK_WIDGET (page), "Charged by month, ₽"));
  button = page_find_named (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "By month");
  g_signal_emit_by_name (button, "clicked");
  page_assert_shows (page, "Charged by month, ₽");
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));

  page = show_statement (fixture, account, 360, 400);
  for (guint i = 0; i < 500 && page_shows (GTK_WIDGET (page), "Charged by month, ₽"); i++)
    page_fixture_wait_ms (20);
  g_assert_false (page_shows (GTK_WIDGET (page), "Charged by month, ₽"));
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

static guint
count_seen (CabinetStatementPage *page)
{
  guint n = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (get_bars (page)); bar != NULL;
       bar = gtk_widget_get_next_sibling (bar))
    n += gtk_widget_get_mapped (bar) ? 1 : 0;
  return n;
}

/* The newest months are seen, as many as there is room for. */
static void
test_fit (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, NAMING);
  CabinetStatementPage *page = show_statement (fixture, account, 360, 640);
  guint narrow = count_seen (page);

  g_assert_cmpuint (narrow, >=, 3);
  g_assert_cmpuint (narrow, <, CABINET_SPENDING_MONTHS);
  g_assert_true (gtk_widget_get_mapped (find_bar (page, 11)));
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
  page = show_statement (fixture, account, 1000, 760);
  g_assert_cmpuint (count_seen (page), >, narrow);
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

/* Another contract has its own; none has nothing. */
static void
test_accounts (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new ("--now", NOW, NULL);
  g_autoptr (CabinetAccount) account = page_fixture_sign_in (fixture, "tomtel", NULL, "12345");
  g_autoptr (CabinetAccount) other = page_fixture_sign_in (fixture, NAMING);
  CabinetStatementPage *page = show_statement (fixture, account, 900, 760);
  gint64 before = cabinet_month_bar_get_micros (CABINET_MONTH_BAR (find_bar (page, 10)));

  /* Nothing is told of services that nobody names. */
  for (guint i = 0; i < 500 && page_shows (GTK_WIDGET (page), "by service"); i++)
    page_fixture_wait_ms (20);
  g_assert_false (page_shows (GTK_WIDGET (page), "by service"));
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (page), other);
  wait_for_text (page, "by service");
  g_assert_cmpint (cabinet_month_bar_get_micros (CABINET_MONTH_BAR (find_bar (page, 10))), !=, before);
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (page), NULL);
  g_assert_false (page_shows (GTK_WIDGET (page), "by service"));
  g_assert_false (page_shows (GTK_WIDGET (page), "Charged by month, ₽"));
  page_fixture_finalize_page (fixture, GTK_WIDGET (page));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/spending/words", test_words);
  g_test_add_func ("/spending/keys", test_keys);
  g_test_add_func ("/spending/services", test_services);
  g_test_add_func ("/spending/room", test_room);
  g_test_add_func ("/spending/fit", test_fit);
  g_test_add_func ("/spending/accounts", test_accounts);
  return g_test_run ();
}
