/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-process.h"
#include "live-authorizer.h"
#include "net-server.h"
#include "provider-call.h"

/* The connector against the server that speaks the same API: what one encodes the other understands. */

static DemoProcess *demo;

typedef struct
{
  LiveAuthorizer *account;
  CabinetProvider *provider; /* the account's */
  CabinetContract *contract;
} Fixture;

static CabinetReply *
sign_in (Fixture *f,
         CabinetLoginKind kind,
         const char *category,
         const char *login,
         const char *secret,
         GError **error)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  const CabinetCall call = { .record = CABINET_RECORD (request) };

  request->kind = kind;
  request->category = g_strdup (category);
  request->login = g_strdup (login);
  request->secret = g_strdup (secret);
  return provider_call (f->provider, CABINET_OP_SIGN_IN, &call, error);
}

static CabinetReply *
answer (Fixture *f, const char *id, const char *code, const char *choice, GError **error)
{
  g_autoptr (CabinetSignInAnswer) record = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  const CabinetCall call = { .record = CABINET_RECORD (record), .id = id };

  record->code = g_strdup (code);
  record->choice = g_strdup (choice);
  return provider_call (f->provider, CABINET_OP_SIGN_IN_NEXT, &call, error);
}

static void
open_account (Fixture *f, const char *tenant)
{
  g_autofree char *path = g_strconcat ("/", tenant, NULL);
  g_autofree char *url = demo_process_dup_url (demo, path);

  f->account = live_authorizer_new (url);
  f->provider = f->account->provider;
}

static void
take_session (Fixture *f, CabinetReply *reply)
{
  CabinetSignInStep *step = reply->record;

  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_set_object (&f->account->session, step->session);
}

static void
take_contract (Fixture *f)
{
  g_autoptr (CabinetReply) reply = provider_call_good (f->provider, CABINET_OP_LIST_CONTRACTS, NULL);

  g_set_object (&f->contract, cabinet_list_get (((CabinetContractList *) reply->record)->contracts, 0));
}

/* Signed in as the demo subscriber of @data. */
static void
set_up (Fixture *f, gconstpointer data)
{
  const char *tenant = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = NULL;

  open_account (f, tenant);
  reply = sign_in (f, CABINET_LOGIN_KIND_PASSWORD, g_str_equal (tenant, "tctr") ? "wifi" : NULL, "12345",
                   "demo", &error);
  g_assert_no_error (error);
  take_session (f, reply);
  take_contract (f);
}

/* With nobody signed in. */
static void
set_up_public (Fixture *f, gconstpointer data)
{
  open_account (f, data);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->contract != NULL)
    net_assert_finalized (f->contract);
  net_assert_finalized (f->account);
}

