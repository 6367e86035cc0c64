/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-record.h"

typedef struct
{
  GHashTable *words; /* field name (static) → the word of an enum field that is not in its vocabulary */
} CabinetRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CabinetRecord, cabinet_record, G_TYPE_OBJECT)

#define MEMBER(record, field, Type) G_STRUCT_MEMBER (Type, (record), (field)->offset)

static void
free_field (CabinetRecord *self, const CabinetField *field)
{
  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      g_clear_pointer (&MEMBER (self, field, char *), g_free);
      break;
    case CABINET_FIELD_RECORD:
    case CABINET_FIELD_LIST:
      g_clear_object (&MEMBER (self, field, GObject *));
      break;
    case CABINET_FIELD_STRINGS:
      g_clear_pointer (&MEMBER (self, field, char **), g_strfreev);
      break;
    case CABINET_FIELD_INT:
    case CABINET_FIELD_BOOL:
    case CABINET_FIELD_MONEY:
    case CABINET_FIELD_DATE:
    case CABINET_FIELD_INSTANT:
    case CABINET_FIELD_ENUM:
    default:
      break;
    }
}

static void
cabinet_record_finalize (GObject *object)
{
  CabinetRecord *self = CABINET_RECORD (object);
  CabinetRecordPrivate *priv = cabinet_record_get_instance_private (self);

  for (const CabinetField *field = cabinet_record_get_fields (self); field->name != NULL; field++)
    free_field (self, field);
  g_clear_pointer (&priv->words, g_hash_table_unref);
  G_OBJECT_CLASS (cabinet_record_parent_class)->finalize (object);
}

static void
cabinet_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CabinetRecord *self = CABINET_RECORD (object);
  const CabinetField *field = &cabinet_record_get_fields (self)[id - 1];

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      g_value_set_string (value, MEMBER (self, field, char *));
      break;
    case CABINET_FIELD_INT:
    case CABINET_FIELD_INSTANT:
      g_value_set_int64 (value, MEMBER (self, field, gint64));
      break;
    case CABINET_FIELD_BOOL:
      g_value_set_boolean (value, MEMBER (self, field, gboolean));
      break;
    case CABINET_FIELD_MONEY:
      g_value_set_boxed (value, &MEMBER (self, field, CabinetMoney));
      break;
    case CABINET_FIELD_DATE:
      g_value_set_uint (value, MEMBER (self, field, CabinetDate));
      break;
    case CABINET_FIELD_ENUM:
      g_value_set_enum (value, MEMBER (self, field, int));
      break;
    case CABINET_FIELD_RECORD:
    case CABINET_FIELD_LIST:
      g_value_set_object (value, MEMBER (self, field, GObject *));
      break;
    case CABINET_FIELD_STRINGS:
      g_value_set_boxed (value, MEMBER (self, field, char **));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
new_property (const CabinetField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  g_autofree char *dashed = g_strdelimit (g_strdup (field->name), "_", '-');
  const char *name = g_intern_string (dashed);

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case CABINET_FIELD_INT:
    case CABINET_FIELD_INSTANT:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case CABINET_FIELD_BOOL:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case CABINET_FIELD_MONEY:
      return g_param_spec_boxed (name, NULL, NULL, CABINET_TYPE_MONEY, flags);
    case CABINET_FIELD_DATE:
      return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, flags);
    case CABINET_FIELD_ENUM:
      return g_param_spec_enum (name, NULL, NULL, field->child (), 0, flags);
    case CABINET_FIELD_RECORD:
      return g_param_spec_object (name, NULL, NULL, field->child (), flags);
    case CABINET_FIELD_LIST:
      return g_param_spec_object (name, NULL, NULL, G_TYPE_LIST_STORE, flags);
    case CABINET_FIELD_STRINGS:
      return g_param_spec_boxed (name, NULL, NULL, G_TYPE_STRV, flags);
    default:
      g_assert_not_reached ();
    }
}

