/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "ubilling-fixture.h"

#define LOGIN_PAGE                                                                                       \
  "<!DOCTYPE html><html><body><form><input name=\"ulogin\"><input type=\"password\" name=\"upassword\">" \
  "</form></body></html>"
#define OTHER_PAGE "<!DOCTYPE html><html><head><title>page</title></head><body>Works</body></html>"
#define PROOF UBILLING_READ "&justauth=true"

static CabinetReply *
sign_in (Ubilling *f, const char *login, GError **error)
{
  g_autoptr (CabinetSignInRequest) request =
    provider_login_new (CABINET_LOGIN_KIND_PASSWORD, login, UBILLING_PASSWORD);
  const CabinetCall call = { .record = CABINET_RECORD (request) };

  return provider_call (f->provider, CABINET_OP_SIGN_IN, &call, error);
}

static void
assert_sign_in_fails (Ubilling *f, const char *login, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sign_in (f, login, &error));
  net_assert_error (error, kind, code);
}

static const char *
get_token (CabinetReply *reply)
{
  CabinetSignInStep *step = reply->record;

  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_null (step->session->refresh_token);
  return step->session->access_token;
}

static void
test_sign_in (Ubilling *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = sign_in (f, UBILLING_LOGIN, &error);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, UBILLING_PASSWORD, -1);
  g_autofree char *cookie = g_strdup_printf ("ulogin=" UBILLING_LOGIN "; upassword=%s", digest);
  g_autofree char *token = g_strdup_printf ("c:" UBILLING_LOGIN ":%s", digest);

  g_assert_no_error (error);
  g_assert_cmpstr (get_token (reply), ==, token);
  g_assert_cmpuint (player_count_requests (f->player), ==, 1);
  g_assert_cmpstr (player_get_request (f->player, 0)->target, ==, PROOF);
  g_assert_cmpstr (soup_message_headers_get_one (player_get_request (f->player, 0)->headers, "Cookie"), ==,
                   cookie);
  ubilling_assert_discreet (f);
}

/* What was sent as a cookie at the sign-in is what every request carries. */
static void
test_signature (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_CONTRACTS);
  const PlayerRequest *request = player_get_request (f->player, 0);

  g_assert_cmpstr (soup_message_headers_get_one (request->headers, "Cookie"), ==,
                   "ulogin=" UBILLING_LOGIN "; upassword=0123456789abcdef0123456789abcdef");
  ubilling_assert_discreet (f);

  g_free (f->authorizer->token);
  f->authorizer->token = g_strdup ("q:" UBILLING_LOGIN ":0123456789abcdef0123456789abcdef");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_CONTRACTS);
  request = player_get_request (f->player, 1);
  g_assert_null (soup_message_headers_get_one (request->headers, "Cookie"));
  g_assert_cmpstr (request->target, ==,
                   UBILLING_READ "&uberlogin=" UBILLING_LOGIN
                                 "&uberpassword=0123456789abcdef0123456789abcdef");
}

/* The query form only after the cookies were refused in so many words. */
static void
test_query_form (Ubilling *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = NULL;

  ubilling_put_page (f, PROOF, 200, LOGIN_PAGE);
  player_put (f->player, "GET", PROOF, NULL, 200, NULL, "{\"auth\":true,\"login\":\"" UBILLING_LOGIN "\"}");
  reply = sign_in (f, UBILLING_LOGIN, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (get_token (reply), "q:" UBILLING_LOGIN ":"));
  g_assert_cmpuint (player_count_requests (f->player), ==, 2);
  g_assert_null (strstr (player_get_request (f->player, 0)->target, "uber"));
  g_assert_nonnull (
    strstr (player_get_request (f->player, 1)->target, "&uberlogin=" UBILLING_LOGIN "&uberpassword="));
}

