/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"

/* The lines that the issue shows. */
static void
test_shows (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) balance = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *online = NULL;

  g_assert_cmpint (cli_run (f, "wrong\n", "account", "add", "--provider", "tomtel", "--url", f->url,
                            "--login", "12345", "--password-stdin", NULL),
                   ==, 4);
  cli_assert_one_line (f->err);
  g_assert_cmpstr (f->out, ==, "");
  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "--json", "balance", NULL), ==, 0);
  balance = cli_parse (f->out);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (balance)), ==, 1);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--limit", "50", NULL), ==, 0);
  lines = g_strsplit (f->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 51);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--format", "csv", NULL), ==, 0);
  online = g_strdup (f->out);

  demo_process_stop (f->demo);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "balance", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "tomtel-12345"));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "sync", NULL), ==, 3);
  /* Reading commands show the archive all the same. */
  g_assert_cmpint (cli_run (f, NULL, "statement", "--format", "csv", NULL), ==, 3);
  g_assert_cmpstr (f->out, ==, online);
  g_assert_cmpint (cli_run (f, NULL, "--json", "balance", NULL), ==, 3);
  cli_assert_json_error (f, "offline");
  {
    g_autoptr (JsonNode) stale = cli_parse (f->out);
    JsonObject *item = json_array_get_object_element (json_node_get_array (stale), 0);

    g_assert_true (json_object_get_boolean_member (item, "stale"));
  }
}

static void
test_json (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *item;
  JsonArray *array;

  g_assert_cmpint (cli_run (f, NULL, "--json", "providers", NULL), ==, 0);
  node = cli_parse (f->out);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, 5);
  for (guint i = 0; i < 5; i++)
    cli_assert_members (json_array_get_object_element (array, i),
                        "id name region connector demo logins categories recovery");
  cli_assert_members (json_array_get_object_element (
                        json_object_get_array_member (json_array_get_object_element (array, 0), "logins"), 0),
                      "kind label hint");

  g_assert_cmpint (cli_run (f, "demo\n", "--json", "account", "add", "--provider", "tomtel", "--url", f->url,
                            "--login", "12345", "--password-stdin", "--label", "Home", NULL),
                   ==, 0);
  g_assert_cmpstr (f->err, ==, "");
  json_node_unref (node);
  node = cli_parse (f->out);
  item = json_array_get_object_element (json_node_get_array (node), 0);
  cli_assert_members (
    item, "id provider connector contract category label sign_in state last_sync hidden capabilities");
  g_assert_cmpstr (json_object_get_string_member (item, "label"), ==, "Home");
  g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, "ok");
  g_assert_cmpuint (strlen (json_object_get_string_member (item, "last_sync")), ==,
                    strlen ("2026-11-21T09:00:00Z"));
  g_assert_true (json_object_get_null_member (item, "category"));

  g_assert_cmpint (cli_run (f, NULL, "--json", "--account", "Home", "balance", NULL), ==, 0);
  json_node_unref (node);
  node = cli_parse (f->out);
  item = json_node_get_object (node);
  cli_assert_members (
    item, "account provider contract label balance credit balances state state_reason as_of stale "
          "due runs_out_on bonus");
  cli_assert_money (item, "balance", NULL);
  g_assert_false (json_object_get_boolean_member (item, "stale"));
  g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, "active");
  cli_assert_members (json_object_get_object_member (item, "due"), "amount by parts");
  cli_assert_money (json_object_get_object_member (item, "due"), "amount", NULL);

  g_assert_cmpint (cli_run (f, NULL, "statement", "--json", "--limit", "3", NULL), ==, 0);
  json_node_unref (node);
  node = cli_parse (f->out);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, 3);
  item = json_array_get_object_element (array, 0);
  cli_assert_members (item, "id account date kind amount balance_after title service");
  cli_assert_money (item, "amount", NULL);

  g_assert_cmpint (cli_run (f, NULL, "--json", "sync", NULL), ==, 0);
  json_node_unref (node);
  node = cli_parse (f->out);
  item = json_array_get_object_element (json_node_get_array (node), 0);
  cli_assert_members (item, "account result new changed requests bytes error");
  g_assert_cmpstr (json_object_get_string_member (item, "result"), ==, "ok");
  g_assert_cmpint (json_object_get_int_member (item, "requests"), <=, 5);
}

/* No contract at all is no error: empty arrays. */
static void
test_empty (CliFixture *f, gconstpointer data)
{
  static const char *const commands[] = { "balance", "statement", "sync" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (JsonNode) node = NULL;

      g_assert_cmpint (cli_run (f, NULL, "--json", commands[i], NULL), ==, 0);
      node = cli_parse (f->out);
      g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 0);
    }
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 0);
}

