/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli-statement-group.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* Operations of one month, or of one service. */
typedef struct
{
  char *name; /* "2026-11", or the title of the service; NULL = without a service */
  guint count;
  gint64 charged;
  gint64 credited;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->name);
  g_free (group);
}

static char *
dup_name (CliGrouping grouping, CabinetOperation *operation)
{
  char *name;

  if (grouping == CLI_GROUP_SERVICE)
    return g_strdup (operation->service);
  name = cabinet_date_to_iso (operation->date);
  name[strlen ("2026-11")] = '\0';
  return name;
}

static void
add (GPtrArray *groups, GHashTable *by_name, CliGrouping grouping, CabinetOperation *operation)
{
  g_autofree char *name = dup_name (grouping, operation);
  Group *group = g_hash_table_lookup (by_name, name != NULL ? name : "");

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->name = g_steal_pointer (&name);
      g_ptr_array_add (groups, group);
      g_hash_table_insert (by_name, group->name != NULL ? group->name : (char *) "", group);
    }
  group->count++;
  group->charged += MIN (operation->amount.micros, 0);
  group->credited += MAX (operation->amount.micros, 0);
}

static int
compare_charged (gconstpointer a, gconstpointer b)
{
  const Group *one = *(Group *const *) a;
  const Group *other = *(Group *const *) b;

  if (one->charged != other->charged)
    return one->charged < other->charged ? -1 : 1;
  return g_strcmp0 (one->name, other->name);
}

/* Months as they come, newest first; services by what they cost. NULL with @error: storage. */
static GPtrArray *
collect (CabinetExportRows *rows, guint contract, CliGrouping grouping, GError **error)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cabinet_export_rows_get_count (rows, contract); i++)
    {
      CabinetOperation *operation = cabinet_export_rows_get (rows, contract, i, error);

      if (operation == NULL)
        return NULL;
      add (groups, by_name, grouping, operation);
    }
  if (grouping == CLI_GROUP_SERVICE)
    g_ptr_array_sort (groups, compare_charged);
  return g_steal_pointer (&groups);
}

static void
write_json (CliArray *array, const CabinetExportContract *contract, CliGrouping grouping, const Group *group)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetMoney charged = cabinet_money (group->charged, contract->currency);
  CabinetMoney credited = cabinet_money (group->credited, contract->currency);
  CabinetMoney amount = cabinet_money (group->charged + group->credited, contract->currency);

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", contract->account);
  cli_json_string (builder, grouping == CLI_GROUP_MONTH ? "month" : "service", group->name);
  json_builder_set_member_name (builder, "count");
  json_builder_add_int_value (builder, group->count);
  cli_json_money (builder, "charged", &charged, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "credited", &credited, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "amount", &amount, CABINET_ROUND_HALF_AWAY);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static char *
dup_cell (gint64 micros, const char *currency)
{
  CabinetMoney money = cabinet_money (micros, currency);
  g_autofree char *words = cabinet_money_format (&money, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);

  return cli_pad (words, -16);
}

static void
write_table (FILE *file, const CabinetExportContract *contract, const Group *group, gboolean several)
{
  g_autofree char *charged = dup_cell (group->charged, contract->currency);
  g_autofree char *credited = dup_cell (group->credited, contract->currency);
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
  guint n = cabinet_export_rows_get_n_contracts (rows);
  CliArray array;

  if (json)
    cli_array_begin (&array, file, FALSE);
  for (guint contract = 0; contract < n; contract++)
    {
      g_autoptr (GPtrArray) groups = collect (rows, contract, grouping, error);

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
