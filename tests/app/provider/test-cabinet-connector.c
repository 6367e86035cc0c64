/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sched.h>
#include <string.h>

#include "net-server.h"
#include "provider-call.h"

typedef struct
{
  NetServer *server;
  FakeAuthorizer *authorizer;
  CabinetProvider *provider;
  guint status;
  const char *answer; /* JSON */
  char *seen;         /* the latest request: method, path and query as sent, token, known tag, body */
} Fixture;

static void
handle (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *f = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *target = g_uri_to_string (soup_server_message_get_uri (message));

  g_free (f->seen);
  f->seen = g_strdup_printf ("%s %s %s %s %.*s", soup_server_message_get_method (message),
                             strchr (target + strlen ("http://"), '/'),
                             soup_message_headers_get_one (headers, "Authorization"),
                             soup_message_headers_get_one (headers, "If-None-Match"), (int) body->length,
                             body->length > 0 ? body->data : "");
  soup_server_message_set_status (message, f->status, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", "\"e2\"");
  if (f->answer != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, f->answer,
                                      strlen (f->answer));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  f->server = net_server_new ();
  net_server_handle (f->server, "/", handle, f);
  f->status = 200;
  f->authorizer = fake_authorizer_new (1);
  url = g_strconcat (net_server_get_url (f->server), "/base/", NULL);
  f->provider = cabinet_provider_new ("cabinet", url, CABINET_AUTHORIZER (f->authorizer), &error);
  g_assert_no_error (error);
  g_object_set (cabinet_provider_get_http (f->provider), "timeout", 30000, "retry-delay", 1, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  net_assert_finalized (f->provider);
  net_assert_finalized (f->authorizer);
  net_server_free (f->server);
  g_free (f->seen);
}

static CabinetReply *
call_good (Fixture *f, CabinetOp op, const CabinetCall *call, const char *answer, const char *seen)
{
  CabinetReply *reply;

  f->answer = answer;
  reply = provider_call_good (f->provider, op, call);
  g_assert_cmpstr (f->seen, ==, seen);
  g_assert_cmpstr (reply->etag, ==, "\"e2\"");
  g_assert_cmpint (reply->server_time, >, 0);
  g_assert_false (reply->not_modified);
  return reply;
}

/* The answer is refused, with this message. */
static void
call_fault (Fixture *f, CabinetOp op, const CabinetCall *call, const char *answer, const char *message)
{
  g_autoptr (GError) error = NULL;

  f->answer = answer;
  g_assert_null (provider_call (f->provider, op, call, &error));
  net_assert_error (error, CABINET_ERROR_PROTOCOL, "bad-answer");
  g_assert_cmpstr (error->message, ==, message);
}

#define SESSION "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"expires_at\":\"2026-11-21T07:32:00Z\"}"
#define RUB(amount) "{\"amount\":\"" amount "\",\"currency\":\"RUB\"}"

static void
test_sign_in (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  g_autoptr (CabinetSignInAnswer) answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);
  g_autoptr (CabinetRefreshRequest) refresh = g_object_new (CABINET_TYPE_REFRESH_REQUEST, NULL);
  g_autoptr (CabinetReply) step = NULL;
  g_autoptr (CabinetReply) next = NULL;
  g_autoptr (CabinetReply) renewed = NULL;
  CabinetCall call = { .record = CABINET_RECORD (request) };

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  request->login = g_strdup ("12345");
  request->secret = g_strdup ("\"слово\"");
  f->status = 201;
  step = call_good (f, CABINET_OP_SIGN_IN, &call, "{\"step\":\"session\",\"session\":" SESSION "}",
                    "POST /base/v1/sign-ins (null) (null) "
                    "{\"kind\":\"password\",\"login\":\"12345\",\"secret\":\"\\\"слово\\\"\"}");
  g_assert_cmpstr (((CabinetSignInStep *) step->record)->session->access_token, ==, "a");

  f->status = 200;
  answer->code = g_strdup ("0042");
  call.record = CABINET_RECORD (answer);
  call.id = "a/b?c#d%2F..";
  next = call_good (f, CABINET_OP_SIGN_IN_NEXT, &call,
                    "{\"step\":\"choose\",\"id\":\"n\",\"choices\":[{\"id\":\"1\",\"label\":\"l\"}]}",
                    "POST /base/v1/sign-ins/a%2Fb%3Fc%23d%252F.. (null) (null) {\"code\":\"0042\"}");
  g_assert_cmpuint (cabinet_list_length (((CabinetSignInStep *) next->record)->choices), ==, 1);

  refresh->refresh_token = g_strdup ("r");
  call.record = CABINET_RECORD (refresh);
  renewed = call_good (f, CABINET_OP_REFRESH, &call, SESSION,
                       "POST /base/v1/session/refresh (null) (null) {\"refresh_token\":\"r\"}");
  g_assert_cmpstr (((CabinetSession *) renewed->record)->refresh_token, ==, "r");
}

