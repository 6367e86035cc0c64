/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

gboolean
cli_has_terminal (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

/**
 * cli_read_line:
 *
 * Returns: (transfer full) (nullable): the next line of standard input without its end; NULL = no more
 */
char *
cli_read_line (void)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length = getline (&line, &size, stdin);
  char *copy;

  if (length < 0)
    {
      free (line);
      return NULL;
    }
  while (length > 0 && strchr ("\r\n", line[length - 1]) != NULL)
    line[--length] = '\0';
  copy = g_strdup (line);
  explicit_bzero (line, length);
  free (line);
  return copy;
}

/**
 * cli_ask:
 * @question: shown on standard error
 * @hidden: whether what is typed stays unseen
 *
 * Returns: (transfer full) (nullable): what a person typed; NULL = nothing more
 */
char *
cli_ask (const char *question, gboolean hidden)
{
  struct termios before, quiet;
  gboolean changed = FALSE;
  char *line;

  fprintf (stderr, "%s ", question);
  if (hidden && tcgetattr (STDIN_FILENO, &before) == 0)
    {
      quiet = before;
      quiet.c_lflag &= ~(tcflag_t) ECHO;
      changed = tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
  line = cli_read_line ();
  if (changed)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      fputc ('\n', stderr);
    }
  return line;
}

gboolean
cli_confirm (const char *question)
{
  g_autofree char *full = g_strdup_printf ("%s [y/N]", question);
  g_autofree char *answer = cli_ask (full, FALSE);

  return answer != NULL
         && (g_ascii_strcasecmp (answer, "y") == 0
             || g_ascii_strcasecmp (answer, "yes") == 0
             /* Translators: the short answer to a question on the terminal */
             || g_strcmp0 (answer, C_ ("answer", "y")) == 0);
}

gboolean
cli_may_write (const char *path, gboolean force, GError **error)
{
  if (force || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  cabinet_set_error (error, CABINET_ERROR_INPUT, "output",
                     _ ("%s is there already; use --force to overwrite it"), path);
  return FALSE;
}