static void
cabinet_record_class_init (CabinetRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cabinet_record_finalize;
}

static void
cabinet_record_init (CabinetRecord *self)
{
}

/**
 * cabinet_record_class_set_fields:
 *
 * Gives a record type its table; each line becomes a read-only property. See CABINET_DEFINE_RECORD().
 */
void
cabinet_record_class_set_fields (CabinetRecordClass *klass, const CabinetField *fields)
{
  g_assert (klass->fields == NULL);
  klass->fields = fields;
  G_OBJECT_CLASS (klass)->get_property = cabinet_record_get_property; /* GObject does not inherit it */
  G_OBJECT_CLASS (klass)->get_property = cabinet_record_get_property; /* GObject does not inherit it */
  for (guint i = 0; fields[i].name != NULL; i++)
    g_object_class_install_property (G_OBJECT_CLASS (klass), i + 1, new_property (&fields[i]));
}

/**
 * cabinet_record_init_fields:
 *
 * Puts empty lists into a new record, so that LIST and STRINGS members are never %NULL.
 */
void
cabinet_record_init_fields (CabinetRecord *self, const CabinetField *fields)
{
  for (const CabinetField *field = fields; field->name != NULL; field++)
    {
      if (field->kind == CABINET_FIELD_LIST)
        MEMBER (self, field, GListStore *) = g_list_store_new (field->child ());
      else if (field->kind == CABINET_FIELD_STRINGS)
        MEMBER (self, field, char **) = g_new0 (char *, 1);
    }
}

/**
 * cabinet_record_get_fields:
 *
 * Returns: (transfer none): the table of @self's type
 */
const CabinetField *
cabinet_record_get_fields (CabinetRecord *self)
{
  return CABINET_RECORD_GET_CLASS (self)->fields;
}

/**
 * cabinet_record_type_get_fields:
 * @type: a record type
 *
 * Returns: (transfer none): its table
 */
const CabinetField *
cabinet_record_type_get_fields (GType type)
{
  CabinetRecordClass *klass;
  const CabinetField *fields;

  g_return_val_if_fail (g_type_is_a (type, CABINET_TYPE_RECORD), NULL);

  klass = g_type_class_ref (type);
  fields = klass->fields;
  g_type_class_unref (klass);
  return fields;
}

