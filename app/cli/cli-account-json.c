/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

static void
add_capabilities (JsonBuilder *builder, CabinetAccount *account)
{
  CabinetCapabilityList *list = cabinet_account_get_capabilities (account);
  guint n = list != NULL ? cabinet_list_length (list->capabilities) : 0;

  json_builder_set_member_name (builder, "capabilities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      CabinetCapability *capability = cabinet_list_get (list->capabilities, i);

      if (capability->answer == CABINET_CAPABILITY_ANSWER_YES)
        json_builder_add_string_value (builder, capability->name);
    }
  json_builder_end_array (builder);
}

static void
add_account (JsonBuilder *builder, CabinetAccount *account)
{
  CabinetContract *contract = cabinet_account_get_contract (account);

  json_builder_begin_object (builder);
  cli_json_string (builder, "id", cabinet_account_get_id (account));
  cli_json_string (builder, "provider", cabinet_account_get_provider (account));
  cli_json_string (builder, "connector", cabinet_account_get_connector (account));
  cli_json_string (builder, "contract", contract->number);
  cli_json_string (builder, "category", contract->category);
  cli_json_string (builder, "label", cabinet_account_get_label (account));
  cli_json_string (builder, "sign_in", cabinet_account_get_sign_in_id (account));
  cli_json_string (builder, "state",
                   cabinet_enum_to_nick (CABINET_TYPE_ACCOUNT_STATE, cabinet_account_get_state (account)));
  cli_json_instant (builder, "last_sync", cabinet_account_get_read_at (account));
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, cabinet_account_get_hidden (account));
  add_capabilities (builder, account);
  json_builder_end_object (builder);
}

/* What `account list` and `account add` print with --json. */
void
cli_print_accounts_json (GPtrArray *accounts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  CliArray array;

  cli_array_begin (&array, stdout, FALSE);
  for (guint i = 0; i < accounts->len; i++)
    {
      add_account (builder, g_ptr_array_index (accounts, i));
      cli_array_add (&array, builder);
    }
  cli_array_end (&array);
}