static void
test_sign_out (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;

  f->status = 204;
  reply = provider_call_good (f->provider, CABINET_OP_SIGN_OUT, NULL);
  g_assert_null (reply->record);
  g_assert_cmpstr (f->seen, ==, "DELETE /base/v1/session Bearer token-1 (null) ");
}

static void
test_reads (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) info = NULL;
  g_autoptr (CabinetReply) contracts = NULL;
  g_autoptr (CabinetReply) capabilities = NULL;
  g_autoptr (CabinetReply) months = NULL;
  CabinetCall call = { .contract = "7/8", .etag = "\"e1\"" };

  info = call_good (f, CABINET_OP_READ_PROVIDER, NULL,
                    "{\"id\":\"t\",\"name\":\"T\",\"region\":\"R\",\"credential_help\":\"h\",\"zone\":"
                    "\"Europe/Moscow\",\"currency\":\"RUB\","
                    "\"mark\":{\"letters\":\"T\",\"color\":\"#000000\"},"
                    "\"logins\":[{\"kind\":\"password\",\"label\":\"l\"}],\"recoveries\":[],\"phones\":[]}",
                    "GET /base/v1/provider (null) (null) ");
  g_assert_cmpstr (((CabinetProviderInfo *) info->record)->name, ==, "T");
  contracts = call_good (f, CABINET_OP_LIST_CONTRACTS, NULL,
                         "{\"contracts\":[{\"id\":\"7/8\",\"number\":\"78\",\"subscriber_kind\":\"person\","
                         "\"zone\":\"Europe/Moscow\",\"currency\":\"RUB\"}]}",
                         "GET /base/v1/contracts Bearer token-1 (null) ");
  g_assert_cmpuint (cabinet_list_length (((CabinetContractList *) contracts->record)->contracts), ==, 1);
  capabilities = call_good (f, CABINET_OP_READ_CAPABILITIES, &call,
                            "{\"capabilities\":[{\"name\":\"statement\",\"answer\":\"yes\"}]}",
                            "GET /base/v1/contracts/7%2F8/capabilities Bearer token-1 \"e1\" ");
  g_assert_nonnull (capabilities->record);
  months = call_good (f, CABINET_OP_LIST_MONTHS, &call, "{\"months\":[],\"epoch\":\"e\",\"seq\":0}",
                      "GET /base/v1/contracts/7%2F8/operations/months Bearer token-1 \"e1\" ");
  g_assert_nonnull (months->record);
}

static void
test_not_modified (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  CabinetCall call = { .contract = "7", .etag = "\"e1\"" };

  f->status = 304;
  reply = provider_call_good (f->provider, CABINET_OP_READ_OVERVIEW, &call);
  g_assert_true (reply->not_modified);
  g_assert_null (reply->record);
  g_assert_cmpstr (reply->etag, ==, "\"e2\"");
}

