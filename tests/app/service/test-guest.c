/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conversation-fixture.h"

/* H5: support is written to without signing in, beside a contract that somebody has signed in to. */

static CabinetSignInStep *
ask (TalkFixture *f, CabinetSignInFlow *flow, const char *name, const char *contact, GError **error)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  request->kind = CABINET_LOGIN_KIND_GUEST;
  request->name = g_strdup (name);
  request->contact = g_strdup (contact);
  cabinet_sign_in_flow_start_async (flow, request, NULL, service_on_result, &result);
  service_wait_for (&result);
  return cabinet_sign_in_flow_finish (flow, result, error);
}

static CabinetSignInFlow *
new_flow (TalkFixture *f, const char *provider)
{
  g_autoptr (CabinetProviderInfo) descriptor = service_dup_descriptor (provider);
  g_autofree char *path = g_strconcat ("/", provider, NULL);
  g_autofree char *url = demo_process_dup_url (f->demo, path);
  CabinetSignInFlow *flow = cabinet_sign_in_flow_new (f->household, descriptor, url);

  cabinet_sign_in_flow_set_remember (flow, TRUE);
  return flow;
}

static CabinetAccount *
let_in (TalkFixture *f)
{
  g_autoptr (CabinetSignInFlow) flow = new_flow (f, "tomtel");
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetSignInStep) step = ask (f, flow, "Vera", "+7 913 000-00-47", &error);

  g_assert_no_error (error);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_cmpuint (cabinet_sign_in_flow_get_accounts (flow)->len, ==, 1);
  return g_object_ref (g_ptr_array_index (cabinet_sign_in_flow_get_accounts (flow), 0));
}

/* From here on the fixture's account is the guest's. Returns: its id */
static char *
begin (TalkFixture *f)
{
  g_clear_object (&f->account);
  f->account = let_in (f);
  f->conversation = cabinet_account_get_conversation (f->account);
  return g_strdup (cabinet_account_get_id (f->account));
}

static void
refresh_well (TalkFixture *f)
{
  g_autoptr (GError) error = NULL;

  service_refresh (f->account, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_words (char *words, const char *expected)
{
  g_assert_cmpstr (words, ==, expected);
  g_free (words);
}

/* It is told apart from a contract, and nothing is asked that only a contract has. */
static void
test_entry (TalkFixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  guint overviews = service_count_requests ("GET", "/overview");
  guint ledgers = service_count_requests ("GET", "/operations");

  g_assert_false (cabinet_account_get_guest (f->account));
  id = begin (f);
  g_assert_true (g_str_has_prefix (id, "tomtel-guest-"));
  g_assert_true (cabinet_account_get_guest (f->account));
  refresh_well (f);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_OK);
  g_assert_null (cabinet_account_get_overview (f->account));
  g_assert_false (cabinet_account_get_stale (f->account));
  g_assert_cmpint (cabinet_account_get_read_at (f->account), >, 0);
  g_assert_cmpuint (service_count_requests ("GET", "/overview"), ==, overviews);
  g_assert_cmpuint (service_count_requests ("GET", "/operations"), ==, ledgers);
  g_assert_cmpuint (service_count_requests ("GET", "/notices"), ==, 0);
  assert_words (cabinet_account_dup_state_words (f->account), "Without a contract");
  assert_words (cabinet_account_dup_number_words (f->account), "guest Vera");

  talk_close_household (f);
  talk_look_again (f, id);
  g_assert_true (cabinet_account_get_guest (f->account));
  g_assert_cmpint (cabinet_account_get_read_at (f->account), >, 0);
  g_assert_false (cabinet_account_get_stale (f->account));
}

static gboolean
is_answered (gpointer data)
{
  TalkFixture *f = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->conversation));
  CabinetMessage *last = n > 0 ? cabinet_list_peek (G_LIST_MODEL (f->conversation), n - 1) : NULL;

  return last != NULL && last->from == CABINET_MESSAGE_AUTHOR_SUPPORT
         && g_str_has_prefix (last->text, "Hello, Vera!");
}