static void
test_sign_in_refused (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    CabinetError kind;
    const char *code;
    guint requests;
  } cases[] = {
    { 401, "ERROR_WRONG_UBERAUTH", CABINET_ERROR_AUTH, "wrong-credentials", 1 },
    { 200, "{\"reason\":\"disabled\"}", CABINET_ERROR_UNSUPPORTED, "switched-off", 1 },
    { 200, "{\"reason\":\"wrong_uberauth\"}", CABINET_ERROR_AUTH, "needs-key", 1 },
    { 200, "{\"auth\":false}", CABINET_ERROR_AUTH, "wrong-credentials", 1 },
    { 200, "{\"auth\":true,\"login\":\"neighbour\"}", CABINET_ERROR_AUTH, "forbidden", 1 },
    { 200, "[]", CABINET_ERROR_PROTOCOL, "bad-answer", 1 },
    { 200, "<html>Core API connectivity failed!</html>", CABINET_ERROR_OFFLINE, "server-down", 1 },
    { 200, OTHER_PAGE, CABINET_ERROR_PROTOCOL, "web-page", 1 },
    { 200, LOGIN_PAGE, CABINET_ERROR_AUTH, "forbidden", 2 },
    { 404, OTHER_PAGE, CABINET_ERROR_PROTOCOL, "web-page", 1 },
    { 503, OTHER_PAGE, CABINET_ERROR_OFFLINE, "server-down", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      player_forget (f->player);
      player_put (f->player, "GET", PROOF, NULL, cases[i].status,
                  *cases[i].answer == '{' || *cases[i].answer == '[' ? NULL : "text/html", cases[i].answer);
      assert_sign_in_fails (f, UBILLING_LOGIN, cases[i].kind, cases[i].code);
      g_assert_cmpuint (player_count_requests (f->player), ==, cases[i].requests);
    }
}

/* The server would drop the characters, and let somebody else in. */
static void
test_logins (Ubilling *f, gconstpointer data)
{
  static const char *const wrong[] = { "", "сидоренко", "a b", "a;b", "a&b", "a:b", "a\nb", "o'k" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_sign_in_fails (f, wrong[i], CABINET_ERROR_INPUT, "bad-value");
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);
}

static void
test_provider (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_PROVIDER);
  CabinetProviderInfo *info = reply->record;
  CabinetLoginOption *option = cabinet_list_get (info->logins, 0);

  g_assert_cmpstr (info->name, ==, "Озерне Нет");
  g_assert_cmpstr (info->connector, ==, "ubilling");
  g_assert_cmpint (option->kind, ==, CABINET_LOGIN_KIND_PASSWORD);
  g_assert_cmpstr (player_get_request (f->player, 0)->target, ==, "/?manifest=true");
  g_assert_null (soup_message_headers_get_one (player_get_request (f->player, 0)->headers, "Cookie"));

  ubilling_put_page (f, "/?manifest=true", 404, OTHER_PAGE);
  ubilling_call_bad (f, CABINET_OP_READ_PROVIDER, CABINET_ERROR_PROTOCOL, "web-page");
  player_forget (f->player);
  player_put (f->player, "GET", "/?manifest=true", NULL, 200, NULL, "{\"error\":1}");
  ubilling_call_bad (f, CABINET_OP_READ_PROVIDER, CABINET_ERROR_PROTOCOL, "bad-answer");
}

/* An older portal has no manifest: its page that asks for login and password tells it, and no other page. */
static void
test_provider_old (Ubilling *f, gconstpointer data)
{
  static const char another[] = "<html><form><input name=\"user\"><input type=\"password\"></form></html>";
  static const struct
  {
    const char *answer; /* to the proof without credentials */
    CabinetError kind;
    const char *code; /* NULL = it is such a portal */
  } cases[] = {
    { LOGIN_PAGE, 0, NULL },
    { "{\"auth\":true,\"login\":\"x\"}", 0, NULL }, /* by the address of the line */
    { "{\"reason\":\"wrong_uberauth\"}", 0, NULL },
    { "{\"reason\":\"disabled\"}", CABINET_ERROR_UNSUPPORTED, "switched-off" },
    { another, CABINET_ERROR_PROTOCOL, "web-page" },
    { OTHER_PAGE, CABINET_ERROR_PROTOCOL, "web-page" },
    { "ERROR", CABINET_ERROR_PROTOCOL, "web-page" },
    { "{\"version\":3}", CABINET_ERROR_PROTOCOL, "web-page" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetReply) reply = NULL;

      player_forget (f->player);
      ubilling_put_page (f, "/?manifest=true", 200, LOGIN_PAGE);
      player_put (f->player, "GET", PROOF, NULL, 200, *cases[i].answer == '{' ? NULL : "text/html",
                  cases[i].answer);
      if (cases[i].code != NULL)
        ubilling_call_bad (f, CABINET_OP_READ_PROVIDER, cases[i].kind, cases[i].code);
      else
        {
          reply = ubilling_call (f, CABINET_OP_READ_PROVIDER);
          g_assert_cmpstr (CABINET_PROVIDER_INFO (reply->record)->name, ==, "127.0.0.1");
        }
      g_assert_cmpuint (player_count_requests (f->player), ==, 2);
      g_assert_null (soup_message_headers_get_one (player_get_request (f->player, 1)->headers, "Cookie"));
    }
  ubilling_assert_discreet (f);
}

