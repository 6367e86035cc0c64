/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

/* Sessions that are over: renewed once, for all that wait and for all processes, and never with a password
 * that was refused. */

typedef struct
{
  guint pending;
  guint failed;
} Counter;

static void
on_refreshed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Counter *counter = user_data;
  g_autoptr (GError) error = NULL;

  if (!cabinet_account_refresh_finish (CABINET_ACCOUNT (source), result, NULL, &error))
    {
      g_test_message ("%s", error->message);
      counter->failed++;
    }
  counter->pending--;
}

static gboolean
is_finished (gpointer data)
{
  return ((Counter *) data)->pending == 0;
}

static guint
count_renewals (void)
{
  return service_count_requests ("POST", "/v1/session/refresh");
}

static guint
count_sign_ins (void)
{
  return service_count_requests ("POST", "/v1/sign-ins");
}

static void
test_expired_in_parallel (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  g_autofree char *url = demo_process_dup_url (demo, "/tomtel");
  g_autofree char *said = NULL;
  CabinetHousehold *household = service_open ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetAccount) first =
    service_add (household, "tomtel", url, NULL, "104205406", "demo", TRUE, &error);
  GListModel *all = cabinet_household_get_all (household);
  Counter counter = { 0 };

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (all), ==, 3);
  said = demo_process_control (demo, "expire", "{}");
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      /* Twice each: a refresh that is under way is joined. */
      for (guint j = 0; j < 2; j++)
        {
          counter.pending++;
          cabinet_account_refresh_async (cabinet_list_get (all, i), NULL, on_refreshed, &counter);
        }
    }
  service_wait_until (is_finished, &counter);
  g_assert_cmpuint (counter.failed, ==, 0);
  g_assert_cmpuint (count_renewals (), ==, 1);
  g_assert_cmpuint (count_sign_ins (), ==, 1);
  g_clear_object (&first);
  service_close (household);

  /* What was renewed is what the keyring holds. */
  household = service_open ();
  g_assert_true (service_refresh_all (household, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_renewals (), ==, 1);
  service_close (household);
}

static void
test_revoked (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *said = demo_process_control (demo, "revoke", "{}");
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sign_ins (), ==, 2);
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_OK);
  g_clear_object (&account);
  service_close (household);
}

