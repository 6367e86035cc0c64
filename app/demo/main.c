/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-accounts.h"
#include "demo-ledger.h"
#include "demo-server.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
on_signal (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* The parent holds the other end of standard input: it goes with the parent, whatever happened to it. */
static gboolean
on_input (int fd, GIOCondition condition, gpointer loop)
{
  char buffer[256];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static int
list_accounts (const DemoOptions *options)
{
  g_autofree char *text = options->json ? demo_accounts_to_json (options) : demo_accounts_to_text (options);

  printf ("%s%s", text, options->json ? "\n" : "");
  return 0;
}

/* A ledger of a size that was asked for takes its time: before the address is told, not in the first answer.
 */
static void
prepare (DemoWorld *world)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (DemoContract) contract = NULL;

  if (world->options->rows == 0)
    return;
  demo_database_begin (world->database);
  rows = demo_contracts_of_login (world, &demo_tenant_tomtel, NULL, "12345");
  contract = demo_contract_load (world, g_array_index (rows, gint64, 0));
  demo_ledger_bring_up (world, contract);
  demo_database_commit (world->database);
}

static int
serve (const DemoOptions *options, GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (DemoLog) log = NULL;
  g_autoptr (DemoWorld) world = NULL;
  g_autoptr (DemoServer) server = NULL;
  g_autofree char *url = NULL;

  if (options->log != NULL && (log = demo_log_open (options->log, error)) == NULL)
    return 1;
  world = demo_world_new (options, error);
  if (world == NULL)
    return 1;
  prepare (world);
  server = demo_server_new (world, log, error);
  if (server == NULL)
    return 1;

  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  if (options->with_parent)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, loop);

  url = demo_server_dup_url (server);
  printf ("%s\n", url);
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemoOptions) options = NULL;
  int code;

  setlocale (LC_ALL, "");
  umask (077); /* data and log are the owner's */
  options = demo_options_parse (argc, argv, &error);
  if (options == NULL)
    {
      g_printerr ("cabinet-demo: %s\n", error->message);
      return 2;
    }
  if (options->list_accounts)
    return list_accounts (options);
  code = serve (options, &error);
  if (error != NULL)
    g_printerr ("cabinet-demo: %s\n", error->message);
  return code;
}
