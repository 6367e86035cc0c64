/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

/* Signing in, tokens and what a session may see (A13, A18, B1, B7, B12). */

#define PASSWORD(login, secret) "{\"kind\":\"password\",\"login\":\"" login "\",\"secret\":\"" secret "\"}"

static Client *
new_client (DemoProcess **demo, const char *tenant)
{
  *demo = demo_process_new ("--now", NOW, "--control", NULL);
  return client_new (*demo, tenant);
}

static void
advance (DemoProcess *demo, int seconds)
{
  g_autofree char *json = g_strdup_printf ("{\"advance_seconds\":%d}", seconds);
  g_autofree char *answer = demo_process_control (demo, "clock", json);

  g_assert_nonnull (answer);
}

static Answer *
refresh_with (Client *client, const char *token)
{
  g_autofree char *json = g_strdup_printf ("{\"refresh_token\":\"%s\"}", token);

  return client_ask (client, "POST", "v1/session/refresh", json);
}

static void
assert_open (Client *client, gboolean open)
{
  g_autoptr (Answer) answer = client_ask (client, "GET", "v1/contracts", NULL);

  if (open)
    {
      g_assert_cmpint (answer->status, ==, 200);
      return;
    }
  answer_assert_problem (answer, 401, "session-over");
  g_assert_nonnull (answer_get_header (answer, "WWW-Authenticate"));
}

static void
refresh (Client *client)
{
  g_autoptr (Answer) answer = refresh_with (client, client->refresh);
  g_autoptr (CabinetSession) session = NULL;

  g_assert_cmpint (answer->status, ==, 200);
  session = answer_decode (answer, CABINET_TYPE_SESSION);
  client_take_session (client, session);
}

static void
test_expiry (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autofree char *nothing = NULL;

  assert_open (client, FALSE);
  client->token = g_strdup ("nonsense");
  assert_open (client, FALSE);

  client_enter (client, NULL, "12345", "demo");
  advance (demo, 14 * 60);
  assert_open (client, TRUE);
  advance (demo, 61);
  assert_open (client, FALSE);
  refresh (client);
  assert_open (client, TRUE);

  nothing = demo_process_control (demo, "expire", "{}");
  assert_open (client, FALSE);
  refresh (client);
  assert_open (client, TRUE);
}

static void
test_rotation_grace_and_reuse (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autofree char *old = NULL;

  client_enter (client, NULL, "12345", "demo");
  old = g_strdup (client->refresh);
  refresh (client);
  g_assert_cmpstr (client->refresh, !=, old);

  /* The answer was lost, so the old one is sent again. */
  advance (demo, 50);
  {
    g_autoptr (Answer) again = refresh_with (client, old);
    g_assert_cmpint (again->status, ==, 200);
  }
  assert_open (client, TRUE);

  /* A minute later it is a copy in the wrong hands: the family ends, the newest tokens with it. */
  advance (demo, 15);
  {
    g_autoptr (Answer) late = refresh_with (client, old);
    answer_assert_problem (late, 401, "session-over");
  }
  assert_open (client, FALSE);
  {
    g_autoptr (Answer) newest = refresh_with (client, client->refresh);
    answer_assert_problem (newest, 401, "session-over");
  }
}

static void
test_end_and_revocation (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (Client) other = client_new (demo, "tomtel");
  g_autoptr (Answer) ended = NULL;
  g_autoptr (Answer) twice = NULL;
  g_autoptr (Answer) dead = NULL;
  g_autofree char *nothing = NULL;

  client_enter (client, NULL, "12345", "demo");
  client_enter (other, NULL, "12345", "demo");
  ended = client_ask (client, "DELETE", "v1/session", NULL);
  g_assert_cmpint (ended->status, ==, 204);
  g_assert_cmpstr (ended->text, ==, "");
  twice = client_ask (client, "DELETE", "v1/session", NULL);
  answer_assert_problem (twice, 401, "session-over");
  dead = refresh_with (client, client->refresh);
  answer_assert_problem (dead, 401, "session-over");

  assert_open (other, TRUE); /* another sign-in of the same person */
  nothing = demo_process_control (demo, "revoke", "{}");
  assert_open (other, FALSE);
}

static void
test_tokens_are_listed (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autofree char *tokens = NULL;

  client_enter (client, NULL, "12345", "demo");
  tokens = demo_process_control (demo, "tokens", NULL);
  g_assert_nonnull (strstr (tokens, client->token));
  g_assert_nonnull (strstr (tokens, client->refresh));
}

