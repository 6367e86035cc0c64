/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#define assert_failed(error, kind, wanted_code)                            \
  G_STMT_START                                                             \
  {                                                                        \
    g_assert_error ((error), CABINET_ERROR, (kind));                       \
    g_assert_cmpstr (cabinet_error_get_code ((error)), ==, (wanted_code)); \
  }                                                                        \
  G_STMT_END

/* What a person sees right after the first sign-in is there, and the keyring brings it back. */
static void
test_restart (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  CabinetAccount *account = service_add_demo (household, demo);
  g_autoptr (GError) error = NULL;
  guint before;

  g_assert_cmpstr (cabinet_account_get_id (account), ==, "tomtel-12345");
  g_assert_nonnull (cabinet_account_get_overview (account));
  g_assert_nonnull (cabinet_account_get_capabilities (account));
  g_assert_nonnull (cabinet_account_get_main_balance (account));
  g_assert_nonnull (cabinet_account_get_forecast (account));
  g_assert_true (cabinet_account_get_demo (account));
  g_assert_false (cabinet_account_get_stale (account));
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (account);
  service_close (household);

  before = service_count_all_requests ();
  household = service_open ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 1);
  account = service_lookup (household, "tomtel-12345");
  g_assert_nonnull (cabinet_account_get_overview (account));
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_OK);
  service_run_for (100);
  g_assert_cmpuint (service_count_all_requests (), ==, before);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service_count_requests ("POST", "/v1/sign-ins"), ==, 1);
  g_object_unref (account);
  service_close (household);
}