#define OPERATION(id, date, amount)                                                        \
  "{\"id\":\"" id "\",\"revision\":1,\"date\":\"" date "\",\"at\":\"" date "T01:00:00Z\"," \
  "\"kind\":\"charge\",\"amount\":" amount ",\"title\":\"t\"}"
#define PAGE(operations, more) "{\"operations\":[" operations "],\"epoch\":\"e\",\"seq\":9" more "}"

static void
test_statement (Fixture *f, gconstpointer data)
{
  static const char *const empty = PAGE ("", "");
  g_autoptr (CabinetReply) month = NULL;
  g_autoptr (CabinetReply) since = NULL;
  g_autoptr (CabinetReply) whole = NULL;
  CabinetCall call = { .contract = "7", .month = cabinet_date_new (2026, 3, 1), .limit = 500 };

  month = call_good (
    f, CABINET_OP_READ_STATEMENT, &call,
    PAGE (OPERATION ("2", "2026-03-05", RUB ("-1.00")) "," OPERATION ("1", "2026-03-04", RUB ("-1.00")),
          ",\"next\":\"c\""),
    "GET /base/v1/contracts/7/operations?month=2026-03&limit=500 Bearer token-1 (null) ");
  g_assert_cmpstr (((CabinetOperationPage *) month->record)->next, ==, "c");

  call = (CabinetCall){ .contract = "7", .has_since = TRUE, .since = 0, .epoch = "e/1", .cursor = "+ я" };
  since = call_good (f, CABINET_OP_READ_STATEMENT, &call, empty,
                     "GET /base/v1/contracts/7/operations?since=0&epoch=e%2F1&cursor=%2B%20%D1%8F "
                     "Bearer token-1 (null) ");
  call = (CabinetCall){ .contract = "7" };
  whole = call_good (f, CABINET_OP_READ_STATEMENT, &call, empty,
                     "GET /base/v1/contracts/7/operations Bearer token-1 (null) ");
}

static void
test_bad_pages (Fixture *f, gconstpointer data)
{
  CabinetCall call = {
    .contract = "7", .month = cabinet_date_new (2026, 3, 1), .cursor = "c", .currency = "RUB"
  };
  const CabinetOp op = CABINET_OP_READ_STATEMENT;

  call_fault (f, op, &call,
              PAGE (OPERATION ("1", "2026-03-05", "{\"amount\":\"1.00\",\"currency\":\"USD\"}"), ""),
              "operations[0].amount.currency: not the contract's");
  call_fault (f, op, &call, PAGE (OPERATION ("1", "2026-02-28", RUB ("1.00")), ""),
              "operations[0].date: not of the month asked for");
  call_fault (f, op, &call, PAGE (OPERATION ("", "2026-03-05", RUB ("1.00")), ""), "operations[0].id: empty");
  call_fault (
    f, op, &call,
    PAGE (OPERATION ("1", "2026-03-05", RUB ("1.00")) "," OPERATION ("2", "2026-03-06", RUB ("1.00")), ""),
    "operations[1].date: newer than the one before it");
  call_fault (f, op, &call, PAGE (OPERATION ("1", "2026-03-05", RUB ("1.00")), ",\"next\":\"c\""),
              "next: leads nowhere");
  call_fault (f, op, &call, PAGE ("", ",\"next\":\"d\""), "next: follows an empty page");
  call_fault (f, op, &call, PAGE (OPERATION ("1", "2026-03-05", "{\"amount\":1,\"currency\":\"RUB\"}"), ""),
              "operations[0].amount: not a decimal string");
  call.limit = 1;
  call_fault (
    f, op, &call,
    PAGE (OPERATION ("2", "2026-03-06", RUB ("1.00")) "," OPERATION ("1", "2026-03-05", RUB ("1.00")), ""),
    "operations: more than the page may have");
}

#define MONTH(month, currency)                                                                             \
  "{\"month\":\"" month "\",\"count\":1,\"charged\":{\"amount\":\"-1.00\",\"currency\":\"" currency "\"}," \
  "\"credited\":{\"amount\":\"0.00\",\"currency\":\"" currency "\"},\"revision\":1}"
