/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include <string.h>

#define CONFIG                                                                                             \
  "{\"login\":{\"maxLength\":20,\"regx\":\"^[a-z0-9]+$\"},\"password\":{\"length\":8},"                    \
  "\"organization\":{\"organizationName\":\"Polissia Net\",\"organizationPhone\":380412000111,"            \
  "\"organizationWebSite\":\"https://polissia.example\"},\"phone\":{\"pattern\":\"^\\\\+?380\\\\d{9}$\"}," \
  "\"auth\":{\"phone\":1}}"

static void
test_provider (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProviderInfo) info = NULL;
  g_autoptr (CabinetProviderInfo) bare = NULL;
  CabinetLoginOption *option;

  abills_put (f, "config", CONFIG);
  info = abills_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpstr (info->name, ==, "Polissia Net");
  g_assert_cmpstr (info->id, ==, "127.0.0.1");
  g_assert_cmpstr (info->zone, ==, "Europe/Kyiv");
  g_assert_cmpstr (info->currency, ==, "XXX");
  g_assert_cmpstr (info->website, ==, "https://polissia.example");
  /* A phone that looks like a number is sent as one. */
  g_assert_cmpstr (CABINET_PHONE (cabinet_list_get (info->phones, 0))->number, ==, "380412000111");
  g_assert_cmpuint (cabinet_list_length (info->logins), ==, 2);
  option = cabinet_list_get (info->logins, 1);
  g_assert_cmpint (option->kind, ==, CABINET_LOGIN_KIND_PHONE_CODE);
  g_assert_cmpstr (option->pattern, ==, "^\\+?380\\d{9}$");

  player_forget (f->player);
  abills_put (f, "config", "{\"password\":{\"length\":6},\"organization\":[],\"auth\":[]}");
  bare = abills_call (f, CABINET_OP_READ_PROVIDER);
  g_assert_cmpstr (bare->name, ==, "127.0.0.1");
  g_assert_cmpuint (cabinet_list_length (bare->logins), ==, 1);
  g_assert_null (player_get_request (f->player, 0)->headers == NULL
                   ? "none"
                   : soup_message_headers_get_one (player_get_request (f->player, 0)->headers, "USERSID"));
}

static void
test_not_abills (Abills *f, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { 200, "<!DOCTYPE html><title>Welcome</title>", CABINET_ERROR_PROTOCOL, "web-page" },
    { 404, "<html>no</html>", CABINET_ERROR_PROTOCOL, "web-page" },
    { 200, "{\"status\":\"ok\"}", CABINET_ERROR_PROTOCOL, "other-system" },
    { 200, "[]", CABINET_ERROR_PROTOCOL, "other-system" },
    { 200, "{", CABINET_ERROR_PROTOCOL, "not-json" },
    { 404, "Not Found", CABINET_ERROR_PROTOCOL, "other-system" },
    { 401, "<html>Who are you?</html>", CABINET_ERROR_PROTOCOL, "web-page" },
    { 401, "Unauthorized", CABINET_ERROR_PROTOCOL, "other-system" },
    { 429, "<html>slower</html>", CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { 503, "<html>down</html>", CABINET_ERROR_OFFLINE, "server-down" },
    { 400, "{\"errno\":301,\"errstr\":\"the API is disabled\"}", CABINET_ERROR_UNSUPPORTED, "switched-off" },
    { 404, "{\"errno\":2,\"errstr\":\"No such route\"}", CABINET_ERROR_UNSUPPORTED, "unsupported" },
    { 405, "{\"errno\":25,\"methods\":[]}", CABINET_ERROR_UNSUPPORTED, "unsupported" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      player_forget (f->player);
      abills_put_status (f, "config", cases[i].status, cases[i].answer);
      abills_call_bad (f, CABINET_OP_READ_PROVIDER, cases[i].kind, cases[i].code);
    }
}

static void
test_password (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) request =
    provider_login_new (CABINET_LOGIN_KIND_PASSWORD, "sydor", "00712");
  g_autoptr (CabinetSignInStep) step = NULL;

  /* Login and password stay text, whatever they look like. */
  abills_put_change (f, "POST", "user/login", "{\"login\":\"sydor\",\"password\":\"00712\"}", 200,
                     "{\"login\":\"sydor\",\"sid\":\"Zx81kQ2mNp0rTs5v\",\"uid\":4207}");
  step = abills_ask (f, CABINET_OP_SIGN_IN, request, NULL);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_SESSION);
  g_assert_cmpstr (step->session->access_token, ==, "Zx81kQ2mNp0rTs5v");
  g_assert_null (step->session->refresh_token);
}