static void
test_usage (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, NULL, NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "fly", NULL), ==, 2);
  cli_assert_one_line (f->err);
  g_assert_cmpint (cli_run (f, NULL, "--json", "fly", NULL), ==, 2);
  cli_assert_json_error (f, "usage");
  g_assert_cmpint (cli_run (f, NULL, "topup", "500", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--json", "balance", "--nonsense", NULL), ==, 2);
  cli_assert_json_error (f, "usage");
  g_assert_cmpint (cli_run (f, NULL, "balance", "--nonsense", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "balance", "more", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "--account", "nobody", "balance", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--from", "yesterday", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--from", "2026-02-30", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--from", "2026-11-02", "--to", "2026-11-01", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--limit", "-1", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--limit", "0", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--timeout", "0", "balance", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, "demo\n", "--offline", "account", "add", "--provider", "tomtel", "--url",
                            f->url, "--login", "12345", "--password-stdin", NULL),
                   ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--kind", "gift", NULL), ==, 2);
  g_assert_cmpint (cli_run (f, NULL, "statement", "--format", "xls", NULL), ==, 2);
  g_assert_cmpint (
    cli_run (f, NULL, "account", "add", "--provider", "nobody", "--login", "1", "--password-stdin", NULL), ==,
    2);
  g_assert_cmpint (cli_run (f, NULL, "account", "add", "--provider", "tomtel", "--login", "1", NULL), ==, 2);
  g_assert_cmpint (
    cli_run (f, "\n", "account", "add", "--provider", "tomtel", "--login", "1", "--password-stdin", NULL), ==,
    2);
  g_assert_cmpint (
    cli_run (f, "x\n", "account", "add", "--provider", "tctr", "--login", "1", "--password-stdin", NULL), ==,
    2);
  g_assert_nonnull (strstr (f->err, "cable, wifi"));
  g_assert_cmpint (cli_run (f, "x\n", "account", "add", "--connector", "cabinet", "--url",
                            "http://example.org/", "--login", "1", "--password-stdin", NULL),
                   ==, 2);

  g_assert_cmpint (cli_run (f, NULL, "--help", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "account add"));
  g_assert_nonnull (strstr (f->out, "account web-forms ID"));
  g_assert_null (strstr (f->out, "(null)"));
  g_assert_cmpint (cli_run (f, NULL, "statement", "--help", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "--search"));
  g_assert_cmpint (cli_run (f, NULL, "--version", NULL), ==, 0);
}

static void
test_accounts (CliFixture *f, gconstpointer data)
{
  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "account", "label", "tomtel-12345", "Дом", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Дом"));
  g_assert_cmpint (cli_run (f, NULL, "account", "hide", "Дом", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "balance", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
  g_assert_cmpint (cli_run (f, NULL, "--offline", "--account", "Дом", "balance", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Дом"));
  g_assert_cmpint (cli_run (f, NULL, "account", "show", "tomtel-12345", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "balance", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "Дом"));
  /* Nobody is there to be asked. */
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-12345", NULL), ==, 2);
  cli_assert_one_line (f->err);
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-12345", "--yes", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
  g_assert_cmpint (cli_run (f, NULL, "account", "remove", "tomtel-12345", NULL), ==, 2);
}

/* A code by telephone and a choice of contract, all from standard input. */
static void
test_steps (CliFixture *f, gconstpointer data)
{
  g_autofree char *mts = demo_process_dup_url (f->demo, "/mts");
  g_autofree char *line = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "mts", "--url", mts, "--login",
                            "900310016", "--password-stdin", NULL),
                   ==, 4);
  /* Neither an empty line nor part of a number is a choice. */
  g_assert_cmpint (cli_run (f, "demo\n\n", "account", "add", "--provider", "mts", "--url", mts, "--login",
                            "900310016", "--contract", "9003100", "--password-stdin", NULL),
                   ==, 4);
  g_assert_cmpint (cli_run (f, "demo\n2\n", "account", "add", "--provider", "mts", "--url", mts, "--login",
                            "900310016", "--password-stdin", NULL),
                   ==, 0);
  g_assert_cmpstr (f->out, ==, "mts-900310016\n");
  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "mts", "--url", mts, "--login",
                            "900310016", "--contract", "900310006", "--password-stdin", NULL),
                   ==, 0);
  g_assert_cmpstr (f->out, ==, "mts-900310006\n");
  /* The person may take longer for the code than the provider may. */
  line =
    g_strdup_printf ("test mts-900310047 = \"$( (sleep 2; echo 010382) | \"$CABINETCTL\" --timeout 1 account "
                     "add --provider mts --url %s --login +79130000047 --password-stdin)\"",
                     mts);
  process = cli_spawn (f, (const char *const[]){ "sh", "-c", line, NULL });
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

/* Without a session the archive is shown, and it is said that the person must sign in. */
static void
test_session_only (CliFixture *f, gconstpointer data)
{
  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "tomtel", "--url", f->url, "--login",
                            "12345", "--password-stdin", "--session-only", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "balance", NULL), ==, 4);
  g_assert_nonnull (strstr (f->out, "tomtel-12345"));
  g_assert_cmpint (cli_run (f, NULL, "--json", "account", "list", NULL), ==, 0);
  g_assert_nonnull (strstr (f->out, "sign-in-needed"));
}

/* No keyring: nothing is added, and it is said why. */
static void
test_no_keyring (CliFixture *f, gconstpointer data)
{
  f->keyring = "/proc/cannot/be/made";
  g_assert_cmpint (cli_run (f, "demo\n", "account", "add", "--provider", "tomtel", "--url", f->url, "--login",
                            "12345", "--password-stdin", NULL),
                   ==, 4);
  f->keyring = NULL;
  cli_assert_one_line (f->err);
  g_assert_nonnull (strstr (f->err, "keyring"));
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
}

static void
test_csv (CliFixture *f, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autofree char *local = NULL;

  said = demo_process_control (f->demo, "ledger/insert",
                               "{\"tenant\":\"tomtel\",\"login\":\"12345\",\"amount\":\"-1234.50\","
                               "\"title\":\"=HYPERLINK(\\\"x\\\"); \\\"q\\\"\"}");
  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--limit", "5", NULL), ==,
                   0);
  g_assert_true (
    g_str_has_prefix (f->out, "id,account,date,kind,amount,currency,balance_after,title,service\n"));
  g_assert_nonnull (strstr (f->out, ",-1234.50,RUB,"));
  g_assert_nonnull (strstr (f->out, ",\"'=HYPERLINK(\"\"x\"\"); \"\"q\"\"\","));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv-local", "--limit", "5", NULL),
                   ==, 0);
  g_assert_true (g_str_has_prefix (f->out, "\xef\xbb\xbfid;account;"));
  g_assert_nonnull (strstr (f->out, ";-1234,50;RUB;"));
  g_assert_nonnull (strstr (f->out, "\r\n"));
}

