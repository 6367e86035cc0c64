/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_json (CliArray *array,
          JsonBuilder *builder,
          CabinetAccount *account,
          const CabinetSyncResult *summary,
          const GError *error)
{
  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "result", error == NULL ? "ok" : "failed");
  json_builder_set_member_name (builder, "new");
  json_builder_add_int_value (builder, summary->added);
  json_builder_set_member_name (builder, "changed");
  json_builder_add_int_value (builder, summary->changed);
  json_builder_set_member_name (builder, "requests");
  json_builder_add_int_value (builder, (gint64) summary->requests);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) summary->bytes);
  cli_json_error (builder, "error", error);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
  fflush (stdout);
}

static void
print_line (CabinetAccount *account, const CabinetSyncResult *summary)
{
  g_autofree char *id = cli_pad (cabinet_account_get_id (account), 24);

  /* Translators: %1$s is a contract, %2$u and %3$u are numbers of operations, %4$d of requests, %5$s is a
   * size */
  g_autofree char *size = g_format_size (summary->bytes);

  g_print (_ ("%1$s new: %2$u, changed: %3$u, requests: %4$u, %5$s\n"), id, summary->added, summary->changed,
           (guint) summary->requests, size);
}

/* What came of a contract. */
typedef struct
{
  CabinetAccount *account;
  gboolean known;
  CabinetSyncResult summary;
  GError *error;
} Outcome;

/* Several are read at once and end in any order, but are told of in that of the list. */
typedef struct
{
  Cli *cli;
  Outcome *outcomes;
  guint n, n_told;
  CliWait wait; /* for the last of them */
  CliExit first;
  CliArray array;
  JsonBuilder *builder;
} Sync;

static void
tell (Sync *sync, Outcome *outcome)
{
  if (sync->first == CLI_DONE)
    sync->first = cli_error_to_exit (outcome->error);
  if (sync->cli->json)
    add_json (&sync->array, sync->builder, outcome->account, &outcome->summary, outcome->error);
  else if (outcome->error == NULL)
    print_line (outcome->account, &outcome->summary);
  else
    fprintf (stderr, "cabinetctl: %s: %s\n", cabinet_account_get_id (outcome->account),
             outcome->error->message);
  g_clear_error (&outcome->error);
}

static void
on_told (CabinetAccount *account, GAsyncResult *result, gpointer user_data)
{
  Sync *sync = user_data;
  CliLimit limit = { .seconds = sync->cli->timeout };

  for (guint i = sync->n_told; i < sync->n; i++)
    if (sync->outcomes[i].account == account)
      {
        Outcome *outcome = &sync->outcomes[i];

        outcome->known = TRUE;
        cabinet_account_refresh_finish (account, result, &outcome->summary, &outcome->error);
        outcome->error = cli_limit_explain (&limit, outcome->error);
      }
  while (sync->n_told < sync->n && sync->outcomes[sync->n_told].known)
    tell (sync, &sync->outcomes[sync->n_told++]);
}

static void
on_all_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cli_on_result (source, result, &((Sync *) user_data)->wait);
}

static CliExit
sync_accounts (Cli *cli, GPtrArray *accounts)
{
  g_autofree Outcome *outcomes = g_new0 (Outcome, accounts->len);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Sync sync = { .cli = cli, .outcomes = outcomes, .n = accounts->len, .builder = builder };

  for (guint i = 0; i < accounts->len; i++)
    outcomes[i].account = g_ptr_array_index (accounts, i);
  if (cli->json)
    cli_array_begin (&sync.array, stdout, FALSE);
  cabinet_household_each_async (cli->household, accounts, cabinet_account_refresh_async, on_told,
                                cli->timeout, NULL, on_all_told, &sync);
  /* What failed was told contract by contract. */
  cabinet_household_refresh_finish (cli->household, cli_wait (&sync.wait), NULL);
  cli_wait_clear (&sync.wait);
  if (cli->json)
    cli_array_end (&sync.array);
  return sync.first;
}

static int
run_sync (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  if (arguments[0] != NULL || cli->offline)
    {
      g_propagate_error (error, cli_usage_error (_ ("“%s” does not go with sync"),
                                                 arguments[0] != NULL ? arguments[0] : "--offline"));
      return CLI_USAGE;
    }
  accounts = cli_list_accounts (cli, TRUE, error);
  return accounts != NULL ? (int) sync_accounts (cli, accounts) : CLI_USAGE;
}

const CliCommand cli_command_sync = {
  "sync", "", N_ ("Fetch what changed, of all contracts"), TRUE, NULL, run_sync,
};
