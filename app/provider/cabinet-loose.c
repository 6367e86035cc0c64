/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-loose.h"

#include <stdio.h>
#include <string.h>

/* A sum of a JSON number passes a double: below this it is exact to the millionth (Q8). */
#define LARGEST_DOUBLE 1e9
/* Millionths: a few such sums may be added, and that of a day taken for each of a month, without a thought.
 */
#define LARGEST_SUM (G_GINT64_CONSTANT (100000000000000000))

static JsonNode *
get_value (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * cabinet_loose_has:
 * @object: (nullable): a part of an answer
 *
 * Returns: whether @member is there, whatever it is
 */
gboolean
cabinet_loose_has (JsonObject *object, const char *member)
{
  return object != NULL && json_object_has_member (object, member);
}

/* @node: (nullable). */
static char *
dup_text (JsonNode *node)
{
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char *text = NULL;

  if (type == G_TYPE_STRING)
    text = g_strstrip (json_node_dup_string (node));
  else if (type == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      text = g_strdup (g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }
  else if (type == G_TYPE_BOOLEAN)
    text = g_strdup (json_node_get_boolean (node) ? "true" : "false"); /* a text that looked like one */
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/**
 * cabinet_loose_dup_text:
 * @object: (nullable): a part of an answer
 *
 * Returns: (transfer full) (nullable): text, or the number that it was taken for; %NULL if absent or blank
 */
char *
cabinet_loose_dup_text (JsonObject *object, const char *member)
{
  return dup_text (get_value (object, member));
}

/**
 * cabinet_loose_dup_texts:
 *
 * Returns: (transfer full): what is in a list, each as cabinet_loose_dup_text(), blanks left out; of a member
 *   that is no list, itself
 */
char **
cabinet_loose_dup_texts (JsonObject *object, const char *member)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = cabinet_loose_get_array (object, member);
  g_autofree char *single = cabinet_loose_dup_text (object, member);

  if (single != NULL)
    g_strv_builder_add (texts, single);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *text = JSON_NODE_HOLDS_VALUE (node) ? dup_text (node) : NULL;

      if (text != NULL)
        g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

/**
 * cabinet_loose_get_int:
 *
 * Returns: a whole number, also of a text; 0 if there is none
 */
gint64
cabinet_loose_get_int (JsonObject *object, const char *member)
{
  g_autofree char *text = cabinet_loose_dup_text (object, member);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return 0;
  return number;
}

/**
 * cabinet_loose_get_bool:
 *
 * Returns: whether it is true, a number but 0, or a text that says yes
 */
gboolean
cabinet_loose_get_bool (JsonObject *object, const char *member)
{
  g_autofree char *text = cabinet_loose_dup_text (object, member);

  return text != NULL && !g_str_equal (text, "0") && g_ascii_strcasecmp (text, "false") != 0
         && g_ascii_strcasecmp (text, "no") != 0;
}

/**
 * cabinet_loose_get_money:
 * @currency: of the sum
 *
 * Returns: the sum, "-0" as 0; not set if absent, not a number, a JSON number too large to be exact, or
 *   no sum that anybody has
 */
CabinetMoney
cabinet_loose_get_money (JsonObject *object, const char *member, const char *currency)
{
  JsonNode *node = get_value (object, member);
  CabinetMoney money = { 0 };
  g_autofree char *text = NULL;

  if (node == NULL)
    return money;
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      double number = json_node_get_double (node);

      if (number >= LARGEST_DOUBLE || number <= -LARGEST_DOUBLE)
        return money;
      text = g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6f", number));
    }
  else
    text = cabinet_loose_dup_text (object, member);
  if (text == NULL || !cabinet_money_parse (text, currency, &money, NULL) || money.micros > LARGEST_SUM
      || money.micros < -LARGEST_SUM)
    return (CabinetMoney){ 0 };
  return money;
}

/**
 * cabinet_loose_parse_date:
 * @text: (nullable): "2026-11-20", with or without a time, "20.11.2026" or "20-11-2026"
 *
 * Returns: the day; %CABINET_DATE_NONE for "0000-00-00", "No", "none" and all else
 */
CabinetDate
cabinet_loose_parse_date (const char *text)
{
  int first, second, third;
  char a, b;

  if (text == NULL || sscanf (text, "%d%c%d%c%d", &first, &a, &second, &b, &third) != 5 || a != b
      || (a != '-' && a != '.') || second < 1 || second > 12)
    return CABINET_DATE_NONE;
  if (first > 31)
    return g_date_valid_dmy ((GDateDay) third, (GDateMonth) second, (GDateYear) first)
             ? cabinet_date_new (first, second, third)
             : CABINET_DATE_NONE;
  return third > 31 && g_date_valid_dmy ((GDateDay) first, (GDateMonth) second, (GDateYear) third)
           ? cabinet_date_new (third, second, first)
           : CABINET_DATE_NONE;
}

/**
 * cabinet_loose_get_date:
 *
 * Returns: as cabinet_loose_parse_date()
 */
CabinetDate
cabinet_loose_get_date (JsonObject *object, const char *member)
{
  g_autofree char *text = cabinet_loose_dup_text (object, member);

  return cabinet_loose_parse_date (text);
}

/**
 * cabinet_loose_get_time:
 * @zone: of the server's clock
 * @day: (out) (optional): its plain day, which no zone shifts
 *
 * Returns: "2026-11-20 21:07:19" as an instant; 0 = none
 */
CabinetInstant
cabinet_loose_get_time (JsonObject *object, const char *member, GTimeZone *zone, CabinetDate *day)
{
  g_autofree char *text = cabinet_loose_dup_text (object, member);
  g_autoptr (GDateTime) time = NULL;

  if (day != NULL)
    *day = cabinet_loose_parse_date (text);
  if (cabinet_loose_parse_date (text) == CABINET_DATE_NONE)
    return 0;
  if (strlen (text) > 10)
    text[10] = 'T';
  time = g_date_time_new_from_iso8601 (text, zone);
  return time != NULL ? g_date_time_to_unix (time) * G_TIME_SPAN_SECOND : 0;
}

/**
 * cabinet_loose_get_object:
 *
 * Returns: (transfer none) (nullable): %NULL also for the `[]` that stands for an empty object
 */
JsonObject *
cabinet_loose_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * cabinet_loose_get_array:
 *
 * Returns: (transfer none) (nullable): %NULL also for the `{}` that stands for an empty list
 */
JsonArray *
cabinet_loose_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * cabinet_loose_get_element:
 * @array: (nullable): a list
 *
 * Returns: (transfer none) (nullable): the element, if there is one and it is an object
 */
JsonObject *
cabinet_loose_get_element (JsonArray *array, guint index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