/* The password was changed elsewhere: it is tried once, then never again before the person acts. */
static void
test_password_refused (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (CabinetSignInFlow) flow = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (GError) error = NULL;

  service_write_keyring (cabinet_account_get_sign_in_id (account), "{\"secret\":\"old\"}");
  g_clear_object (&account);
  service_close (household);

  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  for (int i = 0; i < 3; i++)
    {
      g_assert_false (service_refresh (account, NULL, &error));
      g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
      g_clear_error (&error);
      g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
    }
  g_assert_cmpuint (count_sign_ins (), ==, 2);
  g_assert_true (cabinet_account_get_stale (account));
  g_assert_nonnull (cabinet_account_get_overview (account));
  g_clear_object (&account);
  service_close (household);

  /* Nor after a restart. */
  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  g_assert_false (service_refresh (account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_cmpuint (count_sign_ins (), ==, 2);

  flow = cabinet_sign_in_flow_new_again (household, account);
  step = service_start (flow, NULL, "12345", "demo", &error);
  g_assert_no_error (error);
  g_assert_true (service_refresh (account, NULL, &error));
  g_assert_no_error (error);
  g_clear_object (&flow);
  g_clear_object (&account);
  service_close (household);
}

/* What is in the keyring is not ours, or not readable. */
static void
test_secret_gone (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GError) error = NULL;

  service_write_keyring (cabinet_account_get_sign_in_id (account), "not ours");
  g_clear_object (&account);
  service_close (household);
  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  g_assert_false (service_refresh (account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpint (cabinet_account_get_state (account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
  g_clear_object (&account);
  service_close (household);
}

static GSubprocess *
spawn_ctl (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("CABINETCTL"), "sync", NULL);
  g_assert_no_error (error);
  return process;
}

/* Window and terminals meet a 401 together: one renewal, all go on. */
static void
test_several_processes (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GError) error = NULL;

  g_assert_true (service_refresh (account, NULL, &error));
  for (guint round = 1; round <= 5; round++)
    {
      g_autofree char *said = demo_process_control (demo, "expire", "{}");
      g_autoptr (GSubprocess) one = spawn_ctl ();
      g_autoptr (GSubprocess) two = spawn_ctl ();

      g_assert_true (service_refresh (account, NULL, &error));
      g_assert_no_error (error);
      g_subprocess_wait_check (one, NULL, &error);
      g_assert_no_error (error);
      g_subprocess_wait_check (two, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_renewals (), ==, round);
      g_assert_cmpuint (count_sign_ins (), ==, 1);
    }
  g_clear_object (&account);
  service_close (household);
}

static gboolean
has_label (gpointer data)
{
  return g_strcmp0 (cabinet_account_get_label (data), "from elsewhere") == 0;
}

static void
on_ledger_changed (CabinetAccount *account, gpointer data)
{
  ++*(guint *) data;
}

static gboolean
is_positive (gpointer data)
{
  return *(guint *) data > 0;
}

static void
run_ctl (const char *first, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  g_ptr_array_add (argv, (gpointer) g_getenv ("CABINETCTL"));
  va_start (args, first);
  for (const char *each = first; each != NULL; each = va_arg (args, const char *))
    g_ptr_array_add (argv, (gpointer) each);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", g_get_user_data_dir (), TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* What cabinetctl writes shows here, without anybody asking. */
static void
test_seen_from_elsewhere (void)
{
  g_autoptr (DemoProcess) demo = demo_process_new ("--control", NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  guint changes = 0;
  gint64 begun;

  g_assert_true (service_refresh (account, NULL, &error));
  service_run_for (700);
  g_signal_connect (account, "ledger-changed", G_CALLBACK (on_ledger_changed), &changes);

  run_ctl ("account", "label", "tomtel-12345", "from elsewhere", NULL);
  begun = g_get_monotonic_time ();
  service_wait_until (has_label, account);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, test_patience (2 * G_TIME_SPAN_SECOND));
  g_assert_cmpuint (changes, ==, 0);

  said = demo_process_control (demo, "ledger/insert",
                               "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"amount\":\"10.00\"}");
  run_ctl ("sync", NULL);
  begun = g_get_monotonic_time ();
  service_wait_until (is_positive, &changes);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, test_patience (2 * G_TIME_SPAN_SECOND));
  g_signal_handlers_disconnect_by_func (account, on_ledger_changed, &changes);

  g_clear_object (&account);
  run_ctl ("account", "remove", "tomtel-12345", "--yes", NULL);
  service_run_for (1500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (household)), ==, 0);
  service_close (household);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cabinet_account_refresh_finish (CABINET_ACCOUNT (source), result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

/* Who stops waiting goes at once; the refresh goes on for the others, and leaves no error behind. */
static void
test_cancelled (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Counter counter = { .pending = 1 };
  gboolean cancelled = FALSE;

  cabinet_account_refresh_async (account, cancellable, on_cancelled, &cancelled);
  cabinet_account_refresh_async (account, NULL, on_refreshed, &counter);
  g_assert_true (cabinet_account_get_refreshing (account));
  g_cancellable_cancel (cancellable);
  service_wait_until (is_finished, &counter);
  g_assert_true (cancelled);
  g_assert_cmpuint (counter.failed, ==, 0);
  g_assert_false (cabinet_account_get_refreshing (account));

  cancelled = FALSE;
  g_clear_object (&cancellable);
  cancellable = g_cancellable_new ();
  counter = (Counter){ .pending = 1 };
  cabinet_account_refresh_async (account, cancellable, on_cancelled, &cancelled);
  g_cancellable_cancel (cancellable);
  service_run_for (20);
  g_assert_true (cancelled);
  /* Asked again while the other one still ends. */
  cabinet_account_refresh_async (account, NULL, on_refreshed, &counter);
  service_wait_until (is_finished, &counter);
  g_assert_cmpuint (counter.failed, ==, 0);
  g_assert_null (cabinet_account_get_error (account));

  /* Closing in the middle of a refresh. */
  cancelled = FALSE;
  cabinet_account_refresh_async (account, NULL, on_cancelled, &cancelled);
  g_clear_object (&account);
  service_close (household);
  g_assert_true (cancelled);
}

static void
test_offline (void)
{
  g_autoptr (DemoProcess) demo = demo_process_newv (NULL);
  CabinetHousehold *household = service_open ();
  g_autoptr (CabinetAccount) account = service_add_demo (household, demo);
  g_autofree char *words = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;
  gint64 balance;

  g_assert_true (service_refresh (account, NULL, &error));
  balance = cabinet_account_get_main_balance (account)->amount.micros;
  demo_process_stop (demo);
  g_assert_false (service_refresh (account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_OFFLINE);
  g_assert_true (cabinet_account_get_stale (account));
  g_assert_cmpint (cabinet_account_get_main_balance (account)->amount.micros, ==, balance);
  words = cabinet_account_dup_error_words (account);
  g_assert_nonnull (strstr (words, "Tomtel"));
  state = cabinet_account_dup_state_words (account);
  g_assert_cmpstr (state, ==, "No connection");
  g_clear_object (&account);
  service_close (household);

  g_clear_error (&error);
  household = service_open ();
  account = service_lookup (household, "tomtel-12345");
  g_assert_cmpint (cabinet_account_get_main_balance (account)->amount.micros, ==, balance);
  g_clear_object (&account);
  service_close (household);
}

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  service_test_add ("/refresh/expired-in-parallel", test_expired_in_parallel);
  service_test_add ("/refresh/revoked", test_revoked);
  service_test_add ("/refresh/password-refused", test_password_refused);
  service_test_add ("/refresh/secret-gone", test_secret_gone);
  service_test_add ("/refresh/several-processes", test_several_processes);
  service_test_add ("/refresh/seen-from-elsewhere", test_seen_from_elsewhere);
  service_test_add ("/refresh/cancelled", test_cancelled);
  service_test_add ("/refresh/offline", test_offline);
  return g_test_run ();
}
