/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-statement.h"
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef enum
{
  FORMAT_TABLE,
  FORMAT_JSON,
  FORMAT_CSV,
  FORMAT_CSV_LOCAL,
} Format;

static char *opt_from;
static char *opt_to;
static char *opt_kind;
static char *opt_search;
static int opt_limit = G_MAXINT;
static char *opt_format;
static char *opt_output;
static gboolean opt_force;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &opt_from, N_ ("The first day"), N_ ("YYYY-MM-DD") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &opt_to, N_ ("The last day"), N_ ("YYYY-MM-DD") },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &opt_kind, N_ ("charge, payment, refund or correction"), N_ ("KIND") },
  { "search", 0, 0, G_OPTION_ARG_STRING, &opt_search, N_ ("Words that must occur"), N_ ("TEXT") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &opt_limit, N_ ("At most so many operations (all)"), N_ ("N") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format, N_ ("table, json, csv or csv-local"), N_ ("FORMAT") },
  { "output", 0, 0, G_OPTION_ARG_FILENAME, &opt_output, N_ ("Write to a file"), N_ ("FILE") },
  { "force", 0, 0, G_OPTION_ARG_NONE, &opt_force, N_ ("Overwrite the file"), NULL },
  G_OPTION_ENTRY_NULL,
};

/* Statements of several contracts, merged as they are written. */
typedef struct
{
  CabinetAccount *account;
  CabinetStatement *statement;
  guint position;
  CabinetStatementRow *row; /* the next one; NULL = no more */
} Source;

static void
source_free (gpointer data)
{
  Source *self = data;

  g_clear_object (&self->row);
  g_clear_object (&self->statement);
  g_clear_object (&self->account);
  g_free (self);
}

static void
source_advance (Source *self)
{
  g_clear_object (&self->row);
  self->row = g_list_model_get_item (G_LIST_MODEL (self->statement), self->position++);
}

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
  static const char *const names[] = { "table", "json", "csv", "csv-local" };

  *format = cli->json ? FORMAT_JSON : FORMAT_TABLE;
  if (opt_format == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], opt_format))
      {
        *format = i;
        return TRUE;
      }
  g_propagate_error (error,
                     cli_usage_error (_ ("“%s” is not a format: table, json, csv or csv-local"), opt_format));
  return FALSE;
}

static GPtrArray *
open_sources (GPtrArray *readings, CabinetDate from, CabinetDate to, CabinetOperationKind kind)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (source_free);

  for (guint i = 0; i < readings->len; i++)
    {
      Source *source = g_new0 (Source, 1);

      source->account = g_object_ref (((CliReading *) g_ptr_array_index (readings, i))->account);
      source->statement = cabinet_statement_new (source->account);
      cabinet_statement_set_months (source->statement, FALSE);
      cabinet_statement_set_period (source->statement, from, to);
      cabinet_statement_set_kind (source->statement, kind);
      cabinet_statement_set_text (source->statement, opt_search);
      source_advance (source);
      g_ptr_array_add (sources, source);
    }
  return sources;
}

/* The source whose next operation is the newest. */
static Source *
find_newest (GPtrArray *sources)
{
  Source *newest = NULL;

  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);
      CabinetOperation *a = source->row != NULL ? source->row->operation : NULL;
      CabinetOperation *b = newest != NULL ? newest->row->operation : NULL;

      if (a != NULL && (b == NULL || a->date > b->date || (a->date == b->date && a->at > b->at)))
        newest = source;
    }
  return newest;
}

static const char *
get_kind_word (CabinetOperation *operation)
{
  const char *word = cabinet_record_get_word (CABINET_RECORD (operation), "kind");

  if (operation->kind == CABINET_OPERATION_KIND_UNKNOWN && word != NULL)
    return word;
  return cabinet_enum_to_nick (CABINET_TYPE_OPERATION_KIND, operation->kind);
}

