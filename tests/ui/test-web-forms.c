/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a system offers on its web pages only: the way there, and the person's leave to go it. */
#include "cabinet-tariff-page.h"
#include "page-fixture.h"
#include "player.h"

#define TITLE "Let Cabinet fill in the provider's pages"

typedef struct
{
  PageFixture *fixture;
  Player *player;
  CabinetAccount *account;
  GtkWidget *page;
} Test;

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* At a Ubilling. */
static CabinetAccount *
sign_in (Test *test)
{
  g_autoptr (CabinetProviderInfo) info = g_object_new (CABINET_TYPE_PROVIDER_INFO, NULL);
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  info->connector = g_strdup ("ubilling");
  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->login = g_strdup ("sydorenko_o");
  request->secret = g_strdup ("горобець");
  flow = cabinet_sign_in_flow_new (test->fixture->household, info, player_get_url (test->player));
  cabinet_sign_in_flow_set_remember (flow, FALSE);
  cabinet_sign_in_flow_start_async (flow, request, NULL, on_result, &result);
  while (result == NULL)
    page_fixture_wait_ms (5);
  step = cabinet_sign_in_flow_finish (flow, result, &error);
  g_assert_no_error (error);
  return g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
}

static Test *
begin (int width)
{
  g_autofree char *folder =
    g_build_filename (g_getenv ("CABINET_SOURCE_DIR"), "tests", "fixtures", "ubilling", NULL);
  Test *test = g_new0 (Test, 1);

  test->fixture = page_fixture_new ("--now", "2026-11-21T09:00:00Z", NULL);
  test->player = player_new (folder, 0);
  test->account = sign_in (test);
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
  player_free (test->player);
  g_free (test);
}

static gboolean
has_choice (Test *test)
{
  return page_find_named (test->page, GTK_ACCESSIBLE_ROLE_RADIO, "Speed-200") != NULL
         || page_find_named (test->page, GTK_ACCESSIBLE_ROLE_CHECKBOX, "Speed-200") != NULL;
}

static gboolean
has_no_choice (Test *test)
{
  return page_shows (test->page, "Speed-200") && !has_choice (test);
}

static gboolean
is_on (Test *test)
{
  return cabinet_account_get_web_forms (test->account);
}

static gboolean
is_off (Test *test)
{
  return !is_on (test);
}

static void
wait_for (Test *test, gboolean (*holds) (Test *test))
{
  const gint64 limit = g_get_monotonic_time () + test_patience (30 * G_TIME_SPAN_SECOND);

  while (!holds (test) && g_get_monotonic_time () < limit)
    page_fixture_wait_ms (10);
  g_assert_true (holds (test));
}

static GtkSwitch *
find_switch (Test *test)
{
  return GTK_SWITCH (ui_find (test->page, GTK_ACCESSIBLE_ROLE_SWITCH, TITLE));
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* The question names its contract (D13). A response alone does not close it, as a button does. */
static void
answer (Test *test, const char *response)
{
  AdwMessageDialog *dialog = find_dialog ();
  g_autofree char *number = cabinet_account_dup_number_words (test->account);

  g_assert_nonnull (dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), number));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "may look otherwise"));
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  page_fixture_settle ();
}

/* On only when the risk was told and agreed to; off at once. The tariffs follow. */
static void
test_allow (void)
{
  Test *test = begin (900);

  wait_for (test, has_no_choice);
  page_assert_shows (test->page, "The tariff is changed on the provider's own page");
  g_assert_nonnull (ui_find (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, "Open the page"));
  gtk_switch_set_active (find_switch (test), TRUE);
  g_assert_false (gtk_switch_get_active (find_switch (test)));
  answer (test, "cancel");
  g_assert_true (is_off (test));
  gtk_switch_set_active (find_switch (test), TRUE);
  answer (test, "agree");
  wait_for (test, is_on);
  wait_for (test, has_choice);
  g_assert_true (gtk_switch_get_active (find_switch (test)));
  g_assert_null (ui_find (test->page, GTK_ACCESSIBLE_ROLE_BUTTON, "Open the page"));

  gtk_switch_set_active (find_switch (test), FALSE);
  g_assert_null (find_dialog ());
  wait_for (test, is_off);
  wait_for (test, has_no_choice);
  g_assert_false (gtk_switch_get_active (find_switch (test)));
  g_assert_cmpuint (player_count (test->player, "POST", NULL), ==, 0);
  end (test);
}

static void
test_narrow (void)
{
  Test *test = begin (360);
  int minimum;

  wait_for (test, has_no_choice);
  g_assert_nonnull (find_switch (test));
  gtk_widget_measure (test->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  end (test);
}

/* Elsewhere there is nothing of the kind to allow. */
static void
test_none (void)
{
  Test *test = begin (900);
  g_autoptr (CabinetAccount) other = page_fixture_sign_in (test->fixture, "tomtel", NULL, "12345");

  wait_for (test, has_no_choice);
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (test->page), other);
  page_fixture_settle ();
  g_assert_null (find_switch (test));
  cabinet_contract_page_set_account (CABINET_CONTRACT_PAGE (test->page), test->account);
  g_assert_nonnull (find_switch (test));
  end (test);
}

int
main (int argc, char **argv)
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/web-forms/allow", test_allow);
  g_test_add_func ("/ui/web-forms/narrow", test_narrow);
  g_test_add_func ("/ui/web-forms/none", test_none);
  return g_test_run ();
}