static void
test_password_refused (Abills *f, gconstpointer data)
{
  static const struct
  {
    int number;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { 1001014, CABINET_ERROR_AUTH, "wrong-credentials" },
    { 1001007, CABINET_ERROR_AUTH, "wrong-credentials" },
    { 10001, CABINET_ERROR_AUTH, "wrong-credentials" },
    { 1001009, CABINET_ERROR_AUTH, "forbidden" },
    { 1001015, CABINET_ERROR_AUTH, "closed" },
    { 1001006, CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { 7777777, CABINET_ERROR_REFUSED, "other" },
  };
  g_autoptr (CabinetSignInRequest) request = provider_login_new (CABINET_LOGIN_KIND_PASSWORD, "sydor", "x");
  g_autoptr (CabinetSignInRequest) guest = provider_login_new (CABINET_LOGIN_KIND_GUEST, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer =
        g_strdup_printf ("{\"errno\":%d,\"errstr\":\"ERR_OF_SOURCE\"}", cases[i].number);

      player_forget (f->player);
      abills_put_change (f, "POST", "user/login", "{\"login\":\"sydor\",\"password\":\"x\"}", 400, answer);
      abills_ask_bad (f, CABINET_OP_SIGN_IN, request, NULL, cases[i].kind, cases[i].code);
    }
  abills_ask_bad (f, CABINET_OP_SIGN_IN, guest, NULL, CABINET_ERROR_UNSUPPORTED, "unsupported");
}

static CabinetSignInAnswer *
answer_new (const char *code, const char *choice)
{
  CabinetSignInAnswer *answer = g_object_new (CABINET_TYPE_SIGN_IN_ANSWER, NULL);

  answer->code = g_strdup (code);
  answer->choice = g_strdup (choice);
  return answer;
}

static void
test_phone (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) request =
    provider_login_new (CABINET_LOGIN_KIND_PHONE_CODE, "+380 (67) 123-45-67", NULL);
  g_autoptr (CabinetSignInAnswer) code = answer_new ("00451", NULL);
  g_autoptr (CabinetSignInAnswer) choice = answer_new (NULL, "4207");
  g_autoptr (CabinetSignInStep) first = NULL;
  g_autoptr (CabinetSignInStep) second = NULL;
  g_autoptr (CabinetSignInStep) third = NULL;

  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\"}", 200,
                     "{\"sent\":true,\"authCode\":318}");
  first = abills_ask (f, CABINET_OP_SIGN_IN, request, NULL);
  g_assert_cmpint (first->step, ==, CABINET_STEP_KIND_CODE);
  g_assert_cmpstr (first->masked_target, ==, "•••4567");

  abills_put_change (f, "POST", "user/login", "{\"authCode\":318,\"pinCode\":\"00451\"}", 200,
                     "{\"users\":[{\"uid\":4207,\"login\":\"sydor\"},{\"uid\":\"4311\",\"login\":7001}]}");
  second = abills_ask (f, CABINET_OP_SIGN_IN_NEXT, code, first->id);
  g_assert_cmpint (second->step, ==, CABINET_STEP_KIND_CHOOSE);
  g_assert_cmpuint (cabinet_list_length (second->choices), ==, 2);
  g_assert_cmpstr (CABINET_SIGN_IN_CHOICE (cabinet_list_get (second->choices, 1))->label, ==, "7001");

  abills_put_change (f, "POST", "user/login", "{\"authCode\":318,\"pinCode\":\"00451\",\"uid\":4207}", 200,
                     "{\"login\":\"sydor\",\"sid\":\"Q1\",\"uid\":4207}");
  third = abills_ask (f, CABINET_OP_SIGN_IN_NEXT, choice, second->id);
  g_assert_cmpstr (third->session->access_token, ==, "Q1");

  abills_ask_bad (f, CABINET_OP_SIGN_IN_NEXT, code, "not of us", CABINET_ERROR_AUTH, "code-expired");
  player_forget (f->player);
  abills_put_change (f, "POST", "user/login", "{\"authCode\":318,\"pinCode\":\"00451\"}", 400,
                     "{\"errno\":100009,\"errstr\":\"CODE_IS_INVALID\"}");
  abills_put_change (f, "POST", "user/login", "{\"authCode\":318,\"pinCode\":\"00451\"}", 400,
                     "{\"errno\":100007,\"errstr\":\"CODE_EXPIRED\"}");
  abills_ask_bad (f, CABINET_OP_SIGN_IN_NEXT, code, first->id, CABINET_ERROR_AUTH, "wrong-code");
  abills_ask_bad (f, CABINET_OP_SIGN_IN_NEXT, code, first->id, CABINET_ERROR_AUTH, "code-expired");
}

