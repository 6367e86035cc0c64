/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cabinet-notice-feed.h"
#include "system-fixture.h"

/* A household at a billing system: what it lacks is quiet, a session that is over is renewed once, and a
 * phone that several contracts share opens the one that is chosen. */

#define LOGIN "/api.cgi/user/login"
#define GONE "{\"errno\":10,\"errstr\":\"Access denied\"}"

static guint
count_sign_ins (System *f)
{
  return player_count (f->player, "POST", LOGIN);
}

/* No watching, no months, no payments, no marks: nothing is asked for them, and nothing fails. */
static void
test_lacking (System *f, gconstpointer data)
{
  system_put_ledger (f, "[]", "[]");
  system_refresh_well (f, NULL);
  g_assert_null (cabinet_account_get_error (f->account));
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_OK);
  g_assert_false (cabinet_account_get_stale (f->account));
  for (guint i = 0; i < player_count_requests (f->player); i++)
    if (player_get_request (f->player, i)->played == NULL)
      g_error ("nothing answers %s", player_get_request (f->player, i)->target);
}

/* A version without the lists of money: the rest is read all the same. */
static void
test_no_ledger (System *f, gconstpointer data)
{
  player_put (f->player, "GET", ABILLS_READ "user/payments", NULL, 404, NULL,
              "{\"errno\":2,\"errstr\":\"No such route\"}");
  system_refresh_well (f, NULL);
  g_assert_cmpuint (player_count (f->player, NULL, "portal/news"), ==, 1);
}

static void
put_gone (System *f)
{
  player_put (f->player, "GET", ABILLS_READ "user", NULL, 401, NULL, GONE);
}

static void
test_renewed (System *f, gconstpointer data)
{
  system_put_ledger (f, "[]", "[]");
  put_gone (f);
  player_put (f->player, "POST", LOGIN, "{\"login\":\"moroz\",\"password\":\"frost-7\"}", 200, NULL,
              "{\"login\":\"moroz\",\"sid\":\"Second7Session9x\",\"uid\":4207}");
  system_move_abills (f, "152.345");
  system_refresh_well (f, NULL);
  g_assert_cmpuint (count_sign_ins (f), ==, 2);
  g_assert_cmpstr (
    soup_message_headers_get_one (player_find (f->player, "GET", "user/fees")->headers, "USERSID"), ==,
    "Second7Session9x");
  g_assert_cmpuint (player_count (f->player, NULL, "frost-7"), ==, 0);
}

/* The password was changed elsewhere: one try, and the person is asked. */
static void
test_sign_in_needed (System *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL;

  put_gone (f);
  player_put (f->player, "POST", LOGIN, "{\"login\":\"moroz\",\"password\":\"frost-7\"}", 400, NULL,
              "{\"errno\":1001014,\"errstr\":\"ERR_WRONG_PASSWD\"}");
  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
  g_assert_cmpuint (count_sign_ins (f), ==, 2);
  /* And a wrong password is not tried again and again. */
  g_assert_false (service_refresh (f->account, NULL, &again));
  g_assert_error (again, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpuint (count_sign_ins (f), ==, 2);
}

/* @code NULL, @choice NULL: the phone, then the code, then the contract. */
static CabinetSignInStep *
answer (CabinetSignInFlow *flow, const char *phone, const char *code, const char *choice)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (CabinetSignInAnswer) given = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CabinetSignInStep *step;

  request->kind = CABINET_LOGIN_KIND_PHONE_CODE;
  request->login = g_strdup (phone);
  given->code = g_strdup (code);
  given->choice = g_strdup (choice);
  if (phone != NULL)
    cabinet_sign_in_flow_start_async (flow, request, NULL, service_on_result, &result);
  else
    cabinet_sign_in_flow_answer_async (flow, given, NULL, service_on_result, &result);
  service_wait_for (&result);
  step = cabinet_sign_in_flow_finish (flow, result, &error);
  g_assert_no_error (error);
  return step;
}

