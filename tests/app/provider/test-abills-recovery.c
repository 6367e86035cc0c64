/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include <string.h>

/* Access is regained: who it is, where the code goes, and the new password. */

static void
assert_texts (char **texts, const char *wanted)
{
  g_autofree char *text = g_strjoinv (" ", texts);

  g_assert_cmpstr (text, ==, wanted);
}

#define TERMS(sms, fields)                                                                     \
  "{\"password\":{\"length\":6,\"symbols\":\"abc\"},\"passwordRecovery\":{\"canSendSms\":" sms \
  ",\"fields\":" fields "}}"

static CabinetRecoveryRequest *
recovery_new (const char *identifier, const char *value, CabinetRecoveryWay way, const char *contact)
{
  CabinetRecoveryRequest *request = g_object_new (CABINET_TYPE_RECOVERY_REQUEST, NULL);

  request->identifier = g_strdup (identifier);
  request->value = g_strdup (value);
  request->way = way;
  request->contact = g_strdup (contact);
  return request;
}

static void
test_ways (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetRecoveryRequest) begin = recovery_new (NULL, NULL, CABINET_RECOVERY_WAY_UNKNOWN, NULL);
  g_autoptr (CabinetRecoveryRequest) message =
    recovery_new ("login", "koval", CABINET_RECOVERY_WAY_SMS_CODE, "380671112233");
  g_autoptr (CabinetRecoveryStep) letters = NULL;
  g_autoptr (CabinetRecoveryStep) both = NULL;

  abills_put (f, "config", TERMS ("1", "[\"LOGIN\",\"EMAIL\"]"));
  letters = abills_ask (f, CABINET_OP_RECOVER, begin, NULL);
  g_assert_cmpint (letters->stage, ==, CABINET_RECOVERY_STAGE_IDENTIFY);
  assert_texts (letters->identifiers, "login");
  g_assert_cmpuint (cabinet_list_length (letters->ways), ==, 1);
  g_assert_cmpint (CABINET_RECOVERY_OPTION (cabinet_list_get (letters->ways, 0))->way, ==,
                   CABINET_RECOVERY_WAY_EMAIL_LINK);
  g_assert_cmpint (letters->password_rules->min_length, ==, 6);
  g_assert_cmpstr (letters->password_rules->symbols, ==, "abc");
  /* A way that is not listed is not gone. */
  abills_ask_bad (f, CABINET_OP_RECOVER, message, NULL, CABINET_ERROR_UNSUPPORTED, "unsupported");
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 0);

  player_forget (f->player);
  abills_put (f, "config", TERMS ("\"1\"", "[\"UID\",\"CONTRACT_ID\",\"PHONE\",\"EMAIL\",\"SOMETHING\"]"));
  both = abills_ask (f, CABINET_OP_RECOVER, begin, NULL);
  assert_texts (both->identifiers, "number account");
  g_assert_cmpuint (cabinet_list_length (both->ways), ==, 2);

  player_forget (f->player);
  abills_put (f, "config", TERMS ("0", "[\"LOGIN\",\"PHONE\"]"));
  abills_ask_bad (f, CABINET_OP_RECOVER, begin, NULL, CABINET_ERROR_UNSUPPORTED, "unsupported");
  player_forget (f->player);
  abills_put (f, "config", "{\"passwordRecovery\":[]}");
  abills_ask_bad (f, CABINET_OP_RECOVER, begin, NULL, CABINET_ERROR_UNSUPPORTED, "unsupported");
}