/* No code can be sent: the person may have one of before. */
static void
test_phone_again (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetSignInRequest) request =
    provider_login_new (CABINET_LOGIN_KIND_PHONE_CODE, "380671234567", NULL);
  g_autoptr (CabinetSignInStep) step = NULL;

  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\"}", 400,
                     "{\"errno\":100005,\"errstr\":\"ERR_SEND_SMS\",\"sent\":false}");
  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\",\"pinAlreadyExists\":1}", 200,
                     "{\"exists\":true,\"authCode\":7}");
  step = abills_ask (f, CABINET_OP_SIGN_IN, request, NULL);
  g_assert_cmpint (step->step, ==, CABINET_STEP_KIND_CODE);
  g_assert_null (step->masked_target);

  player_forget (f->player);
  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\"}", 400, "{\"errno\":100005}");
  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\",\"pinAlreadyExists\":1}", 400,
                     "{\"errno\":100002}");
  abills_ask_bad (f, CABINET_OP_SIGN_IN, request, NULL, CABINET_ERROR_REFUSED, "other");
  player_forget (f->player);
  abills_put_change (f, "POST", "user/login", "{\"phone\":\"380671234567\"}", 400, "{\"errno\":100002}");
  abills_ask_bad (f, CABINET_OP_SIGN_IN, request, NULL, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 1);
}

/* A session is bound to the address of the computer: it is renewed once, then it is over. */
static void
test_session_over (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetNoticeList) list = NULL;
  const PlayerRequest *last;

  abills_put_status (f, "user/portal/news", 401, "{\"errno\":10,\"errstr\":\"Access denied\"}");
  abills_put (f, "user/portal/news", "{\"news\":[],\"topics\":[]}");
  list = abills_call (f, CABINET_OP_LIST_NOTICES);
  g_assert_cmpuint (f->authorizer->renewals, ==, 1);
  last = player_find (f->player, "GET", "news");
  g_assert_cmpstr (soup_message_headers_get_one (last->headers, "USERSID"), ==, "token-2");
  g_assert_null (soup_message_headers_get_one (last->headers, "Authorization"));

  player_forget (f->player);
  abills_put_status (f, "user/portal/news", 401, "{\"errno\":10,\"errstr\":\"Access denied\"}");
  abills_call_bad (f, CABINET_OP_LIST_NOTICES, CABINET_ERROR_AUTH, "session-over");
  g_assert_cmpuint (abills_count (f, "GET", "news"), ==, 2);

  /* The words of a proxy before it say the same. */
  player_forget (f->player);
  abills_put_status (f, "user/portal/news", 401, "<html>Who are you?</html>");
  abills_call_bad (f, CABINET_OP_LIST_NOTICES, CABINET_ERROR_AUTH, "session-over");
  player_forget (f->player);
  abills_put_status (f, "user/portal/news", 429, "Too Many Requests");
  abills_call_bad (f, CABINET_OP_LIST_NOTICES, CABINET_ERROR_RATE_LIMITED, "rate-limited");
}

static void
test_sign_out (Abills *f, gconstpointer data)
{
  abills_put_change (f, "DELETE", "user/logout", NULL, 200, "{\"result\":\"Success logout\"}");
  g_assert_null (abills_call (f, CABINET_OP_SIGN_OUT));
  g_assert_cmpuint (abills_count (f, "DELETE", "user/logout"), ==, 1);
}

