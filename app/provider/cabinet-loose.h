/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cabinet-date.h"
#include "cabinet-money.h"

G_BEGIN_DECLS

/* Reads answers of systems that write numbers as text and text as numbers, "no" in five ways, and an empty
 * list where an object is due. Nothing here fails: what cannot be read is absent, and the connector decides
 * what it must have. */
gboolean cabinet_loose_has (JsonObject *object, const char *member);
char *cabinet_loose_dup_text (JsonObject *object, const char *member);
char **cabinet_loose_dup_texts (JsonObject *object, const char *member);
gint64 cabinet_loose_get_int (JsonObject *object, const char *member);
gboolean cabinet_loose_get_bool (JsonObject *object, const char *member);
CabinetMoney cabinet_loose_get_money (JsonObject *object, const char *member, const char *currency);
CabinetDate cabinet_loose_get_date (JsonObject *object, const char *member);
CabinetInstant
cabinet_loose_get_time (JsonObject *object, const char *member, GTimeZone *zone, CabinetDate *day);
JsonObject *cabinet_loose_get_object (JsonObject *object, const char *member);
JsonArray *cabinet_loose_get_array (JsonObject *object, const char *member);
JsonObject *cabinet_loose_get_element (JsonArray *array, guint index);

CabinetDate cabinet_loose_parse_date (const char *text);

G_END_DECLS
