/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

static int
run_check (Cli *cli, char **arguments, GError **error)
{
  g_auto (CliWait) wait = { 0 };
  const char *notice = cabinet_household_get_notice (cli->household);

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  if (notice != NULL)
    {
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged", "%s", notice);
      return CLI_STORAGE;
    }
  cabinet_household_check_async (cli->household, NULL, cli_on_result, &wait);
  if (!cabinet_household_check_finish (cli->household, cli_wait (&wait), error))
    return CLI_STORAGE;
  g_print ("%s\n", cli->json ? "{\"result\":\"ok\"}" : _ ("The archive is whole."));
  return CLI_DONE;
}

const CliCommand cli_command_check = {
  "check", "", N_ ("Look whether the saved data are whole"), TRUE, NULL, run_check,
};
