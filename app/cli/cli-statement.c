/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-export-rows.h"
#include "cabinet-whole-file.h"
#include "cli-statement-group.h"
#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *opt_from;
static char *opt_to;
static char *opt_kind;
static char *opt_search;
static int opt_limit = G_MAXINT;
static char *opt_group;
static char *opt_format;
static char *opt_output;
static gboolean opt_force;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &opt_from, N_ ("The first day"), N_ ("YYYY-MM-DD") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &opt_to, N_ ("The last day"), N_ ("YYYY-MM-DD") },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &opt_kind, N_ ("charge, payment, refund or correction"), N_ ("KIND") },
  { "search", 0, 0, G_OPTION_ARG_STRING, &opt_search, N_ ("Words that must occur"), N_ ("TEXT") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &opt_limit, N_ ("At most so many operations (all)"), N_ ("N") },
  { "group", 0, 0, G_OPTION_ARG_STRING, &opt_group, N_ ("Only sums, by month or by service"), N_ ("WORD") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format,
    N_ ("table, json, csv, csv-local, pdf, ofx, qif or ics"), N_ ("FORMAT") },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &opt_output, N_ ("Write to a file"), N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &opt_force, N_ ("Overwrite the file"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* What the terminal writes itself, or a format that the window has too. */
typedef struct
{
  gboolean table;
  gboolean json;
  CabinetExportFormat file;
} Format;

static gboolean
parse_date (const char *text, CabinetDate *date, GError **error)
{
  *date = CABINET_DATE_NONE;
  if (text == NULL || cabinet_date_parse (text, date))
    return TRUE;
  g_propagate_error (error, cli_usage_error (_ ("“%s” is not a date like 2026-11-21"), text));
  return FALSE;
}

static gboolean
parse_range (CabinetDate *from, CabinetDate *to, GError **error)
{
  const char *wrong = NULL;

  if (!parse_date (opt_from, from, error) || !parse_date (opt_to, to, error))
    return FALSE;
  if (*from != CABINET_DATE_NONE && *to != CABINET_DATE_NONE && *from > *to)
    wrong = _ ("--from is later than --to");
  else if (opt_limit < 0)
    wrong = _ ("--limit cannot be negative");
  if (wrong == NULL)
    return TRUE;
  g_propagate_error (error, cli_usage_error ("%s", wrong));
  return FALSE;
}

static gboolean
parse_kind (CabinetOperationKind *kind, GError **error)
{
  *kind = CABINET_OPERATION_KIND_UNKNOWN;
  if (opt_kind == NULL)
    return TRUE;
  *kind = cabinet_enum_from_nick (CABINET_TYPE_OPERATION_KIND, opt_kind);
  if (*kind != CABINET_OPERATION_KIND_UNKNOWN)
    return TRUE;
  g_propagate_error (error, cli_usage_error (_ ("“%s” is not a kind of operation"), opt_kind));
  return FALSE;
}

static gboolean
parse_format (Cli *cli, Format *format, GError **error)
{
  *format = (Format){ .table = !cli->json, .json = cli->json };
  if (opt_format == NULL)
    return TRUE;
  *format = (Format){ .table = g_str_equal (opt_format, "table"), .json = g_str_equal (opt_format, "json") };
  if (format->table || format->json)
    return TRUE;
  format->file = cabinet_enum_from_nick (CABINET_TYPE_EXPORT_FORMAT, opt_format);
  if (format->file != CABINET_EXPORT_UNKNOWN)
    return TRUE;
  g_propagate_error (
    error, cli_usage_error (_ ("“%s” is not a format: table, json, csv, csv-local, pdf, ofx, qif or ics"),
                            opt_format));
  return FALSE;
}

static gboolean
parse_group (const Format *format, CliGrouping *grouping, GError **error)
{
  const char *wrong = NULL;

  *grouping = CLI_GROUP_NONE;
  if (opt_group == NULL)
    return TRUE;
  if (g_str_equal (opt_group, "month"))
    *grouping = CLI_GROUP_MONTH;
  else if (g_str_equal (opt_group, "service"))
    *grouping = CLI_GROUP_SERVICE;
  else
    wrong = _ ("--group takes month or service");
  if (wrong == NULL && format->file != CABINET_EXPORT_UNKNOWN)
    wrong = _ ("--group goes with the formats table and json only");
  if (wrong == NULL)
    return TRUE;
  g_propagate_error (error, cli_usage_error ("%s", wrong));
  return FALSE;
}

static CabinetExport *
make_export (GPtrArray *readings, CabinetDate from, CabinetDate to, CabinetOperationKind kind)
{
  CabinetExport *export = cabinet_export_new ();

  for (guint i = 0; i < readings->len; i++)
    {
      CliReading *reading = g_ptr_array_index (readings, i);
      g_autoptr (CabinetStatement) statement = cabinet_statement_new (reading->account);

      cabinet_statement_set_period (statement, from, to);
      cabinet_statement_set_kind (statement, kind);
      cabinet_statement_set_text (statement, opt_search);
      cabinet_export_add (export, statement);
    }
  cabinet_export_set_limit (export, opt_limit);
  return export;
}

static void
write_json (CliArray *array,
            JsonBuilder *builder,
            const CabinetExportContract *contract,
            CabinetOperation *operation)
{
  json_builder_begin_object (builder);
  cli_json_string (builder, "id", operation->id);
  cli_json_string (builder, "account", contract->account);
  cli_json_date (builder, "date", operation->date);
  cli_json_string (builder, "kind", cabinet_export_get_kind_word (operation));
  cli_json_money (builder, "amount", &operation->amount, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "balance_after", &operation->balance_after, CABINET_ROUND_HALF_AWAY);
  cli_json_string (builder, "title", operation->title);
  cli_json_string (builder, "service", operation->service);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
write_table_row (FILE *file,
                 const CabinetExportContract *contract,
                 CabinetOperation *operation,
                 gboolean several)
{
  g_autofree char *date = cabinet_date_to_iso (operation->date);
  g_autofree char *amount =
    cabinet_money_format (&operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *balance =
    cabinet_money_is_set (&operation->balance_after)
      ? cabinet_money_format (&operation->balance_after, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN)
      : g_strdup ("");
  g_autofree char *amount_cell = cli_pad (amount, -14);
  g_autofree char *balance_cell = cli_pad (balance, -14);
  g_autofree char *account = several ? cli_pad (contract->account, 24) : NULL;

  fprintf (file, "%s%s%s %s %s  %s%s%s%s\n", several ? account : "", several ? " " : "", date, amount_cell,
           balance_cell, operation->title, operation->service != NULL ? " (" : "",
           operation->service != NULL ? operation->service : "", operation->service != NULL ? ")" : "");
}

static gboolean
write_rows (FILE *file, CabinetExportRows *rows, gboolean json, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CabinetOperation *operation;
  GError *failure = NULL;
  CliArray array;
  guint contract;

  if (json)
    cli_array_begin (&array, file, FALSE);
  while ((operation = cabinet_export_rows_next (rows, &contract, &failure)) != NULL)
    if (json)
      write_json (&array, builder, cabinet_export_rows_get_contract (rows, contract), operation);
    else
      write_table_row (file, cabinet_export_rows_get_contract (rows, contract), operation,
                       cabinet_export_rows_get_n_contracts (rows) > 1);
  if (json)
    cli_array_end (&array);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

typedef struct
{
  Format format;
  CliGrouping grouping;
  CabinetExport *export;
} Output;

static gboolean
write_output (FILE *file, gpointer data, GError **error)
{
  Output *output = data;
  g_autoptr (CabinetExportRows) rows = NULL;

  if (output->format.file != CABINET_EXPORT_UNKNOWN)
    return cabinet_export_write (output->export, output->format.file, file, error);
  rows = cabinet_export_open (output->export, error);
  if (rows == NULL || (opt_output != NULL && !cabinet_export_rows_verify (rows, error)))
    return FALSE;
  if (output->grouping != CLI_GROUP_NONE
        ? !cli_write_groups (file, rows, output->grouping, output->format.json, error)
        : !write_rows (file, rows, output->format.json, error))
    return FALSE;
  /* A file is right as a whole or not made; here what there is was printed before damage is named. */
  return opt_output != NULL || cabinet_export_rows_verify_shown (rows, error);
}

static int
run_statement (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (CabinetExport) export = NULL;
  CabinetOperationKind kind;
  CabinetDate from, to;
  Output output = { 0 };

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  if (!parse_range (&from, &to, error) || !parse_kind (&kind, error)
      || !parse_format (cli, &output.format, error) || !parse_group (&output.format, &output.grouping, error))
    return CLI_USAGE;
  /* Said before the providers are waited for. */
  if (opt_output != NULL && !cli_may_write (opt_output, opt_force, error))
    return CLI_USAGE;
  readings = cli_read_accounts (cli, &cli_account_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  export = make_export (readings, from, to, kind);
  output.export = export;
  if (opt_output == NULL
        ? !write_output (stdout, &output, error)
        : !cabinet_write_whole_file (opt_output, opt_force, 0666, write_output, &output, error))
    return CLI_STORAGE;
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_statement = {
  "statement", "", N_ ("Show operations, newest first"), TRUE, options, run_statement,
};