static void
test_sent (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetRecoveryRequest) letter =
    recovery_new ("login", "koval", CABINET_RECOVERY_WAY_EMAIL_LINK, "olha@example.org");
  g_autoptr (CabinetRecoveryRequest) message =
    recovery_new ("number", "42-07", CABINET_RECOVERY_WAY_SMS_CODE, "+380 67 111 22 33");
  g_autoptr (CabinetRecoveryRequest) nowhere =
    recovery_new ("login", "koval", CABINET_RECOVERY_WAY_EMAIL_LINK, " ");
  g_autoptr (CabinetRecoveryStep) mailed = NULL;
  g_autoptr (CabinetRecoveryStep) texted = NULL;
  g_autofree char *text = NULL;

  abills_put (f, "config", TERMS ("1", "[\"LOGIN\",\"CONTRACT_ID\",\"EMAIL\",\"PHONE\"]"));
  abills_put_change (
    f, "POST", "user/password/recovery", "{\"login\":\"koval\",\"email\":\"olha@example.org\"}", 200,
    "{\"destination\":\"olha@example.org\",\"result\":\"Success sent to olha@example.org\"}");
  mailed = abills_ask (f, CABINET_OP_RECOVER, letter, NULL);
  g_assert_cmpint (mailed->stage, ==, CABINET_RECOVERY_STAGE_CODE);
  g_assert_cmpstr (mailed->masked_target, ==, "o•••@example.org");
  text = cabinet_record_encode_text (mailed);
  g_assert_null (strstr (text, "olha"));
  g_assert_cmpint (mailed->password_rules->min_length, ==, 6);
  g_assert_null (
    soup_message_headers_get_one (player_find (f->player, "POST", "recovery")->headers, "USERSID"));

  abills_put_change (f, "POST", "user/password/recovery",
                     "{\"contractId\":\"42-07\",\"phone\":\"380671112233\",\"sendSms\":1}", 200,
                     "{\"destination\":380671112233,\"result\":\"Success\"}");
  texted = abills_ask (f, CABINET_OP_RECOVER, message, NULL);
  g_assert_cmpstr (texted->masked_target, ==, "•••2233");

  abills_ask_bad (f, CABINET_OP_RECOVER, nowhere, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (abills_count (f, "POST", NULL), ==, 2);
}

#define CODE "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eFaB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF"

static CabinetRecoveryRequest *
reset_new (const char *code, const char *password)
{
  CabinetRecoveryRequest *request = g_object_new (CABINET_TYPE_RECOVERY_REQUEST, NULL);

  request->code = g_strdup (code);
  request->new_password = g_strdup (password);
  return request;
}