static void
test_contracts (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_CONTRACTS);
  CabinetContractList *list = reply->record;
  CabinetContract *contract = cabinet_list_get (list->contracts, 0);

  g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 1);
  g_assert_cmpstr (contract->id, ==, UBILLING_LOGIN);
  g_assert_cmpstr (contract->number, ==, "407-25");
  g_assert_cmpstr (contract->holder, ==, "Сидоренко Олена");
  g_assert_cmpstr (contract->city, ==, "Озерне");
  g_assert_cmpstr (contract->currency, ==, "UAH");
  g_assert_cmpuint (contract->signed_on, ==, cabinet_date_new (2025, 3, 4));

  /* Numbers for texts, nothing where something is due; a currency that nobody knows. */
  ubilling_put (
    f, NULL,
    "{\"login\":12345,\"contract\":null,\"contractdate\":null,\"cash\":\"1\",\"currency\":\"мідяки\"}");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_CONTRACTS);
  list = reply->record;
  contract = cabinet_list_get (list->contracts, 0);
  g_assert_cmpstr (contract->number, ==, "12345");
  g_assert_cmpstr (contract->currency, ==, "XXX");
  g_assert_cmpuint (contract->signed_on, ==, CABINET_DATE_NONE);
}

/* Whatever is not the answer is told for what it is, by every read. */
static void
test_answers (Ubilling *f, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { 401, "ERROR_WRONG_UBERAUTH", CABINET_ERROR_AUTH, "wrong-credentials" },
    { 200, LOGIN_PAGE, CABINET_ERROR_AUTH, "session-over" },
    { 200, OTHER_PAGE, CABINET_ERROR_PROTOCOL, "web-page" },
    { 200, "Fatal error", CABINET_ERROR_PROTOCOL, "not-json" },
    { 200, "<?xml version=\"1.0\"?><userdata></userdata>", CABINET_ERROR_PROTOCOL, "not-json" },
    { 200, "", CABINET_ERROR_PROTOCOL, "not-json" },
    { 200, "<p>Core API connectivity failed!</p>", CABINET_ERROR_OFFLINE, "server-down" },
    { 200, "{\"reason\":\"disabled\"}", CABINET_ERROR_UNSUPPORTED, "switched-off" },
    { 200, "{\"reason\":\"wrong_uberauth\"}", CABINET_ERROR_AUTH, "needs-key" },
    { 200, "[]", CABINET_ERROR_PROTOCOL, "bad-answer" },
    { 200, "{}", CABINET_ERROR_PROTOCOL, "bad-answer" },
  };
  static const CabinetOp ops[] = { CABINET_OP_LIST_CONTRACTS, CABINET_OP_READ_OVERVIEW,
                                   CABINET_OP_LIST_SERVICES,  CABINET_OP_LIST_TARIFFS,
                                   CABINET_OP_READ_STATEMENT, CABINET_OP_READ_PROMISE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      player_forget (f->player);
      player_put (f->player, "GET", UBILLING_READ, NULL, cases[i].status,
                  *cases[i].answer == '{' || *cases[i].answer == '[' ? NULL : "text/html", cases[i].answer);
      for (gsize j = 0; j < G_N_ELEMENTS (ops); j++)
        ubilling_call_bad (f, ops[j], cases[i].kind, cases[i].code);
    }
  g_assert_cmpuint (f->authorizer->renewals, ==, G_N_ELEMENTS (ops));
}

