/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-detect.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
print_json (CabinetProviderInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  cli_array_begin (&array, stdout, TRUE);
  json_builder_begin_object (builder);
  cli_json_string (builder, "connector", info->connector);
  cli_json_string (builder, "system", cabinet_detect_get_system_name (info->connector));
  cli_json_string (builder, "url", info->base_url);
  cli_json_string (builder, "name", info->name);
  json_builder_end_object (builder);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static void
print_words (CabinetProviderInfo *info)
{
  g_print ("%s: %s\n%s: %s\n", _ ("System"), cabinet_detect_get_system_name (info->connector), _ ("Address"),
           info->base_url);
  if (info->name != NULL && *info->name != '\0')
    g_print ("%s: %s\n", _ ("Provider"), info->name);
  g_print ("%s:\n  cabinetctl account add --connector %s --url %s --login …\n", _ ("To add a contract"),
           info->connector, info->base_url);
}

static int
run (Cli *cli, char **arguments, GError **error)
{
  g_auto (CliLimit) limit = { 0 };
  g_auto (CliWait) wait = { 0 };
  g_autoptr (CabinetProviderInfo) info = NULL;
  GError *problem = NULL;

  if (arguments[0] == NULL || arguments[1] != NULL)
    {
      g_propagate_error (error, cli_usage_error ("%s", _ ("Give one address")));
      return CLI_USAGE;
    }
  if (cli->offline)
    {
      g_propagate_error (error, cli_usage_error ("%s", _ ("To ask an address does not go with --offline")));
      return CLI_USAGE;
    }
  cli_limit_init (&limit, cli->timeout);
  cabinet_detect_async (arguments[0], limit.cancellable, cli_on_result, &wait);
  info = cabinet_detect_finish (cli_wait (&wait), &problem);
  if (info == NULL)
    {
      g_propagate_error (error, cli_limit_explain (&limit, problem));
      return CLI_INTERNAL;
    }
  if (cli->json)
    print_json (info);
  else
    print_words (info);
  return CLI_DONE;
}

const CliCommand cli_command_account_detect = {
  "account detect",
  "URL",
  N_ ("Find out which system answers at an address; sends nothing of yours"),
  FALSE,
  NULL,
  run,
};
