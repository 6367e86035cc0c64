/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "cabinet-record-sql.h"

#include <glib/gi18n-lib.h>

static const CabinetField *
next_column (const CabinetField *field)
{
  while (field->name != NULL && (field->flags & CABINET_COLUMN) == 0)
    field++;
  return field->name != NULL ? field : NULL;
}

static const CabinetField *
first_column (GType type)
{
  return next_column (cabinet_record_type_get_fields (type));
}

int
cabinet_record_sql_count (GType type)
{
  int count = 0;

  for (const CabinetField *field = first_column (type); field != NULL; field = next_column (field + 1))
    count++;
  return count;
}

/**
 * cabinet_record_sql_index:
 *
 * Returns: the place of @column among the columns, from 1: its parameter when bound from 1
 */
int
cabinet_record_sql_index (GType type, const char *column)
{
  int index = 1;

  for (const CabinetField *field = first_column (type); field != NULL; field = next_column (field + 1))
    {
      if (g_str_equal (field->name, column))
        return index;
      index++;
    }
  g_assert_not_reached ();
}

/**
 * cabinet_record_sql_join:
 * @pattern: written once for each column; `@` stands for its name, `#` for its place from 1
 *
 * Returns: (transfer full): the columns, parted by commas: "@ = ?#" gives "id = ?1, revision = ?2"
 */
char *
cabinet_record_sql_join (GType type, const char *pattern)
{
  GString *sql = g_string_new (NULL);
  int index = 1;

  for (const CabinetField *field = first_column (type); field != NULL; field = next_column (field + 1))
    {
      if (sql->len > 0)
        g_string_append (sql, ", ");
      for (const char *p = pattern; *p != '\0'; p++)
        if (*p == '@')
          g_string_append (sql, field->name);
        else if (*p == '#')
          g_string_append_printf (sql, "%d", index);
        else
          g_string_append_c (sql, *p);
      index++;
    }
  return g_string_free (sql, FALSE);
}

static char *
list_to_json (gpointer list)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < cabinet_list_length (list); i++)
    json_array_add_element (array, cabinet_record_encode (cabinet_list_peek (list, i)));
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

static char *
strings_to_json (char **strings)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

/* A word that this version does not know is kept as it came. */
static const char *
enum_to_word (gpointer record, const CabinetField *field, int value)
{
  const char *word = value == 0 ? cabinet_record_get_word (record, field->name) : NULL;

  if (word != NULL)
    return word;
  if (value == 0 && (field->flags & CABINET_REQUIRED) == 0)
    return NULL;
  return cabinet_enum_to_nick (field->child (), value);
}

static void
bind_owned (sqlite3_stmt *statement, int index, char *text)
{
  int code = sqlite3_bind_text (statement, index, text, -1, g_free);

  g_assert (code == SQLITE_OK);
}

static void
bind_int (sqlite3_stmt *statement, int index, gboolean present, gint64 value)
{
  int code = present ? sqlite3_bind_int64 (statement, index, value) : sqlite3_bind_null (statement, index);

  g_assert (code == SQLITE_OK);
}

static void
bind_field (sqlite3_stmt *statement, int index, gpointer record, const CabinetField *field)
{
  gpointer at = G_STRUCT_MEMBER_P (record, field->offset);
  gboolean required = (field->flags & CABINET_REQUIRED) != 0;

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      cabinet_db_bind_text (statement, index, *(char **) at);
      break;
    case CABINET_FIELD_INT:
      bind_int (statement, index, required || *(gint64 *) at != 0, *(gint64 *) at);
      break;
    case CABINET_FIELD_BOOL:
      bind_int (statement, index, TRUE, *(gboolean *) at != FALSE);
      break;
    case CABINET_FIELD_MONEY:
      bind_int (statement, index, cabinet_money_is_set (at), ((CabinetMoney *) at)->micros);
      break;
    case CABINET_FIELD_DATE:
      if (*(CabinetDate *) at != CABINET_DATE_NONE)
        bind_owned (statement, index, cabinet_date_to_iso (*(CabinetDate *) at));
      else
        bind_int (statement, index, FALSE, 0);
      break;
    case CABINET_FIELD_INSTANT:
      bind_int (statement, index, required || *(CabinetInstant *) at != 0, *(CabinetInstant *) at);
      break;
    case CABINET_FIELD_ENUM:
      cabinet_db_bind_text (statement, index, enum_to_word (record, field, *(int *) at));
      break;
    case CABINET_FIELD_RECORD:
      if (*(gpointer *) at != NULL)
        bind_owned (statement, index, cabinet_record_encode_text (*(gpointer *) at));
      else
        bind_int (statement, index, FALSE, 0);
      break;
    case CABINET_FIELD_LIST:
      bind_owned (statement, index, list_to_json (*(gpointer *) at));
      break;
    case CABINET_FIELD_STRINGS:
      bind_owned (statement, index, strings_to_json (*(char ***) at));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * cabinet_record_sql_bind:
 * @first: the parameter of the first column
 *
 * Binds all columns of @record, in the order of [func@record_sql_join].
 */
void
cabinet_record_sql_bind (sqlite3_stmt *statement, int first, gpointer record)
{
  const CabinetField *field = first_column (G_OBJECT_TYPE (record));

  for (int index = first; field != NULL; field = next_column (field + 1))
    bind_field (statement, index++, record, field);
}

static void
read_enum (sqlite3_stmt *statement, int column, gpointer record, const CabinetField *field)
{
  const char *word = (const char *) sqlite3_column_text (statement, column);
  int value;

  if (word == NULL)
    return;
  value = cabinet_enum_from_nick (field->child (), word);
  G_STRUCT_MEMBER (int, record, field->offset) = value;
  if (value == 0 && g_strcmp0 (word, cabinet_enum_to_nick (field->child (), 0)) != 0)
    cabinet_record_set_word (record, field->name, word);
}

static gboolean
read_list (JsonNode *node, GListStore *list, GType type, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (GObject) item = cabinet_record_decode (type, json_array_get_element (array, i), error);

      if (item == NULL)
        return FALSE;
      g_list_store_append (list, item);
    }
  return TRUE;
}