static void
write_json (CliArray *array, JsonBuilder *builder, Source *source)
{
  CabinetOperation *operation = source->row->operation;

  json_builder_begin_object (builder);
  cli_json_string (builder, "id", operation->id);
  cli_json_string (builder, "account", cabinet_account_get_id (source->account));
  cli_json_date (builder, "date", operation->date);
  cli_json_string (builder, "kind", get_kind_word (operation));
  cli_json_money (builder, "amount", &operation->amount, CABINET_ROUND_HALF_AWAY);
  cli_json_money (builder, "balance_after", &operation->balance_after, CABINET_ROUND_HALF_AWAY);
  cli_json_string (builder, "title", operation->title);
  cli_json_string (builder, "service", operation->service);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
write_csv (FILE *file, CliCsv csv, Source *source)
{
  CabinetOperation *operation = source->row->operation;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *date = cabinet_date_to_iso (operation->date);

  cli_csv_text (line, csv, operation->id);
  cli_csv_text (line, csv, cabinet_account_get_id (source->account));
  cli_csv_text (line, csv, date);
  cli_csv_text (line, csv, get_kind_word (operation));
  cli_csv_money (line, csv, &operation->amount);
  cli_csv_text (line, csv, operation->amount.currency);
  cli_csv_money (line, csv, &operation->balance_after);
  cli_csv_text (line, csv, operation->title);
  cli_csv_text (line, csv, operation->service);
  fprintf (file, "%s%s", line->str, csv == CLI_CSV_LOCAL ? "\r\n" : "\n");
}

static void
write_csv_head (FILE *file, CliCsv csv)
{
  static const char *const names[] = { "id",       "account",       "date",  "kind",   "amount",
                                       "currency", "balance_after", "title", "service" };
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    cli_csv_text (line, csv, names[i]);
  if (csv == CLI_CSV_LOCAL)
    fputs ("\xef\xbb\xbf", file);
  fprintf (file, "%s%s", line->str, csv == CLI_CSV_LOCAL ? "\r\n" : "\n");
}

static void
write_table_row (FILE *file, Source *source, gboolean several)
{
  CabinetOperation *operation = source->row->operation;
  g_autofree char *date = cabinet_date_to_iso (operation->date);
  g_autofree char *amount =
    cabinet_money_format (&operation->amount, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_SIGNED);
  g_autofree char *balance =
    cabinet_money_is_set (&operation->balance_after)
      ? cabinet_money_format (&operation->balance_after, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_PLAIN)
      : g_strdup ("");
  g_autofree char *amount_cell = cli_pad (amount, -14);
  g_autofree char *balance_cell = cli_pad (balance, -14);
  g_autofree char *account = several ? cli_pad (cabinet_account_get_id (source->account), 24) : NULL;

  fprintf (file, "%s%s%s %s %s  %s%s%s%s\n", several ? account : "", several ? " " : "", date, amount_cell,
           balance_cell, operation->title, operation->service != NULL ? " (" : "",
           operation->service != NULL ? operation->service : "", operation->service != NULL ? ")" : "");
}

static void
write_all (FILE *file, Format format, GPtrArray *sources)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;
  Source *source;

  if (format == FORMAT_JSON)
    cli_array_begin (&array, file, FALSE);
  else if (format != FORMAT_TABLE)
    write_csv_head (file, format == FORMAT_CSV ? CLI_CSV_PLAIN : CLI_CSV_LOCAL);
  for (int n = 0; n < opt_limit && (source = find_newest (sources)) != NULL; n++)
    {
      if (format == FORMAT_JSON)
        write_json (&array, builder, source);
      else if (format == FORMAT_TABLE)
        write_table_row (file, source, sources->len > 1);
      else
        write_csv (file, format == FORMAT_CSV ? CLI_CSV_PLAIN : CLI_CSV_LOCAL, source);
      source_advance (source);
    }
  if (format == FORMAT_JSON)
    cli_array_end (&array);
}

static gboolean
set_file_error (const char *path, int code, GError **error)
{
  cabinet_set_error (error, code == EEXIST ? CABINET_ERROR_INPUT : CABINET_ERROR_STORAGE, "output",
                     code == EEXIST ? _ ("%s is there already (%s); use --force to overwrite it")
                                    : _ ("%s could not be written: %s"),
                     path, g_strerror (code));
  return FALSE;
}

/* @failed: so far, with errno; closes @file. */
static gboolean
close_file (FILE *file, gboolean failed, const char *path, GError **error)
{
  int code = errno;

  if (fclose (file) != 0 && !failed)
    {
      failed = TRUE;
      code = errno;
    }
  return !failed || set_file_error (path, code, error);
}

/* What is there and is no file (a terminal, a pipe) is written to, not replaced. */
static gboolean
write_device (Format format, GPtrArray *sources, GError **error)
{
  FILE *file = g_fopen (opt_output, "we");

  if (file == NULL)
    return set_file_error (opt_output, errno, error);
  write_all (file, format, sources);
  return close_file (file, fflush (file) != 0 || ferror (file), opt_output, error);
}

/* Without --force a file that came meanwhile stays what it is. */
static gboolean
move_file (const char *part, GError **error)
{
  if (opt_force ? g_rename (part, opt_output) == 0 : link (part, opt_output) == 0)
    return TRUE;
  /* Some file systems know no links. */
  if (!opt_force && errno != EEXIST && g_rename (part, opt_output) == 0)
    return TRUE;
  return set_file_error (opt_output, errno, error);
}

/* A file appears whole or not at all. */
static gboolean
write_file (Format format, GPtrArray *sources, GError **error)
{
  g_autofree char *part = g_strconcat (opt_output, ".XXXXXX", NULL);
  gboolean done;
  FILE *file;
  int fd;

  if (opt_force && g_file_test (opt_output, G_FILE_TEST_EXISTS)
      && !g_file_test (opt_output, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR))
    return write_device (format, sources, error);
  fd = g_mkstemp_full (part, O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return set_file_error (opt_output, errno, error);
  file = fdopen (fd, "w");
  g_assert (file != NULL);
  write_all (file, format, sources);
  done = close_file (file, fflush (file) != 0 || ferror (file), opt_output, error) && move_file (part, error);
  g_unlink (part);
  return done;
}

static int
run_statement (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  CabinetOperationKind kind;
  CabinetDate from, to;
  Format format;

  if (arguments[0] != NULL)
    {
      g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[0]));
      return CLI_USAGE;
    }
  if (!parse_range (&from, &to, error) || !parse_kind (&kind, error) || !parse_format (cli, &format, error))
    return CLI_USAGE;
  /* Said before the providers are waited for. */
  if (opt_output != NULL && !opt_force && g_file_test (opt_output, G_FILE_TEST_EXISTS))
    {
      set_file_error (opt_output, EEXIST, error);
      return CLI_USAGE;
    }
  readings = cli_read_accounts (cli, CLI_REFRESH_ALL, error);
  if (readings == NULL)
    return CLI_USAGE;
  sources = open_sources (readings, from, to, kind);
  if (opt_output == NULL)
    write_all (stdout, format, sources);
  else if (!write_file (format, sources, error))
    return CLI_STORAGE;
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_statement = {
  "statement", "", N_ ("Show operations, newest first"), TRUE, options, run_statement,
};
