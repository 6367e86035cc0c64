/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

void
cli_on_result (GObject *source, GAsyncResult *result, gpointer wait)
{
  ((CliWait *) wait)->result = g_object_ref (result);
}

/**
 * cli_wait:
 * @wait: that was given to cli_on_result()
 *
 * Returns: (transfer none): the result, after the main loop brought it
 */
GAsyncResult *
cli_wait (CliWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wait->result;
}

void
cli_wait_clear (CliWait *wait)
{
  g_clear_object (&wait->result);
}

static gboolean
on_time_over (gpointer user_data)
{
  CliLimit *limit = user_data;

  limit->timer = 0;
  g_cancellable_cancel (limit->cancellable);
  return G_SOURCE_REMOVE;
}

void
cli_limit_init (CliLimit *limit, int seconds)
{
  limit->cancellable = g_cancellable_new ();
  limit->seconds = seconds;
  limit->timer = seconds > 0 ? g_timeout_add_seconds (seconds, on_time_over, limit) : 0;
}

void
cli_limit_clear (CliLimit *limit)
{
  g_clear_handle_id (&limit->timer, g_source_remove);
  g_clear_object (&limit->cancellable);
}

/**
 * cli_limit_explain:
 * @limit: a limit
 * @error: (transfer full) (nullable): what an operation under it ended with
 *
 * Returns: (transfer full) (nullable): @error; what the limit cancelled is a time-out
 */
GError *
cli_limit_explain (CliLimit *limit, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return error;
  g_error_free (error);
  return cabinet_error_new (CABINET_ERROR_TIMEOUT, "limit",
                            ngettext ("There was no whole answer within %d second",
                                      "There was no whole answer within %d seconds", limit->seconds),
                            limit->seconds);
}