/* An access token refreshes nothing, a refresh token opens nothing, and neither serves another tenant. */
static void
test_tokens_have_one_use (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (Client) wrong = client_new (demo, "tomtel");
  g_autoptr (Client) elsewhere = client_new (demo, "telemir");
  g_autoptr (Answer) mixed = NULL;
  g_autoptr (Answer) foreign = NULL;

  client_enter (client, NULL, "12345", "demo");
  mixed = refresh_with (client, client->token);
  answer_assert_problem (mixed, 401, "session-over");
  wrong->token = g_strdup (client->refresh);
  assert_open (wrong, FALSE);
  elsewhere->token = g_strdup (client->token);
  assert_open (elsewhere, FALSE);
  foreign = refresh_with (elsewhere, client->refresh);
  answer_assert_problem (foreign, 401, "session-over");
  assert_open (client, TRUE);
}

static void
test_foreign_contract (void)
{
  static const char *const views[] = { "capabilities", "overview", "operations", "operations/months" };
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tctr");
  g_autoptr (Client) other = client_new (demo, "tctr");

  client_enter (client, "cable", "12345", "demo");
  client_enter (other, "wifi", "12345", "demo");
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *foreign = g_strdup_printf ("v1/contracts/%s/%s", other->contract, views[i]);
      g_autofree char *unknown = g_strdup_printf ("v1/contracts/c0123456789ab/%s", views[i]);
      g_autoptr (Answer) one = client_ask (client, "GET", foreign, NULL);
      g_autoptr (Answer) two = client_ask (client, "GET", unknown, NULL);

      answer_assert_problem (one, 404, "not-found");
      answer_assert_problem (two, 404, "not-found");
      g_assert_cmpstr (one->text, ==, two->text); /* which ids exist cannot be told from the answer */
    }
}

static void
assert_refused (Client *client, const char *json, int status, const char *word)
{
  g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", json);

  answer_assert_problem (answer, status, word);
}

static void
test_lock_out (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (CabinetProblem) problem = NULL;
  g_autoptr (Answer) locked = NULL;
  CabinetInstant now = 0;

  for (int i = 0; i < 4; i++)
    assert_refused (client, PASSWORD ("12345", "wrong"), 401, "wrong-credentials");
  client_enter (client, NULL, "12345", "demo"); /* a right one begins the count anew */
  for (int i = 0; i < 5; i++)
    {
      assert_refused (client, PASSWORD ("12345", "wrong"), 401, "wrong-credentials");
      assert_refused (client, PASSWORD ("999999999", "wrong"), 401, "wrong-credentials");
    }

  locked = client_ask (client, "POST", "v1/sign-ins", PASSWORD ("12345", "demo"));
  answer_assert_problem (locked, 429, "locked");
  problem = answer_decode (locked, CABINET_TYPE_PROBLEM);
  g_assert_true (cabinet_instant_parse (NOW, &now));
  g_assert_cmpint (problem->retry_at, >, now + 4 * 60 * G_USEC_PER_SEC);
  g_assert_cmpint (problem->retry_at, <, now + 6 * 60 * G_USEC_PER_SEC);
  g_assert_nonnull (answer_get_header (locked, "Retry-After"));
  /* Nobody learns here that one of the two is no login at all. */
  assert_refused (client, PASSWORD ("999999999", "demo"), 429, "locked");

  advance (demo, 5 * 60 + 1);
  assert_refused (client, PASSWORD ("12345", "wrong"), 401, "wrong-credentials");
  client_enter (client, NULL, "12345", "demo");
}

/* A13: the cabinet of a new contract opens on the 1st, and only who knows the password is told. */
static void
test_not_open_yet (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (CabinetProblem) problem = NULL;
  g_autoptr (Answer) early = NULL;
  CabinetInstant opening;

  assert_refused (client, PASSWORD ("104205408", "wrong"), 401, "wrong-credentials");
  early = client_ask (client, "POST", "v1/sign-ins", PASSWORD ("104205408", "demo"));
  answer_assert_problem (early, 403, "not-open-yet");
  problem = answer_decode (early, CABINET_TYPE_PROBLEM);
  g_assert_true (cabinet_instant_parse ("2026-11-30T17:00:00Z", &opening)); /* midnight in Tomsk */
  g_assert_cmpint (problem->retry_at, ==, opening);

  advance (demo, 10 * 24 * 3600);
  client_enter (client, NULL, "104205408", "demo");
}

static void
test_kept_out (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (Client) centra = client_new (demo, "centra");

  assert_refused (client, PASSWORD ("104205409", "demo"), 403, "closed");
  assert_refused (centra, PASSWORD ("770210", "demo"), 403, "forbidden");
  assert_refused (centra, PASSWORD ("770210", "wrong"), 401, "wrong-credentials");
}

