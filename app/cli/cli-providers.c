/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-descriptors.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_logins (JsonBuilder *builder, CabinetProviderInfo *info)
{
  json_builder_set_member_name (builder, "logins");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cabinet_list_length (info->logins); i++)
    {
      CabinetLoginOption *login = cabinet_list_get (info->logins, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "kind", cabinet_enum_to_nick (CABINET_TYPE_LOGIN_KIND, login->kind));
      cli_json_string (builder, "label", login->label);
      cli_json_string (builder, "hint", login->hint);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_categories (JsonBuilder *builder, CabinetProviderInfo *info)
{
  json_builder_set_member_name (builder, "categories");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cabinet_list_length (info->categories); i++)
    {
      CabinetCategory *category = cabinet_list_get (info->categories, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "id", category->id);
      cli_json_string (builder, "name", category->name);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_recovery (JsonBuilder *builder, CabinetProviderInfo *info)
{
  json_builder_set_member_name (builder, "recovery");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cabinet_list_length (info->recoveries); i++)
    {
      CabinetRecoveryOption *way = cabinet_list_get (info->recoveries, i);

      json_builder_add_string_value (builder, cabinet_enum_to_nick (CABINET_TYPE_RECOVERY_WAY, way->way));
    }
  json_builder_end_array (builder);
}

static void
print_json (GListModel *providers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < cabinet_list_length (providers); i++)
    {
      CabinetProviderInfo *info = cabinet_list_get (providers, i);

      json_builder_begin_object (builder);
      cli_json_string (builder, "id", info->id);
      cli_json_string (builder, "name", info->name);
      cli_json_string (builder, "region", info->region);
      cli_json_string (builder, "connector", info->connector);
      json_builder_set_member_name (builder, "demo");
      json_builder_add_boolean_value (builder, info->demo);
      add_logins (builder, info);
      add_categories (builder, info);
      add_recovery (builder, info);
      json_builder_end_object (builder);
      cli_array_add (&array, builder);
    }
  cli_array_end (&array);
}

static int
run_providers (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GListModel) providers = cabinet_descriptors_list (NULL);

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  if (cli->json)
    {
      print_json (providers);
      return CLI_DONE;
    }
  for (guint i = 0; i < cabinet_list_length (providers); i++)
    {
      CabinetProviderInfo *info = cabinet_list_get (providers, i);
      g_autofree char *id = cli_pad (info->id, 10);
      g_autofree char *name = cli_pad (info->name, 18);

      g_print ("%s %s %s\n", id, name, info->region != NULL ? info->region : "");
    }
  return CLI_DONE;
}

const CliCommand cli_command_providers = {
  "providers", "", N_ ("List the providers that Cabinet knows"), FALSE, NULL, run_providers,
};
