/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include <string.h>

/* H5: support is written to without signing in, and nothing else is had that way. */

#define GUEST "{\"kind\":\"guest\",\"name\":\" Vera \",\"contact\":\"vera@example.org\"}"
#define GUESTS_A_MINUTE 10

typedef struct
{
  const char *method;
  const char *path; /* {} the guest's own contract */
  const char *body;
} Op;

/* What a session needs for that has signed in. */
static const Op refused[] = {
  { "GET", "v1/contracts/{}/overview", NULL },
  { "GET", "v1/contracts/{}/operations/months", NULL },
  { "GET", "v1/contracts/{}/operations", NULL },
  { "GET", "v1/contracts/{}/payment-methods", NULL },
  { "GET", "v1/contracts/{}/payments", NULL },
  { "POST", "v1/contracts/{}/payments",
    "{\"amount\":{\"amount\":\"100.00\",\"currency\":\"RUB\"},\"method\":\"card\"}" },
  { "GET", "v1/payments/p00000001", NULL },
  { "GET", "v1/contracts/{}/services", NULL },
  { "GET", "v1/contracts/{}/promise", NULL },
  { "GET", "v1/contracts/{}/suspension", NULL },
  { "GET", "v1/contracts/{}/tariffs", NULL },
  { "POST", "v1/contracts/{}/previews", "{\"kind\":\"service_on\",\"target_id\":\"ip\",\"when\":\"now\"}" },
  { "POST", "v1/contracts/{}/changes",
    "{\"kind\":\"service_on\",\"target_id\":\"ip\",\"when\":\"now\",\"preview_token\":\"none\"}" },
  { "GET", "v1/contracts/{}/changes", NULL },
  { "GET", "v1/contracts/{}/promise", NULL },
  { "GET", "v1/contracts/{}/suspension", NULL },
  { "DELETE", "v1/changes/ch00000001", NULL },
  { "GET", "v1/contracts/{}/notices", NULL },
  { "POST", "v1/notices/n1/read", NULL },
  { "POST", "v1/session/confirmations", "{\"secret\":\"demo\"}" },
};

static DemoProcess *
start_demo (void)
{
  return demo_process_new ("--now", NOW, "--control", "--operator-delay", "60000", NULL);
}

/* A client whose session is a guest's, with the id of what stands for his contract. */
static Client *
let_in (DemoProcess *demo, const char *tenant)
{
  Client *client = client_new (demo, tenant);
  g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", GUEST);
  g_autoptr (CabinetSignInStep) step = NULL;
  g_autoptr (Answer) contracts = NULL;
  g_autoptr (CabinetContractList) list = NULL;
  CabinetContract *contract;

  g_assert_cmpint (answer->status, ==, 201);
  step = answer_decode (answer, CABINET_TYPE_SIGN_IN_STEP);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_true (step->session->guest);
  client_take_session (client, step->session);
  contracts = client_ask (client, "GET", "v1/contracts", NULL);
  list = answer_decode (contracts, CABINET_TYPE_CONTRACT_LIST);
  g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 1);
  contract = cabinet_list_get (list->contracts, 0);
  g_assert_cmpstr (contract->holder, ==, "Vera");
  g_assert_null (contract->address);
  client->contract = g_strdup (contract->id);
  return client;
}

static void
assert_sign_in_refused (Client *client, const char *json, int status, const char *word)
{
  g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", json);

  answer_assert_problem (answer, status, word);
}

/* Only where the guides tell of it; what is typed is looked at. */
static void
test_who_offers (void)
{
  static const char *const others[] = { "telemir", "tctr", "mts" };
  g_autoptr (DemoProcess) demo = start_demo ();
  g_autoptr (Client) tomtel = let_in (demo, "tomtel");
  g_autoptr (Client) centra = let_in (demo, "centra");

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (Client) other = client_new (demo, others[i]);

      assert_sign_in_refused (other, GUEST, 400, "bad-value");
    }
  assert_sign_in_refused (tomtel, "{\"kind\":\"guest\"}", 400, "bad-value");
  assert_sign_in_refused (tomtel, "{\"kind\":\"guest\",\"name\":\" \"}", 400, "bad-value");
  assert_sign_in_refused (tomtel, "{\"kind\":\"guest\",\"name\":\"a\\nb\"}", 400, "bad-value");
  assert_sign_in_refused (centra, "{\"kind\":\"guest\",\"name\":\"Vera\",\"contact\":\"here\"}", 400,
                          "bad-value");
}