static void
test_temporary_password (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (CabinetSignInStep) step = client_start (client, NULL, "104205407", "t7Kp2mQx");
  g_autoptr (CabinetSignInStep) plain = client_start (client, NULL, "12345", "demo");
  g_autoptr (CabinetSession) session = NULL;
  g_autoptr (Answer) answer = NULL;

  g_assert_true (step->session->password_temporary);
  g_assert_false (plain->session->password_temporary);
  answer = refresh_with (client, step->session->refresh_token);
  session = answer_decode (answer, CABINET_TYPE_SESSION);
  g_assert_true (session->password_temporary);
}

/* A18: the category is a part of who one is. */
static void
test_wrong_category (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tctr");

  assert_refused (client, PASSWORD ("12345", "demo"), 400, "bad-value");
  assert_refused (client,
                  "{\"kind\":\"password\",\"category\":\"phone\",\"login\":\"12345\",\"secret\":\"demo\"}",
                  400, "bad-value");
  assert_refused (client,
                  "{\"kind\":\"password\",\"category\":\"wifi\",\"login\":\"200103\",\"secret\":\"demo\"}",
                  401, "wrong-credentials");
  client_enter (client, "cable", "200103", "demo");
}

static CabinetSignInStep *
ask_for_code (Client *client, const char *phone)
{
  g_autofree char *json = g_strdup_printf ("{\"kind\":\"phone_code\",\"login\":\"%s\"}", phone);
  g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", json);
  CabinetSignInStep *step;

  g_assert_cmpint (answer->status, ==, 201);
  step = answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CODE);
  g_assert_cmpint (step->attempts_left, ==, 3);
  g_assert_null (strstr (step->masked_target, "0000"));
  return step;
}

static Answer *
answer_step (Client *client, const char *id, const char *member, const char *value)
{
  g_autofree char *path = g_strdup_printf ("v1/sign-ins/%s", id);
  g_autofree char *json = g_strdup_printf ("{\"%s\":\"%s\"}", member, value);

  return client_ask (client, "POST", path, json);
}

static void
assert_step_refused (
  Client *client, const char *id, const char *member, const char *value, int status, const char *word)
{
  g_autoptr (Answer) answer = answer_step (client, id, member, value);

  answer_assert_problem (answer, status, word);
}

static void
test_phone_and_code (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "mts");
  g_autoptr (CabinetSignInStep) step = ask_for_code (client, "8 (913) 000-00-47");
  g_autoptr (CabinetSignInStep) done = NULL;
  g_autoptr (Answer) right = NULL;

  assert_step_refused (client, "nothing", "code", "010382", 404, "not-found");
  assert_step_refused (client, step->id, "choice", "1", 400, "bad-value");
  assert_step_refused (client, step->id, "code", "000000", 401, "wrong-code");
  right = answer_step (client, step->id, "code", "010382");
  g_assert_cmpint (right->status, ==, 200);
  done = answer_decode (right, CABINET_TYPE_SIGN_IN_STEP);
  g_assert_cmpint (done->step, ==, CABINET_STEP_KIND_SESSION);
  assert_step_refused (client, step->id, "code", "010382", 410, "code-expired"); /* serves once */
}

static void
test_codes_end (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "mts");
  g_autoptr (CabinetSignInStep) tried = ask_for_code (client, "+79130000047");
  g_autoptr (CabinetSignInStep) late = ask_for_code (client, "+79130000047");
  g_autoptr (CabinetSignInStep) stranger = ask_for_code (client, "+79995550000");

  for (int i = 0; i < 3; i++)
    {
      assert_step_refused (client, tried->id, "code", "000000", 401, "wrong-code");
      assert_step_refused (client, stranger->id, "code", "000000", 401, "wrong-code");
    }
  assert_step_refused (client, tried->id, "code", "010382", 410, "code-expired");
  assert_step_refused (client, stranger->id, "code", "000000", 410, "code-expired");
  advance (demo, 5 * 60 + 1);
  assert_step_refused (client, late->id, "code", "010382", 410, "code-expired");
}

