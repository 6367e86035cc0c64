/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#include "cabinet-change.h"

#include <string.h>

/* What the operations of tariffs, services and changes have in common: refusals, keys, validators. */

#define MEGABYTE (1024 * 1024)
#define WANTED "{\"kind\":\"service_on\",\"target_id\":\"ip\",\"when\":\"next_period\""

typedef struct
{
  const char *method;
  const char *path; /* {c} the contract, {h} a change */
  const char *body;
} Op;

static const Op ops[] = {
  { "GET", "v1/contracts/{c}/services", NULL },
  { "GET", "v1/contracts/{c}/tariffs", NULL },
  { "GET", "v1/contracts/{c}/changes", NULL },
  { "POST", "v1/contracts/{c}/previews", WANTED "}" },
  { "POST", "v1/contracts/{c}/changes", WANTED ",\"preview_token\":\"none\"}" },
  { "DELETE", "v1/changes/{h}", NULL },
  { "POST", "v1/session/confirmations", "{\"secret\":\"demo\"}" },
  { "GET", "v1/contracts/{c}/promise", NULL },
  { "GET", "v1/contracts/{c}/suspension", NULL },
};

typedef struct
{
  DemoProcess *demo;
  Client *client;
  char *change; /* id of the one that was ordered */
} Desk;

static void
desk_close (Desk *desk)
{
  g_clear_pointer (&desk->client, client_free);
  g_clear_pointer (&desk->demo, demo_process_free);
  g_clear_pointer (&desk->change, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_close)

static void
desk_open (Desk *desk, const char *login)
{
  desk->demo = demo_process_new ("--now", NOW, "--control", NULL);
  desk->client = client_new (desk->demo, "telemir");
  desk->change = g_strdup ("ch00000001");
  client_enter (desk->client, NULL, login, "demo");
}

static void
new_key (Client *client)
{
  g_free (client->key);
  client->key = g_uuid_string_random ();
}

/* Under the client's present key. */
static Answer *
run_again (Desk *desk, const Op *op, const char *body)
{
  GString *path = g_string_new (op->path);
  Answer *answer;

  g_string_replace (path, "{c}", desk->client->contract, 0);
  g_string_replace (path, "{h}", desk->change, 0);
  answer = client_ask (desk->client, op->method, path->str, body);
  g_string_free (path, TRUE);
  return answer;
}

static Answer *
run (Desk *desk, const Op *op)
{
  new_key (desk->client);
  return run_again (desk, op, op->body);
}

static void
arrange (Desk *desk, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (desk->demo, verb, json);

  g_assert_nonnull (answer);
}

/* A body that orders @target from the next period on, as it was shown. */
static char *
dup_order (Desk *desk, const char *target)
{
  g_autofree char *body =
    g_strdup_printf ("{\"kind\":\"service_on\",\"target_id\":\"%s\",\"when\":\"next_period\"}", target);
  g_autoptr (Answer) answer = run_again (desk, &ops[3], body);
  g_autoptr (CabinetChangePreview) shown = answer_decode (answer, CABINET_TYPE_CHANGE_PREVIEW);

  body[strlen (body) - 1] = '\0';
  return g_strdup_printf ("%s,\"preview_token\":\"%s\"}", body, shown->token);
}

static void
test_failures_everywhere (void)
{
  g_auto (Desk) desk = { 0 };

  desk_open (&desk, "12345");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) limited = NULL;
      g_autoptr (Answer) failed = NULL;
      g_autoptr (Answer) busy = NULL;

      arrange (&desk, "rate-limit", "{\"requests\":1}");
      limited = run (&desk, &ops[i]);
      answer_assert_problem (limited, 429, "rate-limited");
      arrange (&desk, "fail", "{\"status\":500,\"requests\":1}");
      failed = run (&desk, &ops[i]);
      answer_assert_problem (failed, 500, "server-error");
      arrange (&desk, "fail", "{\"status\":503,\"requests\":1}");
      busy = run (&desk, &ops[i]);
      answer_assert_problem (busy, 503, "unavailable");
    }
}

static void
test_token_needed (void)
{
  g_auto (Desk) desk = { 0 };

  desk_open (&desk, "12345");
  g_clear_pointer (&desk.client->token, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) answer = run (&desk, &ops[i]);

      answer_assert_problem (answer, 401, "session-over");
    }
}