static void
test_overview (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  CabinetOverview *overview = reply->record;
  CabinetBalance *main_balance = cabinet_list_get (overview->balances, 0);
  CabinetBalance *cable = cabinet_list_get (overview->balances, 1);
  CabinetServiceLine *tariff = cabinet_list_get (overview->services, 0);
  CabinetServiceLine *pack = cabinet_list_get (overview->services, 2);
  CabinetServiceLine *odd = cabinet_list_get (overview->services, 3);

  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  provider_assert_sum (&main_balance->amount, "87.30", "UAH");
  g_assert_false (cabinet_money_is_set (&main_balance->credit));
  g_assert_cmpint (cable->kind, ==, CABINET_BALANCE_KIND_CABLE_TV);
  provider_assert_sum (&cable->amount, "-35.50", "UAH");
  g_assert_cmpstr (cable->label, ==, "K-12, Кабель");
  g_assert_cmpstr (overview->tariff, ==, "Старт 30");
  g_assert_cmpint (overview->rule->kind, ==, CABINET_CHARGING_KIND_MONTHLY_ON);
  g_assert_cmpint (overview->rule->day, ==, 1);
  g_assert_cmpuint (cabinet_list_length (overview->services), ==, 4);
  provider_assert_sum (&tariff->fee, "180.00", "UAH");
  g_assert_cmpstr (pack->id, ==, "service:TV pack");
  provider_assert_sum (&pack->fee, "45.00", "UAH"); /* "30" days are a month */
  g_assert_false (cabinet_money_is_set (&odd->fee));
  g_assert_nonnull (strstr (odd->details, "14"));
  g_assert_cmpuint (cabinet_list_length (overview->pending), ==, 0);
  ubilling_assert_discreet (f);
}

static void
assert_line (Ubilling *f, const char *state, const char *cash, CabinetLineState expected, const char *reason)
{
  g_autofree char *answer = g_strdup_printf ("{\"login\":\"x\",\"cash\":%s,\"currency\":\"UAH\","
                                             "\"accountstate\":\"%s\",\"tariff\":\"Start-30\"}",
                                             cash, state);
  g_autoptr (CabinetReply) reply = NULL;
  CabinetOverview *overview;

  player_forget (f->player);
  ubilling_put (f, NULL, answer);
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  g_assert_cmpint (overview->line->state, ==, expected);
  g_assert_cmpstr (overview->line->reason, ==, reason);
  if (expected == CABINET_LINE_STATE_UNKNOWN)
    g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (overview->line), "state"), ==, state);
  g_assert_cmpint (overview->rule->kind, ==, CABINET_CHARGING_KIND_UNKNOWN);
}

static void
test_line (Ubilling *f, gconstpointer data)
{
  assert_line (f, "active", "0", CABINET_LINE_STATE_ACTIVE, NULL);
  assert_line (f, "active", "\"-0\"", CABINET_LINE_STATE_ACTIVE, NULL);
  assert_line (f, "active", "-0.01", CABINET_LINE_STATE_DEBT, "debt");
  assert_line (f, "active + disabled", "5", CABINET_LINE_STATE_BLOCKED, "admin");
  assert_line (f, "frozen", "-5", CABINET_LINE_STATE_SUSPENDED, "own_wish");
  assert_line (f, "frozen + disabled", "5", CABINET_LINE_STATE_BLOCKED, "admin");
  assert_line (f, "hibernating", "5", CABINET_LINE_STATE_UNKNOWN, NULL);
}

/* Credit apart, a tariff that is ordered, no cable TV, a balance that is no number. */
static void
test_overview_more (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = NULL;
  CabinetOverview *overview;
  CabinetBalance *balance;
  CabinetPendingChange *pending;
  CabinetServiceLine *line;

  ubilling_put (f, NULL,
                "{\"login\":\"x\",\"cash\":-85.5,\"currency\":\"UAH\",\"accountstate\":\"active\","
                "\"credit\":\"155\",\"creditexpire\":\"27-11-2026\",\"tariff\":\"Start-30\","
                "\"tariffalias\":\"\",\"tariffnm\":\"Daily-9\",\"payedtilldate\":\"none\"}");
  ubilling_put (f, "ukv", "[]");
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  balance = cabinet_list_get (overview->balances, 0);
  g_assert_cmpuint (cabinet_list_length (overview->balances), ==, 1);
  provider_assert_sum (&balance->amount, "-85.50", "UAH");
  provider_assert_sum (&balance->credit, "155.00", "UAH");
  g_assert_cmpuint (balance->credit_until, ==, cabinet_date_new (2026, 11, 27));
  g_assert_cmpstr (overview->tariff, ==, "Start-30");
  pending = cabinet_list_get (overview->pending, 0);
  g_assert_cmpstr (pending->title, ==, "Daily-9");
  g_assert_cmpuint (cabinet_list_length (pending->services), ==, 4);
  line = cabinet_list_get (pending->services, 0);
  g_assert_cmpstr (line->title, ==, "Daily-9");

  /* An old server does not know the verb, and tells the summary. */
  player_forget (f->player);
  ubilling_put (f, "ukv", "{\"login\":\"x\",\"cash\":1,\"accountstate\":\"active\"}");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_READ_OVERVIEW);
  overview = reply->record;
  g_assert_cmpuint (cabinet_list_length (overview->balances), ==, 1);

  player_forget (f->player);
  ubilling_put (f, NULL, "{\"login\":\"x\",\"cash\":\"much\"}");
  ubilling_call_bad (f, CABINET_OP_READ_OVERVIEW, CABINET_ERROR_PROTOCOL, "bad-answer");
}

