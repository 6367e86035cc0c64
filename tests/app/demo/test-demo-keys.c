/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-desk.h"

#include <glib/gstdio.h>

/* A client's keys: what is asked for again under the key of its first request is answered as that was, and is
 * not done again. The change is a message to support, which can be counted. */

#define KEY "0f4c62a2-7a1e-4a55-9d0b-6a2a0a3c1f10"
#define DAY_SECONDS (24 * 60 * 60)

typedef struct
{
  char *folder;
  char *file;
  Desk desk;
  char *thread;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("cabinet-demo-keys-XXXXXX", NULL);
  f->file = g_build_filename (f->folder, "demo.db", NULL);
  f->desk.demo = demo_process_new ("--now", NOW, "--control", "--operator-delay", "3600000",
                                   "--history-months", "1", "--data", f->file, NULL);
  f->desk.client = client_new (f->desk.demo, "tomtel");
  client_enter (f->desk.client, NULL, "12345", "demo");
  f->thread = desk_dup_first_thread (f->desk.client);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  desk_close (&f->desk);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->thread);
  g_free (f->file);
  g_free (f->folder);
}

static Answer *
say_in (Client *client, const char *thread, const char *key, const char *text)
{
  g_autofree char *path = g_strdup_printf ("v1/threads/%s/messages", thread);
  g_autofree char *json = desk_make_request (text, NULL, NULL);

  g_free (client->key);
  client->key = g_strdup (key);
  return client_ask (client, "POST", path, json);
}

static Answer *
say (Fixture *f, const char *key, const char *text)
{
  return say_in (f->desk.client, f->thread, key, text);
}

static guint
count_in (Client *client, const char *thread, const char *text)
{
  g_autoptr (CabinetMessagePage) page = desk_read_messages (client, thread, "?limit=100");
  guint count = 0;

  for (guint i = 0; i < cabinet_list_length (page->messages); i++)
    count += g_str_equal (desk_message_at (page, i)->text, text);
  return count;
}

static guint
count (Fixture *f, const char *text)
{
  return count_in (f->desk.client, f->thread, text);
}

static void
control (Fixture *f, const char *verb, const char *json)
{
  g_autofree char *answer = demo_process_control (f->desk.demo, verb, json);

  g_assert_nonnull (answer);
}

static void
assert_same (Answer *one, Answer *other)
{
  g_assert_cmpint (one->status, ==, 201);
  g_assert_cmpint (other->status, ==, 201);
  g_assert_cmpstr (one->text, ==, other->text);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (Answer) first = say (f, KEY, "Once");
  g_autoptr (Answer) again = say (f, KEY, "Once");
  g_autoptr (Answer) other = say (f, "another", "Once");

  assert_same (first, again);
  g_assert_cmpint (other->status, ==, 201);
  g_assert_cmpstr (other->text, !=, first->text);
  g_assert_cmpuint (count (f, "Once"), ==, 2);
}

/* A key is of one request: its address and its body. */
static void
test_other (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("v1/contracts/%s/threads", f->desk.client->contract);
  g_autoptr (Answer) first = say (f, KEY, "Once");
  g_autoptr (Answer) body = say (f, KEY, "Twice");
  g_autoptr (Answer) address = client_ask (f->desk.client, "POST", path, "{\"text\":\"Once\"}");
  g_autoptr (Answer) again = say (f, KEY, "Once");

  answer_assert_problem (body, 422, "key-reused");
  answer_assert_problem (address, 422, "key-reused");
  assert_same (first, again);
  g_assert_cmpuint (count (f, "Twice"), ==, 0);
}

static void
test_in_progress (Fixture *f, gconstpointer data)
{
  g_autoptr (Answer) early = NULL;
  g_autoptr (Answer) done = NULL;
  g_autoptr (Answer) later = NULL;
  g_autoptr (Answer) again = NULL;

  control (f, "keys/hold", "{\"key\":\"" KEY "\"}");
  early = say (f, KEY, "Once");
  answer_assert_problem (early, 409, "in-progress");
  g_assert_nonnull (answer_get_header (early, "Retry-After"));
  g_assert_cmpuint (count (f, "Once"), ==, 0);
  control (f, "keys/release", "{\"key\":\"" KEY "\"}");
  done = say (f, KEY, "Once");
  control (f, "keys/hold", "{\"key\":\"" KEY "\"}");
  later = say (f, KEY, "Once");
  answer_assert_problem (later, 409, "in-progress");
  control (f, "keys/release", "{\"key\":\"" KEY "\"}");
  again = say (f, KEY, "Once");
  assert_same (done, again);
  g_assert_cmpuint (count (f, "Once"), ==, 1);
}

