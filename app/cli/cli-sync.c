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

static int
run_sync (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliExit first = CLI_DONE;
  CliArray array;

  if (arguments[0] != NULL || cli->offline)
    {
      g_propagate_error (error, cli_usage_error (_ ("“%s” does not go with sync"),
                                                 arguments[0] != NULL ? arguments[0] : "--offline"));
      return CLI_USAGE;
    }
  accounts = cli_list_accounts (cli, TRUE, error);
  if (accounts == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      CabinetSyncResult summary = { 0 };
      g_autoptr (GError) failure = NULL;
      g_auto (CliWait) wait = { 0 };
      g_auto (CliLimit) limit = { 0 };

      cli_limit_init (&limit, cli->timeout);
      cabinet_account_refresh_async (account, limit.cancellable, cli_on_result, &wait);
      cabinet_account_refresh_finish (account, cli_wait (&wait), &summary, &failure);
      failure = cli_limit_explain (&limit, g_steal_pointer (&failure));
      if (first == CLI_DONE)
        first = cli_error_to_exit (failure);
      if (cli->json)
        add_json (&array, builder, account, &summary, failure);
      else if (failure == NULL)
        print_line (account, &summary);
      else
        fprintf (stderr, "cabinetctl: %s: %s\n", cabinet_account_get_id (account), failure->message);
    }
  if (cli->json)
    cli_array_end (&array);
  return first;
}

const CliCommand cli_command_sync = {
  "sync", "", N_ ("Fetch what changed, of all contracts"), TRUE, NULL, run_sync,
};