static void
test_validators (void)
{
  g_auto (Desk) desk = { 0 };

  desk_open (&desk, "12345");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) first = NULL;
      g_autoptr (Answer) second = NULL;

      if (!g_str_equal (ops[i].method, "GET"))
        continue;
      first = run (&desk, &ops[i]);
      g_assert_cmpint (first->status, ==, 200);
      desk.client->etag = g_strdup (answer_get_header (first, "ETag"));
      g_assert_nonnull (desk.client->etag);
      second = run (&desk, &ops[i]);
      g_assert_cmpint (second->status, ==, 304);
      g_clear_pointer (&desk.client->etag, g_free);
    }
}

static void
test_bad_bodies (void)
{
  static const char *const bodies[] = { "{", "[]", "{}", "{\"kind\":7,\"secret\":7}" };
  static const Op pages = { "GET", "v1/contracts/{c}/changes?limit=0", NULL };
  static const Op lost = { "GET", "v1/contracts/{c}/changes?cursor=x", NULL };
  g_auto (Desk) desk = { 0 };
  g_autoptr (Answer) none = NULL;
  g_autoptr (Answer) nowhere = NULL;

  desk_open (&desk, "12345");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    for (guint b = 0; b < G_N_ELEMENTS (bodies) && ops[i].body != NULL; b++)
      {
        g_autoptr (Answer) answer = NULL;

        new_key (desk.client);
        answer = run_again (&desk, &ops[i], bodies[b]);
        answer_assert_problem (answer, 400, "bad-value");
      }
  none = run (&desk, &pages);
  answer_assert_problem (none, 400, "bad-value");
  nowhere = run (&desk, &lost);
  answer_assert_problem (nowhere, 400, "bad-value");
}

static void
test_too_large (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *body = g_malloc (MEGABYTE + 1);

  memset (body, ' ', MEGABYTE + 1);
  desk_open (&desk, "12345");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      GString *path = g_string_new (ops[i].path);
      g_autoptr (Answer) answer = NULL;

      g_string_replace (path, "{c}", desk.client->contract, 0);
      if (ops[i].body != NULL)
        {
          answer = client_ask_as (desk.client, "POST", path->str, "application/json", body, MEGABYTE + 1);
          answer_assert_problem (answer, 413, "too-large");
        }
      g_string_free (path, TRUE);
    }
}

/* What is not there, and what is somebody else's. */
static void
test_not_found (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Client) other = NULL;
  g_autofree char *body = NULL;
  g_autoptr (Answer) ordered = NULL;
  g_autoptr (Answer) foreign = NULL;

  desk_open (&desk, "12345");
  body = dup_order (&desk, "ip");
  new_key (desk.client);
  ordered = run_again (&desk, &ops[4], body);
  g_assert_cmpint (ordered->status, ==, 201);
  other = client_new (desk.demo, "telemir");
  client_enter (other, NULL, "48-11701", "demo");
  new_key (other);
  foreign = client_ask (other, "DELETE", "v1/changes/ch00000001", NULL);
  answer_assert_problem (foreign, 404, "not-found");

  g_free (desk.client->contract);
  desk.client->contract = g_strdup ("c000000000000");
  g_free (desk.change);
  desk.change = g_strdup ("ch00000777");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      g_autoptr (Answer) answer = NULL;

      if (strchr (ops[i].path, '{') == NULL)
        continue;
      answer = run (&desk, &ops[i]);
      answer_assert_problem (answer, 404, "not-found");
    }
}

/* Without a key nothing is changed; a held one waits; asked again it answers the same and does nothing; one
 * that was used for something else is refused.
 */
static void
test_keys (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *body = NULL;

  desk_open (&desk, "12345");
  body = dup_order (&desk, "ip");
  for (guint i = 4; i < 6; i++)
    {
      const Op *other = &ops[i == 4 ? 5 : 4];
      const char *sent = i == 4 ? body : NULL;
      g_autoptr (Answer) keyless = NULL;
      g_autoptr (Answer) held = NULL;
      g_autoptr (Answer) first = NULL;
      g_autoptr (Answer) again = NULL;
      g_autoptr (Answer) reused = NULL;
      g_autoptr (Answer) read = NULL;
      g_autoptr (CabinetChangeList) list = NULL;
      g_autofree char *json = NULL;

      g_clear_pointer (&desk.client->key, g_free);
      keyless = run_again (&desk, &ops[i], sent);
      answer_assert_problem (keyless, 400, "bad-value");
      new_key (desk.client);
      json = g_strdup_printf ("{\"key\":\"%s\"}", desk.client->key);
      arrange (&desk, "keys/hold", json);
      held = run_again (&desk, &ops[i], sent);
      answer_assert_problem (held, 409, "in-progress");
      arrange (&desk, "keys/release", json);
      first = run_again (&desk, &ops[i], sent);
      g_assert_cmpint (first->status / 100, ==, 2);
      again = run_again (&desk, &ops[i], sent);
      g_assert_cmpint (again->status, ==, first->status);
      g_assert_cmpstr (again->text, ==, first->text);
      reused = run_again (&desk, other, other->body);
      answer_assert_problem (reused, 422, "key-reused");
      read = client_read (desk.client, "changes");
      list = answer_decode (read, CABINET_TYPE_CHANGE_LIST);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list->changes)), ==, 1);
    }
}

