/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "abills-fixture.h"

#include "recordings.h"

static char *
dup_target (const char *path)
{
  return g_strconcat ("/api.cgi/", path, NULL);
}

static void
open_server (Abills *f, const char *folder)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  f->player = player_new (folder, 0);
  f->authorizer = fake_authorizer_new (1);
  url = g_strconcat (player_get_url (f->player), "/api.cgi", NULL);
  f->provider = cabinet_provider_new ("abills", url, CABINET_AUTHORIZER (f->authorizer), &error);
  g_assert_no_error (error);
  g_object_set (cabinet_provider_get_http (f->provider), "timeout", 30000, "retry-delay", 1, NULL);
}

static void
set_up (Abills *f, gconstpointer data)
{
  open_server (f, NULL);
}

static void
set_up_recorded (Abills *f, gconstpointer data)
{
  open_server (f, recordings_get_folder ());
}

static void
tear_down (Abills *f, gconstpointer data)
{
  net_assert_finalized (f->provider);
  net_assert_finalized (f->authorizer);
  player_free (f->player);
}

void
abills_add (const char *path, AbillsTest test)
{
  g_test_add (path, Abills, NULL, set_up, test, tear_down);
}

void
abills_add_recorded (const char *path, AbillsTest test)
{
  g_test_add (path, Abills, NULL, set_up_recorded, test, tear_down);
}

void
abills_put_status (Abills *f, const char *path, guint status, const char *answer)
{
  g_autofree char *target = dup_target (path);

  player_put (f->player, "GET", target, NULL, status, *answer == '<' ? "text/html" : NULL, answer);
}

void
abills_put (Abills *f, const char *path, const char *answer)
{
  abills_put_status (f, path, 200, answer);
}

void
abills_put_change (
  Abills *f, const char *method, const char *path, const char *body, guint status, const char *answer)
{
  g_autofree char *target = dup_target (path);

  player_put (f->player, method, target, body, status, NULL, answer);
}

guint
abills_count (Abills *f, const char *method, const char *path)
{
  return player_count (f->player, method, path);
}

static CabinetReply *
call (Abills *f, CabinetOp op, gpointer record, const char *id, GError **error)
{
  const CabinetCall call = {
    .record = record,
    .contract = "4207",
    .currency = "UAH",
    .id = id,
    .key = ABILLS_KEY,
    .asked_at = cabinet_instant_now (),
  };

  return provider_call (f->provider, op, &call, error);
}

gpointer
abills_ask (Abills *f, CabinetOp op, gpointer record, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CabinetReply) reply = call (f, op, record, id, &error);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CabinetRecord) again = NULL;

  g_assert_no_error (error);
  if (reply->record == NULL)
    return NULL;
  json = cabinet_record_encode_text (reply->record);
  again = cabinet_record_decode_text (G_OBJECT_TYPE (reply->record), json, -1, &error);
  g_assert_no_error (error);
  text = cabinet_record_encode_text (again);
  g_assert_cmpstr (text, ==, json);
  return g_object_ref (reply->record);
}

gpointer
abills_call (Abills *f, CabinetOp op)
{
  return abills_ask (f, op, NULL, NULL);
}

void
abills_ask_bad (Abills *f, CabinetOp op, gpointer record, const char *id, CabinetError kind, const char *code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (call (f, op, record, id, &error));
  net_assert_error (error, kind, code);
}

void
abills_call_bad (Abills *f, CabinetOp op, CabinetError kind, const char *code)
{
  abills_ask_bad (f, op, NULL, NULL, kind, code);
}
