/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-i18n.h"
#include "cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* A command that is not built yet is not here, and exits with 2. */
static const CliCommand *const commands[] = {
  &cli_command_providers,      &cli_command_account_detect,
  &cli_command_account_add,    &cli_command_account_list,
  &cli_command_account_label,  &cli_command_account_hide,
  &cli_command_account_show,   &cli_command_account_web_forms,
  &cli_command_account_remove, &cli_command_sync,
  &cli_command_balance,        &cli_command_calendar,
  &cli_command_statement,      &cli_command_chat,
  &cli_command_chat_send,      &cli_command_news,
  &cli_command_tariffs,        &cli_command_tariff_change,
  &cli_command_tariff_cancel,  &cli_command_services,
  &cli_command_service_on,     &cli_command_service_off,
  &cli_command_promise,        &cli_command_suspend,
  &cli_command_resume,         &cli_command_topup,
  &cli_command_card,           &cli_command_payments,
  &cli_command_payment,        &cli_command_backup,
  &cli_command_restore,        &cli_command_check,
};

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _ ("Usage: cabinetctl [OPTIONS] COMMAND …"), _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", commands[i]->name, commands[i]->arguments);
      g_autofree char *padded = cli_pad (g_strchomp (usage), 28);

      g_print ("  %s  %s\n", padded, _ (commands[i]->help));
    }
  g_print ("\n%s\n", _ ("Options, before or after the command:"));
  g_print ("  --json         %s\n", _ ("Print JSON"));
  g_print ("  --offline      %s\n", _ ("Read the archive only"));
  g_print ("  --timeout S    %s\n", _ ("Wait so many seconds for the providers (20)"));
  g_print ("  --account A    %s\n", _ ("The contract meant: its id, or a label that no other has"));
  g_print ("  --help         %s\n", _ ("Say what a command does"));
  g_print ("  --version      %s\n", _ ("Print the version"));
  g_print ("\n%s\n",
           _ ("Exit codes: 0 done, 1 internal error, 2 usage, 3 unreachable, 4 sign-in refused or "
              "needed, 5 refused, 6 not possible, 7 unreadable answer, 8 not confirmed, 9 storage."));
}

/* The command whose words stand first in @words; the longest wins. @n_words: (out): how many they are. */
static const CliCommand *
find_command (char **words, guint *n_words)
{
  const CliCommand *found = NULL;

  *n_words = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (GStrv) name = g_strsplit (commands[i]->name, " ", -1);
      guint n = g_strv_length (name);
      guint same = 0;

      while (same < n && words[same] != NULL && g_str_equal (words[same], name[same]))
        same++;
      if (same == n && n > *n_words)
        {
          found = commands[i];
          *n_words = n;
        }
    }
  return found;
}