static const CabinetField *
find_field (CabinetRecord *self, const char *name)
{
  for (const CabinetField *field = cabinet_record_get_fields (self); field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  return NULL;
}

/**
 * cabinet_record_get_word:
 * @field: the name of an ENUM member
 *
 * Returns: (transfer none) (nullable): the word of the wire, also if it is not in the vocabulary;
 *   %NULL if there was none
 */
const char *
cabinet_record_get_word (CabinetRecord *self, const char *field)
{
  CabinetRecordPrivate *priv = cabinet_record_get_instance_private (self);
  const CabinetField *found = find_field (self, field);
  int value;

  g_return_val_if_fail (found != NULL && found->kind == CABINET_FIELD_ENUM, NULL);

  value = MEMBER (self, found, int);
  if (value != 0)
    return cabinet_enum_to_nick (found->child (), value);
  return priv->words != NULL ? g_hash_table_lookup (priv->words, found->name) : NULL;
}

/**
 * cabinet_record_set_word:
 * @field: the name of an ENUM member
 * @word: (nullable): a word of the wire
 *
 * Sets the member from its word; a word that is not in the vocabulary gives 0 and is kept.
 */
void
cabinet_record_set_word (CabinetRecord *self, const char *field, const char *word)
{
  CabinetRecordPrivate *priv = cabinet_record_get_instance_private (self);
  const CabinetField *found = find_field (self, field);
  int value;

  g_return_if_fail (found != NULL && found->kind == CABINET_FIELD_ENUM);

  value = cabinet_enum_from_nick (found->child (), word);
  MEMBER (self, found, int) = value;
  if (value == 0 && word != NULL)
    {
      if (priv->words == NULL)
        priv->words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      g_hash_table_replace (priv->words, (gpointer) found->name, g_strdup (word));
    }
  else if (priv->words != NULL)
    {
      g_hash_table_remove (priv->words, found->name);
    }
}

static gboolean
lists_equal (GListModel *a, GListModel *b)
{
  guint n = g_list_model_get_n_items (a);

  if (n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!cabinet_record_equal (cabinet_list_peek (a, i), cabinet_list_peek (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
fields_equal (CabinetRecord *a, CabinetRecord *b, const CabinetField *field)
{
  const CabinetMoney *left, *right;

  switch (field->kind)
    {
    case CABINET_FIELD_STRING:
      return g_strcmp0 (MEMBER (a, field, char *), MEMBER (b, field, char *)) == 0;
    case CABINET_FIELD_INT:
    case CABINET_FIELD_INSTANT:
      return MEMBER (a, field, gint64) == MEMBER (b, field, gint64);
    case CABINET_FIELD_BOOL:
      return !MEMBER (a, field, gboolean) == !MEMBER (b, field, gboolean);
    case CABINET_FIELD_MONEY:
      left = &MEMBER (a, field, CabinetMoney);
      right = &MEMBER (b, field, CabinetMoney);
      return g_str_equal (left->currency, right->currency)
             && (!cabinet_money_is_set (left) || left->micros == right->micros);
    case CABINET_FIELD_DATE:
      return MEMBER (a, field, CabinetDate) == MEMBER (b, field, CabinetDate);
    case CABINET_FIELD_ENUM:
      return g_strcmp0 (cabinet_record_get_word (a, field->name), cabinet_record_get_word (b, field->name))
             == 0;
    case CABINET_FIELD_RECORD:
      return cabinet_record_equal (MEMBER (a, field, gpointer), MEMBER (b, field, gpointer));
    case CABINET_FIELD_LIST:
      return lists_equal (MEMBER (a, field, GListModel *), MEMBER (b, field, GListModel *));
    case CABINET_FIELD_STRINGS:
      return g_strv_equal (MEMBER (a, field, const char *const *), MEMBER (b, field, const char *const *));
    default:
      g_assert_not_reached ();
    }
}

/**
 * cabinet_record_equal:
 * @a: (nullable): a record
 * @b: (nullable): a record
 *
 * Returns: whether both are of one type and say the same; two %NULLs do
 */
gboolean
cabinet_record_equal (gpointer a, gpointer b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b))
    return FALSE;
  for (const CabinetField *field = cabinet_record_get_fields (a); field->name != NULL; field++)
    if (!fields_equal (a, b, field))
      return FALSE;
  return TRUE;
}

/**
 * cabinet_list_peek:
 *
 * Returns: (transfer none) (nullable): the item at @position, which @list keeps alive
 */
gpointer
cabinet_list_peek (GListModel *list, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_object (list, position);

  return item;
}

/**
 * cabinet_list_length:
 * @list: (nullable): a #GListModel
 *
 * Returns: the number of items
 */
guint
cabinet_list_length (gpointer list)
{
  return list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
}

/**
 * cabinet_enum_to_nick:
 *
 * Returns: (transfer none): the word for @value on the wire; "unknown" for a value outside
 */
const char *
cabinet_enum_to_nick (GType type, int value)
{
  GEnumClass *klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);
  const char *nick = found != NULL ? found->value_nick : "unknown";

  g_type_class_unref (klass);
  return nick;
}

/**
 * cabinet_enum_from_nick:
 * @nick: (nullable): a word of the wire
 *
 * Returns: the value, or 0 for a word outside the vocabulary
 */
int
cabinet_enum_from_nick (GType type, const char *nick)
{
  GEnumClass *klass = g_type_class_ref (type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;
  int value = found != NULL ? found->value : 0;

  g_type_class_unref (klass);
  return value;
}