/* A letter has a link; what is typed may be a code. */
static void
test_code (Abills *f, gconstpointer data)
{
  static const char *const pasted[] = {
    CODE,
    " " CODE "\n",
    "https://polissia.example:9443/registration.cgi?FORGOT_PASSWD=1&CODE=" CODE,
    "https://polissia.example:9443/reset/" CODE "/#top",
    "https://click.example/?to=https%3A%2F%2Fpolissia.example%2F%3Fcode%3D" CODE,
  };
  g_autoptr (CabinetRecoveryRequest) typed = reset_new ("4711", "verba2026");
  g_autoptr (CabinetRecoveryRequest) none = reset_new ("https://polissia.example/", "verba2026");
  g_autoptr (CabinetRecoveryRequest) blank = reset_new (CODE, "");
  g_autoptr (CabinetRecoveryStep) taken = NULL;

  abills_put_change (f, "POST", "user/password/reset", "{\"code\":\"" CODE "\",\"password\":\"verba2026\"}",
                     200, "{\"result\":\"Successfully changed password\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (pasted); i++)
    {
      g_autoptr (CabinetRecoveryRequest) given = reset_new (pasted[i], "verba2026");
      g_autoptr (CabinetRecoveryStep) step = abills_ask (f, CABINET_OP_RECOVER, given, NULL);

      /* That it holds is for a sign-in to show. */
      g_assert_cmpint (step->stage, ==, CABINET_RECOVERY_STAGE_SIGN_IN);
    }
  abills_put_change (f, "POST", "user/password/reset", "{\"code\":\"4711\",\"password\":\"verba2026\"}", 200,
                     "{\"result\":\"Successfully changed password\"}");
  taken = abills_ask (f, CABINET_OP_RECOVER, typed, NULL);
  g_assert_nonnull (taken);
  g_assert_cmpuint (player_count_requests (f->player), ==, G_N_ELEMENTS (pasted) + 1);
  abills_ask_bad (f, CABINET_OP_RECOVER, none, NULL, CABINET_ERROR_REFUSED, "bad-value");
  abills_ask_bad (f, CABINET_OP_RECOVER, blank, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (player_count_requests (f->player), ==, G_N_ELEMENTS (pasted) + 1);
}

/* Some of its handlers answer with an empty object where they do nothing. */
static void
test_empty (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetRecoveryRequest) letter =
    recovery_new ("login", "koval", CABINET_RECOVERY_WAY_EMAIL_LINK, "olha@example.org");
  g_autoptr (CabinetRecoveryRequest) given = reset_new (CODE, "verba2026");

  abills_put (f, "config", TERMS ("1", "[\"LOGIN\",\"EMAIL\"]"));
  abills_put_change (f, "POST", "user/password/recovery",
                     "{\"login\":\"koval\",\"email\":\"olha@example.org\"}", 200, "{}");
  abills_ask_bad (f, CABINET_OP_RECOVER, letter, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  abills_put_change (f, "POST", "user/password/reset", "{\"code\":\"" CODE "\",\"password\":\"verba2026\"}",
                     200, "[]");
  abills_ask_bad (f, CABINET_OP_RECOVER, given, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_refused (Abills *f, gconstpointer data)
{
  static const struct
  {
    int number;
    CabinetError kind;
    const char *code;
  } cases[] = {
    { 10003, CABINET_ERROR_UNSUPPORTED, "unsupported" },
    { 10004, CABINET_ERROR_REFUSED, "bad-value" },
    { 10005, CABINET_ERROR_REFUSED, "bad-value" },
    { 10006, CABINET_ERROR_REFUSED, "not-found" },
    { 10007, CABINET_ERROR_REFUSED, "not-found" },
    { 10010, CABINET_ERROR_REFUSED, "not-found" },
    { 10008, CABINET_ERROR_RATE_LIMITED, "rate-limited" },
    { 10009, CABINET_ERROR_REFUSED, "other" },
    { 10031, CABINET_ERROR_REFUSED, "other" },
    { 10026, CABINET_ERROR_REFUSED, "bad-value" },
    { 10027, CABINET_ERROR_REFUSED, "bad-value" },
    { 10028, CABINET_ERROR_REFUSED, "bad-value" },
    { 10029, CABINET_ERROR_AUTH, "wrong-code" },
    { 10030, CABINET_ERROR_REFUSED, "other" },
  };
  g_autoptr (CabinetRecoveryRequest) given = reset_new (CODE, "verba2026");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answer = g_strdup_printf (
        "{\"errno\":%d,\"errstr\":\"Failed to send email to olha@example.org\"}", cases[i].number);
      const CabinetCall call = { .record = CABINET_RECORD (given) };
      g_autoptr (GError) error = NULL;

      player_forget (f->player);
      abills_put_change (f, "POST", "user/password/reset",
                         "{\"code\":\"" CODE "\",\"password\":\"verba2026\"}", 400, answer);
      g_assert_null (provider_call (f->provider, CABINET_OP_RECOVER, &call, &error));
      net_assert_error (error, cases[i].kind, cases[i].code);
      g_assert_null (strstr (error->message, "olha"));
    }
  /* Whether it was set is not known. */
  player_forget (f->player);
  abills_put_change (f, "POST", "user/password/reset", "{\"code\":\"" CODE "\",\"password\":\"verba2026\"}",
                     502, "{\"errno\":20}");
  abills_ask_bad (f, CABINET_OP_RECOVER, given, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  abills_add ("/abills-recovery/ways", test_ways);
  abills_add ("/abills-recovery/sent", test_sent);
  abills_add ("/abills-recovery/code", test_code);
  abills_add ("/abills-recovery/empty", test_empty);
  abills_add ("/abills-recovery/refused", test_refused);
  return g_test_run ();
}