/* Numbers for strings and strings for numbers. */
static void
test_contract (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *person;
    const char *number;
  } cases[] = {
    { "\"contractId\":\"4207/Z\"", "4207/Z" },
    { "\"contractId\":\"007\"", "007" },
    { "\"contractId\":99001122334", "99001122334" },
    { "\"contractId\":0", "4207" },
    { "\"contractId\":\"\"", "4207" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *person =
        g_strdup_printf ("{%s,\"fio\":\"Sydorenko O.\",\"addressFull\":\" Poliska st., 4, 12\",\"city\":\"\","
                         "\"contractDate\":\"0000-00-00\",\"phone\":[380412000222],\"list\":[]}",
                         cases[i].person);
      g_autoptr (CabinetContractList) list = NULL;
      CabinetContract *contract;

      player_forget (f->player);
      abills_put (f, "user", "{\"uid\":\"4207\",\"login\":\"sydor\",\"deposit\":1}");
      abills_put (f, "user/pi", person);
      abills_put (f, "user/config", "{\"system\":{\"currency\":\"980\"}}");
      list = abills_call (f, CABINET_OP_LIST_CONTRACTS);
      g_assert_cmpuint (cabinet_list_length (list->contracts), ==, 1);
      contract = cabinet_list_get (list->contracts, 0);
      g_assert_cmpstr (contract->id, ==, "4207");
      g_assert_cmpstr (contract->number, ==, cases[i].number);
      g_assert_cmpstr (contract->address, ==, "Poliska st., 4, 12");
      g_assert_null (contract->city);
      g_assert_cmpstr (contract->currency, ==, "UAH");
      g_assert_cmpstr (contract->zone, ==, "Europe/Kyiv");
      g_assert_cmpuint (contract->signed_on, ==, CABINET_DATE_NONE);
    }
}

static void
assert_capability (CabinetCapabilityList *list, const char *name, CabinetCapabilityAnswer answer)
{
  CabinetCapability *capability = provider_find_capability (list, name);

  g_assert_cmpint (capability->answer, ==, answer);
  if (answer != CABINET_CAPABILITY_ANSWER_YES)
    g_assert_nonnull (capability->reason);
}

static void
test_capabilities (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetCapabilityList) all = NULL;
  g_autoptr (CabinetCapabilityList) none = NULL;

  abills_put (f, "user/config",
              "{\"internetUserInfo\":1,\"internetUserChgTp\":1,\"internet\":{\"now\":0},\"abonClient\":1,"
              "\"holdup\":[{\"minPeriod\":1}],\"msgsUser\":1,\"portalNews\":1,\"paysysPayment\":1,"
              "\"userCredit\":1001,\"cardsUserPayment\":{\"serial\":1},\"userChgPasswd\":1,\"userChgPi\":1,"
              "\"userChgPiAllowedParams\":{\"email\":99},\"docsInvoicesList\":1,\"expertFaq\":1,"
              "\"internetUserStats\":1}");
  abills_put (f, "user/paysys/systems", "[]");
  all = abills_call (f, CABINET_OP_READ_CAPABILITIES);
  for (guint i = 0; i < cabinet_list_length (all->capabilities); i++)
    {
      CabinetCapability *capability = cabinet_list_get (all->capabilities, i);

      g_assert_cmpint (capability->answer, ==, CABINET_CAPABILITY_ANSWER_YES);
    }
  g_assert_cmpstr (provider_find_capability (all, "card")->code, ==, "with_serial");

  /* The flag of payments stands, and their module is not installed. */
  player_forget (f->player);
  abills_put (f, "user/config",
              "{\"paysysPayment\":1,\"internetUserInfo\":1,\"internetUserChgTp\":1,\"internet\":[],"
              "\"cardsUserPayment\":{\"serial\":0},\"userChgPi\":1,\"userChgPiAllowedParams\":[]}");
  abills_put_status (f, "user/paysys/systems", 502, "{\"errno\":4,\"errstr\":\"Module not found\"}");
  none = abills_call (f, CABINET_OP_READ_CAPABILITIES);
  assert_capability (none, "pay", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "tariffs", CABINET_CAPABILITY_ANSWER_YES);
  assert_capability (none, "tariff.change", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "service.switch", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "chat", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "notices", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "suspend", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "profile", CABINET_CAPABILITY_ANSWER_YES);
  assert_capability (none, "profile.edit", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "password", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "documents", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "faq", CABINET_CAPABILITY_ANSWER_NO);
  assert_capability (none, "connections", CABINET_CAPABILITY_ANSWER_NO);
  /* That the flag is missing may only mean: not now. */
  assert_capability (none, "promise", CABINET_CAPABILITY_ANSWER_YES);
  assert_capability (none, "card", CABINET_CAPABILITY_ANSWER_YES);
  g_assert_null (provider_find_capability (none, "card")->code);
}

