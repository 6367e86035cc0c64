/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "kill-trials.h"

/* Killed while a contract is added and read for the first time, and in later syncs: what was saved is there
 * once, and the next sync brings the archive to what the server has. */

#define SUBSCRIBER "\"tenant\":\"tomtel\",\"login\":\"12345\""

/* The contract's rows by their ids: "amount month". A row is there once. */
static GHashTable *
read_rows (JsonArray *rows)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonNode *amount = json_object_get_member (row, "amount");
      const char *sum = JSON_NODE_HOLDS_OBJECT (amount)
                          ? json_object_get_string_member (json_node_get_object (amount), "amount")
                          : json_node_get_string (amount);
      const char *day = json_object_get_string_member (row, "date");

      if (json_object_has_member (row, "withdrawn") && json_object_get_boolean_member (row, "withdrawn"))
        continue;
      g_assert_true (g_hash_table_insert (table, g_strdup (json_object_get_string_member (row, "id")),
                                          g_strdup_printf ("%s %.7s", sum, day)));
    }
  return table;
}

static GHashTable *
read_archive (KillTrials *f)
{
  g_autofree char *text = kill_dup_statement (f);
  g_autoptr (JsonNode) node = cli_parse (text);

  return read_rows (json_node_get_array (node));
}

/* @balance: (out) (optional). */
static GHashTable *
read_books (KillTrials *f, char **balance)
{
  g_autofree char *text = demo_process_control (f->cli.demo, "ledger?tenant=tomtel&login=12345", NULL);
  g_autoptr (JsonNode) node = cli_parse (text);
  JsonObject *books = json_node_get_object (node);

  if (balance != NULL)
    *balance = g_strdup (json_object_get_string_member (books, "balance"));
  return read_rows (json_object_get_array_member (books, "operations"));
}

/* Every row of @some is in @all. */
static void
assert_part_of (GHashTable *some, GHashTable *all)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (g_strcmp0 (row, g_hash_table_lookup (all, id)) != 0)
      g_error ("“%s” is not there as it was: %s", (char *) id, (char *) row);
}

static guint
count_month (GHashTable *rows, const char *month)
{
  GHashTableIter iter;
  gpointer row;
  guint n = 0;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    n += g_str_has_suffix (row, month);
  return n;
}

/* A month comes in one transaction: of each, all is there or nothing. */
static void
assert_whole_months (GHashTable *archive, GHashTable *books)
{
  GHashTableIter iter;
  gpointer row;

  assert_part_of (archive, books);
  g_hash_table_iter_init (&iter, archive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      const char *month = strrchr (row, ' ');

      g_assert_cmpuint (count_month (archive, month), ==, count_month (books, month));
    }
}

/* Rows, sums by months, and the newest balance are the server's. */
static void
assert_synced (KillTrials *f)
{
  g_autofree char *balance = NULL;
  g_autoptr (GHashTable) books = read_books (f, &balance);
  g_autoptr (GHashTable) archive = read_archive (f);
  g_autoptr (JsonNode) node = NULL;

  assert_part_of (archive, books);
  g_assert_cmpuint (g_hash_table_size (archive), ==, g_hash_table_size (books));
  g_assert_cmpint (cli_run (&f->cli, NULL, "--offline", "--json", "balance", NULL), ==, 0);
  node = cli_parse (f->cli.out);
  cli_assert_money (json_array_get_object_element (json_node_get_array (node), 0), "balance", balance);
  kill_assert_tidy (f);
}

static const char *const sync_argv[] = { "sync", NULL };

/* Adding a contract reads all of it. What it said to be added is there, and the next one goes on. */
static void
test_first_sync (KillTrials *f, gconstpointer data)
{
  const char *const argv[] = { "account", "add",      "--provider",       "tomtel",
                               "--url",   f->cli.url, "--login",          "12345",
                               "--label", "Flat",     "--password-stdin", NULL };
  g_autoptr (GHashTable) books = read_books (f, NULL);

  kill_save_home (f);
  kill_begin (f, "demo\n", argv, kill_count_trials (3));
  assert_synced (f);
  while (f->trial < f->trials)
    {
      g_autoptr (GHashTable) archive = NULL;
      gboolean told, added;

      kill_bring_back_home (f);
      kill_next (f, "demo\n", argv);
      told = f->cli.out != NULL && *f->cli.out != '\0';
      kill_assert_whole (f);
      g_assert_cmpint (cli_run (&f->cli, NULL, "account", "list", NULL), ==, 0);
      added = *f->cli.out != '\0';
      g_assert_true (added || !told);
      if (added)
        {
          archive = read_archive (f);
          assert_whole_months (archive, books);
          g_assert_cmpint (cli_run (&f->cli, NULL, "sync", NULL), ==, 0);
        }
      else
        {
          g_assert_false (kill_run (f, "demo\n", argv, 0, 0));
        }
      assert_synced (f);
    }
}