/* What can be read of a damaged archive is saved first. */
static CabinetHousehold *
open_household (Cli *cli, GError **error)
{
  g_autoptr (GError) failure = NULL;
  CabinetHousehold *household = cabinet_household_open (&failure);

  if (household != NULL)
    return household;
  if (g_strcmp0 (cabinet_error_get_code (failure), CABINET_ERROR_SALVAGEABLE) == 0)
    {
      cli_print_note (
        cli, _ ("The saved data are damaged. Saving what can be read to a new file; this may take minutes…"));
      return cabinet_household_salvage (error);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static int
run (Cli *cli, const CliCommand *command, char **arguments, GError **error)
{
  g_autoptr (CabinetHousehold) household = NULL;
  int status;

  if (!command->needs_household)
    return command->run (cli, arguments, error);
  household = open_household (cli, error);
  if (household == NULL)
    return CLI_STORAGE;
  cli->household = household;
  /* To check, it is the outcome. */
  if (cabinet_household_get_notice (household) != NULL && command != &cli_command_check)
    cli_print_note (cli, cabinet_household_get_notice (household));
  status = command->run (cli, arguments, error);
  cabinet_household_let_renewals_end (household);
  cabinet_household_close (household);
  cli->household = NULL;
  /* What was cancelled ends in the main loop, and lets go of what it holds. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return status;
}

static gboolean
parse (GOptionContext *context,
       const GOptionEntry *global,
       const CliCommand *command,
       char ***words,
       GError **error)
{
  g_option_context_add_main_entries (context, global, GETTEXT_PACKAGE);
  if (command != NULL && command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  return g_option_context_parse_strv (context, words, error);
}

static const CliCommand *
guess_command (char **words, guint *n_words)
{
  static const char *const with_value[] = { "--timeout", "--account" };
  guint first = 1;

  while (words[first] != NULL && g_str_has_prefix (words[first], "-"))
    {
      gboolean value = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (with_value); i++)
        value = value || g_str_equal (words[first], with_value[i]);
      first += value && words[first + 1] != NULL ? 2 : 1;
    }
  return find_command (words + first, n_words);
}

/* GLib leaves the "--" in when what follows it looks like an option. */
static void
drop_dashes (char **words)
{
  for (guint i = 1; words[i] != NULL; i++)
    if (g_str_equal (words[i], "--"))
      {
        g_free (words[i]);
        do
          words[i] = words[i + 1];
        while (words[i++] != NULL);
        return;
      }
}

/* Takes @error, which may be NULL. */
static int
fail (Cli *cli, GError *error, int status)
{
  g_autoptr (GError) owned = error;
  CliExit meant = cli_error_to_exit (error);

  if (error == NULL)
    return status;
  cli_print_error (cli, error);
  return meant != CLI_DONE ? (int) meant : status;
}

/* Who stops reading (cabinetctl … | head) has seen enough: that is no failure. */
static gboolean
nobody_reads (void)
{
  struct pollfd out = { .fd = STDOUT_FILENO, .events = POLLOUT };

  return poll (&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/* What was printed is done only if it arrived. */
static int
check_output (Cli *cli, int status)
{
  int code = fflush (stdout) != 0 ? errno : ferror (stdout) ? EIO : 0;

  if (code == 0 || nobody_reads ())
    return status;
  return fail (cli,
               cabinet_error_new (CABINET_ERROR_STORAGE, "output", _ ("%s could not be written: %s"),
                                  _ ("Standard output"), g_strerror (code)),
               CLI_STORAGE);
}

int
main (int argc, char **argv)
{
  static Cli cli = { .timeout = G_MININT };
  gboolean help = FALSE, version = FALSE;
  const GOptionEntry global[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli.json, N_ ("Print JSON"), NULL },
    { "offline", 0, 0, G_OPTION_ARG_NONE, &cli.offline, N_ ("Read the archive only"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &cli.timeout, N_ ("Wait so many seconds for the providers (20)"),
      N_ ("S") },
    { "account", 0, 0, G_OPTION_ARG_STRING, &cli.account,
      N_ ("The contract meant: its id, or a label that no other has"), N_ ("A") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Say what a command does"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = NULL;
  g_autofree char *usage = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  const CliCommand *command;
  guint n_words;
  int status;

  cabinet_init_i18n ();
  g_set_prgname ("cabinetctl");
  words = g_strdupv (argv);
  command = guess_command (words, &n_words);
  if (command != NULL)
    usage = g_strchomp (g_strdup_printf ("%s %s", command->name, command->arguments));
  context = g_option_context_new (usage);
  g_option_context_set_help_enabled (context, FALSE);
  if (!parse (context, global, command, &words, &error))
    {
      /* What was parsed is taken back. */
      cli.json = g_strv_contains ((const char *const *) argv, "--json");
      return fail (&cli, g_steal_pointer (&error), CLI_USAGE);
    }
  drop_dashes (words);
  if (version)
    {
      g_print ("cabinetctl %s\n", CABINET_VERSION);
      return CLI_DONE;
    }
  if (help && command == NULL)
    {
      print_help ();
      return CLI_DONE;
    }
  if (help)
    {
      g_autofree char *text = NULL;

      g_option_context_set_summary (context, _ (command->help));
      text = g_option_context_get_help (context, TRUE, NULL);
      g_print ("%s", text);
      return CLI_DONE;
    }
  if (cli.timeout != G_MININT && cli.timeout < 1)
    return fail (&cli, cli_usage_error (_ ("--timeout must be at least one second")), CLI_USAGE);
  if (words[1] == NULL)
    return fail (&cli, cli_usage_error (_ ("A command is missing; see cabinetctl --help")), CLI_USAGE);
  command = find_command (words + 1, &n_words);
  if (command == NULL)
    return fail (&cli, cli_usage_error (_ ("There is no command “%s”; see cabinetctl --help"), words[1]),
                 CLI_USAGE);
  status = run (&cli, command, words + 1 + n_words, &error);
  status = check_output (&cli, fail (&cli, g_steal_pointer (&error), status));
  cli_limit_clear (&cli.limit);
  g_free (cli.account);
  return status;
}