/* The answer comes by itself, also to who comes back when his access token is long over. */
static void
test_answer (TalkFixture *f, gconstpointer data)
{
  g_autofree char *id = begin (f);
  g_autoptr (CabinetMessage) sent = NULL;
  g_autofree char *said = NULL;

  cabinet_conversation_start_watching (f->conversation);
  sent = talk_send (f, "What is there in Seversk?");
  service_wait_until (is_answered, f);
  cabinet_conversation_stop_watching (f->conversation);

  said = demo_process_control (f->demo, "expire", "{}");
  talk_close_household (f);
  talk_look_again (f, id);
  talk_find (f, "What is there in Seversk?");
  g_assert_true (is_answered (f));
  refresh_well (f);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_OK);
  talk_refresh_well (f);
  g_clear_object (&sent);
  sent = talk_send (f, "Thank you");
  g_assert_cmpint (sent->state, !=, CABINET_MESSAGE_STATE_QUEUED);
}

/* What was said stays when the provider has ended the session; another guest is somebody else. */
static void
test_over (TalkFixture *f, gconstpointer data)
{
  g_autofree char *id = begin (f);
  g_autoptr (CabinetMessage) sent = talk_send (f, "Anybody there?");
  g_autofree char *said = demo_process_control (f->demo, "revoke", "{}");
  g_autoptr (CabinetAccount) other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (service_refresh (f->account, NULL, &error));
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_AUTH);
  g_assert_cmpint (cabinet_account_get_state (f->account), ==, CABINET_ACCOUNT_STATE_SIGN_IN_NEEDED);
  talk_find (f, "Anybody there?");

  other = let_in (f);
  g_assert_cmpstr (cabinet_account_get_id (other), !=, id);
  g_assert_cmpstr (cabinet_account_get_sign_in_id (other), !=, cabinet_account_get_sign_in_id (f->account));
  g_assert_cmpuint (talk_count (cabinet_account_get_conversation (other), "Anybody there?", NULL), ==, 0);
  talk_find (f, "Anybody there?");
}

static void
test_removed (TalkFixture *f, gconstpointer data)
{
  g_autofree char *id = begin (f);
  g_autofree char *sign_in = g_strdup (cabinet_account_get_sign_in_id (f->account));
  g_autofree char *kept = service_read_keyring (sign_in);
  g_autofree char *left = NULL;
  g_autoptr (CabinetAccount) contract = service_lookup (f->household, "tomtel-12345");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (kept);
  f->conversation = NULL;
  g_assert_true (service_remove (f->household, f->account, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service_count_requests ("DELETE", "/session"), ==, 1);
  left = service_read_keyring (sign_in);
  g_assert_null (left);
  g_assert_null (cabinet_household_lookup (f->household, id, NULL));
  g_assert_true (service_refresh (contract, NULL, &error));
  g_assert_no_error (error);
}

static void
test_refused (TalkFixture *f, gconstpointer data)
{
  g_autoptr (CabinetSignInFlow) telemir = new_flow (f, "telemir");
  g_autoptr (CabinetSignInFlow) tomtel = new_flow (f, "tomtel");
  g_autoptr (CabinetSignInStep) none = NULL;
  g_autoptr (GError) error = NULL;

  none = ask (f, telemir, "Vera", NULL, &error);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_REFUSED);
  g_clear_error (&error);
  none = ask (f, tomtel, "Vera", "over there", &error);
  g_assert_error (error, CABINET_ERROR, CABINET_ERROR_REFUSED);
  g_assert_cmpstr (cabinet_error_get_field (error), ==, "contact");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->household)), ==, 1);
}

#define ADD(path, delay, function) \
  g_test_add ("/service/guest/" path, TalkFixture, delay, talk_set_up, function, talk_tear_down)

int
main (int argc, char **argv)
{
  service_test_init (&argc, &argv);
  ADD ("entry", NULL, test_entry);
  ADD ("answer", "500", test_answer);
  ADD ("over", NULL, test_over);
  ADD ("removed", NULL, test_removed);
  ADD ("refused", NULL, test_refused);
  return g_test_run ();
}
