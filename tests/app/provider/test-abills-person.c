/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include <string.h>

/* The person: profile and password; then what is only read. */

#define CONFIG                                                                                           \
  "{\"userChgPi\":1,\"userChgPiAllowedParams\":{\"phone\":99,\"cellPhone\":1,\"email\":99},\"system\":{" \
  "\"currency\":980,\"password\":{\"regex\":\"abc123.\",\"symbols\":\"8\"}}}"
#define PERSON(phone, email)                                                               \
  "{\"uid\":4207,\"fio\":\"Olha Koval\",\"addressFull\":\" Lisova 3, 7\",\"phone\":" phone \
  ",\"cellPhone\":[380671112233,\"0671112244\"],\"email\":" email ",\"icq\":[],\"pasportNum\":\"KM1\"}"

static void
put_person (Abills *f, const char *person)
{
  abills_put (f, "user/config", CONFIG);
  abills_put (f, "user", "{\"uid\":4207,\"login\":\"koval\",\"deposit\":1}");
  abills_put (f, "user/pi", person);
}

static void
assert_texts (char **texts, const char *wanted)
{
  g_autofree char *text = g_strjoinv (" ", texts);

  g_assert_cmpstr (text, ==, wanted);
}

/* Lists of numbers and texts; of nothing, in three ways. */
static void
test_profile (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProfile) profile = NULL;
  g_autoptr (CabinetProfile) bare = NULL;
  g_autofree char *text = NULL;

  put_person (f, PERSON ("[380441112233]", "[\"olha@example.org\"]"));
  profile = abills_call (f, CABINET_OP_READ_PROFILE);
  g_assert_cmpstr (profile->login, ==, "koval");
  g_assert_cmpstr (profile->holder, ==, "Olha Koval");
  g_assert_cmpstr (profile->address, ==, "Lisova 3, 7");
  assert_texts (profile->phones, "380441112233");
  assert_texts (profile->mobiles, "380671112233 0671112244");
  assert_texts (profile->emails, "olha@example.org");
  assert_texts (profile->editable, "phone mobile email");
  g_assert_cmpint (profile->password_rules->min_length, ==, 8);
  g_assert_cmpstr (profile->password_rules->symbols, ==, "abc123.");
  /* A passport is nobody's business. */
  text = cabinet_record_encode_text (profile);
  g_assert_null (strstr (text, "KM1"));

  player_forget (f->player);
  abills_put (f, "user/config", "{\"userChgPi\":1,\"userChgPiAllowedParams\":[]}");
  abills_put (f, "user", "{\"login\":\"koval\"}");
  abills_put (f, "user/pi", "{\"fio\":\"\",\"phone\":\"\",\"cellPhone\":{},\"list\":[]}");
  bare = abills_call (f, CABINET_OP_READ_PROFILE);
  g_assert_null (bare->holder);
  assert_texts (bare->phones, "");
  assert_texts (bare->mobiles, "");
  assert_texts (bare->emails, "");
  assert_texts (bare->editable, "");
  g_assert_null (bare->password_rules);
}

static CabinetProfileRequest *
contacts_new (const char *phone, const char *email)
{
  CabinetProfileRequest *request = g_object_new (CABINET_TYPE_PROFILE_REQUEST, NULL);

  request->phone = g_strdup (phone);
  request->email = g_strdup (email);
  return request;
}

#define REFUSAL "{\"errno\":4404,\"errstr\":\"ERR\"}"
#define CONTACTS "{\"phone\":\"380441112299\",\"email\":\"new@example.org\"}"

static void
test_profile_changed (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProfileRequest) wanted = contacts_new ("+380 (44) 111-22-99", " new@example.org ");
  g_autoptr (CabinetProfile) profile = NULL;
  g_autoptr (CabinetProfile) late = NULL;

  put_person (f, PERSON ("[380441112299]", "[\"new@example.org\"]"));
  abills_put_change (f, "PUT", "user/pi", CONTACTS, 200,
                     "{\"result\":\"Successfully changed email, phone\"}");
  profile = abills_ask (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL);
  assert_texts (profile->emails, "new@example.org");
  assert_texts (profile->editable, "phone mobile email");
  g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 1);

  /* The answer says nothing, the reading does. */
  player_forget (f->player);
  put_person (f, PERSON ("[380441112299]", "[\"new@example.org\"]"));
  abills_put_change (f, "PUT", "user/pi", CONTACTS, 502, "{\"errno\":20}");
  late = abills_ask (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL);
  g_assert_true (cabinet_record_equal (profile, late));
}

