/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "cabinet-date.h"
#include "cabinet-money.h"

G_BEGIN_DECLS

/**
 * CabinetFieldKind: what a field is, in the struct and on the wire
 *
 * | kind | struct member | JSON |
 * | STRING | char * (NULL = absent) | string |
 * | INT | gint64 (0 = absent) | integer number |
 * | BOOL | gboolean | true, false |
 * | MONEY | CabinetMoney (no currency = absent) | {"amount":"-120.50","currency":"RUB"} |
 * | DATE | CabinetDate (0 = absent) | "2026-11-21" |
 * | INSTANT | CabinetInstant (0 = absent) | "2026-11-21T07:32:00Z" |
 * | ENUM | int, 0 = unknown | string; a word not known becomes 0 and is kept, see cabinet_record_get_word() |
 * | RECORD | child pointer (NULL = absent) | object |
 * | LIST | GListStore * of a record type, never NULL | array of objects |
 * | STRINGS | char ** , never NULL | array of strings |
 */
typedef enum
{
  CABINET_FIELD_STRING,
  CABINET_FIELD_INT,
  CABINET_FIELD_BOOL,
  CABINET_FIELD_MONEY,
  CABINET_FIELD_DATE,
  CABINET_FIELD_INSTANT,
  CABINET_FIELD_ENUM,
  CABINET_FIELD_RECORD,
  CABINET_FIELD_LIST,
  CABINET_FIELD_STRINGS,
} CabinetFieldKind;

typedef enum
{
  CABINET_OPTIONAL = 0,
  CABINET_REQUIRED = 1 << 0,
  CABINET_COLUMN = 1 << 1, /* also a column of the same name in the record's SQLite table */
} CabinetFieldFlags;

/* One line of a record's table. The name is the struct member, the JSON key and the column; as a
 * property it has dashes. */
typedef struct
{
  const char *name;
  CabinetFieldKind kind;
  CabinetFieldFlags flags;
  gsize offset;
  GType (*child) (void); /* the enum's or the child record's type */
} CabinetField;

#define CABINET_FIELD(Type, member, kind, flags)                                          \
  {                                                                                       \
#member, CABINET_FIELD_##kind, (flags), G_STRUCT_OFFSET(struct _##Type, member), NULL \
  }
#define CABINET_FIELD_OF(Type, member, kind, flags, child)                                   \
  {                                                                                          \
#member, CABINET_FIELD_##kind, (flags), G_STRUCT_OFFSET(struct _##Type, member), (child) \
  }
#define CABINET_FIELD_END \
  {                       \
    NULL                  \
  }

#define CABINET_TYPE_RECORD (cabinet_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (CabinetRecord, cabinet_record, CABINET, RECORD, GObject)

struct _CabinetRecordClass
{
  GObjectClass parent_class;
  const CabinetField *fields; /* ends with CABINET_FIELD_END */
};

/* Defines a record type over its table `fields`. Records are filled by the decoder or right after
 * g_object_new() by their maker, and not changed afterwards. */
#define CABINET_DEFINE_RECORD(Type, type, table)                             \
  G_DEFINE_FINAL_TYPE (Type, type, CABINET_TYPE_RECORD)                      \
  static void type##_class_init (Type##Class *klass)                         \
  {                                                                          \
    cabinet_record_class_set_fields (CABINET_RECORD_CLASS (klass), (table)); \
  }                                                                          \
  static void type##_init (Type *self)                                       \
  {                                                                          \
    cabinet_record_init_fields (CABINET_RECORD (self), (table));             \
  }

void cabinet_record_class_set_fields (CabinetRecordClass *klass, const CabinetField *fields);
void cabinet_record_init_fields (CabinetRecord *self, const CabinetField *fields);

const CabinetField *cabinet_record_get_fields (CabinetRecord *self);
const CabinetField *cabinet_record_type_get_fields (GType type);
const char *cabinet_record_get_word (CabinetRecord *self, const char *field);
void cabinet_record_set_word (CabinetRecord *self, const char *field, const char *word);

gpointer cabinet_record_decode (GType type, JsonNode *node, GError **error);
gpointer cabinet_record_decode_at (GType type, JsonNode *node, const char *path, GError **error);
gpointer cabinet_record_decode_text (GType type, const char *json, gssize length, GError **error);
JsonNode *cabinet_record_encode (gpointer record);
char *cabinet_record_encode_text (gpointer record);
gboolean cabinet_record_equal (gpointer a, gpointer b);

/* Parses @json within limits that keep json-glib safe: at most 8 MiB and 32 levels. */
JsonNode *cabinet_json_parse (const char *json, gssize length, GError **error);

/* Typed access to the items of a LIST field. */
#define cabinet_list_get(list, i) (cabinet_list_peek (G_LIST_MODEL (list), (i)))
gpointer cabinet_list_peek (GListModel *list, guint position);
guint cabinet_list_length (gpointer list);

const char *cabinet_enum_to_nick (GType type, int value);
int cabinet_enum_from_nick (GType type, const char *nick);

G_END_DECLS
