/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-plan.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static const char *
period_word (CabinetFeePeriod period)
{
  return period == CABINET_FEE_PERIOD_DAY ? "day" : period == CABINET_FEE_PERIOD_ONCE ? "once" : "month";
}

static void
add_tariff (CliArray *array, CabinetAccount *account, CabinetTariff *tariff)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean available = tariff->available == CABINET_CAPABILITY_ANSWER_YES;

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "id", tariff->id);
  cli_json_string (builder, "name", tariff->title);
  cli_json_money (builder, "fee", &tariff->fee, CABINET_ROUND_HALF_AWAY);
  cli_json_string (builder, "period", period_word (tariff->period));
  json_builder_set_member_name (builder, "speed_mbps");
  if (tariff->down_mbps > 0)
    json_builder_add_int_value (builder, tariff->down_mbps);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "current");
  json_builder_add_boolean_value (builder, tariff->current);
  json_builder_set_member_name (builder, "available");
  json_builder_add_boolean_value (builder, available);
  cli_json_string (builder, "reason", available ? NULL : tariff->reason);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_row (const char *id, const char *title, const char *price, const char *state, const char *reason)
{
  g_autofree char *first = cli_pad (id, 16);
  g_autofree char *second = cli_pad (title, 34);
  g_autofree char *third = cli_pad (price, 22);

  g_print ("  %s %s %s %s%s%s\n", first, second, third, state, reason != NULL ? ": " : "",
           reason != NULL ? reason : "");
}

static void
print_tariff (CabinetTariff *tariff)
{
  g_autofree char *price = cabinet_tariff_dup_price_words (tariff);
  gboolean available = tariff->available == CABINET_CAPABILITY_ANSWER_YES;

  if (tariff->current)
    print_row (tariff->id, tariff->title, price, C_ ("tariff", "yours"), NULL);
  else
    print_row (tariff->id, tariff->title, price,
               available ? C_ ("tariff", "available") : C_ ("tariff", "not available"),
               available ? NULL : tariff->reason);
}

static const char *
state_word (CabinetServiceState state)
{
  switch (state)
    {
    case CABINET_SERVICE_STATE_ON:
      return "on";
    case CABINET_SERVICE_STATE_PENDING_ON:
    case CABINET_SERVICE_STATE_PENDING_OFF:
      return "pending";
    case CABINET_SERVICE_STATE_SUSPENDED:
    case CABINET_SERVICE_STATE_BLOCKED:
      return "suspended";
    case CABINET_SERVICE_STATE_OFF:
    case CABINET_SERVICE_STATE_UNKNOWN:
    default:
      return "off";
    }
}

static void
add_service (CliArray *array, CabinetAccount *account, CabinetService *service)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean switchable = service->switchable == CABINET_CAPABILITY_ANSWER_YES;

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "id", service->id);
  cli_json_string (builder, "name", service->title);
  cli_json_string (builder, "kind", cabinet_enum_to_nick (CABINET_TYPE_SERVICE_KIND, service->kind));
  cli_json_money (builder, "fee", &service->fee, CABINET_ROUND_HALF_AWAY);
  cli_json_string (builder, "period", period_word (service->period));
  cli_json_string (builder, "state", state_word (service->state));
  cli_json_date (builder, "since", service->since);
  cli_json_date (builder, "until", service->until);
  json_builder_set_member_name (builder, "switchable");
  json_builder_add_boolean_value (builder, switchable);
  cli_json_string (builder, "reason", switchable ? NULL : service->reason);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_service (CabinetService *service)
{
  g_autofree char *price = cabinet_service_dup_price_words (service);
  g_autofree char *state = cabinet_service_dup_state_words (service);

  print_row (service->id, service->title, price, state, NULL);
}

static void
print_head (CabinetAccount *account)
{
  CabinetPlan *plan = cabinet_account_get_plan (account);
  g_autofree char *pending = cabinet_plan_dup_pending_words (plan);
  g_autofree char *unconfirmed = cabinet_plan_dup_unconfirmed_words (plan);
  g_auto (GStrv) lines = pending != NULL ? g_strsplit (pending, "\n", -1) : NULL;

  g_print ("%s (%s)\n", cabinet_account_get_display_name (account), cabinet_account_get_id (account));
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    g_print ("  %s\n", lines[i]);
  if (unconfirmed != NULL)
    g_print ("  %s\n", unconfirmed);
}

static void
show (Cli *cli, CliArray *array, CabinetAccount *account, gboolean services)
{
  CabinetPlan *plan = cabinet_account_get_plan (account);
  GListModel *list = services ? cabinet_plan_get_services (plan) : cabinet_plan_get_tariffs (plan);

  if (!cli->json)
    print_head (account);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      gpointer each = cabinet_list_get (list, i);

      if (services && cli->json)
        add_service (array, account, each);
      else if (services)
        print_service (each);
      else if (cli->json)
        add_tariff (array, account, each);
      else
        print_tariff (each);
    }
}

static int
run (Cli *cli, char **arguments, gboolean services, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_with (cli, services ? "services" : "tariffs", &cli_plan_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < readings->len; i++)
    show (cli, &array, ((CliReading *) g_ptr_array_index (readings, i))->account, services);
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

static int
run_tariffs (Cli *cli, char **arguments, GError **error)
{
  return run (cli, arguments, FALSE, error);
}

static int
run_services (Cli *cli, char **arguments, GError **error)
{
  return run (cli, arguments, TRUE, error);
}

const CliCommand cli_command_tariffs = {
  "tariffs", "", N_ ("Show the tariffs, and which can be changed to"), TRUE, NULL, run_tariffs,
};

const CliCommand cli_command_services = {
  "services", "", N_ ("Show the services, and which can be switched"), TRUE, NULL, run_services,
};