static void control (const char *verb, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
control (const char *verb, const char *format, ...)
{
  g_autofree char *json = NULL;
  g_autofree char *reply = NULL;
  va_list args;

  va_start (args, format);
  json = g_strdup_vprintf (format, args);
  va_end (args);
  reply = demo_process_control (demo, verb, json);
}

static void
test_provider (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = provider_call_good (f->provider, CABINET_OP_READ_PROVIDER, NULL);
  CabinetProviderInfo *info = reply->record;

  g_assert_cmpstr (info->id, ==, data);
  g_assert_true (info->demo);
  g_assert_cmpuint (cabinet_list_length (info->logins), >, 0);
  g_assert_nonnull (reply->etag);
}

static void
test_reads (Fixture *f, gconstpointer data)
{
  CabinetCall call = { .contract = f->contract->id, .currency = f->contract->currency };
  g_autoptr (CabinetReply) capabilities =
    provider_call_good (f->provider, CABINET_OP_READ_CAPABILITIES, &call);
  g_autoptr (CabinetReply) overview = provider_call_good (f->provider, CABINET_OP_READ_OVERVIEW, &call);
  g_autoptr (CabinetReply) months = provider_call_good (f->provider, CABINET_OP_LIST_MONTHS, &call);
  g_autoptr (CabinetReply) again = NULL;

  g_assert_cmpstr (f->contract->number, ==, "12345");
  g_assert_cmpuint (cabinet_list_length (((CabinetCapabilityList *) capabilities->record)->capabilities), >,
                    0);
  g_assert_cmpint (((CabinetOverview *) overview->record)->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_cmpuint (cabinet_list_length (((CabinetOverview *) overview->record)->balances), >, 0);
  g_assert_cmpuint (cabinet_list_length (((CabinetOperationMonths *) months->record)->months), >, 2);

  call.etag = months->etag;
  again = provider_call_good (f->provider, CABINET_OP_LIST_MONTHS, &call);
  g_assert_true (again->not_modified);
  g_assert_null (again->record);
  g_assert_cmpstr (again->etag, ==, months->etag);
}

/* Reads a month, or the whole ledger, by pages of @limit; asserts that the cursors lead to its end. */
static guint
read_all (Fixture *f, CabinetCall *call, CabinetMoney *charged, CabinetMoney *credited)
{
  g_autofree char *cursor = NULL;
  guint count = 0;

  *charged = *credited = cabinet_money (0, f->contract->currency);
  do
    {
      g_autoptr (CabinetReply) reply = NULL;
      CabinetOperationPage *page;

      call->cursor = cursor;
      reply = provider_call_good (f->provider, CABINET_OP_READ_STATEMENT, call);
      page = reply->record;
      for (guint i = 0; i < cabinet_list_length (page->operations); i++)
        {
          CabinetOperation *operation = cabinet_list_get (page->operations, i);

          if (operation->withdrawn)
            continue;
          count++;
          cabinet_money_add (operation->amount.micros < 0 ? charged : credited, &operation->amount, NULL);
        }
      g_free (cursor);
      cursor = g_strdup (page->next);
  } while (cursor != NULL);
  call->cursor = NULL;
  return count;
}

/* Each month holds what the list of months says; together they are the whole ledger. */
static void
test_statement (Fixture *f, gconstpointer data)
{
  CabinetCall call = { .contract = f->contract->id, .currency = f->contract->currency };
  g_autoptr (CabinetReply) reply = provider_call_good (f->provider, CABINET_OP_LIST_MONTHS, &call);
  CabinetOperationMonths *list = reply->record;
  CabinetMoney charged, credited;
  guint total = 0;

  for (guint i = 0; i < cabinet_list_length (list->months); i++)
    {
      CabinetOperationMonth *month = cabinet_list_get (list->months, i);

      call.month = month->month;
      call.limit = 7;
      g_assert_cmpint (read_all (f, &call, &charged, &credited), ==, month->count);
      g_assert_cmpint (charged.micros, ==, month->charged.micros);
      g_assert_cmpint (credited.micros, ==, month->credited.micros);
      total += (guint) month->count;
    }
  call.month = CABINET_DATE_NONE;
  call.limit = 500;
  g_assert_cmpuint (read_all (f, &call, &charged, &credited), ==, total);
}

static void
test_since (Fixture *f, gconstpointer data)
{
  CabinetCall call = { .contract = f->contract->id };
  g_autoptr (CabinetReply) before = provider_call_good (f->provider, CABINET_OP_LIST_MONTHS, &call);
  CabinetOperationMonths *months = before->record;
  g_autoptr (CabinetReply) nothing = NULL;
  g_autoptr (CabinetReply) one = NULL;
  CabinetOperation *operation;

  call.has_since = TRUE;
  call.since = months->seq;
  call.epoch = months->epoch;
  nothing = provider_call_good (f->provider, CABINET_OP_READ_STATEMENT, &call);
  g_assert_cmpuint (cabinet_list_length (((CabinetOperationPage *) nothing->record)->operations), ==, 0);

  control ("ledger/insert",
           "{\"tenant\":\"%s\",\"login\":\"12345\",\"amount\":\"-25.00\",\"title\":\"Проба\"}",
           (const char *) data);
  one = provider_call_good (f->provider, CABINET_OP_READ_STATEMENT, &call);
  operation = cabinet_list_get (((CabinetOperationPage *) one->record)->operations, 0);
  g_assert_cmpstr (operation->title, ==, "Проба");
  g_assert_cmpint (operation->amount.micros, ==, -25 * CABINET_MONEY_UNIT);
  g_assert_cmpint (((CabinetOperationPage *) one->record)->seq, >, months->seq);

  /* History is rebuilt: what was known of it counts no longer. */
  control ("epoch", "{\"tenant\":\"%s\",\"login\":\"12345\"}", (const char *) data);
  provider_call_bad (f->provider, CABINET_OP_READ_STATEMENT, &call, CABINET_ERROR_REFUSED, "gone");
}

static void
test_refresh (Fixture *f, gconstpointer data)
{
  g_autofree char *first = g_strdup (f->account->session->refresh_token);
  g_autoptr (CabinetReply) reply = NULL;

  control ("expire", "{}");
  reply = provider_call_good (f->provider, CABINET_OP_LIST_CONTRACTS, NULL);
  g_assert_cmpuint (f->account->renewals, ==, 1);
  g_assert_cmpstr (f->account->session->refresh_token, !=, first);

  /* The old token is forgiven for a minute; used later, it ends the session for whoever holds the new one. */
  control ("clock", "{\"advance_seconds\":61}");
  g_free (f->account->session->refresh_token);
  f->account->session->refresh_token = g_steal_pointer (&first);
  control ("expire", "{}");
  provider_call_bad (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, CABINET_ERROR_AUTH, "session-over");
  g_assert_cmpuint (f->account->renewals, ==, 2);
}

static void
count_good (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = cabinet_provider_call_finish (CABINET_PROVIDER (source), result, &error);
  guint *good = user_data;

  g_assert_no_error (error);
  (*good)++;
}

static void
test_refresh_storm (Fixture *f, gconstpointer data)
{
  const CabinetCall call = { .contract = f->contract->id };
  guint good = 0;

  control ("expire", "{}");
  for (int i = 0; i < 4; i++)
    {
      cabinet_provider_call_async (f->provider, CABINET_OP_READ_OVERVIEW, &call, NULL, count_good, &good);
      cabinet_provider_call_async (f->provider, CABINET_OP_LIST_MONTHS, &call, NULL, count_good, &good);
    }
  while (good < 8)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (f->account->renewals, ==, 1);
}

static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = provider_call_good (f->provider, CABINET_OP_SIGN_OUT, NULL);

  g_assert_null (reply->record);
  provider_call_bad (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, CABINET_ERROR_AUTH, "session-over");
}

static void
test_revoked (Fixture *f, gconstpointer data)
{
  control ("revoke", "{}");
  provider_call_bad (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, CABINET_ERROR_AUTH, "session-over");
}

/* Somebody else's contract is as unknown as one that does not exist. */
static void
test_foreign_contract (Fixture *f, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = NULL;
  CabinetCall call = { 0 };

  open_account (&other, data);
  reply = sign_in (&other, CABINET_LOGIN_KIND_PASSWORD, NULL, "104205401", "demo", &error);
  g_assert_no_error (error);
  take_session (&other, reply);
  take_contract (&other);
  call.contract = other.contract->id;
  provider_call_bad (f->provider, CABINET_OP_READ_OVERVIEW, &call, CABINET_ERROR_REFUSED, "not-found");
  call.contract = "no/such?one";
  provider_call_bad (f->provider, CABINET_OP_READ_OVERVIEW, &call, CABINET_ERROR_REFUSED, "not-found");
  tear_down (&other, data);
}

static void
assert_no_entry (Fixture *f, const char *login, const char *secret, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, login, secret, &error));
  net_assert_error (error, CABINET_ERROR_AUTH, code);
  g_assert_nonnull (cabinet_error_get_words (error));
}