static void
control (KillTrials *f, const char *verb, const char *more)
{
  g_autofree char *json = g_strdup_printf ("{" SUBSCRIBER "%s}", more);
  g_autofree char *said = demo_process_control (f->cli.demo, verb, json);

  g_assert_nonnull (said);
}

/* Rows of the newest months are new, filed back, changed and taken back. */
static void
move_ledger (KillTrials *f)
{
  g_autoptr (GHashTable) rows = read_books (f, NULL);
  GHashTableIter iter;
  gpointer id;
  guint n = 0;

  control (f, "ledger/insert", ",\"amount\":\"-12.34\",\"title\":\"New\"");
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, NULL) && n < 20)
    {
      g_autofree char *change = g_strdup_printf (",\"id\":\"%s\",\"amount\":\"-%u.50\"", (char *) id, n + 1);
      g_autofree char *withdraw = g_strdup_printf (",\"id\":\"%s\"", (char *) id);

      if (n++ % 2 == 0)
        control (f, "ledger/change", change);
      else
        control (f, "ledger/withdraw", withdraw);
    }
}

/* What the archive has is what it had or what the server has, and of what the server still has, nothing is
 * lost. */
static void
assert_kept (GHashTable *before, GHashTable *after, GHashTable *books)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (g_hash_table_contains (books, id) && !g_hash_table_contains (after, id))
      g_error ("“%s” is lost", (char *) id);
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (g_strcmp0 (row, g_hash_table_lookup (before, id)) != 0
        && g_strcmp0 (row, g_hash_table_lookup (books, id)) != 0)
      g_error ("“%s” is what nobody ever said: %s", (char *) id, (char *) row);
}

/* Killed in the middle of a sync, and once more in the middle of the next one. */
static void
try_syncs (KillTrials *f, guint trials)
{
  g_autoptr (GHashTable) known = read_archive (f);
  g_autoptr (GHashTable) books = read_books (f, NULL);

  kill_save_home (f);
  kill_begin (f, NULL, sync_argv, trials);
  assert_synced (f);
  while (f->trial < f->trials)
    {
      g_autoptr (GHashTable) first = NULL, second = NULL;

      kill_bring_back_home (f);
      kill_next (f, NULL, sync_argv);
      kill_assert_whole (f);
      if (strstr (f->cli.out, "new:") != NULL)
        assert_synced (f);
      first = read_archive (f);
      assert_kept (known, first, books);
      if (f->trial < f->trials)
        kill_next (f, NULL, sync_argv);
      kill_assert_whole (f);
      second = read_archive (f);
      assert_kept (first, second, books);
      g_assert_cmpint (cli_run (&f->cli, NULL, "sync", NULL), ==, 0);
      assert_synced (f);
    }
}

static void
test_later_sync (KillTrials *f, gconstpointer data)
{
  cli_add_demo (&f->cli);
  move_ledger (f);
  try_syncs (f, kill_count_trials (3));
}

/* A history that was rebuilt is read month by month. */
static void
test_new_epoch (KillTrials *f, gconstpointer data)
{
  cli_add_demo (&f->cli);
  move_ledger (f);
  control (f, "epoch", "");
  try_syncs (f, kill_count_trials (3));
}

#define ADD(name, function) \
  g_test_add ("/cabinetctl-kill-sync/" name, KillTrials, NULL, kill_set_up, function, kill_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  g_set_prgname (name);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("first-sync", test_first_sync);
  ADD ("later-sync", test_later_sync);
  ADD ("new-epoch", test_new_epoch);
  return g_test_run ();
}
