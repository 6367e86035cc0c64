/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-options.h"

static gboolean
check_range (const char *name, gint64 value, gint64 low, gint64 high, GError **error)
{
  if (value >= low && value <= high)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "--%s: %" G_GINT64_FORMAT " is not from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name,
               value, low, high);
  return FALSE;
}

static gboolean
check (DemoOptions *self, const char *now, GError **error)
{
  if (now != NULL && !cabinet_instant_parse (now, &self->now))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "--now: “%s” is not an instant such as 2026-11-21T07:32:00Z", now);
      return FALSE;
    }
  return check_range ("port", self->port, 0, 65535, error)
         && check_range ("history-months", self->history_months, 1, 240, error)
         && check_range ("rows", self->rows, 0, 5000000, error)
         && check_range ("contracts", self->contracts, 1, 1000, error)
         && check_range ("operator-delay", self->operator_delay, 0, 24 * 60 * 60 * 1000, error);
}

/**
 * demo_options_parse:
 *
 * Returns: (transfer full) (nullable): the options, or NULL and what is wrong with them
 */
DemoOptions *
demo_options_parse (int argc, char **argv, GError **error)
{
  g_autoptr (DemoOptions) self = g_new0 (DemoOptions, 1);
  g_autofree char *now = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Loopback port (0 = any free one)", "N" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data, "Keep the data in FILE (else in memory)", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "Equal seeds give equal data", "N" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &now, "Start a running clock at INSTANT", "INSTANT" },
    { "history-months", 0, 0, G_OPTION_ARG_INT, &self->history_months, "Length of the ledgers (36)", "N" },
    { "rows", 0, 0, G_OPTION_ARG_INT64, &self->rows, "Rows of the demo subscriber’s ledger", "N" },
    { "contracts", 0, 0, G_OPTION_ARG_INT, &self->contracts, "Contracts of the demo subscriber", "N" },
    { "operator-delay", 0, 0, G_OPTION_ARG_INT64, &self->operator_delay,
      "Support answers after MS milliseconds of working hours (6000)", "MS" },
    { "list-accounts", 0, 0, G_OPTION_ARG_NONE, &self->list_accounts, "Print all logins and end", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, "With --list-accounts: as JSON", NULL },
    { "control", 0, 0, G_OPTION_ARG_NONE, &self->control, "Open /control: clock, tokens, ledger", NULL },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &self->log, "Write each exchange to FILE, without secrets",
      "FILE" },
    { "with-parent", 0, 0, G_OPTION_ARG_NONE, &self->with_parent, "End when standard input ends", NULL },
    { NULL },
  };

  self->seed = 1;
  self->history_months = 36;
  self->contracts = 1;
  self->operator_delay = 6000;
  g_option_context_set_summary (context, "A provider of the Cabinet API with invented subscribers.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return NULL;
  if (argc > 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "Unexpected argument “%s”", argv[1]);
      return NULL;
    }
  if (!check (self, now, error))
    return NULL;
  self->operator_delay *= 1000;
  return g_steal_pointer (&self);
}

void
demo_options_free (DemoOptions *self)
{
  g_free (self->data);
  g_free (self->log);
  g_free (self);
}