static void
test_services (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_SERVICES);
  CabinetServiceList *list = reply->record;
  CabinetService *tariff = cabinet_list_get (list->services, 0);
  CabinetService *antivirus = cabinet_list_get (list->services, 1);

  g_assert_cmpuint (cabinet_list_length (list->services), ==, 4);
  g_assert_cmpint (tariff->kind, ==, CABINET_SERVICE_KIND_INTERNET);
  g_assert_cmpstr (antivirus->title, ==, "Antivirus");
  provider_assert_sum (&antivirus->fee, "15.00", "UAH");
  g_assert_cmpint (antivirus->period, ==, CABINET_FEE_PERIOD_MONTH);
  g_assert_cmpint (antivirus->state, ==, CABINET_SERVICE_STATE_ON);
  g_assert_cmpint (antivirus->switchable, ==, CABINET_CAPABILITY_ANSWER_NO);
  g_assert_nonnull (antivirus->reason);

  /* Off and empty look the same. Two of one name are two. */
  ubilling_put (f, "tariffvservices", "[]");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_SERVICES);
  list = reply->record;
  g_assert_cmpuint (cabinet_list_length (list->services), ==, 0);
  player_forget (f->player);
  ubilling_put (
    f, "tariffvservices",
    "[{\"vsrvname\":\"IP\",\"vsrvprice\":5,\"vsrvdaysperiod\":1},{\"vsrvname\":\"IP\"},{},[],null]");
  g_clear_object (&reply);
  reply = ubilling_call (f, CABINET_OP_LIST_SERVICES);
  list = reply->record;
  g_assert_cmpuint (cabinet_list_length (list->services), ==, 2);
  tariff = cabinet_list_get (list->services, 0);
  antivirus = cabinet_list_get (list->services, 1);
  g_assert_cmpstr (tariff->id, !=, antivirus->id);
  g_assert_cmpint (tariff->period, ==, CABINET_FEE_PERIOD_DAY);
}

static void
test_tariffs (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_LIST_TARIFFS);
  CabinetTariffList *list = reply->record;
  CabinetTariff *speed = cabinet_list_get (list->tariffs, 0);
  CabinetTariff *daily = cabinet_list_get (list->tariffs, 1);
  CabinetTariff *social = cabinet_list_get (list->tariffs, 2);
  CabinetTariff *own = cabinet_list_get (list->tariffs, 3);

  g_assert_cmpuint (cabinet_list_length (list->tariffs), ==, 4);
  provider_assert_sum (&speed->fee, "290.00", "UAH");
  g_assert_cmpint (speed->available, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_nonnull (speed->reason);
  provider_assert_sum (&daily->fee, "9.00", "UAH"); /* null there, known from the other list */
  g_assert_cmpint (daily->period, ==, CABINET_FEE_PERIOD_DAY);
  provider_assert_sum (&social->fee, "0.00", "UAH");
  g_assert_true (own->current);
  g_assert_cmpstr (own->id, ==, "Start-30");
  g_assert_cmpstr (own->title, ==, "Старт 30");
  g_assert_cmpstr (own->code, ==, "current");
}

