/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

static void
probe (Cli *cli)
{
  g_auto (CliWait) wait = { 0 };

  if (cli->offline)
    return;
  cabinet_household_probe_async (cli->household, NULL, cli_on_result, &wait);
  cabinet_household_probe_finish (cli->household, cli_wait (&wait), NULL);
}

static int
run_list (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) accounts = NULL;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  accounts = cli_list_accounts (cli, TRUE, error);
  if (accounts == NULL)
    return CLI_USAGE;
  probe (cli);
  if (cli->json)
    {
      cli_print_accounts_json (accounts);
      return CLI_DONE;
    }
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *id = cli_pad (cabinet_account_get_id (account), 24);
      g_autofree char *name = cli_pad (cabinet_account_get_display_name (account), 20);
      g_autofree char *number = cabinet_account_dup_number_words (account);
      g_autofree char *state = cabinet_account_dup_state_words (account);

      g_print ("%s %s %s, %s%s\n", id, name, number, state,
               /* Translators: stands after a contract in a list of the terminal */
               cabinet_account_get_hidden (account) ? _ (" (hidden)") : "");
    }
  return CLI_DONE;
}

/* The one contract that @arguments name first; @n: how many words there must be. */
static CabinetAccount *
find_named (Cli *cli, char **arguments, guint n, GError **error)
{
  if (g_strv_length (arguments) == n)
    return cabinet_household_lookup (cli->household, arguments[0], error);
  g_propagate_error (error, cli_usage_error (n == 1 ? _ ("Give the id of one contract")
                                                    : _ ("Give the id of one contract and its label")));
  return NULL;
}

static int
finish_set (CabinetAccount *account, CliWait *wait, GError **error)
{
  return cabinet_account_set_finish (account, cli_wait (wait), error) ? CLI_DONE : CLI_STORAGE;
}

static int
run_label (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = find_named (cli, arguments, 2, error);
  g_auto (CliWait) wait = { 0 };

  if (account == NULL)
    return CLI_USAGE;
  cabinet_account_set_label_async (account, arguments[1], NULL, cli_on_result, &wait);
  return finish_set (account, &wait, error);
}

static int
set_hidden (Cli *cli, char **arguments, gboolean hidden, GError **error)
{
  g_autoptr (CabinetAccount) account = find_named (cli, arguments, 1, error);
  g_auto (CliWait) wait = { 0 };

  if (account == NULL)
    return CLI_USAGE;
  cabinet_account_set_hidden_async (account, hidden, NULL, cli_on_result, &wait);
  return finish_set (account, &wait, error);
}

static int
run_hide (Cli *cli, char **arguments, GError **error)
{
  return set_hidden (cli, arguments, TRUE, error);
}

static int
run_show (Cli *cli, char **arguments, GError **error)
{
  return set_hidden (cli, arguments, FALSE, error);
}