static char **
read_strings (JsonNode *node)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static gboolean
read_json (sqlite3_stmt *statement, int column, gpointer record, const CabinetField *field, GError **error)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  gpointer at = G_STRUCT_MEMBER_P (record, field->offset);
  g_autoptr (JsonNode) node = NULL;

  if (text == NULL)
    return TRUE;
  node = cabinet_json_parse (text, -1, error);
  if (node == NULL)
    return FALSE;
  if (field->kind == CABINET_FIELD_LIST)
    return read_list (node, *(GListStore **) at, field->child (), error);
  if (field->kind == CABINET_FIELD_STRINGS)
    {
      g_strfreev (*(char ***) at);
      *(char ***) at = read_strings (node);
      return TRUE;
    }
  *(gpointer *) at = cabinet_record_decode (field->child (), node, error);
  return *(gpointer *) at != NULL;
}

static gboolean
read_field (sqlite3_stmt *statement,
            int column,
            gpointer record,
            const CabinetField *field,
            const char *currency,
            GError **error)
{
  gpointer at = G_STRUCT_MEMBER_P (record, field->offset);
  const char *text;

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      *(char **) at = cabinet_db_dup_text (statement, column);
      return TRUE;
    case CABINET_FIELD_INT:
    case CABINET_FIELD_INSTANT:
      *(gint64 *) at = sqlite3_column_int64 (statement, column);
      return TRUE;
    case CABINET_FIELD_BOOL:
      *(gboolean *) at = sqlite3_column_int (statement, column) != 0;
      return TRUE;
    case CABINET_FIELD_MONEY:
      if (sqlite3_column_type (statement, column) != SQLITE_NULL)
        *(CabinetMoney *) at = cabinet_money (sqlite3_column_int64 (statement, column), currency);
      return TRUE;
    case CABINET_FIELD_DATE:
      text = (const char *) sqlite3_column_text (statement, column);
      if (text == NULL || cabinet_date_parse (text, at))
        return TRUE;
      cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged", _ ("not a date"));
      return FALSE;
    case CABINET_FIELD_ENUM:
      read_enum (statement, column, record, field);
      return TRUE;
    case CABINET_FIELD_RECORD:
    case CABINET_FIELD_LIST:
    case CABINET_FIELD_STRINGS:
      return read_json (statement, column, record, field, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
is_dispensable (const CabinetField *field)
{
  return field->kind == CABINET_FIELD_RECORD && (field->flags & CABINET_REQUIRED) == 0;
}

/**
 * cabinet_record_sql_read:
 * @first: the column of the first field
 * @currency: (nullable): of the sums
 * @unreadable: (nullable) (element-type utf8): gets the names of optional record columns whose JSON this
 *   version cannot decode: they stay absent, for they can be read from the provider again. %NULL makes them
 *   an error, as with required ones
 *
 * Returns: (transfer full) (nullable): a new record of @type from the current row
 */
gpointer
cabinet_record_sql_read (
  sqlite3_stmt *statement, int first, GType type, const char *currency, GPtrArray *unreadable, GError **error)
{
  g_autoptr (GObject) record = g_object_new (type, NULL);
  const CabinetField *field = first_column (type);

  for (int column = first; field != NULL; field = next_column (field + 1), column++)
    {
      g_autoptr (GError) problem = NULL;

      if (read_field (statement, column, record, field, currency, &problem))
        continue;
      if (unreadable == NULL || !is_dispensable (field))
        {
          cabinet_set_error (error, CABINET_ERROR_STORAGE, "damaged",
                             _ ("A saved record cannot be read: %s: %s"), field->name, problem->message);
          return NULL;
        }
      g_ptr_array_add (unreadable, (gpointer) field->name);
    }
  return g_steal_pointer (&record);
}