/* Keys are kept for thirty days, longer than the seven that the interface promises; what is older is done
 * anew. */
static void
test_old (Fixture *f, gconstpointer data)
{
  g_autoptr (Answer) first = say (f, KEY, "Once");
  g_autoptr (Answer) late = NULL;
  g_autoptr (Answer) after = NULL;

  desk_pass (&f->desk, 30 * DAY_SECONDS - 60);
  client_enter (f->desk.client, NULL, "12345", "demo");
  late = say (f, KEY, "Once");
  assert_same (first, late);
  desk_pass (&f->desk, 120);
  client_enter (f->desk.client, NULL, "12345", "demo");
  after = say (f, KEY, "Once");
  g_assert_cmpint (after->status, ==, 201);
  g_assert_cmpstr (after->text, !=, first->text);
  g_assert_cmpuint (count (f, "Once"), ==, 2);
}

/* Killed: what was answered was on the disk before. */
static void
test_restart (Fixture *f, gconstpointer data)
{
  g_autoptr (Answer) first = say (f, KEY, "Once");
  g_autoptr (Answer) again = NULL;
  g_autoptr (Answer) other = NULL;

  demo_process_kill (f->desk.demo);
  demo_process_start (f->desk.demo);
  again = say (f, KEY, "Once");
  other = say (f, KEY, "Twice");
  assert_same (first, again);
  answer_assert_problem (other, 422, "key-reused");
  g_assert_cmpuint (count (f, "Once"), ==, 1);
}

/* A refusal is not kept: what was wrong may be put right under the same key. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (Answer) refused = say (f, KEY, "");
  g_autoptr (Answer) done = say (f, KEY, "Once");

  g_assert_cmpint (refused->status, >=, 400);
  g_assert_cmpint (refused->status, <, 500);
  g_assert_cmpint (done->status, ==, 201);
  g_assert_cmpuint (count (f, "Once"), ==, 1);
}

/* Others may by chance have the same. */
static void
test_of_a_sign_in (Fixture *f, gconstpointer data)
{
  g_autoptr (Client) other = client_new (f->desk.demo, "tomtel");
  g_autoptr (Answer) first = say (f, KEY, "Once");
  g_autoptr (Answer) opened = NULL;
  g_autoptr (Answer) theirs = NULL;
  g_autofree char *thread = NULL;

  client_enter (other, NULL, "104205401", "demo");
  opened = desk_open_thread (other, NULL, "Hello");
  g_assert_cmpint (opened->status, ==, 201);
  thread = desk_dup_first_thread (other);
  theirs = say_in (other, thread, KEY, "Once");
  g_assert_cmpint (first->status, ==, 201);
  g_assert_cmpint (theirs->status, ==, 201);
  g_assert_cmpuint (count (f, "Once"), ==, 1);
  g_assert_cmpuint (count_in (other, thread, "Once"), ==, 1);
}

static void
test_malformed (Fixture *f, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (64, 'k');
  g_autofree char *too_long = g_strnfill (65, 'k');
  const char *const bad[] = { NULL, "", too_long, "a\"b", "a\\b", "ключ" };
  g_autoptr (Answer) good = say (f, longest, "Once");

  g_assert_cmpint (good->status, ==, 201);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Answer) answer = say (f, bad[i], "Never");

      g_assert_cmpint (answer->status, ==, 400);
    }
  g_assert_cmpuint (count (f, "Never"), ==, 0);
}

#define ADD(path, function) g_test_add ("/demo/keys/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("again", test_again);
  ADD ("in-progress", test_in_progress);
  ADD ("malformed", test_malformed);
  ADD ("of-a-sign-in", test_of_a_sign_in);
  ADD ("old", test_old);
  ADD ("other", test_other);
  ADD ("refused", test_refused);
  ADD ("restart", test_restart);
  return g_test_run ();
}
