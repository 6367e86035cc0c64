/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include "cabinet-notice.h"

#include <string.h>

/* What the operations of support, notices and events have in common: refusals, keys, validators. */

#define MEGABYTE (1024 * 1024)

typedef struct
{
  const char *method;
  const char *path; /* {c} the contract, {t} a thread, {a} a file, {n} a notice */
  const char *body; /* {m} a message; one that is taken */
} Op;

static const Op ops[] = {
  { "GET", "v1/contracts/{c}/threads", NULL },
  { "POST", "v1/contracts/{c}/threads", "{\"text\":\"Hello\"}" },
  { "GET", "v1/threads/{t}/messages", NULL },
  { "POST", "v1/threads/{t}/messages", "{\"text\":\"Hello\"}" },
  { "POST", "v1/threads/{t}/read", "{\"up_to\":\"{m}\"}" },
  { "POST", "v1/uploads", "{\"name\":\"a.txt\",\"type\":\"text/plain\",\"content\":\"aGVsbG8=\"}" },
  { "GET", "v1/attachments/{a}", NULL },
  { "GET", "v1/contracts/{c}/notices", NULL },
  { "POST", "v1/notices/{n}/read", NULL },
  { "GET", "v1/events", NULL },
};

/* Ids that stand for the holes. */
typedef struct
{
  char *thread;
  char *message;
  char *file;
  char *notice;
} Ids;

static void
ids_clear (Ids *ids)
{
  g_free (ids->thread);
  g_free (ids->message);
  g_free (ids->file);
  g_free (ids->notice);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ids, ids_clear)

static char *
dup_notice (Client *client)
{
  g_autoptr (Answer) answer = client_read (client, "notices");
  g_autoptr (CabinetNoticeList) list = answer_decode (answer, CABINET_TYPE_NOTICE_LIST);

  return g_strdup (((CabinetNotice *) cabinet_list_get (list->notices, 0))->id);
}

static void
ids_find (Ids *ids, Client *client)
{
  g_autoptr (CabinetAttachment) file = desk_upload_text (client, "a file");
  g_autoptr (CabinetMessagePage) page = NULL;

  ids->thread = desk_dup_first_thread (client);
  page = desk_read_messages (client, ids->thread, "");
  ids->message = g_strdup (desk_message_at (page, 0)->id);
  ids->file = g_strdup (file->id);
  ids->notice = dup_notice (client);
}

static char *
fill (const char *pattern, const Ids *ids, Client *client)
{
  GString *text = g_string_new (pattern);

  g_string_replace (text, "{c}", client->contract, 0);
  g_string_replace (text, "{t}", ids->thread, 0);
  g_string_replace (text, "{m}", ids->message, 0);
  g_string_replace (text, "{a}", ids->file, 0);
  g_string_replace (text, "{n}", ids->notice, 0);
  return g_string_free (text, FALSE);
}

/* Under the client's present key. */
static Answer *
run_again (const Op *op, const Ids *ids, Client *client)
{
  g_autofree char *path = fill (op->path, ids, client);
  g_autofree char *body = op->body != NULL ? fill (op->body, ids, client) : NULL;

  return client_ask (client, op->method, path, body);
}

static Answer *
run (const Op *op, const Ids *ids, Client *client)
{
  g_clear_pointer (&client->key, g_free);
  client->key = g_uuid_string_random ();
  return run_again (op, ids, client);
}

static gboolean
is_change (const Op *op)
{
  return g_str_equal (op->method, "POST");
}

static void
arrange (DemoProcess *demo, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (demo, verb, json);

  g_assert_nonnull (answer);
}

static void
test_failures_everywhere (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  ids_find (&ids, desk.client);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) limited = NULL;
      g_autoptr (Answer) failed = NULL;
      g_autoptr (Answer) busy = NULL;
      g_autoptr (Answer) well = NULL;

      arrange (desk.demo, "rate-limit", "{\"requests\":1}");
      limited = run (&ops[i], &ids, desk.client);
      answer_assert_problem (limited, 429, "rate-limited");
      arrange (desk.demo, "fail", "{\"status\":500,\"requests\":1}");
      failed = run_again (&ops[i], &ids, desk.client);
      answer_assert_problem (failed, 500, "server-error");
      arrange (desk.demo, "fail", "{\"status\":503,\"requests\":1}");
      busy = run_again (&ops[i], &ids, desk.client);
      answer_assert_problem (busy, 503, "unavailable");
      well = run_again (&ops[i], &ids, desk.client);
      g_assert_cmpint (well->status / 100, ==, 2);
    }
}

static void
test_token_needed (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  ids_find (&ids, desk.client);
  g_clear_pointer (&desk.client->token, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) answer = run (&ops[i], &ids, desk.client);

      answer_assert_problem (answer, 401, "session-over");
    }
}