/* Whole or not at all, over nothing that was not meant. */
static void
test_output (CliFixture *f, gconstpointer data)
{
  g_autofree char *file = g_build_filename (f->home, "statement.csv", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *other = g_strconcat (file, ".part", NULL);
  g_autofree char *pipe = g_build_filename (f->home, "null", NULL);

  cli_add_demo (f);
  g_assert_true (g_file_set_contents (other, "precious", -1, NULL));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--output", file, NULL), ==,
                   0);
  g_assert_cmpstr (f->out, ==, "");
  g_assert_true (g_file_get_contents (file, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "id,account,"));
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--output", file, NULL), ==,
                   2);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--format", "csv", "--output", file, "--force",
                            "--limit", "1", NULL),
                   ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--output", "/proc/nowhere/x", NULL), ==, 9);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--output", f->home, "--force", NULL), ==, 9);
  g_free (contents);
  g_assert_true (g_file_get_contents (other, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "precious");
  /* Not a device itself: whoever runs this may be allowed to replace one. */
  g_assert_cmpint (symlink ("/dev/null", pipe), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--output", pipe, "--force", NULL), ==, 0);
  g_assert_true (g_file_test (pipe, G_FILE_TEST_IS_SYMLINK));
}

/* Output that is lost is no success; output that nobody wants to read on is no failure. */
static void
test_full (CliFixture *f, gconstpointer data)
{
  static const char *const lines[] = {
    "\"$CABINETCTL\" --json providers >/dev/full; test $? = 9",
    "\"$CABINETCTL\" account list >/dev/full; test $? = 9",
    "\"$CABINETCTL\" --offline statement >/dev/full; test $? = 9",
    "test -z \"$( { \"$CABINETCTL\" --offline statement | true; } 2>&1)\"",
  };

  cli_add_demo (f);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *argv[] = { "sh", "-c", lines[i], NULL };
      g_autoptr (GSubprocess) process = cli_spawn (f, argv);

      g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
    }
}

