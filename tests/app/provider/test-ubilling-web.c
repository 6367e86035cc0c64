/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "recordings.h"
#include "ubilling-fixture.h"

/* What goes by the portal's web pages only, and what is known of the person. */

#define FORM "/?module=tariffchanger"
#define PAGE "<!DOCTYPE html><html><body>page</body></html>"
#define LOGIN_PAGE "<html><form><input name=\"ulogin\"><input name=\"upassword\"></form></html>"
#define PROOF UBILLING_READ "&justauth=true"
#define GOOD "{\"auth\":true,\"login\":\"" UBILLING_LOGIN "\"}"

static CabinetCapability *
find (CabinetReply *reply, const char *name)
{
  return provider_find_capability (reply->record, name);
}

/* Whether a read shows it. */
static gboolean
is_found (Ubilling *f, gpointer wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = ubilling_change (f, CABINET_OP_FIND_CHANGE, wanted, NULL, &error);

  g_assert_no_error (error);
  return reply->record != NULL;
}

/* Pages are filled in only for who has turned it on. */
static void
test_tariff_off (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "Speed-200", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetChangeRequest) service =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "x", CABINET_CHANGE_WHEN_NEXT_PERIOD);

  service->kind = CABINET_CHANGE_KIND_SERVICE_ON;
  ubilling_change_bad (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "elsewhere");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "elsewhere");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, service, NULL, CABINET_ERROR_UNSUPPORTED, NULL);
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);
}

/* What web pages allow makes another answer, although the server says the same. */
static void
test_web_forms (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) off = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  g_autoptr (CabinetReply) on = NULL;
  g_autoptr (CabinetReply) tariffs = NULL;
  CabinetTariffList *list;

  g_assert_true (cabinet_provider_has_web_forms ("ubilling"));
  g_assert_false (cabinet_provider_has_web_forms ("abills"));
  g_assert_false (cabinet_provider_has_web_forms ("cabinet"));
  f->web_forms = TRUE;
  on = ubilling_call (f, CABINET_OP_READ_CAPABILITIES);
  g_assert_cmpint (find (off, "tariff.change")->answer, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_cmpint (find (on, "tariff.change")->answer, ==, CABINET_CAPABILITY_ANSWER_YES);
  g_assert_cmpstr (on->etag, !=, off->etag);
  g_assert_cmpint (find (off, "password")->answer, ==, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
  g_assert_nonnull (find (off, "password")->url);
  g_assert_cmpint (find (on, "password")->answer, ==, CABINET_CAPABILITY_ANSWER_UNKNOWN);
  tariffs = ubilling_call (f, CABINET_OP_LIST_TARIFFS);
  list = tariffs->record;
  for (guint i = 0; i < cabinet_list_length (list->tariffs); i++)
    {
      CabinetTariff *tariff = cabinet_list_get (list->tariffs, i);

      g_assert_cmpint (tariff->available, !=, CABINET_CAPABILITY_ANSWER_ELSEWHERE);
      g_assert_true (tariff->current || g_str_equal (tariff->when[0], "next_period"));
    }
}

static void
test_tariff (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetChangeRequest) wanted =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "Speed-200", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetChangeRequest) foreign =
    provider_change_new (CABINET_CHANGE_KIND_TARIFF, "Home-1000", CABINET_CHANGE_WHEN_NEXT_PERIOD);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (CabinetReply) applied = NULL;
  g_autoptr (GError) error = NULL;
  CabinetChangePreview *preview;
  CabinetChange *change;

  f->web_forms = TRUE;
  reply = ubilling_change (f, CABINET_OP_PREVIEW_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  preview = reply->record;
  provider_assert_sum (&preview->fee_before, "240.00", "UAH");
  provider_assert_sum (&preview->fee_after, "350.00", "UAH");
  g_assert_cmpint (cabinet_date_get_day (preview->effective_on), ==, 1);
  ubilling_change_bad (f, CABINET_OP_PREVIEW_CHANGE, foreign, NULL, CABINET_ERROR_REFUSED, "not-eligible");

  player_forget (f->player);
  player_put (f->player, "POST", FORM, "newtariff=Speed-200&agree=on", 200, "text/html", "oO");
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_REFUSED, "not-eligible");

  /* The form once more, which nobody reads: the summary does not show it. */
  player_forget (f->player);
  player_put (f->player, "POST", FORM, "newtariff=Speed-200&agree=on", 200, "text/html", PAGE);
  ubilling_change_bad (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
  g_assert_false (is_found (f, wanted));

  ubilling_put (f, NULL, "{\"login\":\"x\",\"cash\":1,\"tariff\":\"Start-30\",\"tariffnm\":\"Speed-200\"}");
  applied = ubilling_change (f, CABINET_OP_APPLY_CHANGE, wanted, NULL, &error);
  g_assert_no_error (error);
  change = applied->record;
  g_assert_cmpint (change->state, ==, CABINET_CHANGE_STATE_PENDING);
  g_assert_true (is_found (f, wanted));
  g_assert_cmpstr (player_find (f->player, "POST", NULL)->body, ==, "newtariff=Speed-200&agree=on");
}