#define MONTHS(months) "{\"months\":[" months "],\"epoch\":\"e\",\"seq\":0}"

static void
test_bad_months (Fixture *f, gconstpointer data)
{
  const CabinetCall call = { .contract = "7", .currency = "RUB" };
  const CabinetOp op = CABINET_OP_LIST_MONTHS;

  call_fault (f, op, &call, MONTHS (MONTH ("2026-03-01", "RUB") "," MONTH ("2026-03-01", "RUB")),
              "months[1].month: not below the one before it");
  call_fault (f, op, &call, MONTHS (MONTH ("2026-03-02", "RUB")),
              "months[0].month: not the first day of a month");
  call_fault (f, op, &call, MONTHS (MONTH ("2026-03-01", "EUR")),
              "months[0].charged.currency: not the contract's");
}

#define OVERVIEW(due)                                                                                  \
  "{\"as_of\":\"2026-11-21T07:32:00Z\",\"today\":\"2026-11-21\",\"line\":{\"state\":\"active\"},"      \
  "\"balances\":[{\"id\":\"m\",\"kind\":\"main\",\"amount\":" RUB (                                    \
    "100.00") "}],"                                                                                    \
              "\"rule\":{\"kind\":\"monthly_on\",\"day\":1,\"on_shortage\":\"stop\"},\"services\":[]," \
              "\"next_charges\":[],\"due\":" due "}"
#define DUE(amount, a, b)                                                 \
  "{\"amount\":" amount ",\"parts\":[{\"kind\":\"balance\",\"amount\":" a \
  "},{\"kind\":\"fee\",\"amount\":" b "}]}"

static void
test_due (Fixture *f, gconstpointer data)
{
  const CabinetCall call = { .contract = "7", .currency = "RUB" };
  const CabinetOp op = CABINET_OP_READ_OVERVIEW;
  static const char *const seen = "GET /base/v1/contracts/7/overview Bearer token-1 (null) ";
  g_autoptr (CabinetReply) good = NULL;
  g_autoptr (CabinetReply) enough = NULL;

  good = call_good (f, op, &call, OVERVIEW (DUE (RUB ("650.00"), RUB ("100.00"), RUB ("-750.00"))), seen);
  enough = call_good (f, op, &call, OVERVIEW (DUE (RUB ("0.00"), RUB ("800.00"), RUB ("-750.00"))), seen);
  call_fault (f, op, &call, OVERVIEW (DUE (RUB ("650.01"), RUB ("100.00"), RUB ("-750.00"))),
              "due.parts: do not add up to minus due.amount");
  call_fault (f, op, &call, OVERVIEW (DUE (RUB ("0.00"), RUB ("100.00"), RUB ("-750.00"))),
              "due.parts: do not add up to minus due.amount");
  call_fault (f, op, &call, OVERVIEW (DUE (RUB ("-1.00"), RUB ("100.00"), RUB ("-99.00"))),
              "due.amount: negative");
  call_fault (
    f, op, &call,
    OVERVIEW (DUE (RUB ("650.00"), RUB ("100.00"), "{\"amount\":\"-750.00\",\"currency\":\"EUR\"}")),
    "due.parts[1].amount.currency: not the contract's");
}