static void
test_phone (System *f, gconstpointer data)
{
  g_autoptr (CabinetSignInFlow) flow = system_flow_new (f, "abills", "/api.cgi");
  g_autoptr (CabinetSignInStep) code = NULL, choose = NULL, session = NULL;

  player_put (f->player, "POST", LOGIN, "{\"phone\":\"380501112233\"}", 200, NULL,
              "{\"sent\":true,\"authCode\":77}");
  player_put (f->player, "POST", LOGIN, "{\"authCode\":77,\"pinCode\":\"4821\"}", 200, NULL,
              "{\"users\":[{\"uid\":4207,\"login\":\"moroz\"},{\"uid\":4208,\"login\":\"moroz_2\"}]}");
  player_put (f->player, "POST", LOGIN, "{\"authCode\":77,\"pinCode\":\"4821\",\"uid\":4208}", 200, NULL,
              "{\"login\":\"moroz_2\",\"sid\":\"Third5Session3z\",\"uid\":4208}");
  system_put (f, ABILLS_READ "user", "{\"uid\":4208,\"login\":\"moroz_2\",\"deposit\":-7.5,\"credit\":0}");

  code = answer (flow, "+380 50 111-22-33", NULL, NULL);
  g_assert_cmpint (code->step, ==, CABINET_STEP_KIND_CODE);
  g_assert_true (g_str_has_suffix (code->masked_target, "2233"));
  g_assert_null (strstr (code->masked_target, "380501"));
  choose = answer (flow, NULL, "4821", NULL);
  g_assert_cmpint (choose->step, ==, CABINET_STEP_KIND_CHOOSE);
  g_assert_cmpuint (cabinet_list_length (choose->choices), ==, 2);
  session = answer (flow, NULL, NULL, CABINET_SIGN_IN_CHOICE (cabinet_list_get (choose->choices, 1))->id);
  g_assert_cmpint (session->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->household)), ==, 2);
  g_assert_cmpuint (cabinet_sign_in_flow_get_accounts (flow)->len, ==, 1);
  g_assert_cmpstr (
    cabinet_account_get_contract (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0))->id, ==,
    "4208");
}

/* Of a system that knows subscribers by password only. */
static void
test_ubilling (System *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  system_refresh_well (f, NULL);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_OK);
  player_put (f->player, "GET", UBILLING_READ, NULL, 401, "text/plain", "ERROR_WRONG_UBERAUTH");
  player_put (f->player, "GET", UBILLING_READ "&justauth=true", NULL, 401, "text/plain",
              "ERROR_WRONG_UBERAUTH");
  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
}

static CabinetCapabilityAnswer
get_capability (CabinetAccount *account, const char *name)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);

  for (guint i = 0; list != NULL && i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *each = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (each->name, name))
        return each->answer;
    }
  return CABINET_CAPABILITY_ANSWER_UNKNOWN;
}

static gboolean
can_change (gpointer data)
{
  return get_capability (data, "tariff.change") == CABINET_CAPABILITY_ANSWER_YES
         && !cabinet_account_get_refreshing (data);
}

static gboolean
cannot_change (gpointer data)
{
  return get_capability (data, "tariff.change") == CABINET_CAPABILITY_ANSWER_ELSEWHERE
         && !cabinet_account_get_refreshing (data);
}

