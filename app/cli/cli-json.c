/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Arrays are written item by item, one a line, so that nothing is held until the end. */
void
cli_array_begin (CliArray *array, FILE *file, gboolean single)
{
  array->file = file;
  array->single = single;
  array->count = 0;
  if (!single)
    fputc ('[', file);
}

/**
 * cli_array_add:
 * @array: an array that was begun
 * @builder: holds one whole value; it is empty afterwards
 */
void
cli_array_add (CliArray *array, JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (node, FALSE);

  if (!array->single)
    fputs (array->count > 0 ? ",\n " : "\n ", array->file);
  fputs (text, array->file);
  array->count++;
  json_builder_reset (builder);
}

void
cli_array_end (CliArray *array)
{
  if (array->single)
    fputs ("\n", array->file);
  else
    fputs (array->count > 0 ? "\n]\n" : "]\n", array->file);
}

/* @value NULL = null. */
void
cli_json_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* With exactly the currency's digits; no sum at all = null. */
void
cli_json_money (JsonBuilder *builder, const char *name, const CabinetMoney *money, CabinetRounding rounding)
{
  g_autofree char *amount = NULL;

  json_builder_set_member_name (builder, name);
  if (money == NULL || !cabinet_money_is_set (money))
    {
      json_builder_add_null_value (builder);
      return;
    }
  amount = cabinet_money_to_decimal (money, rounding);
  json_builder_begin_object (builder);
  cli_json_string (builder, "amount", amount);
  cli_json_string (builder, "currency", money->currency);
  json_builder_end_object (builder);
}

void
cli_json_date (JsonBuilder *builder, const char *name, CabinetDate date)
{
  g_autofree char *text = date != CABINET_DATE_NONE ? cabinet_date_to_iso (date) : NULL;

  cli_json_string (builder, name, text);
}

/* Whole seconds: scripts read one form. */
void
cli_json_instant (JsonBuilder *builder, const char *name, CabinetInstant instant)
{
  g_autofree char *text =
    instant != 0 ? cabinet_instant_to_rfc3339 (instant - instant % G_USEC_PER_SEC) : NULL;

  cli_json_string (builder, name, text);
}