/* What is so already, and what may not be: the tariff of today, and everything of an organisation. */
static void
test_refused (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Client) entity = NULL;
  g_autofree char *path = NULL;
  g_autoptr (Answer) already = NULL;
  g_autoptr (Answer) refused = NULL;
  g_autoptr (Answer) tokenless = NULL;
  g_autoptr (Answer) wrong = NULL;

  desk_open (&desk, "12345");
  already =
    run_again (&desk, &ops[3], "{\"kind\":\"tariff\",\"target_id\":\"family100\",\"when\":\"next_period\"}");
  answer_assert_problem (already, 409, "already");
  wrong = run_again (&desk, &ops[6], "{\"secret\":\"wrong\"}");
  answer_assert_problem (wrong, 401, "wrong-credentials");
  new_key (desk.client);
  tokenless = run_again (&desk, &ops[4], WANTED "}");
  answer_assert_problem (tokenless, 409, "preview-stale");

  entity = client_new (desk.demo, "telemir");
  client_enter (entity, NULL, "48-11705", "demo");
  path = g_strdup_printf ("v1/contracts/%s/previews", entity->contract);
  refused = client_ask (entity, "POST", path, WANTED "}");
  answer_assert_problem (refused, 422, "not-eligible");
}

/* Ordered once, cancelled once; then as before. */
static void
test_cancelled_once (void)
{
  g_auto (Desk) desk = { 0 };
  g_autofree char *body = NULL;
  g_autoptr (Answer) ordered = NULL;
  g_autoptr (Answer) twice = NULL;
  g_autoptr (Answer) cancelled = NULL;
  g_autoptr (Answer) again = NULL;
  g_autofree char *anew = NULL;

  desk_open (&desk, "12345");
  body = dup_order (&desk, "ip");
  new_key (desk.client);
  ordered = run_again (&desk, &ops[4], body);
  g_assert_cmpint (ordered->status, ==, 201);
  twice = run (&desk, &ops[3]);
  answer_assert_problem (twice, 409, "already");
  cancelled = run (&desk, &ops[5]);
  g_assert_cmpint (cancelled->status, ==, 200);
  again = run (&desk, &ops[5]);
  answer_assert_problem (again, 409, "already");
  anew = dup_order (&desk, "ip");
  g_assert_nonnull (anew);
}

/* A wrong secret counts as at signing in, and leaves the session as it is. */
static void
test_lock (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (Answer) locked = NULL;
  g_autoptr (Answer) read = NULL;

  desk_open (&desk, "12345");
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (Answer) wrong = run_again (&desk, &ops[6], "{\"secret\":\"wrong\"}");

      g_assert_cmpint (wrong->status, >=, 401);
    }
  locked = run (&desk, &ops[6]);
  answer_assert_problem (locked, 429, "locked");
  read = run (&desk, &ops[0]);
  g_assert_cmpint (read->status, ==, 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/plan-doors/failures-everywhere", test_failures_everywhere);
  g_test_add_func ("/demo/plan-doors/token-needed", test_token_needed);
  g_test_add_func ("/demo/plan-doors/validators", test_validators);
  g_test_add_func ("/demo/plan-doors/bad-bodies", test_bad_bodies);
  g_test_add_func ("/demo/plan-doors/too-large", test_too_large);
  g_test_add_func ("/demo/plan-doors/not-found", test_not_found);
  g_test_add_func ("/demo/plan-doors/keys", test_keys);
  g_test_add_func ("/demo/plan-doors/refused", test_refused);
  g_test_add_func ("/demo/plan-doors/cancelled-once", test_cancelled_once);
  g_test_add_func ("/demo/plan-doors/lock", test_lock);
  return g_test_run ();
}