static void
test_bad_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) request = g_object_new (CABINET_TYPE_SIGN_IN_REQUEST, NULL);
  const CabinetCall call = { .record = CABINET_RECORD (request) };
  const CabinetOp op = CABINET_OP_SIGN_IN;

  request->kind = CABINET_LOGIN_KIND_PASSWORD;
  call_fault (f, op, &call, "{\"step\":\"session\"}", "session: missing");
  call_fault (f, op, &call, "{\"step\":\"code\"}", "id: missing");
  call_fault (f, op, &call, "{\"step\":\"choose\",\"id\":\"1\"}", "choices: empty");
  call_fault (f, op, &call, "{\"step\":\"browser\"}", "url: missing");
  call_fault (f, op, &call, "{\"step\":\"dance\"}", "step: not known to this version");
  call_fault (f, op, &call,
              "{\"step\":\"session\",\"session\":{\"access_token\":\"a\\r\\nX: y\",\"refresh_token\":\"r\","
              "\"expires_at\":\"2026-11-21T07:32:00Z\"}}",
              "session.access_token: not a token");
  /* Elsewhere a token may stand alone. */
  call_fault (f, op, &call, "{\"step\":\"session\",\"session\":{\"access_token\":\"a\"}}",
              "session.refresh_token: missing");
}

static void
test_bad_contracts (Fixture *f, gconstpointer data)
{
#define CONTRACT(id, zone, currency)                                                     \
  "{\"id\":\"" id "\",\"number\":\"78\",\"subscriber_kind\":\"person\",\"zone\":\"" zone \
  "\",\"currency\":\"" currency "\"}"
#define CONTRACTS(list) "{\"contracts\":[" list "]}"
  const CabinetOp op = CABINET_OP_LIST_CONTRACTS;

  call_fault (f, op, NULL, CONTRACTS (CONTRACT ("1", "UTC", "RUB") "," CONTRACT ("1", "UTC", "RUB")),
              "contracts[1].id: empty or not the only one");
  call_fault (f, op, NULL, CONTRACTS (CONTRACT ("1", "Mars/Olympus", "RUB")),
              "contracts[0].zone: not a time zone");
  call_fault (f, op, NULL, CONTRACTS (CONTRACT ("1", "UTC", "roubles")),
              "contracts[0].currency: not a currency code");
}

/* A page large enough to be read in a worker thread. */
static GString *
new_large_page (void)
{
  GString *text = g_string_new ("{\"operations\":[");

  for (int i = 0; i < 500; i++)
    g_string_append_printf (
      text,
      "%s{\"id\":\"%d\",\"revision\":1,\"date\":\"2026-03-05\",\"at\":\"2026-03-05T01:00:00Z\","
      "\"kind\":\"charge\",\"amount\":{\"amount\":\"-%d.00\",\"currency\":\"RUB\"},\"title\":\"t\"}",
      i > 0 ? "," : "", i, i);
  g_string_append (text, "],\"epoch\":\"e\",\"seq\":9}");
  g_assert_cmpuint (text->len, >, 64 * 1024);
  return text;
}

static void
test_large_page (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = new_large_page ();
  g_autoptr (CabinetReply) reply = NULL;
  CabinetCall call = { .contract = "7", .limit = 500, .currency = "RUB" };

  f->answer = text->str;
  reply = provider_call_good (f->provider, CABINET_OP_READ_STATEMENT, &call);
  g_assert_cmpuint (cabinet_list_length (((CabinetOperationPage *) reply->record)->operations), ==, 500);
  call.currency = "USD";
  provider_call_bad (f->provider, CABINET_OP_READ_STATEMENT, &call, CABINET_ERROR_PROTOCOL, "bad-answer");
  net_assert_finalized (g_steal_pointer (&reply));
}

static void
on_ended (gpointer thread, GObject *provider)
{
  g_atomic_pointer_set ((GThread **) thread, g_thread_self ());
}

/* A provider belongs to the main thread and ends there, whichever thread lets go last. On one processor the
 * main thread often runs as soon as the other has woken it, before that one has let go. */