/* Who writes is told to the operator by name, who answers in hours and never of a contract. */
static void
test_conversation (void)
{
  g_auto (Desk) desk = { .demo = start_demo () };
  g_autoptr (Answer) sent = NULL;
  g_autoptr (CabinetThreadList) none = NULL;
  g_autofree char *thread = NULL;
  g_autoptr (CabinetMessagePage) page = NULL;
  g_autoptr (CabinetAttachment) file = NULL;
  g_autoptr (Answer) more = NULL;
  g_autoptr (Answer) fetched = NULL;

  desk.client = let_in (desk.demo, "tomtel");
  none = desk_list_threads (desk.client);
  g_assert_cmpuint (cabinet_list_length (none->threads), ==, 0);
  g_assert_true (none->support->open);
  sent = desk_open_thread (desk.client, NULL, "What is my balance?");
  g_assert_cmpint (sent->status, ==, 201);
  thread = desk_dup_first_thread (desk.client);
  desk_pass (&desk, 65);
  page = desk_read_messages (desk.client, thread, "");
  g_assert_cmpuint (cabinet_list_length (page->messages), ==, 3);
  g_assert_cmpint (desk_message_at (page, 2)->from, ==, CABINET_MESSAGE_AUTHOR_SYSTEM);
  g_assert_nonnull (strstr (desk_message_at (page, 2)->text, "Vera, vera@example.org"));
  g_assert_cmpint (desk_message_at (page, 1)->from, ==, CABINET_MESSAGE_AUTHOR_ME);
  g_assert_true (g_str_has_prefix (desk_message_at (page, 0)->text, "Hello, Vera! "));
  g_assert_null (strstr (desk_message_at (page, 0)->text, "₽"));

  file = desk_upload_text (desk.client, "a note");
  more = desk_send (desk.client, thread, "See", file->id);
  g_assert_cmpint (more->status, ==, 201);
  fetched = desk_fetch (desk.client, file->id);
  g_assert_cmpint (fetched->status, ==, 200);
}

/* Whose conversation it is, a session says, not an id that somebody has learnt. */
static void
test_others (void)
{
  g_auto (Desk) desk = { .demo = start_demo () };
  g_autoptr (Client) subscriber = client_new (desk.demo, "tomtel");
  g_autoptr (Client) other = let_in (desk.demo, "tomtel");
  g_autoptr (CabinetAttachment) file = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Answer) sent = NULL;
  g_autoptr (Answer) read = NULL;
  g_autoptr (Answer) written = NULL;
  g_autoptr (Answer) fetched = NULL;
  g_autoptr (Answer) foreign = NULL;

  desk.client = let_in (desk.demo, "tomtel");
  client_enter (subscriber, NULL, "12345", "demo");
  theirs = desk_dup_first_thread (subscriber);
  path = g_strdup_printf ("v1/threads/%s/messages", theirs);
  read = client_ask (desk.client, "GET", path, NULL);
  answer_assert_problem (read, 404, "not-found");
  written = desk_send (desk.client, theirs, "Hello", NULL);
  answer_assert_problem (written, 404, "not-found");
  file = desk_upload_text (other, "not yours");
  fetched = desk_fetch (desk.client, file->id);
  answer_assert_problem (fetched, 404, "not-found");

  sent = desk_open_thread (other, NULL, "Mine");
  g_assert_cmpint (sent->status, ==, 201);
  g_free (desk.client->contract);
  desk.client->contract = g_strdup (other->contract);
  foreign = client_read (desk.client, "threads");
  answer_assert_problem (foreign, 404, "not-found");
}