static void
test_profile_not_changed (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProfileRequest) wanted = contacts_new ("380441112299", "new@example.org");
  g_autoptr (CabinetProfileRequest) blank = contacts_new (" - ", NULL);
  g_autoptr (CabinetProfileRequest) nothing = contacts_new (NULL, NULL);
  g_autoptr (CabinetProfileRequest) name = g_object_new (CABINET_TYPE_PROFILE_REQUEST, NULL);

  /* One of two was passed over, with words of success. */
  put_person (f, PERSON ("[380441112299]", "[\"olha@example.org\"]"));
  abills_put_change (f, "PUT", "user/pi", CONTACTS, 200, "{\"result\":\"Successfully changed phone\"}");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  player_forget (f->player);
  put_person (f, PERSON ("[]", "[]"));
  abills_put_change (f, "PUT", "user/pi", CONTACTS, 400, "{\"errno\":10066,\"errstr\":\"ERR\"}");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 1);

  /* These do not leave. */
  name->holder = g_strdup ("Olha Melnyk");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, name, NULL, CABINET_ERROR_REFUSED, "not-eligible");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, blank, NULL, CABINET_ERROR_REFUSED, "bad-value");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, nothing, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (abills_count (f, "PUT", NULL), ==, 1);

  /* Sent, and not seen. */
  player_forget (f->player);
  put_person (f, "<html>");
  abills_put_change (f, "PUT", "user/pi", CONTACTS, 200,
                     "{\"result\":\"Successfully changed email, phone\"}");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");

  /* What is refused is to look at it, not the change. */
  for (gsize i = 0; i < 2; i++)
    {
      player_forget (f->player);
      abills_put (f, "user/config", CONFIG);
      abills_put_change (f, "PUT", "user/pi", CONTACTS, 200, "{\"result\":\"Successfully changed\"}");
      abills_put_status (f, "user", i == 0 ? 400 : 200, i == 0 ? REFUSAL : "{\"login\":\"koval\"}");
      abills_put_status (f, "user/pi", 400, REFUSAL);
      abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
    }
}

#define OLD "{\"login\":\"koval\",\"password\":\"kalyna1\"}"
#define NEW "{\"login\":\"koval\",\"password\":\"verba2026\"}"
#define CHANGE "{\"password\":\"verba2026\"}"
#define OPENED "{\"login\":\"koval\",\"sid\":\"qwertyuiopasdfgh\",\"uid\":4207}"
#define WRONG "{\"errno\":1001014,\"errstr\":\"ERR_WRONG_PASSWD\"}"

static void
put_password (Abills *f, const char *proof, guint status, const char *answer, const char *again)
{
  player_forget (f->player);
  abills_put (f, "user", "{\"uid\":4207,\"login\":\"koval\"}");
  abills_put_change (f, "POST", "user/login", OLD,
                     *proof == '\0'            ? 0
                     : strstr (proof, "errno") ? 400
                                               : 200,
                     proof);
  abills_put_change (f, "POST", "user/reset/password", CHANGE, status, answer);
  abills_put_change (f, "POST", "user/login", NEW,
                     *again == '\0'            ? 0
                     : strstr (again, "errno") ? 400
                                               : 200,
                     again);
}

/* The server would change it without the old one. */
static void
test_password (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("kalyna1", "verba2026");
  g_autoptr (CabinetSession) session = NULL;
  g_autoptr (CabinetSession) late = NULL;
  const char *const order[] = { "/api.cgi/user", "/api.cgi/user/login", "/api.cgi/user/reset/password",
                                "/api.cgi/user/login" };

  put_password (f, OPENED, 200, "{\"result\":\"Successfully changed password\"}", OPENED);
  session = abills_ask (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL);
  g_assert_cmpstr (session->access_token, ==, "qwertyuiopasdfgh");
  g_assert_cmpuint (player_count_requests (f->player), ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const PlayerRequest *request = player_get_request (f->player, i);
      gboolean is_proof = g_str_has_suffix (order[i], "login");

      g_assert_cmpstr (request->target, ==, order[i]);
      g_assert_true ((soup_message_headers_get_one (request->headers, "USERSID") == NULL) == is_proof);
    }

  /* The answer says nothing, the sign-in does. */
  put_password (f, OPENED, 502, "{\"errno\":20}", OPENED);
  late = abills_ask (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL);
  g_assert_nonnull (late);
}

static GError *
change_password_bad (Abills *f, const char *new_password)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("kalyna1", new_password);
  const CabinetCall call = { .record = CABINET_RECORD (wanted), .contract = "4207", .key = ABILLS_KEY };
  GError *error = NULL;

  g_assert_null (provider_call (f->provider, CABINET_OP_CHANGE_PASSWORD, &call, &error));
  return error;
}

