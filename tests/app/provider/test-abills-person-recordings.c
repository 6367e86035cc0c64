/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "recordings.h"

/* As test-abills-recordings.c, of what test-abills-person.c and test-abills-recovery.c look at. */

static void
test_profile (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetProfileRequest) wanted = g_object_new (CABINET_TYPE_PROFILE_REQUEST, NULL);
  g_autoptr (CabinetProfile) profile = NULL;
  g_autoptr (CabinetProfile) changed = NULL;

  recordings_play (f->player, "18-20");
  profile = abills_call (f, CABINET_OP_READ_PROFILE);
  g_assert_cmpstr (profile->login, ==, "ivanov");
  g_assert_cmpstr (profile->holder, ==, "Иванов Иван Иванович");
  g_assert_cmpstr (profile->address, ==, "ул. Садовая, 12, 45");
  g_assert_cmpstr (profile->phones[0], ==, "380441112233");
  g_assert_cmpstr (profile->mobiles[0], ==, "380501234567");
  g_assert_cmpstr (profile->emails[0], ==, "ivanov@example.com");
  g_assert_cmpuint (g_strv_length (profile->editable), ==, 4);
  g_assert_cmpint (profile->password_rules->min_length, ==, 6);
  g_assert_true (g_str_has_prefix (profile->password_rules->symbols, "abc"));

  wanted->phone = g_strdup ("+380 44 111 22 99");
  wanted->email = g_strdup ("new@example.com");
  recordings_play (f->player, "18,20,130,131");
  changed = abills_ask (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL);
  g_assert_cmpstr (changed->phones[0], ==, "380441112299");
  g_assert_cmpstr (player_find (f->player, "PUT", NULL)->played, ==, "130-pi-change");
  /* The same words, and nothing changed. */
  recordings_play (f->player, "18-20,130");
  abills_ask_bad (f, CABINET_OP_CHANGE_PROFILE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

static void
test_password (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("secret42", "newpass77");
  g_autoptr (CabinetPasswordRequest) wrong = provider_password_new ("nope", "newpass77");
  g_autoptr (CabinetPasswordRequest) is_short = provider_password_new ("secret42", "abc");
  g_autoptr (CabinetSession) session = NULL;

  recordings_play (f->player, "14,18,136,137");
  session = abills_ask (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL);
  g_assert_cmpstr (player_find (f->player, "POST", "reset")->played, ==, "136-passwd-ok");
  g_assert_cmpstr (player_find (f->player, "POST", "login")->played, ==, "137-login-new-password");
  recordings_play (f->player, "6,18,136,137");
  abills_ask_bad (f, CABINET_OP_CHANGE_PASSWORD, wrong, NULL, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_null (player_find (f->player, "POST", "reset"));
  recordings_play (f->player, "14,18,135");
  abills_ask_bad (f, CABINET_OP_CHANGE_PASSWORD, is_short, NULL, CABINET_ERROR_REFUSED, "bad-value");
}

#define CODE "sAiS1L2HJPRtqn8UJm8vcUEVMZ2myxVLuwFJpuWYLEUzEWm1jy6TeBh6SaQmWRSh"

static void
test_recovery (Abills *f, gconstpointer data)
{
  static const struct
  {
    const char *numbers;
    const char *contact; /* NULL = code and password */
    const char *code;
    const char *password;
    CabinetError kind;
    const char *word;
  } cases[] = {
    { "1,142", "nobody@example.com", NULL, NULL, CABINET_ERROR_REFUSED, "not-found" },
    { "1,143", "new@example.com", NULL, NULL, CABINET_ERROR_REFUSED, "other" },
    { "144", NULL, "x", "newpass77", CABINET_ERROR_AUTH, "wrong-code" },
    { "216", NULL, CODE, "abc", CABINET_ERROR_REFUSED, "bad-value" },
    { "217", NULL, CODE, "пароль-1", CABINET_ERROR_REFUSED, "bad-value" },
    { "219", NULL, CODE, "secret42", CABINET_ERROR_AUTH, "wrong-code" },
  };
  g_autoptr (CabinetRecoveryRequest) given = g_object_new (CABINET_TYPE_RECOVERY_REQUEST, NULL);
  g_autoptr (CabinetRecoveryStep) who = NULL;
  g_autoptr (CabinetRecoveryStep) sent = NULL;
  g_autoptr (CabinetRecoveryStep) reset = NULL;

  recordings_play (f->player, "1");
  who = abills_ask (f, CABINET_OP_RECOVER, given, NULL);
  g_assert_cmpuint (g_strv_length (who->identifiers), ==, 1);
  g_assert_cmpuint (cabinet_list_length (who->ways), ==, 1);

  given->identifier = g_strdup (who->identifiers[0]);
  given->value = g_strdup ("ivanov");
  given->way = CABINET_RECOVERY_OPTION (cabinet_list_get (who->ways, 0))->way;
  given->contact = g_strdup ("ivanov@example.com");
  recordings_play (f->player, "1,215");
  sent = abills_ask (f, CABINET_OP_RECOVER, given, NULL);
  g_assert_cmpstr (sent->masked_target, ==, "i•••@example.com");
  g_assert_cmpint (sent->password_rules->min_length, ==, 6);

  given->code = g_strdup ("https://127.0.0.1:9443/?CODE=" CODE);
  given->new_password = g_strdup ("secret42");
  recordings_play (f->player, "218");
  reset = abills_ask (f, CABINET_OP_RECOVER, given, NULL);
  g_assert_cmpint (reset->stage, ==, CABINET_RECOVERY_STAGE_SIGN_IN);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CabinetRecoveryRequest) bad = g_object_new (CABINET_TYPE_RECOVERY_REQUEST, NULL);

      bad->identifier = g_strdup ("login");
      bad->value = g_strdup ("ivanov");
      bad->way = CABINET_RECOVERY_WAY_EMAIL_LINK;
      bad->contact = g_strdup (cases[i].contact);
      bad->code = g_strdup (cases[i].code);
      bad->new_password = g_strdup (cases[i].password);
      recordings_play (f->player, cases[i].numbers);
      abills_ask_bad (f, CABINET_OP_RECOVER, bad, NULL, cases[i].kind, cases[i].word);
    }
}

