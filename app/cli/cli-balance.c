/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-charging.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_balances (JsonBuilder *builder, CabinetOverview *overview)
{
  guint n = overview != NULL ? cabinet_list_length (overview->balances) : 0;

  json_builder_set_member_name (builder, "balances");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "kind", cabinet_enum_to_nick (CABINET_TYPE_BALANCE_KIND, balance->kind));
      cli_json_string (builder, "name", balance->label);
      cli_json_money (builder, "amount", &balance->amount, CABINET_ROUND_DOWN);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_bonus (JsonBuilder *builder, CabinetOverview *overview)
{
  guint n = overview != NULL ? cabinet_list_length (overview->balances) : 0;

  json_builder_set_member_name (builder, "bonus");
  for (guint i = 0; i < n; i++)
    {
      CabinetBalance *balance = cabinet_list_get (overview->balances, i);

      if (balance->kind != CABINET_BALANCE_KIND_BONUS)
        continue;
      json_builder_add_int_value (builder, balance->points);
      return;
    }
  json_builder_add_null_value (builder);
}

static void
add_due (JsonBuilder *builder, CabinetDue *due, CabinetDate today)
{
  json_builder_set_member_name (builder, "due");
  if (due == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  cli_json_money (builder, "amount", &due->amount, CABINET_ROUND_UP);
  cli_json_date (builder, "by", due->by);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    {
      CabinetDuePart *part = cabinet_list_get (due->parts, i);
      g_autofree char *label = cabinet_due_part_dup_label (part, today);

      json_builder_begin_object (builder);
      cli_json_string (builder, "label", label);
      cli_json_money (builder, "amount", &part->amount, CABINET_ROUND_HALF_AWAY);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_state (JsonBuilder *builder, CabinetOverview *overview)
{
  CabinetLine *line = overview != NULL ? overview->line : NULL;

  cli_json_string (
    builder, "state",
    cabinet_enum_to_nick (CABINET_TYPE_LINE_STATE, line != NULL ? line->state : CABINET_LINE_STATE_UNKNOWN));
  cli_json_string (builder, "state_reason", line != NULL ? line->reason : NULL);
}

static gboolean
is_stale (Cli *cli, CliReading *reading)
{
  /* What was not asked for now is not confirmed now. */
  return cli->offline || reading->error != NULL || cabinet_account_get_stale (reading->account);
}

static void
add_json (CliArray *array, JsonBuilder *builder, Cli *cli, CliReading *reading)
{
  CabinetAccount *account = reading->account;
  CabinetOverview *overview = cabinet_account_get_overview (account);
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  CabinetForecast *forecast = cabinet_account_get_forecast (account);

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "provider", cabinet_account_get_provider (account));
  cli_json_string (builder, "contract", cabinet_account_get_contract (account)->number);
  cli_json_string (builder, "label", cabinet_account_get_label (account));
  cli_json_money (builder, "balance", balance != NULL ? &balance->amount : NULL, CABINET_ROUND_DOWN);
  cli_json_money (builder, "credit", balance != NULL ? &balance->credit : NULL, CABINET_ROUND_DOWN);
  add_balances (builder, overview);
  add_state (builder, overview);
  cli_json_instant (builder, "as_of", overview != NULL ? overview->as_of : 0);
  json_builder_set_member_name (builder, "stale");
  json_builder_add_boolean_value (builder, is_stale (cli, reading));
  add_due (builder, cabinet_account_get_due (account), cabinet_account_get_today (account));
  cli_json_date (builder, "runs_out_on", forecast != NULL ? forecast->runs_out_on : CABINET_DATE_NONE);
  add_bonus (builder, overview);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_due (CabinetAccount *account)
{
  CabinetDue *due = cabinet_account_get_due (account);
  CabinetDate today = cabinet_account_get_today (account);

  if (due == NULL || due->amount.micros == 0)
    return;
  for (guint i = 0; i < cabinet_list_length (due->parts); i++)
    {
      CabinetDuePart *part = cabinet_list_get (due->parts, i);
      g_autofree char *label = cabinet_due_part_dup_label (part, today);
      g_autofree char *padded = cli_pad (label, 40);
      g_autofree char *amount =
        cabinet_money_format (&part->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN);
      g_autofree char *right = cli_pad (amount, -14);

      g_print ("    %s %s\n", padded, right);
    }
  {
    g_autofree char *amount = cabinet_money_format (&due->amount, CABINET_ROUND_UP, CABINET_MONEY_PLAIN);
    g_autofree char *right = cli_pad (amount, -14);
    g_autofree char *label = cli_pad (_ ("To pay"), 40);

    g_print ("    %s %s\n", label, right);
  }
}

/* What run-out date and sum to pay count with already. */
static void
print_pending (CabinetAccount *account)
{
  g_autofree char *words = cabinet_account_dup_pending_words (account);
  g_auto (GStrv) lines = words != NULL ? g_strsplit (words, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    g_print ("  %s\n", lines[i]);
}

static void
print_text (CliReading *reading)
{
  CabinetAccount *account = reading->account;
  CabinetBalance *balance = cabinet_account_get_main_balance (account);
  g_autofree char *number = cabinet_account_dup_number_words (account);
  g_autofree char *read = cabinet_account_dup_read_words (account);
  g_autofree char *state = cabinet_account_dup_state_words (account);
  g_autofree char *lasts = cabinet_account_dup_run_out_words (account);
  g_autofree char *amount =
    balance != NULL ? cabinet_money_format (&balance->amount, CABINET_ROUND_DOWN, CABINET_MONEY_PLAIN)
                    : g_strdup ("—");

  g_print ("%s (%s, %s)%s\n", cabinet_account_get_display_name (account), number,
           cabinet_account_get_id (account), cabinet_account_get_demo (account) ? _ (" DEMO") : "");
  g_print ("  %s · %s · %s · %s\n", amount, state, lasts, read);
  print_pending (account);
  print_due (account);
}

static int
run_balance (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_accounts (cli, &cli_overview_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, cli->account != NULL);
  for (guint i = 0; i < readings->len; i++)
    {
      if (cli->json)
        add_json (&array, builder, cli, g_ptr_array_index (readings, i));
      else
        print_text (g_ptr_array_index (readings, i));
    }
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_balance = {
  "balance", "", N_ ("Show balance, state, the sum to pay and how it adds up"), TRUE, NULL, run_balance,
};
