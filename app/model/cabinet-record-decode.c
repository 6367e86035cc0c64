/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-error.h"
#include "cabinet-record.h"

#define MEMBER(record, field, Type) G_STRUCT_MEMBER (Type, (record), (field)->offset)

/* Where the decoder stands; written out only when something is wrong. */
typedef struct _Path Path;
struct _Path
{
  const Path *parent;
  const char *name; /* of a member */
  guint index;      /* of an element, if there is no name */
};

static void
write_path (const Path *path, GString *text)
{
  if (path == NULL)
    return;
  write_path (path->parent, text);
  if (path->name == NULL)
    g_string_append_printf (text, "[%u]", path->index);
  else if (path->name[0] != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "." : "", path->name);
}

/* @wrong says what the value is not; the value itself may be personal and is never quoted. */
static gboolean
fail (const Path *path, const char *wrong, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  write_path (path, text);
  cabinet_set_error (error, CABINET_ERROR_PROTOCOL, "bad-answer", "%s%s%s", text->str,
                     text->len > 0 ? ": " : "", wrong);
  return FALSE;
}

static CabinetRecord *decode_record (GType type, JsonNode *node, const Path *path, GError **error);

static const char *
peek_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
is_currency (const char *text)
{
  return g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2])
         && text[3] == '\0';
}

static gboolean
decode_money (JsonNode *node, CabinetMoney *money, const Path *path, GError **error)
{
  JsonObject *object;
  const char *amount, *currency;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (path, "not a sum (an object of amount and currency)", error);
  object = json_node_get_object (node);
  amount = peek_string (json_object_get_member (object, "amount"));
  currency = peek_string (json_object_get_member (object, "currency"));
  if (currency == NULL || !is_currency (currency))
    return fail (path, "not a currency code", error);
  if (amount == NULL || !cabinet_money_parse (amount, currency, money, NULL))
    return fail (path, "not a decimal string", error);
  return TRUE;
}

static gboolean
decode_list (JsonNode *node, GListStore *list, GType type, const Path *path, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (path, "not an array", error);
  array = json_node_get_array (node);
  items = g_ptr_array_new_full (json_array_get_length (array), g_object_unref);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      Path here = { .parent = path, .index = i };
      CabinetRecord *item = decode_record (type, json_array_get_element (array, i), &here, error);

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata, items->len);
  return TRUE;
}

static gboolean
decode_strings (JsonNode *node, char ***strings, const Path *path, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (path, "not an array", error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      Path here = { .parent = path, .index = i };
      const char *text = peek_string (json_array_get_element (array, i));

      if (text == NULL)
        return fail (&here, "not a string", error);
      g_strv_builder_add (builder, text);
    }
  g_strfreev (*strings);
  *strings = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
decode_string (
  CabinetRecord *self, const CabinetField *field, JsonNode *node, const Path *path, GError **error)
{
  const char *text = peek_string (node);

  if (text == NULL)
    return fail (path, "not a string", error);

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      MEMBER (self, field, char *) = g_strdup (text);
      return TRUE;
    case CABINET_FIELD_ENUM:
      cabinet_record_set_word (self, field->name, text);
      return TRUE;
    case CABINET_FIELD_DATE:
      return cabinet_date_parse (text, &MEMBER (self, field, CabinetDate))
             || fail (path, "not a date", error);
    case CABINET_FIELD_INSTANT:
      return cabinet_instant_parse (text, &MEMBER (self, field, CabinetInstant))
             || fail (path, "not a date and time", error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
decode_field (
  CabinetRecord *self, const CabinetField *field, JsonNode *node, const Path *path, GError **error)
{
  GType value_type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
    case CABINET_FIELD_ENUM:
    case CABINET_FIELD_DATE:
    case CABINET_FIELD_INSTANT:
      return decode_string (self, field, node, path, error);
    case CABINET_FIELD_INT:
      if (value_type != G_TYPE_INT64)
        return fail (path, "not an integer", error);
      MEMBER (self, field, gint64) = json_node_get_int (node);
      return TRUE;
    case CABINET_FIELD_BOOL:
      if (value_type != G_TYPE_BOOLEAN)
        return fail (path, "not true or false", error);
      MEMBER (self, field, gboolean) = json_node_get_boolean (node);
      return TRUE;
    case CABINET_FIELD_MONEY:
      return decode_money (node, &MEMBER (self, field, CabinetMoney), path, error);
    case CABINET_FIELD_RECORD:
      MEMBER (self, field, CabinetRecord *) = decode_record (field->child (), node, path, error);
      return MEMBER (self, field, CabinetRecord *) != NULL;
    case CABINET_FIELD_LIST:
      return decode_list (node, MEMBER (self, field, GListStore *), field->child (), path, error);
    case CABINET_FIELD_STRINGS:
      return decode_strings (node, &MEMBER (self, field, char **), path, error);
    default:
      g_assert_not_reached ();
    }
}

static CabinetRecord *
decode_record (GType type, JsonNode *node, const Path *path, GError **error)
{
  g_autoptr (CabinetRecord) self = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (path, "not an object", error);
      return NULL;
    }
  object = json_node_get_object (node);
  self = g_object_new (type, NULL);
  for (const CabinetField *field = cabinet_record_get_fields (self); field->name != NULL; field++)
    {
      Path here = { .parent = path, .name = field->name };
      JsonNode *member = json_object_get_member (object, field->name);

      if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
        {
          if (!decode_field (self, field, member, &here, error))
            return NULL;
        }
      else if (field->flags & CABINET_REQUIRED)
        {
          fail (&here, "missing", error);
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

/**
 * cabinet_record_decode:
 * @type: a record type
 * @node: what the wire brought
 * @error: %CABINET_ERROR_PROTOCOL; its message names the path and never quotes the value
 *
 * Decodes strictly: every required member, exact kinds. Members outside the table are ignored, so
 * that a server may grow; null stands for an absent optional member.
 *
 * Returns: (transfer full) (nullable): a record of @type
 */
gpointer
cabinet_record_decode (GType type, JsonNode *node, GError **error)
{
  return cabinet_record_decode_at (type, node, NULL, error);
}

/**
 * cabinet_record_decode_at:
 * @path: (nullable): where @node stands in its document, for the error's message
 *
 * As cabinet_record_decode() for a part of a document.
 *
 * Returns: (transfer full) (nullable): a record of @type
 */
gpointer
cabinet_record_decode_at (GType type, JsonNode *node, const char *path, GError **error)
{
  Path root = { .name = path != NULL ? path : "" };

  g_return_val_if_fail (g_type_is_a (type, CABINET_TYPE_RECORD), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  return decode_record (type, node, &root, error);
}

/**
 * cabinet_record_decode_text:
 * @json: JSON text, see cabinet_json_parse()
 * @length: in bytes, or -1
 *
 * Returns: (transfer full) (nullable): a record of @type, or %NULL with %CABINET_ERROR_PROTOCOL
 */
gpointer
cabinet_record_decode_text (GType type, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = cabinet_json_parse (json, length, error);

  return node != NULL ? cabinet_record_decode (type, node, error) : NULL;
}
