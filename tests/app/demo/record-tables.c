/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-catalogue.h"
#include "cabinet-change.h"
#include "cabinet-contract.h"
#include "cabinet-message.h"
#include "cabinet-notice.h"
#include "cabinet-offer.h"
#include "cabinet-operation.h"
#include "cabinet-overview.h"
#include "cabinet-payment.h"
#include "cabinet-problem.h"
#include "cabinet-provider-info.h"
#include "cabinet-sign-in-records.h"

/* Prints the tables of all records on the wire as JSON, for check-records.mjs: what the client decodes and
 * the server encodes must be what the document says. */

static const char *const kinds[] = {
  [CABINET_FIELD_STRING] = "string",   [CABINET_FIELD_INT] = "int",       [CABINET_FIELD_BOOL] = "bool",
  [CABINET_FIELD_MONEY] = "money",     [CABINET_FIELD_DATE] = "date",     [CABINET_FIELD_INSTANT] = "instant",
  [CABINET_FIELD_ENUM] = "enum",       [CABINET_FIELD_RECORD] = "record", [CABINET_FIELD_LIST] = "list",
  [CABINET_FIELD_STRINGS] = "strings",
};

static const char *
short_name (GType type)
{
  return g_type_name (type) + strlen ("Cabinet");
}

static JsonArray *
list_words (GType type)
{
  GEnumClass *klass = g_type_class_ref (type);
  JsonArray *words = json_array_new ();

  /* 0 is what is not known: it never goes over the wire. */
  for (guint i = 0; i < klass->n_values; i++)
    if (klass->values[i].value != 0)
      json_array_add_string_element (words, klass->values[i].value_nick);
  g_type_class_unref (klass);
  return words;
}

static void
add_record (JsonObject *tables, GType type)
{
  JsonObject *table;

  if (json_object_has_member (tables, short_name (type)))
    return;
  table = json_object_new ();
  json_object_set_object_member (tables, short_name (type), table);
  for (const CabinetField *field = cabinet_record_type_get_fields (type); field->name != NULL; field++)
    {
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "kind", kinds[field->kind]);
      json_object_set_boolean_member (member, "required", (field->flags & CABINET_REQUIRED) != 0);
      if (field->kind == CABINET_FIELD_ENUM)
        json_object_set_array_member (member, "words", list_words (field->child ()));
      if (field->kind == CABINET_FIELD_RECORD || field->kind == CABINET_FIELD_LIST)
        {
          json_object_set_string_member (member, "child", short_name (field->child ()));
          add_record (tables, field->child ());
        }
      json_object_set_object_member (table, field->name, member);
    }
}

int
main (int argc, char **argv)
{
  GType (*const types[]) (void) = {
    cabinet_provider_info_get_type,
    cabinet_sign_in_request_get_type,
    cabinet_sign_in_answer_get_type,
    cabinet_refresh_request_get_type,
    cabinet_sign_in_step_get_type,
    cabinet_contract_list_get_type,
    cabinet_capability_list_get_type,
    cabinet_overview_get_type,
    cabinet_operation_page_get_type,
    cabinet_operation_months_get_type,
    cabinet_problem_get_type,
    cabinet_payment_method_list_get_type,
    cabinet_payment_request_get_type,
    cabinet_payment_list_get_type,
    cabinet_thread_list_get_type,
    cabinet_message_get_type,
    cabinet_message_page_get_type,
    cabinet_message_request_get_type,
    cabinet_read_request_get_type,
    cabinet_upload_request_get_type,
    cabinet_attachment_content_get_type,
    cabinet_notice_list_get_type,
    cabinet_event_page_get_type,
    cabinet_service_list_get_type,
    cabinet_tariff_list_get_type,
    cabinet_promise_offer_get_type,
    cabinet_suspension_offer_get_type,
    cabinet_change_request_get_type,
    cabinet_change_preview_get_type,
    cabinet_change_list_get_type,
    cabinet_confirmation_get_type,
    cabinet_confirmation_request_get_type,
  };
  JsonObject *tables = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), tables);
  g_autofree char *text = NULL;

  json_object_unref (tables);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    add_record (tables, types[i]());
  text = json_to_string (node, TRUE);
  g_print ("%s\n", text);
  return 0;
}