static void
test_profile (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetReply) reply = ubilling_call (f, CABINET_OP_READ_PROFILE);
  g_autoptr (CabinetReply) bare = NULL;
  CabinetProfile *profile = reply->record;

  g_assert_cmpstr (profile->login, ==, UBILLING_LOGIN);
  g_assert_cmpstr (profile->holder, ==, "Сидоренко Олена");
  g_assert_cmpstr (profile->address, ==, "Озерне вул. Лісова 7/3");
  g_assert_cmpstr (profile->phones[0], ==, "380441110000"); /* a number on the wire */
  g_assert_cmpstr (profile->mobiles[0], ==, "380671110000");
  g_assert_null (profile->emails[0]);
  g_assert_null (profile->editable[0]);
  g_assert_null (profile->password_rules);

  ubilling_put (f, NULL, "{\"login\":\"x\",\"realname\":\"\",\"address\":null,\"email\":\"a@example.org\"}");
  bare = ubilling_call (f, CABINET_OP_READ_PROFILE);
  profile = bare->record;
  g_assert_null (profile->holder);
  g_assert_null (profile->address);
  g_assert_null (profile->phones[0]);
  g_assert_cmpstr (profile->emails[0], ==, "a@example.org");
  ubilling_call_bad (f, CABINET_OP_LIST_DOCUMENTS, CABINET_ERROR_UNSUPPORTED, NULL);
  ubilling_call_bad (f, CABINET_OP_LIST_QUESTIONS, CABINET_ERROR_UNSUPPORTED, NULL);
  ubilling_call_bad (f, CABINET_OP_LIST_CONNECTIONS, CABINET_ERROR_UNSUPPORTED, NULL);
}

#define SENT "upassword=%D0%B3%D0%BE%D1%80&newpassword=new_1&confirmnewpassword=new_1"

static void
put_proof (Ubilling *f, guint status, const char *answer)
{
  player_put (f->player, "GET", PROOF, NULL, status, *answer == '{' ? NULL : "text/html", answer);
}

static void
put_page (Ubilling *f)
{
  player_put (f->player, "POST", "/", SENT, 200, "text/html", PAGE);
}

/* The page says nothing: the new password must open the cabinet, and the session is its. */
static void
test_password (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("гор", "new_1");
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, "new_1", -1);
  g_autofree char *token = g_strdup_printf ("c:" UBILLING_LOGIN ":%s", digest);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  const PlayerRequest *proof;

  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_UNSUPPORTED, "elsewhere");
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);

  f->web_forms = TRUE;
  put_proof (f, 200, GOOD);
  put_page (f);
  reply = ubilling_change (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_SESSION (reply->record)->access_token, ==, token);
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);
  proof = player_find (f->player, "GET", "justauth");
  g_assert_nonnull (strstr (soup_message_headers_get_one (proof->headers, "Cookie"), digest));
  ubilling_assert_discreet (f);
}

