/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cabinet-player FOLDER [--port N] [--only NUMBERS]: plays recordings, see player.h. Prints its address, then
 * a line for each request, and ends on SIGTERM. */
#include <glib-unix.h>
#include <signal.h>

#include "player.h"

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  int port = 0;
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Port to listen on (any that is free)", "N" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Play only these recordings: 1-4,11,36-40", "NUMBERS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  Player *player;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "FOLDER is missing");
      return 2;
    }
  player = player_new (argv[1], (guint) port);
  player_choose (player, only);
  g_print ("%s\n", player_get_url (player));
  fflush (stdout);
  player_set_log (player, stdout);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  g_unix_signal_add (SIGINT, on_signal, loop);
  g_main_loop_run (loop);
  player_free (player);
  return 0;
}
