/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "cabinet-household.h"

G_BEGIN_DECLS

/* What a command ends with (cli.md). */
typedef enum
{
  CLI_DONE = 0,
  CLI_INTERNAL = 1,
  CLI_USAGE = 2,
  CLI_UNREACHABLE = 3,
  CLI_SIGN_IN = 4,
  CLI_REFUSED = 5,
  CLI_UNSUPPORTED = 6,
  CLI_PROTOCOL = 7,
  CLI_UNCONFIRMED = 8,
  CLI_STORAGE = 9,
} CliExit;

/* A cancellable that is cancelled after so many seconds; <= 0 = never. */
typedef struct
{
  GCancellable *cancellable;
  guint timer;
  int seconds;
} CliLimit;

/* What all commands share. */
typedef struct
{
  gboolean json;
  gboolean offline;
  int timeout; /* seconds; G_MININT = not given */
  char *account;
  CabinetHousehold *household; /* NULL for commands that need none */
  CliLimit limit;              /* of all that it reads; begins with the first */
} Cli;

typedef struct
{
  const char *name;      /* "account add" */
  const char *arguments; /* as shown by --help */
  const char *help;      /* not translated yet */
  gboolean needs_household;
  const GOptionEntry *options; /* nullable */
  int (*run) (Cli *cli, char **arguments, GError **error);
} CliCommand;

extern const CliCommand cli_command_providers;
extern const CliCommand cli_command_account_add;
extern const CliCommand cli_command_account_detect;
extern const CliCommand cli_command_account_list;
extern const CliCommand cli_command_account_label;
extern const CliCommand cli_command_account_hide;
extern const CliCommand cli_command_account_show;
extern const CliCommand cli_command_account_web_forms;
extern const CliCommand cli_command_account_remove;
extern const CliCommand cli_command_sync;
extern const CliCommand cli_command_balance;
extern const CliCommand cli_command_calendar;
extern const CliCommand cli_command_statement;
extern const CliCommand cli_command_chat;
extern const CliCommand cli_command_chat_send;
extern const CliCommand cli_command_news;
extern const CliCommand cli_command_tariffs;
extern const CliCommand cli_command_tariff_change;
extern const CliCommand cli_command_tariff_cancel;
extern const CliCommand cli_command_services;
extern const CliCommand cli_command_service_on;
extern const CliCommand cli_command_service_off;
extern const CliCommand cli_command_promise;
extern const CliCommand cli_command_suspend;
extern const CliCommand cli_command_resume;
extern const CliCommand cli_command_topup;
extern const CliCommand cli_command_card;
extern const CliCommand cli_command_payments;
extern const CliCommand cli_command_payment;
extern const CliCommand cli_command_backup;
extern const CliCommand cli_command_restore;
extern const CliCommand cli_command_check;

/* cli-errors.c */
CliExit cli_error_to_exit (const GError *error);
void cli_print_error (Cli *cli, const GError *error);
void cli_print_note (Cli *cli, const char *text);
GError *cli_usage_error (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean cli_has_no_argument (char **arguments, GError **error);

/* cli-wait.c: a command runs step by step, although what it asks for does not. */
typedef struct
{
  GAsyncResult *result;
} CliWait;

void cli_on_result (GObject *source, GAsyncResult *result, gpointer wait);
GAsyncResult *cli_wait (CliWait *wait);
void cli_wait_clear (CliWait *wait);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliWait, cli_wait_clear)

void cli_limit_init (CliLimit *limit, int seconds);
void cli_limit_clear (CliLimit *limit);
GError *cli_limit_explain (CliLimit *limit, GError *error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliLimit, cli_limit_clear)

/* cli-accounts.c: which accounts a reading command speaks of, refreshed as far as they can be. */
typedef struct
{
  CabinetAccount *account;
  GError *error; /* of the refresh; NULL = fresh, or not asked for */
} CliReading;

/* Reads something of a contract. */
typedef struct
{
  CabinetHouseholdStart start;
  gboolean (*finish) (CabinetAccount *account, GAsyncResult *result, GError **error);
} CliReader;

GPtrArray *cli_read_accounts (Cli *cli, const CliReader *reader, GError **error); /* of CliReading */
GPtrArray *cli_list_accounts (Cli *cli, gboolean hidden, GError **error);         /* of CabinetAccount */
CliExit cli_readings_to_exit (Cli *cli, GPtrArray *readings);
/* Contracts without @capability are left out, unless --account names one: then that is the error. */
GPtrArray *cli_read_with (Cli *cli, const char *capability, const CliReader *reader, GError **error);
/* The one contract that a changing command is about; INPUT if it is not clear which. */
CabinetAccount *cli_choose_account (Cli *cli, GError **error);
int cli_get_timeout (Cli *cli); /* seconds that a command waits for the providers */

/* cli-readers.c */
extern const CliReader cli_overview_reader;
extern const CliReader cli_account_reader; /* all that a refresh reads */
extern const CliReader cli_notices_reader;
extern const CliReader cli_plan_reader;
extern const CliReader cli_top_ups_reader;
extern const CliReader cli_conversation_reader;

/* cli-json.c */
typedef struct
{
  FILE *file;
  gboolean single; /* one object, no array */
  guint count;
} CliArray;

void cli_array_begin (CliArray *array, FILE *file, gboolean single);
void cli_array_add (CliArray *array, JsonBuilder *builder);
void cli_array_end (CliArray *array);
void cli_json_string (JsonBuilder *builder, const char *name, const char *value);
void
cli_json_money (JsonBuilder *builder, const char *name, const CabinetMoney *money, CabinetRounding rounding);
void cli_json_date (JsonBuilder *builder, const char *name, CabinetDate date);
void cli_json_instant (JsonBuilder *builder, const char *name, CabinetInstant instant);
void cli_json_error (JsonBuilder *builder, const char *name, const GError *error);

/* cli-input.c */
gboolean cli_has_terminal (void);
char *cli_read_line (void);
char *cli_ask (const char *question, gboolean hidden);
gboolean cli_confirm (const char *question);
/* Whether --output may go there; said before anything is asked for. */
gboolean cli_may_write (const char *path, gboolean force, GError **error);

/* cli-account-json.c */
void cli_print_accounts_json (GPtrArray *accounts);

/* cli-pad.c */
char *cli_pad (const char *text, int width); /* negative = to the right */

G_END_DECLS