static void
test_password_refused (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("гор", "new_1");
  g_autoptr (CabinetPasswordRequest) none = provider_password_new ("гор", " ");
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  f->web_forms = TRUE;
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, none, NULL, CABINET_ERROR_REFUSED, "bad-value");
  g_assert_cmpuint (player_count_requests (f->player), ==, 0);
  put_proof (f, 401, "ERROR_WRONG_UBERAUTH");
  put_page (f);
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_AUTH, "wrong-credentials");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 0);

  /* It is switched off, say: the old one still holds. */
  player_forget (f->player);
  put_proof (f, 200, GOOD);
  put_page (f);
  put_proof (f, 401, "ERROR_WRONG_UBERAUTH");
  put_proof (f, 200, GOOD);
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_REFUSED, "other");

  /* Neither: the server has made another of it. */
  player_forget (f->player);
  put_proof (f, 200, GOOD);
  put_page (f);
  put_proof (f, 401, "ERROR_WRONG_UBERAUTH");
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);

  /* The page wants a sign-in after it: only the passwords tell which of them holds. */
  player_forget (f->player);
  put_proof (f, 200, GOOD);
  player_put (f->player, "POST", "/", SENT, 200, "text/html", LOGIN_PAGE);
  reply = ubilling_change (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (reply);
  player_forget (f->player);
  put_proof (f, 200, GOOD);
  player_put (f->player, "POST", "/", SENT, 200, "text/html", LOGIN_PAGE);
  put_proof (f, 401, "ERROR_WRONG_UBERAUTH");
  put_proof (f, 200, GOOD);
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_REFUSED, "other");
  g_assert_cmpuint (player_count (f->player, "POST", NULL), ==, 1);

  /* Nobody answers any more. */
  player_forget (f->player);
  put_proof (f, 200, GOOD);
  put_page (f);
  put_proof (f, 503, PAGE);
  ubilling_change_bad (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, CABINET_ERROR_UNCONFIRMED, "unconfirmed");
}

/* Where cookies were refused all of it goes by the query. */
static void
test_password_query (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("гор", "new_1");
  g_autofree char *old_digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, "гор", -1);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, "new_1", -1);
  g_autofree char *token = g_strdup_printf ("q:" UBILLING_LOGIN ":%s", digest);
  g_autoptr (CabinetReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  f->web_forms = TRUE;
  put_proof (f, 200, LOGIN_PAGE);
  put_proof (f, 200, GOOD);
  put_page (f);
  reply = ubilling_change (f, CABINET_OP_CHANGE_PASSWORD, wanted, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (CABINET_SESSION (reply->record)->access_token, ==, token);
  g_assert_cmpuint (player_count (f->player, "GET", old_digest), ==, 1);
  g_assert_cmpuint (player_count (f->player, "GET", digest), ==, 1);
}

static void
test_recorded (Ubilling *f, gconstpointer data)
{
  g_autoptr (CabinetPasswordRequest) wanted = provider_password_new ("secret42", "new_pass1");
  const CabinetCall call = { .contract = UBILLING_RECORDED_LOGIN,
                             .record = CABINET_RECORD (wanted),
                             .key = "7c9f4c1e-3f0e-4f0a-9d52-0d0d2c6c4b11",
                             .web_forms = TRUE };
  g_autoptr (CabinetReply) profile = NULL;
  g_autoptr (CabinetReply) session = NULL;

  recordings_play (f->player, "1");
  profile = ubilling_call (f, CABINET_OP_READ_PROFILE);
  g_assert_cmpstr (CABINET_PROFILE (profile->record)->login, ==, UBILLING_RECORDED_LOGIN);
  g_assert_nonnull (CABINET_PROFILE (profile->record)->holder);

  recordings_play (f->player, "10,82,83");
  session = provider_call_good (f->provider, CABINET_OP_CHANGE_PASSWORD, &call);
  g_assert_cmpstr (player_find (f->player, "POST", NULL)->played, ==, "82-password-change");
  g_assert_cmpstr (CABINET_SESSION (session->record)->access_token, ==,
                   "c:ivanov_ii:bb501a7ee7d21e6ce1a88e314503a5a0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ubilling_add ("/ubilling/web/tariff-off", test_tariff_off);
  ubilling_add ("/ubilling/web/web-forms", test_web_forms);
  ubilling_add ("/ubilling/web/tariff", test_tariff);
  ubilling_add ("/ubilling/web/profile", test_profile);
  ubilling_add ("/ubilling/web/password", test_password);
  ubilling_add ("/ubilling/web/password-refused", test_password_refused);
  ubilling_add ("/ubilling/web/password-query", test_password_query);
  if (recordings_open ("ubilling"))
    ubilling_add_recorded ("/ubilling/web/recorded", test_recorded);
  return g_test_run ();
}