static gboolean
set_web_forms (System *f, gboolean on, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cabinet_account_set_web_forms_async (f->account, on, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_account_set_finish (f->account, result, error);
}

/* Off until the person has said otherwise; then for this sign-in, for good, and at once. */
static void
test_web_forms (System *f, gconstpointer data)
{
  g_autoptr (CabinetSignInFlow) again = NULL;
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cabinet_account_has_web_forms (f->account));
  g_assert_false (cabinet_account_get_web_forms (f->account));
  service_wait_until (cannot_change, f->account);
  set_web_forms (f, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (cabinet_account_get_web_forms (f->account));
  service_wait_until (can_change, f->account);

  system_reopen (f);
  g_assert_true (cabinet_account_get_web_forms (f->account));
  system_refresh_well (f, NULL);
  g_assert_true (can_change (f->account));
  again = cabinet_sign_in_flow_new_again (f->household, f->account);
  step = service_start (again, NULL, "sydorenko_o", "горобець", &error);
  g_assert_no_error (error);
  g_assert_true (cabinet_account_get_web_forms (f->account));
  g_clear_object (&again);

  set_web_forms (f, FALSE, &error);
  g_assert_no_error (error);
  service_wait_until (cannot_change, f->account);
  system_reopen (f);
  g_assert_false (cabinet_account_get_web_forms (f->account));
}

static gboolean
is_told (gpointer data)
{
  return *(guint *) data > 0;
}

static void
on_changed (CabinetAccount *account, guint *count)
{
  if (cabinet_account_get_web_forms (account))
    ++*count;
}

/* What cabinetctl was told, the window shows. */
static void
test_web_forms_elsewhere (System *f, gconstpointer data)
{
  guint count = 0;

  service_run_for (50);
  g_signal_connect (f->account, "changed", G_CALLBACK (on_changed), &count);
  system_query ("archive", "update sign_ins set web_forms = 1");
  service_wait_until (is_told, &count);
  g_signal_handlers_disconnect_by_data (f->account, &count);
}

static void
test_no_web_forms (System *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cabinet_account_has_web_forms (f->account));
  g_assert_false (set_web_forms (f, TRUE, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED);
  g_assert_false (cabinet_account_get_web_forms (f->account));
}

/* Nothing of a removed contract is left in any file: no id, number, name, and no title of what it was
 * charged. */
static void
test_forgotten (System *f, gconstpointer data)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autofree char *ledger = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (GError) error = NULL;

  system_refresh_well (f, NULL);
  words = service_list_words (f->account);
  ledger = system_dup_ledger (f);
  rows = g_strsplit (ledger, "|", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (rows[i], " ", 3);

      if (g_strv_length (parts) == 3 && strlen (parts[2]) >= 5)
        g_ptr_array_add (words, g_strdup (parts[2]));
    }
  g_assert_true (service_remove (f->household, f->account, &error));
  g_assert_no_error (error);
  g_clear_object (&f->account);
  service_close (f->household);
  service_assert_forgotten (words);
  f->household = service_open ();
}

static void
test_forgotten_abills (System *f, gconstpointer data)
{
  system_put_ledger (
    f, "[{\"id\":1,\"datetime\":\"2026-09-03 09:00:00\",\"dsc\":\"Terminal on Elm street\",\"sum\":300}]",
    "[{\"id\":1,\"datetime\":\"2026-09-01 00:10:00\",\"dsc\":\"Rent of the router\",\"sum\":220.005}]");
  test_forgotten (f, data);
}

#define ADD(path, set_up, test) g_test_add (path, System, NULL, set_up, test, system_tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("/systems/lacking", system_set_up_abills, test_lacking);
  ADD ("/systems/no-ledger", system_set_up_abills, test_no_ledger);
  ADD ("/systems/renewed", system_set_up_abills, test_renewed);
  ADD ("/systems/sign-in-needed", system_set_up_abills, test_sign_in_needed);
  ADD ("/systems/phone", system_set_up_abills, test_phone);
  ADD ("/systems/ubilling", system_set_up_ubilling, test_ubilling);
  ADD ("/systems/web-forms", system_set_up_ubilling, test_web_forms);
  ADD ("/systems/web-forms-elsewhere", system_set_up_ubilling, test_web_forms_elsewhere);
  ADD ("/systems/forgotten-abills", system_set_up_abills, test_forgotten_abills);
  ADD ("/systems/forgotten-ubilling", system_set_up_ubilling, test_forgotten);
  ADD ("/systems/no-web-forms", system_set_up_abills, test_no_web_forms);
  return g_test_run ();
}