#define INTERNET                                                                                      \
  "{\"id\":812,\"uid\":4207,\"tpId\":31,\"tpName\":\"Fast 200\",\"tpComments\":\"200 Mbit/s\","       \
  "\"monthFee\":220.5,\"dayFee\":0,\"internetStatus\":0,\"loginStatus\":0,\"statusName\":\"enable\"," \
  "\"ip\":\"0.0.0.0\",\"nextAbon\":{\"abonDate\":\"2099-01-01\",\"sum\":220.5}}"
#define EXTRA                                                                                     \
  "[{\"id\":5,\"tpName\":\"Archive\",\"price\":30,\"period\":\"month\",\"active\":true,"          \
  "\"nextAbon\":{\"abonDate\":\"2099-01-01\",\"sum\":30}},"                                       \
  "{\"id\":6,\"tpName\":\"Parental control\",\"price\":15,\"period\":\"month\",\"active\":false," \
  "\"activate\":true}]"

static void
test_overview (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = NULL;
  CabinetBalance *balance;
  CabinetNextCharge *charge;
  CabinetServiceLine *line;

  abills_put (f, "user",
              "{\"uid\":4207,\"deposit\":77.015,\"credit\":50,\"creditDate\":\"2099-02-03\","
              "\"activate\":\"0000-00-00\",\"list\":[]}");
  abills_put (f, "user/internet", "[" INTERNET "]");
  abills_put (f, "user/abon", EXTRA);
  abills_put (f, "user/recommendedPay", "{\"sum\":174,\"allServicesSum\":250.5,\"minSum\":10}");
  overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  balance = cabinet_list_get (overview->balances, 0);
  g_assert_cmpint (balance->amount.micros, ==, 77015000);
  g_assert_cmpint (balance->credit.micros, ==, 50 * CABINET_MONEY_UNIT);
  g_assert_cmpuint (balance->credit_until, ==, cabinet_date_new (2099, 2, 3));
  g_assert_cmpint (overview->due->amount.micros, ==, 174 * CABINET_MONEY_UNIT);
  g_assert_cmpuint (cabinet_list_length (overview->services), ==, 2);
  line = cabinet_list_get (overview->services, 0);
  g_assert_cmpstr (line->id, ==, "i812");
  g_assert_cmpint (line->fee.micros, ==, 220500000);
  g_assert_cmpuint (cabinet_list_length (overview->next_charges), ==, 2);
  charge = cabinet_list_get (overview->next_charges, 1);
  g_assert_cmpstr (charge->service_id, ==, "a5");
  g_assert_cmpint (charge->amount.micros, ==, -30 * CABINET_MONEY_UNIT);
  g_assert_cmpint (overview->rule->kind, ==, CABINET_CHARGING_KIND_MONTHLY_ON);
  g_assert_cmpint (overview->rule->day, ==, 1);
  g_assert_cmpstr (overview->tariff, ==, "Fast 200");
}

/* A date without a sum is not a charge; what is paid by the day has no rule by the month; "-0" is nothing; a
 * list stands where an object is due; the sum to pay may fail. */
