/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-record.h"

#define MEMBER(record, field, Type) G_STRUCT_MEMBER (Type, (record), (field)->offset)

static JsonNode *
new_string_node (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

static JsonNode *
take_string_node (char *text)
{
  g_autofree char *owned = text;

  return new_string_node (owned);
}

static JsonNode *
encode_int (gint64 number)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (node, number);
  return node;
}

static JsonNode *
encode_bool (gboolean yes)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_boolean (node, yes);
  return node;
}

static JsonNode *
encode_money (const CabinetMoney *money)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_member (object, "amount", take_string_node (cabinet_money_to_exact_decimal (money)));
  json_object_set_string_member (object, "currency", money->currency);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
encode_list (GListModel *list)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    json_array_add_element (array, cabinet_record_encode (cabinet_list_peek (list, i)));
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
encode_strings (char **strings)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  json_node_take_array (node, array);
  return node;
}

static JsonNode *
encode_enum (CabinetRecord *self, const CabinetField *field, gboolean required)
{
  const char *word = cabinet_record_get_word (self, field->name);

  if (word == NULL && required)
    word = "unknown";
  return word != NULL ? new_string_node (word) : NULL;
}

/* %NULL if the member is absent. A required number, flag or list is always there. */
static JsonNode *
encode_field (CabinetRecord *self, const CabinetField *field)
{
  gboolean required = (field->flags & CABINET_REQUIRED) != 0;

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      return MEMBER (self, field, char *) != NULL ? new_string_node (MEMBER (self, field, char *)) : NULL;
    case CABINET_FIELD_INT:
      return required || MEMBER (self, field, gint64) != 0 ? encode_int (MEMBER (self, field, gint64)) : NULL;
    case CABINET_FIELD_BOOL:
      return required || MEMBER (self, field, gboolean) ? encode_bool (MEMBER (self, field, gboolean)) : NULL;
    case CABINET_FIELD_MONEY:
      return cabinet_money_is_set (&MEMBER (self, field, CabinetMoney))
               ? encode_money (&MEMBER (self, field, CabinetMoney))
               : NULL;
    case CABINET_FIELD_DATE:
      return MEMBER (self, field, CabinetDate) != CABINET_DATE_NONE
               ? take_string_node (cabinet_date_to_iso (MEMBER (self, field, CabinetDate)))
               : NULL;
    case CABINET_FIELD_INSTANT:
      return required || MEMBER (self, field, gint64) != 0
               ? take_string_node (cabinet_instant_to_rfc3339 (MEMBER (self, field, gint64)))
               : NULL;
    case CABINET_FIELD_ENUM:
      return encode_enum (self, field, required);
    case CABINET_FIELD_RECORD:
      return MEMBER (self, field, gpointer) != NULL ? cabinet_record_encode (MEMBER (self, field, gpointer))
                                                    : NULL;
    case CABINET_FIELD_LIST:
      return required || cabinet_list_length (MEMBER (self, field, gpointer)) > 0
               ? encode_list (MEMBER (self, field, GListModel *))
               : NULL;
    case CABINET_FIELD_STRINGS:
      return required || MEMBER (self, field, char **)[0] != NULL
               ? encode_strings (MEMBER (self, field, char **))
               : NULL;
    default:
      g_assert_not_reached ();
    }
}

/**
 * cabinet_record_encode:
 * @record: a #CabinetRecord
 *
 * Encodes what is there; absent optional members are left out. A required member without a value is a
 * mistake of the record's maker and is warned about.
 *
 * Returns: (transfer full): a JSON object
 */
JsonNode *
cabinet_record_encode (gpointer record)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (CABINET_IS_RECORD (record), NULL);

  object = json_object_new ();
  for (const CabinetField *field = cabinet_record_get_fields (record); field->name != NULL; field++)
    {
      JsonNode *value = encode_field (record, field);

      if (value != NULL)
        json_object_set_member (object, field->name, value);
      else if (field->flags & CABINET_REQUIRED)
        g_warning ("%s.%s is required and has no value", G_OBJECT_TYPE_NAME (record), field->name);
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

/**
 * cabinet_record_encode_text:
 * @record: a #CabinetRecord
 *
 * Returns: (transfer full): JSON on one line
 */
char *
cabinet_record_encode_text (gpointer record)
{
  g_autoptr (JsonNode) node = cabinet_record_encode (record);

  return json_to_string (node, FALSE);
}