static void
choose (Client *client, CabinetSignInStep *step)
{
  g_autoptr (CabinetContractList) list = NULL;
  g_autoptr (CabinetSignInStep) done = NULL;
  g_autoptr (Answer) answer = NULL;
  g_autoptr (Answer) contracts = NULL;
  g_autoptr (Answer) other = NULL;
  g_autofree char *foreign = NULL;
  CabinetSignInChoice *choice;

  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CHOOSE);
  g_assert_cmpuint (cabinet_list_length (step->choices), ==, 2);
  assert_step_refused (client, step->id, "choice", "c0123456789ab", 400, "bad-value");
  assert_step_refused (client, step->id, "code", "1", 400, "bad-value");
  choice = cabinet_list_get (step->choices, 1);
  answer = answer_step (client, step->id, "choice", choice->id);
  g_assert_cmpint (answer->status, ==, 200);
  done = answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
  client_take_session (client, done->session);

  contracts = client_ask (client, "GET", "v1/contracts", NULL);
  list = answer_decode (contracts, CABINET_TYPE_CONTRACT_LIST);
  g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 1);
  g_assert_cmpstr (((CabinetContract *) cabinet_list_get (list->contracts, 0))->id, ==, choice->id);

  /* What was not chosen is somebody else's for this session. */
  choice = cabinet_list_get (step->choices, 0);
  foreign = g_strdup_printf ("v1/contracts/%s/overview", choice->id);
  other = client_ask (client, "GET", foreign, NULL);
  answer_assert_problem (other, 404, "not-found");
}

static void
test_choose (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "mts");
  g_autoptr (CabinetSignInStep) step = client_start (client, NULL, "900310016", "demo");
  g_autoptr (CabinetSignInStep) code = ask_for_code (client, "+79130000048");
  g_autoptr (CabinetSignInStep) after = NULL;
  g_autoptr (Answer) answer = NULL;

  choose (client, step);
  answer = answer_step (client, code->id, "code", "010737");
  g_assert_cmpint (answer->status, ==, 200);
  after = answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
  choose (client, after);
}

static void
test_several_contracts (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tomtel");
  g_autoptr (CabinetContractList) list = NULL;
  g_autoptr (Answer) answer = NULL;

  client_enter (client, NULL, "104205406", "demo");
  answer = client_ask (client, "GET", "v1/contracts", NULL);
  list = answer_decode (answer, CABINET_TYPE_CONTRACT_LIST);
  g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      CabinetContract *contract = cabinet_list_get (list->contracts, i);
      g_autoptr (CabinetOverview) overview = NULL;
      static const CabinetLineState states[] = { CABINET_LINE_STATE_ACTIVE, CABINET_LINE_STATE_BLOCKED,
                                                 CABINET_LINE_STATE_CLOSED };

      g_free (client->contract);
      client->contract = g_strdup (contract->id);
      overview = client_read_overview (client);
      g_assert_cmpint (overview->line->state, ==, states[i]);
    }
}

static CabinetCapability *
find_capability (CabinetCapabilityList *list, const char *name)
{
  for (guint i = 0; i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (g_str_equal (capability->name, name))
        return capability;
    }
  g_error ("There is no capability %s", name);
}

/* A19. */
static void
test_legal_entity (void)
{
  g_autoptr (DemoProcess) demo = NULL;
  g_autoptr (Client) client = new_client (&demo, "tctr");
  g_autoptr (Answer) answer = NULL;
  g_autoptr (CabinetCapabilityList) list = NULL;
  CabinetCapability *capability;

  client_enter (client, "cable", "200105", "demo");
  answer = client_read (client, "capabilities");
  g_assert_cmpint (answer->status, ==, 200);
  list = answer_decode (answer, CABINET_TYPE_CAPABILITY_LIST);
  capability = find_capability (list, "tariff.change");
  g_assert_cmpint (capability->answer, ==, CABINET_CAPABILITY_ANSWER_BY_REQUEST);
  g_assert_nonnull (capability->reason);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/sessions/expiry", test_expiry);
  g_test_add_func ("/demo/sessions/rotation-grace-and-reuse", test_rotation_grace_and_reuse);
  g_test_add_func ("/demo/sessions/end-and-revocation", test_end_and_revocation);
  g_test_add_func ("/demo/sessions/tokens-are-listed", test_tokens_are_listed);
  g_test_add_func ("/demo/sessions/tokens-have-one-use", test_tokens_have_one_use);
  g_test_add_func ("/demo/sessions/foreign-contract", test_foreign_contract);
  g_test_add_func ("/demo/sessions/lock-out", test_lock_out);
  g_test_add_func ("/demo/sessions/not-open-yet", test_not_open_yet);
  g_test_add_func ("/demo/sessions/kept-out", test_kept_out);
  g_test_add_func ("/demo/sessions/temporary-password", test_temporary_password);
  g_test_add_func ("/demo/sessions/wrong-category", test_wrong_category);
  g_test_add_func ("/demo/sessions/phone-and-code", test_phone_and_code);
  g_test_add_func ("/demo/sessions/codes-end", test_codes_end);
  g_test_add_func ("/demo/sessions/choose", test_choose);
  g_test_add_func ("/demo/sessions/several-contracts", test_several_contracts);
  g_test_add_func ("/demo/sessions/legal-entity", test_legal_entity);
  return g_test_run ();
}
