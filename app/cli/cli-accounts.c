/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

/* A reading command waits so long for the providers, then shows what is archived. */
#define DEFAULT_TIMEOUT_S 20

static void
reading_free (gpointer data)
{
  CliReading *reading = data;

  g_clear_object (&reading->account);
  g_clear_error (&reading->error);
  g_free (reading);
}

/**
 * cli_list_accounts:
 * @cli: the command's context
 * @hidden: whether contracts that the list hides are wanted too; one that --account names always is
 * @error: (optional): CABINET_ERROR_INPUT if --account names none
 *
 * Returns: (transfer full) (nullable) (element-type CabinetAccount): the accounts, in the person's order
 */
GPtrArray *
cli_list_accounts (Cli *cli, gboolean hidden, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = hidden ? cabinet_household_get_all (cli->household) : G_LIST_MODEL (cli->household);
  CabinetAccount *named;

  if (cli->account == NULL)
    {
      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        g_ptr_array_add (accounts, g_list_model_get_item (model, i));
      return g_steal_pointer (&accounts);
    }
  named = cabinet_household_lookup (cli->household, cli->account, error);
  if (named == NULL)
    return NULL;
  g_ptr_array_add (accounts, named);
  return g_steal_pointer (&accounts);
}

int
cli_get_timeout (Cli *cli)
{
  return cli->timeout > 0 ? cli->timeout : DEFAULT_TIMEOUT_S;
}

/* A round over the readings. */
typedef struct
{
  GPtrArray *readings; /* of CliReading */
  const CliReader *reader;
  CliWait wait;
} Rounds;

static void
on_told (CabinetAccount *account, GAsyncResult *result, gpointer user_data)
{
  Rounds *self = user_data;

  for (guint i = 0; i < self->readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (self->readings, i);

      if (reading->account == account)
        self->reader->finish (account, result, &reading->error);
    }
}

static void
on_all_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  cli_on_result (source, result, &((Rounds *) user_data)->wait);
}

/* Whatever a command reads one after the other, it has the same time in all. */
static void
refresh (Cli *cli, GPtrArray *readings, const CliReader *reader)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new ();
  Rounds self = { readings, reader };

  for (guint i = 0; i < readings->len; i++)
    g_ptr_array_add (accounts, ((CliReading *) g_ptr_array_index (readings, i))->account);
  if (cli->limit.cancellable == NULL)
    cli_limit_init (&cli->limit, cli_get_timeout (cli));
  cabinet_household_each_async (cli->household, accounts, reader->start, on_told, 0, cli->limit.cancellable,
                                on_all_told, &self);
  cabinet_household_refresh_finish (cli->household, cli_wait (&self.wait), NULL);
  cli_wait_clear (&self.wait);
  for (guint i = 0; i < readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (readings, i);

      reading->error = cli_limit_explain (&cli->limit, reading->error);
    }
}

/**
 * cli_read_accounts:
 * @cli: the command's context
 * @reader: refreshes them, unless --offline
 * @error: (optional): CABINET_ERROR_INPUT if --account names none, UNSUPPORTED if it names a guest
 *
 * Guests are left out: they have nothing but a conversation.
 *
 * Returns: (transfer full) (nullable) (element-type CliReading): the accounts, with what their refresh ended
 *   with
 */
GPtrArray *
cli_read_accounts (Cli *cli, const CliReader *reader, GError **error)
{
  g_autoptr (GPtrArray) accounts = cli_list_accounts (cli, FALSE, error);
  g_autoptr (GPtrArray) readings = NULL;

  if (accounts == NULL)
    return NULL;
  readings = g_ptr_array_new_with_free_func (reading_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      CliReading *reading;

      if (cabinet_account_get_guest (account) && cli->account != NULL)
        {
          cabinet_set_error (error, CABINET_ERROR_UNSUPPORTED, "not-for-guests", "%s",
                             _ ("A guest has no contract, only a conversation; see cabinetctl chat"));
          return NULL;
        }
      if (cabinet_account_get_guest (account))
        continue;
      reading = g_new0 (CliReading, 1);
      reading->account = g_object_ref (account);
      g_ptr_array_add (readings, reading);
    }
  if (!cli->offline)
    refresh (cli, readings, reader);
  return g_steal_pointer (&readings);
}