static void
test_no_entry (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_no_entry (f, "12345", "wrong", "wrong-credentials");
  assert_no_entry (f, "nobody", "demo", "wrong-credentials");
  assert_no_entry (f, "770208", "demo", "not-open-yet");
  assert_no_entry (f, "770209", "demo", "closed");
  assert_no_entry (f, "770210", "demo", "forbidden");

  g_assert_null (sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "12345", NULL, &error));
  net_assert_error (error, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpstr (cabinet_error_get_field (error), ==, "secret");
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = NULL;

  for (int i = 0; i < 5; i++)
    assert_no_entry (f, "770201", "wrong", "wrong-credentials");
  g_assert_null (sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "770201", "demo", &error));
  net_assert_error (error, CABINET_ERROR_AUTH, "locked");
  g_assert_cmpint (cabinet_error_get_retry_at (error), >, 0);
  g_clear_error (&error);

  control ("clock", "{\"advance_seconds\":301}");
  reply = sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "770201", "demo", &error);
  g_assert_no_error (error);
  take_session (f, reply);
}

static void
test_temporary_password (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply =
    sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "770207", "m5Xe8gBa", &error);

  g_assert_no_error (error);
  take_session (f, reply);
  g_assert_true (f->account->session->password_temporary);
}

static void
test_categories (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = NULL;

  g_assert_null (sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "12345", "demo", &error));
  net_assert_error (error, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpstr (cabinet_error_get_field (error), ==, "category");
  g_clear_error (&error);
  reply = sign_in (f, CABINET_LOGIN_KIND_PASSWORD, "cable", "12345", "demo", &error);
  g_assert_no_error (error);
  take_session (f, reply);
  take_contract (f);
  g_assert_cmpstr (f->contract->category, ==, "cable");
}

static void
test_phone_code (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) asked = NULL;
  g_autoptr (CabinetReply) entered = NULL;
  CabinetSignInStep *step;

  asked = sign_in (f, CABINET_LOGIN_KIND_PHONE_CODE, NULL, "8 913 000-00-47", NULL, &error);
  g_assert_no_error (error);
  step = asked->record;
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CODE);
  g_assert_nonnull (step->masked_target);
  g_assert_cmpint (step->attempts_left, ==, 3);

  g_assert_null (answer (f, step->id, "000000", NULL, &error));
  net_assert_error (error, CABINET_ERROR_AUTH, "wrong-code");
  g_clear_error (&error);
  entered = answer (f, step->id, "010382", NULL, &error);
  g_assert_no_error (error);
  take_session (f, entered);
  g_assert_null (answer (f, step->id, "010382", NULL, &error));
  net_assert_error (error, CABINET_ERROR_AUTH, "code-expired");
  g_clear_error (&error);
  g_assert_null (answer (f, "no/such?step", "1", NULL, &error));
  net_assert_error (error, CABINET_ERROR_REFUSED, "not-found");
}