static void
test_password_refused (Abills *f, gconstpointer data)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) unproved = NULL;
  g_autoptr (GError) odd = NULL;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) refused = NULL;

  put_password (f, WRONG, 200, "{}", OPENED);
  wrong = change_password_bad (f, "verba2026");
  net_assert_error (wrong, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_cmpstr (cabinet_error_get_field (wrong), ==, "old_password");
  g_assert_cmpuint (abills_count (f, "POST", "reset"), ==, 0);
  /* The line was cut under the proof: nothing has changed. */
  put_password (f, "", 200, "{}", OPENED);
  unproved = change_password_bad (f, "verba2026");
  g_assert_false (cabinet_error_get_left (unproved));
  g_assert_cmpuint (abills_count (f, "POST", "reset"), ==, 0);
  /* An answer that opens nothing proves nothing. */
  put_password (f, "{\"uid\":4207}", 200, "{}", OPENED);
  odd = change_password_bad (f, "verba2026");
  net_assert_error (odd, CABINET_ERROR_OFFLINE, "server-down");
  g_assert_cmpuint (abills_count (f, "POST", "reset"), ==, 0);
  none = change_password_bad (f, " ");
  net_assert_error (none, CABINET_ERROR_REFUSED, "bad-value");

  put_password (f, OPENED, 400, "{\"errno\":10034,\"errstr\":\"Length of password not valid minimum 8\"}",
                WRONG);
  refused = change_password_bad (f, "verba2026");
  net_assert_error (refused, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpstr (cabinet_error_get_field (refused), ==, "new_password");
  g_assert_cmpuint (abills_count (f, "POST", "login"), ==, 1);
}

static void
test_password_not_shown (Abills *f, gconstpointer data)
{
  static const char *const again[] = { WRONG, "", "<html>", "{\"uid\":4207}" };

  for (gsize i = 0; i < G_N_ELEMENTS (again); i++)
    {
      g_autoptr (GError) error = NULL;

      put_password (f, OPENED, 200, "{\"result\":\"Successfully changed password\"}", again[i]);
      error = change_password_bad (f, "verba2026");
      net_assert_error (error, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
    }
}

static void
test_documents (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetDocumentList) list = NULL;
  g_autoptr (CabinetDocumentList) none = NULL;
  g_autoptr (CabinetDocument) whole = NULL;
  CabinetDocument *document;
  CabinetDocumentLine *line;

  abills_put (f, "user/docs/invoices",
              "{\"list\":[{\"id\":4,\"invoiceNum\":\"07\",\"date\":\"2026-04-01\",\"totalSum\":\"250.5\","
              "\"paymentId\":12,\"currency\":0},{\"id\":\"5\",\"invoiceNum\":19,\"date\":\"2026-05-01\","
              "\"totalSum\":250,\"paymentId\":0,\"paymentSum\":\"\"}],\"total\":2}");
  list = abills_call (f, CABINET_OP_LIST_DOCUMENTS);
  g_assert_cmpuint (cabinet_list_length (list->documents), ==, 2);
  document = cabinet_list_get (list->documents, 0);
  g_assert_cmpstr (document->id, ==, "b5");
  g_assert_cmpint (document->kind, ==, CABINET_DOCUMENT_KIND_INVOICE);
  g_assert_cmpstr (document->number, ==, "19");
  g_assert_cmpuint (document->on, ==, cabinet_date_new (2026, 5, 1));
  g_assert_null (document->payment_id);
  document = cabinet_list_get (list->documents, 1);
  g_assert_cmpstr (document->number, ==, "07");
  g_assert_cmpint (document->amount.micros, ==, 250500000);
  g_assert_cmpstr (document->amount.currency, ==, "UAH");
  g_assert_cmpstr (document->payment_id, ==, "p12");

  abills_put (f, "user/docs/invoices/5",
              "{\"docId\":5,\"invoiceNum\":19,\"date\":\"2026-05-01\",\"totalSum\":250,\"paymentId\":0,"
              "\"amountForPay\":123.45,\"expireDate\":\"2026-06-01\",\"deposit\":-126.55,\"orders\":["
              "{\"counts\":2,\"koval\":\"koval\",\"orders\":\"Internet Lis 50\",\"price\":125,\"unit\":0}]}");
  whole = abills_ask (f, CABINET_OP_READ_DOCUMENT, NULL, "b5");
  g_assert_cmpstr (whole->id, ==, "b5");
  g_assert_cmpint (whole->due.micros, ==, 123450000);
  g_assert_cmpuint (whole->pay_by, ==, cabinet_date_new (2026, 6, 1));
  line = cabinet_list_get (whole->lines, 0);
  g_assert_cmpstr (line->title, ==, "Internet Lis 50");
  g_assert_cmpint (line->count, ==, 2);
  g_assert_cmpint (line->price.micros, ==, 125 * CABINET_MONEY_UNIT);

  /* Another's, or none. */
  abills_put (f, "user/docs/invoices/6", "{\"docId\":\"\",\"orders\":[],\"total\":0}");
  abills_ask_bad (f, CABINET_OP_READ_DOCUMENT, NULL, "b6", CABINET_ERROR_REFUSED, "not-found");
  abills_ask_bad (f, CABINET_OP_READ_DOCUMENT, NULL, "6", CABINET_ERROR_REFUSED, "not-found");

  player_forget (f->player);
  abills_put (f, "user/docs/invoices", "[]");
  none = abills_call (f, CABINET_OP_LIST_DOCUMENTS);
  g_assert_cmpuint (cabinet_list_length (none->documents), ==, 0);
}

static void
test_questions (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetQuestionList) list = NULL;
  CabinetQuestion *question;

  abills_put (f, "user/expert/faqs",
              "[{\"id\":2,\"title\":\"How to pay &amp; when?\",\"body\":\"<p>By <b>card</b>.</p>\","
              "\"priority\":9},{\"id\":1,\"title\":\"2026\",\"body\":42},{\"id\":3,\"title\":\"\"}]");
  list = abills_call (f, CABINET_OP_LIST_QUESTIONS);
  g_assert_cmpuint (cabinet_list_length (list->questions), ==, 2);
  question = cabinet_list_get (list->questions, 0);
  g_assert_cmpstr (question->id, ==, "q2");
  g_assert_cmpstr (question->title, ==, "How to pay & when?");
  g_assert_cmpstr (question->text, ==, "By card.");
  question = cabinet_list_get (list->questions, 1);
  g_assert_cmpstr (question->text, ==, "42");
}

