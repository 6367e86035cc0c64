/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-backup.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static gboolean opt_force;
static gboolean opt_dry_run;

static const GOptionEntry backup_options[] = {
  { "force", 0, 0, G_OPTION_ARG_NONE, &opt_force, N_ ("Overwrite the file"), NULL },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry restore_options[] = {
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &opt_dry_run, N_ ("Only say what would be added"), NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
check_arguments (char **arguments, GError **error)
{
  if (g_strv_length (arguments) == 1)
    return TRUE;
  g_propagate_error (error, cli_usage_error ("%s", _ ("Name one file")));
  return FALSE;
}

/* An archive that was damaged and set aside is empty now: no copy of that over a good one. */
static gboolean
check_notice (Cli *cli, GError **error)
{
  const char *notice = cabinet_household_get_notice (cli->household);

  if (notice == NULL)
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged", "%s", notice);
  return FALSE;
}

static int
run_backup (Cli *cli, char **arguments, GError **error)
{
  g_auto (CliWait) wait = { 0 };
  GError *failure = NULL;

  if (!check_arguments (arguments, error) || !cli_may_write (arguments[0], opt_force, error))
    return CLI_USAGE;
  if (!check_notice (cli, error))
    return CLI_STORAGE;
  cabinet_household_backup_async (cli->household, arguments[0], opt_force, NULL, cli_on_result, &wait);
  if (!cabinet_household_backup_finish (cli->household, cli_wait (&wait), &failure))
    {
      CliExit status = cli_error_to_exit (failure);

      g_propagate_error (error, failure);
      return status;
    }
  if (cli->json)
    g_print ("{\"result\":\"ok\"}\n");
  else
    /* Translators: %s is a file */
    g_print (_ ("The archive was saved as %s. Passwords are not in it.\n"), arguments[0]);
  return CLI_DONE;
}

static void
add_count (JsonBuilder *builder, const char *name, guint count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

static void
print_json (const CabinetRestoreSummary *summary)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  cli_array_begin (&array, stdout, TRUE);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "dry_run");
  json_builder_add_boolean_value (builder, opt_dry_run);
  add_count (builder, "contracts", summary->contracts);
  add_count (builder, "operations", summary->operations);
  add_count (builder, "changed", summary->changed);
  add_count (builder, "payments", summary->payments);
  add_count (builder, "messages", summary->messages);
  add_count (builder, "skipped", summary->skipped);
  json_builder_end_object (builder);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static int
run_restore (Cli *cli, char **arguments, GError **error)
{
  g_auto (CliWait) wait = { 0 };
  CabinetRestoreSummary summary;

  if (!check_arguments (arguments, error))
    return CLI_USAGE;
  cabinet_household_restore_async (cli->household, arguments[0], opt_dry_run, NULL, cli_on_result, &wait);
  if (!cabinet_household_restore_finish (cli->household, cli_wait (&wait), &summary, error))
    return CLI_STORAGE;
  if (cli->json)
    {
      print_json (&summary);
      return CLI_DONE;
    }
  g_print ("%s\n", opt_dry_run ? _ ("Would be added:") : _ ("Added:"));
  /* Translators: what a backup brought, as numbers */
  g_print (_ ("  contracts %u, operations %u (%u renewed), payments %u, messages %u\n"), summary.contracts,
           summary.operations, summary.changed, summary.payments, summary.messages);
  if (summary.skipped > 0)
    g_print (ngettext ("  %u contract was left out: here its id belongs to another one\n",
                       "  %u contracts were left out: here their ids belong to others\n", summary.skipped),
             summary.skipped);
  if (summary.contracts > 0 && !opt_dry_run)
    g_print ("%s\n", _ ("Sign in to what was added: passwords are in no backup."));
  return CLI_DONE;
}

const CliCommand cli_command_backup = {
  "backup", "FILE", N_ ("Save the archive as one file"), TRUE, backup_options, run_backup,
};

const CliCommand cli_command_restore = {
  "restore", "FILE", N_ ("Add what a saved archive knows"), TRUE, restore_options, run_restore,
};