static void
test_wrong_password (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor ("tomtel");
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_null (service_add (household, "tomtel", url, NULL, "12345", "wrong", TRUE, &error));
  assert_failed (error, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_cmpuint (service_count_requests ("POST", "/v1/sign-ins"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  words = cabinet_sign_in_dup_refusal_words (error, info);
  g_assert_nonnull (strstr (words, info->credential_help));
  g_assert_nonnull (strstr (words, info->sign_in_notice));
  service_close (household);
}

static void
test_refusals (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autofree char *telemir = demo_process_dup_url (demo, "/telemir");
  CabinetHousehold *household = service_open ();
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (service_add (household, "tomtel", url, NULL, "104205408", "demo", TRUE, &error));
  assert_failed (error, CABINET_ERROR_AUTH, "not-open-yet");
  g_clear_error (&error);
  g_assert_null (service_add (household, "tomtel", url, NULL, "104205409", "demo", TRUE, &error));
  assert_failed (error, CABINET_ERROR_AUTH, "closed");
  g_clear_error (&error);
  for (int i = 0; i < 6; i++)
    {
      g_clear_error (&error);
      g_assert_null (service_add (household, "telemir", telemir, NULL, "48-11701", "wrong", TRUE, &error));
    }
  assert_failed (error, CABINET_ERROR_AUTH, "locked");
  g_assert_cmpint (cabinet_error_get_retry_at (error), >, 0);
  words = cabinet_sign_in_dup_refusal_words (error, NULL);
  g_assert_nonnull (strstr (words, "until"));
  g_clear_error (&error);
  g_assert_null (
    service_add (household, "tomtel", "http://example.org/tomtel", NULL, "1", "x", TRUE, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_INPUT);
  g_clear_error (&error);
  demo_process_stop (demo);
  g_assert_null (service_add (household, "tomtel", url, NULL, "12345", "demo", TRUE, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  service_close (household);
}

/* A18: the same number in both realms is two contracts. */
static void
test_categories (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tctr");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) cable =
    service_add (household, "tctr", url, "cable", "12345", "demo", TRUE, &error);
  g_autoptr (CabinetAccount) wifi = NULL;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  wifi = service_add (household, "tctr", url, "wifi", "12345", "demo", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cabinet_account_get_id (cable), ==, "tctr-cable-12345");
  g_assert_cmpstr (cabinet_account_get_id (wifi), ==, "tctr-wifi-12345");
  g_assert_cmpstr (cabinet_account_get_sign_in_id (cable), !=, cabinet_account_get_sign_in_id (wifi));
  words = cabinet_account_dup_number_words (wifi);
  g_assert_nonnull (strstr (words, "Wi-Fi"));
  g_clear_object (&cable);
  g_clear_object (&wifi);
  service_close (household);
}

/* Adding a contract once more with a label gives it the label; without one it keeps it. */
static void
test_label_again (void)
{
  static const char *const labels[] = { NULL, "Home", NULL };
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor ("tomtel");

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new (household, info, url);
      g_autoptr (GError) error = NULL;
      g_autoptr (CabinetSignInStep) step = NULL;
      g_autoptr (CabinetAccount) account = NULL;

      cabinet_sign_in_flow_set_label (flow, labels[i]);
      step = service_start (flow, NULL, "12345", "demo", &error);
      g_assert_no_error (error);
      account = service_lookup (household, "tomtel-12345");
      g_assert_cmpstr (cabinet_account_get_label (account), ==, i == 0 ? NULL : "Home");
      g_assert_nonnull (cabinet_account_get_overview (account));
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 1);
  service_close (household);
}

static void
test_several_contracts (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor ("tomtel");
  g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new (household, info, url);
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (CabinetAccount) first = NULL;
  g_autoptr (CabinetAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  cabinet_sign_in_flow_set_remember (flow, TRUE);
  cabinet_sign_in_flow_set_contract (flow, "104205416");
  cabinet_sign_in_flow_set_label (flow, "  Office ");
  step = service_start (flow, NULL, " 104 205 406", "demo", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 1);
  first = service_lookup (household, "Office");
  g_assert_cmpstr (cabinet_account_get_id (first), ==, "tomtel-104205416");
  g_assert_cmpstr (cabinet_account_get_login (first), ==, "104205406");

  /* The same login again: one sign-in, the other contracts are added, nothing twice. */
  again = service_add (household, "tomtel", url, NULL, "104205406", "demo", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 3);
  g_assert_cmpstr (cabinet_account_get_sign_in_id (first), ==, cabinet_account_get_sign_in_id (again));
  g_assert_cmpstr (cabinet_account_get_label (first), ==, "Office");

  cabinet_sign_in_flow_set_contract (flow, "1");
  g_clear_object (&step);
  step = service_start (flow, NULL, "104205406", "demo", &error);
  g_assert_null (step);
  assert_failed (error, CABINET_ERROR_INPUT, "no-contract");
  g_clear_object (&flow);
  g_clear_object (&first);
  g_clear_object (&again);
  service_close (household);
}

static void
test_choice (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/mts");
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetProviderInfo) info = service_dup_descriptor ("mts");
  g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new (household, info, url);
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (CabinetSignInStep) session = NULL;
  g_autoptr (GError) error = NULL;

  step = service_start (flow, NULL, "900310016", "demo", &error);
  g_assert_no_error (error);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CHOOSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  session = service_answer (flow, ((CabinetSignInChoice *) cabinet_list_get (step->choices, 1))->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (session->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), >, 0);
  g_clear_object (&flow);
  service_close (household);
}

/* Not remembered: the archive stays, the session does not; signing in again brings it back. */
static void
test_session_only (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) account =
    service_add (household, "tomtel", url, NULL, "12345", "demo", FALSE, &error);
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;
  guint before;

  g_assert_no_error (error);
  g_assert_true (service_refresh (account, NULL, &error));
  g_clear_object (&account);
  service_close (household);

  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
  g_assert_nonnull (cabinet_account_get_overview (account));
  before = service_count_all_requests ();
  g_assert_false (service_refresh (account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_cmpuint (service_count_all_requests (), ==, before);

  flow = cabinet_sign_in_flow_new_again (household, account);
  step = service_start (flow, NULL, "12345", "demo", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_OK);
  g_assert_true (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0) == account);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&flow);
  g_clear_object (&account);
  service_close (household);
}

/* Again, but with another subscriber's login: that is not the contract that was meant. */
static void
test_again_with_other_login (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetSignInFlow) flow = cabinet_sign_in_flow_new_again (household, account);
  g_autoptr (GError) error = NULL;

  g_assert_null (service_start (flow, NULL, "104205401", "demo", &error));
  assert_failed (error, CABINET_ERROR_INPUT, "other-contract");
  g_clear_error (&error);
  g_assert_cmpstr (cabinet_account_get_login (account), ==, "12345");
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&flow);
  g_clear_object (&account);
  service_close (household);
}

static void
test_labels_and_order (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) first = service_add_demo (household, demo);
  g_autoptr (CabinetAccount) second =
    service_add (household, "tomtel", url, NULL, "104205401", "demo", TRUE, &error);

  g_assert_no_error (error);
  g_assert_true (service_set_label (first, "Home"));
  g_assert_true (service_set_label (second, "Home"));
  g_assert_cmpstr (cabinet_account_get_display_name (first), ==, "Home");
  g_assert_null (cabinet_household_lookup (household, "Home", &error));
  assert_failed (error, CABINET_ERROR_INPUT, "ambiguous");
  g_clear_error (&error);
  g_assert_true (service_set_label (second, " "));
  g_assert_null (cabinet_account_get_label (second));
  g_assert_null (cabinet_household_lookup (household, "nobody", &error));
  assert_failed (error, CABINET_ERROR_INPUT, "unknown-account");
  g_assert_true (cabinet_list_get (household, 0) == first);
  g_assert_true (cabinet_list_get (household, 1) == second);
  g_clear_object (&first);
  g_clear_object (&second);
  service_close (household);
}

static gboolean
is_renewing (gpointer household)
{
  return cabinet_household_is_renewing (household);
}

/* Nobody waits any more, and the program wants to end: the new tokens are kept all the same. */
static void
test_renewal_is_kept (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *before = service_read_keyring (cabinet_account_get_sign_in_id (account));
  g_autofree char *after = NULL;
  g_autofree char *said = service_control (demo, "expire", "{}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  cabinet_account_refresh_async (account, cancellable, NULL, NULL);
  service_wait_until (is_renewing, household);
  g_cancellable_cancel (cancellable);
  cabinet_household_let_renewals_end (household);
  g_assert_false (cabinet_household_is_renewing (household));
  after = service_read_keyring (cabinet_account_get_sign_in_id (account));
  g_assert_nonnull (after);
  g_assert_true (strcmp (before, after) != 0);
  g_clear_object (&account);
  service_close (household);
}

static gboolean
is_read_again (gpointer account)
{
  g_autoptr (GError) error = NULL;
  gboolean read = service_refresh (account, NULL, &error);

  if (!read)
    assert_failed (error, CABINET_ERROR_RATE_LIMITED, "rate-limited");
  return read;
}

/* So that the next sign-in of anybody is refused until the minute is over. */
static void
use_up_sign_ins (CabinetHousehold *household, DemoProcess *demo)
{
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autoptr (GError) error = NULL;

  while (!g_error_matches (error, CABINET_ERROR, CABINET_ERROR_RATE_LIMITED))
    {
      g_clear_error (&error);
      g_assert_null (service_add (household, "tomtel", url, NULL, "nobody", "wrong", TRUE, &error));
      g_assert_nonnull (error);
    }
}

/* For a session. */
static guint
count_questions (void)
{
  return service_count_requests ("POST", "/v1/sign-ins")
         + service_count_requests ("POST", "/v1/session/refresh");
}

/* A provider that asks to wait is not asked with the password before, and it is no reason to ask the person
 * for it; afterwards it is asked again. */
static void
test_asked_to_wait (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", "--history-months", "2", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *revoked = service_control (demo, "revoke", "{}");
  g_autofree char *limited = service_control (demo, "rate-limit", "{\"requests\":1,\"match\":\"sign-ins\"}");
  g_autofree char *revoked_again = NULL;
  guint asked;

  g_assert_false (is_read_again (account));
  service_wait_until (is_read_again, account);

  use_up_sign_ins (household, demo);
  revoked_again = service_control (demo, "revoke", "{}");
  g_assert_false (is_read_again (account));
  asked = count_questions ();
  g_assert_false (is_read_again (account));
  g_assert_cmpuint (count_questions (), ==, asked);
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_OK);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/sign-in/restart", test_restart);
  service_test_add ("/sign-in/wrong-password", test_wrong_password);
  service_test_add ("/sign-in/refusals", test_refusals);
  service_test_add ("/sign-in/categories", test_categories);
  service_test_add ("/sign-in/several-contracts", test_several_contracts);
  service_test_add ("/sign-in/label-again", test_label_again);
  service_test_add ("/sign-in/renewal-is-kept", test_renewal_is_kept);
  service_test_add ("/sign-in/asked-to-wait", test_asked_to_wait);
  service_test_add ("/sign-in/choice", test_choice);
  service_test_add ("/sign-in/session-only", test_session_only);
  service_test_add ("/sign-in/again-with-other-login", test_again_with_other_login);
  service_test_add ("/sign-in/labels-and-order", test_labels_and_order);
  return g_test_run ();
}
