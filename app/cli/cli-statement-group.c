/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli-statement-group.h"

#include <glib/gi18n-lib.h>

static void
write_json (CliArray *array,
            const CabinetExportContract *contract,
            CliGrouping grouping,
            const CabinetExportGroup *group)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetMoney amount = cabinet_money (group->charged.micros + group->credited.micros, contract->currency);

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", contract->account);
  cli_json_string (builder, grouping == CLI_GROUP_MONTH ? "month" : "service", group->name);
  json_builder_set_member_name (builder, "count");
  json_builder_add_int_value (builder, group->count);
  cli_json_money (builder, "charged", &group->charged, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "credited", &group->credited, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "amount", &amount, CABINET_ROUND_HALF_AWAY);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static char *
dup_cell (const CabinetMoney *money)
{
  g_autofree char *words = cabinet_money_format (money, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);

  return cli_pad (words, -16);
}

static void
write_table (FILE *file,
             const CabinetExportContract *contract,
             const CabinetExportGroup *group,
             gboolean several)
{
  g_autofree char *charged = dup_cell (&group->charged);
  g_autofree char *credited = dup_cell (&group->credited);
  g_autofree char *number = g_strdup_printf ("%u", group->count);
  g_autofree char *count = cli_pad (number, -7);
  g_autofree char *account = several ? cli_pad (contract->account, 24) : NULL;

  fprintf (file, "%s%s%s %s %s  %s\n", several ? account : "", several ? " " : "", count, charged, credited,
           group->name != NULL ? group->name : _ ("without a service"));
}

/**
 * cli_write_groups:
 * @file: where to
 * @rows: operations
 * @grouping: by what
 * @json: or as a table
 * @error: (optional): CABINET_ERROR_STORAGE
 *
 * Writes what the operations of each group add up to, contract after contract.
 */
gboolean
cli_write_groups (FILE *file, CabinetExportRows *rows, CliGrouping grouping, gboolean json, GError **error)
{
  CabinetExportGrouping by =
    grouping == CLI_GROUP_MONTH ? CABINET_EXPORT_BY_MONTH : CABINET_EXPORT_BY_SERVICE;
  guint n = cabinet_export_rows_get_n_contracts (rows);
  CliArray array;

  if (json)
    cli_array_begin (&array, file, FALSE);
  for (guint contract = 0; contract < n; contract++)
    {
      g_autoptr (GPtrArray) groups = cabinet_export_rows_dup_groups (rows, contract, by, error);

      if (groups == NULL)
        return FALSE;
      for (guint i = 0; i < groups->len; i++)
        if (json)
          write_json (&array, cabinet_export_rows_get_contract (rows, contract), grouping,
                      g_ptr_array_index (groups, i));
        else
          write_table (file, cabinet_export_rows_get_contract (rows, contract), g_ptr_array_index (groups, i),
                       n > 1);
    }
  if (json)
    cli_array_end (&array);
  return TRUE;
}