static void
test_overview_by_day (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = NULL;
  CabinetServiceLine *line;

  abills_put (f, "user", "{\"uid\":4207,\"deposit\":\"-0\",\"credit\":0,\"creditDate\":\"0000-00-00\"}");
  abills_put (f, "user/internet",
              "[{\"id\":812,\"tpName\":\"Daily\",\"monthFee\":0,\"dayFee\":7,\"internetStatus\":\"0\","
              "\"nextAbon\":{\"abonDate\":\"2099-02-13\",\"daysToFee\":83},\"schedule\":[],\"holdup\":[]}]");
  abills_put (f, "user/abon", "{}");
  abills_put_status (f, "user/recommendedPay", 502, "{\"errno\":20,\"errstr\":\"Unknown error\"}");
  overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_ACTIVE);
  g_assert_null (overview->due);
  g_assert_cmpuint (cabinet_list_length (overview->next_charges), ==, 0);
  g_assert_cmpint (overview->rule->kind, ==, CABINET_CHARGING_KIND_UNKNOWN);
  line = cabinet_list_get (overview->services, 0);
  g_assert_cmpint (line->fee.micros, ==,
                   7 * CABINET_MONEY_UNIT * cabinet_date_days_in_month (overview->today));

  player_forget (f->player);
  abills_put (f, "user", "{\"uid\":4207}");
  abills_put (f, "user/internet", "[]");
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/recommendedPay", "{}");
  abills_call_bad (f, CABINET_OP_READ_OVERVIEW, CABINET_ERROR_PROTOCOL, "bad-answer");
}

static void
test_line_states (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *deposit;
    const char *rows;
    CabinetLineState state;
    const char *reason;
    const char *word;
  } cases[] = {
    { "1", "\"internetStatus\":0", CABINET_LINE_STATE_ACTIVE, NULL },
    { "-0.01", "\"internetStatus\":0", CABINET_LINE_STATE_DEBT, NULL },
    { "1", "\"internetStatus\":1", CABINET_LINE_STATE_BLOCKED, "admin" },
    { "1", "\"internetStatus\":0,\"loginStatus\":1", CABINET_LINE_STATE_BLOCKED, "admin" },
    { "1", "\"internetStatus\":2", CABINET_LINE_STATE_BLOCKED, "not_activated" },
    { "1", "\"internetStatus\":\"3\"", CABINET_LINE_STATE_SUSPENDED, "own_wish" },
    { "-5", "\"internetStatus\":4", CABINET_LINE_STATE_BLOCKED, "debt" },
    { "-5", "\"internetStatus\":5,\"statusName\":\"active\"", CABINET_LINE_STATE_BLOCKED, "debt" },
    { "1", "\"internetStatus\":6", CABINET_LINE_STATE_BLOCKED, "virus" },
    { "1", "\"internetStatus\":7", CABINET_LINE_STATE_BLOCKED, "repair" },
    { "1", "\"internetStatus\":10", CABINET_LINE_STATE_BLOCKED, "traffic_limit" },
    { "1", "\"internetStatus\":42,\"statusName\":\"odd\"", CABINET_LINE_STATE_UNKNOWN, NULL, "odd" },
    { "1", "\"internetStatus\":42,\"statusName\":\"active\"", CABINET_LINE_STATE_UNKNOWN, NULL, NULL },
    /* Two services: the worse wins. */
    { "1", "\"internetStatus\":0},{\"id\":2,\"internetStatus\":7", CABINET_LINE_STATE_BLOCKED, "repair" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *user = g_strdup_printf ("{\"uid\":4207,\"deposit\":%s}", cases[i].deposit);
      g_autofree char *internet = g_strdup_printf ("[{\"id\":812,%s}]", cases[i].rows);
      g_autoptr (CabinetOverview) overview = NULL;

      player_forget (f->player);
      abills_put (f, "user", user);
      abills_put (f, "user/internet", internet);
      abills_put_status (f, "user/abon", 404, "{\"errno\":2,\"errstr\":\"No such route\"}");
      abills_put (f, "user/recommendedPay", "{\"sum\":0}");
      overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
      g_assert_cmpint (overview->line->state, ==, cases[i].state);
      g_assert_cmpstr (overview->line->reason, ==, cases[i].reason);
      if (cases[i].state == CABINET_LINE_STATE_UNKNOWN)
        g_assert_cmpstr (cabinet_record_get_word (CABINET_RECORD (overview->line), "state"), ==,
                         cases[i].word);
    }
}

/* The number of the service stays 0 while the account is paused. */
static void
test_paused (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = NULL;

  abills_put (f, "user", "{\"uid\":4207,\"deposit\":10}");
  abills_put (
    f, "user/internet",
    "[{\"id\":812,\"internetStatus\":0,\"loginStatus\":3,"
    "\"holdup\":{\"paused\":true,\"dateFrom\":\"\",\"dateTo\":\"2099-05-06\",\"canCancel\":true}}]");
  abills_put (f, "user/abon", "[]");
  abills_put (f, "user/recommendedPay", "{\"sum\":0}");
  overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
  g_assert_cmpint (overview->line->state, ==, CABINET_LINE_STATE_SUSPENDED);
  g_assert_cmpuint (overview->line->until, ==, cabinet_date_new (2099, 5, 6));
}