static void
test_capabilities (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  static const char *const yes[] = { "statement", "chat", "notices", "pay", "promise", "suspend" };
  g_autofree char *url = g_strconcat (player_get_url (f->player), "/?module=tariffchanger", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++)
    g_assert_cmpint (provider_find_capability (reply->record, yes[i])->answer, ==,
                     CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpint (provider_find_capability (reply->record, "card")->answer, ==,
                   CABINET_CAPABILITY_ANSWER_UNKNOWN);
  g_assert_cmpint (provider_find_capability (reply->record, "tariff.change")->answer, ==,
                   CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_cmpstr (provider_find_capability (reply->record, "tariff.change")->url, ==, url);
  g_assert_cmpint (provider_find_capability (reply->record, "chat.attach")->answer, ==,
                   CABINET_CAPABILITY_ANSWER_NO);
}

/* What is off answers as if it were empty: nobody knows, and nothing fails. */
static void
test_capabilities_off (Ubilling *f, gconstpointer data)
{
  static const char *const unknown[] = { "chat", "notices" };
  static const char *const no[] = { "pay", "promise", "suspend" };
  g_autoptr (CabinetReply) reply = NULL;

  ubilling_put (f, NULL, "{\"login\":\"x\",\"payid\":\"0\",\"cash\":1}");
  ubilling_put (f, "tickets", "[]");
  ubilling_put_page (f, UBILLING_READ "&announcements=true", 200, OTHER_PAGE);
  ubilling_put (f, "opayz", "[]");
  ubilling_put (f, "freezedata", "[]");
  player_put (f->player, "GET", UBILLING_CREDIT "&justcheck=true", NULL, 200, NULL,
              "{\"status\":1,\"message\":\"disabled\"}");
  reply = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_cmpint (provider_find_capability (reply->record, unknown[i])->answer, ==,
                     CABINET_CAPABILITY_ANSWER_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_assert_cmpint (provider_find_capability (reply->record, no[i])->answer, ==,
                       CABINET_CAPABILITY_ANSWER_NO);
      g_assert_nonnull (provider_find_capability (reply->record, no[i])->reason);
    }
}

/* Whatever the shape of what is answered: a fault, or nothing in it. */
static void
test_odd_shapes (Ubilling *f, gconstpointer data)
{
  static const char *const verbs[] = {
    NULL,       "activetariffsvservices", "announcements",   "feecharges", "freezedata", "opayz",
    "payments", "tarifftoswitchallowed",  "tariffvservices", "tickets",    "ukv",
  };
  static const char *const shapes[] = {
    "[]",
    "{}",
    "null",
    "[null]",
    "[[]]",
    "[5]",
    "\"text\"",
    "[{}]",
    "[{\"id\":{}}]",
    "{\"login\":\"x\"}",
    "{\"login\":\"x\",\"cash\":1e300,\"tariff\":[],\"freezeStatus\":{},\"status\":0}",
  };
  static const CabinetOp ops[] = {
    CABINET_OP_READ_PROVIDER, CABINET_OP_LIST_CONTRACTS, CABINET_OP_READ_CAPABILITIES,
    CABINET_OP_READ_OVERVIEW, CABINET_OP_READ_STATEMENT, CABINET_OP_LIST_SERVICES,
    CABINET_OP_LIST_TARIFFS,  CABINET_OP_READ_PROMISE,   CABINET_OP_READ_SUSPENSION,
    CABINET_OP_LIST_METHODS,  CABINET_OP_LIST_THREADS,   CABINET_OP_READ_THREAD,
    CABINET_OP_LIST_NOTICES,
  };
  const CabinetCall call = { .contract = UBILLING_LOGIN, .currency = "UAH", .id = "10" };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      player_forget (f->player);
      for (gsize j = 0; j < G_N_ELEMENTS (verbs); j++)
        ubilling_put (f, verbs[j], shapes[i]);
      player_put (f->player, "GET", "/?manifest=true", NULL, 200, NULL, shapes[i]);
      player_put (f->player, "GET", UBILLING_CREDIT "&justcheck=true", NULL, 200, NULL, shapes[i]);
      for (gsize j = 0; j < G_N_ELEMENTS (ops); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (CabinetReply) reply = provider_call (f->provider, ops[j], &call, &error);

          g_assert_true ((reply == NULL) == (error != NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling/sign-in", test_sign_in);
  ubilling_add ("/ubilling/signature", test_signature);
  ubilling_add ("/ubilling/query-form", test_query_form);
  ubilling_add ("/ubilling/sign-in-refused", test_sign_in_refused);
  ubilling_add ("/ubilling/logins", test_logins);
  ubilling_add ("/ubilling/provider", test_provider);
  ubilling_add ("/ubilling/provider-old", test_provider_old);
  ubilling_add ("/ubilling/contracts", test_contracts);
  ubilling_add ("/ubilling/answers", test_answers);
  ubilling_add ("/ubilling/overview", test_overview);
  ubilling_add ("/ubilling/line", test_line);
  ubilling_add ("/ubilling/overview-more", test_overview_more);
  ubilling_add ("/ubilling/services", test_services);
  ubilling_add ("/ubilling/tariffs", test_tariffs);
  ubilling_add ("/ubilling/capabilities", test_capabilities);
  ubilling_add ("/ubilling/capabilities-off", test_capabilities_off);
  ubilling_add ("/ubilling/odd-shapes", test_odd_shapes);
  return g_test_run ();
}
