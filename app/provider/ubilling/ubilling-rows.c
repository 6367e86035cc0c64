/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cabinet-config.h"

#include "ubilling-rows.h"

#include <glib/gi18n-lib.h>

/* "30" days is what operators write for a month. */
#define SHORTEST_MONTH 28
#define LONGEST_MONTH 31

static void
row_free (UbillingRow *row)
{
  g_free (row->id);
  g_free (row->name);
  g_free (row);
}

/* A service has no id but its name; of equal ones each needs its own. */
static char *
make_id (GHashTable *seen, const char *kind, const char *name)
{
  char *id = g_strdup_printf ("%s:%s", kind, name);

  for (guint i = 2; g_hash_table_contains (seen, id); i++)
    {
      g_free (id);
      id = g_strdup_printf ("%s:%s:%u", kind, name, i);
    }
  g_hash_table_add (seen, g_strdup (id));
  return id;
}

static UbillingRow *
read_row (JsonObject *object, const char *currency, GHashTable *seen)
{
  g_autofree char *tariff = cabinet_loose_dup_text (object, "tariffname");
  g_autofree char *service = cabinet_loose_dup_text (object, "vsrvname");
  const char *name = tariff != NULL ? tariff : service;
  UbillingRow *row;

  if (name == NULL)
    return NULL;
  row = g_new0 (UbillingRow, 1);
  row->tariff = tariff != NULL;
  row->name = g_strdup (name);
  row->id = row->tariff ? g_strdup (name) : make_id (seen, "service", name);
  row->price = cabinet_loose_get_money (object, row->tariff ? "tariffprice" : "vsrvprice", currency);
  if (!cabinet_money_is_set (&row->price))
    row->price = cabinet_money (0, currency);
  if (row->tariff)
    {
      g_autofree char *period = cabinet_loose_dup_text (object, "tariffdaysperiod");

      row->period = g_strcmp0 (period, "day") == 0 ? CABINET_FEE_PERIOD_DAY : CABINET_FEE_PERIOD_MONTH;
    }
  else
    {
      row->days = cabinet_loose_get_int (object, "vsrvdaysperiod");
      if (row->days <= 0 || (row->days >= SHORTEST_MONTH && row->days <= LONGEST_MONTH))
        row->period = CABINET_FEE_PERIOD_MONTH;
      else if (row->days == 1)
        row->period = CABINET_FEE_PERIOD_DAY;
    }
  return row;
}

/**
 * ubilling_rows_read:
 * @list: (nullable): tariffs and services; which is which is told by the members
 *
 * Returns: (transfer full): of UbillingRow
 */
GPtrArray *
ubilling_rows_read (JsonArray *list, const char *currency)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      UbillingRow *row = read_row (cabinet_loose_get_element (list, i), currency, seen);

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * ubilling_rows_find_tariff:
 *
 * Returns: (transfer none) (nullable): the tariff of that name
 */
UbillingRow *
ubilling_rows_find_tariff (GPtrArray *rows, const char *name)
{
  for (guint i = 0; i < rows->len; i++)
    {
      UbillingRow *row = g_ptr_array_index (rows, i);

      if (row->tariff && g_strcmp0 (row->name, name) == 0)
        return row;
    }
  return NULL;
}

/**
 * ubilling_row_dup_details:
 *
 * Returns: (transfer full) (nullable): the price, if it is of neither a day nor a month
 */
char *
ubilling_row_dup_details (UbillingRow *row)
{
  g_autofree char *price = NULL;

  if (row->period != CABINET_FEE_PERIOD_UNKNOWN)
    return NULL;
  price = cabinet_money_format (&row->price, CABINET_ROUND_HALF_AWAY, CABINET_MONEY_TRIM_ZEROS);
  /* Translators: %s is a sum: "60 ₴ for 14 days". */
  return g_strdup_printf (ngettext ("%s for %d day", "%s for %d days", (gulong) row->days), price,
                          (int) row->days);
}

/**
 * ubilling_row_get_month_fee:
 * @today: in the month that it is asked for
 *
 * Returns: what a calendar month costs; not set if it cannot be said
 */
CabinetMoney
ubilling_row_get_month_fee (UbillingRow *row, CabinetDate today)
{
  if (row->period == CABINET_FEE_PERIOD_MONTH)
    return row->price;
  if (row->period == CABINET_FEE_PERIOD_DAY)
    return cabinet_money (row->price.micros * cabinet_date_days_in_month (today), row->price.currency);
  return (CabinetMoney){ 0 };
}

/**
 * ubilling_row_to_line:
 * @state: of the contract
 *
 * Returns: (transfer full): the row as a connected service
 */
CabinetServiceLine *
ubilling_row_to_line (UbillingRow *row, CabinetLineState state, CabinetDate today)
{
  CabinetServiceLine *line = g_object_new (CABINET_TYPE_SERVICE_LINE, NULL);

  line->id = g_strdup (row->id);
  line->kind = row->tariff ? CABINET_SERVICE_KIND_INTERNET : CABINET_SERVICE_KIND_OTHER;
  line->title = g_strdup (row->name);
  line->details = ubilling_row_dup_details (row);
  line->state = state;
  line->fee = ubilling_row_get_month_fee (row, today);
  return line;
}

/**
 * ubilling_rows_sum:
 *
 * Returns: what a calendar month of all of them costs
 */
CabinetMoney
ubilling_rows_sum (GPtrArray *rows, const char *currency, CabinetDate today)
{
  CabinetMoney sum = cabinet_money (0, currency);

  for (guint i = 0; i < rows->len; i++)
    {
      CabinetMoney fee = ubilling_row_get_month_fee (g_ptr_array_index (rows, i), today);

      if (cabinet_money_is_set (&fee))
        cabinet_money_add (&sum, &fee, NULL);
    }
  return sum;
}
