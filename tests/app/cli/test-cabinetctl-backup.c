/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"

typedef struct
{
  CliFixture cli;
  char *first;  /* the home that has the contract */
  char *second; /* one that begins empty */
  char *backup;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  cli_set_up (&f->cli, data);
  f->first = f->cli.home;
  f->second = g_dir_make_tmp ("cabinetctl-XXXXXX", NULL);
  f->backup = g_build_filename (f->first, "backup", NULL);
  cli_add_demo (&f->cli);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->second, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_subprocess_wait (process, NULL, NULL);
  f->cli.home = f->first;
  cli_tear_down (&f->cli, data);
  g_free (f->second);
  g_free (f->backup);
}

static char *
dup_statement (Fixture *f)
{
  g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", "--json", "statement", NULL), ==, 0);
  return g_strdup (f->cli.out);
}

static gint64
restore (Fixture *f, const char *member, const char *option)
{
  g_autoptr (JsonNode) node = NULL;

  g_assert_cmpint (cli_run (&f->cli, NULL, "--json", "restore", f->backup, option, NULL), ==, 0);
  node = cli_parse (f->cli.out);
  cli_assert_members (json_node_get_object (node),
                      "dry_run contracts operations changed payments messages skipped");
  return json_object_get_int_member (json_node_get_object (node), member);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *chat = NULL;
  g_autofree char *after = NULL;
  gint64 operations;

  g_assert_cmpint (cli_run (&f->cli, NULL, "chat", NULL), ==, 0);
  chat = g_strdup (f->cli.out);
  before = dup_statement (f);
  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, NULL), ==, 2);
  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, "--force", NULL), ==, 0);
  g_assert_cmpint (restore (f, "operations", NULL), ==, 0);

  f->cli.home = f->second;
  operations = restore (f, "operations", "--dry-run");
  g_assert_cmpint (operations, >, 100);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, "");
  g_assert_cmpint (restore (f, "operations", NULL), ==, operations);
  g_assert_cmpint (restore (f, "contracts", NULL), ==, 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "check", NULL), ==, 0);
  after = dup_statement (f);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", "chat", NULL), ==, 0);
  g_assert_cmpstr (f->cli.out, ==, chat);
  /* The secret is in no backup. */
  g_assert_cmpint (cli_run (&f->cli, NULL, "balance", NULL), ==, 4);
}

static char *
find_id (const char *statement, guint index)
{
  g_autoptr (JsonNode) node = cli_parse (statement);

  return g_strdup (
    json_object_get_string_member (json_array_get_object_element (json_node_get_array (node), index), "id"));
}

static void
control (Fixture *f, const char *verb, const char *id, const char *more)
{
  g_autofree char *json =
    g_strdup_printf ("{\"tenant\":\"tomtel\",\"login\":\"12345\",\"id\":\"%s\"%s}", id, more);
  g_autofree char *said = demo_process_control (f->cli.demo, verb, json);
}

/* What the provider changed and took back since stays so; what is known only from the backup comes. */
static void
test_merge (Fixture *f, gconstpointer data)
{
  g_autofree char *old = dup_statement (f);
  g_autofree char *changed = find_id (old, 3);
  g_autofree char *withdrawn = find_id (old, 5);
  g_autofree char *now = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, NULL), ==, 0);
  control (f, "ledger/change", changed, ",\"title\":\"Changed since\"");
  control (f, "ledger/withdraw", withdrawn, "");
  g_assert_cmpint (cli_run (&f->cli, NULL, "sync", NULL), ==, 0);
  now = dup_statement (f);
  g_assert_nonnull (strstr (now, "Changed since"));
  g_assert_null (strstr (now, withdrawn));
  g_assert_cmpint (restore (f, "operations", NULL), ==, 0);
  after = dup_statement (f);
  g_assert_cmpstr (after, ==, now);

  /* The other way: a backup that knows more. */
  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, "--force", NULL), ==, 0);
  f->cli.home = f->second;
  cli_add_demo (&f->cli);
  g_assert_cmpint (cli_run (&f->cli, NULL, "account", "remove", "tomtel-12345", "--yes", NULL), ==, 0);
  g_assert_cmpint (restore (f, "contracts", NULL), ==, 1);
  g_free (after);
  after = dup_statement (f);
  g_assert_cmpstr (after, ==, now);
}

static void
write_bytes (const char *path, const char *bytes, gsize n)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, n, &error);
  g_assert_no_error (error);
}

/* Cut anywhere, or a bit of it turned: nothing of it is taken. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  guint n = g_getenv ("CABINET_TEST_LONG") != NULL ? 200 : 10;
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_cmpint (cli_run (&f->cli, NULL, "backup", f->backup, NULL), ==, 0);
  g_assert_true (g_file_get_contents (f->backup, &bytes, &length, NULL));
  f->cli.home = f->second;
  for (guint i = 0; i < n; i++)
    {
      /* The ten bytes before tell of time and system, which nobody needs. */
      gsize at = (gsize) g_test_rand_int_range (10, (gint32) length);

      if (i % 2 == 0)
        {
          write_bytes (f->backup, bytes, at);
        }
      else
        {
          char byte = bytes[at];

          bytes[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
          write_bytes (f->backup, bytes, length);
          bytes[at] = byte;
        }
      g_assert_cmpint (cli_run (&f->cli, NULL, "restore", f->backup, NULL), ==, 9);
      g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
      g_assert_cmpstr (f->cli.out, ==, "");
    }
  write_bytes (f->backup, "", 0);
  g_assert_cmpint (cli_run (&f->cli, NULL, "restore", f->backup, NULL), ==, 9);
  g_assert_cmpint (cli_run (&f->cli, NULL, "restore", f->second, NULL), ==, 9);
  g_assert_cmpint (cli_run (&f->cli, NULL, "restore", NULL), ==, 2);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_set_prgname (name);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/cabinetctl-backup/round-trip", test_round_trip);
  ADD ("/cabinetctl-backup/merge", test_merge);
  ADD ("/cabinetctl-backup/damaged", test_damaged);
  return g_test_run ();
}