/* No row has a date, and none is made up. */
static void
test_connections (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetConnectionList) list = NULL;
  g_autoptr (CabinetConnectionList) cut = NULL;
  g_autoptr (GString) rows = g_string_new ("[");
  CabinetConnection *connection;

  abills_put (f, "user/internet/session/active",
              "[{\"cid\":\"00:1B:44:11:3A:B7\",\"duration\":\"900\",\"input\":10,\"output\":5000000000,"
              "\"ip\":\"10.7.0.9\"}]");
  abills_put (f, "user/internet/sessions",
              "[{\"duration\":7200,\"input\":987654321,\"output\":\"123456789\",\"ip\":\"10.7.0.9\","
              "\"tpId\":7,\"tpName\":\"Lis 50\"}]");
  list = abills_call (f, CABINET_OP_LIST_CONNECTIONS);
  g_assert_cmpuint (cabinet_list_length (list->connections), ==, 2);
  g_assert_true (list->complete);
  connection = cabinet_list_get (list->connections, 0);
  g_assert_true (connection->active);
  g_assert_cmpint (connection->duration_s, ==, 900);
  g_assert_cmpint (connection->down_bytes, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpint (connection->up_bytes, ==, 10);
  g_assert_cmpstr (connection->mac, ==, "00:1B:44:11:3A:B7");
  connection = cabinet_list_get (list->connections, 1);
  g_assert_false (connection->active);
  g_assert_cmpint (connection->down_bytes, ==, 123456789);

  /* The server gives no more than so many. */
  for (int i = 0; i < 25; i++)
    g_string_append_printf (rows, "%s{\"duration\":%d}", i > 0 ? "," : "", i);
  g_string_append_c (rows, ']');
  player_forget (f->player);
  abills_put_status (f, "user/internet/session/active", 404, "{\"errno\":2,\"errstr\":\"No such route\"}");
  abills_put (f, "user/internet/sessions", rows->str);
  cut = abills_call (f, CABINET_OP_LIST_CONNECTIONS);
  g_assert_cmpuint (cabinet_list_length (cut->connections), ==, 25);
  g_assert_false (cut->complete);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-person/profile", test_profile);
  abills_add ("/abills-person/profile-changed", test_profile_changed);
  abills_add ("/abills-person/profile-not-changed", test_profile_not_changed);
  abills_add ("/abills-person/password", test_password);
  abills_add ("/abills-person/password-refused", test_password_refused);
  abills_add ("/abills-person/password-not-shown", test_password_not_shown);
  abills_add ("/abills-person/documents", test_documents);
  abills_add ("/abills-person/questions", test_questions);
  abills_add ("/abills-person/connections", test_connections);
  return g_test_run ();
}