static void
assert_refused (Client *client, const Op *op)
{
  g_auto (GStrv) parts = g_strsplit (op->path, "{}", 2);
  g_autofree char *path = g_strjoinv (client->contract, parts);
  g_autoptr (Answer) answer = client_change (client, op->method, path, op->body);

  answer_assert_problem (answer, 403, "not-for-guests");
}

/* Nothing of any contract: neither what stands for the guest's own, nor another's whose id is known. */
static void
test_nothing_else (void)
{
  g_autoptr (DemoProcess) demo = start_demo ();
  g_autoptr (Client) guest = let_in (demo, "tomtel");
  g_autoptr (Client) subscriber = client_new (demo, "tomtel");
  g_autoptr (Answer) answer = client_read (guest, "capabilities");
  g_autoptr (CabinetCapabilityList) list = answer_decode (answer, CABINET_TYPE_CAPABILITY_LIST);

  for (guint i = 0; i < cabinet_list_length (list->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      g_assert_cmpint (capability->answer == CABINET_CAPABILITY_ANSWER_YES, ==,
                       g_str_has_prefix (capability->name, "chat"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (guest, &refused[i]);
  client_enter (subscriber, NULL, "12345", "demo");
  g_free (guest->contract);
  guest->contract = g_strdup (subscriber->contract);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (guest, &refused[i]);
}

/* The session is renewed and ended as any; its number is no login. */
static void
test_session (void)
{
  g_auto (Desk) desk = { .demo = start_demo () };
  g_autofree char *expired = NULL;
  g_autofree char *json = NULL;
  g_autoptr (Answer) over = NULL;
  g_autoptr (Answer) renewed = NULL;
  g_autoptr (CabinetSession) session = NULL;
  g_autoptr (CabinetThreadList) list = NULL;
  g_autoptr (Answer) ended = NULL;
  g_autoptr (Answer) after = NULL;

  desk.client = let_in (desk.demo, "centra");
  expired = demo_process_control (desk.demo, "expire", "{}");
  over = client_read (desk.client, "threads");
  answer_assert_problem (over, 401, "session-over");
  json = g_strdup_printf ("{\"refresh_token\":\"%s\"}", desk.client->refresh);
  renewed = client_ask (desk.client, "POST", "v1/session/refresh", json);
  g_assert_cmpint (renewed->status, ==, 200);
  session = answer_decode (renewed, CABINET_TYPE_SESSION);
  g_assert_true (session->guest);
  client_take_session (desk.client, session);
  list = desk_list_threads (desk.client);
  ended = client_ask (desk.client, "DELETE", "v1/session", NULL);
  g_assert_cmpint (ended->status, ==, 204);
  after = client_read (desk.client, "threads");
  answer_assert_problem (after, 401, "session-over");
  assert_sign_in_refused (desk.client, "{\"kind\":\"password\",\"login\":\"guest-61\",\"secret\":\"demo\"}",
                          401, "wrong-credentials");
}

/* Of one address; who signs in is not held up by that. */
static void
test_limit (void)
{
  g_autoptr (DemoProcess) demo = start_demo ();
  g_autoptr (Client) client = client_new (demo, "tomtel");
  g_autoptr (Answer) late = NULL;
  guint64 wait;

  for (guint i = 0; i < GUESTS_A_MINUTE; i++)
    {
      g_autoptr (Answer) answer = client_ask (client, "POST", "v1/sign-ins", GUEST);

      g_assert_cmpint (answer->status, ==, 201);
    }
  late = client_ask (client, "POST", "v1/sign-ins", GUEST);
  answer_assert_problem (late, 429, "rate-limited");
  g_assert_true (
    g_ascii_string_to_unsigned (answer_get_header (late, "Retry-After"), 10, 1, 60, &wait, NULL));
  client_enter (client, NULL, "12345", "demo");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/guests/who-offers", test_who_offers);
  g_test_add_func ("/demo/guests/conversation", test_conversation);
  g_test_add_func ("/demo/guests/others", test_others);
  g_test_add_func ("/demo/guests/nothing-else", test_nothing_else);
  g_test_add_func ("/demo/guests/session", test_session);
  g_test_add_func ("/demo/guests/limit", test_limit);
  return g_test_run ();
}
