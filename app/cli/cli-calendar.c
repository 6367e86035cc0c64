/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-calendar.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_json (CliArray *array, CabinetAccount *account, const CabinetCalendarEntry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_date (builder, "date", entry->date);
  cli_json_date (builder, "until", entry->until);
  cli_json_string (builder, "kind", cabinet_enum_to_nick (CABINET_TYPE_CALENDAR_KIND, entry->kind));
  cli_json_string (builder, "title", entry->title);
  cli_json_money (builder, "amount", &entry->amount, CABINET_ROUND_HALF_AWAY);
  cli_json_instant (builder, "starts_at", entry->starts_at);
  cli_json_instant (builder, "ends_at", entry->ends_at);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static char *
dup_time (CabinetAccount *account, const CabinetCalendarEntry *entry)
{
  GTimeZone *zone = cabinet_account_get_zone (account);
  g_autofree char *from =
    entry->starts_at != 0 ? cabinet_instant_format_clock (entry->starts_at, zone) : NULL;
  g_autofree char *to = entry->ends_at != 0 ? cabinet_instant_format_clock (entry->ends_at, zone) : NULL;
  g_autofree char *until = entry->until > entry->date ? cabinet_date_to_iso (entry->until) : NULL;

  if (from == NULL)
    return until != NULL ? g_strconcat (" – ", until, NULL) : g_strdup ("");
  return g_strconcat (" ", from, to != NULL ? " – " : "", until != NULL ? until : "",
                      until != NULL ? " " : "", to, NULL);
}

static void
print_entry (CabinetAccount *account, const CabinetCalendarEntry *entry, gboolean several)
{
  g_autofree char *date = cabinet_date_to_iso (entry->date);
  g_autofree char *time = dup_time (account, entry);
  g_autofree char *amount =
    cabinet_money_is_set (&entry->amount)
      ? cabinet_money_format (&entry->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED)
      : g_strdup ("");
  g_autofree char *cell = cli_pad (amount, -14);
  g_autofree char *id = several ? cli_pad (cabinet_account_get_id (account), 24) : NULL;

  g_print ("%s%s%s %s  %s%s\n", several ? id : "", several ? " " : "", date, cell, entry->title, time);
}

/* A contract that cannot tell of @others has its charges all the same, and what fails with the overview is
 * told once. */
static void
take_failures (GPtrArray *readings, GPtrArray *others)
{
  for (guint i = 0; i < readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (readings, i);

      for (guint k = 0; k < others->len && reading->error == NULL; k++)
        {
          CliReading *other = g_ptr_array_index (others, k);

          if (other->account == reading->account
              && !g_error_matches (other->error, CABINET_ERROR, CABINET_ERROR_UNSUPPORTED))
            reading->error = g_steal_pointer (&other->error);
        }
    }
}

static int
run_calendar (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_autoptr (GPtrArray) plans = NULL;
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_accounts (cli, &cli_overview_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  notices = cli_read_with (cli, "notices", &cli_notices_reader, NULL);
  plans = cli_read_with (cli, "tariffs", &cli_plan_reader, NULL);
  take_failures (readings, notices);
  take_failures (readings, plans);
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (readings, i);
      g_autoptr (GPtrArray) entries = NULL;

      entries = cabinet_account_list_calendar (reading->account);
      for (guint k = 0; k < entries->len; k++)
        if (cli->json)
          add_json (&array, reading->account, g_ptr_array_index (entries, k));
        else
          print_entry (reading->account, g_ptr_array_index (entries, k), readings->len > 1);
    }
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_calendar = {
  "calendar", "", N_ ("Show known charges, changes and works by day"), TRUE, NULL, run_calendar,
};