static void
test_filters (CliFixture *f, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  cli_add_demo (f);
  g_assert_cmpint (cli_run (f, NULL, "--offline", "--json", "statement", "--kind", "payment", "--from",
                            "2026-01-01", "--to", "2026-10-31", NULL),
                   ==, 0);
  node = cli_parse (f->out);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), >, 0);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);

      g_assert_cmpstr (json_object_get_string_member (item, "kind"), ==, "payment");
      g_assert_cmpstr (json_object_get_string_member (item, "date"), <=, "2026-10-31");
      g_assert_cmpstr (json_object_get_string_member (item, "date"), >=, "2026-01-01");
    }
  g_assert_cmpint (cli_run (f, NULL, "--offline", "statement", "--search", "no such words", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
}

/* Nothing of the password or the tokens is in any file or output. */
static void
test_no_secrets (CliFixture *f, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *tokens;
  g_autofree char *folder = g_build_filename (f->home, "cabinet", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  const char *name;

  f->debug = TRUE;
  g_assert_cmpint (cli_run (f, "t7Kp2mQx\n", "account", "add", "--provider", "tomtel", "--url", f->url,
                            "--login", "104205407", "--password-stdin", NULL),
                   ==, 0);
  g_string_append (all, f->out);
  g_string_append (all, f->err);
  g_assert_cmpint (cli_run (f, NULL, "--json", "balance", NULL), ==, 0);
  g_string_append (all, f->out);
  g_string_append (all, f->err);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      if (!g_file_get_contents (path, &contents, &length, NULL))
        continue;
      for (gsize i = 0; i < length; i++)
        g_string_append_c (all, contents[i] != '\0' ? contents[i] : ' ');
    }
  g_assert_null (strstr (all->str, "t7Kp2mQx"));
  said = demo_process_control (f->demo, "tokens", NULL);
  node = cli_parse (said);
  tokens = json_object_get_array_member (json_node_get_object (node), "tokens");
  g_assert_cmpuint (json_array_get_length (tokens), >, 0);
  for (guint i = 0; i < json_array_get_length (tokens); i++)
    g_assert_null (strstr (all->str, json_array_get_string_element (tokens, i)));
}

/* A damaged archive is set aside and said so; the command does not crash. */
static void
test_damaged (CliFixture *f, gconstpointer data)
{
  g_autofree char *archive = g_build_filename (f->home, "cabinet", "archive.db", NULL);

  cli_add_demo (f);
  g_assert_true (g_file_set_contents (archive, "this is no database, and never was one", -1, NULL));
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 9);
  g_assert_true (g_str_has_prefix (f->err, "The saved data are damaged. Saving what can be read"));
  cli_assert_one_line (strchr (f->err, '\n') + 1);
  g_assert_nonnull (strstr (f->err, "archive.db.aside-"));
  g_assert_cmpint (cli_run (f, NULL, "check", NULL), ==, 0);
  g_assert_cmpint (cli_run (f, NULL, "account", "list", NULL), ==, 0);
  g_assert_cmpstr (f->out, ==, "");
  cli_add_demo (f);
}

static void
test_no_gtk (CliFixture *f, gconstpointer data)
{
  const char *argv[] = { "ldd", g_getenv ("CABINETCTL"), NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  g_autofree char *out = NULL;

  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "libgio"));
  g_assert_null (strstr (out, "gtk"));
  g_assert_null (strstr (out, "adwaita"));
}

#define ADD(path, function) g_test_add (path, CliFixture, NULL, cli_set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_set_prgname (name);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/cabinetctl/shows", test_shows);
  ADD ("/cabinetctl/json", test_json);
  ADD ("/cabinetctl/empty", test_empty);
  ADD ("/cabinetctl/usage", test_usage);
  ADD ("/cabinetctl/accounts", test_accounts);
  ADD ("/cabinetctl/steps", test_steps);
  ADD ("/cabinetctl/session-only", test_session_only);
  ADD ("/cabinetctl/no-keyring", test_no_keyring);
  ADD ("/cabinetctl/csv", test_csv);
  ADD ("/cabinetctl/output", test_output);
  ADD ("/cabinetctl/full", test_full);
  ADD ("/cabinetctl/filters", test_filters);
  ADD ("/cabinetctl/no-secrets", test_no_secrets);
  ADD ("/cabinetctl/damaged", test_damaged);
  ADD ("/cabinetctl/no-gtk", test_no_gtk);
  return g_test_run ();
}