static void
test_validators (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "centra", NULL, NOW);
  ids_find (&ids, desk.client);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) first = NULL;
      g_autoptr (Answer) second = NULL;

      if (is_change (&ops[i]) || g_str_equal (ops[i].path, "v1/events"))
        continue;
      first = run (&ops[i], &ids, desk.client);
      g_assert_cmpint (first->status, ==, 200);
      desk.client->etag = g_strdup (answer_get_header (first, "ETag"));
      g_assert_nonnull (desk.client->etag);
      second = run (&ops[i], &ids, desk.client);
      g_assert_cmpint (second->status, ==, 304);
      g_clear_pointer (&desk.client->etag, g_free);
    }
}

/* Without a key nothing is changed; a held one waits; one that was used for something else is refused. */
static void
test_keys (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  ids_find (&ids, desk.client);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) keyless = NULL;
      g_autoptr (Answer) held = NULL;
      g_autoptr (Answer) first = NULL;
      g_autoptr (Answer) again = NULL;
      g_autoptr (Answer) reused = NULL;
      g_autofree char *json = NULL;
      const Op *other = &ops[i == 1 ? 3 : 1];

      if (!is_change (&ops[i]))
        continue;
      g_clear_pointer (&desk.client->key, g_free);
      keyless = run_again (&ops[i], &ids, desk.client);
      answer_assert_problem (keyless, 400, "bad-value");

      desk.client->key = g_uuid_string_random ();
      json = g_strdup_printf ("{\"key\":\"%s\"}", desk.client->key);
      arrange (desk.demo, "keys/hold", json);
      held = run_again (&ops[i], &ids, desk.client);
      answer_assert_problem (held, 409, "in-progress");
      arrange (desk.demo, "keys/release", json);
      first = run_again (&ops[i], &ids, desk.client);
      g_assert_cmpint (first->status / 100, ==, 2);
      again = run_again (&ops[i], &ids, desk.client);
      g_assert_cmpint (again->status, ==, first->status);
      g_assert_cmpstr (again->text, ==, first->text);

      g_clear_pointer (&desk.client->key, g_free);
      reused = run (other, &ids, desk.client);
      g_assert_cmpint (reused->status, ==, 201);
      g_clear_pointer (&reused, answer_free);
      reused = run_again (&ops[i], &ids, desk.client);
      answer_assert_problem (reused, 422, "key-reused");
    }
}

static void
test_too_large (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };
  gsize length = 8 * MEGABYTE + 1;
  g_autofree char *body = g_malloc (length);

  memset (body, ' ', length);
  desk_open (&desk, "tomtel", NULL, NOW);
  ids_find (&ids, desk.client);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autofree char *path = fill (ops[i].path, &ids, desk.client);
      gboolean file = g_str_equal (path, "v1/uploads");
      g_autoptr (Answer) answer = NULL;

      if (ops[i].body == NULL)
        continue;
      answer = client_ask_as (desk.client, "POST", path, "application/json", body,
                              (gssize) (file ? length : MEGABYTE + 1));
      answer_assert_problem (answer, 413, "too-large");
    }
}

static void
test_bad_bodies (void)
{
  static const char *const bodies[] = { "{", "[]", "7", "{}", "{\"text\":7,\"up_to\":7,\"name\":7}" };
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  ids_find (&ids, desk.client);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    for (guint b = 0; b < G_N_ELEMENTS (bodies) && ops[i].body != NULL; b++)
      {
        g_autofree char *path = fill (ops[i].path, &ids, desk.client);
        g_autoptr (Answer) answer = client_change (desk.client, "POST", path, bodies[b]);

        answer_assert_problem (answer, 400, "bad-value");
      }
}

/* What is not there, and what is somebody else's. */
static void
test_not_found (void)
{
  g_auto (Desk) desk = { 0 };
  g_auto (Ids) ids = { 0 };

  desk_open (&desk, "tomtel", NULL, NOW);
  ids.thread = g_strdup ("t0");
  ids.message = g_strdup ("m0");
  ids.file = g_strdup ("a0");
  ids.notice = g_strdup ("n0");
  g_free (desk.client->contract);
  desk.client->contract = g_strdup ("c000000000000");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) answer = NULL;

      if (strchr (ops[i].path, '{') == NULL)
        continue;
      answer = run (&ops[i], &ids, desk.client);
      answer_assert_problem (answer, 404, "not-found");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/doors/failures-everywhere", test_failures_everywhere);
  g_test_add_func ("/demo/doors/token-needed", test_token_needed);
  g_test_add_func ("/demo/doors/validators", test_validators);
  g_test_add_func ("/demo/doors/keys", test_keys);
  g_test_add_func ("/demo/doors/too-large", test_too_large);
  g_test_add_func ("/demo/doors/bad-bodies", test_bad_bodies);
  g_test_add_func ("/demo/doors/not-found", test_not_found);
  return g_test_run ();
}