static void
test_choose (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) asked = NULL;
  g_autoptr (CabinetReply) entered = NULL;
  CabinetSignInStep *step;
  CabinetSignInChoice *choice;

  asked = sign_in (f, CABINET_LOGIN_KIND_PASSWORD, NULL, "900310016", "demo", &error);
  g_assert_no_error (error);
  step = asked->record;
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CHOOSE);
  g_assert_cmpuint (cabinet_list_length (step->choices), ==, 2);

  g_assert_null (answer (f, step->id, NULL, "neither", &error));
  net_assert_error (error, CABINET_ERROR_REFUSED, "bad-value");
  g_clear_error (&error);
  choice = cabinet_list_get (step->choices, 1);
  entered = answer (f, step->id, NULL, choice->id, &error);
  g_assert_no_error (error);
  take_session (f, entered);
  take_contract (f);
  g_assert_cmpstr (f->contract->id, ==, choice->id);
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;

  /* Two failures are got over, three are told. */
  control ("fail", "{\"status\":503,\"requests\":2}");
  reply = provider_call_good (f->provider, CABINET_OP_LIST_CONTRACTS, NULL);
  control ("fail", "{\"status\":500,\"requests\":1}");
  provider_call_bad (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, CABINET_ERROR_OFFLINE, "server-down");
  control ("rate-limit", "{\"requests\":3}");
  provider_call_bad (f->provider, CABINET_OP_LIST_CONTRACTS, NULL, CABINET_ERROR_RATE_LIMITED,
                     "rate-limited");
}

static void
test_server_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;

  demo_process_kill (demo);
  provider_call_bad (f->provider, CABINET_OP_READ_PROVIDER, NULL, CABINET_ERROR_OFFLINE, "connect");
  demo_process_start (demo);
  reply = provider_call_good (f->provider, CABINET_OP_READ_PROVIDER, NULL);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!demo_process_is_available ())
    {
      g_print ("1..0 # SKIP no cabinet-demo\n");
      return 0;
    }
  demo = demo_process_new ("--control", "--history-months", "4", NULL);

  for (const char *const *tenant =
         (const char *const[]){ "tomtel", "telemir", "tctr", "centra", "mts", NULL };
       *tenant != NULL; tenant++)
    {
      g_autofree char *provider = g_strdup_printf ("/demo/%s/provider", *tenant);
      g_autofree char *reads = g_strdup_printf ("/demo/%s/reads", *tenant);
      g_autofree char *statement = g_strdup_printf ("/demo/%s/statement", *tenant);

      g_test_add (provider, Fixture, *tenant, set_up_public, test_provider, tear_down);
      g_test_add (reads, Fixture, *tenant, set_up, test_reads, tear_down);
      g_test_add (statement, Fixture, *tenant, set_up, test_statement, tear_down);
    }
  g_test_add ("/demo/since", Fixture, "tomtel", set_up, test_since, tear_down);
  g_test_add ("/demo/refresh", Fixture, "telemir", set_up, test_refresh, tear_down);
  g_test_add ("/demo/refresh-storm", Fixture, "tomtel", set_up, test_refresh_storm, tear_down);
  g_test_add ("/demo/sign-out", Fixture, "tomtel", set_up, test_sign_out, tear_down);
  g_test_add ("/demo/revoked", Fixture, "tomtel", set_up, test_revoked, tear_down);
  g_test_add ("/demo/foreign-contract", Fixture, "tomtel", set_up, test_foreign_contract, tear_down);
  g_test_add ("/demo/failures", Fixture, "tomtel", set_up, test_failures, tear_down);
  g_test_add ("/demo/no-entry", Fixture, "centra", set_up_public, test_no_entry, tear_down);
  g_test_add ("/demo/lock", Fixture, "centra", set_up_public, test_lock, tear_down);
  g_test_add ("/demo/temporary-password", Fixture, "centra", set_up_public, test_temporary_password,
              tear_down);
  g_test_add ("/demo/categories", Fixture, "tctr", set_up_public, test_categories, tear_down);
  g_test_add ("/demo/phone-code", Fixture, "mts", set_up_public, test_phone_code, tear_down);
  g_test_add ("/demo/choose", Fixture, "mts", set_up_public, test_choose, tear_down);
  g_test_add ("/demo/server-gone", Fixture, "tomtel", set_up_public, test_server_gone, tear_down);

  result = g_test_run ();
  demo_process_free (demo);
  return result;
}