static void
test_pending (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetOverview) overview = NULL;
  CabinetPendingChange *pending;
  CabinetServiceLine *line;

  abills_put (f, "user", "{\"uid\":4207,\"deposit\":10}");
  abills_put (f, "user/internet",
              "[{\"id\":812,\"tpId\":31,\"tpName\":\"Fast 200\",\"monthFee\":220.5,\"internetStatus\":0,"
              "\"schedule\":{\"sheduleId\":9,\"tpId\":32,\"tpName\":\"Fast 300\",\"monthFee\":\"300.00\","
              "\"dateFrom\":\"2099-01-01\",\"date\":\"2026-11-21\",\"canCancel\":true}}]");
  abills_put (f, "user/abon", EXTRA);
  abills_put (f, "user/recommendedPay", "{\"sum\":0}");
  overview = abills_call (f, CABINET_OP_READ_OVERVIEW);
  g_assert_cmpuint (cabinet_list_length (overview->pending), ==, 1);
  pending = cabinet_list_get (overview->pending, 0);
  g_assert_cmpstr (pending->id, ==, "s9");
  g_assert_cmpstr (pending->title, ==, "Fast 300");
  g_assert_cmpuint (pending->effective_on, ==, cabinet_date_new (2099, 1, 1));
  g_assert_cmpuint (cabinet_list_length (pending->services), ==, 2);
  line = cabinet_list_get (pending->services, 0);
  g_assert_cmpint (line->fee.micros, ==, 300 * CABINET_MONEY_UNIT);
}

/* Whatever the shape of what is answered: a fault, or nothing in it. */
static void
test_odd_shapes (Abills *f, gconstpointer data)
{
  static const char *const paths[] = {
    "config",        "user",      "user/pi",     "user/config",         "user/internet",
    "user/abon",     "user/fees", "user/msgs",   "user/paysys/systems", "user/internet/tariffs/all",
    "user/payments", "user/news", "user/credit", "user/recommendedPay", "user/msgs/41/reply",
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
    "{\"id\":[]}",
    "{\"sid\":1e300}",
  };
  static const CabinetOp ops[] = {
    CABINET_OP_READ_PROVIDER,   CABINET_OP_LIST_CONTRACTS, CABINET_OP_READ_CAPABILITIES,
    CABINET_OP_READ_OVERVIEW,   CABINET_OP_READ_STATEMENT, CABINET_OP_LIST_SERVICES,
    CABINET_OP_LIST_TARIFFS,    CABINET_OP_LIST_CHANGES,   CABINET_OP_READ_PROMISE,
    CABINET_OP_READ_SUSPENSION, CABINET_OP_LIST_METHODS,   CABINET_OP_LIST_THREADS,
    CABINET_OP_READ_THREAD,     CABINET_OP_LIST_NOTICES,
  };
  const CabinetCall call = { .contract = "4207", .currency = "UAH", .id = "m41" };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      player_forget (f->player);
      for (gsize j = 0; j < G_N_ELEMENTS (paths); j++)
        abills_put (f, paths[j], shapes[i]);
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
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills/provider", test_provider);
  abills_add ("/abills/not-abills", test_not_abills);
  abills_add ("/abills/password", test_password);
  abills_add ("/abills/password-refused", test_password_refused);
  abills_add ("/abills/phone", test_phone);
  abills_add ("/abills/phone-again", test_phone_again);
  abills_add ("/abills/session-over", test_session_over);
  abills_add ("/abills/sign-out", test_sign_out);
  abills_add ("/abills/contract", test_contract);
  abills_add ("/abills/capabilities", test_capabilities);
  abills_add ("/abills/overview", test_overview);
  abills_add ("/abills/overview-by-day", test_overview_by_day);
  abills_add ("/abills/line-states", test_line_states);
  abills_add ("/abills/paused", test_paused);
  abills_add ("/abills/pending", test_pending);
  abills_add ("/abills/odd-shapes", test_odd_shapes);
  return g_test_run ();
}
