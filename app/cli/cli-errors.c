/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cli.h"

#include <glib/gi18n-lib.h>

static GQuark
usage_quark (void)
{
  return g_quark_from_static_string ("cabinet-cli-usage");
}

/**
 * cli_usage_error:
 * @format: what is wrong with the command line
 *
 * Returns: (transfer full): an error that ends with CLI_USAGE
 */
GError *
cli_usage_error (const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (usage_quark (), 0, format, args);
  va_end (args);
  return error;
}

/**
 * cli_has_no_argument:
 * @arguments: what is left of the command line
 * @error: (optional): that it is too much
 *
 * Returns: whether there is none
 */
gboolean
cli_has_no_argument (char **arguments, GError **error)
{
  if (arguments[0] != NULL)
    g_propagate_error (error, cli_usage_error (_ ("“%s” is too much"), arguments[0]));
  return arguments[0] == NULL;
}

CliExit
cli_error_to_exit (const GError *error)
{
  static const CliExit exits[] = {
    [CABINET_ERROR_OFFLINE] = CLI_UNREACHABLE,  [CABINET_ERROR_TIMEOUT] = CLI_UNREACHABLE,
    [CABINET_ERROR_AUTH] = CLI_SIGN_IN,         [CABINET_ERROR_REFUSED] = CLI_REFUSED,
    [CABINET_ERROR_RATE_LIMITED] = CLI_REFUSED, [CABINET_ERROR_UNSUPPORTED] = CLI_UNSUPPORTED,
    [CABINET_ERROR_PROTOCOL] = CLI_PROTOCOL,    [CABINET_ERROR_UNCONFIRMED] = CLI_UNCONFIRMED,
    [CABINET_ERROR_STORAGE] = CLI_STORAGE,      [CABINET_ERROR_KEYRING] = CLI_SIGN_IN,
    [CABINET_ERROR_INPUT] = CLI_USAGE,
  };

  if (error == NULL)
    return CLI_DONE;
  if (error->domain == usage_quark () || error->domain == G_OPTION_ERROR)
    return CLI_USAGE;
  if (error->domain != CABINET_ERROR || (guint) error->code >= G_N_ELEMENTS (exits))
    return CLI_INTERNAL;
  return exits[error->code];
}

static const char *
get_kind (const GError *error)
{
  if (error->domain == CABINET_ERROR)
    return cabinet_error_kind_to_nick (error->code);
  return cli_error_to_exit (error) == CLI_USAGE ? "usage" : "internal";
}

void
cli_json_error (JsonBuilder *builder, const char *name, const GError *error)
{
  json_builder_set_member_name (builder, name);
  if (error == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  cli_json_string (builder, "kind", get_kind (error));
  cli_json_string (builder, "message", error->message);
  json_builder_end_object (builder);
}

/* One line on standard error, whatever the words hold. */
void
cli_print_error (Cli *cli, const GError *error)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *line = NULL;
  CliArray array;

  if (cli->json)
    {
      builder = json_builder_new ();
      json_builder_begin_object (builder);
      cli_json_error (builder, "error", error);
      json_builder_end_object (builder);
      cli_array_begin (&array, stderr, TRUE);
      cli_array_add (&array, builder);
      cli_array_end (&array);
      return;
    }
  line = g_strdelimit (g_strdup (error->message), "\r\n", ' ');
  fprintf (stderr, "cabinetctl: %s\n", line);
}

/* Something a person should know; scripts read the exit code and the members instead. */
void
cli_print_note (Cli *cli, const char *text)
{
  if (!cli->json)
    fprintf (stderr, "%s\n", text);
}