/* Without on or off it only says how it is. */
static void
print_web_forms (Cli *cli, CabinetAccount *account)
{
  gboolean on = cabinet_account_get_web_forms (account);
  g_autoptr (JsonBuilder) builder = NULL;
  CliArray array;

  if (!cli->json)
    {
      g_print ("%s\n", on ? "on" : "off");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  json_builder_set_member_name (builder, "web_forms");
  json_builder_add_boolean_value (builder, on);
  json_builder_end_object (builder);
  cli_array_begin (&array, stdout, TRUE);
  cli_array_add (&array, builder);
  cli_array_end (&array);
}

static int
run_web_forms (Cli *cli, char **arguments, GError **error)
{
  guint n = g_strv_length (arguments);
  g_autoptr (CabinetAccount) account = NULL;
  g_auto (CliWait) wait = { 0 };
  gboolean on = n == 2 && g_str_equal (arguments[1], "on");

  if (n < 1 || n > 2 || (n == 2 && !on && !g_str_equal (arguments[1], "off")))
    {
      g_propagate_error (error, cli_usage_error (_ ("Give the id of one contract, and on or off")));
      return CLI_USAGE;
    }
  account = cabinet_household_lookup (cli->household, arguments[0], error);
  if (account == NULL)
    return CLI_USAGE;
  if (n == 1)
    {
      print_web_forms (cli, account);
      return CLI_DONE;
    }
  if (on && cabinet_account_has_web_forms (account))
    cli_print_note (cli, cabinet_account_get_web_forms_words ());
  cabinet_account_set_web_forms_async (account, on, NULL, cli_on_result, &wait);
  return finish_set (account, &wait, error);
}

static gboolean remove_yes, remove_set_aside;

static const GOptionEntry remove_options[] = {
  { "yes", 0, 0, G_OPTION_ARG_NONE, &remove_yes, N_ ("Do not ask"), NULL },
  { "set-aside", 0, 0, G_OPTION_ARG_NONE, &remove_set_aside,
    N_ ("Also delete damaged files that were set aside"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* A provider shows some months: what is older cannot be read again. */
static gboolean
may_remove (CabinetAccount *account, GError **error)
{
  CabinetProviderInfo *info = cabinet_account_get_provider_info (account);
  g_autofree char *question = NULL;

  if (remove_yes)
    return TRUE;
  if (!cli_has_terminal ())
    {
      g_propagate_error (error, cli_usage_error (_ ("Say --yes if this is to be done without asking")));
      return FALSE;
    }
  if (info != NULL && info->termination != NULL)
    fprintf (stderr, "%s\n", info->termination);
  question =
    g_strdup_printf (_ ("Forget all that is saved of %s on this computer? The contract itself stays."),
                     cabinet_account_get_id (account));
  return cli_confirm (question);
}

/* They may hold data of the other contracts that could not be read: whoever needs that says nothing. */
static gboolean
settle_set_aside (Cli *cli, GError **error)
{
  g_autofree char *files = cabinet_household_dup_set_aside (cli->household);
  g_autofree char *note = NULL;

  if (files == NULL)
    return TRUE;
  if (remove_set_aside)
    return cabinet_household_delete_set_aside (cli->household, error);
  note =
    g_strdup_printf (_ ("Damaged files that were set aside may still hold data of it: %s. Delete them if "
                        "you need nothing of them any more."),
                     files);
  cli_print_note (cli, note);
  return TRUE;
}

static int
run_remove (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (CabinetAccount) account = find_named (cli, arguments, 1, error);
  g_autofree char *unsettled = NULL;
  g_auto (CliWait) wait = { 0 };

  if (account == NULL)
    return CLI_USAGE;
  unsettled = cabinet_account_dup_unsettled_words (account);
  if (unsettled != NULL)
    cli_print_note (cli, unsettled);
  if (!may_remove (account, error))
    return CLI_USAGE;
  cabinet_household_remove_async (cli->household, account, NULL, cli_on_result, &wait);
  return cabinet_household_remove_finish (cli->household, cli_wait (&wait), error)
             && settle_set_aside (cli, error)
           ? CLI_DONE
           : CLI_STORAGE;
}

const CliCommand cli_command_account_list = {
  "account list", "", N_ ("List the contracts"), TRUE, NULL, run_list,
};

const CliCommand cli_command_account_label = {
  "account label", "ID LABEL", N_ ("Give a contract a name of your own"), TRUE, NULL, run_label,
};

const CliCommand cli_command_account_hide = {
  "account hide", "ID", N_ ("Leave a contract out of lists"), TRUE, NULL, run_hide,
};

const CliCommand cli_command_account_show = {
  "account show", "ID", N_ ("Put a hidden contract back into lists"), TRUE, NULL, run_show,
};

const CliCommand cli_command_account_web_forms = {
  "account web-forms",
  "ID [on|off]",
  N_ ("Whether forms of the provider's web pages may be filled in, for what goes no other way"),
  TRUE,
  NULL,
  run_web_forms,
};

const CliCommand cli_command_account_remove = {
  "account remove",
  "ID",
  N_ ("Forget what is saved of a contract on this computer; the contract itself stays"),
  TRUE,
  remove_options,
  run_remove,
};