static void
test_ends_in_main_thread (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = new_large_page ();
  CabinetCall call = { .contract = "7", .limit = 500, .currency = "RUB" };
  cpu_set_t all, one;

  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  CPU_ZERO (&one);
  CPU_SET (sched_getcpu (), &one);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  f->answer = text->str;
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      CabinetProvider *provider = cabinet_provider_new ("cabinet", net_server_get_url (f->server),
                                                        CABINET_AUTHORIZER (f->authorizer), &error);
      GThread *ended_in = NULL;

      g_assert_no_error (error);
      g_object_weak_ref (G_OBJECT (provider), on_ended, &ended_in);
      g_object_unref (provider_call_good (provider, CABINET_OP_READ_STATEMENT, &call));
      g_object_unref (provider);
      while (g_atomic_pointer_get (&ended_in) == NULL)
        g_main_context_iteration (NULL, FALSE);
      g_assert_true (ended_in == g_thread_self ());
    }
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);
}

static void
test_bad_calls (Fixture *f, gconstpointer data)
{
  g_autoptr (CabinetRefreshRequest) wrong = g_object_new (CABINET_TYPE_REFRESH_REQUEST, NULL);
  CabinetCall call = { .contract = "", .id = "", .record = CABINET_RECORD (wrong) };

  provider_call_bad (f->provider, CABINET_OP_READ_OVERVIEW, NULL, CABINET_ERROR_INPUT, "bad-value");
  provider_call_bad (f->provider, CABINET_OP_READ_OVERVIEW, &call, CABINET_ERROR_INPUT, "bad-value");
  provider_call_bad (f->provider, CABINET_OP_SIGN_IN, &call, CABINET_ERROR_INPUT, "bad-value");
  provider_call_bad (f->provider, CABINET_OP_SIGN_IN_NEXT, &call, CABINET_ERROR_INPUT, "bad-value");
  call.contract = "..";
  provider_call_bad (f->provider, CABINET_OP_READ_OVERVIEW, &call, CABINET_ERROR_INPUT, "bad-value");
  g_assert_null (f->seen);
}

static void
test_connectors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetProvider) provider = NULL;

  g_assert_true (g_strv_contains (cabinet_provider_list_connectors (), "cabinet"));
  g_assert_null (cabinet_provider_new ("abacus", "https://example.org", NULL, &error));
  net_assert_error (error, CABINET_ERROR_UNSUPPORTED, NULL);
  g_clear_error (&error);
  g_assert_null (cabinet_provider_new ("cabinet", "http://example.org", NULL, &error));
  net_assert_error (error, CABINET_ERROR_INPUT, "bad-value");
  g_clear_error (&error);

  provider = cabinet_provider_new (NULL, "https://example.org", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cabinet_provider_get_ledger (NULL), ==, CABINET_LEDGER_PAGES);
  g_assert_cmpint (cabinet_provider_get_ledger ("abills"), ==, CABINET_LEDGER_WITH_IDS);
  g_assert_true (cabinet_provider_keeps_keys ("cabinet"));
  g_assert_false (cabinet_provider_keeps_keys ("ubilling"));
  for (int op = 0; op < CABINET_N_OPS; op++)
    {
      /* Its keys find what was sent; cards are not in the Cabinet API (design, 4.2), the rest is not yet. */
      gboolean other = op == CABINET_OP_REDEEM_CARD || op >= CABINET_OP_FIND_CHANGE;

      g_assert_true (cabinet_provider_supports (provider, op) == !other);
    }
  g_assert_false (cabinet_provider_supports (provider, CABINET_N_OPS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connector/connectors", test_connectors);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/connector/sign-in", test_sign_in);
  ADD ("/connector/sign-out", test_sign_out);
  ADD ("/connector/reads", test_reads);
  ADD ("/connector/not-modified", test_not_modified);
  ADD ("/connector/statement", test_statement);
  ADD ("/connector/large-page", test_large_page);
  ADD ("/connector/ends-in-main-thread", test_ends_in_main_thread);
  ADD ("/connector/due", test_due);
  ADD ("/connector/bad-steps", test_bad_steps);
  ADD ("/connector/bad-contracts", test_bad_contracts);
  ADD ("/connector/bad-months", test_bad_months);
  ADD ("/connector/bad-pages", test_bad_pages);
  ADD ("/connector/bad-calls", test_bad_calls);
#undef ADD

  return g_test_run ();
}