static void
test_documents (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetDocumentList) list = NULL;
  g_autoptr (CabinetDocument) whole = NULL;
  CabinetDocument *document;
  CabinetDocumentLine *line;

  recordings_play (f->player, "39,40");
  list = abills_call (f, CABINET_OP_LIST_DOCUMENTS);
  g_assert_cmpuint (cabinet_list_length (list->documents), ==, 1);
  document = cabinet_list_get (list->documents, 0);
  g_assert_cmpstr (document->number, ==, "15");
  g_assert_cmpuint (document->on, ==, cabinet_date_new (2026, 11, 1));
  provider_assert_sum (&document->amount, "250.00", "UAH");
  whole = abills_ask (f, CABINET_OP_READ_DOCUMENT, NULL, document->id);
  provider_assert_sum (&whole->due, "123.45", "UAH");
  g_assert_cmpuint (whole->pay_by, ==, cabinet_date_new (2026, 12, 1));
  line = cabinet_list_get (whole->lines, 0);
  g_assert_cmpstr (line->title, ==, "Internet Home 50");
  provider_assert_sum (&line->price, "250.00", "UAH");
}

static void
test_lists (Abills *f, gconstpointer data)
{
  g_autoptr (CabinetQuestionList) questions = NULL;
  g_autoptr (CabinetConnectionList) connections = NULL;
  CabinetQuestion *question;
  CabinetConnection *connection;

  recordings_play (f->player, "29,30,44");
  questions = abills_call (f, CABINET_OP_LIST_QUESTIONS);
  question = cabinet_list_get (questions->questions, 0);
  g_assert_cmpstr (question->title, ==, "Как оплатить?");
  g_assert_cmpstr (question->text, ==, "Картой в личном кабинете");
  connections = abills_call (f, CABINET_OP_LIST_CONNECTIONS);
  g_assert_cmpuint (cabinet_list_length (connections->connections), ==, 2);
  connection = cabinet_list_get (connections->connections, 0);
  g_assert_true (connection->active);
  g_assert_cmpint (connection->duration_s, ==, 40036);
  connection = cabinet_list_get (connections->connections, 1);
  g_assert_cmpint (connection->up_bytes, ==, 987654321);
  g_assert_cmpstr (connection->ip, ==, "10.20.30.40");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Kyiv", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (recordings_open ("abills"))
    {
      abills_add_recorded ("/abills/recordings/profile", test_profile);
      abills_add_recorded ("/abills/recordings/password", test_password);
      abills_add_recorded ("/abills/recordings/recovery", test_recovery);
      abills_add_recorded ("/abills/recordings/documents", test_documents);
      abills_add_recorded ("/abills/recordings/lists", test_lists);
    }
  return g_test_run ();
}