/**
 * cli_readings_to_exit:
 * @cli: the command's context
 * @readings: (element-type CliReading): what was read
 *
 * Says on standard error what could not be refreshed.
 *
 * Returns: the first failure's exit code
 */
CliExit
cli_readings_to_exit (Cli *cli, GPtrArray *readings)
{
  CliExit first = CLI_DONE;

  for (guint i = 0; i < readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (readings, i);
      g_autofree char *words = NULL;

      if (reading->error == NULL)
        continue;
      if (first == CLI_DONE)
        {
          first = cli_error_to_exit (reading->error);
          if (cli->json)
            cli_print_error (cli, reading->error);
        }
      words = cabinet_account_dup_error_words (reading->account);
      if (!cli->json)
        fprintf (stderr, "cabinetctl: %s: %s\n", cabinet_account_get_id (reading->account),
                 words != NULL ? words : reading->error->message);
    }
  return first;
}

/* @capability NULL or not read yet, or nobody knows: yes. */
static gboolean
may_have (CabinetAccount *account, const char *capability)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);
  guint n = list != NULL ? cabinet_list_length (list->capabilities) : 0;

  for (guint i = 0; i < n; i++)
    {
      CabinetCapability *each = cabinet_list_get (list->capabilities, i);

      if (g_strcmp0 (each->name, capability) == 0)
        return each->answer == CABINET_CAPABILITY_ANSWER_YES
               || each->answer == CABINET_CAPABILITY_ANSWER_UNKNOWN;
    }
  return list == NULL;
}

/**
 * cli_read_with:
 * @cli: the command's context
 * @capability: what a contract must have
 * @reader: reads it, unless --offline
 * @error: (optional): CABINET_ERROR_INPUT if --account names none
 *
 * Returns: (transfer full) (nullable) (element-type CliReading): the accounts, with what their reading ended
 *   with
 */
GPtrArray *
cli_read_with (Cli *cli, const char *capability, const CliReader *reader, GError **error)
{
  g_autoptr (GPtrArray) accounts = cli_list_accounts (cli, FALSE, error);
  g_autoptr (GPtrArray) readings = NULL;

  if (accounts == NULL)
    return NULL;
  readings = g_ptr_array_new_with_free_func (reading_free);
  for (guint i = 0; i < accounts->len; i++)
    {
      CabinetAccount *account = g_ptr_array_index (accounts, i);
      CliReading *reading;

      if (cli->account == NULL && !may_have (account, capability))
        continue;
      reading = g_new0 (CliReading, 1);
      reading->account = g_object_ref (account);
      g_ptr_array_add (readings, reading);
    }
  if (!cli->offline)
    refresh (cli, readings, reader);
  return g_steal_pointer (&readings);
}

/**
 * cli_choose_account:
 * @cli: the command's context
 * @error: (optional): CABINET_ERROR_INPUT if it is not clear which is meant
 *
 * Returns: (transfer full) (nullable): the contract that --account names, or the only one
 */
CabinetAccount *
cli_choose_account (Cli *cli, GError **error)
{
  g_autoptr (GPtrArray) accounts = cli_list_accounts (cli, FALSE, error);

  if (accounts == NULL)
    return NULL;
  if (accounts->len == 1)
    return g_object_ref (g_ptr_array_index (accounts, 0));
  g_propagate_error (error, cli_usage_error ("%s", accounts->len == 0
                                                     ? _ ("There is no contract yet; see account add")
                                                     : _ ("There are several contracts: say which with "
                                                          "--account")));
  return NULL;
}
