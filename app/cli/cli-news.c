/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-notice-feed.h"
#include "cabinet-notice-words.h"
#include "cli.h"

#include <glib/gi18n-lib.h>

static void
add_json (CliArray *array, CabinetAccount *account, CabinetNotice *notice)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  cli_json_string (builder, "account", cabinet_account_get_id (account));
  cli_json_string (builder, "id", notice->id);
  cli_json_instant (builder, "at", notice->at);
  cli_json_string (builder, "kind", cabinet_enum_to_nick (CABINET_TYPE_NOTICE_KIND, notice->kind));
  cli_json_string (builder, "title", notice->title);
  cli_json_string (builder, "text", notice->text);
  json_builder_set_member_name (builder, "read");
  json_builder_add_boolean_value (builder, notice->read);
  json_builder_end_object (builder);
  cli_array_add (array, builder);
}

static void
print_text (CabinetAccount *account, CabinetNotice *notice)
{
  g_autofree char *at = notice->at != 0 ? cabinet_instant_format (
                          notice->at, cabinet_account_get_zone (account), cabinet_account_get_today (account))
                                        : g_strdup ("—");

  g_print ("%s%s · %s · %s\n", notice->read ? "" : "* ", at, cabinet_notice_kind_get_words (notice->kind),
           notice->title);
  if (notice->text != NULL)
    {
      g_auto (GStrv) lines = g_strsplit (notice->text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        g_print ("  %s\n", lines[i]);
    }
}

static int
run_news (Cli *cli, char **arguments, GError **error)
{
  g_autoptr (GPtrArray) readings = NULL;
  CliArray array;

  if (!cli_has_no_argument (arguments, error))
    return CLI_USAGE;
  readings = cli_read_with (cli, "notices", &cli_notices_reader, error);
  if (readings == NULL)
    return CLI_USAGE;
  if (cli->json)
    cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < readings->len; i++)
    {
      CabinetAccount *account = ((CliReading *) g_ptr_array_index (readings, i))->account;
      GListModel *feed = G_LIST_MODEL (cabinet_account_get_notice_feed (account));

      for (guint k = 0; k < g_list_model_get_n_items (feed); k++)
        {
          g_autoptr (CabinetNotice) notice = g_list_model_get_item (feed, k);

          if (cli->json)
            add_json (&array, account, notice);
          else
            print_text (account, notice);
        }
    }
  if (cli->json)
    cli_array_end (&array);
  return cli_readings_to_exit (cli, readings);
}

const CliCommand cli_command_news = {
  "news", "", N_ ("Show news, works and offers of the providers"), TRUE, NULL, run_news,
};
